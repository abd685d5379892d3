//! One file through its stages: read, normalised, mapped, folded, batch by batch in order. Takes an open extract, hands on
//! judged batches and what the file came to; refuses to keep a batch.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::fold::Fold;
use crate::map::Mapper;
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::digest::Digest;
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::footprint::Footprint;
use crate::model::posting::PostingBatch;
use crate::model::raw::RawBatch;
use crate::model::source::{Source, SourceId};
use crate::normalise::{Normaliser, Notes};
use crate::pipeline::{Layout, Pipeline};
use crate::read::{Extract, ReadError};
use crate::summarise::FileCount;

use super::duplicates::{Duplicates, Found};
use super::observer::{Event, Handover, Observer, Stage, Work};
use super::rejects::Rejects;
use super::spent::Spent;
use super::{Options, RunError};

/// Batches that may wait between two threads, per file. With two a core waits now and then; eight take no less time than four
/// (docs/DECISIONS.md).
pub(super) const QUEUE: usize = 4;

/// What maps and folds. It goes from file to file: what was found for codes of one stands for the next, and what is folded
/// already need not be folded again.
pub(super) struct Judge<'p> {
    mapper: Mapper<'p>,
    pub(super) fold: Fold<'p>,
}

/// What one input came to.
pub(super) struct FileResult {
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
    /// Those that no file is using.
    pub(super) judges: &'a Mutex<Vec<Judge<'p>>>,
    pub(super) spent: &'a Spent,
    pub(super) options: &'a Options,
    pub(super) observer: &'a dyn Observer,
    pub(super) id: SourceId,
    pub(super) source: &'a Source,
}

/// A file's rows on their way to postings.
struct Rows<'p> {
    normaliser: Normaliser<'p>,
    count: FileCount,
    rejected: Rejects,
}

/// A file's postings on their way to balances.
struct Postings<'o, 'p> {
    judge: Judge<'p>,
    duplicates: Found,
    income: Totals,
    out: &'o mut dyn FnMut(JudgedBatch),
}

/// Why a thread stopped before the file's end: an error of its own, or nobody takes what it makes any more, and whoever
/// stopped taking has the error.
enum Stop {
    Error(RunError),
    Unsent,
}

impl<'p> Worker<'_, 'p> {
    /// One file on this thread alone.
    pub(super) fn file_here(&self, extract: Extract, out: &mut dyn FnMut(JudgedBatch)) -> Result<FileResult, RunError> {
        let (mut rows, mut postings) = self.begin(out);
        let mut since = Instant::now();
        let read = extract.read(self.id, self.options.batch_bytes, &mut |raw| {
            self.read(raw, since);
            let taken = self.normalise(raw, &mut rows).and_then(|batch| self.fold(batch, &mut postings));
            raw.rows.use_again(self.spent.texts());
            since = Instant::now();
            taken
        });
        let digest = match read {
            Ok(digest) => digest,
            Err(ReadError::Input(problem)) => return Err(RunError::Input(vec![*problem])),
            Err(ReadError::Taker(error)) => return Err(error.in_file(&self.source.name)),
        };
        self.end(rows, postings, digest)
    }

    /// One file on three threads: one reads, one normalises what was read, this one maps and folds what that made.
    pub(super) fn file_ahead(
        &self,
        extract: Extract,
        out: &mut dyn FnMut(JudgedBatch),
    ) -> Result<FileResult, RunError> {
        let (rows, mut postings) = self.begin(out);
        let (ahead, read) = sync_channel::<RawBatch>(QUEUE);
        let (on, normalised) = sync_channel::<PostingBatch>(QUEUE);
        std::thread::scope(|scope| {
            let reader = scope.spawn(move || self.read_ahead(extract, &ahead));
            let normaliser = scope.spawn(move || self.normalise_ahead(rows, read, &on));
            let folded = normalised.iter().try_for_each(|batch| self.fold(batch, &mut postings));
            drop(normalised);
            let (rows, normalised) = normaliser.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            // Whoever is last in the flow stopped the others.
            folded.map_err(|error| error.in_file(&self.source.name))?;
            let digest = match (normalised, read) {
                (Err(Stop::Error(error)), _) => return Err(error.in_file(&self.source.name)),
                (Ok(()), Err(Stop::Error(error))) => return Err(error),
                (Ok(()), Ok(digest)) => digest,
                (Err(Stop::Unsent), _) | (Ok(()), Err(Stop::Unsent)) => return Err(unsent()),
            };
            self.end(rows, postings, digest)
        })
    }

    fn read_ahead(&self, extract: Extract, ahead: &SyncSender<RawBatch>) -> Result<Digest, Stop> {
        let mut since = Instant::now();
        let read = extract.read(self.id, self.options.batch_bytes, &mut |raw| {
            self.read(raw, since);
            let rows = std::mem::replace(&mut raw.rows, self.spent.rows());
            let sent = ahead.send(RawBatch { rows, ..*raw }).map_err(|_| Stop::Unsent);
            since = Instant::now();
            sent
        });
        read.map_err(|error| match error {
            ReadError::Input(problem) => Stop::Error(RunError::Input(vec![*problem])),
            ReadError::Taker(stop) => stop,
        })
    }

    /// Owns the end of the reader's queue that it takes from, so that the reader knows when it stops.
    fn normalise_ahead(
        &self,
        mut rows: Rows<'p>,
        read: Receiver<RawBatch>,
        on: &SyncSender<PostingBatch>,
    ) -> (Rows<'p>, Result<(), Stop>) {
        let done = read.into_iter().try_for_each(|mut raw| {
            let batch = self.normalise(&mut raw, &mut rows).map_err(Stop::Error)?;
            self.spent.take_cells(raw.rows);
            on.send(batch).map_err(|_| Stop::Unsent)
        });
        (rows, done)
    }

    /// A batch has been read, since then.
    fn read(&self, raw: &RawBatch, since: Instant) {
        self.done(Stage::Read, since, raw.seal.rows, raw.rows.read_bytes());
    }

    fn done(&self, stage: Stage, since: Instant, rows: u64, bytes: u64) {
        self.observer.event(Event::Done(stage, Work { time: since.elapsed(), rows, bytes }));
    }

    fn begin<'o>(&self, out: &'o mut dyn FnMut(JudgedBatch)) -> (Rows<'p>, Postings<'o, 'p>) {
        self.observer.event(Event::Reading(&self.source.name));
        let layout: &'p Layout = &self.pipeline.layouts[self.pipeline.inputs[self.id as usize].layout];
        let rows = Rows {
            normaliser: Normaliser::new(self.pipeline, layout, self.source.clone()),
            count: FileCount { name: self.source.name.clone(), ..FileCount::default() },
            rejected: Rejects::within(self.pipeline.job.max_rejected),
        };
        let postings = Postings { judge: self.judge(), duplicates: Found::default(), income: Totals::default(), out };
        (rows, postings)
    }

    fn judge(&self) -> Judge<'p> {
        let free = self.judges.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let new = || Judge { mapper: Mapper::new(self.pipeline, self.options.through), fold: Fold::new(self.pipeline) };
        free.unwrap_or_else(new)
    }

    fn end(&self, rows: Rows<'p>, postings: Postings<'_, 'p>, digest: Digest) -> Result<FileResult, RunError> {
        let Rows { normaliser, mut count, rejected } = rows;
        let Postings { judge, duplicates, income, .. } = postings;
        self.judges.lock().unwrap_or_else(PoisonError::into_inner).push(judge);
        let (footprint, notes) = normaliser.finish()?;
        (count.rounded, count.shed) = (notes.rounded, notes.shed);
        self.observer.event(Event::Read(&self.source.name));
        Ok(FileResult { footprint, rejected, duplicates, count, notes, digest, income })
    }

    /// One batch of rows to postings, which take the rows' texts along.
    fn normalise(&self, raw: &mut RawBatch, under: &mut Rows<'p>) -> Result<PostingBatch, RunError> {
        let Rows { normaliser, count, rejected } = under;
        self.observer.handover(Boundary::ReadToNormalise, Handover::Raw(raw));
        let since = Instant::now();
        let rows = raw.seal.rows;
        let mut postings = normaliser.take(raw)?.with_texts(raw.rows.take_texts());
        self.done(Stage::Normalise, since, rows, 0);
        count.read += rows;
        count.structural += postings.structural;
        count.rejected += u64::try_from(postings.rejected.len()).unwrap_or(u64::MAX);
        count.postings.merge(&postings.totals)?;
        rejected.add(&mut postings.rejected);
        Ok(postings)
    }

    /// One batch of postings through map and fold, and on to the writer.
    fn fold(&self, mut batch: PostingBatch, under: &mut Postings<'_, 'p>) -> Result<(), RunError> {
        let Postings { judge: Judge { mapper, fold }, duplicates, income, out } = under;
        let (since, rows) = (Instant::now(), batch.totals.rows);
        self.duplicates.mark(&mut batch, duplicates)?;
        self.observer.handover(Boundary::NormaliseToMap, Handover::Postings(&mut batch));
        let mut judged = mapper.judge(batch)?;
        self.done(Stage::Map, since, rows, 0);
        self.observer.handover(Boundary::MapToFold, Handover::Judged(&mut judged));
        let since = Instant::now();
        fold.add(&judged)?;
        self.done(Stage::Fold, since, rows, 0);
        self.income(&judged, income)?;
        out(judged);
        Ok(())
    }

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

/// A batch that could not be handed over though nobody had stopped taking them.
fn unsent() -> RunError {
    let (handed, received) = ("a batch".to_owned(), "none".to_owned());
    RunError::Broken(Broken { boundary: Boundary::ReadToNormalise, handed, received })
}
