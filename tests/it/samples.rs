//! The runs of the sample jobs that several tests look at: each is made once, by whoever asks first.

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use tertial::run::Outcome;

use crate::workdir::{Workdir, repo};

type Run = (&'static str, &'static str, OnceLock<Outcome>);

static RUNS: [Run; 6] = [
    ("pipelines/region-jh-2022.toml", "2022-T1", OnceLock::new()),
    ("pipelines/region-jh-2022.toml", "2022-T2", OnceLock::new()),
    ("pipelines/region-jh-2022.toml", "2022-T3", OnceLock::new()),
    ("pipelines/region-jh-2022.toml", "2022-08", OnceLock::new()),
    ("pipelines/region-jh-2022.toml", "2022", OnceLock::new()),
    ("pipelines/region-jh-2021.toml", "2021", OnceLock::new()),
];

/// The run of the year's sample job through a period. Its folder is for reading only.
pub(crate) fn sample(through: &str) -> &'static Outcome {
    let (job, _, run) = RUNS.iter().find(|(_, name, _)| *name == through).expect("a run of the list");
    run.get_or_init(|| {
        sweep();
        // Others read it until the process ends, so nobody is left to remove it.
        let workdir: &'static Workdir = Box::leak(Box::new(Workdir::new(KEPT)));
        workdir.run(&repo(job), through).unwrap_or_else(|error| panic!("{job} runs through {through}: {error:?}"))
    })
}

const KEPT: &str = "kept-sample";

/// Removes what earlier processes left: folders too old for a run that is still going on.
fn sweep() {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_TARGET_TMPDIR"))).into_iter().flatten().flatten();
    for folder in folders.filter(|folder| folder.file_name().to_string_lossy().starts_with(KEPT)) {
        let age = folder.metadata().and_then(|data| data.modified()).ok().and_then(|then| then.elapsed().ok());
        if age.is_some_and(|age| age > Duration::from_secs(3_600)) {
            std::fs::remove_dir_all(folder.path()).ok();
        }
    }
}
