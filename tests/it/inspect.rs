//! Looking at files: what is told of a few in both languages, JSON, every format, the corpus read alike by a proposal and by
//! the case's own layout, and real ledgers where they are at hand.

mod calls;
mod corpus;
mod doubts;
mod traps;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tertial::inspect::{Inspected, inspect};
use tertial::model::money::Ore;

use crate::workdir::{Workdir, repo, text};

/// Files with what is told of each, and the exit code.
const TOLD: [(&str, &str, i32); 6] = [
    ("ledger.csv", "sv", 0),
    ("ledger.csv", "en", 0),
    ("ambiguous.csv", "en", 1),
    ("payments.csv", "en", 0),
    ("unknown.csv", "sv", 0),
    ("vouchers.se", "sv", 0),
];

fn fixture(name: &str) -> PathBuf {
    repo("tests/inspect").join(name)
}

fn looked_at(path: &Path) -> Inspected {
    inspect(path, None).unwrap_or_else(|problem| panic!("{}: {problem:?}", path.display()))
}

/// `UPDATE_INSPECT=1 cargo test inspect` writes them anew: read them before you commit.
fn expect(name: &str, told: &str, off: &mut Vec<String>) {
    let path = fixture(name);
    if std::env::var_os("UPDATE_INSPECT").is_some() {
        fs::write(&path, told).expect("the expected text can be written");
    }
    if fs::read_to_string(&path).unwrap_or_default() != told {
        off.push(format!("{name}:\n{told}"));
    }
}

#[test]
fn inspect_tells_each_file_as_expected() {
    let mut off = Vec::new();
    for (name, lang, exit) in TOLD {
        let work = Workdir::new("inspect-told");
        fs::copy(fixture(name), work.path().join(name)).expect("the file can be copied");
        let output = work.tertial(&["inspect", name, "--lang", lang, "--write", "layout.toml"]);
        let told = text(&output.stdout).replace('\u{a0}', " ");
        assert_eq!(text(&output.stderr), "", "{name}");
        assert_eq!(output.status.code(), Some(exit), "{name}");
        assert!(told.lines().count() <= 45, "{name} does not fit on a screen");
        let stem = name.replace('.', "-");
        expect(&format!("{stem}.{lang}.expected"), &told, &mut off);
        let layout = fs::read_to_string(work.path().join("layout.toml")).expect("the layout was written");
        expect(&format!("{stem}.{lang}.toml"), &layout.replace('\u{a0}', " "), &mut off);
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn inspect_is_shown_in_its_document_as_it_is() {
    let document = fs::read_to_string(repo("docs/INSPECT.md")).expect("docs/INSPECT.md");
    let expected = fs::read_to_string(fixture("ledger-csv.sv.expected")).expect("what is told of the ledger");
    for line in expected.lines() {
        assert!(document.contains(&format!("\n    {line}\n")), "docs/INSPECT.md does not show {line}");
    }
}

#[test]
fn inspect_proposes_a_layout_that_runs_for_every_format() {
    let folders =
        ["text-encodings", "text-separators", "workbook-formats", "packed", "sie-5", "sie-vouchers", "sie-import"];
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(repo("tests/corpus").join(folder)).expect("the case is there");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let other = ["toml", "txt"];
        files.extend(
            paths.filter(|path| path.is_file() && path.extension().is_none_or(|e| !other.iter().any(|o| e == *o))),
        );
    }
    let formats =
        |found: &Inspected| format!("{:?}", found.look.form).split(['(', ' ']).next().unwrap_or("").to_owned();
    let seen: Vec<(String, bool, String)> = files
        .par_iter()
        .map(|path| {
            let found = looked_at(path);
            (path.display().to_string(), found.runs(), formats(&found))
        })
        .collect();
    for format in ["Text", "Workbook", "Sie"] {
        assert!(seen.iter().any(|(.., form)| form == format), "{format}");
    }
    let not: Vec<&String> = seen.iter().filter(|(_, runs, _)| !runs).map(|(path, ..)| path).collect();
    assert!(files.len() > 15 && not.is_empty(), "{} files; these do not run: {not:#?}", files.len());
}

#[test]
fn inspect_gives_both_sums_of_an_ambiguous_file_and_no_layout_that_runs() {
    let found = looked_at(&fixture("ambiguous.csv"));
    assert!(found.proof.is_none() && !found.runs() && found.is_open());
    let (comma, point) = found.values.readings.expect("two readings are left");
    let shown = |figure: Option<tertial::model::amount::Figure>| figure.expect("a sum").text('.', "");
    assert_eq!((shown(comma), shown(point)), ("13741.00".to_owned(), "20.734".to_owned()));
}

#[test]
fn inspect_turns_the_signs_that_the_accounts_say_are_turned() {
    let work = Workdir::new("inspect-sign");
    let ledger = "Konto;Vernr;Period;Belopp\n3510;1;202201;900,00\n5211;1;202201;-100,00\n";
    let found = looked_at(&work.write("in.csv", ledger));
    assert!(found.turned && found.runs() && found.is_open());
    let proof = found.proved().expect("it reads");
    assert_eq!(proof.totals.net(), Ok(Ore::new(-80_000)));
}

#[test]
fn inspect_never_reads_a_month_as_a_day() {
    let work = Workdir::new("inspect-month");
    let with = |days: [&str; 2]| format!("Date,Ref,Amount,Account\n{},1,1.50,5000\n{},2,2.50,5000\n", days[0], days[1]);
    let open = |days| {
        let found = looked_at(&work.write("in.csv", with(days)));
        (found.open.iter().map(|note| note.id).collect::<Vec<_>>(), found.runs())
    };
    assert_eq!(open(["05/31/2022", "06/01/2022"]), (vec!["month-first"], false));
    assert_eq!(open(["05/06/2022", "06/01/2022"]), (vec!["day-or-month"], true));
    assert_eq!(open(["31/05/2022", "06/01/2022"]), (vec![], true));
}

/// The sample's own tally and the ledgers in `TERTIAL_SHARED/real`, which are not in the project.
#[test]
fn inspect_reads_the_sample_and_real_ledgers_to_the_ore() {
    let sample = fs::read(repo("sample_data/huvudbok-2021.csv")).expect("the sample");
    let work = Workdir::new("inspect-sample");
    let some: Vec<&[u8]> = sample.split_inclusive(|byte| *byte == b'\n').take(1_000).collect();
    let found = looked_at(&work.write("in.csv", some.concat()));
    assert!(found.runs() && found.shipped.iter().any(|one| one.path.ends_with("/huvudbok.toml") && one.fits()));
    let Some(shared) = std::env::var_os("TERTIAL_SHARED") else {
        #[allow(clippy::print_stdout)] // A test that did nothing says so.
        {
            println!("skipped: real ledgers need TERTIAL_SHARED=<folder with real/>");
        }
        return;
    };
    assert!(looked_at(&repo("sample_data/huvudbok-2021.csv")).runs());
    let real = Path::new(&shared).join("real");
    for (name, rows, exact) in [
        ("devon-2016-05.csv", 8_463, "36525351.14"),
        ("devon-2022-09.csv", 11_841, "80536645.28999999997601"),
        ("sie4e-example.se", 260, "0.00"),
        ("sie2-example.se", 104, "0.00"),
    ] {
        let found = looked_at(&real.join(name));
        let proof = found.proved().expect("it reads");
        let amount = found.roles.money();
        let sum = proof.sums.get(&amount[0]).and_then(|sum| sum.figure()).map(|figure| figure.text('.', ""));
        assert_eq!((proof.rows(), proof.rejected(), sum.as_deref()), (rows, 0, Some(exact)), "{name}");
    }
}
