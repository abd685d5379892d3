//! Rows about which nothing is unusual, which is nearly every row: values straight from the reader's texts. Takes a row's
//! cells at a glance, hands on a posting whose texts are stretches of theirs; refuses any row that could be something
//! else than a posting, or has a cell that asks for a closer look: those are read as all rows can be. It knows no value
//! that the careful way would read otherwise (`normalise::tests` holds the two ways equal).

mod plan;

use crate::model::Date;
use crate::model::period::Period;
use crate::model::posting::{Attributes, Frame, Posting, PostingBatch, VoucherRef};
use crate::model::raw::{Cells, Glance, Stretch};
use crate::model::words::Words;
use crate::pipeline::Layout;

use plan::{Plan, is_blank, value_at};

use super::code::code_of;
use super::columns::Columns;
use super::row::{Context, Money};
use super::{NormaliseError, Normaliser, State, Table, Under};

/// Distinct texts of periods or days that are remembered.
const REMEMBERED: usize = 1 << 16;

/// What is remembered of a table's rows.
#[derive(Debug, Default)]
pub(super) struct Swift {
    plan: Option<Plan>,
    days: Memory<Day>,
    periods: Memory<Period>,
    abouts: Vec<About>,
}

/// What texts were read as.
#[derive(Debug)]
struct Memory<T> {
    words: Words,
    values: Vec<Option<T>>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self { words: Words::default(), values: Vec::new() }
    }
}

/// A day, or a text that means none.
#[derive(Clone, Copy, Debug)]
struct Day {
    date: Option<Date>,
    passed: u8,
}

/// What follows from a period.
#[derive(Clone, Copy, Debug)]
struct About {
    period: Period,
    passed: u8,
    closed: Option<Date>,
}

/// A value's text, and where it stands.
#[derive(Clone, Copy)]
struct Value<'r>(&'r str, Stretch);

/// What a row came to.
pub(super) struct Read<'r> {
    pub(super) posting: Posting,
    pub(super) money: Money,
    pub(super) period: Period,
    /// Code parts that are blank.
    pub(super) blanks: usize,
    voucher: [Value<'r>; 4],
}

impl Normaliser<'_> {
    /// Takes a row about which nothing is unusual; false where it must be looked at closely.
    pub(super) fn swiftly(
        &mut self,
        row: u32,
        cells: Cells<'_>,
        under: &mut Under<'_>,
    ) -> Result<bool, NormaliseError> {
        #[cfg(test)]
        if self.careful {
            return Ok(false);
        }
        let State::Found(table) = &mut self.state else { return Ok(false) };
        let Table { columns, tally, swift, .. } = &mut **table;
        let context = self.how.context(columns);
        let Some(read) = swift.read((row, cells), &context, under.batch) else { return Ok(false) };
        tally.add(Some(read.money.written), read.blanks)?;
        self.notes.money(&read.money)?;
        under.batch.totals.add(read.posting.amount)?;
        if read.period.year() == self.how.pipeline.job.year {
            let again = under.batch.follows_its_own(&read.posting, under.rows);
            if self.footprint.add(read.voucher(), read.posting.amount, again) {
                self.oddities.voucher(row, read.voucher().number, &context);
            }
        }
        under.batch.postings.push(read.posting);
        Ok(true)
    }
}

impl<T: Copy> Memory<T> {
    fn get(&mut self, text: &str, read: impl FnOnce() -> Option<T>) -> Option<T> {
        if self.words.len() >= REMEMBERED {
            *self = Self::default();
        }
        let key = self.words.key(text.as_bytes()) as usize;
        if let Some(known) = self.values.get(key) {
            return *known;
        }
        let value = read();
        self.values.push(value);
        value
    }
}

impl Read<'_> {
    pub(super) fn voucher(&self) -> VoucherRef<'_> {
        let [Value(company, _), Value(series, _), Value(number, _), Value(row, _)] = self.voucher;
        VoucherRef { company, series, number, row }
    }
}

impl Swift {
    /// For the rows below a header.
    pub(super) fn below(&mut self, columns: &Columns, layout: &Layout, parts: usize) {
        self.plan = Plan::of(columns, layout, parts);
    }

    /// The row as a posting, its codes added to the batch's; `None`, and nothing added, where it must be looked at closely.
    pub(super) fn read<'r>(
        &mut self,
        (row, cells): (u32, Cells<'r>),
        context: &Context<'_>,
        batch: &mut PostingBatch,
    ) -> Option<Read<'r>> {
        let Self { plan, days, periods, abouts } = self;
        let plan = plan.as_ref()?;
        if !plan.is_usual(cells, context) {
            return None;
        }
        let money = plan.money(cells, context)?;
        let day = |days: &mut Memory<Day>, column: Option<usize>| match column.map_or(Glance::Blank, |c| cells.get(c)) {
            Glance::Blank => Some(Day { date: None, passed: 0 }),
            Glance::Text(text, _) if is_blank(text) => Some(Day { date: None, passed: 0 }),
            Glance::Text(text, _) => days.get(text, || day_of(text, context)),
            Glance::Date(date) => Some(wanted(date, context)),
            Glance::Number(..) | Glance::Other => None,
        };
        let booked = day(days, plan.booked)?;
        let registered = day(days, plan.registered)?.date;
        let period = match plan.period {
            None => Period::of(booked.date?)?,
            Some(column) => match cells.get(column) {
                Glance::Text(text, _) => periods.get(text, || period_of(code_of(text), context))?,
                Glance::Number(_, text, _) => periods.get(text, || period_of(text, context))?,
                Glance::Date(date) => Period::of(date)?,
                Glance::Blank | Glance::Other => return None,
            },
        };
        let about = about(abouts, period, context);
        let text = plan.text(cells, context, batch)?;
        let [company, series, number, line] = plan.voucher;
        let at = |column| value_at(cells, column);
        let voucher = [at(company)?, at(series)?, at(number)?, at(line)?];
        let blanks = plan.codes(cells, context, batch)?;
        let [Value(company, _), Value(series, _), Value(_, number), Value(_, line)] = voucher;
        let (company, series) = (batch.companies.key(company.as_bytes()), batch.series.key(series.as_bytes()));
        let read = Read {
            posting: Posting {
                row,
                frame: 0,
                company,
                series,
                number,
                line,
                booked: booked.date,
                registered,
                amount: money.amount,
                text,
            },
            money,
            period,
            blanks,
            voucher,
        };
        let attributes = Attributes {
            decisions_passed: if booked.date.is_some() { booked.passed } else { about.passed },
            late: registered.zip(about.closed).is_some_and(|(day, closed)| day > closed),
            ruling: context.ruling(read.voucher()),
            duplicate: None,
        };
        let frame = batch.frame_of(Frame { period, attributes });
        Some(Read { posting: Posting { frame, ..read.posting }, ..read })
    }
}

fn day_of(text: &str, context: &Context<'_>) -> Option<Day> {
    context.layout.dates.iter().find_map(|form| form.parse(text)).map(|date| wanted(date, context))
}

/// A day, unless the layout says that it means none.
fn wanted(date: Date, context: &Context<'_>) -> Day {
    let date = Some(date).filter(|date| !context.layout.no_dates.contains(date));
    Day { date, passed: date.map_or(0, |date| context.passed(date)) }
}

fn period_of(text: &str, context: &Context<'_>) -> Option<Period> {
    context.layout.periods.iter().find_map(|form| form.parse(text))
}

fn about(known: &mut Vec<About>, period: Period, context: &Context<'_>) -> About {
    if let Some(about) = known.iter().find(|about| about.period == period) {
        return *about;
    }
    let passed = period.last_day().map_or(0, |day| context.passed(day));
    let about = About { period, passed, closed: context.closed(period) };
    known.push(about);
    about
}
