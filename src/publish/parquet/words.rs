//! The distinct texts of a column, each kept once and laid out as a dictionary page wants them. Takes texts, hands on
//! keys in the order of first coming; refuses the empty text's meaning: it is a text like any other here.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// Texts so short are told apart by their tag alone.
const SHORT: usize = 7;
/// Set in the tag of a longer text, which holds its length in the short one's.
const LONG: u64 = 1 << 63;
/// Spreads tags over the slots: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Slots to begin with; doubled when half are taken.
const FIRST_SLOTS: usize = 64;

/// Distinct texts and how they are found again.
#[derive(Default)]
pub(super) struct Words {
    /// Each text after its length in four bytes.
    plain: Vec<u8>,
    /// Where each text begins in `plain`, after its length.
    starts: Vec<usize>,
    /// Open addressing: a tag, and the text's key plus one; zero where free.
    slots: Vec<(u64, u32)>,
}

impl Words {
    pub(super) fn len(&self) -> usize {
        self.starts.len()
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
    pub(super) fn key(&mut self, text: &[u8]) -> u32 {
        if self.starts.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let tag = tag(text);
        let mask = self.slots.len() - 1;
        let mut at = slot(tag, mask);
        loop {
            let (found, key) = self.slots[at];
            if key == 0 {
                break;
            }
            if found == tag && (tag & LONG == 0 || &self.laid_out(key - 1)[4..] == text) {
                return key - 1;
            }
            at = (at + 1) & mask;
        }
        lay_out(&mut self.plain, text);
        self.starts.push(self.plain.len() - text.len());
        let key = u32::try_from(self.starts.len()).unwrap_or(u32::MAX);
        self.slots[at] = (tag, key);
        key - 1
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for taken in old.into_iter().filter(|(_, key)| *key != 0) {
            let mut at = slot(taken.0, size - 1);
            while self.slots[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = taken;
        }
    }
}

/// Appends a text after its length.
pub(super) fn lay_out(plain: &mut Vec<u8>, text: &[u8]) {
    plain.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    plain.extend_from_slice(text);
}

/// Texts that were laid out one after another.
pub(super) fn texts(mut plain: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = plain.split_first_chunk::<4>()?;
        let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        plain = rest;
        Some(text)
    })
}

fn slot(tag: u64, mask: usize) -> usize {
    // Both halves of the product, so that every byte of the tag has its say in the lowest bits.
    let product = u128::from(tag) * u128::from(SPREAD);
    let mixed = (product ^ product >> 64) & u128::from(u32::MAX);
    usize::try_from(mixed).unwrap_or(0) & mask
}

/// The bytes of a short text with its length, so that no two have the same; the hash of a longer one.
fn tag(text: &[u8]) -> u64 {
    let length = text.len();
    if length > SHORT {
        return FixedState::default().hash_one(text) | LONG;
    }
    let bytes = match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let beyond = u64::from(u32::from_le_bytes(*last)) >> (8 * (8 - length));
            u64::from(u32::from_le_bytes(*first)) | beyond << 32
        }
        _ if length == 0 => 0,
        _ => u64::from(text[0]) | u64::from(text[length / 2]) << 8 | u64::from(text[length - 1]) << 16,
    };
    bytes | (length as u64) << 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_key_and_no_two_share_one() {
        let mut words = Words::default();
        let mut all: Vec<String> = vec![String::new()];
        // Every length about the short ones', and texts that differ in one byte or in length alone.
        for length in 1..20_usize {
            for spoilt in 0..length {
                for byte in ["a", "b", "\0"] {
                    let mut text = "a".repeat(length);
                    text.replace_range(spoilt..=spoilt, byte);
                    if !all.contains(&text) {
                        all.push(text);
                    }
                }
            }
        }
        all.extend((0..5_000).map(|n| format!("L22-{n}")));
        let first: Vec<u32> = all.iter().map(|text| words.key(text.as_bytes())).collect();
        assert!(first.iter().copied().eq(0..u32::try_from(all.len()).unwrap()));
        let again: Vec<u32> = all.iter().map(|text| words.key(text.as_bytes())).collect();
        assert_eq!(first, again);
        assert!(texts(words.plain()).eq(all.iter().map(String::as_bytes)));
        assert_eq!(&words.laid_out(first[3])[4..], all[3].as_bytes());
    }
}
