//! The proof: the file is read with a layout, as a run reads it. Takes a compiled layout, hands on rows, sums and all that
//! a run would tell of the file; refuses nothing itself: why a layout doesn't fit is part of the proof.

use std::collections::BTreeMap;

use crate::model::code::HasCodes;
use crate::model::control::Totals;
use crate::model::finding::{Finding, Place, Problem, text};
use crate::model::money::Ore;
use crate::model::period::Period;
use crate::model::posting::{PostingBatch, Rejected};
use crate::model::raw::RawBatch;
use crate::model::source::Source;
use crate::normalise::{NormaliseError, Normaliser, Structure, drift};
use crate::pipeline::{Layout, Pipeline};
use crate::read::ReadError;

use super::kept::{About, File};
use super::money::{Exact, Readers, figure_of};
use super::survey::Table;

/// Rows that were rejected for one reason in one column.
#[derive(Clone, Debug)]
pub struct Rejects {
    /// How many.
    pub rows: u64,
    /// The first of them.
    pub first: Rejected,
    /// Where it stands.
    pub place: Place,
}

/// What reading a file with a layout came to.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Rows and sums of the postings.
    pub totals: Totals,
    /// Unreadable rows, by reason and column.
    pub rejects: Vec<Rejects>,
    /// Rows that are no postings.
    pub structure: Structure,
    /// What a run would tell of the file.
    pub findings: Vec<Finding>,
    /// First and last period.
    pub span: Option<(Period, Period)>,
    /// The exact sums of columns of amounts, over the rows that are postings or rejected.
    pub sums: BTreeMap<usize, Exact>,
    /// The sum of income accounts, and that of cost accounts, where accounts are numbers of four digits or more.
    pub classes: (Ore, Ore),
}

impl Proof {
    /// Unreadable rows.
    pub fn rejected(&self) -> u64 {
        self.rejects.iter().map(|rejects| rejects.rows).sum()
    }

    /// Postings and unreadable rows.
    pub fn rows(&self) -> u64 {
        self.totals.rows + self.rejected()
    }
}

/// What the sums of columns need.
pub(super) struct Sums<'s> {
    pub(super) tables: &'s [Table],
    /// Columns of amounts, each with its decimal sign.
    pub(super) columns: Vec<(usize, char)>,
}

/// Reads the file with the only layout of a pipeline.
pub(super) fn prove(file: &File<'_>, pipeline: &Pipeline, sums: Option<&Sums<'_>>) -> Result<Proof, Vec<Problem>> {
    let Some(layout) = pipeline.layouts.first() else { return Ok(Proof::default()) };
    let opened = file.open(layout).map_err(|problem| vec![problem])?;
    let mut proving = Proving::new(file.contents.name(), &opened.about, (pipeline, layout), sums);
    match opened.each(&mut |raw| proving.take(raw)) {
        Ok(()) => proving.finish(),
        Err(ReadError::Input(problem)) => Err(vec![*problem]),
        Err(ReadError::Taker(error)) => Err(problems(error)),
    }
}

/// The proof under way.
pub(super) struct Proving<'p> {
    normaliser: Normaliser<'p>,
    under: Under<'p>,
    findings: Vec<Finding>,
}

impl<'p> Proving<'p> {
    pub(super) fn new(
        file: &str,
        about: &About,
        (pipeline, layout): (&'p Pipeline, &'p Layout),
        sums: Option<&'p Sums<'p>>,
    ) -> Self {
        let source = Source { name: file.to_owned(), sheets: about.sheets.clone() };
        let normaliser = Normaliser::new(pipeline, layout, source.clone());
        let under = Under {
            proof: Proof::default(),
            rejects: BTreeMap::new(),
            source,
            account: pipeline.parts.position("konto"),
            readers: Readers::new(),
            sums,
        };
        Self { normaliser, under, findings: about.findings.clone() }
    }

    pub(super) fn take(&mut self, raw: &RawBatch) -> Result<(), NormaliseError> {
        let postings = self.normaliser.take(raw)?;
        self.under.batch(raw, &postings).map_err(|_| {
            let place = Place { file: Some(self.under.source.name.clone()), ..Place::default() };
            NormaliseError::Input(vec![Problem::new("amount-overflow", Vec::new()).in_place(place)])
        })
    }

    pub(super) fn finish(self) -> Result<Proof, Vec<Problem>> {
        let (_, notes) = self.normaliser.finish().map_err(problems)?;
        let mut proof = self.under.proof;
        proof.rejects = self.under.rejects.into_values().collect();
        proof.rejects.sort_by_key(|rejects| (std::cmp::Reverse(rejects.rows), rejects.first.origin));
        proof.structure = notes.structure;
        proof.findings = self.findings;
        proof.findings.extend(notes.findings(&self.under.source.name));
        for pair in notes.tables.windows(2) {
            proof.findings.extend(drift(&pair[0], &pair[1]));
        }
        Ok(proof)
    }
}

/// Why a layout doesn't read a file.
pub(super) fn problems(error: NormaliseError) -> Vec<Problem> {
    match error {
        NormaliseError::Input(problems) => problems,
        NormaliseError::Overflow => vec![Problem::new("amount-overflow", Vec::new())],
        NormaliseError::Broken(broken) => {
            let values = vec![
                ("boundary", text(broken.boundary.name())),
                ("handed", text(broken.handed)),
                ("received", text(broken.received)),
            ];
            vec![Problem::new("broken-invariant", values)]
        }
    }
}

/// What is known of the rows so far.
struct Under<'u> {
    proof: Proof,
    rejects: BTreeMap<(&'static str, String), Rejects>,
    source: Source,
    account: Option<usize>,
    readers: Readers,
    sums: Option<&'u Sums<'u>>,
}

impl Under<'_> {
    fn batch(&mut self, raw: &RawBatch, batch: &PostingBatch) -> Result<(), crate::model::money::Overflow> {
        self.proof.totals.merge(&batch.totals)?;
        for period in batch.frames().iter().map(|frame| frame.period) {
            let (first, last) = self.proof.span.unwrap_or((period, period));
            self.proof.span = Some((first.min(period), last.max(period)));
        }
        for (place, posting) in batch.postings.iter().enumerate() {
            let codes = batch.codes.at(place);
            let account = self.account.map_or("", |part| codes.code(part));
            if account.len() >= 4 && account.bytes().all(|byte| byte.is_ascii_digit()) {
                let classes = &mut self.proof.classes;
                match account.as_bytes()[0] {
                    b'3' => classes.0 = classes.0.plus(posting.amount)?,
                    b'4'..=b'7' => classes.1 = classes.1.plus(posting.amount)?,
                    _ => {}
                }
            }
        }
        for rejected in &batch.rejected {
            let place = Place {
                column: Some(rejected.column.to_string()),
                ..crate::model::source::place_of(std::slice::from_ref(&self.source), rejected.origin)
            };
            let entry = self.rejects.entry((rejected.reason, rejected.header.to_string()));
            entry.or_insert_with(|| Rejects { rows: 0, first: rejected.clone(), place }).rows += 1;
        }
        self.add(raw, batch);
        Ok(())
    }

    /// The columns' sums, over the rows that the layout makes postings of or rejects.
    fn add(&mut self, raw: &RawBatch, batch: &PostingBatch) {
        let Some(sums) = self.sums else { return };
        let mut rows: Vec<u32> = batch.postings.iter().map(|posting| posting.row).collect();
        rows.extend(batch.rejected.iter().map(|rejected| rejected.origin.row));
        rows.sort_unstable();
        for row in raw.rows.iter().filter(|row| rows.binary_search(&row.row).is_ok()) {
            let above = sums.tables.iter().rev().find(|table| table.sheet == raw.sheet && table.row < row.row);
            let Some(table) = above else { continue };
            for (column, decimal) in &sums.columns {
                let place = table.columns.iter().position(|at| at == column);
                let Some(cell) = place.and_then(|place| row.cells.get(place)) else { continue };
                if let Some(figure) = figure_of(&self.readers, cell, *decimal) {
                    self.proof.sums.entry(*column).or_default().add(figure, 1);
                }
            }
        }
    }
}
