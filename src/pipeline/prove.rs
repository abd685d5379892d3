//! The proof of the rules, before a row is read: no two rules dispute a code string, and each rule can take one.
//! Takes compiled rules, hands on problems with a code string to show; refuses to settle a dispute by order.

use crate::model::code::{CodeString, PartNames};
use crate::model::finding::{Problem, text};

use super::rules::Rule;

/// Candidate code strings that the search for a rule's own code string looks at before it gives up.
const MAX_CANDIDATES: usize = 200_000;

/// Overlaps and dead rules.
pub(super) fn prove(rules: &[Rule], parts: &PartNames) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (i, rule) in rules.iter().enumerate() {
        if rule.conditions.iter().any(|(_, set)| set.is_empty()) {
            problems
                .push(Problem::new("rule-never-matches", vec![("rule", text(&rule.name))]).framed(rule.frame.clone()));
            continue;
        }
        problems.extend(rules[i + 1..].iter().filter_map(|other| dispute(rule, other, parts)));
        problems.extend(covered(rule, rules));
    }
    problems
}

/// Two rules with different targets that overlap, neither strictly within the other.
fn dispute(a: &Rule, b: &Rule, parts: &PartNames) -> Option<Problem> {
    let (a_in_b, b_in_a) = (a.is_within(b), b.is_within(a));
    let same = a.target == b.target;
    if same || (a_in_b != b_in_a) {
        return None;
    }
    let both = a.overlap(b, parts)?;
    let values = vec![("first", text(&a.name)), ("second", text(&b.name)), ("example", text(parts.describe(&both)))];
    Some(Problem::new("rules-overlap", values).framed(a.frame.clone()).framed(b.frame.clone()))
}

/// A rule of which narrower rules take every code string.
fn covered(rule: &Rule, rules: &[Rule]) -> Option<Problem> {
    let narrower: Vec<&Rule> = rules.iter().filter(|r| r.is_within(rule) && !rule.is_within(r)).collect();
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
}
