//! One table as CSV that a Swedish Excel opens right: UTF-8 with a byte order mark, `;`, decimal comma, no
//! thousands, CRLF. Takes a checked table, hands on the file and what it counted while writing; refuses to hand a
//! spreadsheet a text that it would run as a formula.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use csv::{Terminator, Writer, WriterBuilder};

use crate::model::control::Totals;
use crate::model::fact::SinkError;
use crate::model::rounding::decimal_text;
use crate::model::table::{Cell, Row, RowKind, SummaryTable};

use super::tables::{KIND_COLUMN, kind_name};
use super::trouble::{broken, not_written};

/// Tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes `folder/file`; gives all rows, and the öre of the normal ones.
pub(super) fn write(folder: &Path, file: &str, table: &SummaryTable) -> Result<Totals, SinkError> {
    let fail = |detail: String| not_written(file, detail);
    let mut out = BufWriter::new(File::create_new(folder.join(file)).map_err(|e| fail(e.to_string()))?);
    out.write_all(BYTE_ORDER_MARK).map_err(|e| fail(e.to_string()))?;
    let mut csv = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
    let header = table.columns.iter().map(|column| column.name.as_str()).chain([KIND_COLUMN]);
    csv.write_record(header.map(|name| neutralised(name).into_owned())).map_err(|e| fail(e.to_string()))?;
    let mut written = Totals::default();
    for row in &table.rows {
        write_row(&mut csv, row, &mut written, file)?;
    }
    let out = csv.into_inner().map_err(|e| fail(e.to_string()))?;
    out.into_inner().map_err(|e| fail(e.to_string()))?;
    Ok(written)
}

fn write_row(csv: &mut Writer<impl Write>, row: &Row, written: &mut Totals, file: &str) -> Result<(), SinkError> {
    let rows = written.rows + 1;
    for cell in &row.cells {
        if let (Cell::Amount(amount), RowKind::Normal) = (cell, row.kind) {
            written.add(*amount).map_err(|_| broken(file, "amount overflow"))?;
        }
        csv.write_field(&*field(cell)).map_err(|e| not_written(file, e))?;
    }
    written.rows = rows;
    csv.write_field(kind_name(row.kind)).map_err(|e| not_written(file, e))?;
    // Ends the record.
    csv.write_record(None::<&[u8]>).map_err(|e| not_written(file, e))
}

/// A cell as text; numbers are never neutralised, since a minus in front of one is its sign.
fn field(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Blank => Cow::Borrowed(""),
        Cell::Text(text) => neutralised(text),
        Cell::Amount(amount) => Cow::Owned(amount.to_string().replace('.', ",")),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Share(share) => Cow::Owned(fraction(*share)),
        Cell::Scaled(number, decimals) => Cow::Owned(decimal_text(*number, *decimals, ',', "")),
        Cell::Date(date) => Cow::Owned(date.to_string()),
        Cell::Name(name) => Cow::Borrowed(name),
    }
}

/// Hundredths of a percent as a fraction of one: 6 543 is `0,6543`.
fn fraction(share: i64) -> String {
    let sign = if share < 0 { "-" } else { "" };
    let size = share.unsigned_abs();
    format!("{sign}{},{:04}", size / 10_000, size % 10_000)
}

/// Text with an apostrophe in front where a spreadsheet would take it for a formula.
fn neutralised(text: &str) -> Cow<'_, str> {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scratch, report};
    use super::*;

    #[test]
    fn a_swedish_excel_reads_it_and_so_do_we() {
        let (scratch, report) = (Scratch::new(), report());
        let written = write(scratch.path(), "t.csv", &report.tables[0]).unwrap();
        assert_eq!(written, report.tables[0].totals);
        let bytes = std::fs::read(scratch.path().join("t.csv")).unwrap();
        let text = std::str::from_utf8(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap()).unwrap();
        assert_eq!(text.matches("\r\n").count(), 4);
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect()).collect();
        assert_eq!(rows[0], ["aktivitet", "belopp", "rader", "andel", "datum", "beslut_text", "radtyp"]);
        assert_eq!(rows[1], ["0042", "-1234,50", "3", "0,6543", "2022-08-31", "", "normal"]);
        assert_eq!(rows[2], ["'=HYPERLINK(\"http://x\")", "0,07", "", "-0,0001", "", "over-budget", "normal"]);
        assert_eq!(rows[3][1..3], ["-1234,43", "3"]);
        assert_eq!(rows[3][6], "summa");
    }

    #[test]
    fn only_text_is_neutralised() {
        for risky in ["=1+1", "+46 63", "-", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1"] {
            assert_eq!(neutralised(risky), format!("'{risky}"));
        }
        for plain in ["", "0042", "a=b", "möte; \"lunch\"", "'citat"] {
            assert_eq!(neutralised(plain), plain);
        }
        assert_eq!(field(&Cell::Amount(crate::model::money::Ore::new(-5))), "-0,05");
    }
}
