//! What a run through a part of the year leaves uncompared: figures that are the whole year's, told in one finding, so
//! that nobody believes that they were held against the ledger. Takes the judged agreements; knows no table's rows.

use crate::model::finding::{Code, Finding, count, text};
use crate::model::money::Overflow;
use crate::model::period::Through;
use crate::model::reconciliation::AgreementResult;
use crate::pipeline::{Measure, Pipeline, ProfileTable};

use super::received;

/// Whether the printed figures of a table can be compared: decided amounts always, what the ledger has only when the
/// year is over.
pub(super) fn is_comparable(table: &ProfileTable, through: Through) -> bool {
    through.is_whole_year() || table.measure == Measure::Allocated
}

/// Printed figures, parts of grants and money to send on that were not compared.
pub(super) fn not_compared(
    pipeline: &Pipeline,
    results: &[AgreementResult],
    through: Through,
) -> Result<Option<Finding>, Overflow> {
    let tables = pipeline.profiles.iter().flat_map(|profile| &profile.tables);
    let stated: usize = tables.filter(|table| !is_comparable(table, through)).map(|table| table.stated.len()).sum();
    let (mut parts, mut sent) = (0, 0);
    for (agreement, result) in pipeline.agreements.iter().zip(results) {
        parts += received::incomes(agreement, result)?.iter().filter(|income| income.is_awaited(through)).count();
        sent += received::still_to_send(agreement, result, through)?;
    }
    if stated + parts + sent == 0 {
        return Ok(None);
    }
    let values = vec![
        ("through", text(through.to_string())),
        ("stated", count(stated)),
        ("parts", count(parts)),
        ("sent", count(sent)),
    ];
    Ok(Some(Finding::new(Code::YearNotOver, values)))
}
