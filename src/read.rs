//! Reading: files to raw rows, in batches. Takes a path and a layout's word on encoding, separator and sheets;
//! hands on cells as they stand, each batch sealed; refuses to know what any column means.

mod delimited;
mod lines;
mod sie;
mod workbook;

use std::path::Path;

use crate::model::finding::{Finding, Place, Problem, text};
use crate::model::raw::{RawBatch, RawRow, Seal};
use crate::model::source::SourceId;
use crate::pipeline::Layout;

pub use lines::Lines;

/// A field longer than this is taken as a quote that was never closed, not as text.
const MAX_FIELD_BYTES: usize = 64 * 1024;
/// Rows of one sheet or file; one more is over the limit.
const MAX_ROWS: u32 = 200_000_000;

/// Why reading stopped.
#[derive(Debug)]
pub enum ReadError<E> {
    /// The file cannot be read.
    Input(Box<Problem>),
    /// Whoever takes the batches stopped.
    Taker(E),
}

/// An input that could be opened.
pub struct Extract {
    /// Names of the sheets that will be read; empty for text.
    pub sheets: Vec<String>,
    /// Names of the sheets that the layout leaves out.
    pub left_out: Vec<String>,
    /// What the reader found that the file says of itself and its rows don't bear out.
    pub findings: Vec<Finding>,
    name: String,
    kind: Kind,
}

enum Kind {
    Delimited(delimited::Delimited),
    Sie(Box<sie::Sie>),
    Workbook(Box<workbook::Workbook>),
}

/// First bytes of a zip container (.xlsx, .xlsm, .xlsb, .ods) and of an OLE container (.xls, encrypted .xlsx).
const CONTAINERS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

/// Opens a file by what its first bytes are, not by its name.
pub fn open(path: &Path, name: &str, layout: &Layout) -> Result<Extract, Problem> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let bytes = std::fs::read(path).map_err(|e| {
        let id = if e.kind() == std::io::ErrorKind::NotFound { "file-not-found" } else { "unreadable-file" };
        let shown = path.to_string_lossy().into_owned();
        Problem::new(id, vec![("path", text(shown)), ("detail", text(e.to_string()))]).in_place(place.clone())
    })?;
    let is_container = CONTAINERS.iter().any(|magic| bytes.starts_with(magic));
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let says_workbook = ending.is_some_and(|e| ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&e.as_str()));
    if !is_container && says_workbook {
        let detail = if bytes.is_empty() { "0 byte" } else { "PK / OLE2" };
        let values = vec![("path", text(name)), ("detail", text(detail))];
        return Err(Problem::new("not-a-workbook", values).in_place(place));
    }
    let name = name.to_owned();
    if is_container {
        let book = workbook::Workbook::open(bytes, &name, &layout.sheets)?;
        return Ok(Extract {
            sheets: book.sheets.clone(),
            left_out: book.left_out.clone(),
            findings: Vec::new(),
            name,
            kind: Kind::Workbook(Box::new(book)),
        });
    }
    if let Some(form) = sie::form_of(&bytes) {
        let mut sie = sie::Sie::open(&bytes, form, &name, layout)?;
        let findings = std::mem::take(&mut sie.findings);
        return Ok(Extract {
            sheets: Vec::new(),
            left_out: Vec::new(),
            findings,
            name,
            kind: Kind::Sie(Box::new(sie)),
        });
    }
    let text = delimited::Delimited::open(bytes, &name, layout)?;
    let kind = Kind::Delimited(text);
    Ok(Extract { sheets: Vec::new(), left_out: Vec::new(), findings: Vec::new(), name, kind })
}

impl Extract {
    /// Hands every row on, in order, in batches of about `batch_bytes`. An empty sheet gives one empty batch.
    pub fn read<E>(
        self,
        source: SourceId,
        batch_bytes: usize,
        take: &mut dyn FnMut(RawBatch) -> Result<(), E>,
    ) -> Result<(), ReadError<E>> {
        match self.kind {
            Kind::Delimited(text) => {
                let mut batcher = Batcher { source, sheet: 0, batch_bytes, bytes: 0, rows: Vec::new(), take };
                text.read(&self.name, &mut |row, bytes| batcher.row(row, bytes))?;
                batcher.flush().map_err(ReadError::Taker)
            }
            Kind::Sie(sie) => {
                let mut batcher = Batcher { source, sheet: 0, batch_bytes, bytes: 0, rows: Vec::new(), take };
                sie.read(&self.name, &mut |row, bytes| batcher.row(row, bytes))?;
                batcher.flush().map_err(ReadError::Taker)
            }
            Kind::Workbook(mut book) => {
                for (sheet, title) in (0_u16..).zip(&self.sheets) {
                    let mut batcher = Batcher { source, sheet, batch_bytes, bytes: 0, rows: Vec::new(), take };
                    book.read(&self.name, title, &mut |row, bytes| batcher.row(row, bytes))?;
                    batcher.flush().map_err(ReadError::Taker)?;
                }
                Ok(())
            }
        }
    }
}

/// What a format's reader calls with each row and its rough size.
type TakeRow<'a, E> = &'a mut dyn FnMut(RawRow, usize) -> Result<(), ReadError<E>>;

/// Gathers rows into sealed batches.
struct Batcher<'a, E> {
    source: SourceId,
    sheet: u16,
    batch_bytes: usize,
    bytes: usize,
    rows: Vec<RawRow>,
    take: &'a mut dyn FnMut(RawBatch) -> Result<(), E>,
}

impl<E> Batcher<'_, E> {
    fn row(&mut self, row: RawRow, bytes: usize) -> Result<(), ReadError<E>> {
        if row.row >= MAX_ROWS {
            let values = vec![("what", text("rows")), ("limit", text(MAX_ROWS.to_string()))];
            return Err(ReadError::Input(Box::new(Problem::new("limit-exceeded", values))));
        }
        self.bytes += bytes;
        self.rows.push(row);
        if self.bytes >= self.batch_bytes { self.flush().map_err(ReadError::Taker) } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), E> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        let seal = Seal::of(&rows);
        (self.take)(RawBatch { source: self.source, sheet: self.sheet, rows, seal })
    }
}
