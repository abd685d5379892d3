//! Finding header rows and what stands in which column, by name. Refuses two columns for one field, and a header
//! that lacks a column which the layout declares and does not let a file do without.

use std::collections::{BTreeMap, HashMap};

use crate::model::finding::{Place, Problem, text};
use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::{ColumnName, FieldName, Layout, Pipeline, currency_headings, nearest};

use super::listed;
use super::stacked::{Above, heads_groups, repeats, stacked};

/// What stands in which column.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// By the field's number.
    pub(super) fields: Places,
    /// By the part.
    pub(super) parts: Places,
    pub(super) headers: Vec<String>,
    /// The column of currencies, declared or known by its heading.
    pub(super) currency: Option<usize>,
    /// The rows of a header that has several, from the top down.
    pub(super) rows: Vec<Vec<String>>,
    /// The row right above a header of one row, where it heads groups of columns.
    pub(super) over: Vec<Vec<String>>,
    twice: Vec<Vec<String>>,
}

/// Columns by a small number: asked for every cell that is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<Option<usize>>);

impl Places {
    fn insert(&mut self, key: usize, place: usize) {
        if self.0.len() <= key {
            self.0.resize(key + 1, None);
        }
        if let Some(at) = self.0.get_mut(key) {
            *at = Some(place);
        }
    }

    pub(super) fn get(&self, key: usize) -> Option<usize> {
        self.0.get(key).copied().flatten()
    }

    /// Each key that has a column, with the column.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().enumerate().filter_map(|(key, place)| Some((key, (*place)?)))
    }

    pub(super) fn values(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|place| *place)
    }
}

/// The layout's headings as they are compared.
#[derive(Debug)]
pub(super) struct Headings {
    known: HashMap<String, Vec<ColumnName>>,
    /// Columns that every file must have.
    needed: usize,
    /// Rows of a header beside its last, and those met.
    upper: usize,
    above: Above,
    /// Columns that a header of several rows must name.
    must: Vec<ColumnName>,
}

/// The best header candidate so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    best: Option<(usize, u32, Columns)>,
    above: Option<RawRow<'static>>,
}

/// Header text as it is compared: case, outer and repeated blanks, and line breaks do not matter.
pub(super) fn folded(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Headings {
    pub(super) fn of(layout: &Layout) -> Self {
        let mut known: HashMap<String, Vec<ColumnName>> = HashMap::new();
        let fields = layout.fields.iter().map(|(field, names)| (ColumnName::Field(*field), names));
        let parts = layout.parts.iter().map(|(part, names)| (ColumnName::Part(*part), names));
        for (column, names) in fields.chain(parts) {
            for name in names.iter().map(|name| folded(name)).filter(|name| !name.is_empty()) {
                let claims = known.entry(name).or_default();
                if !claims.contains(&column) {
                    claims.push(column);
                }
            }
        }
        let declared = layout.fields.len() + layout.parts.len();
        let fields = layout.fields.keys().map(|field| ColumnName::Field(*field));
        let all = fields.chain(layout.parts.keys().map(|part| ColumnName::Part(*part)));
        Self {
            known,
            needed: declared.saturating_sub(layout.optional.len()),
            upper: layout.header_rows.saturating_sub(1),
            above: Above::default(),
            must: all.filter(|column| !layout.optional.contains(column)).collect(),
        }
    }

    /// A new sheet: nothing of the former stands above.
    pub(super) fn forget(&mut self) {
        self.above.forget();
    }

    /// Takes a row that may stand above a header's last; postings part what is above from what is below.
    pub(super) fn note(&mut self, row: &RawRow, posting: bool) {
        if self.upper > 0 && posting {
            self.above.forget();
        } else if self.upper > 0 {
            self.above.note(row, self.upper);
        }
    }

    /// The columns, if this row is a header: it names at least half of what the layout says that every file has.
    pub(super) fn header(&self, row: &RawRow) -> Option<Columns> {
        let named = |cell: &&RawCell| match cell {
            RawCell::Text(text) => self.known.contains_key(&folded(text)),
            _ => false,
        };
        let named = row.cells.iter().filter(named).take(2).count();
        if named < 2 && self.upper == 0 {
            None
        } else {
            Some(self.columns(row)).filter(|columns| self.suffices(columns))
        }
    }

    /// The columns of a header whose last row is the table's own, and whose upper ones are not: its columns have moved. A
    /// title alone above the last row is no upper one.
    pub(super) fn moved(&self, row: &RawRow, columns: &Columns) -> Option<Columns> {
        let last = columns.rows.last()?;
        let again = repeats(row, std::slice::from_ref(last)) && self.above.heads_groups();
        (again && self.above.and(row) != columns.rows).then(|| self.columns(row))
    }

    /// Of several rows any may name half of the columns, so they must name all.
    fn suffices(&self, columns: &Columns) -> bool {
        if self.upper > 0 {
            return columns.twice.is_empty() && self.must.iter().all(|column| columns.place(*column).is_some());
        }
        columns.found() * 2 >= self.needed && columns.found() >= 2
    }

    fn columns(&self, row: &RawRow) -> Columns {
        if self.upper > 0 {
            let rows = self.above.and(row);
            let headings = stacked(&rows);
            let own: Vec<String> = headings.iter().map(|heading| heading.own.clone()).collect();
            let whole = headings.into_iter().map(|heading| heading.whole).collect();
            return Columns { rows, ..self.named(whole, &own) };
        }
        self.named(row.cells.iter().map(|cell| cell.shown().trim().to_owned()).collect(), &[])
    }

    /// The columns by their headings; one that isn't known may be by what stands above this very column.
    fn named(&self, headers: Vec<String>, own: &[String]) -> Columns {
        let mut claimed: BTreeMap<ColumnName, Vec<usize>> = BTreeMap::new();
        for (place, header) in headers.iter().enumerate() {
            let by_own = || own.get(place).and_then(|own| self.known.get(&folded(own)));
            for column in self.known.get(&folded(header)).or_else(by_own).into_iter().flatten() {
                claimed.entry(*column).or_default().push(place);
            }
        }
        let mut columns = Columns { headers, ..Columns::default() };
        for (column, places) in claimed {
            match column {
                ColumnName::Field(field) => columns.fields.insert(field as usize, places[0]),
                ColumnName::Part(part) => columns.parts.insert(part, places[0]),
            }
            if places.len() > 1 {
                columns.twice.push(places.iter().map(|place| columns.headers[*place].clone()).collect());
            }
        }
        let known = |header: &String| currency_headings().iter().any(|known| folded(known) == folded(header));
        let declared = columns.fields.get(FieldName::Currency as usize);
        columns.currency = declared.or_else(|| columns.headers.iter().position(known));
        columns
    }
}

impl Search {
    /// The columns, if this row is the header.
    pub(super) fn look(&mut self, row: &RawRow, headings: &Headings) -> Option<Columns> {
        let mut columns = headings.columns(row);
        if headings.suffices(&columns) {
            let above = self.above.as_ref().filter(|_| columns.rows.is_empty());
            columns.over = above.and_then(|above| heads_groups(above, row)).into_iter().collect();
            return Some(columns);
        }
        self.above = Some(row.clone().into_owned());
        let found = columns.found();
        if self.best.as_ref().is_none_or(|(most, _, _)| found > *most) {
            self.best = Some((found, row.row, columns));
        }
        None
    }

    /// No header was found: says what was looked for, and where the closest row stands.
    pub(super) fn failed(&self, layout: &Layout, pipeline: &Pipeline, place: &Place) -> Vec<Problem> {
        if let Some((_, row, columns)) = self.best.as_ref().filter(|(found, _, _)| *found > 1) {
            let at = Place { row: Some(*row), ..place.clone() };
            let problems = columns.problems(layout, pipeline);
            if !problems.is_empty() {
                return problems.into_iter().map(|p| p.in_place(at.clone())).collect();
            }
        }
        let heads = layout.fields.values().chain(layout.parts.values()).filter_map(|names| names.first().cloned());
        let values = vec![("fields", text(heads.collect::<Vec<_>>().join(", ")))];
        vec![Problem::new("no-header", values).in_place(place.clone())]
    }
}

impl Columns {
    fn found(&self) -> usize {
        self.fields.values().count() + self.parts.values().count()
    }

    /// Where a declared column stands in this table.
    pub(super) fn place(&self, column: ColumnName) -> Option<usize> {
        match column {
            ColumnName::Field(field) => self.fields.get(field as usize),
            ColumnName::Part(part) => self.parts.get(part),
        }
    }

    /// Every declared column that this table has, with its place.
    pub(super) fn known(&self) -> impl Iterator<Item = (ColumnName, usize)> {
        let field = |(key, place): (usize, usize)| Some((ColumnName::Field(FieldName::ALL.get(key)?.0), place));
        let fields = self.fields.iter().filter_map(field);
        fields.chain(self.parts.iter().map(|(part, place)| (ColumnName::Part(part), place)))
    }

    /// Missing and doubled columns.
    pub(super) fn problems(&self, layout: &Layout, pipeline: &Pipeline) -> Vec<Problem> {
        let mut problems = Vec::new();
        let lacks = |column| self.place(column).is_none() && !layout.optional.contains(&column);
        for (field, names) in layout.fields.iter().filter(|(field, _)| lacks(ColumnName::Field(**field))) {
            problems.push(self.missing(field.key(), names));
        }
        for (part, names) in layout.parts.iter().filter(|(part, _)| lacks(ColumnName::Part(**part))) {
            let name = pipeline.parts.0.get(*part).map_or("", String::as_str);
            problems.push(self.missing(name, names));
        }
        for headers in &self.twice {
            problems.push(Problem::new("ambiguous-column", vec![("headers", listed(headers))]));
        }
        problems
    }

    fn missing(&self, field: &str, names: &[String]) -> Problem {
        let used = |i: &usize| self.fields.values().chain(self.parts.values()).any(|u| u == *i);
        let free: Vec<&str> = (0..self.headers.len()).filter(|i| !used(i)).map(|i| self.headers[i].as_str()).collect();
        let near = names.iter().find_map(|name| nearest(name, free.iter().copied().filter(|h| !h.is_empty())));
        let values =
            vec![("field", text(field)), ("expected", listed(names)), ("nearest", text(near.unwrap_or_default()))];
        Problem::new("missing-column", values)
    }
}

/// The letters of a sheet's column.
pub fn letter(column: usize) -> String {
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
