//! A total word in a row that no voucher names but that could be a posting by what else it has. Takes the row with the sums so far;
//! refuses to choose where the sum doesn't: such a row is rejected, neither added nor passed over.

use crate::model::finding::Place;
use crate::model::raw::RawRow;
use crate::model::source::Origin;
use crate::pipeline::{ColumnName, FieldName};

use super::structure::{BY_VOUCHER, IDENTITY};
use super::{NormaliseError, Normaliser, Step, Table, Under, sheet_place};

impl Normaliser<'_> {
    /// A row with a total word that may be a posting as well: a total if it is a sum, else rejected, unless the word only ends
    /// its text.
    pub(super) fn marked(
        &mut self,
        table: &mut Table,
        (row, origin): (&RawRow, Origin),
        (label, in_text): (usize, bool),
        under: &mut Under<'_>,
    ) -> Result<Step, NormaliseError> {
        let Table { columns, tally, fill, .. } = table;
        let context = self.how.context(columns);
        let Ok(total) = context.total(row) else { return Ok(Step::Values(None)) };
        let (closes, blanks) = (tally.rows_closed(&total)?.unwrap_or(0), context.blank_codes(row));
        // Where other rows are named and this one isn't, one row is enough to be the sum of.
        let dated = [FieldName::Booked, FieldName::Registered].iter().any(|f| !context.cell(row, *f).1.is_blank());
        let names = |field: &FieldName| !dated || BY_VOUCHER.contains(field);
        let named = IDENTITY.iter().filter(|f| names(f)).any(|f| columns.place(ColumnName::Field(*f)).is_some());
        if closes > 1 || (closes == 1 && (named || tally.is_barer(blanks))) {
            fill.stop();
            let place = Place { row: Some(row.row), ..sheet_place(&self.source, self.sheet) };
            self.notes.total(tally.close(&total, Some(label))?, place)?;
            under.batch.structural += 1;
        } else if in_text {
            return Ok(Step::Values(None));
        } else {
            tally.add(None, blanks)?;
            under.batch.rejected.push(context.rejected(row, origin, (context.labelled(row), "total-or-posting")));
        }
        Ok(Step::Done)
    }
}
