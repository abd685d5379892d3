//! Unreadable rows (*avvisade rader*) of a run. Takes them as they are met, hands on all of them while there are no more
//! than the job bears, else how many there are of each kind and the first of them; refuses to keep what will not be told.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::model::finding::{Place, Problem, Value, text};
use crate::model::posting::Rejected;
use crate::model::source::{Source, SourceId, place_of};
use crate::pipeline::Pipeline;
use crate::read::Lines;

/// Rows of a reason that are told one by one, once there are more than the job bears; the others only by their number.
const MOST_TOLD: u64 = 20;
/// Unreadable rows that are told with their line drawn; the others with its number.
const MOST_DRAWN: usize = 20;

/// Unreadable rows.
#[derive(Debug)]
pub(super) struct Rejects {
    /// More than this and nothing is published.
    limit: u64,
    total: u64,
    /// All of them, or the first of each reason.
    kept: Vec<Rejected>,
    /// By reason and heading.
    kinds: BTreeMap<(&'static str, CompactString), Kind>,
    by_reason: BTreeMap<&'static str, u64>,
}

/// Rows that are unreadable in one way.
#[derive(Clone, Debug)]
struct Kind {
    rows: u64,
    first: Rejected,
}

impl Rejects {
    pub(super) fn within(limit: u64) -> Self {
        Self { limit, total: 0, kept: Vec::new(), kinds: BTreeMap::new(), by_reason: BTreeMap::new() }
    }

    /// There are more than the job bears.
    pub(super) fn too_many(&self) -> bool {
        self.total > self.limit
    }

    /// All of them, where there are not too many.
    pub(super) fn rows(&self) -> &[Rejected] {
        &self.kept
    }

    /// Takes the rows of the next batch.
    pub(super) fn add(&mut self, rows: &mut Vec<Rejected>) {
        let were_too_many = self.too_many();
        for row in rows.iter() {
            self.total = self.total.saturating_add(1);
            let kind = self.kinds.entry((row.reason, row.header.clone()));
            kind.or_insert_with(|| Kind { rows: 0, first: row.clone() }).rows += 1;
        }
        if were_too_many {
            let by_reason = &mut self.by_reason;
            rows.retain(|row| is_told(by_reason, row));
        }
        self.kept.append(rows);
        if self.too_many() && !were_too_many {
            self.shorten();
        }
    }

    /// Takes what a later file came to.
    pub(super) fn merge(&mut self, mut later: Self) {
        self.total = self.total.saturating_add(later.total);
        for (of, kind) in later.kinds {
            match self.kinds.entry(of) {
                std::collections::btree_map::Entry::Vacant(new) => drop(new.insert(kind)),
                std::collections::btree_map::Entry::Occupied(mut known) => known.get_mut().rows += kind.rows,
            }
        }
        self.kept.append(&mut later.kept);
        if self.too_many() {
            self.shorten();
        }
    }

    /// Keeps the first of each reason.
    fn shorten(&mut self) {
        self.by_reason.clear();
        let by_reason = &mut self.by_reason;
        self.kept.retain(|row| is_told(by_reason, row));
        self.kept.shrink_to_fit();
    }

    /// How many there are, the first rows of each reason, and of reasons with more than these how many rows there are of
    /// each kind.
    pub(super) fn problems(&self, pipeline: &Pipeline, names: &[Source]) -> Vec<Problem> {
        let values = vec![("rejected", Value::Count(self.total)), ("limit", Value::Count(self.limit))];
        let mut problems = vec![Problem::new("too-many-rejected", values)];
        let mut drawn: BTreeMap<SourceId, Option<Lines>> = BTreeMap::new();
        let lines = |row: &Rejected| {
            Lines::of(&pipeline.inputs.get(row.origin.source as usize)?.path, &place_of(names, row.origin).file?)
        };
        for (nth, row) in self.kept.iter().enumerate() {
            let problem = told(row, pipeline, names);
            let lines =
                drawn.entry(row.origin.source).or_insert_with(|| lines(row)).as_ref().filter(|_| nth < MOST_DRAWN);
            let frame = lines.and_then(|lines| lines.frame(row.origin.row, &row.value));
            problems.push(frame.into_iter().fold(problem, Problem::framed));
        }
        let mut of_reason: BTreeMap<&str, u64> = BTreeMap::new();
        for ((reason, _), kind) in &self.kinds {
            *of_reason.entry(reason).or_default() += kind.rows;
        }
        let counted = self.kinds.iter().filter(|((reason, _), _)| of_reason.get(reason) > Some(&MOST_TOLD));
        problems.extend(counted.map(|((reason, header), kind)| {
            let values =
                vec![("rows", Value::Count(kind.rows)), ("reason", text(*reason)), ("header", text(header.as_str()))];
            Problem::new("rejected-alike", values).in_place(place(&kind.first, names))
        }));
        problems
    }
}

/// Counts a row of its reason; true for the first ones.
fn is_told(by_reason: &mut BTreeMap<&'static str, u64>, row: &Rejected) -> bool {
    let seen = by_reason.entry(row.reason).or_default();
    *seen = seen.saturating_add(1);
    *seen <= MOST_TOLD
}

fn place(row: &Rejected, names: &[Source]) -> Place {
    Place { column: Some(row.column.to_string()), ..place_of(names, row.origin) }
}

fn told(row: &Rejected, pipeline: &Pipeline, names: &[Source]) -> Problem {
    let mut values = vec![
        ("value", text(row.value.as_str())),
        ("header", text(row.header.as_str())),
        ("expected", text(expected(row, pipeline))),
    ];
    let layout = pipeline.layout_of(row.origin.source);
    values.extend(layout.into_iter().flat_map(|layout| layout.readings(row)));
    Problem::new(row.reason, values).in_place(place(row, names))
}

/// The forms that the layout takes, for a cell that is in none of them.
fn expected(row: &Rejected, pipeline: &Pipeline) -> String {
    let Some(layout) = pipeline.layout_of(row.origin.source) else { return String::new() };
    let names: Vec<&str> = match row.reason {
        "unreadable-date" => layout.dates.iter().map(|form| form.name()).collect(),
        "unreadable-period" => layout.periods.iter().map(|form| form.name()).collect(),
        "blank-side" | "unknown-side" => layout.sides.words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::code::CodeString;
    use crate::model::posting::Voucher;
    use crate::model::source::Origin;

    fn rows(reason: &'static str, source: SourceId, numbers: std::ops::Range<u32>) -> Vec<Rejected> {
        let row = |row| Rejected {
            origin: Origin { source, sheet: 0, row },
            column: "3".into(),
            header: "Belopp".into(),
            value: "x".into(),
            reason,
            code: CodeString::default(),
            period: None,
            voucher: Voucher::default(),
        };
        numbers.map(row).collect()
    }

    fn file(limit: u64, batches: Vec<Vec<Rejected>>) -> Rejects {
        let mut rejects = Rejects::within(limit);
        for mut rows in batches {
            rejects.add(&mut rows);
        }
        rejects
    }

    #[test]
    fn within_the_limit_all_are_kept() {
        let mut first = file(100, vec![rows("blank-amount", 0, 0..60)]);
        assert_eq!((first.too_many(), first.rows().len()), (false, 60));
        first.merge(file(100, vec![rows("blank-amount", 1, 0..40)]));
        assert_eq!((first.too_many(), first.rows().len()), (false, 100));
    }

    #[test]
    fn over_the_limit_the_first_are_kept_and_all_are_counted() {
        let batches = vec![
            rows("blank-amount", 0, 1..31),
            rows("unreadable-amount", 0, 31..36),
            rows("blank-amount", 0, 36..1_000),
        ];
        let mut all = file(0, batches);
        all.merge(file(0, vec![rows("blank-amount", 1, 7..9), rows("unreadable-amount", 1, 9..12)]));
        let of = |reason| all.rows().iter().filter(|row| row.reason == reason).count();
        assert_eq!((all.total, of("blank-amount"), of("unreadable-amount")), (1_004, 20, 8));
        let kinds = all.kinds.iter().map(|((reason, _), kind)| (*reason, kind.rows, kind.first.origin.row));
        assert_eq!(kinds.collect::<Vec<_>>(), [("blank-amount", 996, 1), ("unreadable-amount", 8, 31)]);
        // The bound holds while a file is read, not only at its end.
        assert!(file(5, vec![rows("blank-amount", 0, 0..6)]).kept.capacity() <= 20);
    }

    #[test]
    fn files_that_are_too_many_together_keep_the_first() {
        let mut all = file(30, vec![rows("blank-amount", 0, 0..25)]);
        all.merge(file(30, vec![rows("blank-amount", 1, 0..25)]));
        assert_eq!((all.total, all.too_many(), all.rows().len()), (50, true, 20));
    }

    #[test]
    fn twenty_of_a_reason_are_told_and_of_more_how_many_there_are() {
        let names = vec![Source { name: "a.csv".into(), sheets: vec![] }];
        let told = |of: Rejects| {
            let problems = of.problems(&Pipeline::default(), &names);
            problems.into_iter().map(|problem| (problem.id, problem.place.row, problem.values)).collect::<Vec<_>>()
        };
        let few = told(file(0, vec![rows("blank-amount", 0, 1..21)]));
        assert!(few.len() == 21 && few.iter().all(|(id, ..)| *id != "rejected-alike"));
        let many = told(file(3, vec![rows("blank-amount", 0, 1..22), rows("unreadable-period", 0, 30..32)]));
        let ids = |id| many.iter().filter(move |(known, ..)| *known == id);
        assert_eq!(many[0].2, [("rejected", Value::Count(23)), ("limit", Value::Count(3))]);
        assert_eq!(
            ids("blank-amount").map(|(_, row, _)| row.unwrap()).collect::<Vec<_>>(),
            (1..21).collect::<Vec<_>>()
        );
        assert_eq!((ids("unreadable-period").count(), many.len()), (2, 24));
        let alike = (
            "rejected-alike",
            Some(1),
            vec![("rows", Value::Count(21)), ("reason", text("blank-amount")), ("header", text("Belopp"))],
        );
        assert_eq!(many.last(), Some(&alike));
    }
}
