//! Money (*belopp*) as whole öre: integers with checked sums. How an extract's text becomes öre stands in
//! `model::amount`. Refuses floats, silent rounding and silent overflow.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// An amount in öre (1/100 krona). Debit is positive, credit negative, as in the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ore(i64);

/// The result does not fit in 64 bits of öre (some 92 thousand billion kronor): never a wrong total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("amount overflow")]
pub struct Overflow;

/// Why a decimal number is no amount in öre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// More than two decimals that are not zero.
    #[error("parts of an öre")]
    PartsOfOre,
    /// Too large for 64 bits of öre.
    #[error("amount overflow")]
    Overflow,
}

impl Ore {
    /// No money at all.
    pub const ZERO: Self = Self(0);

    /// From whole öre.
    pub const fn new(ore: i64) -> Self {
        Self(ore)
    }

    /// From whole kronor, the unit of the pipeline files.
    pub fn from_kronor(kronor: i64) -> Result<Self, Overflow> {
        kronor.checked_mul(100).map(Self).ok_or(Overflow)
    }

    /// From a decimal number of kronor; exact or refused.
    pub fn from_decimal(kronor: Decimal) -> Result<Self, MoneyError> {
        let ore = kronor.checked_mul(Decimal::ONE_HUNDRED).ok_or(MoneyError::Overflow)?;
        if !ore.fract().is_zero() {
            return Err(MoneyError::PartsOfOre);
        }
        ore.trunc().to_i64().map(Self).ok_or(MoneyError::Overflow)
    }

    /// Whole öre.
    pub const fn ore(self) -> i64 {
        self.0
    }

    /// The sum, or an error where it does not fit.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self).ok_or(Overflow)
    }

    /// The sum of amounts that may be absent; absent only where both are.
    pub fn plus_given(one: Option<Self>, other: Option<Self>) -> Result<Option<Self>, Overflow> {
        match (one, other) {
            (Some(one), Some(other)) => one.plus(other).map(Some),
            (one, other) => Ok(one.or(other)),
        }
    }

    /// The difference, or an error where it does not fit.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(Overflow)
    }

    /// The amount with the other sign.
    pub fn negated(self) -> Result<Self, Overflow> {
        self.0.checked_neg().map(Self).ok_or(Overflow)
    }

    /// Sum of many.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// This amount times `numerator / denominator`, rounded half away from zero to whole öre.
    pub fn scaled(self, numerator: i64, denominator: i64) -> Result<Self, Overflow> {
        rounded_ratio(i128::from(self.0) * i128::from(numerator), i128::from(denominator)).map(Self).ok_or(Overflow)
    }

    /// This amount rounded to whole multiples of `unit`, half away from zero.
    pub fn rounded_to(self, unit: Self) -> Result<Self, Overflow> {
        let units = rounded_ratio(i128::from(self.0), i128::from(unit.0)).ok_or(Overflow)?;
        units.checked_mul(unit.0).map(Self).ok_or(Overflow)
    }

    /// Share of `whole` in hundredths of a percent (6 543 is 65,43 %), half away from zero; `None` of nothing.
    pub fn share_of(self, whole: Self) -> Option<i64> {
        if whole.0 == 0 { None } else { rounded_ratio(i128::from(self.0) * 10_000, i128::from(whole.0)) }
    }
}

/// `numerator / denominator` rounded half away from zero; `None` by zero or past 64 bits.
pub fn rounded_ratio(numerator: i128, denominator: i128) -> Option<i64> {
    if denominator == 0 {
        return None;
    }
    let (n, d) = if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
    let away = if n < 0 { n.checked_mul(2)?.checked_sub(d)? } else { n.checked_mul(2)?.checked_add(d)? };
    i64::try_from(away / (2 * d)).ok()
}

/// Kronor with a point and always two decimals (`-1234.50`): the form of machine-read files.
impl fmt::Display for Ore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overflow_is_an_error() {
        assert_eq!(Ore::new(i64::MAX).plus(Ore::new(1)), Err(Overflow));
        assert_eq!(Ore::new(i64::MIN).negated(), Err(Overflow));
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(rounded_ratio(5, 2), Some(3));
        assert_eq!(rounded_ratio(-5, 2), Some(-3));
        assert_eq!(rounded_ratio(4, 3), Some(1));
        assert_eq!(Ore::new(144_106_100).rounded_to(Ore::new(100_000)), Ok(Ore::new(144_100_000)));
        assert_eq!(Ore::new(1).share_of(Ore::ZERO), None);
    }
}
