//! Keys and flags as runs and packed bits (`RLE`). Takes values, hands on their bytes: a run of more than eight alike is
//! written once with its length, all between runs in as few bits each. Refuses to choose the bits.

use polars_parquet::parquet::encoding::bitpacked;

use super::delta::varint;

/// Values that are packed together, at most.
const STRETCH: usize = 8_192;
/// Values are packed by so many, and so few alike are packed with their neighbours.
const EIGHT: usize = 8;
/// Keys that are packed at once.
const BLOCK: usize = 32;

/// What can be written so.
pub(super) trait Packed: Copy + PartialEq {
    /// Appends values in so many bits each.
    fn pack(values: &[Self], bits: usize, out: &mut Vec<u8>);
    /// Its bytes, the lowest first.
    fn bytes(self) -> [u8; 4];
}

impl Packed for u32 {
    fn pack(values: &[Self], bits: usize, out: &mut Vec<u8>) {
        let mut block = [0; BLOCK];
        for values in values.chunks(BLOCK) {
            block[..values.len()].copy_from_slice(values);
            let mut packed = [0; size_of::<Self>() * BLOCK];
            bitpacked::encode_pack(&block, bits, &mut packed);
            out.extend_from_slice(&packed[..values.len().div_ceil(EIGHT) * bits]);
        }
    }

    fn bytes(self) -> [u8; 4] {
        self.to_le_bytes()
    }
}

impl Packed for bool {
    fn pack(values: &[Self], _: usize, out: &mut Vec<u8>) {
        let byte = |flags: &[Self]| flags.iter().rev().fold(0, |byte, flag| byte << 1 | u8::from(*flag));
        let eights = values.chunks_exact(EIGHT);
        let rest = eights.remainder();
        out.extend(eights.map(byte));
        out.extend((!rest.is_empty()).then(|| byte(rest)));
    }

    fn bytes(self) -> [u8; 4] {
        u32::from(self).to_le_bytes()
    }
}

/// Appends the values as runs and stretches.
pub(super) fn encode<T: Packed>(values: &[T], bits: usize, out: &mut Vec<u8>) {
    // What comes before `start` is written; before `at` there is no run that pays.
    let (mut start, mut at) = (0, 0);
    while let Some((first, end)) = next_run(values, at) {
        while first - start >= STRETCH {
            stretch(&values[start..start + STRETCH], bits, out);
            start += STRETCH;
        }
        // The run gives to the stretch before it what that wants to be whole eights.
        let filled = (first - start).next_multiple_of(EIGHT);
        if end <= start + filled + EIGHT {
            at = end;
        } else if filled == STRETCH {
            stretch(&values[start..start + STRETCH], bits, out);
            start += STRETCH;
            at = start;
        } else {
            stretch(&values[start..start + filled], bits, out);
            run(end - start - filled, values[first], bits, out);
            start = end;
            at = end;
        }
    }
    values[start..].chunks(STRETCH).for_each(|rest| stretch(rest, bits, out));
}

/// Appends so many times the same value, as [`encode`] would.
pub(super) fn same<T: Packed>(rows: usize, value: T, bits: usize, out: &mut Vec<u8>) {
    if rows > EIGHT { run(rows, value, bits, out) } else { stretch(&[value; EIGHT][..rows], bits, out) }
}

/// Appends a run.
pub(super) fn run<T: Packed>(length: usize, value: T, bits: usize, out: &mut Vec<u8>) {
    varint((length as u64) << 1, out);
    out.extend_from_slice(&value.bytes()[..bits.div_ceil(EIGHT)]);
}

fn stretch<T: Packed>(values: &[T], bits: usize, out: &mut Vec<u8>) {
    if !values.is_empty() {
        varint((values.len().div_ceil(EIGHT) as u64) << 1 | 1, out);
        T::pack(values, bits, out);
    }
}

/// Where more than eight alike begin and end. Looked for from the end of so many, most of which are jumped over.
fn next_run<T: Packed>(values: &[T], mut at: usize) -> Option<(usize, usize)> {
    while let Some(window) = values.get(at..=at + EIGHT) {
        let Some(unlike) = (0..EIGHT).rev().find(|place| window[*place] != window[place + 1]) else {
            let length = values[at..].iter().position(|value| *value != values[at]);
            return Some((at, length.map_or(values.len(), |length| at + length)));
        };
        at += unlike + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use polars_parquet::parquet::encoding::hybrid_rle;

    use super::*;

    #[test]
    fn the_bytes_are_those_of_another_writer() {
        let mut seed = 1_u32;
        let mut any = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        let mut runs_seen = 0;
        for (longest, most) in [(1, 9), (2, 40), (9, 40), (12, 900), (30, 30_000), (20_000, 40_000), (8, 20_000)] {
            for _ in 0..24 {
                let mut keys = Vec::new();
                for _ in 0..any(most) {
                    let (key, times) = (any(6) * 77, 1 + any(longest));
                    keys.extend(std::iter::repeat_n(key, times as usize));
                    if keys.len() > most as usize {
                        break;
                    }
                }
                let (mut ours, mut theirs) = (Vec::new(), Vec::new());
                encode(&keys, 9, &mut ours);
                hybrid_rle::encode::<u32, _, _>(&mut theirs, keys.iter().copied(), 9).unwrap();
                assert!(ours == theirs, "{longest} {} {keys:?}", keys.len());
                runs_seen += usize::from(ours.first().is_some_and(|byte| byte & 1 == 0));
                let flags: Vec<bool> = keys.iter().map(|key| *key > 77).collect();
                let (mut ours, mut theirs) = (Vec::new(), Vec::new());
                encode(&flags, 1, &mut ours);
                hybrid_rle::encode::<bool, _, _>(&mut theirs, flags.iter().copied(), 1).unwrap();
                assert!(ours == theirs, "{longest} {} {flags:?}", flags.len());
            }
        }
        assert!(runs_seen > 10);
    }
}
