//! What the accountant finds in the ledger of each part of a grant: every income posting asks every part.

use toml::Table;

use super::accountant::{Account, Books};
use super::figures::{blank_or, ore_of, parts_of};
use super::ledger::PARTS;
use super::rulebook::{codes, holds, str_of, tables};
use super::tables::{Expected, Rows, row};

/// A known fault, where the accountant gives way until it is mended: the total of `tilldelning` shows 0,00 granted for an
/// agreement that names no part, and a difference against it. Absent is not zero; with `false` he holds to that.
const TOTAL_WITHOUT_PARTS_IS_ZERO: bool = true;

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

    fn takes(&self, area: &str, string: &[String; 6]) -> bool {
        if self.area.is_some() && self.area_id() != area {
            return false;
        }
        let conditions = codes(self.table);
        let of = |part: &str| &string[PARTS.iter().position(|name| *name == part).expect("a part")];
        if conditions.is_empty() { self.alone } else { conditions.iter().all(|(part, one)| holds(one, of(part))) }
    }
}

/// The parts of an agreement, those of the whole first, and the income that none of them takes alone.
pub(super) fn parts<'a>(account: &Account<'_>, agreement: &'a Table) -> (Vec<Part<'a>>, i64) {
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
    let mut elsewhere = 0;
    for ((of, area, _), row, ore) in &account.income {
        if of != str_of(&head["id"]) {
            continue;
        }
        let takers: Vec<usize> = (0..parts.len()).filter(|i| parts[*i].takes(area, &row.codes)).collect();
        match takers.as_slice() {
            [one] => parts[*one].booked = parts[*one].booked.map(|sum| sum - ore),
            _ => elsewhere -= ore,
        }
    }
    (parts, elsewhere)
}

/// Every part with what was decided for it and what is booked of it.
pub(super) fn table(books: &Books, account: &Account<'_>) -> Expected {
    let mut rows = Rows::new();
    for agreement in &books.agreements {
        let name = str_of(&agreement["agreement"]["title"]);
        let (parts, elsewhere) = parts(account, agreement);
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
        let booked = parts.iter().filter_map(|part| part.booked).sum::<i64>() + elsewhere;
        let granted = (!parts.is_empty() || TOTAL_WITHOUT_PARTS_IS_ZERO).then_some(granted);
        let left = granted.zip(decided).map(|(granted, decided)| decided - granted);
        rows.push(row([name, "total", "", ""], [granted, decided, left, Some(booked)].map(blank_or)));
    }
    let columns = "overenskommelse omrade del status tilldelat beslutat differens bokfort";
    ("tilldelning".to_owned(), columns.to_owned(), rows)
}
