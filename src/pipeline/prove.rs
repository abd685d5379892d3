//! The proof of the rules, before a row is read: no two rules dispute a code string, and each rule can take one.
//! Takes compiled rules, hands on problems with a code string to show; refuses to settle a dispute by order.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::model::code::{CodeString, PartNames};
use crate::model::finding::{Problem, text};

use super::codeset::CodeSet;
use super::rules::Rule;

/// Candidate code strings that the search for a rule's own code string looks at before it gives up.
const MAX_CANDIDATES: usize = 200_000;

/// A rule with what can be told of its codes at a glance. Rules are compared each with all others, and nearly all of them
/// have nothing to do with one another.
struct Glance<'r> {
    rule: &'r Rule,
    /// By part, a bit for each of 64 sorts of codes: those that the rule is sure to take, and those that it may.
    sorts: Vec<(u64, u64)>,
}

impl<'r> Glance<'r> {
    fn at(rule: &'r Rule, parts: usize) -> Self {
        let sorts = (0..parts).map(|part| rule.on(part).map_or((u64::MAX, u64::MAX), sorts)).collect();
        Self { rule, sorts }
    }

    /// False where no code string is taken by both.
    fn may_meet(&self, other: &Self) -> bool {
        self.sorts.iter().zip(&other.sorts).all(|((_, ours), (_, theirs))| ours & theirs != 0)
    }

    /// As [`Rule::is_within`].
    fn is_within(&self, other: &Self) -> bool {
        let may_be = self.sorts.iter().zip(&other.sorts).all(|((ours, _), (_, theirs))| ours & !theirs == 0);
        may_be && self.rule.is_within(other.rule)
    }
}

/// The sorts of codes that a set is sure to hold, and those that it may. A range or prefix may hold any.
fn sorts(set: &CodeSet) -> (u64, u64) {
    let Some(listed) = set.listed() else { return (0, u64::MAX) };
    let sort = |code: &str| 1 << (FixedState::default().hash_one(code) % u64::from(u64::BITS));
    let all = listed.fold(0_u64, |all, code| all | sort(code));
    (all, all)
}

/// Overlaps and dead rules.
pub(super) fn prove(rules: &[Rule], parts: &PartNames) -> Vec<Problem> {
    let mut problems = Vec::new();
    let all: Vec<Glance<'_>> = rules.iter().map(|rule| Glance::at(rule, parts.0.len())).collect();
    for (i, one) in all.iter().enumerate() {
        let rule = one.rule;
        if rule.conditions.iter().any(|(_, set)| set.is_empty()) {
            problems
                .push(Problem::new("rule-never-matches", vec![("rule", text(&rule.name))]).framed(rule.frame.clone()));
            continue;
        }
        problems.extend(all[i + 1..].iter().filter_map(|other| dispute(one, other, parts)));
        problems.extend(covered(one, &all));
    }
    problems
}

/// Two rules with different targets that overlap, neither strictly within the other.
fn dispute(one: &Glance<'_>, other: &Glance<'_>, parts: &PartNames) -> Option<Problem> {
    let (a, b) = (one.rule, other.rule);
    if a.target == b.target || !one.may_meet(other) || one.is_within(other) != other.is_within(one) {
        return None;
    }
    let both = a.overlap(b, parts)?;
    let values = vec![("first", text(&a.name)), ("second", text(&b.name)), ("example", text(parts.describe(&both)))];
    Some(Problem::new("rules-overlap", values).framed(a.frame.clone()).framed(b.frame.clone()))
}

/// A rule of which narrower rules take every code string.
fn covered(one: &Glance<'_>, all: &[Glance<'_>]) -> Option<Problem> {
    let rule = one.rule;
    let narrower = all.iter().filter(|other| other.is_within(one) && !one.is_within(other));
    let narrower: Vec<&Rule> = narrower.map(|other| other.rule).collect();
    if narrower.is_empty() || own_string(rule, &narrower)? {
        return None;
    }
    let by = narrower.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join(", ");
    let values = vec![("rule", text(&rule.name)), ("by", text(by))];
    Some(Problem::new("rule-covered", values).framed(rule.frame.clone()))
}

/// Whether the rule takes a code string that none of the narrower ones does; `None` where the search is too large
/// to be sure. One landmark of each region that the conditions cut out is enough.
fn own_string(rule: &Rule, narrower: &[&Rule]) -> Option<bool> {
    let width = narrower.iter().flat_map(|r| &r.conditions).map(|(part, _)| part + 1).max().unwrap_or(0);
    let mut choices: Vec<Vec<String>> = Vec::new();
    for part in 0..width {
        let mut marks: Vec<String> = vec!["\u{2026}".to_owned()];
        for set in narrower.iter().filter_map(|r| r.on(part)).chain(rule.on(part)) {
            marks.extend(set.landmarks());
        }
        marks.retain(|code| rule.on(part).is_none_or(|set| set.contains(code)));
        marks.sort_unstable();
        marks.dedup();
        choices.push(marks);
    }
    if choices.iter().try_fold(1_usize, |n, c| n.checked_mul(c.len()))? > MAX_CANDIDATES {
        return None;
    }
    Some(any_string(&choices, &mut Vec::new(), &|codes| !narrower.iter().any(|r| r.takes(codes))))
}

/// Whether some choice of one code per part passes the test.
fn any_string(choices: &[Vec<String>], chosen: &mut Vec<Box<str>>, test: &dyn Fn(&CodeString) -> bool) -> bool {
    let Some(codes) = choices.get(chosen.len()) else { return test(&CodeString::new(chosen.iter().cloned())) };
    codes.iter().any(|code| {
        chosen.push(code.as_str().into());
        let found = any_string(choices, chosen, test);
        chosen.pop();
        found
    })
}

#[cfg(test)]
mod tests {
    use crate::model::fate::Target;
    use crate::model::finding::Frame;

    use super::*;
    use crate::pipeline::CodeSet;

    fn rule(name: &str, activity: u16, set: CodeSet) -> Rule {
        let frame = Frame { file: String::new(), span: 0..0, line: 1, source: "".into() };
        let target = Target { agreement: 0, area: 0, activity: Some(activity) };
        Rule { name: name.to_owned(), target, conditions: vec![(0, set)], frame }
    }

    fn range(from: &str, to: &str) -> CodeSet {
        let mut set = CodeSet::default();
        assert!(set.insert_range(from, to));
        set
    }

    fn equal(codes: &[&str]) -> CodeSet {
        CodeSet::of(&codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>())
    }

    fn ids(rules: &[Rule]) -> Vec<&'static str> {
        prove(rules, &PartNames(vec!["akt".to_owned()])).into_iter().map(|problem| problem.id).collect()
    }

    #[test]
    fn a_range_whose_bounds_are_taken_keeps_what_lies_between() {
        let rules = [rule("wide", 0, range("10", "20")), rule("bounds", 1, equal(&["10", "20"]))];
        assert!(ids(&rules).is_empty());
        let rules = [rule("wide", 0, range("10", "12")), rule("all", 1, equal(&["10", "11", "12"]))];
        assert_eq!(ids(&rules), ["rules-overlap"], "the same set is in dispute, not covered");
        let halves =
            [rule("wide", 0, range("10", "13")), rule("a", 1, range("10", "11")), rule("b", 2, range("12", "13"))];
        assert_eq!(ids(&halves), ["rule-covered"]);
    }

    #[test]
    fn what_is_seen_at_a_glance_is_true() {
        let codes = ["", "10", "11", "12", "13", "1", "100", "åäö"];
        let mut sets = vec![CodeSet::default(), equal(&codes), range("10", "11"), range("10", "13")];
        sets.extend((1..codes.len()).flat_map(|n| codes.windows(n).map(equal).collect::<Vec<_>>()));
        for prefix in ["", "1", "12"] {
            let mut set = equal(&["x"]);
            set.insert_prefix(prefix);
            sets.push(set);
        }
        // Many codes, so that some are of one sort.
        let many: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        sets.extend([CodeSet::of(&many), CodeSet::of(&many[..40])]);
        let mut rules: Vec<Rule> = sets.into_iter().map(|set| rule("r", 0, set)).collect();
        rules.push(Rule { conditions: Vec::new(), ..rules[0].clone() });
        let parts = PartNames(vec!["akt".to_owned()]);
        let all: Vec<Glance<'_>> = rules.iter().map(|rule| Glance::at(rule, 1)).collect();
        let mut apart = 0;
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (one, other))) {
            assert_eq!(one.is_within(other), one.rule.is_within(other.rule));
            assert!(one.may_meet(other) || one.rule.overlap(other.rule, &parts).is_none());
            apart += usize::from(!one.may_meet(other));
        }
        assert!(apart > 100, "{apart}");
    }
}
