//! The documents say what the program does: each finding, each key of the pipeline files, each published column, and
//! no link leads nowhere. `UPDATE_DOCS=1 cargo test docs` writes `docs/FINDINGS.md` anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use polars::prelude::DataType;
use tertial::messages::{Lang, Messages};
use tertial::model::finding::{Code, Finding, REGISTRY, Registered, Severity, text};
use tertial::pipeline::FieldName;
use tertial::run::Outcome;

use crate::parquet;
use crate::samples::sample;
use crate::small;
use crate::workdir::{Workdir, repo};

const DOCUMENTS: [&str; 13] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/PIPELINE.md",
    "docs/FINDINGS.md",
    "docs/DATA.md",
    "docs/TERMS.md",
    "docs/FOOT.md",
    "docs/INSPECT.md",
    "docs/DECISIONS.md",
    "pipelines/README.md",
    "sample_data/README.md",
];

/// Parts of the registry, by the first code of each.
const PARTS: [(&str, &str); 6] = [
    ("activities-do-not-foot", "Beslutet · The decision"),
    ("completeness-not-proven", "Utdraget · The extract"),
    ("set-aside-rows", "Vart raderna hör · Where rows belong"),
    ("area-overspent", "Villkoren · The conditions"),
    ("income-differs-from-granted", "Det erhållna · What was received"),
    ("stated-figure-differs", "Rapporten · The report"),
];

/// Columns of report tables with the table's own decimals.
const SCALED: [&str; 2] = ["redovisat", "justering"];

/// How `docs/FINDINGS.md` starts.
const HEAD: &str = "\
# Findings

Every finding (*avvikelse*) that tertial can make. Written from the code's own list by `UPDATE_DOCS=1 cargo test docs`;
don't edit it.

A finding has a code, a place and values. The code stands in the sheet *Avvikelser*, in `manifest.json` and on the
terminal. The severity here is the usual one; a check may say less, and then the milder sentence is shown below it.
`error` means that the figures cannot be used as they stand, `warning` that a person must look, `info` that it is worth
knowing. An error makes the exit code 1, a warning does with `--fail-on warning`. `‹name›` stands for a value, and `→`
is what to do.

| Code | Severity | |
|---|---|---|
";

fn read(path: &str) -> String {
    std::fs::read_to_string(repo(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// What stands within backticks.
fn ticked(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The sections of a document by the first name within backticks in their heading, brackets left out.
fn sections(document: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in document.lines() {
        if line.starts_with('#') {
            name = line.split('`').nth(1).unwrap_or_default().trim_matches(['[', ']']);
        }
        found.entry(name).or_default().push(line);
    }
    found
}

/// First and second cell of each table row whose first cell is a name within backticks.
fn rows<'a>(lines: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let cells = |line: &'a str| line.split('|').map(str::trim).collect::<Vec<_>>();
    let named = lines.iter().filter(|line| line.starts_with("| `")).map(|line| cells(line));
    named.map(|cells| (cells[1].trim_matches('`'), cells[2])).collect()
}

#[test]
fn docs_findings_are_those_of_the_registry() {
    let path = repo("docs/FINDINGS.md");
    let fresh = findings();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).expect("docs/FINDINGS.md can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == fresh, "docs/FINDINGS.md is stale: run UPDATE_DOCS=1 cargo test docs");
}

fn findings() -> String {
    let (sv, en) = (Messages::new(Lang::Sv), Messages::new(Lang::En));
    let mut out = HEAD.to_owned();
    for (code, registered) in REGISTRY {
        let about = en.finding_about(*code);
        let (name, severity) = (registered.name, registered.severity.name());
        writeln!(out, "| [`{name}`](#{name}) | {severity} | {about} |").expect("text can be written");
    }
    for (code, registered) in REGISTRY {
        if let Some((_, title)) = PARTS.iter().find(|(first, _)| *first == registered.name) {
            write!(out, "\n## {title}\n").expect("text can be written");
        }
        out.push_str(&one_finding(*code, registered, &sv, &en));
    }
    out
}

fn one_finding(code: Code, registered: &Registered, sv: &Messages, en: &Messages) -> String {
    let values: Vec<String> = registered.values.iter().map(|value| format!("`{value}`")).collect();
    let values = if values.is_empty() { "none".to_owned() } else { values.join(", ") };
    let severity = registered.severity.name();
    let shown = sv.title("severity", severity);
    let mut out = format!("\n### `{}`\n\n{shown} · {severity} · values: {values}\n\n", registered.name);
    for (lang, words) in [("sv", sv), ("en", en)] {
        writeln!(out, "- **{lang}** {}", words.finding_about(code)).expect("text can be written");
        for (sentence, hint) in told(code, registered, words) {
            writeln!(out, "  - *{sentence}*\n    → {hint}").expect("text can be written");
        }
    }
    out
}

/// The finding's sentence and hint with the values' names for values; then the milder ones that differ.
fn told(code: Code, registered: &Registered, words: &Messages) -> Vec<(String, String)> {
    let values: Vec<_> = registered.values.iter().map(|name| (*name, text(format!("‹{name}›")))).collect();
    let finding = Finding::new(code, values);
    let milder = [Severity::Warning, Severity::Info].map(|severity| finding.clone().at(severity));
    let mut told: Vec<(String, String)> = Vec::new();
    for finding in [&finding, &milder[0], &milder[1]] {
        let pair = (one_line(&words.finding(finding)), one_line(&words.finding_hint(finding)));
        if !told.contains(&pair) {
            told.push(pair);
        }
    }
    told
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn docs_name_every_key_of_the_pipeline_files() {
    let document = read("docs/PIPELINE.md");
    let sections = sections(&document);
    let described = |section: &str| -> BTreeSet<String> {
        let lines = sections.get(section).unwrap_or_else(|| panic!("docs/PIPELINE.md has no section `{section}`"));
        rows(lines).into_iter().map(|(key, _)| key.to_owned()).collect()
    };
    let mirror = mirror(&read("src/pipeline/raw.rs"));
    assert!(mirror.len() > 20, "the mirror was not understood: {mirror:?}");
    for (table, keys) in &mirror {
        let section = match table.trim_start_matches("Raw") {
            "Grant" => "granted".to_owned(),
            "Activity" => "activities".to_owned(),
            other => other.to_lowercase(),
        };
        if table.ends_with("File") {
            let missing: Vec<_> = keys.iter().filter(|key| !sections.contains_key(key.as_str())).collect();
            assert!(missing.is_empty(), "docs/PIPELINE.md has no section {missing:?}");
        } else {
            assert_eq!(described(&section), *keys, "keys of `{section}` in docs/PIPELINE.md");
        }
    }
    let fields = FieldName::ALL.map(|(_, key)| key.to_owned());
    assert_eq!(described("columns"), BTreeSet::from(fields));
}

/// Every table of the serde mirror with its keys.
fn mirror(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let body = source.split("\nmirror! {").nth(1).and_then(|rest| rest.split("\n}").next()).expect("a mirror");
    let code: Vec<&str> = body.lines().filter(|line| !line.trim().starts_with("///")).collect();
    let code = code.join(" ").replace("::", ".");
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut table = String::new();
    for word in code.split_whitespace() {
        if let Some(key) = word.strip_suffix(':') {
            tables.entry(table.clone()).or_default().insert(key.trim_start_matches('{').replace('_', "-"));
        } else if word.chars().all(char::is_alphanumeric) && word.starts_with(char::is_uppercase) {
            word.clone_into(&mut table);
        }
    }
    tables
}

#[test]
fn docs_describe_every_published_column() {
    let dir = Workdir::new("docs");
    let with_text = with_text(&dir);
    let outcomes = [sample("2022-T2"), sample("2021"), &with_text];
    let document = read("docs/DATA.md");
    let terms = read("docs/TERMS.md");
    let terms = ticked(&terms);
    let sections = sections(&document);
    for (file, columns) in published(&outcomes) {
        let lines = sections.get(file.as_str()).unwrap_or_else(|| panic!("docs/DATA.md has no section `{file}`"));
        let described: BTreeMap<&str, &str> = rows(lines).into_iter().collect();
        let parts = lines.iter().any(|line| line.starts_with("| *koddelar*"));
        for (column, kind) in &columns {
            let is_part = parts && outcomes.iter().any(|outcome| outcome.pipeline.parts.position(column).is_some());
            let said = described.get(column.as_str()).copied().or(is_part.then_some("VARCHAR"));
            assert_eq!(said, Some(kind.as_str()), "`{column}` of {file} in docs/DATA.md");
            assert!(terms.contains(column.as_str()), "docs/TERMS.md does not name `{column}` of {file}");
        }
        let gone: Vec<_> = described.keys().filter(|name| !columns.contains_key(**name)).collect();
        assert!(gone.is_empty(), "docs/DATA.md: {file} has no {gone:?}");
    }
}

/// A run that keeps the postings' texts. It and the two sample runs together have every table and column.
fn with_text(dir: &Workdir) -> Outcome {
    let job = small::job(dir);
    let edit = |name: &str, change: &dyn Fn(&str) -> String| {
        let path = dir.path().join(name);
        let text = std::fs::read_to_string(&path).expect("the small job is there");
        std::fs::write(path, change(&text)).expect("it can be changed");
    };
    edit("jobb.toml", &|text| text.replace("[job]\n", "[job]\nfree-text = true\n"));
    // Its code part has a short name; here it is called what the glossary calls it.
    let spelt = |text: &str| text.replace("akt =", "aktivitet =");
    edit("avtal.toml", &|text| spelt(text));
    edit("layout.toml", &|text| spelt(text).replace("[columns]\n", "[columns]\ntext = [\"Text\"]\n"));
    for extract in ["a.csv", "b.csv"] {
        edit(extract, &|text| text.lines().fold(String::new(), |all, line| all + line + ";Text\n"));
    }
    dir.run(&job, "2022").unwrap_or_else(|error| panic!("the small job runs: {error:?}"))
}

/// The columns of every published table with their types in SQL's names, by the file's name in `docs/DATA.md`: those of
/// all agreements and of all report tables together. A CSV must have the columns of its Parquet.
fn published(outcomes: &[&Outcome]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for outcome in outcomes {
        for file in ["fakta.parquet", "saldon.parquet"] {
            found.entry(file.to_owned()).or_default().extend(schema(&outcome.folder.join(file)));
        }
        for entry in std::fs::read_dir(outcome.folder.join("tabeller")).expect("there are tables") {
            let path = entry.expect("a table").path();
            if path.extension().is_some_and(|ending| ending == "parquet") {
                let columns = schema(&path);
                let csv = std::fs::read_to_string(path.with_extension("csv")).expect("each table is there as CSV");
                let header = csv.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
                let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
                assert_eq!(header, names.join(";"), "{}", path.display());
                found.entry(documented(outcome, &path)).or_default().extend(columns);
            }
        }
    }
    for kind in found.get_mut("rapport").into_iter().flatten().filter(|(name, _)| SCALED.contains(&name.as_str())) {
        "DECIMAL(18,n)".clone_into(kind.1);
    }
    found
}

/// The name that `docs/DATA.md` has of a table: without its agreement, or its report table's id.
fn documented(outcome: &Outcome, path: &Path) -> String {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.starts_with("rapport-") {
        return "rapport".to_owned();
    }
    let of = outcome.pipeline.agreements.iter().find_map(|a| name.strip_suffix(&format!("-{}", a.id)));
    of.unwrap_or(&name).to_owned()
}

fn schema(path: &Path) -> Vec<(String, String)> {
    let frame = parquet::read(path);
    let kind = |kind: &DataType| match kind {
        DataType::String => "VARCHAR".to_owned(),
        DataType::Date => "DATE".to_owned(),
        DataType::Int64 => "BIGINT".to_owned(),
        DataType::Boolean => "BOOLEAN".to_owned(),
        DataType::Decimal(precision, scale) => format!("DECIMAL({precision},{scale})"),
        other => format!("{other:?}"),
    };
    frame.schema().iter().map(|(name, dtype)| (name.to_string(), kind(dtype))).collect()
}

#[test]
fn docs_have_no_dead_links() {
    let mut dead = Vec::new();
    for document in DOCUMENTS {
        let source = read(document);
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        for target in source.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = repo("").join(if file.is_empty() { document.into() } else { folder.join(file) });
            let leads =
                target.contains("://") || (path.exists() && (anchor.is_empty() || anchors(&path).contains(anchor)));
            if !leads {
                dead.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(path: &Path) -> BTreeSet<String> {
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let heads = source.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let kept = |c: &char| c.is_alphanumeric() || [' ', '-', '_'].contains(c);
    heads.map(|head| head.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
}

#[test]
fn docs_readme_has_the_commands_that_ci_runs() {
    let (readme, ci) = (read("README.md"), read(".ci/run"));
    for command in ["cargo run -- run pipelines/region-jh-2022.toml --through 2022-T2", "cargo test"] {
        assert!(readme.lines().any(|line| line.trim() == command), "README.md does not say {command}");
        assert!(ci.lines().any(|line| line.trim() == command), ".ci/run does not run {command}");
    }
}
