//! Row groups to a Parquet file. Takes the columns of full row groups, compresses each column as a piece of work of its
//! own while the next row group fills, and writes them in order; refuses to know what a column means. What no worker has
//! taken when its turn comes, the writer does itself: it waits for nobody who waits for it.

use std::collections::VecDeque;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use polars::prelude::{ArrowDataType, ArrowField, ArrowSchema};
use polars_parquet::parquet::error::{ParquetError, ParquetResult};
use polars_parquet::parquet::fallible_streaming_iterator;
use polars_parquet::parquet::page::CompressedPage;
use polars_parquet::parquet::write::{DynIter, DynStreamingIterator, FileWriter, Version, WriteOptions as FileOptions};
use polars_parquet::write::{Descriptor, schema_to_metadata_key, to_parquet_schema};
use rayon::ThreadPool;

use super::Kind;
use super::columns::Column;
use super::encode;
use super::press::Press;

/// Row groups that may be compressed while one fills.
const WAITING: usize = 1;
/// Digits of every decimal column.
const PRECISION: usize = 18;
/// Decimals of an amount in kronor.
const AMOUNT_SCALE: usize = 2;
/// Decimals of a share, stored as a fraction of one.
const SHARE_SCALE: usize = 4;

/// A file that takes row groups.
pub(super) struct Pages<W: Write> {
    writer: FileWriter<W>,
    schema: ArrowSchema,
    descriptors: Vec<Descriptor>,
    presses: Presses,
    pool: Option<Arc<ThreadPool>>,
    waiting: VecDeque<Group>,
}

/// Presses that nobody uses at the moment: one for each thread that compresses, in the end. Files may share them.
pub(in crate::publish) type Presses = Arc<Mutex<Vec<Press>>>;

/// A row group on its way to the file.
struct Group {
    rows: u64,
    columns: Vec<Arc<Work>>,
}

/// One column to compress, by whoever comes first.
struct Work {
    state: Mutex<State>,
    done: Condvar,
    presses: Presses,
}

enum State {
    Waiting(Box<Column>, Descriptor),
    Taken,
    /// With the column, which stays until its row group is written and then goes back to where it was filled: a thread uses memory
    /// again that it has freed itself.
    Done(ParquetResult<Vec<CompressedPage>>, Box<Column>),
}

impl<W: Write> Pages<W> {
    pub(super) fn begin(
        out: W,
        columns: &[(String, Kind)],
        presses: &Presses,
        pool: Option<Arc<ThreadPool>>,
    ) -> ParquetResult<Self> {
        let field = |(name, kind): &(String, Kind)| {
            let field = ArrowField::new(name.as_str().into(), arrow(*kind), true);
            (field.name.clone(), field)
        };
        let schema: ArrowSchema = columns.iter().map(field).collect();
        let parquet = to_parquet_schema(&schema).map_err(|e| ParquetError::InvalidParameter(e.to_string()))?;
        let descriptors = parquet.columns().iter().map(|column| column.descriptor.clone()).collect();
        let options = FileOptions { write_statistics: true, version: Version::V1 };
        let writer = FileWriter::new(out, parquet, options, Some("Polars".to_owned()));
        Ok(Self { writer, schema, descriptors, presses: Arc::clone(presses), pool, waiting: VecDeque::new() })
    }

    /// Takes a row group: that many rows of each column.
    pub(super) fn row_group(&mut self, rows: usize, columns: Vec<Column>) -> ParquetResult<()> {
        let work = |(column, descriptor): (Column, &Descriptor)| {
            let state = Mutex::new(State::Waiting(Box::new(column), descriptor.clone()));
            Arc::new(Work { state, done: Condvar::new(), presses: Arc::clone(&self.presses) })
        };
        let columns: Vec<Arc<Work>> = columns.into_iter().zip(&self.descriptors).map(work).collect();
        if let Some(pool) = &self.pool {
            for work in columns.iter().map(Arc::clone) {
                pool.spawn_fifo(move || work.run());
            }
        }
        self.waiting.push_back(Group { rows: rows as u64, columns });
        let may_wait = if self.pool.is_some() { WAITING } else { 0 };
        while self.waiting.len() > may_wait {
            self.write_first()?;
        }
        Ok(())
    }

    /// Writes what waits, and the footer.
    pub(super) fn end(&mut self) -> ParquetResult<u64> {
        while !self.waiting.is_empty() {
            self.write_first()?;
        }
        self.writer.end(Some(vec![schema_to_metadata_key(&self.schema)]))
    }

    fn write_first(&mut self) -> ParquetResult<()> {
        let Some(group) = self.waiting.pop_front() else { return Ok(()) };
        // From the end, since the workers begin at the beginning.
        group.columns.iter().rev().for_each(|work| work.run());
        let columns = group.columns.iter().map(|work| work.result()).collect::<ParquetResult<Vec<_>>>()?;
        let pages = columns.iter().map(|pages| {
            let pages = fallible_streaming_iterator::convert(pages.iter().map(Ok::<_, ParquetError>));
            Ok(DynStreamingIterator::new(pages))
        });
        self.writer.write(group.rows, DynIter::new(pages))
    }
}

impl Work {
    /// Compresses the column, unless someone else has taken it.
    fn run(&self) {
        let mut state = self.state();
        if !matches!(*state, State::Waiting(..)) {
            return;
        }
        let State::Waiting(mut column, of) = std::mem::replace(&mut *state, State::Taken) else { return };
        drop(state);
        // A writer would wait for ever for a worker that is gone.
        let pages = catch_unwind(AssertUnwindSafe(|| self.compressed(&mut column, &of)));
        let lost = |_| Err(ParquetError::InvalidParameter(format!("column {}", of.primitive_type.field_info.name)));
        *self.state() = State::Done(pages.unwrap_or_else(lost), column);
        self.done.notify_all();
    }

    /// What came of it, once; waits for whoever has taken it.
    fn result(&self) -> ParquetResult<Vec<CompressedPage>> {
        let mut state = self.state();
        loop {
            match std::mem::replace(&mut *state, State::Taken) {
                State::Done(pages, column) => {
                    drop(column);
                    return pages;
                }
                _ => state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// The compressed pages of the column.
    fn compressed(&self, column: &mut Column, of: &Descriptor) -> ParquetResult<Vec<CompressedPage>> {
        let presses = || self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        let unused = presses().pop();
        let mut press = unused.map_or_else(Press::new, Ok)?;
        let pages = encode::pages(column, of, &mut press);
        presses().push(press);
        pages
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The type that a kind of column is written as.
fn arrow(kind: Kind) -> ArrowDataType {
    match kind {
        Kind::Text => ArrowDataType::Utf8View,
        Kind::Date => ArrowDataType::Date32,
        Kind::Amount => ArrowDataType::Decimal(PRECISION, AMOUNT_SCALE),
        Kind::Share => ArrowDataType::Decimal(PRECISION, SHARE_SCALE),
        Kind::Scaled(decimals) => ArrowDataType::Decimal(PRECISION, decimals.into()),
        Kind::Whole => ArrowDataType::Int64,
        Kind::Flag => ArrowDataType::Boolean,
    }
}
