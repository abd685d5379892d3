//! Workbooks by way of the lean reader of .xlsx and of calamine, after the container has been looked through. Takes the
//! container's bytes, hands on rows of typed cells with the row number that the sheet shows; refuses protected and damaged
//! files, and contains the panics that hostile files provoke in calamine.

mod biff;
mod binary;
#[cfg(test)]
mod compared;
mod facts;
mod lean;
pub(in crate::read) mod ole;
mod opendocument;
mod package;
mod rows;
mod sheetxml;
mod styles;

use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, Ods, Range, Reader, Sheet, SheetType, SheetVisible, Sheets, Xls, Xlsb, XlsbError, Xlsx, XlsxError,
};

use crate::model::finding::{Code, Finding, Place, Problem, Value, damage, text};
use crate::pipeline::ReadLimits;

use super::contained::contained;
use super::file::Contents;
use super::packed::Fault;
use super::{ReadError, TakeRows};

use facts::SheetFacts;
use lean::{Cell, Lean};
use package::Looked;
use rows::Rows;

/// Cells that are taken from the reader in one call.
const AT_A_TIME: usize = 512;

/// What a workbook is kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Xls,
    Xlsx,
    Xlsb,
    Ods,
}

/// An open workbook.
pub(super) struct Workbook {
    pub(super) sheets: Vec<String>,
    pub(super) left_out: Vec<String>,
    facts: Vec<SheetFacts>,
    hidden: Vec<String>,
    limits: ReadLimits,
    family: Family,
    bytes: Arc<[u8]>,
    /// Not opened where the lean reader knows enough.
    book: Option<Book>,
    lean: Option<Lean>,
}

type Book = Sheets<Cursor<Arc<[u8]>>>;

impl Workbook {
    pub(super) fn open(contents: Contents, wanted: &[String], limits: &ReadLimits) -> Result<Self, Problem> {
        let place = contents.place();
        let Looked { family, mut facts, parts } = if contents.bytes.starts_with(ole::MAGIC) {
            Looked { family: Family::Xls, facts: old_workbook(&contents, limits)?, parts: None }
        } else {
            package::look(&contents, limits)?
        };
        let name = contents.name;
        let bytes = Arc::<[u8]>::from(contents.bytes.as_slice());
        let lean = parts.and_then(|parts| Lean::open(Arc::clone(&bytes), parts));
        let book = match lean {
            Some(_) => None,
            None => Some(
                open_as(family, &bytes)
                    .map_err(|detail| refuse(&name, "not-a-workbook", damage(detail)).in_place(place.clone()))?,
            ),
        };
        let listed = lean.as_ref().map(|lean| lean.tables.as_slice());
        let listed = listed.or(book.as_ref().map(Book::sheets_metadata)).unwrap_or_default();
        // A chart that fills a sheet has no rows.
        let tables: Vec<&Sheet> = listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
        if family == Family::Xls {
            // Records name no sheet; they stand in the order of the names.
            for (facts, sheet) in facts.iter_mut().zip(listed) {
                facts.name.clone_from(&sheet.name);
            }
        }
        let all: Vec<String> = tables.iter().map(|sheet| sheet.name.clone()).collect();
        all_there(&all, wanted).map_err(|problem| problem.in_place(place.clone()))?;
        if let Some(twice) = (1..all.len()).find(|i| all[..*i].contains(&all[*i])) {
            return Err(refuse(&name, "broken-file", cause("same-sheet", &all[twice])).in_place(place));
        }
        let hidden = tables.iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
        let hidden = hidden.map(|sheet| sheet.name.clone()).collect();
        let (sheets, left_out): (Vec<String>, Vec<String>) =
            all.into_iter().partition(|s| wanted.is_empty() || wanted.contains(s));
        Ok(Self { sheets, left_out, facts, hidden, limits: *limits, family, bytes, book, lean })
    }

    /// What a person should know of the sheets that are read.
    pub(super) fn findings(&self, file: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        for sheet in &self.sheets {
            if self.hidden.contains(sheet) {
                let place = Place { file: Some(file.to_owned()), sheet: Some(sheet.clone()), ..Place::default() };
                findings.push(Finding::new(Code::HiddenSheet, Vec::new()).in_place(place));
            }
            if let Some(facts) = self.facts.iter().find(|facts| facts.name == *sheet) {
                findings.extend(facts.findings(file, sheet));
            }
        }
        findings
    }

    /// Hands the rows of a sheet on, about so many bytes at a time.
    pub(super) fn read<E>(
        &mut self,
        name: &str,
        sheet: &str,
        bytes: usize,
        take: TakeRows<'_, E>,
    ) -> Result<(), ReadError<E>> {
        let none = SheetFacts::default();
        let facts = self.facts.iter().find(|facts| facts.name == sheet).unwrap_or(&none);
        let place = Place { file: Some(name.to_owned()), sheet: Some(sheet.to_owned()), ..Place::default() };
        let mut rows = Rows::new(facts, &self.limits);
        let told = |problem: Problem| {
            let row = problem.place.row;
            ReadError::Input(Box::new(problem.in_place(Place { row, ..place.clone() })))
        };
        let fail = |detail: String| told(refuse(name, "broken-file", damage(detail)));
        // The one place where a cell becomes a part of a row.
        let mut emit = |cell: Cell<'_>| {
            if rows.are_due(cell.at.0, bytes).map_err(told)? {
                take(rows.whole())?;
                rows.whole().begin_anew((0, 0, 0));
            }
            rows.take(cell.at, rows::cell(&cell.value, cell.has_formula)).map_err(told)
        };
        let mut taken = 0_usize;
        if let Some(lean) = &self.lean {
            let all = lean.read(sheet, &mut |cell| {
                taken += 1;
                emit(cell)
            })?;
            if all {
                return take(rows.finish().map_err(told)?);
            }
        }
        let book = match self.book.take() {
            Some(book) => book,
            None => open_as(self.family, &self.bytes).map_err(fail)?,
        };
        match self.book.insert(book) {
            Sheets::Xlsx(book) => {
                let mut cells = step(|| book.worksheet_cells_reader(sheet)).map_err(fail)?;
                let mut next = || {
                    let cell = cells.next_cell_with_formula_metadata()?;
                    Ok::<_, XlsxError>(cell.map(|cell| {
                        let has_formula = cell.formula.is_some();
                        Cell { at: cell.pos, value: cell.value, has_formula }
                    }))
                };
                // It goes on where the lean reader stopped.
                stream(&mut next, fail, |cell| match taken.checked_sub(1) {
                    Some(fewer) => {
                        taken = fewer;
                        Ok(())
                    }
                    None => emit(cell),
                })?;
            }
            Sheets::Xlsb(book) => {
                let mut cells = step(|| book.worksheet_cells_reader(sheet)).map_err(fail)?;
                let mut next = || {
                    let cell = cells.next_cell()?;
                    Ok::<_, XlsbError>(cell.map(|cell| {
                        let value = cell.get_value().clone();
                        Cell { at: cell.get_position(), value, has_formula: false }
                    }))
                };
                stream(&mut next, fail, emit)?;
            }
            book @ (Sheets::Xls(_) | Sheets::Ods(_)) => {
                let range: Range<Data> = step(|| book.worksheet_range(sheet)).map_err(fail)?;
                // A range starts at the first used cell, not at A1.
                let (top, left) = range.start().unwrap_or_default();
                for (row, cells) in (top..).zip(range.rows()) {
                    for (column, value) in (left..).zip(cells).filter(|(_, value)| **value != Data::Empty) {
                        emit(Cell { at: (row, column), value: rows::lent(value), has_formula: false })?;
                    }
                }
            }
        }
        take(rows.finish().map_err(told)?)
    }
}

/// Refuses a sheet that is wanted and isn't among those that there are.
pub fn all_there(all: &[String], wanted: &[String]) -> Result<(), Problem> {
    let Some(missing) = wanted.iter().find(|sheet| !all.contains(sheet)) else { return Ok(()) };
    let values = vec![("sheet", text(missing.clone())), ("sheets", text(all.join(", ")))];
    Err(Problem::new("wrong-sheet", values))
}

/// Takes every cell that a reader gives. After its last one it is not asked again: it would say that the sheet is cut off.
fn stream<'c, E, F>(
    next: &mut impl FnMut() -> Result<Option<Cell<'c>>, E>,
    fail: impl Fn(String) -> F,
    mut take: impl FnMut(Cell<'c>) -> Result<(), F>,
) -> Result<(), F>
where
    E: std::fmt::Display,
{
    loop {
        let some = step(|| several(next)).map_err(&fail)?;
        let ended = some.len() < AT_A_TIME;
        some.into_iter().try_for_each(&mut take)?;
        if ended {
            return Ok(());
        }
    }
}

/// The next cells of a sheet, a few at a time; fewer at its end.
fn several<'c, E>(next: &mut impl FnMut() -> Result<Option<Cell<'c>>, E>) -> Result<Vec<Cell<'c>>, E> {
    let mut cells = Vec::with_capacity(AT_A_TIME);
    while cells.len() < AT_A_TIME {
        match next()? {
            Some(cell) => cells.push(cell),
            None => break,
        }
    }
    Ok(cells)
}

/// One call into the reader: its error and its panic are words.
fn step<T, E: std::fmt::Display>(call: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    contained(call)?.map_err(|e| e.to_string())
}

fn open_as(family: Family, bytes: &Arc<[u8]>) -> Result<Book, String> {
    let cursor = Cursor::new(Arc::clone(bytes));
    match family {
        Family::Xls => step(|| Xls::new(cursor)).map(Sheets::Xls),
        Family::Xlsx => step(|| Xlsx::new(cursor)).map(Sheets::Xlsx),
        Family::Xlsb => step(|| Xlsb::new(cursor)).map(Sheets::Xlsb),
        Family::Ods => step(|| Ods::new(cursor)).map(Sheets::Ods),
    }
}

/// Looks an .xls through. An encrypted .xlsx has the same container around it.
fn old_workbook(contents: &Contents, limits: &ReadLimits) -> Result<Vec<SheetFacts>, Problem> {
    let look = || {
        let container = ole::Container::open(&contents.bytes)?;
        if container.has("EncryptedPackage") {
            return Err(Fault::Password);
        }
        let stream = match container.stream("Workbook")? {
            Some(stream) => Some(stream),
            None => container.stream("Book")?,
        };
        stream.map(|stream| biff::sheets(&stream, limits)).transpose()
    };
    let found = look().map_err(|fault| fault.told(contents, ""))?;
    found.ok_or_else(|| {
        refuse(&contents.name, "not-a-workbook", cause("no-workbook", "OLE2")).in_place(contents.place())
    })
}

fn refuse(name: &str, id: &'static str, detail: Value) -> Problem {
    let locked = matches!(&detail, Value::Cause { said, .. } if said.to_lowercase().contains("password"));
    let id = if locked { "password-protected" } else { id };
    Problem::new(id, vec![("path", text(name)), ("detail", detail)])
}

fn cause(name: &'static str, said: &str) -> Value {
    Value::Cause { name, said: said.to_owned() }
}
