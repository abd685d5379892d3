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
mod texts;

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::model::Date;
use crate::model::agreement::{Agreement, AllocationKind};
use crate::model::balance::{Balance, Balances};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fate::{Fate, Target};
use crate::model::finding::Finding;
use crate::model::footprint::Footprint;
use crate::model::money::{Ore, Overflow};
use crate::model::period::Through;
use crate::model::posting::Rejected;
use crate::model::reconciliation::{AgreementResult, AreaResult, Assessment, LineResult, Reconciliation};
use crate::model::source::Source;
use crate::pipeline::{Job, Pipeline};

use conditions::CONDITIONS;
use extract::CHECKS;

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
    balances: Vec<(Target, &'a Balance)>,
    result: &'a AgreementResult,
}

/// Reconciles every agreement and runs every check; `findings` are those of the stages before.
pub fn reconcile(evidence: Evidence<'_>, mut findings: Vec<Finding>) -> Result<Reconciliation, ReconcileError> {
    let (fates, mapped) = sorted_out(&evidence)?;
    let agreements = evidence.pipeline.agreements.par_iter().zip(mapped);
    let judged: Vec<(AgreementResult, Vec<Finding>)> = agreements
        .enumerate()
        .map(|(place, (agreement, balances))| one(evidence, place, agreement, balances))
        .collect::<Result<_, Overflow>>()?;
    findings.extend(evidence.pipeline.footing.iter().cloned());
    for check in CHECKS {
        findings.extend(check(&evidence)?);
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
    let mut done = Reconciliation { agreements, fates, findings, counted: (0, Ore::ZERO), tables, shares: shares.list };
    done.counted = done.count()?;
    let mapped = mapped_totals(&done)?;
    Broken::unless_equal(Boundary::FoldToReconcile, &mapped, &done.counted).map_err(ReconcileError::Broken)?;
    Ok(done)
}

/// Mapped balances by agreement.
type ByAgreement<'a> = Vec<Vec<(Target, &'a Balance)>>;

/// The sum of each fate, and each agreement's balances; the fates' sums are what the fold counted.
fn sorted_out<'a>(evidence: &Evidence<'a>) -> Result<(BTreeMap<Fate, Totals>, ByAgreement<'a>), ReconcileError> {
    let mut fates = HashMap::<Fate, Totals, FixedState>::default();
    let mut mapped: ByAgreement<'_> = evidence.pipeline.agreements.iter().map(|_| Vec::new()).collect();
    for balance in &evidence.balances.list {
        fates.entry(balance.fate).or_default().merge(&balance.totals)?;
        let of =
            balance.fate.target().and_then(|target| Some((target, mapped.get_mut(usize::from(target.agreement))?)));
        if let Some((target, own)) = of {
            own.push((target, balance));
        }
    }
    let mut received = Totals::default();
    for totals in fates.values() {
        received.merge(totals)?;
    }
    Broken::unless_equal(Boundary::FoldToReconcile, &evidence.balances.totals, &received)
        .map_err(ReconcileError::Broken)?;
    Ok((fates.into_iter().collect(), mapped))
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
    evidence: Evidence<'_>,
    place: usize,
    agreement: &Agreement,
    balances: Vec<(Target, &Balance)>,
) -> Result<(AgreementResult, Vec<Finding>), Overflow> {
    let mut result = lines(&evidence, agreement, &balances)?;
    received::booked(evidence.pipeline, place, agreement, &balances, &mut result)?;
    let case = Case { evidence, agreement, balances, result: &result };
    let mut findings = Vec::new();
    for condition in CONDITIONS {
        findings.extend(condition(&case)?);
    }
    Ok((result, findings))
}

fn lines(
    evidence: &Evidence<'_>,
    agreement: &Agreement,
    balances: &[(Target, &Balance)],
) -> Result<AgreementResult, Overflow> {
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
    for (target, balance) in balances {
        let lines = &mut result.areas[usize::from(target.area)].lines;
        let last = lines.len() - 1;
        let line = &mut lines[target.activity.map_or(last, usize::from)];
        count_in(evidence.pipeline, line, *target, balance)?;
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

fn count_in(pipeline: &Pipeline, line: &mut LineResult, target: Target, balance: &Balance) -> Result<(), Overflow> {
    let period = balance.key.period;
    if pipeline.counts_as_spend(balance.group, target) {
        line.spend.add(period, &balance.totals)?;
        let code = pipeline.breakdown_part.map_or("", |part| balance.key.codes.part(part));
        match line.by_breakdown.get_mut(code) {
            Some(flow) => flow.add(period, &balance.totals)?,
            None => line.by_breakdown.entry(code.to_owned()).or_default().add(period, &balance.totals)?,
        }
    } else if pipeline.accounts.is_spend(balance.group) {
        line.forwarded.add(period, &balance.totals)?;
    } else {
        line.other.add(period, &balance.totals)?;
    }
    if let Some(group) = balance.group {
        line.by_group.entry(group).or_default().add(period, &balance.totals)?;
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
