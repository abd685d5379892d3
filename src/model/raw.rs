//! Raw rows: cells as the file holds them, before any layout has been asked. A batch keeps the texts of its rows in one
//! piece, and carries a seal over them, so that the next stage can prove that it got what the reader read.

mod glance;
mod grid;
mod packed;
mod print;
#[cfg(test)]
mod tests;

pub use glance::{Cells, Glance, Spot};
pub use grid::Grid;
pub use packed::{Packed, Stretch};

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use compact_str::ToCompactString;
use foldhash::fast::FixedState;

use super::Date;
use super::float::SheetNumber;
use super::source::SourceId;
use packed::{BLANK, COVERED, DATE, ERROR, NUMBER, TEXT, UNCOMPUTED};
use print::print;

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
    /// Each number, with its text where it is a whole one.
    numbers: Vec<(SheetNumber, Stretch)>,
    /// Row number, and where its cells end.
    ends: Vec<(u32, usize)>,
    /// Bytes of the file that the rows stand in, where the reader tells.
    pub of_file: Option<u64>,
}

/// Number of rows and a fingerprint of their contents, each row's with its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// Rows.
    pub rows: u64,
    /// Hash over all rows.
    pub print: u64,
}

/// Room for what will be about so many: a list that is full is copied to one twice as large, and what is made again and
/// again is now a little shorter, now a little longer.
pub fn more_than(many: usize) -> usize {
    many + many / 16
}

impl RawRows {
    /// Empties it for about so many bytes of text, cells and rows; what memory it has is used again.
    pub fn begin_anew(&mut self, (text, cells, rows): (usize, usize, usize)) {
        self.back_to((0, 0, 0));
        self.numbers.clear();
        self.of_file = None;
        // To let them grow would copy the old memory, though nothing in it counts any more.
        if self.text.capacity() < text {
            self.text = String::with_capacity(more_than(text));
        }
        if self.cells.capacity() < cells {
            self.cells = Vec::with_capacity(more_than(cells));
        }
        if self.ends.capacity() < rows {
            self.ends = Vec::with_capacity(more_than(rows));
        }
    }

    /// Adds a cell to the row at hand. `false` where the batch's texts are longer than 4 GB.
    #[must_use]
    pub fn cell(&mut self, cell: &RawCell) -> bool {
        let packed = match cell {
            RawCell::Blank => Some(Packed::of(BLANK, 0)),
            RawCell::Text(text) => self.keep(text).and_then(|stretch| Packed::text(TEXT, stretch)),
            RawCell::Number(number) => self.number_cell(*number),
            RawCell::Date(date) => Some(Packed::of(DATE, date.to_epoch_days().cast_unsigned())),
            RawCell::Error(text) => self.keep(text).and_then(|stretch| Packed::text(ERROR, stretch)),
            RawCell::Uncomputed => Some(Packed::of(UNCOMPUTED, 0)),
            RawCell::Covered => Some(Packed::of(COVERED, 0)),
        };
        self.cells.extend(packed);
        packed.is_some()
    }

    /// A number may be a code: its text is made where it is read, and not again for every column that asks.
    fn number_cell(&mut self, number: SheetNumber) -> Option<Packed> {
        let place = u32::try_from(self.numbers.len()).ok()?;
        let text = number.to_whole().map(|whole| whole.to_compact_string());
        let stretch = self.keep(text.as_deref().unwrap_or_default())?;
        self.numbers.push((number, stretch));
        Some(Packed::of(NUMBER, place))
    }

    /// Puts a cell into a column of the row at hand: false where there is one already, none where the batch's texts are
    /// longer than 4 GB.
    pub fn put(&mut self, column: usize, cell: &RawCell) -> Option<bool> {
        let place = self.ends.last().map_or(0, |(_, end)| *end) + column;
        while self.cells.len() < place {
            self.cells.push(Packed::of(BLANK, 0));
        }
        if self.cells.len() == place {
            return self.cell(cell).then_some(true);
        }
        if self.cells.get(place) != Some(&Packed::of(BLANK, 0)) {
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
    pub fn text(&mut self, text: Cow<'_, str>) -> Option<u32> {
        match text {
            // Nobody else needs it. Memory that is there already is at hand, though, and asking for more costs more than to copy.
            Cow::Owned(text)
                if self.text.is_empty() && self.text.capacity() < text.len() && u32::try_from(text.len()).is_ok() =>
            {
                self.text = text;
                Some(0)
            }
            text => self.keep(&text).map(|stretch| stretch.start),
        }
    }

    /// Adds a cell that is a stretch of the texts, blank where it is empty. `false` where it is too long for a cell.
    #[must_use]
    pub fn stretch(&mut self, stretch: Stretch) -> bool {
        let fits = stretch.end.checked_sub(stretch.start).is_some_and(|length| length <= Self::SHORT);
        if fits {
            self.short(stretch);
        }
        fits
    }

    /// The same without a look at its length. Of one longer than [`Self::SHORT`] nothing is known.
    #[inline]
    pub fn short(&mut self, stretch: Stretch) {
        self.cells.push(Packed::short(stretch));
    }

    /// The same of cells that end at each of these places and begin behind the place before, the first at `start`.
    #[inline]
    pub fn short_until(&mut self, start: u32, ends: &[u32]) {
        let mut start = start;
        self.cells.extend(ends.iter().map(|end| {
            let cell = Packed::short(Stretch { start, end: *end });
            start = end.wrapping_add(1);
            cell
        }));
    }

    /// How many cells there are, of all rows.
    pub fn cells_in_all(&self) -> usize {
        self.cells.len()
    }

    /// A row is whole after so many cells of all rows, and has this number.
    #[inline]
    pub fn end_after(&mut self, row: u32, cells: usize) {
        self.ends.push((row, cells));
    }

    /// Bytes of the longest text that [`Self::short`] takes.
    pub const SHORT: u32 = Packed::SHORT;

    fn keep(&mut self, text: &str) -> Option<Stretch> {
        let start = u32::try_from(self.text.len()).ok()?;
        self.text.push_str(text);
        Some(Stretch { start, end: u32::try_from(self.text.len()).ok()? })
    }

    /// How much there is, to come back to.
    pub fn mark(&self) -> (usize, usize, usize) {
        (self.text.len(), self.cells.len(), self.ends.len())
    }

    /// Forgets what came after a mark; numbers don't matter, since no cell is theirs any more.
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

    /// Where the texts end, as stretches tell it.
    #[inline]
    pub fn text_end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Bytes of the file that they stand in; of one that is not read as it stands, such as a workbook, of their texts.
    pub fn read_bytes(&self) -> u64 {
        self.of_file.unwrap_or(self.text.len() as u64)
    }

    /// Bytes in memory, about.
    pub fn bytes(&self) -> usize {
        self.text.len()
            + self.cells.len() * size_of::<Packed>()
            + self.numbers.len() * size_of::<(SheetNumber, Stretch)>()
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A row.
    pub fn row(&self, place: usize) -> RawRow<'_> {
        let cells = self.packed(place).iter().map(|cell| self.unpacked(*cell)).collect();
        RawRow { row: self.ends.get(place).map_or(0, |(row, _)| *row), cells }
    }

    /// Every row in order.
    pub fn iter(&self) -> impl Iterator<Item = RawRow<'_>> {
        (0..self.len()).map(|place| self.row(place))
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
        match cell.kind() {
            TEXT => RawCell::Text(self.at(cell.stretch()).into()),
            NUMBER => self.number(cell).map_or(RawCell::Blank, |(number, _)| RawCell::Number(number)),
            DATE => cell.day().map_or(RawCell::Blank, RawCell::Date),
            ERROR => RawCell::Error(self.at(cell.stretch()).into()),
            UNCOMPUTED => RawCell::Uncomputed,
            COVERED => RawCell::Covered,
            _ => RawCell::Blank,
        }
    }

    fn number(&self, cell: Packed) -> Option<(SheetNumber, Stretch)> {
        self.numbers.get(cell.at as usize).copied()
    }

    /// The text of a stretch.
    #[inline]
    pub fn at(&self, stretch: Stretch) -> &str {
        self.text.get(stretch.start as usize..stretch.end as usize).unwrap_or_default()
    }

    /// The texts without the cells, whose memory is left.
    #[must_use]
    pub fn take_texts(&mut self) -> Self {
        Self { text: std::mem::take(&mut self.text), ..Self::default() }
    }

    /// Empties it, and takes the memory of texts that are done with.
    pub fn use_again(&mut self, texts: Self) {
        self.text = texts.text;
        self.begin_anew((0, 0, 0));
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
    /// The seal of these rows: over all texts as one, and over each cell's kind and place.
    pub fn of(rows: &RawRows) -> Self {
        let mut hasher = FixedState::with_seed(SEED).build_hasher();
        hasher.write(rows.text.as_bytes());
        hasher.write_u64(print(&rows.cells, Packed::bits));
        hasher.write_u64(print(&rows.ends, |(row, end)| u64::from(row) << u32::BITS | end as u64));
        rows.numbers.iter().for_each(|(number, _)| hasher.write_u64(number.bits()));
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
