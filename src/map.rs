//! Mapping: a key to exactly one fate. A pure function of the key, asked once per distinct key and never per row.
//! Takes postings, hands them on with a verdict each; refuses to guess on a shared object, and to split a posting.

mod classes;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::model::code::{CodeString, HasCodes};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::fate::{By, Fate, OutOfScope, SetAside, Target};
use crate::model::money::Overflow;
use crate::model::period::{OPENING, Period, Through};
use crate::model::posting::{Attributes, Frame, PostingBatch};
use crate::model::tuples::{TOGETHER, Tuples};
use crate::model::words::Follower;
use crate::pipeline::Pipeline;

use classes::{Classes, UNTAKEN};

/// Why mapping stopped.
#[derive(Debug)]
pub enum MapError {
    /// The batch is not what the normaliser counted.
    Broken(Broken),
    /// Amounts do not fit 64 bits of öre.
    Overflow,
}

impl From<Overflow> for MapError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Maps the batches of one input. What was found for codes stands for all that no rule tells apart from them.
pub struct Mapper<'p> {
    pipeline: &'p Pipeline,
    through: Through,
    parts: Vec<Classes<'p>>,
    /// A class per part, and what was found for codes of these classes.
    asked: Tuples,
    found: Vec<Codewise>,
    /// The number of the verdict on a posting of the report's own time that no ruling names, once one was met.
    usual: Vec<u32>,
    verdicts: Arc<Vec<Verdict>>,
    numbers: HashMap<Verdict, u32, FixedState>,
    /// For the batch at hand: the class of each part's codes.
    classes: Vec<(Follower, Vec<u32>)>,
}

impl<'p> Mapper<'p> {
    /// For one input.
    pub fn new(pipeline: &'p Pipeline, through: Through) -> Self {
        let parts = Classes::of(pipeline);
        Self {
            pipeline,
            through,
            asked: Tuples::of_width(parts.len()),
            found: Vec::new(),
            usual: Vec::new(),
            verdicts: Arc::default(),
            numbers: HashMap::default(),
            classes: vec![Default::default(); parts.len()],
            parts,
        }
    }

    /// Gives each posting of a batch its verdict.
    pub fn judge(&mut self, batch: PostingBatch) -> Result<JudgedBatch, MapError> {
        for (part, (follower, classes)) in self.parts.iter_mut().zip(&mut self.classes) {
            if let Some(words) = batch.codes.words.get(part.part) {
                classes.truncate(follower.first_new(words));
                part.of_more(words, classes);
            }
        }
        let is_usual = |frame: &Frame| {
            let Attributes { ruling, duplicate, .. } = frame.attributes;
            ruling.is_none() && duplicate.is_none() && outside(frame.period, self.through).is_none()
        };
        let usual: Vec<bool> = batch.frames().iter().map(is_usual).collect();
        let mut verdicts = Vec::with_capacity(batch.postings.len());
        let width = self.parts.len();
        let mut tuples = vec![0; TOGETHER * width];
        let mut received = Totals::default();
        for (from, postings) in (0..).step_by(TOGETHER).zip(batch.postings.chunks(TOGETHER)) {
            self.classes_of(&batch, from..from + postings.len(), &mut tuples);
            let likely = self.asked.likely(&tuples);
            for ((at, posting), likely) in postings.iter().enumerate().zip(likely) {
                received.add(posting.amount)?;
                let tuple = || tuples.get(at * width..(at + 1) * width).unwrap_or_default();
                let found = likely.unwrap_or_else(|| self.found(&batch, from + at, tuple()));
                // A posting without a frame has no verdict, and so is missed where its rows are counted.
                verdicts.push(match usual.get(posting.frame as usize) {
                    Some(true) => self.usual(found),
                    Some(false) => batch.frame(posting).map_or(u32::MAX, |frame| self.unusual(found, frame)),
                    None => u32::MAX,
                });
            }
        }
        Broken::unless_equal(Boundary::NormaliseToMap, &batch.totals, &received).map_err(MapError::Broken)?;
        Ok(JudgedBatch { totals: received, batch, verdicts, kinds: Arc::clone(&self.verdicts) })
    }

    /// The classes of some postings' codes, posting by posting.
    fn classes_of(&self, batch: &PostingBatch, postings: Range<usize>, tuples: &mut [u32]) {
        let width = self.parts.len().max(1);
        let mut untaken = [0; TOGETHER];
        // What a posting without codes has.
        tuples.fill(UNTAKEN - 1);
        for (at, (part, (_, classes))) in self.parts.iter().zip(&self.classes).enumerate() {
            let keys = batch.codes.keys.get(part.part).and_then(|keys| keys.get(postings.clone())).unwrap_or_default();
            for ((tuple, untaken), key) in tuples.chunks_exact_mut(width).zip(&mut untaken).zip(keys) {
                let class = classes.get(*key as usize).copied().unwrap_or(UNTAKEN - 1);
                *untaken |= class & UNTAKEN;
                tuple[at] = class;
            }
        }
        // Most rows of a ledger are no grant's, and then it does not matter what else they say.
        for (at, _) in self.parts.iter().enumerate().filter(|(_, part)| !part.decides_alone) {
            for (tuple, untaken) in tuples.chunks_exact_mut(width).zip(untaken) {
                tuple[at] = if untaken == 0 { tuple[at] } else { UNTAKEN };
            }
        }
    }

    /// The place of what is found for a posting's codes, by their classes.
    #[inline]
    fn found(&mut self, batch: &PostingBatch, place: usize, classes: &[u32]) -> usize {
        let (at, is_new) = self.asked.place(classes);
        if is_new {
            self.found.push(Codewise::of(&batch.codes.at(place), self.pipeline));
            self.usual.push(u32::MAX);
        }
        at
    }

    #[inline]
    fn usual(&mut self, found: usize) -> u32 {
        match self.usual.get(found) {
            Some(&u32::MAX) | None => self.first_usual(found),
            Some(number) => *number,
        }
    }

    #[cold]
    fn first_usual(&mut self, found: usize) -> u32 {
        let Some(codewise) = self.found.get(found).copied() else { return u32::MAX };
        let number = self.number(codewise.within(Attributes::default(), self.pipeline));
        if let Some(usual) = self.usual.get_mut(found) {
            *usual = number;
        }
        number
    }

    fn unusual(&mut self, found: usize, frame: Frame) -> u32 {
        let Some(codewise) = self.found.get(found).copied() else { return u32::MAX };
        self.number(codewise.verdict(frame, self.pipeline, self.through))
    }

    fn number(&mut self, verdict: Verdict) -> u32 {
        let next = u32::try_from(self.verdicts.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(verdict).or_insert(next);
        if number == next {
            Arc::make_mut(&mut self.verdicts).push(verdict);
        }
        number
    }
}

/// What a code string decides by itself, whatever the period.
#[derive(Clone, Copy)]
struct Codewise {
    /// By rules or ownership.
    fate: Fate,
    /// The account's group.
    group: Option<u16>,
}

impl Codewise {
    fn of(codes: &impl HasCodes, pipeline: &Pipeline) -> Self {
        let account = pipeline.accounts.part.map_or("", |part| codes.code(part));
        Self { fate: by_rules(codes, pipeline), group: pipeline.accounts.group_of(account) }
    }

    /// The one fate of a posting.
    fn verdict(self, Frame { period, attributes }: Frame, pipeline: &Pipeline, through: Through) -> Verdict {
        let fate = match (attributes.duplicate, outside(period, through)) {
            (Some(kind), _) => Fate::Duplicate(kind),
            (None, Some(OutOfScope::OtherYear)) if self.is_on_grant() => Fate::OutOfScope(OutOfScope::OtherYearOnGrant),
            (None, Some(reason)) => Fate::OutOfScope(reason),
            (None, None) => return self.within(attributes, pipeline),
        };
        Verdict { fate, group: self.group }
    }

    /// The same, of a posting that is the report's.
    fn within(self, attributes: Attributes, pipeline: &Pipeline) -> Verdict {
        let ruled = attributes.ruling.and_then(|place| Some((place, pipeline.rulings.get(place as usize)?)));
        let fate = match ruled {
            Some((ruling, decided)) => {
                Fate::Mapped { target: decided.target, by: By::Ruling { ruling, otherwise: self.fate.target() } }
            }
            None => self.fate,
        };
        let fate = match fate {
            Fate::Mapped { .. } if self.group.is_none() => Fate::SetAside(SetAside::UnknownAccount),
            fate => fate,
        };
        Verdict { fate, group: self.group }
    }

    /// True where an agreement of the job would take the code string, or owns its cost object.
    fn is_on_grant(self) -> bool {
        !matches!(self.fate, Fate::OutOfScope(_))
    }
}

/// Why a period is not this report's, if it is not.
fn outside(period: Period, through: Through) -> Option<OutOfScope> {
    if period.year() != through.year() {
        Some(OutOfScope::OtherYear)
    } else if period.month() == OPENING {
        Some(OutOfScope::Opening)
    } else if period.month() > through.last() {
        Some(OutOfScope::AfterThrough)
    } else {
        None
    }
}

/// Rules first, then ownership; a shared object without a rule is set aside.
fn by_rules(codes: &impl HasCodes, pipeline: &Pipeline) -> Fate {
    if let Some((place, rule)) = pipeline.rule_for(codes) {
        return Fate::Mapped { target: rule.target, by: By::Rule(place) };
    }
    match pipeline.owners_of(codes) {
        [] => Fate::OutOfScope(OutOfScope::OtherObject),
        [owner] => Fate::Mapped { target: owner.target, by: By::Owner },
        _ => Fate::SetAside(SetAside::SharedObject),
    }
}

/// Where a pipeline file's example lands, in the words of its `lands`: `area/activity`, `area`, `set-aside reason` or
/// `out-of-scope`; with the agreement in front where it is not the example's own.
pub fn lands(codes: &CodeString, home: u16, pipeline: &Pipeline) -> String {
    let names = |target: Target| {
        let agreement = &pipeline.agreements[usize::from(target.agreement)];
        let area = &agreement.areas[usize::from(target.area)];
        let activity = target.activity.map_or_else(String::new, |a| format!("/{}", area.activities[usize::from(a)].id));
        let prefix = if target.agreement == home { String::new() } else { format!("{}: ", agreement.id) };
        format!("{prefix}{}{activity}", area.id)
    };
    let account = pipeline.accounts.part.map_or("", |part| codes.part(part));
    // An example need not name an account; one that does is held to its group as well.
    let group = if account.is_empty() { Some(0) } else { pipeline.accounts.group_of(account) };
    let codewise = Codewise { fate: by_rules(codes, pipeline), group };
    match codewise.within(Attributes::default(), pipeline).fate {
        Fate::Mapped { target, .. } => names(target),
        Fate::SetAside(reason) => format!("set-aside {}", reason.name()),
        Fate::OutOfScope(_) => "out-of-scope".to_owned(),
        Fate::Duplicate(_) => "duplicate".to_owned(),
    }
}
