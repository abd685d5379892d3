//! Allocation keys (*fördelningsnycklar*): which share of its national frame each amount is, and which amounts don't
//! follow the share that most have in common. Exact: an amount stated in whole kronor (or rounded further) stands for an
//! interval, and amounts follow one share where their intervals meet.

use crate::model::agreement::Agreement;
use crate::model::finding::{Code, Finding, Place, Value, count, text};
use crate::model::money::{Ore, Overflow, rounded_ratio};
use crate::model::reconciliation::ShareResult;
use crate::model::rounding::decimal_text;
use crate::pipeline::Pipeline;

/// Shares are told in 10^-7 percent.
const PARTS_OF_ONE: i128 = 1_000_000_000;
const DECIMALS: u8 = 7;
/// An amount that isn't rounded further is stated in whole kronor.
const KRONA: Ore = Ore::new(100);

/// An amount of a frame; `slack` is how far the true share's amount may lie from it.
struct Of {
    agreement: u16,
    area: Option<u16>,
    part: Option<u16>,
    amount: Ore,
    frame: Ore,
    slack: i64,
}

impl Of {
    /// The least and the greatest share, as numerators over the frame.
    fn bounds(&self) -> (i128, i128) {
        let amount = i128::from(self.amount.ore());
        (amount - i128::from(self.slack), amount + i128::from(self.slack))
    }

    /// Whether a share, given as a fraction, lies within the bounds.
    fn holds(&self, numerator: i128, denominator: i128) -> bool {
        let (low, high) = self.bounds();
        let frame = i128::from(self.frame.ore());
        low * denominator <= numerator * frame && numerator * frame <= high * denominator
    }
}

/// Every amount with a frame, in the pipeline's order. The common share is the one that most amounts follow; among
/// equals, the one of the largest frames together. One amount alone has nothing in common.
pub(super) fn shares(pipeline: &Pipeline) -> Result<Shares, Overflow> {
    let all: Vec<Of> = (0..).zip(&pipeline.agreements).flat_map(|(place, agreement)| of(place, agreement)).collect();
    // Where intervals meet, they meet at the lower bound of one of them.
    let candidates = all.iter().map(|one| (one.bounds().0, i128::from(one.frame.ore())));
    let weight = |(numerator, denominator): (i128, i128)| {
        let followers = all.iter().filter(|one| one.holds(numerator, denominator));
        followers.fold((0_usize, 0_i128), |(n, frames), one| (n + 1, frames + i128::from(one.frame.ore())))
    };
    let common = candidates.map(|c| (weight(c), c)).max_by_key(|(weight, _)| *weight);
    let common = common.filter(|((followers, _), _)| *followers > 1).map(|(_, candidate)| candidate);
    let result = |one: &Of| {
        let share = rounded_ratio(i128::from(one.amount.ore()) * PARTS_OF_ONE, one.frame.ore().into());
        Ok(ShareResult {
            agreement: one.agreement,
            area: one.area,
            part: one.part,
            amount: one.amount,
            frame: one.frame,
            share: share.ok_or(Overflow)?,
            common: common.map(|(numerator, denominator)| one.holds(numerator, denominator)),
        })
    };
    let list = all.iter().map(result).collect::<Result<Vec<_>, Overflow>>()?;
    // Of those that follow, the amount that is least rounded against its frame tells the share.
    let follows = all.iter().zip(&list).filter(|(_, share)| share.common == Some(true));
    let rounding = |one: &Of, frame: Ore| i128::from(one.slack) * i128::from(frame.ore());
    let told = follows.clone().min_by(|(a, _), (b, _)| rounding(a, b.frame).cmp(&rounding(b, a.frame)));
    let common = told.map(|(_, share)| (share.share, follows.count()));
    Ok(Shares { list, common })
}

/// Shares of national frames.
pub(super) struct Shares {
    /// Every amount with a frame.
    pub(super) list: Vec<ShareResult>,
    /// The common share and how many amounts follow it; none where none is common.
    common: Option<(i64, usize)>,
}

fn of(place: u16, agreement: &Agreement) -> Vec<Of> {
    let mut number = std::collections::BTreeMap::<Option<u16>, u16>::new();
    let mut all = Vec::new();
    for (area, part) in agreement.parts() {
        let at = *number.entry(area).and_modify(|n| *n += 1).or_insert(0);
        let slack = part.rounded_to.unwrap_or(KRONA).ore();
        let frame = part.frame.map(|frame| (area, Some(at), part.amount, frame, slack));
        all.extend(frame);
    }
    for (at, area) in (0..).zip(&agreement.areas) {
        let Some(frame) = area.frame else { continue };
        // What was granted for the area if the document says so, else what was allocated, rounded as it may be.
        let granted = (!area.granted.is_empty()).then(|| area.granted_sum()).transpose().ok().flatten();
        let of_parts = || Ore::sum(area.granted.iter().map(|part| part.rounded_to.unwrap_or(KRONA)));
        let slack = if granted.is_some() { of_parts().unwrap_or(KRONA) } else { area.rounded_to.unwrap_or(KRONA) };
        all.extend(granted.or(area.allocated).map(|amount| (Some(at), None, amount, frame, slack.ore())));
    }
    let new = |(area, part, amount, frame, slack)| Of { agreement: place, area, part, amount, frame, slack };
    all.into_iter().map(new).collect()
}

/// Amounts off the common share.
pub(super) fn off_common(pipeline: &Pipeline, shares: &Shares) -> Vec<Finding> {
    let Some((common, followers)) = shares.common else { return Vec::new() };
    let percent = |share: i64| decimal_text(share, DECIMALS, ',', "");
    let off = shares.list.iter().filter(|s| s.common == Some(false));
    off.map(|one| {
        let agreement = &pipeline.agreements[usize::from(one.agreement)];
        let area = one.area.and_then(|a| agreement.areas.get(usize::from(a)));
        let parts = area.map_or(&agreement.received, |area| &area.granted);
        let part = one.part.and_then(|at| parts.get(usize::from(at))).filter(|_| parts.len() > 1);
        let values = vec![
            ("part", text(part.map_or("", |part| part.name()))),
            ("amount", Value::Amount(one.amount)),
            ("frame", Value::Amount(one.frame)),
            ("share", text(percent(one.share))),
            ("common", text(percent(common))),
            ("followers", count(followers)),
        ];
        let place =
            Place { agreement: Some(agreement.id.clone()), area: area.map(|a| a.id.clone()), ..Place::default() };
        Finding::new(Code::ShareOffCommon, values).in_place(place)
    })
    .collect()
}
