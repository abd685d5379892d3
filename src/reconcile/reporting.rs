//! What an agreement's reports ask for: a breakdown of what they show, somebody's words on what was done, and to be handed in
//! on time. Takes one agreement's case; knows no table.

use std::collections::BTreeSet;

use crate::model::agreement::{Area, Report};
use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::money::{Ore, Overflow};
use crate::pipeline::Measure;

use super::Case;

impl Case<'_> {
    /// Positions of the areas whose spend a report table shows.
    fn shown_areas(&self) -> BTreeSet<u16> {
        let pipeline = self.evidence.pipeline;
        let place = pipeline.agreements.iter().position(|a| a.id == self.agreement.id);
        let tables = pipeline.profiles.iter().flat_map(|profile| &profile.tables);
        let rows = tables.filter(|table| table.measure == Measure::Spend).flat_map(|table| &table.rows);
        let own = rows.filter(|row| place == Some(usize::from(row.agreement)));
        let areas = || (0_u16..).zip(&self.agreement.areas).map(|(area, _)| area);
        own.flat_map(|row| areas().filter(|area| row.of.covers(*area))).collect()
    }
}

/// Spend that a report shows and that the decision divides on no activities: the account of it can only be made as a
/// whole, of the agreement or of one of its areas.
pub(super) fn breakdown_missing(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let shown = case.shown_areas();
    let own = Place { agreement: Some(case.agreement.id.clone()), ..Place::default() };
    let finding = |spent: Ore, granted: Option<Ore>, sent: Ore, place: Place| {
        let mut values = vec![("spent", Value::Amount(spent))];
        if let Some(granted) = granted {
            let usable = granted.minus(sent)?;
            values
                .extend([("granted", granted), ("sent", sent), ("usable", usable)].map(|(n, v)| (n, Value::Amount(v))));
        }
        Ok::<_, Overflow>(Finding::new(Code::BreakdownMissing, values).in_place(place))
    };
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    if !case.agreement.areas.iter().any(Area::is_divided) {
        let spent = case.result.spend()?.accumulated()?;
        return Ok(vec![finding(spent, case.agreement.granted()?, case.result.forwarded()?, own)?]);
    }
    let mut findings = Vec::new();
    for (_, (area, result)) in (0_u16..).zip(case.areas()).filter(|(place, _)| shown.contains(place)) {
        if !area.is_divided() {
            let place = case.place(area, None);
            findings.push(finding(result.spend()?.accumulated()?, result.granted, result.forwarded()?, place)?);
        }
    }
    Ok(findings)
}

/// A report's day has gone, and no registration number says that it was handed in.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn report_overdue(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let as_of = case.evidence.as_of;
    let overdue = |report: &&Report| report.filed.is_none() && report.due.is_some_and(|due| due < as_of);
    let finding = |report: &Report| {
        let mut values = vec![("report", text(format!("{}, {}", report.title, report.recipient)))];
        values.extend(report.due.map(|due| ("due", Value::Date(due))));
        let place = Place { agreement: Some(case.agreement.id.clone()), ..Place::default() };
        Finding::new(Code::ReportOverdue, values).in_place(place)
    };
    Ok(case.agreement.reports.iter().filter(overdue).map(finding).collect())
}

/// Nobody has written what was done, and a report is due.
// The list of conditions has one type for all.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn narrative_missing(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let pipeline = case.evidence.pipeline;
    let place = pipeline.agreements.iter().position(|a| a.id == case.agreement.id);
    let written = pipeline.narratives.iter().any(|n| place == Some(usize::from(n.agreement)));
    let Some((due, report)) = case.next_report(|_| true).filter(|_| pipeline.narrated && !written) else {
        return Ok(Vec::new());
    };
    let values = vec![
        ("report", text(format!("{}, {}", report.title, report.recipient))),
        ("due", Value::Date(due)),
        ("days", Value::Count(case.days_to(due))),
    ];
    let place = Place { agreement: Some(case.agreement.id.clone()), ..Place::default() };
    Ok(vec![Finding::new(Code::NarrativeMissing, values).in_place(place)])
}
