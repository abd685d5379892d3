//! `tertial run JOB --through …`: runs the job and tells in a few lines what it came to.

use crate::messages::Messages;
use crate::publish::RunLog;
use crate::run::{self, BATCH_BYTES, Options};

use super::args::RunCall;
use super::progress::Progress;
use super::{answer, summary, tell};

pub(super) fn run(call: &RunCall, words: &Messages) -> u8 {
    let options = Options {
        through: call.through,
        as_of: call.as_of,
        out: call.out.clone(),
        threads: call.threads.unwrap_or_else(cores),
        batch_bytes: BATCH_BYTES,
        log: RunLog {
            started: now(),
            finished: String::new(),
            user: variable(&["USER", "USERNAME"]),
            host: variable(&["HOSTNAME", "COMPUTERNAME"]),
            command: call.command.clone(),
        },
        clock: now,
    };
    let progress = Progress::new(words);
    let outcome = run::run(&call.job, &options, &progress);
    if call.stats {
        super::complain(&progress.stats());
    }
    drop(progress);
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return tell::trouble(&error, words, call.json),
    };
    let worst = outcome.reconciliation.findings.iter().map(|f| f.severity).max();
    let failed = call.fail_on.is_some_and(|least| worst.is_some_and(|worst| worst >= least));
    let told = if call.json { summary::json(&outcome) } else { summary::text(&outcome, words, call.verbose) };
    answer(&told, u8::from(failed), words)
}

fn now() -> String {
    let moment = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn variable(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| std::env::var(name).ok()).filter(|value| !value.is_empty())
}

/// One thread per core where the system tells how many there are.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
