//! A stage that batches go through one at a time and in order, whichever threads bring them. Takes a batch's number and
//! its work, hands on what the work came to; refuses to let a batch pass before all with lower numbers have.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

/// The stage and whose turn it is.
pub(super) struct Turn<S> {
    inside: Mutex<Inside<S>>,
    moved: Condvar,
}

struct Inside<S> {
    stage: S,
    next: u64,
    /// A batch's work panicked: no other will have its turn.
    broken: bool,
}

impl<S> Turn<S> {
    pub(super) fn new(stage: S) -> Self {
        Self { inside: Mutex::new(Inside { stage, next: 0, broken: false }), moved: Condvar::new() }
    }

    /// Waits for the batch's turn and does its work. Each number comes once, from zero on; none where a batch before it
    /// panicked.
    pub(super) fn pass<T>(&self, number: u64, work: impl FnOnce(&mut S) -> T) -> Option<T> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        while inside.next != number && !inside.broken {
            inside = self.moved.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        if inside.broken {
            return None;
        }
        // Others would wait for ever for one that is gone.
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut inside.stage)));
        inside.next += 1;
        inside.broken = done.is_err();
        drop(inside);
        self.moved.notify_all();
        Some(done.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    /// The stage, when all have passed.
    pub(super) fn into_stage(self) -> S {
        self.inside.into_inner().unwrap_or_else(PoisonError::into_inner).stage
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn batches_pass_in_order_whoever_brings_them() {
        let (turn, next) = (Turn::new(Vec::new()), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= 200 {
                            return;
                        }
                        // The later ones of each four come first.
                        std::thread::sleep(std::time::Duration::from_micros(200 - number % 4 * 50));
                        turn.pass(number, |seen| seen.push(number));
                    }
                });
            }
        });
        assert_eq!(turn.into_stage(), (0..200).collect::<Vec<u64>>());
    }

    #[test]
    fn nobody_waits_for_one_that_panicked() {
        let turn = Turn::new(0);
        let passed = std::thread::scope(|scope| {
            let waits = scope.spawn(|| turn.pass(2, |_| ()));
            let panics = scope.spawn(|| turn.pass(1, |_| panic!("on purpose")));
            assert_eq!(turn.pass(0, |count| *count += 1), Some(()));
            (waits.join().unwrap(), panics.join().is_err())
        });
        assert_eq!(passed, (None, true));
    }
}
