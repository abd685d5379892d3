//! An extract as a list of lines: which rows it holds, and where the total rows stand.

use std::ops::RangeInclusive;

use crate::calendar::Period;
use crate::ledger::{Flaw, Ledger, Row, Voucher};

/// The headers, in the order of the columns.
pub(crate) const HEADERS: [&str; 15] = [
    "Serie",
    "Vernr",
    "Rad",
    "Bokföringsdatum",
    "Registreringsdatum",
    "Period",
    "Konto",
    "Ansvar",
    "Verksamhet",
    "Objekt",
    "Aktivitet",
    "Projekt",
    "Motpart",
    "Text",
    "Belopp",
];

/// Where a total row writes its label.
#[derive(Clone, Copy)]
pub(crate) enum LabelColumn {
    Series,
    Text,
}

impl LabelColumn {
    /// The column's place among the headers.
    pub(crate) fn index(self) -> u16 {
        match self {
            Self::Series => 0,
            Self::Text => 13,
        }
    }
}

/// A line of a file.
pub(crate) enum Line<'a> {
    Posting {
        voucher: &'a Voucher,
        /// The row's number within its voucher.
        number: u32,
        row: &'a Row,
    },
    Total {
        label: &'static str,
        column: LabelColumn,
        ore: i64,
    },
}

impl Line<'_> {
    /// The period that the line shows, if it shows one.
    pub(crate) fn period(&self) -> Option<Period> {
        match self {
            Self::Total { .. } => None,
            Self::Posting { voucher, row, .. } => match row.flaw {
                Flaw::Period(other) => Some(other),
                _ => Some(voucher.period),
            },
        }
    }

    /// The amount that can be read from the line, total rows left out.
    pub(crate) fn readable_ore(&self) -> i64 {
        match self {
            Self::Posting { row, .. } if row.flaw != Flaw::NoAmount => row.ore,
            _ => 0,
        }
    }
}

/// One file's lines.
pub(crate) struct Extract<'a> {
    pub(crate) file: &'static str,
    /// The lines above the header.
    pub(crate) banner: &'static [&'static str],
    pub(crate) lines: Vec<Line<'a>>,
}

impl<'a> Extract<'a> {
    /// A file of no lines yet, with a header below its banner.
    pub(crate) fn new(file: &'static str, banner: &'static [&'static str]) -> Self {
        Self { file, banner, lines: Vec::new() }
    }

    /// The row, as the user sees it, of the first line.
    pub(crate) fn first_row(&self) -> usize {
        self.banner.len() + 2
    }

    /// The rows of some periods, in the ledger's order.
    pub(crate) fn postings(mut self, ledger: &'a Ledger, periods: RangeInclusive<Period>) -> Self {
        for voucher in &ledger.vouchers {
            if periods.contains(&voucher.period) {
                let rows = (1..).zip(&voucher.rows);
                self.lines.extend(rows.map(|(number, row)| Line::Posting { voucher, number, row }));
            }
        }
        self
    }

    /// The sum of all readable rows before it, which is right for the first subtotal of a file and for the
    /// total of the whole file.
    pub(crate) fn subtotal(mut self, label: &'static str, column: LabelColumn) -> Self {
        let ore = self.lines.iter().map(Line::readable_ore).sum();
        self.lines.push(Line::Total { label, column, ore });
        self
    }
}
