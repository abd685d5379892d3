//! Mapping: a key to exactly one fate. A pure function of the key, asked once per distinct key and never per row.
//! Takes postings, hands them on with a verdict each; refuses to guess on a shared object, and to split a posting.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::code::CodeString;
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fact::{JudgedBatch, Verdict};
use crate::model::fate::{By, Fate, OutOfScope, SetAside, Target};
use crate::model::money::Overflow;
use crate::model::period::{OPENING, Period, Through};
use crate::model::posting::{Attributes, PostingBatch};
use crate::pipeline::Pipeline;

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

/// Gives each posting of a batch its verdict.
pub fn judge(batch: PostingBatch, pipeline: &Pipeline, through: Through) -> Result<JudgedBatch, MapError> {
    let mut known: HashMap<(u32, Period, Attributes), Verdict, FixedState> = HashMap::default();
    let mut received = Totals::default();
    let mut verdicts = Vec::with_capacity(batch.postings.len());
    for posting in &batch.postings {
        received.add(posting.amount)?;
        let key = (posting.code, posting.period, posting.attributes);
        let codes = &batch.strings[posting.code as usize];
        verdicts.push(*known.entry(key).or_insert_with(|| decide(codes, key.1, key.2, pipeline, through)));
    }
    Broken::unless_equal(Boundary::NormaliseToMap, &batch.totals, &received).map_err(MapError::Broken)?;
    Ok(JudgedBatch { totals: received, batch, verdicts })
}

/// The fate of a code string in a period, and its account's group.
pub fn decide(
    codes: &CodeString,
    period: Period,
    attributes: Attributes,
    pipeline: &Pipeline,
    through: Through,
) -> Verdict {
    let account = pipeline.accounts.part.map_or("", |part| codes.part(part));
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
fn is_on_grant(codes: &CodeString, pipeline: &Pipeline) -> bool {
    pipeline.rule_for(codes).is_some() || !pipeline.owners_of(codes).is_empty()
}

fn within(codes: &CodeString, attributes: Attributes, group: Option<u16>, pipeline: &Pipeline) -> Fate {
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
fn by_rules(codes: &CodeString, pipeline: &Pipeline) -> Fate {
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
