//! The staging folder: where a set is written, and how it gets to its place. Takes an output root, a job and a
//! period; hands on the folder `root/<job>/<through>`, whole and synced, or nothing. One run at a time holds a
//! root, by a lock on a file in it. Refuses to touch a former set before the new one is complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::model::balance::Balances;
use crate::model::fact::SinkError;
use crate::model::finding::Problem;
use crate::model::names::Names;
use crate::model::table::Report;

use super::folder::Folder;
use super::lock::lock;
use super::manifest::{self, HashedFile, MANIFEST, Manifest, RUN_LOG, RunLog, files_below};
use super::trouble::{name_unfit, not_swapped, not_writable, not_written};
use super::{FactOptions, FactsWriter, Wording, WorkbookMeta, balances, former, page, tables, workbook};

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
    folder: Folder,
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
        let folder = Folder::at(&staging);
        Ok(Self { folder, place: Place { root: root.to_owned(), job, through, staging, _lock: lock } })
    }

    /// Opens `fakta.parquet`, anew if it was opened before. The pool's threads compress it; without one the caller's does.
    pub fn facts<'a>(
        &'a self,
        names: &'a Names,
        options: FactOptions,
        pool: Option<Arc<ThreadPool>>,
    ) -> Result<FactsWriter<'a>, SinkError> {
        FactsWriter::discard(&self.folder)?;
        FactsWriter::create(&self.folder, names, options, pool)
    }

    /// Writes `saldon.parquet`.
    pub fn balances(&self, balances: &Balances, names: &Names) -> Result<(), SinkError> {
        balances::write(&self.folder, balances, names)
    }

    /// Writes every table as CSV and Parquet.
    pub fn tables(&self, report: &Report) -> Result<(), SinkError> {
        tables::write(&self.folder, report)
    }

    /// Writes the tables, the workbook and the page, side by side where there are threads.
    pub fn report(&self, report: &Report, wording: &dyn Wording, meta: &WorkbookMeta) -> Result<(), SinkError> {
        if !is_fit(&meta.file_name) {
            return Err(SinkError::Output(name_unfit(&meta.file_name)));
        }
        let folder = &self.folder;
        let (workbook, (tables, page)) = rayon::join(
            || workbook::write(folder, report, wording, meta),
            || rayon::join(|| self.tables(report), || page::write(folder, report, wording, meta)),
        );
        tables.and(workbook).and(page)
    }

    /// Hashes all that was written and writes `manifest.json` over it.
    pub fn seal(self, manifest: &Manifest) -> Result<Sealed, SinkError> {
        let folder = &self.folder;
        let unreadable = |e: &io::Error| SinkError::Output(not_writable(folder.path(), e));
        let files = files_below(folder.path()).map_err(|e| unreadable(&e))?;
        let outputs =
            files.into_par_iter().map(|(name, path)| folder.hashed(name, &path)).collect::<io::Result<Vec<_>>>();
        let outputs = outputs.map_err(|e| unreadable(&e))?;
        let json = manifest::manifest_json(manifest, &outputs).map_err(|e| not_written(MANIFEST, e))?;
        let mut out = folder.create(MANIFEST).map_err(|e| not_written(MANIFEST, e))?;
        out.write_all(&json).map_err(|e| not_written(MANIFEST, e))?;
        let own = folder.hashed(MANIFEST.to_owned(), &folder.path().join(MANIFEST)).map_err(|e| unreadable(&e))?;
        Ok(Sealed { place: self.place, outputs, manifest: own })
    }
}

impl Sealed {
    /// The files that the manifest seals, by path.
    pub fn outputs(&self) -> &[HashedFile] {
        &self.outputs
    }

    /// Writes the run log, syncs every file and folder, and puts the set in its place. A former set goes first
    /// aside, and comes back if the new one cannot take its place.
    pub fn commit(self, log: &RunLog) -> Result<Published, Box<Problem>> {
        let Place { root, job, through, staging, .. } = &self.place;
        let inside = |e: io::Error| not_writable(staging, &e);
        let json = manifest::log_json(log, &self.manifest.sha256).map_err(|e| inside(e.into()))?;
        File::create_new(staging.join(RUN_LOG)).and_then(|mut out| out.write_all(&json)).map_err(inside)?;
        sync_all(staging).map_err(inside)?;
        let target = root.join(job).join(through);
        let aside = root.join(ASIDE).join(job).join(through);
        for parent in [target.parent(), aside.parent()].into_iter().flatten() {
            fs::create_dir_all(parent).map_err(|e| not_writable(parent, &e))?;
        }
        if exists(&target) && !target.is_dir() {
            return Err(not_writable(&target, &io::Error::from(io::ErrorKind::NotADirectory)));
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

/// Every file and folder of the set to the disk, innermost first.
fn sync_all(folder: &Path) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    // Side by side: a disk writes many files out in one go.
    entries.into_par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())
        } else {
            OpenOptions::new().write(true).open(entry.path())?.sync_all()
        }
    })?;
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scratch, Words, manifest, meta, publish, report};
    use super::super::manifest::hashed;
    use super::*;

    fn problem(result: Result<Staging, Box<Problem>>) -> &'static str {
        result.err().map_or("none", |problem| problem.id)
    }

    /// All files of a root with their contents, by path.
    fn contents(root: &Path) -> Vec<(String, Vec<u8>)> {
        let files = files_below(root).unwrap().into_iter();
        files.map(|(name, path)| (name, fs::read(path).unwrap())).collect()
    }

    #[test]
    fn two_runs_give_the_same_bytes_and_leave_nothing_else() {
        let (one, two) = (Scratch::new(), Scratch::new());
        for root in [one.path(), two.path()] {
            let published = publish(root, &report());
            assert_eq!(published, Published { folder: root.join("jobb/2022-T2"), kept: None });
        }
        let all = contents(one.path());
        assert!(all == contents(two.path()));
        let names: Vec<&str> = all.iter().map(|(name, _)| &**name).collect();
        let set = [
            "korlogg.json",
            "manifest.json",
            "rapport.html",
            "tabeller/aktiviteter.csv",
            "tabeller/aktiviteter.parquet",
            "uppfoljning.xlsx",
        ];
        assert_eq!(names[0], LOCK);
        assert_eq!(names[1..], set.map(|name| format!("jobb/2022-T2/{name}")));
        assert_eq!(fs::read_dir(one.path()).unwrap().count(), 2);
    }

    #[test]
    fn the_manifest_lists_every_file_but_itself_and_the_log() {
        let scratch = Scratch::new();
        let folder = publish(scratch.path(), &report()).folder;
        let json: serde_json::Value = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).unwrap()).unwrap();
        let outputs = json["outputs"].as_array().unwrap();
        assert_eq!(outputs.len(), 4);
        for output in outputs {
            let name = output["name"].as_str().unwrap().to_owned();
            let again = hashed(name.clone(), &folder.join(&name)).unwrap();
            assert_eq!(
                (output["sha256"].as_str(), output["bytes"].as_u64()),
                (Some(&*again.sha256), Some(again.bytes))
            );
        }
        let log: serde_json::Value = serde_json::from_slice(&fs::read(folder.join(RUN_LOG)).unwrap()).unwrap();
        assert_eq!(log["manifest_sha256"], hashed(String::new(), &folder.join(MANIFEST)).unwrap().sha256);
        fs::write(scratch.path().join("abc"), "abc").unwrap();
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hashed(String::new(), &scratch.path().join("abc")).unwrap().sha256, known);
    }

    #[test]
    fn a_held_root_is_a_problem_and_is_free_afterwards() {
        let scratch = Scratch::new();
        let held = Staging::begin(scratch.path(), "jobb", "2022-T2").unwrap();
        assert_eq!(problem(Staging::begin(scratch.path(), "annat", "2022")), "output-locked");
        drop(held);
        assert_eq!(problem(Staging::begin(scratch.path(), "annat", "2022")), "none");
    }

    #[test]
    fn a_run_that_stops_leaves_the_former_set_as_it_was() {
        let scratch = Scratch::new();
        publish(scratch.path(), &report());
        let before = contents(scratch.path());
        let staging = Staging::begin(scratch.path(), "jobb", "2022-T2").unwrap();
        staging.report(&report(), &Words, &meta()).unwrap();
        drop(staging);
        assert!(before == contents(scratch.path()));
        let staging = Staging::begin(scratch.path(), "jobb", "2022-T2").unwrap();
        drop(staging.seal(&manifest()).unwrap());
        assert!(before == contents(scratch.path()));
    }

    #[test]
    fn a_former_set_is_replaced_whole_but_a_persons_work_is_kept() {
        let scratch = Scratch::new();
        publish(scratch.path(), &report());
        let mut smaller = report();
        smaller.tables.clear();
        smaller.sheets[0].tables.clear();
        smaller.document.blocks.clear();
        let published = publish(scratch.path(), &smaller);
        assert_eq!(published.kept, None);
        assert!(!published.folder.join("tabeller/aktiviteter.csv").exists());
        fs::write(published.folder.join("~$uppfoljning.xlsx"), "låst").unwrap();
        assert_eq!(publish(scratch.path(), &report()).kept, None);
        fs::write(published.folder.join("uppfoljning.xlsx"), "ifylld").unwrap();
        let kept = publish(scratch.path(), &report()).kept.unwrap();
        assert_eq!(kept, scratch.path().join("jobb/2022-T2-sparad-1"));
        assert_eq!(fs::read(kept.join("uppfoljning.xlsx")).unwrap(), b"ifylld");
        fs::write(published.folder.join("anteckningar.txt"), "mina").unwrap();
        assert_eq!(publish(scratch.path(), &report()).kept, Some(scratch.path().join("jobb/2022-T2-sparad-2")));
    }

    #[test]
    fn a_failed_rename_puts_the_former_set_back() {
        let scratch = Scratch::new();
        let (target, aside) = (scratch.path().join("mal"), scratch.path().join("undan"));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("f"), "förra").unwrap();
        assert!(swap(&scratch.path().join("saknas"), &target, &aside).is_err());
        assert_eq!(fs::read_to_string(target.join("f")).unwrap(), "förra");
        assert!(!exists(&aside));
    }

    #[test]
    fn what_a_dead_run_left_is_set_right() {
        let scratch = Scratch::new();
        let root = scratch.path();
        // One died while writing, one between its two renames, one before it had cleared away.
        fs::create_dir_all(root.join(STAGING).join("tabeller")).unwrap();
        publish(root, &report());
        fs::create_dir_all(root.join(ASIDE).join("jobb")).unwrap();
        fs::rename(root.join("jobb/2022-T2"), root.join(ASIDE).join("jobb/2022-T2")).unwrap();
        drop(Staging::begin(root, "jobb", "2022").unwrap());
        assert!(root.join("jobb/2022-T2/manifest.json").exists() && !exists(&root.join(ASIDE)));
        fs::create_dir_all(root.join(ASIDE).join("jobb/2022-T2")).unwrap();
        drop(Staging::begin(root, "jobb", "2022").unwrap());
        assert!(root.join("jobb/2022-T2/manifest.json").exists() && !exists(&root.join(ASIDE)));
        assert!(!exists(&root.join(STAGING)));
    }

    #[test]
    fn names_that_lead_elsewhere_and_roots_that_are_files_are_problems() {
        let scratch = Scratch::new();
        for name in ["", "..", "a/b", "a\\b", "C:x", ".dold", "a\n", "slut."] {
            assert_eq!(problem(Staging::begin(scratch.path(), name, "2022")), "output-name-unfit", "{name}");
        }
        let file = scratch.path().join("fil");
        fs::write(&file, "").unwrap();
        assert_eq!(problem(Staging::begin(&file, "jobb", "2022")), "output-not-writable");
    }
}
