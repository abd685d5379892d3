//! The built binary as a user meets it: exit codes, languages, help, what is told of a wrong call, and what stands in the
//! output folder afterwards. Jobs come from the corpus.

mod decisions;
mod interrupted;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::corpus::copy;
use crate::workdir::{Workdir, repo, text};
use serde_json::Value as Json;

/// Exit code, stdout and stderr.
struct Told {
    exit: i32,
    out: String,
    err: String,
}

impl Told {
    /// The JSON on stdout.
    fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}:\n{}\n{}", self.out, self.err))
    }
}

fn tertial(work: &Workdir, arguments: &str) -> Told {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let output = work.tertial(&arguments);
    let exit = output.status.code().expect("it ends by itself");
    Told { exit, out: text(&output.stdout), err: text(&output.stderr) }
}

/// A folder with these cases of the corpus and what they share.
fn with_cases(cases: &[&str]) -> Workdir {
    let work = Workdir::new("cli");
    for name in cases.iter().chain(&["shared"]) {
        copy(&repo("tests/corpus").join(name), &work.path().join(name));
    }
    work
}

/// Rewrites a file of the folder.
fn edit(work: &Workdir, name: &str, from: &str, to: &str) {
    let before = fs::read_to_string(work.path().join(name)).expect("the file is there");
    assert!(before.contains(from), "{name} has no {from}");
    work.write(name, before.replacen(from, to, 1));
}

/// Every file under a folder with contents and time of change.
fn snapshot(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
        if path.is_dir() {
            let below = snapshot(&path).into_iter().map(|(inner, found)| (format!("{name}/{inner}"), found));
            files.extend(below);
        } else {
            let changed = entry.metadata().and_then(|m| m.modified()).expect("the disk knows times");
            files.insert(name, (fs::read(&path).expect("the file can be read"), changed));
        }
    }
    files
}

const WELL: &str = "run first-month/job.toml --through 2022-01";
const ERRING: &str = "run month-missing/job.toml --through 2022-03";

#[test]
fn findings_fail_the_run_from_the_severity_asked_for() {
    let work = with_cases(&["first-month", "month-missing", "control-ties"]);
    for (call, exit) in [
        (WELL.to_owned(), 0),
        (format!("{WELL} --fail-on error"), 0),
        (format!("{WELL} --fail-on warning"), 1),
        (format!("{WELL} --fail-on never"), 0),
        (ERRING.to_owned(), 1),
        (format!("{ERRING} --fail-on warning"), 1),
        (format!("{ERRING} --fail-on never"), 0),
    ] {
        let told = tertial(&work, &call);
        assert_eq!((told.exit, told.err.as_str()), (exit, ""), "{call}");
        assert!(told.out.contains("Resultatet finns i out/"), "{call}: published all the same");
    }
}

#[test]
fn each_kind_of_trouble_has_its_exit_code() {
    let work = with_cases(&["first-month", "rejected-over-the-limit", "rules-overlap"]);
    work.write("a-file", "not a folder");
    for (call, exit) in [
        ("run rules-overlap/job.toml --through 2022-01".to_owned(), 2),
        ("check rules-overlap/job.toml".to_owned(), 2),
        ("run saknas.toml --through 2022-01".to_owned(), 2),
        ("run rejected-over-the-limit/job.toml --through 2022-01".to_owned(), 3),
        (format!("{WELL} --out a-file"), 4),
        (format!("{WELL} --out a-file/below"), 4),
    ] {
        let told = tertial(&work, &call);
        assert_eq!((told.exit, told.out.as_str()), (exit, ""), "{call}: {}", told.err);
        assert!(told.err.starts_with("fel: "), "{call}: {}", told.err);
        assert!(told.err.contains("gör så här: "), "{call}: no hint in {}", told.err);
    }
    assert_eq!(fs::read_to_string(work.path().join("a-file")).ok().as_deref(), Some("not a folder"));
}

#[test]
fn a_locked_output_root_is_refused_and_free_again_afterwards() {
    let work = with_cases(&["first-month"]);
    let lock = work.write("out/.tertial.lock", "");
    let held = fs::File::options().write(true).open(lock).expect("the lock can be opened");
    held.lock().expect("the lock is free");
    let told = tertial(&work, WELL);
    assert_eq!((told.exit, told.out.as_str()), (4, ""));
    assert!(told.err.contains("En annan körning skriver till"), "{}", told.err);
    drop(held);
    assert_eq!(tertial(&work, WELL).exit, 0);
}

#[test]
fn a_file_in_the_place_of_the_result_is_refused() {
    let work = with_cases(&["first-month"]);
    work.write("out/first-month/2022-01", "mine");
    let told = tertial(&work, WELL);
    assert_eq!(told.exit, 4, "{}{}", told.out, told.err);
    assert_eq!(fs::read_to_string(work.path().join("out/first-month/2022-01")).ok().as_deref(), Some("mine"));
    fs::remove_file(work.path().join("out/first-month/2022-01")).expect("the file is still there");
    for _ in 0..2 {
        let told = tertial(&work, WELL);
        assert_eq!(told.exit, 0, "the root is as good as before: {}", told.err);
    }
}

#[test]
fn json_is_json_when_well_and_when_not() {
    let work = with_cases(&["first-month", "rejected-over-the-limit", "rules-overlap"]);
    work.write("a-file", "");
    let well = tertial(&work, &format!("{WELL} --format json"));
    let json = well.json();
    assert_eq!((well.exit, well.err.as_str()), (0, ""));
    assert_eq!((&json["areas"][0]["spent"], &json["areas"][0]["share"]), (&Json::from("141.00"), &Json::from(1410)));
    assert_eq!(json["findings"][0]["code"], "completeness-not-proven");
    assert_eq!(json["folder"], "out/first-month/2022-01");
    for (call, exit, id, place) in [
        ("run rules-overlap/job.toml --through 2022-01".to_owned(), 2, "rules-overlap", "agreement.toml:10"),
        ("run first-month/job.toml --through 2021".to_owned(), 2, "year-not-the-jobs", ""),
        ("run rejected-over-the-limit/job.toml --through 2022-01".to_owned(), 3, "too-many-rejected", ""),
        (format!("{WELL} --out a-file"), 4, "output-not-writable", ""),
    ] {
        let told = tertial(&work, &format!("{call} --format json"));
        let json = told.json();
        assert_eq!((told.exit, told.err.as_str()), (exit, ""), "{call}");
        assert_eq!(json["exit"], exit, "{call}");
        let first = &json["problems"][0];
        assert_eq!((&first["id"], &first["place"]), (&Json::from(id), &Json::from(place)), "{call}");
        for words in ["message", "hint"] {
            assert!(first[words].as_str().is_some_and(|told| !told.is_empty()), "{call}: no {words}");
        }
    }
}

#[test]
fn languages_are_asked_for_and_the_output_stays_swedish() {
    let work = with_cases(&["first-month", "rejected-over-the-limit"]);
    let swedish = tertial(&work, WELL).out.replace('\u{a0}', " ");
    let english = tertial(&work, &format!("{WELL} --lang en")).out;
    assert!(swedish.contains("Avvikelser: 0 fel, 1 varning, 0 upplysningar") && swedish.contains("1 000,00"));
    assert!(english.contains("Findings: 0 errors, 1 warning, 0 infos") && english.contains("1,000.00"), "{english}");
    let table = fs::read_to_string(work.path().join("out/first-month/2022-01/tabeller/avvikelser.csv"));
    assert!(table.is_ok_and(|table| table.contains("Det är inte styrkt")), "tables are Swedish whatever is asked");
    let failed = tertial(&work, "run rejected-over-the-limit/job.toml --through 2022-01 --lang=en").err;
    assert!(failed.starts_with("error: 8 rows cannot be read"), "{failed}");
}

#[test]
fn the_job_may_say_english_and_the_caller_swedish() {
    let work = with_cases(&["first-month", "ring-fence-near-its-limit"]);
    edit(&work, "first-month/job.toml", "year ", "language = \"en\"\nyear ");
    assert!(tertial(&work, WELL).out.contains("Findings: "));
    assert!(tertial(&work, &format!("{WELL} --lang sv")).out.contains("Avvikelser: "));
    edit(&work, "ring-fence-near-its-limit/job.toml", "year ", "language = \"en\"\nyear ");
    let check = tertial(&work, "check ring-fence-near-its-limit/job.toml --verbose");
    assert!(check.out.starts_with("info [allocated-differs-from-granted]"), "check too: {}", check.out);
    edit(&work, "first-month/job.toml", "title ", "titel ");
    for call in [WELL, "check first-month/job.toml"] {
        let told = tertial(&work, call);
        assert_eq!(told.exit, 2);
        assert!(told.err.starts_with("error: "), "a job with an error keeps its language, {call}: {}", told.err);
    }
}

#[test]
fn the_environment_changes_nothing() {
    let work = with_cases(&["before-decision-and-before-year"]);
    let call = ["run", "before-decision-and-before-year/job.toml", "--through", "2022-03", "--verbose"];
    let folder = work.path().join("out/before-decision-and-before-year/2022-03");
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tertial"));
        let output = command.current_dir(work.path()).args(call).envs(variables.iter().copied()).output();
        let output = output.expect("the binary runs");
        let mut files = snapshot(&folder);
        files.retain(|name, _| name != "korlogg.json");
        let contents: Vec<_> = files.into_iter().map(|(name, (bytes, _))| (name, bytes)).collect();
        (output.status.code(), text(&output.stdout), text(&output.stderr), contents)
    };
    let plain = run(&[("LANG", "C"), ("LC_ALL", "C"), ("TZ", "UTC")]);
    assert_eq!(plain.0, Some(0), "{}", plain.2);
    let names = [("LANGUAGE", "en"), ("USER", "someone"), ("HOSTNAME", "somewhere"), ("NO_COLOR", "1")];
    for (lang, zone) in [("en_US.UTF-8", "America/Los_Angeles"), ("de_DE", "Pacific/Kiritimati")] {
        let mut variables = vec![("LANG", lang), ("LC_ALL", lang), ("LC_NUMERIC", lang), ("TZ", zone)];
        variables.extend(names);
        assert!(run(&variables) == plain, "{lang}, {zone}");
    }
}

#[test]
fn check_is_silent_when_well_and_tells_infos_when_asked() {
    let work = with_cases(&["first-month", "ring-fence-near-its-limit", "decision-differs-from-granted"]);
    for case in ["first-month", "ring-fence-near-its-limit"] {
        let told = tertial(&work, &format!("check {case}/job.toml"));
        assert_eq!((told.exit, told.out.as_str(), told.err.as_str()), (0, "", ""), "{case}");
    }
    let verbose = tertial(&work, "check ring-fence-near-its-limit/job.toml -v");
    assert_eq!((verbose.exit, verbose.out.matches("upplysning [").count()), (0, 3), "{}", verbose.out);
    let warned = tertial(&work, "check decision-differs-from-granted/job.toml");
    assert_eq!((warned.exit, warned.out.matches("varning [").count()), (0, 3), "{}", warned.out);
    assert!(!work.path().join("out").exists(), "check writes nothing");
    fs::remove_file(work.path().join("first-month/in.csv")).expect("the extract is there");
    assert_eq!(tertial(&work, "check first-month/job.toml").exit, 0, "check reads no extract");
}

#[test]
fn help_speaks_both_languages() {
    let work = Workdir::new("help");
    let version = tertial(&work, "--version");
    assert_eq!((version.exit, version.out), (0, format!("tertial {}\n", env!("CARGO_PKG_VERSION"))));
    let swedish = ["Användning:", "Kommandon:", "Flaggor:", "Slutkoder:", "Kör jobbet"];
    let english = ["Usage:", "Commands:", "Options:", "Exit codes:", "Runs the job"];
    for (call, words) in
        [("--help", swedish), ("-h", swedish), ("--help --lang sv", swedish), ("--lang en -h", english)]
    {
        let told = tertial(&work, call);
        assert_eq!((told.exit, told.err.as_str()), (0, ""), "{call}");
        for word in words {
            assert!(told.out.contains(word), "{call} lacks {word}:\n{}", told.out);
        }
    }
    for lang in ["sv", "en"] {
        let told = tertial(&work, &format!("run --lang {lang} --help"));
        assert_eq!(told.exit, 0);
        for flag in [
            "--through",
            "--out",
            "--as-of",
            "--format",
            "--fail-on",
            "--lang",
            "--threads",
            "--stats",
            "--verbose",
            "--help",
        ] {
            assert!(told.out.contains(flag), "{flag} is not in the {lang} help");
        }
        assert!(tertial(&work, &format!("check --lang={lang} -h")).out.contains("JOB"));
        let foot = tertial(&work, &format!("foot --lang={lang} -h")).out;
        assert!(["FILE", "--format", "--lang"].iter().all(|part| foot.contains(part)), "{foot}");
    }
}

#[test]
fn stats_stand_beside_the_answer_and_count_every_row() {
    let work = with_cases(&["first-month"]);
    let call = "run first-month/job.toml --through 2022-01";
    let (plain, told) = (tertial(&work, call), tertial(&work, &format!("{call} --stats --lang sv")));
    assert_eq!((&plain.out, plain.exit), (&told.out, told.exit));
    let rows = |stage: &str| {
        let line = told.err.lines().find(|line| line.starts_with(stage)).unwrap_or_else(|| panic!("{}", told.err));
        let figures = line[stage.len()..].split_whitespace().nth(1);
        figures.and_then(|rows| rows.parse::<u64>().ok()).unwrap_or_else(|| panic!("{line}"))
    };
    // Every line of the extract is read and normalised; what became a posting is mapped, folded and written.
    assert_eq!(rows("läsa"), rows("normalisera"));
    assert!(rows("fördela") > 0 && rows("fördela") < rows("läsa"));
    assert_eq!((rows("summera till saldon"), rows("skriva fakta")), (rows("fördela"), rows("fördela")));
}

/// Wrong calls, each with parts of what must be told.
const WRONG_CALLS: [(&str, &[&str]); 22] = [
    ("", &["Användning: tertial", "Kommandon:", "Slutkoder:"]),
    ("run", &["JOB", " saknas."]),
    ("rnu first-month/job.toml", &["Kommandot ”rnu” finns inte.", "Menades ”run”?"]),
    ("foot", &["FILE", " saknas."]),
    ("foto table.txt", &["Kommandot ”foto” finns inte.", "Menades ”foot”?"]),
    ("foot table.txt --formt json", &["Flaggan ”--formt” finns inte.", "Menades ”--format”?"]),
    ("foot table.txt --format xml", &["”xml” går inte", "Möjligt är: text, json."]),
    ("chek first-month/job.toml", &["Kommandot ”chek” finns inte.", "Menades ”check”?"]),
    ("run first-month/job.toml", &["--through", " saknas."]),
    ("run first-month/job.toml --throug 2022-01", &["Flaggan ”--throug” finns inte.", "Menades ”--through”?"]),
    ("run first-month/job.toml --through 2022-T4", &["”2022-T4” är ingen period att redovisa till och med."]),
    ("run first-month/job.toml --through 2022-8", &["”2022-8” är ingen period att redovisa till och med."]),
    ("run first-month/job.toml --through 2021-T2", &["”2021-T2” är inte jobbets år, 2022."]),
    ("run first-month/job.toml --through 2022-01 --through 2022-02", &["--through", "två gånger"]),
    ("run first-month/job.toml --through 2022-01 --as-of 2022-02-30", &["”2022-02-30” går inte", "--as-of"]),
    ("run first-month/job.toml --through 2022-01 --threads 0", &["”0” går inte", "--threads"]),
    ("run first-month/job.toml --through 2022-01 --format xml", &["”xml” går inte", "Möjligt är: text, json."]),
    ("run first-month/job.toml --through 2022-01 --fail-on no", &["Möjligt är: error, warning, never."]),
    ("run first-month/job.toml --through 2022-01 --lang fr", &["Möjligt är: sv, en."]),
    ("run first-month/job.toml --through 2022-01 --out", &["--out", "behöver ett värde."]),
    ("check first-month/job.toml --through 2022", &["Flaggan ”--through” finns inte."]),
    ("check first-month/job.toml another.toml", &["another.toml"]),
];

#[test]
fn a_wrong_call_is_told_with_what_was_meant() {
    let work = with_cases(&["first-month"]);
    let mut wrong = String::new();
    for (call, parts) in WRONG_CALLS {
        let told = tertial(&work, call);
        let hint: &[&str] = if call.is_empty() { &[] } else { &["gör så här: "] };
        let lacking = parts.iter().chain(hint).any(|part| !told.err.contains(part));
        // A gap where a name or the possible values should stand.
        let gap = ["fel:  ", "””", "är: .", "Flaggan ”another"].iter().any(|gap| told.err.contains(gap));
        if told.exit != 2 || !told.out.is_empty() || lacking || gap {
            let told = format!("tertial {call} (exit {}) tells:\n{}{}", told.exit, told.out, told.err);
            wrong.push_str(&told);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let english = tertial(&work, "run first-month/job.toml --lang en").err;
    assert!(english.starts_with("error: --through <2022-08|2022-T2|2022> is missing."), "{english}");
    assert!(!work.path().join("out").exists());
}

#[test]
fn a_failing_run_leaves_an_earlier_one_as_it_was() {
    let work = with_cases(&["first-month"]);
    assert_eq!(tertial(&work, WELL).exit, 0);
    let before = snapshot(&work.path().join("out"));
    assert!(before.len() > 20, "a whole set was published: {:?}", before.keys());
    let extract = fs::read_to_string(work.path().join("first-month/in.csv")).expect("the extract is there");
    edit(&work, "first-month/in.csv", "100,50", "hundra");
    let unreadable = tertial(&work, WELL);
    assert_eq!(unreadable.exit, 3, "{}", unreadable.err);
    assert!(before == snapshot(&work.path().join("out")), "changed by exit 3");
    work.write("first-month/in.csv", extract);
    edit(&work, "first-month/job.toml", "year ", "yaer ");
    let faulty = tertial(&work, WELL);
    assert_eq!(faulty.exit, 2, "{}", faulty.err);
    assert!(before == snapshot(&work.path().join("out")), "changed by exit 2");
    edit(&work, "first-month/job.toml", "yaer ", "year ");
    assert_eq!(tertial(&work, WELL).exit, 0);
    let contents = |files: BTreeMap<String, (Vec<u8>, SystemTime)>| {
        let sealed = files.into_iter().filter(|(name, _)| !name.ends_with("korlogg.json"));
        sealed.map(|(name, (bytes, _))| (name, bytes)).collect::<Vec<_>>()
    };
    assert!(contents(before) == contents(snapshot(&work.path().join("out"))), "the same again, to the byte");
}

/// What is left when stdout goes there.
#[cfg(target_os = "linux")]
fn told_to(work: &Workdir, call: &str, out: std::process::Stdio) -> Told {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tertial"));
    let output =
        command.current_dir(work.path()).args(call.split_whitespace()).stdout(out).stderr(std::process::Stdio::piped());
    let output = output.spawn().and_then(std::process::Child::wait_with_output).expect("the binary runs");
    Told { exit: output.status.code().expect("it ends by itself"), out: String::new(), err: text(&output.stderr) }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_could_not_be_told_is_an_error_and_a_reader_that_went_away_is_none() {
    let work = with_cases(&["first-month"]);
    work.write("table.txt", "Post\tUtfall\na\t1\nb\t2\nSumma\t3\n");
    let json = format!("{WELL} --format json");
    let calls =
        ["--help", WELL, &json, "inspect first-month/in.csv", "inspect first-month/in.csv --rows", "foot table.txt"];
    for call in calls {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
        let told = told_to(&work, call, full.into());
        assert_eq!(told.exit, 4, "{call}: {}", told.err);
        assert!(told.err.starts_with("fel: Svaret kunde inte skrivas ut: disken är full"), "{call}: {}", told.err);
        assert!(!told.err.contains("tidigare körning"), "{call}: {}", told.err);
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let told = told_to(&work, call, writer.into());
        assert!(told.exit <= 1 && told.err.is_empty(), "{call}: {} {}", told.exit, told.err);
    }
}
