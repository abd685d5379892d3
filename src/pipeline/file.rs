//! Pipeline files as text with places, and their decoding into the serde mirror. Takes TOML, hands on the mirror
//! and every problem at once; refuses unknown keys and wrong types, whose entries it sets aside so that the rest
//! of the file is still read and checked.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::finding::{Frame, Problem, refused, text};

/// A pipeline file that was read.
#[derive(Clone, Debug)]
pub struct PipelineFile {
    /// Path as messages and the manifest show it, relative to the job's folder where it lies there.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its contents.
    pub text: Arc<str>,
    /// Entries that decoding had to leave out, so that nothing complains of their absence as well.
    peeled: Vec<Peeled>,
}

/// An entry that was left out, and where its neighbours in the same table stand.
#[derive(Clone, Debug)]
struct Peeled {
    key: String,
    /// Entries of the same table, and the table itself.
    neighbours: Vec<Range<usize>>,
    /// How many tables lie around the entry's own, as far as the search has come back.
    depth: u32,
}

impl PipelineFile {
    /// Reads a file as UTF-8 text.
    pub fn read(path: &Path, name: &str) -> Result<Self, Problem> {
        let bytes = std::fs::read(path).map_err(|e| {
            let id = if e.kind() == std::io::ErrorKind::NotFound { "file-not-found" } else { "unreadable-file" };
            Problem::new(id, vec![("path", text(name)), ("detail", refused(e))])
        })?;
        let contents = String::from_utf8(bytes).map_err(|_| Problem::new("not-utf8", vec![("path", text(name))]))?;
        Ok(Self { name: name.to_owned(), path: path.to_owned(), text: contents.into(), peeled: Vec::new() })
    }

    /// A file whose contents are at hand.
    pub(super) fn of_text(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), path: PathBuf::new(), text: text.into(), peeled: Vec::new() }
    }

    /// A stretch of this file.
    pub fn frame(&self, span: Range<usize>) -> Frame {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
        Frame { file: self.name.clone(), span, line, source: Arc::clone(&self.text) }
    }

    /// True where a key is absent only because its value could not be decoded, in the table that holds `near`.
    pub(super) fn was_peeled(&self, key: &str, near: &Range<usize>) -> bool {
        self.peeled.iter().any(|p| p.key == key && p.neighbours.iter().any(|n| touches(n, near) || n == near))
    }

    /// True where a whole table at the file's outermost level was left out, so that nothing in it is missing.
    pub(super) fn was_peeled_whole(&self, table: &str) -> bool {
        self.peeled.iter().any(|p| p.key == table && p.depth == 0)
    }

    /// Decodes the file; problems are added to the list, and what they concern is left out of the mirror.
    pub fn decode<T: DeserializeOwned + Default>(&mut self, problems: &mut Vec<Problem>) -> T {
        let text_of_file = Arc::clone(&self.text);
        let (mut root, errors) = DeTable::parse_recoverable(&text_of_file);
        let mut told: Vec<Range<usize>> = Vec::new();
        for e in errors {
            let span = e.span().unwrap_or(0..0);
            let problem = Problem::new("toml-syntax", vec![("detail", text(e.message()))]);
            problems.push(problem.framed(self.frame(span.clone())));
            told.push(span);
        }
        loop {
            let error = match T::deserialize(toml::de::Deserializer::from(root.clone())) {
                Ok(mirror) => return mirror,
                Err(error) => error,
            };
            let span = error.span().unwrap_or(0..0);
            let peeled = peel(root.get_mut(), &span);
            // What is no TOML at all cannot be of the right type either.
            if !told.iter().any(|earlier| touches(earlier, &span)) {
                let key = peeled.as_ref().map(|p| p.key.as_str());
                problems.push(self.explain(&error, key).framed(self.frame(span)));
            }
            match peeled {
                // A misspelt key is not missing as well.
                Some(peeled) => self.peeled.push(Peeled { key: meant(&error).unwrap_or(peeled.key), ..peeled }),
                None => return T::default(),
            }
        }
    }

    /// Turns serde's words into a problem of ours.
    fn explain(&self, error: &toml::de::Error, key: Option<&str>) -> Problem {
        let message = error.message();
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let key = text(key.unwrap_or_default());
        if let (true, Some((unknown, expected))) = (message.starts_with("unknown field"), quoted.split_first()) {
            return unknown_key(unknown, expected);
        }
        if message.contains("floating point") {
            return Problem::new("float-refused", vec![("key", key), ("value", text(self.shown(error)))]);
        }
        let expected = message.rsplit_once("expected ").map_or("", |(_, e)| e.trim());
        // The mirror's own names are no words for users.
        let expected = if expected.starts_with("struct ") { "a map" } else { expected };
        let values = vec![("key", key), ("found", text(self.shown(error))), ("expected", text(expected))];
        Problem::new(if expected.is_empty() { "toml-syntax" } else { "wrong-type" }, values)
    }

    fn shown(&self, error: &toml::de::Error) -> String {
        let seen = error.span().and_then(|s| self.text.get(s)).unwrap_or_default();
        seen.lines().next().unwrap_or_default().chars().take(60).collect()
    }
}

/// The known key that an unknown one was most likely meant to be.
fn meant(error: &toml::de::Error) -> Option<String> {
    let mut quoted = error.message().split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| error.message().starts_with("unknown field"))?;
    nearest(unknown, quoted).map(str::to_owned)
}

fn unknown_key(unknown: &str, expected: &[&str]) -> Problem {
    let values = vec![
        ("key", text(unknown)),
        ("expected", text(expected.join(", "))),
        ("nearest", text(nearest(unknown, expected.iter().copied()).unwrap_or_default())),
    ];
    Problem::new("unknown-key", values)
}

/// The name that was most likely meant, if one is close.
pub fn nearest<'a>(seen: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = seen.to_lowercase();
    let near = known.into_iter().map(|name| (strsim::damerau_levenshtein(&folded, &name.to_lowercase()), name));
    let length = seen.chars().count();
    let limit = (length / 3).max(1);
    near.filter(|(distance, _)| *distance <= limit && *distance < length).min().map(|(_, name)| name)
}

/// Takes out the innermost entry that an error's span points at.
fn peel(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<Peeled> {
    let keys: Vec<_> = table.keys().cloned().collect();
    let neighbours: Vec<Range<usize>> = table.iter().map(|(key, value)| key.span().start..value.span().end).collect();
    for key in keys {
        let name = key.get_ref().to_string();
        if let Some(value) = table.get_mut(&key) {
            if let Some(found) = peel_value(value, span) {
                return Some(match found {
                    Hit::Entry(peeled) => peeled,
                    Hit::Element => Peeled { key: name, neighbours, depth: 0 },
                });
            }
            if touches(&key.span(), span) || (!holds_tables(value.get_ref()) && touches(&value.span(), span)) {
                table.remove(&key);
                return Some(Peeled { key: name, neighbours, depth: 0 });
            }
        }
    }
    None
}

/// What was taken out of a value.
enum Hit {
    /// An entry of a table within it.
    Entry(Peeled),
    /// An element of an array that is no table.
    Element,
}

/// As [`peel`], within a value.
fn peel_value(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<Hit> {
    let own = value.span();
    match value.get_mut() {
        DeValue::Table(inner) => peel(inner, span).map(|mut peeled| {
            if peeled.depth == 0 {
                peeled.neighbours.push(own.clone());
            }
            peeled.depth += 1;
            Hit::Entry(peeled)
        }),
        DeValue::Array(items) => {
            if let Some(found) = items.iter_mut().find_map(|item| peel_value(item, span)) {
                return Some(found);
            }
            let is_it = |item: &Spanned<DeValue<'_>>| !holds_tables(item.get_ref()) && touches(&item.span(), span);
            let place = items.iter().position(is_it)?;
            let kept = items.iter().enumerate().filter(|(i, _)| *i != place);
            *items = kept.map(|(_, item)| item.clone()).collect();
            Some(Hit::Element)
        }
        _ => None,
    }
}

fn holds_tables(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(items) => items.iter().any(|item| holds_tables(item.get_ref())),
        _ => false,
    }
}

fn touches(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && inner.start < inner.end
}
