//! Whole numbers as differences from the one before (`DELTA_BINARY_PACKED`). Takes values, hands on their bytes.

/// Values in a block; its least difference is written once.
const BLOCK: usize = 128;
/// Values in each part of a block that has a width of its own.
const PART: usize = 32;

/// Appends the values after a head with their number and the first.
pub(super) fn encode(values: &[i64], out: &mut Vec<u8>) {
    let (first, rest) = values.split_first().map_or((0, values), |(first, rest)| (*first, rest));
    for number in [BLOCK, BLOCK / PART, values.len()] {
        varint(number as u64, out);
    }
    zigzag(first, out);
    let mut before = first;
    for block in rest.chunks(BLOCK) {
        // Differences wrap around, as the format has it: whoever reads them adds with the same wrap.
        let mut deltas = [0_i64; BLOCK];
        for (delta, value) in deltas.iter_mut().zip(block) {
            *delta = value.wrapping_sub(before);
            before = *value;
        }
        let deltas = &deltas[..block.len()];
        let least = deltas.iter().copied().min().unwrap_or_default();
        zigzag(least, out);
        let widths_at = out.len();
        out.extend_from_slice(&[0; BLOCK / PART]);
        for (part, deltas) in deltas.chunks(PART).enumerate() {
            let mut above = [0_u64; PART];
            for (above, delta) in above.iter_mut().zip(deltas) {
                *above = delta.wrapping_sub(least).cast_unsigned();
            }
            let width = u64::BITS - above.iter().fold(0, |all, value| all | value).leading_zeros();
            out[widths_at + part] = u8::try_from(width).unwrap_or(u8::MAX);
            pack(&above, width, out);
        }
    }
}

/// Appends values in as few bits each, the first in the lowest.
fn pack(values: &[u64; PART], width: u32, out: &mut Vec<u8>) {
    let mut packed = [0; PART * size_of::<u64>()];
    let mut words = packed.as_chunks_mut::<4>().0.iter_mut();
    let mut let_go = |held: u64| {
        if let Some(word) = words.next() {
            word.copy_from_slice(&held.to_le_bytes()[..4]);
        }
    };
    let (mut held, mut bits) = (0_u64, 0);
    for value in values {
        // What is held has less than 32 bits, so half a value has room beside it.
        for (half, width) in [(value & u64::from(u32::MAX), width.min(32)), (value >> 32, width.saturating_sub(32))] {
            held |= half << bits;
            bits += width;
            if bits >= 32 {
                let_go(held);
                held >>= 32;
                bits -= 32;
            }
        }
    }
    out.extend_from_slice(&packed[..PART / 8 * width as usize]);
}

/// Seven bits a byte, the lowest first; the highest bit says that more come.
pub(super) fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn zigzag(number: i64, out: &mut Vec<u8>) {
    varint((number << 1 ^ number >> 63).cast_unsigned(), out);
}
