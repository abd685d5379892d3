//! The accountant: one loop over the world's rows, with maps. Takes the generator's öre and the raw TOML, never the
//! extract's text, and shares no parsing and no mapping with tertial.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use super::files::Files;
use super::ledger::{Day, Extract, Line, PARTS, Row};
use super::reading::{Reading, reading};
use super::rulebook::{Place, Rulebook, str_of, tables};
use super::world::World;

/// Rows, debit and credit in öre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) rows: u64,
    pub(super) debit: i64,
    pub(super) credit: i64,
}

/// One activity's postings, or those without activity.
#[derive(Clone, Debug, Default)]
pub(super) struct LineSums {
    /// Spend by month, 0–13.
    pub(super) months: [i64; 14],
    /// What would be spend, had the activity's money not been sent on.
    pub(super) sent: i64,
    /// Rows and öre of the spend that rules and ownership put here, not rulings.
    pub(super) unruled: (u64, i64),
    /// Spend by code of the breakdown part.
    pub(super) centers: BTreeMap<String, Spread>,
    /// Everything by account group.
    pub(super) groups: BTreeMap<String, Spread>,
}

/// Rows, öre in the period and öre accumulated.
pub(super) type Spread = (u64, i64, i64);

/// A row that a table lists: where it stands and what it came to.
#[derive(Clone, Debug)]
pub(super) struct Listed<'a> {
    pub(super) row: &'a Row,
    pub(super) ore: i64,
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) group: Option<String>,
    pub(super) is_spend: bool,
    pub(super) verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Mapped(Place),
    SetAside(&'static str),
    Outside(&'static str),
}

/// What the accountant's loop counts.
#[derive(Default)]
pub(super) struct Account<'a> {
    /// By fate and reason; mapped rows by kind of account.
    pub(super) fates: BTreeMap<(&'static str, String), Sum>,
    pub(super) outside: BTreeMap<(&'static str, String), Sum>,
    pub(super) lines: BTreeMap<Place, LineSums>,
    pub(super) listed: Vec<Listed<'a>>,
    /// File, line, and every reason for which the row cannot be read.
    pub(super) rejected: BTreeMap<(String, usize), BTreeSet<&'static str>>,
    /// Per file: amounts with decimals that the layout's sign parts from the kronor.
    pub(super) with_decimals: BTreeMap<String, usize>,
    /// Per file: rows read, structural rows, rejected rows, postings.
    pub(super) files: BTreeMap<String, (u64, u64, u64, Sum)>,
    pub(super) unnumbered: Sum,
    /// Spend registered after its period was closed, by agreement and area.
    pub(super) late: BTreeMap<(String, String), Sum>,
    /// Spend booked before the board had decided.
    pub(super) early: BTreeMap<(String, String), Sum>,
    /// Spend of a year before the one that the money is for.
    pub(super) before_year: BTreeMap<(String, String), Sum>,
    /// Every posting of grant income that counts, as it stands in the ledger.
    pub(super) income: Vec<(Place, &'a Row, i64)>,
    /// Rows that another one already is, by file, the other's file, and the finding that tells it.
    pub(super) duplicates: BTreeMap<(String, String, &'static str), Sum>,
    /// Rulings by place that name a readable row.
    pub(super) used: BTreeSet<usize>,
}

/// The files as the accountant reads them.
pub(super) struct Books {
    pub(super) job: Table,
    pub(super) agreements: Vec<Table>,
    pub(super) accounts: Table,
    /// Report profile; blank where the job has none.
    pub(super) report: Table,
    pub(super) rules: Rulebook,
    first: u8,
    last: u8,
}

impl Sum {
    pub(super) fn add(&mut self, ore: i64) {
        self.rows += 1;
        *(if ore < 0 { &mut self.credit } else { &mut self.debit }) += ore.abs();
    }

    pub(super) fn with(mut self, other: &Self) -> Self {
        self.rows += other.rows;
        self.debit += other.debit;
        self.credit += other.credit;
        self
    }
}

impl Books {
    pub(super) fn of(files: &Files, through: &str) -> Self {
        let table = |text: &String| text.parse::<Table>().expect("the accountant can read TOML");
        let agreements: Vec<Table> = files.agreements.iter().map(table).collect();
        let rules = Rulebook::of(&agreements);
        let (first, last) = match through.strip_prefix("2022-") {
            None => (1, 13),
            Some("T1") => (1, 4),
            Some("T2") => (5, 8),
            Some("T3") => (9, 12),
            Some(month) => (month.parse().expect("a month"), month.parse().expect("a month")),
        };
        let (job, accounts, report) = (table(&files.job), table(&files.accounts), table(&files.report));
        Self { job, agreements, accounts, report, rules, first, last }
    }

    pub(super) fn months_gone(&self) -> u8 {
        self.last.min(12)
    }

    pub(super) fn last(&self) -> u8 {
        self.last
    }

    /// The closing period is in it, so that nothing more of the year is to come.
    pub(super) fn is_whole_year(&self) -> bool {
        self.last == 13
    }

    pub(super) fn is_in_period(&self, month: u8) -> bool {
        self.first <= month && month <= self.last
    }

    /// Id and kind of the group with the longest prefix of the account.
    fn group_of(&self, account: &str) -> Option<(String, &str)> {
        let mut best: Option<(usize, String, &str)> = None;
        for group in tables(&self.accounts, "group") {
            for prefix in group["prefixes"].as_array().expect("a list").iter().map(str_of) {
                if account.starts_with(prefix) && best.as_ref().is_none_or(|(length, _, _)| prefix.len() > *length) {
                    best = Some((prefix.len(), str_of(&group["id"]).to_owned(), str_of(&group["kind"])));
                }
            }
        }
        best.map(|(_, id, kind)| (id, kind))
    }

    /// The ruling that names the row: one on the row goes before one on its voucher.
    fn ruling_on(&self, row: &Row) -> Option<(usize, Place)> {
        let rulings = tables(&self.job, "ruling");
        let text = |ruling: &Table, key: &str| ruling.get(key).map(|value| str_of(value).to_owned());
        let on = |whole: bool| {
            rulings.iter().position(|ruling| {
                text(ruling, "series").unwrap_or_default() == row.series
                    && text(ruling, "voucher").as_deref() == Some(row.voucher)
                    && if whole {
                        !ruling.contains_key("row")
                    } else {
                        text(ruling, "row").as_deref() == Some(row.place)
                    }
            })
        };
        let place = on(false).or_else(|| on(true))?;
        let of = |key| text(rulings[place], key);
        Some((place, (of("agreement").expect("named"), of("area").expect("named"), of("activity"))))
    }

    fn judge(&self, row: &Row, (year, month): (u16, u8), ruled: Option<Place>, has_group: bool) -> Verdict {
        let code = |part: &str| row.codes[PARTS.iter().position(|name| *name == part).expect("a part")].clone();
        let taker = self.rules.taker(&code);
        let owners = self.rules.owners.get(&code("objekt")).map_or(&[][..], Vec::as_slice);
        if year != 2022 {
            let on_grant = taker.is_some() || !owners.is_empty();
            return Verdict::Outside(if on_grant { "other-year-on-grant" } else { "other-year" });
        }
        if month == 0 {
            return Verdict::Outside("opening-period");
        }
        if month > self.last {
            return Verdict::Outside("after-through");
        }
        let place = match (ruled, taker, owners) {
            (Some(ruled), _, _) => ruled,
            (None, Some(rule), _) => rule.place.clone(),
            (None, None, []) => return Verdict::Outside("other-object"),
            (None, None, [owner]) => owner.clone(),
            _ => return Verdict::SetAside("shared-object"),
        };
        if has_group { Verdict::Mapped(place) } else { Verdict::SetAside("unknown-account") }
    }

    /// The loop.
    pub(super) fn count<'a>(&self, world: &'a World, extracts: &[Extract]) -> Account<'a> {
        let mut account = Account::default();
        let twice = super::twice::duplicates(world);
        for (number, (lines, extract)) in world.files.iter().zip(extracts).enumerate() {
            let head = u64::try_from(extract.head).expect("small");
            account.files.insert(extract.name.clone(), (head, head, 0, Sum::default()));
            for (place, (line, at)) in lines.iter().zip(&extract.at).enumerate() {
                let file = account.files.get_mut(&extract.name).expect("just put there");
                match line {
                    Line::Void => {}
                    Line::Header => *file = (file.0 + 1, file.1 + 1, file.2, file.3),
                    Line::Row(row) => {
                        file.0 += 1;
                        match reading(row) {
                            Reading::Structural => file.1 += 1,
                            Reading::Rejected(reasons) => {
                                file.2 += 1;
                                account.rejected.insert((extract.name.clone(), *at), reasons);
                            }
                            Reading::Posting(ore, period) => {
                                file.3.add(ore);
                                *account.with_decimals.entry(extract.name.clone()).or_default() +=
                                    usize::from(row.shows_decimals(ore));
                                if let Some((other, code)) = twice.get(&(number, place)) {
                                    let key = (extract.name.clone(), extracts[*other].name.clone(), *code);
                                    account.duplicates.entry(key).or_default().add(ore);
                                    let reason = code.trim_end_matches("-rows").replace("duplicate", "identical");
                                    account.fates.entry(("duplicate", reason)).or_default().add(ore);
                                    account.used.extend(self.ruling_on(row).map(|(place, _)| place));
                                } else {
                                    self.post(row, ore, period, (&extract.name, *at), &mut account);
                                }
                            }
                        }
                    }
                }
            }
        }
        account
    }

    fn post<'a>(&self, row: &'a Row, ore: i64, period: (u16, u8), at: (&str, usize), account: &mut Account<'a>) {
        let group = self.group_of(&row.codes[0]);
        let ruled = self.ruling_on(row);
        account.used.extend(ruled.as_ref().map(|(place, _)| *place));
        if row.voucher.is_empty() && period.0 == 2022 {
            account.unnumbered.add(ore);
        }
        let is_ruled = ruled.is_some();
        let verdict = self.judge(row, period, ruled.map(|(_, target)| target), group.is_some());
        let fate = match &verdict {
            Verdict::Mapped(place) => {
                let kind = group.as_ref().map_or("", |(_, kind)| kind_name(kind));
                ("mapped", if kind == "spend" && self.is_sent_on(place) { "sent-on" } else { kind })
            }
            Verdict::SetAside(reason) => ("set-aside", *reason),
            Verdict::Outside(reason) => {
                account.outside.entry((reason, row.codes[3].clone())).or_default().add(ore);
                ("out-of-scope", *reason)
            }
        };
        account.fates.entry((fate.0, fate.1.to_owned())).or_default().add(ore);
        if fate.0 == "out-of-scope" {
            return;
        }
        let kind = group.as_ref().map_or("", |(_, kind)| *kind);
        let sent_on = matches!(&verdict, Verdict::Mapped(place) if self.is_sent_on(place));
        let is_spend = kind == "spend" && !sent_on;
        if let ("grant-income", Verdict::Mapped(place)) = (kind, &verdict) {
            account.income.push((place.clone(), row, ore));
        }
        let is_sent = kind == "spend" && sent_on;
        let group = group.map(|(id, _)| id);
        if let Verdict::Mapped(place) = &verdict {
            let line = account.lines.entry(place.clone()).or_default();
            let in_period = if self.is_in_period(period.1) { ore } else { 0 };
            let more = |(rows, within, all): &mut Spread| {
                (*rows, *within, *all) = (*rows + 1, *within + in_period, *all + ore);
            };
            more(line.groups.entry(group.clone().expect("only grouped accounts are mapped")).or_default());
            line.sent += if is_sent { ore } else { 0 };
            if is_spend {
                line.months[usize::from(period.1)] += ore;
                if !is_ruled {
                    line.unruled = (line.unruled.0 + 1, line.unruled.1 + ore);
                }
                more(line.centers.entry(row.codes[1].clone()).or_default());
                let area = (place.0.clone(), place.1.clone());
                if self.is_late(row, period) {
                    account.late.entry(area.clone()).or_default().add(ore);
                }
                let (year, decided) = self.year_and_day(&place.0);
                if period.0 < year {
                    account.before_year.entry(area).or_default().add(ore);
                } else if day_of(row, period) < decided {
                    account.early.entry(area).or_default().add(ore);
                }
            }
        }
        let (file, line) = (at.0.to_owned(), at.1);
        account.listed.push(Listed { row, ore, file, line, group, is_spend, verdict });
    }

    pub(super) fn agreement(&self, id: &str) -> &Table {
        let found = self.agreements.iter().find(|agreement| str_of(&agreement["agreement"]["id"]) == id);
        found.expect("a known agreement")
    }

    /// Whether what lands here is money sent on.
    pub(super) fn is_sent_on(&self, (agreement, area, activity): &Place) -> bool {
        let areas = tables(self.agreement(agreement), "area").into_iter().filter(|a| str_of(&a["id"]) == area);
        let mut activities = areas.flat_map(|area| tables(area, "activities"));
        activities.any(|a| Some(str_of(&a["id"])) == activity.as_deref() && str_of(&a["kind"]) == "forwarded")
    }

    /// The year that an agreement's money is for, and the day of the board's decision.
    fn year_and_day(&self, id: &str) -> (u16, Day) {
        let head = &self.agreement(id)["agreement"];
        let decided = head["decided-on"].as_datetime().and_then(|at| at.date).expect("a day");
        let year = head["year"].as_integer().expect("a year");
        (u16::try_from(year).expect("a year"), (decided.year, decided.month, decided.day))
    }

    /// Registered after its month was closed: days are counted one by one.
    fn is_late(&self, row: &Row, (year, month): (u16, u8)) -> bool {
        let Some(days) = self.job.get("close").map(|close| close["days-after-period"].as_integer().expect("days"))
        else {
            return false;
        };
        let Some(registered) = row.registered.good().filter(|day| day.0 != 1899) else { return false };
        let mut closed: Day = last_day(year, month);
        for _ in 0..days {
            closed = next(closed);
        }
        (1..=12).contains(&month) && *registered > closed
    }
}

/// What tables call a kind of account.
fn kind_name(kind: &str) -> &str {
    if kind == "other" { "other-accounts" } else { kind }
}

/// The last day of a month, in years without a leap day; that of the closing period is the year's.
fn last_day(year: u16, month: u8) -> Day {
    let month = month.min(12);
    (year, month, if month == 2 { 28 } else { 30 + u8::from([1, 3, 5, 7, 8, 10, 12].contains(&month)) })
}

/// The day on which a row counts as booked: its own, or its period's last.
fn day_of(row: &Row, (year, month): (u16, u8)) -> Day {
    row.booked.good().copied().filter(|day| day.0 != 1899).unwrap_or_else(|| last_day(year, month))
}

/// The day after.
fn next((year, month, day): Day) -> Day {
    let length = last_day(year, month).2;
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        (_, day) if day == length => (year, month + 1, 1),
        _ => (year, month, day + 1),
    }
}
