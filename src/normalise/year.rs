//! A period whose year stands in a column of its own. Takes the two cells, hands on the period; refuses a year that isn't
//! four digits.

use crate::model::period::Period;
use crate::model::raw::RawRow;
use crate::pipeline::FieldName;

use super::code::code_text;
use super::row::{BLANK, Context, Unreadable, unusable};

impl Context<'_> {
    /// The period of the year in a column.
    pub(super) fn in_year(&self, row: &RawRow, column: usize) -> Result<Period, Unreadable> {
        let cell = row.cells.get(column).unwrap_or(&BLANK);
        let text = code_text(cell);
        let year = text.parse::<i16>().ok().filter(|year| text.len() == 4 && Period::new(*year, 1).is_some());
        let year = year.ok_or((column, unusable(cell).unwrap_or("unreadable-year")))?;
        let (column, cell) = self.cell(row, FieldName::Period);
        let text = code_text(cell);
        let found = self.layout.periods.iter().find_map(|form| form.in_year(year, &text));
        found.ok_or((column, unusable(cell).unwrap_or("unreadable-period")))
    }
}
