//! A row whose values are read. Takes what is no total and no header for certain, hands on a posting or a rejected row;
//! refuses to lose a header that looked like a row.

use crate::model::finding::{Place, Problem};
use crate::model::posting::Posting;
use crate::model::raw::{Cells, RawRow};
use crate::model::source::Origin;

use super::columns::Columns;
use super::row::Outcome;
use super::tally::Written;
use super::{NormaliseError, Normaliser, State, Table, Under, sheet_place};

impl Normaliser<'_> {
    /// Says at which row a sum became too large.
    pub(super) fn at_row(&self, error: NormaliseError, row: u32) -> NormaliseError {
        let NormaliseError::Overflow = error else { return error };
        let column = match &self.state {
            State::Found(table) => {
                let context = self.how.context(&table.columns);
                Some(context.column_name(context.money_column()))
            }
            State::Searching(_) => None,
        };
        let place = Place { row: Some(row), column, ..sheet_place(&self.source, self.sheet) };
        NormaliseError::Input(vec![Problem::new("amount-overflow", Vec::new()).in_place(place)])
    }

    /// Looks at what currency a posting's row says.
    pub(super) fn currency(&mut self, cells: Cells<'_>, posting: Option<&Posting>) -> Result<(), NormaliseError> {
        let (Some(posting), State::Found(table)) = (posting, &self.state) else { return Ok(()) };
        let (context, at) = (self.how.context(&table.columns), (&self.source, self.sheet));
        Ok(self.currencies.of_posting(cells, &context, (posting.row, posting.amount), at)?)
    }

    /// Reads a row as a posting.
    pub(super) fn values(
        &mut self,
        table: &mut Table,
        row: &RawRow,
        origin: Origin,
        perhaps: Option<(Written, u64)>,
        under: &mut Under<'_>,
    ) -> Result<Option<Columns>, NormaliseError> {
        let Table { columns, tally, fill, .. } = table;
        let filled = fill.fill(row, columns, self.how.layout);
        let context = self.how.context(columns);
        let blanks = context.blank_codes(row);
        let outcome = match &filled {
            Ok(filled) => context.normalise(filled.as_ref().unwrap_or(row), origin),
            Err(place) => Outcome::Rejected(Box::new(context.rejected(row, origin, (*place, "nothing-to-fill-from")))),
        };
        match outcome {
            Outcome::Rejected(rejected) => {
                if let Some(columns) = self.headings.header(row) {
                    return Ok(Some(columns));
                }
                tally.add(context.figures(row), blanks)?;
                self.notes.rejected(&rejected, &self.source);
                self.footprint.add_rejected(&rejected, self.how.pipeline.job.year);
                under.batch.rejected.push(*rejected);
            }
            Outcome::Posting(own, money) => {
                tally.add(Some(money.written), blanks)?;
                self.oddities.look(row, &context);
                if let Ok(Some(full)) = &filled {
                    self.notes.filled(row, full, columns);
                }
                if let Some((total, closes)) = perhaps {
                    let place = Place { row: Some(row.row), ..sheet_place(&self.source, self.sheet) };
                    self.notes.perhaps(&total, closes, place)?;
                }
                self.notes.money(&money)?;
                let full = filled.as_ref().ok().and_then(Option::as_ref).unwrap_or(row);
                let codes = (0..self.how.pipeline.parts.0.len()).map(|part| context.code(full, part));
                under.batch.codes.push(codes.map(Result::unwrap_or_default));
                let posting = under.batch.taken_in(&own).ok_or(NormaliseError::Overflow)?;
                under.batch.totals.add(own.amount)?;
                if own.period.year() == self.how.pipeline.job.year {
                    let again = under.batch.follows_its_own(&posting, under.rows);
                    if self.footprint.add(own.voucher.view(), own.amount, again) {
                        self.oddities.voucher(row.row, &own.voucher.number, &context);
                    }
                }
                under.batch.postings.push(posting);
            }
        }
        Ok(None)
    }
}
