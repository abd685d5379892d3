//! What worlds receive: parts of a grant, area by area and for the whole, in every status; with and without codes, and
//! with codes that no two parts of an agreement share.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::rules::{Codes, Cond};
use super::world::Area;

const STATUSES: [&str; 4] = ["allotted", "requisitioned", "paid", "earned"];

/// What an agreement says of the whole.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) received: Vec<Part>,
    /// The year that the money is for.
    pub(super) year: u16,
}

#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kronor: i64,
    pub(super) status: &'static str,
    pub(super) title: Option<&'static str>,
    /// Position of the activity that it is meant for.
    pub(super) activity: Option<usize>,
    pub(super) codes: Codes,
}

#[derive(Clone, Debug)]
pub(super) struct PartDraft {
    kronor: i64,
    status: Index,
    titled: bool,
    activity: Option<Index>,
    coded: bool,
    by_service: bool,
}

#[derive(Clone, Debug)]
pub(super) struct HeadDraft {
    received: Vec<PartDraft>,
    next_year: bool,
}

pub(super) fn part_draft() -> impl Strategy<Value = PartDraft> {
    let kronor = prop_oneof![5 => 0..300_000_i64, 1 => -100_000..0_i64];
    let whose = (option::weighted(0.3, any::<Index>()), proptest::bool::weighted(0.6), any::<bool>());
    (kronor, any::<Index>(), any::<bool>(), whose).prop_map(
        |(kronor, status, titled, (activity, coded, by_service))| PartDraft {
            kronor,
            status,
            titled,
            activity,
            coded,
            by_service,
        },
    )
}

pub(super) fn head_draft() -> impl Strategy<Value = HeadDraft> {
    let received = prop_oneof![1 => Just(Vec::new()), 1 => vec(part_draft(), 1..4)];
    (received, proptest::bool::weighted(0.1)).prop_map(|(received, next_year)| HeadDraft { received, next_year })
}

pub(super) fn head(draft: &HeadDraft) -> Head {
    Head { received: list(&draft.received, 0, true), year: 2022 + u16::from(draft.next_year) }
}

/// The parts of an area with so many activities.
pub(super) fn parts(drafts: &[PartDraft], activities: usize) -> Vec<Part> {
    list(drafts, activities, false)
}

/// One list of parts, which in all may not be less than nothing.
fn list(drafts: &[PartDraft], activities: usize, whole: bool) -> Vec<Part> {
    let below = drafts.iter().map(|draft| draft.kronor).sum::<i64>() < 0;
    let mut parts = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let activity = draft.activity.filter(|_| activities > 0).map(|at| at.index(activities));
        // What an activity was granted is its fence, which is never less than nothing.
        let kronor = if below || activity.is_some() { draft.kronor.abs() } else { draft.kronor };
        let by_service = drafts[0].by_service;
        let codes = if draft.coded { slot(place, by_service, whole) } else { Codes::new() };
        let status = STATUSES[draft.status.index(STATUSES.len())];
        let title = draft.titled.then_some(["Första delen", "Andra delen", "Tredje delen"][place]);
        parts.push(Part { kronor, status, title, activity, codes });
    }
    parts
}

/// Codes that only the part at this place of such a list has: the first digit of *ansvar* tells areas from the whole.
/// *Verksamhet* is a code part that nothing else in the job asks for.
fn slot(place: usize, by_service: bool, whole: bool) -> Codes {
    let code = |k: usize| format!("{}{k}", if whole { 2 } else { 1 });
    let by_center = match place {
        0 => vec![Cond::Range(code(0), code(2))],
        1 => vec![Cond::Equal(code(3)), Cond::Equal(code(6))],
        _ => vec![Cond::Prefix(code(4))],
    };
    let mut codes = Codes::from([("ansvar", by_center)]);
    if by_service {
        codes.insert("verksamhet", vec![Cond::Equal(["251", "", "251"][place].to_owned())]);
    }
    codes
}

/// No more is sent on than is granted, where it is said what is granted.
pub(super) fn settle(areas: &mut [Area], head: &Head) {
    let of_areas = areas.iter().flat_map(|area| &area.granted);
    let granted: Vec<i64> = head.received.iter().chain(of_areas).map(|part| part.kronor).collect();
    if granted.is_empty() {
        return;
    }
    let mut left = u32::try_from(granted.iter().sum::<i64>()).expect("not less than nothing");
    for activity in areas.iter_mut().flat_map(|area| &mut area.activities).filter(|a| a.kind == "forwarded") {
        activity.amount = activity.amount.min(left);
        left -= activity.amount;
    }
}
