//! Summary tables: made once, taken by every writer. A writer knows no business: what a cell means, how it is
//! written and which rows are totals stands here.

mod rows;

use std::sync::Arc;

use super::Date;
use super::control::Totals;
use super::document::Document;
use super::money::{Ore, Overflow};

pub use rows::{RowAt, Rows};

/// One cell; `T` is what its text is: shared, or borrowed from a table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<T = Arc<str>> {
    /// Nothing known: absent is not zero.
    Blank,
    /// Text; always written as text, whatever it looks like. Shared, since a name may stand on a hundred thousand rows.
    Text(T),
    /// Öre, shown in kronor.
    Amount(Ore),
    /// A count.
    Count(u64),
    /// Hundredths of a percent.
    Share(i64),
    /// A number and its decimals, which are its column's: 304 with one is 30,4.
    Scaled(i64, u8),
    /// A day.
    Date(Date),
    /// A name that writers look up in the messages of the report's language, as `cell-<name>`.
    Name(&'static str),
}

impl Cell {
    /// The same with a borrowed text.
    pub fn borrowed(&self) -> Cell<&str> {
        match self {
            Self::Text(text) => Cell::Text(text),
            Self::Blank => Cell::Blank,
            Self::Amount(amount) => Cell::Amount(*amount),
            Self::Count(count) => Cell::Count(*count),
            Self::Share(share) => Cell::Share(*share),
            Self::Scaled(number, decimals) => Cell::Scaled(*number, *decimals),
            Self::Date(date) => Cell::Date(*date),
            Self::Name(name) => Cell::Name(name),
        }
    }
}

impl Cell<&str> {
    /// The same with a text of its own.
    pub fn into_owned(self) -> Cell {
        match self {
            Self::Text(text) => Cell::Text(text.into()),
            Self::Blank => Cell::Blank,
            Self::Amount(amount) => Cell::Amount(amount),
            Self::Count(count) => Cell::Count(count),
            Self::Share(share) => Cell::Share(share),
            Self::Scaled(number, decimals) => Cell::Scaled(number, decimals),
            Self::Date(date) => Cell::Date(date),
            Self::Name(name) => Cell::Name(name),
        }
    }
}

/// What a column holds; all its cells are of this kind or blank (text columns also take names).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text and names.
    Text,
    /// Long text that wraps.
    Prose,
    /// Öre.
    Amount,
    /// Counts.
    Count,
    /// Row and line numbers: counts that are written without group signs.
    Number,
    /// Shares.
    Share,
    /// Numbers with so many decimals, such as rounded amounts in a unit that the table names.
    Scaled(u8),
    /// Days.
    Date,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Swedish lower-case ASCII name, the column name in CSV and Parquet; the title is the message `column-<name>`
    /// (with `-` for `_`), unless `title` is given.
    pub name: String,
    /// A title that is data, such as a code part's name or a month.
    pub title: Option<String>,
    /// What it holds.
    pub kind: ColumnKind,
}

/// How a row is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Counts in its column's sum.
    Normal,
    /// Sums rows above; counts in no sum.
    Subtotal,
    /// Sums the table; counts in no sum.
    Total,
}

/// A row as an object of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it is set.
    pub kind: RowKind,
    /// One cell per column.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryTable {
    /// Swedish lower-case ASCII name: the file name of the CSV and Parquet. The title is the message `table-<id>`.
    pub id: String,
    /// A title that is data, such as an agreement's or area's; none takes the message.
    pub title: Option<String>,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Rows in order.
    pub rows: Rows,
    /// Column names that a person is meant to fill in (the decision columns of *Avsatt för beslut*).
    pub to_fill_in: Vec<String>,
    /// So many rows at most stand on the workbook's sheet, the first; the table's own files have all. None: all do.
    pub most_on_sheet: Option<usize>,
    /// What the table's maker counted: rows, and debit and credit over all amounts of normal rows.
    pub totals: Totals,
}

impl SummaryTable {
    /// Rows, debit and credit over all amount cells of normal rows; rows counts every row of whatever kind.
    pub fn count(&self) -> Result<Totals, Overflow> {
        let mut totals = Totals::default();
        for row in self.rows.iter().filter(|row| row.kind == RowKind::Normal) {
            row.amounts().try_for_each(|amount| totals.add(amount))?;
        }
        totals.rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        Ok(totals)
    }

    /// Rows that don't stand on the workbook's sheet.
    pub fn off_sheet(&self) -> usize {
        self.most_on_sheet.map_or(0, |most| self.rows.len().saturating_sub(most))
    }

    /// The table as it stands on the workbook's sheet, where that isn't the whole of it.
    pub fn on_sheet(&self) -> Result<Option<Self>, Overflow> {
        let Some(most) = self.most_on_sheet.filter(|_| self.off_sheet() > 0) else { return Ok(None) };
        let mut first = Self {
            id: self.id.clone(),
            title: self.title.clone(),
            columns: self.columns.clone(),
            rows: self.rows.first(most),
            to_fill_in: self.to_fill_in.clone(),
            most_on_sheet: None,
            totals: Totals::default(),
        };
        first.totals = first.count()?;
        Ok(Some(first))
    }
}

/// Which tables stand on one sheet of the workbook, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Sheet name, at most 31 characters; the message `sheet-<name>` unless `title` is given.
    pub name: String,
    /// A sheet name that is data, such as an agreement's title.
    pub title: Option<String>,
    /// Lines above the first table: label message id (`line-<id>`) and text.
    pub lines: Vec<(&'static str, Cell)>,
    /// Ids of the tables.
    pub tables: Vec<String>,
}

/// All that a run tells, ready for any writer.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The tables.
    pub tables: Vec<SummaryTable>,
    /// The workbook's sheets.
    pub sheets: Vec<Sheet>,
    /// The same for reading, with the narrative beside the figures.
    pub document: Document,
}
