//! A run that is stopped in the middle: nothing is published, a former set stays as it is, and the next run takes over.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::reproducible::contents;
use crate::small;
use crate::workdir::Workdir;

/// Rows enough for a run to be stopped within it.
const ROWS: u32 = 200_000;

fn begin(work: &Workdir, through: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tertial"))
        .current_dir(work.path())
        .args(["run", "jobb.toml", "--through", through, "--out", "out", "--fail-on", "never"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts")
}

/// Waits until facts are being written.
fn until_written(facts: &Path, child: &mut Child) {
    let since = Instant::now();
    while !facts.exists() {
        assert!(child.try_wait().expect("a child").is_none(), "it was done before it could be stopped");
        assert!(since.elapsed() < Duration::from_secs(60), "no facts were begun");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
#[cfg(unix)]
fn a_run_that_is_interrupted_or_killed_leaves_nothing_but_room_for_the_next() {
    use std::fmt::Write as _;
    use std::os::unix::process::ExitStatusExt;

    let work = Workdir::new("interrupted");
    small::job(&work);
    assert!(begin(&work, "2022-T1").wait().expect("it runs").success());
    let former = contents(&work.path().join("out/liten/2022-T1"));
    let mut rows = String::from("Vernr;Period;Konto;Objekt;Akt;Belopp\n");
    for row in 100..100 + ROWS {
        writeln!(rows, "{row};202203;4000;10;1;1,00").expect("written");
    }
    work.write("a.csv", rows);
    let facts = work.path().join("out/.tertial-staging/fakta.parquet");
    for (signal, number) in [("-INT", 2), ("-KILL", 9)] {
        let mut child = begin(&work, "2022-T1");
        until_written(&facts, &mut child);
        let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert!(killed.success());
        let ended = child.wait().expect("it ends");
        assert_eq!(ended.signal(), Some(number), "{ended:?}");
        assert!(former == contents(&work.path().join("out/liten/2022-T1")), "the former set is as it was");
    }
    assert!(begin(&work, "2022-T1").wait().expect("it runs").success(), "the next run takes over");
    assert!(!work.path().join("out/.tertial-staging").exists(), "what dead runs left is gone");
    assert!(former != contents(&work.path().join("out/liten/2022-T1")));
}
