//! A column to the pages that Parquet knows. Takes one column of a row group, hands on its dictionary, if it is one,
//! and its data pages with their least and greatest value, compressed where that pays; refuses to know what it means.
//! Which encoding a column gets was measured (docs/DECISIONS.md): dictionaries for texts and days that repeat,
//! differences for counts, all else as it stands.

use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::page::{CompressedPage, FormatEncoding};
use polars_parquet::write::Descriptor;

use super::columns::{Column, NONE, Numbers, Told};
use super::dictionary::Dictionary;
use super::levels::Levels;
use super::press::{About, Bounds, Pack, Press};
use super::texts::Texts;
use super::{delta, runs};
use crate::model::words;

/// A page of texts that stand as they are is full at this size.
const PAGE_BYTES: usize = 1 << 20;
/// Days so far apart are no dictionary.
const DAYS_APART: usize = 4_096;
/// A dictionary is light where its keys take so many times its own bytes.
const LIGHT: usize = 8;
/// A text's bytes in a page's least and greatest value.
const TOLD_BYTES: usize = 64;

/// The pages of a column.
pub(super) fn pages(column: &mut Column, of: &Descriptor, press: &mut Press) -> ParquetResult<Vec<CompressedPage>> {
    let page = match column {
        Column::Text(texts) => return of_texts(texts, of, press),
        Column::Told(told) => return of_told(told, of, press),
        Column::Day(days) => return of_days(days, of, press),
        Column::Number(Numbers { levels, values, .. }) | Column::Count(Numbers { levels, values, .. }) => {
            let bounds = bounds(values, i64::to_le_bytes);
            let about = about(levels, FormatEncoding::DELTA_BINARY_PACKED, bounds, of);
            press.data(about, Pack::IfItPays, |page| delta::encode(values, page))
        }
        Column::Flag(Numbers { levels, values, .. }) => {
            let bounds = bounds(values, |flag| [u8::from(flag)]);
            let about = about(levels, FormatEncoding::PLAIN, bounds, of);
            press.data(about, Pack::IfItPays, |page| <bool as runs::Packed>::pack(values, 1, page))
        }
    };
    Ok(vec![page?.0])
}

fn of_texts(texts: &mut Texts, of: &Descriptor, press: &mut Press) -> ParquetResult<Vec<CompressedPage>> {
    texts.settle();
    match &texts.plain {
        None => dictionary(&texts.levels, Keys::Each(&texts.keys), &texts.words, of, press),
        Some(plain) => laid_out(&texts.levels, plain, of, press),
    }
}

fn of_told(told: &Told, of: &Descriptor, press: &mut Press) -> ParquetResult<Vec<CompressedPage>> {
    let rows = told.things.len();
    let first = told.keys.first().copied().unwrap_or(NONE);
    if told.keys.iter().all(|key| *key == first) {
        let (levels, rows) = if first == NONE { (Levels::none_of(rows), 0) } else { (Levels::all(rows), rows) };
        return dictionary(&levels, Keys::Same(rows, first), &told.words, of, press);
    }
    let mut keys: Vec<u32> = told.things.iter().map(|thing| told.keys[*thing as usize]).collect();
    let mut levels = Levels::all(rows);
    if told.keys.contains(&NONE) {
        levels = Levels::of(keys.iter().map(|key| *key != NONE).collect());
        keys.retain(|key| *key != NONE);
    }
    dictionary(&levels, Keys::Each(&keys), &told.words, of, press)
}

/// Days near one another are a dictionary in their order, found without any hashing.
fn of_days(days: &Numbers<i32>, of: &Descriptor, press: &mut Press) -> ParquetResult<Vec<CompressedPage>> {
    let (least, greatest) = (days.values.iter().min(), days.values.iter().max());
    let told = bounds(&days.values, i32::to_le_bytes);
    let least = least.copied().unwrap_or_default();
    let place = |day: i32| day.abs_diff(least) as usize;
    let apart = greatest.map_or(0, |greatest| place(*greatest));
    if apart > DAYS_APART {
        let about = about(&days.levels, FormatEncoding::PLAIN, told, of);
        return Ok(vec![press.data(about, Pack::IfItPays, |page| plain(&days.values, i32::to_le_bytes, page))?.0]);
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
    let count = count as usize;
    with_dictionary((&days.levels, Keys::Each(&keys)), (&plain, count), told, of, press)
}

/// The keys of a page's values.
enum Keys<'a> {
    Each(&'a [u32]),
    /// So many times the same.
    Same(usize, u32),
}

/// A dictionary of texts and one page of keys into it.
fn dictionary(
    levels: &Levels,
    keys: Keys<'_>,
    words: &Dictionary,
    of: &Descriptor,
    press: &mut Press,
) -> ParquetResult<Vec<CompressedPage>> {
    let told = text_bounds(words::texts(words.plain()));
    with_dictionary((levels, keys), (words.plain(), words.len()), told, of, press)
}

/// A dictionary as it stands, with how many values it has, and the page of keys.
fn with_dictionary(
    (levels, keys): (&Levels, Keys<'_>),
    (plain, count): (&[u8], usize),
    told: Bounds,
    of: &Descriptor,
    press: &mut Press,
) -> ParquetResult<Vec<CompressedPage>> {
    let bits = usize::BITS - count.saturating_sub(1).leading_zeros();
    // Keys say nothing of whether a heavy dictionary's texts become smaller.
    let is_light = plain.len() * LIGHT <= levels.rows() * bits as usize / 8;
    let pack = if is_light { Pack::IfItPays } else { Pack::Always };
    let (page, how) = press.data(about(levels, FormatEncoding::RLE_DICTIONARY, told, of), pack, |page| {
        page.push(u8::try_from(bits).unwrap_or(u8::MAX));
        match keys {
            Keys::Each(keys) => runs::encode(keys, bits as usize, page),
            Keys::Same(rows, key) => runs::same(rows, key, bits as usize, page),
        }
    })?;
    Ok(vec![press.dictionary(plain, count, how)?, page])
}

/// Texts as they stand, in pages of some size.
fn laid_out(levels: &Levels, plain: &[u8], of: &Descriptor, press: &mut Press) -> ParquetResult<Vec<CompressedPage>> {
    let mut pages = Vec::new();
    let (mut first_row, mut begin, mut at) = (0, 0, 0);
    let mut bounds = Within::default();
    let mut all = words::texts(plain);
    for row in 0..levels.rows() {
        if levels.present().is(row)
            && let Some(text) = all.next()
        {
            at += 4 + text.len();
            bounds.widen(text);
        }
        if at - begin >= PAGE_BYTES || row + 1 == levels.rows() {
            let present = levels.present().within(first_row..row + 1);
            let bounds = std::mem::take(&mut bounds).told();
            let about = About { rows: row + 1 - first_row, present, encoding: FormatEncoding::PLAIN, bounds, of };
            pages.push(press.data(about, Pack::Always, |page| page.extend_from_slice(&plain[begin..at]))?.0);
            (first_row, begin) = (row + 1, at);
        }
    }
    Ok(pages)
}

fn about<'a>(levels: &'a Levels, encoding: FormatEncoding, bounds: Bounds, of: &'a Descriptor) -> About<'a> {
    About { rows: levels.rows(), present: levels.present(), encoding, bounds, of }
}

/// Values as they stand.
fn plain<T: Copy, const N: usize>(values: &[T], bytes: impl Fn(T) -> [u8; N], page: &mut Vec<u8>) {
    let begin = page.len();
    page.resize(begin + values.len() * N, 0);
    for (place, value) in page[begin..].chunks_exact_mut(N).zip(values) {
        place.copy_from_slice(&bytes(*value));
    }
}

fn bounds<T: Copy + Ord, const N: usize>(values: &[T], bytes: impl Fn(T) -> [u8; N]) -> Bounds {
    let first = *values.first()?;
    let (least, greatest) =
        values.iter().fold((first, first), |(least, greatest), value| (least.min(*value), greatest.max(*value)));
    Some((bytes(least).to_vec(), bytes(greatest).to_vec()))
}

fn text_bounds<'a>(texts: impl Iterator<Item = &'a [u8]>) -> Bounds {
    let mut within = Within::default();
    texts.for_each(|text| within.widen(text));
    within.told()
}

/// The least and the greatest of some texts. Nearly always their first eight bytes tell: a text is compared as a whole only where
/// they are the same.
#[derive(Default)]
struct Within<'a>(Option<[(u64, &'a [u8]); 2]>);

impl<'a> Within<'a> {
    #[inline]
    fn widen(&mut self, text: &'a [u8]) {
        let own = (head_of(text), text);
        let Some([least, greatest]) = &mut self.0 else {
            self.0 = Some([own; 2]);
            return;
        };
        if own > *greatest {
            *greatest = own;
        } else if own < *least {
            *least = own;
        }
    }

    /// Long texts are cut, the least downwards and the greatest upwards, so that they still are bounds.
    fn told(self) -> Bounds {
        self.0.map(|[(_, least), (_, greatest)]| (beginning(least).to_vec(), above(greatest)))
    }
}

/// A text's first eight bytes as a number, the first highest, zeros behind a shorter one: a text with a smaller one is less.
#[inline]
fn head_of(text: &[u8]) -> u64 {
    let bytes = text.first_chunk::<8>().copied().unwrap_or_else(|| {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(text).for_each(|(byte, of)| *byte = *of);
        bytes
    });
    u64::from_be_bytes(bytes)
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
    fn bounds_are_the_least_and_the_greatest_whatever_the_length() {
        let texts =
            ["", "\0", "a", "a\0", "ab", "abcdefgh", "abcdefgh\0", "abcdefghi", "abcdefgz", "zzzzzzzzz", "å", "öl"];
        for (place, one) in texts.iter().enumerate() {
            for (behind, other) in texts.iter().enumerate() {
                let told = text_bounds([*one, *other].map(str::as_bytes).into_iter()).unwrap();
                let [least, greatest] = [texts[place.min(behind)], texts[place.max(behind)]];
                assert_eq!(told, (least.as_bytes().to_vec(), greatest.as_bytes().to_vec()), "{one:?} {other:?}");
            }
        }
    }

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
