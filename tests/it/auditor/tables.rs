//! What the accountant expects each published table to hold, and the tables as they were published. Only figures and
//! the names that place them are compared; a table's words are other tests' business.

use std::collections::BTreeMap;
use std::path::Path;

use toml::{Table, Value};

use super::accountant::{Account, Books, LineSums, Listed, Spread, Sum, Verdict};
use super::rulebook::{Place, str_of, tables};

/// Rows of a table's named columns, sorted.
pub(super) type Rows = Vec<Vec<String>>;

/// A table by its file's name, the columns that are compared, and its rows.
pub(super) type Expected = (String, &'static str, Rows);

/// The named columns of a published table, sorted.
pub(super) fn published(folder: &Path, table: &str, columns: &str) -> Rows {
    let bytes = std::fs::read(folder.join("tabeller").join(format!("{table}.csv"))).expect("the table is published");
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let header = reader.headers().expect("a header").clone();
    let of = |name: &str| header.iter().position(|h| h == name).unwrap_or_else(|| panic!("{table} has {name}"));
    let places: Vec<usize> = columns.split(' ').map(of).collect();
    let mut rows: Rows = reader
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| places.iter().map(|place| row[*place].to_owned()).collect())
        .collect();
    rows.sort();
    rows
}

/// Kronor with a decimal comma.
pub(super) fn kr(ore: i64) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", ore.abs() / 100, ore.abs() % 100)
}

/// Half away from zero.
fn rounded(numerator: i128, denominator: i128) -> i64 {
    let (size, sign) = (numerator.abs() * 2 + denominator, numerator.signum());
    i64::try_from(size / (2 * denominator) * sign).expect("it fits")
}

fn sums(sum: &Sum) -> [String; 4] {
    [sum.rows.to_string(), kr(sum.debit), kr(sum.credit), kr(sum.debit - sum.credit)]
}

fn row<const N: usize>(names: [&str; N], figures: impl IntoIterator<Item = String>) -> Vec<String> {
    names.map(str::to_owned).into_iter().chain(figures).collect()
}

/// Every table that the accountant can check.
pub(super) fn expected(books: &Books, account: &Account<'_>) -> Vec<Expected> {
    let mut all = vec![files(account), fates(account), outside(account), vouchers(account), set_aside(account)];
    let mut areas = Rows::new();
    let mut whole = (0, 0, Figures::default());
    for agreement in &books.agreements {
        all.extend(of_agreement(books, account, agreement, &mut areas, &mut whole));
    }
    areas.push(row(["total", ""], overview(Some(whole.0), Some(whole.1), &whole.2)));
    all.push((
        "sammanstallning".to_owned(),
        "overenskommelse omrade tilldelat beslutat utfall_period utfall kvar",
        areas,
    ));
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
    ("kontrollsummor-filer".to_owned(), columns, rows)
}

fn fates(account: &Account<'_>) -> Expected {
    let mut rows: Rows = account.fates.iter().map(|((fate, reason), sum)| row([*fate, reason], sums(sum))).collect();
    rows.push(row(["total", ""], sums(&account.fates.values().fold(Sum::default(), Sum::with))));
    ("kontrollsummor".to_owned(), "status orsak rader debet kredit netto", rows)
}

fn outside(account: &Account<'_>) -> Expected {
    let mut rows: Rows =
        account.outside.iter().map(|((reason, object), sum)| row([*reason, object], sums(sum))).collect();
    rows.push(row(["total", ""], sums(&account.outside.values().fold(Sum::default(), Sum::with))));
    ("utanfor".to_owned(), "orsak objekt rader debet kredit netto", rows)
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
    ("underlag".to_owned(), columns, account.listed.iter().filter_map(line).collect())
}

fn set_aside(account: &Account<'_>) -> Expected {
    let line = |listed: &Listed<'_>| {
        let Verdict::SetAside(reason) = listed.verdict else { return None };
        let head = row([listed.row.series, listed.row.voucher, listed.row.place], [period(listed), kr(listed.ore)]);
        Some(head.into_iter().chain([reason.to_owned(), listed.file.clone(), listed.line.to_string()]).collect())
    };
    let columns = "serie vernr verrad period belopp orsak fil rad";
    ("avsatt".to_owned(), columns, account.listed.iter().filter_map(line).collect())
}

/// Spend of a line, an area or all.
#[derive(Clone, Copy, Default)]
pub(super) struct Figures {
    in_period: i64,
    pub(super) accumulated: i64,
    months: [i64; 14],
}

impl Figures {
    pub(super) fn of(books: &Books, line: &LineSums) -> Self {
        let months = (0_u8..).zip(line.months).filter(|(month, _)| books.is_in_period(*month));
        Self { in_period: months.map(|(_, ore)| ore).sum(), accumulated: line.months.iter().sum(), months: line.months }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.in_period += other.in_period;
        self.accumulated += other.accumulated;
        for (sum, more) in self.months.iter_mut().zip(other.months) {
            *sum += more;
        }
    }
}

fn overview(granted: Option<i64>, allocated: Option<i64>, spent: &Figures) -> Vec<String> {
    let left = allocated.map(|ore| ore - spent.accumulated);
    let [granted, decided, left] = [granted, allocated, left].map(|ore| ore.map_or_else(String::new, kr));
    vec![granted, decided, kr(spent.in_period), kr(spent.accumulated), left]
}

/// Decided, spent in the period, spent, left, share, share of the year, forecast.
fn figures(books: &Books, allocated: Option<i64>, spent: &Figures) -> Vec<String> {
    let gone = i128::from(books.months_gone());
    let share = |part: i128, whole: i128| {
        let share = rounded(part * 10_000, whole);
        let sign = if share < 0 { "-" } else { "" };
        format!("{sign}{},{:04}", share.abs() / 10_000, share.abs() % 10_000)
    };
    let used = allocated.filter(|a| *a != 0).map(|a| share(spent.accumulated.into(), a.into()));
    let year = allocated.map(|_| share(gone, 12));
    let mut cells = overview(None, allocated, spent)[1..].to_vec();
    cells.extend([used, year].map(Option::unwrap_or_default));
    cells.push(kr(rounded(i128::from(spent.accumulated) * 12, gone)));
    cells
}

fn by_month(books: &Books, spent: &Figures) -> Vec<String> {
    let cell = |month: u8| if month <= books.last() { kr(spent.months[usize::from(month)]) } else { String::new() };
    (1..14).map(cell).chain([kr(spent.accumulated)]).collect()
}

/// Whole kronor of a key, in öre.
pub(super) fn ore_of(table: &Table, key: &str) -> Option<i64> {
    table.get(key).map(|kronor| kronor.as_integer().expect("kronor") * 100)
}

fn of_agreement(
    books: &Books,
    account: &Account<'_>,
    agreement: &Table,
    areas: &mut Rows,
    whole: &mut (i64, i64, Figures),
) -> Vec<Expected> {
    let (id, name) = (str_of(&agreement["agreement"]["id"]), str_of(&agreement["agreement"]["title"]));
    let [mut activities, mut months] = [Rows::new(), Rows::new()];
    let mut parts = Parts::default();
    let (mut all, mut granted_all, mut allocated_all) = (Figures::default(), 0, 0);
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
            let kind = activity.map_or("", |a| a.get("kind").map_or("", str_of));
            let allocated = activity.and_then(|a| ore_of(a, "amount"));
            activities.push(row([title, &key, kind], figures(books, allocated, &spent)));
            months.push(row([title, &key], by_month(books, &spent)));
            parts.add(title, &key, &line);
            sum.add(&spent);
        }
        let allocated = ore_of(area, "allocated");
        let parts_of = tables(area, "granted");
        let granted = (!parts_of.is_empty()).then(|| parts_of.iter().filter_map(|part| ore_of(part, "amount")).sum());
        activities.push(row([title, "", ""], figures(books, allocated, &sum)));
        months.push(row([title, ""], by_month(books, &sum)));
        areas.push(row([name, title], overview(granted, allocated, &sum)));
        (granted_all, allocated_all) = (granted_all + granted.unwrap_or(0), allocated_all + allocated.unwrap_or(0));
        all.add(&sum);
    }
    activities.push(row(["total", "", ""], figures(books, Some(allocated_all), &all)));
    months.push(row(["total", ""], by_month(books, &all)));
    if books.agreements.len() > 1 {
        areas.push(row([name, "subtotal"], overview(Some(granted_all), Some(allocated_all), &all)));
    }
    *whole = (whole.0 + granted_all, whole.1 + allocated_all, whole.2);
    whole.2.add(&all);
    let columns = "omrade aktivitet_id typ beslutat utfall_period utfall kvar andel andel_av_aret prognos_helar";
    let by_month = "omrade aktivitet_id jan feb mar apr maj jun jul aug sep okt nov dec bokslut utfall";
    let mut tables =
        vec![(format!("aktiviteter-{id}"), columns, activities), (format!("aktivitet-manad-{id}"), by_month, months)];
    tables.extend(parts.tables(books, id));
    tables
}

/// Rows of the tables by breakdown part and by account group.
#[derive(Default)]
struct Parts {
    centers: Vec<(Vec<String>, Spread)>,
    groups: Vec<(Vec<String>, Spread)>,
}

impl Parts {
    fn add(&mut self, area: &str, activity: &str, line: &LineSums) {
        let named = |map: &BTreeMap<String, Spread>| -> Vec<(Vec<String>, Spread)> {
            map.iter().map(|(code, spread)| (row([area, activity, code], []), *spread)).collect()
        };
        self.centers.extend(named(&line.centers));
        self.groups.extend(named(&line.groups));
    }

    fn tables(self, books: &Books, id: &str) -> [Expected; 2] {
        let cells = |(rows, within, all): Spread| [rows.to_string(), kr(within), kr(all)];
        let add = |sum: Spread, (_, more): &(Vec<String>, Spread)| (sum.0 + more.0, sum.1 + more.1, sum.2 + more.2);
        let mut centers: Rows =
            self.centers.iter().map(|(head, s)| [head.clone(), cells(*s).to_vec()].concat()).collect();
        centers.push(row(["total", "", ""], cells(self.centers.iter().fold((0, 0, 0), add))));
        let mut groups = Rows::new();
        let (mut spend, mut other) = ((0, 0, 0), (0, 0, 0));
        for part @ (head, spread) in &self.groups {
            let (title, is_spend) = books.group(&head[2]);
            let [rows, within, all] = cells(*spread);
            let sum = if is_spend { &mut spend } else { &mut other };
            *sum = add(*sum, part);
            let figures =
                if is_spend { [rows, within, all, String::new()] } else { [rows, String::new(), String::new(), all] };
            groups.push(row([&head[0], &head[1], &title], figures));
        }
        let total = [(spend.0 + other.0).to_string(), kr(spend.1), kr(spend.2), kr(other.2)];
        groups.push(row(["total", "", ""], total));
        [
            (format!("aktivitet-ansvar-{id}"), "omrade aktivitet_id ansvar rader utfall_period utfall", centers),
            (
                format!("aktivitet-kontogrupp-{id}"),
                "omrade aktivitet_id kontogrupp rader utfall_period utfall ovrigt",
                groups,
            ),
        ]
    }
}

impl Books {
    /// Title of an account group, and whether it counts as spend.
    fn group(&self, id: &str) -> (String, bool) {
        let found = tables(&self.accounts, "group").into_iter().find(|group| group["id"] == Value::from(id));
        let group = found.expect("a known group");
        (str_of(&group["title"]).to_owned(), str_of(&group["kind"]) == "spend")
    }
}
