//! Which rows bear a total's own name (*gruppens rader*). Takes a table and a total's row, hands on where its group begins;
//! refuses a group that isn't right above its total.

use super::figures::Reading;
use super::tables::{Row, Table};
use super::words::{self, Mark};

/// The first row of the group that a total closes, where its label names one and the rows right above bear that name; and
/// whether that is sure: a single row may bear the name by chance, unless it has a cell of its own.
pub(super) fn start(table: &Table, total: usize, column: usize) -> Option<(usize, bool)> {
    let own = table.rows.get(total)?;
    let name = Name::of(own, column);
    if name.parts.is_empty() {
        return None;
    }
    let (mut start, mut rows) = (None, 0);
    for (at, row) in table.rows.get(..total)?.iter().enumerate().rev() {
        match row.mark {
            Some(Mark::OfWhich) => {}
            Some(_) if own.mark == Some(Mark::Subtotal) || !name.is_borne_by(row) => break,
            // Its like has closed what stands above.
            Some(_) if Name::of(row, column).parts == name.parts => break,
            Some(_) => {}
            None if name.is_borne_by(row) => (start, rows) = (Some(at), rows + 1),
            None => break,
        }
    }
    start.map(|start| (start, name.alone || rows > 1))
}

/// Whether a total stands right below one of its kind that closes another group: their names stand in the same cells
/// beside the word, and differ.
pub(super) fn is_sibling(table: &Table, total: usize, column: usize) -> bool {
    let rows = total.checked_sub(1).and_then(|above| table.rows.get(above)).zip(table.rows.get(total));
    rows.is_some_and(|(above, own)| {
        let (one, another) = (Name::of(above, column), Name::of(own, column));
        let cells = |name: &Name| name.parts.iter().map(|(cell, _)| *cell).collect::<Vec<_>>();
        one.alone && another.alone && cells(&one) == cells(&another) && one.parts != another.parts
    })
}

/// What a total is of: the words of its label cells beside those that mark it.
struct Name {
    parts: Vec<(usize, String)>,
    /// The marking word has a cell of its own.
    alone: bool,
}

impl Name {
    fn of(row: &Row, column: usize) -> Self {
        let labels = row.texts.iter().zip(&row.cells).enumerate().take(column);
        let labels = labels.filter(|(_, (text, cell))| **cell == Reading::Text && !text.is_empty());
        let names: Vec<(usize, String)> = labels.map(|(i, (text, _))| (i, words::name(text))).collect();
        let alone = names.iter().any(|(_, name)| name.is_empty());
        Self { parts: names.into_iter().filter(|(_, name)| !name.is_empty()).collect(), alone }
    }

    /// Whether a row stands under a line of this name, or has it in the same cells, alone or before a number or more words.
    fn is_borne_by(&self, row: &Row) -> bool {
        let bears = |(cell, name): &(usize, String)| {
            let text = row.texts.get(*cell).map(|text| words::name(text)).unwrap_or_default();
            text.strip_prefix(name.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let under = || row.under.as_deref().map(words::name);
        self.parts.iter().all(bears) || matches!(self.parts.as_slice(), [(_, name)] if under().as_ref() == Some(name))
    }
}
