//! Where things stand in a list, found again by a hash. Takes hashes and places, hands on the places that may be asked for;
//! refuses to hold the things themselves: whether one is the one that was looked for, whoever has the list must say.

/// Slots to begin with; doubled when half are taken.
const FIRST: usize = 1 << 10;

/// Open addressing: of each thing a part of its hash, and its place plus one; zero where free.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    all: Vec<(u32, u32)>,
    taken: usize,
}

impl Slots {
    /// How many things have a slot.
    pub fn len(&self) -> usize {
        self.taken
    }

    /// True where nothing has one.
    pub fn is_empty(&self) -> bool {
        self.taken == 0
    }

    /// The place of a thing with this hash that `is` says is the right one.
    #[inline]
    pub fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let last = self.all.len().checked_sub(1)?;
        let mut at = hash as usize & last;
        loop {
            let (part, next) = self.all[at];
            let place = next.checked_sub(1)?;
            if part == hash && is(place) {
                return Some(place);
            }
            at = (at + 1) & last;
        }
    }

    /// The place plus one of a thing with this hash that lies in its slot or in the one behind; zero of any other, which may
    /// lie elsewhere. It may be another thing with the same hash. Nothing here waits for memory but the look at the slots, so
    /// that of many the looks wait together.
    #[inline]
    pub fn likely(&self, hash: u32) -> u32 {
        let Some(last) = self.all.len().checked_sub(1) else { return 0 };
        let at = hash as usize;
        let (first, second) = (self.all[at & last], self.all[at.wrapping_add(1) & last]);
        let other = if second.0 == hash { second.1 } else { 0 };
        if first.0 == hash && first.1 != 0 { first.1 } else { other }
    }

    /// Adds a thing that is not there.
    pub fn add(&mut self, hash: u32, place: u32) {
        if self.taken * 2 >= self.all.len() {
            let size = (self.all.len() * 2).max(FIRST);
            let old = std::mem::replace(&mut self.all, vec![(0, 0); size]);
            old.into_iter().filter(|(_, next)| *next != 0).for_each(|slot| self.put(slot));
        }
        self.put((hash, place.saturating_add(1)));
        self.taken += 1;
    }

    fn put(&mut self, slot: (u32, u32)) {
        let last = self.all.len() - 1;
        let mut at = slot.0 as usize & last;
        while self.all[at].1 != 0 {
            at = (at + 1) & last;
        }
        self.all[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_found_among_those_with_its_hash() {
        let mut slots = Slots::default();
        assert_eq!((slots.find(7, |_| true), slots.likely(7)), (None, 0));
        // Many with the same hash, and hashes that lie beside one another and about the end.
        let hash = |place: u32| if place.is_multiple_of(3) { u32::MAX } else { place.wrapping_mul(0x9e37_79b9) };
        for place in 0..3_000 {
            assert_eq!(slots.find(hash(place), |found| found == place), None);
            slots.add(hash(place), place);
        }
        let mut met = 0;
        for place in 0..3_000 {
            assert_eq!(slots.find(hash(place), |found| found == place), Some(place));
            let likely = slots.likely(hash(place));
            assert!(likely == 0 || hash(likely - 1) == hash(place));
            met += u32::from(likely == place + 1);
        }
        assert!(met > 1_000, "most lie in their slot or the next: {met}");
    }
}
