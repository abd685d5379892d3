//! Arrays to a Parquet file's pages. Takes one array per column, hands on a row group compressed with zstd, its columns
//! side by side; refuses to know what a column means. Texts are dictionary-encoded, all else stands as it is: that costs
//! no look at the values, and zstd takes what repeats.

use std::io::Write;

use polars::prelude::{ArrowSchema, CompatLevel, DataType, PolarsError, PolarsResult};
use polars_arrow::array::Array;
use polars_parquet::read::ParquetError;
use polars_parquet::write::{
    CompressedPage, CompressionOptions, Compressor, DynIter, DynStreamingIterator, Encoding, FileWriter, ParquetType,
    StatisticsOptions, Version, WriteOptions, array_to_columns, fallible_streaming_iterator,
};
use rayon::prelude::*;

use super::Kind;
use super::columns::dtype;

const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions {
        min_value: true,
        max_value: true,
        distinct_count: false,
        null_count: true,
        binary_statistics_truncate_length: None,
    },
    version: Version::V1,
    compression: CompressionOptions::Zstd(None),
    data_page_size: None,
};

/// A file that takes row groups.
pub(super) struct Pages<W: Write> {
    writer: FileWriter<W>,
    fields: Vec<(ParquetType, Encoding)>,
}

impl<W: Write> Pages<W> {
    pub(super) fn begin(out: W, columns: &[(String, Kind)]) -> PolarsResult<Self> {
        let field = |(name, kind): &(String, Kind)| {
            let field = dtype(*kind).to_arrow_field(name.as_str().into(), CompatLevel::newest());
            (field.name.clone(), field)
        };
        let schema: ArrowSchema = columns.iter().map(field).collect();
        let writer = FileWriter::try_new(out, schema, OPTIONS)?;
        let encoding =
            |kind: Kind| if dtype(kind) == DataType::String { Encoding::RleDictionary } else { Encoding::Plain };
        let types = writer.parquet_schema().fields().iter().cloned();
        let fields = types.zip(columns).map(|(field, (_, kind))| (field, encoding(*kind))).collect();
        Ok(Self { writer, fields })
    }

    /// Writes one row group: an array of that many rows for each column.
    pub(super) fn row_group(&mut self, rows: usize, arrays: Vec<Box<dyn Array>>) -> PolarsResult<()> {
        let columns = arrays.into_par_iter().zip(&self.fields);
        let columns = columns.map(|(array, (field, encoding))| compressed(array, field, *encoding));
        let columns = columns.collect::<PolarsResult<Vec<Vec<CompressedPage>>>>()?;
        let pages = columns.iter().map(|pages| {
            let pages = fallible_streaming_iterator::convert(pages.iter().map(Ok::<_, PolarsError>));
            Ok(DynStreamingIterator::new(pages))
        });
        self.writer.write(rows as u64, DynIter::new(pages))
    }

    /// Writes the footer.
    pub(super) fn end(&mut self) -> PolarsResult<u64> {
        self.writer.end(None)
    }
}

/// The pages of one column.
fn compressed(array: Box<dyn Array>, field: &ParquetType, encoding: Encoding) -> PolarsResult<Vec<CompressedPage>> {
    // A text column without a dictionary stands as it is: looking for one would cost more than it gains.
    let encoding = if array.dtype().contains_dictionary() { encoding } else { Encoding::Plain };
    let mut compressed = Vec::new();
    for pages in array_to_columns(array, field.clone(), OPTIONS, &[encoding])? {
        let pages = pages.map(|page| page.map_err(|e| ParquetError::FeatureNotSupported(e.to_string())));
        for page in Compressor::new_from_vec(pages, OPTIONS.compression, Vec::new()) {
            compressed.push(page?);
        }
    }
    Ok(compressed)
}
