//! Mapping: a key to exactly one fate. A pure function of the key, asked once per distinct key and never per row.
//! Takes postings, hands them on with a verdict each; refuses to guess on a shared object, and to split a posting.

mod classes;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::code::{CodeString, HasCodes};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::fate::{By, Fate, OutOfScope, SetAside, Target};
use crate::model::money::Overflow;
use crate::model::period::{OPENING, Period, Through};
use crate::model::posting::{Attributes, Frame, PostingBatch};
use crate::model::tuples::Tuples;
use crate::pipeline::Pipeline;

use classes::Classes;

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

/// Maps the batches of one input. What was found for codes, period and attributes stands for all that no rule tells
/// apart from them.
pub struct Mapper<'p> {
    pipeline: &'p Pipeline,
    through: Through,
    parts: Vec<Classes<'p>>,
    frames: HashMap<Frame, u32, FixedState>,
    /// Frames with a class per part, and the verdict on each.
    asked: Tuples,
    found: Vec<u32>,
    verdicts: Vec<Verdict>,
    numbers: HashMap<Verdict, u32, FixedState>,
    /// For the batch at hand: the class of each part's codes, and the number of each frame.
    classes: Vec<Vec<u32>>,
    frame_numbers: Vec<u32>,
}

impl<'p> Mapper<'p> {
    /// For one input.
    pub fn new(pipeline: &'p Pipeline, through: Through) -> Self {
        let parts = Classes::of(pipeline);
        Self {
            pipeline,
            through,
            frames: HashMap::default(),
            asked: Tuples::of_width(parts.len() + 1),
            found: Vec::new(),
            verdicts: Vec::new(),
            numbers: HashMap::default(),
            classes: vec![Vec::new(); parts.len()],
            frame_numbers: Vec::new(),
            parts,
        }
    }

    /// Gives each posting of a batch its verdict.
    pub fn judge(&mut self, batch: PostingBatch) -> Result<JudgedBatch, MapError> {
        let mut received = Totals::default();
        for posting in &batch.postings {
            received.add(posting.amount)?;
        }
        Broken::unless_equal(Boundary::NormaliseToMap, &batch.totals, &received).map_err(MapError::Broken)?;
        for (part, classes) in self.parts.iter_mut().zip(&mut self.classes) {
            classes.clear();
            if let Some(words) = batch.codes.words.get(part.part) {
                part.of_all(words, classes);
            }
        }
        self.frame_numbers.clear();
        for frame in batch.frames() {
            let next = u32::try_from(self.frames.len()).unwrap_or(u32::MAX);
            self.frame_numbers.push(*self.frames.entry(*frame).or_insert(next));
        }
        let mut verdicts = Vec::with_capacity(batch.postings.len());
        let mut tuple = Vec::with_capacity(self.parts.len() + 1);
        for (place, posting) in batch.postings.iter().enumerate() {
            let keys = batch.codes.keys(place);
            tuple.clear();
            tuple.push(self.frame_numbers.get(posting.frame as usize).copied().unwrap_or(u32::MAX));
            tuple.extend(self.parts.iter().zip(&self.classes).map(|(part, classes)| {
                let key = keys.get(part.part).copied().unwrap_or(u32::MAX);
                classes.get(key as usize).copied().unwrap_or(u32::MAX)
            }));
            let (at, is_new) = self.asked.place(&tuple);
            if is_new {
                let found = batch.frame(posting).map(|frame| {
                    decide(&batch.codes.at(place), frame.period, frame.attributes, self.pipeline, self.through)
                });
                // A posting without a frame has no verdict, and so is missed where its rows are counted.
                let number = found.map_or(u32::MAX, |verdict| self.number(verdict));
                self.found.push(number);
            }
            verdicts.push(self.found.get(at).copied().unwrap_or(u32::MAX));
        }
        Ok(JudgedBatch { totals: received, batch, verdicts, kinds: self.verdicts.clone() })
    }

    fn number(&mut self, verdict: Verdict) -> u32 {
        let next = u32::try_from(self.verdicts.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(verdict).or_insert(next);
        if number == next {
            self.verdicts.push(verdict);
        }
        number
    }
}

/// The fate of a code string in a period, and its account's group.
pub fn decide(
    codes: &impl HasCodes,
    period: Period,
    attributes: Attributes,
    pipeline: &Pipeline,
    through: Through,
) -> Verdict {
    let account = pipeline.accounts.part.map_or("", |part| codes.code(part));
    let group = pipeline.accounts.group_of(account);
    if let Some(kind) = attributes.duplicate {
        return Verdict { fate: Fate::Duplicate(kind), group };
    }
    let fate = match outside(period, through) {
        Some(OutOfScope::OtherYear) if is_on_grant(codes, pipeline) => Fate::OutOfScope(OutOfScope::OtherYearOnGrant),
        Some(reason) => Fate::OutOfScope(reason),
        None => within(codes, attributes, group, pipeline),
    };
    Verdict { fate, group }
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

/// True where an agreement of the job would take the code string, or owns its cost object.
fn is_on_grant(codes: &impl HasCodes, pipeline: &Pipeline) -> bool {
    pipeline.rule_for(codes).is_some() || !pipeline.owners_of(codes).is_empty()
}

fn within(codes: &impl HasCodes, attributes: Attributes, group: Option<u16>, pipeline: &Pipeline) -> Fate {
    let ruled = attributes.ruling.and_then(|place| Some((place, pipeline.rulings.get(place as usize)?)));
    let fate = match ruled {
        Some((ruling, decided)) => {
            let otherwise = by_rules(codes, pipeline).target();
            Fate::Mapped { target: decided.target, by: By::Ruling { ruling, otherwise } }
        }
        None => by_rules(codes, pipeline),
    };
    match fate {
        Fate::Mapped { .. } if group.is_none() => Fate::SetAside(SetAside::UnknownAccount),
        fate => fate,
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
    match within(codes, Attributes::default(), group, pipeline) {
        Fate::Mapped { target, .. } => names(target),
        Fate::SetAside(reason) => format!("set-aside {}", reason.name()),
        Fate::OutOfScope(_) => "out-of-scope".to_owned(),
        Fate::Duplicate(_) => "duplicate".to_owned(),
    }
}
