//! Rows that a ledger holds twice, as the accountant finds them: every row is compared with every one before it that bears
//! the same number.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Line, Row};
use super::reading::{Reading, reading};
use super::world::World;

/// Rows, by file and place in it, that another row already is: the same year, series, voucher and row of the voucher, among
/// voucher numbers of the job's year that two files hold. With the other's file, and what is told of it.
pub(super) fn duplicates(world: &World) -> BTreeMap<(usize, usize), (usize, &'static str)> {
    let rows = |lines: &'_ [Line]| -> Vec<(usize, Row)> {
        let of = |(place, line): (usize, &Line)| match line {
            Line::Row(row) => Some((place, (**row).clone())),
            Line::Void | Line::Header => None,
        };
        lines.iter().enumerate().filter_map(of).collect()
    };
    let mut holders = BTreeMap::<(String, u64), BTreeSet<usize>>::new();
    for (file, lines) in world.files.iter().enumerate() {
        for (_, row) in rows(lines) {
            let counts = match reading(&row) {
                Reading::Structural => false,
                Reading::Rejected(_) => row.period.good().is_none_or(|period| period.0 == 2022),
                Reading::Posting(_, period) => period.0 == 2022,
            };
            if let (true, Ok(number)) = (counts, row.voucher.parse()) {
                holders.entry((row.series.to_owned(), number)).or_default().insert(file);
            }
        }
    }
    let mut first = BTreeMap::<(u16, String, String, String), (usize, i64, (u16, u8), Vec<String>)>::new();
    let mut found = BTreeMap::new();
    for (file, lines) in world.files.iter().enumerate() {
        for (place, row) in rows(lines) {
            let Reading::Posting(ore, period) = reading(&row) else { continue };
            let Ok(number) = row.voucher.parse::<u64>() else { continue };
            let is_met = holders.get(&(row.series.to_owned(), number)).is_some_and(|files| files.len() > 1);
            if row.place.is_empty() || !is_met {
                continue;
            }
            let key = (period.0, row.series.to_owned(), row.voucher.to_owned(), row.place.to_owned());
            let mine = (file, ore, period, row.codes.to_vec());
            match first.get(&key) {
                None => drop(first.insert(key, mine)),
                Some((other, ..)) => {
                    let same = first[&key].1 == ore && first[&key].2 == period && first[&key].3 == mine.3;
                    found.insert((file, place), (*other, if same { "duplicate-rows" } else { "conflicting-rows" }));
                }
            }
        }
    }
    found
}
