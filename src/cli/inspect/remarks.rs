//! What is remarked on a file: what to note and what to decide, a line each, with the place.

use crate::inspect::{Inspected, Note, Proof, Rejects};
use crate::messages::Messages;
use crate::model::finding::{Finding, Place, Severity, Value, text as value};
use crate::model::mask::masked;

use super::said;
use super::text::{SAMPLES, cut};

fn told(note: &Note, words: &Messages) -> String {
    let place = words.place(&Place { file: None, ..note.place.clone() });
    let said = said(note, words);
    if place.is_empty() { said } else { format!("{place}: {said}") }
}

/// What is worth knowing: oddities with counts.
pub(super) fn notes(file: &Inspected, words: &Messages) -> Vec<String> {
    let mut lines: Vec<String> = odd(file).iter().map(|note| told(note, words)).collect();
    lines.extend(file.notes.iter().map(|note| told(note, words)));
    let findings = file.proved().map_or(&file.findings, |proof| &proof.findings);
    let light = findings.iter().filter(|finding| finding.severity == Severity::Info);
    lines.extend(light.map(|finding| found(finding, words)));
    lines
}

/// Oddities of the columns, whatever the layout.
pub(super) fn odd(file: &Inspected) -> Vec<Note> {
    let mut notes = Vec::new();
    for column in &file.survey.columns {
        if column.errors.cells > 0 {
            let values = vec![
                ("cells", Value::Count(column.errors.cells)),
                ("header", value(&column.heading)),
                ("value", value(&column.errors.example)),
            ];
            let place = file.place(column.errors.first, column);
            notes.push(Note { id: "errors", values, place });
        }
        if column.heading.is_empty() && column.filled > 0 {
            let place = file.place((0, 1), column).column.unwrap_or_default();
            let values = vec![("place", value(place)), ("cells", Value::Count(column.filled))];
            notes.push(Note { id: "no-heading-filled", values, place: Place::default() });
        }
    }
    notes
}

/// What a person must decide: open notes, unreadable rows, findings that are no mere information.
pub(super) fn decisions(file: &Inspected, words: &Messages) -> Vec<String> {
    let mut lines: Vec<String> = file.open.iter().map(|note| told(note, words)).collect();
    if let Some(proof) = file.proved() {
        lines.extend(rejects(proof, words));
        let heavy = proof.findings.iter().filter(|finding| finding.severity > Severity::Info);
        lines.extend(heavy.map(|finding| found(finding, words)));
    }
    lines
}

/// Unreadable rows by reason and column.
fn rejects(proof: &Proof, words: &Messages) -> Vec<String> {
    let one = |rejects: &Rejects| {
        let place = Place { file: None, ..rejects.place.clone() };
        let values = [
            ("rows", Value::Count(rejects.rows)),
            ("reason", value(rejects.first.reason)),
            ("header", value(rejects.first.header.as_str())),
            ("place", value(words.place(&place))),
            ("value", value(cut(&masked(&rejects.first.value), SAMPLES))),
        ];
        words.say("inspect-rejects", &values)
    };
    proof.rejects.iter().map(one).collect()
}

fn found(finding: &Finding, words: &Messages) -> String {
    let place = words.place(&Place { file: None, ..finding.place.clone() });
    let said = words.finding(finding).split_whitespace().collect::<Vec<_>>().join(" ");
    if place.is_empty() { said } else { format!("{place}: {said}") }
}
