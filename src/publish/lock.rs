//! The lock of an output root: one run at a time. Takes the lock file's path, hands on the file that holds the lock until it
//! is dropped; refuses to wait for another run.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::model::finding::Problem;

use super::trouble::{locked, not_writable};

/// A lock that is just being let go is waited for, half a second in all: a process that was forked while its parent held the
/// lock holds it until it has become its own program.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);

/// Holds the lock, or says who can't have it.
pub(super) fn lock(path: &Path) -> Result<File, Box<Problem>> {
    let open = OpenOptions::new().create(true).write(true).truncate(false).open(path);
    let file = open.map_err(|e| not_writable(path, &e))?;
    match try_lock(&file, TRIES) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(locked(path)),
        Err(TryLockError::Error(e)) => Err(not_writable(path, &e)),
    }
}

fn try_lock(file: &File, tries: u32) -> Result<(), TryLockError> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) if tries > 0 => {
            std::thread::sleep(PAUSE);
            try_lock(file, tries - 1)
        }
        result => result,
    }
}
