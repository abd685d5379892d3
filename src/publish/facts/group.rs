//! A row group of facts while it fills. Takes kept postings, hands on the group's columns; refuses to choose postings and
//! to count them.

use crate::model::fact::{JudgedBatch, Verdict, VerdictFollower};
use crate::model::names::Names;
use crate::model::period::Period;
use crate::model::posting::Codes;
use crate::model::source::SourceId;
use crate::model::words::Follower;

use super::super::parquet::{Carried, Column, Numbers, SOME, Texts, Things};
use super::super::told::{self, Told};
use super::FactOptions;

/// What a batch numbers, in a row group's numbers.
#[derive(Default)]
pub(super) struct CarriedOver {
    series: Carried,
    /// Its codes go on from batch to batch.
    parts: Vec<(Follower, Carried)>,
    frames: Carried,
    /// Its verdicts go on from batch to batch.
    kinds: (VerdictFollower, Carried),
}

/// A row group that fills.
pub(super) struct Group {
    pub(super) rows: usize,
    series: Texts,
    number: Texts,
    voucher_row: Texts,
    booked: Numbers<i32>,
    registered: Numbers<i32>,
    period: Things<Period>,
    parts: Vec<Texts>,
    amount: Numbers<i64>,
    verdict: Things<Verdict>,
    origin: Things<(SourceId, u16)>,
    row: Numbers<i64>,
    text: Option<Texts>,
}

impl Group {
    pub(super) fn new(names: &Names, options: FactOptions) -> Self {
        // A shorter ledger takes no more for it: memory that is not written to is none.
        let rows = options.rows_per_group.min(FactOptions::default().rows_per_group);
        let texts = || Texts::of_about(rows);
        Self {
            rows: 0,
            series: texts(),
            number: texts(),
            voucher_row: texts(),
            booked: Numbers::of_about(rows),
            registered: Numbers::of_about(rows),
            period: Things::of_about(1, rows),
            parts: names.parts.0.iter().map(|_| texts()).collect(),
            amount: Numbers::of_about(rows),
            verdict: Things::of_about(told::COLUMNS.len(), rows),
            origin: Things::of_about(2, rows),
            row: Numbers::of_about(rows),
            text: options.text.then(texts),
        }
    }

    /// Takes some kept postings, at most [`super::SOME`], column by column. False where one has no frame or no verdict.
    pub(super) fn extend(
        &mut self,
        judged: &JudgedBatch,
        places: &[u32],
        names: &Names,
        CarriedOver { series, parts, frames, kinds: (_, kinds) }: &mut CarriedOver,
    ) -> bool {
        let batch = &judged.batch;
        let Some(first) = places.first().and_then(|place| batch.postings.get(*place as usize)) else { return true };
        // Each is looked for once.
        let mut some = [first; SOME];
        some.iter_mut().zip(places).for_each(|(posting, place)| *posting = &batch.postings[*place as usize]);
        let postings = || some[..places.len()].iter().copied();
        self.rows += places.len();
        self.series.extend(&batch.series, postings().map(|posting| posting.series), series);
        self.number.extend_texts(postings().map(|posting| batch.at(posting.number)));
        self.voucher_row.extend_texts(postings().map(|posting| batch.at(posting.line)));
        self.booked.extend_days(postings().map(|posting| posting.booked));
        self.registered.extend_days(postings().map(|posting| posting.registered));
        let period = |frame: u32| batch.frames().get(frame as usize).map(|frame| frame.period);
        let tell = |period: Period| vec![period.to_string()];
        let framed = self.period.extend(postings().map(|posting| posting.frame), frames, period, tell);
        let Codes { words, keys } = &batch.codes;
        for ((texts, keys), (words, (_, carried))) in self.parts.iter_mut().zip(keys).zip(words.iter().zip(parts)) {
            texts.extend(words, places.iter().map(|place| keys[*place as usize]), carried);
        }
        self.amount.extend(postings().map(|posting| posting.amount.ore()));
        let verdicts = places.iter().map(|place| judged.verdicts[*place as usize]);
        let verdict = |kind: u32| judged.kinds.get(kind as usize).copied();
        let is_judged = self.verdict.extend(verdicts, kinds, verdict, |verdict| Told::new(verdict, names).into_texts());
        self.origin.extend_with(places.len(), (batch.source, batch.sheet), || {
            let (file, sheet) = names.origin(batch.origin(first));
            vec![file, sheet]
        });
        self.row.extend(postings().map(|posting| posting.row.into()));
        if let Some(texts) = &mut self.text {
            texts.extend_texts(postings().map(|posting| batch.at(posting.text)));
        }
        framed && is_judged
    }

    /// The columns in the file's order. What is left is empty.
    pub(super) fn take_columns(&mut self) -> Vec<Column> {
        let voucher = [&mut self.series, &mut self.number, &mut self.voucher_row];
        let mut columns: Vec<Column> = voucher.map(|texts| Column::Text(texts.take())).into();
        columns.extend([&mut self.booked, &mut self.registered].map(|days| Column::Day(days.take())));
        columns.extend(self.period.take().into_columns());
        columns.extend(self.parts.iter_mut().map(|texts| Column::Text(texts.take())));
        columns.push(Column::Number(self.amount.take()));
        columns.extend(self.verdict.take().into_columns());
        columns.extend(self.origin.take().into_columns());
        columns.push(Column::Count(self.row.take()));
        columns.extend(self.text.as_mut().map(|texts| Column::Text(texts.take())));
        columns
    }
}

impl CarriedOver {
    /// For a row group of which nothing is known.
    pub(super) fn forget(&mut self) {
        self.parts.clear();
        self.kinds = Default::default();
    }

    /// For a batch and a row group that have not met.
    pub(super) fn begin(&mut self, JudgedBatch { batch, kinds, .. }: &JudgedBatch) {
        self.series.forget(batch.series.len());
        self.parts.resize_with(batch.codes.words.len(), Default::default);
        for ((follower, carried), words) in self.parts.iter_mut().zip(&batch.codes.words) {
            carried.keep(follower.first_new(words), words.len());
        }
        self.frames.forget(batch.frames().len());
        let (follower, carried) = &mut self.kinds;
        carried.keep(follower.first_new(kinds), kinds.len());
    }
}
