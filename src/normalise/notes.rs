//! What is to be told of a file beside its rows. Takes what was noticed row by row, hands on findings, the headers that
//! were met and what rounding took; refuses to keep more than the data calls for: counts, and a place to look.

use std::collections::BTreeMap;

use crate::model::amount::Shed;
use crate::model::finding::{Code, Finding, Place, Problem, Severity, Value, text};
use crate::model::footprint::Footprint;
use crate::model::money::{Ore, Overflow};
use crate::model::posting::Rejected;
use crate::model::raw::RawRow;
use crate::model::source::Source;
use crate::pipeline::Layout;

use super::columns::Columns;
use super::drift::Seen;
use super::oddities::Oddities;
use super::row::Money;
use super::tally::{Differs, Written};

/// Rows of a file that may be totals and are told one by one; the others are told together.
const MOST_PERHAPS: u64 = 20;

/// How many rows of each kind are no postings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// Nothing in any cell.
    pub blank: u64,
    /// Text above, between or below the postings.
    pub text: u64,
    /// Headers, repeated ones too.
    pub headers: u64,
    /// Codes or texts that head a group.
    pub groups: u64,
    /// Totals, by their label or by their sum.
    pub totals: u64,
}

/// What is to be told of one file.
#[derive(Debug, Default)]
pub struct Notes {
    /// Rows that are no postings.
    pub structure: Structure,
    findings: Vec<Finding>,
    /// Every header, in order.
    pub tables: Vec<Seen>,
    /// Postings whose amount was rounded.
    pub rounded: u64,
    /// What rounding took.
    pub shed: Shed,
    /// Voucher numbers that several sheets hold.
    pub met: Footprint,
    filled: BTreeMap<String, u64>,
    unlabelled: Option<(u64, Place)>,
    /// Rows that may be totals and are told one by one.
    perhaps: u64,
    /// How many more there are, their sum, and the first of them.
    more_perhaps: Option<(u64, Ore, Place)>,
    /// Amounts that show the layout's decimal sign.
    confirms: u64,
    /// Amounts that show the other, or may; the first of them.
    contradicts: u64,
    first: Option<(Rejected, Place)>,
}

impl Notes {
    /// A row without money, period and codes.
    pub(super) fn text(&mut self, row: &RawRow) {
        let blank = row.cells.iter().all(crate::model::raw::RawCell::is_blank);
        *(if blank { &mut self.structure.blank } else { &mut self.structure.text }) += 1;
    }

    pub(super) fn header(&mut self, columns: &Columns, place: Place) {
        self.structure.headers += 1;
        // A header that comes again on every page is met once.
        let seen = Seen::of(columns, place);
        if !self.tables.iter().any(|known| known.is_as(&seen)) {
            self.tables.push(seen);
        }
    }

    pub(super) fn total(&mut self, differs: Option<Differs>, place: Place) -> Result<(), Overflow> {
        self.structure.totals += 1;
        let Some(differs) = differs else { return Ok(()) };
        let values = vec![
            ("stated", Value::Amount(differs.stated)),
            ("sum", Value::Amount(differs.sum)),
            ("difference", Value::Amount(differs.stated.minus(differs.sum)?)),
            ("rows", Value::Count(differs.rows)),
            ("unreadable", Value::Count(differs.unreadable)),
            ("side", text(if differs.second { "credit" } else { "" })),
        ];
        let finding = Finding::new(Code::TotalRowDiffers, values).in_place(place);
        let severity = if differs.unreadable > 0 { Severity::Warning } else { Severity::Error };
        self.findings.push(finding.at(severity));
        Ok(())
    }

    pub(super) fn tell(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
    }

    /// What was odd about a sheet's rows.
    pub(super) fn odd(&mut self, seen: &Oddities, sheet: &Place) {
        self.findings.extend(seen.findings(sheet));
    }

    pub(super) fn unlabelled(&mut self, place: Place) {
        self.structure.totals += 1;
        self.unlabelled.get_or_insert((0, place)).0 += 1;
    }

    pub(super) fn perhaps(&mut self, total: &Written, closes: u64, place: Place) -> Result<(), Overflow> {
        if self.perhaps >= MOST_PERHAPS {
            let (rows, sum, _) = self.more_perhaps.get_or_insert((0, Ore::ZERO, place));
            (*rows, *sum) = (*rows + 1, sum.plus(total.net()?)?);
            return Ok(());
        }
        self.perhaps += 1;
        let values = vec![("amount", Value::Amount(total.net()?)), ("rows", Value::Count(closes))];
        self.findings.push(Finding::new(Code::PossibleTotalRow, values).in_place(place));
        Ok(())
    }

    pub(super) fn money(&mut self, money: &Money) -> Result<(), Overflow> {
        self.confirms += u64::from(money.confirms);
        if let Some(shed) = money.shed {
            self.rounded += 1;
            self.shed = Shed(self.shed.0.checked_add(shed.0).ok_or(Overflow)?);
        }
        Ok(())
    }

    pub(super) fn rejected(&mut self, rejected: &Rejected, source: &Source) {
        if !["ambiguous-amount", "amount-other-decimal"].contains(&rejected.reason) {
            return;
        }
        self.contradicts += 1;
        if self.first.is_none() {
            let sheet = source.sheets.get(usize::from(rejected.origin.sheet)).cloned();
            let row = Some(rejected.origin.row);
            let column = Some(rejected.column.to_string());
            let place = Place { file: Some(source.name.clone()), sheet, row, column, ..Place::default() };
            self.first = Some((rejected.clone(), place));
        }
    }

    pub(super) fn filled(&mut self, row: &RawRow, full: &RawRow, columns: &Columns) {
        for (place, cell) in full.cells.iter().enumerate() {
            let was_blank = row.cells.get(place).is_none_or(crate::model::raw::RawCell::is_blank);
            if was_blank && !cell.is_blank() {
                let header = columns.headers.get(place).cloned().unwrap_or_default();
                *self.filled.entry(header).or_default() += 1;
            }
        }
    }

    /// A file in which more amounts speak against the layout's decimal sign than for it.
    pub(super) fn contradiction(&self, layout: &Layout) -> Option<Problem> {
        let (first, place) = self.first.as_ref().filter(|_| self.contradicts > self.confirms)?;
        let mut values = vec![
            ("value", text(first.value.as_str())),
            ("decimal", text(layout.amounts.decimal.to_string())),
            ("against", Value::Count(self.contradicts)),
            ("for", Value::Count(self.confirms)),
        ];
        values.extend(layout.readings(first));
        Some(Problem::new("decimal-contradicted", values).in_place(place.clone()))
    }

    /// What was found in the file of this name.
    pub fn findings(&self, file: &str) -> Vec<Finding> {
        let whole = || Place { file: Some(file.to_owned()), ..Place::default() };
        let mut findings = self.findings.clone();
        if let Some((rows, sum, place)) = &self.more_perhaps {
            let values = vec![("rows", Value::Count(*rows)), ("sum", Value::Amount(*sum))];
            findings.push(Finding::new(Code::MorePossibleTotalRows, values).in_place(place.clone()));
        }
        if let Some((rows, place)) = &self.unlabelled {
            let values = vec![("rows", Value::Count(*rows))];
            findings.push(Finding::new(Code::UnlabelledTotalRows, values).in_place(place.clone()));
        }
        for (header, cells) in &self.filled {
            let values = vec![("header", text(header)), ("cells", Value::Count(*cells))];
            findings.push(Finding::new(Code::CellsFilledDown, values).in_place(whole()));
        }
        if self.rounded > 0 {
            let values = vec![("rows", Value::Count(self.rounded)), ("sum", Value::Figure(self.shed.figure()))];
            findings.push(Finding::new(Code::AmountsRounded, values).in_place(whole()));
        }
        findings
    }
}
