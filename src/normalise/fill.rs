//! Filling down (*ifyllnad nedåt*): a blank cell of a column that the layout names means the same as above. Takes rows
//! in order, hands on rows with those cells filled; refuses to reach over a total or a header.

use std::collections::BTreeMap;

use crate::model::raw::{RawCell, RawRow};
use crate::pipeline::{ColumnName, Layout};

use super::columns::Columns;

/// What stands above, per column that is filled.
#[derive(Debug, Default)]
pub(super) struct Fill {
    above: BTreeMap<ColumnName, RawCell<'static>>,
}

impl Fill {
    /// The row with its blank cells filled, where there were any; or the column of a blank cell that has nothing above.
    pub(super) fn fill<'r>(
        &mut self,
        row: &RawRow<'r>,
        columns: &Columns,
        layout: &Layout,
    ) -> Result<Option<RawRow<'r>>, usize> {
        self.note(row, columns, layout);
        let mut filled: Option<RawRow<'r>> = None;
        let mut bare = None;
        for column in &layout.fill_down {
            let Some(place) = columns.place(*column) else { continue };
            if row.cells.get(place).is_some_and(|cell| !cell.is_blank()) {
                continue;
            }
            let Some(above) = self.above.get(column) else {
                bare = bare.or(Some(place));
                continue;
            };
            let cells = &mut filled.get_or_insert_with(|| row.clone()).cells;
            if cells.len() <= place {
                cells.resize(place + 1, RawCell::Blank);
            }
            cells[place] = above.clone();
        }
        bare.map_or(Ok(filled), Err)
    }

    /// Takes what a row has in the columns that are filled: a group's header gives its rows their code.
    pub(super) fn note(&mut self, row: &RawRow, columns: &Columns, layout: &Layout) {
        for column in &layout.fill_down {
            let cell = columns.place(*column).and_then(|place| row.cells.get(place));
            if let Some(cell) = cell.filter(|cell| !cell.is_blank()) {
                self.above.insert(*column, cell.clone().into_owned());
            }
        }
    }

    /// A total or a header: nothing above it reaches below.
    pub(super) fn stop(&mut self) {
        self.above.clear();
    }
}
