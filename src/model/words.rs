//! Distinct texts, each kept once and laid out as a dictionary page wants them. Takes texts, hands on keys in the order of
//! first coming; refuses the empty text's meaning: it is a text like any other here.

use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::eight;

/// Texts so short are told apart by their tag alone.
const SHORT: usize = 7;
/// Set in the tag of a longer text, which holds its length in the short one's.
const LONG: u64 = 1 << 63;
/// Spreads tags over the slots: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Slots to begin with; doubled when half are taken.
const FIRST_SLOTS: usize = 64;
/// Codes of so few digits, which is nearly every code of a ledger, have a place each by their number.
const MOST_DIGITS: usize = 5;
/// Where the places of codes of each length begin, and after the last length where they end. The empty text has the first.
const DIGITS: [usize; MOST_DIGITS + 2] = [0, 1, 11, 111, 1_111, 11_111, 111_111];

/// Distinct texts and how they are found again.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Each text after its length in four bytes.
    plain: Vec<u8>,
    /// Where each text begins in `plain`, after its length.
    starts: Vec<usize>,
    /// Open addressing: a tag, and the text's key plus one; zero where free.
    slots: Vec<(u64, u32)>,
    /// How many slots are taken.
    taken: usize,
    /// The key plus one of each code of few digits, or of none; zero where it has not come.
    digits: Vec<u32>,
}

impl Words {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The texts by themselves, to be asked by key; none is found there.
    #[must_use]
    pub fn texts_alone(&self) -> Self {
        Self { plain: self.plain.clone(), starts: self.starts.clone(), ..Self::default() }
    }

    /// The text of a key; blank where it is nobody's.
    pub fn text(&self, key: u32) -> &str {
        let known = (key as usize) < self.len();
        let bytes = if known { self.laid_out(key).get(4..) } else { None };
        std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    /// True where a text has this key.
    #[inline]
    pub fn is(&self, key: u32, text: &[u8]) -> bool {
        self.laid_out(key).get(4..) == Some(text)
    }

    /// Every text, by its key.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.iter_from(0)
    }

    /// Every text from a key on.
    pub fn iter_from(&self, key: usize) -> impl Iterator<Item = &[u8]> {
        let from = self.starts.get(key).map_or(self.plain.len(), |start| start - 4);
        texts(self.plain.get(from..).unwrap_or_default())
    }

    /// Every text as such, by its key.
    pub fn as_texts(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|text| std::str::from_utf8(text).unwrap_or_default())
    }

    /// The texts as a dictionary page holds them.
    pub fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// The text of a key, with its length before it.
    pub fn laid_out(&self, key: u32) -> &[u8] {
        let place = key as usize;
        let end = self.starts.get(place + 1).map_or(self.plain.len(), |next| next - 4);
        &self.plain[self.starts[place] - 4..end]
    }

    /// The key of a text; a new one where it is unlike all before.
    #[inline]
    pub fn key(&mut self, text: &[u8]) -> u32 {
        let Some(place) = place_of(text) else { return self.find(text) };
        let known = self.digits.get(place).copied().unwrap_or_default();
        if known == 0 { self.add(text, place) } else { known - 1 }
    }

    /// The key of a code of few digits or none that came before, by its bytes as a number, the first lowest, and how many
    /// they are.
    #[inline]
    pub fn known_digits(&self, word: u64, length: u32) -> Option<u32> {
        self.digits.get(place_of_word(word, length)?)?.checked_sub(1)
    }

    /// Forgets the text that came last, where it is this key's and no code of few digits: nobody took the key.
    pub fn take_back(&mut self, key: u32) {
        let is_last = self.starts.len().checked_sub(1) == usize::try_from(key).ok();
        if !is_last || place_of(self.text(key).as_bytes()).is_some() {
            return;
        }
        let mask = self.slots.len() - 1;
        let mut at = slot(tag(self.text(key).as_bytes()), mask);
        while self.slots[at].1 != key + 1 {
            at = (at + 1) & mask;
        }
        // No other text was looked for past it yet.
        self.slots[at] = (0, 0);
        self.taken -= 1;
        self.plain.truncate(self.starts[key as usize] - 4);
        self.starts.pop();
    }

    /// A new code of few digits or none.
    fn add(&mut self, text: &[u8], place: usize) -> u32 {
        let key = self.keep(text);
        if self.digits.len() <= place {
            self.digits.resize(DIGITS.into_iter().find(|end| *end > place).unwrap_or(place + 1), 0);
        }
        self.digits[place] = key + 1;
        key
    }

    fn keep(&mut self, text: &[u8]) -> u32 {
        lay_out(&mut self.plain, text);
        self.starts.push(self.plain.len() - text.len());
        u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX - 1)
    }

    fn find(&mut self, text: &[u8]) -> u32 {
        if self.taken * 2 >= self.slots.len() {
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
        let key = self.keep(text);
        self.slots[at] = (tag, key + 1);
        self.taken += 1;
        key
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

/// What goes along with words that come again with more behind them, and so has something to learn of the new ones only.
#[derive(Clone, Debug, Default)]
pub struct Follower(Arc<Words>);

impl Follower {
    /// The first key that is new: zero where these are not the former words with more behind them.
    pub fn first_new(&mut self, words: &Arc<Words>) -> usize {
        if Arc::ptr_eq(&self.0, words) {
            return words.len();
        }
        let before = std::mem::replace(&mut self.0, Arc::clone(words));
        if words.plain.starts_with(&before.plain) { before.len() } else { 0 }
    }
}

/// Appends a text after its length.
pub fn lay_out(plain: &mut Vec<u8>, text: &[u8]) {
    plain.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    plain.extend_from_slice(text);
}

/// Texts that were laid out one after another.
pub fn texts(mut plain: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = plain.split_first_chunk::<4>()?;
        let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        plain = rest;
        Some(text)
    })
}

/// The place of a code of few digits or none.
#[inline]
fn place_of(text: &[u8]) -> Option<usize> {
    let begin = DIGITS.get(text.len()).filter(|_| text.len() <= MOST_DIGITS)?;
    let mut number = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + usize::from(digit);
    }
    Some(begin + number)
}

/// The same of its bytes as one number.
#[inline]
fn place_of_word(word: u64, length: u32) -> Option<usize> {
    let begin = DIGITS.get(length as usize).filter(|_| length as usize <= MOST_DIGITS)?;
    let unused = u64::BITS - 8 * length;
    // The last digit to the highest byte, zeros before the first.
    let digits = word.unbounded_shl(unused) ^ (eight::EACH * 0x30).unbounded_shl(unused);
    if !eight::are_digits(digits) {
        return None;
    }
    let number = eight::number(digits);
    usize::try_from(number).ok().map(|number| begin + number)
}

fn slot(tag: u64, mask: usize) -> usize {
    // Both halves of the product, so that every byte of the tag has its say in the lowest bits.
    let product = u128::from(tag) * u128::from(SPREAD);
    let mixed = (product ^ product >> 64) & u128::from(u32::MAX);
    usize::try_from(mixed).unwrap_or(0) & mask
}

/// The first and the last eight bytes of a text of no more than sixteen, mixed.
fn mixed(text: &[u8]) -> Option<u64> {
    let both = text.first_chunk::<8>().zip(text.last_chunk::<8>()).filter(|_| text.len() <= 16);
    both.map(|(first, last)| {
        let product = u128::from(u64::from_le_bytes(*first) ^ SPREAD)
            * u128::from(u64::from_le_bytes(*last) ^ SPREAD.rotate_left(32));
        let (high, low) = (product >> u64::BITS, product & u128::from(u64::MAX));
        u64::try_from(high ^ low).unwrap_or_default() ^ text.len() as u64
    })
}

/// The bytes of a short text, the first lowest, with its length highest, so that no two have the same; the hash of a
/// longer one.
#[inline]
pub fn tag(text: &[u8]) -> u64 {
    let length = text.len();
    if length > SHORT {
        return mixed(text).unwrap_or_else(|| FixedState::default().hash_one(text)) | LONG;
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
        // Numbers of every width, with zeros in front and without.
        for width in 1..8 {
            all.extend((0..10_u32.pow(width).min(2_000)).map(|n| format!("{n:0width$}", width = width as usize)));
            all.push("9".repeat(width as usize));
        }
        let mut seen = std::collections::HashSet::new();
        all.retain(|text| seen.insert(text.clone()));
        let first: Vec<u32> = all.iter().map(|text| words.key(text.as_bytes())).collect();
        assert!(first.iter().copied().eq(0..u32::try_from(all.len()).unwrap()));
        let again: Vec<u32> = all.iter().map(|text| words.key(text.as_bytes())).collect();
        assert_eq!(first, again);
        for (text, key) in all.iter().zip(&first).filter(|(text, _)| text.len() <= 8) {
            let word = text.bytes().rev().fold(0, |word, byte| word << 8 | u64::from(byte));
            let few = text.len() <= MOST_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
            assert_eq!(words.known_digits(word, u32::try_from(text.len()).unwrap()), few.then_some(*key), "{text}");
        }
        assert_eq!(words.known_digits(u64::from(b'7') << 8 | u64::from(b'\xb0'), 2), None, "no digit, though near one");
        assert_eq!(words.known_digits(u64::from_le_bytes(*b"98765\0\0\0"), 5), None, "a code that never came");
        for text in ["a+b", "a longer text, never kept"] {
            let key = words.key(text.as_bytes());
            words.take_back(key);
            assert_eq!(words.key("another".as_bytes()), key, "its key is free, and it is not found again");
            words.take_back(key);
            assert_eq!(words.len(), all.len());
        }
        assert!(texts(words.plain()).eq(all.iter().map(String::as_bytes)));
        assert_eq!(&words.laid_out(first[3])[4..], all[3].as_bytes());
        assert!(words.texts_alone().iter().eq(all.iter().map(String::as_bytes)));
        assert!(
            words.iter_from(7).eq(all[7..].iter().map(String::as_bytes)) && words.iter_from(all.len()).next().is_none()
        );
    }

    #[test]
    fn who_follows_words_learns_of_the_new_ones_and_of_all_where_they_are_others() {
        let words = |texts: &[&str]| {
            let mut words = Words::default();
            for text in texts {
                words.key(text.as_bytes());
            }
            Arc::new(words)
        };
        let mut follower = Follower::default();
        let first = words(&["a", "bc"]);
        assert_eq!([follower.first_new(&first), follower.first_new(&first)], [0, 2]);
        assert_eq!(follower.first_new(&words(&["a", "bc", ""])), 2);
        assert_eq!(follower.first_new(&words(&["a", "bd", "", "e"])), 0, "another second word");
        assert_eq!(follower.first_new(&words(&["a"])), 0, "fewer than before");
        assert_eq!(follower.first_new(&words(&["a", "x"])), 1);
    }
}
