//! Distinct tuples of small numbers, each with a place in the order of first coming. Takes tuples of one width, hands on
//! places; refuses to know what the numbers stand for.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Hashes of tuples, the same in every run.
const HASHES: FixedState = FixedState::with_seed(0);

/// Tuples, one after another, and how they are found again.
#[derive(Clone, Debug)]
pub struct Tuples {
    width: usize,
    all: Vec<u32>,
    places: HashTable<u32>,
}

impl Tuples {
    /// None yet, of so many numbers each.
    pub fn of_width(width: usize) -> Self {
        Self { width, all: Vec::new(), places: HashTable::new() }
    }

    /// The place of a tuple, and whether it is a new one.
    #[inline]
    pub fn place(&mut self, tuple: &[u32]) -> (usize, bool) {
        let Self { width, all, places } = self;
        let hash = hash(tuple);
        if let Some(place) = places.find(hash, |place| same(at(all, *width, *place as usize), tuple)) {
            return (*place as usize, false);
        }
        let place = places.len();
        all.extend_from_slice(tuple);
        let new = u32::try_from(place).unwrap_or(u32::MAX);
        places.insert_unique(hash, new, |place| self::hash(at(all, *width, *place as usize)));
        (place, true)
    }
}

fn at(all: &[u32], width: usize, place: usize) -> &[u32] {
    all.get(place * width..(place + 1) * width).unwrap_or_default()
}

/// Whether two tuples are equal, number by number: they are too short for the call that comparing them as bytes would be.
#[inline]
pub fn same(one: &[u32], other: &[u32]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |unlike, (a, b)| unlike | (a ^ b)) == 0
}

/// A hash of a tuple, the same in every run.
#[inline]
pub fn hash(tuple: &[u32]) -> u64 {
    let mut hasher = HASHES.build_hasher();
    for pair in tuple.chunks(2) {
        let high = pair.get(1).copied().unwrap_or_default();
        hasher.write_u64(u64::from(pair[0]) | u64::from(high) << u32::BITS);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tuple_keeps_its_place() {
        let mut tuples = Tuples::of_width(3);
        let all: Vec<[u32; 3]> = (0..5_000).map(|n| [n % 7, n / 7, u32::MAX - n % 3]).collect();
        for (place, tuple) in all.iter().enumerate() {
            assert_eq!(tuples.place(tuple), (place, true));
        }
        for (place, tuple) in all.iter().enumerate() {
            assert_eq!(tuples.place(tuple), (place, false));
        }
    }
}
