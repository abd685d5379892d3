//! Parts of a grant: what was received, in which parts, and which income postings are which part. Takes the mirror of an
//! agreement file, hands on the model's parts; refuses parts that take less than nothing, and two that would take the
//! same posting.

use toml::Spanned;

use crate::model::agreement::{Activity, Agreement, GrantPart, GrantStatus, Supplement};
use crate::model::fate::Target;
use crate::model::finding::{Problem, Value, text};
use crate::model::money::Ore;

use super::Pipeline;
use super::agreement::narrowed;
use super::compile::Cx;
use super::raw::{AgreementFile, Field, RawGrant, RawSupplement};
use super::rules::Rule;

const STATUSES: [(&str, GrantStatus); 4] = [
    ("allotted", GrantStatus::Allotted),
    ("requisitioned", GrantStatus::Requisitioned),
    ("paid", GrantStatus::Paid),
    ("earned", GrantStatus::Earned),
];

/// Which income postings are a part of a grant.
#[derive(Clone, Debug)]
pub struct GrantRule {
    /// Position of the agreement.
    pub agreement: u16,
    /// Position of the area that the part stands in; none for the agreement as a whole.
    pub area: Option<u16>,
    /// Position of the part there.
    pub part: u16,
    /// The condition.
    pub rule: Rule,
}

impl Pipeline {
    /// The condition on the income postings of a part, by the positions of its agreement, its area if it has one, and
    /// its own in that list.
    pub fn grant_rule(&self, agreement: usize, area: Option<u16>, part: u16) -> Option<&Rule> {
        let is_it = |g: &&GrantRule| usize::from(g.agreement) == agreement && g.area == area && g.part == part;
        self.grant_rules.iter().find(is_it).map(|grant| &grant.rule)
    }
}

/// One list of parts; in all they may not be less than nothing.
pub(super) fn parts(cx: &mut Cx<'_>, raw: &[RawGrant], activities: &[Activity]) -> Vec<GrantPart> {
    let parts: Vec<GrantPart> = raw.iter().map(|part| grant(cx, part, activities)).collect();
    for (place, raw) in raw.iter().enumerate() {
        let twice = parts[..place].iter().any(|p| p.id == parts[place].id);
        if let (Some(at), true) = (&raw.id, twice) {
            cx.duplicate(at.span(), "granted", at.get_ref());
        }
    }
    if let Some(sum) = Ore::sum(parts.iter().map(|p| p.amount)).ok().filter(|sum| *sum < Ore::ZERO) {
        let lowest = raw.iter().filter_map(|r| r.amount.as_ref()).min_by_key(|amount| *amount.get_ref());
        let values = vec![("sum", Value::Amount(sum))];
        cx.problem(lowest.map_or(0..0, Spanned::span), Problem::new("grant-negative", values));
    }
    parts
}

fn grant(cx: &mut Cx<'_>, raw: &RawGrant, activities: &[Activity]) -> GrantPart {
    let near = raw.id.as_ref().map(Spanned::span).or(raw.amount.as_ref().map(Spanned::span)).unwrap_or(0..0);
    let activity = raw.activity.as_ref().and_then(|at| {
        let place = activities.iter().position(|a| a.id == *at.get_ref());
        if place.is_none() {
            cx.unknown(at.span(), "activity", at.get_ref(), activities.iter().map(|a| a.id.as_str()));
        }
        place.and_then(|p| u16::try_from(p).ok())
    });
    if raw.amount.is_none() {
        let values = vec![("key", text("amount")), ("table", text("granted"))];
        cx.problem(near.clone(), Problem::new("missing-key", values));
    }
    let amount = cx.signed_kronor(&raw.amount, "amount").unwrap_or(Ore::ZERO);
    GrantPart {
        id: cx.required(&raw.id, "id", "granted", near),
        title: Cx::remark(&raw.title),
        amount,
        status: cx.choice(&raw.status, "status", &STATUSES).unwrap_or(GrantStatus::Allotted),
        activity,
        note: Cx::remark(&raw.note),
        frame: frame(cx, &raw.frame, amount),
        rounded_to: cx.positive_kronor(&raw.rounded_to, "rounded-to"),
    }
}

/// A national frame, of which an amount is a part.
pub(super) fn frame(cx: &mut Cx<'_>, raw: &Field<i64>, amount: Ore) -> Option<Ore> {
    let frame = cx.positive_kronor(raw, "frame")?;
    if let (Some(at), true) = (raw, frame < amount) {
        cx.bad(at.span(), "frame", &at.get_ref().to_string(), &format!("≥ {}", amount.ore() / 100));
        return None;
    }
    Some(frame)
}

pub(super) fn supplement(cx: &mut Cx<'_>, raw: &RawSupplement) -> Supplement {
    let near = raw.title.as_ref().or(raw.reference.as_ref()).map_or(0..0, Spanned::span);
    Supplement {
        title: cx.prose(&raw.title, "title", "supplements", near),
        reference: cx.reference(&raw.reference, "reference"),
    }
}

/// A rule per part with codes; no two of an agreement may take the same posting.
pub(super) fn rules(cx: &mut Cx<'_>, mirror: &AgreementFile, agreement: u16, id: &str, pipeline: &mut Pipeline) {
    let head = mirror.agreement.as_ref().map(|head| (None, id.to_owned(), &head.get_ref().received));
    let areas = (0_u16..).zip(&mirror.area).map(|(place, area)| {
        let name = area.id.as_ref().map_or("", |id| id.get_ref());
        (Some(place), format!("{id}/{name}"), &area.granted)
    });
    let first = pipeline.grant_rules.len();
    for (area, name, raw) in head.into_iter().chain(areas) {
        for (part, raw) in (0_u16..).zip(raw) {
            let Some(at) = raw.codes.keys().next() else { continue };
            let Some(conditions) = narrowed(cx, Vec::new(), &raw.codes, pipeline) else { continue };
            let id = raw.id.as_ref().map_or("", |id| id.get_ref());
            let target = Target { agreement, area: area.unwrap_or_default(), activity: None };
            let rule = Rule { name: format!("{name}/{id}"), target, conditions, frame: cx.file.frame(at.span()) };
            if rule.conditions.iter().any(|(_, set)| set.is_empty()) {
                cx.problem(at.span(), Problem::new("rule-never-matches", vec![("rule", text(&rule.name))]));
            }
            pipeline.grant_rules.push(GrantRule { agreement, area, part, rule });
        }
    }
    let added = &pipeline.grant_rules[first..];
    for (i, one) in added.iter().enumerate() {
        for other in added[i + 1..].iter().filter(|o| o.area == one.area || o.area.is_none() || one.area.is_none()) {
            let Some(both) = one.rule.overlap(&other.rule, &pipeline.parts) else { continue };
            let values = vec![
                ("first", text(&one.rule.name)),
                ("second", text(&other.rule.name)),
                ("example", text(pipeline.parts.describe(&both))),
            ];
            let problem = Problem::new("parts-overlap", values);
            cx.problems.push(problem.framed(one.rule.frame.clone()).framed(other.rule.frame.clone()));
        }
    }
}

/// Money that is sent on comes from the grant.
pub(super) fn forwarded_within_grant(cx: &mut Cx<'_>, mirror: &AgreementFile, agreement: &Agreement) {
    let forwarded = agreement.areas.iter().flat_map(|area| &area.activities).filter(|a| a.is_forwarded());
    let Ok(sent) = Ore::sum(forwarded.filter_map(|a| a.amount)) else { return };
    // A grant of less than nothing is told where it stands.
    let Some(granted) = agreement.granted().ok().flatten().filter(|granted| *granted >= Ore::ZERO) else { return };
    if sent > granted {
        let raw = mirror.area.iter().flat_map(|area| &area.activities);
        let forwarded = raw.filter(|a| a.kind.as_ref().is_some_and(|k| k.get_ref() == "forwarded"));
        let at = forwarded.filter_map(|a| a.amount.as_ref()).next_back().map_or(0..0, Spanned::span);
        let values = vec![("forwarded", Value::Amount(sent)), ("granted", Value::Amount(granted))];
        cx.problem(at, Problem::new("forwarded-over-grant", values));
    }
}
