//! Telling findings and problems on the terminal: the place, the sentence, what to do; a place in a pipeline file with
//! its line drawn.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use crate::messages::Messages;
use crate::model::control::Broken;
use crate::model::finding::{Finding, Frame, Place, Problem, Severity, Value, text};
use crate::run::RunError;

use super::{answer, complain};

/// Tells why a run stopped, on stderr, or as JSON on stdout for a scheduler; gives the exit code.
pub(super) fn trouble(error: &RunError, words: &Messages, as_json: bool) -> u8 {
    if as_json {
        return answer(&trouble_as_json(error, words), error.exit_code(), words);
    }
    complain(&text_of(&problems(error), words));
    error.exit_code()
}

/// Problems, a block each; of many of a kind only the first.
fn text_of(problems: &[Problem], words: &Messages) -> String {
    let mut seen = std::collections::BTreeMap::<&str, u64>::new();
    let mut out = String::new();
    for problem in problems {
        let of_kind = seen.entry(problem.id).or_default();
        *of_kind += 1;
        if *of_kind <= MOST_OF_A_CODE {
            out += &(told(problem, words) + "\n");
        }
    }
    for (id, seen) in seen.into_iter().filter(|(_, seen)| *seen > MOST_OF_A_CODE) {
        let more = [("code", text(id)), ("more", Value::Count(seen - MOST_OF_A_CODE))];
        out += &(words.say("trouble-more", &more) + "\n");
    }
    out
}

fn trouble_as_json(error: &RunError, words: &Messages) -> String {
    let as_json = |p: &Problem| {
        let place = p.frames.first().map_or_else(|| words.place(&p.place), |f| format!("{}:{}", f.file, f.line));
        json!({ "id": p.id, "place": place, "message": words.problem(p), "hint": words.problem_hint(p) })
    };
    let list: Vec<_> = problems(error).iter().map(as_json).collect();
    format!("{:#}\n", json!({ "exit": error.exit_code(), "problems": list }))
}

fn problems(error: &RunError) -> Vec<Problem> {
    match error {
        RunError::Pipeline(list) | RunError::Input(list) => list.clone(),
        RunError::Output(problem) => vec![(**problem).clone()],
        RunError::Broken(broken) => vec![fault(broken)],
    }
}

fn fault(broken: &Broken) -> Problem {
    let values = vec![
        ("boundary", text(broken.boundary.name())),
        ("handed", text(&broken.handed)),
        ("received", text(&broken.received)),
    ];
    Problem::new("broken-invariant", values)
}

/// Findings of one code, and problems of one kind, that the terminal shows; `tabeller/avvikelser.csv` and JSON have all of them.
const MOST_OF_A_CODE: u64 = 20;

/// Findings, a block each.
pub(super) fn findings<'f>(findings: impl Iterator<Item = &'f Finding>, words: &Messages) -> String {
    let block = |finding: &Finding| {
        let label = match finding.severity {
            Severity::Info => "info-label",
            Severity::Warning => "warning-label",
            Severity::Error => "error-label",
        };
        let place = shown_place(&finding.place, words);
        format!("{} [{}]{place}\n  {}\n", words.say(label, &[]), finding.code.name(), words.finding(finding))
    };
    let mut shown = std::collections::BTreeMap::<&str, u64>::new();
    let mut out = String::new();
    for finding in findings {
        let seen = shown.entry(finding.code.name()).or_default();
        *seen += 1;
        if *seen <= MOST_OF_A_CODE {
            out += &block(finding);
        }
    }
    for (code, seen) in shown.into_iter().filter(|(_, seen)| *seen > MOST_OF_A_CODE) {
        let more = [("code", text(code)), ("more", Value::Count(seen - MOST_OF_A_CODE))];
        out += &(words.say("summary-more", &more) + "\n");
    }
    out
}

fn shown_place(place: &Place, words: &Messages) -> String {
    let shown = words.place(place);
    if shown.is_empty() { shown } else { format!(" {shown}") }
}

/// One problem: with its lines drawn where it stands in a pipeline file, else with its place in front.
fn told(problem: &Problem, words: &Messages) -> String {
    let sentence = words.problem(problem);
    let hint = words.problem_hint(problem);
    let error = words.say("error-label", &[]);
    let help = words.say("hint-label", &[]);
    let drawable: Vec<&Frame> = problem.frames.iter().filter(|f| !f.source.is_empty()).collect();
    if drawable.is_empty() {
        let place = shown_place(&problem.place, words);
        let hint = hint.map_or_else(String::new, |hint| format!("\n  {help}: {hint}"));
        return format!("{error}:{place}{} {sentence}{hint}", if place.is_empty() { "" } else { ":" });
    }
    let mut group = Group::with_title(Level::ERROR.with_name(error.as_str()).primary_title(sentence.as_str()));
    for (i, frame) in drawable.iter().enumerate() {
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let snippet = Snippet::source(&*frame.source).path(frame.file.as_str());
        group = group.element(snippet.annotation(kind.span(on_one_line(frame))));
    }
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.with_name(help.as_str()).message(hint.as_str()));
    }
    let coloured = std::io::IsTerminal::is_terminal(&std::io::stderr()) && std::env::var_os("NO_COLOR").is_none();
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// A frame that spans a whole table is drawn on its first line only.
fn on_one_line(frame: &Frame) -> std::ops::Range<usize> {
    let start = frame.span.start.min(frame.source.len());
    let end = frame.span.end.min(frame.source.len());
    let first_break = frame.source.get(start..end).and_then(|s| s.find('\n'));
    start..first_break.map_or(end, |at| start + at)
}
