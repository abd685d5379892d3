//! Fingerprints of many small things. Takes them as numbers, in order, hands on one number that changes with each of them and
//! with their order; refuses to be safe from somebody who means to deceive: it is held against faults.

/// Numbers that are mixed together before the print turns.
const TOGETHER: usize = 32;
/// Start of a print: any number.
const START: u64 = 0x7465_7274_6961_6c00;

/// Odd numbers without a pattern, one for each place.
const KEYS: [u64; TOGETHER] = {
    let (mut keys, mut place, mut state) = ([0; TOGETHER], 0, START);
    while place < TOGETHER {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        keys[place] = mixed | 1;
        place += 1;
    }
    keys
};

/// The print of things, each told by a number. Those of a run are multiplied half by half, each with keys of its place, and added up (the
/// construction is called NH), which needs not wait for the number before; then the print is turned by the sum.
pub(super) fn print<T: Copy>(all: &[T], number: impl Fn(T) -> u64) -> u64 {
    let mut print = START ^ all.len() as u64;
    for run in all.chunks(TOGETHER) {
        let mixed = run.iter().zip(&KEYS).map(|(one, key)| mixed(number(*one), *key));
        let sum = mixed.fold(0, u64::wrapping_add);
        print = (print.rotate_left(29) ^ sum).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        print ^= print >> 32;
    }
    print
}

#[inline]
fn mixed(number: u64, key: u64) -> u64 {
    let sum = number.wrapping_add(key);
    let (low, high) =
        (sum & u64::from(u32::MAX), (number >> u32::BITS).wrapping_add(key >> u32::BITS) & u64::from(u32::MAX));
    low.wrapping_mul(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_a_number_or_of_their_order_changes_the_print() {
        let numbers: Vec<u64> = (0..100).map(|n| (n << 33) | (n * 7)).collect();
        let whole = print(&numbers, |n| n);
        let mut met = std::collections::HashSet::from([whole]);
        for at in 0..numbers.len() {
            for bit in 0..u64::BITS {
                let mut other = numbers.clone();
                other[at] ^= 1 << bit;
                assert!(met.insert(print(&other, |n| n)), "bit {bit} of {at}");
            }
            for with in 0..at {
                let mut other = numbers.clone();
                other.swap(at, with);
                assert!(met.insert(print(&other, |n| n)), "{at} and {with}");
            }
            assert!(met.insert(print(&numbers[..at], |n| n)), "the first {at}");
        }
        assert_eq!(print(&numbers, |n| n), whole);
    }
}
