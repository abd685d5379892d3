//! `tertial inspect FILE…`: says what files are and proposes layouts. Takes paths, hands on text, JSON, a table or a layout
//! file, and an exit code: 0 where the layout reads every row, 1 where a person must decide something, 3 where a file
//! can't be read, 4 where the layout can't be written.

mod json;
mod remarks;
mod text;

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::inspect::{self, Inspected, Note};
use crate::messages::Messages;
use crate::model::finding::{Problem, Value, refused, text as value};
use crate::run::RunError;

use super::args::InspectCall;
use super::{answer, tell};

pub(super) fn inspect(call: &InspectCall, words: &Messages) -> u8 {
    let sheet = call.sheet.as_deref();
    if call.rows {
        return rows(call, words);
    }
    let (mut files, mut problems): (Vec<Inspected>, Vec<Problem>) = (Vec::new(), Vec::new());
    for path in &call.files {
        match inspect::inspect(path, sheet) {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    let layout = |file: &Inspected| file.proposal.text(&|note| said(note, words));
    let written = call.write.as_deref().zip(files.first()).filter(|(_, file)| !file.survey.tables.is_empty());
    let failed = written.and_then(|(path, file)| write(path, &layout(file), call.force).err());
    let path = written.filter(|_| failed.is_none()).map(|(path, _)| path);
    let open = files.iter().any(Inspected::is_open);
    let mut exit = match (problems.is_empty(), &failed) {
        (false, _) => 3,
        (true, Some(_)) => 4,
        (true, None) => u8::from(open),
    };
    if call.json {
        problems.extend(failed);
        return answer(&json::all(&files, &problems, path, exit, words), exit, words);
    }
    let told: Vec<String> = files.iter().map(|file| text::file(file, path, words)).collect();
    if !told.is_empty() {
        exit = answer(&told.join("\n"), exit, words);
    }
    if !problems.is_empty() {
        tell::trouble(&RunError::Input(problems), words, false);
    }
    if let Some(failed) = failed {
        tell::trouble(&RunError::Output(Box::new(failed)), words, false);
    }
    exit
}

/// The raw cells, as they are: this is data, not told.
fn rows(call: &InspectCall, words: &Messages) -> u8 {
    let Some(path) = call.files.first() else { return 2 };
    match inspect::rows(path, call.sheet.as_deref(), &mut std::io::stdout().lock()) {
        Ok(()) => 0,
        Err(problem) if problem.id == "stdout-not-written" => {
            tell::trouble(&RunError::Output(Box::new(problem)), words, false)
        }
        Err(problem) => tell::trouble(&RunError::Input(vec![problem]), words, false),
    }
}

/// Writes the layout; over a file that is there only where that was asked for.
fn write(path: &Path, layout: &str, force: bool) -> Result<(), Problem> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let written = options.open(path).and_then(|mut file| file.write_all(layout.as_bytes()));
    written.map_err(|e| {
        let id = if e.kind() == ErrorKind::AlreadyExists { "output-exists" } else { "output-not-writable" };
        let shown = value(path.to_string_lossy());
        Problem::new(id, vec![("path", shown), ("detail", refused(e))])
    })
}

/// A note in words.
fn said(note: &Note, words: &Messages) -> String {
    let values: Vec<(&'static str, Value)> =
        note.values.iter().map(|(name, of)| (*name, named(name, of, words))).collect();
    words.say(&format!("inspect-{}", note.id), &values)
}

/// A type's name is told in the user's language, what stands in the file without identity numbers.
fn named(name: &str, of: &Value, words: &Messages) -> Value {
    match of {
        Value::Text(kind) if name == "type-of" => value(words.title("inspect-type", kind)),
        of => of.masked(),
    }
}
