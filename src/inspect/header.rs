//! Which row is the header. Takes the first rows of a sheet, hands on the row whose cells are known headings, else the text
//! row that stands above typed ones; refuses a row that holds a figure.

use crate::model::raw::{RawCell, RawRow};

use super::aliases::{Aliases, Known, Role};

/// Rows of a sheet among which its header must stand, as `normalise` has it.
pub(super) const WITHIN: u32 = 200;
/// Rows below a header that show whether their cells are typed.
const BELOW: usize = 12;
/// Headings of another header than the best that must be known.
pub(super) const ANOTHER: usize = 3;

/// A header that was found.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its place among the rows.
    pub(super) at: usize,
    /// Headings that are known; none where it was found by its shape.
    pub(super) known: usize,
}

/// The header of a sheet.
pub(super) fn find(rows: &[RawRow], aliases: &Aliases) -> Option<Header> {
    let within = || rows.iter().enumerate().filter(|(_, row)| row.row <= WITHIN);
    let mut best: Option<Header> = None;
    for (at, row) in within() {
        let known = known(row, aliases);
        if known >= 2 && plain(row) && best.as_ref().is_none_or(|best| known > best.known) {
            best = Some(Header { at, known });
        }
    }
    let above = best.as_ref().and_then(|best| first_table(rows, best, aliases));
    above.or(best).or_else(|| {
        let width = rows.iter().map(filled).max().unwrap_or(0);
        let shaped = |at: usize, row: &RawRow| {
            let wide = filled(row) > 1 && filled(row) * 5 >= width * 3;
            wide && plain(row) && distinct(row) && typed_below(rows, at)
        };
        within().find(|(at, row)| shaped(*at, row)).map(|(at, _)| Header { at, known: 0 })
    })
}

/// A table above the row with most known headings: a header of its own, with figures right below it.
fn first_table(rows: &[RawRow], best: &Header, aliases: &Aliases) -> Option<Header> {
    let heads = |at: usize, row: &RawRow| {
        let known = known(row, aliases);
        let below = rows[at + 1..best.at].iter().find(|row| filled(row) > 0);
        let typed = below.is_some_and(|below| filled(below) * 2 >= filled(row) && below.cells.iter().any(is_figure));
        (known >= ANOTHER && known * 2 >= best.known && plain(row) && typed).then_some(Header { at, known })
    };
    rows[..best.at].iter().enumerate().find_map(|(at, row)| heads(at, row))
}

/// How many different fields and parts a row's cells are known headings of.
pub(super) fn known(row: &RawRow, aliases: &Aliases) -> usize {
    let mut roles: Vec<&Role> = Vec::new();
    let mut others = 0;
    for cell in &row.cells {
        let RawCell::Text(text) = cell else { continue };
        match aliases.of_heading(text) {
            Some(Known::Role(role, _)) if !roles.contains(&role) => roles.push(role),
            Some(Known::Other) => others += 1,
            _ => {}
        }
    }
    if roles.is_empty() { 0 } else { roles.len() + others }
}

/// Cells that hold something.
pub(super) fn filled(row: &RawRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// No cell is a figure, a date or an error; a heading such as `2022` may stand among others.
pub(super) fn plain(row: &RawRow) -> bool {
    let filled = filled(row);
    let figures = row.cells.iter().filter(|cell| is_figure(cell)).count();
    filled > 0 && figures * 4 <= filled
}

fn is_figure(cell: &RawCell) -> bool {
    match cell {
        RawCell::Text(text) => {
            let text = text.trim();
            let digits = text.bytes().any(|byte| byte.is_ascii_digit());
            digits && !text.contains(char::is_alphabetic)
        }
        cell => !cell.is_blank(),
    }
}

fn distinct(row: &RawRow) -> bool {
    let texts: Vec<String> = row.cells.iter().filter(|c| !c.is_blank()).map(RawCell::shown).collect();
    texts.iter().enumerate().all(|(at, text)| !texts[..at].contains(text))
}

/// In half of the rows below there is a figure.
fn typed_below(rows: &[RawRow], at: usize) -> bool {
    let below: Vec<&RawRow> = rows.iter().skip(at + 1).filter(|row| filled(row) > 1).take(BELOW).collect();
    let typed = below.iter().filter(|row| row.cells.iter().any(is_figure)).count();
    typed > 0 && typed * 2 >= below.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&'static str]) -> Vec<RawRow<'static>> {
        let cell = |text: &'static str| if text.is_empty() { RawCell::Blank } else { RawCell::Text(text.into()) };
        let row = |(row, line): (u32, &&'static str)| RawRow { row, cells: line.split(';').map(cell).collect() };
        (1..).zip(lines).map(row).collect()
    }

    #[test]
    fn a_header_is_known_by_its_names_or_by_its_shape() {
        let aliases = Aliases::shipped();
        let at = |lines: &[&'static str]| find(&rows(lines), aliases).map(|header| header.at);
        assert_eq!(at(&["Utskrift;Region", "Period: 202201", "Konto;Belopp;Vernr", "1;2;3"]), Some(2));
        assert_eq!(at(&["En rapport", "Kod;Namn;V\u{e4}rde", "A1;x;12,5", "A2;y;3,5"]), Some(1));
        assert_eq!(at(&["1;2;3", "4;5;6"]), None);
        assert_eq!(at(&["bara text", "mera text"]), None);
    }
}
