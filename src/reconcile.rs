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
mod spent;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use rayon::prelude::*;

use crate::model::Date;
use crate::model::agreement::{Agreement, AllocationKind};
use crate::model::balance::{About, Balance, BalanceAt, Balances};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fate::{Fate, OutOfScope, Target};
use crate::model::finding::Finding;
use crate::model::footprint::Footprint;
use crate::model::money::{Ore, Overflow};
use crate::model::period::{Period, Through};
use crate::model::posting::Rejected;
use crate::model::reconciliation::{AgreementResult, AreaResult, Assessment, LineResult, Reconciliation};
use crate::model::source::Source;
use crate::pipeline::{Job, Pipeline};

use conditions::CONDITIONS;
use extract::CHECKS;
use spent::{Ranks, Spent, by_code};

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

/// Mapped balances, by their places among all.
struct Mapped<'a> {
    all: &'a Balances,
    places: Vec<BalanceAt>,
}

impl<'a> Mapped<'a> {
    /// Each with where it counts, in key order.
    fn iter(&self) -> impl Iterator<Item = (Target, Balance<'a>)> {
        self.placed().map(|(_, target, balance)| (target, balance))
    }

    /// The same with its place.
    fn placed(&self) -> impl Iterator<Item = (BalanceAt, Target, Balance<'a>)> {
        self.places.iter().filter_map(|place| {
            let balance = self.all.at(*place)?;
            Some((*place, balance.target()?, balance))
        })
    }
}

/// One agreement's evidence, as its conditions see it.
struct Case<'a> {
    evidence: Evidence<'a>,
    agreement: &'a Agreement,
    balances: Mapped<'a>,
    /// Those that count as spend.
    spend: Mapped<'a>,
    result: &'a AgreementResult,
}

/// The extract's evidence, as its checks see it: of a million balances, those that some check asks for.
struct Extract<'a> {
    evidence: Evidence<'a>,
    /// What waits for a decision, is a grant's of another year, or was decided by a ruling.
    unusual: Vec<Balance<'a>>,
    /// Periods with postings.
    periods: BTreeSet<Period>,
}

impl<'a> Deref for Extract<'a> {
    type Target = Evidence<'a>;

    fn deref(&self) -> &Evidence<'a> {
        &self.evidence
    }
}

/// Reconciles every agreement and runs every check; `findings` are those of the stages before.
pub fn reconcile(evidence: Evidence<'_>, mut findings: Vec<Finding>) -> Result<Reconciliation, ReconcileError> {
    let SortedOut { by_group, mapped, extract } = sorted_out(evidence)?;
    let ranks = Ranks::of(evidence.balances, evidence.pipeline.breakdown_part);
    let agreements = evidence.pipeline.agreements.par_iter().zip(mapped);
    let judged: Vec<(AgreementResult, Vec<Finding>)> = agreements
        .enumerate()
        .map(|(place, (agreement, balances))| one((evidence, &ranks), place, agreement, balances))
        .collect::<Result<_, Overflow>>()?;
    findings.extend(evidence.pipeline.footing.iter().cloned());
    for check in CHECKS {
        findings.extend(check(&extract)?);
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
    for ((fate, _), totals) in &by_group {
        done.fates.entry(*fate).or_default().merge(totals)?;
    }
    done.fates_by_group = by_group;
    done.counted = done.count()?;
    let mapped = mapped_totals(&done)?;
    Broken::unless_equal(Boundary::FoldToReconcile, &mapped, &done.counted).map_err(ReconcileError::Broken)?;
    Ok(done)
}

/// Balances by what is asked of them.
struct SortedOut<'a> {
    /// The sum of each fate by account group; together what the fold counted.
    by_group: BTreeMap<(Fate, Option<u16>), Totals>,
    /// Mapped balances by agreement.
    mapped: Vec<Mapped<'a>>,
    extract: Extract<'a>,
}

/// Looks at every balance, once.
fn sorted_out(evidence: Evidence<'_>) -> Result<SortedOut<'_>, ReconcileError> {
    let all = evidence.balances;
    let mut mapped: Vec<Vec<BalanceAt>> = evidence.pipeline.agreements.iter().map(|_| Vec::new()).collect();
    let mut extract = Extract { evidence, unusual: Vec::new(), periods: BTreeSet::new() };
    // What many balances are about is looked at once.
    let mut sums = vec![Totals::default(); all.abouts().len()];
    let waits = |fate: Fate| matches!(fate, Fate::SetAside(_) | Fate::OutOfScope(OutOfScope::OtherYearOnGrant));
    let is_unusual = |about: &About| waits(about.verdict.fate) || about.frame.attributes.ruling.is_some();
    let unusual: Vec<bool> = all.abouts().iter().map(is_unusual).collect();
    for (place, balance) in all.placed() {
        let about = balance.about_number() as usize;
        sums[about].merge(balance.totals)?;
        if let Some(own) = balance.target().and_then(|target| mapped.get_mut(usize::from(target.agreement))) {
            own.push(place);
        }
        if unusual[about] {
            extract.unusual.push(balance);
        }
    }
    let (mut by_group, mut received) = (BTreeMap::<_, Totals>::new(), Totals::default());
    for (about, totals) in all.abouts().iter().zip(&sums).filter(|(_, totals)| totals.rows > 0) {
        by_group.entry((about.verdict.fate, about.verdict.group)).or_default().merge(totals)?;
        received.merge(totals)?;
        extract.periods.insert(about.frame.period);
    }
    Broken::unless_equal(Boundary::FoldToReconcile, &all.totals, &received).map_err(ReconcileError::Broken)?;
    let mapped = mapped.into_iter().map(|places| Mapped { all, places }).collect();
    Ok(SortedOut { by_group, mapped, extract })
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
    (evidence, ranks): (Evidence<'_>, &Ranks<'_>),
    place: usize,
    agreement: &Agreement,
    balances: Mapped<'_>,
) -> Result<(AgreementResult, Vec<Finding>), Overflow> {
    let (mut result, spend) = lines((&evidence, ranks), agreement, &balances)?;
    received::booked(evidence.pipeline, place, agreement, &balances, &mut result)?;
    let case = Case { evidence, agreement, balances, spend, result: &result };
    let mut findings = Vec::new();
    for condition in CONDITIONS {
        findings.extend(condition(&case)?);
    }
    Ok((result, findings))
}

/// Every line of an agreement, and the balances that count as spend.
fn lines<'a>(
    (evidence, ranks): (&Evidence<'_>, &Ranks<'_>),
    agreement: &Agreement,
    balances: &Mapped<'a>,
) -> Result<(AgreementResult, Mapped<'a>), Overflow> {
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
    // Lines have many thousands: room is made once.
    let mut rooms: Vec<Vec<usize>> = result.areas.iter().map(|area| vec![0; area.lines.len()]).collect();
    for (target, _) in balances.iter() {
        rooms[usize::from(target.area)][place_of(&result, target)] += 1;
    }
    let no_spend = |rooms: Vec<usize>| rooms.into_iter().map(Vec::with_capacity).collect();
    let mut broken_down: Vec<Vec<Vec<Spent>>> = rooms.into_iter().map(no_spend).collect();
    let mut spend = Mapped { all: balances.all, places: Vec::with_capacity(balances.places.len()) };
    for (place, target, balance) in balances.placed() {
        let line = line_of(&mut result, target);
        if count_in(evidence.pipeline, line, target, &balance)? {
            let spent = Spent::new(ranks.of_balance(&balance), &balance)?;
            broken_down[usize::from(target.area)][place_of(&result, target)].push(spent);
            spend.places.push(place);
        }
    }
    let lines = result.areas.iter_mut().flat_map(|area| &mut area.lines);
    for (line, spent) in lines.zip(broken_down.into_iter().flatten()) {
        line.by_breakdown = by_code(spent, ranks)?;
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
    Ok((result, spend))
}

fn line_of(result: &mut AgreementResult, target: Target) -> &mut LineResult {
    let place = place_of(result, target);
    &mut result.areas[usize::from(target.area)].lines[place]
}

/// Where a target's line stands in its area: the last is that of no activity.
fn place_of(result: &AgreementResult, target: Target) -> usize {
    target.activity.map_or(result.areas[usize::from(target.area)].lines.len() - 1, usize::from)
}

/// Counts a balance in its line; whether it is spend, which is to be broken down.
fn count_in(
    pipeline: &Pipeline,
    line: &mut LineResult,
    target: Target,
    balance: &Balance<'_>,
) -> Result<bool, Overflow> {
    let period = balance.period();
    let is_spend = pipeline.counts_as_spend(balance.group(), target);
    if is_spend {
        line.spend.add(period, balance.totals)?;
    } else if pipeline.accounts.is_spend(balance.group()) {
        line.forwarded.add(period, balance.totals)?;
    } else {
        line.other.add(period, balance.totals)?;
    }
    if let Some(group) = balance.group() {
        line.by_group.entry(group).or_default().add(period, balance.totals)?;
    }
    Ok(is_spend)
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
