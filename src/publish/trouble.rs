//! The problems that publishing can meet, each with an id and named values. Takes what went wrong, hands on
//! problems and broken invariants; refuses to put either in words.

use std::fmt::Display;
use std::io;
use std::path::Path;

use crate::model::control::{Boundary, Broken};
use crate::model::fact::SinkError;
use crate::model::finding::{Problem, count, refused, text};
use crate::model::money::Ore;

/// The output folder, or something in it, cannot be made, read, renamed or removed.
pub(super) fn not_writable(path: &Path, error: &io::Error) -> Box<Problem> {
    problem("output-not-writable", path, error)
}

/// The finished set could not be put in its place; what stood there before stands there still.
pub(super) fn not_swapped(path: &Path, error: &io::Error) -> Box<Problem> {
    problem("output-not-swapped", path, error)
}

/// Another run holds the output root.
pub(super) fn locked(path: &Path) -> Box<Problem> {
    Box::new(Problem::new("output-locked", vec![("path", text(path.display().to_string()))]))
}

/// A job, period or file name that cannot be a folder's or file's name.
pub(super) fn name_unfit(name: &str) -> Box<Problem> {
    Box::new(Problem::new("output-name-unfit", vec![("name", text(name))]))
}

/// One file of the set could not be written.
pub(super) fn not_written(file: &str, detail: impl Display) -> SinkError {
    let values = vec![("file", text(file)), ("detail", refused(detail))];
    SinkError::Output(Box::new(Problem::new("output-not-written", values)))
}

/// An amount that a cell of the workbook would round.
pub(super) fn not_exact(file: &str, column: &str, amount: Ore) -> SinkError {
    let amount = crate::model::finding::Value::Amount(amount);
    let values = vec![("file", text(file)), ("column", text(column)), ("amount", amount)];
    SinkError::Output(Box::new(Problem::new("output-amount-not-exact", values)))
}

/// An amount with more digits than the columns of our Parquet files have.
pub(super) fn too_large(file: &str, column: &str, amount: Ore) -> SinkError {
    let amount = crate::model::finding::Value::Amount(amount);
    let values = vec![("file", text(file)), ("column", text(column)), ("amount", amount)];
    SinkError::Output(Box::new(Problem::new("output-amount-too-large", values)))
}

/// More rows than a sheet of a workbook can hold.
pub(super) fn sheet_too_long(file: &str, sheet: &str, rows: usize) -> SinkError {
    let values = vec![("file", text(file)), ("sheet", text(sheet)), ("rows", count(rows))];
    SinkError::Output(Box::new(Problem::new("output-sheet-too-long", values)))
}

/// A broken invariant in what the summaries handed over.
pub(super) fn broken(handed: impl Into<String>, received: impl Into<String>) -> SinkError {
    broken_at(Boundary::SummariseToPublish, handed, received)
}

/// A broken invariant at a boundary.
pub(super) fn broken_at(boundary: Boundary, handed: impl Into<String>, received: impl Into<String>) -> SinkError {
    SinkError::Broken(Box::new(Broken { boundary, handed: handed.into(), received: received.into() }))
}

/// Passes where both sides counted the same.
pub(super) fn tie<T: std::fmt::Debug + PartialEq>(
    boundary: Boundary,
    handed: &T,
    received: &T,
) -> Result<(), SinkError> {
    Broken::unless_equal(boundary, handed, received).map_err(|broken| SinkError::Broken(Box::new(broken)))
}

fn problem(id: &'static str, path: &Path, error: &io::Error) -> Box<Problem> {
    let values = vec![("path", text(path.display().to_string())), ("detail", refused(error))];
    Box::new(Problem::new(id, values))
}
