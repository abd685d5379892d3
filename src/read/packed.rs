//! Packed files. Takes bytes, hands on what one gzip or a zip of one file holds, checked to its last byte; refuses more
//! than the limits while it unpacks, several files in one zip, and a packed file in a packed file. A workbook is a zip
//! too, and is left as it is.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::model::finding::{Problem, damage, text};
use crate::pipeline::ReadLimits;

use super::file::Contents;
use super::over;

const GZIP: &[u8] = b"\x1f\x8b";
/// A zip with files, and one with none.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// Under this no file is refused for its ratio.
const SMALL: u64 = 16_000_000;
/// Bytes that are unpacked at a time.
const CHUNK: usize = 1 << 16;
/// Names that a message lists.
const LISTED: usize = 10;

/// What unpacking a file may still come to.
pub(super) struct Budget {
    limits: ReadLimits,
    packed: u64,
    inflated: u64,
}

impl Budget {
    pub(super) fn new(limits: &ReadLimits, packed: usize) -> Self {
        Self { limits: *limits, packed: u64::try_from(packed).unwrap_or(u64::MAX), inflated: 0 }
    }

    /// So much more was unpacked.
    pub(super) fn add(&mut self, bytes: usize) -> Result<(), Problem> {
        self.inflated = self.inflated.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        if self.inflated > self.limits.inflated_bytes {
            return Err(over("inflated-size", self.limits.inflated_bytes / 1_000_000, "inflated-megabytes"));
        }
        let ratio = self.limits.inflate_ratio;
        if self.inflated > SMALL && self.inflated > self.packed.saturating_mul(ratio) {
            return Err(over("inflate-ratio", ratio, "inflate-ratio"));
        }
        Ok(())
    }
}

/// What stands in the file, unpacked where it is packed. True where it is a workbook in a zip.
pub(super) fn unpacked(contents: &mut Contents, limits: &ReadLimits) -> Result<bool, Problem> {
    for _ in 0..2 {
        let mut budget = Budget::new(limits, contents.bytes.len());
        if contents.bytes.starts_with(GZIP) {
            let inner = inflated(MultiGzDecoder::new(contents.bytes.as_slice()), &mut budget);
            contents.bytes = inner.map_err(|fault| fault.told(contents, ""))?.into();
        } else if is_zip(&contents.bytes) {
            match from_zip(contents, limits, &mut budget)? {
                Some(inner) => contents.bytes = inner.into(),
                None => return Ok(true),
            }
        } else {
            return Ok(false);
        }
    }
    let again = contents.bytes.starts_with(GZIP) || (is_zip(&contents.bytes) && !is_workbook(&contents.bytes));
    if again {
        let values = vec![("path", text(contents.name.clone()))];
        return Err(Problem::new("packed-twice", values).in_place(contents.place()));
    }
    Ok(is_zip(&contents.bytes))
}

/// True for a file that holds others, a workbook among them.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP) || is_zip(bytes)
}

fn is_zip(bytes: &[u8]) -> bool {
    ZIP.iter().any(|magic| bytes.starts_with(magic))
}

fn is_workbook(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|zip| holds_workbook(&zip))
}

/// True where the zip has the table of contents of an Office file or of an `OpenDocument` file.
fn holds_workbook(zip: &ZipArchive<Cursor<&[u8]>>) -> bool {
    ["[Content_Types].xml", "mimetype", "content.xml"].iter().any(|name| zip.index_for_name(name).is_some())
}

/// The one file of a zip; none where the zip is a workbook.
fn from_zip(contents: &Contents, limits: &ReadLimits, budget: &mut Budget) -> Result<Option<Vec<u8>>, Problem> {
    let mut zip =
        ZipArchive::new(Cursor::new(contents.bytes.as_slice())).map_err(|e| Fault::from(e).told(contents, ""))?;
    if u64::try_from(zip.len()).is_ok_and(|entries| entries > limits.zip_entries) {
        return Err(over("zip-entries", limits.zip_entries, "zip-entries").in_place(contents.place()));
    }
    if holds_workbook(&zip) {
        return Ok(None);
    }
    let mut files = Vec::new();
    for place in 0..zip.len() {
        let entry = zip.by_index_raw(place).map_err(|e| Fault::from(e).told(contents, ""))?;
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        // What a Mac adds beside each file.
        if !entry.is_dir() && !name.starts_with("__MACOSX/") && !name.ends_with(".DS_Store") {
            files.push((place, name));
        }
    }
    if let [(place, name)] = files.as_slice() {
        let entry = zip.by_index(*place).map_err(|e| Fault::from(e).told(contents, name))?;
        return inflated(entry, budget).map(Some).map_err(|fault| fault.told(contents, name));
    }
    let names: Vec<&str> = files.iter().take(LISTED).map(|(_, name)| name.as_str()).collect();
    let values = vec![
        ("path", text(contents.name.clone())),
        ("files", crate::model::finding::count(files.len())),
        ("names", text(names.join(", "))),
    ];
    Err(Problem::new("several-files-packed", values).in_place(contents.place()))
}

/// Why something could not be unpacked.
#[derive(Debug)]
pub(super) enum Fault {
    /// Over a limit.
    Over(Problem),
    /// Encrypted.
    Password,
    /// Cut off, damaged, or packed in a way that nobody here knows.
    Broken(String),
}

impl From<ZipError> for Fault {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Password,
            error => Self::Broken(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl Fault {
    /// As a problem of the file, and of the one in it where it has a name.
    pub(super) fn told(self, contents: &Contents, entry: &str) -> Problem {
        let path = || ("path", text(contents.name.clone()));
        let problem = match self {
            Self::Over(problem) => problem,
            Self::Password => Problem::new("password-protected", vec![path()]),
            Self::Broken(detail) => {
                let detail = if entry.is_empty() { detail } else { format!("{entry}: {detail}") };
                Problem::new("broken-file", vec![path(), ("detail", damage(detail))])
            }
        };
        problem.in_place(contents.place())
    }
}

/// All bytes of a packed stream. The unpacker checks the sum at its end.
pub(super) fn inflated(mut stream: impl Read, budget: &mut Budget) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(bytes);
        }
        budget.add(read).map_err(Fault::Over)?;
        bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
    }
}
