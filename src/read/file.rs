//! A file's bytes. Takes a path, hands on what stands there, as one whole or its head first and then the rest as it is
//! asked for, with the sum that tells it from others; refuses a folder, a pipe, a lock file, a file over the limit, and
//! one that changes while it is read.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::model::digest::{Digest, Sum};
use crate::model::finding::{Place, Problem, Value, refused, text};
use crate::pipeline::ReadLimits;

use super::over;

/// So much of a file is read before it is decided how to read the rest.
const HEAD: u64 = 1 << 20;

/// A file in memory, before anything is known of it.
#[derive(Clone)]
pub struct Contents {
    /// The name that messages use.
    pub(super) name: String,
    /// The name's ending, in lower case.
    pub(super) ending: String,
    /// Shared by all that read them: a file is in memory once.
    pub(super) bytes: Arc<Vec<u8>>,
}

/// What of an open file has not been read yet.
pub(super) struct Rest {
    path: PathBuf,
    name: String,
    file: File,
    pub(super) before: Stamp,
    most: u64,
    /// Of all that was read.
    pub(super) sum: Sum,
}

/// What tells that a file is not what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
    /// When anything of it was changed, its other times too: no program sets that back.
    touched: Option<(i64, i64)>,
}

impl From<Metadata> for Stamp {
    fn from(metadata: Metadata) -> Self {
        Self { length: metadata.len(), changed: metadata.modified().ok(), touched: touched(&metadata) }
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
fn touched(metadata: &Metadata) -> Option<(i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.ctime(), metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn touched(_: &Metadata) -> Option<(i64, i64)> {
    None
}

impl Contents {
    /// Bytes that stand in no file, with the ending that a file of theirs would have.
    pub fn of_bytes(name: &str, ending: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), ending: ending.to_owned(), bytes: Arc::new(bytes) }
    }

    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes as they stand in the file, so that what is hashed is what is read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, as a place.
    pub fn place(&self) -> Place {
        Place { file: Some(self.name.clone()), ..Place::default() }
    }
}

impl Rest {
    /// Reads up to so many bytes more onto the end of others; fewer only where the file ends. What stands there must
    /// then be what stood there at first.
    pub(super) fn read(&mut self, wanted: usize, onto: &mut Vec<u8>) -> Result<bool, Problem> {
        let start = onto.len();
        let read = (&mut self.file).take(wanted as u64).read_to_end(onto).map_err(|e| self.failed(&e))?;
        self.sum.add(onto.get(start..).unwrap_or_default());
        if self.sum.bytes() > self.most {
            return Err(over("file-size", self.most / 1_000_000, "file-megabytes").in_place(self.place()));
        }
        let ended = read < wanted;
        let same = || std::fs::metadata(&self.path).map(Stamp::from).map_err(|e| self.failed(&e));
        if ended && (self.sum.bytes() != self.before.length || same()? != self.before) {
            return Err(changed(&self.name));
        }
        Ok(ended)
    }

    fn failed(&self, error: &std::io::Error) -> Problem {
        failed(&self.path, &self.name, error)
    }

    fn place(&self) -> Place {
        Place { file: Some(self.name.clone()), ..Place::default() }
    }
}

/// A file that is not what it was.
pub(super) fn changed(name: &str) -> Problem {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    Problem::new("file-changed", vec![("path", text(name))]).in_place(place)
}

fn failed(path: &Path, name: &str, error: &std::io::Error) -> Problem {
    let id = if error.kind() == ErrorKind::NotFound { "file-not-found" } else { "unreadable-file" };
    let shown = path.to_string_lossy().into_owned();
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    Problem::new(id, vec![("path", text(shown)), ("detail", refused(error))]).in_place(place)
}

/// A file that is named as a workbook and starts as none.
pub(super) fn no_workbook(contents: &Contents) -> Problem {
    let detail = Value::Cause { name: "no-workbook", said: String::new() };
    Problem::new("not-a-workbook", vec![("path", text(&contents.name)), ("detail", detail)]).in_place(contents.place())
}

/// Reads a whole file.
pub fn load(path: &Path, name: &str, limits: &ReadLimits) -> Result<Contents, Problem> {
    let (mut contents, mut rest) = begin(path, name, limits)?;
    if let Some(rest) = &mut rest {
        rest.read(usize::MAX, Arc::make_mut(&mut contents.bytes))?;
    }
    Ok(contents)
}

/// The head of a file, and the rest of it where it has more.
pub(super) fn begin(path: &Path, name: &str, limits: &ReadLimits) -> Result<(Contents, Option<Rest>), Problem> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let about = |id: &'static str| Problem::new(id, vec![("path", text(name))]).in_place(place.clone());
    if file_name.starts_with("~$") || file_name.starts_with(".~lock.") {
        return Err(about("lock-file"));
    }
    let fail = |e: std::io::Error| failed(path, name, &e);
    // Asked before the file is opened: opening a pipe would wait for someone to write to it.
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(about("is-a-folder"));
    }
    if !metadata.is_file() {
        return Err(about("not-a-file"));
    }
    let file = File::open(path).map_err(fail)?;
    let before = Stamp::from(file.metadata().map_err(fail)?);
    let most = limits.file_bytes;
    if before.length > most {
        return Err(over("file-size", most / 1_000_000, "file-megabytes").in_place(place));
    }
    let mut rest = Rest { path: path.to_owned(), name: name.to_owned(), file, before, most, sum: Sum::default() };
    let mut bytes = Vec::new();
    // One byte more than the file has: so that a file that ends here is known to.
    let wanted = usize::try_from(before.length.saturating_add(1).min(HEAD)).unwrap_or(usize::MAX);
    let ended = rest.read(wanted, &mut bytes)?;
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    Ok((Contents::of_bytes(name, &ending, bytes), (!ended).then_some(rest)))
}

/// The digest of a file, read to its end.
pub fn digest(path: &Path, name: &str, limits: &ReadLimits) -> Result<Digest, Problem> {
    let (mut head, mut rest) = begin(path, name, limits)?;
    loop {
        let Some(more) = &mut rest else { return Ok(Digest::of(&head.bytes)) };
        let bytes = Arc::make_mut(&mut head.bytes);
        bytes.clear();
        if more.read(1 << 20, bytes)? {
            return Ok(rest.map_or_else(|| Digest::of(&[]), |rest| rest.sum.finish()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_grows_shrinks_or_is_rewritten_while_it_is_read_is_refused() {
        let path = std::env::temp_dir().join(format!("tertial-changing-{}", std::process::id()));
        std::fs::write(&path, "abc").expect("written");
        let now = Stamp::from(std::fs::metadata(&path).expect("a file"));
        let read = |before: Stamp| {
            let file = File::open(&path).expect("it opens");
            let (path, name) = (path.clone(), "f".to_owned());
            let mut rest = Rest { path, name, file, before, most: 10, sum: Sum::default() };
            let mut bytes = Vec::new();
            let ended = rest.read(8, &mut bytes).map_err(|problem| problem.id)?;
            Ok((ended, bytes, rest.sum.finish().bytes))
        };
        assert_eq!(read(now), Ok((true, b"abc".to_vec(), 3)));
        assert_eq!(read(Stamp { length: 2, ..now }), Err("file-changed"), "it grew");
        assert_eq!(read(Stamp { length: 4, ..now }), Err("file-changed"), "it shrank");
        let earlier = Some(SystemTime::UNIX_EPOCH);
        assert_eq!(read(Stamp { changed: earlier, ..now }), Err("file-changed"), "it was written anew");
        // Written anew with as many bytes, and its time set back, as `cp -p` and its like do.
        let time = std::fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("it has a time");
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&path, "abd").expect("written");
        File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("a time can be set");
        let told = if cfg!(unix) { Err("file-changed") } else { Ok((true, b"abd".to_vec(), 3)) };
        assert_eq!(read(now), told);
        std::fs::remove_file(&path).ok();
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
