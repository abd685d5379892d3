//! A run of rows, column by column: a loop for each column does the same with every cell. Takes packed rows and where their
//! values stand, hands on values by row, and which rows had nothing unusual about them; refuses to say anything of the
//! others.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Date;
use crate::model::amount::Amount;
use crate::model::posting::PostingBatch;
use crate::model::raw::{RawRows, Spot, Stretch};

use super::super::row::{Context, Money};
use super::super::strange::is_strange;
use super::plan::{Odd, Plan, code_at, word_at};
use super::{Day, Known};

/// A row must be looked at closely.
const ODD: u8 = 1;
/// A cell names the posting, and is no total's label.
const NAMED: u8 = 2;
/// A cell holds a code, and is no total's label.
const CODED: u8 = 4;

/// Values of a run of rows.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    rows: Range<usize>,
    marks: Vec<u8>,
    pub(super) money: Vec<Money>,
    pub(super) booked: Vec<Day>,
    pub(super) registered: Vec<Option<Date>>,
    /// The period, by its place among those that were met.
    pub(super) about: Vec<usize>,
    pub(super) texts: Vec<Stretch>,
    /// Company, series, number and row.
    pub(super) voucher: [Vec<Stretch>; 4],
    /// Row by row, the key of each part's code.
    keys: Vec<u32>,
    width: usize,
    /// Code parts of the table that are blank.
    pub(super) blanks: Vec<u8>,
}

impl Chunk {
    /// The place of a row in the chunk; none where it is not one of the rows.
    pub(super) fn place(&self, row: usize) -> Option<usize> {
        row.checked_sub(self.rows.start).filter(|_| row < self.rows.end)
    }

    /// Nothing unusual is about the row at this place.
    pub(super) fn is_usual(&self, place: usize) -> bool {
        self.marks.get(place) == Some(&(NAMED | CODED))
    }

    /// Holds no row.
    pub(super) fn clear(&mut self) {
        self.rows = 0..0;
    }

    /// The keys of a row's codes.
    pub(super) fn keys(&self, place: usize) -> &[u32] {
        self.keys.get(place * self.width..(place + 1) * self.width).unwrap_or_default()
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
        self.mark(rows, plan, context);
        self.money(rows, plan, context);
        self.days(rows, plan, known, context);
        self.periods(rows, plan, known, context);
        self.texts(rows, plan, context, batch);
        for (column, words) in plan.voucher.into_iter().zip(&mut self.voucher) {
            words.clear();
            words.extend(of_column(rows, span.clone(), column).zip(&mut self.marks).map(
                |((row, spot), mark)| match spot {
                    Spot::Blank => Stretch::default(),
                    Spot::Text(stretch) if is_bare(rows.bytes_at(stretch)) => stretch,
                    _ => odd_unless(column.and_then(|column| word_at(rows.cells(row).get(column))), mark),
                },
            ));
        }
        self.codes(rows, plan, context, batch);
    }

    /// What can be told of a row without reading a value.
    fn mark(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>) {
        let Self { rows: span, marks, .. } = self;
        marks.clear();
        if context.lettered {
            let is_other = |row: usize| {
                let cells = rows.cells(row);
                plan.read.iter().any(|column| matches!(cells.get(*column), crate::model::raw::Glance::Other))
            };
            marks.extend(span.clone().map(|row| if is_other(row) { ODD } else { 0 }));
        } else {
            let (least, most) = plan.cells;
            marks.extend(rows.widths(span.clone()).map(|width| if (least..=most).contains(&width) { 0 } else { ODD }));
        }
        for column in &plan.identity {
            if marks.iter().all(|mark| mark & NAMED != 0) {
                break;
            }
            for ((row, spot), mark) in of_column(rows, span.clone(), Some(*column)).zip(&mut *marks) {
                let is_known = match spot {
                    Spot::Blank => false,
                    Spot::Text(stretch) => context.labels.may_not_start(rows.bytes_at(stretch)),
                    Spot::Other => Plan::is_known(rows.cells(row).get(*column), context),
                };
                *mark |= if is_known { NAMED } else { 0 };
            }
        }
        for column in &plan.telling {
            for ((_, spot), mark) in of_column(rows, span.clone(), Some(*column)).zip(&mut *marks) {
                let is_label = matches!(spot, Spot::Text(stretch) if !context.labels.may_not_start(rows.bytes_at(stretch))
                    && context.is_label_text(rows.at(stretch)));
                *mark |= if is_label { ODD } else { 0 };
            }
        }
        for column in &plan.never_blank {
            for ((row, spot), mark) in of_column(rows, span.clone(), Some(*column)).zip(&mut *marks) {
                let is_given = match spot {
                    Spot::Blank => false,
                    Spot::Text(stretch) if is_bare(rows.bytes_at(stretch)) => true,
                    _ => Plan::is_given(rows.cells(row).get(*column)),
                };
                *mark |= if is_given { 0 } else { ODD };
            }
        }
    }

    fn money(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>) {
        let Self { rows: span, marks, money, .. } = self;
        let [first, second] = plan.money;
        let style = &context.layout.amounts;
        let read = |row: usize, spot: Spot, column: Option<usize>| match spot {
            Spot::Blank => Ok(None),
            Spot::Text(stretch) => match style.plainly(rows.bytes_at(stretch)) {
                Some(amount) => Ok(Some(amount)),
                None => Plan::amount(rows.cells(row), column, context),
            },
            Spot::Other => Plan::amount(rows.cells(row), column, context),
        };
        let settle = |first: Result<Option<Amount>, Odd>, second: Result<Option<Amount>, Odd>, mark: &mut u8| {
            odd_unless(
                first.ok().zip(second.ok()).and_then(|(first, second)| context.settled(first, second).ok()),
                mark,
            )
        };
        money.clear();
        let firsts = of_column(rows, span.clone(), first).zip(marks.iter_mut());
        if second.is_none() {
            money.extend(firsts.map(|((row, spot), mark)| settle(read(row, spot, first), Ok(None), mark)));
        } else {
            let seconds = of_column(rows, span.clone(), second);
            money.extend(firsts.zip(seconds).map(|(((row, spot), mark), (_, other))| {
                settle(read(row, spot, first), read(row, other, second), mark)
            }));
        }
        if let Some((header, column)) = plan.money_header.as_deref().zip(first) {
            for ((_, spot), mark) in of_column(rows, span.clone(), Some(column)).zip(marks) {
                let repeats = matches!(spot, Spot::Text(stretch) if rows.at(stretch).trim() == header);
                *mark |= if repeats { ODD } else { 0 };
            }
        }
    }

    fn days(&mut self, rows: &RawRows, plan: &Plan, known: &mut Known, context: &Context<'_>) {
        let Self { rows: span, marks, booked, registered, .. } = self;
        let mut days = |column: Option<usize>, days: &mut dyn FnMut(Day)| {
            for ((row, spot), mark) in of_column(rows, span.clone(), column).zip(&mut *marks) {
                days(match spot {
                    Spot::Blank => Day::default(),
                    Spot::Text(stretch) => odd_unless(known.day(rows, stretch, context), mark),
                    Spot::Other => {
                        odd_unless(column.and_then(|at| Known::other_day(rows.cells(row).get(at), context)), mark)
                    }
                });
            }
        };
        booked.clear();
        days(plan.booked, &mut |day| booked.push(day));
        registered.clear();
        days(plan.registered, &mut |day| registered.push(day.date));
    }

    fn periods(&mut self, rows: &RawRows, plan: &Plan, known: &mut Known, context: &Context<'_>) {
        let Self { rows: span, marks, booked, about, .. } = self;
        about.clear();
        let Some(column) = plan.period else {
            let of_day = |(day, mark): (&Day, &mut u8)| odd_unless(known.period_of_day(day.date, context), mark);
            about.extend(booked.iter().zip(marks).map(of_day));
            return;
        };
        about.extend(of_column(rows, span.clone(), Some(column)).zip(marks).map(|((row, spot), mark)| {
            let found = match spot {
                Spot::Blank => None,
                Spot::Text(stretch) => known.period(rows, stretch, context),
                Spot::Other => known.other_period(rows, rows.cells(row).get(column), context),
            };
            odd_unless(found, mark)
        }));
    }

    fn texts(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>, batch: &mut PostingBatch) {
        let Self { rows: span, marks, texts, .. } = self;
        let column = plan.text.filter(|_| context.pipeline.job.free_text);
        texts.clear();
        texts.extend(of_column(rows, span.clone(), column).zip(marks).map(|((_, spot), mark)| match spot {
            Spot::Blank => Stretch::default(),
            Spot::Text(stretch) => odd_unless(Plan::shown(rows.at(stretch), stretch, batch), mark),
            Spot::Other => odd_unless(None, mark),
        }));
    }

    fn codes(&mut self, rows: &RawRows, plan: &Plan, context: &Context<'_>, batch: &mut PostingBatch) {
        let Self { rows: span, marks, keys, width, blanks, .. } = self;
        *width = plan.parts.len();
        keys.clear();
        keys.resize(span.len() * *width, 0);
        blanks.clear();
        blanks.resize(span.len(), 0);
        for (part, (column, words)) in plan.parts.iter().zip(&mut batch.codes.words).enumerate() {
            let words = Arc::make_mut(words);
            let own = keys.iter_mut().skip(part).step_by(*width);
            let Some(column) = *column else {
                let blank = words.key(b"");
                own.for_each(|key| *key = blank);
                continue;
            };
            let at = of_column(rows, span.clone(), Some(column)).zip(own).zip(marks.iter_mut().zip(&mut *blanks));
            for (((row, spot), key), (mark, blank)) in at {
                if let Spot::Text(stretch) = spot
                    && let Some(word) = rows.word(stretch)
                    && let Some(known) = words.known_digits(word, stretch.end.wrapping_sub(stretch.start))
                {
                    *key = known;
                    *mark |= if context.labels.may_not_start(&word.to_le_bytes()) { CODED } else { 0 };
                    continue;
                }
                if spot == Spot::Blank {
                    *key = words.key(b"");
                    *blank += 1;
                    continue;
                }
                let cell = rows.cells(row).get(column);
                let code = odd_unless(code_at(cell, part, context), mark);
                let met = words.len();
                *key = words.key(rows.bytes_at(code));
                if words.len() > met && is_strange(rows.at(code)) {
                    words.take_back(*key);
                    *mark |= ODD;
                }
                *blank += u8::from(code.start == code.end);
                *mark |= if Plan::is_known(cell, context) { CODED } else { 0 };
            }
        }
    }
}

/// A column's cells, each with the number of its row.
#[inline]
fn of_column(rows: &RawRows, span: Range<usize>, column: Option<usize>) -> impl Iterator<Item = (usize, Spot)> {
    // Beyond every row's last cell nothing stands.
    span.clone().zip(rows.column(span, column.unwrap_or(usize::MAX)))
}

/// A value; where there is none, the row is odd.
#[inline]
fn odd_unless<T: Default>(value: Option<T>, mark: &mut u8) -> T {
    *mark |= if value.is_some() { 0 } else { ODD };
    value.unwrap_or_default()
}

/// A text that is a code as it stands: ASCII signs that are seen, no blank at either end, no mark of Excel's before it, no
/// float's tail behind it.
#[inline]
fn is_bare(text: &[u8]) -> bool {
    let inked = |byte: &u8| byte.is_ascii_graphic() && *byte != b'\'';
    text.first().is_some_and(inked)
        && text.last().is_some_and(inked)
        && text.iter().all(|byte| (b' '..=b'~').contains(byte))
        && !matches!(text, [.., b'.' | b',', b'0'])
}
