//! An independent naive accountant audits tertial on generated worlds: agreements with nested and disputed rules,
//! shared objects and rulings, and ledgers with bad rows, sub-totals and reversals, shuffled and split over files.
//! Both must come to the same to the öre, with any number of threads and however the extract is cut into batches.

mod accountant;
mod figures;
mod files;
mod findings;
mod flaws;
mod grants;
mod ledger;
mod reading;
mod received;
mod report_rows;
mod reports;
mod rulebook;
mod rules;
mod shown;
mod tables;
mod twice;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tertial::model::finding::{Problem, Value};
use tertial::run::{Options, Outcome, RunError, Silent};

use crate::workdir::Workdir;
use accountant::{Account, Books};
use files::Files;
use ledger::Extract;
use world::World;

/// So many worlds, times `TERTIAL_WORLDS` where it is set: the test run of everybody is short, that of CI is long.
fn config(cases: u32) -> ProptestConfig {
    let times = std::env::var("TERTIAL_WORLDS").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    ProptestConfig {
        cases: cases * times,
        failure_persistence: None,
        max_shrink_iters: 100,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn the_accountant_comes_to_the_same_on_small_ledgers(world in world::peaceful(0..20)) {
        peaceful(&world);
    }

    #[test]
    fn the_accountant_comes_to_the_same_on_larger_ledgers(world in world::peaceful(120..260)) {
        peaceful(&world);
    }
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn the_accountant_sees_the_same_disputes(world in world::quarrelsome()) {
        let (work, books, extracts) = laid_out(&world);
        if books.rules.disputes.is_empty() && books.rules.covered.is_empty() {
            audit(&world, &work, &books, &extracts);
        } else {
            disputed(&books, run(&world, &work, "jobb.toml", 1));
        }
    }
}

/// A world without disputes is audited, and published the same in every way of running it.
fn peaceful(world: &World) {
    let (work, books, extracts) = laid_out(world);
    assert!(books.rules.disputes.is_empty() && books.rules.covered.is_empty(), "a peaceful world");
    let Some(outcome) = audit(world, &work, &books, &extracts) else { return };
    let mut published = contents(&outcome.folder);
    let second = run(world, &work, "jobb.toml", 3).expect("it runs with three threads as well");
    assert_same(&published, &contents(&second.folder), "threads and batches");
    if extracts.len() > 1 {
        let turned = run(world, &work, "vand/jobb.toml", 3).expect("the order of inputs has no meaning");
        let mut turned = contents(&turned.folder);
        // The manifest seals the job file as well, which is not the same when it names its inputs in another order.
        published.remove(Path::new("manifest.json"));
        turned.remove(Path::new("manifest.json"));
        assert_same(&published, &turned, "the order of inputs");
    }
}

/// Writes the world's files, and opens the accountant's books on the same TOML.
fn laid_out(world: &World) -> (Workdir, Books, Vec<Extract>) {
    let work = Workdir::new("auditor");
    let files = Files::of(world);
    work.write("jobb.toml", &files.job);
    work.write("vand/jobb.toml", files.turned(world));
    let shared = [("accounts.toml", &files.accounts), ("layout.toml", &files.layout), ("rapport.toml", &files.report)];
    let mut shared: Vec<(String, &String)> = shared.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    shared.extend(files.agreements.iter().enumerate().map(|(i, text)| (format!("agreement-{i}.toml"), text)));
    let extracts: Vec<Extract> =
        world.files.iter().enumerate().map(|(i, lines)| Extract::of(lines, &world.form, i)).collect();
    for folder in ["", "vand/"] {
        for (name, text) in &shared {
            work.write(&format!("{folder}{name}"), text);
        }
        for extract in &extracts {
            work.write(&format!("{folder}{}", extract.name), &extract.bytes);
        }
    }
    let books = Books::of(&files, &world.through);
    (work, books, extracts)
}

/// Runs a job of the world with some threads; batches of one size with one thread, of another with several.
fn run(world: &World, work: &Workdir, job: &str, threads: usize) -> Result<Outcome, RunError> {
    let batch_bytes = world.batches[usize::from(threads > 1)];
    let out = work.path().join(format!("ut-{threads}-{}", job.len()));
    let options = Options { out, threads, batch_bytes, ..work.options(&world.through) };
    work.run_watched(&work.path().join(job), &options, &Silent)
}

/// Runs the world and compares each figure with the accountant's; nothing is published where too many rows are bad.
fn audit(world: &World, work: &Workdir, books: &Books, extracts: &[Extract]) -> Option<Outcome> {
    let account = books.count(world, extracts);
    let result = run(world, work, "jobb.toml", 1);
    let result = uncontradicted(result, &account)?;
    if account.rejected.len() > usize::from(world.rejected_rows) {
        too_many(result, &account.rejected);
        return None;
    }
    let outcome = result.unwrap_or_else(|error| panic!("the run stopped: {}", told(&error)));
    rejected(&outcome, &account.rejected);
    let differing = differences(books, &account, &outcome);
    assert!(differing.is_empty(), "{}", differing.into_values().collect::<Vec<_>>().join("\n"));
    Some(outcome)
}

/// Every table of which the accountant has something else, and `findings` where he found others.
fn differences(books: &Books, account: &Account<'_>, outcome: &Outcome) -> BTreeMap<String, String> {
    let mut pairs = vec![("findings".to_owned(), findings::found(outcome), findings::expected(books, account))];
    for (table, columns, rows) in tables::expected(books, account) {
        pairs.push((table.clone(), tables::published(&outcome.folder, &table, &columns), rows));
    }
    let differing = pairs.into_iter().filter(|(_, found, expected)| found != expected);
    differing.map(|(what, found, expected)| (what.clone(), told_apart(&what, &found, &expected))).collect()
}

/// Why a run stopped, without the files that the problems point at.
fn told(error: &RunError) -> String {
    match error {
        RunError::Pipeline(problems) | RunError::Input(problems) => {
            problems.iter().map(|problem| format!("{} {:?}", problem.id, problem.values)).collect::<Vec<_>>().join("\n")
        }
        other => format!("{other:?}"),
    }
}

/// Two lists of rows, told by the rows that differ.
fn told_apart(what: &str, found: &[Vec<String>], expected: &[Vec<String>]) -> String {
    let without = |a: &[Vec<String>], b: &[Vec<String>]| {
        let rows: Vec<String> = a.iter().filter(|row| !b.contains(row)).map(|row| row.join(" | ")).collect();
        rows.join("\n  ")
    };
    format!(
        "{what}\nonly tertial ({} rows):\n  {}\nonly the accountant ({} rows):\n  {}",
        found.len(),
        without(found, expected),
        expected.len(),
        without(expected, found)
    )
}

/// Each rejected row with its file and line; of a row with several bad cells, tertial tells one.
fn rejected(outcome: &Outcome, expected: &BTreeMap<(String, usize), BTreeSet<&'static str>>) {
    let mut missed = expected.clone();
    for row in tables::published(&outcome.folder, "avvisade", "fil rad orsak") {
        let place = (row[0].clone(), row[1].parse().expect("a line number"));
        let reasons = missed.remove(&place).unwrap_or_else(|| panic!("{place:?} can be read"));
        assert!(reasons.contains(row[2].as_str()), "{place:?} is rejected for one of {reasons:?}, not {}", row[2]);
    }
    assert!(missed.is_empty(), "not rejected: {missed:?}");
    assert_eq!(outcome.rejected, expected.len(), "rejected rows");
}

/// Of each reason the run tells up to twenty rows, and where there are more, how many of each kind: all in all every row.
fn too_many(result: Result<Outcome, RunError>, expected: &BTreeMap<(String, usize), BTreeSet<&'static str>>) {
    let Err(RunError::Input(problems)) = result else { panic!("the run should bear no more rejected rows") };
    let count = |problem: &Problem, name: &str| match problem.values.iter().find(|(known, _)| *known == name) {
        Some((_, Value::Count(count))) => usize::try_from(*count).expect("a count"),
        other => panic!("{} has {name}: {other:?}", problem.id),
    };
    let (head, rest) = problems.split_first().expect("a problem");
    assert_eq!((head.id, count(head, "rejected")), ("too-many-rejected", expected.len()));
    let mut unseen = expected.clone();
    let (mut told, mut alike) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for problem in rest {
        if problem.id == "rejected-alike" {
            *alike.entry(text_of(problem, "reason")).or_default() += count(problem, "rows");
            continue;
        }
        let place = (problem.place.file.clone().expect("a file"), problem.place.row.expect("a row") as usize);
        let reasons = unseen.remove(&place).unwrap_or_else(|| panic!("{place:?} can be read, or is told twice"));
        assert!(reasons.contains(problem.id), "{place:?} is rejected for one of {reasons:?}, not {}", problem.id);
        *told.entry(problem.id.to_owned()).or_default() += 1;
    }
    let shortened = alike.keys().all(|reason| told.remove(reason) == Some(20));
    assert!(shortened && told.values().all(|rows| *rows <= 20), "{told:?}, more of {alike:?}");
    assert_eq!(told.values().chain(alike.values()).sum::<usize>(), expected.len(), "{told:?}, {alike:?}");
}

fn text_of(problem: &Problem, name: &str) -> String {
    match problem.values.iter().find(|(known, _)| *known == name) {
        Some((_, Value::Text(text))) => text.clone(),
        other => panic!("{} has {name}: {other:?}", problem.id),
    }
}

/// The result, unless the run stopped at a file in which more amounts may be read in two ways than show the layout's
/// decimal sign. Of a row with several bad cells, the accountant doesn't know which one tertial tells.
fn uncontradicted(result: Result<Outcome, RunError>, account: &Account<'_>) -> Option<Result<Outcome, RunError>> {
    let doubtful = |file: &str, alone: bool| {
        let of_file = account.rejected.iter().filter(|((name, _), _)| name == file);
        of_file.filter(|(_, why)| why.contains("ambiguous-amount") && (!alone || why.len() == 1)).count()
    };
    let stands = |file: &str, alone| doubtful(file, alone) > account.with_decimals.get(file).copied().unwrap_or(0);
    let refused = match &result {
        Err(RunError::Input(problems)) if problems[0].id == "decimal-contradicted" => problems,
        _ => {
            let missed = account.files.keys().find(|file| stands(file, true));
            assert_eq!(missed, None, "its amounts may all be read in two ways");
            return Some(result);
        }
    };
    let file = refused[0].place.file.clone().expect("a file is named");
    assert!(stands(&file, false), "{file} shows its decimal sign");
    None
}

/// The run refuses the rules, and names the same pairs and the same covered rules as the accountant.
fn disputed(books: &Books, result: Result<Outcome, RunError>) {
    let Err(RunError::Pipeline(problems)) = result else { panic!("undisputed: {:?}", books.rules.disputes) };
    let (mut pairs, mut covered) = (BTreeSet::new(), BTreeSet::new());
    for problem in &problems {
        match problem.id {
            "rules-overlap" => {
                let pair = BTreeSet::from([text_of(problem, "first"), text_of(problem, "second")]);
                taken_by_both(books, &pair, &text_of(problem, "example"));
                pairs.insert(pair);
            }
            "rule-covered" => _ = covered.insert(text_of(problem, "rule")),
            other => panic!("{other}: {problem:?}"),
        }
    }
    assert_eq!(pairs, books.rules.disputes, "disputes");
    assert_eq!(covered, books.rules.covered, "covered rules");
}

/// The code string that tertial shows for a dispute is taken by both rules.
fn taken_by_both(books: &Books, pair: &BTreeSet<String>, example: &str) {
    let codes: BTreeMap<&str, &str> = example.split(", ").filter_map(|code| code.split_once(' ')).collect();
    for rule in books.rules.rules.iter().filter(|rule| pair.contains(&rule.name())) {
        let code = |part: &str| codes.get(part).copied().unwrap_or_default().to_owned();
        assert!(rule.takes(&code), "{} takes {example}", rule.name());
    }
}

/// All files of a published folder but the run's own log.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|name| name != "korlogg.json") {
                let name = path.strip_prefix(folder).expect("within the folder").to_owned();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn assert_same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>, what: &str) {
    let differing = one.keys().chain(other.keys()).filter(|name| one.get(*name) != other.get(*name));
    let differing: BTreeSet<&PathBuf> = differing.collect();
    assert!(differing.is_empty(), "{what} changed {differing:?}");
}
