//! Pages to compressed pages. Takes a page's values and what is known of them, hands on what stands in the file; refuses to
//! choose an encoding. One press is used for page after page, so that no page waits for memory of its own.

use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::compression::Compression;
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::page::{
    CompressedDataPage, CompressedDictPage, CompressedPage, DataPageHeader, DataPageHeaderV1, FormatEncoding,
};
use polars_parquet::parquet::statistics::ParquetStatistics;
use polars_parquet::write::Descriptor;
use zstd::bulk::Compressor;
use zstd::zstd_safe::compress_bound;

use super::levels::Present;
use super::runs;

/// Higher levels take longer and write no less (docs/DECISIONS.md).
const ZSTD_LEVEL: i32 = 1;

/// The least and the greatest value, as Parquet writes them; nothing where all is absent.
pub(super) type Bounds = Option<(Vec<u8>, Vec<u8>)>;

/// Rows of a page, and what its values are.
pub(super) struct About<'a> {
    pub(super) rows: usize,
    /// Which of its rows hold a value.
    pub(super) present: Present<'a>,
    /// How its values stand.
    pub(super) encoding: FormatEncoding,
    pub(super) bounds: Bounds,
    pub(super) of: &'a Descriptor,
}

/// Compresses one page after another.
pub(in crate::publish) struct Press {
    zstd: Compressor<'static>,
    page: Vec<u8>,
    compressed: Vec<u8>,
}

impl Press {
    pub(super) fn new() -> ParquetResult<Self> {
        Ok(Self { zstd: Compressor::new(ZSTD_LEVEL)?, page: Vec::new(), compressed: Vec::new() })
    }

    /// A dictionary of so many texts or days.
    pub(super) fn dictionary(&mut self, plain: &[u8], count: usize) -> ParquetResult<CompressedPage> {
        let buffer = squeezed(&mut self.zstd, &mut self.compressed, plain)?;
        let page = CompressedDictPage::new(buffer, Compression::Zstd, plain.len(), count, false);
        Ok(CompressedPage::Dict(page))
    }

    /// A page of values that `write` appends to what it is given.
    pub(super) fn data(&mut self, about: About<'_>, write: impl FnOnce(&mut Vec<u8>)) -> ParquetResult<CompressedPage> {
        self.page.clear();
        let (rows, present) = (about.rows, about.present);
        write_levels(&mut self.page, rows, present);
        write(&mut self.page);
        let header = head(rows, present.filled(rows), about.encoding, about.bounds);
        let buffer = squeezed(&mut self.zstd, &mut self.compressed, &self.page)?;
        let (size, of) = (self.page.len(), about.of.clone());
        Ok(CompressedPage::Data(CompressedDataPage::new(header, buffer, Compression::Zstd, size, of, rows)))
    }
}

fn squeezed(zstd: &mut Compressor<'static>, into: &mut Vec<u8>, bytes: &[u8]) -> ParquetResult<CowBuffer> {
    into.clear();
    into.reserve(compress_bound(bytes.len()));
    zstd.compress_to_buffer(bytes, into)?;
    Ok(CowBuffer::Owned(into.as_slice().to_vec()))
}

fn head(rows: usize, filled: usize, encoding: FormatEncoding, bounds: Bounds) -> DataPageHeader {
    let (min_value, max_value) = bounds.unzip();
    DataPageHeader::V1(DataPageHeaderV1 {
        num_values: i32::try_from(rows).unwrap_or(i32::MAX),
        encoding,
        definition_level_encoding: FormatEncoding::RLE,
        repetition_level_encoding: FormatEncoding::RLE,
        statistics: Some(ParquetStatistics {
            null_count: i64::try_from(rows - filled).ok(),
            distinct_count: None,
            max_value,
            min_value,
            max: None,
            min: None,
            is_max_value_exact: None,
            is_min_value_exact: None,
        }),
    })
}

/// Which rows hold a value: the length in bytes, then runs of one bit.
fn write_levels(page: &mut Vec<u8>, rows: usize, present: Present<'_>) {
    let start = page.len();
    page.extend_from_slice(&[0; 4]);
    match present {
        Present::All => runs::run(rows, true, 1, page),
        Present::None => runs::same(rows, false, 1, page),
        Present::Some(present) => runs::encode(present, 1, page),
    }
    let length = u32::try_from(page.len() - start - 4).unwrap_or(u32::MAX);
    page[start..start + 4].copy_from_slice(&length.to_le_bytes());
}
