//! One Parquet file. Takes rows of fields, or the columns of whole row groups, hands on a file whose columns are packed by zstd where that pays, and whose row groups
//! are cut by row count alone, so that its bytes do not depend on how the rows came. Refuses a field of another type
//! than its column, and an amount that `DECIMAL(18,2)` cannot hold. Absent is null, and so is an empty text.

mod columns;
mod delta;
mod dictionary;
mod encode;
mod levels;
mod pages;
mod press;
mod runs;
mod texts;

use std::io::BufWriter;
use std::sync::Arc;

use rayon::ThreadPool;

use crate::model::Date;
use crate::model::control::Totals;
use crate::model::fact::SinkError;
use crate::model::money::Ore;

use super::folder::{Folder, Summed};
use super::trouble::{broken, not_written, too_large};
pub(super) use columns::{Carried, Column, Numbers, SOME, Things};
use pages::Pages;
pub(super) use pages::Presses;
pub(super) use texts::Texts;

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
    /// The text that the row before has in the column.
    Again(&'a str),
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
}

/// A Parquet file that takes whole row groups.
pub(super) struct GroupFile {
    pages: Pages<BufWriter<Summed>>,
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
        folder: &Folder,
        file: &str,
        columns: Vec<(String, Kind)>,
        presses: &Presses,
        pool: Option<Arc<ThreadPool>>,
    ) -> Result<Self, SinkError> {
        let out = folder.create(file).map_err(|e| not_written(file, e))?;
        let pages = Pages::begin(BufWriter::new(out), &columns, presses, pool).map_err(|e| not_written(file, e))?;
        Ok(Self { pages, file: file.to_owned(), columns, written: Totals::default() })
    }

    /// Passes where the file can hold the amount.
    #[inline]
    pub(super) fn exact(&self, column: &str, amount: Ore) -> Result<(), SinkError> {
        if amount.ore().unsigned_abs() < TOO_LARGE { Ok(()) } else { Err(too_large(&self.file, column, amount)) }
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
            let counts = |(row, _): &(usize, Option<&i64>)| counted.is_none_or(|counted| counted[*row]);
            for amount in amounts.rows().enumerate().filter(counts).filter_map(|(_, amount)| amount) {
                self.written.add(Ore::new(*amount)).map_err(|_| broken(&self.file, "amount overflow"))?;
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
        folder: &Folder,
        file: &str,
        columns: Vec<(String, Kind)>,
        rows_per_group: usize,
        presses: &Presses,
    ) -> Result<Self, SinkError> {
        let groups = GroupFile::create(folder, file, columns, presses, None)?;
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

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use polars::prelude::{AnyValue, DataFrame};
    use polars_parquet::parquet::compression::Compression;

    use super::super::fixture::{Scratch, day, parquet};
    use super::*;

    const KINDS: [(&str, Kind); 9] = [
        ("few", Kind::Text),
        ("all_unlike", Kind::Text),
        ("long", Kind::Text),
        ("never", Kind::Text),
        ("near", Kind::Date),
        ("far", Kind::Date),
        ("amount", Kind::Amount),
        ("rising", Kind::Whole),
        ("any", Kind::Whole),
    ];

    fn columns() -> Vec<(String, Kind)> {
        KINDS.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect()
    }

    /// Text of a row, some absent and some long.
    fn texts(row: u32) -> [String; 3] {
        let long = if row.is_multiple_of(5) { String::new() } else { format!("{row} {}", "å".repeat(200)) };
        [format!("{}", row % 7), if row % 11 == 3 { String::new() } else { format!("L22-{row:08}") }, long]
    }

    fn fields(row: u32, texts: &[String; 3]) -> [Field<'_>; 9] {
        let mixed = u64::from(row).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let far = day(i32::try_from(row % 3_000).unwrap() + 1, 2, 3);
        [
            Field::Text(&texts[0]),
            Field::Text(&texts[1]),
            Field::Text(&texts[2]),
            Field::Null,
            Field::Date((row % 4 != 1).then(|| day(2022, 1 + row % 12, 1 + row % 28))),
            Field::Date(Some(far)),
            if row % 6 == 5 { Field::Null } else { Field::Amount(Ore::new(i64::from(row) * 77_777 - 1_000_000)) },
            Field::Whole(u64::from(row) * 2 + u64::from(row % 3)),
            if row.is_multiple_of(9) { Field::Null } else { Field::Whole(mixed >> (1 + row % 63)) },
        ]
    }

    fn written(rows: u32, group: usize) -> DataFrame {
        let scratch = Scratch::new();
        let mut file =
            ParquetFile::create(&scratch.folder(), "f.parquet", columns(), group, &Presses::default()).unwrap();
        for row in 0..rows {
            file.row(&fields(row, &texts(row)), true).unwrap();
        }
        assert_eq!(file.finish().unwrap().rows, u64::from(rows));
        parquet::read(&scratch.path().join("f.parquet"))
    }

    #[test]
    fn every_value_is_read_as_it_was_written() {
        // Enough for texts in several pages, for texts that are no dictionary, and for blocks that are not full.
        for (rows, group) in [(0, 10), (1, 10), (161, 160), (20_001, 18_000)] {
            let frame = written(rows, group);
            assert_eq!(frame.shape(), (rows as usize, KINDS.len()));
            for row in 0..rows {
                let texts = texts(row);
                for (field, (name, _)) in fields(row, &texts).into_iter().zip(KINDS) {
                    let found = frame.column(name).unwrap().get(row as usize).unwrap();
                    let expected = match field {
                        Field::Text(text) if !text.is_empty() => AnyValue::String(text),
                        Field::Date(Some(day)) => AnyValue::Date(day.to_epoch_days()),
                        Field::Amount(amount) => AnyValue::Decimal(amount.ore().into(), 18, 2),
                        Field::Whole(whole) => AnyValue::Int64(whole.try_into().unwrap()),
                        _ => AnyValue::Null,
                    };
                    // Values of days have no equality of their own here.
                    let told = |value: AnyValue<'_>| format!("{:?}", value.into_static());
                    assert_eq!(told(found), told(expected), "{name} of row {row} of {rows}");
                }
            }
        }
    }

    #[test]
    fn a_column_that_does_not_become_smaller_stands_as_it_is() {
        let columns = [
            ("any_of_many", Kind::Text, false),
            ("in_turn", Kind::Text, true),
            ("all_unlike", Kind::Text, true),
            ("any", Kind::Amount, false),
            ("in_turn_too", Kind::Amount, true),
        ];
        let named = columns.map(|(name, kind, _)| (name.to_owned(), kind)).to_vec();
        let scratch = Scratch::new();
        let mut file = ParquetFile::create(&scratch.folder(), "f.parquet", named, 50_000, &Presses::default()).unwrap();
        let texts = |row: u64| {
            let spread = row.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mixed = (spread ^ spread >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40;
            ((mixed % 500).to_string(), (row % 500).to_string(), format!("row {row}"), mixed)
        };
        for row in 0..50_000 {
            let (of_many, in_turn, unlike, mixed) = texts(row);
            let amount = |number: u64| Field::Amount(Ore::new(i64::try_from(number).unwrap()));
            let texts = [&of_many, &in_turn, &unlike].map(|text| Field::Text(text.as_str()));
            let fields: Vec<Field<'_>> = texts.into_iter().chain([amount(mixed), amount(row % 90)]).collect();
            file.row(&fields, true).unwrap();
        }
        file.finish().unwrap();
        let path = scratch.path().join("f.parquet");
        let told = polars_parquet::parquet::read::read_metadata(&mut std::fs::File::open(&path).unwrap()).unwrap();
        for (column, (name, _, packed)) in told.row_groups[0].parquet_columns().iter().zip(columns) {
            let is_packed = column.compressed_size() < column.uncompressed_size() * 31 / 32;
            assert_eq!((column.compression() == Compression::Zstd, is_packed), (packed, packed), "{name}");
        }
        let frame = parquet::read(&path);
        for row in 0..50_000 {
            let (of_many, in_turn, unlike, mixed) = texts(row);
            let cell = |name: &str| frame.column(name).unwrap().get(usize::try_from(row).unwrap()).unwrap();
            for (name, text) in [("any_of_many", &of_many), ("in_turn", &in_turn), ("all_unlike", &unlike)] {
                assert_eq!(cell(name), AnyValue::String(text), "{name} of row {row}");
            }
            assert_eq!(cell("any"), AnyValue::Decimal(i128::from(mixed), 18, 2));
            assert_eq!(cell("in_turn_too"), AnyValue::Decimal(i128::from(row % 90), 18, 2));
        }
    }

    fn group(rows: u32) -> Vec<Column> {
        let mut all = fresh(&columns());
        for row in 0..rows {
            for ((column, field), (_, kind)) in all.iter_mut().zip(fields(row, &texts(row))).zip(KINDS) {
                assert!(column.push(kind, field));
            }
        }
        all
    }

    fn pool() -> Option<Arc<ThreadPool>> {
        rayon::ThreadPoolBuilder::new().num_threads(2).build().ok().map(Arc::new)
    }

    #[test]
    fn helping_threads_leave_no_trace() {
        let bytes = |pool| {
            let mut bytes = Vec::new();
            let mut pages = Pages::begin(&mut bytes, &columns(), &Presses::default(), pool).unwrap();
            for rows in [300, 1, 200] {
                pages.row_group(rows as usize, group(rows)).unwrap();
            }
            pages.end().unwrap();
            drop(pages);
            bytes
        };
        assert!(bytes(None) == bytes(pool()));
    }

    /// A disk with room for so many bytes.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_an_error_wherever_it_fills() {
        let write = |room, pool| {
            let mut pages = Pages::begin(Disk(room), &columns(), &Presses::default(), pool)?;
            for rows in [150, 150, 150] {
                pages.row_group(rows as usize, group(rows))?;
            }
            pages.end()
        };
        let size = usize::try_from(write(usize::MAX, None).unwrap()).unwrap();
        for room in [0, 3, size / 4, size / 2, size - 1] {
            assert!(write(room, None).is_err() && write(room, pool()).is_err(), "{room} of {size}");
        }
        assert!(write(size, pool()).is_ok());
    }
}
