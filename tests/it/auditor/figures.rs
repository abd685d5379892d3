//! Figures of a row as the accountant works them out: what was decided, what may be used, what is gone and what is left,
//! and how the one stands to the other.

use toml::Table;

use super::accountant::{Books, LineSums};
use super::rulebook::{str_of, tables};
use super::tables::{NO_COLUMN, kr, rounded};

/// Spend and money sent on, of a line, an area or all.
#[derive(Clone, Copy, Default)]
pub(super) struct Figures {
    in_period: i64,
    pub(super) accumulated: i64,
    pub(super) sent: i64,
    months: [i64; 14],
}

impl Figures {
    pub(super) fn of(books: &Books, line: &LineSums) -> Self {
        let months = (0_u8..).zip(line.months).filter(|(month, _)| books.is_in_period(*month));
        let in_period = months.map(|(_, ore)| ore).sum();
        Self { in_period, accumulated: line.months.iter().sum(), sent: line.sent, months: line.months }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.in_period += other.in_period;
        self.accumulated += other.accumulated;
        self.sent += other.sent;
        for (sum, more) in self.months.iter_mut().zip(other.months) {
            *sum += more;
        }
    }

    /// What is gone of the money.
    pub(super) fn gone(&self) -> i64 {
        self.accumulated + self.sent
    }
}

/// Amounts of an area, or sums of those that areas have.
#[derive(Clone, Copy, Default)]
pub(super) struct Money {
    pub(super) granted: Option<i64>,
    pub(super) allocated: Option<i64>,
    pub(super) limit: Option<i64>,
    pub(super) spent: Figures,
}

impl Money {
    pub(super) fn add(&mut self, other: &Self) {
        let plus = |sum: &mut Option<i64>, more: Option<i64>| {
            if let Some(more) = more {
                *sum = Some(sum.unwrap_or(0) + more);
            }
        };
        plus(&mut self.granted, other.granted);
        plus(&mut self.allocated, other.allocated);
        plus(&mut self.limit, other.limit);
        self.spent.add(&other.spent);
    }
}

/// Whole kronor of a key, in öre.
pub(super) fn ore_of(table: &Table, key: &str) -> Option<i64> {
    table.get(key).map(|kronor| kronor.as_integer().expect("kronor") * 100)
}

/// Sum of the parts in a list; none where the list is empty.
pub(super) fn parts_of(table: &Table, list: &str) -> Option<i64> {
    let parts = tables(table, list);
    (!parts.is_empty()).then(|| parts.iter().filter_map(|part| ore_of(part, "amount")).sum())
}

/// What may be used of an area: what was allocated, else what was granted.
pub(super) fn limit_of(area: &Table) -> Option<i64> {
    ore_of(area, "allocated").or_else(|| parts_of(area, "granted"))
}

/// What a ring-fenced activity may use: the lesser of what was decided and what was granted for it.
pub(super) fn fence_of(area: &Table, activity: &Table) -> Option<i64> {
    let for_it = |part: &&Table| part.get("activity") == Some(&activity["id"]);
    let granted: Vec<i64> =
        tables(area, "granted").into_iter().filter(for_it).filter_map(|part| ore_of(part, "amount")).collect();
    let granted = (!granted.is_empty()).then(|| granted.iter().sum::<i64>());
    ore_of(activity, "amount").map(|decided| granted.map_or(decided, |granted| granted.min(decided)))
}

/// Ten-thousandths of a whole, as tables show them.
fn part_of(part: i64, whole: i64) -> i64 {
    rounded(i128::from(part) * 10_000, whole.into())
}

fn share(share: i64) -> String {
    let sign = if share < 0 { "-" } else { "" };
    format!("{sign}{},{:04}", share.abs() / 10_000, share.abs() % 10_000)
}

/// Kronor, or blank where there is no amount.
pub(super) fn blank_or(ore: Option<i64>) -> String {
    ore.map_or_else(String::new, kr)
}

/// Decided, spent in the period and spent, sent on where the job has such money, left, share, share of the year, forecast.
pub(super) fn figures(
    books: &Books,
    decided: Option<i64>,
    limit: Option<i64>,
    spent: &Figures,
    year: bool,
) -> Vec<String> {
    let gone = books.months_gone();
    let mut cells = vec![blank_or(decided), kr(spent.in_period), kr(spent.accumulated)];
    cells.push(if books.sends_on() { kr(spent.sent) } else { NO_COLUMN.to_owned() });
    cells.push(blank_or(limit.map(|limit| limit - spent.gone())));
    cells.push(limit.filter(|l| *l != 0).map_or_else(String::new, |limit| share(part_of(spent.gone(), limit))));
    cells.push(if year { share(part_of(gone.into(), 12)) } else { String::new() });
    cells.push(kr(rounded(i128::from(spent.accumulated) * 12, gone.into())));
    cells
}

pub(super) fn overview(books: &Books, money: &Money, verdict: &str) -> Vec<String> {
    let mut cells = vec![blank_or(money.granted)];
    cells.extend(figures(books, money.allocated, money.limit, &money.spent, true));
    cells.push(verdict.to_owned());
    cells
}

/// How what is gone stands to what may be used; the first that fits.
fn verdict(books: &Books, limit: Option<i64>, spent: i64, sent: i64) -> &'static str {
    let Some(limit) = limit else { return "" };
    let gone = spent + sent;
    let months = books.months_gone();
    let used = if limit == 0 { 0 } else { part_of(gone, limit) };
    if gone > limit {
        "over"
    } else if used >= 9_000 && months < 12 {
        "near"
    } else if rounded(i128::from(spent) * 12, months.into()) + sent > limit {
        "forecast-over"
    } else if used * 2 < part_of(months.into(), 12) {
        "behind"
    } else {
        "on-track"
    }
}

/// Slow use of money that is to be used for nothing in particular is no matter of pace.
pub(super) fn verdict_of_area(books: &Books, area: &Table, spent: &Figures) -> &'static str {
    match verdict(books, limit_of(area), spent.accumulated, spent.sent) {
        "behind" if !has_uses(area) => "undivided",
        other => other,
    }
}

/// Whether the area has activities beside those that only send money on.
pub(super) fn has_uses(area: &Table) -> bool {
    tables(area, "activities").into_iter().any(|activity| str_of(&activity["kind"]) != "forwarded")
}

pub(super) fn verdict_on(books: &Books, area: &Table, activity: Option<&Table>, spent: &Figures) -> &'static str {
    let Some(activity) = activity else { return "" };
    match str_of(&activity["kind"]) {
        "forwarded" => "sent-on",
        "unallocated" => "unspent-money",
        "pooled" => "no-amount",
        "ring-fenced" => verdict(books, fence_of(area, activity), spent.accumulated, 0),
        _ => verdict(books, ore_of(activity, "amount"), spent.accumulated, 0),
    }
}

pub(super) fn by_month(books: &Books, spent: &Figures) -> Vec<String> {
    let cell = |month: u8| if month <= books.last() { kr(spent.months[usize::from(month)]) } else { String::new() };
    (1..14).map(cell).chain([kr(spent.accumulated)]).collect()
}
