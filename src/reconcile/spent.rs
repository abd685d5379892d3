//! Spend of a line by its code of the breakdown part (*ansvar*). Takes balances and their codes, hands on each code's flow in
//! the codes' order; refuses to know which balances are spend.

use std::cmp::Ordering;

use compact_str::CompactString;

use crate::model::balance::Balance;
use crate::model::money::{Ore, Overflow};
use crate::model::period::Period;
use crate::model::reconciliation::Flow;

/// Codes so short are told apart by a number.
const SHORT_CODE: usize = 8;

/// Spend of a line by its code of the breakdown part. Lines have many thousands: they are sorted once, which takes a
/// fraction of finding each code's place among the others.
pub(super) struct Spent<'a> {
    /// The code's first bytes as a number in the order of texts; with the length, all of a short code.
    beginning: u64,
    code: &'a str,
    period: Period,
    rows: u64,
    net: Ore,
}

impl<'a> Spent<'a> {
    pub(super) fn new(code: &'a str, balance: &Balance) -> Result<Self, Overflow> {
        let mut bytes = [0; SHORT_CODE];
        let short = code.len().min(SHORT_CODE);
        bytes[..short].copy_from_slice(&code.as_bytes()[..short]);
        let beginning = u64::from_be_bytes(bytes);
        let (rows, net) = (balance.totals.rows, balance.totals.net()?);
        Ok(Self { beginning, code, period: balance.key.period, rows, net })
    }

    fn by_code(&self, other: &Self) -> Ordering {
        let length = |spent: &Self| spent.code.len();
        let rest = || match length(self).max(length(other)) {
            ..=SHORT_CODE => length(self).cmp(&length(other)),
            _ => self.code.cmp(other.code),
        };
        self.beginning.cmp(&other.beginning).then_with(rest)
    }
}

pub(super) fn by_code(mut spent: Vec<Spent<'_>>) -> Result<Vec<(CompactString, Flow)>, Overflow> {
    spent.sort_unstable_by(Spent::by_code);
    let flow = |alike: &[Spent<'_>]| {
        let mut flow = Flow::default();
        alike.iter().try_for_each(|one| flow.add_net(one.period, one.rows, one.net))?;
        Ok((CompactString::from(alike[0].code), flow))
    };
    spent.chunk_by(|a, b| a.by_code(b).is_eq()).map(flow).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::balance::Key;
    use crate::model::code::CodeString;
    use crate::model::control::Totals;
    use crate::model::fate::{Fate, OutOfScope};
    use crate::model::posting::Attributes;

    #[test]
    fn spend_by_code_is_in_the_order_of_texts() {
        let codes =
            ["", "1", "\0", "1\0", "10", "2", "å", "12345678", "123456789", "1234567", "12345678\0", "123456780"];
        let balance = |month| Balance {
            key: Key {
                period: Period::new(2022, month).unwrap(),
                codes: CodeString::default(),
                attributes: Attributes::default(),
            },
            fate: Fate::OutOfScope(OutOfScope::Opening),
            group: None,
            totals: Totals { rows: 1, debit: Ore::new(i64::from(month)), credit: Ore::ZERO },
        };
        let balances = [balance(2), balance(1), balance(2)];
        let spent = || balances.iter().flat_map(|balance| codes.map(|code| Spent::new(code, balance).unwrap()));
        let found = by_code(spent().collect()).unwrap();
        let mut expected = BTreeMap::<CompactString, Flow>::new();
        for Spent { code, period, rows, net, .. } in spent() {
            expected.entry(code.into()).or_default().add_net(period, rows, net).unwrap();
        }
        assert!(found.into_iter().eq(expected));
        let mut sorted: Vec<Spent<'_>> = spent().collect();
        sorted.sort_by(Spent::by_code);
        assert!(sorted.is_sorted_by_key(|spent| spent.code));
    }
}
