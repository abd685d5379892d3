//! `tertial foot FILE…`: re-adds published tables and tells every total. Takes paths, hands on text or JSON and an exit
//! code: 0 where no total is off or undecided, 1 where one doesn't agree, can't be told or can't be read, 3 where a file gives nothing to re-add.

mod json;
mod text;

use crate::foot::{self, Footed, Verdict};
use crate::messages::Messages;
use crate::model::finding::Problem;
use crate::run::RunError;

use super::args::FootCall;
use super::{answer, tell};

/// How many totals there are of each outcome.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    totals: usize,
    agree: usize,
    differ: usize,
    /// Neither can be said.
    open: usize,
    /// No row has a figure to hold it to.
    not_re_added: usize,
}

impl Tally {
    fn of(files: &[Footed]) -> Self {
        let tables = || files.iter().flat_map(|file| &file.tables);
        let verdicts = || tables().flat_map(|table| &table.totals).map(|total| &total.verdict);
        let unread: usize = tables().map(|table| table.unread.len()).sum();
        let count = |wanted: fn(&Verdict) -> bool| verdicts().filter(|verdict| wanted(verdict)).count();
        let (agree, differ) = (count(Verdict::agrees), count(Verdict::differs));
        let open = count(Verdict::undecided) + unread;
        let totals = verdicts().count() + unread;
        Self { totals, agree, differ, open, not_re_added: totals - agree - differ - open }
    }
}

pub(super) fn foot(call: &FootCall, words: &Messages) -> u8 {
    let outcomes = call.files.iter().map(|path| foot::foot(path));
    let (mut files, mut problems): (Vec<Footed>, Vec<Problem>) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    let tally = Tally::of(&files);
    let mut exit = if problems.is_empty() { u8::from(tally.differ + tally.open > 0) } else { 3 };
    if call.json {
        return answer(&json::all(&files, &problems, tally, exit, words), exit, words);
    }
    let told: String = files.iter().map(|file| text::file(file, words)).collect();
    if !files.is_empty() {
        exit = answer(&(told + &text::tally(tally, words)), exit, words);
    }
    if !problems.is_empty() {
        tell::trouble(&RunError::Input(problems), words, false);
    }
    exit
}
