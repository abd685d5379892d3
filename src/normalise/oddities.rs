//! What is odd about the rows of a sheet though each can be read: cells that a merged area covers, rows that end before
//! the last column that is read. Takes each posting's row, hands on findings with a count and the first place; refuses
//! to fill anything in.

use crate::model::finding::{Code, Finding, Place, Value};
use crate::model::raw::{RawCell, RawRow};

use super::columns::{Columns, letter};

/// What was seen in one sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Oddities {
    covered: u64,
    first_covered: Option<(u32, usize)>,
    short: u64,
    first_short: Option<u32>,
}

impl Oddities {
    /// Looks at the row of a posting.
    pub(super) fn look(&mut self, row: &RawRow, columns: &Columns, lettered: bool) {
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
        findings
    }
}
