//! The job file's own settings: what is run, what the ERP states, what was ruled. Refuses a job that would run on
//! nothing.

use std::path::Path;

use toml::Spanned;

use crate::model::amount::AmountStyle;
use crate::model::finding::{Problem, text};
use crate::model::period::PeriodForm;

use super::compile::Cx;
use super::raw::{JobFile, RawControl, RawRuling};
use super::rulings::{self, Ruling, RulingTable};
use super::{Control, Job, Pipeline, Publish};

/// What a job may publish.
const PUBLISH: [(&str, Publish); 2] = [("whole", Publish::Whole), ("data", Publish::Data)];
/// Days after a period's end are never more than this.
const MAX_CLOSE_DAYS: i64 = 366;

pub(super) fn settings(cx: &mut Cx<'_>, mirror: &JobFile, pipeline: &mut Pipeline) {
    let empty = Spanned::new(0..0, super::raw::RawJob::default());
    let raw = mirror.job.as_ref().unwrap_or(&empty);
    let (near, raw) = (raw.span(), raw.get_ref());
    if raw.agreements.as_ref().is_none_or(|a| a.get_ref().is_empty()) {
        cx.required(&None, "agreements", "job", near.clone());
    }
    cx.required(&raw.accounts, "accounts", "job", near.clone());
    if mirror.input.is_empty() {
        cx.no_table("input", "[[input]]", near.clone());
    }
    for input in &mirror.input {
        let near = input.path.as_ref().or(input.layout.as_ref()).map_or(near.clone(), Spanned::span);
        cx.required(&input.path, "path", "input", near.clone());
        cx.required(&input.layout, "layout", "input", near);
    }
    if raw.year.is_none() {
        let values = vec![("key", text("year")), ("table", text("job"))];
        cx.problem(near.clone(), Problem::new("missing-key", values));
    }
    let year = cx.number(&raw.year, "year", (1900, 2199), 1900);
    let id = cx.required(&raw.id, "id", "job", near.clone());
    cx.fit_for_files(&raw.id);
    let language = cx.choice(&raw.language, "language", &[("sv", "sv"), ("en", "en")]);
    let close = &mirror.close.days_after_period;
    let close_days = cx.number(close, "days-after-period", (0, MAX_CLOSE_DAYS), 0);
    pipeline.job = Job {
        id,
        title: cx.prose(&raw.title, "title", "job", near),
        region: Cx::remark(&raw.region).unwrap_or_default(),
        year: i16::try_from(year).unwrap_or_default(),
        language: language.map(str::to_owned),
        all_facts: cx.choice(&raw.facts, "facts", &[("in-scope", false), ("all", true)]).unwrap_or(false),
        free_text: raw.free_text,
        publish: cx.choice(&raw.publish, "publish", &PUBLISH).unwrap_or_default(),
        whole_series: cx.choice(&raw.vouchers, "vouchers", &[("whole", true), ("selection", false)]).unwrap_or(true),
        close_days: close.is_some().then(|| u16::try_from(close_days).unwrap_or_default()),
        max_rejected: limit(cx, &mirror.limits.rejected_rows, "rejected-rows", 0),
        max_keys: limit(cx, &mirror.limits.keys, "keys", 2_000_000),
        max_listed: limit(cx, &mirror.limits.voucher_rows_in_workbook, "voucher-rows-in-workbook", 100_000),
        near_share: cx.number(&mirror.verdict.near_percent, "near-percent", (1, 100), 90) * 100,
        behind_share: cx.number(&mirror.verdict.behind_percent, "behind-percent", (0, 100), 50) * 100,
        reading: super::reading::limits(cx, &mirror.limits),
    };
    meaningful_parts(cx, mirror, pipeline);
}

fn limit(cx: &mut Cx<'_>, field: &super::raw::Field<i64>, key: &str, absent: i64) -> u64 {
    u64::try_from(cx.number(field, key, (0, 1_000_000_000), absent)).unwrap_or_default()
}

/// The parts with a meaning of their own: the cost object and the breakdown, `objekt` and `ansvar` unless the job
/// names others.
fn meaningful_parts(cx: &mut Cx<'_>, mirror: &JobFile, pipeline: &mut Pipeline) {
    let job = mirror.job.as_ref().map(Spanned::get_ref);
    let mut part = |named: Option<&Spanned<String>>, usual: &str| {
        let position = pipeline.parts.position(named.map_or(usual, |n| n.get_ref()));
        if let (Some(at), None) = (named, position) {
            cx.unknown(at.span(), "part", at.get_ref(), pipeline.parts.0.iter().map(String::as_str));
        }
        position
    };
    let object = part(job.and_then(|j| j.object_part.as_ref()), "objekt");
    let breakdown = part(job.and_then(|j| j.breakdown_part.as_ref()), "ansvar");
    (pipeline.object_part, pipeline.breakdown_part) = (object, breakdown);
}

pub(super) fn controls(cx: &mut Cx<'_>, mirror: &JobFile, pipeline: &mut Pipeline) {
    pipeline.controls = mirror.control.iter().map(|raw| control(cx, raw)).collect();
}

fn control(cx: &mut Cx<'_>, raw: &RawControl) -> Control {
    let texts = [&raw.sum, &raw.period, &raw.object].map(|field| field.as_ref().map(Spanned::span));
    let near = raw.rows.as_ref().map(Spanned::span).or_else(|| texts.into_iter().flatten().next()).unwrap_or(0..0);
    if raw.rows.is_none() && raw.sum.is_none() {
        cx.required(&None, "rows, sum", "control", near.clone());
    }
    let style = AmountStyle::plain(',', &[' ']);
    let sum = raw.sum.as_ref().and_then(|at| {
        let sum = style.parse(at.get_ref()).ok();
        if sum.is_none() {
            cx.bad(at.span(), "sum", at.get_ref(), "\"-1 234 567,89\"");
        }
        sum
    });
    let period = raw.period.as_ref().and_then(|at| {
        let forms = [PeriodForm::YearMonth, PeriodForm::YearDashMonth];
        let period = forms.iter().find_map(|form| form.parse(at.get_ref()));
        if period.is_none() {
            cx.bad(at.span(), "period", at.get_ref(), "\"202208\"");
        }
        period
    });
    let rows = raw.rows.as_ref().map(|_| limit(cx, &raw.rows, "rows", 0));
    Control { period, object: Cx::optional(&raw.object), rows, sum, frame: cx.file.frame(near) }
}

pub(super) fn rulings(cx: &mut Cx<'_>, mirror: &JobFile, folder: &Path, pipeline: &mut Pipeline) {
    for raw in &mirror.ruling {
        let ruling = ruling(cx, raw, pipeline);
        pipeline.rulings.extend(ruling);
    }
    let tables = mirror.job.as_ref().and_then(|job| job.get_ref().rulings.as_ref());
    for at in tables.map_or(&[][..], |list| list.get_ref().as_slice()) {
        let path = folder.join(at.get_ref());
        let frame = cx.file.frame(at.span());
        pipeline.ruling_tables.push(RulingTable { name: at.get_ref().clone(), path, frame });
    }
    for twice in rulings::named_twice(&pipeline.rulings) {
        cx.duplicate(twice.frame.span.clone(), "ruling", &twice.voucher_text());
    }
}

fn ruling(cx: &mut Cx<'_>, raw: &RawRuling, pipeline: &Pipeline) -> Option<Ruling> {
    let near = raw.voucher.as_ref().or(raw.area.as_ref()).map_or(0..0, Spanned::span);
    let voucher = cx.required(&raw.voucher, "voucher", "ruling", near.clone());
    let area = cx.required(&raw.area, "area", "ruling", near.clone());
    let reason = cx.required(&raw.reason, "reason", "ruling", near.clone());
    let by = cx.required(&raw.by, "by", "ruling", near.clone());
    let on = cx.date(&raw.on, "on");
    if raw.on.is_none() {
        let values = vec![("key", text("on")), ("table", text("ruling"))];
        cx.problem(near.clone(), Problem::new("missing-key", values));
    }
    let names = rulings::TargetNames {
        agreement: raw.agreement.as_ref().map(|a| a.get_ref().as_str()),
        area: &area,
        activity: raw.activity.as_ref().map(|a| a.get_ref().as_str()),
    };
    let target = match rulings::target(&pipeline.agreements, &names) {
        Ok(target) => target,
        Err(problem) => {
            let is_activity = problem.values.iter().any(|(_, value)| *value == text("activity"));
            let named = if is_activity { &raw.activity } else { &raw.area };
            let at = named.as_ref().map_or(near.clone(), Spanned::span);
            cx.problem(at, problem);
            return None;
        }
    };
    Some(Ruling {
        series: Cx::optional(&raw.series).unwrap_or_default(),
        number: voucher,
        row: Cx::optional(&raw.row),
        target,
        reason,
        by,
        on: on?,
        frame: cx.file.frame(near),
    })
}
