//! The lines above a sheet's tables: a label and a value each. Takes lines and column widths, hands on the row
//! after them; a long value spreads over the columns to its right and breaks into lines.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::model::table::{Cell, ColumnKind};

use super::{Setting, grid, measure, style};

/// Labels don't widen their column beyond this.
const WIDEST_LABEL: usize = 34;
/// A value spreads over no more than this.
const WIDEST_VALUE: usize = 110;
/// A line's height in points.
const HEIGHT: u32 = 13;
/// No row is higher than Excel allows (409 points).
const MOST_LINES: u32 = 30;

/// Widens the first two columns for labels, and for values that can't spread.
pub(super) fn widen(setting: Setting<'_>, lines: &[(&'static str, Cell)], widths: &mut Vec<usize>) {
    if lines.is_empty() {
        return;
    }
    let alone = widths.len() < 2;
    widths.resize(widths.len().max(2), 0);
    for (label, value) in lines {
        let label = setting.title("line", label).chars().count() + 2;
        widths[0] = widths[0].max(label.min(WIDEST_LABEL));
        let spreads = matches!(value, Cell::Text(_) | Cell::Name(_));
        if alone || !spreads {
            widths[1] = widths[1].max((measure::shown(setting, value.borrowed()) + 2).min(WIDEST_VALUE));
        }
    }
}

/// Writes the lines from `row` on; gives the row after them.
pub(super) fn write(
    sheet: &mut Worksheet,
    setting: Setting<'_>,
    mut row: RowNum,
    lines: &[(&'static str, Cell)],
    widths: &[usize],
) -> Result<RowNum, XlsxError> {
    for (label, value) in lines {
        sheet.write_string_with_format(row, 0, setting.title("line", label), &style::label())?;
        let text = match value {
            Cell::Text(text) => Some(text.to_string()),
            Cell::Name(name) => Some(setting.title("cell", name)),
            _ => None,
        };
        match text {
            Some(text) => spread(sheet, row, &grid::fitting(&text), widths)?,
            None => grid::write(sheet, setting, row, 1, value.borrowed(), &style::value(kind(value)))?,
        }
        row += 1;
    }
    Ok(row)
}

/// Writes a text over as many columns as it needs, and makes the row as high as its lines.
fn spread(sheet: &mut Worksheet, row: RowNum, text: &str, widths: &[usize]) -> Result<(), XlsxError> {
    let needed = (text.chars().count() + 2).min(WIDEST_VALUE);
    let mut width = 0;
    let mut last: ColNum = 0;
    for (col, own) in (0..).zip(widths).skip(1) {
        width += own;
        last = col;
        if width >= needed {
            break;
        }
    }
    let format = style::value(ColumnKind::Text);
    if last > 1 && !text.is_empty() {
        sheet.merge_range(row, 1, row, last, text, &format)?;
    } else {
        sheet.write_string_with_format(row, 1, text, &format)?;
    }
    heighten(sheet, row, measure::lines(text, width.saturating_sub(2)))
}

/// Makes a row as high as its lines; one line is any row's own height.
pub(super) fn heighten(sheet: &mut Worksheet, row: RowNum, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, height(lines))?;
    }
    Ok(())
}

/// Points that lines of text take.
pub(super) fn height(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(MOST_LINES).min(MOST_LINES) * HEIGHT + 2
}

/// Hundredths of points that a row of so many lines is high in a sheet's XML, where the height is a whole number of pixels;
/// none where it is any row's own.
pub(super) fn points(lines: usize) -> Option<i64> {
    let pixels = (height(lines) * 4 + 1) / 3;
    if lines > 1 { Some(i64::from(pixels) * 75) } else { None }
}

fn kind(cell: &Cell) -> ColumnKind {
    match cell {
        Cell::Amount(_) => ColumnKind::Amount,
        Cell::Count(_) => ColumnKind::Count,
        Cell::Share(_) => ColumnKind::Share,
        Cell::Scaled(_, decimals) => ColumnKind::Scaled(*decimals),
        Cell::Date(_) => ColumnKind::Date,
        _ => ColumnKind::Text,
    }
}
