//! What only the totals can settle (*tveksamt*): whether a sign parts thousands or decimals, whether a result is a total.
//! Takes a table, hands it on with each doubt settled, and the doubts that a reader must know of; refuses to settle one
//! unsaid where the totals don't.

use std::cmp::Ordering;

use super::amount::Unit;
use super::grid::Grid;
use super::tables::Table;
use super::total::Total;
use super::totals;
use super::words;
use crate::model::finding::Place;

/// What the totals say of a sign that can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Totals agree so, and not otherwise.
    Closes,
    /// As many agree either way.
    Both,
    /// None agrees either way.
    Neither,
}

/// What settled a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The totals.
    Totals,
    /// Another column of the table, whose totals agree so.
    Column,
    /// A unit that isn't written with three decimals.
    Unit(Unit),
    /// What is usual in Swedish: the comma parts decimals, the point thousands.
    Usual,
}

impl Reason {
    /// The name in JSON and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Column => "column",
            Self::Unit(_) => "unit",
            Self::Usual => "usual",
        }
    }
}

impl Why {
    /// The name in JSON and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Closes => "closes",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }
}

/// What was read in one of two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A column's comma or point before three digits.
    Sign {
        /// The first cell in doubt.
        place: Place,
        /// Its text.
        seen: String,
        /// It was taken to part thousands, not decimals.
        thousands: bool,
        /// Why.
        reason: Reason,
        /// What the totals say.
        why: Why,
    },
    /// A row named as a result isn't the sum of the rows above, and was taken for one of them.
    Ordinary {
        /// The row.
        place: Place,
        /// Its label.
        label: String,
    },
    /// A row without amounts right below a total was taken for the heading of a new table.
    Heading {
        /// The row.
        place: Place,
        /// The new table's first heading.
        label: String,
    },
}

/// Settles a table's doubts.
pub(super) fn settle(table: &mut Table, grid: &Grid) -> Vec<Doubt> {
    let results: Vec<usize> = (0..table.rows.len()).filter(|row| is_result(table, *row)).collect();
    let mut doubts: Vec<Doubt> = results.into_iter().filter_map(|row| result(table, grid, row)).collect();
    if table.abrupt {
        let label = table.columns.first().map(|column| column.header.clone()).unwrap_or_default();
        let place = Place { sheet: grid.sheet.clone(), row: Some(table.first), ..Place::default() };
        doubts.push(Doubt::Heading { place, label });
    }
    let mut signs = Vec::new();
    // Those that the totals settle speak for the others.
    for alone in [true, false] {
        for column in 0..table.columns.len() {
            signs.extend(sign(table, grid, column, (&signs, alone)));
        }
    }
    signs.sort_by_key(|(column, _)| *column);
    doubts.extend(signs.into_iter().map(|(_, doubt)| doubt));
    doubts
}

fn is_result(table: &Table, row: usize) -> bool {
    table.rows.get(row).is_some_and(|row| row.mark.is_none() && words::may_close(&row.label))
}

/// A row named as a result is a total where it is the sum of several figures above it in some column.
fn result(table: &mut Table, grid: &Grid, row: usize) -> Option<Doubt> {
    let line = table.rows.get(row)?.line;
    table.rows.get_mut(row)?.mark = Some(words::RESULT);
    let closes = |total: &Total| {
        let own = total.stated.place.row == Some(line) && total.stated.amount.digits != 0;
        own && total.verdict.agrees()
            && total.addends.len() > 1
            && total.addends.iter().all(|a| a.place.row < Some(line))
    };
    let mut closed = totals::of(table, grid).0.iter().any(closes);
    for column in 0..table.columns.len() {
        table.swap(column);
        closed =
            closed || table.columns.get(column)?.otherwise.is_some() && totals::of(table, grid).0.iter().any(closes);
        table.swap(column);
    }
    if closed {
        return None;
    }
    let row = table.rows.get_mut(row)?;
    row.mark = None;
    Some(Doubt::Ordinary { place: Place { column: None, ..totals::place(grid, row, 0) }, label: row.label.clone() })
}

/// Takes the reading of a column by which more of its totals agree. Where the totals don't tell, it is read as a column of
/// the table whose totals do; else kronor have no three decimals; else as is usual. `alone` asks for the first kind only.
fn sign(
    table: &mut Table,
    grid: &Grid,
    column: usize,
    (settled, alone): (&[(usize, Doubt)], bool),
) -> Option<(usize, Doubt)> {
    let whole = table.columns.get(column)?.unit.filter(|unit| unit.power() == 0);
    let (row, seen) = table.columns.get(column)?.otherwise.as_ref()?.seen.clone();
    if settled.iter().any(|(other, _)| *other == column) {
        return None;
    }
    let place = totals::place(grid, table.rows.get(row)?, column);
    let agreeing = |table: &Table| {
        let totals = totals::of(table, grid).0;
        let own: Vec<&Total> = totals.iter().filter(|total| total.stated.place.column == place.column).collect();
        (own.iter().filter(|total| total.verdict.agrees()).count(), own.len())
    };
    let (usual, totals) = agreeing(table);
    table.swap(column);
    let (other, others) = agreeing(table);
    table.swap(column);
    let comma = seen.contains(',');
    let like = settled.iter().find_map(|(_, doubt)| match doubt {
        Doubt::Sign { seen, thousands, reason: Reason::Totals, .. } => {
            Some((seen.contains(',') == comma) == *thousands)
        }
        _ => None,
    });
    let (thousands, reason) = match (usual.cmp(&other), like, whole) {
        (Ordering::Less, ..) => (comma, Reason::Totals),
        (Ordering::Greater, ..) => (!comma, Reason::Totals),
        _ if alone || totals + others == 0 => return None,
        (_, Some(thousands), _) => (thousands, Reason::Column),
        (_, None, Some(unit)) => (true, Reason::Unit(unit)),
        (_, None, None) => (!comma, Reason::Usual),
    };
    if thousands == comma {
        table.swap(column);
    }
    let why = match usual.max(other) {
        _ if reason == Reason::Totals => Why::Closes,
        0 => Why::Neither,
        _ => Why::Both,
    };
    // The usual reading, by which alone the totals agree, leaves no doubt.
    (usual <= other).then_some((column, Doubt::Sign { place, seen, thousands, reason, why }))
}
