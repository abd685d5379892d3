//! Layouts: which header is which field or code part, and how an extract writes its values. Refuses fields that
//! nothing reads, a layout without an amount or a period, and words that say two things at once.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use crate::model::Date;
use crate::model::amount::{AmountStyle, AmountUnit, CURRENCIES};
use crate::model::code::PartNames;
use crate::model::day::DateForm;
use crate::model::finding::{Problem, text};
use crate::model::period::PeriodForm;

use super::compile::Cx;
use super::raw::{LayoutFile, RawValues};
use super::{ColumnName, Encoding, FieldName, Layout, sides};

/// Which sign a debit has in the extract.
const SIGNS: [(&str, bool); 2] = [("debit-positive", false), ("credit-positive", true)];
/// Signs that may part groups of digits, as a message shows them.
const THOUSANDS: &str = "\" \", \".\", \",\", \"'\"";
/// The columns that say the period.
const TIME: [FieldName; 2] = [FieldName::Year, FieldName::Period];
/// The columns of money, of which a layout has the first, maybe with the last, or both the others.
const MONEY: [FieldName; 4] = [FieldName::Amount, FieldName::Debit, FieldName::Credit, FieldName::Side];

pub(super) fn compile(cx: &mut Cx<'_>, mirror: &LayoutFile, parts: &PartNames) -> Layout {
    let head = mirror.layout.as_ref().map(Spanned::get_ref);
    let near = mirror.layout.as_ref().map_or(0..0, Spanned::span);
    let id = cx.required(&head.and_then(|h| h.id.clone()), "id", "layout", near.clone());
    let fields = fields(cx, mirror, near.clone());
    let found = mirror.parts.iter().filter_map(|(name, heads)| Some((parts.position(name.get_ref())?, heads)));
    let headings = found.map(|(part, heads)| (part, heads.get_ref().clone())).collect();
    let values = &mirror.values;
    let has = |field| fields.contains_key(&field);
    let period_from_booked = values.period_from.is_some();
    for (names, key, needed) in [
        (&values.periods, "periods", !period_from_booked),
        (&values.dates, "dates", has(FieldName::Booked) || has(FieldName::Registered)),
    ] {
        if needed && names.is_empty() {
            cx.required(&None, key, "values", near.clone());
        }
    }
    let names = Names { parts, fields: &fields, headings: &headings };
    let mut list = |key: &'static str, named: &[Spanned<String>], may: fn(FieldName) -> bool| {
        named.iter().filter_map(|at| names.column(cx, key, at, may)).collect::<Vec<_>>()
    };
    let named_parts = list("code-and-name", &values.code_and_name, |_| false);
    let fill_down = list("fill-down", &values.fill_down, |f| !MONEY.contains(&f) && f != FieldName::Text);
    let never_blank = list("never-blank", &values.never_blank, |f| !MONEY.contains(&f));
    let decides = if period_from_booked { FieldName::Booked } else { FieldName::Period };
    let optional = list("optional", &values.optional, |f| !MONEY.contains(&f) && !TIME.contains(&f));
    for at in values.optional.iter().filter(|at| at.get_ref() == decides.key()) {
        cx.bad(at.span(), "optional", at.get_ref(), "registered, text");
    }
    Layout {
        id,
        amounts: amounts(cx, values),
        credit_positive: sign(cx, values, &fields),
        sides: sides::compile(cx, values, has(FieldName::Side), near),
        periods: periods(cx, values, has(FieldName::Year)),
        period_from_booked,
        no_dates: values.no_date.iter().filter_map(|at| no_date(cx, at)).collect(),
        dates: forms(cx, &values.dates, "dates", &DateForm::ALL.map(|form| (form.name(), form))),
        header_rows: usize::try_from(cx.number(&values.header_rows, "header-rows", (1, 3), 1)).unwrap_or(1),
        totals: values.totals.iter().map(|t| t.trim().to_lowercase()).collect(),
        named_parts: named_parts.iter().filter_map(ColumnName::part).collect(),
        fill_down,
        never_blank,
        optional,
        encoding: encoding(cx, mirror),
        separator: separator(cx, mirror),
        sheets: mirror.workbook.sheets.clone(),
        balances_by: mirror.sie.balances_by.clone(),
        fields,
        parts: headings,
    }
}

/// What the names in a list of columns may mean.
struct Names<'a> {
    parts: &'a PartNames,
    fields: &'a BTreeMap<FieldName, Vec<String>>,
    headings: &'a BTreeMap<usize, Vec<String>>,
}

impl Names<'_> {
    /// The declared column of a name: a part, or a field that may stand here.
    fn column(
        &self,
        cx: &mut Cx<'_>,
        key: &'static str,
        at: &Spanned<String>,
        may: fn(FieldName) -> bool,
    ) -> Option<ColumnName> {
        let name = at.get_ref();
        let part = self.parts.position(name).filter(|part| self.headings.contains_key(part));
        let field = self.fields.keys().find(|field| field.key() == name);
        match (part, field) {
            (Some(part), _) => Some(ColumnName::Part(part)),
            (None, Some(field)) if may(*field) => Some(ColumnName::Field(*field)),
            _ => {
                let parts = self.headings.keys().filter_map(|part| self.parts.0.get(*part)).map(String::as_str);
                let fields = self.fields.keys().filter(|field| may(**field)).map(|field| field.key());
                cx.bad(at.span(), key, name, &parts.chain(fields).collect::<Vec<_>>().join(", "));
                None
            }
        }
    }
}

fn fields(cx: &mut Cx<'_>, mirror: &LayoutFile, near: Range<usize>) -> BTreeMap<FieldName, Vec<String>> {
    let mut fields = BTreeMap::new();
    let mut spans = BTreeMap::new();
    for (name, heads) in &mirror.columns {
        match FieldName::ALL.iter().find(|(_, key)| key == name.get_ref()) {
            Some((field, _)) => {
                fields.insert(*field, heads.get_ref().clone());
                spans.insert(*field, name.span());
            }
            None => cx.unknown(name.span(), "column", name.get_ref(), FieldName::ALL.map(|(_, key)| key)),
        }
    }
    let [amount, debit, credit, side] = MONEY.map(|field| spans.get(&field).cloned());
    for (at, other) in [(&debit, "debit"), (&credit, "credit")] {
        if let (Some(_), Some(side)) = (at, &side) {
            exclude(cx, side.clone(), "side", other);
        }
    }
    match (amount, debit, credit) {
        (Some(at), Some(_), _) => exclude(cx, at, "amount", "debit"),
        (Some(at), None, Some(_)) => exclude(cx, at, "amount", "credit"),
        (None, Some(at), None) => drop(cx.required(&None, "credit", "columns", at)),
        (None, None, Some(at)) => drop(cx.required(&None, "debit", "columns", at)),
        (None, None, None) => drop(cx.required(&None, "amount", "columns", near.clone())),
        (Some(_), None, None) | (None, Some(_), Some(_)) => {}
    }
    match cx.choice(&mirror.values.period_from, "period-from", &[("booked", ())]) {
        Some(()) if spans.contains_key(&FieldName::Period) => {
            let at = spans.get(&FieldName::Period).cloned().unwrap_or(near);
            exclude(cx, at, "period", "period-from");
        }
        Some(()) if spans.contains_key(&FieldName::Year) => {
            let at = spans.get(&FieldName::Year).cloned().unwrap_or(near);
            exclude(cx, at, "year", "period-from");
        }
        Some(()) if !spans.contains_key(&FieldName::Booked) => drop(cx.required(&None, "booked", "columns", near)),
        None if mirror.values.period_from.is_none() && !spans.contains_key(&FieldName::Period) => {
            cx.required(&None, "period", "columns", near);
        }
        _ => {}
    }
    fields
}

/// Two words of a layout that say different things.
pub(super) fn exclude(cx: &mut Cx<'_>, at: Range<usize>, first: &str, second: &str) {
    cx.problem(at, Problem::new("keys-exclude", vec![("first", text(first)), ("second", text(second))]));
}

fn sign(cx: &mut Cx<'_>, values: &RawValues, fields: &BTreeMap<FieldName, Vec<String>>) -> bool {
    let turned = cx.choice(&values.sign, "sign", &SIGNS).unwrap_or(false);
    let said = [FieldName::Debit, FieldName::Side].into_iter().find(|field| fields.contains_key(field));
    if let Some((at, said)) = values.sign.as_ref().filter(|_| turned).zip(said) {
        exclude(cx, at.span(), at.get_ref(), said.key());
    }
    turned && said.is_none()
}

fn amounts(cx: &mut Cx<'_>, values: &RawValues) -> AmountStyle {
    let decimal = cx.choice(&values.decimal, "decimal", &[(",", ','), (".", '.'), (":", ':')]).unwrap_or(',');
    let mut thousands = Vec::new();
    for at in &values.thousands {
        let mut signs = at.get_ref().chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) if sign != decimal && AmountStyle::may_part(sign) => thousands.push(sign),
            _ => cx.bad(at.span(), "thousands", at.get_ref(), THOUSANDS),
        }
    }
    let currency = cx.choice(&values.currency, "currency", &CURRENCIES.map(|name| (name, name)));
    if let Some(at) = values.currency.as_ref().filter(|_| values.unit.is_some()) {
        exclude(cx, at.span(), "currency", "unit");
    }
    AmountStyle {
        decimal,
        thousands,
        unit: cx.choice(&values.unit, "unit", &AmountUnit::ALL),
        currency,
        rounds: cx.choice(&values.rounding, "rounding", &[("half-away", true)]).unwrap_or(false),
        float_noise: values.float_noise,
    }
}

/// The forms of periods: with a column of years those that lack the year, and only those.
fn periods(cx: &mut Cx<'_>, values: &RawValues, year: bool) -> Vec<PeriodForm> {
    let found = forms(cx, &values.periods, "periods", &PeriodForm::ALL.map(|form| (form.name(), form)));
    let fitting = PeriodForm::ALL.into_iter().filter(|form| form.lacks_year() == year).map(PeriodForm::name);
    let fitting = fitting.collect::<Vec<_>>().join(", ");
    for at in &values.periods {
        if PeriodForm::by_name(at.get_ref()).is_some_and(|form| form.lacks_year() != year) {
            cx.bad(at.span(), "periods", at.get_ref(), &fitting);
        }
    }
    found
}

/// Forms of which a layout has one at most: a text that fits one may fit the other.
const EITHER: [(&str, &str); 2] = [("excel-serial", "excel-serial-1904"), ("YYMM", "MMYY")];

/// The forms by their names.
fn forms<T: Copy, const N: usize>(
    cx: &mut Cx<'_>,
    names: &[Spanned<String>],
    key: &str,
    known: &[(&'static str, T); N],
) -> Vec<T> {
    let mut found = Vec::new();
    for (place, at) in names.iter().enumerate() {
        let form = known.iter().find(|(name, _)| name == at.get_ref());
        let before = |wanted: &str| names.iter().take(place).any(|name| name.get_ref() == wanted);
        let either = EITHER
            .iter()
            .find(|(one, other)| (at.get_ref() == one && before(other)) || (at.get_ref() == other && before(one)));
        match (form, either) {
            (Some(_), Some((one, other))) => exclude(cx, at.span(), one, other),
            (Some((_, form)), None) => found.push(*form),
            _ => cx.bad(
                at.span(),
                key,
                at.get_ref(),
                &known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "),
            ),
        }
    }
    found
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
