//! Which rows above a table's first amount are rows of it, with a figure that can't be read, and not headings. Takes the
//! rows above and below, hands on how many; refuses to take a heading's units, years and dates for figures.

use super::amount::{Amount, Unit};
use super::figures::Reading;
use super::grid::{Cell, GridRow};
use super::words;

/// Fewer digits than this are a number of something, such as a quarter.
const LEAST_DIGITS: usize = 3;

/// How many of the last rows above the first amount are rows of the table.
pub(super) fn rows_among(header: &[&GridRow], body: &[&GridRow]) -> usize {
    let holds_amounts = |column: usize| body.iter().any(|row| row.cells.get(column).is_some_and(Cell::may_be_amount));
    let width = body.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let columns: Vec<usize> = (0..width).filter(|column| holds_amounts(*column)).collect();
    let is_row = |(i, row): &(usize, &&GridRow)| {
        let headed = |column: usize| {
            let mut above = header.iter().take(*i);
            above.any(|row| row.cells.get(column).is_some_and(|cell| *cell != Cell::Blank))
        };
        let first = columns.first().copied().unwrap_or(0);
        let named = row.cells.iter().take(first).any(|cell| cell.text().is_some());
        let cells: Vec<(usize, &Cell)> = columns.iter().filter_map(|c| Some((*c, row.cells.get(*c)?))).collect();
        let cells: Vec<(usize, &Cell)> = cells.into_iter().filter(|(_, cell)| **cell != Cell::Blank).collect();
        let broken = cells.iter().any(|(_, cell)| is_broken_figure(cell));
        let plain = |cell: &Cell| cell.text().is_some_and(|text| !is_heading(text));
        named && (broken || (!cells.is_empty() && cells.iter().all(|(column, cell)| headed(*column) && plain(cell))))
    };
    header.iter().enumerate().rev().take_while(is_row).count()
}

/// An error value, a formula without a value, or digits with a sign or two among them that no amount has.
pub(super) fn is_broken_figure(cell: &Cell) -> bool {
    let Some(text) = cell.text() else { return cell.is_error() };
    let count = |wanted: fn(char) -> bool| text.chars().filter(|c| wanted(*c)).count();
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || "-\u{2212}~".contains(c));
    let figure = begins && count(|c| c.is_ascii_digit()) >= LEAST_DIGITS && count(char::is_alphabetic) <= 2;
    cell.is_error() || figure && !text.contains(['/', ':']) && !is_heading(text) && !is_date(text)
}

/// Whether a row's amounts are years with a unit, or a unit such as `1 000 kr`, over figures that have none of their own.
pub(super) fn of_units(row: &GridRow, below: &GridRow) -> bool {
    let stated = |cell: &Cell| match cell.read(false) {
        Reading::Amounts(figures) => figures.stated(),
        Reading::Blank | Reading::Dash | Reading::Text | Reading::Percent => None,
    };
    let heads = |amount: Amount| {
        let whole = amount.decimals == 0 && [1_000, 1_000_000].contains(&amount.digits);
        Amount { unit: None, ..amount }.may_be_a_year() || whole && amount.unit == Some(Unit::Kronor)
    };
    let total = row.cells.iter().find_map(Cell::text).and_then(words::mark).is_some();
    let cells: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| cell.may_be_amount()).collect();
    let bare =
        |column: &usize| below.cells.get(*column).is_none_or(|cell| stated(cell).is_none_or(|a| a.unit.is_none()));
    !total && row.filled() > 1 && cells.iter().all(|(i, cell)| stated(cell).is_some_and(heads) && bare(i))
}

/// Whether a row says of itself that it heads columns.
pub(super) fn says_so(row: &GridRow) -> bool {
    row.cells.iter().skip(1).filter_map(Cell::text).any(is_heading)
}

/// Words that head a column: a unit, a year, a share.
fn is_heading(text: &str) -> bool {
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.clone().any(year) || words::unit_of_heading(text).is_some() || words::not_added(text)
}

/// Three numbers of a day.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '.']).collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_figures_are_told_from_headings() {
        let broken = |text: &str| is_broken_figure(&Cell::Text(text.to_owned()));
        for text in ["#REF!", "12O 000", "1 234?", "~500", "-1 234 st"] {
            assert!(broken(text), "{text}");
        }
        for text in ["2021", "2021-12-31", "31/12", "T1 2022", "se bilaga", "1 kv", "31.12.21", "Not 3", "#", "100 tkr"]
        {
            assert!(!broken(text), "{text}");
        }
        assert!(is_broken_figure(&Cell::Formula));
    }
}
