//! A Parquet file as a data frame, for tests: page by page with the reader of polars' own lowest layer.

use std::path::Path;

use polars::prelude::{Column, DataFrame, PlSmallStr, Series};
use polars_parquet::read::{BasicDecompressor, PageReader, column_iter_to_arrays, infer_schema, read_metadata};

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> DataFrame {
    let bytes = std::fs::read(path).expect("the file is there");
    let metadata = read_metadata(&mut std::io::Cursor::new(&bytes)).expect("the file is Parquet");
    let bytes = polars_buffer::Buffer::from(bytes);
    let schema = infer_schema(&metadata).expect("the file has columns");
    let columns = schema.iter_values().enumerate().map(|(place, field)| {
        let mut arrays = Vec::new();
        for group in &metadata.row_groups {
            let chunk = &group.parquet_columns()[place];
            let range = chunk.byte_range();
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            let cursor = std::io::Cursor::new(bytes.clone().sliced(range));
            let pages = PageReader::new(cursor, chunk, Vec::new(), usize::MAX);
            let pages = BasicDecompressor::new(pages, Vec::new());
            let kind = &chunk.descriptor().descriptor.primitive_type;
            let read = column_iter_to_arrays(vec![pages], vec![kind], field.clone(), None).expect("pages can be read");
            arrays.extend(read.0);
        }
        let name: PlSmallStr = field.name.clone();
        if arrays.is_empty() {
            let kind = polars::prelude::DataType::from_arrow_field(field);
            return Column::from(Series::new_empty(name, &kind));
        }
        Column::from(Series::try_from((name, arrays)).expect("one type a column"))
    });
    DataFrame::new_infer_height(columns.collect()).expect("columns of one length")
}
