//! The workbook, made for a controller. Takes a report and its words, hands on one `.xlsx` whose bytes depend on
//! nothing else. Refuses formulas, links and rounding: text is text whatever it looks like, and every total is
//! the number that the table's maker counted.

mod grid;
mod lines;
mod measure;
mod page;
mod style;
mod tab;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::model::Date;
use crate::model::fact::SinkError;
use crate::model::table::Report;

use super::Wording;
use super::trouble::not_written;

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

/// Writes `<file_name>.xlsx`.
pub(super) fn write(
    folder: &Path,
    report: &Report,
    wording: &dyn Wording,
    meta: &WorkbookMeta,
) -> Result<(), SinkError> {
    let file = format!("{}.xlsx", meta.file_name);
    let setting = Setting { wording, meta, file: &file };
    let mut book = Workbook::new();
    book.set_properties(&properties(meta).map_err(|e| setting.fail(&e))?);
    let mut taken = Vec::new();
    for sheet in &report.sheets {
        let title = sheet.title.clone().unwrap_or_else(|| setting.title("sheet", &sheet.name));
        let tab = tab::name(&title, &sheet.name, &mut taken);
        let tables: Vec<_> = sheet.tables.iter().filter_map(|id| report.tables.iter().find(|t| t.id == *id)).collect();
        let page = book.add_worksheet();
        page.set_name(tab).map_err(|e| setting.fail(&e))?;
        page::write(page, setting, &title, sheet, &tables)?;
    }
    let out = File::create_new(folder.join(&file)).map_err(|e| not_written(&file, e))?;
    let mut out = BufWriter::new(out);
    book.save_to_writer(&mut out).map_err(|e| setting.fail(&e))?;
    out.flush().map_err(|e| not_written(&file, e))
}

fn properties(meta: &WorkbookMeta) -> Result<DocProperties, XlsxError> {
    let created = excel_date(meta.as_of).map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    let properties = DocProperties::new().set_title(&meta.title).set_subject(&meta.subtitle).set_author("tertial");
    Ok(properties.set_creation_datetime(&created))
}

/// A day as a workbook counts it; none for a day before its calendar starts.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    use chrono::Datelike;
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}
