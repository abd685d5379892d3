//! Columns that are worked out from others: what is left is decided less spent, Mkr are kronor rounded. Takes a table and a
//! column, hands on the relation if every row bears it out; refuses one that only some rows bear out, and to take rounding
//! for proved where the finer column itself doesn't add up.

use super::amount::{Amount, finest, sum};
use super::tables::Table;
use super::words::{self, Mark};

/// A column that is the first less the second, in every row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference(pub(super) usize, pub(super) usize);

/// How a column comes from one at least as fine that adds up exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conversion {
    /// Every row, and the total, is that column's rounded.
    Rounded(usize),
    /// Every row is exactly that column's: no rounding is in them.
    Exact,
}

/// Rows that must bear a relation out before it is believed.
const ENOUGH: usize = 3;

/// The two columns whose difference makes a column's figure in a row, if every row of the table bears it out.
pub(super) fn difference(table: &Table, column: usize, row: usize) -> Option<Difference> {
    let others = others(table, column);
    let mut pairs = others.iter().flat_map(|a| others.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    pairs.find(|(a, b)| borne_out(table, row, &[column, *a, *b], is_difference)).map(|(a, b)| Difference(a, b))
}

/// The other columns with amounts.
fn others(table: &Table, column: usize) -> Vec<usize> {
    (0..table.columns.len()).filter(|i| *i != column && table.columns[*i].amounts).collect()
}

/// How a column's figures, its addends' rows and its total's, come from another column, if one proves it.
pub(super) fn conversion(table: &Table, column: usize, total: usize, addends: &[usize]) -> Option<Conversion> {
    let of = |base: &usize| converted(table, (column, *base), total, addends);
    let found: Vec<Conversion> = others(table, column).iter().filter_map(of).collect();
    found.iter().find(|one| **one == Conversion::Exact).or(found.first()).copied()
}

/// One factor must hold for every row, and only one. It is known from the rows alone, so that the total can't choose it.
fn converted(table: &Table, (column, base): (usize, usize), total: usize, addends: &[usize]) -> Option<Conversion> {
    let pair = |row: usize| at(table, row, &[column, base]).as_deref().and_then(two);
    let whole = pair(total)?;
    let added: Vec<(Amount, Amount)> = addends.iter().map(|row| pair(*row)).collect::<Option<_>>()?;
    let exponent = finest(added.iter().map(|(_, base)| *base).chain([whole.1]))?;
    if sum(added.iter().map(|(_, base)| *base), exponent)? != whole.1.at(exponent)? {
        return None;
    }
    let own = |row: &usize| matches!(table.rows.get(*row).and_then(|row| row.mark), None | Some(Mark::OfWhich));
    let rows = (0..table.rows.len()).filter(|row| own(row) || addends.contains(row)).filter_map(pair);
    let rows: Vec<(Amount, Amount)> = rows.filter(|(own, base)| own.digits != 0 || base.digits != 0).collect();
    let holds = |factor: &Factor| rows.iter().all(|pair| factor.of(*pair).is_some());
    let factors: Vec<Factor> = factors(table, (column, base), whole).into_iter().filter(holds).collect();
    let exact = |factor: &Factor| rows.iter().all(|pair| factor.of(*pair) == Some(Step::Exact));
    match factors.as_slice() {
        _ if rows.len() + 1 < ENOUGH => None,
        _ if factors.iter().any(exact) => Some(Conversion::Exact),
        [only] => only.of(whole).map(|_| Conversion::Rounded(base)),
        _ => None,
    }
}

/// What a column may be multiplied with to be another.
#[derive(Clone, Copy, Debug)]
struct Factor {
    times: i128,
    over: i128,
    power: i32,
}

/// Whether a figure had to be rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Exact,
    Rounded,
}

/// Units that stand apart by a power of ten, where they aren't told; and a prognosis that says so is the months' figure times
/// the months of a year over those gone.
fn factors(table: &Table, (column, base): (usize, usize), (own, other): (Amount, Amount)) -> Vec<Factor> {
    let unit = |i: usize, amount: Amount| amount.unit.or(table.columns.get(i).and_then(|column| column.unit));
    let told = unit(column, own).is_some() && unit(base, other).is_some();
    let powers: &[i32] = if told { &[0] } else { &[0, -3, 3, -6, 6, -9, 9] };
    let mut factors: Vec<Factor> = powers.iter().map(|power| Factor { times: 1, over: 1, power: *power }).collect();
    if table.columns.get(column).is_some_and(|column| words::is_prognosis(&column.header)) {
        factors.extend((1..MONTHS).map(|gone| Factor { times: MONTHS, over: gone, power: 0 }));
    }
    factors
}

/// The months of a year.
const MONTHS: i128 = 12;

impl Factor {
    /// Whether the first is the second times this, rounded to the first's last digit, half away from zero; and if that took
    /// rounding.
    fn of(self, (own, base): (Amount, Amount)) -> Option<Step> {
        let power = base.exponent().checked_add(self.power)?.checked_sub(own.exponent())?;
        let step = 10_i128.checked_pow(power.unsigned_abs())?;
        let times = base.digits.checked_mul(self.times)?;
        let (times, over) =
            if power >= 0 { (times.checked_mul(step)?, self.over) } else { (times, self.over.checked_mul(step)?) };
        let away = times.checked_mul(2)?.checked_add(over.checked_mul(times.signum())?)?;
        let holds = away / over.checked_mul(2)? == own.digits;
        let step = if times % over == 0 { Step::Exact } else { Step::Rounded };
        holds.then_some(step)
    }
}

/// Whether the row has all these columns, and every row that has them bears the relation out.
fn borne_out(table: &Table, row: usize, columns: &[usize], holds: impl Fn(&[Amount]) -> bool) -> bool {
    let mut seen = 0;
    for figures in (0..table.rows.len()).filter_map(|row| at(table, row, columns)) {
        if figures.iter().any(|amount| amount.digits != 0) {
            seen += 1;
            if !holds(&figures) {
                return false;
            }
        }
    }
    seen >= ENOUGH && at(table, row, columns).is_some()
}

/// The single figures of a row in these columns, if it has them all.
fn at(table: &Table, row: usize, columns: &[usize]) -> Option<Vec<Amount>> {
    let row = table.rows.get(row)?;
    columns.iter().map(|column| row.figures(*column)?.stated()).collect()
}

fn two(figures: &[Amount]) -> Option<(Amount, Amount)> {
    Some((*figures.first()?, *figures.get(1)?))
}

fn is_difference(figures: &[Amount]) -> bool {
    let steps = || -> Option<bool> {
        let exponent = finest(figures.iter().copied())?;
        let steps: Vec<i128> = figures.iter().map(|amount| amount.at(exponent)).collect::<Option<_>>()?;
        Some(*steps.first()? == steps.get(1)?.checked_sub(*steps.get(2)?)?)
    };
    steps().unwrap_or(false)
}
