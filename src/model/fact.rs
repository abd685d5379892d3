//! Facts: postings with their fate, on the way to a file. What takes them is a trait, so that no stage knows a
//! writer.

use std::sync::Arc;

use super::control::{Broken, Totals};
use super::fate::Fate;
use super::finding::Problem;
use super::posting::{Posting, PostingBatch};

/// What mapping found for one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verdict {
    /// Its one fate.
    pub fate: Fate,
    /// Position of the account's group.
    pub group: Option<u16>,
}

/// What goes along with verdicts that come again with more behind them, and so has something to learn of the new ones only.
#[derive(Clone, Debug, Default)]
pub struct VerdictFollower(Arc<Vec<Verdict>>);

impl VerdictFollower {
    /// The first that is new: zero where these are not the former verdicts with more behind them.
    pub fn first_new(&mut self, kinds: &Arc<Vec<Verdict>>) -> usize {
        if Arc::ptr_eq(&self.0, kinds) {
            return kinds.len();
        }
        let before = std::mem::replace(&mut self.0, Arc::clone(kinds));
        if kinds.starts_with(&before) { before.len() } else { 0 }
    }
}

/// A batch after mapping.
#[derive(Clone, Debug, Default)]
pub struct JudgedBatch {
    /// The postings with their code strings, and what did not become postings.
    pub batch: PostingBatch,
    /// One verdict per posting, in the postings' order, by its place among the kinds.
    pub verdicts: Vec<u32>,
    /// The distinct verdicts: those of the mapper's batches before it, and then new ones.
    pub kinds: Arc<Vec<Verdict>>,
    /// Rows and öre of the judged postings, as the mapper counted them.
    pub totals: Totals,
}

impl JudgedBatch {
    /// Each posting that has a verdict, with it.
    pub fn iter(&self) -> impl Iterator<Item = (&Posting, Verdict)> {
        let judged = self.batch.postings.iter().zip(&self.verdicts);
        judged.filter_map(|(posting, kind)| Some((posting, *self.kinds.get(*kind as usize)?)))
    }
}

/// Why a sink stopped.
#[derive(Debug)]
pub enum SinkError {
    /// The output could not be written.
    Output(Box<Problem>),
    /// The batch is not what the mapper counted.
    Broken(Box<Broken>),
}

/// Takes judged batches in canonical order: files in order, rows in order.
pub trait FactSink {
    /// Takes one batch.
    fn take(&mut self, judged: &JudgedBatch) -> Result<(), SinkError>;
}
