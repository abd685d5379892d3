//! What would close a difference exactly (*förklaringar*). Takes a total, its addends and what was left out of it; hands on
//! suggestions in two grades, those with the fewest assumptions first; refuses to pick one and to try two at once.

use super::amount::{Amount, shift};
use super::total::{Addend, Role};

/// How much speaks for an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A slip that people make.
    Likely,
    /// It closes, but nothing else speaks for it.
    Arithmetic,
}

/// What may have gone wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// The row isn't in the total.
    Missing,
    /// The row is in the total twice.
    Twice,
    /// What isn't to be added is in the total: a subtotal or an of-which row.
    Counted,
    /// The row is in the total with the other sign.
    Sign,
    /// The figure is in another unit: off by a power of a thousand.
    Magnitude,
    /// One digit is off by one step.
    Digit,
    /// Two digits beside each other have changed places.
    Neighbours,
    /// Two digits that are not beside each other have changed places.
    Swapped,
    /// One digit is off by so many steps, more than one.
    FarDigit(u8),
}

impl Slip {
    /// The name in JSON and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Twice => "twice",
            Self::Counted => "counted",
            Self::Sign => "sign",
            Self::Magnitude => "magnitude",
            Self::Digit => "digit",
            Self::Neighbours => "neighbours",
            Self::Swapped => "swapped",
            Self::FarDigit(_) => "far-digit",
        }
    }

    /// How much speaks for it.
    pub fn grade(self) -> Grade {
        if matches!(self, Self::FarDigit(_)) { Grade::Arithmetic } else { Grade::Likely }
    }
}

/// One way to close a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What may have gone wrong.
    pub slip: Slip,
    /// Where: an addend, what was left out, or the total.
    pub at: Addend,
    /// What would have to stand there instead, where a figure is to change.
    pub instead: Option<Amount>,
}

/// Every single slip that closes the difference of `steps` (stated less added), counted in `10^exponent`.
pub(super) fn all(
    stated: &Addend,
    addends: &[Addend],
    left_out: &[Addend],
    steps: i128,
    exponent: i32,
) -> Vec<Explanation> {
    let mut found = Vec::new();
    for addend in addends {
        let one = |slip, instead| Explanation { slip, at: addend.clone(), instead };
        found.extend(whole_row(addend.amount, steps, exponent).map(|slip| one(slip, None)));
        found.extend(magnitude(addend.amount, steps, exponent).map(|instead| one(Slip::Magnitude, Some(instead))));
        let changed = changed(addend.amount, steps, exponent);
        found.extend(changed.and_then(|to| Some(one(slip_of_pen(addend.amount, to)?, Some(to)))));
    }
    let counted = left_out.iter().filter(|out| out.amount.digits != 0 && out.amount.at(exponent) == Some(steps));
    found.extend(counted.map(|out| Explanation { slip: Slip::Counted, at: out.clone(), instead: None }));
    let of_total = steps.checked_neg().and_then(|back| changed(stated.amount, back, exponent));
    found.extend(of_total.and_then(|to| {
        Some(Explanation { slip: slip_of_pen(stated.amount, to)?, at: stated.clone(), instead: Some(to) })
    }));
    // Stable: within a slip by place, the total last.
    found.sort_by_key(|explanation| (explanation.slip, explanation.at.role == Role::Total));
    found
}

/// A row left out, counted twice, or counted with the other sign.
fn whole_row(amount: Amount, steps: i128, exponent: i32) -> Option<Slip> {
    let own = amount.at(exponent).filter(|own| *own != 0)?;
    match steps {
        _ if steps.checked_neg()? == own => Some(Slip::Missing),
        _ if steps == own => Some(Slip::Twice),
        _ if steps == own.checked_mul(-2)? => Some(Slip::Sign),
        _ => None,
    }
}

/// The row's figure times or divided by a thousand or a million, where that closes the difference.
fn magnitude(amount: Amount, steps: i128, exponent: i32) -> Option<Amount> {
    let own = amount.at(exponent).filter(|own| *own != 0)?;
    [3, 6].into_iter().find_map(|power| {
        let times = shift(own, power)?;
        if steps == times.checked_sub(own)? {
            return Some(Amount { digits: shift(amount.digits, power)?, ..amount });
        }
        let divided = shift(steps, power)? == own.checked_sub(times)?;
        let decimals = amount.decimals.checked_add(power.unsigned_abs())?;
        divided.then_some(Amount { decimals, ..amount })
    })
}

/// The figure changed by the difference, written as it was; `None` where it can't be written so.
fn changed(amount: Amount, steps: i128, exponent: i32) -> Option<Amount> {
    let own = shift(steps, exponent.checked_sub(amount.exponent())?)?;
    let digits = amount.digits.checked_add(own)?;
    (digits.signum() == amount.digits.signum()).then_some(Amount { digits, ..amount })
}

/// The slip of the pen that makes one figure of another, if it is a single one.
fn slip_of_pen(from: Amount, to: Amount) -> Option<Slip> {
    let (from, to) = (from.written(), to.written());
    if from.len() != to.len() {
        return None;
    }
    let pairs = from.iter().zip(&to).enumerate();
    let off: Vec<(usize, u8, u8)> = pairs.filter(|(_, (a, b))| a != b).map(|(i, (a, b))| (i, *a, *b)).collect();
    match off.as_slice() {
        [(_, from, to)] => Some(match from.abs_diff(*to) {
            1 => Slip::Digit,
            steps => Slip::FarDigit(steps),
        }),
        [first, second] if (first.1, first.2) == (second.2, second.1) => {
            Some(if first.0 + 1 == second.0 { Slip::Neighbours } else { Slip::Swapped })
        }
        _ => None,
    }
}
