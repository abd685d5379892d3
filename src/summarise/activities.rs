//! One agreement's tables: each activity decided, spent and left; by month, by breakdown part, by account group.

use std::sync::Arc;

use crate::model::agreement::{Activity, Agreement, AllocationKind, Area};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::{AreaResult, CodeSpend, Flow, LineResult};
use crate::model::table::ColumnKind::{Amount, Count, Share, Text};
use crate::model::table::{Cell, ColumnKind, RowKind, SummaryTable};
use crate::pipeline::GroupKind;

use super::Material;
use super::build::{Builder, amount, left, share, text};

/// Column names of the periods 1–13.
const MONTHS: [&str; 13] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "bokslut"];

/// Every table of the agreement at a place.
pub(super) fn tables(material: &Material<'_>, place: usize) -> Result<Vec<SummaryTable>, Overflow> {
    let agreement = &material.pipeline.agreements[place];
    let result = &material.reconciliation.agreements[place].areas;
    let areas: Vec<(&Area, &AreaResult)> = agreement.areas.iter().zip(result).collect();
    Ok(vec![
        activities(material, &agreement.id, &areas)?,
        by_month(&agreement.id, &areas, material.through.last())?,
        by_breakdown(material, &agreement.id, &areas)?,
        by_group(material, &agreement.id, &areas)?,
    ])
}

/// What the sheet says of the decision.
pub(super) fn lines(agreement: &Agreement) -> Vec<(&'static str, Cell)> {
    let long = agreement.long_title.clone().unwrap_or_else(|| agreement.title.clone());
    let references = agreement.references.join(", ");
    vec![
        ("beslut", Cell::Text(long.into())),
        ("beslutad-av", text(agreement.decided_by.as_deref())),
        ("beslutsdatum", agreement.decided_on.map_or(Cell::Blank, Cell::Date)),
        ("diarienummer", text(Some(&references))),
        ("ansvarig", text(agreement.responsible.as_deref())),
    ]
}

/// Area and activity: the head of every line. The line without activity bears a name of its own.
fn head(area: &Area, line: &LineResult) -> [Cell; 2] {
    let activity = activity(area, line);
    let title = activity.map_or(Cell::Name("without-activity"), |a| Cell::Text(a.title.as_str().into()));
    [Cell::Text(area.title.as_str().into()), title]
}

/// The ids, which stand last: tables of one sheet share its column widths, so figures stand under figures.
fn ids(area: &Area, line: &LineResult) -> [Cell; 2] {
    [text(Some(&area.id)), text(activity(area, line).map(|a| a.id.as_str()))]
}

fn activity<'a>(area: &'a Area, line: &LineResult) -> Option<&'a Activity> {
    area.activities.get(usize::from(line.activity?))
}

const HEAD: [(&str, ColumnKind); 2] = [("omrade", Text), ("aktivitet", Text)];
const IDS: [(&str, ColumnKind); 2] = [("omrade_id", Text), ("aktivitet_id", Text)];
const NO_IDS: [Cell; 2] = [Cell::Blank, Cell::Blank];

fn kind(area: &Area, line: &LineResult) -> Option<AllocationKind> {
    activity(area, line).map(|a| a.kind)
}

fn activities(material: &Material<'_>, id: &str, areas: &[(&Area, &AreaResult)]) -> Result<SummaryTable, Overflow> {
    let more = [("beslutat", Amount), ("utfall_period", Amount), ("utfall", Amount)];
    let after = [
        ("kvar", Amount),
        ("andel", Share),
        ("andel_av_aret", Share),
        ("prognos_helar", Amount),
        ("bedomning", Text),
        ("typ", Text),
        ("ansvarig", Text),
    ];
    let sent_on = material.forwards().then_some(("vidareformedlat", Amount));
    let columns: Vec<(&str, ColumnKind)> =
        HEAD.into_iter().chain(more).chain(sent_on).chain(after).chain(IDS).collect();
    let mut table = Builder::new(&format!("aktiviteter-{id}"), &columns);
    let (mut all, mut all_sent) = (Flow::default(), Ore::ZERO);
    let (mut decided, mut limit) = (None, None);
    for (area, result) in areas {
        for line in &result.lines {
            let mut cells = head(area, line).to_vec();
            let sent = line.forwarded.accumulated()?;
            let amounts = (line.allocated, line.allocated);
            cells.extend(figures(material, amounts, &line.spend, sent, assessment(area, line))?);
            cells.push(kind(area, line).map_or(Cell::Blank, |k| Cell::Name(kind_name(k))));
            cells.push(text(activity(area, line).and_then(|a| a.responsible.as_deref())));
            cells.extend(ids(area, line));
            table.row(RowKind::Normal, cells);
        }
        let spend = result.spend()?;
        all.merge(&spend)?;
        decided = Ore::plus_given(decided, result.allocated)?;
        limit = Ore::plus_given(limit, result.limit())?;
        let mut cells = vec![Cell::Text(area.title.as_str().into()), Cell::Name("subtotal")];
        let named = result.assessment.map_or(Cell::Blank, |a| Cell::Name(a.name()));
        let sent = result.forwarded()?;
        all_sent = all_sent.plus(sent)?;
        cells.extend(figures(material, (result.allocated, result.limit()), &spend, sent, named)?);
        cells.extend([Cell::Blank, text(area.responsible.as_deref()), text(Some(&area.id)), Cell::Blank]);
        table.row(RowKind::Subtotal, cells);
    }
    let mut cells = vec![Cell::Name("total"), Cell::Blank];
    cells.extend(figures(material, (decided, limit), &all, all_sent, Cell::Blank)?);
    cells.extend([Cell::Blank, Cell::Blank].into_iter().chain(NO_IDS));
    table.row(RowKind::Total, cells);
    table.done()
}

/// What was decided, spent and sent on, and how that stands to what may be used: the second of the two amounts.
fn figures(
    material: &Material<'_>,
    (allocated, limit): (Option<Ore>, Option<Ore>),
    spend: &Flow,
    sent: Ore,
    assessment: Cell,
) -> Result<Vec<Cell>, Overflow> {
    let spent = spend.accumulated()?;
    let gone = spent.plus(sent)?;
    let mut cells = vec![amount(allocated), Cell::Amount(spend.in_period(material.through)?), Cell::Amount(spent)];
    if material.forwards() {
        cells.push(Cell::Amount(sent));
    }
    cells.extend([
        left(limit, gone)?,
        share(gone, limit),
        limit.map_or(Cell::Blank, |_| Cell::Share(material.through.share_of_year())),
        Cell::Amount(material.through.run_rate(spent)?),
        assessment,
    ]);
    Ok(cells)
}

fn assessment(area: &Area, line: &LineResult) -> Cell {
    match (line.assessment, kind(area, line)) {
        (_, Some(AllocationKind::Forwarded)) => Cell::Name("sent-on"),
        (Some(assessment), _) => Cell::Name(assessment.name()),
        (None, Some(AllocationKind::Unallocated)) => Cell::Name("unspent-money"),
        (None, Some(AllocationKind::Pooled)) => Cell::Name("no-amount"),
        _ => Cell::Blank,
    }
}

fn kind_name(kind: AllocationKind) -> &'static str {
    match kind {
        AllocationKind::Fixed => "fixed",
        AllocationKind::RingFenced => "ring-fenced",
        AllocationKind::Pooled => "pooled",
        AllocationKind::Unallocated => "unallocated",
        AllocationKind::Forwarded => "forwarded",
    }
}

/// Spend by month; months after the run's last are blank, not zero.
fn by_month(id: &str, areas: &[(&Area, &AreaResult)], last: u8) -> Result<SummaryTable, Overflow> {
    let months = MONTHS.map(|m| (m, Amount));
    let columns: Vec<(&str, ColumnKind)> =
        HEAD.into_iter().chain(months).chain([("utfall", Amount)]).chain(IDS).collect();
    let mut table = Builder::new(&format!("aktivitet-manad-{id}"), &columns);
    let cells = |flow: &Flow| -> Result<Vec<Cell>, Overflow> {
        let month = |m: u8| if m <= last { flow.month(m).map(Cell::Amount) } else { Ok(Cell::Blank) };
        (1..=13).map(month).chain([flow.accumulated().map(Cell::Amount)]).collect()
    };
    let mut all = Flow::default();
    for (area, result) in areas {
        for line in &result.lines {
            let cells = head(area, line).into_iter().chain(cells(&line.spend)?).chain(ids(area, line));
            table.row(RowKind::Normal, cells);
        }
        let spend = result.spend()?;
        all.merge(&spend)?;
        let head = [Cell::Text(area.title.as_str().into()), Cell::Name("subtotal")];
        let ids = [text(Some(&area.id)), Cell::Blank];
        table.row(RowKind::Subtotal, head.into_iter().chain(cells(&spend)?).chain(ids));
    }
    let head = [Cell::Name("total"), Cell::Blank];
    table.row(RowKind::Total, head.into_iter().chain(cells(&all)?).chain(NO_IDS));
    table.done()
}

/// Spend by the breakdown part, usually *ansvar*.
fn by_breakdown(material: &Material<'_>, id: &str, areas: &[(&Area, &AreaResult)]) -> Result<SummaryTable, Overflow> {
    let mut table = Builder::new(&format!("aktivitet-ansvar-{id}"), &HEAD);
    let part = material.pipeline.breakdown_part.and_then(|part| material.pipeline.parts.0.get(part));
    table.data_column(part.map_or("ansvar", String::as_str), Text);
    for (name, kind) in [("utfall_period", Amount), ("utfall", Amount), ("rader", Count)].into_iter().chain(IDS) {
        table.column(name, kind);
    }
    let (mut rows, mut all) = (0, [Ore::ZERO; 2]);
    for (area, result) in areas {
        for line in &result.lines {
            // Head and ids are the same on thousands of rows.
            let own = [const { Cell::Blank }; 4];
            let mut cells: Vec<Cell> = head(area, line).into_iter().chain(own).chain(ids(area, line)).collect();
            for CodeSpend { code, rows: own, in_period, accumulated } in &line.by_breakdown {
                let code = if code.is_empty() { Cell::Blank } else { Cell::Text(Arc::clone(code)) };
                let own_cells = [code, Cell::Amount(*in_period), Cell::Amount(*accumulated), Cell::Count(*own)];
                cells.iter_mut().skip(HEAD.len()).zip(own_cells).for_each(|(cell, own)| *cell = own);
                table.row_of(RowKind::Normal, &cells);
                rows += own;
                all = [all[0].plus(*in_period)?, all[1].plus(*accumulated)?];
            }
        }
    }
    let mut cells = vec![Cell::Name("total"), Cell::Blank, Cell::Blank];
    cells.extend(all.map(Cell::Amount));
    cells.push(Cell::Count(rows));
    cells.extend(NO_IDS);
    table.row(RowKind::Total, cells);
    table.done()
}

fn sums(material: &Material<'_>, flow: &Flow) -> Result<[Cell; 2], Overflow> {
    Ok([Cell::Amount(flow.in_period(material.through)?), Cell::Amount(flow.accumulated()?)])
}

/// All mapped postings by account group: what counts as spend and what does not.
fn by_group(material: &Material<'_>, id: &str, areas: &[(&Area, &AreaResult)]) -> Result<SummaryTable, Overflow> {
    let more = [
        ("kontogrupp", Text),
        ("utfall_period", Amount),
        ("utfall", Amount),
        ("ovrigt", Amount),
        ("rader", Count),
        ("typ", Text),
    ];
    let columns: Vec<(&str, ColumnKind)> = HEAD.into_iter().chain(more).chain(IDS).collect();
    let mut table = Builder::new(&format!("aktivitet-kontogrupp-{id}"), &columns);
    let (mut spend, mut other) = (Flow::default(), Flow::default());
    for (area, result) in areas {
        for line in &result.lines {
            for (group, flow) in &line.by_group {
                let kind = material.pipeline.accounts.kind(Some(*group));
                let is_spend = kind == Some(GroupKind::Spend) && !area.is_forwarded(line.activity);
                let sum = if is_spend { &mut spend } else { &mut other };
                sum.merge(flow)?;
                let title = material.names.groups.get(usize::from(*group)).map(|g| g.title.as_str());
                let mut cells = head(area, line).to_vec();
                cells.push(text(title));
                cells.extend(if is_spend { sums(material, flow)? } else { [Cell::Blank, Cell::Blank] });
                cells.push(if is_spend { Cell::Blank } else { Cell::Amount(flow.accumulated()?) });
                cells.push(Cell::Count(flow.rows));
                let sent_on = kind == Some(GroupKind::Spend) && !is_spend;
                cells.push(kind.map_or(Cell::Blank, |kind| Cell::Name(if sent_on { "sent-on" } else { kind.name() })));
                cells.extend(ids(area, line));
                table.row(RowKind::Normal, cells);
            }
        }
    }
    let mut cells = vec![Cell::Name("total"), Cell::Blank, Cell::Blank];
    cells.extend(sums(material, &spend)?);
    cells.extend([Cell::Amount(other.accumulated()?), Cell::Count(spend.rows + other.rows), Cell::Blank]);
    cells.extend(NO_IDS);
    table.row(RowKind::Total, cells);
    table.done()
}
