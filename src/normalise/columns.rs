//! Finding the header row and what stands in which column, by name. Refuses two columns for one field, and a header
//! that lacks a column which the layout declares.

use std::collections::BTreeMap;

use crate::model::code::Part;
use crate::model::finding::{Place, Problem, text};
use crate::model::raw::RawRow;
use crate::pipeline::{FieldName, Layout, Pipeline, nearest};

use super::listed;

/// What stands in which column.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) fields: BTreeMap<FieldName, usize>,
    pub(super) parts: BTreeMap<Part, usize>,
    pub(super) headers: Vec<String>,
    twice: Vec<Vec<String>>,
}

/// The best header candidate so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    best: Option<(usize, u32, Columns)>,
}

/// Header text as it is compared: case, outer and repeated blanks, and line breaks do not matter.
fn folded(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Search {
    /// The columns, if this row is the header: it names at least half of what the layout declares.
    pub(super) fn look(&mut self, row: &RawRow, layout: &Layout) -> Option<Columns> {
        let columns = Columns::of(row, layout);
        let found = columns.fields.len() + columns.parts.len();
        let declared = layout.fields.len() + layout.parts.len();
        if found * 2 >= declared && found >= 2 {
            return Some(columns);
        }
        if self.best.as_ref().is_none_or(|(most, _, _)| found > *most) {
            self.best = Some((found, row.row, columns));
        }
        None
    }

    /// No header was found: says what was looked for, and where the closest row stands.
    pub(super) fn failed(&self, layout: &Layout, pipeline: &Pipeline, place: &Place) -> Vec<Problem> {
        if let Some((found, row, columns)) = self.best.as_ref().filter(|(found, _, _)| *found > 1) {
            let at = Place { row: Some(*row), ..place.clone() };
            debug_assert!(*found < layout.fields.len() + layout.parts.len(), "a full row is a header");
            return columns.problems(layout, pipeline).into_iter().map(|p| p.in_place(at.clone())).collect();
        }
        let heads = layout.fields.values().chain(layout.parts.values()).filter_map(|names| names.first().cloned());
        let values = vec![("fields", text(heads.collect::<Vec<_>>().join(", ")))];
        vec![Problem::new("no-header", values).in_place(place.clone())]
    }
}

impl Columns {
    fn of(row: &RawRow, layout: &Layout) -> Self {
        let headers: Vec<String> = row.cells.iter().map(|cell| cell.shown().trim().to_owned()).collect();
        let keys: Vec<String> = headers.iter().map(|h| folded(h)).collect();
        let mut columns = Self { headers, ..Self::default() };
        for (field, names) in &layout.fields {
            if let Some(place) = columns.find(&keys, names) {
                columns.fields.insert(*field, place);
            }
        }
        for (part, names) in &layout.parts {
            if let Some(place) = columns.find(&keys, names) {
                columns.parts.insert(*part, place);
            }
        }
        columns
    }

    /// The one column that bears one of the names.
    fn find(&mut self, keys: &[String], names: &[String]) -> Option<usize> {
        let wanted: Vec<String> = names.iter().map(|n| folded(n)).collect();
        let found: Vec<usize> =
            (0..keys.len()).filter(|i| !keys[*i].is_empty() && wanted.contains(&keys[*i])).collect();
        if found.len() > 1 {
            self.twice.push(found.iter().map(|i| self.headers[*i].clone()).collect());
        }
        found.first().copied()
    }

    /// Missing and doubled columns.
    pub(super) fn problems(&self, layout: &Layout, pipeline: &Pipeline) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (field, names) in layout.fields.iter().filter(|(field, _)| !self.fields.contains_key(field)) {
            problems.push(self.missing(field.key(), names));
        }
        for (part, names) in layout.parts.iter().filter(|(part, _)| !self.parts.contains_key(part)) {
            let name = pipeline.parts.0.get(*part).map_or("", String::as_str);
            problems.push(self.missing(name, names));
        }
        for headers in &self.twice {
            problems.push(Problem::new("ambiguous-column", vec![("headers", listed(headers))]));
        }
        problems
    }

    fn missing(&self, field: &str, names: &[String]) -> Problem {
        let used = |i: &usize| self.fields.values().chain(self.parts.values()).any(|u| u == i);
        let free: Vec<&str> = (0..self.headers.len()).filter(|i| !used(i)).map(|i| self.headers[i].as_str()).collect();
        let near = names.iter().find_map(|name| nearest(name, free.iter().copied().filter(|h| !h.is_empty())));
        let values =
            vec![("field", text(field)), ("expected", listed(names)), ("nearest", text(near.unwrap_or_default()))];
        Problem::new("missing-column", values)
    }
}

/// The letters of a sheet's column.
pub(super) fn letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_the_sheets_letters() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(super::letter(column), letters);
        }
    }
}
