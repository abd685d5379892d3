//! Spend of a line by its code of the breakdown part (*ansvar*). Takes balances and their codes, hands on each code's flow in
//! the codes' order; refuses to know which balances are spend.

use compact_str::CompactString;

use crate::model::balance::{Balance, Balances};
use crate::model::code::Part;
use crate::model::money::{Ore, Overflow};
use crate::model::period::Period;
use crate::model::reconciliation::Flow;

/// The codes of the breakdown part in their order, which is looked up once: lines have many thousands of balances.
pub(super) struct Ranks<'a> {
    part: Option<Part>,
    /// The rank of each code, by number.
    by_number: Vec<u32>,
    /// The codes in order, from the blank one.
    codes: Vec<&'a str>,
}

/// Spend of one balance.
pub(super) struct Spent {
    /// The rank of its code.
    rank: u32,
    period: Period,
    rows: u64,
    net: Ore,
}

impl<'a> Ranks<'a> {
    pub(super) fn of(balances: &'a Balances, part: Option<Part>) -> Self {
        let codes: Vec<&str> =
            part.and_then(|part| balances.codes(part)).map(|codes| codes.as_texts().collect()).unwrap_or_default();
        let mut order: Vec<u32> = (0..).zip(&codes).map(|(number, _)| number).collect();
        order.sort_unstable_by_key(|number| codes.get(*number as usize));
        let (mut ranks, mut in_order) = (vec![0; codes.len()], vec![""]);
        for number in order.into_iter().map(|number| number as usize) {
            if codes[number].is_empty() {
                continue;
            }
            ranks[number] = u32::try_from(in_order.len()).unwrap_or(u32::MAX);
            in_order.push(codes[number]);
        }
        Self { part, by_number: ranks, codes: in_order }
    }

    /// The rank of a balance's code; of one that it doesn't keep, the blank one's.
    pub(super) fn of_balance(&self, balance: &Balance<'_>) -> u32 {
        let number = self.part.map(|part| balance.code_number(part) as usize);
        number.and_then(|number| self.by_number.get(number)).copied().unwrap_or_default()
    }
}

impl Spent {
    pub(super) fn new(rank: u32, balance: &Balance<'_>) -> Result<Self, Overflow> {
        Ok(Self { rank, period: balance.period(), rows: balance.totals.rows, net: balance.totals.net()? })
    }
}

pub(super) fn by_code(mut spent: Vec<Spent>, ranks: &Ranks<'_>) -> Result<Vec<(CompactString, Flow)>, Overflow> {
    spent.sort_unstable_by_key(|spent| (spent.rank, spent.period));
    let flow = |alike: &[Spent]| {
        let mut flow = Flow::default();
        alike.iter().try_for_each(|one| flow.add_net(one.period, one.rows, one.net))?;
        let code = ranks.codes.get(alike[0].rank as usize).copied().unwrap_or_default();
        Ok((CompactString::from(code), flow))
    };
    spent.chunk_by(|a, b| a.rank == b.rank).map(flow).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::balance::About;
    use crate::model::control::Totals;
    use crate::model::fact::Verdict;
    use crate::model::fate::{Fate, OutOfScope};
    use crate::model::posting::{Attributes, Frame};

    #[test]
    fn spend_by_code_is_in_the_order_of_texts() {
        let codes = ["1", "", "\0", "1\0", "10", "2", "å", "12345678", "123456789", "1234567", "12345678\0"];
        let verdict = Verdict { fate: Fate::OutOfScope(OutOfScope::Opening), group: None };
        let mut balances = Balances::default();
        for month in [2, 1, 2] {
            let period = Period::new(2022, month).unwrap();
            let frame = Frame { period, attributes: Attributes::default() };
            let totals = Totals { rows: 1, debit: Ore::new(i64::from(month)), credit: Ore::ZERO };
            let about = About { frame, verdict };
            for code in codes {
                balances.push(about, &["9916", code], totals).unwrap();
            }
        }
        let ranks = Ranks::of(&balances, Some(1));
        let spent = balances.iter().map(|balance| Spent::new(ranks.of_balance(&balance), &balance).unwrap()).collect();
        let mut expected = BTreeMap::<CompactString, Flow>::new();
        for balance in balances.iter() {
            let flow = expected.entry(balance.text(1).into()).or_default();
            flow.add_net(balance.period(), 1, balance.totals.net().unwrap()).unwrap();
        }
        assert!(by_code(spent, &ranks).unwrap().into_iter().eq(expected));
        // Where no part is broken down by, all is the blank code's.
        let none = Ranks::of(&balances, None);
        let spent = balances.iter().map(|balance| Spent::new(none.of_balance(&balance), &balance).unwrap()).collect();
        let found = by_code(spent, &none).unwrap();
        assert!(matches!(&*found, [(code, flow)] if code.is_empty() && flow.rows == 33));
    }
}
