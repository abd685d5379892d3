//! The distinct texts of a column, laid out as a dictionary page wants them. Takes texts, hands on keys in the order of
//! first coming. A text that is greater than all before is new without being looked for, and where texts only rise, as
//! voucher numbers mostly do, nothing is ever looked for.

use super::columns::{SOME, make_room};
use crate::model::words::{self, tag};

/// Slots to begin with; doubled when half are taken.
const FIRST_SLOTS: usize = 64;
/// A dictionary of so many texts is no longer near at hand.
const LARGE: usize = 4_096;
/// Spreads tags over the slots: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Distinct texts and how they are found again.
#[derive(Default)]
pub(super) struct Dictionary {
    /// Each text after its length in four bytes.
    plain: Vec<u8>,
    /// Where each text begins in `plain`, after its length.
    starts: Vec<usize>,
    /// Open addressing: a text's tag, mixed, and its key plus one; zero where free.
    slots: Vec<(u32, u32)>,
    /// How many texts have their slot.
    slotted: usize,
    /// The greatest of the short texts.
    greatest: Brief,
    /// How large the texts of the row group before were, and how many.
    room: (usize, usize),
    /// The text that came last, where it was short, and its key.
    last: (Brief, u32),
}

/// A text of at most sixteen bytes as three numbers: longer ones are greater, of the same length the order is that of
/// the bytes. No two texts have the same, and none has zeros.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Brief(usize, u64, u64);

impl Brief {
    #[inline]
    fn of(text: &[u8]) -> Option<Self> {
        let length = text.len();
        match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                let brief = Self(length, u64::from_be_bytes(*first), u64::from_be_bytes(*last));
                (length <= 16).then_some(brief)
            }
            // The tag of so short a text is its bytes, the first lowest, and its length.
            _ => (length > 0).then(|| Self(length, (tag(text) << 8).swap_bytes(), 0)),
        }
    }
}

impl Dictionary {
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether a text comes after the new one before it, shorter ones first.
    pub(super) fn is_after(&self, key: u32) -> bool {
        let text = |key: u32| self.laid_out(key).get(4..).map(|text| (text.len(), text));
        key.checked_sub(1).is_none_or(|before| text(key) > text(before))
    }

    /// The texts as a dictionary page holds them.
    pub(super) fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// The text of a key, with its length before it.
    pub(super) fn laid_out(&self, key: u32) -> &[u8] {
        let place = key as usize;
        let end = self.starts.get(place + 1).map_or(self.plain.len(), |next| next - 4);
        &self.plain[self.starts[place] - 4..end]
    }

    /// The key of a text; a new one where it is unlike all before.
    #[inline]
    pub(super) fn key(&mut self, text: &[u8]) -> u32 {
        self.key_of(text, || mixed(text))
    }

    #[inline]
    fn key_of(&mut self, text: &[u8], mixed: impl FnOnce() -> u32) -> u32 {
        let Some(brief) = Brief::of(text) else { return self.long(text, mixed) };
        if self.last.0 == brief {
            return self.last.1;
        }
        let key = if brief > self.greatest {
            self.greatest = brief;
            self.keep(text)
        } else {
            self.find((text, mixed()), |known| Brief::of(known) == Some(brief))
        };
        self.last = (brief, key);
        key
    }

    /// The keys of some texts, at most [`SOME`], behind those that are there. In a large dictionary they are looked for all
    /// at once before any is compared, so that they wait for memory together.
    pub(super) fn keys(&mut self, texts: &[&str], keys: &mut Vec<u32>) {
        if self.starts.len() < LARGE || self.slotted < self.starts.len() {
            return keys.extend(texts.iter().map(|text| self.key(text.as_bytes())));
        }
        let (mut mixes, mut likely) = ([0; SOME], [0; SOME]);
        for (text, mix) in texts.iter().zip(&mut mixes) {
            *mix = mixed(text.as_bytes());
        }
        for (mix, likely) in mixes[..texts.len()].iter().zip(&mut likely) {
            let (found, key) = self.slots[*mix as usize & (self.slots.len() - 1)];
            *likely = if found == *mix { key } else { 0 };
        }
        for (text, likely) in texts.iter().zip(&mut likely) {
            let begin = self.starts[likely.saturating_sub(1) as usize];
            let length = self.plain[begin - 4..].first_chunk().map_or(0, |length| u32::from_le_bytes(*length));
            *likely = if length as usize == text.len() { *likely } else { 0 };
        }
        for ((text, mix), likely) in texts.iter().zip(mixes).zip(likely) {
            let text = text.as_bytes();
            let is = likely > 0 && &self.laid_out(likely - 1)[4..] == text;
            keys.push(if is { likely - 1 } else { self.key_of(text, || mix) });
        }
    }

    /// The texts by themselves. What is left knows none, and has memory to find the next.
    pub(super) fn take_texts(&mut self) -> Self {
        let (slots, room) = (std::mem::take(&mut self.slots), (self.plain.len(), self.starts.len()));
        let texts = std::mem::replace(self, Self { slots, room, ..Self::default() });
        if texts.slotted > 0 {
            self.slots.fill((0, 0));
        }
        texts
    }

    fn long(&mut self, text: &[u8], mixed: impl FnOnce() -> u32) -> u32 {
        // The row before is often of the same voucher.
        let last = self.last.1;
        if self.last.0 == Brief::default() && self.starts.len() > last as usize && &self.laid_out(last)[4..] == text {
            return last;
        }
        let key = self.find((text, mixed()), |known| known == text);
        self.last = (Brief::default(), key);
        key
    }

    fn keep(&mut self, text: &[u8]) -> u32 {
        make_room(&mut self.plain, self.room.0);
        make_room(&mut self.starts, self.room.1);
        words::lay_out(&mut self.plain, text);
        self.starts.push(self.plain.len() - text.len());
        u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX - 1)
    }

    #[inline]
    fn find(&mut self, (text, mixed): (&[u8], u32), is: impl Fn(&[u8]) -> bool) -> u32 {
        if self.slotted < self.starts.len() {
            self.slot_all();
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = mixed as usize & mask;
        while let Some((found, key @ 1..)) = self.slots.get(at) {
            if *found == mixed && is(&self.laid_out(key - 1)[4..]) {
                return key - 1;
            }
            at = (at + 1) & mask;
        }
        let key = self.keep(text);
        self.slot(mixed, key);
        key
    }

    /// Gives each text that has none its slot.
    fn slot_all(&mut self) {
        for place in self.slotted..self.starts.len() {
            let key = u32::try_from(place).unwrap_or(u32::MAX - 1);
            self.slot(mixed(&self.laid_out(key)[4..]), key);
        }
    }

    /// Gives a text its slot.
    fn slot(&mut self, mixed: u32, key: u32) {
        if self.slotted * 2 >= self.slots.len() {
            let size = (self.slots.len() * 2).max(FIRST_SLOTS);
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
            old.into_iter().filter(|(_, key)| *key != 0).for_each(|slot| self.put(slot));
        }
        self.put((mixed, key + 1));
        self.slotted += 1;
    }

    fn put(&mut self, slot: (u32, u32)) {
        let mask = self.slots.len() - 1;
        let mut at = slot.0 as usize & mask;
        while self.slots[at].1 != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

/// A text's tag in 32 bits: all of them have their say in the lowest.
#[inline]
fn mixed(text: &[u8]) -> u32 {
    let product = u128::from(tag(text)) * u128::from(SPREAD);
    let folded = product ^ product >> 64;
    u32::try_from((folded ^ folded >> 32) & u128::from(u32::MAX)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_key_and_no_two_share_one() {
        let mut all: Vec<String> = Vec::new();
        // Every length about those of short texts, and texts that differ in one byte or in length alone.
        for length in 1..20_usize {
            for spoilt in 0..length {
                for byte in ["a", "b", "\0"] {
                    let mut text = "a".repeat(length);
                    text.replace_range(spoilt..=spoilt, byte);
                    all.push(text);
                }
            }
        }
        // Rising ones, then some that came before and some between.
        all.extend((0..5_000).map(|n| format!("L22-{:06}", n * 3)));
        all.extend((0..5_000).map(|n| format!("L22-{:06}", n * 2)));
        all.extend((0..2_000).map(|n| format!("{n}")));
        all.extend((0..2_000).map(|n| format!("A text of more than sixteen bytes, {}", n % 700)));
        let mut dictionary = Dictionary::default();
        for _ in 0..2 {
            let mut known = std::collections::HashMap::new();
            for text in &all {
                let next = u32::try_from(known.len()).unwrap();
                let key = *known.entry(text.clone()).or_insert(next);
                assert_eq!(dictionary.key(text.as_bytes()), key, "{text:?}");
                assert_eq!(dictionary.key(text.as_bytes()), key, "{text:?} once more");
                assert_eq!(&dictionary.laid_out(key)[4..], text.as_bytes());
            }
            assert_eq!(dictionary.len(), known.len());
            let (mut found, mut texts) = (Vec::new(), all.iter().map(String::as_str).rev().collect::<Vec<_>>());
            texts.extend(["a new one", "A new one of more than sixteen bytes", "a new one"]);
            texts.chunks(SOME).for_each(|texts| dictionary.keys(texts, &mut found));
            for (text, key) in texts.iter().zip(found) {
                let next = u32::try_from(known.len()).unwrap();
                assert_eq!(*known.entry((*text).to_owned()).or_insert(next), key, "{text:?} among others");
            }
            let taken = dictionary.take_texts();
            assert_eq!((taken.len(), dictionary.len(), dictionary.plain().len()), (known.len(), 0, 0));
            for (place, text) in words::texts(taken.plain()).enumerate() {
                assert_eq!(known[&String::from_utf8(text.to_vec()).unwrap()] as usize, place);
            }
        }
    }
}
