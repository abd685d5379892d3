//! The conditions of agreements as checks: one plain function each, in one literal list whose order has no meaning.
//! Each takes one agreement's case and hands on findings; none looks at another's.

use std::collections::BTreeMap;

use crate::model::Date;
use crate::model::agreement::{AllocationKind, Area, Reallocation, Report};
use crate::model::code::CodeString;
use crate::model::control::Totals;
use crate::model::fate::{By, Fate, Target};
use crate::model::finding::{Code, Finding, Place, Severity, Value, text};
use crate::model::money::{Ore, Overflow};
use crate::model::period::Period;
use crate::model::posting::Frame;
use crate::model::reconciliation::{AreaResult, LineResult};
use crate::pipeline::GroupKind;

use super::sorted::Kind;
use super::{Case, received, reporting};

/// A condition.
pub(super) type Condition = fn(&Case<'_>) -> Result<Vec<Finding>, Overflow>;

/// Every condition.
pub(super) const CONDITIONS: &[Condition] = &[
    area_overspent,
    whole_overspent,
    activity_overspent,
    ring_fence,
    investment_on_grant_object,
    spend_before_year,
    spend_before_decision,
    spend_without_activity,
    late_postings,
    unallocated_left,
    received::income_differs,
    received::income_without_part,
    received::forwarded_differs,
    received::amount_inferred,
    reporting::breakdown_missing,
    reporting::narrative_missing,
    reporting::report_overdue,
];

impl Case<'_> {
    pub(super) fn place(&self, area: &Area, activity: Option<&str>) -> Place {
        let agreement = Some(self.agreement.id.clone());
        Place { agreement, area: Some(area.id.clone()), activity: activity.map(str::to_owned), ..Place::default() }
    }

    pub(super) fn areas(&self) -> impl Iterator<Item = (&Area, &AreaResult)> {
        self.agreement.areas.iter().zip(&self.result.areas)
    }

    /// The next report of some kind that is still to hand in.
    pub(super) fn next_report(&self, wanted: impl Fn(&Report) -> bool) -> Option<(Date, &Report)> {
        let as_of = self.evidence.as_of;
        let due = |report: &Report| report.due.filter(|due| *due >= as_of && report.filed.is_none());
        let reports = self.agreement.reports.iter().filter(|report| wanted(report));
        reports.filter_map(|report| Some((due(report)?, report))).min_by_key(|(due, _)| *due)
    }

    pub(super) fn days_to(&self, due: Date) -> u64 {
        u64::try_from(due.signed_duration_since(self.evidence.as_of).num_days()).unwrap_or_default()
    }

    /// What spend balances are about.
    fn spend(&self) -> impl Iterator<Item = (Target, &Kind<'_>)> {
        self.balances.kinds().filter(|(_, kind)| kind.is_spend)
    }

    /// Spend that is about something which passes a test, summed by area.
    fn spend_by_area(&self, test: impl Fn(&Frame) -> bool) -> Result<BTreeMap<u16, Totals>, Overflow> {
        let mut sums = BTreeMap::<u16, Totals>::new();
        for (target, kind) in self.spend().filter(|(_, kind)| test(&kind.about.frame)) {
            sums.entry(target.area).or_default().merge(&kind.totals)?;
        }
        Ok(sums)
    }
}

/// More is spent in the area than the board allocated to it, or where it allocated nothing than was granted.
fn area_overspent(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for (area, result) in case.areas() {
        let (spent, sent) = (result.spend()?.accumulated()?, result.forwarded()?);
        let gone = spent.plus(sent)?;
        let Some(limit) = result.limit().filter(|limit| gone > *limit) else { continue };
        let (code, name) = match result.allocated {
            Some(_) => (Code::AreaOverspent, "allocated"),
            None => (Code::GrantOverspent, "granted"),
        };
        let values = vec![
            ("spent", Value::Amount(spent)),
            ("sent", Value::Amount(sent)),
            (name, Value::Amount(limit)),
            ("over", Value::Amount(gone.minus(limit)?)),
        ];
        findings.push(Finding::new(code, values).in_place(case.place(area, None)));
    }
    Ok(findings)
}

/// More is spent than was granted for the whole, where the document gives the grant for the whole.
fn whole_overspent(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let (spent, sent) = (case.result.spend()?.accumulated()?, case.result.forwarded()?);
    let over = spent.plus(sent)?.minus(case.agreement.granted()?.unwrap_or_default())?;
    if case.agreement.received.is_empty() || over <= Ore::ZERO {
        return Ok(Vec::new());
    }
    let mut values =
        vec![("spent", Value::Amount(spent)), ("sent", Value::Amount(sent)), ("over", Value::Amount(over))];
    values.extend(case.agreement.granted()?.map(|granted| ("granted", Value::Amount(granted))));
    let place = Place { agreement: Some(case.agreement.id.clone()), ..Place::default() };
    Ok(vec![Finding::new(Code::GrantOverspent, values).in_place(place)])
}

/// More is spent on an activity than was decided; says what decided money elsewhere in the area is still unspent,
/// which is no surplus before the year has ended.
fn activity_overspent(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for (area, result) in case.areas() {
        for (activity, line) in area.activities.iter().zip(&result.lines) {
            let spent = line.spend.accumulated()?;
            let free = [AllocationKind::Fixed, AllocationKind::Unallocated].contains(&activity.kind);
            let Some(allocated) = line.allocated.filter(|a| free && spent > *a) else { continue };
            let values = vec![
                ("spent", Value::Amount(spent)),
                ("allocated", Value::Amount(allocated)),
                ("over", Value::Amount(spent.minus(allocated)?)),
                ("unspent", Value::Amount(movable_unspent(area, result)?)),
                ("stance", text(stance(area.reallocation))),
            ];
            let place = case.place(area, Some(&activity.id));
            findings.push(Finding::new(Code::ActivityOverspent, values).in_place(place));
        }
    }
    Ok(findings)
}

fn stance(reallocation: Reallocation) -> &'static str {
    match reallocation {
        Reallocation::WithinArea => "within-area",
        Reallocation::None => "none",
        Reallocation::NotStated => "not-stated",
    }
}

/// What is left of the area's decided money when all its spend is paid, *Utan aktivitet* and every overspent activity
/// too, and all that is to be sent on is sent, without what ring-fenced activities have left; nothing where that is less
/// than nothing.
fn movable_unspent(area: &Area, result: &AreaResult) -> Result<Ore, Overflow> {
    let decided = Ore::sum(area.activities.iter().filter_map(|a| a.amount))?;
    let mut left = result.allocated.unwrap_or(decided).minus(result.spend()?.accumulated()?)?;
    let lines = || area.activities.iter().zip(&result.lines);
    for (_, line) in lines().filter(|(activity, _)| activity.is_forwarded()) {
        left = left.minus(line.allocated.unwrap_or_default().max(line.forwarded.accumulated()?))?;
    }
    for (_, line) in lines().filter(|(activity, _)| activity.kind == AllocationKind::RingFenced) {
        let fenced = line.allocated.unwrap_or_default().minus(line.spend.accumulated()?)?;
        left = left.minus(fenced.max(Ore::ZERO))?;
    }
    Ok(left.max(Ore::ZERO))
}

/// A ring-fenced activity is judged against both what was decided and what was granted for it.
fn ring_fence(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for (area, result) in case.areas() {
        let fenced = area.activities.iter().zip(&result.lines).filter(|(a, _)| a.kind == AllocationKind::RingFenced);
        for (activity, line) in fenced {
            let granted = line.activity.map_or(Ok(None), |place| area.granted_for(place))?;
            let found = fence_finding(line, granted, case.evidence.pipeline.job.near_share)?;
            findings.extend(found.map(|f| f.in_place(case.place(area, Some(&activity.id)))));
        }
    }
    Ok(findings)
}

fn fence_finding(line: &LineResult, granted: Option<Ore>, near: i64) -> Result<Option<Finding>, Overflow> {
    let Some(allocated) = line.allocated else { return Ok(None) };
    let spent = line.spend.accumulated()?;
    let limit = granted.map_or(allocated, |granted| granted.min(allocated));
    let share = spent.share_of(limit).unwrap_or_default();
    if spent > limit {
        let values = vec![
            ("spent", Value::Amount(spent)),
            ("allocated", Value::Amount(allocated)),
            ("granted", Value::Amount(granted.unwrap_or(allocated))),
            ("over", Value::Amount(spent.minus(limit)?)),
        ];
        return Ok(Some(Finding::new(Code::RingFenceBreached, values)));
    }
    let values =
        vec![("spent", Value::Amount(spent)), ("allocated", Value::Amount(limit)), ("share", Value::Share(share))];
    Ok((share >= near).then(|| Finding::new(Code::RingFenceNear, values)))
}

/// An investment account on a grant object: only the year's depreciation may be charged to it. Judged on the
/// accumulated net per area and account; a net of nothing has been put right.
fn investment_on_grant_object(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let pipeline = case.evidence.pipeline;
    let shown = [pipeline.object_part, pipeline.accounts.part];
    let keep: Vec<bool> = (0..pipeline.parts.0.len()).map(|part| shown.contains(&Some(part))).collect();
    let mut sums = BTreeMap::<(u16, CodeString), Totals>::new();
    let invests = |kind: &Kind<'_>| pipeline.accounts.kind(kind.about.verdict.group) == Some(GroupKind::Investment);
    for (target, balance) in case.balances.balances(|_, kind| invests(kind)) {
        sums.entry((target.area, balance.only(&keep))).or_default().merge(&balance.totals)?;
    }
    let mut findings = Vec::new();
    for ((area, codes), totals) in sums {
        let net = totals.net()?;
        let values = vec![
            ("codes", text(pipeline.parts.describe(&codes))),
            ("debit", Value::Amount(totals.debit)),
            ("credit", Value::Amount(totals.credit)),
            ("net", Value::Amount(net)),
        ];
        let severity = if net == Ore::ZERO { Severity::Info } else { Severity::Warning };
        let place = case.place(&case.agreement.areas[usize::from(area)], None);
        findings.push(Finding::new(Code::InvestmentOnGrantObject, values).at(severity).in_place(place));
    }
    Ok(findings)
}

/// Spend in a year before the one that the money is for, by area and period.
fn spend_before_year(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut sums = BTreeMap::<(u16, Period), Totals>::new();
    for (target, kind) in case.spend() {
        let period = kind.about.frame.period;
        if period.year() < case.agreement.year {
            sums.entry((target.area, period)).or_default().merge(&kind.totals)?;
        }
    }
    let mut findings = Vec::new();
    for ((area, period), totals) in sums {
        let values = vec![
            ("period", Value::Period(period)),
            ("rows", Value::Count(totals.rows)),
            ("sum", Value::Amount(totals.net()?)),
        ];
        let place = case.place(&case.agreement.areas[usize::from(area)], None);
        findings.push(Finding::new(Code::SpendBeforeYear, values).in_place(place));
    }
    Ok(findings)
}

/// Spend of the right year, but booked before the board had decided.
fn spend_before_decision(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let Some(decided_on) = case.agreement.decided_on else { return Ok(Vec::new()) };
    let dates = &case.evidence.pipeline.decision_dates;
    let place = dates.iter().position(|d| *d == decided_on).unwrap_or_default();
    let before = |frame: &Frame| {
        frame.period.year() >= case.agreement.year && usize::from(frame.attributes.decisions_passed) <= place
    };
    let mut findings = Vec::new();
    for (area, totals) in case.spend_by_area(before)? {
        let values = vec![
            ("decided-on", Value::Date(decided_on)),
            ("rows", Value::Count(totals.rows)),
            ("sum", Value::Amount(totals.net()?)),
        ];
        let place = case.place(&case.agreement.areas[usize::from(area)], None);
        findings.push(Finding::new(Code::SpendBeforeDecision, values).in_place(place));
    }
    Ok(findings)
}

/// Spend on an area's object that no activity takes: the line *Utan aktivitet*, told by its codes.
fn spend_without_activity(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let pipeline = case.evidence.pipeline;
    let hidden = [pipeline.accounts.part, pipeline.breakdown_part];
    let keep: Vec<bool> =
        pipeline.key_parts.iter().enumerate().map(|(p, used)| *used && !hidden.contains(&Some(p))).collect();
    let mut sums = BTreeMap::<(u16, CodeString), Totals>::new();
    // Where the decision names no activities, spend cannot lack one.
    let has_activities = |area: u16| !case.agreement.areas[usize::from(area)].activities.is_empty();
    let lacks = |target: Target| target.activity.is_none() && has_activities(target.area);
    let ruled = |kind: &Kind<'_>| matches!(kind.about.verdict.fate, Fate::Mapped { by: By::Ruling { .. }, .. });
    let without = case.balances.balances(|target, kind| kind.is_spend && lacks(target) && !ruled(kind));
    for (target, balance) in without {
        sums.entry((target.area, balance.only(&keep))).or_default().merge(&balance.totals)?;
    }
    let mut findings = Vec::new();
    for ((area, codes), totals) in sums {
        let values = vec![
            ("codes", text(pipeline.parts.describe(&codes))),
            ("rows", Value::Count(totals.rows)),
            ("sum", Value::Amount(totals.net()?)),
        ];
        let place = case.place(&case.agreement.areas[usize::from(area)], None);
        findings.push(Finding::new(Code::SpendWithoutActivity, values).in_place(place));
    }
    Ok(findings)
}

/// Postings registered after their period was closed.
fn late_postings(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let Some(days) = case.evidence.pipeline.job.close_days else { return Ok(Vec::new()) };
    let mut findings = Vec::new();
    for (area, totals) in case.spend_by_area(|frame| frame.attributes.late)? {
        let values = vec![
            ("days", Value::Count(days.into())),
            ("rows", Value::Count(totals.rows)),
            ("sum", Value::Amount(totals.net()?)),
        ];
        let place = case.place(&case.agreement.areas[usize::from(area)], None);
        findings.push(Finding::new(Code::LatePostings, values).in_place(place));
    }
    Ok(findings)
}

/// Money that no activity has yet, and how long it is to the next report that accounts for money.
fn unallocated_left(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let next = case.next_report(|report| report.money);
    let mut findings = Vec::new();
    for (area, result) in case.areas() {
        for (activity, line) in area.activities.iter().zip(&result.lines) {
            let left = line.allocated.unwrap_or_default().minus(line.spend.accumulated()?)?;
            if activity.kind != AllocationKind::Unallocated || left <= Ore::ZERO {
                continue;
            }
            let mut values = vec![("amount", Value::Amount(left))];
            if let Some((due, report)) = next {
                values.push(("report", text(format!("{}, {}", report.title, report.recipient))));
                values.push(("due", Value::Date(due)));
                values.push(("days", Value::Count(case.days_to(due))));
            }
            findings.push(Finding::new(Code::UnallocatedLeft, values).in_place(case.place(area, Some(&activity.id))));
        }
    }
    Ok(findings)
}
