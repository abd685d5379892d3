//! What the accountant expects each published table to hold, and the tables as they were published. Only figures and
//! the names that place them are compared; a table's words are other tests' business.

use std::collections::BTreeMap;
use std::path::Path;

use toml::{Table, Value};

use super::accountant::{Account, Books, LineSums, Listed, Spread, Sum, Verdict};
use super::figures::{
    Figures, Money, by_month, figures, has_uses, limit_of, ore_of, overview, parts_of, verdict_of_area, verdict_on,
};
use super::rulebook::{Place, str_of, tables};
use super::{received, report_rows};

/// Rows of a table's named columns, sorted.
pub(super) type Rows = Vec<Vec<String>>;

/// A table by its file's name, the columns that are compared, and its rows.
pub(super) type Expected = (String, String, Rows);

/// What stands for a cell of a column that a table does not have.
pub(super) const NO_COLUMN: &str = "no such column";

/// The named columns of a published table, sorted.
pub(super) fn published(folder: &Path, table: &str, columns: &str) -> Rows {
    let bytes = std::fs::read(folder.join("tabeller").join(format!("{table}.csv"))).expect("the table is published");
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let header = reader.headers().expect("a header").clone();
    let of = |name: &str| header.iter().position(|h| h == name);
    let places: Vec<Option<usize>> = columns.split(' ').map(of).collect();
    let cell = |row: &csv::StringRecord, place: &Option<usize>| {
        place.map_or(NO_COLUMN, |place| unguarded(&row[place])).to_owned()
    };
    let mut rows: Rows = reader
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| places.iter().map(|place| cell(&row, place)).collect())
        .collect();
    rows.sort();
    rows
}

/// A text as it was before the writer kept a spreadsheet from taking it for a formula.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// Kronor with a decimal comma.
pub(super) fn kr(ore: i64) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", ore.abs() / 100, ore.abs() % 100)
}

/// Half away from zero.
pub(super) fn rounded(numerator: i128, denominator: i128) -> i64 {
    let (size, sign) = (numerator.abs() * 2 + denominator, numerator.signum());
    i64::try_from(size / (2 * denominator) * sign).expect("it fits")
}

fn sums(sum: &Sum) -> [String; 4] {
    [sum.rows.to_string(), kr(sum.debit), kr(sum.credit), kr(sum.debit - sum.credit)]
}

pub(super) fn row<const N: usize>(names: [&str; N], figures: impl IntoIterator<Item = String>) -> Vec<String> {
    names.map(str::to_owned).into_iter().chain(figures).collect()
}

/// Every table that the accountant can check.
pub(super) fn expected(books: &Books, account: &Account<'_>) -> Vec<Expected> {
    let mut all = vec![files(account), fates(account), outside(account), vouchers(account), set_aside(account)];
    let mut areas = Rows::new();
    let [mut whole, mut undivided] = [Money::default(); 2];
    for agreement in &books.agreements {
        all.extend(of_agreement(books, account, agreement, &mut areas, [&mut whole, &mut undivided]));
    }
    areas.push(row(["total", ""], overview(books, &whole, "")));
    if undivided.limit.is_some() {
        areas.push(row(["of-which-undivided", ""], overview(books, &undivided, "")));
    }
    let columns = "overenskommelse omrade tilldelat beslutat utfall_period utfall vidareformedlat kvar andel andel_av_aret \
                   prognos_helar bedomning";
    all.push(("sammanstallning".to_owned(), columns.to_owned(), areas));
    all.push(received::table(books, account));
    all.extend(report_rows::expected(books, account));
    for (_, _, rows) in &mut all {
        rows.sort();
    }
    all
}

fn files(account: &Account<'_>) -> Expected {
    let mut rows = Rows::new();
    let mut all = (0, 0, 0, Sum::default());
    for (name, (read, structural, rejected, sum)) in &account.files {
        rows.push(row([name], [*read, *structural, *rejected].map(|n| n.to_string()).into_iter().chain(sums(sum))));
        all = (all.0 + read, all.1 + structural, all.2 + rejected, all.3.with(sum));
    }
    rows.push(row(["total"], [all.0, all.1, all.2].map(|n| n.to_string()).into_iter().chain(sums(&all.3))));
    let columns = "fil lasta_rader ej_bokforingsrader avvisade_rader rader debet kredit netto";
    ("kontrollsummor-filer".to_owned(), columns.to_owned(), rows)
}

fn fates(account: &Account<'_>) -> Expected {
    let mut rows: Rows = account.fates.iter().map(|((fate, reason), sum)| row([*fate, reason], sums(sum))).collect();
    rows.push(row(["total", ""], sums(&account.fates.values().fold(Sum::default(), Sum::with))));
    ("kontrollsummor".to_owned(), "status orsak rader debet kredit netto".to_owned(), rows)
}

fn outside(account: &Account<'_>) -> Expected {
    let mut rows: Rows =
        account.outside.iter().map(|((reason, object), sum)| row([*reason, object], sums(sum))).collect();
    rows.push(row(["total", ""], sums(&account.outside.values().fold(Sum::default(), Sum::with))));
    ("utanfor".to_owned(), "orsak objekt rader debet kredit netto".to_owned(), rows)
}

fn period(listed: &Listed<'_>) -> String {
    let (year, month) = listed.row.period.good().expect("a listed row was readable");
    format!("{year}-{month:02}")
}

fn vouchers(account: &Account<'_>) -> Expected {
    let line = |listed: &Listed<'_>| {
        let Verdict::Mapped((agreement, area, activity)) = &listed.verdict else { return None };
        let activity = activity.as_deref().unwrap_or("");
        let head =
            row([agreement, area, activity, listed.row.series, listed.row.voucher, listed.row.place], [period(listed)]);
        let spend = if listed.is_spend { kr(listed.ore) } else { String::new() };
        let tail = [listed.group.clone().unwrap_or_default(), kr(listed.ore), spend, listed.file.clone()];
        Some(head.into_iter().chain(listed.row.codes.clone()).chain(tail).chain([listed.line.to_string()]).collect())
    };
    let columns = "overenskommelse_id omrade_id aktivitet_id serie vernr verrad period konto ansvar verksamhet objekt \
                   aktivitet projekt kontogrupp_id belopp utfall fil rad";
    ("underlag".to_owned(), columns.to_owned(), account.listed.iter().filter_map(line).collect())
}

fn set_aside(account: &Account<'_>) -> Expected {
    let line = |listed: &Listed<'_>| {
        let Verdict::SetAside(reason) = listed.verdict else { return None };
        let head = row([listed.row.series, listed.row.voucher, listed.row.place], [period(listed), kr(listed.ore)]);
        Some(head.into_iter().chain([reason.to_owned(), listed.file.clone(), listed.line.to_string()]).collect())
    };
    let columns = "serie vernr verrad period belopp orsak fil rad";
    ("avsatt".to_owned(), columns.to_owned(), account.listed.iter().filter_map(line).collect())
}

fn of_agreement(
    books: &Books,
    account: &Account<'_>,
    agreement: &Table,
    areas: &mut Rows,
    [whole, undivided]: [&mut Money; 2],
) -> Vec<Expected> {
    let head = agreement["agreement"].as_table().expect("a table");
    let (id, name) = (str_of(&head["id"]), str_of(&head["title"]));
    let [mut activities, mut months] = [Rows::new(), Rows::new()];
    let mut parts = Parts::default();
    let mut all = Money { granted: parts_of(head, "received"), ..Money::default() };
    for area in tables(agreement, "area") {
        let title = str_of(&area["title"]);
        let mut sum = Figures::default();
        let lines = tables(area, "activities").into_iter().map(Some).chain([None]);
        for activity in lines {
            let key = activity.map(|a| str_of(&a["id"]).to_owned());
            let place: Place = (id.to_owned(), str_of(&area["id"]).to_owned(), key.clone());
            let line = account.lines.get(&place).cloned().unwrap_or_default();
            let spent = Figures::of(books, &line);
            let key = key.unwrap_or_default();
            let kind = activity.map_or("", |a| str_of(&a["kind"]));
            let decided = activity.and_then(|a| ore_of(a, "amount"));
            let mut cells = row([title, &key, kind], figures(books, decided, decided, &spent, decided.is_some()));
            cells.push(verdict_on(books, area, activity, &spent).to_owned());
            activities.push(cells);
            months.push(row([title, &key], by_month(books, &spent)));
            parts.add(title, &key, &line, books.is_sent_on(&place));
            sum.add(&spent);
        }
        let (granted, allocated) = (parts_of(area, "granted"), ore_of(area, "allocated"));
        let money = Money { granted, allocated, limit: limit_of(area), spent: sum };
        let verdict = verdict_of_area(books, area, &sum);
        let limit = money.limit;
        let mut cells = row([title, "", ""], figures(books, allocated, limit, &sum, limit.is_some()));
        cells.push(verdict.to_owned());
        activities.push(cells);
        months.push(row([title, ""], by_month(books, &sum)));
        areas.push(row([name, title], overview(books, &money, verdict)));
        all.add(&money);
        if !has_uses(area) {
            undivided.add(&money);
        }
    }
    let decided = all.allocated;
    let limit = all.limit;
    let mut cells = row(["total", "", ""], figures(books, decided, limit, &all.spent, limit.is_some()));
    cells.push(String::new());
    activities.push(cells);
    months.push(row(["total", ""], by_month(books, &all.spent)));
    if books.agreements.len() > 1 {
        areas.push(row([name, "subtotal"], overview(books, &all, "")));
    }
    whole.add(&all);
    let columns = "omrade aktivitet_id typ beslutat utfall_period utfall vidareformedlat kvar andel andel_av_aret \
                   prognos_helar bedomning";
    let by_month = "omrade aktivitet_id jan feb mar apr maj jun jul aug sep okt nov dec bokslut utfall";
    let mut tables = vec![
        (format!("aktiviteter-{id}"), columns.to_owned(), activities),
        (format!("aktivitet-manad-{id}"), by_month.to_owned(), months),
    ];
    tables.extend(parts.tables(books, id));
    tables
}

/// Rows of the tables by breakdown part and by account group.
#[derive(Default)]
struct Parts {
    centers: Vec<(Vec<String>, Spread)>,
    /// Each with whether it is money sent on.
    groups: Vec<(Vec<String>, Spread, bool)>,
}

impl Parts {
    fn add(&mut self, area: &str, activity: &str, line: &LineSums, is_sent_on: bool) {
        let named = |map: &BTreeMap<String, Spread>| -> Vec<(Vec<String>, Spread)> {
            map.iter().map(|(code, spread)| (row([area, activity, code], []), *spread)).collect()
        };
        self.centers.extend(named(&line.centers));
        self.groups.extend(named(&line.groups).into_iter().map(|(head, spread)| (head, spread, is_sent_on)));
    }

    fn tables(self, books: &Books, id: &str) -> [Expected; 2] {
        let cells = |(rows, within, all): Spread| [rows.to_string(), kr(within), kr(all)];
        let add = |sum: Spread, more: &Spread| (sum.0 + more.0, sum.1 + more.1, sum.2 + more.2);
        let mut centers: Rows =
            self.centers.iter().map(|(head, s)| [head.clone(), cells(*s).to_vec()].concat()).collect();
        centers.push(row(["total", "", ""], cells(self.centers.iter().map(|(_, spread)| spread).fold((0, 0, 0), add))));
        let mut groups = Rows::new();
        let (mut spend, mut other) = ((0, 0, 0), (0, 0, 0));
        for (head, spread, is_sent_on) in &self.groups {
            let (title, is_spend) = books.group(&head[2]);
            let is_spend = is_spend && !is_sent_on;
            let [rows, within, all] = cells(*spread);
            let sum = if is_spend { &mut spend } else { &mut other };
            *sum = add(*sum, spread);
            let figures =
                if is_spend { [rows, within, all, String::new()] } else { [rows, String::new(), String::new(), all] };
            groups.push(row([&head[0], &head[1], &title], figures));
        }
        let total = [(spend.0 + other.0).to_string(), kr(spend.1), kr(spend.2), kr(other.2)];
        groups.push(row(["total", "", ""], total));
        let of_centers = "omrade aktivitet_id ansvar rader utfall_period utfall";
        let of_groups = "omrade aktivitet_id kontogrupp rader utfall_period utfall ovrigt";
        [
            (format!("aktivitet-ansvar-{id}"), of_centers.to_owned(), centers),
            (format!("aktivitet-kontogrupp-{id}"), of_groups.to_owned(), groups),
        ]
    }
}

impl Books {
    /// Whether any activity's money is sent on: only then is there a column of it.
    pub(super) fn sends_on(&self) -> bool {
        let areas = self.agreements.iter().flat_map(|agreement| tables(agreement, "area"));
        areas.flat_map(|area| tables(area, "activities")).any(|a| str_of(&a["kind"]) == "forwarded")
    }

    /// Title of an account group, and whether it counts as spend.
    fn group(&self, id: &str) -> (String, bool) {
        let found = tables(&self.accounts, "group").into_iter().find(|group| group["id"] == Value::from(id));
        let group = found.expect("a known group");
        (str_of(&group["title"]).to_owned(), str_of(&group["kind"]) == "spend")
    }
}
