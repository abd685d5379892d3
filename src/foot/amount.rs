//! Amounts (*belopp*) as they are written: digits, decimals and unit. Takes what a cell says, hands on exact integers;
//! refuses floats, silent rounding and silent overflow.

/// What a figure counts (*enhet*): kr, tkr, mkr, mdkr, or another currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Kronor.
    Kronor,
    /// Thousands of kronor (*tkr*).
    Thousands,
    /// Millions of kronor (*mkr*, *mnkr*).
    Millions,
    /// Thousands of millions of kronor (*mdkr*).
    Billions,
    /// Another currency, by its sign as it stands, times so many powers of ten.
    Foreign(&'static str, i32),
}

impl Unit {
    const ALL: [Self; 4] = [Self::Kronor, Self::Thousands, Self::Millions, Self::Billions];

    /// The power of ten that it stands for.
    pub fn power(self) -> i32 {
        match self {
            Self::Kronor => 0,
            Self::Thousands => 3,
            Self::Millions => 6,
            Self::Billions => 9,
            Self::Foreign(_, power) => power,
        }
    }

    /// The unit of the same currency that is so many powers of ten larger, if there is one.
    pub fn moved(self, power: i32) -> Option<Self> {
        let to = self.power().checked_add(power)?;
        let kronor = Self::ALL.into_iter().find(|unit| unit.power() == to)?;
        Some(if let Self::Foreign(sign, _) = self { Self::Foreign(sign, to) } else { kronor })
    }

    /// The currency's sign: `kr` for all units of kronor.
    pub fn currency(self) -> &'static str {
        if let Self::Foreign(sign, _) = self { sign } else { Self::Kronor.sign() }
    }

    /// The unit that two words say together, `SEK` and `million`, `EUR` and `thousands`; none where they disagree.
    pub(super) fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Foreign(one, _), Self::Foreign(another, _)) => (one == another).then(|| self.max(other)),
            (Self::Foreign(sign, 0), scale) | (scale, Self::Foreign(sign, 0)) => {
                (scale != Self::Kronor).then(|| Self::Foreign(sign, scale.power()))
            }
            (Self::Foreign(..), _) | (_, Self::Foreign(..)) => None,
            _ => Some(self.max(other)),
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Kronor => "kr",
            Self::Thousands => "tkr",
            Self::Millions => "mkr",
            Self::Billions => "mdkr",
            Self::Foreign(sign, _) => sign,
        }
    }

    /// `kr`, `tkr`, `mkr`, `mdkr`, `$`, `MEUR`: the same in both languages.
    pub fn name(self) -> String {
        let scale = match self {
            Self::Foreign(_, 3) => "k",
            Self::Foreign(_, 6) => "M",
            Self::Foreign(_, 9) => "G",
            _ => "",
        };
        format!("{scale}{}", self.sign())
    }
}

/// A figure as written: `digits` shifted `decimals` to the right, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// All digits, with the sign.
    pub digits: i128,
    /// How many of them stand after the decimal sign.
    pub decimals: u32,
    /// What it counts; none where neither cell, column nor table says so.
    pub unit: Option<Unit>,
}

/// More digits than this are an identity or an account number, not an amount.
pub(super) const MOST_DIGITS: usize = 18;

impl Amount {
    /// The power of ten of its last digit.
    pub(super) fn exponent(self) -> i32 {
        self.power() - i32::try_from(self.decimals).unwrap_or(i32::MAX)
    }

    fn power(self) -> i32 {
        self.unit.map_or(0, Unit::power)
    }

    /// In whole steps of a power of ten; `None` where that isn't exact or doesn't fit.
    pub(super) fn at(self, exponent: i32) -> Option<i128> {
        shift(self.digits, self.exponent().checked_sub(exponent)?)
    }

    /// From whole steps of a power of ten, with at least so many decimals; no more than are needed.
    pub(super) fn from_steps(steps: i128, exponent: i32, unit: Option<Unit>, least: u32) -> Option<Self> {
        let mut decimals = unit.map_or(0, Unit::power).checked_sub(exponent)?;
        let mut digits = steps;
        let least = i32::try_from(least).ok()?;
        while decimals > least && digits % 10 == 0 {
            digits /= 10;
            decimals -= 1;
        }
        while decimals < least {
            digits = digits.checked_mul(10)?;
            decimals += 1;
        }
        Some(Self { digits, decimals: u32::try_from(decimals).ok()?, unit })
    }

    /// The same figure in the column's unit, where it has none of its own.
    pub(super) fn or_in(self, unit: Option<Unit>) -> Self {
        Self { unit: self.unit.or(unit), ..self }
    }

    /// The digits of its size as written, one at least before the decimal sign.
    pub(super) fn written(self) -> Vec<u8> {
        let width = usize::try_from(self.decimals).unwrap_or(0) + 1;
        format!("{:0>width$}", self.digits.unsigned_abs()).into_bytes()
    }

    /// With a point and no grouping, for programs: `-1262843`, `9.662`.
    pub fn plain(self) -> String {
        let written = String::from_utf8(self.written()).unwrap_or_default();
        let (whole, decimals) = written.split_at(written.len() - usize::try_from(self.decimals).unwrap_or(0));
        let sign = if self.digits < 0 { "-" } else { "" };
        if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }

    /// A whole number that may as well be a year.
    pub(super) fn may_be_a_year(self) -> bool {
        self.decimals == 0 && self.unit.is_none() && (1900..2100).contains(&self.digits)
    }
}

/// Digits moved by a power of ten; `None` where digits would be lost or the number doesn't fit.
pub(super) fn shift(digits: i128, power: i32) -> Option<i128> {
    let factor = 10_i128.checked_pow(power.unsigned_abs())?;
    if power >= 0 { digits.checked_mul(factor) } else { (digits % factor == 0).then(|| digits / factor) }
}

/// The finest last digit among figures.
pub(super) fn finest(amounts: impl IntoIterator<Item = Amount>) -> Option<i32> {
    amounts.into_iter().map(Amount::exponent).min()
}

/// The sum in steps of a power of ten.
pub(super) fn sum(amounts: impl IntoIterator<Item = Amount>, exponent: i32) -> Option<i128> {
    amounts.into_iter().try_fold(0_i128, |sum, amount| sum.checked_add(amount.at(exponent)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(digits: i128, decimals: u32, unit: Option<Unit>) -> Amount {
        Amount { digits, decimals, unit }
    }

    #[test]
    fn units_meet_at_the_finest_digit() {
        let rows = [amount(15, 1, Some(Unit::Millions)), amount(500, 0, Some(Unit::Thousands))];
        let exponent = finest(rows).expect("two amounts");
        assert_eq!((exponent, sum(rows, exponent)), (3, Some(2_000)));
        assert_eq!(Amount::from_steps(2_000, 3, Some(Unit::Millions), 1), Some(amount(20, 1, Some(Unit::Millions))));
        assert_eq!(amount(72_665, 0, None).at(3), None, "digits are never dropped");
    }

    #[test]
    fn figures_are_written_plainly() {
        for (given, plain) in [
            (amount(9_662, 3, None), "9.662"),
            (amount(-100, 3, None), "-0.100"),
            (amount(0, 0, None), "0"),
            (amount(-1_262_843, 0, None), "-1262843"),
        ] {
            assert_eq!(given.plain(), plain);
        }
    }

    #[test]
    fn overflow_is_no_sum() {
        assert_eq!(shift(i128::MAX, 1), None);
        assert_eq!(sum([amount(i128::MAX, 0, None), amount(1, 0, None)], 0), None);
    }
}
