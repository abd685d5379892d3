//! Times the sample job as a whole and its load alone: medians of some rounds, for comparing two checkouts on one machine.
//! `cargo bench` builds in release, which takes long the first time.

use std::path::Path;
use std::time::{Duration, Instant};

use tertial::model::period::Through;
use tertial::publish::RunLog;
use tertial::run::{self, BATCH_BYTES, Options, Silent};

const ROUNDS: usize = 7;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let job = root.join("pipelines/region-jh-2022.toml");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-out");
    median("check", || run::check(&job).is_ok());
    for threads in [1, 2] {
        let options = Options {
            through: Through::Tertial(2022, 2),
            as_of: None,
            out: out.clone(),
            threads,
            batch_bytes: BATCH_BYTES,
            log: RunLog::default(),
            clock: String::new,
        };
        median(&format!("sample job, {threads} threads"), || run::run(&job, &options, &Silent).is_ok());
    }
    std::fs::remove_dir_all(out).ok();
}

/// Prints the median and the extremes of some rounds; a round that fails is no measurement.
fn median(name: &str, round: impl Fn() -> bool) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        assert!(round(), "{name} fails");
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let [least, middle, most] = [0, ROUNDS / 2, ROUNDS - 1].map(|i| times[i].as_micros());
    let line = format!("{name}: {middle} µs ({least}–{most})");
    std::io::Write::write_all(&mut std::io::stdout(), format!("{line}\n").as_bytes()).ok();
}
