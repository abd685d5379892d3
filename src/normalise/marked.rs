//! A total word beside codes and a period, in a row that nothing names as a posting. Takes the row with the sums so far; refuses to
//! choose where the sum doesn't: such a row is rejected, neither added nor passed over.

use crate::model::finding::Place;
use crate::model::raw::RawRow;
use crate::model::source::Origin;
use crate::pipeline::ColumnName;

use super::structure::IDENTITY;
use super::{NormaliseError, Normaliser, Step, Table, Under, sheet_place};

impl Normaliser<'_> {
    /// A row with a total word that has codes and a period: a total if it is a sum, else rejected.
    pub(super) fn marked(
        &mut self,
        table: &mut Table,
        row: &RawRow,
        origin: Origin,
        label: usize,
        under: &mut Under<'_>,
    ) -> Result<Step, NormaliseError> {
        let Table { columns, tally, fill, .. } = table;
        let context = self.how.context(columns);
        let Ok(total) = context.total(row) else { return Ok(Step::Values(None)) };
        let (closes, blanks) = (tally.rows_closed(&total)?.unwrap_or(0), context.blank_codes(row));
        // Where other rows are named and this one isn't, one row is enough to be the sum of.
        let named = IDENTITY.iter().any(|field| columns.place(ColumnName::Field(*field)).is_some());
        if closes > 1 || (closes == 1 && (named || tally.is_barer(blanks))) {
            fill.stop();
            let place = Place { row: Some(row.row), ..sheet_place(&self.source, self.sheet) };
            self.notes.total(tally.close(&total, Some(label))?, place)?;
            under.batch.structural += 1;
        } else {
            tally.add(None, blanks)?;
            under.batch.rejected.push(context.rejected(row, origin, (context.labelled(row), "total-or-posting")));
        }
        Ok(Step::Done)
    }
}
