//! Pipeline files as text with places, and their decoding into the serde mirror. Takes TOML, hands on the mirror
//! and every problem at once; refuses unknown keys and wrong types, whose entries it sets aside so that the rest
//! of the file is still read and checked.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::finding::{Frame, Problem, text};

/// A pipeline file that was read.
#[derive(Clone, Debug)]
pub struct PipelineFile {
    /// Path as messages and the manifest show it, relative to the job's folder where it lies there.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its contents.
    pub text: Arc<str>,
}

impl PipelineFile {
    /// Reads a file as UTF-8 text.
    pub fn read(path: &Path, name: &str) -> Result<Self, Problem> {
        let bytes = std::fs::read(path).map_err(|e| {
            let id = if e.kind() == std::io::ErrorKind::NotFound { "file-not-found" } else { "unreadable-file" };
            Problem::new(id, vec![("path", text(name)), ("detail", text(e.to_string()))])
        })?;
        let text_of = |e: std::string::FromUtf8Error| {
            Problem::new("unreadable-file", vec![("path", text(name)), ("detail", text(e.utf8_error().to_string()))])
        };
        let contents = String::from_utf8(bytes).map_err(text_of)?;
        Ok(Self { name: name.to_owned(), path: path.to_owned(), text: contents.into() })
    }

    /// A stretch of this file.
    pub fn frame(&self, span: Range<usize>) -> Frame {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
        Frame { file: self.name.clone(), span, line, source: Arc::clone(&self.text) }
    }

    /// Decodes the file; problems are added to the list, and what they concern is left out of the mirror.
    pub fn decode<T: DeserializeOwned + Default>(&self, problems: &mut Vec<Problem>) -> T {
        let (mut root, errors) = DeTable::parse_recoverable(&self.text);
        for e in errors {
            let problem = Problem::new("toml-syntax", vec![("detail", text(e.message()))]);
            problems.push(problem.framed(self.frame(e.span().unwrap_or(0..0))));
        }
        loop {
            let error = match T::deserialize(toml::de::Deserializer::from(root.clone())) {
                Ok(mirror) => return mirror,
                Err(error) => error,
            };
            let span = error.span().unwrap_or(0..0);
            let peeled = peel(root.get_mut(), &span);
            problems.push(self.explain(&error, peeled.as_deref()).framed(self.frame(span)));
            if peeled.is_none() {
                return T::default();
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
        let values = vec![("key", key), ("found", text(self.shown(error))), ("expected", text(expected))];
        Problem::new(if expected.is_empty() { "toml-syntax" } else { "wrong-type" }, values)
    }

    fn shown(&self, error: &toml::de::Error) -> String {
        let seen = error.span().and_then(|s| self.text.get(s)).unwrap_or_default();
        seen.lines().next().unwrap_or_default().chars().take(60).collect()
    }
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
    let limit = (seen.chars().count() / 3).max(2);
    near.filter(|(distance, _)| *distance <= limit).min().map(|(_, name)| name)
}

/// Takes out the innermost entry that an error's span points at and returns its key.
fn peel(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let keys: Vec<_> = table.keys().cloned().collect();
    for key in keys {
        let name = key.get_ref().to_string();
        if let Some(value) = table.get_mut(&key) {
            if let Some(found) = peel_value(value, span) {
                return Some(if found.is_empty() { name } else { found });
            }
            if touches(&key.span(), span) || (!holds_tables(value.get_ref()) && touches(&value.span(), span)) {
                table.remove(&key);
                return Some(name);
            }
        }
    }
    None
}

/// As [`peel`], within a value; an array element that is no table is named by the empty text.
fn peel_value(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<String> {
    match value.get_mut() {
        DeValue::Table(inner) => peel(inner, span),
        DeValue::Array(items) => {
            let found = items.iter_mut().find_map(|item| peel_value(item, span));
            let place = items.iter().position(|item| !holds_tables(item.get_ref()) && touches(&item.span(), span));
            match (found, place) {
                (Some(name), _) => Some(name),
                (None, Some(place)) => {
                    let kept = items.iter().enumerate().filter(|(i, _)| *i != place);
                    *items = kept.map(|(_, item)| item.clone()).collect();
                    Some(String::new())
                }
                (None, None) => None,
            }
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
