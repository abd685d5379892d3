//! The decision's conditions in its own words, and the reports that it asks for.

use crate::model::money::Overflow;
use crate::model::table::ColumnKind::{Count, Date, Prose, Text};
use crate::model::table::{Cell, RowKind, SummaryTable};

use super::build::{Builder, text};
use super::{Material, count};

/// Each condition, what watches over it, and how many findings it has. A condition without a check is a person's to
/// judge.
pub(super) fn conditions(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("overenskommelse", Text),
        ("avsnitt", Text),
        ("villkor", Prose),
        ("bevakas_av", Prose),
        ("antal_avvikelser", Count),
        ("overenskommelse_id", Text),
    ];
    let mut table = Builder::new("villkor", &columns);
    for agreement in &material.pipeline.agreements {
        for condition in &agreement.conditions {
            let watched = !condition.checks.is_empty();
            let found = material.reconciliation.findings.iter().filter(|finding| {
                let here = finding.place.agreement.as_ref().is_none_or(|id| *id == agreement.id);
                here && condition.checks.iter().any(|check| check == finding.code.name())
            });
            let by = if watched { Cell::Text(condition.checks.join("\n").into()) } else { Cell::Name("a-person") };
            let cells = vec![
                Cell::Text(agreement.title.as_str().into()),
                text(condition.section.as_deref()),
                Cell::Text(condition.text.as_str().into()),
                by,
                if watched { Cell::Count(count(found.count())) } else { Cell::Blank },
                text(Some(&agreement.id)),
            ];
            table.row(RowKind::Normal, cells);
        }
    }
    table.done()
}

/// Each report with its due date; a recurring one has none.
pub(super) fn reports(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("overenskommelse", Text),
        ("rapport", Text),
        ("avsnitt", Text),
        ("mottagare", Text),
        ("forfaller", Date),
        ("dagar_kvar", Count),
        ("inlamnad", Text),
        ("overenskommelse_id", Text),
    ];
    let mut table = Builder::new("rapporter", &columns);
    for agreement in &material.pipeline.agreements {
        for report in &agreement.reports {
            let days = report.due.map(|due| due.signed_duration_since(material.as_of).num_days());
            let left = days.filter(|_| report.filed.is_none()).and_then(|days| u64::try_from(days).ok());
            let cells = vec![
                Cell::Text(agreement.title.as_str().into()),
                Cell::Text(report.title.as_str().into()),
                text(report.section.as_deref()),
                Cell::Text(report.recipient.as_str().into()),
                report.due.map_or(Cell::Blank, Cell::Date),
                left.map_or(Cell::Blank, Cell::Count),
                text(report.filed.as_deref()),
                text(Some(&agreement.id)),
            ];
            table.row(RowKind::Normal, cells);
        }
    }
    table.done()
}

/// What persons wrote, agreement by agreement and area by area, with who answers for it; blank where nobody has written.
pub(super) fn narratives(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("overenskommelse", Text),
        ("omrade", Text),
        ("ansvarig", Text),
        ("berattelse", Prose),
        ("fil", Text),
        ("overenskommelse_id", Text),
        ("omrade_id", Text),
    ];
    let mut table = Builder::new("berattelser", &columns);
    for (place, agreement) in (0_u16..).zip(&material.pipeline.agreements) {
        let areas = (0_u16..).zip(&agreement.areas).map(|(at, area)| (Some(at), Some(area)));
        for (at, area) in [(None, None)].into_iter().chain(areas) {
            let written = material.pipeline.narratives.iter().find(|n| n.agreement == place && n.area == at);
            if written.is_none() && at.is_some() {
                continue;
            }
            let responsible = area.and_then(|a| a.responsible.as_deref()).or(agreement.responsible.as_deref());
            let cells = vec![
                Cell::Text(agreement.title.as_str().into()),
                text(area.map(|a| a.title.as_str())),
                text(responsible),
                text(written.map(|n| n.text.trim())),
                text(written.map(|n| n.file.as_str())),
                text(Some(&agreement.id)),
                text(area.map(|a| a.id.as_str())),
            ];
            table.row(RowKind::Normal, cells);
        }
    }
    table.done()
}
