//! Same inputs, same bytes out: whatever the threads, the size of batches, the order that the job names its files in,
//! the working folder and the environment.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::samples::sample;
use crate::small;
use crate::workdir::{Workdir, repo};

/// Every file of a published set but the run log, by path.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|name| name != "korlogg.json") {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).expect("the file is there"));
            }
        }
    }
    files
}

/// Compares two sets and names the files that differ, not their bytes.
pub(crate) fn assert_same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>, why: &str) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b), "{why}");
    let differing: Vec<&String> = a.iter().filter(|(name, bytes)| b[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "{why}: {differing:?}");
}

#[test]
fn threads_and_batches_leave_no_trace() {
    let job = repo("pipelines/region-jh-2022.toml");
    let shared = sample("2022-T2");
    let first = contents(&shared.folder);
    for (threads, batch_bytes) in [(1, 64 << 20), (8, 4096)] {
        let workdir = Workdir::new("reproducible");
        let mut options = workdir.options("2022-T2");
        (options.threads, options.batch_bytes) = (threads, batch_bytes);
        let outcome = workdir.run_watched(&job, &options, &tertial::run::Silent).expect("the sample job runs");
        let found = contents(&outcome.folder);
        assert_same(&first, &found, &format!("{threads} threads, batches of {batch_bytes}"));
    }
}

#[test]
fn the_manifest_tells_what_stands_on_disk() {
    let mut files = contents(&sample("2022-T2").folder);
    let json = files.remove("manifest.json").expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
    let told: std::collections::BTreeMap<&str, (&str, u64)> = manifest["outputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| {
            let text = |name: &str| file[name].as_str().expect("a text");
            (text("name"), (text("sha256"), file["bytes"].as_u64().expect("a number")))
        })
        .collect();
    assert!(["fakta.parquet", "saldon.parquet"].iter().all(|name| told.contains_key(name)));
    let hashed = files.iter().map(|(name, bytes)| tertial::publish::HashedFile::of_bytes(name, bytes));
    let found: Vec<_> = hashed.collect();
    assert_eq!(told.len(), found.len());
    for file in &found {
        assert_eq!(told.get(file.name.as_str()), Some(&(file.sha256.as_str(), file.bytes)), "{}", file.name);
    }
}

#[test]
fn the_order_of_files_in_the_job_leaves_no_trace_but_in_the_jobs_own_hash() {
    let (one, two) = (Workdir::new("order-one"), Workdir::new("order-two"));
    let first = small::job(&one);
    let second = small::job(&two);
    let text = std::fs::read_to_string(&second).expect("the job is there");
    let turned = text.replace("a.csv", "x").replace("b.csv", "a.csv").replace("path = \"x\"", "path = \"b.csv\"");
    assert_ne!(text, turned);
    std::fs::write(&second, turned).expect("the job can be written");
    let sets = [(&one, first), (&two, second)].map(|(workdir, job)| {
        let mut found = contents(&workdir.run(&job, "2022").expect("the small job runs").folder);
        found.remove("manifest.json").expect("a manifest");
        found
    });
    assert_same(&sets[0], &sets[1], "files in another order");
}

#[test]
fn environment_and_working_folder_leave_no_trace() {
    let workdir = Workdir::new("environment");
    let job = small::job(&workdir);
    let mut sets = Vec::new();
    for (out, lang, zone) in [("o1", "sv_SE.UTF-8", "Europe/Stockholm"), ("o2", "en_US.UTF-8", "Pacific/Kiritimati")] {
        let folder = workdir.path().join(format!("cwd-{out}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        let status = Command::new(env!("CARGO_BIN_EXE_tertial"))
            .current_dir(&folder)
            .args(["run", &job.to_string_lossy(), "--through", "2022-T1", "--out", out, "--fail-on", "never"])
            .env("LANG", lang)
            .env("LC_ALL", lang)
            .env("TZ", zone)
            .output()
            .expect("the binary runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        sets.push((contents(&folder.join(out).join("liten/2022-T1")), status.stdout));
    }
    assert_same(&sets[0].0, &sets[1].0, "another environment");
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("o2/", "o1/");
    assert_eq!(told(&sets[0].1), told(&sets[1].1), "the environment decides nothing");
}

#[test]
fn data_alone_is_the_whole_set_without_what_persons_read() {
    let (whole, data) = (Workdir::new("one-set"), Workdir::new("other-set"));
    let job = small::job(&data);
    let text = std::fs::read_to_string(&job).expect("the job is there");
    let publish = |how: &str| text.replace("[job]", &format!("[job]\npublish = \"{how}\""));
    std::fs::write(&job, publish("data")).expect("the job can be written");
    let jobs = [(&whole, small::job(&whole)), (&data, job.clone())];
    let [mut whole, mut alone] =
        jobs.map(|(workdir, job)| contents(&workdir.run(&job, "2022-T1").expect("it runs").folder));
    for name in ["liten-2022-T1.xlsx", "rapport.html"] {
        whole.remove(name).expect("a whole set has it");
    }
    let manifests = [&mut whole, &mut alone].map(|files| {
        let json = files.remove("manifest.json").expect("a manifest");
        serde_json::from_slice::<serde_json::Value>(&json).expect("it is JSON")["outputs"].clone()
    });
    assert_same(&whole, &alone, "published as data");
    let listed = |at: usize| manifests[at].as_array().expect("a list").iter();
    let for_persons = |file: &&serde_json::Value| {
        ["liten-2022-T1.xlsx", "rapport.html"].iter().any(|name| file.to_string().contains(name))
    };
    assert_eq!(listed(0).filter(for_persons).count(), 2);
    assert!(listed(0).filter(|file| !for_persons(file)).eq(listed(1)), "the others are listed alike");

    std::fs::write(&job, publish("some")).expect("the job can be written");
    let refused = data.tertial(&["check", &job.to_string_lossy(), "--lang", "en"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned() + &String::from_utf8_lossy(&refused.stdout);
    assert_eq!(refused.status.code(), Some(2), "{told}");
    assert!(told.contains("“some”") && told.contains("whole, data"), "{told}");
}
