//! Facts (`fakta.parquet`): one row per posting with its fate and origin. Takes judged batches in canonical order,
//! counts what it gets against what the mapper counted, hands on a Parquet file. Refuses to judge, and to write
//! free text unless asked.

use std::collections::HashMap;
use std::path::Path;

use crate::model::control::{Boundary, Totals};
use crate::model::fact::{FactSink, JudgedBatch, SinkError, Verdict};
use crate::model::fate::Fate;
use crate::model::names::Names;
use crate::model::posting::Posting;

use super::parquet::{Field, Kind, ParquetFile};
use super::told::{self, Told};
use super::trouble::{broken_at, tie};

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
    file: ParquetFile,
    names: &'a Names,
    options: FactOptions,
    told: HashMap<Verdict, Told>,
    count: FactsWritten,
}

impl<'a> FactsWriter<'a> {
    pub(super) fn create(folder: &Path, names: &'a Names, options: FactOptions) -> Result<Self, SinkError> {
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
        let file = ParquetFile::create(folder, FILE, columns, options.rows_per_group)?;
        Ok(Self { file, names, options, told: HashMap::new(), count: FactsWritten::default() })
    }

    /// Closes the file; what was counted in and what was written must be the same.
    pub fn finish(self) -> Result<FactsWritten, SinkError> {
        let written = self.file.finish()?;
        tie(Boundary::MapToFacts, &self.count.kept, &written)?;
        Ok(self.count)
    }

    fn keep(&mut self, judged: &JudgedBatch, posting: &Posting, verdict: Verdict) -> Result<(), SinkError> {
        let Some(codes) = judged.batch.strings.get(posting.code as usize) else {
            return Err(broken_at(Boundary::MapToFacts, "a code string", format!("none at {}", posting.code)));
        };
        let period = posting.period.to_string();
        let (file, sheet) = self.names.origin(posting.origin);
        let voucher = &posting.voucher;
        let told = self.told.entry(verdict).or_insert_with(|| Told::new(verdict, self.names));
        let mut fields = vec![
            Field::Text(&voucher.series),
            Field::Text(&voucher.number),
            Field::Text(&voucher.row),
            Field::Date(posting.booked),
            Field::Date(posting.registered),
            Field::Text(&period),
        ];
        fields.extend((0..self.names.parts.0.len()).map(|part| Field::Text(codes.part(part))));
        fields.push(Field::Amount(posting.amount));
        fields.extend(told.fields());
        fields.extend([Field::Text(file), Field::Text(sheet), Field::Whole(posting.origin.row.into())]);
        if self.options.text {
            fields.push(Field::Text(posting.text.as_deref().unwrap_or("")));
        }
        self.file.row(&fields, true)
    }
}

impl FactSink for FactsWriter<'_> {
    fn take(&mut self, judged: &JudgedBatch) -> Result<(), SinkError> {
        let overflow = |_| broken_at(Boundary::MapToFacts, format!("{:?}", judged.totals), "amount overflow");
        let mut received = Totals::default();
        for (posting, _) in judged.iter() {
            received.add(posting.amount).map_err(overflow)?;
        }
        tie(Boundary::MapToFacts, &judged.totals, &received)?;
        self.count.taken.merge(&received).map_err(overflow)?;
        for (posting, verdict) in judged.iter() {
            if self.options.all || !matches!(verdict.fate, Fate::OutOfScope(_)) {
                self.count.kept.add(posting.amount).map_err(overflow)?;
                self.keep(judged, posting, verdict)?;
            }
        }
        Ok(())
    }
}
