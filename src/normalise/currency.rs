//! Currencies that rows say of themselves. Takes the cells of each posting's row, hands on how many rows are in another
//! currency than the extract's amounts, and their sum; refuses to convert anything, and to leave a row out.

use std::collections::BTreeMap;

use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::money::{Ore, Overflow};
use crate::model::raw::{Cells, Glance};
use crate::model::source::Source;
use crate::pipeline::Layout;

use super::row::Context;
use super::sheet_place;
use super::strange::visible;

/// Kronor as they are written.
const KRONOR: [&str; 3] = ["SEK", "kr", "kronor"];
/// Signs of currencies, with their codes.
const SIGNS: [(&str, &str); 3] = [("\u{a3}", "GBP"), ("\u{20ac}", "EUR"), ("$", "USD")];
/// Currencies that are told one by one; the column holds something else where there are more.
const MOST: usize = 20;
/// Letters of one that are shown.
const SHOWN: usize = 20;

/// Rows in other currencies than the extract's own.
#[derive(Debug, Default)]
pub(super) struct Currencies(BTreeMap<String, Other>);

#[derive(Debug)]
struct Other {
    rows: u64,
    sum: Ore,
    first: Place,
}

impl Currencies {
    /// Looks at the row of a posting, where the table has a column of currencies.
    pub(super) fn of_posting(
        &mut self,
        cells: Cells<'_>,
        context: &Context<'_>,
        (row, amount): (u32, Ore),
        (source, sheet): (&Source, u16),
    ) -> Result<(), Overflow> {
        let Some(column) = context.columns.currency else { return Ok(()) };
        let layout = context.layout;
        let Glance::Text(said, _) = cells.get(column) else { return Ok(()) };
        let said = visible(said);
        let said = said.trim();
        // A figure is an amount in some currency, not its name.
        if said == KRONOR[0] && layout.amounts.currency.is_none()
            || said.is_empty()
            || said.bytes().any(|byte| byte.is_ascii_digit())
            || is_own(said, layout)
        {
            return Ok(());
        }
        let code: String = code(said).chars().flat_map(char::to_uppercase).take(SHOWN).collect();
        let code = if self.0.len() < MOST || self.0.contains_key(&code) { code } else { "\u{2026}".to_owned() };
        let seen = self.0.entry(code).or_insert_with(|| {
            let place = sheet_place(source, sheet);
            let first = Place { row: Some(row), column: Some(context.column_name(column)), ..place };
            Other { rows: 0, sum: Ore::ZERO, first }
        });
        seen.rows += 1;
        seen.sum = seen.sum.plus(amount)?;
        Ok(())
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let one = |(code, seen): (&String, &Other)| {
            let values =
                vec![("currency", text(code)), ("rows", Value::Count(seen.rows)), ("sum", Value::Amount(seen.sum))];
            Finding::new(Code::OtherCurrency, values).in_place(seen.first.clone())
        };
        self.0.iter().map(one).collect()
    }
}

/// The currency that the layout says that amounts are in.
fn is_own(said: &str, layout: &Layout) -> bool {
    match layout.amounts.currency {
        Some(own) => code(said).eq_ignore_ascii_case(code(own)),
        None => KRONOR.iter().any(|own| own.eq_ignore_ascii_case(said)),
    }
}

fn code(said: &str) -> &str {
    SIGNS.iter().find(|(sign, _)| *sign == said).map_or(said, |(_, code)| code)
}
