//! A table's rows, packed: a cell is nine bytes, and a text that stands in the row above is kept once. Takes rows of cells, hands
//! on the same to be looked at; refuses to know what a column holds. Tables have up to hundreds of thousands of rows.

use std::sync::Arc;

use super::{Cell, Row, RowKind};
use crate::model::Date;
use crate::model::money::Ore;

const BLANK: u8 = 0;
const TEXT: u8 = 1;
const AMOUNT: u8 = 2;
const COUNT: u8 = 3;
const SHARE: u8 = 4;
const DATE: u8 = 5;
const NAME: u8 = 6;
/// And above: a number with so many decimals more.
const SCALED: u8 = 7;

/// Rows in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Cells of a row.
    width: usize,
    kinds: Vec<RowKind>,
    /// What each cell is, row after row.
    tags: Vec<u8>,
    /// Its number, or the place of its text or name.
    numbers: Vec<u64>,
    texts: Vec<Arc<str>>,
    names: Vec<&'static str>,
    /// The first row with another number of cells than those before it, and how many it has.
    uneven: Option<(usize, usize)>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct RowAt<'a> {
    rows: &'a Rows,
    at: usize,
    /// How it is set.
    pub kind: RowKind,
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// True without one.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Cells of each row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The first row with another number of cells than those before it, and how many it has: what is missing in it is blank, what
    /// is too much is gone, so that whoever publishes must ask.
    pub fn uneven(&self) -> Option<(usize, usize)> {
        self.uneven
    }

    /// Adds a row.
    pub fn push(&mut self, kind: RowKind, cells: &[Cell]) {
        let row = self.len();
        if row == 0 {
            self.width = cells.len();
        }
        if self.width != cells.len() {
            self.uneven.get_or_insert((row, cells.len()));
        }
        for column in 0..self.width {
            let (tag, number) = self.packed(cells.get(column).unwrap_or(&Cell::Blank), row, column);
            self.tags.push(tag);
            self.numbers.push(number);
        }
        self.kinds.push(kind);
    }

    /// A row.
    pub fn get(&self, at: usize) -> Option<RowAt<'_>> {
        self.kinds.get(at).map(|kind| RowAt { rows: self, at, kind: *kind })
    }

    /// Every row in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = RowAt<'_>> + ExactSizeIterator + Clone {
        self.kinds.iter().enumerate().map(|(at, kind)| RowAt { rows: self, at, kind: *kind })
    }

    /// The first so many.
    #[must_use]
    pub fn first(&self, most: usize) -> Self {
        let (rows, cells) = (most.min(self.len()), most.min(self.len()) * self.width);
        Self {
            kinds: self.kinds[..rows].to_vec(),
            tags: self.tags[..cells].to_vec(),
            numbers: self.numbers[..cells].to_vec(),
            texts: self.texts.clone(),
            names: self.names.clone(),
            uneven: self.uneven.filter(|(row, _)| *row < rows),
            ..*self
        }
    }

    /// Every row as an object of its own.
    pub fn owned(&self) -> impl Iterator<Item = Row> {
        self.iter().map(|row| Row { kind: row.kind, cells: row.cells().map(Cell::into_owned).collect() })
    }

    fn packed(&mut self, cell: &Cell, row: usize, column: usize) -> (u8, u64) {
        match cell {
            Cell::Blank => (BLANK, 0),
            Cell::Text(text) => (TEXT, self.place_of(text, row, column)),
            Cell::Amount(amount) => (AMOUNT, amount.ore().cast_unsigned()),
            Cell::Count(count) => (COUNT, *count),
            Cell::Share(share) => (SHARE, share.cast_unsigned()),
            Cell::Scaled(number, decimals) => (SCALED.saturating_add(*decimals), number.cast_unsigned()),
            Cell::Date(date) => (DATE, date.to_epoch_days().cast_unsigned().into()),
            Cell::Name(name) => {
                let known = self.names.iter().position(|known| known == name);
                let place = known.unwrap_or_else(|| {
                    self.names.push(name);
                    self.names.len() - 1
                });
                (NAME, place as u64)
            }
        }
    }

    /// The place of a text, which is that of the row above where it is the same.
    fn place_of(&mut self, text: &Arc<str>, row: usize, column: usize) -> u64 {
        let above = row.checked_sub(1).map(|above| above * self.width + column);
        let known = above.filter(|above| self.tags.get(*above) == Some(&TEXT)).and_then(|at| self.numbers.get(at));
        if let Some(known) = known.copied()
            && self.text(known) == &**text
        {
            return known;
        }
        self.texts.push(Arc::clone(text));
        self.texts.len() as u64 - 1
    }

    fn text(&self, place: u64) -> &str {
        usize::try_from(place).ok().and_then(|place| self.texts.get(place)).map_or("", |text| text)
    }

    #[inline]
    fn unpacked(&self, tag: u8, number: u64) -> Cell<&str> {
        match tag {
            BLANK => Cell::Blank,
            TEXT => Cell::Text(self.text(number)),
            AMOUNT => Cell::Amount(Ore::new(number.cast_signed())),
            COUNT => Cell::Count(number),
            SHARE => Cell::Share(number.cast_signed()),
            DATE => {
                let days = u32::try_from(number).unwrap_or_default().cast_signed();
                Date::from_epoch_days(days).map_or(Cell::Blank, Cell::Date)
            }
            NAME => Cell::Name(usize::try_from(number).ok().and_then(|at| self.names.get(at)).copied().unwrap_or("")),
            scaled => Cell::Scaled(number.cast_signed(), scaled - SCALED),
        }
    }
}

impl FromIterator<Row> for Rows {
    fn from_iter<T: IntoIterator<Item = Row>>(all: T) -> Self {
        let mut rows = Self::default();
        all.into_iter().for_each(|row| rows.push(row.kind, &row.cells));
        rows
    }
}

impl<'a> RowAt<'a> {
    /// Its cells, one per column.
    #[inline]
    pub fn cells(self) -> impl DoubleEndedIterator<Item = Cell<&'a str>> + ExactSizeIterator + Clone {
        let (tags, numbers) = self.packed();
        tags.iter().zip(numbers).map(move |(tag, number)| self.rows.unpacked(*tag, *number))
    }

    /// The cell of a column.
    pub fn cell(self, column: usize) -> Option<Cell<&'a str>> {
        let (tags, numbers) = self.packed();
        Some(self.rows.unpacked(*tags.get(column)?, *numbers.get(column)?))
    }

    /// Its amounts.
    #[inline]
    pub fn amounts(self) -> impl Iterator<Item = Ore> + use<'a> {
        let (tags, numbers) = self.packed();
        let amounts = tags.iter().zip(numbers).filter(|(tag, _)| **tag == AMOUNT);
        amounts.map(|(_, number)| Ore::new(number.cast_signed()))
    }

    #[inline]
    fn packed(self) -> (&'a [u8], &'a [u64]) {
        let Rows { width, tags, numbers, .. } = self.rows;
        let span = self.at * width..(self.at + 1) * width;
        (tags.get(span.clone()).unwrap_or_default(), numbers.get(span).unwrap_or_default())
    }

    /// Whether a column's cell is a text, and the same as in the row above.
    pub fn repeats(self, column: usize) -> bool {
        let Rows { width, tags, numbers, .. } = self.rows;
        let own = self.at * width + column;
        let Some(above) = own.checked_sub(*width) else { return false };
        column < *width && tags[own] == TEXT && tags[above] == TEXT && numbers[own] == numbers[above]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_was_put_in() {
        let text = |text: &str| Cell::Text(text.into());
        let all = [
            (RowKind::Normal, vec![text("a"), Cell::Blank, Cell::Name("total"), Cell::Amount(Ore::new(i64::MIN))]),
            (RowKind::Normal, vec![text("a"), text("a"), Cell::Name("sent-on"), Cell::Count(u64::MAX)]),
            (RowKind::Subtotal, vec![text(""), text("a"), Cell::Name("total"), Cell::Share(-1)]),
            (RowKind::Normal, vec![text("a"), text("b"), Cell::Scaled(-304, 0), Cell::Scaled(i64::MAX, 18)]),
            (RowKind::Total, vec![Cell::Blank, Cell::Date(Date::MIN), Cell::Date(Date::MAX), Cell::Blank]),
        ];
        let rows: Rows = all.clone().into_iter().map(|(kind, cells)| Row { kind, cells }).collect();
        assert_eq!((rows.len(), rows.width(), rows.uneven()), (5, 4, None));
        assert!(rows.owned().map(|row| (row.kind, row.cells)).eq(all.iter().cloned()));
        let repeated: Vec<(usize, usize)> = (0..5).flat_map(|at| (0..5).map(move |column| (at, column))).collect();
        let repeated: Vec<_> =
            repeated.into_iter().filter(|(at, column)| rows.get(*at).unwrap().repeats(*column)).collect();
        assert_eq!(repeated, [(1, 0), (2, 1)]);
        let last = rows.get(4).unwrap();
        assert_eq!((last.cell(1), last.cell(4)), (Some(Cell::Date(Date::MIN)), None));
        assert!(rows.iter().flat_map(RowAt::amounts).eq([Ore::new(i64::MIN)]));
        assert!(rows.get(5).is_none() && Rows::default().is_empty());
        assert!(rows.first(2).owned().eq(rows.owned().take(2)) && rows.first(9).owned().eq(rows.owned()));
    }

    #[test]
    fn a_row_with_more_or_fewer_cells_is_told() {
        let mut rows = Rows::default();
        for cells in [2, 2, 1, 3] {
            rows.push(RowKind::Normal, &vec![Cell::Count(7); cells]);
        }
        assert_eq!((rows.len(), rows.width(), rows.uneven()), (4, 2, Some((2, 1))));
        assert_eq!(rows.get(2).unwrap().cells().collect::<Vec<_>>(), [Cell::Count(7), Cell::Blank]);
        assert_eq!(rows.get(3).unwrap().cells().len(), 2);
    }
}
