//! What is odd about the rows of a sheet though each can be read: cells that a merged area covers, rows that end before
//! the last column that is read, codes with signs that nobody sees or that look made over by a spreadsheet. Takes each
//! posting's row, hands on findings with a count and the first place; refuses to fill anything in.

use std::collections::BTreeMap;

use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::FieldName;

use super::columns::letter;
use super::row::Context;
use super::strange::{Spoilt, has_invisible, shown, spoilt};

/// What was seen in one sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Oddities {
    covered: u64,
    first_covered: Option<(u32, usize)>,
    short: u64,
    first_short: Option<u32>,
    /// By column and what is odd.
    strange: BTreeMap<(usize, Code), Strange>,
}

/// Codes of a column that are odd in one way.
#[derive(Clone, Debug)]
struct Strange {
    cells: u64,
    row: u32,
    column: String,
    header: String,
    value: String,
}

impl Oddities {
    /// Looks at the row of a posting.
    pub(super) fn look(&mut self, row: &RawRow, context: &Context<'_>) {
        let Context { columns, lettered, .. } = *context;
        let read = || columns.fields.values().chain(columns.parts.values());
        if lettered {
            let covered = |column: &usize| matches!(row.cells.get(*column), Some(RawCell::Covered));
            if let Some(first) = read().filter(covered).min() {
                self.first_covered.get_or_insert((row.row, first));
                self.covered += u64::try_from(read().filter(covered).count()).unwrap_or(u64::MAX);
            }
        } else if read().any(|column| column >= row.cells.len()) {
            self.first_short.get_or_insert(row.row);
            self.short += 1;
        }
        for (part, column) in columns.parts.iter() {
            let Some(cell) = row.cells.get(column) else { continue };
            if let Some(value) = dated(cell, row, part, context) {
                self.strange(Code::SpoiltCodes, (row.row, column), value, context);
            }
        }
    }

    /// Looks at a row below a header in which something cannot be seen.
    pub(super) fn unseen(&mut self, row: &RawRow, context: &Context<'_>) {
        let columns = context.columns;
        let free = columns.fields.get(FieldName::Text as usize);
        for column in columns.fields.values().chain(columns.parts.values()).filter(|column| Some(*column) != free) {
            if let Some(RawCell::Text(text)) = row.cells.get(column).filter(|cell| is_unseen(cell)) {
                self.strange(Code::InvisibleSigns, (row.row, column), shown(text.trim()), context);
            }
        }
    }

    /// A voucher's number, which is no number. True where something is odd about it.
    pub(super) fn voucher(&mut self, row: u32, number: &str, context: &Context<'_>) -> bool {
        let column = context.columns.fields.get(FieldName::Voucher as usize).filter(|_| spoilt(number).is_some());
        if let Some(column) = column {
            self.strange(Code::SpoiltCodes, (row, column), number.to_owned(), context);
        }
        column.is_some()
    }

    fn strange(&mut self, code: Code, (row, at): (u32, usize), value: String, context: &Context<'_>) {
        let header = || context.columns.headers.get(at).cloned().unwrap_or_default();
        let new = || Strange { cells: 0, row, column: context.column_name(at), header: header(), value };
        self.strange.entry((at, code)).or_insert_with(new).cells += 1;
    }

    /// As findings of the sheet.
    pub(super) fn findings(&self, place: &Place) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some((row, column)) = self.first_covered {
            let at = Place { row: Some(row), column: Some(letter(column)), ..place.clone() };
            let values = vec![("cells", Value::Count(self.covered))];
            findings.push(Finding::new(Code::MergedCells, values).in_place(at));
        }
        if self.first_short.is_some() {
            let at = Place { row: self.first_short, ..place.clone() };
            findings.push(Finding::new(Code::ShortRows, vec![("rows", Value::Count(self.short))]).in_place(at));
        }
        for ((_, code), strange) in &self.strange {
            let at = Place { row: Some(strange.row), column: Some(strange.column.clone()), ..place.clone() };
            let (header, value) = (text(&strange.header), text(&strange.value));
            let values = vec![("cells", Value::Count(strange.cells)), ("header", header), ("value", value)];
            findings.push(Finding::new(*code, values).in_place(at));
        }
        findings
    }
}

/// A text with signs that nobody sees.
pub(super) fn is_unseen(cell: &RawCell) -> bool {
    matches!(cell, RawCell::Text(text) if has_invisible(text))
}

/// A code that looks like a day or a month, as it is shown.
fn dated(cell: &RawCell, row: &RawRow, part: usize, context: &Context<'_>) -> Option<String> {
    if let RawCell::Date(_) = cell {
        return Some(cell.shown());
    }
    let code = context.code(row, part).ok()?;
    (spoilt(&code) == Some(Spoilt::Dated)).then(|| code.into_owned())
}
