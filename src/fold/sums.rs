//! Totals by key, where a key is so many small numbers. Takes keys, hands on the totals of each to add to; refuses to keep a
//! key and its totals apart: to find one of a million is to wait for memory, and once is enough. Records stand in chunks, so that
//! many of them are never copied to make room for more.

use hashbrown::HashTable;

use crate::model::control::Totals;
use crate::model::money::{Ore, Overflow};
use crate::model::tuples::{hash, same};

/// Records of a chunk.
const CHUNK: usize = 1 << 12;
/// Numbers that totals take behind their key.
const TOTALS: usize = 6;
/// Keys that are looked for together.
pub(super) const TOGETHER: usize = 32;
/// The place of a key that is not there.
const NOWHERE: u32 = u32::MAX;

/// The sums of a fold, by place in the order of first coming.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    /// Numbers of a key.
    width: usize,
    /// Keys, each with its totals behind it.
    chunks: Vec<Vec<u32>>,
    count: usize,
    /// A part of the hash, and the place.
    places: HashTable<(u32, u32)>,
}

impl Sums {
    pub(super) fn of_width(width: usize) -> Self {
        Self { width, chunks: Vec::new(), count: 0, places: HashTable::new() }
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

    /// Each key with its totals.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u32], Totals)> {
        (0..self.count).map(|place| self.at(place))
    }

    /// Adds to the totals of a key.
    #[inline]
    pub(super) fn add(
        &mut self,
        key: &[u32],
        add: impl FnOnce(&mut Totals) -> Result<(), Overflow>,
    ) -> Result<(), Overflow> {
        let place = self.place(key);
        let (width, size) = (self.width, self.width + TOTALS);
        let at = place % CHUNK * size + width;
        let Some(packed) = self.chunks.get_mut(place / CHUNK).and_then(|chunk| chunk.get_mut(at..at + TOTALS)) else {
            return Err(Overflow);
        };
        change(packed, add)
    }

    /// Adds an amount to the totals of each key, keys one after another. A thousand keys lie in a thousand places of memory: what
    /// does not wait for one another, first every look into the table and then every record, waits together.
    pub(super) fn add_each(&mut self, keys: &[u32], amounts: &[Ore]) -> Result<(), Overflow> {
        let (width, size) = (self.width, self.width + TOTALS);
        for (keys, amounts) in keys.chunks(width * TOGETHER).zip(amounts.chunks(TOGETHER)) {
            let mut likely = [NOWHERE; TOGETHER];
            for (key, likely) in keys.chunks(width).zip(&mut likely) {
                let hash = low(hash(key));
                let found = self.places.find(wide(hash), |(part, _)| *part == hash);
                *likely = found.map_or(NOWHERE, |(_, place)| *place);
            }
            for ((key, likely), amount) in keys.chunks(width).zip(likely).zip(amounts.iter().copied()) {
                let place = likely as usize;
                let at = place % CHUNK * size;
                match self.chunks.get_mut(place / CHUNK).and_then(|chunk| chunk.get_mut(at..at + size)) {
                    Some(record) if same(&record[..width], key) => {
                        change(&mut record[width..], |totals| totals.add(amount))?;
                    }
                    // A new key, or one with another's hash.
                    _ => self.add(key, |totals| totals.add(amount))?,
                }
            }
        }
        Ok(())
    }

    fn place(&mut self, key: &[u32]) -> usize {
        let Self { width, chunks, count, places } = self;
        let hash = low(hash(key));
        let is = |(part, place): &(u32, u32)| {
            *part == hash && same(record(chunks, *width, *place as usize).get(..*width).unwrap_or_default(), key)
        };
        if let Some((_, place)) = places.find(wide(hash), is) {
            return *place as usize;
        }
        let place = *count;
        if place.is_multiple_of(CHUNK) {
            chunks.push(Vec::with_capacity(CHUNK * (*width + TOTALS)));
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.extend_from_slice(key);
            chunk.extend_from_slice(&[0; TOTALS]);
        }
        *count += 1;
        let new = (hash, u32::try_from(place).unwrap_or(u32::MAX));
        places.insert_unique(wide(hash), new, |(hash, _)| wide(*hash));
        place
    }

    /// Nothing will be added any more.
    pub(super) fn forget_places(&mut self) {
        self.places = HashTable::new();
    }
}

#[inline]
fn record(chunks: &[Vec<u32>], width: usize, place: usize) -> &[u32] {
    let size = width + TOTALS;
    let at = place % CHUNK * size;
    chunks.get(place / CHUNK).and_then(|chunk| chunk.get(at..at + size)).unwrap_or_default()
}

/// What is kept of a hash, spread over as many bits as the table looks at.
#[inline]
fn wide(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[inline]
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default()
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

    proptest! {
        #[test]
        fn sums_are_those_of_a_plain_map(adds in proptest::collection::vec((prop_oneof![0_u32..9_000, 0_u32..40], any::<i32>()), 0..300)) {
            let mut sums = Sums::of_width(3);
            let (mut flat, mut amounts) = (Vec::new(), Vec::new());
            let mut plain: std::collections::BTreeMap<[u32; 3], Totals> = std::collections::BTreeMap::new();
            for (n, amount) in adds {
                let key = [n % 7, u32::MAX - n / 7, n];
                sums.add(&key, |totals| totals.add(Ore::new(amount.into()))).unwrap();
                plain.entry(key).or_default().add(Ore::new(amount.into())).unwrap();
                flat.extend_from_slice(&key);
                amounts.push(Ore::new(amount.into()));
            }
            let mut at_once = Sums::of_width(3);
            at_once.add_each(&flat, &amounts).unwrap();
            prop_assert!(at_once.iter().eq(sums.iter()), "all at once");
            let mut found: Vec<(Vec<u32>, Totals)> = sums.iter().map(|(key, totals)| (key.to_vec(), totals)).collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            let expected: Vec<(Vec<u32>, Totals)> = plain.into_iter().map(|(key, totals)| (key.to_vec(), totals)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn records_fill_several_chunks_and_totals_keep_their_sign() {
        let mut sums = Sums::of_width(1);
        for n in 0..u32::try_from(CHUNK * 2 + 1).unwrap() {
            sums.add(&[n], |totals| totals.add(Ore::new(-i64::from(n)))).unwrap();
        }
        let least = |totals: &mut Totals| {
            totals.debit = Ore::new(i64::MIN);
            Ok(())
        };
        sums.add(&[5], least).unwrap();
        assert_eq!(sums.len(), CHUNK * 2 + 1);
        assert_eq!(sums.at(5).1, Totals { rows: 1, debit: Ore::new(i64::MIN), credit: Ore::new(5) });
        assert_eq!(sums.at(CHUNK + 3).1.credit, Ore::new(i64::try_from(CHUNK).unwrap() + 3));
        assert!(sums.add(&[7], |_| Err(Overflow)).is_err());
    }
}
