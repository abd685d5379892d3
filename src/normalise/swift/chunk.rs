//! A run of rows, column by column: a loop for each column does the same with every cell. Takes packed rows and where their
//! values stand, hands on values by row, and which rows had nothing unusual about them; refuses to say anything of the
//! others.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Date;
use crate::model::amount::Amount;
use crate::model::code::Part;
use crate::model::posting::{Codes, PostingBatch};
use crate::model::raw::{Glance, Grid, Packed, RawRows, Spot, Stretch};
use crate::model::words::Words;

use super::super::row::{Context, Money};
use super::super::strange::is_strange;
use super::bare::is_bare;
use super::plan::{Odd, Plan, code_at, word_at};
use super::{Day, Known};

/// A row must be looked at closely.
const ODD: u8 = 1;
/// A cell names the posting, and is no total's label.
const NAMED: u8 = 2;
/// A cell holds a code, and is no total's label.
const CODED: u8 = 4;

/// A run of rows.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    rows: Range<usize>,
    grid: Grid,
    /// One a row, and what the last longer run has left behind them.
    values: Vec<Values>,
    /// For each part, the key of each row's code.
    keys: Vec<Vec<u32>>,
}

/// What a row holds. What no column tells is never set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Values {
    marks: u8,
    /// Code parts of the table that are blank.
    pub(super) blanks: u8,
    pub(super) money: Money,
    pub(super) booked: Day,
    pub(super) registered: Option<Date>,
    /// The period, by its place among those that were met.
    pub(super) about: usize,
    pub(super) text: Stretch,
    /// Company, series, number and row.
    pub(super) voucher: [Stretch; 4],
}

/// A row of the run: its number among the rows, its cell in the column at hand, and its values.
struct Row<'c> {
    at: usize,
    cell: Packed,
    values: &'c mut Values,
}

impl Chunk {
    /// The places in the run of a row and of those behind it that have nothing unusual about them either; none where the
    /// row is not of the run.
    pub(super) fn usual_from(&self, row: usize) -> Option<Range<usize>> {
        let from = row.checked_sub(self.rows.start).filter(|_| row < self.rows.end)?;
        let behind = self.values.get(from..self.rows.len()).unwrap_or_default();
        let is_usual = |values: &Values| values.marks == NAMED | CODED;
        let length = behind.iter().position(|values| !is_usual(values)).unwrap_or(behind.len());
        Some(from..from + length)
    }

    /// The values of rows at these places.
    pub(super) fn values(&self, places: Range<usize>) -> &[Values] {
        self.values.get(places).unwrap_or_default()
    }

    /// Adds the codes of rows at these places to those of a batch.
    pub(super) fn give_codes(&self, places: &Range<usize>, codes: &mut Codes) {
        for (own, keys) in self.keys.iter().zip(&mut codes.keys) {
            keys.extend_from_slice(own.get(places.clone()).unwrap_or_default());
        }
    }

    /// Holds no row.
    pub(super) fn clear(&mut self) {
        self.rows = 0..0;
    }

    /// Holds no row, and nothing of other columns' values.
    pub(super) fn forget(&mut self) {
        self.clear();
        self.values.clear();
    }

    /// Looks at these rows.
    pub(super) fn fill(
        &mut self,
        (rows, span): (&RawRows, Range<usize>),
        (plan, known): (&Plan, &mut Known),
        context: &Context<'_>,
        batch: &mut PostingBatch,
    ) {
        self.rows = span.clone();
        self.grid.lay(rows, span, plan.cells.0);
        self.mark(rows, plan, context);
        self.money(rows, plan, context);
        self.days(rows, plan, known, context);
        self.periods(rows, plan, known, context);
        if let Some(column) = plan.text.filter(|_| context.pipeline.job.free_text) {
            self.column(column).for_each(|Row { cell, values, .. }| {
                let text = cell.plain().and_then(|stretch| Plan::shown(rows, stretch, batch));
                values.text = odd_unless(text, &mut values.marks);
            });
        }
        for (field, column) in plan.voucher.into_iter().enumerate() {
            let Some(column) = column else { continue };
            let naming = if plan.naming[field] { NAMED } else { 0 };
            self.column(column).for_each(|Row { at, cell, values }| {
                let (word, is_known) = match cell.spot() {
                    Spot::Blank => (Some(Stretch::default()), false),
                    Spot::Text(stretch) if is_bare(rows.bytes_at(stretch)) => {
                        (Some(stretch), context.labels.may_not_start(rows.bytes_at(stretch)))
                    }
                    _ => {
                        let cell = rows.cells(at).get(column);
                        (word_at(cell), Plan::is_known(cell, context))
                    }
                };
                values.marks |= if is_known { naming } else { 0 };
                values.voucher[field] = odd_unless(word, &mut values.marks);
            });
        }
        self.codes(rows, plan, context, batch);
    }

    /// The rows with their cells of a column.
    #[inline]
    fn column(&mut self, column: usize) -> impl Iterator<Item = Row<'_>> {
        let cells = self.grid.column(column).iter();
        let both = self.rows.clone().zip(cells).zip(&mut self.values);
        both.map(|((at, cell), values)| Row { at, cell: *cell, values })
    }

    /// What can be told of a row without reading a value.
    fn mark(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>) {
        let span = self.rows.clone();
        self.values.resize(self.values.len().max(span.len()), Values::default());
        let (least, most) = plan.cells;
        for (values, width) in self.values.iter_mut().zip(rows.widths(span.clone())) {
            (values.marks, values.blanks) = (ODD, 0);
            if context.lettered || (least..=most).contains(&width) {
                values.marks = 0;
            }
        }
        if context.lettered {
            for (values, row) in self.values.iter_mut().zip(span.clone()) {
                let cells = rows.cells(row);
                let is_other = plan.read.iter().any(|column| matches!(cells.get(*column), Glance::Other));
                values.marks |= if is_other { ODD } else { 0 };
            }
        }
        for column in &plan.identity {
            if self.values(0..span.len()).iter().all(|values| values.marks & NAMED != 0) {
                break;
            }
            self.column(*column).for_each(|Row { at, cell, values }| {
                let is_known = match cell.spot() {
                    Spot::Blank => false,
                    Spot::Text(stretch) => context.labels.may_not_start(rows.bytes_at(stretch)),
                    Spot::Other => Plan::is_known(rows.cells(at).get(*column), context),
                };
                values.marks |= if is_known { NAMED } else { 0 };
            });
        }
        for column in &plan.telling {
            self.column(*column).for_each(|Row { cell, values, .. }| {
                let is_label = matches!(cell.spot(), Spot::Text(stretch)
                    if !context.labels.may_not_start(rows.bytes_at(stretch)) && context.is_label_text(rows.at(stretch)));
                values.marks |= if is_label { ODD } else { 0 };
            });
        }
        for column in &plan.never_blank {
            self.column(*column).for_each(|Row { at, cell, values }| {
                let is_given = match cell.spot() {
                    Spot::Blank => false,
                    Spot::Text(stretch) if is_bare(rows.bytes_at(stretch)) => true,
                    _ => Plan::is_given(rows.cells(at).get(*column)),
                };
                values.marks |= if is_given { 0 } else { ODD };
            });
        }
    }

    fn money(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>) {
        let style = &context.layout.amounts;
        let read = |row: usize, cell: Packed, column: usize| match cell.spot() {
            Spot::Blank => Ok(None),
            Spot::Text(stretch) => match style.plainly(rows.bytes_at(stretch)) {
                Some(amount) => Ok(Some(amount)),
                None => Plan::amount(rows.cells(row).get(column), context),
            },
            Spot::Other => Plan::amount(rows.cells(row).get(column), context),
        };
        let settled = |first: Result<Option<Amount>, Odd>, second: Result<Option<Amount>, Odd>| {
            context.settled(first.ok()?, second.ok()?).ok()
        };
        let Self { rows: span, grid, values, .. } = self;
        let (first, second) = plan.money;
        let firsts = span.clone().zip(grid.column(first)).zip(values.iter_mut());
        if let Some(second) = second {
            for (((row, cell), values), other) in firsts.zip(grid.column(second)) {
                let money = settled(read(row, *cell, first), read(row, *other, second));
                values.money = odd_unless(money, &mut values.marks);
            }
        } else {
            for ((row, cell), values) in firsts {
                values.money = odd_unless(settled(read(row, *cell, first), Ok(None)), &mut values.marks);
            }
        }
        if let Some(header) = &plan.money_header {
            self.column(first).for_each(|Row { cell, values, .. }| {
                let repeats = matches!(cell.spot(), Spot::Text(stretch) if rows.at(stretch).trim() == header);
                values.marks |= if repeats { ODD } else { 0 };
            });
        }
    }

    fn days(&mut self, rows: &RawRows, plan: &Plan, known: &mut Known, context: &Context<'_>) {
        let mut day = |row: usize, cell: Packed, column: usize| match cell.spot() {
            Spot::Blank => Some(Day::default()),
            Spot::Text(stretch) => known.day(rows, stretch, context),
            Spot::Other => Known::other_day(rows.cells(row).get(column), context),
        };
        if let Some(column) = plan.booked {
            self.column(column).for_each(|Row { at, cell, values }| {
                let day = day(at, cell, column).filter(|day| day.date.is_some() || !plan.always_booked);
                values.booked = odd_unless(day, &mut values.marks);
            });
        }
        if let Some(column) = plan.registered {
            self.column(column).for_each(|Row { at, cell, values }| {
                values.registered = odd_unless(day(at, cell, column), &mut values.marks).date;
            });
        }
    }

    fn periods(&mut self, rows: &RawRows, plan: &Plan, known: &mut Known, context: &Context<'_>) {
        let Some(column) = plan.period else {
            for values in self.values.iter_mut().take(self.rows.len()) {
                values.about = odd_unless(known.period_of_day(values.booked.date, context), &mut values.marks);
            }
            return;
        };
        self.column(column).for_each(|Row { at, cell, values }| {
            let found = match cell.spot() {
                Spot::Blank => None,
                Spot::Text(stretch) => known.period(rows, stretch, context),
                Spot::Other => known.other_period(rows, rows.cells(at).get(column), context),
            };
            values.about = odd_unless(found, &mut values.marks);
        });
    }

    fn codes(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>, batch: &mut PostingBatch) {
        let mut all = std::mem::take(&mut self.keys);
        all.resize_with(plan.parts.len(), Vec::new);
        for ((part, column), (keys, words)) in
            plan.parts.iter().enumerate().zip(all.iter_mut().zip(&mut batch.codes.words))
        {
            let words = Arc::make_mut(words);
            keys.clear();
            let Some(column) = *column else {
                keys.resize(self.rows.len(), words.key(b""));
                continue;
            };
            keys.extend(self.column(column).map(|Row { at, cell, values }| {
                if let Some(stretch) = cell.plain()
                    && let Some(word) = rows.word(stretch)
                    && let Some(known) = words.known_digits(word, stretch.end.wrapping_sub(stretch.start))
                {
                    values.blanks += u8::from(stretch.start == stretch.end);
                    // No label begins with nothing, nor with what is none's first letter.
                    values.marks |= if context.labels.may_not_start(&word.to_le_bytes()) { CODED } else { 0 };
                    return known;
                }
                code(rows, (at, column, part), values, words, context)
            }));
        }
        self.keys = all;
    }
}

/// The key of a code that is not one of few digits that came before.
#[inline(never)]
fn code(
    rows: &RawRows,
    (row, column, part): (usize, usize, Part),
    values: &mut Values,
    words: &mut Words,
    context: &Context<'_>,
) -> u32 {
    let cell = rows.cells(row).get(column);
    let code = odd_unless(code_at(cell, part, context), &mut values.marks);
    let met = words.len();
    let key = words.key(rows.bytes_at(code));
    // One that has come before too: each is counted.
    if is_strange(rows.at(code)) {
        if words.len() > met {
            words.take_back(key);
        }
        values.marks |= ODD;
    }
    values.blanks += u8::from(code.start == code.end);
    values.marks |= if Plan::is_known(cell, context) { CODED } else { 0 };
    key
}

/// A value; where there is none, the row is odd.
#[inline]
fn odd_unless<T: Default>(value: Option<T>, marks: &mut u8) -> T {
    *marks |= if value.is_some() { 0 } else { ODD };
    value.unwrap_or_default()
}
