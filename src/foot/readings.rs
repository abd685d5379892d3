//! Which figures a total may add (*läsarter*). Takes a table and a total's row, hands on every reading in the order of
//! likelihood, and each one's sum; refuses to choose where none adds up better than by chance.

use std::collections::BTreeMap;
use std::ops::Range;

use super::amount::{self, Amount, shift};
use super::groups;
use super::tables::Table;
use super::total::{Addend, Read, Role};
use super::words::Mark;

/// A set of rows that a total may add.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) read: Read,
    /// Rows with what they are.
    pub(super) items: Vec<(usize, Role)>,
    /// The stretch of the table that they are from.
    pub(super) range: Range<usize>,
}

/// Totals that took only the last rows above them: row and column, and the first row taken.
pub(super) type Taken = BTreeMap<(usize, usize), usize>;

/// The readings of a total in a row and column, and how many of them come first: the others must be exact to be believed.
/// A total whose label names a group takes the rows of that name. A subtotal takes the rows since the last total of any
/// kind; a total those since the last total of its word, or the sums among them; a total right below another of its word
/// takes the totals above, or all rows. One with a total below it may take the last rows only.
pub(super) fn ways(table: &Table, (total, column): (usize, usize), stated: Amount, taken: &Taken) -> (Vec<Way>, usize) {
    let walk = Walk { table, column, taken };
    let own = walk.mark(total);
    let after_last = |wanted: &dyn Fn(Mark) -> bool| {
        (0..total).rev().find(|row| walk.mark(*row).is_some_and(wanted)).map_or(0, |row| row + 1)
    };
    let since_any = after_last(&|mark| mark != Mark::OfWhich)..total;
    let since_same = after_last(&|mark| Some(mark) == own)..total;
    let ordinary = |mut range: Range<usize>| range.any(|row| walk.mark(row).is_none());
    let holds_sums = |mut range: Range<usize>| range.any(|row| walk.is_sum(row));
    let mut ways = Vec::new();
    let mut offer = |read, range: Range<usize>, items: Vec<(usize, Role)>| {
        if !items.is_empty() && !ways.iter().any(|way: &Way| way.items == items) {
            ways.push(Way { read, items, range });
        }
        ways.len()
    };
    let above = 0..total;
    let mut first = 0;
    let usual = if own == Some(Mark::Subtotal) { since_any.clone() } else { since_same.clone() };
    let group = groups::start(table, total, column).map(|(start, sure)| (start..total, walk.rows(start..total), sure));
    let group = group.filter(|(_, items, _)| *items != walk.rows(usual));
    if own == Some(Mark::Subtotal) {
        first = offer(Read::Rows, since_any.clone(), walk.rows(since_any.clone()));
    } else if ordinary(since_same.clone()) || holds_sums(since_same.clone()) {
        offer(Read::Rows, since_same.clone(), walk.rows(since_same.clone()));
        first = offer(Read::Subtotals, since_same.clone(), walk.sums(since_same.clone(), |_| true));
        offer(Read::Rows, since_any.clone(), walk.rows(since_any.clone()));
    }
    if !ordinary(above.clone()) {
        let end = (total + 1..table.rows.len()).find(|row| walk.is_sum(*row)).unwrap_or(table.rows.len());
        first = offer(Read::Below, total + 1..end, walk.rows(total + 1..end));
    }
    offer(Read::Totals, above.clone(), walk.sums(above.clone(), |mark| Some(mark) == own));
    let all = offer(Read::AllRows, above.clone(), walk.rows(above.clone()));
    let right_below = !ordinary(since_same.clone()) && !holds_sums(since_same);
    let right_below = right_below && own != Some(Mark::Subtotal) && ordinary(above);
    if right_below {
        first = if groups::is_sibling(table, total, column) { 0 } else { all };
    }
    if let Some(tail) = walk.tail(since_any, total, stated) {
        offer(Read::Tail, tail.clone(), walk.rows(tail));
    }
    if let Some((range, items, sure)) = group {
        let at = if sure { 0 } else { first };
        ways.insert(at, Way { read: Read::Group, items, range });
        first = if sure { 1 } else { first };
    }
    (ways, first)
}

struct Walk<'t> {
    table: &'t Table,
    column: usize,
    taken: &'t Taken,
}

impl Walk<'_> {
    fn has(&self, row: usize) -> bool {
        self.table.rows.get(row).is_some_and(|row| row.figures(self.column).is_some())
    }

    fn mark(&self, row: usize) -> Option<Mark> {
        self.table.rows.get(row).and_then(|row| row.mark)
    }

    fn is_sum(&self, row: usize) -> bool {
        self.mark(row).is_some_and(|mark| mark != Mark::OfWhich)
    }

    /// The ordinary rows, and a sum over ordinary rows that have no figures of their own.
    fn rows(&self, range: Range<usize>) -> Vec<(usize, Role)> {
        let (mut rows, mut lacking, mut since_sum) = (Vec::new(), 0, 0);
        for row in range {
            match self.mark(row) {
                None if self.has(row) => {
                    rows.push((row, Role::Row));
                    since_sum += 1;
                }
                None => lacking += 1,
                Some(Mark::OfWhich) => {}
                Some(_) => {
                    if since_sum == 0 && lacking > 0 && self.has(row) {
                        rows.push((row, Role::Subtotal));
                    }
                    (lacking, since_sum) = (0, 0);
                }
            }
        }
        rows
    }

    /// The longest stretch of last rows that closes a total exactly, where another total below it may take the rows
    /// before them.
    fn tail(&self, range: Range<usize>, total: usize, stated: Amount) -> Option<Range<usize>> {
        let covered = (total + 1..self.table.rows.len()).any(|row| self.is_sum(row) && self.has(row));
        if !covered || stated.digits == 0 {
            return None;
        }
        let figures = |row: usize| self.table.rows.get(row)?.figures(self.column);
        let parts = |row: usize| figures(row).map(|figures| figures.parts.as_slice()).unwrap_or_default();
        let ordinary: Vec<usize> = range.filter(|row| self.mark(*row).is_none()).collect();
        let all = ordinary.iter().flat_map(|row| parts(*row)).copied();
        let exponent = amount::finest(all.chain([stated]))?;
        let (wanted, mut sum, mut longest) = (stated.at(exponent)?, 0_i128, None);
        for row in ordinary.into_iter().rev() {
            sum = sum.checked_add(amount::sum(parts(row).iter().copied(), exponent)?)?;
            longest = if sum == wanted { Some(row) } else { longest };
        }
        longest.map(|first| first..total)
    }

    /// The sums of these marks, and ordinary rows that none of them takes; a total stands for the subtotals above it.
    /// Nothing where there is no such sum.
    fn sums(&self, range: Range<usize>, wanted: impl Fn(Mark) -> bool) -> Vec<(usize, Role)> {
        let (mut rows, mut pending) = (Vec::new(), Vec::new());
        let mut any = false;
        for row in range.filter(|row| self.has(*row)) {
            match self.mark(row) {
                None => pending.push((row, Role::Row)),
                Some(mark) if mark != Mark::OfWhich && wanted(mark) => {
                    let from = self.taken.get(&(row, self.column)).copied().unwrap_or(0);
                    let below = |(at, _): &(usize, Role)| {
                        mark != Mark::Subtotal && *at >= from && matches!(self.mark(*at), None | Some(Mark::Subtotal))
                    };
                    let kept = rows.iter().rposition(|row| !below(row)).map_or(0, |last| last + 1);
                    rows.truncate(kept);
                    // What only the last rows were added to leaves those before them.
                    pending.retain(|(at, _)| *at < from);
                    rows.append(&mut pending);
                    rows.push((row, Role::Subtotal));
                    any = true;
                }
                Some(_) => {}
            }
        }
        rows.append(&mut pending);
        if any { rows } else { Vec::new() }
    }
}

/// How well a reading adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Exact,
    /// The sum, rounded as the total is written, is the total.
    Rounded,
    No,
}

/// A reading, added.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) read: Read,
    pub(super) range: Range<usize>,
    pub(super) addends: Vec<Addend>,
    /// Sum and difference count this power of ten.
    pub(super) exponent: i32,
    pub(super) sum: i128,
    /// Stated less added.
    pub(super) difference: i128,
    pub(super) fit: Fit,
    /// A cell's digits were parted otherwise than usual.
    pub(super) parted: bool,
}

/// Ways to part the digits of a total's cells that are tried.
const MOST_PARTINGS: usize = 64;

/// Adds a reading: each item comes with the ways to read its cell, the usual one first. `None` where a sum is too large.
pub(super) fn add(
    read: Read,
    range: &Range<usize>,
    items: &[Vec<Vec<Addend>>],
    stated: Amount,
    shows_decimals: bool,
) -> Option<Tried> {
    let all: usize = items.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul).unwrap_or(usize::MAX);
    let mut usual = None;
    for parting in 0..all.min(MOST_PARTINGS) {
        let mut rest = parting;
        let mut addends = Vec::with_capacity(items.len());
        for ways in items {
            let way = ways.get(rest % ways.len().max(1));
            rest /= ways.len().max(1);
            addends.extend(way.into_iter().flatten().cloned());
        }
        let exponent = amount::finest(addends.iter().map(|a| a.amount).chain([stated]))?;
        let sum = amount::sum(addends.iter().map(|a| a.amount), exponent)?;
        let difference = stated.at(exponent)?.checked_sub(sum)?;
        let fit = match difference {
            0 => Fit::Exact,
            _ if shows_decimals && rounds(sum, exponent, stated)? => Fit::Rounded,
            _ => Fit::No,
        };
        let tried = Tried { read, range: range.clone(), addends, exponent, sum, difference, fit, parted: parting > 0 };
        if tried.fit == Fit::Exact {
            return Some(tried);
        }
        usual = usual.or(Some(tried));
    }
    usual
}

/// Whether a sum rounded to the total's last digit, half away from zero, is the total.
fn rounds(sum: i128, exponent: i32, stated: Amount) -> Option<bool> {
    let coarser = stated.exponent().checked_sub(exponent)?;
    if coarser <= 0 {
        return Some(false);
    }
    let step = shift(1, coarser)?;
    let away = sum.checked_mul(2)?.checked_add(step.checked_mul(sum.signum())?)?;
    Some(away / step.checked_mul(2)? == stated.digits)
}

/// The place of the reading to tell of: exact without parting, exact, rounded, else the nearest.
pub(super) fn best(tried: &[Tried]) -> Option<usize> {
    let first = |wanted: &dyn Fn(&Tried) -> bool| tried.iter().position(wanted);
    first(&|t| t.fit == Fit::Exact && !t.parted)
        .or_else(|| first(&|t| t.fit == Fit::Exact))
        .or_else(|| first(&|t| t.fit == Fit::Rounded))
        .or_else(|| {
            // Readings of one total may count different powers of ten.
            let finest = tried.iter().map(|t| t.exponent).min()?;
            let size = |t: &Tried| shift(t.difference, t.exponent - finest).map_or(u128::MAX, i128::unsigned_abs);
            (0..tried.len()).min_by_key(|i| tried.get(*i).map_or(u128::MAX, size))
        })
}
