//! How far reading may be ahead of writing. Takes how many files are written, lets a worker begin a file only a few later; refuses to
//! keep one waiting for nothing: the first file that isn't written may always begin, and all may when nobody writes any more.
//! A queue holds a file back only where that has more batches than the queue; of small ones there may be hundreds.

use std::sync::{Condvar, Mutex, PoisonError};

/// Files that are read and not yet written.
pub(super) struct Ahead {
    most: usize,
    written: Mutex<usize>,
    moved: Condvar,
}

/// While this lives, somebody writes.
pub(super) struct Writing<'a>(&'a Ahead);

impl Ahead {
    /// At most so many files, one or more.
    pub(super) fn of(most: usize) -> Self {
        Self { most: most.max(1), written: Mutex::default(), moved: Condvar::new() }
    }

    /// Waits until the file at a place of the writer's order may begin.
    pub(super) fn wait_for(&self, place: usize) {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let is_far = |written: &mut usize| place >= written.saturating_add(self.most);
        drop(self.moved.wait_while(written, is_far).unwrap_or_else(PoisonError::into_inner));
    }

    /// Somebody writes from now on.
    pub(super) fn writing(&self) -> Writing<'_> {
        Writing(self)
    }

    fn set(&self, change: impl FnOnce(usize) -> usize) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        *written = change(*written);
        self.moved.notify_all();
    }
}

impl Writing<'_> {
    /// The next file is written.
    pub(super) fn one_more(&self) {
        self.0.set(|written| written.saturating_add(1));
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.0.set(|_| usize::MAX);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_file_begins_when_few_are_ahead_of_it_or_nobody_writes() {
        let (ahead, (begun, told)) = (Ahead::of(2), channel());
        std::thread::scope(|scope| {
            let writing = ahead.writing();
            for place in 0..6 {
                let (ahead, begun) = (&ahead, begun.clone());
                scope.spawn(move || {
                    ahead.wait_for(place);
                    begun.send((place, *ahead.written.lock().unwrap())).unwrap();
                });
            }
            let next = |count| {
                let one = |_| {
                    let (place, written): (usize, usize) = told.recv().unwrap();
                    assert!(place < written.saturating_add(2), "file {place} began when {written} were written");
                    place
                };
                let mut places: Vec<usize> = (0..count).map(one).collect();
                places.sort_unstable();
                places
            };
            assert_eq!(next(2), [0, 1]);
            writing.one_more();
            assert_eq!(next(1), [2]);
            writing.one_more();
            assert_eq!(next(1), [3]);
            assert!(told.try_recv().is_err(), "two are ahead");
            drop(writing);
            assert_eq!(next(2), [4, 5]);
        });
    }
}
