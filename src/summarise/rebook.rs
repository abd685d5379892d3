//! Suggested rebookings (*förslag till ombokning*) for postings on a shared object: the code strings with which each
//! owner's own condition would take the posting. Suggests; decides nothing.

use crate::model::code::CodeString;
use crate::pipeline::{Pipeline, Rule};

/// For each area that owns the code string's object: the area's id and the codes to change, such as
/// `e-halsa: projekt 94201`. Areas whose condition names no single code cannot be suggested.
pub(super) fn suggestions(codes: &CodeString, pipeline: &Pipeline) -> Vec<String> {
    let owners = pipeline.owners_of(codes);
    if owners.len() < 2 {
        return Vec::new();
    }
    let of = |owner: &crate::pipeline::Owner| {
        let area = &pipeline.agreements[usize::from(owner.target.agreement)].areas[usize::from(owner.target.area)];
        let rule = pipeline.rules.iter().find(|rule| rule.target == owner.target)?;
        Some(format!("{}: {}", area.id, changes(codes, rule, pipeline)?))
    };
    owners.iter().filter_map(of).collect()
}

/// The codes that the rule asks for and the posting lacks.
fn changes(codes: &CodeString, rule: &Rule, pipeline: &Pipeline) -> Option<String> {
    let lacking = rule.conditions.iter().filter(|(part, set)| !set.contains(codes.part(*part)));
    let named = lacking.map(|(part, set)| Some(format!("{} {}", pipeline.parts.0.get(*part)?, set.sole()?)));
    let named: Option<Vec<String>> = named.collect();
    named.filter(|changes| !changes.is_empty()).map(|changes| changes.join(", "))
}
