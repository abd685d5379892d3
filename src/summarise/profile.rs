//! Report tables as the report's reader sees them: amounts in the table's unit, the exact amounts beside them, where
//! rounding moved a row, and what of the received money the rows don't account for.

use crate::model::agreement::{Agreement, Area, GrantPart};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::{Account, RowOf, TableResult, TableRow};
use crate::model::rounding::Rounding;
use crate::model::table::ColumnKind::{Amount, Prose, Scaled, Text};
use crate::model::table::{Cell, RowKind, SummaryTable};
use crate::pipeline::{Measure, ProfileTable, Shows};

use super::Material;
use super::build::{Builder, amount, left, text};

/// One report table and the lines that stand above it.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) lines: Vec<(&'static str, Cell)>,
    pub(super) table: SummaryTable,
}

/// Every report table, in the order of the profiles.
pub(super) fn tables(material: &Material<'_>) -> Result<Vec<Sheet>, Overflow> {
    let tables = material.pipeline.profiles.iter().flat_map(|profile| profile.tables.iter().map(move |t| (profile, t)));
    let pairs = tables.zip(&material.reconciliation.tables);
    pairs
        .map(|((profile, table), result)| {
            let made = if table.shows == Shows::Grants {
                grants(material, table, result)?
            } else {
                uses(material, table, result)?
            };
            let rounding = match table.rounding {
                Rounding::Plain => "rounding-plain",
                Rounding::LargestRemainder => "rounding-largest-remainder",
            };
            let lines = vec![
                ("rapport", Cell::Text(profile.title.as_str().into())),
                ("mottagare", text(profile.recipient.as_deref())),
                ("diarienummer", text(profile.reference.as_deref())),
                ("enhet", Cell::Text(table.scale.unit.name().into())),
                ("avrundning", Cell::Name(rounding)),
                ("avser", Cell::Name(measure(table))),
                ("anmarkning", text(table.note.as_deref())),
            ];
            let lines = lines.into_iter().filter(|(_, cell)| *cell != Cell::Blank).collect();
            Ok(Sheet { title: table.title.clone(), lines, table: made })
        })
        .collect()
}

fn measure(table: &ProfileTable) -> &'static str {
    match table.measure {
        Measure::Received => "measure-received",
        Measure::Allocated => "measure-allocated",
        Measure::Spend => "measure-spend",
    }
}

/// The agreement and area that a row is about.
fn of<'a>(material: &'a Material<'_>, row: &TableRow) -> (&'a Agreement, Option<&'a Area>) {
    let agreement = &material.pipeline.agreements[usize::from(row.agreement)];
    let area = match row.of {
        RowOf::Area(area) | RowOf::Activity(area, _) | RowOf::Part(Some(area), _) => Some(area),
        RowOf::Agreement | RowOf::NoPart | RowOf::Part(None, _) => None,
    };
    (agreement, area.and_then(|area| agreement.areas.get(usize::from(area))))
}

/// What was received, part by part and less what was sent on, from the ledger and held against the agreement.
fn grants(material: &Material<'_>, table: &ProfileTable, result: &TableResult) -> Result<SummaryTable, Overflow> {
    let mut out = Builder::new(&format!("rapport-{}", table.id), &[("overenskommelse", Text), ("diarienummer", Text)]);
    out.column("del", Text);
    out.unit_column(table.scale.unit.name(), Scaled(table.scale.decimals));
    for (name, kind) in [("anmarkning", Prose), ("bokfort", Amount), ("enligt_overenskommelsen", Amount)] {
        out.column(name, kind);
    }
    for (name, kind) in [("differens", Amount), ("justering", Scaled(table.scale.decimals)), ("rad_id", Text)] {
        out.column(name, kind);
    }
    out.title(&table.title);
    for (place, row) in result.rows.iter().enumerate() {
        out.row(RowKind::Normal, grant_row(material, table, result, place)?);
        let next = result.rows.get(place + 1);
        let same: Vec<usize> = (0..=place).filter(|i| result.rows[*i].agreement == row.agreement).collect();
        let all_same = same.len() == result.rows.len();
        if next.is_none_or(|next| next.agreement != row.agreement) && same.len() > 1 && !all_same {
            out.row(RowKind::Subtotal, grant_sum(material, table, result, &same)?);
        }
    }
    rounding_line(&mut out, table, result, 3);
    let all: Vec<usize> = (0..result.rows.len()).collect();
    let mut total =
        sum_row(table, result, &all, vec![Cell::Text(table.total.as_str().into()), Cell::Blank, Cell::Blank])?;
    total[3] = Cell::Scaled(result.rounded.total, table.scale.decimals);
    out.row(RowKind::Total, total);
    let sent: Vec<usize> =
        (0..result.rows.len()).filter(|i| matches!(result.rows[*i].of, RowOf::Activity(..))).collect();
    if !sent.is_empty() {
        let kept: Vec<usize> = (0..result.rows.len()).filter(|i| !sent.contains(i)).collect();
        for (name, rows) in [("received-gross", kept), ("of-which-sent-on", sent)] {
            let head = vec![Cell::Name(name), Cell::Blank, Cell::Blank];
            out.row(RowKind::Subtotal, sum_row(table, result, &rows, head)?);
        }
    }
    out.done()
}

fn grant_row(
    material: &Material<'_>,
    table: &ProfileTable,
    result: &TableResult,
    place: usize,
) -> Result<Vec<Cell>, Overflow> {
    let row = &result.rows[place];
    let (agreement, area) = of(material, row);
    let (what, remark) = part(agreement, area, row.of);
    Ok(vec![
        Cell::Text(agreement.full_titles().collect::<Vec<_>>().join(" samt ").into()),
        text(Some(&agreement.all_references().collect::<Vec<_>>().join(", "))),
        what,
        Cell::Scaled(result.rounded.rows[place], table.scale.decimals),
        text(remark),
        Cell::Amount(row.amount),
        amount(row.stated),
        row.stated.map_or(Ok(Cell::Blank), |stated| left(Some(row.amount), stated))?,
        adjusted(table, result, place),
        text(table.row_name(row.agreement, row.of)),
    ])
}

fn grant_sum(
    material: &Material<'_>,
    table: &ProfileTable,
    result: &TableResult,
    rows: &[usize],
) -> Result<Vec<Cell>, Overflow> {
    let (agreement, _) = of(material, &result.rows[rows[0]]);
    let title = Cell::Text(agreement.full_titles().collect::<Vec<_>>().join(" samt ").into());
    sum_row(table, result, rows, vec![title, Cell::Blank, Cell::Name("subtotal")])
}

/// The sum of some rows of received money; what is shown is the sum of what is shown.
fn sum_row(
    table: &ProfileTable,
    result: &TableResult,
    rows: &[usize],
    mut cells: Vec<Cell>,
) -> Result<Vec<Cell>, Overflow> {
    let booked = Ore::sum(rows.iter().map(|i| result.rows[*i].amount))?;
    let stated = Ore::sum(rows.iter().filter_map(|i| result.rows[*i].stated))?;
    let shown = rows.iter().try_fold(0_i64, |sum, i| sum.checked_add(result.rounded.rows[*i])).ok_or(Overflow)?;
    cells.extend([Cell::Scaled(shown, table.scale.decimals), Cell::Blank]);
    cells.extend([Cell::Amount(booked), Cell::Amount(stated), Cell::Amount(booked.minus(stated)?)]);
    cells.extend([Cell::Blank, Cell::Blank]);
    Ok(cells)
}

/// What a row of received money is, and the document's remark on it.
fn part<'a>(agreement: &'a Agreement, area: Option<&'a Area>, of: RowOf) -> (Cell, Option<&'a str>) {
    match of {
        RowOf::Part(None, part) => {
            let found = agreement.received.get(usize::from(part));
            (text(found.map(GrantPart::name)), found.and_then(|p| p.note.as_deref()).or(agreement.note.as_deref()))
        }
        RowOf::Part(Some(_), part) => {
            let found = area.and_then(|area| area.granted.get(usize::from(part)));
            let remark = found.and_then(|p| p.note.as_deref()).or(agreement.note.as_deref());
            let alone = area.is_some_and(|area| area.granted.len() == 1);
            let name = if alone { area.map(|a| a.title.as_str()) } else { found.map(GrantPart::name) };
            (text(name), remark)
        }
        RowOf::Activity(_, activity) => {
            let found = activity.zip(area).and_then(|(at, area)| area.activities.get(usize::from(at)));
            (text(found.map(|a| a.title.as_str())), found.and_then(|a| a.note.as_deref()))
        }
        RowOf::NoPart => (Cell::Name("no-part"), None),
        // Parts that the ledger doesn't tell apart.
        RowOf::Area(_) | RowOf::Agreement => (
            area.map_or(Cell::Name("parts-together"), |a| Cell::Text(a.title.as_str().into())),
            agreement.note.as_deref(),
        ),
    }
}

/// How money was used or distributed, row by row, with what of the received money is left unaccounted for.
fn uses(material: &Material<'_>, table: &ProfileTable, result: &TableResult) -> Result<SummaryTable, Overflow> {
    let decimals = table.scale.decimals;
    let mut out = Builder::new(&format!("rapport-{}", table.id), &[("rad", Text)]);
    out.unit_column(table.scale.unit.name(), Scaled(decimals));
    let accounts = result.rows.iter().any(|row| row.account.is_some());
    let own = accounts.then_some([("disponibelt", Amount), ("ej_redovisat", Amount)]).into_iter().flatten();
    let after = [("justering", Scaled(decimals)), ("anmarkning", Prose), ("rad_id", Text)];
    for (name, kind) in [("belopp", Amount)].into_iter().chain(own).chain(after) {
        out.column(name, kind);
    }
    out.title(&table.title);
    for (place, row) in result.rows.iter().enumerate() {
        let (agreement, area) = of(material, row);
        let (title, remark) = use_title(agreement, area, row.of);
        let inferred = area.and_then(|a| a.inferred.as_deref()).filter(|_| table.measure == Measure::Allocated);
        let mut cells = vec![title, Cell::Scaled(result.rounded.rows[place], decimals), Cell::Amount(row.amount)];
        if row.absent {
            cells[1..].fill(Cell::Blank);
        }
        if accounts {
            cells.extend(disposable(row.account)?);
        }
        cells.extend([
            adjusted(table, result, place),
            text(inferred.or(remark)),
            text(table.row_name(row.agreement, row.of)),
        ]);
        out.row(RowKind::Normal, cells);
    }
    rounding_line(&mut out, table, result, 1);
    let mut total = vec![
        Cell::Text(table.total.as_str().into()),
        Cell::Scaled(result.rounded.total, decimals),
        Cell::Amount(result.total),
    ];
    if accounts {
        total.extend(disposable(result.account)?);
    }
    total.resize(out.width(), Cell::Blank);
    out.row(RowKind::Total, total);
    for account in result.account.iter().filter(|_| !accounts) {
        for (name, exact, shown) in account_rows(table, account, result.rounded.total)? {
            let mut cells = vec![Cell::Name(name), Cell::Scaled(shown, decimals), Cell::Amount(exact)];
            cells.resize(out.width(), Cell::Blank);
            out.row(RowKind::Subtotal, cells);
        }
    }
    out.done()
}

/// What there was to use, and what of it is not accounted for; blank where no document says what was granted.
fn disposable(account: Option<Account>) -> Result<[Cell; 2], Overflow> {
    let Some(account) = account else { return Ok([Cell::Blank, Cell::Blank]) };
    Ok([Cell::Amount(account.received.minus(account.forwarded)?), Cell::Amount(account.left()?)])
}

fn use_title<'a>(agreement: &'a Agreement, area: Option<&'a Area>, of: RowOf) -> (Cell, Option<&'a str>) {
    match of {
        RowOf::Agreement => {
            let remark = agreement.note.as_deref();
            (Cell::Text(agreement.full_titles().collect::<Vec<_>>().join(" samt ").into()), remark)
        }
        RowOf::Activity(_, None) => (Cell::Name("without-activity"), None),
        RowOf::Area(_) => (text(area.map(|a| a.title.as_str())), None),
        RowOf::Activity(..) | RowOf::Part(..) | RowOf::NoPart => part(agreement, area, of),
    }
}

/// Steps by which the table's rounding moved a row, where it did.
fn adjusted(table: &ProfileTable, result: &TableResult, place: usize) -> Cell {
    match result.rounded.adjusted[place] {
        0 => Cell::Blank,
        steps => Cell::Scaled(steps, table.scale.decimals),
    }
}

/// With plain rounding: what the rounded rows leave of the rounded total, as a row of its own.
fn rounding_line(out: &mut Builder, table: &ProfileTable, result: &TableResult, before: usize) {
    if result.rounded.left != 0 {
        let mut cells = vec![Cell::Name("rounding-line")];
        cells.extend(std::iter::repeat_n(Cell::Blank, before - 1));
        cells.push(Cell::Scaled(result.rounded.left, table.scale.decimals));
        cells.resize(out.width(), Cell::Blank);
        out.row(RowKind::Normal, cells);
    }
}

/// Received, sent on, and what is left: the shown figures foot, since the last is what the others leave.
fn account_rows(table: &ProfileTable, account: &Account, used: i64) -> Result<Vec<(&'static str, Ore, i64)>, Overflow> {
    let received = table.scale.round(account.received)?;
    let forwarded = table.scale.round(account.forwarded)?;
    let left = received.checked_sub(forwarded).and_then(|rest| rest.checked_sub(used)).ok_or(Overflow)?;
    let mut rows = vec![("received-money", account.received, received)];
    if account.forwarded != Ore::ZERO {
        rows.push(("sent-on", account.forwarded.negated()?, forwarded.checked_neg().ok_or(Overflow)?));
    }
    rows.push(("not-accounted-for", account.left()?, left));
    Ok(rows)
}
