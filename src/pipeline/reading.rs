//! What a job and a layout say of reading files: limits, with their keys under `[limits]`, and the encodings by name.
//! Refuses a limit of nothing at all.

use super::compile::Cx;
use super::raw::RawLimits;

/// Bytes of a megabyte.
const MEGABYTE: u64 = 1_000_000;

/// What reading bears of a file before it stops. A real extract is far below; a hostile file is stopped while it is
/// unpacked, not after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadLimits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of all that a packed file or a workbook is unpacked to.
    pub inflated_bytes: u64,
    /// How many times larger than the file that may be.
    pub inflate_ratio: u64,
    /// Files in a zip, workbooks too.
    pub zip_entries: u64,
    /// Cells of a sheet.
    pub sheet_cells: u64,
    /// Columns up to the last cell that holds something.
    pub columns: u64,
    /// Bytes of a row of a text file.
    pub row_bytes: u64,
    /// Elements within elements of a workbook's XML.
    pub xml_depth: u64,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            file_bytes: 4_000 * MEGABYTE,
            inflated_bytes: 4_000 * MEGABYTE,
            inflate_ratio: 200,
            zip_entries: 10_000,
            sheet_cells: 50_000_000,
            columns: 2_000,
            row_bytes: 1_000_000,
            xml_depth: 100,
        }
    }
}

pub(super) fn limits(cx: &mut Cx<'_>, raw: &RawLimits) -> ReadLimits {
    let usual = ReadLimits::default();
    let mut of = |field: &super::raw::Field<i64>, key: &str, most: i64, usual: u64| {
        let absent = i64::try_from(usual).unwrap_or(i64::MAX);
        u64::try_from(cx.number(field, key, (1, most), absent)).unwrap_or(usual)
    };
    ReadLimits {
        file_bytes: of(&raw.file_megabytes, "file-megabytes", 1_000_000, usual.file_bytes / MEGABYTE) * MEGABYTE,
        inflated_bytes: of(&raw.inflated_megabytes, "inflated-megabytes", 1_000_000, usual.inflated_bytes / MEGABYTE)
            * MEGABYTE,
        inflate_ratio: of(&raw.inflate_ratio, "inflate-ratio", 2_000, usual.inflate_ratio),
        zip_entries: of(&raw.zip_entries, "zip-entries", 1_000_000, usual.zip_entries),
        sheet_cells: of(&raw.sheet_cells, "sheet-cells", 1_000_000_000, usual.sheet_cells),
        columns: of(&raw.columns, "columns", 16_384, usual.columns),
        row_bytes: of(&raw.row_bytes, "row-bytes", 1_000_000_000, usual.row_bytes),
        xml_depth: of(&raw.xml_depth, "xml-depth", 10_000, usual.xml_depth),
    }
}

/// How a text file's bytes are letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// Windows-1252, what Swedish Windows programs call ANSI.
    Windows1252,
    /// ISO-8859-1, also called Latin-1.
    Iso8859,
    /// UTF-16, the low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Code page 437, of older systems and of SIE files (`PC8`).
    Cp437,
    /// Code page 850, of older systems.
    Cp850,
    /// Mac OS Roman, what Excel for Mac calls CSV (Macintosh).
    Macintosh,
}

impl Encoding {
    /// Every encoding with the name that a layout gives it.
    pub const ALL: [(&'static str, Self); 8] = [
        ("utf-8", Self::Utf8),
        ("windows-1252", Self::Windows1252),
        ("iso-8859-1", Self::Iso8859),
        ("utf-16le", Self::Utf16Le),
        ("utf-16be", Self::Utf16Be),
        ("cp437", Self::Cp437),
        ("cp850", Self::Cp850),
        ("macintosh", Self::Macintosh),
    ];

    /// The name that a layout gives it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("utf-8", |(name, _)| name)
    }

    /// Two bytes a letter.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }

    /// One byte a letter.
    pub fn is_single(self) -> bool {
        !self.is_wide() && self != Self::Utf8
    }
}
