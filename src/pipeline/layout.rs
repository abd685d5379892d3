//! Layouts: which header is which field or code part, and how an extract writes its values. Refuses fields that
//! nothing reads, and a layout without an amount or a period.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::model::Date;
use crate::model::code::PartNames;
use crate::model::money::AmountStyle;
use crate::model::period::PeriodForm;

use super::compile::Cx;
use super::raw::LayoutFile;
use super::{Encoding, FieldName, Layout};

/// Date forms by the name that a layout uses, with their `chrono` patterns.
const DATE_FORMS: [(&str, &str); 4] =
    [("YYYY-MM-DD", "%Y-%m-%d"), ("YYYYMMDD", "%Y%m%d"), ("DD.MM.YYYY", "%d.%m.%Y"), ("YYMMDD", "%y%m%d")];

/// Which sign a debit has in the extract.
const SIGNS: [(&str, bool); 2] = [("debit-positive", false), ("credit-positive", true)];

pub(super) fn compile(cx: &mut Cx<'_>, mirror: &LayoutFile, parts: &PartNames) -> Layout {
    let head = mirror.layout.as_ref().map(Spanned::get_ref);
    let near = mirror.layout.as_ref().map_or(0..0, Spanned::span);
    let id = cx.required(&head.and_then(|h| h.id.clone()), "id", "layout", near.clone());
    let fields = fields(cx, mirror, near.clone());
    let found = mirror.parts.iter().filter_map(|(name, heads)| Some((parts.position(name.get_ref())?, heads)));
    let parts = found.map(|(part, heads)| (part, heads.get_ref().clone())).collect();
    let values = &mirror.values;
    for (names, key, needed) in [
        (&values.periods, "periods", true),
        (
            &values.dates,
            "dates",
            fields.contains_key(&FieldName::Booked) || fields.contains_key(&FieldName::Registered),
        ),
    ] {
        if needed && names.is_empty() {
            cx.required(&None, key, "values", near.clone());
        }
    }
    let forms = values.periods.iter().filter_map(|name| period_form(cx, name)).collect();
    let dates: Vec<(String, &'static str)> = values.dates.iter().filter_map(|name| date_form(cx, name)).collect();
    Layout {
        id,
        fields,
        parts,
        amounts: amounts(cx, mirror),
        credit_positive: cx.choice(&values.sign, "sign", &SIGNS).unwrap_or(false),
        periods: forms,
        no_dates: values.no_date.iter().filter_map(|at| no_date(cx, at)).collect(),
        dates,
        totals: values.totals.iter().map(|t| t.trim().to_lowercase()).collect(),
        encoding: encoding(cx, mirror),
        separator: separator(cx, mirror),
        sheets: mirror.workbook.sheets.clone(),
    }
}

fn fields(cx: &mut Cx<'_>, mirror: &LayoutFile, near: std::ops::Range<usize>) -> BTreeMap<FieldName, Vec<String>> {
    let mut fields = BTreeMap::new();
    for (name, heads) in &mirror.columns {
        match FieldName::ALL.iter().find(|(_, key)| key == name.get_ref()) {
            Some((field, _)) => {
                fields.insert(*field, heads.get_ref().clone());
            }
            None => cx.unknown(name.span(), "column", name.get_ref(), FieldName::ALL.map(|(_, key)| key)),
        }
    }
    for field in [FieldName::Amount, FieldName::Period] {
        if !fields.contains_key(&field) {
            cx.required(&None, field.key(), "columns", near.clone());
        }
    }
    fields
}

fn amounts(cx: &mut Cx<'_>, mirror: &LayoutFile) -> AmountStyle {
    let decimal = cx.choice(&mirror.values.decimal, "decimal", &[(",", ','), (".", '.')]).unwrap_or(',');
    let mut thousands = Vec::new();
    for at in &mirror.values.thousands {
        let mut signs = at.get_ref().chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) if sign != decimal && !sign.is_ascii_digit() && sign != '-' => thousands.push(sign),
            _ => cx.bad(at.span(), "thousands", at.get_ref(), "\" \", \".\", \"'\""),
        }
    }
    AmountStyle { decimal, thousands }
}

fn period_form(cx: &mut Cx<'_>, name: &Spanned<String>) -> Option<PeriodForm> {
    let form = PeriodForm::by_name(name.get_ref());
    if form.is_none() {
        cx.bad(name.span(), "periods", name.get_ref(), "YYYYMM, YYYY-MM, YYMM");
    }
    form
}

fn date_form(cx: &mut Cx<'_>, name: &Spanned<String>) -> Option<(String, &'static str)> {
    let form = DATE_FORMS.iter().find(|(known, _)| known == name.get_ref());
    if form.is_none() {
        cx.bad(name.span(), "dates", name.get_ref(), &DATE_FORMS.map(|(known, _)| known).join(", "));
    }
    form.map(|(name, pattern)| ((*name).to_owned(), *pattern))
}

fn no_date(cx: &mut Cx<'_>, at: &Spanned<String>) -> Option<Date> {
    let date = Date::parse_from_str(at.get_ref(), "%Y-%m-%d").ok();
    if date.is_none() {
        cx.bad(at.span(), "no-date", at.get_ref(), "1899-12-31");
    }
    date
}

fn encoding(cx: &mut Cx<'_>, mirror: &LayoutFile) -> Encoding {
    cx.choice(&mirror.delimited.encoding, "encoding", &Encoding::ALL).unwrap_or(Encoding::Utf8)
}

fn separator(cx: &mut Cx<'_>, mirror: &LayoutFile) -> u8 {
    let known = [(";", b';'), (",", b','), ("\t", b'\t'), ("|", b'|')];
    cx.choice(&mirror.delimited.separator, "separator", &known).unwrap_or(b';')
}
