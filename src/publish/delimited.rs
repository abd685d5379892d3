//! One table as CSV that a Swedish Excel opens right: UTF-8 with a byte order mark, `;`, decimal comma, no
//! thousands, CRLF. Takes a checked table, hands on the file and what it counted while writing; refuses to hand a
//! spreadsheet a text that it would run as a formula.

use std::io::Write;

use crate::model::control::Totals;
use crate::model::fact::SinkError;
use crate::model::rounding::decimal_text;
use crate::model::table::{Cell, RowAt, RowKind, SummaryTable};

use super::figures;
use super::folder::Folder;
use super::tables::{KIND_COLUMN, kind_name};
use super::trouble::{broken, not_written};

/// Tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// So many bytes wait before they are written.
const FULL: usize = 1 << 16;

/// Writes `folder/file`; gives all rows, and the öre of the normal ones.
pub(super) fn write(folder: &Folder, file: &str, table: &SummaryTable) -> Result<Totals, SinkError> {
    let mut out = folder.create(file).map_err(|e| not_written(file, e))?;
    let mut lines = BYTE_ORDER_MARK.to_vec();
    for column in &table.columns {
        text(&mut lines, &column.name);
        lines.push(b';');
    }
    end(&mut lines, KIND_COLUMN);
    let mut written = Totals::default();
    for row in table.rows.iter() {
        write_row(&mut lines, row, &mut written, file)?;
        if lines.len() >= FULL {
            out.write_all(&lines).map_err(|e| not_written(file, e))?;
            lines.clear();
        }
    }
    out.write_all(&lines).map_err(|e| not_written(file, e))?;
    Ok(written)
}

fn write_row(out: &mut Vec<u8>, row: RowAt<'_>, written: &mut Totals, file: &str) -> Result<(), SinkError> {
    let rows = written.rows + 1;
    for cell in row.cells() {
        if let (Cell::Amount(amount), RowKind::Normal) = (cell, row.kind) {
            written.add(amount).map_err(|_| broken(file, "amount overflow"))?;
        }
        field(out, cell);
        out.push(b';');
    }
    written.rows = rows;
    end(out, kind_name(row.kind));
    Ok(())
}

/// The last field of a line.
fn end(out: &mut Vec<u8>, last: &str) {
    out.extend_from_slice(last.as_bytes());
    out.extend_from_slice(b"\r\n");
}

/// Appends a cell; numbers are never neutralised, since a minus in front of one is its sign.
fn field(out: &mut Vec<u8>, cell: Cell<&str>) {
    match cell {
        Cell::Blank => {}
        Cell::Text(cell) => text(out, cell),
        Cell::Amount(amount) => figures::hundredths(out, amount.ore(), b','),
        Cell::Count(count) => figures::whole(out, count),
        Cell::Share(share) => figures::ten_thousandths(out, share, b','),
        Cell::Scaled(number, decimals) => out.extend_from_slice(decimal_text(number, decimals, ',', "").as_bytes()),
        Cell::Date(date) => out.extend_from_slice(date.to_string().as_bytes()),
        Cell::Name(name) => out.extend_from_slice(name.as_bytes()),
    }
}

/// Appends a text, with an apostrophe in front where a spreadsheet would take it for a formula, and in quotes where it
/// holds a sign that parts fields or lines.
fn text(out: &mut Vec<u8>, text: &str) {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let quoted = text.bytes().fold(false, |quoted, byte| quoted | matches!(byte, b';' | b'"' | b'\r' | b'\n'));
    if quoted {
        out.push(b'"');
    }
    if risky {
        out.push(b'\'');
    }
    if quoted {
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scratch, report};
    use super::*;

    #[test]
    fn a_swedish_excel_reads_it_and_so_do_we() {
        let (scratch, report) = (Scratch::new(), report());
        let written = write(&scratch.folder(), "t.csv", &report.tables[0]).unwrap();
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
        let told = |cell: Cell| {
            let mut out = Vec::new();
            field(&mut out, cell.borrowed());
            String::from_utf8(out).unwrap()
        };
        for risky in ["=1+1", "+46 63", "-", "@SUM(A1)", "\tx", "＝1"] {
            assert_eq!(told(Cell::Text(risky.into())), format!("'{risky}"));
        }
        for plain in ["", "0042", "a=b", "'citat"] {
            assert_eq!(told(Cell::Text(plain.into())), plain);
        }
        assert_eq!(told(Cell::Text("\rx".into())), "\"'\rx\"");
        assert_eq!(told(Cell::Amount(crate::model::money::Ore::new(-5))), "-0,05");
    }

    #[test]
    fn any_text_is_read_as_it_was_written() {
        let texts = ["möte; \"lunch\"", "\"", "en\r\ntvå", ";", "två\nrader", "åäö", "", "a\"b\"\"c"];
        let mut lines = Vec::new();
        for one in texts {
            text(&mut lines, one);
            lines.push(b';');
        }
        end(&mut lines, "normal");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(lines.as_slice());
        let read = reader.records().next().unwrap().unwrap();
        assert!(read.iter().eq(texts.into_iter().chain(["normal"])), "{read:?}");
    }
}
