//! Files to grids of cells with line and column. Takes a path, hands on rows as the file has them; refuses to know what a
//! table is. A workbook's numbers come through `model::float`, with the 15 digits that a spreadsheet itself reckons with.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use rust_decimal::Decimal;

use super::amount::{Amount, MOST_DIGITS};
use super::figures::{self, Reading};
use crate::model::finding::{Place, Problem, Value, refused, text};
use crate::model::float::SheetNumber;
use crate::model::raw::{RawBatch, RawCell};
use crate::pipeline::{self, Layout, ReadLimits};
use crate::read::{self, ReadError};

/// What kind of file a grid is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text in which tables are the lines that hold tabs.
    Prose,
    /// Delimited text.
    Delimited,
    /// A sheet: columns have letters, and figures don't show their decimals.
    Sheet,
}

/// One sheet or text.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) kind: Kind,
    pub(super) sheet: Option<String>,
    pub(super) rows: Vec<GridRow>,
}

/// A row that is not blank.
#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) line: u32,
    pub(super) cells: Vec<Cell>,
    /// Nothing but prose: a line of text without tabs.
    pub(super) prose: bool,
    /// Blank lines stand before it.
    pub(super) gap: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Number(Amount),
    /// A formula that the workbook holds no value of.
    Formula,
}

impl Cell {
    fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A value that a spreadsheet could not work out: `#REF!`, or a formula without a value.
    pub(super) fn is_error(&self) -> bool {
        *self == Self::Formula || self.text().is_some_and(|text| text.starts_with('#') && text.len() > 1)
    }

    /// Its figures, read with the column's decimal sign.
    pub(super) fn read(&self, point: bool) -> Reading {
        match self {
            Self::Blank => Reading::Blank,
            Self::Formula => Reading::Text,
            Self::Text(text) => figures::read(text, point),
            Self::Number(amount) => {
                Reading::Amounts(figures::Figures { parts: vec![*amount], ..figures::Figures::default() })
            }
        }
    }

    /// Whether it may be an amount, whatever the decimal sign.
    pub(super) fn may_be_amount(&self) -> bool {
        [false, true].iter().any(|point| matches!(self.read(*point), Reading::Amounts(_)))
    }
}

impl GridRow {
    /// Cells that hold something.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| **cell != Cell::Blank).count()
    }
}

/// First bytes of a zip container (.xlsx, .ods) and of an OLE container (.xls).
const CONTAINERS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
const WORKBOOKS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// Endings of delimited text; other text is delimited only by semicolons or bars.
const DELIMITED: [&str; 2] = ["csv", "tsv"];

/// A file's bytes; none where it has more of them than that.
fn bytes(path: &Path, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    if file.metadata()?.len() > most {
        return Ok(None);
    }
    // A file may grow, and not all say how long they are.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Opens a file and hands on its grids.
pub(super) fn open(path: &Path) -> Result<Vec<Grid>, Problem> {
    let name = path.to_string_lossy().into_owned();
    let place = Place { file: Some(name.clone()), ..Place::default() };
    let refuse = |id: &'static str, detail: &str| {
        Problem::new(id, vec![("path", text(&name)), ("detail", text(detail))]).in_place(place.clone())
    };
    let failed = |e: std::io::Error| {
        let id = if e.kind() == std::io::ErrorKind::NotFound { "foot-no-file" } else { "unreadable-file" };
        Problem::new(id, vec![("path", text(&name)), ("detail", refused(e))]).in_place(place.clone())
    };
    // Asked before the file is opened: opening a pipe would wait for someone to write to it.
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(refuse("foot-directory", ""));
    }
    if !metadata.is_file() {
        return Err(refuse("foot-not-a-file", ""));
    }
    let bytes = bytes(path, ReadLimits::default().file_bytes).map_err(failed)?;
    let Some(bytes) = bytes else {
        let most = Value::Count(ReadLimits::default().file_bytes / 1_000_000);
        return Err(Problem::new("foot-too-large", vec![("path", text(&name)), ("most", most)]).in_place(place));
    };
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refuse("foot-empty", ""));
    }
    if CONTAINERS.iter().any(|magic| bytes.starts_with(magic)) || WORKBOOKS.contains(&ending.as_str()) {
        return rows_of(path, &name, &layout(UTF_8, b';'), Kind::Sheet);
    }
    let (decoded, encoding) = decode(&bytes);
    if let Some((line, sign)) = foreign_sign(&decoded) {
        let place = Place { row: Some(line), ..place };
        return Err(Problem::new("foot-not-text", vec![("sign", text(sign))]).in_place(place));
    }
    match separator(&decoded, DELIMITED.contains(&ending.as_str())) {
        Some(separator) => rows_of(path, &name, &layout(encoding, separator), Kind::Delimited),
        None => Ok(vec![prose(&decoded)]),
    }
}

/// What the reader needs to know of a file; no field has a meaning here.
fn layout(encoding: &'static Encoding, separator: u8) -> Layout {
    let known = pipeline::Encoding::ALL.iter().find(|(name, _)| encoding.name().eq_ignore_ascii_case(name));
    Layout { separator, ..Layout::of_published_tables(known.map_or(pipeline::Encoding::Utf8, |(_, known)| *known)) }
}

/// UTF-8 or what a BOM says, else Windows-1252.
fn decode(bytes: &[u8]) -> (String, &'static Encoding) {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return (marked.decode_without_bom_handling(rest).0.into_owned(), marked);
    }
    let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding)
}

/// A sign that no text holds, and its line: the file is something else.
fn foreign_sign(decoded: &str) -> Option<(u32, String)> {
    let foreign = |c: char| c.is_control() && !c.is_whitespace() && c != '\u{1a}';
    let at = decoded.find(foreign)?;
    let sign = decoded.get(at..).and_then(|rest| rest.chars().next())?;
    let line = u32::try_from(decoded.get(..at)?.matches('\n').count() + 1).ok()?;
    Some((line, format!("U+{:04X}", u32::from(sign))))
}

/// What parts the cells: the sign that most lines have equally many of. None for prose with tables of tabs.
fn separator(decoded: &str, is_delimited: bool) -> Option<u8> {
    let signs: &[u8] = if is_delimited { b";\t|," } else { b";|" };
    if !is_delimited && decoded.contains('\t') {
        return None;
    }
    let alike = |sign: u8| {
        let mut seen = BTreeMap::<usize, usize>::new();
        for line in decoded.lines() {
            let mut quoted = false;
            let outside = line.bytes().filter(|b| {
                quoted ^= *b == b'"';
                *b == sign && !quoted
            });
            *seen.entry(outside.count()).or_default() += 1;
        }
        seen.into_iter().filter(|(signs, _)| *signs > 0).map(|(_, lines)| lines).max().unwrap_or(0)
    };
    let counts: Vec<(usize, u8)> = signs.iter().map(|sign| (alike(*sign), *sign)).collect();
    let most = counts.iter().map(|(lines, _)| *lines).max().filter(|most| *most > 1)?;
    counts.into_iter().find(|(lines, _)| *lines == most).map(|(_, sign)| sign)
}

/// Lines of text; those with tabs in cells.
fn prose(decoded: &str) -> Grid {
    let mut rows = Vec::new();
    let mut gap = false;
    for (line, text) in (1_u32..).zip(decoded.lines()) {
        if text.trim().is_empty() {
            gap = true;
            continue;
        }
        let cells = text.split('\t').map(Cell::of).collect();
        rows.push(GridRow { line, cells, prose: !text.contains('\t'), gap });
        gap = false;
    }
    Grid { kind: Kind::Prose, sheet: None, rows }
}

/// Rows of a workbook or of delimited text, by way of the reader.
fn rows_of(path: &Path, name: &str, layout: &Layout, kind: Kind) -> Result<Vec<Grid>, Problem> {
    let extract = read::open_at(path, name, layout, &ReadLimits::default())?;
    let sheets: Vec<Option<String>> = match kind {
        Kind::Sheet => extract.sheets.iter().cloned().map(Some).collect(),
        Kind::Prose | Kind::Delimited => vec![None],
    };
    let grid = |sheet| Grid { kind, sheet, rows: Vec::new() };
    let mut grids: Vec<Grid> = sheets.into_iter().map(grid).collect();
    // The row that the next one follows if nothing blank is between.
    let mut next = vec![0; grids.len()];
    let mut take = |batch: &mut RawBatch| -> Result<(), ReadError<()>> {
        let sheet = usize::from(batch.sheet);
        let (Some(grid), Some(next)) = (grids.get_mut(sheet), next.get_mut(sheet)) else { return Ok(()) };
        for row in batch.rows.iter() {
            let cells: Vec<Cell> = row.cells.iter().map(cell).collect();
            let breaks = |cell: &Cell| cell.text().map_or(0, |text| text.matches('\n').count());
            let inside = if kind == Kind::Delimited { cells.iter().map(breaks).sum() } else { 0 };
            let filled = GridRow { line: row.row, cells, prose: false, gap: *next > 0 && row.row > *next };
            if filled.filled() > 0 {
                *next = row.row.saturating_add(1).saturating_add(u32::try_from(inside).unwrap_or(0));
                grid.rows.push(filled);
            }
        }
        Ok(())
    };
    match extract.read(0, usize::MAX, &mut take) {
        Ok(_) | Err(ReadError::Taker(_)) => Ok(grids),
        Err(ReadError::Input(problem)) => Err(*problem),
    }
}

fn cell(raw: &RawCell) -> Cell {
    match raw {
        RawCell::Number(number) => amount(*number).map_or_else(|| Cell::of(&number.to_string()), Cell::Number),
        RawCell::Text(text) => Cell::of(text),
        RawCell::Uncomputed => Cell::Formula,
        other => Cell::of(&other.shown()),
    }
}

/// A workbook's number. Sums of floats leave noise past the 15 digits that a spreadsheet shows and reckons with.
fn amount(number: SheetNumber) -> Option<Amount> {
    let exact: Decimal = number.to_string().parse().ok()?;
    let rounded = exact.round_sf(15)?.normalize();
    let amount = Amount { digits: rounded.mantissa(), decimals: rounded.scale(), unit: None };
    (amount.written().len() <= MOST_DIGITS).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheets_number_keeps_fifteen_digits() {
        for (number, plain) in [
            (9.662, "9.662"),
            (0.1 + 0.2, "0.3"),
            (9.562_000_000_000_001, "9.562"),
            (156_262_283.0, "156262283"),
            (-0.5, "-0.5"),
        ] {
            assert_eq!(amount(SheetNumber::new(number)).map(Amount::plain).as_deref(), Some(plain));
        }
        assert_eq!(amount(SheetNumber::new(f64::NAN)), None);
        assert_eq!(amount(SheetNumber::new(1e25)), None);
    }

    #[test]
    fn no_more_is_read_than_the_limit() {
        let read =
            |most| bytes(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml").as_path(), most).ok().flatten();
        let whole = read(u64::MAX).map_or(0, |bytes| bytes.len() as u64);
        assert!(whole > 0 && read(whole).is_some() && read(whole - 1).is_none());
        // It says that it has no length.
        #[cfg(target_os = "linux")]
        assert!(bytes(Path::new("/dev/zero"), 1_000).is_ok_and(|bytes| bytes.is_none()));
    }

    #[test]
    fn the_separator_is_the_sign_that_lines_share() {
        for (text, is_delimited, expected) in [
            ("a;b;c\nx;1,5;2,5\ny;1,5;2,5\n", true, Some(b';')),
            ("a,b\nx,1\n", true, Some(b',')),
            ("a\tb\nx\t1\n", true, Some(b'\t')),
            ("a|b\nx|1\n", false, Some(b'|')),
            ("a\tb\nx\t1; 2; 3\ny\t1; 2; 3\n", false, None),
            ("one, two\nthree, four\n", false, None),
        ] {
            assert_eq!(separator(text, is_delimited), expected, "{text}");
        }
    }
}
