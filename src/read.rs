//! Reading: files to raw rows, in batches. Takes a path and a layout's word on encoding, separator and sheets;
//! hands on cells as they stand, each batch sealed; refuses to know what any column means.

mod codepages;
mod contained;
#[cfg(test)]
mod damage;
mod delimited;
mod encoding;
mod file;
mod lines;
mod look;
mod markup;
mod packed;
mod sie;
mod workbook;

use std::path::Path;

use crate::model::finding::{Finding, Problem, text};
use crate::model::raw::{RawBatch, RawRow, Seal};
use crate::model::source::SourceId;
use crate::pipeline::{Layout, ReadLimits};

pub use file::{Contents, load};

pub use lines::Lines;
pub use look::{Dimension, Form, Look, Proof, SeparatorLook, SieLook, TextLook, look};

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
    /// What a person should know of the file itself: hidden sheets, or what it says that its rows don't bear out.
    pub findings: Vec<Finding>,
    name: String,
    kind: Kind,
}

enum Kind {
    Delimited(delimited::Delimited),
    Sie(Box<sie::Sie>),
    Workbook(Box<workbook::Workbook>),
}

/// Endings of workbooks.
const WORKBOOKS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];

/// Files that are no extract, by how they start, blanks and case left out.
const OTHERS: [(&str, &str); 12] = [
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<head", "HTML"),
    ("<table", "HTML"),
    ("mime-version:", "MHTML"),
    ("%pdf", "PDF"),
    ("{\\rtf", "RTF"),
    ("par1", "Parquet"),
    ("sqlite format 3", "SQLite"),
    ("7z\u{bc}", "7z"),
    ("rar!", "RAR"),
    ("bzh", "bzip2"),
];
/// What an XML file says that Excel 2003 wrote as a workbook.
const OLD_XML: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// Loads and opens the file at a path.
pub fn open_at(path: &Path, name: &str, layout: &Layout, limits: &ReadLimits) -> Result<Extract, Problem> {
    open(load(path, name, limits)?, layout, limits)
}

/// Opens a file by what its first bytes are, not by its name.
pub fn open(mut contents: Contents, layout: &Layout, limits: &ReadLimits) -> Result<Extract, Problem> {
    let (name, place) = (contents.name.clone(), contents.place());
    let about = |id: &'static str, detail: &str| {
        Problem::new(id, vec![("path", text(name.clone())), ("detail", text(detail))]).in_place(place.clone())
    };
    if contents.bytes.is_empty() {
        return Err(about("empty-file", ""));
    }
    let in_zip = packed::unpacked(&mut contents, limits).map_err(|problem| problem.in_place(place.clone()))?;
    if in_zip || contents.bytes.starts_with(workbook::ole::MAGIC) {
        let book = workbook::Workbook::open(contents, &layout.sheets, limits)?;
        return Ok(Extract {
            sheets: book.sheets.clone(),
            left_out: book.left_out.clone(),
            findings: book.findings(&name),
            name,
            kind: Kind::Workbook(Box::new(book)),
        });
    }
    if let Some(form) = sie::form_of(&contents.bytes) {
        let mut sie = sie::Sie::open(&contents.bytes, form, &name, layout)?;
        let findings = std::mem::take(&mut sie.findings);
        return Ok(Extract {
            sheets: Vec::new(),
            left_out: Vec::new(),
            findings,
            name,
            kind: Kind::Sie(Box::new(sie)),
        });
    }
    if let Some(kind) = other_kind(&contents.bytes) {
        return Err(about("other-kind", kind));
    }
    if WORKBOOKS.contains(&contents.ending.as_str()) {
        return Err(about("not-a-workbook", "PK / OLE2"));
    }
    let text = delimited::Delimited::open(contents, layout, limits)?;
    Ok(Extract { sheets: Vec::new(), left_out: Vec::new(), findings: Vec::new(), name, kind: Kind::Delimited(text) })
}

/// What a file is that is plainly no extract.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..4_096).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let letters: String = start.trim_ascii_start().iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let known = OTHERS.iter().find(|(magic, _)| letters.starts_with(magic)).map(|(_, kind)| *kind);
    let old_xml = letters.starts_with("<?xml") && letters.contains(OLD_XML);
    known.or(old_xml.then_some("XML Spreadsheet 2003"))
}

/// A file that goes over a limit of the job.
fn over(what: &str, limit: u64, key: &'static str) -> Problem {
    Problem::new("read-limit", vec![("what", text(what)), ("limit", text(limit.to_string())), ("key", text(key))])
}

impl Extract {
    /// Hands every row on, in order, in batches of about `batch_bytes`. A sheet without a row gives no batch.
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
                    if !batcher.rows.is_empty() {
                        batcher.flush().map_err(ReadError::Taker)?;
                    }
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
