//! The one door for floating point: workbooks store every number as a 64-bit float, on the way in and out.
//! Takes and gives floats under other names; refuses a number that is not a whole öre within float noise.
//! A test (`tests/it/tidy.rs`) holds that no other file of the crate names a float type.

use super::money::Ore;

/// A number as a workbook cell holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetNumber(f64);

/// Öre beyond this are not exact in a 64-bit float (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

impl SheetNumber {
    /// Wraps what the workbook reader gave.
    pub fn new(value: f64) -> Self {
        Self(value)
    }

    /// The bits, for seals over rows.
    pub fn bits(self) -> u64 {
        self.0.to_bits()
    }

    /// Kronor to öre. `None` where the number is not within float noise of a whole öre, or not finite, or
    /// too large to be exact.
    pub fn to_ore(self) -> Option<Ore> {
        self.to_whole_of(100).map(Ore::new)
    }

    /// A number of something that has so many smaller ones, in the smaller: kronor or tkr in öre. `None` where it is
    /// not within float noise of a whole one, or not finite, or too large to be exact. Noise is what repeated float
    /// sums leave: a few units in the last place.
    #[allow(clippy::float_arithmetic, clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    pub fn to_whole_of(self, smaller: i64) -> Option<i64> {
        let scaled = self.0 * smaller as f64;
        let whole = scaled.round();
        let noise = 1e-6_f64.max(scaled.abs() * 8.0 * f64::EPSILON);
        let near = scaled.is_finite() && whole.abs() < EXACT && (scaled - whole).abs() <= noise;
        near.then_some(whole as i64)
    }

    /// A whole number such as a code, period or voucher row typed as a number; `None` for any other.
    #[allow(clippy::cast_possible_truncation)]
    pub fn to_whole(self) -> Option<i64> {
        let whole = self.0.round();
        (self.0.is_finite() && whole.abs() < EXACT && self.0.fract().abs() < f64::MIN_POSITIVE).then_some(whole as i64)
    }

    /// The whole part of a number that is not negative, such as the day of a date with its time.
    #[allow(clippy::cast_possible_truncation)]
    pub fn whole_part(self) -> Option<i64> {
        (self.0 >= 0.0 && self.0 < EXACT).then(|| self.0.floor() as i64)
    }
}

/// The number as a reader would write it down, for messages.
impl std::fmt::Display for SheetNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Öre to the number that a workbook cell stores, in kronor. `None` where öre would be lost.
#[allow(clippy::float_arithmetic, clippy::cast_precision_loss)]
pub fn kronor_for_cell(amount: Ore) -> Option<f64> {
    let ore = amount.ore() as f64;
    (ore.abs() < EXACT).then_some(ore / 100.0)
}

/// Hundredths of a percent to the fraction that a workbook cell with a percent format stores.
#[allow(clippy::float_arithmetic, clippy::cast_precision_loss)]
pub fn fraction_for_cell(share: i64) -> f64 {
    share as f64 / 10_000.0
}

/// A number with so many decimals for a workbook cell: 304 with one is 30.4.
#[allow(clippy::float_arithmetic, clippy::cast_precision_loss)]
pub fn scaled_for_cell(number: i64, decimals: u8) -> f64 {
    number as f64 / 10_f64.powi(decimals.into())
}

/// A count for a workbook cell; exact to 2^53.
#[allow(clippy::cast_precision_loss)]
pub fn count_for_cell(count: u64) -> f64 {
    count as f64
}

/// Characters of column width for a sheet.
#[allow(clippy::cast_precision_loss)]
pub fn width_for_column(characters: usize) -> f64 {
    characters as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_float_noise_and_refuses_parts_of_an_ore() {
        assert_eq!(SheetNumber::new(0.1 + 0.2).to_ore(), Some(Ore::new(30)));
        assert_eq!(SheetNumber::new(1_241.319_999_999_999).to_ore(), Some(Ore::new(124_132)));
        assert_eq!(SheetNumber::new(0.005).to_ore(), None);
        assert_eq!(SheetNumber::new(f64::NAN).to_ore(), None);
        assert_eq!(SheetNumber::new(1e18).to_ore(), None);
    }

    #[test]
    fn every_ore_survives_the_way_to_a_cell_and_back() {
        for ore in [0, 1, -1, 99, 12_345_678_901, -99_999_999_999_999] {
            let cell = kronor_for_cell(Ore::new(ore)).map(SheetNumber::new);
            assert_eq!(cell.and_then(SheetNumber::to_ore), Some(Ore::new(ore)));
        }
    }

    #[test]
    fn whole_numbers_only() {
        assert_eq!(SheetNumber::new(9916.0).to_whole(), Some(9916));
        assert_eq!(SheetNumber::new(9916.5).to_whole(), None);
    }
}
