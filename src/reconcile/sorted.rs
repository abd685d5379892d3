//! Balances sorted by what is asked of them. Takes all balances, hands on for each agreement what its balances are about, with
//! the sum of each, and where they stand; refuses to judge. A million balances are about a few thousand different things: who needs no
//! code of theirs asks those.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::balance::{About, Balance, BalanceAt, Balances};
use crate::model::control::{Boundary, Broken, Totals};
use crate::model::fate::{Fate, OutOfScope, Target};
use crate::model::money::Overflow;
use crate::model::words::Words;

use super::{Evidence, Extract, ReconcileError};

/// What balances are about, with what follows from it.
pub(super) struct Kind<'a> {
    pub(super) about: &'a About,
    /// Where they count; none where they are not mapped.
    pub(super) target: Option<Target>,
    /// They count as spend.
    pub(super) is_spend: bool,
    /// The sum over them.
    pub(super) totals: Totals,
}

/// Balances by what is asked of them.
pub(super) struct Sorted<'a> {
    /// By the number of what balances are about.
    kinds: Vec<Kind<'a>>,
    /// The sum of each fate by account group; together what the fold counted.
    pub(super) by_group: BTreeMap<(Fate, Option<u16>), Totals>,
    /// Each agreement's balances.
    places: Vec<Vec<BalanceAt>>,
    pub(super) extract: Extract<'a>,
}

/// An agreement's balances.
pub(super) struct Mapped<'k> {
    all: &'k Balances,
    kinds: &'k [Kind<'k>],
    /// The numbers of what they are about, in the order of periods.
    own: Vec<u32>,
    /// In key order.
    places: &'k [BalanceAt],
}

impl<'a> Sorted<'a> {
    /// Looks at every balance, once.
    pub(super) fn of(evidence: Evidence<'a>) -> Result<Self, ReconcileError> {
        let all = evidence.balances;
        let mut kinds: Vec<Kind<'_>> = all.abouts().iter().map(|about| Kind::of(about, evidence)).collect();
        let mut places: Vec<Vec<BalanceAt>> = evidence.pipeline.agreements.iter().map(|_| Vec::new()).collect();
        let mut seen = Seen::of(evidence);
        let mut unusual = Vec::new();
        for (place, balance) in all.placed() {
            let Some(kind) = kinds.get_mut(balance.about_number() as usize) else { continue };
            kind.totals.merge(&balance.totals)?;
            if let Some(own) = kind.target.and_then(|target| places.get_mut(usize::from(target.agreement))) {
                own.push(place);
            }
            if kind.is_unusual() {
                unusual.push(balance);
            }
            if !kind.about.verdict.fate.is_outside() {
                seen.see(&balance);
            }
        }
        let (mut by_group, mut received) = (BTreeMap::<_, Totals>::new(), Totals::default());
        let mut periods = BTreeSet::new();
        for Kind { about, totals, .. } in kinds.iter().filter(|kind| kind.totals.rows > 0) {
            by_group.entry((about.verdict.fate, about.verdict.group)).or_default().merge(totals)?;
            received.merge(totals)?;
            periods.insert(about.frame.period);
        }
        Broken::unless_equal(Boundary::FoldToReconcile, &all.totals, &received).map_err(ReconcileError::Broken)?;
        let extract = Extract { evidence, unusual, periods, objects: seen.objects };
        Ok(Self { kinds, by_group, places, extract })
    }

    /// Each agreement's balances, in the pipeline's order.
    pub(super) fn mapped(&self) -> Vec<Mapped<'_>> {
        let mut order: Vec<(u32, &Kind<'_>)> =
            (0..).zip(&self.kinds).filter(|(_, kind)| kind.totals.rows > 0).collect();
        let key = |kind: &Kind<'_>| {
            let About { frame, verdict } = *kind.about;
            (frame.period, frame.attributes, verdict.fate, verdict.group)
        };
        order.sort_unstable_by_key(|(_, kind)| key(kind));
        let all = self.extract.balances;
        let mut mapped: Vec<Mapped<'_>> =
            self.places.iter().map(|places| Mapped { all, kinds: &self.kinds, own: Vec::new(), places }).collect();
        for (number, kind) in order {
            if let Some(of) = kind.target.and_then(|target| mapped.get_mut(usize::from(target.agreement))) {
                of.own.push(number);
            }
        }
        mapped
    }
}

/// Which codes of the cost object some posting of the report bears, by number.
struct Seen {
    part: Option<usize>,
    objects: Vec<bool>,
}

impl Seen {
    fn of(evidence: Evidence<'_>) -> Self {
        let part = evidence.pipeline.object_part;
        let codes = part.and_then(|part| evidence.balances.codes(part));
        Self { part, objects: vec![false; codes.map_or(0, Words::len)] }
    }

    fn see(&mut self, balance: &Balance<'_>) {
        let number = self.part.map(|part| balance.code_number(part) as usize);
        if let Some(seen) = number.and_then(|number| self.objects.get_mut(number)) {
            *seen = true;
        }
    }
}

impl<'a> Kind<'a> {
    fn of(about: &'a About, evidence: Evidence<'_>) -> Self {
        let target = about.verdict.fate.target();
        let is_spend = target.is_some_and(|target| evidence.pipeline.counts_as_spend(about.verdict.group, target));
        Self { about, target, is_spend, totals: Totals::default() }
    }

    /// Waits for a decision, is a grant's of another year, or was decided by a ruling.
    fn is_unusual(&self) -> bool {
        let waits = |fate| matches!(fate, Fate::SetAside(_) | Fate::OutOfScope(OutOfScope::OtherYearOnGrant));
        waits(self.about.verdict.fate) || self.about.frame.attributes.ruling.is_some()
    }
}

impl<'k> Mapped<'k> {
    /// What the balances are about, in the order of periods, each with where it counts.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Target, &'k Kind<'k>)> {
        let of = |number: &u32| self.kinds.get(*number as usize);
        self.own.iter().filter_map(of).filter_map(|kind| Some((kind.target?, kind)))
    }

    /// Shows every balance in key order. Together they must come to what they are about comes to: none is lost, none shown twice.
    pub(super) fn each(
        &self,
        mut show: impl FnMut(Target, &Kind<'_>, &Balance<'_>) -> Result<(), Overflow>,
    ) -> Result<(), ReconcileError> {
        let (mut shown, mut expected) = (Totals::default(), Totals::default());
        for (kind, balance) in self.places.iter().filter_map(|place| self.at(*place)) {
            let Some(target) = kind.target else { continue };
            shown.merge(&balance.totals)?;
            show(target, kind, &balance)?;
        }
        for (_, kind) in self.kinds() {
            expected.merge(&kind.totals)?;
        }
        Broken::unless_equal(Boundary::FoldToReconcile, &expected, &shown).map_err(ReconcileError::Broken)
    }

    fn at(&self, place: BalanceAt) -> Option<(&'k Kind<'k>, Balance<'k>)> {
        let balance = self.all.at(place)?;
        Some((self.kinds.get(balance.about_number() as usize)?, balance))
    }

    /// The balances that are about something which passes a test, in key order, each with where it counts.
    pub(super) fn balances(
        &self,
        test: impl Fn(Target, &Kind<'_>) -> bool,
    ) -> impl Iterator<Item = (Target, Balance<'k>)> {
        let none_passes = !self.kinds().any(|(target, kind)| test(target, kind));
        let places = if none_passes { &[] } else { self.places };
        places.iter().filter_map(move |place| {
            let (kind, balance) = self.at(*place)?;
            Some((kind.target.filter(|target| test(*target, kind))?, balance))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fact::Verdict;
    use crate::model::fate::By;
    use crate::model::money::Ore;
    use crate::model::period::Period;
    use crate::model::posting::{Attributes, Frame};

    #[test]
    fn a_balance_that_is_lost_or_shown_twice_stops_the_run() {
        let mut balances = Balances::default();
        let target = Target { agreement: 0, area: 0, activity: None };
        for month in [1, 1, 2] {
            let frame = Frame { period: Period::new(2022, month).unwrap(), attributes: Attributes::default() };
            let verdict = Verdict { fate: Fate::Mapped { target, by: By::Owner }, group: None };
            let totals = Totals { rows: 1, debit: Ore::new(5), credit: Ore::ZERO };
            balances.push(About { frame, verdict }, &["9916"], totals).unwrap();
        }
        let mut kinds: Vec<Kind<'_>> = balances
            .abouts()
            .iter()
            .map(|about| Kind { about, target: Some(target), is_spend: true, totals: Totals::default() })
            .collect();
        for balance in balances.iter() {
            kinds[balance.about_number() as usize].totals.merge(&balance.totals).unwrap();
        }
        let places: Vec<BalanceAt> = balances.placed().map(|(place, _)| place).collect();
        let seen = |places: &[BalanceAt]| {
            let mapped = Mapped { all: &balances, kinds: &kinds, own: vec![0, 1], places };
            let (mut seen, mut found) = (0, mapped.balances(|_, kind| kind.about.frame.period.month() == 1).count());
            let result = mapped.each(|_, _, _| {
                seen += 1;
                Ok(())
            });
            found += mapped.balances(|_, kind| kind.about.frame.period.month() == 3).count();
            (result.is_ok(), seen, found)
        };
        assert_eq!(seen(&places), (true, 3, 2));
        assert_eq!(seen(&places[1..]), (false, 2, 1));
        assert_eq!(seen(&[&places[..], &places[..1]].concat()), (false, 4, 3));
    }
}
