//! Drift of columns (*ändrade kolumner*) between the tables of a job. Takes two headers that one layout reads, hands on
//! what came, went, was renamed or moved; refuses to care for columns that merely stand further to the right.

use std::collections::BTreeMap;

use crate::model::finding::{Code, Finding, Place, text};
use crate::pipeline::ColumnName;

use super::columns::{Columns, folded};

/// A header that was met.
#[derive(Clone, Debug)]
pub struct Seen {
    place: Place,
    headers: Vec<String>,
    known: BTreeMap<ColumnName, usize>,
}

impl Seen {
    pub(super) fn of(columns: &Columns, place: Place) -> Self {
        Self { place, headers: columns.headers.clone(), known: columns.known().collect() }
    }

    /// The same headings in the same order.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        self.headers == other.headers && self.known == other.known
    }

    fn names(&self) -> BTreeMap<String, &str> {
        let known: Vec<usize> = self.known.values().copied().collect();
        let others = self.headers.iter().enumerate().filter(|(place, name)| !known.contains(place) && !name.is_empty());
        others.map(|(_, name)| (folded(name), name.as_str())).collect()
    }

    /// The header of a declared column.
    fn header(&self, column: ColumnName) -> Option<&str> {
        self.known.get(&column).map(|place| self.headers[*place].as_str())
    }

    /// The header's row, where the other header stands in the same table of the same file.
    fn row_beside(&self, other: &Self) -> String {
        let same = self.place.file == other.place.file && self.place.sheet == other.place.sheet;
        self.place.row.filter(|_| same).map_or_else(String::new, |row| row.to_string())
    }

    /// The file, and its sheet, as a message names it.
    fn name(&self) -> String {
        let parts = [self.place.file.clone(), self.place.sheet.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("!")
    }
}

/// How a header differs from the one before it; `None` where all that matters is the same.
pub fn drift(earlier: &Seen, later: &Seen) -> Option<Finding> {
    let (before, after) = (earlier.names(), later.names());
    let mut added: Vec<&str> = after.iter().filter(|(key, _)| !before.contains_key(*key)).map(|(_, n)| *n).collect();
    let mut gone: Vec<&str> = before.iter().filter(|(key, _)| !after.contains_key(*key)).map(|(_, n)| *n).collect();
    let mut renamed = Vec::new();
    let columns: std::collections::BTreeSet<ColumnName> =
        earlier.known.keys().chain(later.known.keys()).copied().collect();
    for column in columns {
        match (earlier.header(column), later.header(column)) {
            (None, Some(name)) => added.push(name),
            (Some(name), None) => gone.push(name),
            (Some(was), Some(is)) if folded(was) != folded(is) => renamed.push(format!("{was} \u{2192} {is}")),
            _ => {}
        }
    }
    let moved = moved(earlier, later);
    if added.is_empty() && gone.is_empty() && renamed.is_empty() && moved.is_empty() {
        return None;
    }
    let values = vec![
        ("other", text(earlier.name())),
        ("row", text(earlier.row_beside(later))),
        ("added", text(added.join(", "))),
        ("gone", text(gone.join(", "))),
        ("renamed", text(renamed.join(", "))),
        ("moved", text(moved.join(", "))),
    ];
    Some(Finding::new(Code::ColumnsDiffer, values).in_place(later.place.clone()))
}

/// The headers of declared columns that changed their order among those that both have.
fn moved<'s>(earlier: &Seen, later: &'s Seen) -> Vec<&'s str> {
    let order = |seen: &Seen, other: &Seen| {
        let both = seen.known.iter().filter(|(column, _)| other.known.contains_key(*column));
        let mut order: Vec<(usize, ColumnName)> = both.map(|(column, place)| (*place, *column)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, column)| column).collect::<Vec<_>>()
    };
    let (was, is) = (order(earlier, later), order(later, earlier));
    // The longest run of columns, not necessarily side by side, that kept their order; all others moved.
    let rank = |column: &ColumnName| was.iter().position(|c| c == column).unwrap_or(0);
    let mut runs: Vec<Vec<ColumnName>> = Vec::new();
    for column in &is {
        let before = runs.iter().filter(|run| run.last().is_some_and(|last| rank(last) < rank(column)));
        let mut longest = before.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        longest.push(*column);
        runs.push(longest);
    }
    let kept = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    is.iter().filter(|column| !kept.contains(column)).filter_map(|column| later.header(*column)).collect()
}
