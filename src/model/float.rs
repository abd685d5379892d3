//! The one door for floating point: workbooks store every number as a 64-bit float, on the way in and out.
//! Takes and gives floats under other names; refuses a number that is not a whole öre within float noise.
//! A test (`tests/it/tidy.rs`) holds that no other file of the crate names a float type.

use super::money::Ore;

/// A number as a workbook cell holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetNumber(f64);

/// Öre beyond this are not exact in a 64-bit float (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Digits whose number is exact in a 64-bit float.
const MOST_DIGITS: usize = 15;

/// Powers of ten, exact in a 64-bit float.
const TENS: [f64; MOST_DIGITS] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

impl SheetNumber {
    /// Wraps what the workbook reader gave.
    pub fn new(value: f64) -> Self {
        Self(value)
    }

    /// The number that is written so: `-12.5`, `1E-3`, to the last bit. `None` for any other spelling.
    #[allow(clippy::float_arithmetic, clippy::cast_precision_loss)]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
        let (mut digits, mut decimals, mut whole) = (0_usize, None, 0_u64);
        for byte in unsigned.get(..MOST_DIGITS + 2).unwrap_or(unsigned) {
            match byte {
                b'0'..=b'9' => {
                    whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                    digits += 1;
                }
                b'.' if decimals.is_none() && digits > 0 => decimals = Some(digits),
                _ => return Self::parse_any(text),
            }
        }
        let fraction = digits - decimals.unwrap_or(digits);
        let short = digits <= MOST_DIGITS && digits > 0 && decimals != Some(digits);
        // Both are exact, and so what comes of them is as near as can be.
        let (true, Some(power)) = (short, TENS.get(fraction)) else { return Self::parse_any(text) };
        let value = whole as f64 / power;
        Some(Self(if negative { -value } else { value }))
    }

    /// The same in any length and with a power of ten.
    fn parse_any(text: &[u8]) -> Option<Self> {
        let unsigned = text.strip_prefix(b"-").unwrap_or(text);
        let (number, power) = match unsigned.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (unsigned.get(..at)?, unsigned.get(at + 1..)?),
            None => (unsigned, b"0".as_slice()),
        };
        let power = power.strip_prefix(b"-").or_else(|| power.strip_prefix(b"+")).unwrap_or(power);
        let point = number.iter().position(|byte| *byte == b'.');
        let (whole, decimals) = point.map_or((number, b"0".as_slice()), |at| (&number[..at], &number[at + 1..]));
        let known = [whole, decimals, power].iter().all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit));
        let value = std::str::from_utf8(text).ok().filter(|_| known)?.parse().ok()?;
        Some(Self(value))
    }

    /// The number, for other crates.
    pub fn value(self) -> f64 {
        self.0
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
    fn a_number_is_read_to_the_last_bit() {
        let long =
            ["0.1", "-0", "0", "007", "1234.5599999999999", "123456789012345", "1234567890123456", "0.00000000000001"];
        let powers = ["1e5", "-1.5E-3", "1E+22", "4.9e-324", "1.7976931348623157e308", "9007199254740993", "1e400"];
        for text in long.into_iter().chain(powers) {
            let expected = text.parse::<f64>().expect("a number").to_bits();
            assert_eq!(SheetNumber::parse(text.as_bytes()).map(SheetNumber::bits), Some(expected), "{text}");
        }
        for other in ["", "-", ".5", "5.", "+1", "1 ", "1,5", "1.2.3", "nan", "inf", "1e", "e5", "--1", "1e5.5", "0x1"]
        {
            assert_eq!(SheetNumber::parse(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn every_short_decimal_is_read_as_the_standard_library_reads_it() {
        for number in 0..20_000_u64 {
            let scrambled = number.wrapping_mul(6_364_136_223_846_793_005) >> (number % 50);
            let text = format!("{}.{:02}", scrambled / 100, scrambled % 100);
            let expected = text.parse::<f64>().expect("a number").to_bits();
            assert_eq!(SheetNumber::parse(text.as_bytes()).map(SheetNumber::bits), Some(expected), "{text}");
        }
    }

    #[test]
    fn whole_numbers_only() {
        assert_eq!(SheetNumber::new(9916.0).to_whole(), Some(9916));
        assert_eq!(SheetNumber::new(9916.5).to_whole(), None);
    }
}
