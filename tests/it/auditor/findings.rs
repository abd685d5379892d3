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
const COMPARED: [(&str, &[&str]); 23] = [
    ("area-overspent", &["spent", "sent", "allocated", "over"]),
    ("grant-overspent", &["spent", "sent", "granted", "over"]),
    ("duplicate-rows", &["other", "rows", "sum"]),
    ("conflicting-rows", &["other", "rows", "sum"]),
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
    ("year-not-over", &["stated", "parts", "sent"]),
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
    // Before the year is over: parts whose money should have come, money to send on.
    let mut waiting = [0; 2];
    for agreement in &books.agreements {
        waiting[1] += of_areas(books, account, agreement, &mut say);
        waiting[0] += of_parts(books, account, agreement, &mut say);
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
    for ((_, other, code), sum) in &account.duplicates {
        let values = vec![other.clone(), sum.rows.to_string(), kr(sum.debit - sum.credit)];
        say(code, [""; 3], values);
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
    let shown = shown::all(books, account);
    let unread: usize = shown.iter().map(|table| table.unread(books)).sum();
    if unread + waiting[0] + waiting[1] > 0 {
        rows.push(["year-not-over", "", "", ""].map(str::to_owned).to_vec());
        let counts = [unread, waiting[0], waiting[1]].map(|count| count.to_string());
        rows.last_mut().expect("just pushed").extend(counts);
    }
    rows.extend(shown.iter().flat_map(|table: &Shown<'_>| table.told(books)));
    rows.sort();
    rows
}

/// What is booked of the grant, against what it should be. Gives how many parts still have time.
fn of_parts(
    books: &Books,
    account: &Account<'_>,
    agreement: &toml::Table,
    say: &mut impl FnMut(&str, [&str; 3], Vec<String>),
) -> usize {
    let mut waiting = 0;
    let id = str_of(&agreement["agreement"]["id"]);
    let grant = received::parts(account, agreement);
    let mut judge = |area: &str, parts: &[&received::Part<'_>], booked: i64| {
        let is_in = parts.iter().all(|part| ["paid", "earned"].contains(&str_of(&part.table["status"])));
        let granted = parts.iter().map(|part| part.amount()).sum::<i64>();
        let wrong = match (books.is_whole_year(), is_in) {
            (true, true) => booked != granted,
            (true, false) => booked > granted,
            (false, _) => booked > granted && booked > 0,
        };
        waiting += usize::from(!wrong && is_in && booked != granted);
        if wrong {
            let figures = [granted, booked, booked - granted].map(kr);
            let names: Vec<&str> = parts.iter().map(|part| part.id()).collect();
            let values = std::iter::once(names.join(", ")).chain(figures).collect();
            say("income-differs-from-granted", [id, area, ""], values);
        }
    };
    for part in &grant.parts {
        if let Some(booked) = part.booked {
            judge(part.area_id(), &[part], booked);
        }
    }
    for (area, booked) in &grant.together {
        judge(area, &grant.untold(area), *booked);
    }
    if grant.elsewhere != 0 && !grant.parts.is_empty() {
        say("income-without-part", [id, "", ""], vec![kr(grant.elsewhere)]);
    }
    waiting
}

/// Gives how many amounts there is still time to send on.
fn of_areas(
    books: &Books,
    account: &Account<'_>,
    agreement: &toml::Table,
    say: &mut impl FnMut(&str, [&str; 3], Vec<String>),
) -> usize {
    let mut waiting = 0;
    let id = str_of(&agreement["agreement"]["id"]);
    let mut everything = Figures::default();
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
                ("forwarded", Some(amount), _) if sent < amount && !books.is_whole_year() => waiting += 1,
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
            let values = [whole.accumulated, whole.sent, limit, whole.gone() - limit];
            say(code, [id, name, ""], values.map(kr).to_vec());
        }
        if let Some(amount) = ore_of(area, "allocated").filter(|_| area.contains_key("inferred")) {
            say("amount-inferred", [id, name, ""], vec![kr(amount)]);
        }
        everything.add(&whole);
    }
    // Where the document gives the grant for the whole, all areas together are held against it.
    let head = agreement["agreement"].as_table().expect("a table");
    let granted = received::granted(agreement);
    if !tables(head, "received").is_empty() && everything.gone() > granted {
        let values = [everything.accumulated, everything.sent, granted, everything.gone() - granted];
        say("grant-overspent", [id, "", ""], values.map(kr).to_vec());
    }
    waiting
}
