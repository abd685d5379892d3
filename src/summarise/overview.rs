//! The overview: per area granted, decided and spent, and what each grant is made of.

use crate::model::agreement::{Agreement, Area, GrantStatus};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::{AreaResult, Flow};
use crate::model::table::ColumnKind::{Amount, Share, Text};
use crate::model::table::{Cell, RowKind, SummaryTable};

use super::Material;
use super::build::{Builder, amount, left, share, text};

/// Sums over areas; an allocated amount that one area lacks leaves the sum to those that have one.
#[derive(Default)]
struct Sum {
    granted: Ore,
    allocated: Ore,
    spend: Flow,
}

impl Sum {
    fn add(&mut self, result: &AreaResult) -> Result<(), Overflow> {
        self.granted = self.granted.plus(result.granted.unwrap_or_default())?;
        self.allocated = self.allocated.plus(result.allocated.unwrap_or_default())?;
        self.spend.merge(&result.spend()?)
    }
}

/// Per area: granted, allocated, spent, left, share, forecast, assessment.
pub(super) fn areas(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let mut table = Builder::new(
        "sammanstallning",
        &[
            ("overenskommelse", Text),
            ("omrade", Text),
            ("objekt", Text),
            ("ansvarig", Text),
            ("tilldelat", Amount),
            ("beslutat", Amount),
            ("utfall_period", Amount),
            ("utfall", Amount),
            ("kvar", Amount),
            ("andel", Share),
            ("andel_av_aret", Share),
            ("prognos_helar", Amount),
            ("bedomning", Text),
            ("overenskommelse_id", Text),
            ("omrade_id", Text),
        ],
    );
    let several = material.pipeline.agreements.len() > 1;
    let mut whole = Sum::default();
    for (agreement, result) in material.pipeline.agreements.iter().zip(&material.reconciliation.agreements) {
        let mut sum = Sum::default();
        for (area, found) in agreement.areas.iter().zip(&result.areas) {
            sum.add(found)?;
            whole.add(found)?;
            let head = area_head(agreement, area);
            let assessment = found.assessment.map_or(Cell::Blank, |a| Cell::Name(a.name()));
            let figures = figures(material, found.granted, found.allocated, &found.spend()?, assessment)?;
            let ids = [text(Some(&agreement.id)), text(Some(&area.id))];
            table.row(RowKind::Normal, head.into_iter().chain(figures).chain(ids).collect());
        }
        if several {
            let head = [Cell::Text(agreement.title.clone()), Cell::Name("subtotal"), Cell::Blank, Cell::Blank];
            let figures = figures(material, Some(sum.granted), Some(sum.allocated), &sum.spend, Cell::Blank)?;
            let ids = [text(Some(&agreement.id)), Cell::Blank];
            table.row(RowKind::Subtotal, head.into_iter().chain(figures).chain(ids).collect());
        }
    }
    let head = [Cell::Name("total"), Cell::Blank, Cell::Blank, Cell::Blank];
    let figures = figures(material, Some(whole.granted), Some(whole.allocated), &whole.spend, Cell::Blank)?;
    let ids = [Cell::Blank, Cell::Blank];
    table.row(RowKind::Total, head.into_iter().chain(figures).chain(ids).collect());
    table.done()
}

fn area_head(agreement: &Agreement, area: &Area) -> [Cell; 4] {
    [
        Cell::Text(agreement.title.clone()),
        Cell::Text(area.title.clone()),
        text(Some(&area.objects.join(", "))),
        text(area.responsible.as_deref()),
    ]
}

fn figures(
    material: &Material<'_>,
    granted: Option<Ore>,
    allocated: Option<Ore>,
    spend: &Flow,
    assessment: Cell,
) -> Result<Vec<Cell>, Overflow> {
    let spent = spend.accumulated()?;
    Ok(vec![
        amount(granted),
        amount(allocated),
        Cell::Amount(spend.in_period(material.through)?),
        Cell::Amount(spent),
        left(allocated, spent)?,
        share(spent, allocated),
        Cell::Share(material.through.share_of_year()),
        Cell::Amount(material.through.run_rate(spent)?),
        assessment,
    ])
}

/// Each grant's parts, and how the decided amounts stand to them.
pub(super) fn granted(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("overenskommelse", Text),
        ("omrade", Text),
        ("del", Text),
        ("status", Text),
        ("tilldelat", Amount),
        ("beslutat", Amount),
        ("differens", Amount),
    ];
    let mut table = Builder::new("tilldelning", &columns);
    for agreement in &material.pipeline.agreements {
        let title = || Cell::Text(agreement.title.clone());
        let (mut all_granted, mut all_allocated) = (Ore::ZERO, Ore::ZERO);
        for area in &agreement.areas {
            for part in &area.granted {
                let activity = part.activity.and_then(|a| area.activities.get(usize::from(a)));
                let allocated = activity.and_then(|a| a.amount);
                table.row(
                    RowKind::Normal,
                    vec![
                        title(),
                        Cell::Text(area.title.clone()),
                        Cell::Text(activity.map_or_else(|| part.id.clone(), |a| a.title.clone())),
                        Cell::Name(status(part.status)),
                        Cell::Amount(part.amount),
                        amount(allocated),
                        left(allocated, part.amount)?,
                    ],
                );
            }
            let granted = area.granted_sum()?;
            all_granted = all_granted.plus(granted)?;
            all_allocated = all_allocated.plus(area.allocated.unwrap_or_default())?;
            let head = [title(), Cell::Text(area.title.clone()), Cell::Name("subtotal"), Cell::Blank];
            let sums = [Cell::Amount(granted), amount(area.allocated), left(area.allocated, granted)?];
            table.row(RowKind::Subtotal, head.into_iter().chain(sums).collect());
        }
        let head = [title(), Cell::Name("total"), Cell::Blank, Cell::Blank];
        let difference = Cell::Amount(all_allocated.minus(all_granted)?);
        let sums = [Cell::Amount(all_granted), Cell::Amount(all_allocated), difference];
        table.row(RowKind::Total, head.into_iter().chain(sums).collect());
    }
    table.done()
}

fn status(status: GrantStatus) -> &'static str {
    match status {
        GrantStatus::Allotted => "allotted",
        GrantStatus::Requisitioned => "requisitioned",
        GrantStatus::Paid => "paid",
        GrantStatus::Earned => "earned",
    }
}
