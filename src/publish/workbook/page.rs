//! One sheet of the workbook: title, lines, tables, and how it scrolls, filters and prints. Takes a sheet's plan
//! and its tables, hands on a filled worksheet; refuses to know which sheet it is.

use rust_xlsxwriter::{ColNum, IgnoreError, RowNum, Worksheet, XlsxError};

use crate::model::fact::SinkError;
use crate::model::float::width_for_column;
use crate::model::table::{ColumnKind, RowKind, Sheet, SummaryTable};

use super::super::trouble::sheet_too_long;
use super::rows::Left;
use super::{Setting, grid, lines, measure, style};

/// Rows of a worksheet.
const MOST_ROWS: usize = 1_048_576;
/// A header further down than this is not frozen: it would leave too little of a screen to scroll.
const DEEPEST_FROZEN: RowNum = 14;
/// Tables wider than this keep their leading text columns in sight…
const SCREEN: usize = 150;
/// … as long as those are not wider than this.
const WIDEST_FROZEN: usize = 56;
/// The sheet's title and the line under it.
const TITLE_ROWS: RowNum = 2;
/// Characters of a text in a page's header.
const HEADER_TEXT: usize = 100;
/// Points that a header row is higher than its lines.
const HEADER_AIR: u32 = 6;
const A4: u8 = 9;

/// A table with what is worked out before it is written.
struct Placed<'a> {
    table: &'a SummaryTable,
    title: String,
    titles: Vec<String>,
    filtered: bool,
}

/// Writes a sheet, but for the rows of long tables: gives those.
pub(super) fn write<'a>(
    sheet: &mut Worksheet,
    setting: Setting<'_>,
    title: &str,
    plan: &Sheet,
    tables: &[&'a SummaryTable],
) -> Result<Vec<Left<'a>>, SinkError> {
    let rows: usize = tables.iter().map(|table| table.rows.len() + 5).sum::<usize>() + plan.lines.len() + 10;
    if rows > MOST_ROWS {
        return Err(sheet_too_long(setting.file, title, rows));
    }
    let placed: Vec<Placed<'_>> = tables.iter().map(|table| place(setting, table, tables.len() == 1)).collect();
    let mut widths = Vec::new();
    for one in &placed {
        widen(&mut widths, &measure::widths(setting, one.table, &one.titles, one.filtered));
    }
    lines::widen(setting, &plan.lines, &mut widths);
    let fail = |e: &XlsxError| setting.fail(e);
    frame(sheet, setting, title, &widths).map_err(|e| fail(&e))?;
    let mut row = TITLE_ROWS + 1;
    if !plan.lines.is_empty() {
        row = lines::write(sheet, setting, row, &plan.lines, &widths).map_err(|e| fail(&e))? + 1;
    }
    let mut left = Vec::new();
    for one in &placed {
        if one.title != title || placed.len() > 1 {
            sheet
                .write_string_with_format(row, 0, &*grid::fitting(&one.title), &style::table_title())
                .map_err(|e| fail(&e))?;
            row += 1;
        }
        if placed.len() == 1 {
            navigate(sheet, one, row, &widths).map_err(|e| fail(&e))?;
        }
        left.extend(table(sheet, setting, one, row, &widths)?);
        // An empty table has a remark in a row's stead.
        row += row_count(one.table.rows.len().max(1)) + 3;
    }
    let last_col = last_column(widths.len());
    sheet.ignore_error_range(0, 0, row, last_col, IgnoreError::NumberStoredAsText).map_err(|e| fail(&e))?;
    Ok(left)
}

fn place<'a>(setting: Setting<'_>, table: &'a SummaryTable, alone: bool) -> Placed<'a> {
    let title = table.title.clone().unwrap_or_else(|| setting.title("table", &table.id));
    let filtered = alone && sorted_rows(table) > 1;
    Placed { table, title, titles: grid::titles(setting, table), filtered }
}

/// Rows before the sums at the table's end: those that a filter may hide.
fn sorted_rows(table: &SummaryTable) -> usize {
    table.rows.iter().rposition(|row| row.kind != RowKind::Total).map_or(0, |last| last + 1)
}

fn widen(widths: &mut Vec<usize>, own: &[usize]) {
    widths.resize(widths.len().max(own.len()), 0);
    for (width, own) in widths.iter_mut().zip(own) {
        *width = (*width).max(*own);
    }
}

/// Titles, widths and print setup.
fn frame(sheet: &mut Worksheet, setting: Setting<'_>, title: &str, widths: &[usize]) -> Result<(), XlsxError> {
    let meta = setting.meta;
    sheet.write_string_with_format(0, 0, &*grid::fitting(title), &style::title())?;
    let about: Vec<&str> = [&*meta.title, &*meta.subtitle].into_iter().filter(|text| !text.is_empty()).collect();
    let about = about.join(" · ");
    sheet.write_string_with_format(1, 0, &*grid::fitting(&about), &style::subtitle())?;
    sheet.set_row_height(0, 24)?;
    for (col, width) in (0..).zip(widths) {
        sheet.set_column_width(col, width_for_column(*width))?;
    }
    sheet.set_screen_gridlines(false).set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L&8{}&R&8{}", plain(&meta.title), plain(&meta.subtitle)));
    sheet.set_footer(format!("&L&8{}&R&8&P / &N", plain(title)));
    Ok(())
}

/// Text for a page's header: its `&` are no commands, and two of them fit in the 255 characters there are.
fn plain(text: &str) -> String {
    // A digit right after a font size would be read as part of it, so a blank goes first.
    let mut shown = String::from(" ");
    for c in text.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        if shown.chars().count() >= HEADER_TEXT {
            break;
        }
        shown.push(c);
        if c == '&' {
            shown.push(c);
        }
    }
    shown
}

/// Frozen header, filter and repeated header of a sheet with one table.
fn navigate(sheet: &mut Worksheet, one: &Placed<'_>, header: RowNum, widths: &[usize]) -> Result<(), XlsxError> {
    sheet.set_repeat_rows(header, header)?;
    if header <= DEEPEST_FROZEN {
        sheet.set_freeze_panes(header + 1, frozen_columns(one.table, widths))?;
    }
    if one.filtered {
        let last = header + row_count(sorted_rows(one.table));
        sheet.autofilter(header, 0, last, last_column(one.table.columns.len()))?;
    }
    Ok(())
}

/// How many leading text columns stay in sight.
fn frozen_columns(table: &SummaryTable, widths: &[usize]) -> ColNum {
    if widths.iter().sum::<usize>() <= SCREEN {
        return 0;
    }
    let mut frozen: ColNum = 0;
    let mut width = 0;
    for (column, own) in table.columns.iter().zip(widths) {
        width += own;
        if column.kind != ColumnKind::Text || width > WIDEST_FROZEN {
            break;
        }
        frozen += 1;
    }
    frozen
}

/// Header and rows; gives the table if it is a long one, whose rows are still to write.
fn table<'a>(
    sheet: &mut Worksheet,
    setting: Setting<'_>,
    one: &Placed<'a>,
    header: RowNum,
    widths: &[usize],
) -> Result<Option<Left<'a>>, SinkError> {
    grid::header(sheet, header, one.table, &one.titles, one.filtered).map_err(|e| setting.fail(&e))?;
    let lines = measure::header_lines(&one.titles, widths, one.filtered);
    sheet.set_row_height(header, HEADER_AIR + lines::height(lines)).map_err(|e| setting.fail(&e))?;
    let left = grid::body(sheet, setting, header + 1, one.table, widths)?;
    if one.table.rows.is_empty() {
        let remark = setting.title("line", "no-rows");
        sheet.write_string_with_format(header + 1, 0, remark, &style::remark()).map_err(|e| setting.fail(&e))?;
        return Ok(left);
    }
    if !one.table.to_fill_in.is_empty() {
        sheet.set_tab_color(style::FILL_IN_INK);
    }
    Ok(left)
}

/// A sheet has fewer rows than 32 bits count; see [`MOST_ROWS`].
fn row_count(rows: usize) -> RowNum {
    RowNum::try_from(rows).unwrap_or(RowNum::MAX)
}

fn last_column(columns: usize) -> ColNum {
    ColNum::try_from(columns.saturating_sub(1)).unwrap_or(ColNum::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pages_header_holds_no_commands_and_is_short() {
        assert_eq!(plain("8 & \n9"), " 8 &&  9");
        assert!(plain(&"&".repeat(300)).chars().count() <= HEADER_TEXT + 1);
    }
}
