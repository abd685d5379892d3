//! The workbook, made for a controller. Takes a report and its words, hands on one `.xlsx` whose bytes depend on
//! nothing else. Refuses formulas, links and rounding: text is text whatever it looks like, and every total is
//! the number that the table's maker counted.

mod alone;
mod grid;
mod lines;
mod measure;
mod page;
mod pour;
mod rows;
mod style;
mod tab;

use std::borrow::Cow;
use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::model::Date;
use crate::model::fact::SinkError;
use crate::model::table::{Report, SummaryTable};

use super::Wording;
use super::folder::Folder;
use super::trouble::{broken, not_written};

/// What stands over every sheet, and the file's own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookMeta {
    /// What the report is about.
    pub title: String,
    /// Period, region, that it is a basis and not the form.
    pub subtitle: String,
    /// File name without folder or ending.
    pub file_name: String,
    /// The day that the run stands on; also the file's date of creation, so that the clock has no part in it.
    pub as_of: Date,
}

/// What the parts of the workbook share while it is written.
#[derive(Clone, Copy)]
struct Setting<'a> {
    wording: &'a dyn Wording,
    meta: &'a WorkbookMeta,
    /// The file's name in the set, for problems.
    file: &'a str,
}

impl Setting<'_> {
    /// The title of a thing with a name of the model.
    fn title(&self, prefix: &str, name: &str) -> String {
        self.wording.title(prefix, &name.replace('_', "-"))
    }

    /// What the workbook's writer refused, as a problem.
    fn fail(&self, error: &XlsxError) -> SinkError {
        not_written(self.file, error)
    }
}

/// Days from the one before a workbook's first to 1 January 1970, with the one that never was.
const DAYS_BEFORE_EPOCH: i64 = 25_569;
/// The number of the day that never was.
const FALSE_DAY: i64 = 60;
/// How hard what the library writes is packed, long sheets apart ([`alone`]): higher levels take three times as long and save
/// a sixth (docs/DECISIONS.md).
const LEVEL: u8 = 2;

/// Writes `<file_name>.xlsx`.
pub(super) fn write(
    folder: &Folder,
    report: &Report,
    wording: &dyn Wording,
    meta: &WorkbookMeta,
) -> Result<(), SinkError> {
    let file = format!("{}.xlsx", meta.file_name);
    let setting = Setting { wording, meta, file: &file };
    let mut book = Workbook::new();
    book.set_zip_compression_level(LEVEL);
    book.set_properties(&properties(meta).map_err(|e| setting.fail(&e))?);
    let shown = on_sheets(report)?;
    let (mut taken, mut long) = (Vec::new(), Vec::new());
    for (number, sheet) in (1..).zip(&report.sheets) {
        let title = sheet.title.clone().unwrap_or_else(|| setting.title("sheet", &sheet.name));
        let tab = tab::name(&title, &sheet.name, &mut taken);
        let tables: Vec<_> =
            sheet.tables.iter().filter_map(|id| shown.iter().find(|t| t.id == *id).map(AsRef::as_ref)).collect();
        let page = book.add_worksheet();
        page.set_name(tab).map_err(|e| setting.fail(&e))?;
        let left = page::write(page, setting, &title, sheet, &tables)?;
        if !left.is_empty() {
            long.push(pour::Sheet { number, left });
        }
    }
    let book = book.save_to_buffer().map_err(|e| setting.fail(&e))?;
    let book = pour::pour(book, &long, setting)?;
    let mut out = folder.create(&file).map_err(|e| not_written(&file, e))?;
    out.write_all(&book).map_err(|e| not_written(&file, e))
}

/// The tables as their sheets have them: some are cut.
fn on_sheets(report: &Report) -> Result<Vec<Cow<'_, SummaryTable>>, SinkError> {
    let cut = |table: &SummaryTable| table.on_sheet().map_err(|_| broken(&table.id, "amount overflow"));
    let shown = |table| Ok(cut(table)?.map_or(Cow::Borrowed(table), Cow::Owned));
    report.tables.iter().map(shown).collect()
}

fn properties(meta: &WorkbookMeta) -> Result<DocProperties, XlsxError> {
    let created = excel_date(meta.as_of).map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    let properties = DocProperties::new().set_title(&meta.title).set_subject(&meta.subtitle).set_author("tertial");
    Ok(properties.set_creation_datetime(&created))
}

/// The number that a workbook writes for a day; none for a day before its calendar starts.
fn day_number(date: Date) -> Option<i64> {
    excel_date(date)?;
    let days = i64::from(date.to_epoch_days()) + DAYS_BEFORE_EPOCH;
    // Its calendar has a 29 February 1900.
    Some(if days > FALSE_DAY { days } else { days - 1 })
}

/// A day as a workbook counts it; none for a day before its calendar starts.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    use chrono::Datelike;
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Range, Reader, Xlsx, open_workbook};

    use super::super::fixture::{Scratch, Words, meta, publish, report, spoil};
    use super::*;
    use crate::model::float::SheetNumber;
    use crate::model::money::Ore;
    use crate::model::table::{Cell, Rows};

    fn book(report: &Report) -> (Scratch, Vec<(String, Range<Data>)>) {
        let scratch = Scratch::new();
        let folder = publish(scratch.path(), report).folder;
        let mut book: Xlsx<_> = open_workbook(folder.join("uppfoljning.xlsx")).unwrap();
        (scratch, book.worksheets())
    }

    #[test]
    fn text_stays_text_and_every_ore_is_there() {
        let (_scratch, sheets) = book(&report());
        assert_eq!(sheets[0].0, "sheet sammanstallning");
        let range = &sheets[0].1;
        let value = |row, col| range.get_value((row, col)).cloned().unwrap_or(Data::Empty);
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(value(0, 0), text("sheet sammanstallning"));
        assert_eq!(value(1, 0), text("God & nära vård · till och med augusti 2022"));
        assert_eq!((value(3, 0), value(4, 1)), (text("line as-of"), text("Underlag till blanketten")));
        assert_eq!((value(6, 0), value(7, 5)), (text("table aktiviteter"), text("column beslut-text")));
        assert_eq!((value(8, 0), value(9, 0)), (text("0042"), text("=HYPERLINK(\"http://x\")")));
        assert_eq!(value(9, 5), text("cell over-budget"));
        let ore = |row| match value(row, 1) {
            Data::Float(kronor) => SheetNumber::new(kronor).to_ore(),
            _ => None,
        };
        assert_eq!([8, 9, 10].map(ore), [-123_450, 7, -123_443].map(|ore| Some(Ore::new(ore))));
        assert!(matches!(value(8, 4), Data::DateTime(day) if day.to_ymd_hms_milli() == (2022, 8, 31, 0, 0, 0, 0)));
    }

    #[test]
    fn no_formula_and_no_link() {
        let scratch = Scratch::new();
        let folder = publish(scratch.path(), &report()).folder;
        let mut book: Xlsx<_> = open_workbook(folder.join("uppfoljning.xlsx")).unwrap();
        let formulas = book.worksheet_formula("sheet sammanstallning").unwrap();
        assert!(formulas.used_cells().next().is_none());
    }

    #[test]
    fn an_amount_that_a_cell_would_round_is_a_problem() {
        let mut report = report();
        let table = &mut report.tables[0];
        spoil(table, |rows| rows[0].cells[1] = Cell::Amount(Ore::new(9_007_199_254_740_993)));
        table.totals = table.count().unwrap();
        let scratch = Scratch::new();
        let Err(SinkError::Output(problem)) = write(&scratch.folder(), &report, &Words, &meta()) else {
            panic!("rounded")
        };
        assert_eq!(problem.id, "output-amount-not-exact");
    }

    #[test]
    fn a_cut_table_has_its_first_rows_on_the_sheet_and_all_in_its_files() {
        let mut report = report();
        report.tables[0].most_on_sheet = Some(1);
        let scratch = Scratch::new();
        let folder = publish(scratch.path(), &report).folder;
        let mut book: Xlsx<_> = open_workbook(folder.join("uppfoljning.xlsx")).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        assert_eq!(sheet.get_value((8, 0)), Some(&Data::String("0042".to_owned())));
        assert!(sheet.rows().skip(9).all(|row| row.iter().all(|cell| *cell == Data::Empty)), "{sheet:?}");
        let csv = std::fs::read_to_string(folder.join("tabeller/aktiviteter.csv")).unwrap();
        assert_eq!(csv.lines().count(), 1 + 3, "{csv}");
    }

    #[test]
    fn a_sheet_without_tables_and_a_table_without_rows_are_fine() {
        let mut report = report();
        report.tables[0].rows = Rows::default();
        report.tables[0].totals = crate::model::control::Totals::default();
        let mut bare = report.sheets[0].clone();
        bare.tables.clear();
        bare.lines.clear();
        report.sheets.push(bare);
        let (_scratch, sheets) = book(&report);
        assert_eq!(sheets[1].0, "sheet sammanstallning (2)");
        assert_eq!(sheets[0].1.get_value((8, 0)), Some(&Data::String("line no-rows".to_owned())));
    }
}
