//! How the accountant reads a row of the ledger: a posting, unreadable, or nothing of either.

use std::collections::BTreeSet;

use super::ledger::{Cell, Row};

pub(super) enum Reading {
    Structural,
    Rejected(BTreeSet<&'static str>),
    Posting(i64, (u16, u8)),
}

/// Whether a row is a posting at all, and whether it can be read.
pub(super) fn reading(row: &Row) -> Reading {
    let is_label = |text: &str| ["Summa", "SUMMA objekt 80", "Delsumma:", "Totalt 2022", "Summa lunch"].contains(&text);
    let bare = row.codes.iter().all(|code| code.is_empty() || is_label(code)) && row.period.is_blank();
    let labelled = is_label(row.text) || row.codes.iter().any(|code| is_label(code));
    if bare && (row.amount.is_blank() || labelled) {
        return Reading::Structural;
    }
    let nameless = [row.voucher, row.place].iter().all(|text| text.is_empty());
    // The sum of a code: neither voucher nor date nor period makes it a posting.
    let undated = row.booked.is_blank() && row.registered.is_blank() && row.period.is_blank();
    if labelled && nameless && undated && row.amount.good().is_some() {
        return Reading::Structural;
    }
    // No voucher names it, and a word says that it may be a sum: no one can tell. Sums have dates too.
    if labelled && nameless && row.amount.good().is_some() {
        return Reading::Rejected(BTreeSet::from(["total-or-posting"]));
    }
    let mut reasons = BTreeSet::new();
    let mut bad = |cell: Option<&'static str>| reasons.extend(cell);
    bad(why(&row.amount, Some("blank-amount")));
    bad(why(&row.period, Some("unreadable-period")));
    bad(why(&row.booked, None));
    bad(why(&row.registered, None));
    match (row.amount.good(), row.period.good()) {
        (Some(ore), Some(period)) if reasons.is_empty() => Reading::Posting(*ore, *period),
        _ => Reading::Rejected(reasons),
    }
}

fn why<T>(cell: &Cell<T>, blank: Option<&'static str>) -> Option<&'static str> {
    match cell {
        Cell::Good(_) => None,
        Cell::Blank => blank,
        Cell::Bad(_, reason) => Some(reason),
    }
}
