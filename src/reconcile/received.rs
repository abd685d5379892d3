//! What was received and sent on: the ledger's grant income against the parts of the grant, money sent on against what
//! was decided, and amounts that no document states. Takes one agreement's case; knows no report.

use crate::model::agreement::{Agreement, GrantPart, GrantStatus};
use crate::model::balance::Balance;
use crate::model::fate::Target;
use crate::model::finding::{Code, Finding, Place, Value, text};
use crate::model::money::{Ore, Overflow};
use crate::model::reconciliation::AgreementResult;
use crate::pipeline::{GroupKind, Pipeline};

use super::Case;

/// Grant income of each part, as [`Agreement::parts`] lists them, and what no part takes. A part with codes takes
/// what they name; a part that stands alone in its list takes the rest of that list's postings.
pub(super) fn booked(
    pipeline: &Pipeline,
    place: usize,
    agreement: &Agreement,
    balances: &[(Target, &Balance)],
    result: &mut AgreementResult,
) -> Result<(), Overflow> {
    let takers: Vec<Taker<'_>> = takers(pipeline, place, agreement);
    result.booked = takers.iter().map(|taker| taker.can_tell().then_some(Ore::ZERO)).collect();
    let income = balances.iter().filter(|(_, b)| pipeline.accounts.kind(b.group) == Some(GroupKind::GrantIncome));
    for (target, balance) in income {
        let received = balance.totals.net()?.negated()?;
        let mut taking = (0..takers.len()).filter(|i| takers[*i].takes(*target, balance));
        match (taking.next(), taking.next()) {
            (Some(part), None) => {
                result.booked[part] = Some(result.booked[part].unwrap_or_default().plus(received)?);
            }
            _ => result.booked_elsewhere = result.booked_elsewhere.plus(received)?,
        }
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
    fn can_tell(&self) -> bool {
        self.rule.is_some() || self.alone
    }

    fn takes(&self, target: Target, balance: &Balance) -> bool {
        let here = self.area.is_none_or(|area| area == target.area);
        here && self.rule.map_or(self.alone, |rule| rule.takes(&balance.key.codes))
    }
}

fn takers<'a>(pipeline: &'a Pipeline, place: usize, agreement: &Agreement) -> Vec<Taker<'a>> {
    let parts: Vec<(Option<u16>, &GrantPart)> = agreement.parts().collect();
    let mut number = std::collections::BTreeMap::<Option<u16>, u16>::new();
    let mut all = Vec::new();
    for (area, _) in &parts {
        let part = *number.entry(*area).and_modify(|n| *n += 1).or_insert(0);
        let rule = pipeline
            .grant_rules
            .iter()
            .find(|g| usize::from(g.agreement) == place && g.area == *area && g.part == part)
            .map(|g| &g.rule);
        let alone = parts.iter().filter(|(a, _)| a == area).count() == 1;
        all.push(Taker { area: *area, rule, alone });
    }
    all
}

/// A part that is paid or earned should be in the ledger, as it is; of one that is only promised there cannot be more.
pub(super) fn income_differs(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for ((area, part), booked) in case.agreement.parts().zip(&case.result.booked) {
        let Some(booked) = *booked else { continue };
        let expected = is_in_the_ledger(part) || booked > part.amount;
        if booked == part.amount || !expected {
            continue;
        }
        let values = vec![
            ("part", text(&part.id)),
            ("granted", Value::Amount(part.amount)),
            ("booked", Value::Amount(booked)),
            ("difference", Value::Amount(booked.minus(part.amount)?)),
        ];
        findings.push(Finding::new(Code::IncomeDiffers, values).in_place(place(case, area)));
    }
    Ok(findings)
}

fn is_in_the_ledger(part: &GrantPart) -> bool {
    matches!(part.status, GrantStatus::Paid | GrantStatus::Earned)
}

fn place(case: &Case<'_>, area: Option<u16>) -> Place {
    let area = area.and_then(|a| case.agreement.areas.get(usize::from(a)));
    Place { agreement: Some(case.agreement.id.clone()), area: area.map(|a| a.id.clone()), ..Place::default() }
}

/// Grant income on the agreement's code strings that no part of its grant takes.
// The list of conditions has one type for all.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn income_without_part(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let told_apart = case.result.booked.iter().all(Option::is_some) && !case.result.booked.is_empty();
    let elsewhere = case.result.booked_elsewhere;
    if elsewhere == Ore::ZERO || !told_apart {
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
