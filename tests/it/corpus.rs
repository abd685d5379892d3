//! The corpus: every folder of `tests/corpus` is a case, run as a user would run it and compared with what stands in the
//! folder. Takes a job and its inputs, compares findings and tables, or the error and exit code; refuses a case that
//! leaves anything published behind an error. `UPDATE_CORPUS=1` rewrites what is expected: read it before you keep it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;
use tertial::model::finding::REGISTRY;

use crate::workdir::{Workdir, repo, text};

/// Files that several cases use; no case itself.
const SHARED: &str = "shared";

/// `case.toml`: how the job is run and what is compared.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct CaseFile {
    through: String,
    as_of: Option<String>,
    /// Names of the tables that the case is about.
    tables: Vec<String>,
    /// The job file, where the case is about its absence.
    job: Option<String>,
    /// Workbooks made before the run.
    workbook: Vec<WorkbookFile>,
}

/// A workbook whose sheets hold a text file's fields, all of them as text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WorkbookFile {
    file: String,
    /// Sheet names with the text file that fills them.
    sheets: BTreeMap<String, String>,
}

struct Case {
    name: String,
    folder: PathBuf,
}

/// Expected or actual files of a case, by name.
type Files = BTreeMap<String, String>;

fn cases() -> Vec<Case> {
    let entries = fs::read_dir(repo("tests/corpus")).expect("the corpus is there");
    let mut cases: Vec<Case> = entries
        .map(|entry| entry.expect("the corpus can be read"))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.file_name() != SHARED)
        .map(|entry| Case { name: entry.file_name().to_string_lossy().into_owned(), folder: entry.path() })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

#[test]
fn every_case_comes_out_as_its_folder_says() {
    let update = std::env::var_os("UPDATE_CORPUS").is_some();
    let cases = cases();
    let wrong: Vec<String> = cases
        .par_iter()
        .filter_map(|case| try_case(case, update).err().map(|e| format!("== tests/corpus/{}\n{e}", case.name)))
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_finding_of_the_registry_occurs_in_a_case() {
    assert!(cases().len() >= 60, "the corpus has shrunk to {} cases", cases().len());
    let told: String =
        cases().iter().filter_map(|case| fs::read_to_string(case.folder.join("findings.txt")).ok()).collect();
    let codes = REGISTRY.iter().map(|(_, registered)| registered.name);
    let unseen: Vec<&str> = codes.filter(|code| !told.contains(&format!(" [{code}]"))).collect();
    assert!(unseen.is_empty(), "no case shows: {}", unseen.join(", "));
}

fn try_case(case: &Case, update: bool) -> Result<(), String> {
    let read = fs::read_to_string(case.folder.join("case.toml")).map_err(|e| format!("case.toml: {e}"))?;
    let file: CaseFile = toml::from_str(&read).map_err(|e| format!("case.toml: {e}"))?;
    let actual = run(case, &file)?;
    let expected = expected(&case.folder);
    if update && actual != expected {
        return rewrite(case, &actual, &expected);
    }
    let names: std::collections::BTreeSet<&String> = actual.keys().chain(expected.keys()).collect();
    let mut wrong = String::new();
    for name in names {
        let (was, is) = (expected.get(name), actual.get(name));
        if was != is {
            let lines = |side: Option<&String>| side.map_or_else(Vec::new, |s| s.lines().map(str::to_owned).collect());
            write!(wrong, "-- {name}\n{}", diff(&lines(was), &lines(is))).expect("text can be written");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Runs a case in a folder of its own; what it came to, under the names that the expected files have.
fn run(case: &Case, file: &CaseFile) -> Result<Files, String> {
    let work = Workdir::new("corpus");
    copy(&repo("tests/corpus").join(SHARED), &work.path().join(SHARED));
    copy(&case.folder, &work.path().join(&case.name));
    for book in &file.workbook {
        make_workbook(book, &work.path().join(&case.name));
    }
    let job = format!("{}/{}", case.name, file.job.as_deref().unwrap_or("job.toml"));
    let mut arguments = vec!["run", &job, "--through", &file.through, "--verbose"];
    arguments.extend(file.as_of.iter().flat_map(|day| ["--as-of", day]));
    let output = work.tertial(&arguments);
    let (told, complained) = (text(&output.stdout), text(&output.stderr));
    let exit = output.status.code().ok_or("ended by a signal")?;
    let mut files = Files::new();
    if exit != 0 {
        files.insert("exit".to_owned(), format!("{exit}\n"));
    }
    if exit > 1 {
        files.insert("error.txt".to_owned(), complained);
        let left = published(&work.path().join("out"));
        return if told.is_empty() && left.is_empty() { Ok(files) } else { Err(format!("{told}left: {left:?}\n")) };
    }
    if !complained.is_empty() {
        return Err(format!("stderr, though the run went well:\n{complained}"));
    }
    files.insert("findings.txt".to_owned(), findings(&told)?);
    let tables = work.path().join("out").join(&case.name).join(&file.through).join("tabeller");
    for name in &file.tables {
        let kept = case.folder.join(format!("tables/{name}.csv"));
        let table = columns_of(&tables.join(format!("{name}.csv")), &kept).map_err(|e| format!("{name}.csv: {e}"))?;
        files.insert(format!("tables/{name}.csv"), table);
    }
    Ok(files)
}

/// A published table with the columns that the expected one has, in its order; with all of them where there is none yet.
/// So a case holds the columns that it is about, and no case cares for a column that is added or moved.
fn columns_of(published: &Path, expected: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let reader = |path: &Path| csv::ReaderBuilder::new().delimiter(b';').from_path(path);
    let names = |headers: &csv::StringRecord| -> Vec<String> {
        headers.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect()
    };
    let mut table = reader(published)?;
    let all = names(table.headers()?);
    let wanted = if expected.exists() { names(reader(expected)?.headers()?) } else { all.clone() };
    let place = |name: &String| all.iter().position(|have| have == name).ok_or(format!("no column {name}"));
    let places = wanted.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    out.write_record(&wanted)?;
    for row in table.records() {
        let row = row?;
        out.write_record(places.iter().map(|place| &row[*place]))?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

/// What the summary tells of the findings.
fn findings(told: &str) -> Result<String, String> {
    let start = told.find("Avvikelser: ").ok_or_else(|| format!("the summary tells of no findings:\n{told}"))?;
    let end = told[start..].find("\n\n").ok_or_else(|| format!("the summary ends with the findings:\n{told}"))?;
    Ok(told[start..=start + end].to_owned())
}

/// Files under an output root but its lock.
fn published(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| !path.ends_with(".tertial.lock")).collect()
}

fn expected(folder: &Path) -> Files {
    let mut files = Files::new();
    for name in ["findings.txt", "error.txt", "exit"] {
        if let Ok(contents) = fs::read_to_string(folder.join(name)) {
            files.insert(name.to_owned(), contents);
        }
    }
    for entry in fs::read_dir(folder.join("tables")).into_iter().flatten().filter_map(Result::ok) {
        let name = format!("tables/{}", entry.file_name().to_string_lossy());
        files.insert(name, fs::read_to_string(entry.path()).expect("an expected table is text"));
    }
    files
}

fn rewrite(case: &Case, actual: &Files, expected: &Files) -> Result<(), String> {
    for stale in expected.keys().filter(|name| !actual.contains_key(*name)) {
        fs::remove_file(case.folder.join(stale)).map_err(|e| format!("{stale}: {e}"))?;
    }
    for (name, contents) in actual {
        let path = case.folder.join(name);
        fs::create_dir_all(path.parent().ok_or("no folder")?).map_err(|e| e.to_string())?;
        fs::write(path, contents).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

fn make_workbook(book: &WorkbookFile, folder: &Path) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, source) in &book.sheets {
        let sheet = workbook.add_worksheet().set_name(name).expect("the sheet can be named so");
        let contents = fs::read_to_string(folder.join(source)).expect("the sheet's source is there");
        for (row, line) in (0..).zip(contents.lines()) {
            for (column, field) in (0..).zip(line.split(';')).filter(|(_, field)| !field.is_empty()) {
                sheet.write_string(row, column, field).expect("the cell can be written");
            }
        }
    }
    workbook.save(folder.join(&book.file)).expect("the workbook can be written");
}

/// Lines that were expected (`-`), that came instead (`+`), and up to two around them.
fn diff(was: &[String], is: &[String]) -> String {
    let mut common = vec![vec![0_usize; is.len() + 1]; was.len() + 1];
    for i in (0..was.len()).rev() {
        for j in (0..is.len()).rev() {
            common[i][j] =
                if was[i] == is[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let mut lines: Vec<(char, &str)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < was.len() || j < is.len() {
        if i < was.len() && j < is.len() && was[i] == is[j] {
            lines.push((' ', &was[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == is.len() || (i < was.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(('-', &was[i]));
            i += 1;
        } else {
            lines.push(('+', &is[j]));
            j += 1;
        }
    }
    let near = |place: usize| lines[place.saturating_sub(2)..(place + 3).min(lines.len())].iter().any(|l| l.0 != ' ');
    let shown = lines.iter().enumerate().filter(|(place, _)| near(*place));
    shown.flat_map(|(_, (mark, line))| [mark.to_string(), format!(" {line}\n")]).collect()
}

#[test]
fn a_diff_shows_what_differs_and_little_else() {
    let lines = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
    assert_eq!(diff(&lines("abcdefg"), &lines("abcxefg")), "  b\n  c\n- d\n+ x\n  e\n  f\n");
}
