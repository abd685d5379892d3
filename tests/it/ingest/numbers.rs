//! Identity numbers in cells where none should stand: nothing that a run publishes, says or draws holds one, and neither does
//! what `inspect` tells.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use tertial::model::finding::{Code, Finding, Value};
use tertial::model::mask::masked;

use super::assert_shown;
use crate::corpus::copy;
use crate::reproducible::contents;
use crate::workdir::{Workdir, repo, text};

const ITEMS: [(&str, &[&str]); 2] = [
    ("text that slid into other columns", &["identity-numbers-in-rejected-rows"]),
    ("lines that are drawn", &["identity-numbers-over-the-limit"]),
];

/// The digits of the number in those cases, however parted: the one thing that must stand nowhere.
const DIGITS: [&str; 3] = ["811228", "9874", "8112"];

#[test]
fn every_item_has_a_case() {
    assert_shown(&ITEMS);
}

fn case(name: &str) -> Workdir {
    let work = Workdir::new("numbers");
    for folder in ["shared", name] {
        copy(&repo("tests/corpus").join(folder), &work.path().join(folder));
    }
    work
}

fn holds_none(what: &str, told: &str) {
    let met: Vec<&str> = DIGITS.into_iter().filter(|digits| told.contains(digits)).collect();
    assert!(met.is_empty(), "{what} holds {met:?}:\n{told}");
}

/// A workbook's parts, unpacked; another file as it is.
fn texts(path: &Path, bytes: &[u8]) -> String {
    if path.extension().is_none_or(|extension| extension != "xlsx") {
        return text(bytes);
    }
    let mut zip = zip::ZipArchive::new(File::open(path).expect("the workbook is there")).expect("a zip");
    let mut all = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).expect("a part").read_to_string(&mut all).expect("XML is text");
    }
    all
}

#[test]
fn no_file_and_no_sentence_of_a_run_holds_an_identity_number_of_a_rejected_row() {
    let name = "identity-numbers-in-rejected-rows";
    let work = case(name);
    let output = work.tertial(&["run", &format!("{name}/job.toml"), "--through", "2022-01", "--verbose"]);
    holds_none("the terminal", &(text(&output.stdout) + &text(&output.stderr)));
    let folder = work.path().join("out").join(name).join("2022-01");
    let files = contents(&folder);
    let (mut masked, mut workbooks) = (0, 0);
    // Hashes of files may hold any digits.
    for (file, bytes) in files.iter().filter(|(file, _)| *file != "manifest.json") {
        let told = texts(&folder.join(file), bytes);
        masked += usize::from(told.contains("[personnummer]"));
        workbooks += usize::from(std::path::Path::new(file).extension().is_some_and(|e| e == "xlsx"));
        holds_none(file, &told);
    }
    assert!(masked >= 4 && workbooks == 1, "{masked} of {:?}", files.keys());
}

#[test]
fn no_line_is_drawn_with_an_identity_number() {
    let name = "identity-numbers-over-the-limit";
    let work = case(name);
    let job = format!("{name}/job.toml");
    for arguments in
        [vec!["run", &job, "--through", "2022-01"], vec!["run", &job, "--through", "2022-01", "--format", "json"]]
    {
        let output = work.tertial(&arguments);
        let told = text(&output.stdout) + &text(&output.stderr);
        assert!(told.contains("[personnummer]"), "{told}");
        holds_none("the terminal", &told);
    }
}

#[test]
fn inspect_tells_headings_and_strange_codes_without_identity_numbers() {
    let work = Workdir::new("numbers");
    let rows = "L;1;202201;5000;8112\u{ad}28-9874;1,00;x\nL;2;202201;5000;100;2,00;y\n";
    work.write("in.csv", format!("Serie;Vernr;Period;Konto;Objekt;Belopp;Ers 811228-9874\n{rows}"));
    for arguments in [vec!["inspect", "in.csv"], vec!["inspect", "in.csv", "--format", "json"]] {
        let output = work.tertial(&arguments);
        let told = text(&output.stdout) + &text(&output.stderr);
        assert!(told.contains("[personnummer]"), "{told}");
        holds_none("inspect", &told);
    }
}

#[test]
fn a_finding_holds_no_identity_number_but_keys_stay_keys() {
    let values = ["value", "header", "voucher"].map(|name| (name, Value::Text("8112289874".to_owned())));
    let finding = Finding::new(Code::InvisibleSigns, values.to_vec());
    let told: Vec<&Value> = finding.values.iter().map(|(_, value)| value).collect();
    let [number, hidden] = ["8112289874", &masked("811228-9874")].map(|text| Value::Text(text.to_owned()));
    assert_eq!(told, [&hidden, &hidden, &number]);
}
