//! Spend of a line by its code of the breakdown part (*ansvar*). Takes balances and their codes, hands on each code's spend in
//! the codes' order; refuses to know which balances are spend.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::model::balance::{Balance, Balances};
use crate::model::code::Part;
use crate::model::money::{Ore, Overflow};
use crate::model::period::Through;
use crate::model::reconciliation::CodeSpend;

/// The codes of the breakdown part in their order, which is looked up once: lines have many thousands of balances.
pub(super) struct Ranks {
    part: Option<Part>,
    /// The rank of each code, by number.
    by_number: Vec<u32>,
    /// The codes in order, from the blank one.
    codes: Vec<Arc<str>>,
}

/// Spend of lines by code, which grows balance by balance.
pub(super) struct Breakdown<'r> {
    ranks: &'r Ranks,
    /// First and last period number of the run's own period.
    in_period: (u8, u8),
    /// The place of a line's code among the sums, by the numbers of both.
    places: HashMap<(u32, u32), usize, FixedState>,
    /// Line, rank and sum.
    sums: Vec<((u32, u32), CodeSpend)>,
}

impl Ranks {
    pub(super) fn of(balances: &Balances, part: Option<Part>) -> Self {
        let codes: Vec<&str> =
            part.and_then(|part| balances.codes(part)).map(|codes| codes.as_texts().collect()).unwrap_or_default();
        let mut order: Vec<u32> = (0..).zip(&codes).map(|(number, _)| number).collect();
        order.sort_unstable_by_key(|number| codes.get(*number as usize));
        let (mut ranks, mut in_order) = (vec![0; codes.len()], vec![Arc::from("")]);
        for number in order.into_iter().map(|number| number as usize) {
            if codes[number].is_empty() {
                continue;
            }
            ranks[number] = u32::try_from(in_order.len()).unwrap_or(u32::MAX);
            in_order.push(Arc::from(codes[number]));
        }
        Self { part, by_number: ranks, codes: in_order }
    }

    /// The rank of a balance's code; of one that it doesn't keep, the blank one's.
    fn of_balance(&self, balance: &Balance<'_>) -> u32 {
        let number = self.part.map(|part| balance.code_number(part) as usize);
        number.and_then(|number| self.by_number.get(number)).copied().unwrap_or_default()
    }
}

impl<'r> Breakdown<'r> {
    /// Nothing spent yet.
    pub(super) fn of(ranks: &'r Ranks, through: Through) -> Self {
        Self { ranks, in_period: through.in_period(), places: HashMap::default(), sums: Vec::new() }
    }

    /// Takes a balance of a line in.
    pub(super) fn add(&mut self, line: u32, balance: &Balance<'_>) -> Result<(), Overflow> {
        let own = (line, self.ranks.of_balance(balance));
        let place = *self.places.entry(own).or_insert(self.sums.len());
        if place == self.sums.len() {
            let code = self.ranks.codes.get(own.1 as usize).cloned().unwrap_or_default();
            self.sums.push((own, CodeSpend { code, rows: 0, in_period: Ore::ZERO, accumulated: Ore::ZERO }));
        }
        let Some((_, sum)) = self.sums.get_mut(place) else { return Ok(()) };
        let (net, (first, last)) = (balance.totals.net()?, self.in_period);
        sum.rows += balance.totals.rows;
        sum.accumulated = sum.accumulated.plus(net)?;
        if (first..=last).contains(&balance.period().month()) {
            sum.in_period = sum.in_period.plus(net)?;
        }
        Ok(())
    }

    /// Each line's spend by code, in the codes' order; lines are numbered from zero.
    pub(super) fn by_line(self, lines: usize) -> Vec<Vec<CodeSpend>> {
        let mut all = self.sums;
        all.sort_unstable_by_key(|(own, _)| *own);
        let mut by_line: Vec<Vec<CodeSpend>> = (0..lines).map(|_| Vec::new()).collect();
        for alike in all.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
            if let Some(own) = by_line.get_mut(alike[0].0.0 as usize) {
                own.reserve_exact(alike.len());
            }
        }
        for ((line, _), spend) in all {
            if let Some(own) = by_line.get_mut(line as usize) {
                own.push(spend);
            }
        }
        by_line
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::balance::About;
    use crate::model::control::Totals;
    use crate::model::fact::Verdict;
    use crate::model::fate::{Fate, OutOfScope};
    use crate::model::period::Period;
    use crate::model::posting::{Attributes, Frame};

    #[test]
    fn spend_by_code_is_in_the_order_of_texts_and_tells_the_period_apart() {
        let codes = ["1", "", "\0", "1\0", "10", "2", "å", "12345678", "123456789", "1234567", "12345678\0"];
        let verdict = Verdict { fate: Fate::OutOfScope(OutOfScope::Opening), group: None };
        let mut balances = Balances::default();
        for month in [5, 1, 8] {
            let period = Period::new(2022, month).unwrap();
            let frame = Frame { period, attributes: Attributes::default() };
            let totals = Totals { rows: 2, debit: Ore::new(i64::from(month)), credit: Ore::new(-20) };
            let about = About { frame, verdict };
            for code in codes {
                balances.push(about, &["9916", code], totals).unwrap();
            }
        }
        let ranks = Ranks::of(&balances, Some(1));
        let mut breakdown = Breakdown::of(&ranks, Through::Tertial(2022, 2));
        let mut expected = BTreeMap::<(usize, String), (u64, Ore, Ore)>::new();
        // Every third balance is of line 2, no balance of line 1.
        for (place, balance) in balances.iter().enumerate() {
            let line = if place % 3 == 0 { 2 } else { 0 };
            breakdown.add(line, &balance).unwrap();
            let (rows, in_period, all) = expected.entry((line as usize, balance.text(1).to_owned())).or_default();
            let net = balance.totals.net().unwrap();
            (*rows, *all) = (*rows + 2, all.plus(net).unwrap());
            *in_period = in_period.plus(if balance.period().month() == 1 { Ore::ZERO } else { net }).unwrap();
        }
        let by_line = breakdown.by_line(4);
        let found = (0..).zip(&by_line).flat_map(|(line, own)| {
            own.iter()
                .map(move |spend| ((line, spend.code.to_string()), (spend.rows, spend.in_period, spend.accumulated)))
        });
        assert!(found.eq(expected));
        assert!(by_line[1].is_empty() && by_line[3].is_empty());
        // Where no part is broken down by, all is the blank code's.
        let none = Ranks::of(&balances, None);
        let mut breakdown = Breakdown::of(&none, Through::Year(2022));
        balances.iter().for_each(|balance| breakdown.add(0, &balance).unwrap());
        let found = breakdown.by_line(1);
        assert!(
            matches!(&*found[0], [all] if all.code.is_empty() && all.rows == 66 && all.in_period == all.accumulated)
        );
    }
}
