//! Delimited text. Takes bytes in the layout's encoding, hands on rows of text cells with the line number that an
//! editor shows; refuses bytes that the declared encoding cannot hold, a file that is plainly in another encoding or
//! says another separator of itself, and a quote that is left open.

use crate::model::finding::{Place, Problem, text};
use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::{Encoding, Layout, ReadLimits};

use super::encoding::{contradicts, decoded, from_utf16, likely, mark};
use super::file::Contents;
use super::{MAX_FIELD_BYTES, ReadError, TakeRow, over};

/// Letters of a field that a message shows.
const SHOWN: usize = 80;

/// A text file in memory, in an encoding that is ASCII where ASCII is.
pub(super) struct Delimited {
    bytes: Vec<u8>,
    encoding: Encoding,
    separator: u8,
    limits: ReadLimits,
}

impl Delimited {
    pub(super) fn open(contents: Contents, layout: &Layout, limits: &ReadLimits) -> Result<Self, Problem> {
        let declared = layout.encoding;
        let place = contents.place();
        let mut bytes = contents.bytes;
        let differs = |looks: Encoding| {
            let values = vec![("encoding", text(declared.name())), ("looks", text(looks.name()))];
            Problem::new("encoding-differs", values).in_place(place.clone())
        };
        if let Some((marked, length)) = mark(&bytes) {
            if marked != declared {
                return Err(differs(marked));
            }
            bytes.drain(..length);
        }
        if let Some(looks) = contradicts(declared, &bytes) {
            return Err(differs(looks));
        }
        if [Encoding::Utf16Le, Encoding::Utf16Be].contains(&declared) {
            bytes = from_utf16(declared, &bytes)
                .map_err(|before| broken_utf16(declared, &before, &bytes, layout.separator, &place))?
                .into_bytes();
        }
        let text = Self { bytes, encoding: declared, separator: layout.separator, limits: *limits };
        text.stated_separator().map_err(|problem| problem.in_place(Place { row: Some(1), ..place.clone() }))?;
        Ok(text)
    }

    /// The first line may be Excel's own word on the separator, `sep=;`.
    fn stated_separator(&self) -> Result<(), Problem> {
        let end = memchr::memchr2(b'\n', b'\r', &self.bytes).unwrap_or(self.bytes.len());
        let line = self.bytes.get(..end).unwrap_or_default();
        let line = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
        let stated = match line {
            [s, e, p, b'=', stated] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => *stated,
            _ => return Ok(()),
        };
        if stated == self.separator {
            return Ok(());
        }
        let shown = |sign: u8| text(if sign == b'\t' { "\\t".to_owned() } else { char::from(sign).to_string() });
        let values = vec![("stated", shown(stated)), ("separator", shown(self.separator))];
        Err(Problem::new("separator-differs", values))
    }

    pub(super) fn read<E>(&self, name: &str, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.bytes.as_slice());
        let mut record = csv::ByteRecord::new();
        let mut lines = Lines { at: 0, line: 1 };
        loop {
            let more = reader.read_byte_record(&mut record).map_err(|e| {
                let values = vec![("path", text(name)), ("detail", text(e.to_string()))];
                ReadError::Input(Box::new(Problem::new("unreadable-file", values)))
            })?;
            if !more {
                return Ok(());
            }
            let start = record.position().map_or(0, |at| self.start_of(at.byte()));
            let line = lines.of(&self.bytes, start);
            let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let cells = self.within_limits(&record).and_then(|()| {
                self.no_open_quote(name, line, &record, (start, end))?;
                let fields = (1..).zip(&record);
                fields.map(|(column, field)| self.cell(name, line, column, field)).collect::<Result<Vec<_>, _>>()
            });
            let placed = |mut problem: Problem| {
                problem.place.file.get_or_insert_with(|| name.to_owned());
                problem.place.row.get_or_insert(line);
                problem
            };
            let cells = cells.map_err(|problem| ReadError::Input(Box::new(placed(problem))))?;
            take(RawRow { row: line, cells }, record.as_slice().len())?;
        }
    }

    /// Where a record starts. The reader counts a record from the end of the one before: line ends and blank lines that
    /// it skips first are not of the record.
    fn start_of(&self, byte: u64) -> usize {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.bytes.get(start..).unwrap_or_default();
        start.saturating_add(rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count())
    }

    fn within_limits(&self, record: &csv::ByteRecord) -> Result<(), Problem> {
        let long = |length: usize, most: u64| u64::try_from(length).is_ok_and(|length| length > most);
        if long(record.as_slice().len(), self.limits.row_bytes) {
            return Err(over("row-bytes", self.limits.row_bytes, "row-bytes"));
        }
        let used = record.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
        if long(used, self.limits.columns) {
            return Err(over("columns", self.limits.columns, "columns"));
        }
        Ok(())
    }

    /// A quote that was never closed swallows the rows after it, into one field that holds line breaks and at least as
    /// many separators as a row has: the rest of its own row and the start of another. A text with line breaks is
    /// taken, such a field never: it would lose rows. Nor is a quote that is still open where the file ends.
    fn no_open_quote(
        &self,
        name: &str,
        line: u32,
        record: &csv::ByteRecord,
        span: (usize, usize),
    ) -> Result<(), Problem> {
        let row_of = record.len().saturating_sub(1).max(2);
        let swallows = |field: &[u8]| {
            let breaks = memchr::memchr2(b'\n', b'\r', field).is_some();
            breaks && field.split(|b| *b == self.separator).count() > row_of
        };
        let at_end = span.1 >= self.bytes.len() && self.open_at_end(span.0);
        let column = record.iter().position(swallows).map(|column| column + 1);
        let Some(column) = column.or(at_end.then_some(record.len())) else { return Ok(()) };
        let place = Place {
            file: Some(name.to_owned()),
            row: Some(line),
            column: Some(column.to_string()),
            ..Place::default()
        };
        Err(Problem::new("open-quote", Vec::new()).in_place(place))
    }

    /// True where the file ends within a quoted field of the record that starts there.
    fn open_at_end(&self, start: usize) -> bool {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let (mut quoted, mut field_starts) = (false, true);
        let mut bytes = rest.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if quoted && bytes.peek() == Some(&b'"') => {
                    bytes.next();
                }
                b'"' if quoted => quoted = false,
                b'"' if field_starts => quoted = true,
                _ => {}
            }
            field_starts = !quoted && (byte == self.separator || byte == b'\n' || byte == b'\r');
        }
        quoted
    }

    fn cell(&self, name: &str, line: u32, column: usize, field: &[u8]) -> Result<RawCell, Problem> {
        if field.is_empty() {
            return Ok(RawCell::Blank);
        }
        let place = || Place {
            file: Some(name.to_owned()),
            row: Some(line),
            column: Some(column.to_string()),
            ..Place::default()
        };
        if field.len() > MAX_FIELD_BYTES {
            let values = vec![("what", text("field")), ("limit", text(MAX_FIELD_BYTES.to_string()))];
            return Err(Problem::new("limit-exceeded", values).in_place(place()));
        }
        match decoded(self.encoding, field) {
            Ok(read) => Ok(RawCell::Text(read.as_ref().into())),
            Err(bad) => Err(self.not_decodable(field, bad).in_place(place())),
        }
    }

    fn not_decodable(&self, field: &[u8], bad: usize) -> Problem {
        let likely = likely(&self.bytes).filter(|likely| *likely != self.encoding);
        undecodable(self.encoding, &String::from_utf8_lossy(field), field.get(bad).copied(), likely)
    }
}

/// A control character would upset the terminal.
fn printable(letter: char) -> char {
    if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter }
}

fn undecodable(encoding: Encoding, shown: &str, byte: Option<u8>, likely: Option<Encoding>) -> Problem {
    let values = vec![
        ("encoding", text(encoding.name())),
        ("detail", text(shown.chars().take(SHOWN).map(printable).collect::<String>())),
        ("byte", text(byte.map_or(String::new(), |byte| format!("0x{byte:02X}")))),
        ("likely", text(likely.map_or("", Encoding::name))),
    ];
    Problem::new("not-decodable", values)
}

/// A broken unit of a UTF-16 file, after the text that could be read before it.
fn broken_utf16(encoding: Encoding, before: &str, bytes: &[u8], separator: u8, file: &Place) -> Problem {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let row = 1 + before.chars().filter(|sign| *sign == '\n').count();
    let column = 1 + line.chars().filter(|sign| *sign == char::from(separator)).count();
    let field = line.rsplit(char::from(separator)).next().unwrap_or_default();
    let at = before.encode_utf16().count() * 2;
    let likely = likely(bytes).filter(|likely| *likely != encoding);
    undecodable(encoding, field, bytes.get(at).copied(), likely).in_place(Place {
        row: u32::try_from(row).ok(),
        column: Some(column.to_string()),
        ..file.clone()
    })
}

/// Counts lines as an editor does: CR LF is one line end, CR alone and LF alone too.
struct Lines {
    at: usize,
    line: u32,
}

impl Lines {
    /// The line of a place that is not before the last one asked for.
    fn of(&mut self, bytes: &[u8], start: usize) -> u32 {
        let between = bytes.get(self.at..start).unwrap_or_default();
        let ends = memchr::memchr2_iter(b'\n', b'\r', between).filter(|place| {
            let place = self.at + place;
            bytes.get(place) == Some(&b'\r') || place == 0 || bytes.get(place - 1) != Some(&b'\r')
        });
        self.line = self.line.saturating_add(u32::try_from(ends.count()).unwrap_or(u32::MAX));
        self.at = start.max(self.at);
        self.line
    }
}
