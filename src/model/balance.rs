//! Period balances (*periodsaldon*): the ledger folded per key. All judgement happens on these. A run has up to millions, so
//! they stand as numbers: what a balance is about and each of its codes once in a list, the balance with their places.

use super::code::{CodeString, HasCodes, Part};
use super::control::Totals;
use super::fact::Verdict;
use super::fate::{Fate, Target};
use super::period::Period;
use super::posting::{Attributes, Frame};
use super::records::Records;
use super::words::Words;

/// The number of a code that a balance doesn't keep: it is blank.
pub const LEFT_OUT: u32 = u32::MAX;

/// What a balance is about beside its codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct About {
    /// Period and attributes.
    pub frame: Frame,
    /// Fate and account group.
    pub verdict: Verdict,
}

/// All balances of a run in key order, with what the fold counted.
#[derive(Clone, Debug, Default)]
pub struct Balances {
    /// Of each part of the job: its place among those that some balance keeps.
    kept_at: Vec<Option<usize>>,
    /// Distinct codes of each part that is kept.
    codes: Vec<Words>,
    abouts: Vec<About>,
    /// The balances, piece by piece: the key of each is the number of what it is about, then that of its code in
    /// each part that is kept.
    pub pieces: Vec<Records>,
    /// Sum over all, as the fold counted it.
    pub totals: Totals,
}

/// Where a balance stands among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceAt {
    piece: u32,
    at: u32,
}

/// One balance. Parts that nothing of the job uses are blank.
#[derive(Clone, Copy, Debug)]
pub struct Balance<'a> {
    all: &'a Balances,
    /// What it is about.
    pub about: &'a About,
    key: &'a [u32],
    /// Rows, debit and credit.
    pub totals: Totals,
}

impl Balances {
    /// No balance yet: which parts of the job are kept, by their place among those, with their codes; all that balances are
    /// about; and what the sum over all will be.
    pub fn begin(kept_at: Vec<Option<usize>>, codes: Vec<Words>, abouts: Vec<About>, totals: Totals) -> Self {
        Self { kept_at, codes, abouts, pieces: Vec::new(), totals }
    }

    /// Adds balances that come after all before them in key order.
    pub fn add(&mut self, piece: Records) {
        self.pieces.push(piece);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Records::len).sum()
    }

    /// True without one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All that balances are about, by number.
    pub fn abouts(&self) -> &[About] {
        &self.abouts
    }

    /// The distinct codes of a part, by number; none where no balance keeps the part.
    pub fn codes(&self, part: Part) -> Option<&Words> {
        self.codes.get((*self.kept_at.get(part)?)?)
    }

    /// The balance at a place.
    pub fn at(&self, place: BalanceAt) -> Option<Balance<'_>> {
        self.one(self.pieces.get(place.piece as usize)?.at(place.at as usize)?)
    }

    /// Every balance in key order, with its place.
    pub fn placed(&self) -> impl Iterator<Item = (BalanceAt, Balance<'_>)> {
        let all = (0..).zip(&self.pieces).flat_map(|(piece, own)| {
            let places = (0..).map(move |at| BalanceAt { piece, at });
            places.zip(own.iter())
        });
        all.filter_map(|(place, own)| Some((place, self.one(own)?)))
    }

    /// Every balance in key order.
    pub fn iter(&self) -> impl Iterator<Item = Balance<'_>> {
        self.placed().map(|(_, balance)| balance)
    }

    fn one<'a>(&'a self, (key, totals): (&'a [u32], Totals)) -> Option<Balance<'a>> {
        Some(Balance { all: self, about: self.abouts.get(*key.first()? as usize)?, key, totals })
    }
}

impl<'a> Balance<'a> {
    /// The number of what it is about.
    pub fn about_number(&self) -> u32 {
        self.key.first().copied().unwrap_or(LEFT_OUT)
    }

    /// The number of its code at a part; [`LEFT_OUT`] where it keeps none.
    pub fn code_number(&self, part: Part) -> u32 {
        let kept = self.all.kept_at.get(part).copied().flatten();
        kept.and_then(|kept| self.key.get(kept + 1)).copied().unwrap_or(LEFT_OUT)
    }

    /// Accounting period.
    pub fn period(&self) -> Period {
        self.about.frame.period
    }

    /// Attributes of low cardinality.
    pub fn attributes(&self) -> &'a Attributes {
        &self.about.frame.attributes
    }

    /// Its one fate.
    pub fn fate(&self) -> Fate {
        self.about.verdict.fate
    }

    /// Where it counts, if it is mapped.
    pub fn target(&self) -> Option<Target> {
        self.fate().target()
    }

    /// Position of the account's group; none where no group takes the account.
    pub fn group(&self) -> Option<u16> {
        self.about.verdict.group
    }

    /// Its code at a part; blank where it keeps none.
    pub fn text(&self, part: Part) -> &'a str {
        self.all.codes(part).map_or("", |codes| codes.text(self.code_number(part)))
    }

    /// Its code string with every part blanked that `keep` does not name.
    pub fn only(&self, keep: &[bool]) -> CodeString {
        let keeps = |part: &Part| keep.get(*part).copied().unwrap_or(false);
        CodeString::new((0..self.parts()).map(|part| if keeps(&part) { self.text(part) } else { "" }))
    }
}

impl HasCodes for Balance<'_> {
    fn code(&self, part: Part) -> &str {
        self.text(part)
    }

    fn parts(&self) -> usize {
        self.all.kept_at.len()
    }
}

#[cfg(test)]
impl Balances {
    /// Adds a balance with a code for every part of the job; all parts are kept.
    pub(crate) fn push(&mut self, about: About, codes: &[&str], sum: Totals) -> Result<(), super::money::Overflow> {
        self.kept_at = (0..codes.len()).map(Some).collect();
        self.codes.resize_with(codes.len(), Words::default);
        let known = self.abouts.iter().position(|known| *known == about);
        let number = known.unwrap_or_else(|| {
            self.abouts.push(about);
            self.abouts.len() - 1
        });
        let codes = self.codes.iter_mut().zip(codes).map(|(words, code)| words.key(code.as_bytes()));
        let key: Vec<u32> = std::iter::once(u32::try_from(number).unwrap_or(LEFT_OUT)).chain(codes).collect();
        self.pieces.push(Records::alone(&key, &sum)?);
        self.totals.merge(&sum)
    }
}

#[cfg(test)]
mod tests {
    use super::super::money::Ore;
    use super::*;
    use crate::model::fate::OutOfScope;

    #[test]
    fn a_balance_tells_its_codes_and_what_it_lacks_is_blank() {
        let frame = |month| Frame { period: Period::new(2022, month).unwrap(), attributes: Attributes::default() };
        let verdict = Verdict { fate: Fate::OutOfScope(OutOfScope::Opening), group: Some(3) };
        let (mut konto, mut objekt) = (Words::default(), Words::default());
        for code in ["5010", "", "40"] {
            konto.key(code.as_bytes());
            objekt.key(format!("o{code}").as_bytes());
        }
        let abouts = vec![About { frame: frame(2), verdict }, About { frame: frame(1), verdict }];
        let sum = |ore| Totals { rows: 1, debit: Ore::new(ore), credit: Ore::ZERO };
        // Of four parts the first and the last are kept, in the other order.
        let mut all = Balances::begin(vec![Some(1), None, None, Some(0)], vec![objekt, konto], abouts, sum(16));
        assert_eq!((all.len(), all.is_empty()), (0, true));
        all.add(Records::alone(&[1, 2, 0], &sum(7)).unwrap());
        all.add(Records::alone(&[0, LEFT_OUT, 1], &sum(9)).unwrap());
        assert_eq!((all.len(), all.is_empty()), (2, false));
        let told: Vec<_> = all.iter().map(|b| (b.period().month(), b.text(0), b.text(3), b.totals.debit)).collect();
        assert_eq!(told, [(1, "5010", "o40", Ore::new(7)), (2, "", "", Ore::new(9))]);
        assert!(all.placed().all(|(place, balance)| all.at(place).unwrap().totals == balance.totals));
        let first = all.iter().next().unwrap();
        assert_eq!((first.text(1), first.text(9), first.parts(), first.group()), ("", "", 4, Some(3)));
        assert_eq!((first.code_number(3), first.code_number(1), first.about_number()), (2, LEFT_OUT, 1));
        assert_eq!(first.only(&[false, true, true, true]), CodeString::new(["", "", "", "o40"]));
        assert!(all.codes(2).is_none() && all.codes(9).is_none());
    }
}
