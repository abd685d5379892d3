//! What was received and sent on: the ledger's grant income against the parts of the grant, money sent on against what
//! was decided, and amounts that no document states. Takes one agreement's case; knows no report.

use crate::model::agreement::{Activity, Agreement, GrantPart};
use crate::model::fate::Target;
use crate::model::finding::{Code, Finding, Place, Value, count, text};
use crate::model::money::{Ore, Overflow};
use crate::model::period::Through;
use crate::model::reconciliation::AgreementResult;
use crate::pipeline::{GroupKind, Pipeline};

use super::Case;
use super::sorted::{Kind, Mapped};

/// Grant income of each part, as [`Agreement::parts`] lists them. A part with codes takes what they name. What is left of
/// a list's postings is its only part's, or that of its parts without codes together; else it is no part's.
pub(super) fn booked(
    pipeline: &Pipeline,
    place: usize,
    agreement: &Agreement,
    balances: &Mapped<'_>,
    result: &mut AgreementResult,
) -> Result<(), Overflow> {
    let takers = takers(pipeline, place, agreement);
    let tells = |taker: &Taker<'_>| taker.rule.is_some() || taker.alone;
    result.booked = takers.iter().map(|taker| tells(taker).then_some(Ore::ZERO)).collect();
    result.booked_together = takers.iter().filter(|t| !tells(t)).map(|taker| (taker.area, Ore::ZERO)).collect();
    let is_income = |kind: &Kind<'_>| pipeline.accounts.kind(kind.about.verdict.group) == Some(GroupKind::GrantIncome);
    for (target, balance) in balances.balances(|_, kind| is_income(kind)) {
        let received = balance.totals.net()?.negated()?;
        let by_codes = takers.iter().position(|t| t.is_of(target) && t.rule.is_some_and(|r| r.takes(&balance)));
        // The narrower list first: an area's own part goes before the whole agreement's.
        let is_alone = |t: &Taker<'_>| t.is_of(target) && t.rule.is_none() && t.alone;
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

/// Parts of a grant that are judged together, and what the ledger has of them.
pub(super) struct Income {
    area: Option<u16>,
    name: String,
    title: String,
    parts: usize,
    granted: Ore,
    booked: Ore,
    /// The money has come, so that the year's ledger should have all of it.
    has_come: bool,
}

impl Income {
    /// A part that is paid or earned should be in the year's ledger, as it is; before the year is over, and of one that is
    /// only promised, there cannot be more.
    fn differs(&self, through: Through) -> bool {
        let whole = through.is_whole_year();
        // What is to be paid back is not too much before it is.
        let most = if whole { self.granted } else { self.granted.max(Ore::ZERO) };
        self.booked != self.granted && ((whole && self.has_come) || self.booked > most)
    }

    /// Not all of it is booked, and the year is not over.
    pub(super) fn is_awaited(&self, through: Through) -> bool {
        self.has_come && self.booked != self.granted && !self.differs(through)
    }
}

/// What a part is called; an area's only part goes by the area where it has no title.
fn title_of<'a>(agreement: &'a Agreement, area: Option<u16>, part: &'a GrantPart) -> &'a str {
    let area = area.and_then(|place| agreement.areas.get(usize::from(place))).filter(|area| area.granted.len() == 1);
    part.title.as_deref().or(area.map(|area| area.title.as_str())).unwrap_or(&part.id)
}

/// Each part by itself; those that the postings don't tell apart together.
pub(super) fn incomes(agreement: &Agreement, result: &AgreementResult) -> Result<Vec<Income>, Overflow> {
    let income = |area: Option<u16>, parts: &[&GrantPart], booked: Ore| {
        let names: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
        let titles: Vec<&str> = parts.iter().map(|part| title_of(agreement, area, part)).collect();
        let granted = Ore::sum(parts.iter().map(|part| part.amount))?;
        let has_come = parts.iter().all(|part| part.status.is_in_the_ledger());
        Ok(Income {
            area,
            name: names.join(", "),
            title: titles.join(", "),
            parts: parts.len(),
            granted,
            booked,
            has_come,
        })
    };
    let parts = || agreement.parts().zip(&result.booked);
    let told = parts().filter_map(|((area, part), booked)| booked.map(|booked| income(area, &[part], booked)));
    let together = result.booked_together.iter().map(|(list, booked)| {
        let own: Vec<&GrantPart> =
            parts().filter(|((area, _), told)| area == list && told.is_none()).map(|((_, part), _)| part).collect();
        income(*list, &own, *booked)
    });
    told.chain(together).collect()
}

/// Grant income in the ledger that is not what the document says.
pub(super) fn income_differs(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for income in incomes(case.agreement, case.result)?.iter().filter(|i| i.differs(case.evidence.through)) {
        let values = vec![
            ("part", text(&income.name)),
            ("title", text(&income.title)),
            ("parts", count(income.parts)),
            ("granted", Value::Amount(income.granted)),
            ("booked", Value::Amount(income.booked)),
            ("difference", Value::Amount(income.booked.minus(income.granted)?)),
        ];
        findings.push(Finding::new(Code::IncomeDiffers, values).in_place(place(case, income.area)));
    }
    Ok(findings)
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

/// Money that is to be sent on, and what has been sent.
struct Forwarding<'a> {
    area: u16,
    activity: &'a Activity,
    decided: Ore,
    sent: Ore,
}

impl Forwarding<'_> {
    /// Before the year is over there may be less.
    fn differs(&self, through: Through) -> bool {
        self.sent != self.decided && (through.is_whole_year() || self.sent > self.decided)
    }
}

fn sent_on<'a>(agreement: &'a Agreement, result: &AgreementResult) -> Result<Vec<Forwarding<'a>>, Overflow> {
    let mut list = Vec::new();
    for (place, (area, found)) in (0_u16..).zip(agreement.areas.iter().zip(&result.areas)) {
        for (activity, line) in area.activities.iter().zip(&found.lines).filter(|(a, _)| a.is_forwarded()) {
            let sent = line.forwarded.accumulated()?;
            list.extend(activity.amount.map(|decided| Forwarding { area: place, activity, decided, sent }));
        }
    }
    Ok(list)
}

/// Amounts that are to be sent on and have not been, while the year is not over.
pub(super) fn still_to_send(
    agreement: &Agreement,
    result: &AgreementResult,
    through: Through,
) -> Result<usize, Overflow> {
    let list = sent_on(agreement, result)?;
    Ok(list.iter().filter(|one| one.sent != one.decided && !one.differs(through)).count())
}

/// Money sent on should be what was decided to send on.
pub(super) fn forwarded_differs(case: &Case<'_>) -> Result<Vec<Finding>, Overflow> {
    let mut findings = Vec::new();
    for one in sent_on(case.agreement, case.result)?.iter().filter(|one| one.differs(case.evidence.through)) {
        let values = vec![
            ("recipient", text(one.activity.recipient.as_deref().unwrap_or_default())),
            ("decided", Value::Amount(one.decided)),
            ("forwarded", Value::Amount(one.sent)),
            ("difference", Value::Amount(one.sent.minus(one.decided)?)),
        ];
        let place = case.place(&case.agreement.areas[usize::from(one.area)], Some(&one.activity.id));
        findings.push(Finding::new(Code::ForwardedDiffers, values).in_place(place));
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
