//! Rows that are done with. Takes the cells of rows that have become postings and the texts of postings that are written,
//! hands their memory to whoever reads the next rows: it has been written to and is near at hand, where new memory has to
//! be asked for page by page. There are never more than there were under way at once; each input begins with new ones.

use std::sync::{Mutex, PoisonError};

use crate::model::raw::RawRows;

/// Rows without texts, and texts without rows.
#[derive(Default)]
pub(super) struct Spent {
    cells: Mutex<Vec<RawRows>>,
    texts: Mutex<Vec<RawRows>>,
}

impl Spent {
    /// Rows to fill, without any.
    pub(super) fn rows(&self) -> RawRows {
        let mut rows = one(&self.cells);
        rows.use_again(self.texts());
        rows
    }

    /// Texts to fill.
    pub(super) fn texts(&self) -> RawRows {
        one(&self.texts)
    }

    pub(super) fn take_cells(&self, rows: RawRows) {
        add(&self.cells, rows);
    }

    pub(super) fn take_texts(&self, texts: RawRows) {
        add(&self.texts, texts);
    }
}

fn one(of: &Mutex<Vec<RawRows>>) -> RawRows {
    of.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
}

fn add(to: &Mutex<Vec<RawRows>>, rows: RawRows) {
    to.lock().unwrap_or_else(PoisonError::into_inner).push(rows);
}
