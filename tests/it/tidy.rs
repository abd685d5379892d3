//! The house rules as a test: file size, function length, who may import whom, no float outside the one door, a head
//! on every file, no sentence and no region in the program. Works on text, so that it needs no compiler of its own.

use std::path::{Path, PathBuf};

use crate::workdir::repo;

const MAX_FILE: usize = 400;
const MAX_FUNCTION: usize = 80;

/// What each top module may import, besides itself. The stages import no stage.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("model", &[]),
    ("pipeline", &["model"]),
    ("messages", &["model"]),
    ("read", &["model", "pipeline"]),
    ("normalise", &["model", "pipeline"]),
    ("map", &["model", "pipeline"]),
    ("fold", &["model", "pipeline"]),
    ("reconcile", &["model", "pipeline"]),
    ("summarise", &["model", "pipeline"]),
    ("publish", &["model", "pipeline"]),
    ("foot", &["model", "pipeline", "read"]),
    ("inspect", &["model", "pipeline", "read", "normalise"]),
    (
        "run",
        &["model", "pipeline", "messages", "read", "normalise", "map", "fold", "reconcile", "summarise", "publish"],
    ),
    ("cli", &["model", "pipeline", "messages", "run", "publish", "foot", "inspect"]),
    ("main", &["cli"]),
];

fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![repo(folder)];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).expect("source is text");
                files.push((path, text));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} holds Rust files");
    files
}

fn all_files() -> Vec<(PathBuf, String)> {
    ["src", "tests", "examples", "benches"].into_iter().flat_map(rust_files).collect()
}

/// The program's own files: without those that a parent declares under `#[cfg(test)]`.
fn product_files() -> Vec<(PathBuf, String)> {
    let files = rust_files("src");
    let declared = |(path, text): &(PathBuf, String)| {
        let folder = if path.ends_with("lib.rs") { path.with_file_name("") } else { path.with_extension("") };
        let names = text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.split_once(';'));
        let names = names.filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
        names.map(|(name, _)| folder.join(format!("{name}.rs"))).collect::<Vec<_>>()
    };
    let for_tests: Vec<PathBuf> = files.iter().flat_map(declared).collect();
    files.into_iter().filter(|(path, _)| !for_tests.contains(path)).collect()
}

/// Fails with every fault at once.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn shown(path: &Path) -> String {
    path.strip_prefix(repo("")).unwrap_or(path).to_string_lossy().into_owned()
}

/// The lines that are code: comments and what follows a test module's head are left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    before_tests
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn files_and_functions_fit_on_a_screen() {
    let mut faults = Vec::new();
    for (path, text) in all_files() {
        let lines = text.lines().count();
        if lines > MAX_FILE {
            faults.push(format!("{}: {lines} lines", shown(&path)));
        }
        faults.extend(long_functions(&text).into_iter().map(|(line, n)| format!("{}:{line}: {n} lines", shown(&path))));
    }
    none(&faults);
}

/// Functions by their rustfmt shape: from a line with `fn` to the brace that closes at its indent.
fn long_functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_fn = |line: &str| {
        let words = line.split('(').next().unwrap_or("");
        words.split_whitespace().rev().skip(1).any(|w| w == "fn") && !line.trim_start().starts_with("//")
    };
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| is_fn(line)) {
        let indent = " ".repeat(line.len() - line.trim_start().len());
        let closes = |l: &&str| **l == format!("{indent}}}");
        let length = lines[start..].iter().position(closes).unwrap_or(0);
        if length > MAX_FUNCTION {
            long.push((start + 1, length));
        }
    }
    long
}

#[test]
fn stages_do_not_import_each_other() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src") {
        let inside = path.strip_prefix(repo("src")).expect("below src");
        let top = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = top.trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{}: say in this test what {module} may import", shown(&path)));
            continue;
        };
        for (line, code) in code_lines(&text) {
            for imported in code.split("crate::").skip(1).chain(code.split("tertial::").skip(1)) {
                let name: String = imported.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !name.is_empty() && name != module && !allowed.contains(&name.as_str()) {
                    faults.push(format!("{}:{line}: {module} imports {name}", shown(&path)));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn floats_pass_one_door() {
    let door = repo("src/model/float.rs");
    let mut faults = Vec::new();
    for (path, text) in product_files().into_iter().filter(|(path, _)| *path != door) {
        let floats = code_lines(&text).filter(|(_, l)| l.contains("f64") || l.contains("f32"));
        faults.extend(floats.map(|(line, _)| format!("{}:{line}: a float type", shown(&path))));
    }
    none(&faults);
}

#[test]
fn every_file_says_what_it_is() {
    let headless = all_files().into_iter().filter(|(_, text)| !text.starts_with("//! "));
    none(&headless.map(|(path, _)| format!("{}: no //! head", shown(&path))).collect::<Vec<_>>());
    let vague = all_files().into_iter().filter(|(path, _)| {
        path.file_stem().is_some_and(|stem| ["util", "utils", "common", "helpers", "misc"].iter().any(|v| stem == *v))
    });
    none(&vague.map(|(path, _)| format!("{}: a name that says nothing", shown(&path))).collect::<Vec<_>>());
}

#[test]
fn the_program_cannot_panic_by_its_own_hand() {
    let calls = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let mut faults = Vec::new();
    for (path, text) in product_files() {
        let hits = code_lines(&text).filter(|(_, line)| calls.iter().any(|call| line.contains(call)));
        faults.extend(hits.map(|(line, code)| format!("{}:{line}: {}", shown(&path), code.trim())));
    }
    none(&faults);
}

#[test]
fn the_program_speaks_from_its_message_files_only() {
    let mut faults = Vec::new();
    for (path, text) in product_files() {
        for (line, code) in code_lines(&text) {
            let literals = code.split('"').skip(1).step_by(2);
            let swedish = literals.filter(|text| text.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']));
            // Headers of a decision table and marks of published tables are words that a user's file bears; what a typed
            // error says of itself is for developers and never shown.
            let of_files = ["pipeline/rulings.rs", "foot/words.rs"].iter().any(|file| shown(&path).ends_with(file));
            let for_users = !of_files && !code.contains("#[error(");
            let sentences = swedish.filter(|_| for_users);
            faults.extend(sentences.map(|text| format!("{}:{line}: {text}", shown(&path))));
        }
    }
    none(&faults);
}

#[test]
fn the_program_knows_no_agreement_and_no_region() {
    let names = ["Jämtland", "jamtland", "region-jh", "gnv", "9916", "9917", "9942", "nära vård", "Socialstyrelsen"];
    let mut faults = Vec::new();
    for (path, text) in product_files() {
        let hits = code_lines(&text).filter(|(_, line)| names.iter().any(|name| line.contains(name)));
        faults.extend(hits.map(|(line, code)| format!("{}:{line}: {}", shown(&path), code.trim())));
    }
    none(&faults);
}
