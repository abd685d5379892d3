//! Delimited text. Takes bytes in the layout's encoding, hands on rows of text cells with the line number that an
//! editor shows; refuses bytes that the declared encoding cannot hold, and fields so long that a quote must have
//! been left open.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::model::finding::{Place, Problem, text};
use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::Layout;

use super::{MAX_FIELD_BYTES, ReadError, TakeRow};

/// A text file in memory, in an encoding that is ASCII where ASCII is.
pub(super) struct Delimited {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    separator: u8,
}

impl Delimited {
    pub(super) fn open(bytes: Vec<u8>, name: &str, layout: &Layout) -> Result<Self, Problem> {
        let declared = Encoding::for_label(layout.encoding.as_bytes()).unwrap_or(UTF_8);
        let refuse = |detail: &str| {
            let values = vec![("encoding", text(layout.encoding.clone())), ("detail", text(detail))];
            Problem::new("not-decodable", values).in_place(Place { file: Some(name.to_owned()), ..Place::default() })
        };
        let mut bytes = bytes;
        if let Some((marked, length)) = Encoding::for_bom(&bytes) {
            if marked != declared {
                return Err(refuse(&format!("BOM: {}", marked.name())));
            }
            bytes.drain(..length);
        }
        let separator = layout.separator;
        if declared == UTF_16LE || declared == UTF_16BE {
            let decoded = declared.decode_without_bom_handling_and_without_replacement(&bytes);
            let bytes = decoded.ok_or_else(|| refuse("UTF-16"))?.into_owned().into_bytes();
            return Ok(Self { bytes, encoding: UTF_8, separator });
        }
        Ok(Self { bytes, encoding: declared, separator })
    }

    pub(super) fn read<E>(&self, name: &str, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.bytes.as_slice());
        let mut record = csv::ByteRecord::new();
        loop {
            let more = reader.read_byte_record(&mut record).map_err(|e| {
                let values = vec![("path", text(name)), ("detail", text(e.to_string()))];
                ReadError::Input(Box::new(Problem::new("unreadable-file", values)))
            })?;
            if !more {
                return Ok(());
            }
            let line = record.position().map_or(0, |at| self.line_of(at));
            self.no_open_quote(name, line, &record).map_err(|problem| ReadError::Input(Box::new(problem)))?;
            let cells = (1..).zip(&record).map(|(column, field)| self.cell(name, line, column, field));
            let cells = cells.collect::<Result<Vec<_>, _>>().map_err(|problem| ReadError::Input(Box::new(problem)))?;
            take(RawRow { row: line, cells }, record.as_slice().len())?;
        }
    }

    /// The line that a record starts on. The reader counts a record from the end of the one before, so line feeds and
    /// blank lines that it skips first are still to be counted.
    fn line_of(&self, position: &csv::Position) -> u32 {
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let rest = self.bytes.get(start..).unwrap_or_default();
        let skipped = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
        u32::try_from(position.line()).unwrap_or(u32::MAX).saturating_add(u32::try_from(skipped).unwrap_or(u32::MAX))
    }

    /// A quote that was never closed swallows the rows after it, into one field that holds line breaks and at least as
    /// many separators as a row has: the rest of its own row and the start of another. A text with line breaks is
    /// taken, such a field never: it would lose rows.
    fn no_open_quote(&self, name: &str, line: u32, record: &csv::ByteRecord) -> Result<(), Problem> {
        let row_of = record.len().saturating_sub(1).max(2);
        let swallows = |field: &[u8]| {
            let breaks = field.iter().any(|b| matches!(b, b'\n' | b'\r'));
            breaks && field.split(|b| *b == self.separator).count() > row_of
        };
        let Some(column) = record.iter().position(swallows) else { return Ok(()) };
        let place = Place {
            file: Some(name.to_owned()),
            row: Some(line),
            column: Some((column + 1).to_string()),
            ..Place::default()
        };
        Err(Problem::new("open-quote", Vec::new()).in_place(place))
    }

    fn cell(&self, name: &str, line: u32, column: usize, field: &[u8]) -> Result<RawCell, Problem> {
        let place = || Place {
            file: Some(name.to_owned()),
            row: Some(line),
            column: Some(column.to_string()),
            ..Place::default()
        };
        if field.is_empty() {
            return Ok(RawCell::Blank);
        }
        if field.len() > MAX_FIELD_BYTES {
            let values = vec![("what", text("field")), ("limit", text(MAX_FIELD_BYTES.to_string()))];
            return Err(Problem::new("limit-exceeded", values).in_place(place()));
        }
        let decoded = self.encoding.decode_without_bom_handling_and_without_replacement(field);
        decoded.map(|decoded| RawCell::Text(decoded.as_ref().into())).ok_or_else(|| {
            let shown = String::from_utf8_lossy(field).into_owned();
            let values = vec![("encoding", text(self.encoding.name().to_lowercase())), ("detail", text(shown))];
            Problem::new("not-decodable", values).in_place(place())
        })
    }
}
