//! Normalising: raw rows to postings, by the layout. Takes sealed batches of one sheet in order, hands on postings,
//! rejected rows and the count of structural ones; refuses to guess: a value that the layout does not explain makes
//! its row rejected, with place and value.

mod columns;
mod mask;
mod oddities;
mod row;

use std::collections::HashMap;

use crate::model::code::CodeString;
use crate::model::control::{Boundary, Broken};
use crate::model::finding::{Finding, Place, Problem, text};
use crate::model::footprint::Footprint;
use crate::model::money::Overflow;
use crate::model::posting::PostingBatch;
use crate::model::raw::{RawBatch, RawRow, Seal};
use crate::model::source::Source;
use crate::pipeline::{Layout, Pipeline};

use columns::{Columns, Search};
use oddities::Oddities;
use row::{Context, Outcome};

/// Rows at the top of a sheet among which the header must stand.
const HEADER_WITHIN: u32 = 200;

/// Why normalising stopped.
#[derive(Debug)]
pub enum NormaliseError {
    /// The sheet does not fit its layout.
    Input(Vec<Problem>),
    /// The batch is not what the reader sealed.
    Broken(Broken),
    /// A batch's amounts do not fit 64 bits of öre.
    Overflow,
}

impl From<Overflow> for NormaliseError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Normalises the sheets of one input, batch by batch.
pub struct Normaliser<'a> {
    pipeline: &'a Pipeline,
    layout: &'a Layout,
    source: Source,
    sheet: u16,
    /// A batch has come.
    begun: bool,
    state: State,
    oddities: Oddities,
    findings: Vec<Finding>,
    /// Voucher numbers seen.
    pub footprint: Footprint,
}

enum State {
    Searching(Search),
    Found(Columns),
}

impl<'a> Normaliser<'a> {
    /// For an input, at its first sheet.
    pub fn new(pipeline: &'a Pipeline, layout: &'a Layout, source: Source) -> Self {
        let state = State::Searching(Search::default());
        Self {
            pipeline,
            layout,
            source,
            sheet: 0,
            begun: false,
            state,
            oddities: Oddities::default(),
            findings: Vec::new(),
            footprint: Footprint::default(),
        }
    }

    /// Takes the next batch. Batches of a sheet come in order; a new sheet starts with its own header.
    pub fn take(&mut self, raw: &RawBatch) -> Result<PostingBatch, NormaliseError> {
        let received = Seal::of(&raw.rows);
        Broken::unless_equal(Boundary::ReadToNormalise, &raw.seal, &received).map_err(NormaliseError::Broken)?;
        if raw.sheet != self.sheet {
            // A sheet without a row has no header to miss.
            if self.begun {
                self.end_of_sheet()?;
            }
            self.told();
            self.sheet = raw.sheet;
            self.state = State::Searching(Search::default());
        }
        self.begun = true;
        let mut batch = PostingBatch { source: raw.source, ..PostingBatch::default() };
        let mut interned: HashMap<CodeString, u32> = HashMap::new();
        for row in &raw.rows {
            self.row(raw, row, &mut batch, &mut interned)?;
        }
        let fates = batch.postings.len() + batch.rejected.len();
        let told = u64::try_from(fates).unwrap_or(u64::MAX) + batch.structural;
        Broken::unless_equal(Boundary::ReadToNormalise, &raw.seal.rows, &told).map_err(NormaliseError::Broken)?;
        Ok(batch)
    }

    /// After the last batch: a sheet in which no header was found is a problem.
    pub fn end_of_sheet(&self) -> Result<(), NormaliseError> {
        match &self.state {
            State::Searching(search) => {
                Err(NormaliseError::Input(search.failed(self.layout, self.pipeline, &self.place())))
            }
            State::Found(_) => Ok(()),
        }
    }

    /// What is odd about the rows that were read, after the last batch.
    pub fn findings(&mut self) -> Vec<Finding> {
        self.told();
        std::mem::take(&mut self.findings)
    }

    fn told(&mut self) {
        let seen = std::mem::take(&mut self.oddities);
        self.findings.extend(seen.findings(&self.place()));
    }

    fn place(&self) -> Place {
        let sheet = self.source.sheets.get(usize::from(self.sheet)).cloned();
        Place { file: Some(self.source.name.clone()), sheet, ..Place::default() }
    }

    fn row(
        &mut self,
        raw: &RawBatch,
        row: &RawRow,
        batch: &mut PostingBatch,
        interned: &mut HashMap<CodeString, u32>,
    ) -> Result<(), NormaliseError> {
        let columns = match &mut self.state {
            State::Found(columns) => columns,
            State::Searching(search) => {
                batch.structural += 1;
                if row.row > HEADER_WITHIN {
                    return self.end_of_sheet();
                }
                if let Some(columns) = search.look(row, self.layout) {
                    let problems = columns.problems(self.layout, self.pipeline);
                    if !problems.is_empty() {
                        let at = Place { row: Some(row.row), ..self.place() };
                        let placed = problems.into_iter().map(|p| p.in_place(at.clone())).collect();
                        return Err(NormaliseError::Input(placed));
                    }
                    self.state = State::Found(columns);
                }
                return Ok(());
            }
        };
        let lettered = !self.source.sheets.is_empty();
        let origin = crate::model::source::Origin { source: raw.source, sheet: raw.sheet, row: row.row };
        let context = Context { pipeline: self.pipeline, layout: self.layout, columns, lettered };
        match context.normalise(row, origin) {
            Outcome::Structural => batch.structural += 1,
            Outcome::Rejected(rejected) => {
                self.footprint.add_rejected(&rejected, self.pipeline.job.year);
                batch.rejected.push(*rejected);
            }
            Outcome::Posting(mut posting, codes) => {
                self.oddities.look(row, columns, lettered);
                let next = u32::try_from(batch.strings.len()).unwrap_or(u32::MAX);
                posting.code = *interned.entry(codes).or_insert_with_key(|codes| {
                    batch.strings.push(codes.clone());
                    next
                });
                batch.totals.add(posting.amount)?;
                self.footprint.add(&posting, self.pipeline.job.year);
                batch.postings.push(*posting);
            }
        }
        Ok(())
    }
}

/// The header names that a message lists.
fn listed(headers: &[String]) -> crate::model::finding::Value {
    text(headers.join(" / "))
}
