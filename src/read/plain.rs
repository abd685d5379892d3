//! Lines without a quote, which is nearly all of most extracts: cut at their signs, with nothing copied cell by cell.
//! Takes whole lines, hands on their rows; refuses any that ask for care (a byte outside the encoding, something over a
//! limit), which are then read as the others are.

use crate::model::raw::{RawRows, Stretch};
use crate::model::sixteen;

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
    // Places in the rows' texts.
    let mut under = Under { row: base, cell: base, cells: 0, ends: [0; BLOCK] };
    let most = (u32::try_from(style.limits.row_bytes).unwrap_or(u32::MAX), style.limits.columns);
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
    let mut at = base;
    for (block, length) in blocks.iter().map(|block| (block, BLOCK)).chain([(&last, rest.len())]) {
        let signs = Signs::of(block, style.separator).first(length);
        // A blank line is no row, and a carriage return may be half a line end.
        let follow = signs.feeds << 1 | u64::from(under.row == at);
        if signs.returns == 0 && signs.feeds & follow == 0 {
            under.pass(&signs, at, most, count, rows)?;
        } else {
            let mut found = signs.all();
            while found != 0 {
                let place = found.trailing_zeros();
                if signs.separators >> place & 1 == 1 {
                    under.cell_ends(at + place, rows);
                } else {
                    under.line_ends(signs.returns >> place & 1 == 1, at + place, most, count, rows)?;
                }
                found &= found - 1;
            }
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

/// Where the bytes of a block stand that end a cell or a line, the first in the lowest bit.
struct Signs {
    separators: u64,
    feeds: u64,
    returns: u64,
}

impl Signs {
    #[inline]
    fn of(block: &[u8; BLOCK], separator: u8) -> Self {
        let (quarters, _) = block.as_chunks();
        let whole = |byte| quarters.iter().rev().fold(0, |bits, quarter| bits << 16 | sixteen::equal(quarter, byte));
        Self { separators: whole(separator), feeds: whole(b'\n'), returns: whole(b'\r') }
    }

    /// Of so many bytes alone.
    #[inline]
    fn first(self, length: usize) -> Self {
        let of = u64::MAX.unbounded_shr(u32::try_from(BLOCK - length).unwrap_or_default());
        Self { separators: self.separators & of, feeds: self.feeds & of, returns: self.returns & of }
    }

    #[inline]
    fn all(&self) -> u64 {
        self.separators | self.feeds | self.returns
    }
}

/// The row at hand: where it and its cell begin, and how many cells came before.
struct Under {
    row: u32,
    cell: u32,
    cells: usize,
    /// Where the cells of a block end.
    ends: [u32; BLOCK],
}

impl Under {
    /// A block of separators and line feeds, none of which ends a blank line: each of its signs ends a cell.
    #[inline]
    fn pass(
        &mut self,
        signs: &Signs,
        at: u32,
        most: (u32, u64),
        count: &mut LineCount,
        rows: &mut RawRows,
    ) -> Option<()> {
        let (all, mut feeds) = (signs.all(), signs.feeds);
        let mut rest = all;
        // Eight at a time: how many there are need not be guessed so often.
        for ends in self.ends.as_chunks_mut::<8>().0 {
            for end in ends {
                *end = at.wrapping_add(rest.trailing_zeros());
                rest &= rest.wrapping_sub(1);
            }
            if rest == 0 {
                break;
            }
        }
        let (before, found) = (rows.cells_in_all(), all.count_ones() as usize);
        let ends = self.ends.get(..found)?;
        rows.short_until(self.cell, ends);
        let mut first = before - self.cells;
        while feeds != 0 {
            let end = at + feeds.trailing_zeros();
            let until = before + (all & (feeds ^ (feeds - 1))).count_ones() as usize;
            rows.end_after(count.line, until);
            let length = end - self.row;
            if length > LONGEST || length > most.0 || (until - first) as u64 > most.1 {
                return None;
            }
            count.end(false, false);
            (self.row, first) = (end + 1, until);
            feeds &= feeds - 1;
        }
        self.cells = before + found - first;
        self.cell = ends.last().map_or(self.cell, |end| end + 1);
        Some(())
    }

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
        (length <= LONGEST && length <= most.0 && (self.cells as u64) < most.1).then_some(())
    }
}
