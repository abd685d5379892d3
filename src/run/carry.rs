//! Threads that carry batches: each takes the next one from the inputs and goes with it through every stage, so that what
//! one stage has made is near at hand in the next. The stages keep the order ([`Turn`]), whoever carries what. There are
//! no more batches under way than threads, so that memory does not grow with the ledger.

use std::sync::{Mutex, PoisonError};

use crate::fold::Fold;
use crate::model::digest::Digest;
use crate::model::fact::JudgedBatch;
use crate::model::footprint::Footprint;
use crate::model::raw::RawBatch;
use crate::model::source::SourceId;
use crate::normalise::Notes;
use crate::read::Extract;
use crate::summarise::FileCount;

use super::RunError;
use super::duplicates::Found;
use super::inputs::{Inputs, unsent};
use super::rejects::Rejects;
use super::stages::{Common, Folded, Folding, Normalised, Normalising, Writing};
use super::turn::Turn;
use crate::model::control::Totals;

/// More would only wait: no stage takes less than an eighth of a batch's time.
const MOST: usize = 8;

/// What one input came to.
pub(super) struct FileResult {
    pub(super) footprint: Footprint,
    pub(super) rejected: Rejects,
    pub(super) duplicates: Found,
    pub(super) count: FileCount,
    pub(super) notes: Notes,
    pub(super) digest: Digest,
    pub(super) income: Totals,
}

/// What all inputs came to, each or what stopped it; what all of them folded to; and whether all was written.
pub(super) struct Carried<'p> {
    pub(super) files: Vec<Result<FileResult, RunError>>,
    pub(super) fold: Fold<'p>,
    pub(super) written: Result<(), RunError>,
}

/// The stages, each with room for one batch at a time.
struct Way<'a, 'p, T> {
    normalising: Turn<Normalising<'a, 'p>>,
    folding: Turn<Folding<'a, 'p>>,
    writing: Turn<Writing<T>>,
}

/// Takes every input through the stages; `take` gets each judged batch in canonical order.
pub(super) fn all<'a, 'p: 'a>(
    common: Common<'a, 'p>,
    extracts: Vec<Extract>,
    take: impl FnMut(&mut JudgedBatch) -> Result<(), RunError> + Send,
) -> Carried<'p> {
    let way = Way {
        normalising: Turn::new(Normalising::new(common)),
        folding: Turn::new(Folding::new(common)),
        writing: Turn::new(Writing::new(take)),
    };
    let mut inputs = Inputs::new(common, extracts);
    if common.options.threads == 1 {
        inputs.each(&mut |number, batch| {
            way.carry(number, batch);
        });
        return way.carried(common, inputs);
    }
    let inputs = Mutex::new(inputs);
    std::thread::scope(|scope| {
        let carrier = || {
            let mut batch = RawBatch::default();
            loop {
                let next = inputs.lock().unwrap_or_else(PoisonError::into_inner).next(scope, &mut batch);
                if next.and_then(|number| way.carry(number, &mut batch)).is_none() {
                    return;
                }
            }
        };
        (1..common.options.threads.min(MOST)).for_each(|_| drop(scope.spawn(carrier)));
        carrier();
    });
    way.carried(common, inputs.into_inner().unwrap_or_else(PoisonError::into_inner))
}

impl<'p, T: FnMut(&mut JudgedBatch) -> Result<(), RunError>> Way<'_, 'p, T> {
    /// Takes a batch through all stages; none where another thread has panicked. Of an input that is given up it has its
    /// turns too, with nothing in them.
    fn carry(&self, number: u64, batch: &mut RawBatch) -> Option<()> {
        let postings = self.normalising.pass(number, |stage| stage.take(number, batch))?;
        let judged = self.folding.pass(number, |stage| postings.and_then(|postings| stage.take(number, postings)))?;
        let texts = self.writing.pass(number, |stage| judged.map(|judged| stage.take(judged)))?;
        // The memory of both is filled again by the next rows.
        batch.rows.use_again(texts.unwrap_or_default());
        Some(())
    }

    fn carried(self, common: Common<'_, 'p>, mut inputs: Inputs<'_, 'p>) -> Carried<'p> {
        let (mut rows, mut folding) = (self.normalising.into_stage(), self.folding.into_stage());
        rows.end();
        let mut file = |id: SourceId| {
            let failures = [inputs.failed.take(id), rows.failed.take(id), folding.failed.take(id)];
            // With one thread the stages after it would not have seen the others.
            if let Some((_, error)) = failures.into_iter().flatten().min_by_key(|(number, _)| *number) {
                return Err(error);
            }
            let at = id as usize;
            let digest = inputs.digests.get_mut(at).and_then(Option::take).ok_or_else(unsent)?;
            let normalised = rows.done.get_mut(at).and_then(Option::take).ok_or_else(unsent)??;
            let Normalised { footprint, notes, count, rejected } = normalised;
            let Folded { duplicates, income } = folding.folded.get_mut(at).map(std::mem::take).unwrap_or_default();
            Ok(FileResult { footprint, rejected, duplicates, count, notes, digest, income })
        };
        let files = (0..).zip(common.sources).map(|(id, _)| file(id)).collect();
        Carried { files, fold: folding.fold, written: self.writing.into_stage().written }
    }
}
