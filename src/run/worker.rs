//! One file through its stages: read, normalised, mapped, folded, batch by batch in order. Takes an open extract, hands on
//! judged batches and what the file came to; refuses to keep a batch.

use std::sync::mpsc::sync_channel;
use std::time::Instant;

use crate::fold::Fold;
use crate::map::Mapper;
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::digest::Digest;
use crate::model::fact::JudgedBatch;
use crate::model::footprint::Footprint;
use crate::model::raw::RawBatch;
use crate::model::source::{Source, SourceId};
use crate::normalise::{Normaliser, Notes};
use crate::pipeline::{Layout, Pipeline};
use crate::read::{Extract, ReadError};
use crate::summarise::FileCount;

use super::duplicates::{Duplicates, Found};
use super::observer::{Event, Handover, Observer, Stage, Work};
use super::rejects::Rejects;
use super::{Options, RunError};

/// Batches that may wait between two threads, per file.
pub(super) const QUEUE: usize = 4;

/// What one input came to.
pub(super) struct FileResult<'a> {
    pub(super) fold: Fold<'a>,
    pub(super) footprint: Footprint,
    pub(super) rejected: Rejects,
    pub(super) duplicates: Found,
    pub(super) count: FileCount,
    pub(super) notes: Notes,
    pub(super) digest: Digest,
    /// Income accounts of the job's year, so that flipped signs are seen file by file.
    pub(super) income: Totals,
}

/// Takes one file through the stages.
pub(super) struct Worker<'a, 'p> {
    pub(super) pipeline: &'p Pipeline,
    pub(super) duplicates: &'a Duplicates,
    pub(super) options: &'a Options,
    pub(super) observer: &'a dyn Observer,
    pub(super) id: SourceId,
    pub(super) source: &'a Source,
}

/// A file on its way.
struct Under<'o, 'p> {
    normaliser: Normaliser<'p>,
    mapper: Mapper<'p>,
    result: FileResult<'p>,
    out: &'o mut dyn FnMut(JudgedBatch),
}

impl<'p> Worker<'_, 'p> {
    /// One file on this thread alone.
    pub(super) fn file_here(
        &self,
        extract: Extract,
        out: &mut dyn FnMut(JudgedBatch),
    ) -> Result<FileResult<'p>, RunError> {
        let mut under = self.begin(out);
        let mut since = Instant::now();
        let read = extract.read(self.id, self.options.batch_bytes, &mut |raw| {
            self.read(&raw, since);
            let taken = self.batch(raw, &mut under);
            since = Instant::now();
            taken
        });
        self.end(under, read)
    }

    /// One file on this thread, read ahead on another.
    pub(super) fn file_ahead(
        &self,
        extract: Extract,
        out: &mut dyn FnMut(JudgedBatch),
    ) -> Result<FileResult<'p>, RunError> {
        let mut under = self.begin(out);
        let (ahead, batches) = sync_channel::<RawBatch>(QUEUE);
        let (id, batch_bytes) = (self.id, self.options.batch_bytes);
        std::thread::scope(|scope| {
            // Whoever no longer takes batches has an error of its own.
            let reader = scope.spawn(move || {
                let mut since = Instant::now();
                extract.read(id, batch_bytes, &mut |raw| {
                    self.read(&raw, since);
                    let sent = ahead.send(raw).map_err(drop);
                    since = Instant::now();
                    sent
                })
            });
            let taken = batches.iter().try_for_each(|raw| self.batch(raw, &mut under));
            drop(batches);
            let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let read = match (taken, read) {
                (Err(error), _) => Err(ReadError::Taker(error)),
                (Ok(()), Ok(digest)) => Ok(digest),
                (Ok(()), Err(ReadError::Input(problem))) => Err(ReadError::Input(problem)),
                (Ok(()), Err(ReadError::Taker(()))) => Err(ReadError::Taker(unsent())),
            };
            self.end(under, read)
        })
    }

    /// A batch has been read, since then.
    fn read(&self, raw: &RawBatch, since: Instant) {
        let bytes = raw.rows.text_bytes() as u64;
        self.done(Stage::Read, since, raw.seal.rows, bytes);
    }

    fn done(&self, stage: Stage, since: Instant, rows: u64, bytes: u64) {
        self.observer.event(Event::Done(stage, Work { time: since.elapsed(), rows, bytes }));
    }

    fn begin<'o>(&self, out: &'o mut dyn FnMut(JudgedBatch)) -> Under<'o, 'p> {
        self.observer.event(Event::Reading(&self.source.name));
        let layout: &'p Layout = &self.pipeline.layouts[self.pipeline.inputs[self.id as usize].layout];
        let normaliser = Normaliser::new(self.pipeline, layout, self.source.clone());
        let result = FileResult {
            fold: Fold::new(self.pipeline),
            footprint: Footprint::default(),
            rejected: Rejects::within(self.pipeline.job.max_rejected),
            duplicates: Found::default(),
            count: FileCount { name: self.source.name.clone(), ..FileCount::default() },
            notes: Notes::default(),
            digest: Digest::default(),
            income: Totals::default(),
        };
        Under { normaliser, mapper: Mapper::new(self.pipeline, self.options.through), result, out }
    }

    fn end(&self, under: Under<'_, 'p>, read: Result<Digest, ReadError<RunError>>) -> Result<FileResult<'p>, RunError> {
        let mut result = under.result;
        match read {
            Ok(digest) => result.digest = digest,
            Err(ReadError::Input(problem)) => return Err(RunError::Input(vec![*problem])),
            Err(ReadError::Taker(error)) => return Err(error.in_file(&self.source.name)),
        }
        (result.footprint, result.notes) = under.normaliser.finish()?;
        (result.count.rounded, result.count.shed) = (result.notes.rounded, result.notes.shed);
        self.observer.event(Event::Read(&self.source.name));
        Ok(result)
    }

    /// One batch through normalise, map and fold, and on to the writer.
    fn batch(&self, mut raw: RawBatch, under: &mut Under<'_, 'p>) -> Result<(), RunError> {
        let Under { normaliser, mapper, result, out } = under;
        self.observer.handover(Boundary::ReadToNormalise, Handover::Raw(&mut raw));
        let since = Instant::now();
        let rows = raw.seal.rows;
        let mut postings = normaliser.take(&raw)?.with_rows(raw.rows);
        self.done(Stage::Normalise, since, rows, 0);
        result.count.read += rows;
        result.count.structural += postings.structural;
        result.count.rejected += u64::try_from(postings.rejected.len()).unwrap_or(u64::MAX);
        result.count.postings.merge(&postings.totals)?;
        result.rejected.add(&mut postings.rejected);
        let (since, rows) = (Instant::now(), postings.totals.rows);
        self.duplicates.mark(&mut postings, &mut result.duplicates)?;
        self.observer.handover(Boundary::NormaliseToMap, Handover::Postings(&mut postings));
        let mut judged = mapper.judge(postings)?;
        self.done(Stage::Map, since, rows, 0);
        self.observer.handover(Boundary::MapToFold, Handover::Judged(&mut judged));
        let since = Instant::now();
        result.fold.add(&judged)?;
        self.done(Stage::Fold, since, rows, 0);
        let year = self.options.through.year();
        let this_year: Vec<bool> = judged.batch.frames().iter().map(|frame| frame.period.year() == year).collect();
        for (posting, verdict) in judged.iter() {
            let counts = this_year.get(posting.frame as usize).copied().unwrap_or(false);
            if counts && self.pipeline.accounts.is_income(verdict.group) {
                result.income.add(posting.amount)?;
            }
        }
        out(judged);
        Ok(())
    }
}

/// A batch that the reader could not hand over though nobody had stopped taking them.
fn unsent() -> RunError {
    let (handed, received) = ("a batch".to_owned(), "none".to_owned());
    RunError::Broken(Broken { boundary: Boundary::ReadToNormalise, handed, received })
}
