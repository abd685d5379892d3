//! Text that repeats itself, packed as a part of a zip while it is written. Takes text piece by piece, each with the place
//! where the same most likely stood before; hands on the part. Refuses to look for what repeats: whoever writes rows of cells
//! knows that, and looking is what packing else spends its time on.

mod deflate;
mod huffman;

use crc32fast::Hasher;
use zip::result::{ZipError, ZipResult};

use deflate::{Deflate, FURTHEST, LONGEST, SHORTEST, Sequence};

/// A copy of fewer bytes takes no fewer bits than they do.
const WORTH: usize = SHORTEST + 1;
/// Sequences of a block.
const BLOCK: usize = 1 << 14;
/// Text that is kept before some of it is let go.
const KEPT: usize = 1 << 18;
/// Text of which nobody knows what stood before is looked for by so many bytes, which have so many slots.
const WORD: usize = size_of::<u64>();
const SLOTS: usize = 1 << 11;
/// Spreads words over the slots: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Of a part, before and behind the names in a zip: what begins each, what unpacks it (2.0) and how it is packed.
const BEFORE: [u8; 10] = [b'P', b'K', 3, 4, 20, 0, 0, 0, 8, 0];
const LISTED: [u8; 12] = [b'P', b'K', 1, 2, 20, 3, 20, 0, 0, 0, 8, 0];
const END: [u8; 8] = [b'P', b'K', 5, 6, 0, 0, 0, 0];
/// 1 January 1980, the first day that a zip knows.
const DAY: [u8; 4] = [0, 0, 33, 0];
/// A file that its owner reads and writes.
const PLAIN_FILE: u32 = 0o100_600 << 16;

/// A place in the text.
#[derive(Clone, Copy)]
pub(super) struct At(usize);

impl Default for At {
    fn default() -> Self {
        Self::NOWHERE
    }
}

impl At {
    /// Where nothing has stood yet.
    pub(super) const NOWHERE: Self = Self(usize::MAX);
}

/// A piece of text that comes again and again, and where it stood last.
pub(super) struct Piece {
    text: String,
    last: At,
}

impl Piece {
    pub(super) fn new(text: String) -> Self {
        Self { text, last: At::NOWHERE }
    }
}

/// A part of a zip that is written.
pub(super) struct Woven {
    name: String,
    /// The last of what was written: all that is in no block, and what may be copied.
    text: Vec<u8>,
    /// How much was written before it.
    gone: usize,
    /// Where in `text` the block begins.
    block: usize,
    /// Where in `text` that begins which is in no sequence.
    loose: usize,
    /// What ends the text is a copy of so many bytes from so far back.
    open: (usize, usize),
    sequences: Vec<Sequence>,
    /// Where words of text that was looked through stood last.
    words: Vec<usize>,
    packed: Deflate,
    sum: Hasher,
}

impl Woven {
    /// A part of this name.
    pub(super) fn new(name: &str) -> Self {
        let mut packed = BEFORE.to_vec();
        packed.extend_from_slice(&DAY);
        // Sum and sizes are filled in at the end.
        packed.extend_from_slice(&[0; 12]);
        packed.extend_from_slice(&length(name).to_le_bytes());
        packed.extend_from_slice(&[0; 2]);
        packed.extend_from_slice(name.as_bytes());
        Self {
            name: name.to_owned(),
            text: Vec::with_capacity(KEPT + (KEPT >> 2)),
            gone: 0,
            block: 0,
            loose: 0,
            open: (0, 0),
            sequences: Vec::with_capacity(BLOCK),
            words: vec![At::NOWHERE.0; SLOTS],
            packed: Deflate::after(packed),
            sum: Hasher::new(),
        }
    }

    /// Appends text that hasn't stood before.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.write(At::NOWHERE, |out| out.extend_from_slice(text));
        self.end_full_block();
    }

    /// Appends text of which nobody knows what stood before: that is looked for.
    pub(super) fn push_anything(&mut self, text: &[u8]) {
        for text in text.chunks(BLOCK) {
            self.write(At::NOWHERE, |out| out.extend_from_slice(text));
            let mut at = self.text.len() - text.len();
            while let Some(word) = self.text[at..].first_chunk::<WORD>() {
                let slot = u64::from_le_bytes(*word).wrapping_mul(SPREAD) >> (u64::BITS - SLOTS.ilog2());
                let now = self.gone + at;
                let slot = usize::try_from(slot).unwrap_or_default() & (SLOTS - 1);
                let distance = now.wrapping_sub(std::mem::replace(&mut self.words[slot], now));
                let from = if (1..=FURTHEST).contains(&distance) { at.checked_sub(distance) } else { None };
                let alike =
                    |from: usize| self.text[from..].iter().zip(&self.text[at..]).take_while(|(a, b)| a == b).count();
                let length = from.map_or(0, alike).min(LONGEST);
                if length >= WORD {
                    self.sequences.push(Sequence::copy(at - self.loose, length, distance));
                    self.loose = at + length;
                }
                at += if length >= WORD { length } else { 1 };
            }
            self.end_full_block();
        }
    }

    /// Appends a piece.
    #[inline]
    pub(super) fn piece(&mut self, piece: &mut Piece) {
        piece.last = self.write(piece.last, |out| out.extend_from_slice(piece.text.as_bytes()));
    }

    /// Appends what comes before a piece and the piece, which may stand at a place before together.
    #[inline]
    pub(super) fn with_piece(&mut self, before: At, first: &[u8], piece: &mut Piece) -> At {
        let begin = self.write(before, |out| {
            out.extend_from_slice(first);
            out.extend_from_slice(piece.text.as_bytes());
        });
        piece.last = At(begin.0 + first.len());
        begin
    }

    /// Appends what `write` does, which may stand at a place before; gives the place where it stands now.
    #[inline]
    pub(super) fn write(&mut self, before: At, write: impl FnOnce(&mut Vec<u8>)) -> At {
        let begin = self.text.len();
        write(&mut self.text);
        let now = self.gone + begin;
        let distance = now.wrapping_sub(before.0);
        let from = if (1..=FURTHEST).contains(&distance) { begin.checked_sub(distance) } else { None };
        // Text before, then what was written.
        let repeats = |from: usize| alike(&self.text[from..from + self.text.len() - begin], &self.text[begin..]);
        let (length, open) = self.open;
        if !from.is_some_and(repeats) {
            self.close(begin);
        } else if open == distance && length > 0 {
            self.open.0 += self.text.len() - begin;
        } else {
            let written = self.text.len() - begin;
            let now = self.close(begin);
            self.open = (written, distance);
            return now;
        }
        At(now)
    }

    /// Ends the copy, if there is one, at a place in `text`; gives the place in all text.
    #[inline]
    fn close(&mut self, end: usize) -> At {
        let now = At(self.gone + end);
        let (length, distance) = std::mem::take(&mut self.open);
        if length >= WORTH {
            let plain = end - length - self.loose;
            self.loose = end;
            if length <= LONGEST {
                self.sequences.push(Sequence::copy(plain, length, distance));
            } else {
                self.long_copy(plain, length, distance);
            }
            if self.sequences.len() >= BLOCK {
                self.end_block(end, false);
            }
        }
        now
    }

    #[cold]
    fn long_copy(&mut self, mut plain: usize, mut length: usize, distance: usize) {
        while length > 0 {
            // What is left is nothing or long enough.
            let some = if length > LONGEST { LONGEST.min(length - SHORTEST) } else { length };
            self.sequences.push(Sequence::copy(plain, some, distance));
            length -= some;
            plain = 0;
        }
    }

    /// Where no copy is open, ends a block that has become long without many.
    fn end_full_block(&mut self) {
        if self.open.0 == 0 && self.text.len() - self.block >= KEPT {
            self.end_block(self.text.len(), false);
        }
    }

    /// Packs what was written up to a place in `text`, where no copy is open, and lets go of what no copy can reach.
    #[cold]
    fn end_block(&mut self, end: usize, is_last: bool) {
        self.sequences.push(Sequence::plain(end - self.loose));
        let text = &self.text[self.block..end];
        self.packed.block(text, &self.sequences, is_last);
        self.sum.update(text);
        self.sequences.clear();
        let passed = end.saturating_sub(FURTHEST);
        self.text.drain(..passed);
        self.gone += passed;
        (self.block, self.loose) = (end - passed, end - passed);
    }

    /// A zip with the part alone.
    pub(super) fn finish(mut self) -> ZipResult<Vec<u8>> {
        self.close(self.text.len());
        self.end_block(self.text.len(), true);
        let size = self.gone + self.text.len();
        let mut zip = self.packed.finish();
        let begin = BEFORE.len() + DAY.len();
        let before = begin + 16 + self.name.len();
        let mut about = self.sum.finalize().to_le_bytes().to_vec();
        for size in [zip.len() - before, size] {
            // Whoever reads more than that wants another form of zip.
            let size = u32::try_from(size).map_err(|_| ZipError::InvalidArchive("a part of over 4 GB".into()))?;
            about.extend_from_slice(&size.to_le_bytes());
        }
        zip[begin..begin + about.len()].copy_from_slice(&about);
        let listed = zip.len();
        zip.extend_from_slice(&LISTED);
        zip.extend_from_slice(&DAY);
        zip.extend_from_slice(&about);
        zip.extend_from_slice(&length(&self.name).to_le_bytes());
        zip.extend_from_slice(&[0; 8]);
        zip.extend_from_slice(&PLAIN_FILE.to_le_bytes());
        zip.extend_from_slice(&[0; 4]);
        zip.extend_from_slice(self.name.as_bytes());
        let list = u32::try_from(zip.len() - listed).unwrap_or_default();
        zip.extend_from_slice(&END);
        // One part here, and one in all.
        zip.extend_from_slice(&[1, 0, 1, 0]);
        zip.extend_from_slice(&list.to_le_bytes());
        zip.extend_from_slice(&u32::try_from(listed).unwrap_or_default().to_le_bytes());
        zip.extend_from_slice(&[0; 2]);
        Ok(zip)
    }
}

/// Whether two texts of the same length are the same. Most have ten to thirty bytes: a library's call takes longer.
#[inline]
fn alike(one: &[u8], other: &[u8]) -> bool {
    let ((ones, _), (others, _)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let same = ones.iter().zip(others).all(|(one, other)| u64::from_ne_bytes(*one) == u64::from_ne_bytes(*other));
    same && match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(one), Some(other)) => u64::from_ne_bytes(*one) == u64::from_ne_bytes(*other),
        _ => one.iter().zip(other).all(|(one, other)| one == other),
    }
}

/// The names of parts are short.
fn length(name: &str) -> u16 {
    u16::try_from(name.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;

    fn unpacked(zip: &[u8]) -> Vec<u8> {
        let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
        let mut text = Vec::new();
        assert_eq!(zip.by_index(0).unwrap().name().unwrap(), "xl/part.xml");
        zip.by_index(0).unwrap().read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn what_was_woven_is_read_wherever_it_was_said_to_have_stood() {
        let (mut woven, mut text) = (Woven::new("xl/part.xml"), Vec::new());
        let pieces = ["<c r=\"A", "\" s=\"7\"><v>", "</v></c>", "a", ""].map(str::to_owned);
        let mut some = pieces.clone().map(Piece::new);
        let mut places = vec![At::NOWHERE, At(0)];
        for row in 0..120_000_usize {
            for (piece, of) in some.iter_mut().zip(&pieces) {
                woven.piece(piece);
                text.extend_from_slice(of.as_bytes());
            }
            // Some figures are those of a row above, some are said to be and are not, and some stand too far back.
            let figure = (row / 7 % 40_009).to_string();
            let before = places[row.wrapping_mul(0x9e37_79b9) % places.len().min(9_000)];
            let before = if row % 3 == 0 { before } else { places[places.len() - 1 - row % 2] };
            places.push(woven.write(before, |out| out.extend_from_slice(figure.as_bytes())));
            text.extend_from_slice(figure.as_bytes());
        }
        woven.push(&[b'x'; 700]);
        text.extend_from_slice(&[b'x'; 700]);
        let other: Vec<String> = (0..30_000).map(|n| format!("<row r=\"{n}\">{}</row>", n * n % 1_009)).collect();
        let other = other.concat();
        woven.push_anything(other.as_bytes());
        text.extend_from_slice(other.as_bytes());
        let zip = woven.finish().unwrap();
        assert!(unpacked(&zip) == text);
        assert!(text.len() > 8 * KEPT && zip.len() * 8 < text.len(), "{} of {}", zip.len(), text.len());
    }

    #[test]
    fn one_text_over_and_over_is_one_long_copy() {
        let mut woven = Woven::new("xl/part.xml");
        let mut piece = Piece::new("abcdef".to_owned());
        (0..100_000).for_each(|_| woven.piece(&mut piece));
        let zip = woven.finish().unwrap();
        assert!(unpacked(&zip) == "abcdef".repeat(100_000).into_bytes());
        assert!(zip.len() < 2_000, "{}", zip.len());
        assert!(unpacked(&Woven::new("xl/part.xml").finish().unwrap()).is_empty());
    }
}
