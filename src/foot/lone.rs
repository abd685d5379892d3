//! Lines of a label and nothing else among a table's rows. Takes where they stand, hands on what each is: a row that lacks
//! its figure, a total without one, or the heading of a section; refuses to take a section's heading for a row.

use super::grid::GridRow;
use super::tables::{Row, is_title, one_line};
use super::total::Unread;
use super::words::{self, Mark};

/// Such a line.
#[derive(Debug)]
pub(super) struct Lone {
    pub(super) row: Row,
    /// How many rows stand above it.
    pub(super) at: usize,
    pub(super) is: Is,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// A row without a figure.
    Lacking,
    /// A total without a figure.
    Total,
    /// A heading, a page number, a note.
    Heading,
}

/// Says what the lines are, by the rows that they stand among.
pub(super) fn sorted(lines: Vec<(usize, &GridRow, Row)>, rows: &[Row]) -> Vec<Lone> {
    let first =
        |row: &Row| row.texts.iter().find(|text| !text.is_empty()).map(|text| one_line(text)).unwrap_or_default();
    // Where the first line heads a section, the others do as well.
    let headed = lines.len() > 1 && lines.first().is_some_and(|(at, _, _)| *at == 0);
    let one = |(at, line, mut row): (usize, &GridRow, Row)| {
        row.label = first(&row);
        row.mark = words::mark(&row.label);
        let sum = |at: usize| matches!(rows.get(at).and_then(|row| row.mark), Some(Mark::Total(_) | Mark::Subtotal));
        let name = words::name(&row.label);
        let named = rows.iter().any(|row| row.mark.is_some() && words::name(&row.label) == name);
        let after_sum = at.checked_sub(1).is_some_and(sum);
        let heads = after_sum || headed && !sum(at) || named || line.gap || !is_title(&row.label);
        let closes = at > 0 && !line.gap && (at == rows.len() || sum(at));
        // Words behind the mark may be a heading's, but not at the end of a table that has no other total.
        let only = at == rows.len() && !(0..rows.len()).any(sum);
        let is = match row.mark {
            Some(Mark::Total(_) | Mark::Subtotal) if closes && (name.is_empty() || only) => Is::Total,
            None if !heads && at < rows.len() && !words::is_page_number(&row.label) => Is::Lacking,
            _ => Is::Heading,
        };
        Lone { row, at, is }
    };
    lines.into_iter().map(one).collect()
}

/// Puts cells that can't be read in the order of their rows.
pub(super) fn in_order(unread: &mut [Unread]) {
    unread.sort_by_key(|one| one.place.row);
}
