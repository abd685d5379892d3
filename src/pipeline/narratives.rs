//! Narratives (*berättelser*): what a person wrote about an agreement or an area, a Markdown file each. Takes a folder
//! with `<agreement>.md` and `<agreement>/<area>.md`; hands on their texts, and tells of files that are none; refuses a file for what the job doesn't know.

use std::io::ErrorKind;
use std::path::Path;

use crate::model::document::Narrative;
use crate::model::finding::{Code, Finding, Frame, Place, Problem, identity_numbers, refused, text};
use crate::model::mask::counted;

use super::Pipeline;
use super::file::{PipelineFile, nearest};

/// Reads the folder; `name` is its path as the job has it, `named_at` the place that names it.
pub(super) fn read(
    folder: &Path,
    name: &str,
    named_at: &Frame,
    pipeline: &mut Pipeline,
    files: &mut Vec<PipelineFile>,
    problems: &mut Vec<Problem>,
) {
    let found = match listed(folder) {
        Ok(found) => found,
        Err(e) => {
            let id = match e.kind() {
                ErrorKind::NotFound => "folder-not-found",
                ErrorKind::NotADirectory => "not-a-folder",
                _ => "unreadable-folder",
            };
            let values = vec![("path", text(name)), ("detail", refused(e))];
            problems.push(Problem::new(id, values).framed(named_at.clone()));
            return;
        }
    };
    let shown = |below: &str| format!("{}/{below}", name.trim_end_matches('/'));
    for (below, reason) in found.ignored {
        let place = Place { file: Some(shown(&below)), ..Place::default() };
        let finding = Finding::new(Code::NarrativeNotRead, vec![("reason", text(reason))]).in_place(place);
        pipeline.footing.push(finding);
    }
    for (agreement, area) in found.texts {
        let below = area.as_ref().map_or_else(|| format!("{agreement}.md"), |area| format!("{agreement}/{area}.md"));
        let shown = shown(&below);
        let file = match PipelineFile::read(&folder.join(&below), &shown) {
            Ok(file) => file,
            Err(problem) => {
                problems.push(problem.framed(named_at.clone()));
                continue;
            }
        };
        // Blank lines in front stay, so that lines keep their numbers; a byte order mark is no text.
        let (contents, numbers) = counted(file.text.trim_start_matches('\u{feff}').trim_end());
        match place(pipeline, &agreement, area.as_deref()) {
            Ok((agreement, area)) => {
                pipeline.footing.extend(identity_numbers(numbers, &shown));
                if tells(&contents) {
                    pipeline.narratives.push(Narrative { agreement, area, file: shown, text: contents });
                }
                files.push(file);
            }
            Err(problem) => {
                let place = Place { file: Some(shown.clone()), ..Place::default() };
                problems.push(problem.in_place(place).framed(first_line(shown, &contents)));
            }
        }
    }
}

/// Whether there is more than headings and rules: else nobody has written anything yet.
fn tells(contents: &str) -> bool {
    let lines: Vec<&str> = contents.lines().map(str::trim).collect();
    let is_rule = |line: &str| {
        ["=", "-", "*", "_"].iter().any(|sign| line.chars().all(|c| c == ' ' || sign.contains(c))) && !line.is_empty()
    };
    let is_underline = |line: &&str| !line.is_empty() && ['=', '-'].iter().any(|sign| line.chars().all(|c| c == *sign));
    let is_heading = |at: usize, line: &str| {
        let after = line.trim_start_matches('#');
        let marked =
            (1..=6).contains(&(line.len() - after.len())) && (after.is_empty() || after.starts_with([' ', '\t']));
        marked || lines.get(at + 1).is_some_and(is_underline)
    };
    lines.iter().enumerate().any(|(at, line)| !line.is_empty() && !is_rule(line) && !is_heading(at, line))
}

/// The first line of a narrative that isn't blank.
fn first_line(file: String, contents: &str) -> Frame {
    let start = contents.len() - contents.trim_start().len();
    let end = contents[start..].find('\n').map_or(contents.len(), |at| start + at);
    let line = u32::try_from(contents[..start].matches('\n').count() + 1).unwrap_or(u32::MAX);
    Frame { file, span: start..end, line, source: contents.into() }
}

/// What a folder of narratives holds, by name.
#[derive(Default)]
struct Listed {
    /// Agreement, and area where there is one.
    texts: Vec<(String, Option<String>)>,
    /// Paths that are no narratives, and why.
    ignored: Vec<(String, &'static str)>,
}

/// The Markdown files of a folder and of the folders in it, and what else somebody has put there.
fn listed(folder: &Path) -> std::io::Result<Listed> {
    let mut found = Listed::default();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_noise(&name) {
            continue;
        }
        if !entry.path().is_dir() {
            match name.strip_suffix(".md") {
                Some(agreement) => found.texts.push((agreement.to_owned(), None)),
                None => found.ignored.push((name, "ending")),
            }
            continue;
        }
        for inner in std::fs::read_dir(entry.path())? {
            let inner = inner?;
            let file = inner.file_name().to_string_lossy().into_owned();
            match file.strip_suffix(".md") {
                _ if is_noise(&file) => {}
                _ if inner.path().is_dir() => found.ignored.push((format!("{name}/{file}"), "depth")),
                Some(area) => found.texts.push((name.clone(), Some(area.to_owned()))),
                None => found.ignored.push((format!("{name}/{file}"), "ending")),
            }
        }
    }
    found.texts.sort();
    found.ignored.sort();
    Ok(found)
}

/// What programs leave behind: a lock beside an open file, a file manager's notes.
fn is_noise(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini"
}

fn place(pipeline: &Pipeline, agreement: &str, area: Option<&str>) -> Result<(u16, Option<u16>), Problem> {
    let agreements = || pipeline.agreements.iter().map(|a| a.id.as_str());
    let Some(at) = agreements().position(|id| id == agreement) else {
        return Err(unknown("agreement", agreement, nearest(agreement, agreements())));
    };
    let number = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    let Some(area) = area else { return Ok((number(at), None)) };
    let areas = || pipeline.agreements[at].areas.iter().map(|a| a.id.as_str());
    match areas().position(|id| id == area) {
        Some(place) => Ok((number(at), Some(number(place)))),
        None => Err(unknown("area", area, nearest(area, areas()))),
    }
}

fn unknown(kind: &str, id: &str, near: Option<impl Into<String>>) -> Problem {
    let near = near.map_or_else(String::new, Into::into);
    Problem::new("unknown-id", vec![("kind", text(kind)), ("id", text(id)), ("nearest", text(near))])
}

#[cfg(test)]
mod tests {
    use super::tells;

    #[test]
    fn headings_alone_tell_nothing() {
        for empty in ["", " \n\n", "# Vad vi gjort", "Vad vi gjort\n===\n\n## Resultat\n\n---\n", "#\n* * *"] {
            assert!(!tells(empty), "{empty:?}");
        }
        for told in ["Klart.", "# Vad vi gjort\n\nAllt.", "#1 i landet", "- ett", "Ett\n\n---", "| a |\n|---|\n| b |"] {
            assert!(tells(told), "{told:?}");
        }
    }
}
