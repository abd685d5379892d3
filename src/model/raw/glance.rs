//! Cells at a glance, for rows that hold nothing unusual. Takes packed rows, hands on what stands in a row or down a column
//! without making an object of it; refuses to say more of a rare cell than that it asks for a closer look.

use std::ops::Range;

use super::packed::{BLANK, DATE, NUMBER, Packed, Stretch, TEXT};
use super::{RawRows, SheetNumber};
use crate::model::Date;

/// A cell at a glance.
#[derive(Clone, Copy, Debug)]
pub enum Glance<'a> {
    /// Nothing there.
    Blank,
    /// Text, and where it stands in the rows' texts.
    Text(&'a str, Stretch),
    /// A workbook number, and where its text stands, which is blank unless it is whole.
    Number(SheetNumber, &'a str, Stretch),
    /// A workbook date.
    Date(Date),
    /// Anything that asks for a closer look.
    Other,
}

/// The same at half a glance: text or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Nothing there.
    Blank,
    /// Text, one letter or more.
    Text(Stretch),
    /// Anything else.
    Other,
}

/// The cells of one row at a glance.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    rows: &'a RawRows,
    packed: &'a [Packed],
}

impl<'a> Cells<'a> {
    /// The cell of a column; blank beyond the last.
    #[inline]
    pub fn get(&self, column: usize) -> Glance<'a> {
        let Some(cell) = self.packed.get(column) else { return Glance::Blank };
        match cell.kind() {
            BLANK => Glance::Blank,
            TEXT => Glance::Text(self.rows.at(cell.stretch()), cell.stretch()),
            NUMBER => match self.rows.number(*cell) {
                Some((number, stretch)) => Glance::Number(number, self.rows.at(stretch), stretch),
                None => Glance::Other,
            },
            DATE => cell.day().map_or(Glance::Other, Glance::Date),
            _ => Glance::Other,
        }
    }
}

impl RawRows {
    /// The cells of a row.
    #[inline]
    pub fn cells(&self, place: usize) -> Cells<'_> {
        Cells { rows: self, packed: self.packed(place) }
    }

    /// The number of a row.
    #[inline]
    pub fn number_of(&self, place: usize) -> u32 {
        self.ends.get(place).map_or(0, |(row, _)| *row)
    }

    /// How many cells each of these rows has.
    pub fn widths(&self, rows: Range<usize>) -> impl Iterator<Item = usize> {
        let mut from = self.span(rows.start).start;
        self.ends.get(rows).unwrap_or_default().iter().map(move |(_, end)| {
            let width = end.saturating_sub(from);
            from = *end;
            width
        })
    }

    /// The bytes of a stretch's text.
    #[inline]
    pub fn bytes_at(&self, stretch: Stretch) -> &[u8] {
        self.text.as_bytes().get(stretch.start as usize..stretch.end as usize).unwrap_or_default()
    }

    /// A text of at most eight bytes as a number: its first byte lowest, zeros after its last. `None` for any other.
    #[inline]
    pub fn word(&self, stretch: Stretch) -> Option<u64> {
        let length = stretch.end.wrapping_sub(stretch.start);
        if length > 8 {
            return None;
        }
        let from = self.text.as_bytes().get(stretch.start as usize..).unwrap_or_default();
        if let Some(eight) = from.first_chunk::<8>() {
            return Some(u64::from_le_bytes(*eight) & !u64::MAX.unbounded_shl(8 * length));
        }
        from.get(..length as usize).map(last_word)
    }
}

/// The same of one with fewer than eight bytes from its first to the last of all texts.
#[cold]
fn last_word(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::super::{RawCell, RawRow};
    use super::*;

    #[test]
    fn a_word_is_a_short_text_in_bytes() {
        let texts = ["ab", "12345678", "123456789", "", "\u{e5}"];
        let cells = texts.iter().map(|text| RawCell::Text((*text).into())).collect();
        let rows: RawRows = [RawRow { row: 3, cells }, RawRow { row: 4, cells: vec![] }].into_iter().collect();
        let word = |column: usize| match rows.cells(0).get(column) {
            Glance::Text(_, stretch) => rows.word(stretch),
            _ => panic!("a text"),
        };
        let of = |text: &str| text.bytes().rev().fold(0, |word, byte| word << 8 | u64::from(byte));
        for (column, text) in texts.iter().enumerate() {
            assert_eq!(word(column), (text.len() <= 8).then(|| of(text)), "{text}");
        }
        assert_eq!(rows.word(Stretch::default()), Some(0), "of no text");
        assert_eq!(rows.widths(0..2).collect::<Vec<usize>>(), [5, 0]);
    }
}
