//! What a table's columns hold: heading, unit, amounts, and how else its cells can be read. Takes cells, hands on readings;
//! refuses to settle a sign that only totals can.

use std::collections::BTreeMap;

use super::amount::{Amount, Unit};
use super::figures::Reading;
use super::grid::{Cell, GridRow, Kind};
use super::signs;
use super::tables::Row;
use super::words::{self, Mark};

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) header: String,
    /// The unit that the heading, the table or the other cells state.
    pub(super) unit: Option<Unit>,
    /// Holds amounts.
    pub(super) amounts: bool,
    /// Holds shares, means or the like, which no one adds.
    pub(super) not_added: bool,
    /// The cells read with the other decimal sign, where nothing in the column settles which it is.
    pub(super) otherwise: Option<Otherwise>,
}

/// A column's other reading.
#[derive(Debug)]
pub(super) struct Otherwise {
    pub(super) cells: Vec<Reading>,
    /// The row and text of the first cell in doubt.
    pub(super) seen: (usize, String),
}

/// Reads a column's cells into the rows and says what the column is.
pub(super) fn column(
    i: usize,
    header: &str,
    of_table: Option<Unit>,
    (body, kind): (&[&GridRow], Kind),
    rows: &mut [Row],
) -> Column {
    let cells = |row: &GridRow| row.cells.get(i).cloned().unwrap_or(Cell::Blank);
    let cells: Vec<Cell> = body.iter().map(|row| cells(row)).collect();
    let texts = || cells.iter().filter_map(Cell::text);
    let point = signs::writes_points(texts());
    let of_column = words::unit_of_heading(header).or(of_table);
    let (readings, own) = read(&cells, point, of_column, kind);
    let count = |wanted: fn(&Reading) -> bool| readings.iter().filter(|reading| wanted(reading)).count();
    let amounts = count(|r| matches!(r, Reading::Amounts(_)));
    let (texts_seen, percents) = (count(|r| *r == Reading::Text), count(|r| *r == Reading::Percent));
    let texts_seen = texts_seen - cells.iter().filter(|cell| cell.is_error()).count();
    let only_years = cells.iter().filter(|cell| cell.may_be_amount()).all(is_year) && own.is_none();
    let otherwise = signs::doubtful(texts()).map(|seen| Otherwise {
        cells: read(&cells, !point, of_column, kind).0,
        seen: (cells.iter().position(|cell| cell.text() == Some(seen)).unwrap_or(0), seen.to_owned()),
    });
    for (row, reading) in rows.iter_mut().zip(readings) {
        row.cells.push(reading);
    }
    Column {
        header: header.to_owned(),
        unit: own,
        amounts: amounts > 0 && amounts >= texts_seen && !only_years,
        not_added: amounts + percents > 0 && (words::not_added(header) || percents > 0 && percents >= amounts),
        otherwise,
    }
}

/// Reads a column's cells with one decimal sign, each amount in its own unit or the column's; and that unit.
fn read(cells: &[Cell], point: bool, stated: Option<Unit>, kind: Kind) -> (Vec<Reading>, Option<Unit>) {
    let mut readings: Vec<Reading> = cells.iter().map(|cell| cell.read(point)).collect();
    let own = stated.or_else(|| unit_of_cells(&readings));
    if kind == Kind::Sheet {
        pad(&mut readings);
    }
    for reading in &mut readings {
        if let Reading::Amounts(figures) = reading {
            let all = figures.parts.iter_mut().chain(figures.otherwise.iter_mut().flatten());
            all.chain(figures.result.iter_mut()).for_each(|amount| *amount = amount.or_in(own));
        }
    }
    (readings, own)
}

/// Gives a sheet's figures the decimals of the one that has most: a cell holds 32 where the page shows 32,0.
fn pad(readings: &mut [Reading]) {
    let amounts = |reading: &Reading| match reading {
        Reading::Amounts(figures) => figures.parts.iter().map(|amount| amount.decimals).max(),
        Reading::Blank | Reading::Dash | Reading::Text | Reading::Percent => None,
    };
    let most = readings.iter().filter_map(amounts).max().unwrap_or(0);
    for reading in readings {
        if let Reading::Amounts(figures) = reading {
            for amount in figures.parts.iter_mut().chain(figures.result.iter_mut()) {
                let padded =
                    Amount::from_steps(amount.digits, -i32::try_from(amount.decimals).unwrap_or(0), None, most);
                *amount = padded.map_or(*amount, |padded| Amount { unit: amount.unit, ..padded });
            }
        }
    }
}

/// The unit of cells without one of their own: the one that the others name most often.
fn unit_of_cells(readings: &[Reading]) -> Option<Unit> {
    let mut named = BTreeMap::<Unit, usize>::new();
    for reading in readings {
        if let Reading::Amounts(figures) = reading {
            figures
                .parts
                .iter()
                .chain(&figures.result)
                .filter_map(|a| a.unit)
                .for_each(|u| *named.entry(u).or_default() += 1);
        }
    }
    named.into_iter().max_by_key(|(_, times)| *times).map(|(unit, _)| unit)
}

/// Columns of codes (*kodkolumn*) hold no amounts: numbers of one width, or that count rows, whose total is a word; or whose
/// total is blank, where nothing but such columns stands to the left.
pub(super) fn set_codes_apart(columns: &mut [Column], rows: &[Row]) {
    let mut leads = true;
    for i in 0..columns.len() {
        let others = columns.iter().enumerate().any(|(at, column)| at != i && column.amounts && !column.not_added);
        let Some(column) = columns.get_mut(i) else { continue };
        let codes = column.amounts && others && words::unit_of_heading(&column.header).is_none();
        if codes && holds_codes(rows, i, leads) {
            column.amounts = false;
        }
        let words = rows.iter().any(|row| row.mark.is_none() && row.cells.get(i) == Some(&Reading::Text));
        leads = leads && !column.amounts && !words;
    }
}

fn holds_codes(rows: &[Row], column: usize, may_be_blank: bool) -> bool {
    let text = |row: &Row| row.texts.get(column).cloned().unwrap_or_default();
    let is_total = |row: &&Row| matches!(row.mark, Some(Mark::Total(_) | Mark::Subtotal));
    let worded = rows.iter().filter(is_total).any(|row| words::mark(&text(row)).is_some());
    let closes = |row: &Row| match row.cells.get(column) {
        None | Some(Reading::Blank) => may_be_blank || worded,
        Some(Reading::Text) => words::mark(&text(row)).is_some(),
        Some(_) => false,
    };
    let codes: Vec<String> = rows.iter().filter(|row| row.figures(column).is_some()).map(text).collect();
    let numbers: Option<Vec<i128>> = codes.iter().map(|code| code.parse().ok()).collect();
    let counts = numbers
        .is_some_and(|all| all.iter().zip(all.iter().skip(1)).all(|(one, next)| one.checked_add(1) == Some(*next)));
    let alike = codes.iter().all(|code| Some(code.len()) == codes.first().map(String::len));
    rows.iter().any(|row| is_total(&row) || words::may_close(&row.label))
        && rows.iter().filter(is_total).all(closes)
        && codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_digit()))
        && (alike || counts)
}

pub(super) fn is_year(cell: &Cell) -> bool {
    match cell.read(false) {
        Reading::Amounts(figures) => figures.stated().is_some_and(Amount::may_be_a_year),
        Reading::Blank | Reading::Dash | Reading::Text | Reading::Percent => false,
    }
}
