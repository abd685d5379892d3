//! Reconciling: balances against decisions, per agreement in parallel. Takes balances and what the earlier stages told
//! of the extract, hands on a [`Reconciliation`] with findings; refuses to see a posting.

mod conditions;
mod extract;
mod part_year;
mod quotes;
mod received;
mod report_tables;
mod reporting;
mod shares;
mod sorted;
mod spent;
mod texts;

use std::collections::BTreeSet;
use std::ops::Deref;

use rayon::prelude::*;

use crate::model::Date;
use crate::model::agreement::{Agreement, AllocationKind};
use crate::model::balance::{Balance, Balances};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fate::{Fate, Target};
use crate::model::finding::Finding;
use crate::model::footprint::Footprint;
use crate::model::money::{Ore, Overflow};
use crate::model::period::{Period, Through};
use crate::model::posting::Rejected;
use crate::model::reconciliation::{AgreementResult, AreaResult, Assessment, CodeSpend, LineResult, Reconciliation};
use crate::model::source::Source;
use crate::pipeline::{Job, Pipeline};

use conditions::CONDITIONS;
use extract::CHECKS;
use sorted::{Kind, Mapped, Sorted};
use spent::{Breakdown, Ranks};

/// Why reconciling stopped.
#[derive(Debug)]
pub enum ReconcileError {
    /// The balances are not what the fold counted.
    Broken(Broken),
    /// Amounts do not fit 64 bits of öre.
    Overflow,
}

impl From<Overflow> for ReconcileError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// What the judgement looks at.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The compiled job.
    pub pipeline: &'a Pipeline,
    /// All balances.
    pub balances: &'a Balances,
    /// Voucher numbers of all extracts.
    pub footprint: &'a Footprint,
    /// Unreadable rows.
    pub rejected: &'a [Rejected],
    /// The inputs.
    pub sources: &'a [Source],
    /// Rows and öre of each input's income accounts.
    pub income: &'a [Totals],
    /// What the run goes through.
    pub through: Through,
    /// The day that due dates are counted from.
    pub as_of: Date,
}

/// One agreement's evidence, as its conditions see it.
struct Case<'a> {
    evidence: Evidence<'a>,
    agreement: &'a Agreement,
    balances: &'a Mapped<'a>,
    result: &'a AgreementResult,
}

/// The extract's evidence, as its checks see it: of a million balances, those that some check asks for.
struct Extract<'a> {
    evidence: Evidence<'a>,
    /// What waits for a decision, is a grant's of another year, or was decided by a ruling.
    unusual: Vec<Balance<'a>>,
    /// Periods with postings.
    periods: BTreeSet<Period>,
    /// Codes of the cost object, by number: whether a posting of the report bears it.
    objects: Vec<bool>,
}

impl<'a> Deref for Extract<'a> {
    type Target = Evidence<'a>;

    fn deref(&self) -> &Evidence<'a> {
        &self.evidence
    }
}

/// Reconciles every agreement and runs every check; `findings` are those of the stages before.
pub fn reconcile(evidence: Evidence<'_>, mut findings: Vec<Finding>) -> Result<Reconciliation, ReconcileError> {
    let sorted = Sorted::of(evidence)?;
    let ranks = Ranks::of(evidence.balances, evidence.pipeline.breakdown_part);
    let agreements = evidence.pipeline.agreements.par_iter().zip(sorted.mapped());
    let judged: Vec<Result<(AgreementResult, Vec<Finding>), ReconcileError>> = agreements
        .enumerate()
        .map(|(place, (agreement, balances))| one((evidence, &ranks), place, agreement, &balances))
        .collect();
    // Of several errors the first agreement's is told, whoever was ready first.
    let judged = judged.into_iter().collect::<Result<Vec<_>, ReconcileError>>()?;
    findings.extend(evidence.pipeline.footing.iter().cloned());
    for check in CHECKS {
        findings.extend(check(&sorted.extract)?);
    }
    let mut agreements = Vec::new();
    for (result, found) in judged {
        agreements.push(result);
        findings.extend(found);
    }
    findings.extend(texts::findings(evidence.pipeline, &agreements)?);
    let shares = shares::shares(evidence.pipeline)?;
    findings.extend(shares::off_common(evidence.pipeline, &shares));
    findings.extend(part_year::not_compared(evidence.pipeline, &agreements, evidence.through)?);
    let mut tables = Vec::new();
    for table in evidence.pipeline.profiles.iter().flat_map(|profile| &profile.tables) {
        let result = report_tables::table(evidence.pipeline, &agreements, table)?;
        findings.extend(report_tables::findings(evidence.pipeline, table, &result, evidence.through)?);
        tables.push(result);
    }
    findings.sort_by(|a, b| (b.severity, a.code, &a.place).cmp(&(a.severity, b.code, &b.place)));
    let mut done = Reconciliation { agreements, findings, tables, shares: shares.list, ..Reconciliation::default() };
    for ((fate, _), totals) in &sorted.by_group {
        done.fates.entry(*fate).or_default().merge(totals)?;
    }
    done.fates_by_group = sorted.by_group;
    done.counted = done.count()?;
    let mapped = mapped_totals(&done)?;
    Broken::unless_equal(Boundary::FoldToReconcile, &mapped, &done.counted).map_err(ReconcileError::Broken)?;
    Ok(done)
}

/// Rows and net of the mapped fates: all of it must stand on the lines.
fn mapped_totals(done: &Reconciliation) -> Result<(u64, Ore), Overflow> {
    let mut sum = Totals::default();
    for (_, totals) in done.fates.iter().filter(|(fate, _)| matches!(fate, Fate::Mapped { .. })) {
        sum.merge(totals)?;
    }
    Ok((sum.rows, sum.net()?))
}

fn one(
    (evidence, ranks): (Evidence<'_>, &Ranks),
    place: usize,
    agreement: &Agreement,
    balances: &Mapped<'_>,
) -> Result<(AgreementResult, Vec<Finding>), ReconcileError> {
    let mut result = lines(&evidence, agreement, balances)?;
    broken_down((&evidence, ranks), balances, &mut result)?;
    received::booked(evidence.pipeline, place, agreement, balances, &mut result)?;
    let case = Case { evidence, agreement, balances, result: &result };
    let mut findings = Vec::new();
    for condition in CONDITIONS {
        findings.extend(condition(&case)?);
    }
    Ok((result, findings))
}

/// Every line of an agreement.
fn lines(evidence: &Evidence<'_>, agreement: &Agreement, balances: &Mapped<'_>) -> Result<AgreementResult, Overflow> {
    let mut result = AgreementResult::default();
    for area in &agreement.areas {
        let activities = (0..).zip(&area.activities);
        let mut lines: Vec<LineResult> = activities
            .map(|(i, a)| LineResult { activity: Some(i), allocated: a.amount, ..LineResult::default() })
            .collect();
        lines.push(LineResult::default());
        result.areas.push(AreaResult {
            granted: if area.granted.is_empty() { None } else { Some(area.granted_sum()?) },
            allocated: area.allocated,
            lines,
            assessment: None,
        });
    }
    for (target, kind) in balances.kinds() {
        let place = place_of(&result, target);
        count_in(evidence.pipeline, &mut result.areas[usize::from(target.area)].lines[place], kind)?;
    }
    for (area, decided) in result.areas.iter_mut().zip(&agreement.areas) {
        let (spent, sent) = (area.spend()?.accumulated()?, area.forwarded()?);
        let found = assess(area.limit(), spent, sent, evidence.through, &evidence.pipeline.job)?;
        let is_slow = found == Some(Assessment::Behind);
        area.assessment = if is_slow && !decided.is_divided() { Some(Assessment::Undivided) } else { found };
        for line in &mut area.lines {
            let kind = line.activity.and_then(|a| decided.activities.get(usize::from(a))).map(|a| a.kind);
            if !matches!(kind, Some(AllocationKind::Unallocated | AllocationKind::Forwarded)) {
                let fenced = kind == Some(AllocationKind::RingFenced);
                let limit = if fenced { decided.fence(line.activity)? } else { line.allocated };
                let spend = line.spend.accumulated()?;
                line.assessment = assess(limit, spend, Ore::ZERO, evidence.through, &evidence.pipeline.job)?;
            }
        }
    }
    Ok(result)
}

/// Breaks each line's spend down by code, balance by balance: it must come to what the line has.
fn broken_down(
    (evidence, ranks): (&Evidence<'_>, &Ranks),
    balances: &Mapped<'_>,
    result: &mut AgreementResult,
) -> Result<(), ReconcileError> {
    // Lines are numbered through the areas.
    let (mut firsts, mut lines) = (Vec::new(), 0);
    for area in &result.areas {
        firsts.push(lines);
        lines += area.lines.len();
    }
    let mut breakdown = Breakdown::of(ranks, evidence.through);
    balances.each(|target, kind, balance| {
        let line = firsts[usize::from(target.area)] + place_of(result, target);
        if kind.is_spend { breakdown.add(u32::try_from(line).unwrap_or(u32::MAX), balance) } else { Ok(()) }
    })?;
    let lines_of = result.areas.iter_mut().flat_map(|area| &mut area.lines);
    for (line, own) in lines_of.zip(breakdown.by_line(lines)) {
        let spend = (line.spend.rows, line.spend.in_period(evidence.through)?, line.spend.accumulated()?);
        Broken::unless_equal(Boundary::FoldToReconcile, &spend, &sum_of(&own)?).map_err(ReconcileError::Broken)?;
        line.by_breakdown = own;
    }
    Ok(())
}

/// Rows, and öre in the run's own period and accumulated, of all codes.
fn sum_of(codes: &[CodeSpend]) -> Result<(u64, Ore, Ore), Overflow> {
    let rows = codes.iter().map(|code| code.rows).sum();
    let in_period = Ore::sum(codes.iter().map(|code| code.in_period))?;
    Ok((rows, in_period, Ore::sum(codes.iter().map(|code| code.accumulated))?))
}

/// Where a target's line stands in its area: the last is that of no activity.
fn place_of(result: &AgreementResult, target: Target) -> usize {
    target.activity.map_or(result.areas[usize::from(target.area)].lines.len() - 1, usize::from)
}

/// Counts balances of a kind in their line.
fn count_in(pipeline: &Pipeline, line: &mut LineResult, kind: &Kind<'_>) -> Result<(), Overflow> {
    let (period, group) = (kind.about.frame.period, kind.about.verdict.group);
    let flow = if kind.is_spend {
        &mut line.spend
    } else if pipeline.accounts.is_spend(group) {
        &mut line.forwarded
    } else {
        &mut line.other
    };
    flow.add(period, &kind.totals)?;
    if let Some(group) = group {
        line.by_group.entry(group).or_default().add(period, &kind.totals)?;
    }
    Ok(())
}

/// How spend, and what was sent on, stand to a decided amount; none without an amount. Only spend is projected.
fn assess(
    allocated: Option<Ore>,
    spent: Ore,
    sent: Ore,
    through: Through,
    job: &Job,
) -> Result<Option<Assessment>, Overflow> {
    let Some(allocated) = allocated else { return Ok(None) };
    let gone = spent.plus(sent)?;
    let share = gone.share_of(allocated).unwrap_or_default();
    let behind_below = i128::from(through.share_of_year()) * i128::from(job.behind_share);
    Ok(Some(if gone > allocated {
        Assessment::Over
    } else if share >= job.near_share && through.months() < 12 {
        Assessment::Near
    } else if through.run_rate(spent)?.plus(sent)? > allocated {
        Assessment::ForecastOver
    } else if i128::from(share) * 10_000 < behind_below {
        Assessment::Behind
    } else {
        Assessment::OnTrack
    }))
}
