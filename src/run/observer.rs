//! Watching a run: progress for a terminal, and each value as it is handed over. A test takes the place of the
//! watcher to lose a row or an öre at a boundary and see the run stop; a run itself never depends on one.

use std::time::Duration;

use crate::model::balance::Balances;
use crate::model::control::Boundary;
use crate::model::fact::JudgedBatch;
use crate::model::posting::PostingBatch;
use crate::model::raw::RawBatch;
use crate::model::reconciliation::Reconciliation;
use crate::model::table::Report;

/// What happens while a run goes on.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// These inputs will be read.
    Inputs {
        /// How many.
        files: usize,
        /// Their size on disk together.
        bytes: u64,
    },
    /// An input is being read.
    Reading(&'a str),
    /// An input has been read.
    Read(&'a str),
    /// A stage has done some of its work.
    Done(Stage, Work),
    /// The results are being written.
    Publishing,
}

/// A stage, as its cost is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files to cells.
    Read,
    /// Cells to postings.
    Normalise,
    /// Postings to fates, duplicates among them.
    Map,
    /// Postings to balances.
    Fold,
    /// Postings to the file of facts.
    Facts,
    /// Balances to findings and figures.
    Reconcile,
    /// Figures to tables.
    Summarise,
    /// Tables to files.
    Publish,
}

impl Stage {
    /// Every stage in the order of the flow, with its name in messages.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Read, "read"),
        (Self::Normalise, "normalise"),
        (Self::Map, "map"),
        (Self::Fold, "fold"),
        (Self::Facts, "facts"),
        (Self::Reconcile, "reconcile"),
        (Self::Summarise, "summarise"),
        (Self::Publish, "publish"),
    ];
}

/// Some of a stage's work. Nothing of a run's result depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// How long it took, on its own thread.
    pub time: Duration,
    /// Rows or balances that it took.
    pub rows: u64,
    /// Bytes that it took in or wrote; zero where it does neither.
    pub bytes: u64,
}

/// A value between two stages.
pub enum Handover<'a> {
    /// Read to normalise.
    Raw(&'a mut RawBatch),
    /// Normalise to map.
    Postings(&'a mut PostingBatch),
    /// Map to fold, and map to facts.
    Judged(&'a mut JudgedBatch),
    /// Fold to reconcile.
    Balances(&'a mut Balances),
    /// Reconcile to summarise.
    Reconciliation(&'a mut Reconciliation),
    /// Summarise to publish.
    Report(&'a mut Report),
}

/// Watches a run.
pub trait Observer: Sync {
    /// Something happens.
    fn event(&self, _event: Event<'_>) {}

    /// A value is handed over.
    fn handover(&self, _boundary: Boundary, _value: Handover<'_>) {}
}

/// Watches nothing.
pub struct Silent;

impl Observer for Silent {}
