//! Footprints: which voucher numbers of each series an extract holds. Takes postings one at a time, hands on gaps and
//! the rows without a number; refuses to hold more than one span per unbroken run of numbers.

use std::collections::BTreeMap;

use super::control::Totals;
use super::money::{Ore, Overflow};
use super::posting::{Rejected, VoucherRef};

/// What an extract holds of each voucher series of the job's year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    series: BTreeMap<Box<str>, Spans>,
    unnumbered: Totals,
    overflowed: bool,
    /// Rows with a voucher number that don't say which row of the voucher they are.
    rows_without_place: u64,
    /// The last voucher's number is no number.
    worded: bool,
}

/// First to last number of unbroken runs, by first number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Spans(BTreeMap<u64, u64>);

/// Voucher numbers of one series that two extracts hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Common {
    /// The series; blank where the extracts have none.
    pub series: String,
    /// How many numbers.
    pub numbers: u64,
    /// The first common run's first and last number.
    pub first: (u64, u64),
}

/// The gaps of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// The series; blank where the extract has none.
    pub series: String,
    /// How many numbers are missing between the first and the last.
    pub missing: u64,
    /// The first gap's first and last number.
    pub first: (u64, u64),
}

impl Footprint {
    /// Takes one posting of the job's year in: numbers start anew each year. What is told of a voucher whose rows stand
    /// together is told by the first of them; the others come with `again`. True where the voucher has a number that is
    /// none.
    pub fn add(&mut self, voucher: VoucherRef<'_>, amount: Ore, again: bool) -> bool {
        if voucher.number.is_empty() {
            self.overflowed |= self.unnumbered.add(amount).is_err();
        } else if voucher.row.is_empty() {
            self.rows_without_place += 1;
        }
        if !again {
            self.worded = !self.number(voucher) && !voucher.number.is_empty();
        }
        self.worded
    }

    /// Takes an unreadable row in: its voucher is no gap. A row whose period is unreadable counts too.
    pub fn add_rejected(&mut self, rejected: &Rejected, year: i16) {
        if rejected.period.is_none_or(|period| period.year() == year) {
            self.number(rejected.voucher.view());
        }
    }

    fn number(&mut self, voucher: VoucherRef<'_>) -> bool {
        let Ok(number) = voucher.number.parse() else { return false };
        let book = voucher.book();
        match self.series.get_mut(&*book) {
            Some(spans) => spans.add(number, number),
            None => self.series.entry(book.into()).or_default().add(number, number),
        }
        true
    }

    /// True where every numbered row says which row of its voucher it is, so that duplicates can be told.
    pub fn tells_rows(&self) -> bool {
        self.rows_without_place == 0
    }

    /// The stretches of numbers that this and another extract both hold.
    #[must_use]
    pub fn meeting(&self, other: &Self) -> Self {
        let mut met = Self::default();
        for (series, spans) in &self.series {
            let Some(theirs) = other.series.get(series) else { continue };
            for (start, end) in spans.meeting(theirs) {
                met.series.entry(series.clone()).or_default().add(start, end);
            }
        }
        met
    }

    /// True where no number is held.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// True where it holds the voucher's number.
    pub fn holds(&self, voucher: VoucherRef<'_>) -> bool {
        let number = voucher.number.parse::<u64>();
        let spans = self.series.get(&*voucher.book());
        spans.zip(number.ok()).is_some_and(|(spans, number)| spans.holds(number))
    }

    /// Takes another extract's footprint in.
    pub fn merge(&mut self, other: &Self) -> Result<(), Overflow> {
        for (series, spans) in &other.series {
            let own = self.series.entry(series.clone()).or_default();
            spans.0.iter().for_each(|(first, last)| own.add(*first, *last));
        }
        self.overflowed |= other.overflowed;
        self.rows_without_place = self.rows_without_place.saturating_add(other.rows_without_place);
        self.unnumbered.merge(&other.unnumbered)
    }

    /// Voucher numbers that another extract holds too, by series.
    pub fn common(&self, other: &Self) -> Vec<Common> {
        let shared = self.series.iter().filter_map(|(series, own)| Some((series, own, other.series.get(series)?)));
        shared.filter_map(|(series, own, theirs)| own.common(theirs, series)).collect()
    }

    /// Rows without a voucher number.
    pub fn unnumbered(&self) -> Result<Totals, Overflow> {
        if self.overflowed { Err(Overflow) } else { Ok(self.unnumbered) }
    }

    /// Gaps between the first and last number of each series.
    pub fn gaps(&self) -> Vec<Gaps> {
        self.series.iter().filter_map(|(series, spans)| spans.gaps(series)).collect()
    }
}

impl Spans {
    /// Where both have runs: one walk over the two, since runs of one never touch.
    fn meeting(&self, other: &Self) -> Vec<(u64, u64)> {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut met = Vec::new();
        while let (Some((a, b)), Some((c, d))) = (mine.peek(), theirs.peek()) {
            let (start, end) = (*(*a).max(*c), *(*b).min(*d));
            if start <= end {
                met.push((start, end));
            }
            if b < d {
                mine.next()
            } else {
                theirs.next()
            };
        }
        met
    }

    fn common(&self, other: &Self, series: &str) -> Option<Common> {
        let met = self.meeting(other);
        let numbers = met.iter().map(|(start, end)| end - start + 1).sum();
        met.first().map(|first| Common { series: series.to_owned(), numbers, first: *first })
    }

    fn holds(&self, number: u64) -> bool {
        self.0.range(..=number).next_back().is_some_and(|(_, end)| *end >= number)
    }

    fn gaps(&self, series: &str) -> Option<Gaps> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        let holes: Vec<(u64, u64)> = pairs.map(|((_, end), (start, _))| (end + 1, start - 1)).collect();
        let missing = holes.iter().map(|(a, b)| b - a + 1).sum();
        holes.first().map(|first| Gaps { series: series.to_owned(), missing, first: *first })
    }

    fn add(&mut self, first: u64, last: u64) {
        let (mut first, mut last) = (first, last);
        if let Some((&before, &end)) = self.0.range(..=first).next_back() {
            if end >= last {
                return;
            }
            if end.saturating_add(1) >= first {
                first = before;
            }
        }
        while let Some((&next, &end)) =
            self.0.range(first..).next().filter(|(next, _)| **next <= last.saturating_add(1))
        {
            self.0.remove(&next);
            last = last.max(end);
        }
        self.0.insert(first, last);
    }
}

#[cfg(test)]
mod tests {
    use super::Spans;

    #[test]
    fn spans_grow_together_in_any_order() {
        let mut spans = Spans::default();
        for n in [5, 1, 3, 2, 9, 4, 10, 7] {
            spans.add(n, n);
        }
        spans.add(2, 4);
        assert_eq!(spans.0.into_iter().collect::<Vec<_>>(), [(1, 5), (7, 7), (9, 10)]);
    }

    #[test]
    fn common_numbers_are_counted_over_all_runs() {
        let (mut a, mut b) = (Spans::default(), Spans::default());
        a.add(1, 5);
        a.add(8, 12);
        b.add(4, 9);
        b.add(20, 21);
        let common = a.common(&b, "L").map(|c| (c.numbers, c.first));
        assert_eq!(common, Some((4, (4, 5))));
        assert_eq!(common, b.common(&a, "L").map(|c| (c.numbers, c.first)));
        b.0.remove(&4);
        assert_eq!(a.common(&b, "L"), None);
    }
}
