//! Totals by key, found again. Takes keys with amounts, hands on the totals of each; refuses a key that has no shelf, and to look
//! among all periods for what is of one.

use crate::model::control::Totals;
use crate::model::money::{Ore, Overflow};
use crate::model::records::Records;
use crate::model::slots::Slots;
use crate::model::tuples::{hash, likely, low, same};

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
struct Shelf {
    records: Records,
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
        self.shelves.iter().map(|shelf| shelf.records.len()).sum()
    }

    /// So many postings have passed, some of each shelf that is marked and none of any other. Of a period that is long gone
    /// nothing need be found again: the memory for it is free, and should a posting come after all it is made anew.
    pub(super) fn pass(&mut self, postings: usize, marked: &[bool]) {
        for (at, shelf) in self.shelves.iter_mut().enumerate() {
            shelf.passed = if marked.get(at) == Some(&true) { 0 } else { shelf.passed.saturating_add(postings) };
            if shelf.passed / UNEXPECTED > shelf.records.len() && !shelf.slots.is_empty() {
                shelf.slots = Slots::default();
            }
        }
    }

    /// Each key with its totals, shelf by shelf.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u32], Totals)> {
        self.shelves.iter().flat_map(|shelf| shelf.records.iter())
    }

    /// All of them, where nothing will be added any more.
    pub(super) fn into_shelves(self) -> Vec<Records> {
        self.shelves.into_iter().map(|shelf| shelf.records).collect()
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
        let place = shelf.place(key)?;
        shelf.records.change(place, add).ok_or(Overflow)?
    }

    /// Adds an amount to the totals of each key, keys one after another. Of a million keys each lies somewhere else in memory: what
    /// does not wait for one another, first every look at a slot and then every look at a record, waits together.
    pub(super) fn add_each(&mut self, keys: &[u32], amounts: &[Ore]) -> Result<(), Overflow> {
        for (keys, amounts) in keys.chunks(self.width * TOGETHER).zip(amounts.chunks(TOGETHER)) {
            let likely = self.likely(keys);
            for ((key, amount), likely) in keys.chunks(self.width).zip(amounts.iter().copied()).zip(likely) {
                let shelf = self.shelf_at(key);
                let add = |totals: &mut Totals| totals.add(amount);
                match likely.and_then(|place| self.shelves.get_mut(shelf)?.records.change(place, add)) {
                    Some(added) => added?,
                    // A new key, or one whose slot another has taken.
                    None => self.add(key, add)?,
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
            |key, place| shelf(key).map(|shelf| shelf.records.key(place as usize)).unwrap_or_default(),
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
        Self { records: Records::of_width(width), slots: Slots::default(), passed: 0 }
    }

    fn place(&mut self, key: &[u32]) -> Result<usize, Overflow> {
        if self.slots.len() < self.records.len() {
            self.find_again();
        }
        let hash = low(hash(key));
        if let Some(place) = self.slots.find(hash, |place| same(self.records.key(place as usize), key)) {
            return Ok(place as usize);
        }
        let place = self.records.push(key, &Totals::default())?;
        self.slots.add(hash, u32::try_from(place).unwrap_or(u32::MAX));
        Ok(place)
    }

    /// Gives each record a slot anew.
    #[cold]
    fn find_again(&mut self) {
        let mut slots = Slots::default();
        for (place, (key, _)) in (0..).zip(self.records.iter()) {
            slots.add(low(hash(key)), place);
        }
        self.slots = slots;
    }
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
                prop_assert!(forgotten[0] && forgotten[2] && forgotten[1] == forgetful.shelves[1].records.is_empty());
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
        assert_eq!(
            (sums.len(), sums.shelves[0].records.at(7).unwrap().1.rows, sums.likely(&[0, 9])[0]),
            (100, 2, Some(9))
        );
    }

    #[test]
    fn what_cannot_be_added_is_an_error() {
        let mut sums = shelved(2, 1);
        let mut add = |key: &[u32], add: fn(&mut Totals) -> Result<(), Overflow>| sums.add(key, add);
        assert!(add(&[0, 7], |_| Ok(())).is_ok());
        assert!(add(&[0, 7], |_| Err(Overflow)).is_err());
        assert!(add(&[1, 7], |_| Ok(())).is_err(), "its first number stands on no shelf");
    }
}
