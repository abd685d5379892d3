//! The overview: per area granted, decided and spent, and what each grant is made of.

use crate::model::agreement::{Agreement, Area, GrantPart, GrantStatus};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::{AgreementResult, AreaResult, Flow};
use crate::model::table::ColumnKind::{Amount, Prose, Share, Text};
use crate::model::table::{Cell, ColumnKind, RowKind, SummaryTable};

use super::Material;
use super::build::{Builder, amount, left, share, text};

/// Sums over areas; an allocated amount that one area lacks leaves the sum to those that have one.
#[derive(Default)]
struct Sum {
    granted: Option<Ore>,
    allocated: Option<Ore>,
    limit: Option<Ore>,
    gone: Ore,
    spend: Flow,
}

impl Sum {
    fn add(&mut self, result: &AreaResult) -> Result<(), Overflow> {
        self.granted = Ore::plus_given(self.granted, result.granted)?;
        self.allocated = Ore::plus_given(self.allocated, result.allocated)?;
        self.limit = Ore::plus_given(self.limit, result.limit())?;
        self.gone = self.gone.plus(result.gone()?)?;
        self.spend.merge(&result.spend()?)
    }
}

/// Per area: granted, allocated, spent, left, share, forecast, assessment.
pub(super) fn areas(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let mut columns = vec![
        ("overenskommelse", Text),
        ("omrade", Text),
        ("objekt", Text),
        ("ansvarig", Text),
        ("tilldelat", Amount),
        ("beslutat", Amount),
        ("utfall_period", Amount),
        ("utfall", Amount),
    ];
    columns.extend(material.forwards().then_some(("vidareformedlat", Amount)));
    columns.extend([
        ("kvar", Amount),
        ("andel", Share),
        ("andel_av_aret", Share),
        ("prognos_helar", Amount),
        ("bedomning", Text),
        ("overenskommelse_id", Text),
        ("omrade_id", Text),
    ]);
    let mut table = Builder::new("sammanstallning", &columns);
    let several = material.pipeline.agreements.len() > 1;
    let (mut whole, mut undivided) = (Sum::default(), Sum::default());
    for (agreement, result) in material.pipeline.agreements.iter().zip(&material.reconciliation.agreements) {
        let mut sum = Sum::default();
        for part in &agreement.received {
            sum.granted = Ore::plus_given(sum.granted, Some(part.amount))?;
            whole.granted = Ore::plus_given(whole.granted, Some(part.amount))?;
        }
        for (area, found) in agreement.areas.iter().zip(&result.areas) {
            sum.add(found)?;
            whole.add(found)?;
            if !area.is_divided() {
                undivided.add(found)?;
            }
            let head = area_head(agreement, area);
            let assessment = found.assessment.map_or(Cell::Blank, |a| Cell::Name(a.name()));
            let one = Figures {
                granted: found.granted,
                allocated: found.allocated,
                limit: found.limit(),
                gone: found.gone()?,
                spend: &found.spend()?,
            };
            let figures = figures(material, &one, assessment)?;
            let ids = [text(Some(&agreement.id)), text(Some(&area.id))];
            table.row(RowKind::Normal, head.into_iter().chain(figures).chain(ids));
        }
        if several {
            let head = [Cell::Text(agreement.title.as_str().into()), Cell::Name("subtotal"), Cell::Blank, Cell::Blank];
            let figures = figures(material, &sum.figures(), Cell::Blank)?;
            let ids = [text(Some(&agreement.id)), Cell::Blank];
            table.row(RowKind::Subtotal, head.into_iter().chain(figures).chain(ids));
        }
    }
    let head = [Cell::Name("total"), Cell::Blank, Cell::Blank, Cell::Blank];
    let figures = figures(material, &whole.figures(), Cell::Blank)?;
    let ids = || [Cell::Blank, Cell::Blank];
    table.row(RowKind::Total, head.into_iter().chain(figures).chain(ids()));
    // What is left of it says nothing of the pace.
    if undivided.limit.is_some() {
        let head = [Cell::Name("of-which-undivided"), Cell::Blank, Cell::Blank, Cell::Blank];
        let figures = self::figures(material, &undivided.figures(), Cell::Blank)?;
        table.row(RowKind::Subtotal, head.into_iter().chain(figures).chain(ids()));
    }
    table.done()
}

/// What is left of an agreement's money that is divided on no activities; none where there is no such money.
pub(super) fn undivided_left(agreement: &Agreement, result: &AgreementResult) -> Result<Option<Ore>, Overflow> {
    let mut sum = Sum::default();
    let undivided = agreement.areas.iter().zip(&result.areas).filter(|(area, _)| !area.is_divided());
    for (_, found) in undivided {
        sum.add(found)?;
    }
    sum.limit.map(|limit| limit.minus(sum.gone)).transpose()
}

fn area_head(agreement: &Agreement, area: &Area) -> [Cell; 4] {
    [
        Cell::Text(agreement.title.as_str().into()),
        Cell::Text(area.title.as_str().into()),
        text(Some(&area.objects.join(", "))),
        text(area.responsible.as_deref()),
    ]
}

/// What the figures of a row are made of.
struct Figures<'a> {
    granted: Option<Ore>,
    allocated: Option<Ore>,
    limit: Option<Ore>,
    gone: Ore,
    spend: &'a Flow,
}

impl Sum {
    fn figures(&self) -> Figures<'_> {
        let Self { granted, allocated, limit, gone, spend } = self;
        Figures { granted: *granted, allocated: *allocated, limit: *limit, gone: *gone, spend }
    }
}

fn figures(material: &Material<'_>, of: &Figures<'_>, assessment: Cell) -> Result<Vec<Cell>, Overflow> {
    let spent = of.spend.accumulated()?;
    let mut cells = vec![
        amount(of.granted),
        amount(of.allocated),
        Cell::Amount(of.spend.in_period(material.through)?),
        Cell::Amount(spent),
    ];
    if material.forwards() {
        cells.push(Cell::Amount(of.gone.minus(spent)?));
    }
    cells.extend([
        left(of.limit, of.gone)?,
        share(of.gone, of.limit),
        Cell::Share(material.through.share_of_year()),
        Cell::Amount(material.through.run_rate(spent)?),
        assessment,
    ]);
    Ok(cells)
}

/// Each grant's parts, what the ledger has of them, and how the decided amounts stand to them.
pub(super) fn granted(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("overenskommelse", Text),
        ("omrade", Text),
        ("del", Text),
        ("status", Text),
        ("tilldelat", Amount),
        ("beslutat", Amount),
        ("differens", Amount),
        ("bokfort", Amount),
        ("anmarkning", Prose),
    ];
    let mut table = Builder::new("tilldelning", &columns);
    for (agreement, result) in material.pipeline.agreements.iter().zip(&material.reconciliation.agreements) {
        let parts: Vec<_> = agreement.parts().zip(&result.booked).collect();
        for ((_, part), booked) in parts.iter().filter(|((area, _), _)| area.is_none()) {
            table.row(RowKind::Normal, part_row(agreement, None, part, **booked)?);
        }
        let mut all_allocated = Ore::ZERO;
        for (place, area) in (0_u16..).zip(&agreement.areas) {
            let own = parts.iter().filter(|((of, _), _)| *of == Some(place));
            for ((_, part), booked) in own {
                table.row(RowKind::Normal, part_row(agreement, Some(area), part, **booked)?);
            }
            all_allocated = all_allocated.plus(area.allocated.unwrap_or_default())?;
            if area.granted.len() > 1 || area.allocated.is_some() {
                let granted = (!area.granted.is_empty()).then(|| area.granted_sum()).transpose()?;
                table.row(RowKind::Subtotal, area_row(agreement, area, granted)?);
            }
        }
        let granted = agreement.granted()?;
        let decided = agreement.areas.iter().any(|area| area.allocated.is_some()).then_some(all_allocated);
        let told = result.booked.iter().filter_map(|booked| *booked);
        let untold = result.booked_together.values().copied().chain([result.booked_elsewhere]);
        let booked = Ore::sum(told.chain(untold))?;
        let head = [Cell::Text(agreement.title.as_str().into()), Cell::Name("total"), Cell::Blank, Cell::Blank];
        let differs = granted.map_or(Ok(Cell::Blank), |granted| left(decided, granted))?;
        let sums = [amount(granted), amount(decided), differs, Cell::Amount(booked), Cell::Blank];
        table.row(RowKind::Total, head.into_iter().chain(sums));
    }
    table.done()
}

fn part_row(
    agreement: &Agreement,
    area: Option<&Area>,
    part: &GrantPart,
    booked: Option<Ore>,
) -> Result<Vec<Cell>, Overflow> {
    let activity = part.activity.zip(area).and_then(|(at, area)| area.activities.get(usize::from(at)));
    let allocated = activity.and_then(|a| a.amount);
    Ok(vec![
        Cell::Text(agreement.title.as_str().into()),
        text(area.map(|area| area.title.as_str())),
        text(Some(activity.map_or_else(|| part.name(), |a| &a.title))),
        Cell::Name(status(part.status)),
        Cell::Amount(part.amount),
        amount(allocated),
        left(allocated, part.amount)?,
        amount(booked),
        text(part.note.as_deref()),
    ])
}

fn area_row(agreement: &Agreement, area: &Area, granted: Option<Ore>) -> Result<Vec<Cell>, Overflow> {
    Ok(vec![
        Cell::Text(agreement.title.as_str().into()),
        Cell::Text(area.title.as_str().into()),
        Cell::Name("subtotal"),
        Cell::Blank,
        amount(granted),
        amount(area.allocated),
        granted.map_or(Ok(Cell::Blank), |granted| left(area.allocated, granted))?,
        Cell::Blank,
        text(area.inferred.as_deref()),
    ])
}

/// Which share of its national frame each amount is.
pub(super) fn keys(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("overenskommelse", Text),
        ("omrade", Text),
        ("del", Text),
        ("belopp", Amount),
        ("nationell_ram", Amount),
        ("andel_av_ramen", ColumnKind::Scaled(7)),
        ("nyckel", Text),
    ];
    let mut table = Builder::new("nycklar", &columns);
    for one in &material.reconciliation.shares {
        let agreement = &material.pipeline.agreements[usize::from(one.agreement)];
        let area = one.area.and_then(|at| agreement.areas.get(usize::from(at)));
        let parts = area.map_or(&agreement.received, |area| &area.granted);
        let part = one.part.and_then(|at| parts.get(usize::from(at)));
        let key = match one.common {
            Some(true) => Cell::Name("common-share"),
            Some(false) => Cell::Name("other-share"),
            None => Cell::Blank,
        };
        table.row(
            RowKind::Normal,
            vec![
                Cell::Text(agreement.title.as_str().into()),
                text(area.map(|area| area.title.as_str())),
                text(part.map(GrantPart::name)),
                Cell::Amount(one.amount),
                Cell::Amount(one.frame),
                Cell::Scaled(one.share, 7),
                key,
            ],
        );
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
