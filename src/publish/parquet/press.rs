//! Pages as they stand in the file, compressed where that pays. Takes a page's values and what is known of them, hands on
//! the page; refuses to choose an encoding. One press is used for page after page, so that no page waits for memory of
//! its own.

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

/// Which pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pack {
    /// All.
    Always,
    /// Those that become smaller, as pieces of them tell: a page of numbers packed into their bits seldom does.
    IfItPays,
}

/// Bytes of each piece that tells whether a page becomes smaller.
const PIECE: usize = 4 << 10;
/// Pages shorter than so many pieces are always packed.
const PIECES: usize = 4;
/// A page that saves less than one byte of so many stands as it is.
const LEAST_SAVED: usize = 32;

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

    /// A dictionary of so many texts or days, whose keys stand in a page that is packed so: a column's pages all are in one way.
    pub(super) fn dictionary(&mut self, plain: &[u8], count: usize, how: Compression) -> ParquetResult<CompressedPage> {
        let buffer = squeezed(&mut self.zstd, &mut self.compressed, plain, how)?;
        Ok(CompressedPage::Dict(CompressedDictPage::new(buffer, how, plain.len(), count, false)))
    }

    /// A page of values that `write` appends to what it is given, and how it is packed.
    pub(super) fn data(
        &mut self,
        about: About<'_>,
        pack: Pack,
        write: impl FnOnce(&mut Vec<u8>),
    ) -> ParquetResult<(CompressedPage, Compression)> {
        self.page.clear();
        let (rows, present) = (about.rows, about.present);
        write_levels(&mut self.page, rows, present);
        write(&mut self.page);
        let header = head(rows, present.filled(rows), about.encoding, about.bounds);
        let pays = pack == Pack::Always || self.pays()?;
        let how = if pays { Compression::Zstd } else { Compression::Uncompressed };
        let buffer = squeezed(&mut self.zstd, &mut self.compressed, &self.page, how)?;
        let (size, of) = (self.page.len(), about.of.clone());
        Ok((CompressedPage::Data(CompressedDataPage::new(header, buffer, how, size, of, rows)), how))
    }

    /// Whether the page becomes smaller.
    fn pays(&mut self) -> ParquetResult<bool> {
        let quarter = self.page.len() / 4;
        if quarter * 4 < PIECE * PIECES {
            return Ok(true);
        }
        let pieces = [quarter, quarter * 3].into_iter().flat_map(|from| &self.page[from..from + PIECE]);
        let pieces: Vec<u8> = pieces.copied().collect();
        let packed = squeezed(&mut self.zstd, &mut self.compressed, &pieces, Compression::Zstd)?;
        Ok(packed.len() + pieces.len() / LEAST_SAVED <= pieces.len())
    }
}

fn squeezed(
    zstd: &mut Compressor<'static>,
    into: &mut Vec<u8>,
    bytes: &[u8],
    how: Compression,
) -> ParquetResult<CowBuffer> {
    if how == Compression::Uncompressed {
        return Ok(CowBuffer::Owned(bytes.to_vec()));
    }
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
