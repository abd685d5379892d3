//! Narratives (*berättelser*): what a person wrote about an agreement or an area, a Markdown file each. Takes a folder
//! with `<agreement>.md` and `<agreement>/<area>.md`; hands on their texts; refuses a file for what the job doesn't know.

use std::path::Path;

use crate::model::document::Narrative;
use crate::model::finding::{Frame, Place, Problem, text};
use crate::model::mask::masked;

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
            let id = if e.kind() == std::io::ErrorKind::NotFound { "file-not-found" } else { "unreadable-file" };
            let values = vec![("path", text(name)), ("detail", text(e.to_string()))];
            problems.push(Problem::new(id, values).framed(named_at.clone()));
            return;
        }
    };
    for (agreement, area) in found {
        let below = area.as_ref().map_or_else(|| format!("{agreement}.md"), |area| format!("{agreement}/{area}.md"));
        let shown = format!("{}/{below}", name.trim_end_matches('/'));
        match place(pipeline, &agreement, area.as_deref()) {
            Ok((agreement, area)) => match PipelineFile::read(&folder.join(&below), &shown) {
                Ok(file) => {
                    // Blank lines in front stay, so that lines keep their numbers; a byte order mark is no text.
                    let contents = masked(file.text.trim_start_matches('\u{feff}').trim_end());
                    if !contents.is_empty() {
                        pipeline.narratives.push(Narrative { agreement, area, file: shown, text: contents });
                    }
                    files.push(file);
                }
                Err(problem) => problems.push(problem.framed(named_at.clone())),
            },
            Err(problem) => {
                problems.push(problem.in_place(Place { file: Some(shown), ..Place::default() }));
            }
        }
    }
}

/// The Markdown files of a folder and of the folders in it, by name: agreement, and area where there is one.
fn listed(folder: &Path) -> std::io::Result<Vec<(String, Option<String>)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            for inner in std::fs::read_dir(entry.path())? {
                let inner = inner?.file_name().to_string_lossy().into_owned();
                found.extend(inner.strip_suffix(".md").map(|area| (name.clone(), Some(area.to_owned()))));
            }
        } else {
            found.extend(name.strip_suffix(".md").map(|agreement| (agreement.to_owned(), None)));
        }
    }
    found.sort();
    Ok(found)
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
