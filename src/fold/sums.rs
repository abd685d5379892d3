//! Totals by key, where a key is so many small numbers. Takes keys, hands on the totals of each to add to; refuses a key that
//! has no shelf, and to keep a key and its totals apart: to find one of a million is to wait for memory, and once is enough.
//! Records stand in chunks, so that many of them are never copied to make room for more.

use crate::model::control::Totals;
use crate::model::money::{Ore, Overflow};
use crate::model::slots::Slots;
use crate::model::tuples::{hash, likely, low, same};

/// Records of a chunk.
const CHUNK: usize = 1 << 12;
/// Numbers that totals take behind their key.
const TOTALS: usize = 6;
/// Of a shelf nothing more is expected when so many times its records have passed that were of other shelves.
const UNEXPECTED: usize = 8;
/// Keys that are looked for together.
pub(super) const TOGETHER: usize = 64;

/// The sums of a fold. Its records stand on shelves, one for each period: most ledgers come period by period, and then what is
/// looked for lies among few.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    /// Numbers of a key.
    width: usize,
    /// By the first number of a key: its shelf.
    shelf_of: Vec<u32>,
    shelves: Vec<Shelf>,
}

/// Records by place in the order of first coming.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    width: usize,
    /// Keys, each with its totals behind it.
    chunks: Vec<Vec<u32>>,
    count: usize,
    /// Where records are found again; none while nothing of the shelf is expected.
    slots: Slots,
    /// Postings that have passed since one was of this shelf, about.
    passed: usize,
}

impl Sums {
    pub(super) fn of_width(width: usize) -> Self {
        Self { width, shelf_of: Vec::new(), shelves: Vec::new() }
    }

    /// Keys that begin with the next number, from zero on, stand on this shelf. A key that begins with another stands nowhere.
    pub(super) fn next_stands_on(&mut self, shelf: usize) {
        while self.shelves.len() <= shelf {
            self.shelves.push(Shelf::of_width(self.width));
        }
        self.shelf_of.push(u32::try_from(shelf).unwrap_or(u32::MAX));
    }

    pub(super) fn len(&self) -> usize {
        self.shelves.iter().map(Shelf::len).sum()
    }

    /// So many postings have passed, some of each shelf that is marked and none of any other. Of a period that is long gone
    /// nothing need be found again: the memory for it is free, and should a posting come after all it is made anew.
    pub(super) fn pass(&mut self, postings: usize, marked: &[bool]) {
        for (at, shelf) in self.shelves.iter_mut().enumerate() {
            shelf.passed = if marked.get(at) == Some(&true) { 0 } else { shelf.passed.saturating_add(postings) };
            if shelf.passed / UNEXPECTED > shelf.count && !shelf.slots.is_empty() {
                shelf.slots = Slots::default();
            }
        }
    }

    /// Each key with its totals, shelf by shelf.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u32], Totals)> {
        self.shelves.iter().flat_map(Shelf::iter)
    }

    /// All of them, where nothing will be added any more.
    pub(super) fn into_shelves(self) -> Vec<Shelf> {
        self.shelves.into_iter().map(|shelf| Shelf { slots: Slots::default(), ..shelf }).collect()
    }

    /// Adds to the totals of a key.
    #[inline]
    pub(super) fn add(
        &mut self,
        key: &[u32],
        add: impl FnOnce(&mut Totals) -> Result<(), Overflow>,
    ) -> Result<(), Overflow> {
        let at = self.shelf_at(key);
        // The fold has a shelf for all that balances are about: without one nothing may be added, let alone lost.
        let shelf = self.shelves.get_mut(at).ok_or(Overflow)?;
        let place = shelf.place(key);
        change(shelf.totals_at(place).ok_or(Overflow)?, add)
    }

    /// Adds an amount to the totals of each key, keys one after another. Of a million keys each lies somewhere else in memory: what
    /// does not wait for one another, first every look at a slot and then every look at a record, waits together.
    pub(super) fn add_each(&mut self, keys: &[u32], amounts: &[Ore]) -> Result<(), Overflow> {
        for (keys, amounts) in keys.chunks(self.width * TOGETHER).zip(amounts.chunks(TOGETHER)) {
            let likely = self.likely(keys);
            for ((key, amount), likely) in keys.chunks(self.width).zip(amounts.iter().copied()).zip(likely) {
                let shelf = self.shelf_at(key);
                match likely.and_then(|place| self.shelves.get_mut(shelf)?.totals_at(place)) {
                    Some(packed) => change(packed, |totals| totals.add(amount))?,
                    // A new key, or one whose slot another has taken.
                    None => self.add(key, |totals| totals.add(amount))?,
                }
            }
        }
        Ok(())
    }

    fn likely(&self, keys: &[u32]) -> [Option<usize>; TOGETHER] {
        let shelf = |key: &[u32]| self.shelves.get(self.shelf_at(key));
        likely(
            keys,
            self.width,
            |key, hash| shelf(key).map_or(0, |shelf| shelf.slots.likely(hash)),
            |key, place| shelf(key).map(|shelf| shelf.key_at(place as usize)).unwrap_or_default(),
        )
    }

    #[inline]
    fn shelf_at(&self, key: &[u32]) -> usize {
        let shelf = key.first().and_then(|first| self.shelf_of.get(*first as usize));
        shelf.map_or(usize::MAX, |shelf| *shelf as usize)
    }
}

impl Shelf {
    fn of_width(width: usize) -> Self {
        Self { width, chunks: Vec::new(), count: 0, slots: Slots::default(), passed: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Key and totals at a place.
    pub(super) fn at(&self, place: usize) -> (&[u32], Totals) {
        let record = record(&self.chunks, self.width, place);
        let (key, totals) = record.split_at_checked(self.width).unwrap_or_default();
        (key, unpacked(totals))
    }

    fn iter(&self) -> impl Iterator<Item = (&[u32], Totals)> {
        (0..self.count).map(|place| self.at(place))
    }

    #[inline]
    fn key_at(&self, place: usize) -> &[u32] {
        record(&self.chunks, self.width, place).get(..self.width).unwrap_or_default()
    }

    #[inline]
    fn totals_at(&mut self, place: usize) -> Option<&mut [u32]> {
        let (width, size) = (self.width, self.width + TOTALS);
        let at = place % CHUNK * size + width;
        self.chunks.get_mut(place / CHUNK)?.get_mut(at..at + TOTALS)
    }

    fn place(&mut self, key: &[u32]) -> usize {
        if self.slots.len() < self.count {
            self.find_again();
        }
        let hash = low(hash(key));
        if let Some(place) = self.slots.find(hash, |place| same(self.key_at(place as usize), key)) {
            return place as usize;
        }
        let place = self.count;
        if place.is_multiple_of(CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK * (self.width + TOTALS)));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.extend_from_slice(key);
            chunk.extend_from_slice(&[0; TOTALS]);
        }
        self.count += 1;
        self.slots.add(hash, u32::try_from(place).unwrap_or(u32::MAX));
        place
    }

    /// Gives each record a slot anew.
    #[cold]
    fn find_again(&mut self) {
        let mut slots = Slots::default();
        for place in 0..self.count {
            slots.add(low(hash(self.key_at(place))), u32::try_from(place).unwrap_or(u32::MAX));
        }
        self.slots = slots;
    }
}

#[inline]
fn record(chunks: &[Vec<u32>], width: usize, place: usize) -> &[u32] {
    let size = width + TOTALS;
    let at = place % CHUNK * size;
    chunks.get(place / CHUNK).and_then(|chunk| chunk.get(at..at + size)).unwrap_or_default()
}

/// Adds to totals where they stand.
#[inline]
fn change(packed: &mut [u32], add: impl FnOnce(&mut Totals) -> Result<(), Overflow>) -> Result<(), Overflow> {
    let mut totals = unpacked(packed);
    add(&mut totals)?;
    packed.copy_from_slice(&self::packed(totals));
    Ok(())
}

#[inline]
fn packed(totals: Totals) -> [u32; TOTALS] {
    let [rows, debit, credit] = [totals.rows, totals.debit.ore().cast_unsigned(), totals.credit.ore().cast_unsigned()];
    let high = |number: u64| low(number >> u32::BITS);
    [low(rows), high(rows), low(debit), high(debit), low(credit), high(credit)]
}

#[inline]
fn unpacked(packed: &[u32]) -> Totals {
    let packed = packed.first_chunk::<TOTALS>().copied().unwrap_or_default();
    let whole = |place: usize| u64::from(packed[place]) | u64::from(packed[place + 1]) << u32::BITS;
    let ore = |place| Ore::new(whole(place).cast_signed());
    Totals { rows: whole(0), debit: ore(2), credit: ore(4) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Keys that begin with so many numbers, on three shelves.
    fn shelved(width: usize, firsts: usize) -> Sums {
        let mut sums = Sums::of_width(width);
        (0..firsts).for_each(|first| sums.next_stands_on(first % 3));
        sums
    }

    proptest! {
        #[test]
        fn sums_are_those_of_a_plain_map(adds in proptest::collection::vec((prop_oneof![0_u32..9_000, 0_u32..40], any::<i32>()), 0..300)) {
            let mut sums = shelved(3, 7);
            let (mut flat, mut amounts) = (Vec::new(), Vec::new());
            let mut plain: std::collections::BTreeMap<[u32; 3], Totals> = std::collections::BTreeMap::new();
            for (n, amount) in adds {
                let key = [n % 7, u32::MAX - n / 7, n];
                sums.add(&key, |totals| totals.add(Ore::new(amount.into()))).unwrap();
                plain.entry(key).or_default().add(Ore::new(amount.into())).unwrap();
                flat.extend_from_slice(&key);
                amounts.push(Ore::new(amount.into()));
            }
            let mut at_once = shelved(3, 7);
            at_once.add_each(&flat, &amounts).unwrap();
            prop_assert!(at_once.iter().eq(sums.iter()), "all at once");
            let mut forgetful = shelved(3, 7);
            for (keys, amounts) in flat.chunks(30).zip(amounts.chunks(10)) {
                forgetful.add_each(keys, amounts).unwrap();
                forgetful.pass(1_000_000, &[false, true]);
                let forgotten: Vec<bool> = forgetful.shelves.iter().map(|shelf| shelf.slots.is_empty()).collect();
                prop_assert!(forgotten[0] && forgotten[2] && forgotten[1] == (forgetful.shelves[1].count == 0));
            }
            prop_assert!(forgetful.iter().eq(sums.iter()), "shelves that are forgotten and found again");
            let mut found: Vec<(Vec<u32>, Totals)> = sums.iter().map(|(key, totals)| (key.to_vec(), totals)).collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            let expected: Vec<(Vec<u32>, Totals)> = plain.into_iter().map(|(key, totals)| (key.to_vec(), totals)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_shelf_is_forgotten_when_many_others_have_passed_in_a_row() {
        let mut sums = shelved(2, 1);
        for n in 0..100 {
            sums.add(&[0, n], |totals| totals.add(Ore::new(1))).unwrap();
        }
        let is_forgotten = |sums: &Sums| sums.shelves[0].slots.is_empty();
        let mut pass = |postings, marked| {
            sums.pass(postings, &[marked]);
            is_forgotten(&sums)
        };
        assert_eq!(
            [pass(800, false), pass(1, true), pass(800, false), pass(7, false), pass(1, false)],
            [false, false, false, false, true]
        );
        assert_eq!(sums.likely(&[0, 7])[0], None);
        sums.add(&[0, 7], |totals| totals.add(Ore::new(1))).unwrap();
        assert_eq!((sums.len(), sums.shelves[0].at(7).1.rows, sums.likely(&[0, 9])[0]), (100, 2, Some(9)));
    }

    #[test]
    fn records_fill_several_chunks_and_totals_keep_their_sign() {
        let mut sums = shelved(2, 1);
        for n in 0..u32::try_from(CHUNK * 2 + 1).unwrap() {
            sums.add(&[0, n], |totals| totals.add(Ore::new(-i64::from(n)))).unwrap();
        }
        let least = |totals: &mut Totals| {
            totals.debit = Ore::new(i64::MIN);
            Ok(())
        };
        sums.add(&[0, 5], least).unwrap();
        assert_eq!(sums.len(), CHUNK * 2 + 1);
        let at = |place: usize| sums.shelves[0].at(place).1;
        assert_eq!(at(5), Totals { rows: 1, debit: Ore::new(i64::MIN), credit: Ore::new(5) });
        assert_eq!(at(CHUNK + 3).credit, Ore::new(i64::try_from(CHUNK).unwrap() + 3));
        assert!(sums.add(&[0, 7], |_| Err(Overflow)).is_err());
        assert!(sums.add(&[1, 7], |_| Ok(())).is_err(), "its first number stands on no shelf");
    }
}
