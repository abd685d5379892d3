//! How a column writes its amounts. Takes every cell, keeps how many can be read with a decimal comma, with a point, with
//! both alike and with both but otherwise, and the exact sums; hands on the one reading that is left, or both; refuses to
//! choose by a single cell.

mod colon;

use crate::model::amount::{AmountProblem, AmountStyle, AmountUnit, CURRENCIES, Figure, currency_of, is_mark};
use crate::model::float::SheetNumber;
use crate::model::raw::RawCell;

use super::repeats::At;

/// Decimals in which sums are kept.
const DECIMALS: u32 = 18;
/// A reading that so many times as many cells show is the column's; the others are its faults.
const PLAINLY: u64 = 10;

/// How many cells, and where the first of them stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Cells.
    pub cells: u64,
    /// Sheet and row of the first.
    pub first: (u16, u32),
    /// What stands there.
    pub example: String,
}

impl Count {
    pub(super) fn add(&mut self, at: At, example: &str) {
        if self.cells == 0 {
            self.first = at.place;
            example.clone_into(&mut self.example);
        }
        self.cells += at.times;
    }
}

/// Counts some more of a kind.
pub(super) fn count_in<T: PartialEq>(counts: &mut Vec<(T, Count)>, kind: T, at: At, example: &str) {
    if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == kind) {
        return count.add(at, example);
    }
    let mut count = Count::default();
    count.add(at, example);
    counts.push((kind, count));
}

/// An exact sum of figures as written; none where it cannot be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact(Option<i128>);

impl Default for Exact {
    fn default() -> Self {
        Self(Some(0))
    }
}

impl Exact {
    /// Takes a figure in, so many times.
    pub(super) fn add(&mut self, figure: Figure, times: u64) {
        let scale = DECIMALS.checked_sub(figure.decimals).and_then(|more| 10_i128.checked_pow(more));
        let scaled = scale.and_then(|scale| figure.digits.checked_mul(scale)?.checked_mul(times.into()));
        self.0 = self.0.zip(scaled).and_then(|(sum, scaled)| sum.checked_add(scaled));
    }

    /// The sum, with the decimals that it needs and at least two.
    pub fn figure(self) -> Option<Figure> {
        Some(plain(Figure { digits: self.0?, decimals: DECIMALS }, 2))
    }
}

/// What a column's cells show under one decimal sign.
#[derive(Clone, Debug, Default)]
pub(super) struct Under {
    /// Signs that part groups, as a layout names them.
    pub(super) groups: Vec<(char, Count)>,
    /// Cells with parts of an öre that only rounding reads.
    pub(super) fine: Count,
    /// Cells of a thousand or more, in which groups could be parted.
    pub(super) large: u64,
    /// Cells with three decimals that by themselves may be thousands.
    pub(super) three: Count,
    /// Cells with parts of an öre that are a float's noise on a whole one.
    pub(super) noise: Count,
    /// The exact sum of all cells that can be read so.
    pub(super) sum: Exact,
}

/// What a column's cells show.
#[derive(Clone, Debug, Default)]
pub(super) struct Money {
    /// Cells that are amounts in some reading.
    pub(super) cells: u64,
    /// Amounts only with a decimal comma.
    pub(super) comma: Count,
    /// Amounts only with a decimal point.
    pub(super) point: Count,
    /// Amounts with a colon for the decimal sign.
    pub(super) colon: Count,
    /// Amounts either way, but not the same.
    pub(super) either: Count,
    /// With a decimal comma, with a point, and with a colon.
    pub(super) under: [Under; 3],
    /// Units behind the figures.
    pub(super) units: Vec<(AmountUnit, Count)>,
    /// Other currencies beside the figures.
    pub(super) currencies: Vec<(&'static str, Count)>,
    /// Numbers of a workbook.
    pub(super) numbers: u64,
    /// Of these, with parts of an öre.
    pub(super) fine_numbers: Count,
    /// Numbers and texts that show decimals.
    pub(super) decimals: u64,
    /// Cells with a minus.
    pub(super) negative: u64,
    /// Of these, behind the figure.
    pub(super) trailing: u64,
    /// Or in parentheses.
    pub(super) bracketed: u64,
}

/// What is known of a column's decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// This one, and every amount fits it, or nearly every one: the others are told.
    Is(char),
    /// No cell shows one.
    Unseen,
    /// Two readings are left.
    Ambiguous,
}

/// What stands beside an amount's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Unit(AmountUnit),
    Currency(&'static str),
}

/// A figure with a decimal comma, and with a point.
type Readings = (Option<Figure>, Option<Figure>);

/// The readers of text amounts.
#[derive(Debug)]
pub(super) struct Readers {
    marks: Vec<(Mark, AmountStyle)>,
    under: [(AmountStyle, AmountStyle); 2],
}

impl Readers {
    pub(super) fn new() -> Self {
        let plain = || AmountStyle::plain(',', &[]);
        let units = AmountUnit::ALL.map(|(_, unit)| (Mark::Unit(unit), AmountStyle { unit: Some(unit), ..plain() }));
        let of = |currency| (Mark::Currency(currency), AmountStyle { currency: Some(currency), ..plain() });
        let marks = units.into_iter().chain(CURRENCIES.map(of));
        let under = |decimal, other| {
            let style = AmountStyle::plain(decimal, &[' ', other, '\'']);
            (style.clone(), AmountStyle { float_noise: true, ..style })
        };
        let marks = std::iter::once((Mark::None, plain())).chain(marks).collect();
        Self { marks, under: [under(',', '.'), under('.', ',')] }
    }

    /// The figure with a decimal comma and with a point, and what stands beside it.
    fn readings(&self, text: &str) -> Option<(Mark, Readings)> {
        let currency = currency_of(text);
        let may = |mark: &Mark| if let Mark::Currency(of) = mark { currency == Some(of) } else { currency.is_none() };
        let read = self.marks.iter().filter(|(mark, _)| may(mark)).map(|(mark, style)| (*mark, style.readings(text)));
        { read }.find(|(_, (comma, point))| comma.is_some() || point.is_some())
    }
}

impl Money {
    /// Takes a text cell in; false where it is no amount.
    pub(super) fn text(&mut self, readers: &Readers, text: &str, at: At) -> bool {
        let text = text.trim();
        if ["-", "\u{2212}", "\u{2013}"].contains(&text) {
            self.cells += at.times;
            return true;
        }
        // Most cells of a ledger are codes, which need no reader: both readings are the same.
        if let (Ok(digits), true) = (text.parse::<u32>(), text.bytes().all(|byte| byte.is_ascii_digit())) {
            self.cells += at.times;
            for under in &mut self.under {
                under.sum.add(Figure { digits: digits.into(), decimals: 0 }, at.times);
                under.large += at.times * u64::from(digits >= 1_000);
            }
            return true;
        }
        if !may_be_amount(text) {
            return false;
        }
        let Some((mark, (comma, point))) = readers.readings(text) else { return self.with_colon(readers, text, at) };
        let point = point.filter(|_| !colon::says_whole(text));
        self.cells += at.times;
        match mark {
            Mark::None => {}
            Mark::Unit(unit) => count_in(&mut self.units, unit, at, text),
            Mark::Currency(currency) => count_in(&mut self.currencies, currency, at, text),
        }
        self.signs(text, at.times);
        let value = |figure: Option<Figure>| figure.map(|figure| plain(figure, 0));
        match (value(comma), value(point)) {
            (Some(one), Some(other)) if one != other => self.either.add(at, text),
            (Some(_), Some(_)) => {}
            (Some(_), None) => self.comma.add(at, text),
            _ => self.point.add(at, text),
        }
        self.decimals += at.times * u64::from([comma, point].into_iter().flatten().any(|figure| figure.decimals > 0));
        // With a colon for the decimal sign only whole amounts are like this.
        let whole = comma.filter(|figure| figure.decimals == 0);
        for (nth, figure) in [comma, point, whole].into_iter().enumerate() {
            if let Some(figure) = figure {
                self.one(nth, figure, readers, text, matches!(mark, Mark::Unit(_)), at);
            }
        }
        true
    }

    fn one(&mut self, nth: usize, figure: Figure, readers: &Readers, text: &str, unit: bool, at: At) {
        let under = &mut self.under[nth];
        under.sum.add(figure, at.times);
        let whole = 10_i128.checked_pow(figure.decimals).map_or(0, |scale| figure.digits / scale);
        under.large += at.times * u64::from(whole.abs() >= 1_000);
        let other = if nth == 1 { ',' } else { '.' };
        let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}'];
        let parts = |sign: char| match sign {
            ' ' => spaces.iter().find(|space| within(text, **space)).is_some(),
            '\'' => within(text, '\'') || within(text, '\u{2019}'),
            sign => within(text, sign),
        };
        for sign in [' ', other, '\''] {
            if parts(sign) {
                count_in(&mut under.groups, sign, at, text);
            }
        }
        if figure.decimals > 2 && !unit {
            let Some((plainly, noisy)) = readers.under.get(nth) else { return };
            match plainly.read(text) {
                Err(AmountProblem::PartsOfOre) if noisy.read(text).is_ok() => under.noise.add(at, text),
                Err(AmountProblem::PartsOfOre) => under.fine.add(at, text),
                // By itself it may be thousands; the column says that it isn't.
                Err(AmountProblem::Ambiguous) => under.three.add(at, text),
                _ => {}
            }
        }
    }

    fn signs(&mut self, text: &str, times: u64) {
        let minus = |c| c == '-' || c == '\u{2212}';
        // Behind a decimal sign a dash is for the öre.
        let text = if text.ends_with(minus) && colon::says_whole(text) { text.trim_end_matches(minus) } else { text };
        self.negative += times * u64::from(text.contains(minus) || text.ends_with(')'));
        self.trailing += times * u64::from(text.ends_with(minus));
        self.bracketed += times * u64::from(text.ends_with(')'));
    }

    /// Takes a workbook's number in.
    pub(super) fn number(&mut self, number: SheetNumber, at: At) {
        self.cells += at.times;
        self.numbers += at.times;
        if number.to_whole().is_none() {
            self.decimals += at.times;
        }
        let shown = number.to_string();
        self.negative += at.times * u64::from(shown.starts_with('-'));
        if number.to_ore().is_none() {
            self.fine_numbers.add(at, &shown);
        }
        // A workbook's number is no text: it has one reading, and is in both sums.
        for under in &mut self.under {
            under.large += at.times * u64::from(number.to_ore().is_some_and(|ore| ore.ore().abs() >= 100_000));
            match number.to_ore() {
                Some(ore) => under.sum.add(Figure { digits: ore.ore().into(), decimals: 2 }, at.times),
                None => match readers_number(&shown) {
                    Some(figure) => under.sum.add(figure, at.times),
                    None => under.sum = Exact(None),
                },
            }
        }
    }

    /// The decimal sign, over all cells.
    pub(super) fn decimal(&self) -> Decimal {
        let (comma, point) = (self.comma.cells, self.point.cells);
        match (comma, point) {
            _ if self.colon.cells > comma.saturating_add(point) => Decimal::Is(':'),
            (0, 0) if self.either.cells == 0 => Decimal::Unseen,
            (0, 0) => Decimal::Ambiguous,
            _ if comma >= point.saturating_mul(PLAINLY) => Decimal::Is(','),
            _ if point >= comma.saturating_mul(PLAINLY) => Decimal::Is('.'),
            _ => Decimal::Ambiguous,
        }
    }

    /// What the cells show with this decimal sign.
    pub(super) fn with(&self, decimal: char) -> &Under {
        &self.under[match decimal {
            '.' => 1,
            ':' => 2,
            _ => 0,
        }]
    }

    /// Cells that are amounts only with another decimal sign than this.
    pub(super) fn against(&self, decimal: char) -> &Count {
        if decimal == '.' || (decimal == ':' && self.comma.cells > 0) { &self.comma } else { &self.point }
    }

    /// Cells that only this decimal sign reads.
    pub(super) fn shows(&self, decimal: char) -> &Count {
        match decimal {
            '.' => &self.point,
            ':' => &self.colon,
            _ => &self.comma,
        }
    }
}

/// A cell's figure as it is written, with this decimal sign.
pub(super) fn figure_of(readers: &Readers, cell: &RawCell, decimal: char) -> Option<Figure> {
    match cell {
        RawCell::Number(number) => number.to_ore().map_or_else(
            || readers_number(&number.to_string()),
            |ore| Some(Figure { digits: ore.ore().into(), decimals: 2 }),
        ),
        RawCell::Text(text) => {
            let text = text.trim();
            if decimal == ':' {
                return colon::figure(readers, text);
            }
            let (_, (comma, point)) = readers.readings(text)?;
            if decimal == '.' { point } else { comma }
        }
        _ => None,
    }
}

fn readers_number(shown: &str) -> Option<Figure> {
    AmountStyle::plain('.', &[]).readings(shown).0
}

/// The figure without zeros at its end, but with so many decimals if it has them: so equal numbers are equal.
fn plain(figure: Figure, least: u32) -> Figure {
    let mut figure = figure;
    while figure.decimals > least && figure.digits % 10 == 0 {
        figure = Figure { digits: figure.digits / 10, decimals: figure.decimals - 1 };
    }
    figure
}

/// The sign stands between two digits.
fn within(text: &str, sign: char) -> bool {
    text.match_indices(sign).any(|(at, _)| {
        let before = text[..at].ends_with(|c: char| c.is_ascii_digit());
        before && text[at + sign.len_utf8()..].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Quickly asked, since most cells are no amounts: a digit, and no letter but a unit's or a currency's at either end.
fn may_be_amount(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let bare = text.trim_start_matches(|c: char| "-+\u{2212}( ".contains(c));
    let figure = bare.trim_start_matches(letter);
    let mark = &bare[..bare.len() - figure.len()];
    if !figure.bytes().any(|byte| byte.is_ascii_digit()) || (!mark.is_empty() && !is_mark(mark)) {
        return false;
    }
    let figure = figure.trim_end_matches(|c: char| letter(c) || c == '-' || c == ')');
    !figure.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
