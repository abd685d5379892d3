//! What each fuzz target does with its bytes. The first bytes choose how the rest is read, so that one corpus tries every
//! way. `cargo test fuzzed` runs the same over `fuzz/seeds/`, where every input that once went wrong is kept.

use std::convert::Infallible;

use tertial::model::amount::{AmountStyle, AmountUnit};
use tertial::model::day::DateForm;
use tertial::model::money::Ore;
use tertial::model::period::{PeriodForm, Through};
use tertial::model::raw::{RawBatch, RawRow};
use tertial::pipeline::{Encoding, Layout, ReadLimits};
use tertial::read::{self, Contents, ReadError};

/// An amount means the same however it is written out again, and its negative is its negative.
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
    let unit = match unit % 4 {
        1 => Some(AmountUnit::Kr),
        2 => Some(AmountUnit::Tkr),
        3 => Some(AmountUnit::Mnkr),
        _ => None,
    };
    let style = AmountStyle {
        unit,
        rounds: how & 32 != 0,
        float_noise: how & 64 != 0,
        ..AmountStyle::plain(decimal, &thousands)
    };
    let _ = style.readings(text);
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
    }
}

/// Text in any encoding, cut by any separator.
pub(crate) fn delimited(bytes: &[u8]) {
    let [encoding, separator, rest @ ..] = bytes else { return };
    let (_, encoding) = Encoding::ALL[usize::from(*encoding) % Encoding::ALL.len()];
    let separator = b";,\t|"[usize::from(*separator) % 4];
    same_however_cut(rest, "csv", &Layout { separator, ..Layout::of_published_tables(encoding) });
}

/// SIE, tagged or XML: bytes that don't begin as either are given a first label.
pub(crate) fn sie(bytes: &[u8]) {
    let begins = bytes.trim_ascii_start().starts_with(b"#") || bytes.trim_ascii_start().starts_with(b"<");
    let whole = if begins { bytes.to_vec() } else { [b"#FLAGGA 0\n", bytes].concat() };
    same_however_cut(&whole, "se", &Layout::of_published_tables(Encoding::Utf8));
}

/// Workbooks of every kind, gzip and zip.
pub(crate) fn workbook(bytes: &[u8]) {
    same_however_cut(bytes, "xlsx", &Layout::of_published_tables(Encoding::Utf8));
}

/// Small enough that a hostile file is stopped before it costs the fuzzer anything.
fn limits() -> ReadLimits {
    ReadLimits { inflated_bytes: 5_000_000, sheet_cells: 200_000, ..ReadLimits::default() }
}

/// Rows are the same in one batch as in many, stand in order, and each batch is what its seal says.
fn same_however_cut(bytes: &[u8], ending: &str, layout: &Layout) {
    let rows = |batch_bytes: usize| -> Result<Vec<(u16, RawRow<'static>)>, &'static str> {
        let contents = Contents::of_bytes("fil", ending, bytes.to_vec());
        let extract = read::open(contents, layout, &limits()).map_err(|problem| problem.id)?;
        let mut rows: Vec<(u16, RawRow<'static>)> = Vec::new();
        let done = extract.read(0, batch_bytes, &mut |batch: RawBatch| {
            assert_eq!(tertial::model::raw::Seal::of(&batch.rows), batch.seal);
            rows.extend(batch.rows.owned().map(|row| (batch.sheet, row)));
            Ok::<(), Infallible>(())
        });
        match done {
            Ok(_) => Ok(rows),
            Err(ReadError::Input(problem)) => Err(problem.id),
            Err(ReadError::Taker(never)) => match never {},
        }
    };
    let (whole, cut) = (rows(usize::MAX), rows(64));
    assert!(whole == cut, "another size of batches gave other rows");
    for pair in whole.iter().flatten().collect::<Vec<_>>().windows(2) {
        // Several entries of an XML file may stand on one line.
        assert!((pair[0].0, pair[0].1.row) <= (pair[1].0, pair[1].1.row), "rows are out of order");
    }
}
