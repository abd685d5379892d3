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
mod plain;
mod quoted;
mod shapes;
mod sie;
mod window;
mod workbook;

use std::path::Path;

use crate::model::digest::Digest;
use crate::model::finding::{Finding, Problem, text};
use crate::model::raw::{RawBatch, RawRow, RawRows, Seal};
use crate::model::source::SourceId;
use crate::pipeline::{Layout, ReadLimits};

pub use file::{Contents, digest, load};

use file::{Rest, Stamp};
pub use lines::Lines;
pub use look::{Dimension, Form, Look, Proof, SeparatorLook, SieLook, TextLook, look};
pub use workbook::all_there;

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
    /// What the file was, where it is in memory.
    digest: Option<Digest>,
    /// What tells whether it has changed, where it isn't.
    stamp: Option<Stamp>,
}

enum Kind {
    Delimited(Box<delimited::Delimited>),
    Sie(Box<sie::Sie>),
    Workbook(Box<workbook::Workbook>),
    /// To be opened again.
    Shut,
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

/// Opens the file at a path. A text that is longer than its head is read as it is asked for, all else as one.
pub fn open_at(path: &Path, name: &str, layout: &Layout, limits: &ReadLimits) -> Result<Extract, Problem> {
    let (mut contents, mut rest) = file::begin(path, name, limits)?;
    if let Some(more) = rest.as_mut().filter(|_| !is_text(&contents)) {
        more.read(usize::MAX, std::sync::Arc::make_mut(&mut contents.bytes))?;
        rest = None;
    }
    opened(contents, rest, layout, limits)
}

/// Opens a file by what its first bytes are, not by its name.
pub fn open(contents: Contents, layout: &Layout, limits: &ReadLimits) -> Result<Extract, Problem> {
    opened(contents, None, layout, limits)
}

/// Opens a file that has been looked at: what that has worked out isn't worked out again.
pub fn open_known(contents: &Contents, look: &Look, layout: &Layout, limits: &ReadLimits) -> Result<Extract, Problem> {
    let Form::Sie(known) = &look.form else { return open(contents.clone(), layout, limits) };
    let mut sie = sie::Sie::of(known.surveyed(), &contents.name, layout)?;
    let findings = std::mem::take(&mut sie.findings);
    let (sheets, left_out, name) = (Vec::new(), Vec::new(), contents.name.clone());
    Ok(Extract { sheets, left_out, findings, name, kind: Kind::Sie(Box::new(sie)), digest: None, stamp: None })
}

/// True for a text that is neither SIE nor anything else that has a format of its own.
fn is_text(contents: &Contents) -> bool {
    let bytes = &contents.bytes;
    let other = packed::is_packed(bytes) || bytes.starts_with(workbook::ole::MAGIC);
    let other = other || other_kind(bytes).or_else(|| shapes::tree(bytes)).is_some();
    !other && sie::form_of(bytes).is_none() && !WORKBOOKS.contains(&contents.ending.as_str())
}

fn opened(
    mut contents: Contents,
    rest: Option<Rest>,
    layout: &Layout,
    limits: &ReadLimits,
) -> Result<Extract, Problem> {
    let (name, place) = (contents.name.clone(), contents.place());
    let about = |id: &'static str, detail: &str| {
        Problem::new(id, vec![("path", text(name.clone())), ("detail", text(detail))]).in_place(place.clone())
    };
    if contents.bytes.is_empty() {
        return Err(about("empty-file", ""));
    }
    let digest = rest.is_none().then(|| Digest::of(&contents.bytes));
    let stamp = rest.as_ref().map(|rest| rest.before);
    let plain = |kind: Kind, findings: Vec<Finding>| Extract {
        sheets: Vec::new(),
        left_out: Vec::new(),
        findings,
        name: name.clone(),
        kind,
        digest: digest.clone(),
        stamp,
    };
    let in_zip = packed::unpacked(&mut contents, limits).map_err(|problem| problem.in_place(place.clone()))?;
    if in_zip || contents.bytes.starts_with(workbook::ole::MAGIC) {
        let book = workbook::Workbook::open(contents, &layout.sheets, limits)?;
        let (sheets, left_out, findings) = (book.sheets.clone(), book.left_out.clone(), book.findings(&name));
        return Ok(Extract { sheets, left_out, ..plain(Kind::Workbook(Box::new(book)), findings) });
    }
    if let Some(form) = sie::form_of(&contents.bytes) {
        let mut sie = sie::Sie::of(sie::Surveyed::of(&contents.bytes, form, &name, &layout.amounts)?, &name, layout)?;
        let findings = std::mem::take(&mut sie.findings);
        return Ok(plain(Kind::Sie(Box::new(sie)), findings));
    }
    if let Some(kind) = other_kind(&contents.bytes) {
        return Err(about("other-kind", kind));
    }
    if let Some(kind) = shapes::tree(&contents.bytes) {
        return Err(about("not-rows", kind));
    }
    if WORKBOOKS.contains(&contents.ending.as_str()) {
        return Err(file::no_workbook(&contents));
    }
    let text = delimited::Delimited::open(contents, rest, layout, limits)?;
    Ok(plain(Kind::Delimited(Box::new(text)), Vec::new()))
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
    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the file is, where it is known before it is read.
    pub fn digest(&self) -> Option<&Digest> {
        self.digest.as_ref()
    }

    /// What is known of it without what it holds in memory: of hundreds only a few are read at a time.
    #[must_use]
    pub fn shut(self) -> Self {
        Self { kind: Kind::Shut, ..self }
    }

    /// The same, opened again where it was shut; refuses a file that is not what it was.
    pub fn opened(self, open: impl FnOnce() -> Result<Self, Problem>) -> Result<Self, Problem> {
        if !matches!(self.kind, Kind::Shut) {
            return Ok(self);
        }
        let again = open()?;
        let same = again.digest == self.digest && again.stamp == self.stamp && again.sheets == self.sheets;
        if same { Ok(again) } else { Err(file::changed(&self.name)) }
    }

    /// Hands every row on, in order, in batches of about `batch_bytes`; then what the file was. A sheet without a row
    /// gives no batch. The rows that are left in a batch are emptied and filled again: whoever keeps them may leave others. One
    /// that is shut gives an error.
    pub fn read<E>(
        self,
        source: SourceId,
        batch_bytes: usize,
        take: &mut dyn FnMut(&mut RawBatch) -> Result<(), E>,
    ) -> Result<Digest, ReadError<E>> {
        let name = self.name.clone();
        self.read_all(source, batch_bytes, take).map_err(|error| match error {
            ReadError::Input(mut problem) => {
                problem.place.file.get_or_insert(name);
                ReadError::Input(problem)
            }
            taker @ ReadError::Taker(_) => taker,
        })
    }

    fn read_all<E>(
        self,
        source: SourceId,
        batch_bytes: usize,
        take: &mut dyn FnMut(&mut RawBatch) -> Result<(), E>,
    ) -> Result<Digest, ReadError<E>> {
        let mut batcher = Batcher { source, sheet: 0, batch_bytes, rows: RawRows::default(), take };
        let streamed = match self.kind {
            Kind::Shut => return Err(ReadError::Input(Box::new(file::changed(&self.name)))),
            Kind::Delimited(text) => text.read(&self.name, batch_bytes, &mut |rows| batcher.rows(rows))?,
            Kind::Sie(sie) => {
                sie.read(&self.name, &mut |row| batcher.row(row))?;
                batcher.flush().map_err(ReadError::Taker)?;
                None
            }
            Kind::Workbook(mut book) => {
                for (sheet, title) in (0_u16..).zip(&self.sheets) {
                    batcher.sheet = sheet;
                    book.read(&self.name, title, batch_bytes, &mut |rows| batcher.rows(rows))?;
                }
                None
            }
        };
        Ok(self.digest.or(streamed).unwrap_or_else(|| Digest::of(&[])))
    }
}

/// What a format's reader calls with each row.
type TakeRow<'a, E> = &'a mut dyn FnMut(&RawRow<'_>) -> Result<(), ReadError<E>>;
/// What other readers call with many rows. What is left there is emptied and filled again.
type TakeRows<'a, E> = &'a mut dyn FnMut(&mut RawRows) -> Result<(), ReadError<E>>;

/// Gathers rows into sealed batches.
struct Batcher<'a, E> {
    source: SourceId,
    sheet: u16,
    batch_bytes: usize,
    rows: RawRows,
    take: &'a mut dyn FnMut(&mut RawBatch) -> Result<(), E>,
}

impl<E> Batcher<'_, E> {
    fn row(&mut self, row: &RawRow) -> Result<(), ReadError<E>> {
        within(row.row)?;
        let fits = self.rows.push(row);
        if self.rows.bytes() >= self.batch_bytes || !fits {
            self.flush().map_err(ReadError::Taker)?;
        }
        if fits { Ok(()) } else { Err(too_many(u32::MAX)) }
    }

    fn rows(&mut self, rows: &mut RawRows) -> Result<(), ReadError<E>> {
        within(rows.last())?;
        std::mem::swap(&mut self.rows, rows);
        self.flush().map_err(ReadError::Taker)?;
        std::mem::swap(&mut self.rows, rows);
        Ok(())
    }

    /// Hands on what there is, if anything; empties what is left.
    fn flush(&mut self) -> Result<(), E> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        let seal = Seal::of(&rows);
        let mut batch = RawBatch { source: self.source, sheet: self.sheet, rows, seal };
        (self.take)(&mut batch)?;
        self.rows = batch.rows;
        self.rows.begin_anew((0, 0, 0));
        Ok(())
    }
}

fn within<E>(row: u32) -> Result<(), ReadError<E>> {
    if row < MAX_ROWS { Ok(()) } else { Err(too_many(MAX_ROWS)) }
}

fn too_many<E>(limit: u32) -> ReadError<E> {
    let values = vec![("what", text("rows")), ("limit", text(limit.to_string()))];
    ReadError::Input(Box::new(Problem::new("limit-exceeded", values)))
}
