//! Raw rows: cells as the file holds them, before any layout has been asked. A batch keeps the texts of its rows in one
//! piece, and carries a seal over them, so that the next stage can prove that it got what the reader read.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::Date;
use super::float::SheetNumber;
use super::source::SourceId;

/// Start of the seal's hashes: any number, the same on both sides of a handover.
const SEED: u64 = 0x7465_7274_6961_6c00;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum RawCell<'a> {
    /// Nothing there: blank is not zero.
    Blank,
    /// Text, as decoded.
    Text(Cow<'a, str>),
    /// A workbook number.
    Number(SheetNumber),
    /// A workbook date.
    Date(Date),
    /// An error value such as `#REF!`, or a cell that cannot be shown.
    Error(Cow<'a, str>),
    /// A formula that the workbook holds no value of.
    Uncomputed,
    /// Blank, under a merged area: its value stands in the area's first cell.
    Covered,
}

/// One row of a sheet or text file.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRow<'a> {
    /// 1-based row or line number, as the user sees it.
    pub row: u32,
    /// Cells from the first column on.
    pub cells: Vec<RawCell<'a>>,
}

/// Rows of one sheet, in order, cut where the reader's batch was full.
#[derive(Clone, Debug)]
pub struct RawBatch {
    /// Which input.
    pub source: SourceId,
    /// Which sheet; 0 for text files.
    pub sheet: u16,
    /// The rows.
    pub rows: RawRows,
    /// What the reader counted and sealed.
    pub seal: Seal,
}

/// Rows packed together: no cell is an object of its own.
#[derive(Clone, Debug, Default)]
pub struct RawRows {
    text: String,
    cells: Vec<Packed>,
    /// Row number, and where its cells end.
    ends: Vec<(u32, usize)>,
}

/// A cell whose text stands in the rows' common text.
#[derive(Clone, Copy, Debug)]
enum Packed {
    Blank,
    Text(u32, u32),
    Number(SheetNumber),
    Date(Date),
    Error(u32, u32),
    Uncomputed,
    Covered,
}

/// Number of rows and a fingerprint of their contents, each row's with its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// Rows.
    pub rows: u64,
    /// Hash over all rows.
    pub print: u64,
}

impl RawRows {
    /// With room for so many cells and rows.
    pub fn with_room(cells: usize, rows: usize) -> Self {
        Self { text: String::new(), cells: Vec::with_capacity(cells), ends: Vec::with_capacity(rows) }
    }

    /// Adds a cell to the row at hand. `false` where the batch's texts are longer than 4 GB.
    #[must_use]
    pub fn cell(&mut self, cell: &RawCell) -> bool {
        let packed = match cell {
            RawCell::Blank => Packed::Blank,
            RawCell::Text(text) => match self.keep(text) {
                Some((start, end)) => Packed::Text(start, end),
                None => return false,
            },
            RawCell::Number(number) => Packed::Number(*number),
            RawCell::Date(date) => Packed::Date(*date),
            RawCell::Error(text) => match self.keep(text) {
                Some((start, end)) => Packed::Error(start, end),
                None => return false,
            },
            RawCell::Uncomputed => Packed::Uncomputed,
            RawCell::Covered => Packed::Covered,
        };
        self.cells.push(packed);
        true
    }

    /// Puts a cell into a column of the row at hand: false where there is one already, none where the batch's texts are
    /// longer than 4 GB.
    pub fn put(&mut self, column: usize, cell: &RawCell) -> Option<bool> {
        let place = self.ends.last().map_or(0, |(_, end)| *end) + column;
        while self.cells.len() < place {
            self.cells.push(Packed::Blank);
        }
        if self.cells.len() == place {
            return self.cell(cell).then_some(true);
        }
        if !matches!(self.cells.get(place), Some(Packed::Blank)) {
            return Some(false);
        }
        let packed = self.cell(cell).then(|| self.cells.pop()).flatten()?;
        self.cells.get_mut(place).map(|free| *free = packed)?;
        Some(true)
    }

    /// The row at hand is whole, and has this number.
    pub fn end(&mut self, row: u32) {
        self.ends.push((row, self.cells.len()));
    }

    /// Adds a row. `false` where the batch's texts are longer than 4 GB.
    #[must_use]
    pub fn push(&mut self, row: &RawRow) -> bool {
        let fits = row.cells.iter().all(|cell| self.cell(cell));
        self.end(row.row);
        fits
    }

    /// Adds text that cells will be stretches of; where it starts. `None` where the texts are longer than 4 GB.
    pub fn text(&mut self, text: &str) -> Option<u32> {
        self.keep(text).map(|(start, _)| start)
    }

    /// Adds a cell that is a stretch of the texts: blank where it is empty.
    pub fn stretch(&mut self, start: u32, end: u32) {
        self.cells.push(if start < end { Packed::Text(start, end) } else { Packed::Blank });
    }

    fn keep(&mut self, text: &str) -> Option<(u32, u32)> {
        let start = u32::try_from(self.text.len()).ok()?;
        self.text.push_str(text);
        Some((start, u32::try_from(self.text.len()).ok()?))
    }

    /// How much there is, to come back to.
    pub fn mark(&self) -> (usize, usize, usize) {
        (self.text.len(), self.cells.len(), self.ends.len())
    }

    /// Forgets what came after a mark.
    pub fn back_to(&mut self, (text, cells, rows): (usize, usize, usize)) {
        self.text.truncate(text);
        self.cells.truncate(cells);
        self.ends.truncate(rows);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The last row's number; zero without one.
    pub fn last(&self) -> u32 {
        self.ends.last().map_or(0, |(row, _)| *row)
    }

    /// Bytes of its texts.
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// Bytes in memory, about.
    pub fn bytes(&self) -> usize {
        self.text.len() + self.cells.len() * size_of::<Packed>()
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A row; `cells` is emptied and used again, so that reading row by row needs no memory of its own.
    pub fn row<'a>(&'a self, place: usize, cells: Vec<RawCell<'a>>) -> RawRow<'a> {
        let mut cells = cells;
        cells.clear();
        cells.extend(self.packed(place).iter().map(|cell| self.unpacked(*cell)));
        RawRow { row: self.ends.get(place).map_or(0, |(row, _)| *row), cells }
    }

    /// Every row in order.
    pub fn iter(&self) -> impl Iterator<Item = RawRow<'_>> {
        (0..self.len()).map(|place| self.row(place, Vec::new()))
    }

    /// Every row with texts of its own.
    pub fn owned(&self) -> impl Iterator<Item = RawRow<'static>> {
        self.iter().map(RawRow::into_owned)
    }

    fn packed(&self, place: usize) -> &[Packed] {
        self.cells.get(self.span(place)).unwrap_or_default()
    }

    fn span(&self, place: usize) -> Range<usize> {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end);
        start..self.ends.get(place).map_or(start, |(_, end)| *end)
    }

    fn unpacked(&self, cell: Packed) -> RawCell<'_> {
        match cell {
            Packed::Blank => RawCell::Blank,
            Packed::Text(start, end) => RawCell::Text(self.at(start, end).into()),
            Packed::Number(number) => RawCell::Number(number),
            Packed::Date(date) => RawCell::Date(date),
            Packed::Error(start, end) => RawCell::Error(self.at(start, end).into()),
            Packed::Uncomputed => RawCell::Uncomputed,
            Packed::Covered => RawCell::Covered,
        }
    }

    fn at(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl<'r> FromIterator<RawRow<'r>> for RawRows {
    fn from_iter<T: IntoIterator<Item = RawRow<'r>>>(all: T) -> Self {
        let mut rows = Self::default();
        // Rows that were in memory as objects have texts shorter than 4 GB.
        all.into_iter().all(|row| rows.push(&row));
        rows
    }
}

impl Seal {
    /// The seal of these rows.
    pub fn of(rows: &RawRows) -> Self {
        let mut hasher = FixedState::with_seed(SEED).build_hasher();
        for (place, (row, _)) in rows.ends.iter().enumerate() {
            hasher.write_u32(*row);
            for cell in rows.packed(place) {
                match *cell {
                    Packed::Blank => hasher.write_u64(0),
                    Packed::Text(start, end) | Packed::Error(start, end) => {
                        let is_text = matches!(cell, Packed::Text(..));
                        hasher.write_u64(if is_text { 1 } else { 2 } | u64::from(end - start) << 3);
                        hasher.write(rows.at(start, end).as_bytes());
                    }
                    Packed::Number(number) => {
                        hasher.write_u64(3);
                        hasher.write_u64(number.bits());
                    }
                    Packed::Date(date) => {
                        hasher.write_u64(4);
                        hasher.write_i32(date.to_epoch_days());
                    }
                    Packed::Uncomputed => hasher.write_u64(5),
                    Packed::Covered => hasher.write_u64(6),
                }
            }
        }
        Self { rows: rows.len() as u64, print: hasher.finish() }
    }
}

impl RawRow<'_> {
    /// The row with texts of its own.
    pub fn into_owned(self) -> RawRow<'static> {
        RawRow { row: self.row, cells: self.cells.into_iter().map(RawCell::into_owned).collect() }
    }
}

impl RawCell<'_> {
    /// The cell with a text of its own.
    pub fn into_owned(self) -> RawCell<'static> {
        match self {
            Self::Blank => RawCell::Blank,
            Self::Text(text) => RawCell::Text(text.into_owned().into()),
            Self::Number(number) => RawCell::Number(number),
            Self::Date(date) => RawCell::Date(date),
            Self::Error(text) => RawCell::Error(text.into_owned().into()),
            Self::Uncomputed => RawCell::Uncomputed,
            Self::Covered => RawCell::Covered,
        }
    }

    /// True for a cell without anything to read.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank | Self::Covered => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What a message shows of the cell.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank | Self::Uncomputed | Self::Covered => String::new(),
            Self::Text(text) | Self::Error(text) => text.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}
