//! The stages in order: read, normalise, map, fold, reconcile, summarise, publish. Takes a job and what to report
//! through, hands on where the result stands and what was found; refuses to judge anything itself.

mod ahead;
mod decisions;
mod duplicates;
mod intake;
mod observer;
mod rejects;
mod spent;
mod trouble;
mod wording;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rayon::ThreadPool;

use crate::fold::Fold;
use crate::map;
use crate::messages::{Lang, Messages};
use crate::model::Date;
use crate::model::control::{Boundary, Totals};
use crate::model::finding::{Finding, Problem, Severity, text};
use crate::model::money::Ore;
use crate::model::names::Names;
use crate::model::period::Through;
use crate::model::reconciliation::Reconciliation;
use crate::model::table::Report;
use crate::pipeline::{self, Pipeline, Publish};
use crate::publish::{
    FactOptions, FactsWriter, FactsWritten, HashedFile, Manifest, RunLog, StageTotals, Staging, WorkbookMeta,
};
use crate::reconcile::{self, Evidence};
use crate::summarise::{self, Material};

use duplicates::Duplicates;
use intake::Intake;
pub use observer::{Event, Handover, Observer, Silent, Stage, Work};
pub use trouble::RunError;
pub use wording::as_json;

/// Version of the output's format, raised when a column changes its name or meaning.
const FORMAT_VERSION: u32 = 1;
/// Bytes of raw rows per batch unless the caller says another size: texts and cells of so many stay near a core.
pub const BATCH_BYTES: usize = 384 << 10;

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to report through.
    pub through: Through,
    /// The day that due dates are counted from; by default the last day of `through`.
    pub as_of: Option<Date>,
    /// The folder under which `<job>/<through>/` is published.
    pub out: PathBuf,
    /// Threads, one or more.
    pub threads: usize,
    /// Bytes of raw rows per batch.
    pub batch_bytes: usize,
    /// What is true of this run only, for the run log; `finished` is filled in by the run.
    pub log: RunLog,
    /// The time of day as text, for the run log alone.
    pub clock: fn() -> String,
}

/// What a run came to.
pub struct Outcome {
    /// Where the set was published.
    pub folder: PathBuf,
    /// A former set that a person had changed, kept aside.
    pub kept: Option<PathBuf>,
    /// The compiled job.
    pub pipeline: Pipeline,
    /// The judgement.
    pub reconciliation: Reconciliation,
    /// What the run went through.
    pub through: Through,
    /// The day that due dates were counted from.
    pub as_of: Date,
    /// Control totals in the order of the flow.
    pub totals: Vec<(&'static str, Totals)>,
    /// Unreadable rows.
    pub rejected: usize,
}

/// Loads and proves a job, and runs its examples.
pub fn check(job: &Path) -> Result<Pipeline, RunError> {
    let pipeline = pipeline::load(job).map_err(RunError::Pipeline)?;
    let failed: Vec<Problem> = pipeline.examples.iter().filter_map(|example| failing(example, &pipeline)).collect();
    if failed.is_empty() { Ok(pipeline) } else { Err(RunError::Pipeline(failed)) }
}

fn failing(example: &pipeline::Example, pipeline: &Pipeline) -> Option<Problem> {
    let found = map::lands(&example.codes, example.agreement, pipeline);
    let codes = pipeline.parts.describe(&example.codes);
    let values = vec![("expected", text(&example.lands)), ("found", text(&found)), ("codes", text(codes))];
    (found != example.lands).then(|| Problem::new("example-failed", values).framed(example.frame.clone()))
}

/// Bytes of the stack of the thread that runs a job: as many as a program's first thread has on Linux.
const STACK: usize = 8 << 20;

/// Runs a job from extracts to published tables, on a thread of its own, which is one of its pool's. (What rayon knows of a pool
/// whose thread is not rayon's own, some kilobytes, it keeps until the program ends.)
pub fn run(job: &Path, options: &Options, observer: &dyn Observer) -> Result<Outcome, RunError> {
    std::thread::scope(|scope| {
        let own = || all_stages(job, options, observer, true);
        match std::thread::Builder::new().name("run".to_owned()).stack_size(STACK).spawn_scoped(scope, own) {
            Ok(running) => running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // The caller's thread is of one pool for as long as it lives, so not of this one.
            Err(_) => all_stages(job, options, observer, false),
        }
    })
}

fn all_stages(job: &Path, options: &Options, observer: &dyn Observer, own_thread: bool) -> Result<Outcome, RunError> {
    let mut pipeline = check(job)?;
    let as_of = as_of(&pipeline, options)?;
    let through = options.through;
    let rulings = decisions::read_rulings(&mut pipeline)?;
    let extracts = intake::open(&pipeline)?;
    let names = Names { sources: extracts.sources(), ..pipeline.names() };
    let staging = Staging::begin(&options.out, &pipeline.job.id, &through.to_string()).map_err(RunError::Output)?;

    let threads = rayon::ThreadPoolBuilder::new().num_threads(options.threads);
    // What this thread has freed, such as the facts' memory, it then uses for the tables.
    let threads = if own_thread { threads.use_current_thread() } else { threads };
    let pool = threads.build().ok().map(Arc::new);
    let (mut intake, written) = take_in(extracts, &pipeline, &names, (options, pool.as_ref()), &staging, observer)?;
    observer.handover(Boundary::FoldToReconcile, Handover::Balances(&mut intake.balances));

    let desk = Desk { pipeline: &pipeline, names: &names, intake: &intake, rulings, through, as_of };
    let pool = pool.as_deref();
    let reconciliation = within(pool, || desk.judge(&staging, observer))?;
    let totals = stage_totals(&intake, &written, &reconciliation)?;
    let manifest = desk.manifest(&totals, &reconciliation);
    let sealed = within(pool, || staging.seal(&manifest))?;
    let bytes = sealed.outputs().iter().map(|file| file.bytes).sum();
    observer.event(Event::Done(Stage::Publish, Work { bytes, ..Work::default() }));
    let log = RunLog { finished: (options.clock)(), ..options.log.clone() };
    let published = within(pool, || sealed.commit(&log)).map_err(RunError::Output)?;
    let (folder, kept, rejected) = (published.folder, published.kept, intake.rejected.rows().len());
    Ok(Outcome { folder, kept, pipeline, reconciliation, through, as_of, totals, rejected })
}

/// On the run's own threads; on this one where they could not be had.
fn within<T: Send>(pool: Option<&ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Takes every extract in. Only where their voucher numbers turn out to meet are they taken in anew, with the rows that
/// several hold known beforehand: no other job pays for it.
fn take_in(
    extracts: intake::Extracts,
    pipeline: &Pipeline,
    names: &Names,
    (options, pool): (&Options, Option<&Arc<ThreadPool>>),
    staging: &Staging,
    observer: &dyn Observer,
) -> Result<(Intake, FactsWritten), RunError> {
    let kept = FactOptions { all: pipeline.job.all_facts, text: pipeline.job.free_text, ..FactOptions::default() };
    // What is left of both is done side by side: the facts by this thread, which has their memory and so can free it.
    let finished = |(mut intake, fold): (Intake, Fold<'_>), facts: FactsWriter<'_>| {
        let Some(pool) = pool else {
            intake.balances = fold.finish();
            return Ok((intake, facts.finish()?));
        };
        let balances = &mut intake.balances;
        let written = pool.in_place_scope(|scope| {
            scope.spawn(|_| *balances = fold.finish());
            facts.finish()
        });
        Ok((intake, written?))
    };
    // With one thread the writer compresses what it writes itself.
    let writers = pool.filter(|_| options.threads > 1).cloned();
    let mut facts = staging.facts(names, kept, writers.clone())?;
    let taken = Intake::take(extracts, pipeline, &Duplicates::default(), options, &mut facts, observer)?;
    within_rejected(pipeline, names, &taken.0)?;
    if taken.0.met.is_empty() {
        return finished(taken, facts);
    }
    drop((facts, taken.1));
    let known = Duplicates::find(pipeline, names, &taken.0.met, options.batch_bytes)?;
    let mut facts = staging.facts(names, kept, writers)?;
    let taken = Intake::take(intake::open(pipeline)?, pipeline, &known, options, &mut facts, observer)?;
    finished(taken, facts)
}

/// What the judging stages share.
struct Desk<'a> {
    pipeline: &'a Pipeline,
    names: &'a Names,
    intake: &'a Intake,
    rulings: Vec<HashedFile>,
    through: Through,
    as_of: Date,
}

impl Desk<'_> {
    /// Judges the balances and writes all that is told of them.
    fn judge(&self, staging: &Staging, observer: &dyn Observer) -> Result<Reconciliation, RunError> {
        let balances = || {
            let since = Instant::now();
            let written = staging.balances(&self.intake.balances, self.names);
            self.done(observer, Stage::Publish, since);
            written
        };
        let (reconciliation, balances) = rayon::join(|| self.report(staging, observer), balances);
        let reconciliation = reconciliation?;
        balances?;
        Ok(reconciliation)
    }

    fn report(&self, staging: &Staging, observer: &dyn Observer) -> Result<Reconciliation, RunError> {
        let since = Instant::now();
        let mut reconciliation = self.reconcile()?;
        self.done(observer, Stage::Reconcile, since);
        observer.handover(Boundary::ReconcileToSummarise, Handover::Reconciliation(&mut reconciliation));
        observer.event(Event::Publishing);
        let words = Messages::new(Lang::Sv);
        let since = Instant::now();
        let mut report = self.summarise(&reconciliation, &words)?;
        self.done(observer, Stage::Summarise, since);
        observer.handover(Boundary::SummariseToPublish, Handover::Report(&mut report));
        let since = Instant::now();
        match self.pipeline.job.publish {
            Publish::Whole => staging.report(&report, &words, &self.workbook())?,
            Publish::Data => staging.tables(&report)?,
        }
        self.done(observer, Stage::Publish, since);
        Ok(reconciliation)
    }

    fn done(&self, observer: &dyn Observer, stage: Stage, since: Instant) {
        let rows = self.intake.balances.len() as u64;
        observer.event(Event::Done(stage, Work { time: since.elapsed(), rows, bytes: 0 }));
    }

    fn reconcile(&self) -> Result<Reconciliation, RunError> {
        let evidence = Evidence {
            pipeline: self.pipeline,
            balances: &self.intake.balances,
            footprint: &self.intake.footprint,
            rejected: self.intake.rejected.rows(),
            sources: &self.names.sources,
            income: &self.intake.income,
            through: self.through,
            as_of: self.as_of,
        };
        Ok(reconcile::reconcile(evidence, self.intake.findings(self.names))?)
    }

    fn summarise(&self, reconciliation: &Reconciliation, words: &Messages) -> Result<Report, RunError> {
        let material = Material {
            pipeline: self.pipeline,
            names: self.names,
            reconciliation,
            balances: &self.intake.balances,
            listing: &self.intake.listing,
            rejected: self.intake.rejected.rows(),
            told: &wording::tell(words, &reconciliation.findings),
            files: &self.intake.files,
            through: self.through,
            as_of: self.as_of,
        };
        Ok(summarise::summarise(&material)?)
    }

    fn workbook(&self) -> WorkbookMeta {
        WorkbookMeta {
            title: self.pipeline.job.title.clone(),
            subtitle: [self.pipeline.job.region.clone(), self.through.to_string()].join(" · "),
            file_name: format!("{}-{}", self.pipeline.job.id, self.through),
            as_of: self.as_of,
        }
    }

    fn manifest(&self, totals: &[(&'static str, Totals)], reconciliation: &Reconciliation) -> Manifest {
        let stage =
            |(stage, totals): &(&'static str, Totals)| StageTotals { stage: (*stage).to_owned(), totals: *totals };
        Manifest {
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            format_version: FORMAT_VERSION,
            job: self.pipeline.job.id.clone(),
            through: self.through.to_string(),
            as_of: self.as_of.to_string(),
            inputs: self.intake.hashes.clone(),
            pipeline: wording::pipeline_files(self.pipeline, &self.rulings),
            totals: totals.iter().map(stage).collect(),
            findings: reconciliation.findings.iter().map(wording::as_json).collect(),
        }
    }
}

/// The job's year must be the run's; the day that due dates are counted from.
fn as_of(pipeline: &Pipeline, options: &Options) -> Result<Date, RunError> {
    let through = options.through;
    if through.year() != pipeline.job.year {
        let values = vec![("value", text(through.to_string())), ("year", text(pipeline.job.year.to_string()))];
        return Err(RunError::Pipeline(vec![Problem::new("year-not-the-jobs", values)]));
    }
    let values = || vec![("value", text(through.to_string()))];
    let day = options.as_of.or_else(|| through.last_day());
    day.ok_or_else(|| RunError::Pipeline(vec![Problem::new("bad-period-argument", values())]))
}

/// More unreadable rows than the job bears: nothing is published.
fn within_rejected(pipeline: &Pipeline, names: &Names, intake: &Intake) -> Result<(), RunError> {
    if !intake.rejected.too_many() {
        return Ok(());
    }
    Err(RunError::Input(intake.rejected.problems(pipeline, &names.sources)))
}

/// Rows and öre at each stage, for the manifest and the summary.
fn stage_totals(
    intake: &Intake,
    written: &FactsWritten,
    reconciliation: &Reconciliation,
) -> Result<Vec<(&'static str, Totals)>, RunError> {
    let mut postings = Totals::default();
    for file in &intake.files {
        postings.merge(&file.postings)?;
    }
    let mut totals = vec![
        ("postings", postings),
        ("mapped-to-facts", written.taken),
        ("facts", written.kept),
        // The reconciliation has held their sum against the list.
        ("balances", intake.balances.totals),
    ];
    for name in ["mapped", "set-aside", "out-of-scope", "duplicate"] {
        let mut sum = Totals::default();
        for (_, found) in reconciliation.fates.iter().filter(|(fate, _)| fate.name() == name) {
            sum.merge(found)?;
        }
        totals.push((name, sum));
    }
    Ok(totals)
}

impl Outcome {
    /// Findings of a severity.
    pub fn findings(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.reconciliation.findings.iter().filter(move |f| f.severity == severity)
    }

    /// Rows and öre of a fate's name.
    pub fn total(&self, stage: &str) -> (u64, Ore) {
        let found = self.totals.iter().find(|(name, _)| *name == stage).map(|(_, totals)| *totals);
        found.map_or((0, Ore::ZERO), |t| (t.rows, t.net().unwrap_or_default()))
    }
}
