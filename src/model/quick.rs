//! A hash of a few small numbers, such as a fate's. Takes numbers, hands on their mixture, the same in every run; refuses
//! nothing, but texts have better ones.

use std::hash::{BuildHasherDefault, Hasher};

/// What tables of such keys are made with.
pub type Quick = BuildHasherDefault<Mixed>;

/// An odd number whose bits are as good as any.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Numbers that were mixed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mixed(u64);

impl Mixed {
    #[inline]
    fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(SPREAD);
    }
}

impl Hasher for Mixed {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.add(u64::from(number));
    }

    #[inline]
    fn write_u16(&mut self, number: u16) {
        self.add(u64::from(number));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    /// The highest bits are the best mixed, and tables look at the lowest first.
    #[inline]
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::{BuildHasher, Hash};

    use super::*;
    use crate::model::fate::{By, Fate, Target};

    #[test]
    fn fates_that_are_near_one_another_are_far_apart() {
        let fate = |n: u16| Fate::Mapped {
            target: Target { agreement: n % 40, area: n % 5, activity: (!n.is_multiple_of(3)).then_some(n % 7) },
            by: By::Rule(u32::from(n)),
        };
        let sum = |n: u16| Quick::default().hash_one((fate(n), Some(n % 2)));
        let spread = |shift: u32, slots: u64| (0..4_096).map(|n| sum(n) >> shift & (slots - 1)).collect::<HashSet<_>>();
        assert_eq!((0..4_096).map(sum).collect::<HashSet<_>>().len(), 4_096);
        assert!(spread(0, 1 << 13).len() > 2_500 && spread(57, 1 << 7).len() == 1 << 7);
        let mut bytes = Mixed::default();
        "text".hash(&mut bytes);
        assert_ne!(bytes.finish(), 0);
    }
}
