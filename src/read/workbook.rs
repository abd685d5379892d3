//! Workbooks by way of calamine. Takes the container's bytes, hands on rows of typed cells with the row number that
//! the sheet shows; refuses protected files and contains the panics that hostile files provoke in the reader.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};

use crate::model::finding::{Place, Problem, text};
use crate::model::float::SheetNumber;
use crate::model::raw::{RawCell, RawRow};

use super::{ReadError, TakeRow};

/// An open workbook.
pub(super) struct Workbook {
    pub(super) sheets: Vec<String>,
    pub(super) left_out: Vec<String>,
    book: Sheets<Cursor<Vec<u8>>>,
}

impl Workbook {
    pub(super) fn open(bytes: Vec<u8>, name: &str, wanted: &[String]) -> Result<Self, Problem> {
        let place = Place { file: Some(name.to_owned()), ..Place::default() };
        let book = contained(|| open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| e.to_string()))
            .map_err(|detail| refuse(name, &detail).in_place(place.clone()))?;
        let all = book.sheet_names();
        if let Some(missing) = wanted.iter().find(|w| !all.contains(w)) {
            let values = vec![("sheet", text(missing.clone())), ("sheets", text(all.join(", ")))];
            return Err(Problem::new("wrong-sheet", values).in_place(place));
        }
        let (sheets, left_out) = all.into_iter().partition(|s| wanted.is_empty() || wanted.contains(s));
        Ok(Self { sheets, left_out, book })
    }

    pub(super) fn read<E>(&mut self, name: &str, sheet: &str, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        let place = Place { file: Some(name.to_owned()), sheet: Some(sheet.to_owned()), ..Place::default() };
        let range: Range<Data> = contained(|| self.book.worksheet_range(sheet).map_err(|e| e.to_string()))
            .map_err(|detail| ReadError::Input(Box::new(refuse(name, &detail).in_place(place))))?;
        // A range starts at the first used cell, not at A1.
        let Some((top, left)) = range.start() else { return Ok(()) };
        for (row, cells) in (top + 1..).zip(range.rows()) {
            let lead = std::iter::repeat_n(RawCell::Blank, left as usize);
            let cells: Vec<RawCell> = lead.chain(cells.iter().map(cell)).collect();
            let bytes = cells.len() * size_of::<RawCell>();
            take(RawRow { row, cells }, bytes)?;
        }
        Ok(())
    }
}

fn refuse(name: &str, detail: &str) -> Problem {
    let id = if detail.to_lowercase().contains("password") { "password-protected" } else { "not-a-workbook" };
    Problem::new(id, vec![("path", text(name)), ("detail", text(detail))])
}

/// Runs a call into the reader; a panic is an unreadable file, not a crash.
fn contained<T>(call: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err("panic".to_owned()))
}

fn cell(data: &Data) -> RawCell {
    match data {
        Data::Empty => RawCell::Blank,
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => RawCell::Text(s.as_str().into()),
        Data::Float(number) => RawCell::Number(SheetNumber::new(*number)),
        Data::Int(number) => RawCell::Text(number.to_string().into()),
        Data::Bool(truth) => RawCell::Text(if *truth { "TRUE" } else { "FALSE" }.into()),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(day) => RawCell::Date(day.date()),
            None => RawCell::Error(moment.to_string().into()),
        },
        Data::Error(e) => RawCell::Error(e.to_string().into()),
        // Kinds that a later calamine may add are shown, never guessed.
        #[allow(unreachable_patterns)]
        other => RawCell::Error(other.to_string().into()),
    }
}
