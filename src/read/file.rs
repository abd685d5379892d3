//! A file's bytes. Takes a path, hands on what stands there as one whole; refuses a folder, a pipe, a lock file, a file
//! over the limit, and one that changes while it is read.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

use crate::model::finding::{Place, Problem, text};
use crate::pipeline::ReadLimits;

use super::over;

/// A file in memory, before anything is known of it.
#[derive(Clone)]
pub struct Contents {
    /// The name that messages use.
    pub(super) name: String,
    /// The name's ending, in lower case.
    pub(super) ending: String,
    pub(super) bytes: Vec<u8>,
}

/// What tells that a file is not what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

impl From<Metadata> for Stamp {
    fn from(metadata: Metadata) -> Self {
        Self { length: metadata.len(), changed: metadata.modified().ok() }
    }
}

impl Contents {
    /// Bytes that stand in no file, with the ending that a file of theirs would have.
    pub fn of_bytes(name: &str, ending: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), ending: ending.to_owned(), bytes }
    }

    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes as they stand in the file, so that what is hashed is what is read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn place(&self) -> Place {
        Place { file: Some(self.name.clone()), ..Place::default() }
    }
}

/// Reads a whole file.
pub fn load(path: &Path, name: &str, limits: &ReadLimits) -> Result<Contents, Problem> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let about = |id: &'static str| Problem::new(id, vec![("path", text(name))]).in_place(place.clone());
    if file_name.starts_with("~$") || file_name.starts_with(".~lock.") {
        return Err(about("lock-file"));
    }
    let failed = |e: std::io::Error| {
        let id = if e.kind() == ErrorKind::NotFound { "file-not-found" } else { "unreadable-file" };
        let shown = path.to_string_lossy().into_owned();
        Problem::new(id, vec![("path", text(shown)), ("detail", text(e.to_string()))]).in_place(place.clone())
    };
    // Asked before the file is opened: opening a pipe would wait for someone to write to it.
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(about("is-a-folder"));
    }
    if !metadata.is_file() {
        return Err(about("not-a-file"));
    }
    let file = File::open(path).map_err(failed)?;
    let before = Stamp::from(file.metadata().map_err(failed)?);
    let most = limits.file_bytes;
    if before.length > most {
        return Err(over("file-size", most / 1_000_000, "file-megabytes").in_place(place));
    }
    let bytes = whole(file, before, most, || std::fs::metadata(path).map(Stamp::from)).map_err(failed)?;
    let bytes = bytes.ok_or_else(|| about("file-changed"))?;
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    Ok(Contents { name: name.to_owned(), ending, bytes })
}

/// All bytes, unless there are more or fewer than the file had, or its stamp is another afterwards.
fn whole(
    file: impl Read,
    before: Stamp,
    most: u64,
    after: impl FnOnce() -> std::io::Result<Stamp>,
) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let same = u64::try_from(bytes.len()).is_ok_and(|read| read == before.length) && after()? == before;
    Ok(same.then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(length: u64) -> Stamp {
        Stamp { length, changed: Some(SystemTime::UNIX_EPOCH) }
    }

    #[test]
    fn a_file_that_grows_shrinks_or_is_rewritten_while_it_is_read_is_refused() {
        let read = |length: u64, after: Stamp| whole(&b"abc"[..], stamp(length), 10, || Ok(after)).expect("it reads");
        assert_eq!(read(3, stamp(3)), Some(b"abc".to_vec()));
        assert_eq!(read(2, stamp(3)), None, "it grew");
        assert_eq!(read(4, stamp(3)), None, "it shrank");
        let later =
            Stamp { changed: SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(1)), ..stamp(3) };
        assert_eq!(read(3, later), None, "it was written anew");
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_is_read() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let limits = ReadLimits { file_bytes: 10, ..ReadLimits::default() };
        let refused = load(&path, "Cargo.toml", &limits).map(|_| ()).expect_err("it is longer");
        assert_eq!((refused.id, refused.place.file.as_deref()), ("read-limit", Some("Cargo.toml")));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_without_waiting() {
        let folder = std::env::temp_dir().join(format!("tertial-pipe-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let pipe = folder.join("utdrag.csv");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
        assert!(made.success());
        let refused = load(&pipe, "utdrag.csv", &ReadLimits::default()).map(|_| ()).expect_err("a pipe");
        std::fs::remove_dir_all(&folder).ok();
        assert_eq!(refused.id, "not-a-file");
    }
}
