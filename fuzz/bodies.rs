//! What each fuzz target does with its bytes. The first bytes choose how the rest is read, so that one corpus tries every
//! way. `cargo test fuzzed` runs the same over `fuzz/seeds/`, where every input that once went wrong is kept.

use std::convert::Infallible;
use std::io::{Cursor, Read, Write};

use tertial::model::amount::{AmountStyle, AmountUnit, CURRENCIES, currency_of, is_mark};
use tertial::model::day::DateForm;
use tertial::model::finding::Problem;
use tertial::model::float::SheetNumber;
use tertial::model::money::Ore;
use tertial::model::period::{PeriodForm, Through};
use tertial::model::raw::{RawBatch, RawRow};
use tertial::pipeline::{Encoding, Layout, ReadLimits};
use tertial::read::{self, Contents, Extract, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A part of a zip: its name and its bytes.
pub(crate) type Part = (String, Vec<u8>);

/// An amount means the same however it is written out again, its negative is its negative, and a workbook's number is read.
pub(crate) fn amounts(bytes: &[u8]) {
    let [how, unit, rest @ ..] = bytes else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let decimal = if how & 1 == 0 { ',' } else { '.' };
    let thousands: Vec<char> = [' ', '.', ',', '\'']
        .into_iter()
        .enumerate()
        .filter(|(bit, sign)| how & (2 << bit) != 0 && *sign != decimal)
        .map(|(_, sign)| sign)
        .collect();
    let currency = (unit & 4 != 0).then(|| CURRENCIES[usize::from(unit / 8) % CURRENCIES.len()]);
    let unit = match unit % 4 {
        1 => Some(AmountUnit::Kr),
        2 => Some(AmountUnit::Tkr),
        3 => Some(AmountUnit::Mnkr),
        _ => None,
    };
    let style = AmountStyle {
        unit,
        currency,
        rounds: how & 32 != 0,
        float_noise: how & 64 != 0,
        ..AmountStyle::plain(decimal, &thousands)
    };
    let _ = (style.readings(text), currency_of(text), is_mark(text));
    if let Some(number) = SheetNumber::parse(rest) {
        let _ = style.number(number);
    }
    let Ok(amount) = style.read(text) else { return };
    let ore = amount.ore.ore();
    let (sign, size) = (if ore < 0 { "-" } else { "" }, ore.unsigned_abs());
    let plain = AmountStyle::plain(decimal, &[]);
    let again = plain.parse(&format!("{sign}{}{decimal}{:02}", size / 100, size % 100));
    assert_eq!(again, Ok(amount.ore), "{text:?} read as {ore} öre");
    let bare = text.trim();
    if bare.starts_with(|c: char| c.is_ascii_digit()) && bare.ends_with(|c: char| c.is_ascii_digit()) {
        let negative = style.parse(&format!("-{bare}")).map(Ore::ore);
        assert_eq!(negative, Ok(-ore), "-{bare}");
    }
}

/// Periods and dates: what is read is a month or a day that there is.
pub(crate) fn periods(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for form in PeriodForm::ALL {
        if let Some(period) = form.parse(text) {
            assert!(period.month() <= 13 && period.year() > 0, "{text:?} as {period:?}");
            assert!(period.last_day().is_some(), "{text:?} as {period}");
        }
    }
    for form in DateForm::ALL {
        let _ = form.parse(text);
        if let Ok(serial) = text.trim().parse() {
            let _ = form.serial(serial);
        }
    }
    if let Some(through) = Through::parse(text) {
        let (first, last) = through.in_period();
        assert!(first <= last && through.last() == last && through.share_of_year() <= 10_000);
        assert!(through.last_day().is_some() && through.is_whole_year() == (last == 13), "{text:?} as {through}");
        assert_eq!(Through::parse(&through.to_string()), Some(through));
    }
}

/// Text in any encoding, cut by any separator; a bit says that the limits are close.
pub(crate) fn delimited(bytes: &[u8]) {
    let [encoding, separator, rest @ ..] = bytes else { return };
    let (_, encoding) = Encoding::ALL[usize::from(*encoding) % Encoding::ALL.len()];
    let mut limits = limits();
    if separator & 4 != 0 {
        (limits.columns, limits.row_bytes) = (5, 150);
    }
    let separator = b";,\t|"[usize::from(*separator) % 4];
    same_however_cut(rest, "csv", &Layout { separator, ..Layout::of_published_tables(encoding) }, &limits);
}

/// SIE, tagged or XML: bytes that don't begin as either are given a first label. Their number says by which dimensions
/// balances are told, and the layout asks for one that files have and one that they seldom have.
pub(crate) fn sie(bytes: &[u8]) {
    let marks = [&b"#"[..], b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let begins = marks.iter().any(|mark| bytes.trim_ascii_start().starts_with(mark));
    let whole = if begins { bytes.to_vec() } else { [b"#FLAGGA 0\n", bytes].concat() };
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<String>>();
    let mut layout = Layout::of_published_tables(Encoding::Utf8);
    layout.amounts = AmountStyle::plain('.', &[]);
    layout.balances_by = names([&[][..], &["1"], &["1", "20"]][bytes.len() % 3]);
    layout.parts = [(0, names(&["dim1", "dim98"]))].into_iter().collect();
    same_however_cut(&whole, "se", &layout, &limits());
}

/// Workbooks of every kind, gzip and zip.
pub(crate) fn workbook(bytes: &[u8]) {
    let layout = Layout::of_published_tables(Encoding::Utf8);
    same_however_cut(bytes, "xlsx", &layout, &limits());
    same_by_either_reader(bytes, &layout);
}

/// An .xlsx that names its root twice is left to the reader of all formats: where it reads, it gives the rows that the lean
/// one gives. Sections, comments and numbered letters are left out: it loses what stands in or behind them.
fn same_by_either_reader(bytes: &[u8], layout: &Layout) {
    let Some(mut parts) = parts(bytes) else { return };
    let lossy = |part: &[u8]| part.windows(2).any(|signs| signs == b"<!" || signs == b"&#");
    if parts.iter().any(|(_, part)| lossy(part)) {
        return;
    }
    let Ok(once) = rows(&packed(&parts), "xlsx", layout, &limits(), usize::MAX) else { return };
    let Some((_, root)) = parts.iter_mut().find(|(name, _)| name == "_rels/.rels") else { return };
    let text = String::from_utf8_lossy(root).into_owned();
    let Some((before, tag)) = text.split_once("<Relationship ") else { return };
    let Some((tag, after)) = tag.split_once('>').filter(|(tag, _)| tag.ends_with('/')) else { return };
    if !tag.contains("/relationships/officeDocument\"") {
        return;
    }
    *root = format!("{before}<Relationship {tag}><Relationship {tag}>{after}").into_bytes();
    if let Ok(twice) = rows(&packed(&parts), "xlsx", layout, &limits(), usize::MAX) {
        assert!(once == twice, "the two readers differ");
    }
}

/// The parts of a zip, where all can be unpacked.
pub(crate) fn parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let places = 0..zip.len().min(100);
    let part = |place| {
        let mut entry = zip.by_index(place).ok()?;
        let mut part = Vec::new();
        let whole = (&mut entry).take(MOST).read_to_end(&mut part).ok()?;
        (u64::try_from(whole).ok()? < MOST).then_some(())?;
        Some((entry.name().ok()?.into_owned(), part))
    };
    { places }.map(part).collect()
}

/// A part of more bytes is left alone.
const MOST: u64 = 1_000_000;

/// A zip of parts as they are.
pub(crate) fn packed(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in parts {
        if zip.start_file(name.as_str(), stored).is_err() || zip.write_all(part).is_err() {
            return Vec::new();
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Small enough that a hostile file is stopped before it costs the fuzzer anything.
fn limits() -> ReadLimits {
    ReadLimits { inflated_bytes: 5_000_000, sheet_cells: 200_000, ..ReadLimits::default() }
}

/// Rows with their sheets, or what is refused: the problem's id and place.
type Outcome = Result<Vec<(u16, RawRow<'static>)>, (&'static str, Option<u32>, Option<String>)>;

/// Reads in batches of about so many bytes; each is what its seal says.
fn rows(bytes: &[u8], ending: &str, layout: &Layout, limits: &ReadLimits, batch_bytes: usize) -> Outcome {
    rows_of(read::open(Contents::of_bytes("fil", ending, bytes.to_vec()), layout, limits), batch_bytes)
}

fn rows_of(extract: Result<Extract, Problem>, batch_bytes: usize) -> Outcome {
    let refused = |problem: Problem| (problem.id, problem.place.row, problem.place.column);
    let extract = extract.map_err(refused)?;
    let mut rows: Vec<(u16, RawRow<'static>)> = Vec::new();
    let done = extract.read(0, batch_bytes, &mut |batch: &mut RawBatch| {
        assert_eq!(tertial::model::raw::Seal::of(&batch.rows), batch.seal);
        rows.extend(batch.rows.owned().map(|row| (batch.sheet, row)));
        Ok::<(), Infallible>(())
    });
    match done {
        Ok(_) => Ok(rows),
        Err(ReadError::Input(problem)) => Err(refused(*problem)),
        Err(ReadError::Taker(never)) => match never {},
    }
}

/// Rows are the same in one batch as in many, and after the file was looked at; they stand in order, and each batch is what
/// its seal says.
fn same_however_cut(bytes: &[u8], ending: &str, layout: &Layout, limits: &ReadLimits) {
    let whole = rows(bytes, ending, layout, limits, usize::MAX);
    // The least block, and where it ends, is another for another file.
    let cut = rows(bytes, ending, layout, limits, 64 + bytes.len() % 64);
    assert!(whole == cut, "another size of batches gave other rows");
    let mut contents = Contents::of_bytes("fil", ending, bytes.to_vec());
    if let (Ok(look), Ok(rows)) = (read::look(&mut contents, limits), &whole) {
        let known = rows_of(read::open_known(&contents, &look, layout, limits), usize::MAX);
        assert!(known.as_ref() == Ok(rows), "a file that was looked at gave other rows");
    }
    for pair in whole.iter().flatten().collect::<Vec<_>>().windows(2) {
        // Several entries of an XML file may stand on one line.
        assert!((pair[0].0, pair[0].1.row) <= (pair[1].0, pair[1].1.row), "rows are out of order");
    }
}
