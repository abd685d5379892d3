//! One Parquet file, row by row. Takes a list of typed columns and rows of fields, hands on a zstd file whose row
//! groups are cut by row count alone, so that its bytes do not depend on how the rows came. Refuses a field of
//! another type than its column, and an amount that `DECIMAL(18,2)` cannot hold. Absent is null, and so is an
//! empty text.

mod columns;
mod pages;

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use polars::prelude::PolarsResult;

use crate::model::Date;
use crate::model::control::Totals;
use crate::model::fact::SinkError;
use crate::model::money::Ore;

use super::trouble::{broken, not_exact, not_written};
use columns::Values;
use pages::Pages;

/// The first whole number that eighteen digits cannot hold.
const TOO_LARGE: u64 = 1_000_000_000_000_000_000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `VARCHAR`, dictionary-encoded.
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

/// A Parquet file being written.
pub(super) struct ParquetFile {
    pages: Pages<BufWriter<File>>,
    file: String,
    columns: Vec<(String, Kind)>,
    values: Vec<Values>,
    /// Whether each waiting row counts in the sums.
    counted: Vec<bool>,
    rows_per_group: usize,
    written: Totals,
}

impl ParquetFile {
    /// Opens `folder/file` with these columns.
    pub(super) fn create(
        folder: &Path,
        file: &str,
        columns: Vec<(String, Kind)>,
        rows_per_group: usize,
    ) -> Result<Self, SinkError> {
        let fail = |detail: String| not_written(file, detail);
        let out = File::create_new(folder.join(file)).map_err(|e| fail(e.to_string()))?;
        let pages = Pages::begin(BufWriter::new(out), &columns).map_err(|e| fail(e.to_string()))?;
        let mut new = Self {
            pages,
            file: file.to_owned(),
            columns,
            values: Vec::new(),
            counted: Vec::new(),
            rows_per_group: rows_per_group.max(1),
            written: Totals::default(),
        };
        new.values = new.columns.iter().map(|(_, kind)| Values::new(*kind)).collect();
        Ok(new)
    }

    /// Takes one row, a field per column. `counted` is false for rows that sum others.
    pub(super) fn row(&mut self, fields: &[Field<'_>], counted: bool) -> Result<(), SinkError> {
        if fields.len() != self.columns.len() {
            return Err(broken(format!("{}: {} columns", self.file, self.columns.len()), format!("{}", fields.len())));
        }
        for ((values, field), (name, kind)) in self.values.iter_mut().zip(fields).zip(&self.columns) {
            match *field {
                Field::Amount(amount) if amount.ore().unsigned_abs() >= TOO_LARGE => {
                    return Err(not_exact(&self.file, name, amount));
                }
                Field::Scaled(number) if number.unsigned_abs() >= TOO_LARGE => {
                    return Err(not_exact(&self.file, name, Ore::new(number)));
                }
                _ if values.push(*field) => {}
                other => return Err(broken(format!("{}.{name}: {kind:?}", self.file), format!("{other:?}"))),
            }
        }
        self.counted.push(counted);
        if self.counted.len() >= self.rows_per_group { self.flush() } else { Ok(()) }
    }

    /// Writes the last row group and the footer; gives rows and öre as counted from the columns that were written.
    pub(super) fn finish(mut self) -> Result<Totals, SinkError> {
        self.flush()?;
        self.pages.end().map_err(|e| not_written(&self.file, e))?;
        Ok(self.written)
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        let counted = std::mem::take(&mut self.counted);
        if counted.is_empty() {
            return Ok(());
        }
        let next: Vec<Values> = self.columns.iter().map(|(_, kind)| Values::new(*kind)).collect();
        let full = std::mem::replace(&mut self.values, next);
        let rows = self.written.rows + counted.len() as u64;
        for values in &full {
            let Values::Amount(amounts) = values else { continue };
            let normal = amounts.iter().zip(&counted).filter(|(_, counts)| **counts);
            for amount in normal.filter_map(|(amount, _)| *amount) {
                let overflow = |_| broken(&self.file, "amount overflow");
                self.written.add(Ore::new(amount)).map_err(overflow)?;
            }
        }
        self.written.rows = rows;
        let columns = full.into_iter().zip(&self.columns).map(|(values, (name, _))| values.into_array(name));
        let arrays = columns.collect::<PolarsResult<Vec<_>>>();
        arrays.and_then(|arrays| self.pages.row_group(counted.len(), arrays)).map_err(|e| not_written(&self.file, e))
    }
}
