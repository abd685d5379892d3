//! Columns that are worked out from others: what is left is decided less spent, a prognosis is spent times a factor. Takes a
//! table and a column, hands on the relation if every row bears it out; refuses one that only some rows bear out.

use super::amount::{Amount, finest};
use super::tables::Table;

/// How a column comes from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The first column less the second, in every row.
    Difference(usize, usize),
    /// A fixed multiple of a column, rounded row by row.
    Multiple(usize),
}

/// Rows that must bear a relation out before it is believed.
const ENOUGH: usize = 3;

/// The relation that makes a column's figure in a row, if every row of the table bears it out.
pub(super) fn relation(table: &Table, column: usize, row: usize) -> Option<Relation> {
    let others: Vec<usize> = (0..table.columns.len()).filter(|i| *i != column && table.columns[*i].amounts).collect();
    let pairs = others.iter().flat_map(|a| others.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
    let difference = pairs.map(|(a, b)| Relation::Difference(a, b)).find(|relation| {
        let Relation::Difference(a, b) = relation else { return false };
        borne_out(table, row, &[column, *a, *b], is_difference)
    });
    difference.or_else(|| {
        let multiple = others.iter().find(|other| {
            let whole = at(table, row, &[column, **other]);
            let Some(whole) = whole.as_deref().and_then(two).filter(|(_, base)| base.digits != 0) else { return false };
            let same = |figures: &[Amount]| two(figures).is_some_and(|(a, b)| is_multiple((a, b), whole));
            borne_out(table, row, &[column, **other], same)
        });
        multiple.map(|other| Relation::Multiple(*other))
    })
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

/// Whether a pair stands to each other as the whole pair does, but for the rounding of both results.
fn is_multiple((result, base): (Amount, Amount), (whole, whole_base): (Amount, Amount)) -> bool {
    let holds = || -> Option<bool> {
        let exponent = result.exponent().min(whole.exponent());
        let bases = base.exponent().min(whole_base.exponent());
        let (result, whole) = (result.at(exponent)?, whole.at(exponent)?);
        let (base, whole_base) = (base.at(bases)?, whole_base.at(bases)?);
        let off = result.checked_mul(whole_base)?.checked_sub(whole.checked_mul(base)?)?;
        Some(off.checked_abs()?.checked_mul(2)? <= base.checked_abs()?.checked_add(whole_base.checked_abs()?)?)
    };
    holds().unwrap_or(false)
}
