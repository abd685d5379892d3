//! Rows that several extracts hold (*dubbletter*): decided by voucher row before the facts are written. Takes where the
//! extracts' voucher numbers meet; hands on which file's row counts, the first in canonical order; refuses to compare
//! rows that don't say which row of their voucher they are.

use std::collections::{BTreeMap, HashMap};

use compact_str::CompactString;
use rayon::prelude::*;

use crate::model::code::{CodeString, HasCodes};
use crate::model::fate::Duplicate;
use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::footprint::Footprint;
use crate::model::money::{Ore, Overflow};
use crate::model::names::Names;
use crate::model::period::Period;
use crate::model::posting::{Attributes, Frame, Posting, PostingBatch, VoucherRef};
use crate::model::source::{Origin, Source, SourceId, place_of};
use crate::normalise::Normaliser;
use crate::pipeline::Pipeline;
use crate::read::{self, ReadError};

use super::RunError;

/// What makes a row one of its voucher: accounting year, series (of its company), number, row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct RowKey(i16, CompactString, CompactString, CompactString);

/// The row that counts.
#[derive(Clone, Debug)]
struct Original {
    origin: Origin,
    amount: Ore,
    period: Period,
    codes: CodeString,
}

/// Rows in the stretches of voucher numbers that several extracts hold; empty where none meet.
#[derive(Default)]
pub(super) struct Duplicates(HashMap<RowKey, Original>);

/// Duplicates that one extract has of another's rows, by kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Found(BTreeMap<(SourceId, Duplicate), Sum>);

#[derive(Clone, Debug)]
struct Sum {
    rows: u64,
    amount: Ore,
    first: First,
}

#[derive(Clone, Debug)]
struct First {
    origin: Origin,
    /// Where the row that counts stands.
    other: Origin,
    voucher: String,
    amount: Ore,
    original: Ore,
}

fn key(voucher: VoucherRef<'_>, period: Period) -> Option<RowKey> {
    let named = !voucher.number.is_empty() && !voucher.row.is_empty();
    named.then(|| RowKey(period.year(), voucher.book().into(), voucher.number.into(), voucher.row.into()))
}

impl Duplicates {
    /// Reads every extract once more and keeps its rows within the stretches that several hold.
    pub(super) fn find(pipeline: &Pipeline, names: &Names, met: &Footprint, batch: usize) -> Result<Self, RunError> {
        let files: Vec<Result<Vec<(RowKey, Original)>, RunError>> = (0..pipeline.inputs.len())
            .into_par_iter()
            .map(|place| rows_within(pipeline, names, met, batch, place))
            .collect();
        let mut originals = HashMap::new();
        for rows in files {
            for (key, original) in rows? {
                originals.entry(key).or_insert(original);
            }
        }
        Ok(Self(originals))
    }

    /// Marks the rows of a batch that are another row's duplicates.
    pub(super) fn mark(&self, batch: &mut PostingBatch, found: &mut Found) -> Result<(), Overflow> {
        if self.0.is_empty() {
            return Ok(());
        }
        for place in 0..batch.postings.len() {
            let posting = batch.postings[place];
            let Some(Frame { period, attributes }) = batch.frame(&posting) else { continue };
            let voucher = batch.voucher(&posting);
            let Some(original) = key(voucher, period).and_then(|key| self.0.get(&key)) else { continue };
            if original.origin == batch.origin(&posting) {
                continue;
            }
            let codes = batch.codes.at(place);
            let same = original.amount == posting.amount
                && original.period == period
                && (0..codes.parts()).all(|part| original.codes.part(part) == codes.code(part));
            let kind = if same { Duplicate::Identical } else { Duplicate::Conflicting };
            found.add(kind, batch, &posting, original)?;
            let attributes = Attributes { duplicate: Some(kind), ..attributes };
            batch.postings[place].frame = batch.frame_of(Frame { period, attributes });
        }
        Ok(())
    }
}

/// The rows of one file that lie within the stretches.
fn rows_within(
    pipeline: &Pipeline,
    names: &Names,
    met: &Footprint,
    batch_bytes: usize,
    place: usize,
) -> Result<Vec<(RowKey, Original)>, RunError> {
    let input = &pipeline.inputs[place];
    let layout = &pipeline.layouts[input.layout];
    let extract = read::open_at(&input.path, &input.name, layout, &pipeline.job.reading)
        .map_err(|problem| RunError::Input(vec![problem]))?;
    let mut normaliser = Normaliser::new(pipeline, layout, names.sources[place].clone());
    let mut rows = Vec::new();
    let id = SourceId::try_from(place).unwrap_or(SourceId::MAX);
    let read = extract.read(id, batch_bytes, &mut |raw| {
        let batch = normaliser.take(raw)?.with_texts(raw.rows.take_texts());
        let within = |place: &usize| met.holds(batch.voucher(&batch.postings[*place]));
        for (posting, codes) in (0..batch.postings.len()).filter(within).filter_map(|place| batch.own(place)) {
            let (period, amount) = (posting.period, posting.amount);
            let original = Original { origin: posting.origin, amount, period, codes };
            rows.extend(key(posting.voucher.view(), period).map(|key| (key, original)));
        }
        Ok(())
    });
    match read {
        Ok(_) => Ok(rows),
        Err(ReadError::Input(problem)) => Err(RunError::Input(vec![*problem])),
        Err(ReadError::Taker(error)) => Err(error),
    }
}

impl Found {
    fn add(
        &mut self,
        kind: Duplicate,
        batch: &PostingBatch,
        posting: &Posting,
        original: &Original,
    ) -> Result<(), Overflow> {
        let first = || First {
            origin: batch.origin(posting),
            other: original.origin,
            voucher: batch.voucher(posting).to_string(),
            amount: posting.amount,
            original: original.amount,
        };
        let sum = self.0.entry((original.origin.source, kind)).or_insert_with(|| Sum {
            rows: 0,
            amount: Ore::ZERO,
            first: first(),
        });
        sum.rows += 1;
        sum.amount = sum.amount.plus(posting.amount)?;
        Ok(())
    }

    /// A finding per other extract and kind.
    pub(super) fn findings(&self, sources: &[Source]) -> Vec<Finding> {
        let finding = |((_, kind), sum): (&(SourceId, Duplicate), &Sum)| {
            let Place { file, sheet, .. } = place_of(sources, sum.first.other);
            let (file, here) = (file.unwrap_or_default(), sum.first.origin);
            // Within a workbook its name says nothing.
            let own = here.source == sum.first.other.source;
            let file = sheet.filter(|_| own).map_or_else(|| file.clone(), |sheet| format!("{file}!{sheet}"));
            let mut values = vec![
                ("other", text(file)),
                ("rows", Value::Count(sum.rows)),
                ("sum", Value::Amount(sum.amount)),
                ("voucher", text(&sum.first.voucher)),
            ];
            let code = match kind {
                Duplicate::Identical => Code::DuplicateRows,
                Duplicate::Conflicting => {
                    values.push(("amount", Value::Amount(sum.first.amount)));
                    values.push(("original", Value::Amount(sum.first.original)));
                    Code::ConflictingRows
                }
            };
            Finding::new(code, values).in_place(place_of(sources, sum.first.origin))
        };
        self.0.iter().map(finding).collect()
    }
}
