//! One row: a posting, or rejected. Takes cells and columns, hands on values; refuses what it would have to guess, and
//! says which cell it was.

use std::borrow::Cow;

use compact_str::CompactString;

use crate::model::Date;
use crate::model::amount::{Amount, AmountProblem, Shed};
use crate::model::code::CodeString;
use crate::model::day::DateForm;
use crate::model::mask::masked;
use crate::model::money::Ore;
use crate::model::period::{CLOSING, OPENING, Period};
use crate::model::posting::{Attributes, OwnPosting, Rejected, Voucher, VoucherRef};
use crate::model::raw::{RawCell, RawRow};
use crate::model::source::Origin;
use crate::pipeline::{ColumnName, FieldName, Layout, Pipeline};

use super::code::{code_text, without_name};
use super::columns::{Columns, letter};
use super::labels::Labels;
use super::strange::{Spoilt, spoilt};
use super::tally::Written;

pub(super) struct Context<'a> {
    pub(super) pipeline: &'a Pipeline,
    pub(super) layout: &'a Layout,
    pub(super) columns: &'a Columns,
    pub(super) labels: &'a Labels,
    /// Parts whose code has a name behind it.
    pub(super) named_parts: &'a [bool],
    /// Columns are told by letter, as in a sheet, not by number.
    pub(super) lettered: bool,
}

// A posting is what nearly every row is, so it is not put aside in a box.
#[allow(clippy::large_enum_variant)]
pub(super) enum Outcome {
    Rejected(Box<Rejected>),
    Posting(OwnPosting, Money),
}

/// A posting's amount and how it stood in the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Money {
    /// Debit as plus.
    pub(super) amount: Ore,
    pub(super) written: Written,
    /// What rounding took, with the sign that it has in the amount.
    pub(super) shed: Option<Shed>,
    /// It showed the layout's decimal sign.
    pub(super) confirms: bool,
}

/// A cell that cannot be read: its column and the reason's message id.
pub(super) type Unreadable = (usize, &'static str);

pub(super) static BLANK: RawCell = RawCell::Blank;

impl Context<'_> {
    pub(super) fn normalise(&self, row: &RawRow, origin: Origin) -> Outcome {
        match self.fits(row).and_then(|()| self.posting(row, origin)) {
            Ok((posting, money)) => Outcome::Posting(posting, money),
            Err(unreadable) => Outcome::Rejected(Box::new(self.rejected(row, origin, unreadable))),
        }
    }

    /// The row as it is told and published. Text that has slid into another column may hold an identity number, so none of it
    /// leaves here unmasked.
    pub(super) fn rejected(&self, row: &RawRow, origin: Origin, (column, reason): Unreadable) -> Rejected {
        Rejected {
            origin,
            column: self.column_name(column).into(),
            header: self.columns.headers.get(column).map(|header| masked(header).into()).unwrap_or_default(),
            value: masked(&row.cells.get(column).unwrap_or(&BLANK).shown()).into(),
            reason,
            period: self.period(row).ok(),
            voucher: masked_voucher(self.voucher(row)),
            code: CodeString::new(self.codes(row).iter().map(masked)),
        }
    }

    /// The column as a message names it.
    pub(super) fn column_name(&self, column: usize) -> String {
        if self.lettered { letter(column) } else { (column + 1).to_string() }
    }

    pub(super) fn cell<'r>(&self, row: &'r RawRow<'r>, field: FieldName) -> (usize, &'r RawCell<'r>) {
        let Some(column) = self.columns.fields.get(field as usize) else { return (0, &BLANK) };
        (column, row.cells.get(column).unwrap_or(&BLANK))
    }

    /// The code at a part; or the column of a code that cannot be told from its name.
    pub(super) fn code<'r>(&self, row: &'r RawRow, part: usize) -> Result<Cow<'r, str>, usize> {
        let Some(column) = self.columns.parts.get(part) else { return Ok("".into()) };
        let text = row.cells.get(column).map_or("".into(), code_text);
        if !self.named_parts.get(part).copied().unwrap_or(false) {
            return Ok(text);
        }
        let code = match text {
            Cow::Borrowed(text) => without_name(text).map(Cow::Borrowed),
            Cow::Owned(text) => without_name(&text).map(|code| code.to_owned().into()),
        };
        code.ok_or(column)
    }

    /// The code string, with blanks for what cannot be told.
    fn codes(&self, row: &RawRow) -> CodeString {
        CodeString::new((0..self.pipeline.parts.0.len()).map(|part| self.code(row, part).unwrap_or_default()))
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
        let needed = [FieldName::Amount, FieldName::Period]
            .into_iter()
            .filter_map(|field| self.columns.fields.get(field as usize));
        let missing = needed.filter(|column| *column >= row.cells.len()).min();
        missing.map_or(Ok(()), |column| Err((column, "short-row")))
    }

    fn posting(&self, row: &RawRow, origin: Origin) -> Result<(OwnPosting, Money), Unreadable> {
        let money = self.money(row)?;
        let period = self.period(row)?;
        let booked = self.date(row, FieldName::Booked)?;
        let registered = self.date(row, FieldName::Registered)?;
        let mut parts = self.columns.parts.values();
        if let Some(unreadable) = parts.find_map(|c| Some((c, unusable(row.cells.get(c)?)?))) {
            return Err(unreadable);
        }
        let mut doubtful =
            (0..self.pipeline.parts.0.len()).rev().filter(|part| self.named_parts.get(*part) == Some(&true));
        if let Some(column) = doubtful.find_map(|part| self.code(row, part).err()) {
            return Err((column, "unreadable-code"));
        }
        let lost = |part: &usize| self.code(row, *part).is_ok_and(|code| spoilt(&code) == Some(Spoilt::Lost));
        if let Some((_, column)) = self.columns.parts.iter().find(|(part, _)| lost(part)) {
            return Err((column, "spoilt-code"));
        }
        self.nothing_blank(row)?;
        let voucher = self.voucher(row);
        let attributes = self.attributes(voucher.view(), period, booked, registered);
        let text = self.pipeline.job.free_text.then(|| free_text(self.cell(row, FieldName::Text).1));
        let amount = money.amount;
        Ok((OwnPosting { origin, voucher, booked, registered, period, attributes, amount, text }, money))
    }

    /// What the layout says is never blank isn't.
    fn nothing_blank(&self, row: &RawRow) -> Result<(), Unreadable> {
        for place in self.layout.never_blank.iter().filter_map(|column| self.columns.place(*column)) {
            if row.cells.get(place).is_none_or(RawCell::is_blank) {
                return Err((place, "blank-cell"));
            }
        }
        Ok(())
    }

    fn voucher(&self, row: &RawRow) -> Voucher {
        let of = |field| CompactString::from(code_text(self.cell(row, field).1));
        Voucher {
            company: of(FieldName::Company),
            series: of(FieldName::Series),
            number: of(FieldName::Voucher),
            row: of(FieldName::Row),
        }
    }

    /// The posting's amount: one signed, or one of debit and credit; a zero in the other column is no amount.
    pub(super) fn money(&self, row: &RawRow) -> Result<Money, Unreadable> {
        let [first, second] = self.written(row)?;
        self.settled(first, second)
    }

    /// The amount that two columns come to, or one.
    #[inline]
    pub(super) fn settled(&self, first: Option<Amount>, second: Option<Amount>) -> Result<Money, Unreadable> {
        // Nearly every row of nearly every extract.
        if let (Some(Amount { ore, shed: None, confirms }), None, false) = (first, second, self.layout.credit_positive)
        {
            let written = Written { first: Some(ore), ..Written::default() };
            return Ok(Money { amount: ore, written, shed: None, confirms });
        }
        self.of_both(first, second)
    }

    fn of_both(&self, first: Option<Amount>, second: Option<Amount>) -> Result<Money, Unreadable> {
        let zero = |amount: Option<Amount>| amount.is_none_or(|a| a.ore == Ore::ZERO);
        let (column, amount, turned) = match (first, second) {
            (None, None) => return Err((self.money_column(), "blank-amount")),
            (Some(_), Some(_)) if !zero(first) && !zero(second) => {
                return Err((self.credit_column(), "debit-and-credit"));
            }
            (Some(amount), _) if !zero(first) || second.is_none() => {
                (self.money_column(), amount, self.layout.credit_positive)
            }
            (_, Some(amount)) => (self.credit_column(), amount, true),
            (Some(amount), None) => (self.money_column(), amount, false),
        };
        let shed = amount.shed.map(|shed| if turned { Shed(-shed.0) } else { shed });
        let ore = if turned { amount.ore.negated().map_err(|_| (column, "amount-too-large"))? } else { amount.ore };
        let written = as_written(first, second);
        Ok(Money { amount: ore, written, shed, confirms: amount.confirms })
    }

    pub(super) fn written(&self, row: &RawRow) -> Result<[Option<Amount>; 2], Unreadable> {
        let fields = &self.columns.fields;
        match (fields.get(FieldName::Debit as usize), fields.get(FieldName::Side as usize)) {
            (Some(_), _) => Ok([self.figure(row, FieldName::Debit)?, self.figure(row, FieldName::Credit)?]),
            (None, Some(side)) => self.by_side(row, side, self.as_it_stands(row)?),
            (None, None) => Ok([self.as_it_stands(row)?, None]),
        }
    }

    pub(super) fn as_it_stands(&self, row: &RawRow) -> Result<Option<Amount>, Unreadable> {
        self.figure(row, FieldName::Amount)
    }

    fn figure(&self, row: &RawRow, field: FieldName) -> Result<Option<Amount>, Unreadable> {
        match self.cell(row, field) {
            (_, cell) if cell.is_blank() => Ok(None),
            (column, cell) => self.amount(column, cell).map(Some),
        }
    }

    pub(super) fn money_column(&self) -> usize {
        let fields = &self.columns.fields;
        fields.get(FieldName::Amount as usize).or(fields.get(FieldName::Debit as usize)).unwrap_or(0)
    }

    fn credit_column(&self) -> usize {
        self.columns.fields.get(FieldName::Credit as usize).unwrap_or(self.money_column())
    }

    pub(super) fn has_money(&self, row: &RawRow) -> bool {
        [FieldName::Amount, FieldName::Debit, FieldName::Credit].iter().any(|f| !self.cell(row, *f).1.is_blank())
    }

    fn amount(&self, column: usize, cell: &RawCell) -> Result<Amount, Unreadable> {
        let read = match cell {
            RawCell::Number(number) => self.layout.amounts.number(*number),
            RawCell::Text(text) => self.layout.amounts.read(text),
            RawCell::Blank | RawCell::Covered => return Err((column, "blank-amount")),
            RawCell::Error(_) => return Err((column, "error-cell")),
            RawCell::Uncomputed => return Err((column, "formula-without-value")),
            RawCell::Date(_) => return Err((column, "unreadable-amount")),
        };
        read.map_err(|problem| match problem {
            AmountProblem::NotAnAmount => (column, "unreadable-amount"),
            AmountProblem::PartsOfOre => (column, "parts-of-ore"),
            AmountProblem::TooLarge => (column, "amount-too-large"),
            AmountProblem::Ambiguous => (column, "ambiguous-amount"),
            AmountProblem::OtherDecimal => (column, "amount-other-decimal"),
            AmountProblem::OtherUnit => (column, "amount-other-unit"),
        })
    }

    fn period(&self, row: &RawRow) -> Result<Period, Unreadable> {
        if self.layout.period_from_booked {
            let column = self.cell(row, FieldName::Booked).0;
            let day = self.date(row, FieldName::Booked)?.ok_or((column, "blank-date"))?;
            return Period::of(day).ok_or((column, "unreadable-date"));
        }
        if let Some(year) = self.columns.fields.get(FieldName::Year as usize) {
            return self.in_year(row, year);
        }
        let (column, cell) = self.cell(row, FieldName::Period);
        let text = code_text(cell);
        let found = match cell {
            RawCell::Date(day) => Period::of(*day),
            _ => self.layout.periods.iter().find_map(|form| form.parse(&text)),
        };
        found.ok_or((column, unusable(cell).unwrap_or("unreadable-period")))
    }

    fn date(&self, row: &RawRow, field: FieldName) -> Result<Option<Date>, Unreadable> {
        let (column, cell) = self.cell(row, field);
        let forms = &self.layout.dates;
        let found = match cell {
            cell if cell.is_blank() => return Ok(None),
            RawCell::Date(date) => Some(*date),
            RawCell::Text(text) => forms.iter().find_map(|form| form.parse(text)),
            RawCell::Number(number) => {
                let serial = forms.iter().find(|form| !matches!(form, DateForm::Pattern(_)));
                let whole = number.to_whole().map(|whole| whole.to_string());
                let as_text = whole.and_then(|text| forms.iter().find_map(|form| form.parse(&text)));
                as_text.or_else(|| serial.zip(number.whole_part()).and_then(|(form, days)| form.serial(days)))
            }
            cell => return Err((column, unusable(cell).unwrap_or("unreadable-date"))),
        };
        let date = found.ok_or((column, "unreadable-date"))?;
        Ok(Some(date).filter(|d| !self.layout.no_dates.contains(d)))
    }

    fn attributes(
        &self,
        voucher: VoucherRef<'_>,
        period: Period,
        booked: Option<Date>,
        registered: Option<Date>,
    ) -> Attributes {
        let day = booked.or_else(|| period.last_day());
        Attributes {
            decisions_passed: day.map_or(0, |day| self.passed(day)),
            late: registered.zip(self.closed(period)).is_some_and(|(day, closed)| day > closed),
            ruling: self.ruling(voucher),
            duplicate: None,
        }
    }

    /// How many of the job's decision dates lie on or before a day.
    pub(super) fn passed(&self, day: Date) -> u8 {
        let passed = self.pipeline.decision_dates.iter().filter(|date| **date <= day).count();
        u8::try_from(passed).unwrap_or(u8::MAX)
    }

    /// The day that a month is closed after; opening and closing periods have none.
    pub(super) fn closed(&self, period: Period) -> Option<Date> {
        let days = chrono::Days::new(self.pipeline.job.close_days?.into());
        let month = ![OPENING, CLOSING].contains(&period.month());
        period.last_day().filter(|_| month)?.checked_add_days(days)
    }

    /// The narrowest ruling on the voucher row: one that names the row goes before one that names the voucher.
    #[inline]
    pub(super) fn ruling(&self, voucher: VoucherRef<'_>) -> Option<u32> {
        if self.pipeline.rulings.is_empty() { None } else { self.among_rulings(voucher) }
    }

    fn among_rulings(&self, voucher: VoucherRef<'_>) -> Option<u32> {
        let found = (0_u32..).zip(&self.pipeline.rulings).filter(|(_, r)| r.names(voucher));
        found.max_by_key(|(place, r)| (r.row.is_some(), std::cmp::Reverse(*place))).map(|(place, _)| place)
    }

    /// Code parts of the table that are blank in this row.
    pub(super) fn blank_codes(&self, row: &RawRow) -> usize {
        self.columns.parts.values().filter(|place| row.cells.get(*place).is_none_or(RawCell::is_blank)).count()
    }

    /// A declared column of this row; blank where the table lacks it.
    pub(super) fn of<'r>(&self, row: &'r RawRow<'r>, column: ColumnName) -> &'r RawCell<'r> {
        self.columns.place(column).and_then(|place| row.cells.get(place)).unwrap_or(&BLANK)
    }
}

pub(super) fn as_written(first: Option<Amount>, second: Option<Amount>) -> Written {
    let rounded = [first, second].into_iter().flatten().any(|amount| amount.shed.is_some());
    Written { first: first.map(|a| a.ore), second: second.map(|a| a.ore), rounded }
}

/// Why a cell holds nothing to read, where it is an error or a formula that nobody has worked out.
pub(super) fn unusable(cell: &RawCell) -> Option<&'static str> {
    match cell {
        RawCell::Error(_) => Some("error-cell"),
        RawCell::Uncomputed => Some("formula-without-value"),
        _ => None,
    }
}

/// A voucher without identity numbers, but for a number of digits alone: that is a key, whose absence would be a gap.
fn masked_voucher(voucher: Voucher) -> Voucher {
    let all = |text: CompactString| CompactString::from(masked(&text));
    let key = |text: CompactString| if text.bytes().all(|byte| byte.is_ascii_digit()) { text } else { all(text) };
    let Voucher { company, series, number, row } = voucher;
    Voucher { company: all(company), series: all(series), number: key(number), row: key(row) }
}

/// A row's text without identity numbers.
fn free_text(cell: &RawCell) -> CompactString {
    match cell {
        RawCell::Text(text) => masked(text).into(),
        other => masked(&other.shown()).into(),
    }
}
