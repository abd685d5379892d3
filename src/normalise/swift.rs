//! Rows about which nothing is unusual, which is nearly every row: values straight from the reader's texts. Takes rows at a
//! glance, a run of them at a time, hands on postings whose texts are stretches of theirs; refuses any row that could be
//! something else than a posting, or has a cell that asks for a closer look: those are read as all rows can be. It knows no
//! value that the careful way would read otherwise (`normalise::tests` holds the two ways equal).

mod bare;
mod chunk;
mod memory;
mod plan;

use std::ops::Range;

use crate::model::Date;
use crate::model::period::Period;
use crate::model::posting::{Attributes, Frame, Posting, PostingBatch, VoucherRef};
use crate::model::raw::{Glance, RawRows, Stretch};
use crate::pipeline::Layout;

use chunk::{Chunk, Values};
use memory::Memory;
use plan::{Plan, is_blank};

use super::code::code_of;
use super::columns::Columns;
use super::row::{Context, Money};
use super::{NormaliseError, Normaliser, State, Table, Under};

/// Rows that are looked at together: few below a header, since another may follow soon, then more and more.
const CHUNK: (usize, usize) = if cfg!(test) { (2, 4) } else { (16, 64) };

/// What is remembered of a table's rows.
#[derive(Debug)]
pub(super) struct Swift {
    plan: Option<Plan>,
    known: Known,
    chunk: Chunk,
    /// Rows of the next chunk.
    size: usize,
}

/// What texts were read as.
#[derive(Debug, Default)]
struct Known {
    days: Memory<Day>,
    /// By place among the abouts.
    periods: Memory<usize>,
    abouts: Vec<About>,
}

/// A day, or a text that means none.
#[derive(Clone, Copy, Debug, Default)]
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

/// What a row came to.
struct Read<'r> {
    posting: Posting,
    money: Money,
    period: Period,
    voucher: VoucherRef<'r>,
}

impl Normaliser<'_> {
    /// Takes the rows from this one on about which nothing is unusual, and stops at one that must be looked at closely, or in
    /// which something overflows.
    pub(super) fn swiftly(&mut self, row: &mut usize, under: &mut Under<'_>) -> Result<(), NormaliseError> {
        #[cfg(test)]
        if self.careful {
            return Ok(());
        }
        let State::Found(table) = &mut self.state else { return Ok(()) };
        let Table { columns, tally, swift, .. } = &mut **table;
        let context = self.how.context(columns);
        let mut sound = false;
        while let Some(places) = swift.look(*row, under, &context) {
            let from = *row;
            for values in swift.chunk.values(places.clone()) {
                let Some(read) = swift.known.read(values, *row, (under.rows, &mut *under.batch), &context) else {
                    break;
                };
                let Read { posting, money, period, voucher } = read;
                tally.add(Some(money.written), values.blanks.into())?;
                self.notes.money(&money)?;
                under.batch.totals.add(posting.amount)?;
                if period.year() == self.how.pipeline.job.year {
                    let again = under.batch.follows_its_own(&posting, under.rows);
                    // What was found of a voucher's number stands for its other rows.
                    if self.footprint.add(voucher, posting.amount, again) && !(again && sound) {
                        sound = !self.oddities.voucher(posting.row, voucher.number, &context);
                    }
                }
                if columns.currency.is_some() {
                    let (at, cells) = ((&self.source, self.sheet), under.rows.cells(*row));
                    self.currencies.of_posting(cells, &context, (posting.row, posting.amount), at)?;
                }
                under.batch.postings.push(posting);
                *row += 1;
            }
            let taken = places.start..places.start + (*row - from);
            swift.chunk.give_codes(&taken, &mut under.batch.codes);
            if taken != places {
                break;
            }
        }
        Ok(())
    }
}

impl Default for Swift {
    fn default() -> Self {
        Self { plan: None, known: Known::default(), chunk: Chunk::default(), size: CHUNK.0 }
    }
}

impl Swift {
    /// For the rows below a header.
    pub(super) fn below(&mut self, columns: &Columns, layout: &Layout, parts: usize) {
        self.plan = Plan::of(columns, layout, parts);
        self.size = CHUNK.0;
        self.chunk.forget();
    }

    /// Other rows come.
    pub(super) fn forget(&mut self) {
        self.chunk.clear();
    }

    /// The places in the chunk of a row with nothing unusual about it and of more such rows behind it, after a look at the next
    /// chunk where it begins one.
    fn look(&mut self, row: usize, under: &mut Under<'_>, context: &Context<'_>) -> Option<Range<usize>> {
        let Self { plan, known, chunk, size } = self;
        let plan = plan.as_ref().filter(|_| row < under.rows.len())?;
        let mut usual = chunk.usual_from(row);
        if usual.is_none() {
            let span = row..under.rows.len().min(row.saturating_add(*size));
            chunk.fill((under.rows, span), (plan, known), context, under.batch);
            *size = CHUNK.1.min(*size * 2);
            usual = chunk.usual_from(row);
        }
        usual.filter(|places| !places.is_empty())
    }
}

impl Known {
    /// What a row holds as a posting.
    #[inline]
    fn read<'r>(
        &self,
        values: &Values,
        row: usize,
        (rows, batch): (&'r RawRows, &mut PostingBatch),
        context: &Context<'_>,
    ) -> Option<Read<'r>> {
        let Values { money, booked, registered, .. } = *values;
        let about = self.abouts.get(values.about)?;
        let [company, series, number, line] = values.voucher;
        let at = |stretch| rows.at(stretch);
        let voucher = VoucherRef { company: at(company), series: at(series), number: at(number), row: at(line) };
        let attributes = Attributes {
            decisions_passed: if booked.date.is_some() { booked.passed } else { about.passed },
            late: registered.zip(about.closed).is_some_and(|(day, closed)| day > closed),
            ruling: context.ruling(voucher),
            duplicate: None,
        };
        let posting = Posting {
            row: rows.number_of(row),
            frame: batch.frame_of(Frame { period: about.period, attributes }),
            company: batch.companies.key(voucher.company.as_bytes()),
            series: batch.series.key(voucher.series.as_bytes()),
            number,
            line,
            booked: booked.date,
            registered,
            amount: money.amount,
            text: values.text,
        };
        Some(Read { posting, money, period: about.period, voucher })
    }

    /// The day that a text means.
    #[inline]
    fn day(&mut self, rows: &RawRows, stretch: Stretch, context: &Context<'_>) -> Option<Day> {
        self.days.get(rows, stretch, |text| if is_blank(text) { Some(Day::default()) } else { day_of(text, context) })
    }

    /// The same of a cell that is no text.
    fn other_day(cell: Glance<'_>, context: &Context<'_>) -> Option<Day> {
        if let Glance::Date(date) = cell { Some(wanted(date, context)) } else { None }
    }

    /// The period that a text means.
    #[inline]
    fn period(&mut self, rows: &RawRows, stretch: Stretch, context: &Context<'_>) -> Option<usize> {
        let Self { periods, abouts, .. } = self;
        periods
            .get(rows, stretch, |text| period_of(code_of(text), context).map(|period| about(abouts, period, context)))
    }

    /// The same of a cell that is no text.
    fn other_period(&mut self, rows: &RawRows, cell: Glance<'_>, context: &Context<'_>) -> Option<usize> {
        match cell {
            Glance::Number(_, _, stretch) => self.period(rows, stretch, context),
            Glance::Date(date) => self.period_of_day(Some(date), context),
            Glance::Text(..) | Glance::Blank | Glance::Other => None,
        }
    }

    fn period_of_day(&mut self, day: Option<Date>, context: &Context<'_>) -> Option<usize> {
        Period::of(day?).map(|period| about(&mut self.abouts, period, context))
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

/// The place of what follows from a period.
fn about(known: &mut Vec<About>, period: Period, context: &Context<'_>) -> usize {
    if let Some(place) = known.iter().position(|about| about.period == period) {
        return place;
    }
    let passed = period.last_day().map_or(0, |day| context.passed(day));
    known.push(About { period, passed, closed: context.closed(period) });
    known.len() - 1
}
