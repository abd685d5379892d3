//! The stages that a batch goes through after it is read: normalised, then mapped and folded, then written. Takes batches
//! in canonical order, hands on what each becomes and what each input came to; refuses to keep a batch. An input of which
//! a stage can't take a batch is given up; the others go on, so that all that is wrong is told at once.

use std::time::Instant;

use crate::fold::Fold;
use crate::map::Mapper;
use crate::model::control::{Boundary, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::footprint::Footprint;
use crate::model::posting::PostingBatch;
use crate::model::raw::{RawBatch, RawRows};
use crate::model::source::{Source, SourceId};
use crate::normalise::{Normaliser, Notes};
use crate::pipeline::Pipeline;
use crate::summarise::FileCount;

use super::duplicates::{Duplicates, Found};
use super::inputs::GivenUp;
use super::observer::{Event, Handover, Observer, Stage, Work};
use super::rejects::Rejects;
use super::{Options, RunError};

/// What all stages know.
#[derive(Clone, Copy)]
pub(super) struct Common<'a, 'p> {
    pub(super) pipeline: &'p Pipeline,
    pub(super) duplicates: &'a Duplicates,
    pub(super) options: &'a Options,
    pub(super) observer: &'a dyn Observer,
    pub(super) sources: &'a [Source],
    pub(super) given_up: &'a GivenUp,
}

/// The first batch of each input that a stage could not take, and why.
pub(super) struct Failures(Vec<Option<(u64, RunError)>>);

/// Rows to postings.
pub(super) struct Normalising<'a, 'p> {
    common: Common<'a, 'p>,
    /// The input under way.
    now: Option<(SourceId, Rows<'p>)>,
    /// What the inputs before it came to.
    pub(super) done: Vec<Option<Result<Normalised, RunError>>>,
    pub(super) failed: Failures,
}

/// An input's rows on their way.
struct Rows<'p> {
    normaliser: Normaliser<'p>,
    count: FileCount,
    rejected: Rejects,
}

/// What an input's rows came to.
pub(super) struct Normalised {
    pub(super) footprint: Footprint,
    pub(super) notes: Notes,
    pub(super) count: FileCount,
    pub(super) rejected: Rejects,
}

/// Postings to balances. What was found for codes of one input stands for the next.
pub(super) struct Folding<'a, 'p> {
    common: Common<'a, 'p>,
    mapper: Mapper<'p>,
    pub(super) fold: Fold<'p>,
    pub(super) folded: Vec<Folded>,
    pub(super) failed: Failures,
}

/// What an input's postings came to.
#[derive(Clone, Default)]
pub(super) struct Folded {
    pub(super) duplicates: Found,
    /// Income accounts of the job's year, so that flipped signs are seen file by file.
    pub(super) income: Totals,
}

/// Judged postings to whoever writes them.
pub(super) struct Writing<T> {
    take: T,
    pub(super) written: Result<(), RunError>,
}

impl Common<'_, '_> {
    /// The name of an input.
    pub(super) fn name(&self, id: SourceId) -> &str {
        self.sources.get(id as usize).map_or("", |source| &source.name)
    }

    /// A batch has been read, since then.
    pub(super) fn read(&self, raw: &RawBatch, since: Instant) {
        self.done(Stage::Read, since, raw.seal.rows, raw.rows.text_bytes() as u64);
    }

    fn done(&self, stage: Stage, since: Instant, rows: u64, bytes: u64) {
        self.observer.event(Event::Done(stage, Work { time: since.elapsed(), rows, bytes }));
    }
}

impl Failures {
    /// None of so many.
    pub(super) fn none(of: usize) -> Self {
        Self((0..of).map(|_| None).collect())
    }

    pub(super) fn add(&mut self, id: SourceId, number: u64, error: RunError) {
        if let Some(first) = self.0.get_mut(id as usize) {
            first.get_or_insert((number, error));
        }
    }

    fn has(&self, id: SourceId) -> bool {
        self.0.get(id as usize).is_some_and(Option::is_some)
    }

    /// What was wrong with an input, and at which batch.
    pub(super) fn take(&mut self, id: SourceId) -> Option<(u64, RunError)> {
        self.0.get_mut(id as usize).and_then(Option::take)
    }
}

impl<'a, 'p> Normalising<'a, 'p> {
    pub(super) fn new(common: Common<'a, 'p>) -> Self {
        let count = common.sources.len();
        Self { common, now: None, done: (0..count).map(|_| None).collect(), failed: Failures::none(count) }
    }

    /// The postings of a batch, which take the rows' texts along; none of an input that is given up.
    pub(super) fn take(&mut self, number: u64, raw: &mut RawBatch) -> Option<PostingBatch> {
        let id = raw.source;
        if self.failed.has(id) {
            return None;
        }
        if self.now.as_ref().is_none_or(|(now, _)| *now != id) {
            self.end_input();
            self.now = Some((id, Rows::of(id, self.common)));
        }
        let (_, rows) = self.now.as_mut()?;
        match rows.take(raw, self.common) {
            Ok(postings) => Some(postings),
            Err(error) => {
                self.failed.add(id, number, error.in_file(self.common.name(id)));
                self.common.given_up.add(id);
                None
            }
        }
    }

    fn end_input(&mut self) {
        if let Some((id, rows)) = self.now.take()
            && let Some(done) = self.done.get_mut(id as usize)
        {
            *done = Some(rows.end());
        }
    }

    /// After the last batch of all; an input that had none is looked at too.
    pub(super) fn end(&mut self) {
        self.end_input();
        for (id, done) in (0..).zip(&mut self.done) {
            done.get_or_insert_with(|| Rows::of(id, self.common).end());
        }
    }
}

impl<'p> Rows<'p> {
    fn of(id: SourceId, common: Common<'_, 'p>) -> Self {
        let pipeline = common.pipeline;
        let (layout, source) = (&pipeline.layouts[pipeline.inputs[id as usize].layout], &common.sources[id as usize]);
        Self {
            normaliser: Normaliser::new(pipeline, layout, source.clone()),
            count: FileCount { name: source.name.clone(), ..FileCount::default() },
            rejected: Rejects::within(pipeline.job.max_rejected),
        }
    }

    fn take(&mut self, raw: &mut RawBatch, common: Common<'_, 'p>) -> Result<PostingBatch, RunError> {
        common.observer.handover(Boundary::ReadToNormalise, Handover::Raw(raw));
        let since = Instant::now();
        let rows = raw.seal.rows;
        let mut postings = self.normaliser.take(raw)?.with_texts(raw.rows.take_texts());
        common.done(Stage::Normalise, since, rows, 0);
        self.count.read += rows;
        self.count.structural += postings.structural;
        self.count.rejected += u64::try_from(postings.rejected.len()).unwrap_or(u64::MAX);
        self.count.postings.merge(&postings.totals)?;
        self.rejected.add(&mut postings.rejected);
        Ok(postings)
    }

    fn end(self) -> Result<Normalised, RunError> {
        let Self { normaliser, mut count, rejected } = self;
        let (footprint, notes) = normaliser.finish()?;
        (count.rounded, count.shed) = (notes.rounded, notes.shed);
        Ok(Normalised { footprint, notes, count, rejected })
    }
}

impl<'a, 'p> Folding<'a, 'p> {
    pub(super) fn new(common: Common<'a, 'p>) -> Self {
        let (pipeline, count) = (common.pipeline, common.sources.len());
        let mapper = Mapper::new(pipeline, common.options.through);
        let folded = vec![Folded::default(); count];
        Self { common, mapper, fold: Fold::new(pipeline), folded, failed: Failures::none(count) }
    }

    /// The judged postings of a batch; none of an input that is given up.
    pub(super) fn take(&mut self, number: u64, batch: PostingBatch) -> Option<JudgedBatch> {
        let id = batch.source;
        if self.failed.has(id) {
            return None;
        }
        match self.judged(batch) {
            Ok(judged) => Some(judged),
            Err(error) => {
                self.failed.add(id, number, error.in_file(self.common.name(id)));
                self.common.given_up.add(id);
                None
            }
        }
    }

    fn judged(&mut self, mut batch: PostingBatch) -> Result<JudgedBatch, RunError> {
        let Self { common, mapper, fold, folded, .. } = self;
        let Folded { duplicates, income } = &mut folded[batch.source as usize];
        let (since, rows) = (Instant::now(), batch.totals.rows);
        common.duplicates.mark(&mut batch, duplicates)?;
        common.observer.handover(Boundary::NormaliseToMap, Handover::Postings(&mut batch));
        let mut judged = mapper.judge(batch)?;
        common.done(Stage::Map, since, rows, 0);
        common.observer.handover(Boundary::MapToFold, Handover::Judged(&mut judged));
        let since = Instant::now();
        fold.add(&judged)?;
        common.done(Stage::Fold, since, rows, 0);
        common.income(&judged, income)?;
        Ok(judged)
    }
}

impl Common<'_, '_> {
    /// Adds what was booked on income accounts in the report's year.
    fn income(&self, judged: &JudgedBatch, income: &mut Totals) -> Result<(), RunError> {
        let year = self.options.through.year();
        let is_income = |verdict: &Verdict| self.pipeline.accounts.is_income(verdict.group);
        if !judged.kinds.iter().any(is_income) {
            return Ok(());
        }
        let this_year: Vec<bool> = judged.batch.frames().iter().map(|frame| frame.period.year() == year).collect();
        for (posting, verdict) in judged.iter() {
            if is_income(&verdict) && this_year.get(posting.frame as usize).copied().unwrap_or(false) {
                income.add(posting.amount)?;
            }
        }
        Ok(())
    }
}

impl<T: FnMut(&mut JudgedBatch) -> Result<(), RunError>> Writing<T> {
    pub(super) fn new(take: T) -> Self {
        Self { take, written: Ok(()) }
    }

    /// Writes a batch, unless one before it could not be written; gives its rows' texts, which nobody needs any more.
    pub(super) fn take(&mut self, mut judged: JudgedBatch) -> RawRows {
        if self.written.is_ok() {
            self.written = (self.take)(&mut judged);
        }
        judged.batch.into_texts()
    }
}
