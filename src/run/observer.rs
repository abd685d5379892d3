//! Watching a run: progress for a terminal, and each value as it is handed over. A test takes the place of the
//! watcher to lose a row or an öre at a boundary and see the run stop; a run itself never depends on one.

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
    /// This many inputs will be read.
    Inputs(usize),
    /// An input is being read.
    Reading(&'a str),
    /// An input has been read.
    Read(&'a str),
    /// The results are being written.
    Publishing,
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
