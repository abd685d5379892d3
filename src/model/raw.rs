//! Raw rows: cells as the file holds them, before any layout has been asked. A batch carries a seal over its
//! rows, so that the next stage can prove that it got what the reader read.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Date;
use super::float::SheetNumber;
use super::source::SourceId;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum RawCell {
    /// Nothing there: blank is not zero.
    Blank,
    /// Text, as decoded.
    Text(Box<str>),
    /// A workbook number.
    Number(SheetNumber),
    /// A workbook date.
    Date(Date),
    /// An error value such as `#REF!`, or a cell that cannot be shown.
    Error(Box<str>),
    /// A formula that the workbook holds no value of.
    Uncomputed,
    /// Blank, under a merged area: its value stands in the area's first cell.
    Covered,
}

/// One row of a sheet or text file.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRow {
    /// 1-based row or line number, as the user sees it.
    pub row: u32,
    /// Cells from the first column on.
    pub cells: Vec<RawCell>,
}

/// Rows of one sheet, in order, cut where the reader's batch was full.
#[derive(Clone, Debug)]
pub struct RawBatch {
    /// Which input.
    pub source: SourceId,
    /// Which sheet; 0 for text files.
    pub sheet: u16,
    /// The rows.
    pub rows: Vec<RawRow>,
    /// What the reader counted and sealed.
    pub seal: Seal,
}

/// Number of rows and a fingerprint of their contents that does not depend on their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// Rows.
    pub rows: u64,
    /// Wrapping sum of each row's hash.
    pub print: u64,
}

impl Seal {
    /// Takes one more row in.
    pub fn add(&mut self, row: &RawRow) {
        let mut hasher = DefaultHasher::new();
        row.row.hash(&mut hasher);
        for cell in &row.cells {
            std::mem::discriminant(cell).hash(&mut hasher);
            match cell {
                RawCell::Blank | RawCell::Uncomputed | RawCell::Covered => {}
                RawCell::Text(text) | RawCell::Error(text) => text.hash(&mut hasher),
                RawCell::Number(number) => number.bits().hash(&mut hasher),
                RawCell::Date(date) => date.hash(&mut hasher),
            }
        }
        self.rows += 1;
        self.print = self.print.wrapping_add(hasher.finish());
    }

    /// The seal of these rows.
    pub fn of(rows: &[RawRow]) -> Self {
        let mut seal = Self::default();
        for row in rows {
            seal.add(row);
        }
        seal
    }
}

impl RawCell {
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
