//! Totals by key, where a key is so many small numbers. Takes keys with their totals, hands them on by place; refuses to keep a key
//! and its totals apart: to find one of a million is to wait for memory, and once is enough. Records stand in chunks, so that
//! many of them are never copied to make room for more, and what some have left others can have. Put in another order by the
//! threads of the pool that this is called in.

use rayon::prelude::*;

use super::control::Totals;
use super::money::{Ore, Overflow};
use super::tuples::low;

/// Records of a chunk.
const CHUNK: usize = 1 << 12;
/// Numbers that totals take behind their key.
const TOTALS: usize = 5;

/// Keys of one width, each with its totals behind it.
#[derive(Clone, Debug, Default)]
pub struct Records {
    width: usize,
    chunks: Vec<Vec<u32>>,
    count: usize,
}

impl Records {
    /// None yet, with keys of so many numbers.
    pub fn of_width(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// True without one.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a record, and says where. Its key must be as wide as all are: a key of another width is none.
    pub fn push(&mut self, key: &[u32], totals: &Totals) -> Result<usize, Overflow> {
        let (place, totals) = (self.count, packed(totals)?);
        if key.len() != self.width {
            return Err(Overflow);
        }
        if place.is_multiple_of(CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK * self.size()));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.extend_from_slice(key);
            chunk.extend_from_slice(&totals);
        }
        self.count += 1;
        Ok(place)
    }

    /// The key at a place; empty where there is none.
    #[inline]
    pub fn key(&self, place: usize) -> &[u32] {
        self.record(place).get(..self.width).unwrap_or_default()
    }

    /// Key and totals at a place; none where there is none.
    #[inline]
    pub fn at(&self, place: usize) -> Option<(&[u32], Totals)> {
        self.parted(self.record(place))
    }

    /// All, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = (&[u32], Totals)> {
        let all = self.chunks.iter().flat_map(|chunk| chunk.chunks_exact(self.size()));
        all.filter_map(|record| self.parted(record))
    }

    /// Changes the totals at a place; where that fails they stay as they were. None where there is no such place.
    #[inline]
    pub fn change(
        &mut self,
        place: usize,
        how: impl FnOnce(&mut Totals) -> Result<(), Overflow>,
    ) -> Option<Result<(), Overflow>> {
        let (width, size) = (self.width, self.size());
        let at = place % CHUNK * size + width;
        let stand: &mut [u32; TOTALS] = self.chunks.get_mut(place / CHUNK)?.get_mut(at..)?.first_chunk_mut()?;
        let mut totals = unpacked(stand);
        let changed = how(&mut totals).and_then(|()| packed(&totals));
        Some(changed.map(|packed| *stand = packed))
    }

    /// The records in another order, told by the places that they have here; one that no place tells is left out. They stand in
    /// what there is to spare, as far as it goes, and what these have stood in is to spare afterwards: of many such lists in turn
    /// only one is there twice.
    #[must_use]
    pub fn arranged(self, order: &[u32], spare: &mut Vec<Vec<u32>>) -> Self {
        let mut chunks: Vec<Vec<u32>> = order.chunks(CHUNK).map(|_| spare.pop().unwrap_or_default()).collect();
        chunks.par_iter_mut().zip(order.par_chunks(CHUNK)).for_each(|(chunk, order)| {
            chunk.clear();
            chunk.reserve_exact(order.len() * self.size());
            for place in order {
                chunk.extend_from_slice(self.record(*place as usize));
            }
        });
        let count = chunks.iter().map(Vec::len).sum::<usize>() / self.size();
        spare.extend(self.chunks);
        Self { width: self.width, chunks, count }
    }

    /// One alone.
    #[cfg(test)]
    pub(crate) fn alone(key: &[u32], totals: &Totals) -> Result<Self, Overflow> {
        let mut records = Self::of_width(key.len());
        records.push(key, totals).map(|_| records)
    }

    /// A record's key and totals.
    #[inline]
    fn parted<'r>(&self, record: &'r [u32]) -> Option<(&'r [u32], Totals)> {
        let (key, totals) = record.split_at_checked(self.width)?;
        Some((key, unpacked(totals.first_chunk()?)))
    }

    fn size(&self) -> usize {
        self.width + TOTALS
    }

    #[inline]
    fn record(&self, place: usize) -> &[u32] {
        let size = self.size();
        let at = place % CHUNK * size;
        self.chunks.get(place / CHUNK).and_then(|chunk| chunk.get(at..at + size)).unwrap_or_default()
    }
}

/// A key of more than four billion rows does not fit.
#[inline]
fn packed(totals: &Totals) -> Result<[u32; TOTALS], Overflow> {
    let rows = u32::try_from(totals.rows).map_err(|_| Overflow)?;
    let [debit, credit] = [totals.debit, totals.credit].map(|ore| ore.ore().cast_unsigned());
    let high = |number: u64| low(number >> u32::BITS);
    Ok([rows, low(debit), high(debit), low(credit), high(credit)])
}

#[inline]
fn unpacked(packed: &[u32; TOTALS]) -> Totals {
    let [rows, debit, debit_high, credit, credit_high] = *packed;
    let whole = |low, high| Ore::new((u64::from(low) | u64::from(high) << u32::BITS).cast_signed());
    Totals { rows: rows.into(), debit: whole(debit, debit_high), credit: whole(credit, credit_high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(count: usize) -> Records {
        let mut records = Records::of_width(2);
        for n in 0..count {
            let number = u32::try_from(n).unwrap();
            let totals = Totals { rows: 1, debit: Ore::ZERO, credit: Ore::new(number.into()) };
            assert_eq!(records.push(&[7, number], &totals).unwrap(), n);
        }
        records
    }

    #[test]
    fn totals_keep_their_sign_and_what_does_not_fit_changes_nothing() {
        let mut records = some(CHUNK * 2 + 1);
        assert_eq!((records.len(), records.is_empty(), Records::of_width(2).is_empty()), (CHUNK * 2 + 1, false, true));
        let least = |totals: &mut Totals| {
            totals.debit = Ore::new(i64::MIN);
            Ok(())
        };
        assert!(records.change(5, least).unwrap().is_ok());
        let changed = Totals { rows: 1, debit: Ore::new(i64::MIN), credit: Ore::new(5) };
        assert_eq!(records.at(5).unwrap().1, changed);
        assert_eq!(records.at(CHUNK + 3).unwrap().1.credit, Ore::new(i64::try_from(CHUNK).unwrap() + 3));
        assert!(records.change(5, |_| Err(Overflow)).unwrap().is_err());
        let many = |totals: &mut Totals| {
            (totals.rows, totals.debit) = (u64::from(u32::MAX) + 1, Ore::ZERO);
            Ok(())
        };
        assert!(records.change(5, many).unwrap().is_err());
        assert_eq!(records.at(5).unwrap().1, changed);
        let too_many = Totals { rows: u64::from(u32::MAX) + 1, ..Totals::default() };
        assert!(records.push(&[7, 7], &too_many).is_err() && records.push(&[7], &Totals::default()).is_err());
        for beyond in [CHUNK * 2 + 1, CHUNK * 9, usize::MAX] {
            assert!(records.change(beyond, |_| Ok(())).is_none() && records.at(beyond).is_none());
            assert_eq!(records.key(beyond), &[] as &[u32]);
        }
        assert_eq!(records.push(&[8, 8], &changed).unwrap(), CHUNK * 2 + 1);
        assert_eq!((records.len(), records.at(CHUNK * 2 + 1)), (CHUNK * 2 + 2, Some((&[8, 8][..], changed))));
        assert!(records.iter().enumerate().all(|(at, (key, totals))| records.at(at) == Some((key, totals))));
    }

    #[test]
    fn lists_in_another_order_stand_in_what_those_before_have_left() {
        let mut spare = Vec::new();
        for count in [CHUNK + 2, 3 * CHUNK, 0, 1, 2 * CHUNK - 1] {
            let turned: Vec<u32> = (0..u32::try_from(count).unwrap()).rev().collect();
            let (records, left) = (some(count), spare.len());
            let arranged = records.clone().arranged(&turned, &mut spare);
            assert!(arranged.iter().eq(turned.iter().map(|place| records.at(*place as usize).unwrap())), "{count}");
            assert_eq!((arranged.len(), spare.len()), (count, left.max(count.div_ceil(CHUNK))));
        }
        let less = some(9).arranged(&[8, 77, 0], &mut spare);
        assert_eq!(less.iter().map(|(key, _)| key[1]).collect::<Vec<_>>(), [8, 0], "there is no 77th");
        assert_eq!(less.len(), 2);
    }
}
