//! Filled-in decision tables (*Avsatt för beslut*) on their way back: files to rulings, before an extract is read. Takes the
//! tables that the job names, hands on what they held; refuses to know how a ruling is checked.

use std::path::Path;

use crate::model::finding::Problem;
use crate::model::raw::{RawBatch, RawRow};
use crate::pipeline::{Encoding, Layout, Pipeline, ReadLimits};
use crate::publish::HashedFile;
use crate::read::{self, ReadError};

use super::RunError;

/// Reads the filled-in decision tables that the job names; gives what they held, for the manifest.
pub(super) fn read_rulings(pipeline: &mut Pipeline) -> Result<Vec<HashedFile>, RunError> {
    let tables = std::mem::take(&mut pipeline.ruling_tables);
    let (mut problems, mut hashes) = (Vec::new(), Vec::new());
    for table in &tables {
        match table_rows(&table.path, &table.name) {
            Ok(sheets) => {
                problems.extend(pipeline.add_rulings(table, &sheets).err().into_iter().flatten());
                hashes.extend(HashedFile::of(&table.name, &table.path));
            }
            Err(problem) => problems.push(problem.framed(table.frame.clone())),
        }
    }
    if problems.is_empty() { Ok(hashes) } else { Err(RunError::Input(problems)) }
}

/// All rows of a table file, by sheet. A CSV that Excel has saved anew may be in Windows-1252 where ours was UTF-8.
fn table_rows(path: &Path, name: &str) -> Result<Vec<Vec<RawRow<'static>>>, Problem> {
    match rows_in(path, name, Encoding::Utf8) {
        Err(problem) if problem.id == "not-decodable" => rows_in(path, name, Encoding::Windows1252),
        result => result,
    }
}

fn rows_in(path: &Path, name: &str, encoding: Encoding) -> Result<Vec<Vec<RawRow<'static>>>, Problem> {
    let mut sheets: Vec<Vec<RawRow<'static>>> = Vec::new();
    let extract = read::open_at(path, name, &Layout::of_published_tables(encoding), &ReadLimits::default())?;
    let read = extract.read(0, usize::MAX, &mut |raw: &mut RawBatch| {
        sheets.push(raw.rows.owned().collect());
        Ok::<(), std::convert::Infallible>(())
    });
    match read {
        Ok(_) => Ok(sheets),
        Err(ReadError::Input(problem)) => Err(*problem),
        Err(ReadError::Taker(never)) => match never {},
    }
}
