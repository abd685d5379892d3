//! A column to the pages that Parquet knows, not yet compressed. Takes one column of a row group, hands on its
//! dictionary, if it is one, and its data pages with their least and greatest value; refuses to know what it means.
//! Which encoding a column gets was measured (docs/DECISIONS.md): dictionaries for texts and days that repeat,
//! differences for counts, all else as it stands.

use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::encoding::hybrid_rle::{self, Encoder};
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::page::{DataPage, DataPageHeader, DataPageHeaderV1, DictPage, FormatEncoding, Page};
use polars_parquet::parquet::statistics::ParquetStatistics;
use polars_parquet::write::Descriptor;

use super::columns::{Column, Levels, NONE, Numbers, Texts, Told};
use super::delta;
use crate::model::words::{self, Words};

/// A page of texts that stand as they are is full at this size.
const PAGE_BYTES: usize = 1 << 20;
/// Days so far apart are no dictionary.
const DAYS_APART: usize = 4_096;
/// A text's bytes in a page's least and greatest value.
const TOLD_BYTES: usize = 64;

/// The least and the greatest value, as Parquet writes them; nothing where all is absent.
type Bounds = Option<(Vec<u8>, Vec<u8>)>;

/// The pages of a column.
pub(super) fn pages(column: Column, of: &Descriptor) -> ParquetResult<Vec<Page>> {
    match column {
        Column::Text(texts) => of_texts(texts, of),
        Column::Told(told) => of_told(&told, of),
        Column::Day(days) => of_days(&days, of),
        Column::Number(numbers) => {
            let bytes: Vec<u8> = numbers.values.iter().flat_map(|value| value.to_le_bytes()).collect();
            one_page(&numbers.levels, &bytes, FormatEncoding::PLAIN, bounds(&numbers.values, i64::to_le_bytes), of)
        }
        Column::Count(counts) => {
            let mut bytes = Vec::new();
            delta::encode(&counts.values, &mut bytes);
            let bounds = bounds(&counts.values, i64::to_le_bytes);
            one_page(&counts.levels, &bytes, FormatEncoding::DELTA_BINARY_PACKED, bounds, of)
        }
        Column::Flag(flags) => {
            let mut bytes = Vec::new();
            hybrid_rle::bitpacked_encode(&mut bytes, flags.values.iter().copied())?;
            let bounds = bounds(&flags.values, |flag| [u8::from(flag)]);
            one_page(&flags.levels, &bytes, FormatEncoding::PLAIN, bounds, of)
        }
    }
}

fn of_texts(mut texts: Texts, of: &Descriptor) -> ParquetResult<Vec<Page>> {
    texts.settle();
    match &texts.plain {
        None => dictionary(&texts.levels, &texts.keys, &texts.words, of),
        Some(plain) => laid_out(&texts.levels, plain, of),
    }
}

fn of_told(told: &Told, of: &Descriptor) -> ParquetResult<Vec<Page>> {
    let keys = || told.things.iter().map(|thing| told.keys[*thing as usize]);
    if told.keys.contains(&NONE) {
        let levels = Levels::of(keys().map(|key| key != NONE).collect());
        let keys: Vec<u32> = keys().filter(|key| *key != NONE).collect();
        return dictionary(&levels, &keys, &told.words, of);
    }
    let levels = Levels::all(told.things.len());
    dictionary(&levels, &keys().collect::<Vec<u32>>(), &told.words, of)
}

/// Days near one another are a dictionary in their order, found without any hashing.
fn of_days(days: &Numbers<i32>, of: &Descriptor) -> ParquetResult<Vec<Page>> {
    let (least, greatest) = (days.values.iter().min(), days.values.iter().max());
    let told = bounds(&days.values, i32::to_le_bytes);
    let least = least.copied().unwrap_or_default();
    let place = |day: i32| day.abs_diff(least) as usize;
    let apart = greatest.map_or(0, |greatest| place(*greatest));
    if apart > DAYS_APART {
        let bytes: Vec<u8> = days.values.iter().flat_map(|day| day.to_le_bytes()).collect();
        return one_page(&days.levels, &bytes, FormatEncoding::PLAIN, told, of);
    }
    let mut keys_of = vec![NONE; apart + 1];
    days.values.iter().for_each(|day| keys_of[place(*day)] = 0);
    let (mut plain, mut count) = (Vec::new(), 0);
    for (day, key) in (least..).zip(&mut keys_of).filter(|(_, key)| **key != NONE) {
        plain.extend_from_slice(&day.to_le_bytes());
        *key = count;
        count += 1;
    }
    let keys: Vec<u32> = days.values.iter().map(|day| keys_of[place(*day)]).collect();
    let data = key_page(&days.levels, &keys, count as usize, told, of)?;
    Ok(vec![Page::Dict(DictPage::new(CowBuffer::Owned(plain), count as usize, false)), data])
}

/// A dictionary of texts and one page of keys into it.
fn dictionary(levels: &Levels, keys: &[u32], words: &Words, of: &Descriptor) -> ParquetResult<Vec<Page>> {
    let told = text_bounds(words::texts(words.plain()));
    let plain = CowBuffer::Owned(words.plain().to_vec());
    let data = key_page(levels, keys, words.len(), told, of)?;
    Ok(vec![Page::Dict(DictPage::new(plain, words.len(), false)), data])
}

fn key_page(levels: &Levels, keys: &[u32], words: usize, told: Bounds, of: &Descriptor) -> ParquetResult<Page> {
    let bits = usize::BITS - words.saturating_sub(1).leading_zeros();
    let mut buffer = Vec::new();
    write_levels(&mut buffer, levels.rows(), levels.present())?;
    buffer.push(u8::try_from(bits).unwrap_or(u8::MAX));
    hybrid_rle::encode::<u32, _, _>(&mut buffer, keys.iter().copied(), bits)?;
    Ok(page(buffer, levels.rows(), keys.len(), FormatEncoding::RLE_DICTIONARY, told, of))
}

/// Texts as they stand, in pages of some size.
fn laid_out(levels: &Levels, plain: &[u8], of: &Descriptor) -> ParquetResult<Vec<Page>> {
    let mut pages = Vec::new();
    let (mut row, mut begin, mut at, mut filled) = (0, 0, 0, 0);
    let mut first_row = 0;
    let mut all = words::texts(plain);
    let mut close = |first_row: usize, row: usize, range: std::ops::Range<usize>, filled: usize| {
        let mut buffer = Vec::with_capacity(range.len() + 16);
        write_levels(&mut buffer, row - first_row, levels.present().map(|present| &present[first_row..row]))?;
        buffer.extend_from_slice(&plain[range.clone()]);
        let told = text_bounds(words::texts(&plain[range]));
        pages.push(page(buffer, row - first_row, filled, FormatEncoding::PLAIN, told, of));
        ParquetResult::Ok(())
    };
    while row < levels.rows() {
        if levels.present().is_none_or(|present| present[row]) {
            at += 4 + all.next().map_or(0, <[u8]>::len);
            filled += 1;
        }
        row += 1;
        if at - begin >= PAGE_BYTES {
            close(first_row, row, begin..at, filled)?;
            (first_row, begin, filled) = (row, at, 0);
        }
    }
    if row > first_row {
        close(first_row, row, begin..at, filled)?;
    }
    Ok(pages)
}

fn one_page(
    levels: &Levels,
    values: &[u8],
    encoding: FormatEncoding,
    told: Bounds,
    of: &Descriptor,
) -> ParquetResult<Vec<Page>> {
    let mut buffer = Vec::with_capacity(values.len() + 16);
    write_levels(&mut buffer, levels.rows(), levels.present())?;
    buffer.extend_from_slice(values);
    let filled = levels.present().map_or(levels.rows(), |present| present.iter().filter(|there| **there).count());
    Ok(vec![page(buffer, levels.rows(), filled, encoding, told, of)])
}

fn page(buffer: Vec<u8>, rows: usize, filled: usize, encoding: FormatEncoding, told: Bounds, of: &Descriptor) -> Page {
    let (min_value, max_value) = told.unzip();
    let header = DataPageHeaderV1 {
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
    };
    Page::Data(DataPage::new(DataPageHeader::V1(header), CowBuffer::Owned(buffer), of.clone(), rows))
}

/// Which rows hold a value: the length in bytes, then runs of one bit.
fn write_levels(buffer: &mut Vec<u8>, rows: usize, present: Option<&[bool]>) -> ParquetResult<()> {
    let start = buffer.len();
    buffer.extend_from_slice(&[0; 4]);
    match present {
        None => <bool as Encoder<bool>>::run_length_encode(buffer, rows, true, 1)?,
        Some(present) => hybrid_rle::encode::<bool, _, _>(buffer, present.iter().copied(), 1)?,
    }
    let length = u32::try_from(buffer.len() - start - 4).unwrap_or(u32::MAX);
    buffer[start..start + 4].copy_from_slice(&length.to_le_bytes());
    Ok(())
}

fn bounds<T: Copy + Ord, const N: usize>(values: &[T], bytes: impl Fn(T) -> [u8; N]) -> Bounds {
    let (least, greatest) = (values.iter().min()?, values.iter().max()?);
    Some((bytes(*least).to_vec(), bytes(*greatest).to_vec()))
}

/// Long texts are cut, the least downwards and the greatest upwards, so that they still are bounds.
fn text_bounds<'a>(mut texts: impl Iterator<Item = &'a [u8]>) -> Bounds {
    let first = texts.next()?;
    let (least, greatest) = texts.fold((first, first), |(least, greatest), text| (least.min(text), greatest.max(text)));
    Some((beginning(least).to_vec(), above(greatest)))
}

/// At most [`TOLD_BYTES`] of a text, in whole letters.
fn beginning(text: &[u8]) -> &[u8] {
    let letter = |at: &usize| text.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80);
    let end = (0..=TOLD_BYTES.min(text.len())).rev().find(letter).unwrap_or(text.len());
    &text[..end]
}

/// The text, or where it is long a short one that no text with its beginning comes after.
fn above(text: &[u8]) -> Vec<u8> {
    let short = beginning(text);
    if short.len() == text.len() {
        return text.to_vec();
    }
    let mut letters: Vec<char> = std::str::from_utf8(short).unwrap_or_default().chars().collect();
    while let Some(last) = letters.pop() {
        if let Some(next) = char::from_u32(u32::from(last) + 1) {
            letters.push(next);
            return letters.into_iter().collect::<String>().into_bytes();
        }
    }
    text.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_long_texts_are_short_and_still_bounds() {
        let texts = ["å".repeat(300), format!("{}z", "x".repeat(63)), "b".to_owned(), "y".repeat(64), "ö".repeat(65)];
        for text in &texts {
            let bytes = text.as_bytes();
            let (least, greatest) = text_bounds(std::iter::once(bytes)).unwrap();
            assert!(*least <= *bytes && *bytes <= *greatest, "{text}");
            assert!(least.len() <= TOLD_BYTES && greatest.len() <= TOLD_BYTES, "{text}");
            assert!(std::str::from_utf8(&least).is_ok() && std::str::from_utf8(&greatest).is_ok(), "{text}");
        }
        let (least, greatest) = text_bounds(texts.iter().map(String::as_bytes)).unwrap();
        assert_eq!((least, greatest), (b"b".to_vec(), above(texts[4].as_bytes())));
        assert_eq!(text_bounds(std::iter::empty()), None);
        // There is no letter after the last one.
        let last = "\u{10ffff}".repeat(40);
        assert_eq!(above(last.as_bytes()), last.as_bytes());
        assert_eq!(above(format!("a{last}").as_bytes()), b"b");
    }
}
