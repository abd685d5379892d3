//! The fuzz targets' bodies over their seeds: every extract of the corpus, and what once went wrong (`fuzz/seeds/`). The
//! fuzzing itself is `fuzz/run`.

#[path = "../../fuzz/bodies.rs"]
mod bodies;

use std::path::{Path, PathBuf};

use crate::workdir::repo;

type Body = fn(&[u8]);

const TARGETS: [(&str, Body); 5] = [
    ("amounts", bodies::amounts),
    ("periods", bodies::periods),
    ("delimited", bodies::delimited),
    ("sie", bodies::sie),
    ("workbook", bodies::workbook),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn every_kept_input_comes_out_well() {
    for (target, body) in TARGETS {
        let kept = files(&repo("fuzz/seeds").join(target));
        assert!(!kept.is_empty(), "fuzz/seeds/{target} has an input");
        for path in kept {
            body(&std::fs::read(&path).expect("a seed can be read"));
        }
    }
}

#[test]
fn every_extract_of_the_corpus_is_the_same_however_it_is_cut() {
    let cases = std::fs::read_dir(repo("tests/corpus")).expect("the corpus is there").flatten();
    let mut tried = 0;
    for path in cases.flat_map(|case| files(&case.path())) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = || std::fs::read(&path).expect("an input can be read");
        let small = path.metadata().is_ok_and(|data| data.len() < 100_000);
        match ending.as_str() {
            "csv" if small => bodies::delimited(&[b"\0\0", bytes().as_slice()].concat()),
            "se" | "si" | "sie" | "xml" if small => bodies::sie(&bytes()),
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" | "gz" | "zip" if small => bodies::workbook(&bytes()),
            _ => continue,
        }
        tried += 1;
    }
    assert!(tried > 200, "{tried} extracts");
}
