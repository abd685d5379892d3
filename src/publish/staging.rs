//! The staging folder: where a set is written, and how it gets to its place. Takes an output root, a job and a
//! period; hands on the folder `root/<job>/<through>`, whole and synced, or nothing. One run at a time holds a
//! root, by a lock on a file in it. Refuses to touch a former set before the new one is complete.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::model::balance::Balances;
use crate::model::fact::SinkError;
use crate::model::finding::Problem;
use crate::model::names::Names;
use crate::model::table::Report;

use super::manifest::{self, HashedFile, MANIFEST, Manifest, RUN_LOG, RunLog, files_below, hashed};
use super::trouble::{locked, name_unfit, not_swapped, not_writable, not_written};
use super::{FactOptions, FactsWriter, Wording, WorkbookMeta, balances, former, tables, workbook};

const LOCK: &str = ".tertial.lock";
const STAGING: &str = ".tertial-staging";
/// Where a former set stands while the new one is renamed into its place: `<job>/<through>` below it, so that the
/// next run can put it back if this one dies between the two renames.
const ASIDE: &str = ".tertial-aside";

/// Holds the root's lock and the staging folder; dropping it removes the folder, then frees the lock.
struct Place {
    root: PathBuf,
    job: String,
    through: String,
    staging: PathBuf,
    /// Freed when dropped.
    _lock: File,
}

/// A set being written.
pub struct Staging {
    place: Place,
}

/// A set that is complete and hashed; nothing more can be written into it.
pub struct Sealed {
    place: Place,
    outputs: Vec<HashedFile>,
    manifest: HashedFile,
}

/// Where the set stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// `root/<job>/<through>`.
    pub folder: PathBuf,
    /// The former set, where a person had changed or added files in it.
    pub kept: Option<PathBuf>,
}

impl Staging {
    /// Makes and locks the root, sets right what a dead run left, and opens an empty staging folder in it.
    pub fn begin(root: &Path, job: &str, through: &str) -> Result<Self, Box<Problem>> {
        if let Some(unfit) = [job, through].into_iter().find(|name| !is_fit(name)) {
            return Err(name_unfit(unfit));
        }
        fs::create_dir_all(root).map_err(|e| not_writable(root, &e))?;
        let lock = lock(&root.join(LOCK))?;
        set_right(root).map_err(|e| not_writable(root, &e))?;
        let staging = root.join(STAGING);
        fs::create_dir(&staging).map_err(|e| not_writable(&staging, &e))?;
        let (job, through) = (job.to_owned(), through.to_owned());
        Ok(Self { place: Place { root: root.to_owned(), job, through, staging, _lock: lock } })
    }

    /// Opens `fakta.parquet`.
    pub fn facts<'a>(&'a self, names: &'a Names, options: FactOptions) -> Result<FactsWriter<'a>, SinkError> {
        FactsWriter::create(&self.place.staging, names, options)
    }

    /// Writes `saldon.parquet`.
    pub fn balances(&self, balances: &Balances, names: &Names) -> Result<(), SinkError> {
        balances::write(&self.place.staging, balances, names)
    }

    /// Writes every table as CSV and Parquet, and the workbook.
    pub fn report(&self, report: &Report, wording: &dyn Wording, meta: &WorkbookMeta) -> Result<(), SinkError> {
        if !is_fit(&meta.file_name) {
            return Err(SinkError::Output(name_unfit(&meta.file_name)));
        }
        tables::write(&self.place.staging, report)?;
        workbook::write(&self.place.staging, report, wording, meta)
    }

    /// Hashes all that was written and writes `manifest.json` over it.
    pub fn seal(self, manifest: &Manifest) -> Result<Sealed, SinkError> {
        let folder = &self.place.staging;
        let unreadable = |e: &io::Error| SinkError::Output(not_writable(folder, e));
        let files = files_below(folder).map_err(|e| unreadable(&e))?;
        let outputs = files.into_iter().map(|(name, path)| hashed(name, &path)).collect::<io::Result<Vec<_>>>();
        let outputs = outputs.map_err(|e| unreadable(&e))?;
        let json = manifest::manifest_json(manifest, &outputs).map_err(|e| not_written(MANIFEST, e))?;
        write_file(&folder.join(MANIFEST), &json).map_err(|e| not_written(MANIFEST, e))?;
        let own = hashed(MANIFEST.to_owned(), &folder.join(MANIFEST)).map_err(|e| unreadable(&e))?;
        Ok(Sealed { place: self.place, outputs, manifest: own })
    }
}

impl Sealed {
    /// The files that the manifest seals, by path.
    pub fn outputs(&self) -> &[HashedFile] {
        &self.outputs
    }

    /// The manifest itself.
    pub fn manifest(&self) -> &HashedFile {
        &self.manifest
    }

    /// Writes the run log, syncs every file and folder, and puts the set in its place. A former set goes first
    /// aside, and comes back if the new one cannot take its place.
    pub fn commit(self, log: &RunLog) -> Result<Published, Box<Problem>> {
        let Place { root, job, through, staging, .. } = &self.place;
        let inside = |e: io::Error| not_writable(staging, &e);
        let json = manifest::log_json(log, &self.manifest.sha256).map_err(|e| inside(e.into()))?;
        write_file(&staging.join(RUN_LOG), &json).map_err(inside)?;
        sync_all(staging).map_err(inside)?;
        let target = root.join(job).join(through);
        let aside = root.join(ASIDE).join(job).join(through);
        for parent in [target.parent(), aside.parent()].into_iter().flatten() {
            fs::create_dir_all(parent).map_err(|e| not_writable(parent, &e))?;
        }
        swap(staging, &target, &aside).map_err(|e| not_swapped(&target, &e))?;
        for folder in [&root.join(job), root] {
            sync_folder(folder).map_err(|e| not_writable(folder, &e))?;
        }
        // The new set stands. What can't be cleared away now, the next run clears.
        let kept = if exists(&aside) { former::dispose(&aside, &target).ok().flatten() } else { None };
        remove_empty(&root.join(ASIDE));
        Ok(Published { folder: target, kept })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A commit has renamed it away. Nobody is left to tell if it can't be removed: the next run tries again.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Whether a name can be that of a file or folder on any system, and of no other place.
pub(super) fn is_fit(name: &str) -> bool {
    let forbidden = |c: char| c.is_control() || ['/', '\\', ':', '*', '?', '"', '<', '>', '|'].contains(&c);
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.contains(forbidden)
}

fn lock(path: &Path) -> Result<File, Box<Problem>> {
    let open = OpenOptions::new().create(true).write(true).truncate(false).open(path);
    let file = open.map_err(|e| not_writable(path, &e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(locked(path)),
        Err(TryLockError::Error(e)) => Err(not_writable(path, &e)),
    }
}

/// Clears what a dead run left: its staging folder, and a former set that it had put aside, which goes back where
/// the dead run did not get to put its own.
fn set_right(root: &Path) -> io::Result<()> {
    let staging = root.join(STAGING);
    if exists(&staging) {
        fs::remove_dir_all(staging)?;
    }
    let aside = root.join(ASIDE);
    if !exists(&aside) {
        return Ok(());
    }
    for job in fs::read_dir(&aside)? {
        let job = job?;
        for set in fs::read_dir(job.path())? {
            let set = set?;
            let target = root.join(job.file_name()).join(set.file_name());
            if exists(&target) {
                former::dispose(&set.path(), &target)?;
            } else {
                fs::rename(set.path(), target)?;
            }
        }
    }
    remove_empty(&aside);
    Ok(())
}

/// Removes the folders of jobs that have nothing left aside; one that still holds a set stays.
fn remove_empty(aside: &Path) {
    for job in fs::read_dir(aside).into_iter().flatten().flatten() {
        let _ = fs::remove_dir(job.path());
    }
    let _ = fs::remove_dir(aside);
}

/// Renames `new` to `target`; what stood there is at `aside` afterwards. On failure all is as before.
fn swap(new: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    let former = exists(target);
    if former {
        fs::rename(target, aside)?;
    }
    let Err(error) = fs::rename(new, target) else { return Ok(()) };
    if former {
        fs::rename(aside, target)?;
    }
    Err(error)
}

/// Whether anything stands there, be it a dangling link.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create_new(path)?.write_all(bytes)
}

/// Every file and folder of the set to the disk, innermost first.
fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        } else {
            OpenOptions::new().write(true).open(entry.path())?.sync_all()?;
        }
    }
    sync_folder(folder)
}

/// A folder's entries to the disk. Only Unix lets a folder be opened for it, and some network disks refuse.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}
