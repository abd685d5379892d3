//! What was received and sent on: the ledger's grant income against the parts of the grant, money sent on against what
//! was decided, and amounts that no document states. Takes one agreement's case; knows no report.

use crate::model::agreement::{Agreement, GrantPart};
use crate::model::balance::Balance;
use crate::model::fate::Target;
use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::AgreementResult;
use crate::pipeline::{GroupKind, Pipeline};

use super::Case;

/// Grant income of each part, as [`Agreement::parts`] lists them. A part with codes takes what they name. What is left of
/// a list's postings is its only part's, or that of its parts without codes together; else it is no part's.
pub(super) fn booked(
    pipeline: &Pipeline,
    place: usize,
    agreement: &Agreement,
    balances: &[(Target, &Balance)],
    result: &mut AgreementResult,
) -> Result<(), Overflow> {
    let takers = takers(pipeline, place, agreement);
    let tells = |taker: &Taker<'_>| taker.rule.is_some() || taker.alone;
    result.booked = takers.iter().map(|taker| tells(taker).then_some(Ore::ZERO)).collect();
    result.booked_together = takers.iter().filter(|t| !tells(t)).map(|taker| (taker.area, Ore::ZERO)).collect();
    let income = balances.iter().filter(|(_, b)| pipeline.accounts.kind(b.group) == Some(GroupKind::GrantIncome));
    for (target, balance) in income {
        let received = balance.totals.net()?.negated()?;
        let by_codes =
            takers.iter().position(|t| t.is_of(*target) && t.rule.is_some_and(|r| r.takes(&balance.key.codes)));
        // The narrower list first: an area's own part goes before the whole agreement's.
        let is_alone = |t: &Taker<'_>| t.is_of(*target) && t.rule.is_none() && t.alone;
        let own = || takers.iter().position(|t| is_alone(t) && t.area.is_some());
        let alone = || own().or_else(|| takers.iter().position(is_alone));
        let together = [Some(target.area), None].into_iter().find(|list| result.booked_together.contains_key(list));
        let sum = match (by_codes.or_else(alone), together) {
            (Some(part), _) => result.booked[part].get_or_insert_default(),
            (None, Some(list)) => result.booked_together.entry(list).or_default(),
            (None, None) => &mut result.booked_elsewhere,
        };
        *sum = sum.plus(received)?;
    }
    Ok(())
}

/// A part of a grant and the condition on its postings.
struct Taker<'a> {
    area: Option<u16>,
    rule: Option<&'a crate::pipeline::Rule>,
    alone: bool,
}

impl Taker<'_> {
    /// Whether the part's list is of the target's area, or of the whole agreement.
    fn is_of(&self, target: Target) -> bool {
        self.area.is_none_or(|area| area == target.area)
    }
}

/// In the order of [`Agreement::parts`].
fn takers<'a>(pipeline: &'a Pipeline, place: usize, agreement: &Agreement) -> Vec<Taker<'a>> {
    let lists: Vec<Option<u16>> = agreement.parts().map(|(area, _)| area).collect();
    let mut number = std::collections::BTreeMap::<Option<u16>, u16>::new();
    let taker = |area: &Option<u16>| {
        let part = *number.entry(*area).and_modify(|n| *n += 1).or_insert(0);
        let alone = lists.iter().filter(|other| *other == area).count() == 1;
        Taker { area: *area, rule: pipeline.grant_rule(place, *area, part), alone }
    };
    lists.iter().map(taker).collect()
}

/// A part that is paid or earned should be in the ledger, as it is; of one that is only promised there cannot be more.
/// Parts that the postings don't tell apart are judged together.
pub(super) fn income_differs(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    let parts = || case.agreement.parts().zip(&case.result.booked);
    for ((area, part), booked) in parts() {
        if let Some(booked) = *booked {
            findings.extend(differs(case, area, &part.id, &[part], booked)?);
        }
    }
    for (list, booked) in &case.result.booked_together {
        let own: Vec<&GrantPart> =
            parts().filter(|((area, _), told)| area == list && told.is_none()).map(|((_, part), _)| part).collect();
        let names: Vec<&str> = own.iter().map(|part| part.id.as_str()).collect();
        findings.extend(differs(case, *list, &names.join(", "), &own, *booked)?);
    }
    Ok(findings)
}

fn differs(
    case: &Case<'_>,
    area: Option<u16>,
    name: &str,
    parts: &[&GrantPart],
    booked: Ore,
) -> Result<Option<Finding>, Overflow> {
    let granted = Ore::sum(parts.iter().map(|part| part.amount))?;
    let expected = parts.iter().all(|part| part.status.is_in_the_ledger()) || booked > granted;
    if booked == granted || !expected {
        return Ok(None);
    }
    let values = vec![
        ("part", text(name)),
        ("granted", Value::Amount(granted)),
        ("booked", Value::Amount(booked)),
        ("difference", Value::Amount(booked.minus(granted)?)),
    ];
    Ok(Some(Finding::new(Code::IncomeDiffers, values).in_place(place(case, area))))
}

fn place(case: &Case<'_>, area: Option<u16>) -> Place {
    let area = area.and_then(|a| case.agreement.areas.get(usize::from(a)));
    Place { agreement: Some(case.agreement.id.clone()), area: area.map(|a| a.id.clone()), ..Place::default() }
}

/// Grant income on the agreement's code strings that no part of its grant takes; an agreement without parts says nothing
/// of its income.
// The list of conditions has one type for all.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn income_without_part(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let elsewhere = case.result.booked_elsewhere;
    if elsewhere == Ore::ZERO || case.result.booked.is_empty() {
        return Ok(Vec::new());
    }
    let finding = Finding::new(Code::IncomeWithoutPart, vec![("sum", Value::Amount(elsewhere))]);
    Ok(vec![finding.in_place(place(case, None))])
}

/// Money sent on should be what was decided to send on.
pub(super) fn forwarded_differs(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for (area, result) in case.areas() {
        for (activity, line) in area.activities.iter().zip(&result.lines).filter(|(a, _)| a.is_forwarded()) {
            let sent = line.forwarded.accumulated()?;
            let Some(decided) = activity.amount.filter(|decided| *decided != sent) else { continue };
            let values = vec![
                ("recipient", text(activity.recipient.as_deref().unwrap_or_default())),
                ("decided", Value::Amount(decided)),
                ("forwarded", Value::Amount(sent)),
                ("difference", Value::Amount(sent.minus(decided)?)),
            ];
            findings.push(Finding::new(Code::ForwardedDiffers, values).in_place(case.place(area, Some(&activity.id))));
        }
    }
    Ok(findings)
}

/// An allocated amount that no document states, but that somebody worked out.
// The list of conditions has one type for all.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn amount_inferred(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let inferred =
        case.agreement.areas.iter().filter_map(|area| Some((area, area.allocated?, area.inferred.as_ref()?)));
    Ok(inferred
        .map(|(area, amount, how)| {
            let values = vec![("amount", Value::Amount(amount)), ("how", text(how))];
            Finding::new(Code::AmountInferred, values).in_place(case.place(area, None))
        })
        .collect())
}
