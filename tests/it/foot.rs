//! Re-adding published tables: the fixtures' facts in the shapes that documents have, every digit spoilt in turn, the same
//! tables as workbook and CSV, and the published documents themselves where they are at hand.

mod calls;
mod doubts;
mod generated;
mod groups;
mod layouts;
mod rounding;
mod shapes;

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use tertial::foot::{Amount, Footed, Grade, Total, foot};

use crate::workdir::{Workdir, repo, text};

/// Tables whose totals all agree.
const FOOTING: [&str; 5] = ["allocation.txt", "activities.txt", "overview.txt", "womens-health.txt", "budget.csv"];
/// Tables with a total that doesn't.
const DIFFERING: [&str; 3] = ["pandemic.txt", "areas.txt", "psychiatry.txt"];

fn fixture(name: &str) -> PathBuf {
    repo("tests/foot").join(name)
}

fn source(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).expect("the fixture is there")
}

/// A text re-added as a file of this name.
fn footed(work: &Workdir, name: &str, contents: impl AsRef<[u8]>) -> Footed {
    let path = work.write(name, contents);
    foot(&path).unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
}

fn totals(file: &Footed) -> Vec<&Total> {
    file.tables.iter().flat_map(|table| &table.totals).collect()
}

/// How many totals agree in a folder's files whose names begin and end so; none may differ.
pub(crate) fn adds_up(folder: &Path, begins: &str, ends: &str) -> usize {
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("a file").path());
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(begins) && path.extension().is_some_and(|ending| ending == ends)
    };
    let mut agree = 0;
    for path in entries.filter(named) {
        // Lists have no total.
        let Ok(file) = foot(&path) else { continue };
        for total in totals(&file) {
            assert!(!total.verdict.differs(), "{}: {total:#?}", path.display());
            agree += usize::from(total.verdict.agrees());
        }
    }
    agree
}

/// Label, status and difference of every total.
fn verdicts(file: &Footed) -> Vec<(String, &'static str, String)> {
    let steps = |total: &Total| total.difference.map(Amount::plain).unwrap_or_default();
    let shown = |total: &&Total| (total.stated.label.clone(), total.verdict.name(), normal(&steps(total)));
    totals(file).iter().map(shown).collect()
}

/// A figure without zeros that say nothing.
fn normal(plain: &str) -> String {
    if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.').to_owned() } else { plain.to_owned() }
}

/// `UPDATE_FOOT=1 cargo test foot` writes them anew: read them before you commit.
#[test]
fn foot_tells_each_fixture_as_expected() {
    let mut off = Vec::new();
    for name in FOOTING.iter().chain(&DIFFERING) {
        let work = Workdir::new("foot-expected");
        work.write(name, source(name));
        let output = work.tertial(&["foot", name]);
        let told = text(&output.stdout).replace('\u{a0}', " ");
        assert_eq!(text(&output.stderr), "", "{name}");
        assert_eq!(output.status.code(), Some(i32::from(DIFFERING.contains(name))), "{name}");
        let path = fixture(name).with_extension("expected");
        if std::env::var_os("UPDATE_FOOT").is_some() {
            std::fs::write(&path, &told).expect("the expected text can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if told != expected {
            off.push(format!("{name}:\n{told}"));
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn foot_is_shown_in_its_document_as_it_is() {
    let document = std::fs::read_to_string(repo("docs/FOOT.md")).expect("docs/FOOT.md");
    let expected = source("psychiatry.expected");
    for line in expected.lines().skip(1).filter(|line| !line.is_empty()) {
        assert!(document.contains(&format!("\n    {line}\n")), "docs/FOOT.md does not show {line}");
    }
}

#[test]
fn foot_finds_the_totals_that_are_known() {
    for (name, known) in [
        ("allocation.txt", vec!["64410035"]),
        ("activities.txt", vec!["30594000", "31112000"]),
        ("overview.txt", vec!["37183707", "156262283"]),
        ("womens-health.txt", vec!["17.452"]),
    ] {
        let file = foot(&fixture(name)).expect("it foots");
        let stated: Vec<String> = totals(&file).iter().map(|total| total.stated.amount.plain()).collect();
        assert_eq!(stated, known, "{name}");
        assert!(totals(&file).iter().all(|total| total.verdict.name() == "agrees"), "{name}");
    }
    let overview = foot(&fixture("overview.txt")).expect("it foots");
    let all = totals(&overview)[1];
    assert_eq!(all.addends.len(), 13, "the cell's own sum is not added");
    assert!(all.addends.iter().any(|addend| addend.amount.plain() == "-1262843"));
}

#[test]
fn foot_says_what_closes_a_difference() {
    let told = |name: &str| -> Vec<(String, String, Grade)> {
        let file = foot(&fixture(name)).expect("it has a total");
        let one = |e: &tertial::foot::Explanation| {
            let instead = e.instead.map(Amount::plain).unwrap_or_default();
            (e.at.amount.plain(), instead, e.slip.grade())
        };
        totals(&file)[0].explanations.iter().map(one).collect()
    };
    let likely = |seen: &str, instead: &str| (seen.to_owned(), instead.to_owned(), Grade::Likely);
    let expected = vec![
        likely("3.334", "3.434"),
        likely("4.334", "4.434"),
        likely("0.631", "0.731"),
        likely("1.263", "1.363"),
        likely("9.662", "9.562"),
    ];
    assert_eq!(told("psychiatry.txt"), expected);
    let steps = told("pandemic.txt");
    assert_eq!(steps.len(), 2);
    assert!(steps.iter().all(|(_, _, grade)| *grade == Grade::Arithmetic), "no known cause: {steps:?}");
}

/// A fixture with one digit of one cell changed: line, cell among tabs, digit.
fn spoilt(text: &str, separator: char, (line, column): (usize, usize), digit: usize) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut cells: Vec<String> = lines[line - 1].split(separator).map(str::to_owned).collect();
    let cell = &mut cells[column - 1];
    let (at, seen) = cell.char_indices().filter(|(_, c)| c.is_ascii_digit()).nth(digit)?;
    let other = if seen == '9' { '8' } else { char::from(seen as u8 + 1) };
    cell.replace_range(at..=at, &other.to_string());
    lines[line - 1] = cells.join(&separator.to_string());
    Some(lines.join("\n"))
}

#[test]
fn foot_catches_every_digit_changed_in_every_figure() {
    let work = Workdir::new("foot-digits");
    let mut changed = 0;
    for name in FOOTING {
        let text = source(name);
        let separator = separator(name);
        let file = footed(&work, name, &text);
        assert!(totals(&file).iter().all(|total| total.verdict.agrees()), "{name} foots");
        let figures = totals(&file).into_iter().flat_map(|total| total.addends.iter().chain([&total.stated]));
        let place = |place: &tertial::model::finding::Place| {
            let column = place.column.as_deref().and_then(|column| column.parse().ok()).expect("a numbered column");
            (place.row.expect("a row") as usize, column)
        };
        let mut cells: Vec<(usize, usize)> = figures.map(|figure| place(&figure.place)).collect();
        cells.sort_unstable();
        cells.dedup();
        for cell in cells {
            for digit in 0.. {
                let Some(spoilt) = spoilt(&text, separator, cell, digit) else { break };
                let file = footed(&work, name, spoilt);
                let caught = totals(&file).iter().any(|total| total.verdict.differs());
                assert!(caught, "{name}: digit {digit} of {cell:?} was changed and all agrees: {:?}", verdicts(&file));
                changed += 1;
            }
        }
    }
    assert!(changed > 400, "every digit was tried: {changed}");
}

fn separator(name: &str) -> char {
    if Path::new(name).extension().is_some_and(|ending| ending == "csv") { ';' } else { '\t' }
}

/// Lines of a fixture as cells.
fn cells(name: &str) -> Vec<Vec<String>> {
    let separator = separator(name);
    source(name).lines().map(|line| line.split(separator).map(str::to_owned).collect()).collect()
}

/// A cell as a spreadsheet holds it: a number where it is a single one, without what only the page shows.
fn number(cell: &str) -> Option<f64> {
    let mut groups = cell.split(' ');
    let first = groups.next()?.trim_start_matches(['-', '\u{2212}']);
    let rest = groups.all(|group| group.split(',').next().is_some_and(|digits| digits.len() == 3));
    let plain = cell.replace(' ', "").replace(',', ".").replace('\u{2212}', "-");
    (first.split(',').next()?.len() <= 3 && rest).then(|| plain.parse().ok())?
}

/// A fixture written as a workbook.
fn as_workbook(name: &str, path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Tabell").expect("a name");
    for (row, line) in (0_u32..).zip(cells(name)) {
        for (column, cell) in (0_u16..).zip(line).filter(|(_, cell)| !cell.is_empty()) {
            match number(&cell) {
                Some(number) => sheet.write_number(row, column, number).expect("a number"),
                None => sheet.write_string(row, column, &cell).expect("a text"),
            };
        }
    }
    book.save(path).expect("the workbook can be written");
}

#[test]
fn foot_says_the_same_of_workbook_and_csv() {
    let work = Workdir::new("foot-forms");
    for name in FOOTING.iter().chain(&DIFFERING) {
        let expected = verdicts(&footed(&work, name, source(name)));
        let book = work.path().join("table.xlsx");
        as_workbook(name, &book);
        assert_eq!(verdicts(&foot(&book).expect("a workbook")), expected, "{name} as xlsx");
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        for separator in [";", ",", "|"] {
            let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(separator);
            let csv = cells(name).iter().map(line).collect::<Vec<_>>().join("\r\n");
            assert_eq!(verdicts(&footed(&work, "table.csv", csv)), expected, "{name} as csv with {separator}");
        }
        let utf8 = source(name);
        let (latin, _, unmapped) = encoding_rs::WINDOWS_1252.encode(&utf8);
        if !unmapped {
            assert_eq!(verdicts(&footed(&work, name, latin)), expected, "{name} in Windows-1252");
        }
    }
}

/// The documents that the fixtures' facts come from, where they are at hand.
fn documents() -> Vec<PathBuf> {
    let shared = std::env::var_os("TERTIAL_SHARED").map_or_else(|| repo("../shared"), PathBuf::from);
    let entries = std::fs::read_dir(shared.join("seeds")).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    paths
}

#[test]
fn foot_finds_the_known_differences_of_the_published_documents() {
    let documents = documents();
    if documents.is_empty() {
        #[allow(clippy::print_stdout)] // A test that did nothing says so.
        {
            println!("skipped: no documents in $TERTIAL_SHARED/seeds or ../shared/seeds");
        }
        return;
    }
    let (mut agree, mut off) = (Vec::new(), Vec::new());
    for path in documents {
        let file = foot(&path).expect("a document with tables");
        for total in totals(&file) {
            let stated = total.stated.amount.plain();
            if total.verdict.agrees() {
                agree.push(stated);
            } else {
                off.push((stated, total.verdict.name(), total.difference.map(Amount::plain).unwrap_or_default()));
            }
        }
    }
    agree.sort();
    assert_eq!(agree, ["156262283", "17.452", "30594000", "31112000", "37183707", "64410035"]);
    let known = [("320459179", "differs", "-8000"), ("72665", "unit", "-0.035"), ("9.662", "differs", "0.100")];
    assert_eq!(off, known.map(|(stated, name, difference)| (stated.to_owned(), name, difference.to_owned())));
}

#[cfg(unix)]
#[test]
fn foot_refuses_what_is_no_file() {
    let work = Workdir::new("foot-no-file");
    let made = std::process::Command::new("mkfifo").arg(work.path().join("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for (path, id) in [
        (work.path().join("pipe"), "foot-not-a-file"),
        (PathBuf::from("/dev/zero"), "foot-not-a-file"),
        (work.path().to_owned(), "foot-directory"),
        (work.path().join("saknas"), "foot-no-file"),
    ] {
        assert_eq!(foot(&path).err().map(|problem| problem.id), Some(id), "{}", path.display());
    }
}
