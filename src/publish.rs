//! Publishing: a run's results become one folder of files, as a whole or not at all.
//!
//! Takes postings with their fates, period balances, summary tables and control totals; hands on
//! `root/<job>/<through>/` with a workbook, a page, CSV, Parquet, a manifest over them all, and a run log beside it.
//! Refuses to know any sentence, business rule or clock: titles come through [`Wording`], what a cell means
//! stands in its table, and times are the caller's. The order of use is [`Staging::begin`], the writers,
//! [`Staging::seal`], [`Sealed::commit`]; dropping it anywhere before the end leaves no trace.

mod balances;
mod delimited;
mod facts;
mod figures;
#[cfg(test)]
mod fixture;
mod folder;
mod former;
mod lock;
mod manifest;
mod page;
mod parquet;
mod staging;
mod tables;
mod told;
mod trouble;
mod workbook;

pub use facts::{FactOptions, FactsWriter, FactsWritten};
pub use manifest::{HashedFile, Manifest, RunLog, StageTotals};
pub use staging::{Published, Sealed, Staging};
pub use workbook::WorkbookMeta;

use crate::model::table::Cell;

/// The words of a report, in the report's language.
pub trait Wording: Sync {
    /// The title of a thing: `prefix` is `column`, `table`, `sheet`, `cell`, `line`, `heading` or `note`, `name` the
    /// name that the model gives it, with `-` for `_`. Publishing itself asks for the line `no-rows` under an empty
    /// table's header, and for the page's heading `innehall`, note `belopp-i-kronor` and cell `kr`.
    fn title(&self, prefix: &str, name: &str) -> String;

    /// The language as a tag that browsers know, such as `sv`.
    fn language(&self) -> &'static str;

    /// A cell that holds a figure or a day, as the language writes it; nothing for any other.
    fn figure(&self, cell: Cell<&str>) -> String;
}
