//! One column of a file, cell by cell. Takes cells, keeps counts of the forms that they have, each with the first place,
//! and a few samples; hands on the column's type; refuses to keep the cells themselves.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Date;
use crate::model::day::DateForm;
use crate::model::period::{Period, PeriodForm};
use crate::model::raw::RawCell;

use super::doubts::Marks;
use super::money::{Count, Money, Readers, count_in};
use super::repeats::{At, Repeats};

/// Samples that are kept.
const SAMPLES: usize = 3;
/// Distinct values that are counted; beyond that there are many.
const DISTINCT: usize = 1_000;
/// Years that a period or a date of a ledger is in.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;
/// Days that systems write for no day.
const NO_DAYS: [(i32, u32, u32); 9] = [
    (1, 1, 1),
    (1753, 1, 1),
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    (1901, 1, 1),
    (1970, 1, 1),
    (2099, 12, 31),
    (9999, 12, 31),
];
/// Excel's numbers of the days that a ledger is of.
const SERIALS: std::ops::Range<i64> = 32_000..55_000;
/// Text longer than this is no day with its month's name and a time.
const LONGEST_DAY: usize = 40;
/// Text longer than this is no month's name.
const LONGEST_MONTH: usize = 10;
/// Text longer than this is no code.
const CODE: usize = 24;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Nothing.
    Blank,
    /// Amounts.
    Amount,
    /// Periods.
    Period,
    /// Dates.
    Date,
    /// Whole numbers.
    Number,
    /// Codes: short, without blanks.
    Code,
    /// A code and a name behind it.
    CodeAndName,
    /// Any text.
    Text,
}

impl Type {
    /// Its name in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Amount => "amount",
            Self::Period => "period",
            Self::Date => "date",
            Self::Number => "whole-number",
            Self::Code => "code",
            Self::CodeAndName => "code-and-name",
            Self::Text => "text",
        }
    }
}

/// What is known of a column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its heading, as written.
    pub heading: String,
    /// The two rows of a heading that goes over two.
    pub(super) levels: Option<(String, String)>,
    /// Its place, counted from 0, in the first table that has it.
    pub place: usize,
    /// The first table has the heading more than once.
    pub twice: bool,
    /// Cells that hold something.
    pub filled: u64,
    /// Cells that hold nothing, with the first.
    pub blank: Count,
    /// The first few different values.
    pub samples: Vec<String>,
    /// Forms of periods, with how many cells have each.
    pub periods: Vec<(PeriodForm, Count)>,
    /// Forms of months whose year stands elsewhere, likewise.
    pub of_year: Vec<(PeriodForm, Count)>,
    /// Years of four digits.
    pub years: u64,
    /// Forms of dates likewise.
    pub dates: Vec<(DateForm, Count)>,
    /// Real dates of a workbook.
    pub real_dates: u64,
    /// Error values and formulas without a value.
    pub errors: Count,
    /// First and last month of what the cells say.
    pub span: Option<(Period, Period)>,
    /// Days that mean no day.
    pub no_days: BTreeMap<Date, u64>,
    /// Dates whose day is past the twelfth, so that no month can be meant.
    pub past_twelfth: u64,
    /// Dates that are one only with the month first, which no layout can say.
    pub month_first: Count,
    /// Whole numbers.
    pub whole: u64,
    /// Short texts without blanks.
    pub codes: u64,
    /// Codes with a name behind them.
    pub(super) named: Count,
    /// Whole numbers that may be Excel's count of days.
    pub serials: u64,
    /// The first row has a value.
    pub starts_filled: bool,
    pub(super) money: Money,
    pub(super) marks: Marks,
    repeats: Repeats,
    distinct: HashSet<u64>,
}

impl Column {
    pub(super) fn new(heading: &str, place: usize) -> Self {
        Self { heading: heading.to_owned(), place, ..Self::default() }
    }

    /// Takes a cell in.
    pub(super) fn add(&mut self, readers: &Readers, cell: &RawCell, place: (u16, u32)) {
        let at = At { place, times: 1 };
        if cell.is_blank() {
            return self.blank.add(at, "");
        }
        self.marks.follow(cell);
        if !self.repeats.again(cell, place) {
            self.look(readers, cell, at);
        }
    }

    /// After the last cell: those that were met again count as often as they were.
    pub(super) fn settle(&mut self, readers: &Readers) {
        for (cell, at) in self.repeats.settle() {
            self.look(readers, &cell, at);
        }
        self.settle_short();
    }

    fn look(&mut self, readers: &Readers, cell: &RawCell, at: At) {
        if self.filled == 0 {
            self.starts_filled = self.blank.cells == 0;
        }
        self.filled += at.times;
        match cell {
            RawCell::Date(date) => {
                self.real_dates += at.times;
                self.day(*date, at.times);
                self.sample(&date.to_string());
            }
            RawCell::Error(_) | RawCell::Uncomputed => self.errors.add(at, &cell.shown()),
            RawCell::Number(number) => {
                let shown = number.to_string();
                self.money.number(*number, at);
                if number.to_whole().is_some() {
                    self.digits(&shown, at);
                } else if number.whole_part().is_some_and(|days| SERIALS.contains(&days)) {
                    self.serials += at.times;
                }
                self.marks.see(&shown, at);
                self.sample(&shown);
            }
            RawCell::Text(text) => self.text(readers, text.trim(), at),
            RawCell::Blank | RawCell::Covered => {}
        }
    }

    fn text(&mut self, readers: &Readers, text: &str, at: At) {
        self.marks.see(text, at);
        self.sample(text);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let all = digits == text.len();
        if all {
            self.digits(text, at);
        } else if digits > 0 {
            let letters = text.contains(char::is_alphabetic);
            if (letters && text.len() <= CODE) || (6..=7).contains(&text.len()) {
                self.month(text, at, &PeriodForm::ALL);
            }
            let named = letters
                && text.len() <= LONGEST_DAY
                && text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([' ', '-']);
            if (digits >= 6 || named) && text.starts_with(|c: char| c.is_ascii_digit()) {
                self.forms(text, at);
            }
        }
        if digits == 0 && (3..=LONGEST_MONTH).contains(&text.len()) {
            self.of_year(text, at);
        }
        self.money.text(readers, text, at);
        let blank = text.contains(char::is_whitespace);
        if !blank && text.chars().count() <= CODE {
            self.codes += at.times;
        } else if text.split_once(char::is_whitespace).is_some_and(|(code, name)| named(code, name)) {
            self.named.add(at, text);
        }
    }

    /// A text of nothing but digits.
    fn digits(&mut self, text: &str, at: At) {
        self.whole += at.times;
        if text.len() == 5 && text.parse::<i64>().is_ok_and(|days| SERIALS.contains(&days)) {
            self.serials += at.times;
        }
        match text.len() {
            1 | 2 => self.of_year(text, at),
            4 => {
                self.years += at.times * u64::from(text.parse().is_ok_and(|year| YEARS.contains(&year)));
                self.month(text, at, &[PeriodForm::ShortYearMonth]);
            }
            6 => self.month(text, at, &[PeriodForm::YearMonth]),
            _ => {}
        }
        if [6, 8].contains(&text.len()) {
            self.forms(text, at);
        }
    }

    fn month(&mut self, text: &str, at: At, forms: &[PeriodForm]) {
        for form in forms.iter().copied().filter(|form| !matches!(form, PeriodForm::Day(_))) {
            let Some(period) = form.parse(text).filter(|period| YEARS.contains(&period.year())) else { continue };
            count_in(&mut self.periods, form, at, text);
            self.reach(period);
            // A text that has two forms counts in the plainer one.
            return;
        }
    }

    fn forms(&mut self, text: &str, at: At) {
        if has_month_first(text) {
            self.month_first.add(at, text);
        }
        for form in DateForm::ALL.into_iter().filter(|form| matches!(form, DateForm::Pattern(_))) {
            let Some(day) = form.parse(text) else { continue };
            count_in(&mut self.dates, form, at, text);
            self.day(day, at.times);
        }
    }

    fn day(&mut self, day: Date, times: u64) {
        use chrono::Datelike;
        if NO_DAYS.contains(&(day.year(), day.month(), day.day())) {
            *self.no_days.entry(day).or_default() += times;
            return;
        }
        self.past_twelfth += times * u64::from(day.day() > 12);
        if let Some(period) = Period::of(day).filter(|period| YEARS.contains(&period.year())) {
            self.reach(period);
        }
    }

    fn reach(&mut self, period: Period) {
        let (first, last) = self.span.unwrap_or((period, period));
        self.span = Some((first.min(period), last.max(period)));
    }

    fn sample(&mut self, text: &str) {
        if self.distinct.len() >= DISTINCT {
            return;
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        if self.distinct.insert(hasher.finish()) && self.samples.len() < SAMPLES {
            self.samples.push(text.to_owned());
        }
    }

    /// How many different values there are; none where there are too many to count.
    pub fn distinct(&self) -> Option<usize> {
        Some(self.distinct.len()).filter(|distinct| *distinct < DISTINCT)
    }

    /// Cells that are amounts.
    pub(super) fn amounts(&self) -> u64 {
        self.money.cells
    }

    /// Cells that are a date in some form; no text is in two.
    pub(super) fn days(&self) -> u64 {
        let texts = self.dates.iter().map(|(_, count)| count.cells).sum::<u64>();
        if self.times() == self.real_dates { texts } else { self.real_dates + texts }
    }

    /// Cells that are a month in some form; no text is in two.
    pub(super) fn months(&self) -> u64 {
        self.periods.iter().map(|(_, count)| count.cells).sum()
    }

    /// Cells that a layout's period can be: a month, or a day in one of the forms that periods may have.
    pub(super) fn periods_or_days(&self) -> u64 {
        let forms = self.dates.iter().filter(|(form, _)| PeriodForm::by_name(form.name()).is_some());
        self.months() + self.real_dates + forms.map(|(_, count)| count.cells).sum::<u64>()
    }

    /// More than four fifths of the cells.
    pub(super) fn mostly(&self, cells: u64) -> bool {
        self.filled > 0 && cells.saturating_mul(5) > self.filled.saturating_mul(4)
    }

    /// At least half of the cells: enough where the heading says the same.
    pub(super) fn half(&self, cells: u64) -> bool {
        cells > 0 && cells.saturating_mul(2) >= self.filled
    }

    /// Most cells hold a code with a name behind it, and the others a code.
    fn names_codes(&self) -> bool {
        self.named.cells * 2 > self.filled && self.mostly(self.named.cells + self.codes)
    }

    /// A column of codes, in which a name stands behind some of them.
    pub(super) fn has_names(&self) -> bool {
        self.named.cells * 5 > self.filled && self.half(self.named.cells + self.codes)
    }

    /// It starts with a value, and at least as many cells are blank as not.
    pub(super) fn often_blank(&self) -> bool {
        self.starts_filled && self.blank.cells >= self.filled
    }

    /// Its amounts are numbers of a workbook, every one.
    pub fn is_numbers(&self) -> bool {
        self.money.numbers == self.money.cells
    }

    /// What the cells are, without asking what the column is for.
    pub fn kind(&self) -> Type {
        let codes_of_a_year = self.whole == self.filled;
        if self.filled == 0 {
            return Type::Blank;
        }
        // Six digits may be a period or a number; all of them in the same few months are periods. Four are anything.
        let short = |form: &PeriodForm| form.name().len() == "YYMM".len();
        let months = self.periods.iter().filter(|(form, _)| !short(form)).map(|(_, count)| count.cells).sum();
        if self.mostly(months) && (!codes_of_a_year || self.few_months()) {
            return Type::Period;
        }
        if self.mostly(self.days()) && (!codes_of_a_year || self.few_days()) {
            return Type::Date;
        }
        if self.mostly(self.amounts()) && self.money.decimals > 0 {
            return Type::Amount;
        }
        if self.mostly(self.whole) {
            return Type::Number;
        }
        if self.mostly(self.amounts()) {
            return Type::Amount;
        }
        if self.names_codes() {
            return Type::CodeAndName;
        }
        if self.mostly(self.codes) {
            return Type::Code;
        }
        Type::Text
    }

    /// At most so many values that they can be the months of some years, and no short year that a code may be too.
    fn few_months(&self) -> bool {
        let long = self.periods.iter().any(|(form, count)| form.name() == "YYYYMM" && self.mostly(count.cells));
        long && self.distinct().is_some_and(|distinct| distinct <= 60)
    }

    fn few_days(&self) -> bool {
        self.dates.iter().any(|(form, count)| form.name() == "YYYYMMDD" && self.mostly(count.cells))
    }
}

/// `05/31/2016`: no day first, but a month.
fn has_month_first(text: &str) -> bool {
    let day = text.split(' ').next().unwrap_or_default();
    let mut parts = day.split(['/', '.', '-']).map(|part| part.parse::<u32>().unwrap_or(0));
    let (month, day, year) = (parts.next(), parts.next(), parts.next());
    let is = |part: Option<u32>, range: std::ops::RangeInclusive<u32>| part.is_some_and(|part| range.contains(&part));
    is(month, 1..=12) && is(day, 13..=31) && is(year, 1990..=2100) && parts.next().is_none()
}

/// A code with a digit in it, and a name with a letter.
fn named(code: &str, name: &str) -> bool {
    let short = code.chars().count() <= CODE && code.contains(|c: char| c.is_ascii_digit());
    short && name.contains(char::is_alphabetic)
}
