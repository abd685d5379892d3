//! One row: structural, rejected or a posting. Takes cells and columns, hands on values; refuses what it would have
//! to guess, and says which cell it was.

use crate::model::Date;
use crate::model::code::CodeString;
use crate::model::money::{AmountProblem, Ore};
use crate::model::period::{CLOSING, OPENING, Period};
use crate::model::posting::{Attributes, Posting, Rejected, Voucher};
use crate::model::raw::{RawCell, RawRow};
use crate::model::source::Origin;
use crate::pipeline::{FieldName, Layout, Pipeline};

use super::columns::{Columns, letter};
use super::mask::masked;

pub(super) struct Context<'a> {
    pub(super) pipeline: &'a Pipeline,
    pub(super) layout: &'a Layout,
    pub(super) columns: &'a Columns,
    /// Columns are told by letter, as in a sheet, not by number.
    pub(super) lettered: bool,
}

pub(super) enum Outcome {
    Structural,
    Rejected(Box<Rejected>),
    Posting(Box<Posting>, CodeString),
}

/// A cell that cannot be read: its column and the reason's message id.
type Unreadable = (usize, &'static str);

static BLANK: RawCell = RawCell::Blank;

impl Context<'_> {
    pub(super) fn normalise(&self, row: &RawRow, origin: Origin) -> Outcome {
        if self.is_structural(row) {
            return Outcome::Structural;
        }
        let codes = self.codes(row);
        match self.fits(row).and_then(|()| self.posting(row, origin)) {
            Ok(posting) => Outcome::Posting(Box::new(posting), codes),
            Err((column, reason)) => Outcome::Rejected(Box::new(Rejected {
                origin,
                column: if self.lettered { letter(column) } else { (column + 1).to_string() },
                header: self.columns.headers.get(column).cloned().unwrap_or_default(),
                value: row.cells.get(column).unwrap_or(&BLANK).shown(),
                reason,
                period: self.period(row).ok(),
                voucher: self.voucher(row),
                code: codes,
            })),
        }
    }

    fn cell<'r>(&self, row: &'r RawRow, field: FieldName) -> (usize, &'r RawCell) {
        let Some(column) = self.columns.fields.get(&field) else { return (0, &BLANK) };
        (*column, row.cells.get(*column).unwrap_or(&BLANK))
    }

    /// Blank rows, repeated headers, total rows, and lines of text without money, period or codes.
    fn is_structural(&self, row: &RawRow) -> bool {
        let no_code = |cell: &RawCell| cell.is_blank() || self.is_total_label(cell);
        let no_codes = self.columns.parts.values().all(|c| row.cells.get(*c).is_none_or(no_code));
        let no_period = self.cell(row, FieldName::Period).1.is_blank();
        let no_amount = self.cell(row, FieldName::Amount).1.is_blank();
        (no_codes && no_period && (no_amount || self.is_total(row))) || self.repeats_header(row)
    }

    fn is_total(&self, row: &RawRow) -> bool {
        row.cells.iter().any(|cell| self.is_total_label(cell))
    }

    fn is_total_label(&self, cell: &RawCell) -> bool {
        let RawCell::Text(text) = cell else { return false };
        let text = text.trim().to_lowercase();
        self.layout
            .totals
            .iter()
            .any(|label| text.strip_prefix(label.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    }

    fn repeats_header(&self, row: &RawRow) -> bool {
        let mut columns = self.columns.fields.values().chain(self.columns.parts.values());
        columns.all(|c| match row.cells.get(*c) {
            Some(RawCell::Text(text)) => text.trim() == self.columns.headers[*c],
            _ => false,
        })
    }

    fn codes(&self, row: &RawRow) -> CodeString {
        let parts = 0..self.pipeline.parts.0.len();
        let code = |part| self.columns.parts.get(&part).and_then(|c| row.cells.get(*c)).map_or("".into(), code_text);
        CodeString::new(parts.map(code))
    }

    /// A row of a text file has as many fields as the header, but for blanks at its end: else a separator stands within
    /// a text, or a line break has cut the row. In a sheet each cell has its own place.
    fn fits(&self, row: &RawRow) -> Result<(), Unreadable> {
        if self.lettered {
            return Ok(());
        }
        let over = row.cells.iter().enumerate().skip(self.columns.headers.len());
        if let Some((column, _)) = over.into_iter().find(|(_, cell)| !cell.is_blank()) {
            return Err((column, "extra-cells"));
        }
        let needed =
            [FieldName::Amount, FieldName::Period].into_iter().filter_map(|field| self.columns.fields.get(&field));
        let missing = needed.filter(|column| **column >= row.cells.len()).min();
        missing.map_or(Ok(()), |column| Err((*column, "short-row")))
    }

    fn posting(&self, row: &RawRow, origin: Origin) -> Result<Posting, Unreadable> {
        let amount = self.amount(row)?;
        let period = self.period(row)?;
        let booked = self.date(row, FieldName::Booked)?;
        let registered = self.date(row, FieldName::Registered)?;
        let mut parts = self.columns.parts.values();
        if let Some(unreadable) = parts.find_map(|c| Some((*c, unusable(row.cells.get(*c)?)?))) {
            return Err(unreadable);
        }
        let of = |field| code_text(self.cell(row, field).1);
        let voucher =
            Voucher { series: of(FieldName::Series), number: of(FieldName::Voucher), row: of(FieldName::Row) };
        let attributes = self.attributes(&voucher, period, booked, registered);
        let text = self.pipeline.job.free_text.then(|| masked(&self.cell(row, FieldName::Text).1.shown()).into());
        Ok(Posting { origin, voucher, booked, registered, period, code: 0, attributes, amount, text })
    }

    fn voucher(&self, row: &RawRow) -> Voucher {
        let of = |field| code_text(self.cell(row, field).1);
        Voucher { series: of(FieldName::Series), number: of(FieldName::Voucher), row: of(FieldName::Row) }
    }

    /// The amount with debit as plus.
    fn amount(&self, row: &RawRow) -> Result<Ore, Unreadable> {
        let (column, cell) = self.cell(row, FieldName::Amount);
        let amount = self.amount_as_written(column, cell)?;
        if self.layout.credit_positive {
            amount.negated().map_err(|_| (column, "amount-too-large"))
        } else {
            Ok(amount)
        }
    }

    fn amount_as_written(&self, column: usize, cell: &RawCell) -> Result<Ore, Unreadable> {
        match cell {
            RawCell::Number(number) => number.to_ore().ok_or((column, "parts-of-ore")),
            RawCell::Text(text) if !text.trim().is_empty() => {
                self.layout.amounts.parse(text).map_err(|problem| match problem {
                    AmountProblem::NotAnAmount => (column, "unreadable-amount"),
                    AmountProblem::PartsOfOre => (column, "parts-of-ore"),
                    AmountProblem::TooLarge => (column, "amount-too-large"),
                })
            }
            RawCell::Blank | RawCell::Covered | RawCell::Text(_) => Err((column, "blank-amount")),
            RawCell::Error(_) => Err((column, "error-cell")),
            RawCell::Uncomputed => Err((column, "formula-without-value")),
            RawCell::Date(_) => Err((column, "unreadable-amount")),
        }
    }

    fn period(&self, row: &RawRow) -> Result<Period, Unreadable> {
        let (column, cell) = self.cell(row, FieldName::Period);
        let text = code_text(cell);
        let found = self.layout.periods.iter().find_map(|form| form.parse(&text));
        found.ok_or((column, unusable(cell).unwrap_or("unreadable-period")))
    }

    fn date(&self, row: &RawRow, field: FieldName) -> Result<Option<Date>, Unreadable> {
        let (column, cell) = self.cell(row, field);
        let date = match cell {
            cell if cell.is_blank() => return Ok(None),
            RawCell::Date(date) => *date,
            RawCell::Text(text) => {
                let forms = self.layout.dates.iter();
                let mut found = forms.filter_map(|(_, form)| Date::parse_from_str(text.trim(), form).ok());
                found.next().ok_or((column, "unreadable-date"))?
            }
            cell => return Err((column, unusable(cell).unwrap_or("unreadable-date"))),
        };
        Ok(Some(date).filter(|d| !self.layout.no_dates.contains(d)))
    }

    fn attributes(
        &self,
        voucher: &Voucher,
        period: Period,
        booked: Option<Date>,
        registered: Option<Date>,
    ) -> Attributes {
        let day = booked.or_else(|| period.last_day());
        let passed = self.pipeline.decision_dates.iter().filter(|d| day.is_some_and(|day| **d <= day)).count();
        Attributes {
            decisions_passed: u8::try_from(passed).unwrap_or(u8::MAX),
            late: self.is_late(period, registered).unwrap_or(false),
            ruling: self.ruling(voucher),
        }
    }

    /// Registered after the close of its month; opening and closing periods have no such day.
    fn is_late(&self, period: Period, registered: Option<Date>) -> Option<bool> {
        let days = chrono::Days::new(self.pipeline.job.close_days?.into());
        let closed = period.last_day()?.checked_add_days(days)?;
        Some(![OPENING, CLOSING].contains(&period.month()) && registered? > closed)
    }

    /// The narrowest ruling on the voucher row: one that names the row goes before one that names the voucher.
    fn ruling(&self, voucher: &Voucher) -> Option<u32> {
        let found = (0_u32..).zip(&self.pipeline.rulings).filter(|(_, r)| r.names(voucher));
        found.max_by_key(|(place, r)| (r.row.is_some(), std::cmp::Reverse(*place))).map(|(place, _)| place)
    }
}

/// Why a cell holds nothing to read, where it is an error or a formula that nobody has worked out.
fn unusable(cell: &RawCell) -> Option<&'static str> {
    match cell {
        RawCell::Error(_) => Some("error-cell"),
        RawCell::Uncomputed => Some("formula-without-value"),
        _ => None,
    }
}

/// A code as text: outer blanks and Excel's text mark go, whole numbers lose the float's tail.
fn code_text(cell: &RawCell) -> Box<str> {
    match cell {
        RawCell::Number(number) => number.to_whole().map_or_else(|| number.to_string(), |n| n.to_string()).into(),
        RawCell::Text(text) => text.trim().trim_start_matches('\'').into(),
        other => other.shown().trim().into(),
    }
}
