//! Column widths. Takes what will be shown, hands on widths in characters; refuses to let one long text push the
//! figures off the screen.

use crate::model::rounding::decimal_text;
use crate::model::table::{Cell, ColumnKind, RowAt, RowKind, SummaryTable};

use super::Setting;

/// No column is narrower.
const NARROWEST: usize = 7;
/// Names and titles break into lines, or are cut by their neighbour, beyond this.
const WIDEST_TEXT: usize = 40;
/// Long text always breaks into lines of at most this.
const WIDEST_PROSE: usize = 60;
/// A column that a person fills in has room to type.
const TO_FILL_IN: usize = 22;
/// Air at the sides of a cell.
const AIR: usize = 2;
/// A filter's arrow in the header.
const ARROW: usize = 3;

/// The width of each column of a table.
pub(super) fn widths(setting: Setting<'_>, table: &SummaryTable, titles: &[String], filtered: bool) -> Vec<usize> {
    let header = |title: &String| header_width(title) + if filtered { ARROW } else { 0 };
    let mut widths: Vec<usize> = titles.iter().map(|title| (header(title) + AIR).max(NARROWEST)).collect();
    for row in table.rows.iter() {
        // Bold is a little wider.
        let bold = usize::from(row.kind != RowKind::Normal);
        for (place, ((width, cell), column)) in widths.iter_mut().zip(row.cells()).zip(&table.columns).enumerate() {
            if bold == 0 && row.repeats(place) {
                continue;
            }
            let widest = match column.kind {
                ColumnKind::Text => WIDEST_TEXT,
                ColumnKind::Prose => WIDEST_PROSE,
                _ => usize::MAX,
            };
            *width = (*width).max((shown(setting, cell) + bold + AIR).min(widest));
        }
    }
    for (width, column) in widths.iter_mut().zip(&table.columns) {
        if is_text(column.kind) && table.to_fill_in.contains(&column.name) {
            *width = (*width).max(TO_FILL_IN);
        }
    }
    widths
}

/// Whether a column holds text of any length.
pub(super) fn is_text(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Text | ColumnKind::Prose)
}

/// Characters that a cell shows in its longest line.
pub(super) fn shown(setting: Setting<'_>, cell: Cell<&str>) -> usize {
    match cell {
        Cell::Blank => 0,
        Cell::Text(text) => longest_line(text),
        Cell::Amount(amount) => {
            let kronor = digits(amount.ore().unsigned_abs() / 100);
            kronor + (kronor - 1) / 3 + usize::from(amount.ore() < 0) + ",00".len()
        }
        Cell::Count(count) => digits(count) + (digits(count) - 1) / 3,
        Cell::Scaled(number, decimals) => decimal_text(number, decimals, ',', " ").chars().count(),
        Cell::Share(share) => digits(share.unsigned_abs() / 100) + "-,0 %".len(),
        Cell::Date(_) => "2022-08-31".len(),
        Cell::Name(name) => longest_line(&setting.title("cell", name)),
    }
}

/// Lines that a text takes at a width, broken at blanks. A width counts digits of eleven points; of a text in ten
/// points, whose letters are narrower than digits on the whole, a quarter more goes in.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let fits = (width * 5 / 4).max(1);
    text.lines().map(|line| broken_lines(line, fits)).sum::<usize>().max(1)
}

fn broken_lines(line: &str, width: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in line.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        // A word that is longer than the line is broken inside.
        lines += used.saturating_sub(1) / width;
        used = if used > width { (used - 1) % width + 1 } else { used };
    }
    lines
}

/// Lines of the header row.
pub(super) fn header_lines(titles: &[String], widths: &[usize], filtered: bool) -> usize {
    let air = AIR + if filtered { ARROW } else { 0 };
    titles.iter().zip(widths).map(|(title, width)| lines(title, width.saturating_sub(air))).max().unwrap_or(1)
}

/// Lines of a row whose text breaks: programs that show the workbook do not all work it out for themselves.
pub(super) fn row_lines(setting: Setting<'_>, row: RowAt<'_>, widths: &[usize]) -> usize {
    let own = |(cell, width): (Cell<&str>, &usize)| match cell {
        Cell::Text(text) => lines(text, width.saturating_sub(1)),
        Cell::Name(name) => lines(&setting.title("cell", name), width.saturating_sub(1)),
        _ => 1,
    };
    row.cells().zip(widths).map(own).max().unwrap_or(1)
}

/// A header breaks at blanks: two lines of about half, but never through a word.
fn header_width(title: &str) -> usize {
    let longest_word = title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    longest_word.max(title.chars().count().div_ceil(2))
}

fn longest_line(text: &str) -> usize {
    if !text.as_bytes().contains(&b'\n') {
        return text.chars().count();
    }
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

fn digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_takes_lines_and_headers_break_at_blanks() {
        assert_eq!((lines("", 20), lines("kort", 20), lines("en\ntvå", 20)), (1, 1, 2));
        assert_eq!(lines(&"ord ".repeat(25), 16), 5);
        assert_eq!((lines("ett tvåtrefyra", 10), lines(&"x".repeat(20), 16), lines(&"x".repeat(21), 16)), (2, 1, 2));
        assert_eq!(header_width("Andel av året"), 7);
        assert_eq!(header_width("Registreringsdatum"), 18);
        assert_eq!((digits(0), digits(9), digits(10), digits(1_234_567)), (1, 1, 2, 7));
    }
}
