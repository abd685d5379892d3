//! Agreement files: areas, activities, money, conditions, dates, and the rules that follow from their codes. Takes the
//! mirror of one file, adds to the pipeline; refuses amounts where the kind of allocation has none.

use toml::Spanned;

use crate::model::agreement::{Activity, Agreement, AllocationKind, Area, Condition, Reallocation, Report};
use crate::model::code::{CodeString, Part};
use crate::model::fate::Target;
use crate::model::finding::{Problem, REGISTRY, text};

use super::codeset::CodeSet;
use super::compile::Cx;
use super::grants;
use super::raw::{AgreementFile, RawActivity, RawArea, RawCodes, RawCond, RawExample, RawReport};
use super::rules::{Owner, Rule};
use super::{Example, Pipeline};

const KINDS: [(&str, AllocationKind); 5] = [
    ("fixed", AllocationKind::Fixed),
    ("ring-fenced", AllocationKind::RingFenced),
    ("pooled", AllocationKind::Pooled),
    ("unallocated", AllocationKind::Unallocated),
    ("forwarded", AllocationKind::Forwarded),
];
const STANCES: [(&str, Reallocation); 3] =
    [("within-area", Reallocation::WithinArea), ("none", Reallocation::None), ("not-stated", Reallocation::NotStated)];

/// Adds the agreement, its rules, owners and examples to the pipeline.
pub(super) fn compile(cx: &mut Cx<'_>, mirror: &AgreementFile, pipeline: &mut Pipeline) {
    let near = mirror.agreement.as_ref().map_or(0..0, Spanned::span);
    let Some(head) = mirror.agreement.as_ref().map(Spanned::get_ref) else {
        cx.no_table("agreement", "[agreement]", near);
        return;
    };
    let position = u16::try_from(pipeline.agreements.len()).unwrap_or(u16::MAX);
    let id = cx.required(&head.id, "id", "agreement", near.clone());
    cx.fit_for_files(&head.id);
    if let (Some(at), true) = (&head.id, pipeline.agreements.iter().any(|a| a.id == id)) {
        cx.duplicate(at.span(), "agreement", &id);
    }
    let areas = areas(cx, mirror, position, &id, pipeline);
    let year = cx.number(&head.year, "year", (1900, 2199), i64::from(pipeline.job.year));
    references(cx, mirror);
    let agreement = Agreement {
        title: cx.prose(&head.title, "title", "agreement", near),
        id,
        long_title: Cx::remark(&head.long_title),
        year: i16::try_from(year).unwrap_or_default(),
        decided_on: cx.date(&head.decided_on, "decided-on"),
        decided_by: Cx::remark(&head.decided_by),
        references: head.references.iter().map(|r| r.get_ref().clone()).collect(),
        supplements: head.supplements.iter().map(|s| grants::supplement(cx, s)).collect(),
        received: grants::parts(cx, &head.received, &[]),
        note: Cx::remark(&head.note),
        responsible: Cx::remark(&head.responsible),
        granted_total: cx.kronor(&head.granted_total, "granted-total"),
        areas,
        conditions: mirror.condition.iter().map(|c| condition(cx, c)).collect(),
        reports: mirror.report.iter().map(|r| report(cx, r)).collect(),
    };
    grants::rules(cx, mirror, position, &agreement.id, pipeline);
    grants::forwarded_within_grant(cx, mirror, &agreement);
    pipeline.agreements.push(agreement);
    for raw in &mirror.example {
        example(cx, raw, position, pipeline);
    }
}

fn references(cx: &mut Cx<'_>, mirror: &AgreementFile) {
    for at in mirror.agreement.iter().flat_map(|head| &head.get_ref().references) {
        cx.is_reference(at, "references");
    }
}

fn areas(cx: &mut Cx<'_>, mirror: &AgreementFile, agreement: u16, id: &str, pipeline: &mut Pipeline) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for (place, raw) in (0_u16..).zip(&mirror.area) {
        let area = area(cx, raw);
        if let (Some(at), true) = (&raw.id, areas.iter().any(|a| a.id == area.id)) {
            cx.duplicate(at.span(), "area", &area.id);
        }
        let target = Target { agreement, area: place, activity: None };
        own(cx, raw, target, pipeline);
        let name = format!("{id}/{}", area.id);
        rules(cx, raw, target, &name, pipeline);
        areas.push(area);
    }
    areas
}

fn area(cx: &mut Cx<'_>, raw: &RawArea) -> Area {
    let near = raw.id.as_ref().or(raw.title.as_ref()).map_or(0..0, Spanned::span);
    let mut activities: Vec<Activity> = Vec::new();
    for raw in &raw.activities {
        let activity = activity(cx, raw);
        if let (Some(at), true) = (&raw.id, activities.iter().any(|a| a.id == activity.id)) {
            cx.duplicate(at.span(), "activity", &activity.id);
        }
        activities.push(activity);
    }
    let granted = grants::parts(cx, &raw.granted, &activities);
    let allocated = cx.kronor(&raw.allocated, "allocated");
    Area {
        id: cx.required(&raw.id, "id", "area", near.clone()),
        title: cx.prose(&raw.title, "title", "area", near),
        granted_title: Cx::remark(&raw.granted_title),
        section: Cx::remark(&raw.section),
        granted,
        rounded_to: cx.positive_kronor(&raw.rounded_to, "rounded-to"),
        allocated,
        frame: grants::frame(cx, &raw.frame, allocated.unwrap_or_default()),
        inferred: Cx::remark(&raw.inferred),
        objects: raw
            .objects
            .as_ref()
            .map_or_else(Vec::new, |o| o.get_ref().iter().map(|c| c.get_ref().clone()).collect()),
        responsible: Cx::remark(&raw.responsible),
        reallocation: cx.choice(&raw.reallocation, "reallocation", &STANCES).unwrap_or(Reallocation::NotStated),
        activities,
    }
}

fn activity(cx: &mut Cx<'_>, raw: &RawActivity) -> Activity {
    let near = raw.id.as_ref().or(raw.title.as_ref()).map_or(0..0, Spanned::span);
    let kind = cx.choice(&raw.kind, "kind", &KINDS).unwrap_or(AllocationKind::Fixed);
    let amount = cx.kronor(&raw.amount, "amount");
    match (kind, &raw.amount) {
        (AllocationKind::Pooled, Some(at)) => cx.problem(at.span(), Problem::new("pooled-amount", Vec::new())),
        (AllocationKind::Pooled, None) | (_, Some(_)) => {}
        (_, None) => {
            let values = vec![("key", text("amount")), ("table", text("activities"))];
            cx.problem(near.clone(), Problem::new("missing-key", values));
        }
    }
    Activity {
        id: cx.required(&raw.id, "id", "activities", near.clone()),
        title: cx.prose(&raw.title, "title", "activities", near),
        kind,
        amount,
        responsible: Cx::remark(&raw.responsible),
        note: Cx::remark(&raw.note),
        recipient: recipient(cx, raw, kind),
    }
}

/// Who gets the money: must be said of what is sent on, and means nothing of anything else.
fn recipient(cx: &mut Cx<'_>, raw: &RawActivity, kind: AllocationKind) -> Option<String> {
    let near = raw.id.as_ref().map_or(0..0, Spanned::span);
    match (kind, &raw.recipient) {
        (AllocationKind::Forwarded, _) => Some(cx.prose(&raw.recipient, "recipient", "activities", near)),
        (_, None) => None,
        (_, Some(at)) => {
            cx.bad(at.span(), "recipient", at.get_ref(), "kind = \"forwarded\"");
            None
        }
    }
}

/// Registers the area as owner of its cost objects.
fn own(cx: &mut Cx<'_>, raw: &RawArea, target: Target, pipeline: &mut Pipeline) {
    let Some(objects) = &raw.objects else { return };
    if pipeline.object_part.is_none() {
        cx.unknown(objects.span(), "part", "objekt", pipeline.parts.0.iter().map(String::as_str));
    }
    for object in objects.get_ref() {
        cx.code(object.span(), object.get_ref());
        let owners = pipeline.owners.entry(object.get_ref().clone()).or_default();
        if owners.contains(&Owner { target }) {
            cx.duplicate(object.span(), "object", object.get_ref());
        } else {
            owners.push(Owner { target });
        }
    }
}

/// The area's own rule, where it has codes, and one rule per activity with codes.
fn rules(cx: &mut Cx<'_>, raw: &RawArea, target: Target, name: &str, pipeline: &mut Pipeline) {
    let mut base: Vec<(Part, CodeSet)> = Vec::new();
    if let (Some(part), Some(objects)) = (pipeline.object_part, &raw.objects) {
        let codes: Vec<String> = objects.get_ref().iter().map(|o| o.get_ref().clone()).collect();
        base.push((part, CodeSet::of(&codes)));
    }
    let Some(base) = narrowed(cx, base, &raw.codes, pipeline) else { return };
    if let Some(at) = raw.codes.keys().next() {
        let frame = cx.file.frame(at.span());
        pipeline.rules.push(Rule { name: name.to_owned(), target, conditions: base.clone(), frame });
    }
    for (i, activity) in (0_u16..).zip(&raw.activities) {
        let Some(at) = activity.codes.keys().next() else { continue };
        let Some(conditions) = narrowed(cx, base.clone(), &activity.codes, pipeline) else { continue };
        let id = activity.id.as_ref().map_or("", |id| id.get_ref());
        let frame = cx.file.frame(at.span());
        let target = Target { activity: Some(i), ..target };
        pipeline.rules.push(Rule { name: format!("{name}/{id}"), target, conditions, frame });
    }
}

/// Conditions with those of `codes` added; a part may be conditioned once on the way from area to activity.
pub(super) fn narrowed(
    cx: &mut Cx<'_>,
    mut base: Vec<(Part, CodeSet)>,
    codes: &RawCodes,
    pipeline: &Pipeline,
) -> Option<Vec<(Part, CodeSet)>> {
    for (name, raw) in codes {
        let Some(part) = pipeline.parts.position(name.get_ref()) else {
            cx.unknown(name.span(), "part", name.get_ref(), pipeline.parts.0.iter().map(String::as_str));
            return None;
        };
        if base.iter().any(|(p, _)| *p == part) {
            cx.duplicate(name.span(), "part", name.get_ref());
            return None;
        }
        let mut set = CodeSet::default();
        for condition in &raw.get_ref().0 {
            let codes = match condition {
                RawCond::Equal(code) | RawCond::Prefix(code) => [code, code],
                RawCond::Range(from, to) => [from, to],
            };
            for code in codes {
                cx.code(raw.span(), code);
            }
            match condition {
                RawCond::Equal(code) => set.insert_equal(code),
                RawCond::Prefix(prefix) => set.insert_prefix(prefix),
                RawCond::Range(from, to) => {
                    if !set.insert_range(from, to) {
                        cx.bad(
                            raw.span(),
                            name.get_ref(),
                            &format!("{from}–{to}"),
                            "{ from = \"1700\", to = \"1799\" }",
                        );
                    }
                }
            }
        }
        base.push((part, set));
    }
    Some(base)
}

fn condition(cx: &mut Cx<'_>, raw: &super::raw::RawCondition) -> Condition {
    let near = raw.id.as_ref().or(raw.text.as_ref()).map_or(0..0, Spanned::span);
    for check in &raw.checks {
        if !REGISTRY.iter().any(|(_, known)| known.name == check.get_ref()) {
            cx.unknown(check.span(), "check", check.get_ref(), REGISTRY.iter().map(|(_, known)| known.name));
        }
    }
    Condition {
        id: cx.required(&raw.id, "id", "condition", near.clone()),
        section: Cx::remark(&raw.section),
        text: cx.prose(&raw.text, "text", "condition", near),
        checks: raw.checks.iter().map(|c| c.get_ref().clone()).collect(),
    }
}

fn report(cx: &mut Cx<'_>, raw: &RawReport) -> Report {
    let near = raw.id.as_ref().or(raw.title.as_ref()).map_or(0..0, Spanned::span);
    let rhythms = ["month", "tertial", "half-year", "year"];
    for at in &raw.recurring {
        if !rhythms.contains(&at.get_ref().as_str()) {
            cx.bad(at.span(), "recurring", at.get_ref(), &rhythms.join(", "));
        }
    }
    if raw.due.is_none() && raw.recurring.is_empty() && raw.filed.is_none() {
        let values = vec![("key", text("due")), ("table", text("report"))];
        cx.problem(near.clone(), Problem::new("missing-key", values));
    }
    Report {
        id: cx.required(&raw.id, "id", "report", near.clone()),
        title: cx.prose(&raw.title, "title", "report", near.clone()),
        section: Cx::remark(&raw.section),
        recipient: cx.prose(&raw.recipient, "recipient", "report", near),
        due: cx.date(&raw.due, "due"),
        filed: cx.reference(&raw.filed, "filed"),
        recurring: raw.recurring.iter().map(|r| r.get_ref().clone()).collect(),
        money: raw.money.as_ref().is_none_or(|m| *m.get_ref()),
    }
}

fn example(cx: &mut Cx<'_>, raw: &RawExample, agreement: u16, pipeline: &mut Pipeline) {
    let first = raw.codes.keys().map(Spanned::span).min_by_key(|span| span.start);
    let near = raw.lands.as_ref().map(Spanned::span).or(first).unwrap_or(0..0);
    let mut codes: Vec<Box<str>> = vec!["".into(); pipeline.parts.0.len()];
    for (name, code) in &raw.codes {
        match pipeline.parts.position(name.get_ref()) {
            Some(part) => codes[part] = code.get_ref().as_str().into(),
            None => cx.unknown(name.span(), "part", name.get_ref(), pipeline.parts.0.iter().map(String::as_str)),
        }
    }
    let Some(lands) = raw.lands.as_ref().map(Spanned::get_ref) else {
        cx.required(&None, "lands", "example", near);
        return;
    };
    let area = lands.area.as_ref().map(|a| a.get_ref().as_str());
    let activity = lands.activity.as_ref().map(|a| a.get_ref().as_str());
    let lands = match (area, activity, &lands.set_aside, lands.out_of_scope) {
        (Some(area), Some(activity), None, false) => format!("{area}/{activity}"),
        (Some(area), None, None, false) => area.to_owned(),
        (None, None, Some(reason), false) => format!("set-aside {}", reason.get_ref()),
        (None, None, None, true) => "out-of-scope".to_owned(),
        _ => {
            cx.bad(near, "lands", "…", "{ area, activity }, { set-aside }, { out-of-scope = true }");
            return;
        }
    };
    let frame = cx.file.frame(near);
    pipeline.examples.push(Example { codes: CodeString::new(codes), lands, agreement, frame });
}
