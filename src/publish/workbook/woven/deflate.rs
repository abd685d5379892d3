//! Texts and copies to the bits that a zip's parts hold (deflate, RFC 1951). Takes a block's text and which of it is a copy of
//! what stood before, hands on bytes; refuses to look for copies. Each block has codes of its own, made from how often what
//! comes in it.

use super::huffman::{Code, codes};

/// No copy is longer.
pub(super) const LONGEST: usize = 258;
/// No copy is shorter.
pub(super) const SHORTEST: usize = 3;
/// No copy is of what stands further back.
pub(super) const FURTHEST: usize = 1 << 15;

/// Bytes, the end of a block, and the lengths of copies.
const SIGNS: usize = 286;
/// The sign that ends a block.
const END: usize = 256;
/// The sign of the longest copy, which is alone in it.
const LONGEST_SIGN: usize = 285;
/// The signs of distances.
const DISTANCES: usize = 30;
/// How long the codes of signs and distances may be, and those of these lengths.
const MOST_BITS: [usize; 2] = [15, 7];
/// The most bits that stand behind a sign of a copy, and behind a distance.
const MOST_MORE: [usize; 2] = [5, 13];
/// More bits than stand before a block's first sign.
const HEAD: usize = (SIGNS + DISTANCES + ORDER.len() + 3) * MOST_BITS[1];
/// The order in which the lengths of the codes of lengths stand.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// So many bytes as they stand, then a copy of so many from so far back; of none where the length is zero.
#[derive(Clone, Copy)]
pub(super) struct Sequence {
    plain: u32,
    length: u16,
    /// The distance by its sign and what stands behind that.
    distance: u8,
    further: u16,
}

impl Sequence {
    /// Bytes that no copy comes after.
    pub(super) fn plain(plain: usize) -> Self {
        Self { plain: low(plain), length: 0, distance: 0, further: 0 }
    }

    /// Bytes and a copy, neither longer nor from further back than copies may be.
    #[inline]
    pub(super) fn copy(plain: usize, length: usize, distance: usize) -> Self {
        let (distance, further) = distance_sign(distance);
        let short = |number: usize| u16::try_from(number).unwrap_or_default();
        let distance = u8::try_from(distance).unwrap_or_default();
        Self { plain: low(plain), length: short(length), distance, further: short(further) }
    }
}

/// Bits on their way to bytes.
#[derive(Default)]
pub(super) struct Deflate {
    /// What is written, and room for the block.
    out: Vec<u8>,
    /// How much of it is written.
    written: usize,
    held: u64,
    /// Fewer than eight, but for while something is written.
    bits: usize,
}

/// Beside more bits there is no room for those of a byte.
const FULL: usize = 48;

impl Deflate {
    /// Goes on after some bytes.
    pub(super) fn after(out: Vec<u8>) -> Self {
        Self { written: out.len(), out, ..Self::default() }
    }

    /// Writes a block: a text and the sequences that make all of it.
    pub(super) fn block(&mut self, text: &[u8], sequences: &[Sequence], is_last: bool) {
        let counts = counted(text, sequences);
        let (signs, distances) = (codes(&counts.0, MOST_BITS[0]), codes(&counts.1, MOST_BITS[0]));
        let bits = bits(&counts.0, &signs, MOST_MORE[0]) + bits(&counts.1, &distances, MOST_MORE[1]) + HEAD;
        self.out.resize(self.written + bits / 8 + 2 * size_of::<u64>(), 0);
        self.push(u64::from(is_last) | 2 << 1, 3);
        self.head(&signs, &distances);
        let mut lengths = [Code::default(); LONGEST + 1];
        for (length, code) in lengths.iter_mut().enumerate().skip(SHORTEST) {
            let (sign, more, bits) = length_sign(length);
            *code = signs[sign].then(more, bits);
        }
        let mut at = 0;
        for sequence in sequences {
            let (plain, length) = (at + sequence.plain as usize, usize::from(sequence.length));
            for byte in &text[at..plain] {
                self.hold(signs[usize::from(*byte)]);
                if self.bits > FULL {
                    self.let_go();
                }
            }
            self.let_go();
            if length > 0 {
                let distance = usize::from(sequence.distance);
                self.hold(lengths[length]);
                self.hold(distances[distance].then(u64::from(sequence.further), DISTANCE_BITS[distance]));
                self.let_go();
            }
            at = plain + length;
        }
        self.hold(signs[END]);
        self.let_go();
    }

    /// The bytes, the last filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.out.truncate(self.written);
        if self.bits > 0 {
            self.out.push(self.held.to_le_bytes()[0]);
        }
        self.out
    }

    /// How long each code is.
    fn head(&mut self, signs: &[Code], distances: &[Code]) {
        let lengths = || signs.iter().chain(distances).map(|code| code.length);
        let mut counts = [0; ORDER.len()];
        lengths().for_each(|length| counts[length] += 1);
        let of_lengths = codes(&counts, MOST_BITS[1]);
        for (number, least, bits) in [(signs.len(), 257, 5), (distances.len(), 1, 5), (ORDER.len(), 4, 4)] {
            self.push((number - least) as u64, bits);
        }
        for length in ORDER {
            self.push(of_lengths[length].length as u64, 3);
        }
        for length in lengths() {
            self.hold(of_lengths[length]);
            self.let_go();
        }
    }

    fn push(&mut self, bits: u64, length: usize) {
        self.hold(Code { bits, length });
        self.let_go();
    }

    #[inline]
    fn hold(&mut self, code: Code) {
        self.held |= code.bits << self.bits;
        self.bits += code.length;
    }

    /// Writes the whole bytes of what is held.
    #[inline]
    fn let_go(&mut self) {
        if let Some(room) = self.out[self.written..].first_chunk_mut::<8>() {
            *room = self.held.to_le_bytes();
        }
        self.written += self.bits / 8;
        self.held >>= self.bits / 8 * 8;
        self.bits %= 8;
    }
}

/// The most bits that signs take with what stands behind them.
fn bits(counts: &[u32], codes: &[Code], more: usize) -> usize {
    counts.iter().zip(codes).map(|(count, code)| *count as usize * (code.length + more)).sum()
}

/// How often each sign and each distance comes.
fn counted(text: &[u8], sequences: &[Sequence]) -> ([u32; SIGNS], [u32; DISTANCES]) {
    let (mut signs, mut lengths, mut distances) = ([0; SIGNS], [0; LONGEST + 1], [0; DISTANCES]);
    let mut at = 0;
    for Sequence { plain, length, distance, .. } in sequences {
        let (plain, length) = (at + *plain as usize, usize::from(*length));
        text[at..plain].iter().for_each(|byte| signs[usize::from(*byte)] += 1);
        // What is no copy is counted among those of no length, at a distance that may not come.
        lengths[length] += 1;
        distances[usize::from(*distance)] += u32::from(length > 0);
        at = plain + length;
    }
    for (length, count) in lengths.iter().enumerate().skip(SHORTEST) {
        signs[length_sign(length).0] += count;
    }
    signs[END] += 1;
    (signs, distances)
}

/// A length's sign, and what stands behind it in how many bits.
fn length_sign(length: usize) -> (usize, u64, usize) {
    let more = length - SHORTEST;
    if length == LONGEST {
        return (LONGEST_SIGN, 0, 0);
    }
    let bits = (more.max(4).ilog2() - 2) as usize;
    (END + 1 + (bits << 2) + (more >> bits), (more & ((1 << bits) - 1)) as u64, bits)
}

/// The bits behind each sign of a distance.
const DISTANCE_BITS: [usize; DISTANCES] = {
    let (mut bits, mut sign) = ([0; DISTANCES], 4);
    while sign < DISTANCES {
        bits[sign] = sign / 2 - 1;
        sign += 1;
    }
    bits
};

/// A distance's sign, and what stands behind it.
#[inline]
fn distance_sign(distance: usize) -> (usize, usize) {
    let more = distance - 1;
    let bits = more.max(2).ilog2() - 1;
    ((bits as usize) * 2 + (more >> bits), more & ((1 << bits) - 1))
}

/// A part's text is kept in stretches far shorter than this.
#[inline]
fn low(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;

    use super::*;

    fn unpacked(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        DeflateDecoder::new(bytes).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn every_length_and_every_kind_of_distance_is_read_as_it_was_written() {
        let mut seed = 7_u32;
        let mut any = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let mut text: Vec<u8> = Vec::new();
        let mut deflate = Deflate::default();
        let powers = (0..15).flat_map(|power| [(1 << power) - 1, 1 << power, (1 << power) + 1]);
        let distances: Vec<usize> = powers.chain([FURTHEST - 1, FURTHEST]).filter(|distance| *distance > 0).collect();
        for (number, letters) in [1, 2, 40, 256, 3].into_iter().enumerate() {
            let (begin, mut sequences) = (text.len(), Vec::new());
            for length in (SHORTEST..=LONGEST).chain([0]) {
                let plain = if text.is_empty() { FURTHEST } else { any(9) };
                (0..plain).for_each(|_| text.push(u8::try_from(any(letters)).unwrap()));
                let distance = distances[any(distances.len())];
                (0..length).for_each(|_| text.push(text[text.len() - distance]));
                sequences.push(if length > 0 {
                    Sequence::copy(plain, length, distance)
                } else {
                    Sequence::plain(plain)
                });
            }
            deflate.block(&text[begin..], &sequences, number == 4);
        }
        assert!(unpacked(&deflate.finish()) == text);
    }

    #[test]
    fn a_block_of_nothing_and_one_of_one_letter_are_read() {
        let mut deflate = Deflate::after(b"before".to_vec());
        deflate.block(b"", &[], false);
        deflate.block(&[b'y'; 3], &[Sequence::plain(3)], false);
        deflate.block(b"a", &[Sequence::plain(1)], true);
        let bytes = deflate.finish();
        assert_eq!(unpacked(bytes.strip_prefix(b"before").unwrap()), b"yyya");
    }
}
