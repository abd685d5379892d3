//! Rounded tables (*avrundning*): amounts in a unit with so many decimals, and how rounded rows relate to the exact
//! total. Takes öre, hands on whole numbers of the last decimal; never lets a rounding difference vanish.

use super::money::{Ore, Overflow, rounded_ratio};

/// A unit of money in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Kronor.
    Kr,
    /// Thousands of kronor (*tkr*).
    Tkr,
    /// Millions of kronor (*Mkr*).
    Mkr,
}

impl Unit {
    /// Every unit with its name in pipeline files and tables.
    pub const ALL: [(&'static str, Self); 3] = [("kr", Self::Kr), ("tkr", Self::Tkr), ("Mkr", Self::Mkr)];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kr => "kr",
            Self::Tkr => "tkr",
            Self::Mkr => "Mkr",
        }
    }

    fn ore(self) -> i64 {
        match self {
            Self::Kr => 100,
            Self::Tkr => 100_000,
            Self::Mkr => 100_000_000,
        }
    }
}

/// How rounded rows are made to relate to their total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Each row by itself, half away from zero; what that leaves of the rounded total is a line of its own.
    Plain,
    /// Rows foot to the rounded total: each is cut, and the steps left go to the rows that lost most.
    LargestRemainder,
}

/// A unit with so many decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The unit.
    pub unit: Unit,
    /// Decimals shown; no finer than the öre.
    pub decimals: u8,
}

/// Rows of a table, rounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rounded {
    /// Each row, in the scale's last decimal.
    pub rows: Vec<i64>,
    /// Steps by which a row differs from its own plain rounding; zero for most.
    pub adjusted: Vec<i64>,
    /// The exact total, rounded by itself.
    pub total: i64,
    /// What the rows leave of the rounded total; always zero with largest remainders.
    pub left: i64,
}

impl Scale {
    /// The öre of one step of the last decimal; none where that would be less than an öre.
    pub fn step(self) -> Option<i64> {
        let parts = 10_i64.checked_pow(self.decimals.into())?;
        Some(self.unit.ore() / parts).filter(|step| *step > 0 && self.unit.ore() % parts == 0)
    }

    /// One amount by itself, half away from zero.
    pub fn round(self, amount: Ore) -> Result<i64, Overflow> {
        let step = self.step().ok_or(Overflow)?;
        rounded_ratio(amount.ore().into(), step.into()).ok_or(Overflow)
    }

    /// All rows of a table.
    pub fn rows(self, amounts: &[Ore], rounding: Rounding) -> Result<Rounded, Overflow> {
        let step = self.step().ok_or(Overflow)?;
        let plain = amounts.iter().map(|a| self.round(*a)).collect::<Result<Vec<i64>, _>>()?;
        let total = self.round(Ore::sum(amounts.iter().copied())?)?;
        let rows = match rounding {
            Rounding::Plain => plain.clone(),
            Rounding::LargestRemainder => largest_remainders(amounts, step, total)?,
        };
        let adjusted = rows.iter().zip(&plain).map(|(row, plain)| row - plain).collect();
        let sum = rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(*row)).ok_or(Overflow)?;
        let left = total.checked_sub(sum).ok_or(Overflow)?;
        Ok(Rounded { rows, adjusted, total, left })
    }
}

/// Cuts every row, and gives the steps that the total still lacks to the largest remainders, the first of equals first.
fn largest_remainders(amounts: &[Ore], step: i64, total: i64) -> Result<Vec<i64>, Overflow> {
    let mut rows: Vec<i64> = amounts.iter().map(|a| a.ore().div_euclid(step)).collect();
    let cut = rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(*row)).ok_or(Overflow)?;
    let lacking = usize::try_from(total.checked_sub(cut).ok_or(Overflow)?).map_err(|_| Overflow)?;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|row| std::cmp::Reverse(amounts[*row].ore().rem_euclid(step)));
    for row in order.into_iter().take(lacking) {
        rows[row] += 1;
    }
    Ok(rows)
}

/// A number with so many decimals as text: 304 with one is `30,4`; groups of three digits are parted by `group`.
pub fn decimal_text(number: i64, decimals: u8, point: char, group: &str) -> String {
    let digits = format!("{:0width$}", number.unsigned_abs(), width = usize::from(decimals) + 1);
    let (whole, rest) = digits.split_at(digits.len() - usize::from(decimals));
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    if !rest.is_empty() {
        text.push(point);
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kronor(amounts: &[i64]) -> Vec<Ore> {
        amounts.iter().map(|a| Ore::new(a * 100)).collect()
    }

    #[test]
    fn largest_remainders_foot_to_the_rounded_total() {
        let amounts = kronor(&[30_421_888, 31_962_556, 1_262_843, 5_051_372, 1_262_843, 1_262_843, 1_440_845]);
        let scale = Scale { unit: Unit::Mkr, decimals: 1 };
        let rounded = scale.rows(&amounts, Rounding::LargestRemainder).unwrap();
        assert_eq!(rounded.rows, [304, 320, 13, 50, 13, 13, 14]);
        assert_eq!(rounded.adjusted, [0, 0, 0, -1, 0, 0, 0]);
        assert_eq!((rounded.total, rounded.left), (727, 0));
        let plain = scale.rows(&amounts, Rounding::Plain).unwrap();
        assert_eq!((plain.rows[3], plain.total, plain.left), (51, 727, -1));
    }

    #[test]
    fn minus_rows_foot_too() {
        let scale = Scale { unit: Unit::Tkr, decimals: 0 };
        for amounts in [[1_500, -700, -1_600, 333], [-499, -499, -499, -499], [0, 0, 0, 0], [500, 500, 500, -500]] {
            let rounded = scale.rows(&kronor(&amounts), Rounding::LargestRemainder).unwrap();
            assert_eq!(rounded.rows.iter().sum::<i64>(), rounded.total, "{amounts:?}");
            assert!(rounded.adjusted.iter().all(|steps| steps.abs() <= 1), "{amounts:?}");
        }
    }

    #[test]
    fn a_scale_is_no_finer_than_the_ore() {
        let step = |unit, decimals| Scale { unit, decimals }.step();
        assert_eq!((step(Unit::Kr, 0), step(Unit::Kr, 2), step(Unit::Kr, 3)), (Some(100), Some(1), None));
        assert_eq!((step(Unit::Mkr, 8), step(Unit::Mkr, 9), step(Unit::Mkr, 200)), (Some(1), None, None));
    }

    #[test]
    fn numbers_are_written_with_their_decimals() {
        for (number, decimals, text) in
            [(304, 1, "30,4"), (-5, 1, "-0,5"), (7, 3, "0,007"), (1_234_567, 0, "1 234 567"), (0, 2, "0,00")]
        {
            assert_eq!(decimal_text(number, decimals, ',', " "), text);
        }
    }
}
