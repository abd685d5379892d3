//! Distinct tuples of small numbers, each with a place in the order of first coming. Takes tuples of one width, hands on
//! places; refuses to know what the numbers stand for.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::slots::Slots;

/// Hashes of tuples, the same in every run.
const HASHES: FixedState = FixedState::with_seed(0);
/// Tuples that are looked for together, at most.
pub const TOGETHER: usize = 64;

/// Tuples, one after another, and how they are found again.
#[derive(Clone, Debug)]
pub struct Tuples {
    width: usize,
    all: Vec<u32>,
    slots: Slots,
    count: u32,
}

impl Tuples {
    /// None yet, of so many numbers each.
    pub fn of_width(width: usize) -> Self {
        Self { width, all: Vec::new(), slots: Slots::default(), count: 0 }
    }

    /// The place of a tuple, and whether it is a new one.
    #[inline]
    pub fn place(&mut self, tuple: &[u32]) -> (usize, bool) {
        let hash = low(hash(tuple));
        if let Some(place) = self.slots.find(hash, |place| same(self.at(place), tuple)) {
            return (place as usize, false);
        }
        let place = self.count;
        self.all.extend_from_slice(tuple);
        self.slots.add(hash, place);
        self.count = place.saturating_add(1);
        (place as usize, true)
    }

    /// The places of tuples, one after another, at most [`TOGETHER`]; none of one that is new or must be looked for further on.
    #[inline]
    pub fn likely(&self, tuples: &[u32]) -> [Option<usize>; TOGETHER] {
        likely(tuples, self.width, |_, hash| self.slots.likely(hash), |_, place| self.at(place))
    }

    #[inline]
    fn at(&self, place: u32) -> &[u32] {
        let place = place as usize;
        self.all.get(place * self.width..(place + 1) * self.width).unwrap_or_default()
    }
}

/// The places of tuples in a list, one tuple after another, as they lie in their slots: none of one that isn't there or must be
/// looked for further on. `slot` gives what [`Slots::likely`] does for a tuple and its hash, `at` the tuple at a place of the
/// list that the first tuple may be in: none of its width at the place `u32::MAX`, which stands for no place. First every look at
/// a slot and then every look at a tuple, so that they wait for memory together.
///
/// A loop over so few numbers costs more than what is done with each, so there is a version for each width that jobs have.
#[inline]
pub fn likely<'t, const MANY: usize>(
    tuples: &[u32],
    width: usize,
    slot: impl Fn(&[u32], u32) -> u32,
    at: impl Fn(&[u32], u32) -> &'t [u32],
) -> [Option<usize>; MANY] {
    match width {
        0 => [None; MANY],
        1 => likely_of::<1, MANY>(tuples, slot, at),
        2 => likely_of::<2, MANY>(tuples, slot, at),
        3 => likely_of::<3, MANY>(tuples, slot, at),
        4 => likely_of::<4, MANY>(tuples, slot, at),
        5 => likely_of::<5, MANY>(tuples, slot, at),
        6 => likely_of::<6, MANY>(tuples, slot, at),
        7 => likely_of::<7, MANY>(tuples, slot, at),
        8 => likely_of::<8, MANY>(tuples, slot, at),
        width => likely_in(tuples.chunks_exact(width), slot, at, same),
    }
}

fn likely_of<'t, const WIDTH: usize, const MANY: usize>(
    tuples: &[u32],
    slot: impl Fn(&[u32], u32) -> u32,
    at: impl Fn(&[u32], u32) -> &'t [u32],
) -> [Option<usize>; MANY] {
    let is = |one: &[u32], other: &[u32]| one.first_chunk::<WIDTH>().is_some_and(|one| same(one, other));
    likely_in(tuples.as_chunks::<WIDTH>().0.iter().map(<[u32; WIDTH]>::as_slice), slot, at, is)
}

#[inline]
fn likely_in<'t, 'k, const MANY: usize>(
    tuples: impl Iterator<Item = &'k [u32]> + Clone,
    slot: impl Fn(&[u32], u32) -> u32,
    at: impl Fn(&[u32], u32) -> &'t [u32],
    is: impl Fn(&[u32], &[u32]) -> bool,
) -> [Option<usize>; MANY] {
    let (mut found, mut likely) = ([0; MANY], [None; MANY]);
    for (tuple, found) in tuples.clone().zip(&mut found) {
        *found = low(hash(tuple));
    }
    for (tuple, found) in tuples.clone().zip(&mut found) {
        *found = slot(tuple, *found);
    }
    for ((tuple, found), likely) in tuples.zip(found).zip(&mut likely) {
        let place = found.wrapping_sub(1);
        *likely = if is(at(tuple, place), tuple) { Some(place as usize) } else { None };
    }
    likely
}

/// The lower half of a hash.
#[inline]
pub fn low(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default()
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
    fn a_tuple_keeps_its_place_whatever_its_width() {
        for width in 1..=10 {
            let mut tuples = Tuples::of_width(width);
            let number = |n: u32, at: u32| if at == 0 { n } else { u32::MAX - n % (at + 2) };
            let tuple = |n: u32| (0..width).map(move |at| number(n, u32::try_from(at).unwrap()));
            let all: Vec<u32> = (0..5_000).flat_map(tuple).collect();
            let likely = |tuples: &Tuples, some: &[u32]| tuples.likely(some);
            assert_eq!(likely(&tuples, &all[..2 * width])[..2], [None; 2], "none has come");
            for is_new in [true, false] {
                for (place, tuple) in all.chunks(width).enumerate() {
                    assert_eq!(tuples.place(tuple), (place, is_new));
                }
            }
            let mut met = 0;
            for (from, some) in (0..).step_by(TOGETHER).zip(all.chunks(TOGETHER * width)) {
                for (place, likely) in (from..).zip(&likely(&tuples, some)[..some.len() / width]) {
                    assert!(likely.is_none_or(|likely| likely == place), "{width} wide");
                    met += u32::from(likely.is_some());
                }
            }
            assert!(met > 2_500, "most are found at once: {met} of {width} numbers");
            assert_eq!(likely(&tuples, &vec![7_777; width])[0], None);
        }
        let mut none = Tuples::of_width(0);
        assert_eq!((none.place(&[]), none.place(&[]), none.likely(&[])[0]), ((0, true), (0, false), None));
    }
}
