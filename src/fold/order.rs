//! Balances of a period into key order: by codes part by part, then attributes, fate and account group. Takes keys as
//! numbers, hands on their places in that order; refuses to compare the texts of two keys: each part's codes are put in
//! order once.

use rayon::prelude::*;

use crate::model::balance::About;
use crate::model::records::Records;
use crate::model::words::Words;

/// How keys are packed into numbers that have their order: as many parts as have room, the first one highest.
pub(super) struct Packing {
    /// The rank of each part's codes.
    parts: Vec<Vec<u32>>,
    /// The bits of each part that has room.
    bits: Vec<u32>,
    /// The rank of what balances are about, by all of it but the period.
    abouts: Vec<u32>,
    /// Its bits, where all parts and it have room.
    last: Option<u32>,
}

/// Bits of a place, which stands below its key where both have room in one number.
const PLACE: u32 = u32::BITS;

impl Packing {
    /// For the codes of each part and all that balances are about.
    pub(super) fn of(codes: &[Words], abouts: &[About]) -> Self {
        Self::within(u128::BITS - PLACE, codes, abouts)
    }

    fn within(room: u32, codes: &[Words], abouts: &[About]) -> Self {
        // The blank code is the least, and what a balance leaves out is blank.
        let parts: Vec<Vec<u32>> =
            codes.iter().map(|words| ranked([[].as_slice()].into_iter().chain(words.iter()))).collect();
        let (mut left, mut bits) = (room, Vec::new());
        for part in &parts {
            let wanted = bits_for(part.iter().max().copied());
            let Some(rest) = left.checked_sub(wanted) else { break };
            left = rest;
            bits.push(wanted);
        }
        let abouts =
            ranked(abouts.iter().map(|about| (about.frame.attributes, about.verdict.fate, about.verdict.group)));
        let last = bits_for(abouts.iter().max().copied());
        let last = Some(last).filter(|last| bits.len() == parts.len() && *last <= left);
        Self { parts, bits, abouts, last }
    }

    /// The places of all keys of a period in key order.
    pub(super) fn order(&self, shelf: &Records) -> Vec<u32> {
        let count = u32::try_from(shelf.len()).unwrap_or(u32::MAX);
        let key = |place: u32| shelf.key(place as usize);
        let packed = |place: u32| self.packed(key(place)) << PLACE | u128::from(place);
        let mut order: Vec<u128> = (0..count).into_par_iter().map(packed).collect();
        let place = |packed: u128| u32::try_from(packed & u128::from(u32::MAX)).unwrap_or_default();
        // No two keys are equal, so there is one order.
        if self.holds_all() {
            order.par_sort_unstable();
        } else {
            let rest = |packed: u128| self.rest(key(place(packed)));
            order.par_sort_unstable_by(|a, b| (a >> PLACE).cmp(&(b >> PLACE)).then_with(|| rest(*a).cmp(rest(*b))));
        }
        order.into_iter().map(place).collect()
    }

    fn packed(&self, key: &[u32]) -> u128 {
        let Some((about, codes)) = key.split_first() else { return 0 };
        let mut packed = 0;
        for ((code, ranks), bits) in codes.iter().zip(&self.parts).zip(&self.bits) {
            packed = packed << bits | u128::from(rank(*code, ranks));
        }
        match (self.last, self.abouts.get(*about as usize)) {
            (Some(bits), Some(about)) => packed << bits | u128::from(*about),
            _ => packed,
        }
    }

    /// True where no two keys are packed alike.
    fn holds_all(&self) -> bool {
        self.last.is_some()
    }

    /// What tells apart keys that are packed alike.
    fn rest<'k>(&'k self, key: &'k [u32]) -> impl Iterator<Item = u32> + 'k {
        let (about, codes) = key.split_first().map_or((u32::MAX, [].as_slice()), |(about, codes)| (*about, codes));
        let unpacked = codes.iter().zip(&self.parts).skip(self.bits.len());
        let about = self.abouts.get(about as usize).copied();
        unpacked.map(|(code, ranks)| rank(*code, ranks)).chain(about)
    }
}

/// The rank of a code by its number: the first rank is the blank one's, which is not among the numbers.
fn rank(code: u32, ranks: &[u32]) -> u32 {
    let place = code.checked_add(1).map_or(0, |next| next as usize);
    ranks.get(place).copied().unwrap_or_default()
}

/// The rank of each thing among them all; equal things have one.
fn ranked<T: Ord>(things: impl Iterator<Item = T>) -> Vec<u32> {
    let mut all: Vec<(T, usize)> = things.zip(0..).collect();
    all.sort_unstable();
    let mut ranks = vec![0; all.len()];
    let mut next = 0;
    for pair in 0..all.len() {
        if pair > 0 && all[pair].0 != all[pair - 1].0 {
            next += 1;
        }
        ranks[all[pair].1] = next;
    }
    ranks
}

/// Bits that hold every number up to this one.
fn bits_for(most: Option<u32>) -> u32 {
    u32::BITS - most.unwrap_or_default().leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::super::sums::Sums;
    use super::*;
    use crate::model::code::CodeString;
    use crate::model::fact::Verdict;
    use crate::model::fate::{Fate, OutOfScope, SetAside};
    use crate::model::money::Ore;
    use crate::model::period::Period;
    use crate::model::posting::{Attributes, Frame};

    #[test]
    fn the_order_is_that_of_whole_keys() {
        // Codes where one begins another.
        let long = "9".repeat(40);
        let texts = ["", "\0", "\u{1}", "1", "10", "1\u{0}0", "2", "å", "\u{10ffff}", &long, &format!("{long}1")];
        let fates = [Fate::SetAside(SetAside::SharedObject), Fate::OutOfScope(OutOfScope::Opening)];
        let (mut codes, mut abouts) = (vec![Words::default(), Words::default()], Vec::new());
        let mut keys = Sums::of_width(3);
        for (shelf, (year, month)) in [(2022, 13), (2022, 1)].into_iter().enumerate() {
            for (fate, late) in [(fates[1], true), (fates[0], false), (fates[0], true), (fates[1], false)] {
                let attributes = Attributes { late, ..Attributes::default() };
                let frame = Frame { period: Period::new(year, month).unwrap(), attributes };
                let about = u32::try_from(abouts.len()).unwrap();
                abouts.push(About { frame, verdict: Verdict { fate, group: None } });
                keys.next_stands_on(shelf);
                let mut add = |key: &[u32]| keys.add(key, |totals| totals.add(Ore::new(1))).unwrap();
                for one in texts {
                    let one = codes[0].key(one.as_bytes());
                    for other in texts.iter().rev() {
                        add(&[about, one, codes[1].key(other.as_bytes())]);
                    }
                }
                add(&[about, u32::MAX, codes[1].key(b"left out")]);
            }
        }
        for shelf in keys.into_shelves() {
            let whole = |place: &u32| {
                let key = shelf.key(*place as usize);
                let About { frame, verdict } = abouts[key[0] as usize];
                let texts = CodeString::new(key[1..].iter().zip(&codes).map(|(code, words)| words.text(*code)));
                (texts, frame.attributes, verdict.fate)
            };
            let mut expected: Vec<u32> = (0..u32::try_from(shelf.len()).unwrap()).collect();
            expected.sort_by_key(whole);
            assert_eq!(expected.len(), 4 * (11 * 11 + 1));
            assert_eq!(Packing::of(&codes, &abouts).order(&shelf), expected);
            // With room for no part, for one, for both, and for what they are about.
            for room in [0, 1, 3, 4, 5, 7, 8, 9, 10, 11] {
                assert_eq!(Packing::within(room, &codes, &abouts).order(&shelf), expected, "{room} bits");
            }
        }
        let mut none = Sums::of_width(1);
        none.next_stands_on(0);
        assert_eq!(Packing::of(&[], &[]).order(&none.into_shelves()[0]), Vec::<u32>::new());
    }
}
