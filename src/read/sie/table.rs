//! The second pass over a SIE file: items to raw rows under a header of fixed names. Takes items and the survey, hands
//! on a row per counted entry with its line as its number; refuses to drop one that isn't counted: it stands as text alone.

use crate::model::raw::{RawCell, RawRow};

use super::fields::{Objects, Text};
use super::items::{Balance, BalanceKind, Entry, Item, Voucher, month_of};
use super::survey::{Basis, Chosen, Dimension, Remainder, Survey, broken_down_by, dimension};

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
    period: String,
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

    /// The rows of an item; none of what isn't rows here.
    pub(super) fn rows(&self, item: &Item<'_>) -> Vec<RawRow<'static>> {
        match (item, self.basis) {
            (Item::Voucher(voucher), Basis::Vouchers) => self.voucher(voucher),
            (Item::Balance(balance), Basis::Periods(by)) if balance.kind == BalanceKind::Period => {
                vec![self.period(balance, by)]
            }
            (Item::Balance(balance), Basis::Results) if balance.kind == BalanceKind::Result => {
                let period = self.survey.last_month(&balance.year);
                vec![self.row(balance.line, &balance_cells(balance, period), &balance.objects)]
            }
            _ => Vec::new(),
        }
    }

    fn voucher(&self, voucher: &Voucher<'_>) -> Vec<RawRow<'static>> {
        let mut counted = 0_u32;
        let row = |entry: &Entry<'_>| {
            if !entry.counts() {
                return self.uncounted(entry.line, &entry.raw);
            }
            counted += 1;
            let or =
                |own: &Text<'_>, general: &Text<'_>| if own.is_empty() { general.to_string() } else { own.to_string() };
            let date = or(&entry.date, &voucher.date);
            let cells = Cells {
                series: voucher.series.as_ref().into(),
                number: voucher.number.as_ref().into(),
                row: counted.to_string(),
                voucher_date: voucher.date.as_ref().into(),
                period: month_of(&date),
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
            self.row(entry.line, &cells, &entry.objects)
        };
        voucher.entries.iter().map(row).collect()
    }

    fn period(&self, balance: &Balance<'_>, by: &[Dimension]) -> RawRow<'static> {
        let mut cells = balance_cells(balance, balance.period.to_string());
        if !balance.objects.is_empty() {
            let counts = broken_down_by(&balance.objects) == by;
            return if counts {
                self.row(balance.line, &cells, &balance.objects)
            } else {
                self.uncounted(balance.line, &balance.raw)
            };
        }
        match self.survey.remainder(balance, by) {
            Remainder::All => {}
            Remainder::Rest(rest) => (cells.amount, cells.rest) = (rest.to_string().into(), "rest"),
            Remainder::None => return self.uncounted(balance.line, &balance.raw),
            Remainder::Unknown => cells.unknown = true,
        }
        self.row(balance.line, &cells, &balance.objects)
    }

    fn row(&self, line: u32, cells: &Cells<'_>, objects: &Objects<'_>) -> RawRow<'static> {
        let text = |text: &str| if text.is_empty() { RawCell::Blank } else { RawCell::Text(text.to_owned().into()) };
        let amount =
            if cells.unknown { RawCell::Error(cells.amount.as_ref().to_owned().into()) } else { text(&cells.amount) };
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
        let objects: Vec<(Dimension, &str)> =
            objects.iter().map(|(number, o)| (dimension(number), o.as_ref())).collect();
        let dimensions = self.columns.iter().map(|column| object(column, &objects));
        RawRow { row: line, cells: fixed.into_iter().chain(dimensions).collect() }
    }

    /// A row that isn't counted, as the file has it, in the column of texts: no amount, no period, no codes.
    fn uncounted(&self, line: u32, raw: &str) -> RawRow<'static> {
        self.row(line, &Cells { text: raw.into(), ..Cells::default() }, &Vec::new())
    }
}

fn balance_cells<'a>(balance: &'a Balance<'_>, period: String) -> Cells<'a> {
    Cells {
        period,
        account: balance.account.as_ref().into(),
        amount: balance.amount.as_ref().into(),
        quantity: balance.quantity.as_ref().into(),
        ..Cells::default()
    }
}

/// The object of a dimension. Two different ones on a row can't both be its code: shown, and refused by whoever reads it.
fn object(column: &Dimension, objects: &[(Dimension, &str)]) -> RawCell<'static> {
    let mut found: Vec<&str> = Vec::new();
    for (_, object) in objects.iter().filter(|(number, _)| number == column) {
        if !object.is_empty() && !found.contains(object) {
            found.push(object);
        }
    }
    match found.as_slice() {
        [] => RawCell::Blank,
        [one] => RawCell::Text((*one).to_owned().into()),
        several => RawCell::Error(several.join(" + ").into()),
    }
}
