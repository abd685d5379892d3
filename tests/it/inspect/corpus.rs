//! For every case of the corpus that has one extract and ends well: what `inspect` proposes reads the same rows and the
//! same sum as the case's own layout does.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use tertial::inspect::inspect;
use tertial::model::control::Totals;
use tertial::model::finding::Problem;
use tertial::model::source::Source;
use tertial::normalise::{NormaliseError, Normaliser};
use tertial::pipeline::{self, Pipeline};
use tertial::read::{self, ReadError};

use crate::workdir::repo;

/// Cases whose layout says something that no file can show, and what that is.
const OTHERWISE: [(&str, &str); 14] = [
    ("amount-float-noise", "the layout refuses parts of an öre, which the proposal rounds and tells"),
    ("amount-float-noise-refused", "the layout refuses float noise, which the proposal takes and tells"),
    ("amount-parts-of-ore-and-exponents", "the layout refuses parts of an öre, which the proposal rounds and tells"),
    ("amount-point-parts-thousands", "one amount shows a comma and another a point: a person decides"),
    ("amount-side-with-corrections", "amounts with signs beside a column of signs: only a person knows which count"),
    ("date-sentinel", "the layout does not know the date that means no date"),
    ("fill-down-stops-at-totals", "the layout fills a code down; a blank code is a code to the proposal"),
    ("header-over-two-rows", "two years of debit and credit: a person decides"),
    ("period-forms", "the layout takes fewer forms than the file has"),
    ("rejected-within-the-limit", "the layout takes fewer forms than the file has"),
    ("sie-breakdown-named", "several breakdowns overlap: a person decides"),
    ("sign-credit-positive", "its income accounts, mostly of another year, are negative"),
    ("workbook-numbers", "the layout refuses parts of an öre, which the proposal rounds and tells"),
    ("workbook-tkr-rounded", "nothing in the file says tkr"),
];

/// Rows, rejected rows and sums.
fn read(pipeline: &Pipeline, path: &Path, layout: usize) -> Result<(Totals, usize), Vec<Problem>> {
    let layout = &pipeline.layouts[layout];
    let limits = &pipeline.job.reading;
    let extract = read::open_at(path, "in", layout, limits).map_err(|problem| vec![problem])?;
    let source = Source { name: "in".to_owned(), sheets: extract.sheets.clone() };
    let mut normaliser = Normaliser::new(pipeline, layout, source);
    let (mut totals, mut rejected) = (Totals::default(), 0);
    let done = extract.read(0, 1 << 20, &mut |raw| {
        let batch = normaliser.take(raw)?;
        rejected += batch.rejected.len();
        totals.merge(&batch.totals).map_err(|_| NormaliseError::Overflow)
    });
    let failed = |error| if let NormaliseError::Input(problems) = error { problems } else { Vec::new() };
    match done {
        Ok(_) => normaliser.finish().map(|_| (totals, rejected)).map_err(failed),
        Err(ReadError::Input(problem)) => Err(vec![*problem]),
        Err(ReadError::Taker(error)) => Err(failed(error)),
    }
}

/// Why the proposal reads a case otherwise than its layout.
fn differs(folder: &Path) -> Option<String> {
    let ends = fs::read_to_string(folder.join("exit")).unwrap_or_default();
    if ends.trim().parse().unwrap_or(0) > 1 {
        return None;
    }
    let pipeline = pipeline::load(&folder.join("job.toml")).ok()?;
    let [input] = pipeline.inputs.as_slice() else { return None };
    let own = read(&pipeline, &input.path, input.layout).ok()?;
    let found = match inspect(&input.path, None) {
        Ok(found) => found,
        Err(problem) => return Some(format!("{problem:?}")),
    };
    let proposed =
        pipeline::layout_alone("", &found.proposal.bare()).and_then(|pipeline| read(&pipeline, &input.path, 0));
    let open: Vec<&str> = found.open.iter().map(|note| note.id).collect();
    match proposed {
        Ok(proposed) if proposed == own => None,
        other => Some(format!("{other:?}\n  for {own:?}\n  open: {open:?}\n{}", found.proposal.bare())),
    }
}

#[test]
fn a_proposal_reads_what_a_cases_own_layout_reads() {
    let entries = fs::read_dir(repo("tests/corpus")).expect("the corpus is there");
    let folders: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    let name = |folder: &Path| folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let known = |name: &str| OTHERWISE.iter().any(|(case, _)| *case == name);
    let mut wrong: Vec<String> = folders
        .par_iter()
        .filter_map(|folder| {
            let name = name(folder);
            match differs(folder) {
                Some(why) if !known(&name) => Some(format!("== {name}\n{why}")),
                None if known(&name) => Some(format!("== {name} is read alike: take it out of the list")),
                _ => None,
            }
        })
        .collect();
    wrong.sort();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
