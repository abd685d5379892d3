//! Lines without a quote, which is nearly all of most extracts: cut at their signs, with nothing copied cell by cell.
//! Takes whole lines, hands on their rows; refuses any that ask for care (a byte outside the encoding, something over a
//! limit), which are then read as the others are.

use crate::model::raw::{RawRows, Stretch};

use super::MAX_FIELD_BYTES;
use super::delimited::Style;
use super::encoding::decoded;

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
    let whole = cut(style, &text, &mut now, rows);
    if whole.is_some() {
        *count = now;
    } else {
        rows.back_to(mark);
    }
    whole
}

fn cut(style: &Style, text: &str, count: &mut LineCount, rows: &mut RawRows) -> Option<()> {
    let base = rows.text(text)?;
    let most = (usize::try_from(style.limits.row_bytes).ok()?, usize::try_from(style.limits.columns).ok()?);
    // Where the row and its cell start, and how many cells it has.
    let (mut row, mut cell, mut cells) = (0, 0, 0);
    let add = |rows: &mut RawRows, start: usize, end: usize| {
        let stretch = Stretch { start: base + u32::try_from(start).ok()?, end: base + u32::try_from(end).ok()? };
        (end - start <= MAX_FIELD_BYTES && rows.stretch(stretch)).then_some(())
    };
    for place in memchr::memchr3_iter(style.separator, b'\n', b'\r', text.as_bytes()) {
        let sign = text.as_bytes().get(place).copied()?;
        if sign == style.separator {
            add(rows, cell, place)?;
            cells += 1;
        } else {
            // A blank line is no row.
            if place > row {
                add(rows, cell, place)?;
                rows.end(count.line);
                if place - row > most.0 || cells >= most.1 {
                    return None;
                }
            }
            count.end(sign == b'\r', place == row);
            (row, cells) = (place + 1, 0);
        }
        cell = place + 1;
    }
    if text.len() > row {
        add(rows, cell, text.len())?;
        rows.end(count.line);
        count.after_return = false;
        if text.len() - row > most.0 || cells >= most.1 {
            return None;
        }
    }
    Some(())
}
