//! What short texts were read as. Takes texts that come again and again, hands on what the first of them was read as;
//! refuses to grow: a text that has the place of another takes it over.

use crate::model::raw::{RawRows, Stretch};

/// Places, a power of two.
const PLACES: usize = 512;
/// Bytes of the longest text that is remembered.
const LONGEST: u32 = 16;

/// Texts of one column, with what they mean: `None` where they mean nothing.
#[derive(Debug)]
pub(super) struct Memory<T>(Vec<(Mark, Option<T>)>);

/// A text of at most sixteen bytes: its first eight, its last eight and its length; no text has the length zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    first: u64,
    last: u64,
    length: u32,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Memory<T> {
    /// What a text means, which is read where it is not remembered.
    #[inline]
    pub(super) fn get(&mut self, rows: &RawRows, stretch: Stretch, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let Some(mark) = Mark::of(rows, stretch) else { return read(rows.at(stretch)) };
        if self.0.is_empty() {
            self.0.resize(PLACES, (Mark::default(), None));
        }
        let Some((known, value)) = self.0.get_mut(mark.place()) else { return read(rows.at(stretch)) };
        if *known != mark {
            (*known, *value) = (mark, read(rows.at(stretch)));
        }
        *value
    }
}

impl Mark {
    #[inline]
    fn of(rows: &RawRows, stretch: Stretch) -> Option<Self> {
        let length = stretch.end.wrapping_sub(stretch.start);
        if length == 0 {
            return None;
        }
        if let Some(first) = rows.word(stretch) {
            return Some(Self { first, last: 0, length });
        }
        let bytes = rows.bytes_at(stretch);
        let both = bytes.first_chunk::<8>().zip(bytes.last_chunk::<8>()).filter(|_| length <= LONGEST);
        both.map(|(first, last)| Self { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length })
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> (u64::BITS - PLACES.trailing_zeros())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::raw::{Glance, RawCell, RawRow};

    #[test]
    fn each_text_means_what_it_was_read_as_even_where_another_had_its_place() {
        let texts: Vec<String> = (0..3_000)
            .map(|n| ["", "2022-03-", "a text that is too long to be kept "][n % 3].to_owned() + &n.to_string())
            .collect();
        let cells = texts.iter().map(|text| RawCell::Text(text.into())).collect();
        let rows: RawRows = [RawRow { row: 1, cells }].into_iter().collect();
        let (mut memory, mut reads) = (Memory::default(), 0);
        for again in [false, true] {
            for (column, text) in texts.iter().enumerate() {
                let Glance::Text(_, stretch) = rows.cells(0).get(column) else { panic!("a text") };
                for _ in 0..2 {
                    let length = memory.get(&rows, stretch, |text| {
                        reads += 1;
                        (!text.ends_with('7')).then_some(text.to_owned().len())
                    });
                    assert_eq!(length, (!text.ends_with('7')).then_some(text.len()), "{text} {again}");
                }
            }
        }
        assert!(reads < 9_000, "what was read a moment ago is remembered: {reads}");
    }
}
