//! Writes the extracts as the ERP would: a workbook with a banner, and a Windows-1252 text file.

use std::error::Error;
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use crate::calendar::Date;
use crate::extract::{Extract, HEADERS, Line};
use crate::ledger::{Flaw, Row, Voucher};

/// What stands where an amount should be.
pub(crate) const NOT_AN_AMOUNT: &str = "se bilaga";

type Outcome = Result<(), Box<dyn Error>>;

/// The formats that cells share.
struct Formats {
    date: Format,
    amount: Format,
    bold: Format,
}

/// Writes the workbook; its creation date is given, so that its bytes are fixed.
pub(crate) fn write_workbook(extract: &Extract<'_>, created: Date, folder: &Path) -> Outcome {
    let formats = Formats {
        date: Format::new().set_num_format("yyyy-mm-dd"),
        amount: Format::new().set_num_format("#,##0.00"),
        bold: Format::new().set_bold(),
    };
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&excel(created)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Huvudbok")?;
    for (line, text) in (0..).zip(extract.banner) {
        sheet.write_string(line, 0, *text)?;
    }
    let header_row = u32::try_from(extract.first_row())? - 2;
    for (column, header) in (0..).zip(HEADERS) {
        sheet.write_string_with_format(header_row, column, header, &formats.bold)?;
        sheet.set_column_width(column, if header == "Text" { 42 } else { 12 })?;
    }
    for (row, line) in (header_row + 1..).zip(&extract.lines) {
        write_cells(sheet, row, line, &formats)?;
    }
    workbook.save(folder.join(extract.file))?;
    Ok(())
}

fn write_cells(sheet: &mut Worksheet, at: u32, line: &Line<'_>, formats: &Formats) -> Outcome {
    match line {
        Line::Total { label, column, ore } => {
            sheet.write_string(at, column.index(), *label)?;
            sheet.write_number_with_format(at, 14, kronor(*ore), &formats.amount)?;
        }
        Line::Posting { voucher, number, row } => {
            sheet.write_number(at, 2, *number)?;
            let dates = [voucher.booked, voucher.registered];
            for (column, date) in (3..).zip(dates) {
                sheet.write_datetime_with_format(at, column, excel(date)?, &formats.date)?;
            }
            for (column, text) in texts(voucher, row, line) {
                if !text.is_empty() {
                    sheet.write_string(at, column, text)?;
                }
            }
            if row.flaw == Flaw::NoAmount {
                sheet.write_string(at, 14, NOT_AN_AMOUNT)?;
            } else {
                sheet.write_number_with_format(at, 14, kronor(row.ore), &formats.amount)?;
            }
        }
    }
    Ok(())
}

/// A workbook knows only floating numbers: the one place where an amount becomes one.
#[expect(clippy::cast_precision_loss, clippy::float_arithmetic)]
fn kronor(ore: i64) -> f64 {
    ore as f64 / 100.0
}

fn excel(date: Date) -> Result<ExcelDateTime, Box<dyn Error>> {
    Ok(ExcelDateTime::from_ymd(date.year, date.month, date.day)?)
}

/// The cells that are text in both files, with their columns.
fn texts(voucher: &Voucher, row: &Row, line: &Line<'_>) -> [(u16, String); 11] {
    let number = match row.flaw {
        Flaw::NoNumber => String::new(),
        _ => voucher.number.to_string(),
    };
    let period = line.period().map(|period| period.to_string());
    let codes = row.codes.clone();
    [
        (0, voucher.series.to_string()),
        (1, number),
        (5, period.unwrap_or_default()),
        (6, codes.konto),
        (7, codes.ansvar),
        (8, codes.verksamhet),
        (9, codes.objekt),
        (10, codes.aktivitet),
        (11, codes.projekt),
        (12, codes.motpart),
        (13, row.text.clone()),
    ]
}

/// Writes the text file: `;`, CRLF, decimal comma and a space between thousands.
pub(crate) fn write_text(extract: &Extract<'_>, folder: &Path) -> Outcome {
    let mut text = HEADERS.join(";");
    text.push_str("\r\n");
    for line in &extract.lines {
        let cells = fields(line).map(|cell| quoted(&cell));
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    let (bytes, _, replaced) = WINDOWS_1252.encode(&text);
    if replaced {
        return Err("a text has a character outside Windows-1252".into());
    }
    std::fs::write(folder.join(extract.file), bytes)?;
    Ok(())
}

fn fields(line: &Line<'_>) -> [String; 15] {
    let mut cells: [String; 15] = std::array::from_fn(|_| String::new());
    match line {
        Line::Total { label, column, ore } => {
            (*label).clone_into(&mut cells[usize::from(column.index())]);
            cells[14] = spaced(*ore);
        }
        Line::Posting { voucher, number, row } => {
            for (column, text) in texts(voucher, row, line) {
                cells[usize::from(column)] = text;
            }
            cells[2] = number.to_string();
            cells[3] = voucher.booked.iso();
            cells[4] = voucher.registered.iso();
            cells[14] = if row.flaw == Flaw::NoAmount { NOT_AN_AMOUNT.to_owned() } else { spaced(row.ore) };
        }
    }
    cells
}

/// Quoted only where the text would break the row.
fn quoted(cell: &str) -> String {
    if cell.contains([';', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// `-1 234,50`
pub(crate) fn spaced(ore: i64) -> String {
    let plain = comma(ore);
    let (kronor, decimals) = plain.split_at(plain.len() - 3);
    let (sign, digits) = match kronor.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", kronor),
    };
    let mut out = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out + decimals
}

/// `-1234,50`
pub(crate) fn comma(ore: i64) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    let size = ore.unsigned_abs();
    format!("{sign}{},{:02}", size / 100, size % 100)
}
