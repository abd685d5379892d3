//! Folding: postings with a fate to period balances. A fold is a sum, so batches may come in any order and on any
//! number of threads, and folds merge exactly. Takes judged batches, hands on balances in key order; refuses more
//! distinct keys than the job bears.

mod order;

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::model::balance::{Balance, Balances, Key};
use crate::model::code::{CodeString, PartNames};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::finding::{Problem, Value, text};
use crate::model::money::Overflow;
use crate::model::period::Period;
use crate::model::posting::Attributes;
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

/// Hashes of keys, the same in every run.
const HASHES: FixedState = FixedState::with_seed(0);

/// A fold under way.
pub struct Fold<'a> {
    pipeline: &'a Pipeline,
    sums: Vec<Sum>,
    /// Hash and place of each sum.
    places: HashTable<(u64, usize)>,
    totals: Totals,
}

struct Sum {
    key: Key,
    verdict: Verdict,
    totals: Totals,
}

/// A key before it is known to be new: its codes are still the posting's.
struct Found<'k> {
    period: Period,
    attributes: Attributes,
    codes: &'k CodeString,
    keep: &'k [bool],
    verdict: Verdict,
}

impl Found<'_> {
    fn hash(&self) -> u64 {
        let mut hasher = HASHES.build_hasher();
        (self.period, self.attributes, self.verdict).hash(&mut hasher);
        self.codes.iter().zip(self.keep).filter(|(_, keeps)| **keeps).for_each(|(code, _)| code.hash(&mut hasher));
        hasher.finish()
    }

    fn is(&self, sum: &Sum) -> bool {
        let alike =
            sum.key.period == self.period && sum.key.attributes == self.attributes && sum.verdict == self.verdict;
        let mut codes = sum.key.codes.iter().zip(self.codes.iter()).zip(self.keep);
        alike && codes.all(|((known, code), keeps)| !keeps || known == code)
    }
}

impl<'a> Fold<'a> {
    /// An empty fold.
    pub fn new(pipeline: &'a Pipeline) -> Self {
        Self { pipeline, sums: Vec::new(), places: HashTable::new(), totals: Totals::default() }
    }

    /// Takes one batch in.
    pub fn add(&mut self, judged: &JudgedBatch) -> Result<(), FoldError> {
        let mut received = Totals::default();
        let mut local: HashMap<(u32, Period, Attributes, Verdict), Totals, FixedState> = HashMap::default();
        for (posting, verdict) in judged.iter() {
            received.add(posting.amount)?;
            local
                .entry((posting.code, posting.period, posting.attributes, verdict))
                .or_default()
                .add(posting.amount)?;
        }
        Broken::unless_equal(Boundary::MapToFold, &judged.totals, &received).map_err(FoldError::Broken)?;
        for ((code, period, attributes, verdict), totals) in local {
            let codes = &judged.batch.strings[code as usize];
            let outside = verdict.fate.is_outside();
            let keep = self.kept(verdict);
            // A ruling stays, so that it is known to have hit its voucher.
            let bare =
                Attributes { ruling: attributes.ruling, duplicate: attributes.duplicate, ..Attributes::default() };
            let attributes = if outside { bare } else { attributes };
            let found = Found { period, attributes, codes, keep, verdict };
            let hash = found.hash();
            let same = |(known, at): &(u64, usize)| *known == hash && self.sums.get(*at).is_some_and(|s| found.is(s));
            if let Some(sum) = self.places.find(hash, same).and_then(|(_, at)| self.sums.get_mut(*at)) {
                sum.totals.merge(&totals)?;
            } else {
                let key = Key { period, codes: codes.only(keep), attributes };
                self.insert(hash, Sum { key, verdict, totals });
            }
        }
        self.totals.merge(&received)?;
        self.within_cap()
    }

    /// Takes another fold in.
    pub fn merge(&mut self, other: Self) -> Result<(), FoldError> {
        if self.sums.is_empty() {
            (self.sums, self.places, self.totals) = (other.sums, other.places, other.totals);
            return self.within_cap();
        }
        let mut hashes = vec![0; other.sums.len()];
        for (hash, at) in other.places {
            if let Some(own) = hashes.get_mut(at) {
                *own = hash;
            }
        }
        for (hash, theirs) in hashes.into_iter().zip(other.sums) {
            let is = |sum: &Sum| sum.key == theirs.key && sum.verdict == theirs.verdict;
            let same = |(known, at): &(u64, usize)| *known == hash && self.sums.get(*at).is_some_and(is);
            match self.places.find(hash, same).and_then(|(_, at)| self.sums.get_mut(*at)) {
                Some(sum) => sum.totals.merge(&theirs.totals)?,
                None => self.insert(hash, theirs),
            }
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

    fn insert(&mut self, hash: u64, sum: Sum) {
        self.places.insert_unique(hash, (hash, self.sums.len()), |(hash, _)| *hash);
        self.sums.push(sum);
    }

    /// The balances in key order.
    pub fn finish(self) -> Balances {
        let balance =
            |Sum { key, verdict, totals, .. }: Sum| Balance { key, fate: verdict.fate, group: verdict.group, totals };
        let list = order::in_key_order(self.sums.into_iter().map(balance).collect());
        Balances { list, totals: self.totals }
    }

    fn within_cap(&self) -> Result<(), FoldError> {
        let limit = self.pipeline.job.max_keys;
        if u64::try_from(self.sums.len()).unwrap_or(u64::MAX) <= limit {
            return Ok(());
        }
        let values = vec![("limit", Value::Count(limit)), ("part", text(self.widest_part(&self.pipeline.parts)))];
        Err(FoldError::TooManyKeys(Box::new(Problem::new("too-many-keys", values))))
    }

    /// The part with the most distinct codes.
    fn widest_part(&self, parts: &PartNames) -> String {
        let distinct = |part: usize| {
            let codes: std::collections::HashSet<&str> = self.sums.iter().map(|sum| sum.key.codes.part(part)).collect();
            codes.len()
        };
        let widest = (0..parts.0.len()).max_by_key(|part| distinct(*part));
        widest.map_or_else(String::new, |part| parts.0[part].clone())
    }
}
