//! Amounts as nearly all of them are written. Takes bytes, hands on whole öre; refuses everything that could be doubtful,
//! which is then read with care.

use super::{Amount, AmountStyle, AmountUnit};
use crate::model::eight;
use crate::model::money::Ore;

/// Digits and signs of so many bytes are öre within 64 bits for certain.
const FEW_BYTES: usize = 16;

/// The digits since the last sign between groups.
#[derive(Clone, Copy, Default)]
struct Group {
    count: u8,
    /// A group stands before.
    follows: bool,
    leading_zero: bool,
}

impl Group {
    fn add(&mut self, digit: u8) {
        self.leading_zero |= digit == 0 && self.count == 0 && !self.follows;
        self.count += 1;
    }

    /// The whole number may end here.
    fn may_end(self) -> bool {
        if self.follows { self.count == 3 } else { self.count > 0 }
    }

    /// Another group follows; false where none can.
    fn next(&mut self) -> bool {
        let fits = if self.follows { self.count == 3 } else { (1..=3).contains(&self.count) && !self.leading_zero };
        *self = Self { count: 0, follows: true, ..*self };
        fits
    }
}

impl AmountStyle {
    /// What nearly every amount is, kronor as digits with at most two decimals, a minus before or behind, and blanks between
    /// groups where the layout has them: nothing about it can be doubtful. `None` for any other text.
    #[inline]
    pub fn plainly(&self, text: &[u8]) -> Option<Amount> {
        let (bare, negative) = match text {
            [b'-', bare @ ..] | [bare @ .., b'-'] => (bare, true),
            bare => (bare, false),
        };
        if bare.len() > FEW_BYTES || self.unit.is_some_and(|unit| unit != AmountUnit::Kr) {
            return None;
        }
        if let Some(ore) = self.in_eight(bare) {
            let ore = Ore::new(if negative { -ore } else { ore });
            return Some(Amount { ore, shed: None, confirms: true });
        }
        self.sign_by_sign(bare, negative)
    }

    /// The same without its minus, where it is anything but digits and two decimals in eight bytes.
    fn sign_by_sign(&self, bare: &[u8], negative: bool) -> Option<Amount> {
        // Among so few bytes are no digits that overflow.
        let (mut ore, mut digits, mut decimals, mut rest) = (0_i64, Group::default(), None, bare);
        while let [first, behind @ ..] = rest {
            rest = behind;
            let digit = first.wrapping_sub(b'0');
            if digit <= 9 {
                ore = ore.wrapping_mul(10).wrapping_add(i64::from(digit));
                digits.add(digit);
            } else if char::from(*first) == self.decimal && decimals.is_none() && digits.may_end() {
                decimals = Some(std::mem::take(&mut digits));
            } else if let (b' ' | 0xC2, None) = (first, decimals) {
                rest = if *first == 0xC2 { behind.strip_prefix(b"\xa0")? } else { behind };
                (self.parts_groups(' ').is_some() && digits.next()).then_some(())?;
            } else {
                return None;
            }
        }
        let scale = match (decimals.is_some(), digits.count) {
            (false, _) if digits.may_end() => 100,
            (true, 1) => 10,
            (true, 2) => 1,
            _ => return None,
        };
        let ore = Ore::new(ore * scale * if negative { -1 } else { 1 });
        Some(Amount { ore, shed: None, confirms: decimals.is_some() })
    }

    /// Öre of digits, the decimal sign and two more digits, all in eight bytes.
    #[inline]
    fn in_eight(&self, bare: &[u8]) -> Option<i64> {
        let (eight, bytes) = (eight::last(bare)?, u32::try_from(bare.len()).ok().filter(|bytes| *bytes <= 8)?);
        let sign = u32::try_from(eight >> 40 & 0xff).ok().and_then(char::from_u32);
        // The digits before the sign take its place, behind zeros.
        let digits = (eight << 8 & 0x0000_ffff_ffff_ff00) | (eight & 0xffff_0000_0000_0000);
        let digits = digits ^ (eight::EACH * 0x30).unbounded_shl(8 * (9 - bytes));
        let are_digits = sign == Some(self.decimal) && eight::are_digits(digits);
        if are_digits { i64::try_from(eight::number(digits)).ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_read_plainly_is_what_care_reads(
            signs in proptest::collection::vec(
                proptest::sample::select(vec!["0", "1", "23", "456", "000", " ", "\u{a0}", "\u{202f}", ",", ".", "-", "+", "\u{2212}", "kr"]),
                0..9,
            ),
            decimal in proptest::sample::select(vec![',', '.']),
            thousands in proptest::sample::select(vec!["", " ", "\u{a0}", "."]),
            rounds in proptest::bool::ANY,
        ) {
            let text = signs.concat();
            let thousands: Vec<char> = thousands.chars().collect();
            let style = AmountStyle { rounds, ..AmountStyle::plain(decimal, &thousands) };
            if let Some(amount) = style.plainly(text.as_bytes()) {
                proptest::prop_assert_eq!(style.carefully(&text), Ok(amount), "{}", text);
            }
        }
    }
}
