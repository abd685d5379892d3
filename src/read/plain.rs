//! Lines without a quote, which is nearly all of most extracts: cut at their signs, with nothing copied cell by cell.
//! Takes whole lines, hands on their rows; refuses any that ask for care (a byte outside the encoding, something over a
//! limit), which are then read as the others are.

use crate::model::raw::{RawRows, Stretch};

use super::MAX_FIELD_BYTES;
use super::delimited::Style;
use super::encoding::decoded;

/// The longest cell, as places in texts are counted.
const LONGEST: u32 = 64 * 1024;
const _: () = assert!(LONGEST as usize == MAX_FIELD_BYTES && LONGEST <= RawRows::SHORT);

/// Counts lines as an editor does: CR LF is one line end, CR alone and LF alone too.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineCount {
    /// Of the next byte.
    pub(super) line: u32,
    after_return: bool,
}

impl Default for LineCount {
    fn default() -> Self {
        Self { line: 1, after_return: false }
    }
}

impl LineCount {
    /// The line after these bytes.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        let mut before = 0;
        for place in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let joined = place == before;
            self.end(bytes.get(place) == Some(&b'\r'), joined);
            before = place + 1;
        }
        self.after_return &= before == bytes.len();
    }

    /// A line end; `joined` where nothing stands between it and the one before.
    fn end(&mut self, is_return: bool, joined: bool) {
        let second_half = !is_return && self.after_return && joined;
        self.line = self.line.saturating_add(u32::from(!second_half));
        self.after_return = is_return;
    }
}

/// The last line end after which another line starts for certain; zero where there is none.
pub(super) fn whole_lines(bytes: &[u8]) -> usize {
    if let Some(feed) = memchr::memrchr(b'\n', bytes) {
        return feed + 1;
    }
    // A line feed may follow a carriage return that stands last.
    let before_last = bytes.split_last().map_or(bytes, |(_, rest)| rest);
    memchr::memrchr(b'\r', before_last).map_or(0, |at| at + 1)
}

/// Adds the rows of these lines; `None`, and nothing added, where they must be read with care.
pub(super) fn rows(style: &Style, lines: &[u8], count: &mut LineCount, rows: &mut RawRows) -> Option<()> {
    let text = decoded(style.encoding, lines).ok()?;
    let mark = rows.mark();
    let mut now = *count;
    let whole = cut(style, &text, &mut now, rows).and_then(|()| rows.text(text));
    if whole.is_some() {
        *count = now;
    } else {
        rows.back_to(mark);
    }
    whole.map(drop)
}

/// Adds the cells and rows of a text that is to be added after them.
fn cut(style: &Style, text: &str, count: &mut LineCount, rows: &mut RawRows) -> Option<()> {
    let base = rows.text_end();
    base.checked_add(u32::try_from(text.len()).ok()?)?;
    // Places in the rows' texts, and how many cells the row has.
    let mut under = Under { row: base, cell: base, cells: 0 };
    let most = (u32::try_from(style.limits.row_bytes).unwrap_or(u32::MAX), style.limits.columns);
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
    let mut at = base;
    for (block, length) in blocks.iter().map(|block| (block, BLOCK)).chain([(&last, rest.len())]) {
        let mut found = signs(block, style.separator);
        found &= if length < BLOCK { (1 << length) - 1 } else { u64::MAX };
        while found != 0 {
            let place = found.trailing_zeros();
            let (end, sign) = (at + place, block[place as usize % BLOCK]);
            if sign == style.separator {
                under.cell_ends(end, rows);
            } else {
                under.line_ends(sign == b'\r', end, most, count, rows)?;
            }
            found &= found - 1;
        }
        at += u32::try_from(length).ok()?;
    }
    if at > under.row {
        under.row_ends(at, most, count.line, rows)?;
        count.after_return = false;
    }
    Some(())
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Which of these bytes end a cell or a line, the first in the lowest bit. A loop without branches over bytes is done with
/// many of them at once; a product then puts the lowest bits of eight bytes side by side in its highest byte.
#[inline]
fn signs(block: &[u8; BLOCK], separator: u8) -> u64 {
    let mut are = [0_u8; BLOCK];
    for (is, byte) in are.iter_mut().zip(block) {
        *is = u8::from(*byte == separator) | u8::from(*byte == b'\n') | u8::from(*byte == b'\r');
    }
    let (eights, _) = are.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |signs, eight| signs << 8 | bits(eight))
}

/// The row at hand.
struct Under {
    row: u32,
    cell: u32,
    cells: u64,
}

impl Under {
    /// A line feed or a carriage return.
    fn line_ends(
        &mut self,
        is_return: bool,
        at: u32,
        most: (u32, u64),
        count: &mut LineCount,
        rows: &mut RawRows,
    ) -> Option<()> {
        // A blank line is no row.
        if at > self.row {
            self.row_ends(at, most, count.line, rows)?;
        }
        count.end(is_return, at == self.row);
        (self.row, self.cell, self.cells) = (at + 1, at + 1, 0);
        Some(())
    }

    /// A separator.
    #[inline]
    fn cell_ends(&mut self, at: u32, rows: &mut RawRows) {
        rows.short(Stretch { start: self.cell, end: at });
        self.cell = at.wrapping_add(1);
        self.cells += 1;
    }

    fn row_ends(&self, at: u32, most: (u32, u64), line: u32, rows: &mut RawRows) -> Option<()> {
        rows.short(Stretch { start: self.cell, end: at });
        rows.end(line);
        let length = at - self.row;
        // No cell is longer than its row: where one might be too long, all is read with care.
        (length <= LONGEST && length <= most.0 && self.cells < most.1).then_some(())
    }
}
