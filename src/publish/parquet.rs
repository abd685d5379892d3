//! One Parquet file. Takes rows of fields, or the columns of whole row groups, hands on a zstd file whose row groups
//! are cut by row count alone, so that its bytes do not depend on how the rows came. Refuses a field of another type
//! than its column, and an amount that `DECIMAL(18,2)` cannot hold. Absent is null, and so is an empty text.

mod columns;
mod delta;
mod encode;
mod pages;
mod words;

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use rayon::ThreadPool;

use crate::model::Date;
use crate::model::control::Totals;
use crate::model::fact::SinkError;
use crate::model::money::Ore;

use super::trouble::{broken, not_exact, not_written};
pub(super) use columns::{Column, Numbers, Texts, Things};
use pages::Pages;

/// The first whole number that eighteen digits cannot hold.
const TOO_LARGE: u64 = 1_000_000_000_000_000_000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `VARCHAR`.
    Text,
    /// `DATE`.
    Date,
    /// `DECIMAL(18,2)`, in kronor.
    Amount,
    /// `DECIMAL(18,4)`, a fraction of one.
    Share,
    /// `DECIMAL(18,n)`.
    Scaled(u8),
    /// `BIGINT`.
    Whole,
    /// `BOOLEAN`.
    Flag,
}

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field<'a> {
    /// Nothing known; fits every column.
    Null,
    /// Text; the empty text is null.
    Text(&'a str),
    /// A day.
    Date(Option<Date>),
    /// Öre.
    Amount(Ore),
    /// Hundredths of a percent.
    Share(i64),
    /// A number in its column's last decimal.
    Scaled(i64),
    /// A whole number.
    Whole(u64),
    /// Yes or no.
    Flag(bool),
}

/// A Parquet file that takes whole row groups.
pub(super) struct GroupFile {
    pages: Pages<BufWriter<File>>,
    file: String,
    columns: Vec<(String, Kind)>,
    written: Totals,
}

/// A Parquet file that takes row by row.
pub(super) struct ParquetFile {
    groups: GroupFile,
    values: Vec<Column>,
    /// Whether each waiting row counts in the sums.
    counted: Vec<bool>,
    rows_per_group: usize,
}

impl GroupFile {
    /// Opens `folder/file` with these columns; they are compressed by the pool's threads, or by the caller's where there
    /// is none.
    pub(super) fn create(
        folder: &Path,
        file: &str,
        columns: Vec<(String, Kind)>,
        pool: Option<Arc<ThreadPool>>,
    ) -> Result<Self, SinkError> {
        let out = File::create_new(folder.join(file)).map_err(|e| not_written(file, e))?;
        let pages = Pages::begin(BufWriter::new(out), &columns, pool).map_err(|e| not_written(file, e))?;
        Ok(Self { pages, file: file.to_owned(), columns, written: Totals::default() })
    }

    /// Passes where the file can hold the amount.
    #[inline]
    pub(super) fn exact(&self, column: &str, amount: Ore) -> Result<(), SinkError> {
        if amount.ore().unsigned_abs() < TOO_LARGE { Ok(()) } else { Err(not_exact(&self.file, column, amount)) }
    }

    /// Takes a row group: as many rows of each column, all of which count unless `counted` says which.
    pub(super) fn take(
        &mut self,
        rows: usize,
        columns: Vec<Column>,
        counted: Option<&[bool]>,
    ) -> Result<(), SinkError> {
        if columns.len() != self.columns.len() {
            return Err(broken(format!("{}: {} columns", self.file, self.columns.len()), columns.len().to_string()));
        }
        let before = self.written.rows;
        for (column, (_, kind)) in columns.iter().zip(&self.columns) {
            let (Column::Number(amounts), Kind::Amount) = (column, kind) else { continue };
            for (row, amount) in amounts.rows().enumerate() {
                if let Some(amount) = amount.filter(|_| counted.is_none_or(|counted| counted[row])) {
                    self.written.add(Ore::new(*amount)).map_err(|_| broken(&self.file, "amount overflow"))?;
                }
            }
        }
        self.written.rows = before + rows as u64;
        self.pages.row_group(rows, columns).map_err(|e| not_written(&self.file, e))
    }

    /// Writes the footer; gives rows and öre as counted from the columns that were written.
    pub(super) fn finish(mut self) -> Result<Totals, SinkError> {
        self.pages.end().map_err(|e| not_written(&self.file, e))?;
        Ok(self.written)
    }
}

impl ParquetFile {
    /// Opens `folder/file` with these columns.
    pub(super) fn create(
        folder: &Path,
        file: &str,
        columns: Vec<(String, Kind)>,
        rows_per_group: usize,
    ) -> Result<Self, SinkError> {
        let groups = GroupFile::create(folder, file, columns, None)?;
        let values = fresh(&groups.columns);
        Ok(Self { groups, values, counted: Vec::new(), rows_per_group: rows_per_group.max(1) })
    }

    /// Takes one row, a field per column. `counted` is false for rows that sum others.
    pub(super) fn row(&mut self, fields: &[Field<'_>], counted: bool) -> Result<(), SinkError> {
        let GroupFile { file, columns, .. } = &self.groups;
        if fields.len() != columns.len() {
            return Err(broken(format!("{file}: {} columns", columns.len()), format!("{}", fields.len())));
        }
        for ((values, field), (name, kind)) in self.values.iter_mut().zip(fields).zip(columns) {
            match *field {
                Field::Amount(amount) => self.groups.exact(name, amount)?,
                Field::Scaled(number) => self.groups.exact(name, Ore::new(number))?,
                _ => {}
            }
            if !values.push(*kind, *field) {
                return Err(broken(format!("{file}.{name}: {kind:?}"), format!("{field:?}")));
            }
        }
        self.counted.push(counted);
        if self.counted.len() >= self.rows_per_group { self.flush() } else { Ok(()) }
    }

    /// Writes the last row group and the footer; gives rows and öre as counted from the columns that were written.
    pub(super) fn finish(mut self) -> Result<Totals, SinkError> {
        self.flush()?;
        self.groups.finish()
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        let counted = std::mem::take(&mut self.counted);
        if counted.is_empty() {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.values, fresh(&self.groups.columns));
        self.groups.take(counted.len(), full, Some(&counted))
    }
}

fn fresh(columns: &[(String, Kind)]) -> Vec<Column> {
    columns.iter().map(|(_, kind)| Column::new(*kind)).collect()
}
