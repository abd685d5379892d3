//! A folder of a test's own, and ways to run tertial in it: as a library call and as the built binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use tertial::model::period::Through;
use tertial::publish::RunLog;
use tertial::run::{self, Observer, Options, Outcome, RunError, Silent};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder that is removed when the test is done.
pub(crate) struct Workdir {
    root: PathBuf,
}

impl Workdir {
    /// A fresh folder under cargo's own for tests.
    pub(crate) fn new(name: &str) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&root).expect("the test folder can be made");
        Self { root }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// Writes a file, making its folders.
    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root.join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        std::fs::write(&path, contents).expect("the file can be written");
        path
    }

    /// Runs a job of this folder in the test's own process.
    pub(crate) fn run(&self, job: &Path, through: &str) -> Result<Outcome, RunError> {
        self.run_watched(job, &self.options(through), &Silent)
    }

    pub(crate) fn run_watched(
        &self,
        job: &Path,
        options: &Options,
        observer: &dyn Observer,
    ) -> Result<Outcome, RunError> {
        assert!(options.out.starts_with(&self.root), "a test publishes in its own folder");
        run::run(job, options, observer)
    }

    /// Options that publish under `out` of this folder.
    pub(crate) fn options(&self, through: &str) -> Options {
        Options {
            through: Through::parse(through).expect("a test's period is right"),
            as_of: None,
            out: self.root.join("out"),
            threads: 2,
            batch_bytes: run::BATCH_BYTES,
            log: RunLog::default(),
            clock: || "2000-01-01T00:00:00Z".to_owned(),
        }
    }

    /// Runs the built binary in this folder.
    pub(crate) fn tertial(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tertial"));
        command.current_dir(&self.root).args(arguments).env_remove("NO_COLOR").output().expect("the binary runs")
    }
}

impl Drop for Workdir {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.root).ok();
    }
}

/// A file of the repository.
pub(crate) fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What a process wrote, as text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
