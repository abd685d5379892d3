//! Jobs of many files. No more than a few are open at a time; which of them were, leaves no trace, and one that changes before
//! its turn is refused.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use tertial::run::{Event, Observer, Options, RunError, Silent, Stage};

use crate::reproducible::{assert_same, contents};
use crate::small;
use crate::workdir::Workdir;

const FILES: usize = 40;
const HEADER: &str = "Vernr;Period;Konto;Objekt;Akt;Belopp\n";

fn row(file: usize) -> String {
    format!("{file};2022{:02};4000;10;1;{file},0{}\n", file % 12 + 1, file % 10)
}

/// The small job, with so many files of one row each.
fn job(workdir: &Workdir) -> PathBuf {
    let path = small::job(workdir);
    let text = std::fs::read_to_string(&path).expect("the job is there");
    let (head, rest) = text.split_once("[[input]]").expect("it has inputs");
    let (_, limits) = rest.split_once("[limits]").expect("it has limits");
    let inputs: Vec<String> = (0..FILES)
        .map(|file| {
            let name = format!("f{file:02}.csv");
            workdir.write(&name, [HEADER, &row(file)].concat());
            format!("[[input]]\npath = \"{name}\"\nlayout = \"layout.toml\"\n")
        })
        .collect();
    workdir.write("jobb.toml", [head, &inputs.concat(), "[limits]", limits].concat())
}

fn options(workdir: &Workdir, threads: usize) -> Options {
    Options { threads, out: workdir.path().join(format!("ut-{threads}")), ..workdir.options("2022") }
}

#[test]
fn many_files_are_what_their_rows_in_one_are() {
    let workdir = Workdir::new("many");
    let path = job(&workdir);
    let run = |threads| workdir.run_watched(&path, &options(&workdir, threads), &Silent).expect("the job runs");
    let first = run(1);
    let ore: i64 = (0..FILES).map(|file| i64::try_from(file * 100 + file % 10).expect("small")).sum();
    let (rows, net) = first.total("mapped");
    assert_eq!((rows, net.ore()), (FILES as u64, ore));
    for threads in [2, 3, 8] {
        assert_same(&contents(&first.folder), &contents(&run(threads).folder), &format!("{threads} threads"));
    }
}

/// Counts the bytes of files that are told to be read, and those that are told to have been.
#[derive(Default)]
struct Bytes([AtomicU64; 2]);

impl Observer for Bytes {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Inputs { bytes, .. } => self.0[0].store(bytes, Ordering::SeqCst),
            Event::Done(Stage::Read, work) => _ = self.0[1].fetch_add(work.bytes, Ordering::SeqCst),
            _ => {}
        }
    }
}

#[test]
fn what_is_told_to_be_read_comes_to_the_files() {
    let (workdir, bytes) = (Workdir::new("told"), Bytes::default());
    let path = job(&workdir);
    workdir.run_watched(&path, &options(&workdir, 2), &bytes).expect("the job runs");
    let size: usize = (0..FILES).map(|file| HEADER.len() + row(file).len()).sum();
    assert_eq!(bytes.0.map(AtomicU64::into_inner), [size as u64; 2]);
}

/// Writes a file anew when the first one is read.
struct Meddler(PathBuf);

impl Observer for Meddler {
    fn event(&self, event: Event<'_>) {
        if matches!(event, Event::Reading("f00.csv")) {
            std::fs::write(&self.0, [HEADER, &row(99)].concat()).expect("it can be written");
        }
    }
}

#[test]
fn a_file_that_changes_before_its_turn_is_refused() {
    for threads in [1, 8] {
        let workdir = Workdir::new("meddled");
        let (path, last) = (job(&workdir), format!("f{:02}.csv", FILES - 1));
        let meddler = Meddler(workdir.path().join(&last));
        let Err(RunError::Input(problems)) = workdir.run_watched(&path, &options(&workdir, threads), &meddler) else {
            panic!("not noticed")
        };
        let told: Vec<_> = problems.iter().map(|problem| (problem.id, problem.place.file.clone())).collect();
        assert_eq!(told, [("file-changed", Some(last))], "{threads} threads");
    }
}
