//! A table's cells on a sheet. Takes a checked table and where it starts, hands on what it wrote, counted cell by
//! cell. Refuses an amount that the workbook would round.

use std::borrow::Cow;

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use crate::model::control::{Boundary, Totals};
use crate::model::fact::SinkError;
use crate::model::float::{count_for_cell, fraction_for_cell, kronor_for_cell, scaled_for_cell};
use crate::model::table::{Cell, Column, ColumnKind, RowAt, SummaryTable};

use super::super::trouble::tie;
use super::rows::{self, Left};
use super::style::{self, Cells, Look};
use super::{Setting, excel_date, lines, measure};

/// Up to so many rows, long names break into lines; in longer tables every row keeps one line, so that it can be
/// scrolled and filtered quickly.
const WRAPPED_ROWS: usize = 200;
/// The library writes tables of so many rows.
const FEW_ROWS: usize = 8;
/// What a cell can hold, in UTF-16 units.
pub(super) const LONGEST_TEXT: usize = 32_767;

/// The titles of a table's columns.
pub(super) fn titles(setting: Setting<'_>, table: &SummaryTable) -> Vec<String> {
    let title = |column: &Column| column.title.clone().unwrap_or_else(|| setting.title("column", &column.name));
    table.columns.iter().map(title).collect()
}

/// How each column of a table looks.
fn looks(table: &SummaryTable) -> Vec<Look> {
    let top = table.columns.iter().any(|column| column.kind == ColumnKind::Prose);
    let mut after_text = true;
    let look = |column: &Column| {
        let indented = measure::is_text(column.kind) && !after_text;
        after_text = measure::is_text(column.kind) || column.kind == ColumnKind::Date;
        Look { kind: column.kind, to_fill_in: table.to_fill_in.contains(&column.name), indented, top }
    };
    table.columns.iter().map(look).collect()
}

/// Writes the header row.
pub(super) fn header(
    sheet: &mut Worksheet,
    row: RowNum,
    table: &SummaryTable,
    titles: &[String],
    filtered: bool,
) -> Result<(), XlsxError> {
    for ((col, look), title) in (0..).zip(looks(table)).zip(titles) {
        sheet.write_string_with_format(row, col, &*fitting(title), &style::header(look, filtered))?;
    }
    Ok(())
}

/// Writes the rows from `first` on, and compares what was written with what the table's maker counted. Of most
/// tables only some rows are written, one of each kind and the last; gives those tables, for [`super::pour`].
pub(super) fn body<'a>(
    sheet: &mut Worksheet,
    setting: Setting<'_>,
    first: RowNum,
    table: &'a SummaryTable,
    widths: &[usize],
) -> Result<Option<Left<'a>>, SinkError> {
    let wrap = table.rows.len() <= WRAPPED_ROWS;
    let broken_text = wrap || table.columns.iter().any(|column| column.kind == ColumnKind::Prose);
    let format = |look: Look| Cells::new(look, wrap || look.kind == ColumnKind::Prose);
    let formats: Vec<Cells> = looks(table).into_iter().map(format).collect();
    let lines = |row: RowAt<'_>| if broken_text { measure::row_lines(setting, row, widths) } else { 1 };
    if table.rows.len() > FEW_ROWS && rows::is_plain(table) {
        let lines = if broken_text { table.rows.iter().map(lines).collect() } else { Vec::new() };
        let left = Left::new(table, first as usize + 1, lines);
        for at in left.shown() {
            let (Some(row), Ok(below)) = (table.rows.get(at), RowNum::try_from(at)) else { continue };
            write_row(sheet, setting, first + below, row, &formats).map_err(|e| setting.fail(&e))?;
        }
        return Ok(Some(left));
    }
    let mut written = Totals::default();
    for (row_number, row) in (first..).zip(table.rows.iter()) {
        rows::count(table, row, &mut written, setting)?;
        write_row(sheet, setting, row_number, row, &formats).map_err(|e| setting.fail(&e))?;
        lines::heighten(sheet, row_number, lines(row)).map_err(|e| setting.fail(&e))?;
    }
    tie(Boundary::SummariseToPublish, &table.totals, &written)?;
    Ok(None)
}

fn write_row(
    sheet: &mut Worksheet,
    setting: Setting<'_>,
    number: RowNum,
    row: RowAt<'_>,
    formats: &[Cells],
) -> Result<(), XlsxError> {
    for ((col, cell), format) in (0..).zip(row.cells()).zip(formats) {
        write(sheet, setting, number, col, cell, format.of(row.kind))?;
    }
    Ok(())
}

/// Writes one cell. An amount that the workbook can't hold is left out: see [`body`].
pub(super) fn write(
    sheet: &mut Worksheet,
    setting: Setting<'_>,
    row: RowNum,
    col: ColNum,
    cell: Cell<&str>,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => sheet.write_blank(row, col, format)?,
        Cell::Text(text) => sheet.write_string_with_format(row, col, &*fitting(text), format)?,
        Cell::Name(name) => sheet.write_string_with_format(row, col, setting.title("cell", name), format)?,
        Cell::Count(count) => sheet.write_number_with_format(row, col, count_for_cell(count), format)?,
        Cell::Scaled(number, decimals) => {
            sheet.write_number_with_format(row, col, scaled_for_cell(number, decimals), format)?
        }
        Cell::Share(share) => sheet.write_number_with_format(row, col, fraction_for_cell(share), format)?,
        Cell::Amount(amount) => match kronor_for_cell(amount) {
            Some(kronor) => sheet.write_number_with_format(row, col, kronor, format)?,
            None => sheet.write_blank(row, col, format)?,
        },
        Cell::Date(date) => match excel_date(date) {
            Some(day) => sheet.write_datetime_with_format(row, col, day, format)?,
            None => sheet.write_string_with_format(row, col, date.to_string(), format)?,
        },
    };
    Ok(())
}

/// Text as a cell can hold it: cut where it is too long (CSV and Parquet have it whole), without the two code points that
/// no XML may hold, and with a blank before what the library would take for marked up text.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    if is_fit(text) {
        return Cow::Borrowed(text);
    }
    let mut fits = String::from(if is_marked_up(text) { " " } else { "" });
    let mut units = fits.len();
    let total = units + text.chars().map(char::len_utf16).sum::<usize>();
    for c in text.chars().map(|c| if is_unfit(c) { '\u{fffd}' } else { c }) {
        units += c.len_utf16();
        if total > LONGEST_TEXT && units >= LONGEST_TEXT {
            fits.push('…');
            break;
        }
        fits.push(c);
    }
    Cow::Owned(fits)
}

/// Whether a cell can hold a text as it is.
pub(super) fn is_fit(text: &str) -> bool {
    text.len() <= LONGEST_TEXT && !text.contains(is_unfit) && !is_marked_up(text)
}

fn is_marked_up(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

fn is_unfit(c: char) -> bool {
    c == '\u{fffe}' || c == '\u{ffff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_to_fit_a_cell() {
        assert_eq!(fitting("vanlig"), "vanlig");
        assert_eq!(fitting("a\u{ffff}b"), "a\u{fffd}b");
        let whole = "ö".repeat(LONGEST_TEXT);
        assert_eq!(fitting(&whole), whole);
        let cut = fitting(&"x".repeat(LONGEST_TEXT + 1)).into_owned();
        assert_eq!((cut.chars().count(), cut.chars().last()), (LONGEST_TEXT, Some('…')));
        assert_eq!(fitting("<r>a & b</r>"), " <r>a & b</r>");
    }
}
