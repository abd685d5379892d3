//! Findings that follow from figures, as the accountant sees them and as tertial told them: a code, where, and its
//! rows and öre. Findings about words, gaps and shares are other tests' business.

use std::collections::BTreeMap;

use tertial::model::finding::{Finding, Value};
use tertial::run::Outcome;

use super::accountant::{Account, Books, Verdict};
use super::figures::{Figures, fence_of, limit_of, ore_of};
use super::received;
use super::rulebook::{str_of, tables};
use super::shown::{self, Shown};
use super::tables::{Rows, kr};

/// Codes that are compared, each with the values that are.
const COMPARED: [(&str, &[&str]); 20] = [
    ("area-overspent", &["spent", "allocated", "over"]),
    ("grant-overspent", &["spent", "granted", "over"]),
    ("activity-overspent", &["spent", "allocated", "over"]),
    ("ring-fence-breached", &["spent", "over"]),
    ("spend-without-activity", &["rows", "sum"]),
    ("spend-before-decision", &["rows", "sum"]),
    ("spend-before-year", &["rows", "sum"]),
    ("income-differs-from-granted", &["part", "granted", "booked", "difference"]),
    ("income-without-part", &["sum"]),
    ("forwarded-differs", &["decided", "forwarded", "difference"]),
    ("amount-inferred", &["amount"]),
    ("unit-hides-amount", &["row", "amount", "unit"]),
    ("not-accounted-for", &["received", "forwarded", "used", "left"]),
    ("stated-figure-differs", &["unit", "difference"]),
    ("stated-in-other-unit", &["fits", "amount"]),
    ("set-aside-rows", &["reason", "codes", "rows", "sum"]),
    ("other-year-on-grant", &["rows", "sum"]),
    ("late-postings", &["rows", "sum"]),
    ("voucher-missing", &["rows", "sum"]),
    ("ruling-unused", &["voucher"]),
];

/// What tertial found. Findings that tell one thing in several parts are not summed but listed.
pub(super) fn found(outcome: &Outcome) -> Rows {
    let mut rows: Rows = outcome.reconciliation.findings.iter().filter_map(told).collect();
    rows = summed(rows, "spend-without-activity");
    rows = summed(rows, "other-year-on-grant");
    rows = summed(rows, "spend-before-year");
    rows.sort();
    rows
}

fn told(finding: &Finding) -> Option<Vec<String>> {
    let (code, values) = COMPARED.iter().find(|(code, _)| *code == finding.code.name())?;
    let place = [&finding.place.agreement, &finding.place.area, &finding.place.activity];
    let place = place.map(|name| name.clone().unwrap_or_default());
    let value = |name: &&str| match finding.values.iter().find(|(known, _)| known == name).map(|(_, value)| value) {
        Some(Value::Amount(amount)) => kr(amount.ore()),
        Some(Value::Count(count)) => count.to_string(),
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{code} has {name}: {other:?}"),
    };
    Some([(*code).to_owned()].into_iter().chain(place).chain(values.iter().map(value)).collect())
}

/// Findings of a code put together by place, since they are told per code string.
fn summed(rows: Rows, code: &str) -> Rows {
    let (these, mut rest): (Rows, Rows) = rows.into_iter().partition(|row| row[0] == code);
    let mut sums = BTreeMap::<Vec<String>, (u64, i64)>::new();
    for row in these {
        let sum = sums.entry(row[..4].to_vec()).or_default();
        let ore: i64 = row[5].replace(',', "").parse().expect("öre");
        *sum = (sum.0 + row[4].parse::<u64>().expect("a count"), sum.1 + ore);
    }
    rest.extend(sums.into_iter().map(|(head, (rows, ore))| [head, vec![rows.to_string(), kr(ore)]].concat()));
    rest
}

/// What the accountant finds.
pub(super) fn expected(books: &Books, account: &Account<'_>) -> Rows {
    let mut rows = Rows::new();
    let mut say = |code: &str, place: [&str; 3], values: Vec<String>| {
        let place = place.map(str::to_owned);
        rows.push([code.to_owned()].into_iter().chain(place).chain(values).collect());
    };
    for agreement in &books.agreements {
        of_areas(books, account, agreement, &mut say);
        of_parts(account, agreement, &mut say);
    }
    let by_area = [
        ("late-postings", &account.late),
        ("spend-before-decision", &account.early),
        ("spend-before-year", &account.before_year),
    ];
    for (code, sums) in by_area {
        for ((agreement, area), sum) in sums {
            say(code, [agreement, area, ""], vec![sum.rows.to_string(), kr(sum.debit - sum.credit)]);
        }
    }
    if account.unnumbered.rows > 0 {
        let sum = &account.unnumbered;
        say("voucher-missing", [""; 3], vec![sum.rows.to_string(), kr(sum.debit - sum.credit)]);
    }
    if let Some(sum) = account.fates.get(&("out-of-scope", "other-year-on-grant".to_owned())) {
        say("other-year-on-grant", [""; 3], vec![sum.rows.to_string(), kr(sum.debit - sum.credit)]);
    }
    let mut aside = BTreeMap::<(&str, &str), (u64, i64)>::new();
    for listed in &account.listed {
        if let Verdict::SetAside(reason) = listed.verdict {
            let sum = aside.entry((reason, &listed.row.codes[3])).or_default();
            *sum = (sum.0 + 1, sum.1 + listed.ore);
        }
    }
    for ((reason, object), (count, ore)) in aside {
        say("set-aside-rows", [""; 3], vec![reason.to_owned(), format!("objekt {object}"), count.to_string(), kr(ore)]);
    }
    for (place, ruling) in tables(&books.job, "ruling").into_iter().enumerate() {
        if !account.used.contains(&place) {
            let of = |key| ruling.get(key).map_or("", str_of);
            let row = if of("row").is_empty() { String::new() } else { format!("/{}", of("row")) };
            say("ruling-unused", [""; 3], vec![format!("{} {}{row}", of("series"), of("voucher")).trim().to_owned()]);
        }
    }
    rows.extend(shown::all(books, account).iter().flat_map(Shown::told));
    rows.sort();
    rows
}

/// What is booked of the grant, against what it should be.
fn of_parts(account: &Account<'_>, agreement: &toml::Table, say: &mut impl FnMut(&str, [&str; 3], Vec<String>)) {
    let id = str_of(&agreement["agreement"]["id"]);
    let (parts, elsewhere) = received::parts(account, agreement);
    for part in &parts {
        let Some(booked) = part.booked else { continue };
        let is_in = ["paid", "earned"].contains(&str_of(&part.table["status"]));
        let granted = part.amount();
        if if is_in { booked != granted } else { booked > granted } {
            let figures = [granted, booked, booked - granted].map(kr);
            let values = std::iter::once(part.id().to_owned()).chain(figures).collect();
            say("income-differs-from-granted", [id, part.area_id(), ""], values);
        }
    }
    if elsewhere != 0 && !parts.is_empty() && parts.iter().all(|part| part.booked.is_some()) {
        say("income-without-part", [id, "", ""], vec![kr(elsewhere)]);
    }
}

fn of_areas(
    books: &Books,
    account: &Account<'_>,
    agreement: &toml::Table,
    say: &mut impl FnMut(&str, [&str; 3], Vec<String>),
) {
    let id = str_of(&agreement["agreement"]["id"]);
    for area in tables(agreement, "area") {
        let name = str_of(&area["id"]);
        let line = |activity: Option<&str>| {
            account
                .lines
                .get(&(id.to_owned(), name.to_owned(), activity.map(str::to_owned)))
                .cloned()
                .unwrap_or_default()
        };
        let without = line(None);
        let mut whole = Figures::of(books, &without);
        // What a person ruled to be the area's lacks nothing, and neither does an area without activities.
        let (rows, ore) = without.unruled;
        if rows > 0 && !tables(area, "activities").is_empty() {
            say("spend-without-activity", [id, name, ""], vec![rows.to_string(), kr(ore)]);
        }
        for activity in tables(area, "activities") {
            let key = str_of(&activity["id"]);
            let spent = Figures::of(books, &line(Some(key)));
            whole.add(&spent);
            let (spent, sent) = (spent.accumulated, spent.sent);
            let amount = ore_of(activity, "amount");
            match (str_of(&activity["kind"]), amount, fence_of(area, activity)) {
                ("forwarded", Some(amount), _) if sent != amount => {
                    say("forwarded-differs", [id, name, key], [amount, sent, sent - amount].map(kr).to_vec());
                }
                ("ring-fenced", _, Some(fence)) if spent > fence => {
                    say("ring-fence-breached", [id, name, key], [spent, spent - fence].map(kr).to_vec());
                }
                ("fixed" | "unallocated", Some(amount), _) if spent > amount => {
                    say("activity-overspent", [id, name, key], [spent, amount, spent - amount].map(kr).to_vec());
                }
                _ => {}
            }
        }
        if let Some(limit) = limit_of(area).filter(|limit| whole.gone() > *limit) {
            let code = if area.contains_key("allocated") { "area-overspent" } else { "grant-overspent" };
            say(code, [id, name, ""], [whole.gone(), limit, whole.gone() - limit].map(kr).to_vec());
        }
        if let Some(amount) = ore_of(area, "allocated").filter(|_| area.contains_key("inferred")) {
            say("amount-inferred", [id, name, ""], vec![kr(amount)]);
        }
    }
}
