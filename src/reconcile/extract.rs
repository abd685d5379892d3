//! Checks of the extract as a whole: is it complete, is its sign right, what could not be read or decided. One plain
//! function each, in one literal list whose order has no meaning.

// Checks share one signature, so that the list can hold them; some of them cannot fail.
#![allow(clippy::unnecessary_wraps)]

use std::collections::{BTreeMap, HashSet};

use foldhash::fast::FixedState;

use crate::model::balance::Balance;
use crate::model::code::CodeString;
use crate::model::control::Totals;
use crate::model::fate::{By, Fate, OutOfScope, SetAside};
use crate::model::finding::{Code, Finding, Place, Severity, Value, count, text};
use crate::model::money::{Ore, Overflow};
use crate::model::period::Period;
use crate::model::posting::Rejected;
use crate::model::source::place_of;
use crate::pipeline::{Control, Pipeline};

use super::{Evidence, Extract};

/// A check of the extract.
pub(super) type Check = fn(&Extract<'_>) -> Result<Vec<Finding>, Overflow>;

/// Every check.
pub(super) const CHECKS: &[Check] = &[
    completeness,
    months,
    voucher_gaps,
    vouchers_missing,
    rejected_rows,
    income_sign,
    set_aside_rows,
    other_year_on_grant,
    objects_without_postings,
    rulings,
];

impl Evidence<'_> {
    fn object<'b>(&self, balance: &Balance<'b>) -> &'b str {
        self.pipeline.object_part.map_or("", |part| balance.text(part))
    }
}

/// The ERP's own figures against what was read, to the öre; without any, completeness is not proven.
fn completeness(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    if evidence.pipeline.controls.is_empty() {
        return Ok(vec![Finding::new(Code::CompletenessNotProven, Vec::new())]);
    }
    evidence.pipeline.controls.iter().map(|control| one_control(evidence, control)).collect()
}

fn one_control(evidence: &Evidence<'_>, control: &Control) -> Result<Finding, Overflow> {
    let on_period = |period: Option<Period>| control.period.is_none() || control.period == period;
    let on_object = |object: &str| control.object.as_ref().is_none_or(|wanted| wanted == object);
    let mut read = Totals::default();
    for balance in evidence.balances.iter() {
        // The ERP has each row once.
        let counted = !matches!(balance.fate(), Fate::Duplicate(_));
        if counted && on_period(Some(balance.period())) && on_object(evidence.object(&balance)) {
            read.merge(&balance.totals)?;
        }
    }
    let part = evidence.pipeline.object_part;
    let on_rejected = |codes: &CodeString| on_object(part.map_or("", |part| codes.part(part)));
    let rejected = evidence.rejected.iter().filter(|r| on_period(r.period) && on_rejected(&r.code)).count();
    let rows = read.rows + u64::try_from(rejected).unwrap_or(u64::MAX);
    let sum = read.net()?;
    let name = [control.period.map(|p| p.to_string()), control.object.clone()];
    let name = name.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let name = text(name);
    let place = Place { file: Some(control.frame.file.clone()), row: Some(control.frame.line), ..Place::default() };
    if control.rows.is_none_or(|stated| stated == rows) && control.sum.is_none_or(|stated| stated == sum) {
        let values = vec![("control", name), ("rows", Value::Count(rows)), ("sum", Value::Amount(sum))];
        return Ok(Finding::new(Code::ControlTies, values).in_place(place));
    }
    let mut values = vec![("control", name), ("rows", Value::Count(rows)), ("sum", Value::Amount(sum))];
    values.extend(control.rows.map(|stated| ("stated-rows", Value::Count(stated))));
    if let Some(stated) = control.sum {
        values.push(("stated-sum", Value::Amount(stated)));
        values.push(("difference", Value::Amount(sum.minus(stated)?)));
    }
    Ok(Finding::new(Code::ControlDiffers, values).in_place(place))
}

/// Months up to the run's last without a single posting: a forgotten extract.
fn months(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let wanted = (1..=evidence.through.months()).filter_map(|m| Period::new(evidence.through.year(), m));
    // An unreadable row is a row: its month is not forgotten, and it is told by itself.
    let rejected = |period: Period| evidence.rejected.iter().any(|r| r.period == Some(period));
    let empty = wanted.filter(|period| !evidence.periods.contains(period) && !rejected(*period));
    Ok(empty.map(|period| Finding::new(Code::MonthMissing, vec![("period", Value::Period(period))])).collect())
}

/// Gaps in the voucher series, where the job says that they are whole in the extract.
fn voucher_gaps(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    if !evidence.pipeline.job.whole_series {
        return Ok(Vec::new());
    }
    let finding = |gaps: crate::model::footprint::Gaps| {
        let (first, last) = gaps.first;
        let first = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let values =
            vec![("series", text(gaps.series)), ("missing", Value::Count(gaps.missing)), ("first", text(first))];
        Finding::new(Code::VoucherGap, values)
    };
    Ok(evidence.footprint.gaps().into_iter().map(finding).collect())
}

/// Rows without a voucher number: counted, but they cannot be traced to a voucher.
fn vouchers_missing(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let missing = evidence.footprint.unnumbered()?;
    if missing.rows == 0 {
        return Ok(Vec::new());
    }
    let values = vec![("rows", Value::Count(missing.rows)), ("sum", Value::Amount(missing.net()?))];
    Ok(vec![Finding::new(Code::VoucherMissing, values)])
}

/// So many rows that are unreadable in the same way are told one by one.
const ONE_BY_ONE: usize = 10;
/// Values that stand for the others.
const SAMPLES: usize = 3;

/// Unreadable rows: each with its cell, or with the others that are unreadable in the same way in the same column. The
/// run has already held their number to the job's limit, and a table lists them all.
fn rejected_rows(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut groups: BTreeMap<(u32, u16, &str, &str), Vec<&Rejected>> = BTreeMap::new();
    for row in evidence.rejected {
        let alike = (row.origin.source, row.origin.sheet, row.column.as_str(), row.reason);
        groups.entry(alike).or_default().push(row);
    }
    let told = |rows: &Vec<&Rejected>| match rows.as_slice() {
        [first, ..] if rows.len() > ONE_BY_ONE => vec![rejected_alike(evidence, first, rows)],
        rows => rows.iter().map(|row| rejected_row(evidence, row)).collect(),
    };
    Ok(groups.values().flat_map(told).collect())
}

fn rejected_alike(evidence: &Evidence<'_>, first: &Rejected, rows: &[&Rejected]) -> Finding {
    let mut samples: Vec<&str> = Vec::new();
    for value in rows.iter().map(|row| row.value.as_str()).filter(|value| !value.is_empty()) {
        if samples.len() < SAMPLES && !samples.contains(&value) {
            samples.push(value);
        }
    }
    let values = vec![
        ("rows", count(rows.len())),
        ("header", text(first.header.clone())),
        ("reason", text(first.reason)),
        ("samples", text(samples.join(" / "))),
    ];
    let place = Place { column: Some(first.column.to_string()), ..place_of(evidence.sources, first.origin) };
    Finding::new(Code::RowsRejected, values).in_place(place)
}

fn rejected_row(evidence: &Evidence<'_>, rejected: &Rejected) -> Finding {
    let place = Place { column: Some(rejected.column.to_string()), ..place_of(evidence.sources, rejected.origin) };
    let mut values = vec![
        ("header", text(rejected.header.clone())),
        ("value", text(rejected.value.clone())),
        ("reason", text(rejected.reason)),
    ];
    let layout = evidence.pipeline.layout_of(rejected.origin.source);
    values.extend(layout.into_iter().flat_map(|layout| layout.readings(rejected)));
    Finding::new(Code::RowRejected, values).in_place(place)
}

/// Income is credit, so it is negative net. A positive net of the whole extract means that its signs are flipped: an
/// error. A positive net of one file among several may be that, or a month of corrections: a warning.
fn income_sign(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut whole = Totals::default();
    for income in evidence.income {
        whole.merge(income)?;
    }
    let finding = |net: Ore| Finding::new(Code::IncomeSignFlipped, vec![("sum", Value::Amount(net))]);
    if whole.net()? > Ore::ZERO {
        return Ok(vec![finding(whole.net()?)]);
    }
    let mut findings = Vec::new();
    for (source, income) in evidence.sources.iter().zip(evidence.income) {
        let net = income.net()?;
        if net > Ore::ZERO {
            let place = Place { file: Some(source.name.clone()), ..Place::default() };
            findings.push(finding(net).at(Severity::Warning).in_place(place));
        }
    }
    Ok(findings)
}

/// What waits for a decision, by reason and cost object.
fn set_aside_rows(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut sums = BTreeMap::<(SetAside, &str), Totals>::new();
    for balance in &evidence.unusual {
        if let Fate::SetAside(reason) = balance.fate() {
            sums.entry((reason, evidence.object(balance))).or_default().merge(&balance.totals)?;
        }
    }
    let finding = |((reason, object), totals): ((SetAside, &str), Totals)| {
        let values = vec![
            ("reason", text(reason.name())),
            ("codes", text(described(evidence.pipeline, object))),
            ("rows", Value::Count(totals.rows)),
            ("sum", Value::Amount(totals.net()?)),
        ];
        Ok(Finding::new(Code::SetAsideRows, values))
    };
    sums.into_iter().map(finding).collect()
}

fn described(pipeline: &Pipeline, object: &str) -> String {
    let part = pipeline.object_part.and_then(|part| pipeline.parts.0.get(part)).map_or("", String::as_str);
    format!("{part} {object}")
}

/// Rows of another year on an agreement's code string: out of scope, but somebody should know.
fn other_year_on_grant(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut sums = BTreeMap::<(Period, &str), Totals>::new();
    for balance in &evidence.unusual {
        if balance.fate() == Fate::OutOfScope(OutOfScope::OtherYearOnGrant) {
            sums.entry((balance.period(), evidence.object(balance))).or_default().merge(&balance.totals)?;
        }
    }
    let finding = |((period, object), totals): ((Period, &str), Totals)| {
        let values = vec![
            ("period", Value::Period(period)),
            ("codes", text(described(evidence.pipeline, object))),
            ("rows", Value::Count(totals.rows)),
            ("sum", Value::Amount(totals.net()?)),
        ];
        Ok(Finding::new(Code::OtherYearOnGrant, values))
    };
    sums.into_iter().map(finding).collect()
}

/// Cost objects that an area owns and that no posting of the report bears. Where the whole agreement has none, columns
/// may be mixed up or its selection forgotten: a warning. One of several may well have nothing booked yet: worth knowing.
fn objects_without_postings(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let owned = &evidence.pipeline.owners;
    let objects = evidence.pipeline.object_part.and_then(|part| evidence.balances.codes(part));
    let mut unseen: HashSet<&str, FixedState> = owned.keys().map(String::as_str).collect();
    if let Some(codes) = objects {
        for (object, _) in codes.as_texts().zip(&evidence.objects).filter(|(_, seen)| **seen) {
            unseen.remove(object);
        }
    }
    let has_postings = |agreement: u16| {
        let mut own = owned.iter().filter(|(_, owners)| owners.iter().any(|o| o.target.agreement == agreement));
        own.any(|(object, _)| !unseen.contains(object.as_str()))
    };
    let mut findings = Vec::new();
    for (object, owners) in owned.iter().filter(|(object, _)| unseen.contains(object.as_str())) {
        let values = vec![("codes", text(described(evidence.pipeline, object)))];
        let some = owners.iter().any(|o| has_postings(o.target.agreement));
        let severity = if some { Severity::Info } else { Severity::Warning };
        findings.push(Finding::new(Code::ObjectWithoutPostings, values).at(severity));
    }
    Ok(findings)
}

/// Rulings that hit nothing, that go against what rules decide, or that only repeat it.
fn rulings(evidence: &Extract<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for (place, ruling) in (0_u32..).zip(&evidence.pipeline.rulings) {
        let hits = evidence.unusual.iter().filter(|b| b.attributes().ruling == Some(place));
        let at = Place { file: Some(ruling.frame.file.clone()), row: Some(ruling.frame.line), ..Place::default() };
        let mut hit = false;
        let mut against = BTreeMap::<crate::model::fate::Target, Totals>::new();
        let mut repeated = 0;
        for balance in hits {
            hit = true;
            match balance.fate() {
                Fate::Mapped { target, by: By::Ruling { otherwise: Some(other), .. } } if other != target => {
                    against.entry(other).or_default().merge(&balance.totals)?;
                }
                Fate::Mapped { by: By::Ruling { otherwise: Some(_), .. }, .. } => repeated += balance.totals.rows,
                _ => {}
            }
        }
        let voucher = || ("voucher", text(ruling.voucher_text()));
        if !hit {
            findings.push(Finding::new(Code::RulingUnused, vec![voucher()]).in_place(at.clone()));
        }
        if repeated > 0 {
            let values = vec![voucher(), ("rows", Value::Count(repeated))];
            findings.push(Finding::new(Code::RulingNotNeeded, values).in_place(at.clone()));
        }
        for (other, totals) in against {
            let values = vec![
                voucher(),
                ("ruled", text(target_name(evidence.pipeline, ruling.target))),
                ("otherwise", text(target_name(evidence.pipeline, other))),
                ("rows", Value::Count(totals.rows)),
                ("sum", Value::Amount(totals.net()?)),
            ];
            findings.push(Finding::new(Code::RulingAgainstRule, values).in_place(at.clone()));
        }
    }
    Ok(findings)
}

fn target_name(pipeline: &Pipeline, target: crate::model::fate::Target) -> String {
    let agreement = &pipeline.agreements[usize::from(target.agreement)];
    let area = &agreement.areas[usize::from(target.area)];
    let activity = target.activity.map_or_else(String::new, |a| format!(" / {}", area.activities[usize::from(a)].id));
    format!("{} / {}{activity}", agreement.id, area.id)
}
