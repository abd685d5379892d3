//! What the accountant finds in the ledger of each part of a grant: every income posting asks every part.

use std::collections::BTreeMap;

use toml::Table;

use super::accountant::{Account, Books};
use super::figures::{blank_or, ore_of, parts_of};
use super::ledger::PARTS;
use super::rulebook::{codes, holds, str_of, tables};
use super::tables::{Expected, Rows, row};

/// A part of a grant, and what is booked of it; none where the postings don't tell.
pub(super) struct Part<'a> {
    /// The area that it stands in; none for the whole agreement.
    pub(super) area: Option<&'a Table>,
    pub(super) table: &'a Table,
    alone: bool,
    pub(super) booked: Option<i64>,
}

impl Part<'_> {
    pub(super) fn amount(&self) -> i64 {
        ore_of(self.table, "amount").expect("a part has an amount")
    }

    pub(super) fn name(&self) -> &str {
        str_of(self.table.get("title").unwrap_or(&self.table["id"]))
    }

    pub(super) fn id(&self) -> &str {
        str_of(&self.table["id"])
    }

    pub(super) fn area_id(&self) -> &str {
        self.area.map_or("", |area| str_of(&area["id"]))
    }

    fn is_of(&self, area: &str) -> bool {
        self.area.is_none() || self.area_id() == area
    }

    /// Whether the part has codes, and they take the string.
    fn takes(&self, string: &[String; 6]) -> bool {
        let conditions = codes(self.table);
        let of = |part: &str| &string[PARTS.iter().position(|name| *name == part).expect("a part")];
        !conditions.is_empty() && conditions.iter().all(|(part, one)| holds(one, of(part)))
    }
}

/// All that an agreement was granted.
pub(super) fn granted(agreement: &Table) -> i64 {
    let head = agreement["agreement"].as_table().expect("a table");
    let areas = tables(agreement, "area").into_iter();
    let lists = std::iter::once(tables(head, "received")).chain(areas.map(|area| tables(area, "granted")));
    lists.flatten().filter_map(|part| ore_of(part, "amount")).sum()
}

/// What is booked of an agreement's grant.
pub(super) struct Grant<'a> {
    /// The parts, those of the whole first.
    pub(super) parts: Vec<Part<'a>>,
    /// Per list with parts that cannot be told, by the area's id: what those have together.
    pub(super) together: BTreeMap<String, i64>,
    pub(super) elsewhere: i64,
}

impl<'a> Grant<'a> {
    /// Parts of a list that the postings don't tell.
    pub(super) fn untold(&self, area: &str) -> Vec<&Part<'a>> {
        self.parts.iter().filter(|part| part.area_id() == area && part.booked.is_none()).collect()
    }
}

/// The parts of an agreement and their income: a part with codes goes first, then one that is alone in its list, the
/// area's before the whole agreement's; then what a list's other parts have together.
pub(super) fn parts<'a>(account: &Account<'_>, agreement: &'a Table) -> Grant<'a> {
    let head = agreement["agreement"].as_table().expect("a table");
    let mut parts = Vec::new();
    let areas = tables(agreement, "area").into_iter();
    for (area, list) in
        std::iter::once((None, tables(head, "received"))).chain(areas.map(|area| (Some(area), tables(area, "granted"))))
    {
        let alone = list.len() == 1;
        parts.extend(list.into_iter().map(|table| {
            let can_tell = alone || !codes(table).is_empty();
            Part { area, table, alone, booked: can_tell.then_some(0) }
        }));
    }
    let untold = parts.iter().filter(|part| part.booked.is_none());
    let mut together: BTreeMap<String, i64> = untold.map(|part| (part.area_id().to_owned(), 0)).collect();
    let mut elsewhere = 0;
    for ((of, area, _), row, ore) in &account.income {
        if of != str_of(&head["id"]) {
            continue;
        }
        let first = |test: &dyn Fn(&Part<'_>) -> bool| parts.iter().position(|part| part.is_of(area) && test(part));
        let alone = |part: &Part<'_>| part.alone && codes(part.table).is_empty();
        let taker = first(&|part| part.takes(&row.codes))
            .or_else(|| first(&|part| alone(part) && part.area.is_some()))
            .or_else(|| first(&alone));
        if let Some(one) = taker {
            parts[one].booked = parts[one].booked.map(|sum| sum - ore);
        } else {
            let list = [area.as_str(), ""].into_iter().find(|list| together.contains_key(*list));
            *list.map_or(&mut elsewhere, |list| together.get_mut(list).expect("just found")) -= ore;
        }
    }
    Grant { parts, together, elsewhere }
}

/// Every part with what was decided for it and what is booked of it.
pub(super) fn table(books: &Books, account: &Account<'_>) -> Expected {
    let mut rows = Rows::new();
    for agreement in &books.agreements {
        let name = str_of(&agreement["agreement"]["title"]);
        let Grant { parts, together, elsewhere } = parts(account, agreement);
        for part in &parts {
            let title = part.area.map_or("", |area| str_of(&area["title"]));
            let activity = part.area.zip(part.table.get("activity")).and_then(|(area, id)| {
                let activities = tables(area, "activities");
                activities.into_iter().find(|activity| &activity["id"] == id)
            });
            let what = activity.map_or(part.name(), |activity| str_of(&activity["title"]));
            let decided = activity.and_then(|activity| ore_of(activity, "amount"));
            let status = str_of(&part.table["status"]);
            let figures = [Some(part.amount()), decided, decided.map(|ore| ore - part.amount()), part.booked];
            rows.push(row([name, title, what, status], figures.map(blank_or)));
        }
        let areas = tables(agreement, "area");
        for area in &areas {
            let (granted, allocated) = (parts_of(area, "granted"), ore_of(area, "allocated"));
            if tables(area, "granted").len() > 1 || allocated.is_some() {
                let left = granted.zip(allocated).map(|(granted, allocated)| allocated - granted);
                let figures = [granted, allocated, left, None].map(blank_or);
                rows.push(row([name, str_of(&area["title"]), "subtotal", ""], figures));
            }
        }
        let given: Vec<i64> = areas.iter().filter_map(|area| ore_of(area, "allocated")).collect();
        let decided = (!given.is_empty()).then(|| given.iter().sum::<i64>());
        let granted: i64 = parts.iter().map(Part::amount).sum();
        let booked = parts.iter().filter_map(|part| part.booked).chain(together.into_values()).sum::<i64>() + elsewhere;
        let granted = (!parts.is_empty()).then_some(granted);
        let left = granted.zip(decided).map(|(granted, decided)| decided - granted);
        rows.push(row([name, "total", "", ""], [granted, decided, left, Some(booked)].map(blank_or)));
    }
    let columns = "overenskommelse omrade del status tilldelat beslutat differens bokfort";
    ("tilldelning".to_owned(), columns.to_owned(), rows)
}
