//! A run that is stopped in the middle: nothing is published, a former set stays as it is, and the next run takes over.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::reproducible::contents;
use crate::small;
use crate::workdir::Workdir;

/// Rows of the first try. A busy machine may be late with its signal: then the next try has four times as many.
const ROWS: u32 = 200_000;
const TRIES: u32 = 4;

fn begin(work: &Workdir) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tertial"))
        .current_dir(work.path())
        .args(["run", "jobb.toml", "--through", "2022-T1", "--out", "out", "--fail-on", "never"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts")
}

/// Waits until facts are being written; false where the run was done before that was seen.
fn until_written(facts: &Path, child: &mut Child) -> bool {
    let since = Instant::now();
    while !facts.exists() {
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "no facts were begun");
        std::thread::sleep(Duration::from_millis(1));
    }
    true
}

fn ledger(rows: u32) -> String {
    use std::fmt::Write as _;

    let mut text = String::from("Vernr;Period;Konto;Objekt;Akt;Belopp\n");
    for row in 100..100 + rows {
        writeln!(text, "{row};202203;4000;10;1;1,00").expect("written");
    }
    text
}

/// A run over so many rows, stopped by a signal while it writes facts, beside the set of a small run. False where it was
/// done before the signal came.
#[cfg(unix)]
fn is_stopped(work: &Workdir, rows: u32, (signal, number): (&str, i32)) -> bool {
    use std::os::unix::process::ExitStatusExt;

    let set = work.path().join("out/liten/2022-T1");
    work.write("a.csv", ledger(3));
    assert!(begin(work).wait().expect("it runs").success(), "a small run, after whatever was there before");
    let former = contents(&set);
    work.write("a.csv", ledger(rows));
    let mut child = begin(work);
    if !until_written(&work.path().join("out/.tertial-staging/fakta.parquet"), &mut child) {
        return false;
    }
    // Fails where the run is done already.
    Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status().expect("kill runs");
    let ended = child.wait().expect("it ends");
    if ended.success() {
        return false;
    }
    assert_eq!(ended.signal(), Some(number), "{ended:?}");
    assert!(former == contents(&set), "the former set is as it was");
    true
}

/// What a run is stopped with: a user's signal or a scheduler's, and one that no program can ignore. A child ignores what
/// whoever started it does, and shells have what runs in the background ignore the user's.
#[cfg(unix)]
fn signals() -> impl Iterator<Item = (&'static str, i32)> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    let heeded = move |(_, number): &(&str, i32)| ignored.unwrap_or_default() >> (number - 1) & 1 == 0;
    [("-INT", 2), ("-TERM", 15)].into_iter().find(heeded).into_iter().chain([("-KILL", 9)])
}

#[test]
#[cfg(unix)]
fn a_run_that_is_interrupted_or_killed_leaves_nothing_but_room_for_the_next() {
    let work = Workdir::new("interrupted");
    small::job(&work);
    for signal in signals() {
        let mut tries = (0..TRIES).map(|times| ROWS * 4_u32.pow(times));
        assert!(tries.any(|rows| is_stopped(&work, rows, signal)), "{signal:?} came too late every time");
    }
    let former = contents(&work.path().join("out/liten/2022-T1"));
    assert!(begin(&work).wait().expect("it runs").success(), "the next run takes over");
    assert!(!work.path().join("out/.tertial-staging").exists(), "what dead runs left is gone");
    assert!(former != contents(&work.path().join("out/liten/2022-T1")));
}
