//! Balances into key order. Takes them as a fold holds them, hands on the order that comparing whole keys gives; refuses
//! to follow a key to its codes more than once where their beginnings already tell two keys apart.

use crate::model::balance::{Balance, Key};

/// Half of the bytes of a key that are compared as numbers.
const HALF: usize = 16;

/// The balances by key, then fate.
pub(super) fn in_key_order(mut list: Vec<Balance>) -> Vec<Balance> {
    let mut order: Vec<([u128; 2], usize)> = list.iter().map(|balance| beginning(&balance.key)).zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| list[a.1].cmp(&list[b.1])));
    let mut from: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
    for start in 0..list.len() {
        let mut at = start;
        // Along a ring of balances that stand in one another's places; each is done when it comes from its own.
        while from[at] != start {
            let next = from[at];
            list.swap(at, next);
            from[at] = at;
            at = next;
        }
        from[at] = at;
    }
    list
}

/// The period and the codes as far as they fit, as numbers in the key's order: every byte one higher, so that nothing
/// is less than the end of a code. Text has no byte 255.
fn beginning(key: &Key) -> [u128; 2] {
    let (mut first, mut rest) = ([0; HALF], [0; HALF]);
    let (year, month) = (key.period.year().unsigned_abs(), u16::from(key.period.month()));
    let period = (year * 16 + month).to_be_bytes();
    let mut places = first.iter_mut().chain(&mut rest);
    period.into_iter().zip(places.by_ref()).for_each(|(byte, place)| *place = byte);
    for code in key.codes.iter() {
        for byte in code.bytes() {
            let Some(place) = places.next() else { break };
            *place = byte.saturating_add(1);
        }
        // The end of the code, as it is.
        if places.next().is_none() {
            break;
        }
    }
    [first, rest].map(u128::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::code::CodeString;
    use crate::model::control::Totals;
    use crate::model::fate::{Fate, OutOfScope, SetAside};
    use crate::model::period::Period;
    use crate::model::posting::Attributes;

    #[test]
    fn the_order_is_that_of_whole_keys() {
        // Codes where one begins another, and where all that differs lies beyond the bytes compared first.
        let long = "9".repeat(40);
        let codes = ["", "\0", "\u{1}", "1", "10", "1\u{0}0", "2", "å", "\u{10ffff}", &long, &format!("{long}1")];
        let fates = [Fate::SetAside(SetAside::SharedObject), Fate::OutOfScope(OutOfScope::Opening)];
        let mut list = Vec::new();
        for (year, month) in [(2022, 13), (2022, 1), (2021, 12), (2022, 0)] {
            for one in codes {
                for other in codes {
                    for late in [true, false] {
                        let key = Key {
                            period: Period::new(year, month).unwrap(),
                            codes: CodeString::new([one, other]),
                            attributes: Attributes { late, ..Attributes::default() },
                        };
                        let fate = fates[list.len() * 7 % 3 % 2];
                        list.push(Balance { key, fate, group: None, totals: Totals::default() });
                    }
                }
            }
        }
        let mut expected = list.clone();
        expected.sort();
        assert_eq!(in_key_order(list), expected);
        assert_eq!(in_key_order(Vec::new()), Vec::new());
    }
}
