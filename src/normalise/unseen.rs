//! Rows as they are seen. Takes a row that asks for care, hands it on without the signs that nobody sees, which say nothing in a
//! heading, a code, a voucher, an amount or a day; refuses to touch free text, and to be silent about it.

use std::borrow::Cow;

use crate::model::raw::{RawBatch, RawCell};
use crate::pipeline::FieldName;

use super::oddities::is_unseen;
use super::strange::visible;
use super::{NormaliseError, Normaliser, State, Under};

impl Normaliser<'_> {
    /// Reads a row as all rows can be.
    pub(super) fn carefully(
        &mut self,
        raw: &RawBatch,
        place: usize,
        under: &mut Under<'_>,
    ) -> Result<(), NormaliseError> {
        let mut row = raw.rows.row(place);
        if row.cells.iter().any(is_unseen) {
            let mut free = None;
            if let State::Found(table) = &self.state {
                free = table.columns.fields.get(FieldName::Text as usize);
                self.oddities.unseen(&row, &self.how.context(&table.columns));
            }
            for (at, cell) in row.cells.iter_mut().enumerate() {
                let RawCell::Text(text) = cell else { continue };
                if Some(at) != free
                    && let Cow::Owned(seen) = visible(text)
                {
                    *cell = RawCell::Text(seen.into());
                }
            }
        }
        self.row(raw, &row, under)
    }
}
