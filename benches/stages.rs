//! Times each stage of the sample job by itself, on what the stage before hands on, then the load and the whole job: medians
//! of some rounds with the shortest and the longest, for comparing two checkouts on one machine. One thread, but for the
//! report and the last line. `cargo bench` builds in release, which takes long the first time.

#![allow(clippy::panic, clippy::print_stdout)]

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tertial::fold::Fold;
use tertial::map::Mapper;
use tertial::messages::{Lang, Messages};
use tertial::model::amount::AmountStyle;
use tertial::model::control::Boundary;
use tertial::model::fact::{FactSink, JudgedBatch};
use tertial::model::names::Names;
use tertial::model::period::Through;
use tertial::model::posting::PostingBatch;
use tertial::model::raw::RawBatch;
use tertial::model::source::Source;
use tertial::model::table::Report;
use tertial::normalise::Normaliser;
use tertial::pipeline::Pipeline;
use tertial::publish::{FactOptions, RunLog, Staging, WorkbookMeta};
use tertial::read;
use tertial::run::{self, BATCH_BYTES, Handover, Observer, Options, Silent};

const ROUNDS: usize = 15;
const THROUGH: Through = Through::Tertial(2022, 2);
const AMOUNTS: usize = 100_000;

/// What the stages of a run hand on.
#[derive(Default)]
struct Flow {
    raw: Mutex<Vec<RawBatch>>,
    postings: Mutex<Vec<PostingBatch>>,
    judged: Mutex<Vec<JudgedBatch>>,
    report: Mutex<Option<Report>>,
}

impl Observer for Flow {
    fn handover(&self, boundary: Boundary, value: Handover<'_>) {
        match value {
            Handover::Raw(batch) => held(&self.raw).push(batch.clone()),
            Handover::Postings(batch) => held(&self.postings).push(batch.clone()),
            Handover::Judged(batch) if boundary == Boundary::MapToFold => held(&self.judged).push(batch.clone()),
            Handover::Report(report) => *held(&self.report) = Some(report.clone()),
            _ => {}
        }
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

fn main() {
    let job = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/region-jh-2022.toml");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-out");
    let pipeline = run::check(&job).unwrap_or_else(|error| panic!("the sample job: {error:?}"));
    let flow = Flow::default();
    assert!(run::run(&job, &options(&out, 1), &flow).is_ok(), "the sample job fails");
    amounts();
    reading(&pipeline);
    to_balances(&pipeline, &flow);
    publishing(&pipeline, &flow, &out);
    median("check", None, || (), |()| run::check(&job).is_ok());
    for threads in [1, 2] {
        let options = options(&out, threads);
        let run = |()| run::run(&job, &options, &Silent).is_ok();
        median(&format!("sample job, {threads} threads"), None, || (), run);
    }
    std::fs::remove_dir_all(out).ok();
}

fn options(out: &Path, threads: usize) -> Options {
    let (out, log) = (PathBuf::from(out), RunLog::default());
    Options { through: THROUGH, as_of: None, out, threads, batch_bytes: BATCH_BYTES, log, clock: String::new }
}

/// Amounts as a Swedish ledger writes them.
fn amounts() {
    let style = AmountStyle::plain(',', &[' ', '\u{a0}']);
    let sign = |n: usize| ["", "-", "", "\u{2212}"][n % 4];
    let text = |n: usize| format!("{}{}\u{a0}{:03},{:02}", sign(n), n % 90 + 1, n * 7 % 1_000, n * 13 % 100);
    let texts: Vec<String> = (0..AMOUNTS).map(text).collect();
    let read = |()| texts.iter().all(|text| style.read(text).is_ok());
    median("parse amounts", Some(("amount", AMOUNTS as u64)), || (), read);
}

/// Each input by itself, to sealed batches.
fn reading(pipeline: &Pipeline) {
    for input in &pipeline.inputs {
        let (layout, limits) = (&pipeline.layouts[input.layout], &pipeline.job.reading);
        let rows = || {
            let mut rows = 0;
            let extract = read::open_at(&input.path, &input.name, layout, limits).ok()?;
            let read = extract.read(0, BATCH_BYTES, &mut |batch| {
                rows += batch.seal.rows;
                Ok::<(), Infallible>(())
            });
            read.ok().map(|_| rows)
        };
        let all = rows();
        let is_book = input.path.extension().is_some_and(|ending| ending != "csv" && ending != "txt");
        let what = if is_book { "workbook cells" } else { "split records" };
        median(&format!("{what}, {}", input.name), all.map(|rows| ("row", rows)), || (), |()| rows() == all);
    }
}

/// Rows to postings, to fates, to balances.
fn to_balances(pipeline: &Pipeline, flow: &Flow) {
    let (raw, postings, judged) = (held(&flow.raw), held(&flow.postings), held(&flow.judged));
    let rows = raw.iter().map(|batch| batch.seal.rows).sum();
    let normalise = |()| {
        (0..).zip(&pipeline.inputs).all(|(id, input)| {
            let source = Source { name: input.name.clone(), sheets: vec![String::new(); 99] };
            let mut normaliser = Normaliser::new(pipeline, &pipeline.layouts[input.layout], source);
            raw.iter().filter(|batch| batch.source == id).all(|batch| normaliser.take(batch).is_ok())
        })
    };
    median("normalise", Some(("row", rows)), || (), normalise);
    let rows = postings.iter().map(|batch| batch.totals.rows).sum();
    let map = |batches: Vec<PostingBatch>| {
        let mut mapper = Mapper::new(pipeline, THROUGH);
        batches.into_iter().all(|batch| mapper.judge(batch).is_ok())
    };
    median("map", Some(("posting", rows)), || postings.clone(), map);
    let fold = |()| {
        let mut fold = Fold::new(pipeline);
        judged.iter().all(|batch| fold.add(batch).is_ok()) && fold.finish().totals.rows == rows
    };
    median("fold", Some(("posting", rows)), || (), fold);
}

/// Facts of all postings; and tables, workbook and page side by side.
fn publishing(pipeline: &Pipeline, flow: &Flow, out: &Path) {
    let judged = held(&flow.judged);
    let source =
        |input: &tertial::pipeline::Input| Source { name: input.name.clone(), sheets: vec![String::new(); 99] };
    let names = Names { sources: pipeline.inputs.iter().map(source).collect(), ..pipeline.names() };
    let begin = || Staging::begin(&out.join("parts"), "bench", "2022-T2").ok();
    let options = FactOptions { all: true, text: true, ..FactOptions::default() };
    let rows = judged.iter().map(|batch| batch.totals.rows).sum();
    let facts = |staging: Option<Staging>| {
        let Some(mut facts) = staging.as_ref().and_then(|staging| staging.facts(&names, options, None).ok()) else {
            return false;
        };
        judged.iter().all(|batch| facts.take(batch).is_ok()) && facts.finish().is_ok_and(|all| all.kept.rows == rows)
    };
    median("write facts", Some(("posting", rows)), begin, facts);
    let report = held(&flow.report);
    let Some(report) = report.as_ref() else { panic!("the sample job has a report") };
    let cells = report.tables.iter().map(|table| (table.rows.len() * table.columns.len()) as u64).sum();
    let (title, subtitle, file_name) = ("bench".to_owned(), String::new(), "bench".to_owned());
    let meta = WorkbookMeta { title, subtitle, file_name, as_of: tertial::model::Date::default() };
    let words = Messages::new(Lang::Sv);
    let write = |staging: Option<Staging>| staging.is_some_and(|staging| staging.report(report, &words, &meta).is_ok());
    median("write tables, workbook and page", Some(("cell", cells)), begin, write);
}

/// Prints the median and the extremes of some rounds, and what each of so many things costs; a round that fails is no
/// measurement. What a round begins with is not timed.
fn median<T>(name: &str, of: Option<(&str, u64)>, begin: impl Fn() -> T, round: impl Fn(T) -> bool) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        let with = begin();
        let start = Instant::now();
        assert!(round(with), "{name} fails");
        times.push(start.elapsed());
    }
    times.sort();
    let micros = |time: Duration| time.as_micros();
    let (first, middle, last) = (times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
    let each = of.map_or_else(String::new, |(what, number)| {
        format!(", {} ns a {what} ({number})", middle.as_nanos() / u128::from(number.max(1)))
    });
    println!("{name}: {} µs ({}–{}){each}", micros(middle), micros(first), micros(last));
}
