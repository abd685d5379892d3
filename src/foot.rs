//! Re-adding (*räkna om*) published tables: files to every total found, the addends it took, and whether they agree.
//! Takes paths of workbooks, delimited text or plain text with tables of tabs; hands on totals with exact integers and
//! what would close a difference, as suggestions; refuses to correct anything, and to add shares or of-which rows.

mod amount;
mod columns;
mod derived;
mod explain;
mod figures;
mod grid;
mod groups;
mod heading;
mod lone;
mod readings;
mod settle;
mod signs;
mod tables;
mod total;
mod totals;
mod words;

use std::path::Path;

use crate::model::finding::{Place, Problem, count, text};

pub use amount::{Amount, Unit};
pub use explain::{Explanation, Grade, Slip};
pub use settle::{Doubt, Reason, Why};
pub use total::{Addend, Level, Note, Read, Role, Seen, Total, Unread, Verdict};

/// A file's tables, re-added.
#[derive(Debug, Default)]
pub struct Footed {
    /// The path as given.
    pub file: String,
    /// Tables with totals, in the file's order.
    pub tables: Vec<FootedTable>,
    /// Tables with amounts but no total: nothing to re-add.
    pub without_total: Vec<Extent>,
    /// What was read in one of two ways in those.
    pub doubts: Vec<Doubt>,
}

/// Where a table stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// First line or row, the heading's.
    pub first: u32,
    /// Last line or row.
    pub last: u32,
}

/// A table with its totals.
#[derive(Debug)]
pub struct FootedTable {
    /// The line above it or its first heading; blank where there is none.
    pub title: String,
    /// Where it stands.
    pub extent: Extent,
    /// The units that its columns state, each once.
    pub units: Vec<Unit>,
    /// Headings of columns with figures that no one adds.
    pub not_added: Vec<String>,
    /// Every total, row by row.
    pub totals: Vec<Total>,
    /// Cells of total rows that hold no single figure, with what they hold.
    pub unread: Vec<Unread>,
    /// What was read in one of two ways.
    pub doubts: Vec<Doubt>,
}

/// Re-adds every table of a file.
pub fn foot(path: &Path) -> Result<Footed, Problem> {
    let file = path.to_string_lossy().into_owned();
    let grids = grid::open(path)?;
    let mut footed = Footed { file: file.clone(), ..Footed::default() };
    for grid in &grids {
        for mut table in tables::find(grid) {
            let doubts = settle::settle(&mut table, grid);
            let extent = Extent { sheet: grid.sheet.clone(), first: table.first, last: table.last };
            let (totals, unread) = totals::of(&table, grid);
            if totals.is_empty() && unread.is_empty() {
                footed.without_total.push(extent);
                footed.doubts.extend(doubts);
                continue;
            }
            let mut units: Vec<Unit> = table.columns.iter().filter(|c| c.amounts).filter_map(|c| c.unit).collect();
            units.sort_unstable();
            units.dedup();
            let not_added = table.columns.iter().filter(|c| c.not_added);
            let not_added = not_added.map(|c| c.header.clone()).collect();
            footed.tables.push(FootedTable { title: table.title, extent, units, not_added, totals, unread, doubts });
        }
    }
    if !footed.tables.is_empty() {
        return Ok(footed);
    }
    Err(nothing_to_add(&file, &grids, &footed.without_total))
}

/// Why there is nothing to re-add in a file, with the first place where there might have been.
fn nothing_to_add(file: &str, grids: &[grid::Grid], without_total: &[Extent]) -> Problem {
    let place = |extent: Option<&Extent>| Place {
        file: Some(file.to_owned()),
        sheet: extent.and_then(|extent| extent.sheet.clone()),
        row: extent.map(|extent| extent.first),
        ..Place::default()
    };
    let Some(first) = without_total.first() else {
        let lines = grids.iter().flat_map(|grid| &grid.rows);
        let (all, in_cells) = (lines.clone().count(), lines.filter(|row| !row.prose && row.filled() > 1).count());
        let values = vec![("lines", count(all)), ("rows", count(in_cells))];
        return Problem::new("foot-no-table", values).in_place(place(None));
    };
    let values = vec![("tables", count(without_total.len())), ("words", text(words::told()))];
    Problem::new("foot-no-total", values).in_place(place(Some(first)))
}
