//! The two extracts as lists of lines: which rows go where, and where the total rows stand.

use crate::calendar::{Period, period};
use crate::ledger::{Flaw, Ledger, Row, Voucher};

/// The first half's workbook.
pub(crate) const FIRST_HALF: &str = "huvudbok-2022-halvar-1.xlsx";
/// The second half's text file.
pub(crate) const SECOND_HALF: &str = "huvudbok-2022-halvar-2.csv";

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

/// The lines above the workbook's header.
pub(crate) const BANNER: [&str; 5] = [
    "Huvudbok, rad för rad",
    "Region Jämtland Härjedalen (exempeldata, påhittade belopp)",
    "Urval: räkenskapsår 2022, perioder 202200-202206, alla konton utom likvida medel (19xx)",
    "Belopp i kronor, debet positivt och kredit negativt",
    "Utskriven: 2022-07-18  Sida 1 av 1",
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
    /// The row, as the user sees it, of the first line.
    pub(crate) first_row: usize,
    pub(crate) lines: Vec<Line<'a>>,
}

/// The first half, with a subtotal after March.
pub(crate) fn first_half(ledger: &Ledger) -> Extract<'_> {
    let mut lines = Vec::new();
    postings(ledger, 0..=3, &mut lines);
    subtotal("Delsumma", LabelColumn::Text, &mut lines);
    postings(ledger, 4..=6, &mut lines);
    Extract { file: FIRST_HALF, first_row: BANNER.len() + 2, lines }
}

/// The second half, with a subtotal after September and a total at the end.
pub(crate) fn second_half(ledger: &Ledger) -> Extract<'_> {
    let mut lines = Vec::new();
    postings(ledger, 7..=9, &mut lines);
    subtotal("Delsumma", LabelColumn::Series, &mut lines);
    postings(ledger, 10..=13, &mut lines);
    subtotal("Totalt", LabelColumn::Series, &mut lines);
    Extract { file: SECOND_HALF, first_row: 2, lines }
}

fn postings<'a>(ledger: &'a Ledger, months: std::ops::RangeInclusive<u8>, lines: &mut Vec<Line<'a>>) {
    let periods = period(*months.start())..=period(*months.end());
    for voucher in &ledger.vouchers {
        if periods.contains(&voucher.period) {
            for (number, row) in (1..).zip(&voucher.rows) {
                lines.push(Line::Posting { voucher, number, row });
            }
        }
    }
}

/// The sum of all readable rows before it, which is right for the first subtotal of a file and for the
/// total of the whole file.
fn subtotal(label: &'static str, column: LabelColumn, lines: &mut Vec<Line<'_>>) {
    let ore = lines.iter().map(Line::readable_ore).sum();
    lines.push(Line::Total { label, column, ore });
}
