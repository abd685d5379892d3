//! Report tables as the accountant works them out: exact amounts, a rounding of his own, and what there was to use.

use toml::{Table, Value};

use super::accountant::{Account, Books};
use super::figures::{Figures, ore_of};
use super::received::{Part, parts};
use super::rulebook::{Place, str_of, tables};
use super::tables::rounded;

/// A row: its agreement by position, what it is called, its name in the file, the exact amount, and what the agreement
/// says that it should be.
pub(super) struct Line {
    pub(super) agreement: usize,
    pub(super) title: String,
    pub(super) id: String,
    pub(super) ore: i64,
    pub(super) stated: Option<i64>,
    pub(super) is_sent: bool,
    /// The decision gives no amount.
    pub(super) is_absent: bool,
    /// Id of its area; blank for what is about the whole agreement.
    area: String,
    /// Shown only where it has an amount.
    is_optional: bool,
}

/// A report table, worked out.
pub(super) struct Shown<'a> {
    pub(super) table: &'a Table,
    pub(super) lines: Vec<Line>,
    /// In steps of the last decimal.
    pub(super) rounded: Vec<i64>,
    pub(super) adjusted: Vec<i64>,
    pub(super) total: i64,
    pub(super) exact: i64,
    /// Per agreement of the table: received and sent on.
    /// None where the documents don't say what was granted.
    pub(super) money: Vec<Option<(i64, i64)>>,
}

fn text_of<'a>(table: &'a Table, key: &str, usual: &'a str) -> &'a str {
    table.get(key).map_or(usual, str_of)
}

pub(super) fn names(table: &Table, key: &str) -> Vec<String> {
    let list = table.get(key).map(|list| list.as_array().expect("a list").iter());
    list.into_iter().flatten().map(|name| str_of(name).to_owned()).collect()
}

/// Öre of one step of a unit's last decimal.
pub(super) fn step(unit: &str, decimals: u32) -> i64 {
    let ore = match unit {
        "kr" => 100,
        "tkr" => 100_000,
        _ => 100_000_000,
    };
    ore / 10_i64.pow(decimals)
}

pub(super) fn decimals_of(table: &Table) -> u32 {
    table.get("decimals").map_or(0, |n| u32::try_from(n.as_integer().expect("a number")).expect("few"))
}

pub(super) fn measure_of(table: &Table) -> &str {
    text_of(table, "measure", if table["shows"] == Value::from("grants") { "received" } else { "spend" })
}

/// Steps as a number with decimals.
pub(super) fn decimal(steps: i64, decimals: u32) -> String {
    let (sign, size) = (if steps < 0 { "-" } else { "" }, steps.abs());
    let ten = 10_i64.pow(decimals);
    let rest = if decimals == 0 { String::new() } else { format!(",{:0w$}", size % ten, w = decimals as usize) };
    format!("{sign}{}{rest}", size / ten)
}

/// Rows so rounded that they foot: each is cut, then the rows that lost most get a step back, the first of equals first.
fn footed(ores: &[i64], step: i64, total: i64) -> Vec<i64> {
    let (step, mut lost) = (i128::from(step), Vec::new());
    let mut rows = Vec::new();
    for (place, ore) in ores.iter().enumerate() {
        let mut cut = i128::from(*ore) / step;
        if cut * step > i128::from(*ore) {
            cut -= 1;
        }
        lost.push((cut * step - i128::from(*ore), place));
        rows.push(i64::try_from(cut).expect("it fits"));
    }
    lost.sort_unstable();
    let lacking = usize::try_from(total - rows.iter().sum::<i64>()).expect("cut rows are not more than the total");
    for (_, place) in &lost[..lacking] {
        rows[*place] += 1;
    }
    rows
}

/// Works out every report table of the job.
pub(super) fn all<'a>(books: &'a Books, account: &Account<'_>) -> Vec<Shown<'a>> {
    tables(&books.report, "table").into_iter().map(|table| shown(books, account, table)).collect()
}

fn shown<'a>(books: &'a Books, account: &Account<'_>, table: &'a Table) -> Shown<'a> {
    let (mut lines, mut money) = (Vec::new(), Vec::new());
    let chosen = names(table, "agreements");
    for (place, id) in chosen.iter().enumerate() {
        let agreement = books.agreement(id);
        let own = Own { books, account, id, agreement, table, place };
        lines.extend(own.lines(chosen.len() > 1));
        money.push(own.money());
    }
    lines.retain(|line| line.ore != 0 || !line.is_optional);
    let ores: Vec<i64> = lines.iter().map(|line| line.ore).collect();
    let exact: i64 = ores.iter().sum();
    let step = step(str_of(&table["unit"]), decimals_of(table));
    let one = |ore: i64| rounded(ore.into(), step.into());
    let plain: Vec<i64> = ores.iter().map(|ore| one(*ore)).collect();
    let total = one(exact);
    let foots = text_of(table, "rounding", "plain") == "largest-remainder";
    let rounded = if foots { footed(&ores, step, total) } else { plain.clone() };
    let adjusted = rounded.iter().zip(&plain).map(|(row, plain)| row - plain).collect();
    Shown { table, lines, rounded, adjusted, total, exact, money }
}

/// One agreement of a table.
struct Own<'a, 'b> {
    books: &'a Books,
    account: &'a Account<'b>,
    id: &'a str,
    agreement: &'a Table,
    table: &'a Table,
    place: usize,
}

impl<'a> Own<'a, '_> {
    fn areas(&self) -> Vec<&'a Table> {
        let wanted = names(self.table, "areas");
        let all = tables(self.agreement, "area").into_iter();
        all.filter(|area| wanted.is_empty() || wanted.contains(&str_of(&area["id"]).to_owned())).collect()
    }

    fn figures(&self, area: &Table, activity: Option<&str>) -> Figures {
        let place: Place = (self.id.to_owned(), str_of(&area["id"]).to_owned(), activity.map(str::to_owned));
        Figures::of(self.books, &self.account.lines.get(&place).cloned().unwrap_or_default())
    }

    fn area(&self, area: &Table) -> Figures {
        let mut sum = self.figures(area, None);
        for activity in tables(area, "activities") {
            sum.add(&self.figures(area, Some(str_of(&activity["id"]))));
        }
        sum
    }

    fn of_area(&self, area: &Table) -> i64 {
        match measure_of(self.table) {
            "spend" => self.area(area).accumulated,
            "allocated" => ore_of(area, "allocated").unwrap_or(0),
            _ => {
                let here = |(of, name, _): &Place| of == self.id && *name == str_of(&area["id"]);
                let income = self.account.income.iter().filter(|(place, _, _)| here(place));
                -income.map(|(_, _, ore)| ore).sum::<i64>() - self.area(area).sent
            }
        }
    }

    fn lines(&self, several: bool) -> Vec<Line> {
        let line = |title: &str, name: &str, ore: i64| Line {
            agreement: self.place,
            title: title.to_owned(),
            id: name.to_owned(),
            ore,
            stated: None,
            is_sent: false,
            is_absent: false,
            area: String::new(),
            is_optional: false,
        };
        let mut lines = match str_of(&self.table["shows"]) {
            "agreements" => {
                let ore = self.areas().iter().map(|area| self.of_area(area)).sum();
                let title = str_of(&self.agreement["agreement"]["title"]);
                let none = self.areas().iter().all(|area| ore_of(area, "allocated").is_none());
                let is_absent = measure_of(self.table) == "allocated" && none;
                return vec![Line { id: self.id.to_owned(), is_absent, ..line(title, "", ore) }];
            }
            "areas" => {
                let is_absent =
                    |area: &Table| measure_of(self.table) == "allocated" && ore_of(area, "allocated").is_none();
                let one = |area: &&Table| Line {
                    is_absent: is_absent(area),
                    ..line(str_of(&area["title"]), str_of(&area["id"]), self.of_area(area))
                };
                self.areas().iter().map(one).collect()
            }
            "activities" => self.areas().iter().flat_map(|area| self.activities(area, &line)).collect(),
            _ => self.grants(&line),
        };
        // A name that two rows would have gets the area's in front, or the agreement's.
        let names: Vec<String> = lines.iter().map(|line| line.id.clone()).collect();
        for line in &mut lines {
            if names.iter().filter(|name| **name == line.id).count() > 1 {
                let front = if line.area.is_empty() { self.id } else { &line.area };
                line.id = format!("{front}/{}", line.id);
            }
            if line.id.is_empty() {
                self.id.clone_into(&mut line.id);
            } else if several {
                line.id = format!("{}/{}", self.id, line.id);
            }
        }
        lines
    }

    fn activities(&self, area: &Table, line: &impl Fn(&str, &str, i64) -> Line) -> Vec<Line> {
        let is_spend = measure_of(self.table) == "spend";
        let one = |activity: &Table| {
            let key = str_of(&activity["id"]);
            let decided = || ore_of(activity, "amount").unwrap_or(0);
            let ore = if is_spend { self.figures(area, Some(key)).accumulated } else { decided() };
            let is_absent = !is_spend && ore_of(activity, "amount").is_none();
            let area = str_of(&area["id"]).to_owned();
            Line { is_absent, area, ..line(str_of(&activity["title"]), key, ore) }
        };
        let ore = if is_spend { self.figures(area, None).accumulated } else { 0 };
        let rest = line("without-activity", &format!("{}/no-activity", str_of(&area["id"])), ore);
        let all = tables(area, "activities").into_iter().map(one);
        all.chain([Line { is_optional: true, ..rest }]).collect()
    }

    fn grants(&self, line: &impl Fn(&str, &str, i64) -> Line) -> Vec<Line> {
        let grant = parts(self.account, self.agreement);
        let areas = self.areas();
        let mut lines = Vec::new();
        for list in std::iter::once(None).chain(areas.iter().copied().map(Some)) {
            let id = list.map_or("", |area| str_of(&area["id"]));
            for part in grant.parts.iter().filter(|part| part.area_id() == id) {
                let Some(booked) = part.booked else { continue };
                let alone = part.area.filter(|area| tables(area, "granted").len() == 1);
                let title = alone.map_or(part.name(), |area| str_of(&area["title"]));
                let one = line(title, part.id(), booked);
                lines.push(Line { stated: Some(part.amount()), area: id.to_owned(), ..one });
            }
            if let Some(together) = grant.together.get(id) {
                let stated = grant.untold(id).iter().map(|part| part.amount()).sum();
                let title = list.map_or("parts-together", |area| str_of(&area["title"]));
                lines.push(Line { stated: Some(stated), area: id.to_owned(), ..line(title, id, *together) });
            }
        }
        for area in &areas {
            for activity in tables(area, "activities").into_iter().filter(|a| a["kind"] == Value::from("forwarded")) {
                let key = str_of(&activity["id"]);
                let one = line(str_of(&activity["title"]), key, -self.figures(area, Some(key)).sent);
                let (stated, area) = (ore_of(activity, "amount").map(|ore| -ore), str_of(&area["id"]).to_owned());
                lines.push(Line { stated, is_sent: true, area, ..one });
            }
        }
        lines.push(Line { is_optional: true, ..line("no-part", "no-part", grant.elsewhere) });
        lines
    }

    /// Received and sent on, of what the table is about; money for the whole only where every area is. Of what is paid or
    /// earned the ledger tells what has come.
    fn money(&self) -> Option<(i64, i64)> {
        let areas = self.areas();
        let is_whole = areas.len() == tables(self.agreement, "area").len();
        let grant = parts(self.account, self.agreement);
        let of_table = |id: &str| if id.is_empty() { is_whole } else { areas.iter().any(|a| str_of(&a["id"]) == id) };
        let has_come = |part: &Part<'_>| ["paid", "earned"].contains(&str_of(&part.table["status"]));
        let own: Vec<&Part<'_>> = grant.parts.iter().filter(|part| of_table(part.area_id())).collect();
        let promised = own.iter().filter(|part| !has_come(part)).map(|part| part.amount());
        let booked = own.iter().filter(|part| has_come(part)).filter_map(|part| part.booked);
        let lists = grant.together.iter().filter(|(id, _)| of_table(id));
        let together = lists.filter(|(id, _)| grant.untold(id).iter().any(|part| has_come(part))).map(|(_, ore)| *ore);
        let received = promised.chain(booked).chain(together).sum();
        let sent = areas.iter().map(|area| self.area(area).sent).sum();
        (!own.is_empty()).then_some((received, sent))
    }
}
