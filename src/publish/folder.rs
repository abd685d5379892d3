//! The folder that a set is written into. Takes files' names and their bytes as they come, hands on the files and what
//! the contents of each are: they need not be read again to be sealed. Refuses a name that is taken.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::digest::Sum;

use super::manifest::{HashedFile, hashed};

/// A folder and what was written into it.
pub(super) struct Folder {
    path: PathBuf,
    written: Mutex<HashMap<String, Shared>>,
}

/// The digest under way of a file that may still grow.
type Shared = Arc<Mutex<Sum>>;

/// A file of the folder; whatever is written into it is summed.
pub(super) struct Summed {
    file: File,
    sum: Shared,
}

impl Folder {
    /// One that is there.
    pub(super) fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), written: Mutex::default() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A new file, by its path below the folder with `/` between folders.
    pub(super) fn create(&self, name: &str) -> io::Result<Summed> {
        let file = File::create_new(self.path.join(name))?;
        let sum = Shared::default();
        held(&self.written).insert(name.to_owned(), Arc::clone(&sum));
        Ok(Summed { file, sum })
    }

    /// What the contents of a file below the folder are: as they were written, or read again where that is not known or
    /// the file is not as long.
    pub(super) fn hashed(&self, name: String, path: &Path) -> io::Result<HashedFile> {
        let known = held(&self.written).get(&name).map(|sum| held(sum).clone());
        match known {
            Some(sum) if sum.bytes() == path.metadata()?.len() => Ok(HashedFile::with(name, sum.finish())),
            _ => hashed(name, path),
        }
    }
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        held(&self.sum).add(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Nothing is left half-done by a thread that panics with it in hand.
fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Scratch;
    use super::*;

    #[test]
    fn a_file_is_what_was_written_unless_it_has_another_length() {
        let scratch = Scratch::new();
        let folder = scratch.folder();
        let hashed = |name: &str| folder.hashed(name.to_owned(), &folder.path().join(name)).unwrap();
        let mut out = folder.create("a").unwrap();
        out.write_all(b"ab").unwrap();
        let grown = hashed("a");
        out.write_all(b"c").unwrap();
        std::fs::write(folder.path().join("b"), "abc").unwrap();
        let [whole, other] = ["a", "b"].map(hashed);
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((&*whole.sha256, whole.bytes, &*other.sha256), (known, 3, known));
        assert_eq!(grown, HashedFile::of_bytes("a", b"ab"));
        // Someone else has added to it.
        std::fs::write(folder.path().join("a"), "abcd").unwrap();
        assert_eq!(hashed("a"), HashedFile::of_bytes("a", b"abcd"));
        assert!(folder.create("a").is_err_and(|e| e.kind() == io::ErrorKind::AlreadyExists));
        // A file that is begun anew begins with nothing.
        std::fs::remove_file(folder.path().join("a")).unwrap();
        folder.create("a").unwrap().write_all(b"x").unwrap();
        assert_eq!(hashed("a"), HashedFile::of_bytes("a", b"x"));
    }
}
