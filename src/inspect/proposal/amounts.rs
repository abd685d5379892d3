//! How amounts are written, as lines of the proposal. Takes what was decided of the columns of money, hands on keys with
//! their evidence; what is open stands as a comment.

use crate::inspect::column::Column;
use crate::inspect::sides;
use crate::inspect::values::unit_name;
use crate::model::amount::AmountUnit;
use crate::model::finding::{Value, text};
use crate::pipeline::FieldName;

use super::{Proposal, Source, quoted};

/// The keys of amounts.
pub(super) fn amounts(proposal: &mut Proposal, of: &Source<'_>) {
    let values = of.values;
    match (values.decimal, values.readings) {
        (Some(sign), _) => {
            proposal.note("decimal-is", vec![("decimal", text(sign)), ("cells", Value::Count(values.shown))]);
            proposal.line(format!("decimal     = {}", quoted(&sign.to_string())));
        }
        (None, Some((comma, point))) => {
            let shown = |figure: Option<_>| figure.map_or_else(|| text("–"), Value::Figure);
            proposal.note("decimal-open", vec![("with-comma", shown(comma)), ("with-point", shown(point))]);
            proposal.line("# decimal     = \",\"");
            proposal.line("# decimal     = \".\"");
        }
        (None, None) => {
            proposal.note("decimal-unseen", Vec::new());
            proposal.line("decimal     = \",\"");
        }
    }
    if !values.thousands.is_empty() {
        for (sign, cells) in &values.thousands {
            proposal.note("thousands-is", vec![("sign", text(*sign)), ("cells", Value::Count(*cells))]);
        }
        let signs: Vec<String> = values.thousands.iter().map(|(sign, _)| format!("\"{sign}\"")).collect();
        proposal.list("thousands  ", &signs);
    }
    if let Some((unit, in_heading)) = values.unit {
        let from = if in_heading { "heading" } else { "cells" };
        proposal.note("unit-is", vec![("from", text(from)), ("unit", text(unit_name(unit)))]);
        proposal.line(format!("unit        = {}", quoted(unit_name(unit))));
    }
    if let Some((currency, cells)) = values.currency {
        proposal.note("currency-is", vec![("cells", Value::Count(cells)), ("currencies", text(currency))]);
        proposal.line(format!("currency    = {}", quoted(currency)));
    }
    if values.noise > 0 {
        proposal.note("noise-is", vec![("cells", Value::Count(values.noise))]);
        proposal.line("float-noise = true");
    }
    if values.rounded > 0 && values.unit.is_none_or(|(unit, _)| unit == AmountUnit::Kr) {
        proposal.note("rounding-is", vec![("cells", Value::Count(values.rounded))]);
        proposal.line("rounding    = \"half-away\"");
    }
    if of.turned {
        proposal.note("sign-is", Vec::new());
        proposal.line("sign        = \"credit-positive\"");
    }
    sided(proposal, of);
}

/// The words of a column that says debit or credit.
fn sided(proposal: &mut Proposal, of: &Source<'_>) {
    let side = of.roles.field(FieldName::Side).first().and_then(|at| of.survey.columns.get(*at));
    let words = |column: &Column| column.marks.sides.words().map(|words| words.iter().map(|w| quoted(w)).collect());
    if let Some(column) = side {
        let [debit, credit]: [Vec<String>; 2] = words(column);
        proposal.note("side-is", vec![("header", text(&column.heading))]);
        proposal.list("debit-words ", &debit);
        proposal.list("credit-words", &credit);
        if of.values.open.iter().any(|note| note.id == "side-negative") {
            proposal.line("# negative-sides = true");
        }
    } else if let Some(column) = sides::maybe(of.survey, of.roles) {
        let [debit, credit]: [Vec<String>; 2] = words(column);
        proposal.note("side-may-be", vec![("header", text(&column.heading))]);
        proposal.line(format!("# debit-words  = [{}]", debit.join(", ")));
        proposal.line(format!("# credit-words = [{}]", credit.join(", ")));
    }
}
