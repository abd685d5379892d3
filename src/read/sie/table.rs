//! The second pass over a SIE file: items to raw rows under a header of fixed names. Takes items and the survey, hands
//! on a row per counted entry with its line as its number; refuses to drop one that isn't counted: it stands as text alone.

use std::borrow::Cow;

use crate::model::raw::{RawCell, RawRow};

use super::super::{ReadError, TakeRow};
use super::fields::{Objects, Text};
use super::items::{Balance, BalanceKind, Item, Voucher, month_of};
use super::survey::{Basis, Chosen, Dimension, Remainder, Survey, broken_down_by};

/// Columns before those of the dimensions. The layout names them.
const COLUMNS: [&str; 14] = [
    "serie",
    "vernr",
    "rad",
    "verdatum",
    "transdatum",
    "regdatum",
    "period",
    "konto",
    "belopp",
    "kvantitet",
    "vertext",
    "text",
    "sign",
    "rest",
];

/// Makes rows of items.
pub(super) struct Table<'s> {
    survey: &'s Survey,
    basis: &'s Basis,
    columns: Vec<Dimension>,
}

/// The cells of a row but its dimensions'.
#[derive(Default)]
struct Cells<'a> {
    series: Text<'a>,
    number: Text<'a>,
    row: String,
    voucher_date: Text<'a>,
    date: Text<'a>,
    registered: Text<'a>,
    period: Text<'a>,
    account: Text<'a>,
    amount: Text<'a>,
    /// An amount that can't be worked out: shown, and refused by whoever reads the row.
    unknown: bool,
    quantity: Text<'a>,
    voucher_text: Text<'a>,
    text: Text<'a>,
    sign: Text<'a>,
    rest: &'static str,
}

impl<'s> Table<'s> {
    pub(super) fn new(survey: &'s Survey, chosen: &'s Chosen) -> Self {
        let mut columns: Vec<Dimension> = chosen.dimensions.keys().chain(&chosen.asked).cloned().collect();
        columns.sort_unstable();
        columns.dedup();
        Self { survey, basis: &chosen.basis, columns }
    }

    /// How many dimensions have a column.
    pub(super) fn dimensions(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn header(&self) -> RawRow<'static> {
        let names = COLUMNS.iter().map(|name| (*name).to_owned());
        let dimensions = self.columns.iter().map(|(_, number)| format!("dim{number}"));
        RawRow { row: 1, cells: names.chain(dimensions).map(|name| RawCell::Text(name.into())).collect() }
    }

    /// Hands the rows of an item on; none of what isn't rows here.
    pub(super) fn rows<E>(&self, item: &Item<'_>, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        match (item, self.basis) {
            (Item::Voucher(voucher), Basis::Vouchers) => self.voucher(voucher, take),
            (Item::Balance(balance), Basis::Periods(by)) if balance.kind == BalanceKind::Period => {
                self.period(balance, by, take)
            }
            (Item::Balance(balance), Basis::Results) if balance.kind == BalanceKind::Result => {
                let period = self.survey.last_month(&balance.year);
                take(&self.row(balance.line, &balance_cells(balance, &period), &balance.objects))
            }
            _ => Ok(()),
        }
    }

    fn voucher<E>(&self, voucher: &Voucher<'_>, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        let mut counted = 0_u32;
        for entry in &voucher.entries {
            if !entry.counts() {
                self.uncounted(entry.line, &entry.raw, take)?;
                continue;
            }
            counted += 1;
            let date = or(&entry.date, &voucher.date);
            let cells = Cells {
                series: voucher.series.as_ref().into(),
                number: voucher.number.as_ref().into(),
                row: counted.to_string(),
                voucher_date: voucher.date.as_ref().into(),
                period: month_of(date),
                date: date.into(),
                registered: voucher.registered.as_ref().into(),
                account: entry.account.as_ref().into(),
                amount: entry.amount.as_ref().into(),
                quantity: entry.quantity.as_ref().into(),
                voucher_text: voucher.text.as_ref().into(),
                text: or(&entry.text, &voucher.text).into(),
                sign: or(&entry.sign, &voucher.sign).into(),
                ..Cells::default()
            };
            take(&self.row(entry.line, &cells, &entry.objects))?;
        }
        Ok(())
    }

    fn period<E>(&self, balance: &Balance<'_>, by: &[Dimension], take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        let mut cells = balance_cells(balance, &balance.period);
        if !balance.objects.is_empty() {
            let counts = broken_down_by(&balance.objects) == by;
            return if counts {
                take(&self.row(balance.line, &cells, &balance.objects))
            } else {
                self.uncounted(balance.line, &balance.raw, take)
            };
        }
        match self.survey.remainder(balance, by) {
            Remainder::All => {}
            Remainder::Rest(rest) => (cells.amount, cells.rest) = (rest.to_string().into(), "rest"),
            Remainder::None => return self.uncounted(balance.line, &balance.raw, take),
            Remainder::Unknown => cells.unknown = true,
        }
        take(&self.row(balance.line, &cells, &balance.objects))
    }

    fn row<'c>(&self, line: u32, cells: &'c Cells<'_>, objects: &'c Objects<'_>) -> RawRow<'c> {
        let amount = if cells.unknown { RawCell::Error((&*cells.amount).into()) } else { text(&cells.amount) };
        let fixed = [
            text(&cells.series),
            text(&cells.number),
            text(&cells.row),
            text(&cells.voucher_date),
            text(&cells.date),
            text(&cells.registered),
            text(&cells.period),
            text(&cells.account),
            amount,
            text(&cells.quantity),
            text(&cells.voucher_text),
            text(&cells.text),
            text(&cells.sign),
            text(cells.rest),
        ];
        let known = |number: &Text<'_>| self.survey.dimension(number);
        let objects: Vec<(Cow<'_, Dimension>, &str)> =
            objects.iter().map(|(number, o)| (known(number), &**o)).collect();
        let dimensions = self.columns.iter().map(|column| object(column, &objects));
        RawRow { row: line, cells: fixed.into_iter().chain(dimensions).collect() }
    }

    /// A row that isn't counted, as the file has it, in the column of texts: no amount, no period, no codes.
    fn uncounted<E>(&self, line: u32, raw: &str, take: TakeRow<'_, E>) -> Result<(), ReadError<E>> {
        take(&self.row(line, &Cells { text: raw.into(), ..Cells::default() }, &Vec::new()))
    }
}

fn text(text: &str) -> RawCell<'_> {
    if text.is_empty() { RawCell::Blank } else { RawCell::Text(text.into()) }
}

/// A row's own, or its voucher's.
fn or<'t>(own: &'t str, general: &'t str) -> &'t str {
    if own.is_empty() { general } else { own }
}

fn balance_cells<'a>(balance: &'a Balance<'_>, period: &'a str) -> Cells<'a> {
    Cells {
        period: period.into(),
        account: balance.account.as_ref().into(),
        amount: balance.amount.as_ref().into(),
        quantity: balance.quantity.as_ref().into(),
        ..Cells::default()
    }
}

/// The object of a dimension. Two different ones on a row can't both be its code: shown, and refused by whoever reads it.
fn object<'o>(column: &Dimension, objects: &[(Cow<'_, Dimension>, &'o str)]) -> RawCell<'o> {
    let mut found: Vec<&str> = Vec::new();
    for (_, object) in objects.iter().filter(|(number, _)| **number == *column) {
        if !object.is_empty() && !found.contains(object) {
            found.push(object);
        }
    }
    match found.as_slice() {
        [] => RawCell::Blank,
        [one] => RawCell::Text((*one).into()),
        several => RawCell::Error(several.join(" + ").into()),
    }
}
