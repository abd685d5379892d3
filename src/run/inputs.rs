//! The inputs in canonical order, batch by batch, for whichever thread comes. Takes open extracts, hands on each next batch
//! with its number among all; refuses to go on with an input that is given up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;
use std::time::Instant;

use crate::model::control::{Boundary, Broken};
use crate::model::digest::Digest;
use crate::model::raw::RawBatch;
use crate::model::source::SourceId;
use crate::read::{Asked, Extract, ReadError};

use super::RunError;
use super::observer::Event;
use super::stages::{Common, Failures};

/// Batches that may wait where rows are handed on by a thread that reads alone.
const QUEUE: usize = 2;

/// Inputs that are given up: a stage could not take one of their batches.
pub(super) struct GivenUp(Vec<AtomicBool>);

/// The inputs that are left.
pub(super) struct Inputs<'a, 'p> {
    common: Common<'a, 'p>,
    left: std::vec::IntoIter<(SourceId, Extract)>,
    now: Option<(SourceId, Now)>,
    /// Of the next batch.
    number: u64,
    /// What each input was that was read to its end.
    pub(super) digests: Vec<Option<Digest>>,
    pub(super) failed: Failures,
}

/// The input under way.
enum Now {
    Asked(Box<Asked>),
    /// By a thread of its own.
    Handed(Receiver<Handed>),
}

/// What such a thread hands on: batches, and how it ended.
enum Handed {
    Batch(RawBatch),
    End(Result<Digest, RunError>),
}

impl GivenUp {
    /// None of so many.
    pub(super) fn none(of: usize) -> Self {
        Self((0..of).map(|_| AtomicBool::new(false)).collect())
    }

    pub(super) fn has(&self, id: SourceId) -> bool {
        self.0.get(id as usize).is_some_and(|given_up| given_up.load(Ordering::Relaxed))
    }

    pub(super) fn add(&self, id: SourceId) {
        if let Some(given_up) = self.0.get(id as usize) {
            given_up.store(true, Ordering::Relaxed);
        }
    }
}

impl<'a, 'p> Inputs<'a, 'p> {
    pub(super) fn new(common: Common<'a, 'p>, extracts: Vec<Extract>) -> Self {
        let count = extracts.len();
        let left = (0..).zip(extracts).collect::<Vec<_>>().into_iter();
        Self { common, left, now: None, number: 0, digests: vec![None; count], failed: Failures::none(count) }
    }

    /// Fills the batch with the next rows and gives its number; none where there are no more.
    pub(super) fn next<'s>(&mut self, scope: &'s Scope<'s, '_>, batch: &mut RawBatch) -> Option<u64>
    where
        'a: 's,
        'p: 's,
    {
        loop {
            let Some((id, now)) = self.now.as_mut() else {
                let (id, extract) = self.left.next()?;
                self.now = Some((id, self.begin(scope, id, extract)));
                continue;
            };
            let id = *id;
            let ended = if self.common.given_up.has(id) { None } else { Some(now.next(self.common, batch)) };
            match ended {
                Some(None) => {
                    self.number += 1;
                    return Some(self.number - 1);
                }
                // The digest of an input that is given up is not asked for.
                None => self.now = None,
                Some(Some(end)) => {
                    let end = match (end, self.now.take()) {
                        (Ok(None), Some((_, Now::Asked(asked)))) => asked.finish().map_err(told),
                        (Ok(None), _) => Err(unsent()),
                        (Ok(Some(digest)), _) => Ok(digest),
                        (Err(error), _) => Err(error),
                    };
                    self.ended(id, end);
                }
            }
        }
    }

    /// Hands every batch of every input on, on this thread alone.
    pub(super) fn each(&mut self, take: &mut dyn FnMut(u64, &mut RawBatch)) {
        while let Some((id, extract)) = self.left.next() {
            let (common, number) = (self.common, &mut self.number);
            common.observer.event(Event::Reading(common.name(id)));
            let mut since = Instant::now();
            let read = extract.read(id, common.options.batch_bytes, &mut |batch| {
                common.read(batch, since);
                *number += 1;
                take(*number - 1, batch);
                since = Instant::now();
                if common.given_up.has(id) { Err(()) } else { Ok(()) }
            });
            match read {
                Ok(digest) => self.ended(id, Ok(digest)),
                Err(ReadError::Input(problem)) => self.ended(id, Err(told(*problem))),
                // The stage has the error.
                Err(ReadError::Taker(())) => {}
            }
        }
    }

    fn begin<'s>(&self, scope: &'s Scope<'s, '_>, id: SourceId, extract: Extract) -> Now
    where
        'a: 's,
        'p: 's,
    {
        let common = self.common;
        common.observer.event(Event::Reading(common.name(id)));
        match extract.asked(id, common.options.batch_bytes) {
            Ok(asked) => Now::Asked(Box::new(asked)),
            Err(extract) => {
                let (to, handed) = sync_channel(QUEUE);
                scope.spawn(move || hand_on(common, id, extract, &to));
                Now::Handed(handed)
            }
        }
    }

    fn ended(&mut self, id: SourceId, end: Result<Digest, RunError>) {
        match end {
            Ok(digest) => {
                self.common.observer.event(Event::Read(self.common.name(id)));
                if let Some(known) = self.digests.get_mut(id as usize) {
                    *known = Some(digest);
                }
            }
            Err(error) => self.failed.add(id, self.number, error),
        }
    }
}

impl Now {
    /// Fills the batch; what came instead where there was none: how the input ended, or nothing where it is to be asked.
    fn next(&mut self, common: Common<'_, '_>, batch: &mut RawBatch) -> Option<Result<Option<Digest>, RunError>> {
        match self {
            Self::Asked(asked) => {
                let since = Instant::now();
                match asked.next(batch) {
                    Ok(true) => common.read(batch, since),
                    Ok(false) => return Some(Ok(None)),
                    Err(problem) => return Some(Err(told(problem))),
                }
            }
            Self::Handed(handed) => match handed.recv() {
                Ok(Handed::Batch(next)) => *batch = next,
                Ok(Handed::End(end)) => return Some(end.map(Some)),
                Err(_) => return Some(Err(unsent())),
            },
        }
        None
    }
}

/// Reads an input to its end, or until nobody takes its batches.
fn hand_on(common: Common<'_, '_>, id: SourceId, extract: Extract, to: &SyncSender<Handed>) {
    let mut since = Instant::now();
    let read = extract.read(id, common.options.batch_bytes, &mut |batch| {
        common.read(batch, since);
        let rows = std::mem::take(&mut batch.rows);
        let sent = to.send(Handed::Batch(RawBatch { rows, ..*batch }));
        since = Instant::now();
        sent.map_err(|_| ())
    });
    let end = match read {
        Ok(digest) => Ok(digest),
        Err(ReadError::Input(problem)) => Err(told(*problem)),
        Err(ReadError::Taker(())) => return,
    };
    to.send(Handed::End(end)).ok();
}

fn told(problem: crate::model::finding::Problem) -> RunError {
    RunError::Input(vec![problem])
}

/// An input that nobody gave up, and whose reader is gone.
pub(super) fn unsent() -> RunError {
    let (handed, received) = ("a batch".to_owned(), "none".to_owned());
    RunError::Broken(Broken { boundary: Boundary::ReadToNormalise, handed, received })
}
