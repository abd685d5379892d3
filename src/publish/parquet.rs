//! One Parquet file, row by row. Takes a list of typed columns and rows of fields, hands on a zstd file whose row
//! groups are cut by row count alone, so that its bytes do not depend on how the rows came. Refuses a field of
//! another type than its column, and an amount that `DECIMAL(18,2)` cannot hold. Absent is null, and so is an
//! empty text.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use polars::prelude::{
    BooleanChunked, Column as Series, DataFrame, DataType, Field as SchemaField, Int32Chunked, Int64Chunked,
    Int128Chunked, IntoColumn, IntoSeries, NewChunkedArray, PlSmallStr, PolarsResult, Schema, StringChunkedBuilder,
};
use polars_io::parquet::write::{BatchedWriter, ParquetCompression, ParquetWriter};

use crate::model::Date;
use crate::model::control::Totals;
use crate::model::fact::SinkError;
use crate::model::money::Ore;

use super::trouble::{broken, not_exact, not_written};

/// Digits of every decimal column.
const PRECISION: usize = 18;
/// Decimals of an amount in kronor.
const AMOUNT_SCALE: usize = 2;
/// Decimals of a share, stored as a fraction of one.
const SHARE_SCALE: usize = 4;
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

/// Values of one column, waiting for their row group to be full.
enum Values {
    Text(StringChunkedBuilder),
    Date(Vec<Option<i32>>),
    Amount(Vec<Option<i64>>),
    Share(Vec<Option<i64>>),
    Scaled(Vec<Option<i64>>, u8),
    Whole(Vec<Option<i64>>),
    Flag(Vec<Option<bool>>),
}

/// A Parquet file being written.
pub(super) struct ParquetFile {
    writer: BatchedWriter<BufWriter<File>>,
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
        let schema: Schema =
            columns.iter().map(|(n, kind)| SchemaField::new(n.as_str().into(), dtype(*kind))).collect();
        let writer = ParquetWriter::new(BufWriter::new(out))
            .with_compression(ParquetCompression::Zstd(None))
            .batched(&schema)
            .map_err(|e| fail(e.to_string()))?;
        let mut new = Self {
            writer,
            file: file.to_owned(),
            columns,
            values: Vec::new(),
            counted: Vec::new(),
            rows_per_group: rows_per_group.max(1),
            written: Totals::default(),
        };
        new.values = new.columns.iter().map(|(name, kind)| Values::new(name, *kind)).collect();
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
        self.writer.finish().map_err(|e| not_written(&self.file, e))?;
        Ok(self.written)
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        let counted = std::mem::take(&mut self.counted);
        if counted.is_empty() {
            return Ok(());
        }
        let next: Vec<Values> = self.columns.iter().map(|(name, kind)| Values::new(name, *kind)).collect();
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
        let columns = full.into_iter().zip(&self.columns).map(|(values, (name, _))| values.into_column(name));
        let frame = columns.collect::<PolarsResult<Vec<_>>>().and_then(|all| DataFrame::new(counted.len(), all));
        frame.and_then(|frame| self.writer.write_batch(&frame)).map_err(|e| not_written(&self.file, e))
    }
}

impl Values {
    fn new(name: &str, kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringChunkedBuilder::new(name.into(), 0)),
            Kind::Date => Self::Date(Vec::new()),
            Kind::Amount => Self::Amount(Vec::new()),
            Kind::Share => Self::Share(Vec::new()),
            Kind::Scaled(decimals) => Self::Scaled(Vec::new(), decimals),
            Kind::Whole => Self::Whole(Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
        }
    }

    /// Takes one field; false where it is of another kind.
    fn push(&mut self, field: Field<'_>) -> bool {
        match (self, field) {
            (Self::Text(all), Field::Text(text)) if !text.is_empty() => all.append_value(text),
            (Self::Text(all), Field::Null | Field::Text(_)) => all.append_null(),
            (Self::Date(all), Field::Date(date)) => all.push(date.map(|date| date.to_epoch_days())),
            (Self::Date(all), Field::Null) => all.push(None),
            (Self::Amount(all), Field::Amount(amount)) => all.push(Some(amount.ore())),
            (Self::Share(all), Field::Share(share)) => all.push(Some(share)),
            (Self::Scaled(all, _), Field::Scaled(number)) => all.push(Some(number)),
            (Self::Whole(all), Field::Whole(whole)) => match i64::try_from(whole) {
                Ok(whole) => all.push(Some(whole)),
                Err(_) => return false,
            },
            (Self::Amount(all) | Self::Share(all) | Self::Scaled(all, _) | Self::Whole(all), Field::Null) => {
                all.push(None);
            }
            (Self::Flag(all), Field::Flag(flag)) => all.push(Some(flag)),
            (Self::Flag(all), Field::Null) => all.push(None),
            _ => return false,
        }
        true
    }

    fn into_column(self, name: &str) -> PolarsResult<Series> {
        let name: PlSmallStr = name.into();
        Ok(match self {
            Self::Text(all) => all.finish().into_column(),
            Self::Date(all) => Int32Chunked::from_iter_options(name, all.into_iter()).into_date().into_column(),
            Self::Amount(all) => decimal(name, all, AMOUNT_SCALE)?,
            Self::Share(all) => decimal(name, all, SHARE_SCALE)?,
            Self::Scaled(all, decimals) => decimal(name, all, decimals.into())?,
            Self::Whole(all) => Int64Chunked::from_iter_options(name, all.into_iter()).into_column(),
            Self::Flag(all) => BooleanChunked::from_iter_options(name, all.into_iter()).into_column(),
        })
    }
}

fn decimal(name: PlSmallStr, all: Vec<Option<i64>>, scale: usize) -> PolarsResult<Series> {
    let wide = all.into_iter().map(|value| value.map(i128::from));
    Ok(Int128Chunked::from_iter_options(name, wide).into_decimal(PRECISION, scale)?.into_series().into_column())
}

fn dtype(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::String,
        Kind::Date => DataType::Date,
        Kind::Amount => DataType::Decimal(PRECISION, AMOUNT_SCALE),
        Kind::Share => DataType::Decimal(PRECISION, SHARE_SCALE),
        Kind::Scaled(decimals) => DataType::Decimal(PRECISION, decimals.into()),
        Kind::Whole => DataType::Int64,
        Kind::Flag => DataType::Boolean,
    }
}
