//! Column widths. Takes what will be shown, hands on widths in characters; refuses to let one long text push the
//! figures off the screen.

use crate::model::table::{Cell, ColumnKind, RowKind, SummaryTable};

use super::Setting;

/// No column is narrower.
const NARROWEST: usize = 7;
/// Names and titles break into lines, or are cut by their neighbour, beyond this.
const WIDEST_TEXT: usize = 46;
/// Long text always breaks into lines of at most this.
const WIDEST_PROSE: usize = 64;
/// Air at the sides of a cell.
const AIR: usize = 2;
/// A filter's arrow in the header.
const ARROW: usize = 3;

/// The width of each column of a table.
pub(super) fn widths(setting: Setting<'_>, table: &SummaryTable, titles: &[String], filtered: bool) -> Vec<usize> {
    let header = |title: &String| header_width(title) + if filtered { ARROW } else { 0 };
    let mut widths: Vec<usize> = titles.iter().map(|title| (header(title) + AIR).max(NARROWEST)).collect();
    for row in &table.rows {
        // Bold is a little wider.
        let bold = usize::from(row.kind != RowKind::Normal);
        for ((width, cell), column) in widths.iter_mut().zip(&row.cells).zip(&table.columns) {
            let widest = match column.kind {
                ColumnKind::Text => WIDEST_TEXT,
                ColumnKind::Prose => WIDEST_PROSE,
                _ => usize::MAX,
            };
            *width = (*width).max((shown(setting, cell) + bold + AIR).min(widest));
        }
    }
    widths
}

/// Characters that a cell shows in its longest line.
pub(super) fn shown(setting: Setting<'_>, cell: &Cell) -> usize {
    match cell {
        Cell::Blank => 0,
        Cell::Text(text) => longest_line(text),
        Cell::Amount(amount) => {
            let kronor = digits(amount.ore().unsigned_abs() / 100);
            kronor + (kronor - 1) / 3 + usize::from(amount.ore() < 0) + ",00".len()
        }
        Cell::Count(count) => digits(*count) + (digits(*count) - 1) / 3,
        Cell::Share(share) => digits(share.unsigned_abs() / 100) + "-,0 %".len(),
        Cell::Date(_) => "2022-08-31".len(),
        Cell::Name(name) => longest_line(&setting.title("cell", name)),
    }
}

/// Lines that a text takes at a width; words move down whole, so a little is lost on each.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let usable = (width * 19 / 20).max(1);
    text.lines().map(|line| line.chars().count().div_ceil(usable).max(1)).sum::<usize>().max(1)
}

/// A header breaks at blanks: two lines of about half, but never through a word.
fn header_width(title: &str) -> usize {
    let longest_word = title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    longest_word.max(title.chars().count().div_ceil(2)) + 1
}

fn longest_line(text: &str) -> usize {
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
        assert_eq!(lines(&"ord ".repeat(25), 20), 6);
        assert_eq!(header_width("Andel av året"), 8);
        assert_eq!(header_width("Registreringsdatum"), 19);
        assert_eq!((digits(0), digits(9), digits(10), digits(1_234_567)), (1, 1, 2, 7));
    }
}
