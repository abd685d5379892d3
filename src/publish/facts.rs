//! Facts (`fakta.parquet`): one row per posting with its fate and origin. Takes judged batches in canonical order,
//! counts what it gets against what the mapper counted, hands on a Parquet file. Refuses to judge, and to write
//! free text unless asked.

mod group;

use std::sync::Arc;

use rayon::ThreadPool;

use crate::model::control::{Boundary, Totals};
use crate::model::fact::{FactSink, JudgedBatch, SinkError, Verdict};
use crate::model::names::Names;

use super::folder::Folder;
use super::parquet::{GroupFile, Kind, Presses, SOME};
use super::told;
use super::trouble::{broken_at, not_written, tie};
use group::{CarriedOver, Group};

/// The file's name in the set.
const FILE: &str = "fakta.parquet";
/// Columns before the code parts.
const BEFORE: [(&str, Kind); 6] = [
    ("serie", Kind::Text),
    ("vernr", Kind::Text),
    ("verrad", Kind::Text),
    ("bokforingsdatum", Kind::Date),
    ("registreringsdatum", Kind::Date),
    ("period", Kind::Text),
];
/// Columns after the verdict's.
const ORIGIN: [(&str, Kind); 3] = [("fil", Kind::Text), ("blad", Kind::Text), ("rad", Kind::Whole)];
const AMOUNT: &str = "belopp";
const TEXT: &str = "text";

/// What of the postings is written, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactOptions {
    /// Also postings that are out of scope (`facts = "all"`).
    pub all: bool,
    /// Also the row text, as a last column `text`.
    pub text: bool,
    /// Rows in each row group but the last; memory grows with it, and the bytes of the file depend on it.
    pub rows_per_group: usize,
}

impl Default for FactOptions {
    fn default() -> Self {
        Self { all: false, text: false, rows_per_group: 100_000 }
    }
}

/// What the facts took and kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactsWritten {
    /// Every posting handed over.
    pub taken: Totals,
    /// Those that stand in the file.
    pub kept: Totals,
}

/// Writes the facts; made by [`super::Staging::facts`].
pub struct FactsWriter<'a> {
    file: GroupFile,
    names: &'a Names,
    options: FactOptions,
    rows_per_group: usize,
    group: Group,
    /// The batch's codes, frames and verdicts in the row group's numbers.
    carried: CarriedOver,
    /// The batch's kept postings, by their places.
    places: Vec<u32>,
    count: FactsWritten,
}

impl<'a> FactsWriter<'a> {
    /// Removes a file of facts that was begun, if there is one.
    pub(super) fn discard(folder: &Folder) -> Result<(), SinkError> {
        match std::fs::remove_file(folder.path().join(FILE)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(not_written(FILE, e)),
            _ => Ok(()),
        }
    }

    pub(super) fn create(
        folder: &Folder,
        names: &'a Names,
        options: FactOptions,
        pool: Option<Arc<ThreadPool>>,
    ) -> Result<Self, SinkError> {
        let fixed = BEFORE.iter().chain(&ORIGIN).map(|(name, _)| *name);
        let taken: Vec<&str> = fixed.chain(told::COLUMNS).chain([AMOUNT, TEXT]).collect();
        let mut columns: Vec<(String, Kind)> = BEFORE.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        columns.extend(told::part_columns(names, &taken));
        columns.push((AMOUNT.to_owned(), Kind::Amount));
        columns.extend(told::columns());
        columns.extend(ORIGIN.iter().map(|(name, kind)| ((*name).to_owned(), *kind)));
        if options.text {
            columns.push((TEXT.to_owned(), Kind::Text));
        }
        let file = GroupFile::create(folder, FILE, columns, &Presses::default(), pool)?;
        let group = Group::new(names, options);
        let rows_per_group = options.rows_per_group.max(1);
        let (carried, count) = (CarriedOver::default(), FactsWritten::default());
        Ok(Self { file, names, options, rows_per_group, group, carried, places: Vec::new(), count })
    }

    /// Closes the file; what was counted in and what was written must be the same.
    pub fn finish(mut self) -> Result<FactsWritten, SinkError> {
        if self.group.rows > 0 {
            self.flush()?;
        }
        let written = self.file.finish()?;
        tie(Boundary::MapToFacts, &self.count.kept, &written)?;
        Ok(self.count)
    }

    /// Takes the kept postings of a batch, in row groups that are cut where they are full.
    fn keep(&mut self, judged: &JudgedBatch, mut places: &[u32]) -> Result<(), SinkError> {
        let (parts, postings) = (self.names.parts.0.len(), judged.batch.postings.len());
        if !judged.batch.codes.are(parts, postings) {
            return Err(broken_at(Boundary::MapToFacts, format!("codes of {postings} postings"), "not so many"));
        }
        self.carried.begin(judged);
        while !places.is_empty() {
            let room = (self.rows_per_group - self.group.rows).min(SOME).min(places.len());
            let (next, rest) = places.split_at(room);
            let postings = || next.iter().map(|place| &judged.batch.postings[*place as usize]);
            for posting in postings() {
                self.count.kept.add(posting.amount).map_err(|_| overflow(judged))?;
                self.file.exact(AMOUNT, posting.amount)?;
            }
            if !self.group.extend(judged, next, self.names, &mut self.carried) {
                let frames = postings().map(|posting| posting.frame).max();
                return Err(broken_at(
                    Boundary::MapToFacts,
                    "a frame",
                    format!("none at {}", frames.unwrap_or_default()),
                ));
            }
            if self.group.rows >= self.rows_per_group {
                self.flush()?;
                self.carried.forget();
                self.carried.begin(judged);
            }
            places = rest;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        let rows = std::mem::take(&mut self.group.rows);
        self.file.take(rows, self.group.take_columns(), None)
    }
}

impl FactSink for FactsWriter<'_> {
    fn take(&mut self, judged: &JudgedBatch) -> Result<(), SinkError> {
        let kept = |verdict: &Verdict| self.options.all || !verdict.fate.is_outside();
        let kinds: Vec<bool> = judged.kinds.iter().map(kept).collect();
        let mut received = Totals::default();
        let mut places = std::mem::take(&mut self.places);
        places.resize(judged.batch.postings.len(), 0);
        let mut filled = 0;
        for ((place, posting), kind) in (0..).zip(&judged.batch.postings).zip(&judged.verdicts) {
            let Some(kept) = kinds.get(*kind as usize) else { continue };
            received.add(posting.amount).map_err(|_| overflow(judged))?;
            // What is not kept is written over by the next.
            places[filled] = place;
            filled += usize::from(*kept);
        }
        tie(Boundary::MapToFacts, &judged.totals, &received)?;
        self.count.taken.merge(&received).map_err(|_| overflow(judged))?;
        self.keep(judged, &places[..filled])?;
        self.places = places;
        Ok(())
    }
}

fn overflow(judged: &JudgedBatch) -> SinkError {
    broken_at(Boundary::MapToFacts, format!("{:?}", judged.totals), "amount overflow")
}

#[cfg(test)]
mod tests {
    use polars::prelude::{AnyValue, DataFrame};

    use super::super::fixture::{Scratch, judged, names, parquet};
    use super::*;
    use crate::model::money::Ore;

    fn written(cuts: &[u32], options: FactOptions) -> (Vec<u8>, DataFrame, FactsWritten) {
        let (scratch, names) = (Scratch::new(), names());
        let mut facts = FactsWriter::create(&scratch.folder(), &names, options, None).unwrap();
        for cut in cuts.windows(2) {
            facts.take(&judged(cut[0]..cut[1])).unwrap();
        }
        let count = facts.finish().unwrap();
        let path = scratch.path().join(FILE);
        let frame = parquet::read(&path);
        (std::fs::read(path).unwrap(), frame, count)
    }

    fn cell(frame: &DataFrame, column: &str, row: usize) -> String {
        frame.column(column).unwrap().get(row).unwrap().str_value().into_owned()
    }

    #[test]
    fn the_bytes_do_not_depend_on_how_the_postings_came() {
        let options = FactOptions { rows_per_group: 37, ..FactOptions::default() };
        let (once, frame, count) = written(&[0, 400], options);
        let (cut, _, _) = written(&[0, 1, 36, 37, 38, 200, 399, 400], options);
        assert!(once == cut, "the same postings gave other bytes");
        assert_eq!((count.taken.rows, count.kept.rows, frame.height()), (400, 300, 300));
        let (other, _, _) = written(&[0, 398], options);
        assert!(once != other);
    }

    #[test]
    fn columns_say_what_the_verdict_was() {
        let (_, frame, count) = written(&[0, 8], FactOptions { all: true, text: true, ..FactOptions::default() });
        assert_eq!((frame.height(), count.taken), (8, count.kept));
        let names = frame.get_column_names_owned();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let parts = ["serie", "vernr", "verrad", "bokforingsdatum", "registreringsdatum", "period"];
        assert_eq!(names[..6], parts);
        assert_eq!(names[6..10], ["konto", "objekt", "kod_period", "belopp"]);
        assert_eq!(names[10..17], told::COLUMNS);
        assert_eq!(names[17..], ["fil", "blad", "rad", "text"]);
        for (row, status, reason, rule, activity) in [
            (0, "mapped", "null", "gnv/medarbetare/vardlots", "vardlots"),
            (1, "mapped", "null", "owner", "null"),
            (2, "set-aside", "shared-object", "null", "null"),
            (3, "out-of-scope", "other-object", "null", "null"),
        ] {
            let told = ["status", "orsak", "regel", "aktivitet_id"].map(|column| cell(&frame, column, row));
            assert_eq!(told, [status, reason, rule, activity]);
        }
        assert_eq!(cell(&frame, "bokforingsdatum", 0), "2022-03-01");
        assert_eq!(cell(&frame, "registreringsdatum", 0), "null");
        assert_eq!((cell(&frame, "blad", 5), cell(&frame, "rad", 5)), ("Blad1".to_owned(), "7".to_owned()));
        let amount = frame.column("belopp").unwrap().get(3).unwrap();
        assert_eq!(amount, AnyValue::Decimal(303 - 5_000, 18, 2));
        let (_, without, _) = written(&[0, 8], FactOptions::default());
        assert!(without.column("text").is_err());
    }

    #[test]
    fn a_lost_row_and_a_shifted_ore_stop_the_run() {
        let (scratch, names) = (Scratch::new(), names());
        let mut facts = FactsWriter::create(&scratch.folder(), &names, FactOptions::default(), None).unwrap();
        let mut lost = judged(0..10);
        lost.batch.postings.pop();
        let mut shifted = judged(0..10);
        shifted.batch.postings[4].amount = Ore::new(1);
        let mut unjudged = judged(0..10);
        unjudged.verdicts.pop();
        let mut codeless = judged(0..10);
        codeless.batch.codes.keys.clear();
        let mut frameless = judged(0..10);
        frameless.batch.postings[4].frame = 99;
        for batch in [lost, shifted, unjudged, codeless, frameless] {
            let Err(SinkError::Broken(broken)) = facts.take(&batch) else { panic!("not noticed") };
            assert_eq!(broken.boundary, Boundary::MapToFacts);
        }
    }

    #[test]
    fn an_amount_beyond_eighteen_digits_is_a_problem() {
        let (scratch, names) = (Scratch::new(), names());
        let mut facts = FactsWriter::create(&scratch.folder(), &names, FactOptions::default(), None).unwrap();
        for (ore, fits) in [(999_999_999_999_999_999, true), (-1_000_000_000_000_000_000, false)] {
            let mut batch = judged(0..1);
            batch.batch.postings[0].amount = Ore::new(ore);
            batch.totals = Totals::default();
            batch.totals.add(Ore::new(ore)).unwrap();
            match facts.take(&batch) {
                Ok(()) => assert!(fits),
                Err(SinkError::Output(problem)) => assert!(!fits && problem.id == "output-amount-too-large"),
                Err(SinkError::Broken(broken)) => panic!("{broken}"),
            }
        }
    }

    #[test]
    fn a_writer_may_be_used_on_another_thread() {
        fn is_send<T: Send>() {}
        is_send::<FactsWriter<'_>>();
    }
}
