//! Folding: postings with a fate to period balances. A fold is a sum, so batches may come in any order and on any
//! number of threads, and folds merge exactly. Takes judged batches, hands on balances in key order; refuses more
//! distinct keys than the job bears.

mod known;
mod order;
mod sums;

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::model::balance::{About, Balances, LEFT_OUT};
use crate::model::code::Part;
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::finding::{Problem, Value, text};
use crate::model::money::Overflow;
use crate::model::period::Period;
use crate::model::posting::{Attributes, Frame};
use crate::model::records::Records;
use crate::model::words::{Follower, Words};
use crate::pipeline::{GroupKind, Pipeline};

use known::Known;
use order::Packing;
use sums::{Sums, TOGETHER};

/// Why folding stopped.
#[derive(Debug)]
pub enum FoldError {
    /// The batch is not what the mapper counted.
    Broken(Broken),
    /// Amounts do not fit 64 bits of öre.
    Overflow,
    /// More keys than the job bears.
    TooManyKeys(Box<Problem>),
}

impl From<Overflow> for FoldError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// A fold under way. Everything has a number: a balance is found by the number of what it is about and those of its codes.
pub struct Fold<'a> {
    pipeline: &'a Pipeline,
    /// The parts that some balance keeps, and the codes of each.
    parts: Vec<Part>,
    /// By part of the job: its place among those.
    kept_at: Vec<Option<usize>>,
    codes: Vec<Words>,
    /// Of each part that is kept, the fold's numbers of the batch's codes, by their key in the batch.
    numbers: Vec<(Follower, Vec<u32>)>,
    abouts: Vec<About>,
    about_numbers: HashMap<About, u32, FixedState>,
    /// The period of each shelf of `sums`.
    periods: Vec<Period>,
    known: Known,
    /// For each part that some balance keeps, and each of the mapper's verdicts: [`Self::left_out`].
    left_out: Vec<Vec<u32>>,
    sums: Sums,
    totals: Totals,
}

impl<'a> Fold<'a> {
    /// An empty fold.
    pub fn new(pipeline: &'a Pipeline) -> Self {
        let Pipeline { key_parts, settled_parts, outside_parts, .. } = pipeline;
        let is_kept = |part: &Part| {
            [key_parts, settled_parts, outside_parts].iter().any(|keep| keep.get(*part).copied().unwrap_or(false))
        };
        let parts: Vec<Part> = (0..pipeline.parts.0.len()).filter(is_kept).collect();
        Self {
            pipeline,
            codes: vec![Words::default(); parts.len()],
            numbers: vec![Default::default(); parts.len()],
            kept_at: (0..pipeline.parts.0.len()).map(|part| parts.iter().position(|kept| *kept == part)).collect(),
            abouts: Vec::new(),
            about_numbers: HashMap::default(),
            periods: Vec::new(),
            known: Known::default(),
            left_out: vec![Vec::new(); parts.len()],
            sums: Sums::of_width(parts.len() + 1),
            parts,
            totals: Totals::default(),
        }
    }

    /// Takes one batch in. After an error the sums are no longer anything's.
    pub fn add(&mut self, judged: &JudgedBatch) -> Result<(), FoldError> {
        self.follow(judged);
        let first_new = self.known.learn(&judged.kinds, judged.batch.frames());
        self.leave_out(judged.kinds.get(first_new..).unwrap_or_default(), first_new);
        let mut keys = vec![LEFT_OUT; TOGETHER * (self.parts.len() + 1)];
        let (mut received, mut amounts) = (Totals::default(), Vec::with_capacity(TOGETHER));
        for (from, postings) in (0..).step_by(TOGETHER).zip(judged.batch.postings.chunks(TOGETHER)) {
            // One without a frame or a verdict is missed where rows are counted.
            let Some(keys) = self.keys(judged, from..from + postings.len(), &mut keys) else { break };
            amounts.clear();
            for posting in postings {
                received.add(posting.amount)?;
                amounts.push(posting.amount);
            }
            self.sums.add_each(keys, &amounts)?;
        }
        Broken::unless_equal(Boundary::MapToFold, &judged.totals, &received).map_err(FoldError::Broken)?;
        self.totals.merge(&received)?;
        self.sums.pass(judged.batch.postings.len(), &self.shelves_of(judged));
        self.within_cap()
    }

    /// For each shelf, whether a batch has postings on it.
    fn shelves_of(&self, judged: &JudgedBatch) -> Vec<bool> {
        let (mut shelves, mut last) = (vec![false; self.periods.len()], None);
        for period in judged.batch.frames().iter().map(|frame| frame.period) {
            // Many rulings make many frames of one period.
            if last.replace(period) != Some(period)
                && let Some(at) = self.periods.iter().position(|known| *known == period)
            {
                shelves[at] = true;
            }
        }
        shelves
    }

    /// The keys of some postings' balances, one after another.
    fn keys<'n>(&mut self, judged: &JudgedBatch, some: Range<usize>, keys: &'n mut [u32]) -> Option<&'n [u32]> {
        let width = self.parts.len() + 1;
        let (postings, kinds) = (judged.batch.postings.get(some.clone())?, judged.verdicts.get(some.clone())?);
        for ((posting, kind), key) in postings.iter().zip(kinds).zip(keys.chunks_exact_mut(width)) {
            key[0] = self.about(judged, (posting.frame, *kind))?;
        }
        for (at, (part, (_, numbers))) in self.parts.iter().zip(&self.numbers).enumerate() {
            let codes = judged.batch.codes.keys.get(*part).and_then(|codes| codes.get(some.clone()))?;
            let left_out = self.left_out.get(at)?;
            for ((key, code), kind) in keys.chunks_exact_mut(width).zip(codes).zip(kinds) {
                let number = numbers.get(*code as usize).copied().unwrap_or(LEFT_OUT);
                key[at + 1] = number | left_out.get(*kind as usize).copied().unwrap_or(LEFT_OUT);
            }
        }
        keys.get(..width * postings.len())
    }

    /// Takes another fold in.
    pub fn merge(&mut self, other: Self) -> Result<(), FoldError> {
        if self.sums.len() == 0 {
            *self = other;
            return self.within_cap();
        }
        let codes: Vec<Vec<u32>> = self
            .codes
            .iter_mut()
            .zip(&other.codes)
            .map(|(own, theirs)| theirs.iter().map(|code| own.key(code)).collect())
            .collect();
        let abouts: Vec<u32> = other.abouts.iter().map(|about| self.number(*about)).collect();
        let mut key = Vec::with_capacity(self.codes.len() + 1);
        for (theirs, totals) in other.sums.iter() {
            let [about, rest @ ..] = theirs else { continue };
            key.clear();
            key.push(abouts.get(*about as usize).copied().unwrap_or(LEFT_OUT));
            let number = |(code, numbers): (&u32, &Vec<u32>)| numbers.get(*code as usize).copied().unwrap_or(LEFT_OUT);
            key.extend(rest.iter().zip(&codes).map(number));
            self.sums.add(&key, |sum| sum.merge(&totals))?;
        }
        self.totals.merge(&other.totals)?;
        self.within_cap()
    }

    /// Learns what the balances of verdicts leave out, from the first on that is new.
    fn leave_out(&mut self, new: &[Verdict], first_new: usize) {
        let mut all = std::mem::take(&mut self.left_out);
        for (part, left_out) in self.parts.iter().zip(&mut all) {
            left_out.truncate(first_new);
            left_out.extend(new.iter().map(|verdict| self.left_out(*verdict, *part)));
        }
        self.left_out = all;
    }

    /// What of a code's number is set where a verdict's balances don't keep the part: all of it, so that it is [`LEFT_OUT`], or
    /// nothing.
    fn left_out(&self, verdict: Verdict, part: Part) -> u32 {
        if self.kept(verdict).get(part).copied().unwrap_or(false) { 0 } else { LEFT_OUT }
    }

    /// The parts that a balance keeps. One that an activity has taken needs its account no more, unless each account
    /// is judged by itself: its group stands in the verdict.
    fn kept(&self, verdict: Verdict) -> &'a Vec<bool> {
        let settled = verdict.fate.target().is_some_and(|target| target.activity.is_some());
        let by_account = self.pipeline.accounts.kind(verdict.group) == Some(GroupKind::Investment);
        match verdict.fate {
            fate if fate.is_outside() => &self.pipeline.outside_parts,
            _ if settled && !by_account => &self.pipeline.settled_parts,
            _ => &self.pipeline.key_parts,
        }
    }

    /// Learns the fold's numbers of a batch's codes, in the parts that some balance keeps.
    fn follow(&mut self, judged: &JudgedBatch) {
        for (part, (own, (follower, numbers))) in self.parts.iter().zip(self.codes.iter_mut().zip(&mut self.numbers)) {
            let Some(words) = judged.batch.codes.words.get(*part) else { continue };
            numbers.truncate(follower.first_new(words));
            numbers.extend(words.iter_from(numbers.len()).map(|code| own.key(code)));
        }
    }

    /// The number of what a posting's balance is about, by the batch's numbers of frame and verdict; none where one of them is
    /// nobody's.
    #[inline]
    fn about(&mut self, judged: &JudgedBatch, numbers: (u32, u32)) -> Option<u32> {
        if let Some(about) = self.known.number(numbers) {
            return Some(about);
        }
        let frame = judged.batch.frames().get(numbers.0 as usize)?;
        let verdict = *judged.kinds.get(numbers.1 as usize)?;
        let Attributes { ruling, duplicate, .. } = frame.attributes;
        // A ruling stays, so that it is known to have hit its voucher.
        let bare = Attributes { ruling, duplicate, ..Attributes::default() };
        let attributes = if verdict.fate.is_outside() { bare } else { frame.attributes };
        let about = self.number(About { frame: Frame { attributes, ..*frame }, verdict });
        self.known.keep(numbers, about);
        Some(about)
    }

    fn number(&mut self, about: About) -> u32 {
        let next = u32::try_from(self.abouts.len()).unwrap_or(LEFT_OUT);
        let number = *self.about_numbers.entry(about).or_insert(next);
        if number == next {
            self.abouts.push(about);
            let period = about.frame.period;
            let shelf = self.periods.iter().position(|known| *known == period);
            self.sums.next_stands_on(shelf.unwrap_or_else(|| {
                self.periods.push(period);
                self.periods.len() - 1
            }));
        }
        number
    }

    /// The balances in key order, by the threads of the pool that this is called in: period by period, and what one's stood in is
    /// free for the next one's.
    pub fn finish(self) -> Balances {
        let packing = Packing::of(&self.codes, &self.abouts);
        let codes = self.codes.iter().map(Words::texts_alone).collect();
        let mut balances = Balances::begin(self.kept_at, codes, self.abouts, self.totals);
        // What only postings are asked for goes before room is made for the balances.
        drop((self.known, self.numbers, self.about_numbers));
        let mut shelves: Vec<(Period, Records)> = self.periods.into_iter().zip(self.sums.into_shelves()).collect();
        shelves.sort_unstable_by_key(|(period, _)| *period);
        let mut spare = Vec::new();
        for (_, shelf) in shelves {
            let order = packing.order(&shelf);
            balances.add(shelf.arranged(&order, &mut spare));
        }
        balances
    }

    fn within_cap(&self) -> Result<(), FoldError> {
        let limit = self.pipeline.job.max_keys;
        if u64::try_from(self.sums.len()).unwrap_or(u64::MAX) <= limit {
            return Ok(());
        }
        let values = vec![("limit", Value::Count(limit)), ("part", text(self.widest_part()))];
        Err(FoldError::TooManyKeys(Box::new(Problem::new("too-many-keys", values))))
    }

    /// The part with the most distinct codes.
    fn widest_part(&self) -> String {
        let distinct = |place: usize| {
            let codes: std::collections::HashSet<Option<u32>> =
                self.sums.iter().map(|(key, _)| key.get(place + 1).copied()).collect();
            codes.len()
        };
        let widest = (0..self.parts.len()).max_by_key(|place| distinct(*place));
        let name = widest.and_then(|place| self.pipeline.parts.0.get(*self.parts.get(place)?));
        name.cloned().unwrap_or_default()
    }
}
