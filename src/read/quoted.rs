//! Records that may hold quotes. Takes bytes that start where a record does, hands on rows; refuses bytes that the
//! encoding cannot hold, more than the limits, and a quote that is left open.

use std::borrow::Cow;

use crate::model::finding::{Place, Problem, Value, text};
use crate::model::raw::{RawCell, RawRow, RawRows, Stretch};
use crate::pipeline::Encoding;

use super::delimited::{Style, undecodable};
use super::encoding::{decoded, instead};
use super::plain::LineCount;
use super::{MAX_FIELD_BYTES, over};

/// After so many bytes without a quote, care is no longer needed.
const QUIET: usize = 256;

/// Records cut from bytes: one for a whole file, since to set it up costs more than a record.
pub(super) struct Records {
    core: csv_core::Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// How many fields the record at hand has.
    count: usize,
    /// Nothing has been cut yet.
    fresh: bool,
}

impl Records {
    pub(super) fn new(style: &Style) -> Self {
        let core = csv_core::ReaderBuilder::new().delimiter(style.separator).build();
        Self { core, fields: vec![0; 1 << 10], ends: vec![0; 1 << 5], count: 0, fresh: true }
    }

    /// From here on, as if nothing had been cut.
    fn begin(&mut self) {
        self.core.reset();
        self.fresh = true;
    }

    /// Cuts the next record; how many bytes it took, and whether there was one at all.
    fn next(&mut self, bytes: &[u8]) -> (usize, bool) {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let (mut used, mut written) = (0, 0);
        self.count = 0;
        loop {
            // The reader passes over a byte order mark in the first bytes that it gets. That of the file is gone; any other
            // is a letter, so the first byte comes alone.
            let most = if std::mem::take(&mut self.fresh) { 1 } else { usize::MAX };
            let input = bytes.get(used..).unwrap_or_default();
            let input = input.get(..most.min(input.len())).unwrap_or_default();
            let (fields, ends) = (&mut self.fields[written..], &mut self.ends[self.count..]);
            let (result, taken, letters, fields) = self.core.read_record(input, fields, ends);
            used += taken;
            written += letters;
            self.count += fields;
            match result {
                InputEmpty => {}
                OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                Record => return (used, true),
                End => return (used, false),
            }
        }
    }

    /// Where a field of the record stands among its bytes.
    fn range(&self, place: usize) -> std::ops::Range<usize> {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        start..self.ends.get(place).copied().unwrap_or(start)
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count).map(|place| self.fields.get(self.range(place)).unwrap_or_default())
    }

    fn bytes(&self) -> &[u8] {
        self.fields.get(..self.count.checked_sub(1).map_or(0, |last| self.range(last).end)).unwrap_or_default()
    }
}

/// A quote that starts a field, by their places among the bytes.
struct Quote {
    field: usize,
    opens: usize,
    closes: Option<usize>,
}

/// What stands between a stretch of bytes and its rows.
pub(super) struct Careful<'a> {
    pub(super) style: &'a Style,
    pub(super) bytes: &'a [u8],
    /// No bytes follow these, or none that belong to their last record.
    pub(super) ended: bool,
    /// Read them all, quotes or not.
    pub(super) all: bool,
}

impl Careful<'_> {
    /// Adds rows, up to where no quote is near; how many bytes they took. A record that more bytes may belong to is left.
    pub(super) fn rows(
        &self,
        record: &mut Records,
        count: &mut LineCount,
        rows: &mut RawRows,
    ) -> Result<usize, Problem> {
        record.begin();
        let mut used = 0;
        loop {
            let (taken, more) = record.next(self.bytes.get(used..).unwrap_or_default());
            let end = used + taken;
            if !more {
                // What is left are line ends.
                count.pass(self.bytes.get(used..end).unwrap_or_default());
                return Ok(end);
            }
            let start = self.start_of(used);
            let long = end.saturating_sub(start) > self.style.longest();
            if end == self.bytes.len() && !self.ended && !long {
                return Ok(used);
            }
            count.pass(self.bytes.get(used..start).unwrap_or_default());
            let placed = |mut problem: Problem| {
                problem.place.row.get_or_insert(count.line);
                problem
            };
            let sound = if long { Err(self.too_long(start, *count)) } else { self.sound(record, (start, end), *count) };
            sound.map_err(placed)?;
            if self.at_once(record, rows).is_some() {
                rows.end(count.line);
            } else {
                let cells = self.cells(record).map_err(placed)?;
                if !rows.push(&RawRow { row: count.line, cells }) {
                    return Err(over("row-bytes", u64::from(u32::MAX), "row-bytes"));
                }
            }
            count.pass(self.bytes.get(start..end).unwrap_or_default());
            used = end;
            let near = self.bytes.get(used..).unwrap_or_default();
            let near = near.get(..QUIET.min(near.len())).unwrap_or_default();
            if !self.all && memchr::memchr(b'"', near).is_none() {
                return Ok(used);
            }
        }
    }

    /// Adds all cells of a record in one piece, where its bytes are letters as they stand; `None`, and nothing added,
    /// where each must be looked at by itself.
    fn at_once(&self, record: &Records, rows: &mut RawRows) -> Option<()> {
        let bytes = record.bytes();
        let as_it_stands = self.style.encoding == Encoding::Utf8 || bytes.is_ascii();
        let letters = std::str::from_utf8(bytes).ok().filter(|_| as_it_stands && memchr::memchr(0, bytes).is_none())?;
        let mut ends = (0..self.kept(record)).map(|place| record.range(place).end);
        if record.iter().any(|field| field.len() > MAX_FIELD_BYTES) || !ends.all(|end| letters.is_char_boundary(end)) {
            return None;
        }
        let mark = rows.mark();
        let base = rows.text(letters.into())?;
        let mut add = |place: usize| {
            let range = record.range(place);
            let at = |place: usize| base.checked_add(u32::try_from(place).ok()?);
            rows.stretch(Stretch { start: at(range.start)?, end: at(range.end)? }).then_some(())
        };
        let all = (0..self.kept(record)).try_for_each(&mut add);
        if all.is_none() {
            rows.back_to(mark);
        }
        all
    }

    /// Cells of a record that are kept: those past the limit hold nothing, or the record would have been refused.
    fn kept(&self, record: &Records) -> usize {
        record.count.min(usize::try_from(self.style.limits.columns).unwrap_or(usize::MAX))
    }

    fn cells<'r>(&self, record: &'r Records) -> Result<Vec<RawCell<'r>>, Problem> {
        (1..).zip(record.iter().take(self.kept(record))).map(|(column, field)| self.cell(column, field)).collect()
    }

    /// Where a record starts. The reader counts a record from the end of the one before: line ends and blank lines that
    /// it skips first are not of the record.
    fn start_of(&self, start: usize) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        start.saturating_add(rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count())
    }

    /// Why a record is refused that is longer than any within the limits: judged by its first bytes, so that it is told the
    /// same however far the block reaches.
    fn too_long(&self, start: usize, count: LineCount) -> Problem {
        let head = self.bytes.get(start..start.saturating_add(self.style.longest())).unwrap_or_default();
        let mut record = Records::new(self.style);
        record.next(head);
        let head = Careful { style: self.style, bytes: head, ended: true, all: true };
        let mut refused = head.sound(&record, (0, head.bytes.len()), count).err();
        if let Some(open) = refused.as_mut().filter(|problem| problem.id == "open-quote" && problem.values.is_empty()) {
            open.values.push(("bytes", crate::model::finding::count(head.bytes.len())));
        }
        refused.unwrap_or_else(|| over("row-bytes", self.style.limits.row_bytes, "row-bytes"))
    }

    fn sound(&self, record: &Records, span: (usize, usize), count: LineCount) -> Result<(), Problem> {
        self.no_open_quote(record, span, count)?;
        self.within_limits(record)
    }

    fn within_limits(&self, record: &Records) -> Result<(), Problem> {
        let limits = &self.style.limits;
        let long = |length: usize, most: u64| u64::try_from(length).is_ok_and(|length| length > most);
        if long(record.bytes().len(), limits.row_bytes) {
            return Err(over("row-bytes", limits.row_bytes, "row-bytes"));
        }
        let used = (0..record.count).rev().find(|place| !record.range(*place).is_empty()).map_or(0, |last| last + 1);
        if long(used, limits.columns) {
            return Err(over("columns", limits.columns, "columns"));
        }
        Ok(())
    }

    /// A quote that was never closed swallows the rows after it, into one field that holds line breaks and at least as
    /// many separators as a row has: the rest of its own row and the start of another. A text with line breaks is
    /// taken, such a field never: it would lose rows. Nor is a quote that is still open where the file ends.
    fn no_open_quote(&self, record: &Records, span: (usize, usize), count: LineCount) -> Result<(), Problem> {
        let row_of = record.count.saturating_sub(1).max(2);
        let swallows = |field: &[u8]| {
            let breaks = memchr::memchr2(b'\n', b'\r', field).is_some();
            breaks && field.split(|b| *b == self.style.separator).count() > row_of
        };
        let at_end = span.1 >= self.bytes.len() && self.quotes(span).last().is_some_and(|quote| quote.closes.is_none());
        let field = record.iter().position(swallows).or(at_end.then_some(record.count.saturating_sub(1)));
        let Some(field) = field else { return Ok(()) };
        let quote = self.quotes(span).into_iter().find(|quote| quote.field == field);
        let line = |place: usize| {
            let mut lines = count;
            lines.pass(self.bytes.get(span.0..place).unwrap_or_default());
            lines.line
        };
        let closes =
            quote.as_ref().and_then(|quote| quote.closes).map(|place| ("line", Value::Count(line(place).into())));
        let row = quote.map(|quote| line(quote.opens));
        let place = Place { row, ..in_column(field + 1) };
        Err(Problem::new("open-quote", closes.into_iter().collect()).in_place(place))
    }

    /// The quotes that start a field of the record there.
    fn quotes(&self, (start, end): (usize, usize)) -> Vec<Quote> {
        let (mut quotes, mut field, mut field_starts): (Vec<Quote>, usize, bool) = (Vec::new(), 0, true);
        let mut bytes = (start..).zip(self.bytes.get(start..end).unwrap_or_default().iter().copied()).peekable();
        while let Some((at, byte)) = bytes.next() {
            let open = quotes.last_mut().filter(|quote| quote.closes.is_none());
            match (open, byte) {
                (Some(_), b'"') if bytes.peek().is_some_and(|(_, next)| *next == b'"') => {
                    bytes.next();
                }
                (Some(open), b'"') => open.closes = Some(at),
                (Some(_), _) => {}
                (None, b'"') if field_starts => quotes.push(Quote { field, opens: at, closes: None }),
                (None, _) => {
                    field += usize::from(byte == self.style.separator);
                    field_starts = byte == self.style.separator || byte == b'\n' || byte == b'\r';
                    continue;
                }
            }
            field_starts = false;
        }
        quotes
    }

    fn cell<'r>(&self, column: usize, field: &'r [u8]) -> Result<RawCell<'r>, Problem> {
        if field.is_empty() {
            return Ok(RawCell::Blank);
        }
        if field.len() > MAX_FIELD_BYTES {
            let values = vec![("what", text("field")), ("limit", text(MAX_FIELD_BYTES.to_string()))];
            return Err(Problem::new("limit-exceeded", values).in_place(in_column(column)));
        }
        match decoded(self.style.encoding, field) {
            Ok(read) => Ok(RawCell::Text(read)),
            Err(bad) => Err(self.not_decodable(field, bad).in_place(in_column(column))),
        }
    }

    fn not_decodable(&self, field: &[u8], bad: usize) -> Problem {
        let encoding: Encoding = self.style.encoding;
        let letter = |byte: &u8| decoded(encoding, &[*byte]).map_or("\u{fffd}".to_owned(), Cow::into_owned);
        let shown =
            if encoding.is_single() { field.iter().map(letter).collect() } else { String::from_utf8_lossy(field) };
        undecodable(encoding, &shown, field.get(bad).copied(), instead(encoding, self.bytes))
    }
}

fn in_column(column: usize) -> Place {
    Place { column: Some(column.to_string()), ..Place::default() }
}
