//! What a sheet has beside its values: hidden rows and columns, merged areas, formulas that nobody has worked out.
//! Takes what the walkers of the formats see, hands on findings and places; refuses to leave anything out of a row for
//! being hidden.

use std::collections::BTreeMap;

use crate::model::finding::{Code, Finding, Place, Value, text};

/// A merged area, rows and columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// What is known of one sheet. Rows and columns are from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetFacts {
    pub(super) name: String,
    pub(super) hidden_rows: u64,
    pub(super) first_hidden: u32,
    /// Rows are hidden by a filter.
    pub(super) filtered: bool,
    /// First and last of each stretch.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merged: Vec<Area>,
    /// Cells with a formula and no value.
    pub(super) uncomputed: BTreeMap<u32, Vec<u32>>,
    /// Cells with an error that the reader takes for text or leaves out, with its text where it is left out.
    pub(super) errors: BTreeMap<u32, Vec<(u32, &'static str)>>,
}

impl SheetFacts {
    pub(super) fn hide_rows(&mut self, row: u32, rows: u64) {
        if self.hidden_rows == 0 {
            self.first_hidden = row;
        }
        self.hidden_rows = self.hidden_rows.saturating_add(rows);
    }

    pub(super) fn merge(&mut self, area: Area) {
        if area.bottom > area.top || area.right > area.left {
            self.merged.push(area);
        }
    }

    /// What a person should know: the figures hold rows that the sheet doesn't show.
    pub(super) fn findings(&self, file: &str, sheet: &str) -> Vec<Finding> {
        let place = Place { file: Some(file.to_owned()), sheet: Some(sheet.to_owned()), ..Place::default() };
        let mut findings = Vec::new();
        if self.hidden_rows > 0 {
            let how = if self.filtered { "filter" } else { "hidden" };
            let values = vec![("rows", Value::Count(self.hidden_rows)), ("how", text(how))];
            let at = Place { row: self.first_hidden.checked_add(1), ..place.clone() };
            findings.push(Finding::new(Code::HiddenRows, values).in_place(at));
        }
        if !self.hidden_columns.is_empty() {
            let shown = |(first, last): &(u32, u32)| match (letters(*first), letters(*last)) {
                (first, last) if first == last => first,
                (first, last) => format!("{first}–{last}"),
            };
            let columns = self.hidden_columns.iter().map(shown).collect::<Vec<_>>().join(", ");
            findings.push(Finding::new(Code::HiddenColumns, vec![("columns", text(columns))]).in_place(place));
        }
        findings
    }
}

/// The letters of a sheet's column.
pub(super) fn letters(column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), u64::from(column) + 1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// The area of a reference such as `A1:C3`.
pub(super) fn area(reference: &str) -> Option<Area> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((top, left), (bottom, right)) = (cell(from)?, cell(to)?);
    (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
}

fn cell(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.replace('$', "");
    let split = reference.find(|c: char| c.is_ascii_digit())?;
    let (name, row) = reference.split_at(split);
    let column = name.bytes().try_fold(0_u32, |column, letter| {
        let digit = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_letters() {
        assert_eq!(area("A1:C3"), Some(Area { top: 0, left: 0, bottom: 2, right: 2 }));
        assert_eq!(area("$AA$10"), Some(Area { top: 9, left: 26, bottom: 9, right: 26 }));
        for wrong in ["", "A", "1", "C3:A1", "A0", "ZZZZZZZZZ1"] {
            assert_eq!(area(wrong), None, "{wrong}");
        }
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }
}
