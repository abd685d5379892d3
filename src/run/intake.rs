//! The way in: inputs are read, normalised, mapped and folded by several workers, file by file, while one writer takes
//! the facts in canonical order. A worker holds one batch, the queue to the writer a few, and no worker is more than a few files
//! ahead: memory does not grow with the ledger. The earliest unfinished file always has a worker, so the writer never waits for nothing.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rayon::prelude::*;

use crate::fold::Fold;
use crate::model::balance::Balances;
use crate::model::control::{Boundary, Totals};
use crate::model::digest::Digest;
use crate::model::fact::{FactSink, JudgedBatch};
use crate::model::finding::{Code, Finding, Place, Problem, Value, text};
use crate::model::footprint::Footprint;
use crate::model::names::Names;
use crate::model::source::{Source, SourceId};
use crate::normalise::{Seen, drift};
use crate::pipeline::{Input, Pipeline};
use crate::publish::HashedFile;
use crate::read::{self, Extract};
use crate::summarise::{FileCount, Listing};

use super::ahead::Ahead;
use super::duplicates::Duplicates;
use super::observer::{Event, Handover, Observer, Stage, Work};
use super::rejects::Rejects;
use super::spent::Spent;
use super::worker::{FileResult, Judge, QUEUE, Worker};
use super::{Options, RunError};

/// Inputs that stay open until they are read. Each holds a megabyte of text, or a whole workbook; further ones are opened once to
/// see that they can be, and again when their turn comes.
const OPEN: usize = 8;

/// Opened inputs in canonical order.
pub(super) struct Extracts(Vec<Extract>);

/// What all inputs came to.
pub(super) struct Intake {
    pub(super) balances: Balances,
    pub(super) footprint: Footprint,
    pub(super) rejected: Rejects,
    pub(super) listing: Listing,
    pub(super) files: Vec<FileCount>,
    /// What the inputs were.
    pub(super) hashes: Vec<HashedFile>,
    left_out: Vec<(SourceId, String)>,
    names: Vec<Source>,
    common: Vec<Finding>,
    /// Stretches of voucher numbers that several inputs hold.
    pub(super) met: Footprint,
    /// What the readers found.
    read: Vec<Finding>,
    /// Income accounts of each input.
    pub(super) income: Vec<Totals>,
}

/// Opens every input, telling every one that cannot be opened, and refuses the same contents twice.
pub(super) fn open(pipeline: &Pipeline) -> Result<Extracts, RunError> {
    let opened: Vec<Result<Extract, Problem>> = pipeline
        .inputs
        .par_iter()
        .enumerate()
        .map(|(at, input)| open_one(pipeline, input).map(|extract| if at < OPEN { extract } else { extract.shut() }))
        .collect();
    let (mut problems, mut extracts) = (Vec::new(), Vec::new());
    for result in opened {
        match result {
            Err(problem) => problems.push(problem),
            Ok(extract) => extracts.push(extract),
        }
    }
    if problems.is_empty() {
        problems = same_twice(pipeline, &extracts)?;
    }
    if problems.is_empty() { Ok(Extracts(extracts)) } else { Err(RunError::Input(problems)) }
}

fn open_one(pipeline: &Pipeline, input: &Input) -> Result<Extract, Problem> {
    read::open_at(&input.path, &input.name, &pipeline.layouts[input.layout], &pipeline.job.reading)
}

/// Inputs that are another's copy. Only files of one size can be, so that no other is read for it.
fn same_twice(pipeline: &Pipeline, extracts: &[Extract]) -> Result<Vec<Problem>, RunError> {
    let sizes: Vec<Option<u64>> =
        pipeline.inputs.iter().map(|input| Some(std::fs::metadata(&input.path).ok()?.len())).collect();
    let alike = |at: usize| sizes.iter().filter(|size| **size == sizes[at]).count() > 1;
    let digest = |at: usize| {
        let input = &pipeline.inputs[at];
        let known = extracts[at].digest().cloned();
        known.map_or_else(|| read::digest(&input.path, &input.name, &pipeline.job.reading), Ok)
    };
    let suspects: Vec<usize> = (0..extracts.len()).filter(|at| alike(*at)).collect();
    let digests: Vec<Result<Digest, Problem>> = suspects.par_iter().map(|at| digest(*at)).collect();
    let digests: Vec<Digest> =
        digests.into_iter().collect::<Result<_, _>>().map_err(|problem| RunError::Input(vec![problem]))?;
    let mut problems = Vec::new();
    for (later, at) in suspects.iter().enumerate() {
        if let Some(earlier) = digests[..later].iter().position(|digest| *digest == digests[later]) {
            let name = |at: usize| text(&pipeline.inputs[at].name);
            let values = vec![("path", name(*at)), ("other", name(suspects[earlier]))];
            problems.push(Problem::new("same-file-twice", values));
        }
    }
    Ok(problems)
}

impl Extracts {
    pub(super) fn sources(&self) -> Vec<Source> {
        self.0
            .iter()
            .map(|extract| Source { name: extract.name().to_owned(), sheets: extract.sheets.clone() })
            .collect()
    }
}

impl Intake {
    /// Takes every input in. The balances are still to be finished.
    pub(super) fn take<'p>(
        extracts: Extracts,
        pipeline: &'p Pipeline,
        duplicates: &Duplicates,
        options: &Options,
        facts: &mut dyn FactSink,
        observer: &dyn Observer,
    ) -> Result<(Self, Fold<'p>), RunError> {
        let names = extracts.sources();
        let sheets = |(id, extract): (SourceId, &Extract)| {
            extract.left_out.iter().map(move |sheet| (id, sheet.clone())).collect::<Vec<_>>()
        };
        let left_out = (0..).zip(&extracts.0).flat_map(sheets).collect();
        let sizes = pipeline.inputs.iter().filter_map(|input| Some(std::fs::metadata(&input.path).ok()?.len()));
        observer.event(Event::Inputs { files: extracts.0.len(), bytes: sizes.sum() });
        let mut listing = Listing::new(pipeline.job.max_listed);
        let read = extracts.0.iter().flat_map(|extract| extract.findings.clone()).collect();
        let (results, fold) = in_order(extracts, &names, (pipeline, duplicates), options, observer, |judged| {
            observer.handover(Boundary::MapToFacts, Handover::Judged(judged));
            let since = Instant::now();
            facts.take(judged)?;
            listing.take(judged)?;
            let work = Work { time: since.elapsed(), rows: judged.totals.rows, bytes: 0 };
            observer.event(Event::Done(Stage::Facts, work));
            Ok(())
        })?;
        let mut intake = Self {
            balances: Balances::default(),
            footprint: Footprint::default(),
            rejected: Rejects::within(pipeline.job.max_rejected),
            listing,
            files: Vec::new(),
            hashes: Vec::new(),
            left_out,
            names,
            common: Vec::new(),
            met: Footprint::default(),
            read,
            income: Vec::new(),
        };
        let mut met: Vec<(String, Footprint)> = Vec::new();
        let mut last: BTreeMap<usize, Seen> = BTreeMap::new();
        for (input, result) in pipeline.inputs.iter().zip(results) {
            intake.common.extend(result.notes.findings(&result.count.name));
            for table in &result.notes.tables {
                let earlier = last.insert(input.layout, table.clone());
                intake.common.extend(earlier.and_then(|earlier| drift(&earlier, table)));
            }
            for earlier in &met {
                intake.common.extend(common(earlier, &result));
                intake.met.merge(&earlier.1.meeting(&result.footprint))?;
            }
            intake.met.merge(&result.notes.met)?;
            intake.common.extend(result.duplicates.findings(&intake.names));
            met.push((result.count.name.clone(), result.footprint.clone()));
            intake.footprint.merge(&result.footprint)?;
            intake.rejected.merge(result.rejected);
            intake.income.push(result.income);
            intake.hashes.push(HashedFile::with(result.count.name.clone(), result.digest));
            intake.files.push(result.count);
        }
        Ok((intake, fold))
    }

    /// What is known of the extracts themselves: sheets that no layout names, vouchers that two files hold.
    pub(super) fn findings(&self, names: &Names) -> Vec<Finding> {
        let mut findings = self.common.clone();
        findings.extend_from_slice(&self.read);
        for (source, sheet) in &self.left_out {
            let file = names.sources.get(*source as usize).map(|s| s.name.clone());
            let finding = Finding::new(Code::SheetNotRead, vec![("sheet", text(sheet))]);
            findings.push(finding.in_place(Place { file, ..Place::default() }));
        }
        findings
    }
}

/// Vouchers that an earlier file holds too: perhaps the same rows twice, perhaps vouchers cut between files.
fn common(earlier: &(String, Footprint), later: &FileResult) -> Vec<Finding> {
    let (name, footprint) = earlier;
    // Where all rows say which they are, duplicates are told row by row, and a voucher may be cut between extracts.
    if footprint.tells_rows() && later.footprint.tells_rows() {
        return Vec::new();
    }
    let finding = |common: crate::model::footprint::Common| {
        let (first, last) = common.first;
        let values = vec![
            ("other", text(name)),
            ("series", text(common.series)),
            ("numbers", Value::Count(common.numbers)),
            ("first", text(if first == last { first.to_string() } else { format!("{first}–{last}") })),
        ];
        let place = Place { file: Some(later.count.name.clone()), ..Place::default() };
        Finding::new(Code::VouchersInTwoExtracts, values).in_place(place)
    };
    footprint.common(&later.footprint).into_iter().map(finding).collect()
}

/// Takes every file through its stages and hands judged batches on in canonical order. One thread does all in turn; with
/// more, half as many files are read side by side, each by a thread that reads, one that normalises and one that maps and
/// folds, and the writer is one beside them.
fn in_order<'p>(
    extracts: Extracts,
    names: &[Source],
    (pipeline, duplicates): (&'p Pipeline, &Duplicates),
    options: &Options,
    observer: &dyn Observer,
    mut take: impl FnMut(&mut JudgedBatch) -> Result<(), RunError>,
) -> Result<(Vec<FileResult>, Fold<'p>), RunError> {
    let (judges, spent) = (Mutex::new(Vec::new()), Spent::default());
    let mut take = |mut judged: JudgedBatch| {
        take(&mut judged)?;
        spent.take_texts(judged.batch.into_texts());
        Ok(())
    };
    let worker = |id: SourceId| {
        let source = &names[id as usize];
        Worker { pipeline, duplicates, judges: &judges, spent: &spent, options, observer, id, source }
    };
    let again = |id: SourceId, extract: Extract| {
        let opened = extract.opened(|| open_one(pipeline, &pipeline.inputs[id as usize]));
        opened.map_err(|problem| RunError::Input(vec![problem]))
    };
    let files = (0..).zip(extracts.0);
    let mut written = Ok(());
    if options.threads == 1 {
        let mut hand_on = |judged| {
            if written.is_ok() {
                written = take(judged);
            }
        };
        let results = files.map(|(id, extract)| worker(id).file_here(again(id, extract)?, &mut hand_on)).collect();
        return Ok((settle(results, written)?, folded(pipeline, judges)?));
    }
    let workers = (options.threads / 2).max(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().map_err(|e| {
        let values = vec![("argument", text("--threads")), ("value", text(e.to_string())), ("expected", text("1–"))];
        RunError::Pipeline(vec![Problem::new("usage-bad-value", values)])
    })?;
    let (senders, receivers): (Vec<_>, Vec<_>) = names.iter().map(|_| sync_channel::<JudgedBatch>(QUEUE)).unzip();
    let (done, results) = std::sync::mpsc::channel();
    let ahead = Ahead::of(workers + QUEUE);
    pool.in_place_scope_fifo(|scope| {
        for ((id, extract), sender) in files.zip(senders) {
            let (done, worker, ahead, again) = (done.clone(), worker(id), &ahead, &again);
            scope.spawn_fifo(move |_| {
                ahead.wait_for(id as usize);
                // A failed send means that the run has stopped already, and the writer's own error tells why.
                let hand_on = &mut |judged| drop(sender.send(judged));
                let result = again(id, extract).and_then(|extract| worker.file_ahead(extract, hand_on));
                done.send((id, result)).ok();
            });
        }
        let writing = ahead.writing();
        written = receivers.into_iter().try_for_each(|queue| {
            queue.iter().try_for_each(&mut take)?;
            writing.one_more();
            Ok(())
        });
    });
    drop(done);
    let mut found: Vec<(SourceId, Result<FileResult, RunError>)> = results.into_iter().collect();
    found.sort_by_key(|(id, _)| *id);
    let settled = settle(found.into_iter().map(|(_, result)| result).collect(), written)?;
    Ok((settled, folded(pipeline, judges)?))
}

/// All that was folded, by however many.
fn folded<'p>(pipeline: &'p Pipeline, judges: Mutex<Vec<Judge<'p>>>) -> Result<Fold<'p>, RunError> {
    let mut fold = Fold::new(pipeline);
    for judge in judges.into_inner().unwrap_or_else(PoisonError::into_inner) {
        fold.merge(judge.fold)?;
    }
    Ok(fold)
}

/// All files' results, or what stopped them: a broken invariant before all, then every input's problems, then the
/// writer's.
fn settle(
    results: Vec<Result<FileResult, RunError>>,
    written: Result<(), RunError>,
) -> Result<Vec<FileResult>, RunError> {
    let (mut good, mut problems, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(result) => good.push(result),
            Err(RunError::Input(found)) => problems.extend(found),
            Err(error) => other.push(error),
        }
    }
    if let Err(error) = written {
        other.push(error);
    }
    if let Some(broken) = other.iter().position(|e| matches!(e, RunError::Broken(_))) {
        return Err(other.swap_remove(broken));
    }
    if !problems.is_empty() {
        return Err(RunError::Input(problems));
    }
    other.pop().map_or(Ok(good), Err)
}
