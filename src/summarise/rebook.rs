//! Suggested rebookings (*förslag till ombokning*) for postings on a shared object: the code strings with which each
//! owner's own condition would take the posting. Suggests; decides nothing.

use crate::model::code::CodeString;
use crate::pipeline::{Pipeline, Rule};

/// For each area that owns the code string's object: the area's id and the whole code string to rebook to, such as
/// `e-halsa: konto 5711, objekt 9942, projekt 94201`. Areas whose condition names no single code cannot be suggested.
pub(super) fn suggestions(codes: &CodeString, pipeline: &Pipeline) -> Vec<String> {
    let owners = pipeline.owners_of(codes);
    if owners.len() < 2 {
        return Vec::new();
    }
    let of = |owner: &crate::pipeline::Owner| {
        let area = &pipeline.agreements[usize::from(owner.target.agreement)].areas[usize::from(owner.target.area)];
        let rule = pipeline.rules.iter().find(|rule| rule.target == owner.target)?;
        Some(format!("{}: {}", area.id, pipeline.parts.describe(&changed(codes, rule)?)))
    };
    owners.iter().filter_map(of).collect()
}

/// The code string with the codes that the rule asks for in place of those that it refuses.
fn changed(codes: &CodeString, rule: &Rule) -> Option<CodeString> {
    let mut changed: Vec<Box<str>> = codes.iter().map(Into::into).collect();
    for (part, set) in rule.conditions.iter().filter(|(part, set)| !set.contains(codes.part(*part))) {
        *changed.get_mut(*part)? = set.sole()?.into();
    }
    Some(CodeString::new(changed))
}
