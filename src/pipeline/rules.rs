//! Rules: which code strings an area or activity takes. A rule is a product of conditions, one per code part;
//! where several rules take a code string, the strict subset wins. Order has no meaning.

use crate::model::code::{CodeString, HasCodes, Part, PartNames};
use crate::model::fate::Target;
use crate::model::finding::Frame;

use super::Pipeline;
use super::codeset::CodeSet;

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `agreement/area/activity` or `agreement/area`.
    pub name: String,
    /// Where what it takes counts.
    pub target: Target,
    /// Conditions by part; a part that is not named takes any code.
    pub conditions: Vec<(Part, CodeSet)>,
    /// Where it stands.
    pub frame: Frame,
}

/// An area that owns a cost object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The area, without activity.
    pub target: Target,
}

impl Rule {
    /// True where every condition takes its code.
    pub fn takes(&self, codes: &impl HasCodes) -> bool {
        self.conditions.iter().all(|(part, set)| set.contains(codes.code(*part)))
    }

    /// The condition on a part.
    pub fn on(&self, part: Part) -> Option<&CodeSet> {
        self.conditions.iter().find(|(p, _)| *p == part).map(|(_, set)| set)
    }

    /// True where every code string that this rule takes is also taken by the other; exact.
    pub fn is_within(&self, other: &Self) -> bool {
        other.conditions.iter().all(|(part, theirs)| self.on(*part).is_some_and(|ours| ours.is_subset(theirs)))
    }

    /// A code string that both take, if there is one.
    pub fn overlap(&self, other: &Self, parts: &PartNames) -> Option<CodeString> {
        let mut codes: Vec<Box<str>> = vec!["".into(); parts.0.len()];
        for (part, code) in codes.iter_mut().enumerate() {
            *code = match (self.on(part), other.on(part)) {
                (Some(a), Some(b)) => a.overlap(b)?,
                (Some(set), None) | (None, Some(set)) => set.overlap(set)?,
                (None, None) => continue,
            }
            .into();
        }
        Some(CodeString::new(codes))
    }
}

impl Pipeline {
    /// True where what is mapped to this target is money sent on, and so no spend.
    pub fn is_forwarded(&self, target: Target) -> bool {
        let area = self.agreements.get(usize::from(target.agreement)).map(|a| &a.areas);
        area.and_then(|areas| areas.get(usize::from(target.area))).is_some_and(|a| a.is_forwarded(target.activity))
    }

    /// True where a posting of this group, mapped to this target, counts as spend (*utfall*).
    pub fn counts_as_spend(&self, group: Option<u16>, target: Target) -> bool {
        self.accounts.is_spend(group) && !self.is_forwarded(target)
    }

    /// The rule that takes a code string: of those that do, the one that lies within all others. The proof has
    /// shown that it is the only one.
    pub fn rule_for(&self, codes: &impl HasCodes) -> Option<(u32, &Rule)> {
        let mut best: Option<(u32, &Rule)> = None;
        for i in self.rule_index.candidates(codes) {
            let Some(rule) = self.rules.get(i as usize) else { continue };
            if rule.takes(codes) && best.is_none_or(|(_, held)| rule.is_within(held) && !held.is_within(rule)) {
                best = Some((i, rule));
            }
        }
        best
    }

    /// The areas that own a code string's cost object.
    pub fn owners_of(&self, codes: &impl HasCodes) -> &[Owner] {
        let object = self.object_part.map_or("", |part| codes.code(part));
        self.owners.get(object).map_or(&[], Vec::as_slice)
    }
}
