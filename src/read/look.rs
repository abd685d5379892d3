//! What a file is, by its bytes and before any layout is asked: packed or not, workbook, SIE or text; of text the
//! encoding and separator, each with what shows it. Takes contents, which it unpacks; refuses what `open` refuses.

use std::io::Cursor;

use zip::ZipArchive;

use crate::model::finding::{Problem, text};
use crate::pipeline::{Encoding, Layout, ReadLimits};

use super::encoding::{self, from_utf16, mark};
use super::file::{Contents, no_workbook};
use super::{WORKBOOKS, other_kind, packed, shapes, sie, workbook};

pub use super::encoding::Proof;
pub use super::sie::look::{Dimension, SieLook};

/// Lines in which separators are counted.
const LINES: usize = 20_000;
/// Separators that a layout can declare.
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// What a file is.
#[derive(Clone, Debug)]
pub struct Look {
    /// Bytes of the file as it lies.
    pub bytes: u64,
    /// `gzip` or `zip`, where it was packed.
    pub packed: Option<&'static str>,
    /// What it holds.
    pub form: Form,
}

impl Look {
    /// Two layouts get the same raw rows of the file, or of those of its sheets that both read.
    pub fn reads_alike(&self, one: &Layout, other: &Layout) -> bool {
        match &self.form {
            Form::Workbook(_) => true,
            Form::Sie(look) => look.reads_alike(one, other),
            Form::Text(_) => (one.encoding, one.separator) == (other.encoding, other.separator),
        }
    }
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Form {
    /// A workbook, by its usual ending.
    Workbook(&'static str),
    /// SIE.
    Sie(Box<SieLook>),
    /// Delimited text.
    Text(TextLook),
}

/// What delimited text is.
#[derive(Clone, Debug)]
pub struct TextLook {
    /// Its encoding.
    pub encoding: Encoding,
    /// What shows that.
    pub proof: Proof,
    /// The first line says the separator, `sep=;`.
    pub stated: bool,
    /// The separator that most lines share, and every other that some do.
    pub separators: Vec<SeparatorLook>,
}

/// What speaks for a separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeparatorLook {
    /// The sign.
    pub sign: u8,
    /// Fields of most lines.
    pub fields: usize,
    /// Lines with so many fields.
    pub lines: usize,
    /// Lines looked at.
    pub of: usize,
    /// These are all lines of the file.
    pub all: bool,
}

/// Looks at a file, and leaves in `contents` what it holds unpacked.
pub fn look(contents: &mut Contents, limits: &ReadLimits) -> Result<Look, Problem> {
    let (name, place) = (contents.name.clone(), contents.place());
    let about = |id: &'static str, detail: &str| {
        Problem::new(id, vec![("path", text(name.clone())), ("detail", text(detail))]).in_place(place.clone())
    };
    if contents.bytes.is_empty() {
        return Err(about("empty-file", ""));
    }
    let bytes = u64::try_from(contents.bytes.len()).unwrap_or(u64::MAX);
    let gzip = contents.bytes.starts_with(b"\x1f\x8b");
    let in_zip = packed::unpacked(contents, limits).map_err(|problem| problem.in_place(place.clone()))?;
    let changed = u64::try_from(contents.bytes.len()).unwrap_or(u64::MAX) != bytes;
    let packed = if gzip { Some("gzip") } else { (changed && !in_zip).then_some("zip") };
    let found = |form| Ok(Look { bytes, packed, form });
    if in_zip || contents.bytes.starts_with(workbook::ole::MAGIC) {
        return found(Form::Workbook(family(&contents.bytes, in_zip)));
    }
    if let Some(form) = sie::form_of(&contents.bytes) {
        return found(Form::Sie(Box::new(sie::look::look(&contents.bytes, form, &name)?)));
    }
    if let Some(kind) = other_kind(&contents.bytes) {
        return Err(about("other-kind", kind));
    }
    if let Some(kind) = shapes::tree(&contents.bytes) {
        return Err(about("not-rows", kind));
    }
    if WORKBOOKS.contains(&contents.ending.as_str()) && packed.is_none() {
        return Err(no_workbook(contents));
    }
    let Some((encoding, proof)) = encoding::evidence(&contents.bytes) else {
        return Err(about("inspect-not-text", ""));
    };
    let (stated, separators) = separators(&contents.bytes, encoding);
    found(Form::Text(TextLook { encoding, proof, stated, separators }))
}

/// The usual ending of a workbook.
fn family(bytes: &[u8], in_zip: bool) -> &'static str {
    if !in_zip {
        return "xls";
    }
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else { return "xlsx" };
    let has = |name: &str| zip.index_for_name(name).is_some();
    match () {
        () if has("xl/workbook.bin") => "xlsb",
        () if has("xl/vbaProject.bin") => "xlsm",
        () if has("content.xml") => "ods",
        () => "xlsx",
    }
}

/// Whether the file states its separator, and the signs by how many lines have equally many fields with them; of those
/// that are as good the one with most fields is first.
fn separators(bytes: &[u8], encoding: Encoding) -> (bool, Vec<SeparatorLook>) {
    let bytes = mark(bytes).map_or(bytes, |(_, length)| bytes.get(length..).unwrap_or_default());
    let transcoded = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => Some(from_utf16(encoding, bytes).unwrap_or_else(|before| before)),
        _ => None,
    };
    let bytes = transcoded.as_deref().map_or(bytes, str::as_bytes);
    if let Some(sign) = stated(bytes) {
        return (true, vec![counted(bytes, sign)]);
    }
    let mut found: Vec<SeparatorLook> =
        SEPARATORS.iter().map(|sign| counted(bytes, *sign)).filter(|look| look.fields > 1).collect();
    // Nine tenths of the best's lines are as good: a text that holds the sign now and then proves nothing.
    let most = found.iter().map(|look| look.lines).max().unwrap_or(0);
    found.sort_by_key(|look| (look.lines * 10 < most * 9, std::cmp::Reverse((look.fields, look.lines))));
    (false, found)
}

/// The separator that the first line says, `sep=;`.
fn stated(bytes: &[u8]) -> Option<u8> {
    let line = bytes.split(|byte| *byte == b'\n' || *byte == b'\r').next()?;
    let line = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', sign] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => Some(*sign),
        _ => None,
    }
}

/// The number of fields that most lines have with this separator.
fn counted(bytes: &[u8], sign: u8) -> SeparatorLook {
    let mut lines: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut of = 0;
    for fields in Fields::of(bytes, sign).take(LINES) {
        *lines.entry(fields).or_default() += 1;
        of += 1;
    }
    let several = lines.into_iter().filter(|(fields, _)| *fields > 1).max_by_key(|(fields, lines)| (*lines, *fields));
    let (fields, lines) = several.unwrap_or((1, 0));
    SeparatorLook { sign, fields, lines, of, all: of < LINES }
}

/// The number of fields of each record. What they hold is let go as it is read, however long a record is.
struct Fields<'b> {
    reader: csv_core::Reader,
    bytes: &'b [u8],
}

impl<'b> Fields<'b> {
    fn of(bytes: &'b [u8], sign: u8) -> Self {
        Self { reader: csv_core::ReaderBuilder::new().delimiter(sign).build(), bytes }
    }
}

impl Iterator for Fields<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        use csv_core::ReadRecordResult::{End, Record};
        let (mut letters, mut ends) = ([0; 1 << 10], [0; 1 << 7]);
        let mut fields = 0;
        loop {
            let (result, taken, _, ended) = self.reader.read_record(self.bytes, &mut letters, &mut ends);
            self.bytes = self.bytes.get(taken..).unwrap_or_default();
            fields += ended;
            match result {
                Record => return Some(fields),
                End => return None,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_counted_as_the_reader_of_records_cuts_them() {
        let long = format!(
            "a;{}\n\"b;\n\"\"c\";d\r\n\r\n;{}\n\"open;{}",
            ";".repeat(5_000),
            "x".repeat(5_000),
            "y\n;".repeat(999)
        );
        for sign in SEPARATORS {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(sign)
                .from_reader(long.as_bytes());
            let records: Vec<usize> =
                reader.byte_records().map(|record| record.map_or(0, |record| record.len())).collect();
            assert_eq!(Fields::of(long.as_bytes(), sign).collect::<Vec<_>>(), records, "{}", char::from(sign));
        }
        assert_eq!(Fields::of(long.as_bytes(), b';').next(), Some(5_002));
    }
}
