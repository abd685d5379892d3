//! Control totals as tables: where every row of every input went, in rows and öre.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use crate::model::amount::Shed;
use crate::model::control::Totals;
use crate::model::fate::{Fate, OutOfScope};
use crate::model::money::Overflow;
use crate::model::table::ColumnKind::{Amount, Count, Scaled, Text};
use crate::model::table::{Cell, RowKind, SummaryTable};

use crate::pipeline::GroupKind;

use super::build::{Builder, text};
use super::{FileCount, Material};

fn sums(totals: &Totals) -> Result<[Cell; 4], Overflow> {
    let net = totals.net()?;
    Ok([Cell::Count(totals.rows), Cell::Amount(totals.debit), Cell::Amount(totals.credit), Cell::Amount(net)])
}

/// Per input: rows read, and what became of them.
pub(super) fn files(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns = [
        ("fil", Text),
        ("lasta_rader", Count),
        ("ej_bokforingsrader", Count),
        ("avvisade_rader", Count),
        ("rader", Count),
        ("debet", Amount),
        ("kredit", Amount),
        ("netto", Amount),
        ("avrundade_rader", Count),
        ("bortavrundat", Scaled(Shed::SHOWN)),
    ];
    let mut table = Builder::new("kontrollsummor-filer", &columns);
    let mut all = FileCount::default();
    let cells = |name: Cell, file: &FileCount| -> Result<Vec<Cell>, Overflow> {
        let rows = [Cell::Count(file.read), Cell::Count(file.structural), Cell::Count(file.rejected)];
        let rounded = [Cell::Count(file.rounded), Cell::Scaled(file.shed.shown().ok_or(Overflow)?, Shed::SHOWN)];
        Ok([name].into_iter().chain(rows).chain(sums(&file.postings)?).chain(rounded).collect())
    };
    for file in material.files {
        table.row(RowKind::Normal, cells(text(Some(&file.name)), file)?);
        all.read += file.read;
        all.structural += file.structural;
        all.rejected += file.rejected;
        all.postings.merge(&file.postings)?;
        all.rounded += file.rounded;
        all.shed = Shed(all.shed.0.checked_add(file.shed.0).ok_or(Overflow)?);
    }
    table.row(RowKind::Total, cells(Cell::Name("total"), &all)?);
    table.done()
}

/// Per fate and reason, mapped ones by kind of account: rows and öre; their sum is every posting of every input.
pub(super) fn fates(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns =
        [("status", Text), ("orsak", Text), ("rader", Count), ("debet", Amount), ("kredit", Amount), ("netto", Amount)];
    let mut table = Builder::new("kontrollsummor", &columns);
    let mut by_reason = BTreeMap::<(&'static str, &'static str), Totals>::new();
    let mut all = Totals::default();
    for ((fate, group), totals) in &material.reconciliation.fates_by_group {
        let sent_on = fate.target().is_some_and(|target| material.pipeline.is_forwarded(target));
        let kind = material.pipeline.accounts.kind(*group);
        let kind = match kind {
            Some(GroupKind::Spend) if sent_on => "sent-on",
            kind => kind.map_or("", GroupKind::name),
        };
        let reason = if fate.reason().is_empty() { kind } else { fate.reason() };
        by_reason.entry((fate.name(), reason)).or_default().merge(totals)?;
        all.merge(totals)?;
    }
    for ((name, reason), totals) in by_reason {
        let head = [Cell::Name(name), Cell::Name(reason)];
        table.row(RowKind::Normal, head.into_iter().chain(sums(&totals)?));
    }
    table.row(RowKind::Total, [Cell::Name("total"), Cell::Blank].into_iter().chain(sums(&all)?));
    table.done()
}

/// Out of scope, by reason and cost object.
pub(super) fn outside(material: &Material<'_>) -> Result<SummaryTable, Overflow> {
    let columns =
        [("orsak", Text), ("objekt", Text), ("rader", Count), ("debet", Amount), ("kredit", Amount), ("netto", Amount)];
    let mut table = Builder::new("utanfor", &columns);
    let mut by_object = HashMap::<(OutOfScope, &str), Totals, FixedState>::default();
    for balance in material.balances.iter() {
        if let Fate::OutOfScope(reason) = balance.fate() {
            let object = material.pipeline.object_part.map_or("", |part| balance.text(part));
            by_object.entry((reason, object)).or_default().merge(&balance.totals)?;
        }
    }
    let mut all = Totals::default();
    for ((reason, object), totals) in by_object.into_iter().collect::<BTreeMap<_, _>>() {
        all.merge(&totals)?;
        let head = [Cell::Name(reason.name()), text(Some(object))];
        table.row(RowKind::Normal, head.into_iter().chain(sums(&totals)?));
    }
    table.row(RowKind::Total, [Cell::Name("total"), Cell::Blank].into_iter().chain(sums(&all)?));
    table.done()
}
