//! Codes of different lengths: the more often a sign comes, the shorter its code (Huffman). Takes how often each comes, hands
//! on codes as deflate wants them; refuses codes longer than it is told.

/// A code, its bits as they are written: the lowest first.
#[derive(Clone, Copy, Default)]
pub(super) struct Code {
    pub(super) bits: u64,
    /// Zero where the sign never comes.
    pub(super) length: usize,
}

impl Code {
    /// The code with so many bits behind it.
    #[inline]
    pub(super) fn then(self, bits: u64, length: usize) -> Self {
        Self { bits: self.bits | bits << self.length, length: self.length + length }
    }
}

/// A code for each sign that comes, none longer than so many bits. There are two at least: readers exist that refuse a code
/// that leaves bits unused.
pub(super) fn codes<const N: usize>(counts: &[u32; N], longest: usize) -> [Code; N] {
    let mut counts = *counts;
    for place in 0..N {
        if counts.iter().filter(|count| **count > 0).count() >= 2 {
            break;
        }
        counts[place] = counts[place].max(1);
    }
    let mut lengths = lengths(&counts);
    while lengths.iter().max().is_some_and(|most| *most > longest) {
        // The more alike the counts are, the shorter is the longest code.
        counts.iter_mut().filter(|count| **count > 0).for_each(|count| *count = *count / 2 + 1);
        lengths = self::lengths(&counts);
    }
    numbered(&lengths)
}

/// How long each sign's code is: the two rarest are put together to one, until one is left.
fn lengths<const N: usize>(counts: &[u32; N]) -> [usize; N] {
    let mut leaves: Vec<(u32, usize)> = counts.iter().copied().zip(0..).filter(|(count, _)| *count > 0).collect();
    leaves.sort_unstable();
    // Nodes come in the order of their counts, so the rarest is the next leaf or the next node.
    let mut nodes: Vec<(u64, usize)> = Vec::with_capacity(leaves.len());
    let mut above = vec![usize::MAX; leaves.len()];
    let (mut leaf, mut node) = (0, 0);
    for place in 0..leaves.len().saturating_sub(1) {
        let mut sum = 0;
        for _ in 0..2 {
            let next_leaf = leaves.get(leaf).map(|(count, _)| u64::from(*count));
            match (next_leaf, nodes.get_mut(node)) {
                (Some(count), next) if next.as_ref().is_none_or(|next| count <= next.0) => {
                    sum += count;
                    above[leaf] = place;
                    leaf += 1;
                }
                (_, Some(next)) => {
                    sum += next.0;
                    next.1 = place;
                    node += 1;
                }
                _ => {}
            }
        }
        nodes.push((sum, usize::MAX));
    }
    let mut depths = vec![0; nodes.len()];
    for place in (0..nodes.len()).rev() {
        depths[place] = depths.get(nodes[place].1).map_or(0, |depth| depth + 1);
    }
    let mut lengths = [0; N];
    for ((_, sign), above) in leaves.iter().zip(above) {
        lengths[*sign] = depths.get(above).map_or(0, |depth| depth + 1);
    }
    lengths
}

/// Codes of these lengths: shorter ones are lower, and of one length they rise with the signs.
fn numbered<const N: usize>(lengths: &[usize; N]) -> [Code; N] {
    let mut codes = [Code::default(); N];
    let mut next = 0_u32;
    for length in 1..=lengths.iter().max().copied().unwrap_or_default() {
        next <<= 1;
        for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, own)| **own == length) {
            *code = Code { bits: u64::from(next.reverse_bits() >> (u32::BITS as usize - length)), length };
            next += 1;
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of all bit patterns that codes take, in so many parts.
    fn taken(codes: &[Code], parts: u64) -> u64 {
        codes.iter().filter(|code| code.length > 0).map(|code| parts >> code.length).sum()
    }

    #[test]
    fn codes_are_short_where_signs_are_many_and_leave_nothing_unused() {
        let mut steep = [0; 40];
        let (mut one, mut other) = (1, 1);
        for count in &mut steep {
            (*count, one, other) = (one, other, one + other);
        }
        for (counts, longest) in [(steep, 15), (steep, 7), ([9; 40], 7), ([0; 40], 15)] {
            let codes = codes(&counts, longest);
            assert_eq!(taken(&codes, 1 << 15), 1 << 15, "{counts:?}");
            assert!(codes.iter().all(|code| code.length <= longest));
            for (code, other) in codes.iter().zip(&codes[1..]) {
                assert!(counts[0] != 1 || code.length >= other.length, "rarer signs have no shorter codes");
            }
        }
        let lengths: Vec<usize> = codes(&[3, 0, 1, 1, 8], 15).iter().map(|code| code.length).collect();
        assert_eq!(lengths, [2, 0, 3, 3, 1]);
    }
}
