//! Folding: postings with a fate to period balances. A fold is a sum, so batches may come in any order and on any
//! number of threads, and folds merge exactly. Takes judged batches, hands on balances in key order; refuses more
//! distinct keys than the job bears.

mod order;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::balance::{Balance, Balances, Key};
use crate::model::code::CodeString;
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::finding::{Problem, Value, text};
use crate::model::money::Overflow;
use crate::model::posting::{Attributes, Frame};
use crate::model::tuples::Tuples;
use crate::model::words::Words;
use crate::pipeline::{GroupKind, Pipeline};

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

/// The number of a code that a balance doesn't keep.
const LEFT_OUT: u32 = u32::MAX;

/// A fold under way. Everything has a number: a balance is found by the number of what it is about and those of its codes.
pub struct Fold<'a> {
    pipeline: &'a Pipeline,
    /// The codes of each part.
    codes: Vec<Words>,
    abouts: Vec<About>,
    about_numbers: HashMap<About, u32, FixedState>,
    keys: Tuples,
    sums: Vec<Totals>,
    totals: Totals,
}

/// What a balance is about beside its codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct About {
    frame: Frame,
    verdict: Verdict,
}

/// A batch's numbers in those of the fold.
struct Known {
    /// Of each part's codes, by their key in the batch.
    codes: Vec<Vec<u32>>,
    /// Of a frame with a verdict, by the batch's numbers of them.
    abouts: HashMap<(u32, u32), u32, FixedState>,
}

impl<'a> Fold<'a> {
    /// An empty fold.
    pub fn new(pipeline: &'a Pipeline) -> Self {
        let parts = pipeline.parts.0.len();
        Self {
            pipeline,
            codes: vec![Words::default(); parts],
            abouts: Vec::new(),
            about_numbers: HashMap::default(),
            keys: Tuples::of_width(parts + 1),
            sums: Vec::new(),
            totals: Totals::default(),
        }
    }

    /// Takes one batch in.
    pub fn add(&mut self, judged: &JudgedBatch) -> Result<(), FoldError> {
        let mut received = Totals::default();
        for (posting, _) in judged.iter() {
            received.add(posting.amount)?;
        }
        Broken::unless_equal(Boundary::MapToFold, &judged.totals, &received).map_err(FoldError::Broken)?;
        let kept: Vec<&[bool]> = judged.kinds.iter().map(|verdict| self.kept(*verdict)).collect();
        let mut known = Known { codes: self.numbers_of(judged, &kept), abouts: HashMap::default() };
        let mut key = Vec::with_capacity(self.codes.len() + 1);
        for (place, (posting, kind)) in judged.batch.postings.iter().zip(&judged.verdicts).enumerate() {
            let Some(about) = self.about(judged, (posting.frame, *kind), &mut known) else { continue };
            let keep = kept.get(*kind as usize).copied().unwrap_or_default();
            key.clear();
            key.push(about);
            let codes = judged.batch.codes.keys(place).iter().zip(&known.codes).zip(keep);
            key.extend(codes.map(|((code, numbers), keeps)| {
                if *keeps { numbers.get(*code as usize).copied().unwrap_or(LEFT_OUT) } else { LEFT_OUT }
            }));
            key.resize(self.codes.len() + 1, LEFT_OUT);
            self.sum_of(&key).add(posting.amount)?;
        }
        self.totals.merge(&received)?;
        self.within_cap()
    }

    /// Takes another fold in.
    pub fn merge(&mut self, other: Self) -> Result<(), FoldError> {
        if self.sums.is_empty() {
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
        for (theirs, totals) in other.keys.iter().zip(&other.sums) {
            let [about, rest @ ..] = theirs else { continue };
            key.clear();
            key.push(abouts.get(*about as usize).copied().unwrap_or(LEFT_OUT));
            let number = |(code, numbers): (&u32, &Vec<u32>)| numbers.get(*code as usize).copied().unwrap_or(LEFT_OUT);
            key.extend(rest.iter().zip(&codes).map(number));
            self.sum_of(&key).merge(totals)?;
        }
        self.totals.merge(&other.totals)?;
        self.within_cap()
    }

    /// The parts that a balance keeps. One that an activity has taken needs its account no more, unless each account
    /// is judged by itself: its group stands in the verdict.
    fn kept(&self, verdict: Verdict) -> &'a [bool] {
        let settled = verdict.fate.target().is_some_and(|target| target.activity.is_some());
        let by_account = self.pipeline.accounts.kind(verdict.group) == Some(GroupKind::Investment);
        match verdict.fate {
            fate if fate.is_outside() => &self.pipeline.outside_parts,
            _ if settled && !by_account => &self.pipeline.settled_parts,
            _ => &self.pipeline.key_parts,
        }
    }

    /// The fold's numbers of a batch's codes, in the parts that some balance keeps.
    fn numbers_of(&mut self, judged: &JudgedBatch, kept: &[&[bool]]) -> Vec<Vec<u32>> {
        let is_kept = |part: usize| kept.iter().any(|keep| keep.get(part).copied().unwrap_or(false));
        let numbers = |(part, (own, theirs)): (usize, (&mut Words, &Words))| {
            if is_kept(part) { theirs.iter().map(|code| own.key(code)).collect() } else { Vec::new() }
        };
        self.codes.iter_mut().zip(&judged.batch.codes.words).enumerate().map(numbers).collect()
    }

    /// The number of what a posting's balance is about; none where its frame or verdict is nobody's.
    fn about(&mut self, judged: &JudgedBatch, numbers: (u32, u32), known: &mut Known) -> Option<u32> {
        if let Some(about) = known.abouts.get(&numbers) {
            return Some(*about);
        }
        let frame = judged.batch.frames().get(numbers.0 as usize)?;
        let verdict = *judged.kinds.get(numbers.1 as usize)?;
        let Attributes { ruling, duplicate, .. } = frame.attributes;
        // A ruling stays, so that it is known to have hit its voucher.
        let bare = Attributes { ruling, duplicate, ..Attributes::default() };
        let attributes = if verdict.fate.is_outside() { bare } else { frame.attributes };
        let about = self.number(About { frame: Frame { attributes, ..*frame }, verdict });
        known.abouts.insert(numbers, about);
        Some(about)
    }

    fn number(&mut self, about: About) -> u32 {
        let next = u32::try_from(self.abouts.len()).unwrap_or(LEFT_OUT);
        let number = *self.about_numbers.entry(about).or_insert(next);
        if number == next {
            self.abouts.push(about);
        }
        number
    }

    #[inline]
    fn sum_of(&mut self, key: &[u32]) -> &mut Totals {
        let (place, is_new) = self.keys.place(key);
        if is_new {
            self.sums.push(Totals::default());
        }
        &mut self.sums[place]
    }

    /// The balances in key order.
    pub fn finish(self) -> Balances {
        let Self { codes, abouts, keys, sums, totals, .. } = self;
        let order = order::in_key_order(&codes, &abouts, &keys);
        let balance = |place: usize| {
            let (about, parts) = keys.at(place).split_first()?;
            let About { frame: Frame { period, attributes }, verdict } = *abouts.get(*about as usize)?;
            let codes = CodeString::new(parts.iter().zip(&codes).map(|(code, words)| words.text(*code)));
            let key = Key { period, codes, attributes };
            Some(Balance { key, fate: verdict.fate, group: verdict.group, totals: *sums.get(place)? })
        };
        Balances { list: order.into_iter().filter_map(balance).collect(), totals }
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
        let distinct = |part: usize| {
            let codes: std::collections::HashSet<Option<&u32>> =
                self.keys.iter().map(|key| key.get(part + 1)).collect();
            codes.len()
        };
        let parts = &self.pipeline.parts.0;
        let widest = (0..parts.len()).max_by_key(|part| distinct(*part));
        widest.map_or_else(String::new, |part| parts[part].clone())
    }
}
