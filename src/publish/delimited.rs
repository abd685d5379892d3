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
