//! Which rules could take a code string at all. Takes the rules, hands on the few that a code string's own codes lead to;
//! refuses to judge: each of them is still asked.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::code::{HasCodes, Part};

use super::rules::Rule;

/// Places of rules by a code.
type ByCode = HashMap<String, Vec<u32>, FixedState>;

/// Rules by a code that each of them needs.
#[derive(Clone, Debug, Default)]
pub struct RuleIndex {
    /// For each part that leads to rules: the rules by code.
    by_part: Vec<(Part, ByCode)>,
    /// Rules that no single code leads to.
    others: Vec<u32>,
}

impl RuleIndex {
    /// Of all rules, by their place in the list. A rule stands under the part whose codes the fewest rules share.
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut shared: HashMap<(Part, &str), usize> = HashMap::new();
        for rule in rules {
            for (part, code) in finite(rule).flat_map(|(part, codes)| codes.map(move |code| (part, code))) {
                *shared.entry((part, code)).or_default() += 1;
            }
        }
        let crowd = |part: Part, code: &str| shared.get(&(part, code)).copied().unwrap_or_default();
        let mut index = Self::default();
        for (place, rule) in (0_u32..).zip(rules) {
            let most = |(part, codes): (Part, Codes<'_>)| (codes.map(|code| crowd(part, code)).max(), part);
            let Some((_, part)) = finite(rule).map(most).min() else {
                index.others.push(place);
                continue;
            };
            let at = index.by_part.iter().position(|(known, _)| *known == part).unwrap_or_else(|| {
                index.by_part.push((part, HashMap::default()));
                index.by_part.len() - 1
            });
            for code in finite(rule).filter(|(known, _)| *known == part).flat_map(|(_, codes)| codes) {
                index.by_part[at].1.entry(code.to_owned()).or_default().push(place);
            }
        }
        index
    }

    /// Places of all rules that could take the code string.
    pub(super) fn candidates(&self, codes: &impl HasCodes) -> impl Iterator<Item = u32> {
        let led = self.by_part.iter().filter_map(|(part, by_code)| by_code.get(codes.code(*part)));
        led.flatten().chain(&self.others).copied()
    }
}

type Codes<'r> = Box<dyn Iterator<Item = &'r str> + 'r>;

/// The conditions of a rule that name their codes one by one.
fn finite(rule: &Rule) -> impl Iterator<Item = (Part, Codes<'_>)> {
    rule.conditions.iter().filter_map(|(part, set)| Some((*part, Box::new(set.listed()?) as Codes<'_>)))
}
