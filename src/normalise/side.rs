//! An amount whose side stands in a column of its own. Takes the amount and the cell beside it, hands on debit or credit;
//! refuses a cell that says neither, and a minus that the layout doesn't allow there.

use crate::model::amount::Amount;
use crate::model::money::Ore;
use crate::model::raw::RawRow;
use crate::pipeline::{FieldName, Side};

use super::code::code_text;
use super::row::{Context, Unreadable, as_written};
use super::tally::Written;

/// That no side is given: a posting has one, a total may do without.
const BLANK: &str = "blank-side";

impl Context<'_> {
    /// Debit and credit by the word in a column; an amount that is blank has no side to ask for.
    pub(super) fn by_side(
        &self,
        row: &RawRow,
        column: usize,
        amount: Option<Amount>,
    ) -> Result<[Option<Amount>; 2], Unreadable> {
        let Some(amount) = amount else { return Ok([None, None]) };
        let cell = row.cells.get(column).filter(|cell| !cell.is_blank()).ok_or((column, BLANK))?;
        let side = self.layout.sides.of(&code_text(cell)).ok_or((column, "unknown-side"))?;
        if amount.ore < Ore::ZERO && !self.layout.sides.may_be_negative {
            return Err((self.cell(row, FieldName::Amount).0, "negative-beside-side"));
        }
        Ok(match side {
            Side::Debit => [Some(amount), None],
            Side::Credit => [None, Some(amount)],
        })
    }

    /// The figures of a total row: debit and credit may both have one, and one without a side is taken as it stands.
    pub(super) fn total(&self, row: &RawRow) -> Result<Written, Unreadable> {
        let written = match self.written(row) {
            Err((_, BLANK)) => self.as_it_stands(row).map(|amount| [amount, None]),
            written => written,
        };
        written.map(|[first, second]| as_written(first, second))
    }

    /// The figures of a row that is no total, where they can be read.
    pub(super) fn figures(&self, row: &RawRow) -> Option<Written> {
        self.written(row).ok().map(|[first, second]| as_written(first, second))
    }
}
