//! Sums of the rows so far, and the places that a total row could count from. Takes every row's amount as written, in
//! order, and hands on which rows a total closes; refuses to take a likeness for a match. Between two rows it holds a
//! prefix sum per such place, so what a total closes is one subtraction.

use std::collections::HashMap;

use crate::model::money::{Ore, Overflow};

/// Running sums of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Of the amounts, or of the debits.
    pub(super) first: Ore,
    /// Of the credits.
    pub(super) second: Ore,
    /// Rows with a readable amount.
    pub(super) rows: u64,
    /// Rows whose amount cannot be read.
    pub(super) unreadable: u64,
    /// Rows that were rounded.
    pub(super) rounded: u64,
}

/// An amount as written, in one column or in debit and credit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) first: Option<Ore>,
    pub(super) second: Option<Ore>,
    pub(super) rounded: bool,
}

/// A place that a total may count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The first row below a header.
    Table,
    /// The row after a total, with the label by its place in the layout.
    Total(Option<usize>),
    /// The row after a group's header or a repeated one.
    Group,
}

/// The sums of one table or stack of tables in a sheet.
#[derive(Debug, Default)]
pub(super) struct Tally {
    now: Sums,
    marks: Vec<(Mark, Sums)>,
    by_net: HashMap<Ore, Vec<usize>>,
    /// The most blank codes of a row since the last mark.
    blanks: usize,
}

/// How a total row's figure lies to the rows above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Differs {
    pub(super) stated: Ore,
    pub(super) sum: Ore,
    pub(super) rows: u64,
    pub(super) unreadable: u64,
    /// It is the credits that differ.
    pub(super) second: bool,
}

impl Sums {
    fn net(&self) -> Result<Ore, Overflow> {
        self.first.minus(self.second)
    }

    fn since(&self, mark: &Self) -> Result<Self, Overflow> {
        Ok(Self {
            first: self.first.minus(mark.first)?,
            second: self.second.minus(mark.second)?,
            rows: self.rows - mark.rows,
            unreadable: self.unreadable - mark.unreadable,
            rounded: self.rounded - mark.rounded,
        })
    }
}

impl Written {
    pub(super) fn net(&self) -> Result<Ore, Overflow> {
        self.first.unwrap_or_default().minus(self.second.unwrap_or_default())
    }

    pub(super) fn is_zero(&self) -> bool {
        self.first.unwrap_or_default() == Ore::ZERO && self.second.unwrap_or_default() == Ore::ZERO
    }
}

impl Tally {
    /// A row that is no total: `None` where its amount cannot be read.
    pub(super) fn add(&mut self, written: Option<Written>, blanks: usize) -> Result<(), Overflow> {
        let Some(written) = written else {
            self.now.unreadable += 1;
            return Ok(());
        };
        self.now.first = self.now.first.plus(written.first.unwrap_or_default())?;
        self.now.second = self.now.second.plus(written.second.unwrap_or_default())?;
        self.now.rows += 1;
        self.now.rounded += u64::from(written.rounded);
        self.blanks = self.blanks.max(blanks);
        Ok(())
    }

    /// A place that totals may count from.
    pub(super) fn mark(&mut self, mark: Mark) -> Result<(), Overflow> {
        self.by_net.entry(self.now.net()?).or_default().push(self.marks.len());
        self.marks.push((mark, self.now));
        self.blanks = 0;
        Ok(())
    }

    /// More of its codes are blank than of any row since the last mark.
    pub(super) fn is_barer(&self, blanks: usize) -> bool {
        blanks > self.blanks
    }

    /// The rows that an amount is exactly the sum of, from the nearest place that fits.
    pub(super) fn rows_closed(&self, total: &Written) -> Result<Option<u64>, Overflow> {
        Ok(self.closing(total)?.map(|(_, closed)| closed.rows))
    }

    fn closing(&self, total: &Written) -> Result<Option<(usize, Sums)>, Overflow> {
        let from = self.now.net()?.minus(total.net()?)?;
        for place in self.by_net.get(&from).into_iter().flatten().rev() {
            let closed = self.now.since(&self.marks[*place].1)?;
            let both = total.first.is_some() && total.second.is_some();
            if !both || (Some(closed.first) == total.first && Some(closed.second) == total.second) {
                return Ok(Some((*place, closed)));
            }
        }
        Ok(None)
    }

    /// Takes a total row: the rows that it closes are closed, and a figure that no rows make is told.
    pub(super) fn close(&mut self, total: &Written, label: Option<usize>) -> Result<Option<Differs>, Overflow> {
        let differs = match self.closing(total)? {
            Some((place, _)) => {
                self.forget_after(place)?;
                None
            }
            None => self.nearest(total, label)?,
        };
        self.mark(Mark::Total(label))?;
        Ok(differs)
    }

    /// Places within what a total closed are no places for the next.
    fn forget_after(&mut self, place: usize) -> Result<(), Overflow> {
        for (_, sums) in self.marks.drain(place + 1..) {
            let net = sums.net()?;
            if let Some(places) = self.by_net.get_mut(&net) {
                places.retain(|p| *p <= place);
                if places.is_empty() {
                    self.by_net.remove(&net);
                }
            }
        }
        Ok(())
    }

    /// The rows that a total was most likely meant for: since the former one with its label, or the table's start; where
    /// there are none, since whatever place differs least. `None` where rounding explains it all.
    fn nearest(&self, total: &Written, label: Option<usize>) -> Result<Option<Differs>, Overflow> {
        let last_of = |wanted: &dyn Fn(Mark) -> bool| self.marks.iter().rposition(|(mark, _)| wanted(*mark));
        let table = last_of(&|mark| mark == Mark::Table);
        let same = last_of(&|mark| mark == Mark::Total(label)).filter(|place| Some(*place) > table);
        let any = last_of(&|mark| matches!(mark, Mark::Total(_)));
        let mut best: Option<(u64, Differs)> = None;
        for place in [same.or(table), any, table, Some(0)].into_iter().flatten() {
            let Some((_, mark)) = self.marks.get(place) else { continue };
            let closed = self.now.since(mark)?;
            let differs = closed.held_against(total)?;
            let off = differs.stated.minus(differs.sum)?.ore().unsigned_abs();
            if off.saturating_mul(2) <= closed.rounded {
                return Ok(None);
            }
            let least = best.as_ref().map(|(least, _)| *least);
            if closed.rows + closed.unreadable > 0 && least.is_none_or(|least| off < least) {
                // The first of them is what the label says: nothing else comes nearer.
                let off = if Some(place) == same.or(table) { 0 } else { off };
                best = Some((off, differs));
            }
        }
        let nothing = || self.now.since(&self.now).and_then(|none| none.held_against(total));
        Ok(Some(best.map_or_else(nothing, |(_, differs)| Ok(differs))?))
    }
}

impl Sums {
    /// Net against net; where those are equal, the column that differs.
    fn held_against(&self, total: &Written) -> Result<Differs, Overflow> {
        let (rows, unreadable) = (self.rows, self.unreadable);
        let (stated, sum) = (total.net()?, self.net()?);
        if stated != sum || total.second.is_none() {
            return Ok(Differs { stated, sum, rows, unreadable, second: false });
        }
        let stated = total.second.unwrap_or_default();
        Ok(Differs { stated, sum: self.second, rows, unreadable, second: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(ore: i64) -> Written {
        Written { first: Some(Ore::new(ore)), ..Written::default() }
    }

    fn with(rows: &[i64]) -> Tally {
        let mut tally = Tally::default();
        tally.mark(Mark::Table).unwrap();
        for row in rows {
            tally.add(Some(one(*row)), 0).unwrap();
        }
        tally
    }

    #[test]
    fn totals_of_every_level_close_their_rows() {
        let mut tally = with(&[100, 200]);
        assert_eq!(tally.close(&one(300), None), Ok(None));
        tally.add(Some(one(50)), 0).unwrap();
        assert_eq!(tally.close(&one(50), None), Ok(None));
        assert_eq!(tally.close(&one(350), None), Ok(None), "the sum of both groups");
        tally.add(Some(one(7)), 0).unwrap();
        assert_eq!(tally.close(&one(7), None), Ok(None));
        assert_eq!(tally.close(&one(357), None), Ok(None), "the sum of all");
        let off = Differs { stated: Ore::new(8), sum: Ore::new(7), rows: 1, unreadable: 0, second: false };
        let mut tally = with(&[7]);
        assert_eq!(tally.close(&one(8), None), Ok(Some(off)));
    }

    #[test]
    fn what_lies_within_a_closed_group_is_forgotten() {
        let mut tally = with(&[]);
        for _ in 0..1_000 {
            tally.add(Some(one(1)), 0).unwrap();
            tally.mark(Mark::Group).unwrap();
        }
        assert_eq!(tally.close(&one(1_000), None), Ok(None));
        assert_eq!(tally.marks.len(), 2);
        assert_eq!(tally.by_net.values().map(Vec::len).sum::<usize>(), 2);
    }

    #[test]
    fn debit_and_credit_must_both_tie() {
        let row =
            |debit, credit| Written { first: Some(Ore::new(debit)), second: Some(Ore::new(credit)), rounded: false };
        let mut tally = with(&[]);
        tally.add(Some(row(100, 0)), 0).unwrap();
        tally.add(Some(row(0, 40)), 0).unwrap();
        assert_eq!(tally.rows_closed(&row(100, 40)), Ok(Some(2)));
        let off = Differs { stated: Ore::new(50), sum: Ore::new(40), rows: 2, unreadable: 0, second: true };
        assert_eq!(tally.close(&row(110, 50), None), Ok(Some(off)));
    }

    #[test]
    fn rounding_explains_half_an_ore_a_row() {
        let mut tally = with(&[]);
        for _ in 0..4 {
            tally.add(Some(Written { rounded: true, ..one(1) }), 0).unwrap();
        }
        assert_eq!(tally.close(&one(6), None), Ok(None));
        let mut tally = with(&[1, 1, 1, 1]);
        assert!(tally.close(&one(6), None).unwrap().is_some());
    }
}
