//! Rules of worlds: conditions in every form, chains of rules of which each lies strictly within the one before, and
//! messes that make rules dispute.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::world::{Activity, Area, SHARED};

/// Conditions by code part, as an agreement file has them under `codes`.
pub(super) type Codes = BTreeMap<&'static str, Vec<Cond>>;

#[derive(Clone, Debug)]
pub(super) enum Cond {
    Equal(String),
    Range(String, String),
    Prefix(String),
}

const KINDS: [&str; 5] = ["fixed", "ring-fenced", "pooled", "unallocated", "forwarded"];
const PARTS: [&str; 4] = ["konto", "ansvar", "aktivitet", "projekt"];

/// Which codes of one decade (`30`–`35` …) a condition takes, and in what form it is written.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Equal(u8),
    List(Vec<u8>),
    Range(u8, u8),
    Mixed(u8, u8, u8),
    /// The whole decade and all that is longer or shorter.
    Decade,
    /// One code and all that begin with it.
    Prefix(u8),
    /// Only the first digit, as a code of its own.
    Short,
}

/// One activity's rule.
#[derive(Clone, Debug)]
pub(super) struct RuleDraft {
    shape: Shape,
    coded: bool,
    /// Lies within the rule before, by one more part or by fewer codes.
    chained: Option<bool>,
    kind: Index,
    amount: u32,
}

/// Something written over a peaceful world's rules.
#[derive(Clone, Debug)]
pub(super) enum Mess {
    /// An activity gets other conditions.
    Codes { area: Index, activity: Index, codes: Vec<(usize, u8, Shape)> },
    /// An area loses its own codes.
    Uncoded { area: Index },
    /// An area gets another's object.
    Objects { area: Index, from: Index },
    /// An area gets an activity and two within it that take all of it, or all but one code.
    Split { area: Index, at: u8, hole: bool },
}

pub(super) fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        3 => (0..6_u8).prop_map(Shape::Equal),
        2 => vec(0..6_u8, 1..5).prop_map(Shape::List),
        3 => (0..2_u8, 3..7_u8).prop_map(|(low, high)| Shape::Range(low, high)),
        1 => (0..6_u8, 0..3_u8, 3..6_u8).prop_map(|(one, low, high)| Shape::Mixed(one, low, high)),
        2 => Just(Shape::Decade),
        1 => (0..6_u8).prop_map(Shape::Prefix),
        1 => Just(Shape::Short),
    ]
}

pub(super) fn rule_draft() -> impl Strategy<Value = RuleDraft> {
    let money = (any::<Index>(), 0..120_000_u32);
    (shape(), proptest::bool::weighted(0.85), option::of(any::<bool>()), money)
        .prop_map(|(shape, coded, chained, (kind, amount))| RuleDraft { shape, coded, chained, kind, amount })
}

pub(super) fn mess() -> impl Strategy<Value = Mess> {
    let index = any::<Index>;
    let codes = vec((0..PARTS.len(), 1..4_u8, shape()), 1..3);
    prop_oneof![
        4 => (index(), index(), codes).prop_map(|(area, activity, codes)| Mess::Codes { area, activity, codes }),
        1 => index().prop_map(|area| Mess::Uncoded { area }),
        1 => (index(), index()).prop_map(|(area, from)| Mess::Objects { area, from }),
        2 => (index(), 1..5_u8, any::<bool>()).prop_map(|(area, at, hole)| Mess::Split { area, at, hole }),
    ]
}

impl Cond {
    /// A code that the condition takes, on its border or within; seldom one beside it.
    pub(super) fn code(&self, at: u8) -> String {
        match self {
            Self::Equal(code) => code.clone(),
            Self::Prefix(prefix) => format!("{prefix}{}", ["", "0", "3", "9"][usize::from(at % 4)]),
            Self::Range(from, to) => {
                let number = |code: &str| code.parse::<u8>().expect("two digits");
                let (from, to) = (number(from), number(to));
                format!("{:02}", [from, to, to - 1, from + 1, from, to, to + 1, from - 1][usize::from(at % 8)])
            }
        }
    }
}

impl Shape {
    fn conditions(&self, decade: u8) -> Vec<Cond> {
        let code = |k: u8| format!("{decade}{k}");
        match self {
            Self::Equal(k) => vec![Cond::Equal(code(*k))],
            Self::List(ks) => ks.iter().map(|k| Cond::Equal(code(*k))).collect(),
            Self::Range(low, high) => vec![Cond::Range(code(*low), code(*high))],
            Self::Mixed(k, low, high) => vec![Cond::Equal(code(*k)), Cond::Range(code(*low), code(*high))],
            Self::Decade => vec![Cond::Prefix(decade.to_string())],
            Self::Prefix(k) => vec![Cond::Prefix(code(*k))],
            Self::Short => vec![Cond::Equal(decade.to_string())],
        }
    }

    /// Fewer of the same codes, where it is sure that some are left.
    fn narrower(&self) -> Option<Self> {
        match self {
            // The ends, with a hole between them that the wider rule keeps.
            Self::Range(low, high) => Some(Self::List(vec![*low, *high])),
            Self::Decade => Some(Self::Range(1, 4)),
            Self::Prefix(k) => Some(Self::Equal(*k)),
            _ => None,
        }
    }
}

impl RuleDraft {
    /// The area's own codes: project codes that begin with its digit.
    pub(super) fn area_codes(drafts: &[Self], digit: usize) -> Codes {
        let digit = u8::try_from(digit).expect("few areas");
        let shape = drafts.first().map_or(&Shape::Decade, |draft| &draft.shape);
        Codes::from([("projekt", shape.conditions(digit))])
    }

    /// An area's activities: each coded one takes a decade of `slot`, or lies within the one before.
    pub(super) fn activities(drafts: &[Self], slot: &'static str) -> Vec<Activity> {
        let mut decades = if slot == "konto" { [4, 5, 7, 3, 1] } else { [1, 2, 3, 4, 5] }.into_iter();
        let mut held: Option<(Codes, u8, Shape)> = None;
        let mut activities = Vec::new();
        for draft in drafts {
            let mut codes = Codes::new();
            if draft.coded {
                let within = draft.chained.zip(held.take()).and_then(|(more, held)| draft.within(more, held, slot));
                let fresh = || {
                    let decade = decades.next().expect("a decade for each of a few activities");
                    (Codes::from([(slot, draft.shape.conditions(decade))]), decade, draft.shape.clone())
                };
                let taken = within.unwrap_or_else(fresh);
                codes.clone_from(&taken.0);
                held = Some(taken);
            }
            activities.push(Activity { kind: KINDS[draft.kind.index(KINDS.len())], amount: draft.amount, codes });
        }
        activities
    }

    /// Conditions strictly within the held ones: with one more part, or with fewer codes in the slot.
    fn within(&self, more: bool, held: (Codes, u8, Shape), slot: &'static str) -> Option<(Codes, u8, Shape)> {
        let (mut codes, decade, shape) = held;
        if let (false, Some(narrower)) = (more, shape.narrower()) {
            codes.insert(slot, narrower.conditions(decade));
            return Some((codes, decade, narrower));
        }
        let part = ["ansvar", "konto", "aktivitet"].into_iter().find(|part| !codes.contains_key(part))?;
        codes.insert(part, self.shape.conditions(if part == "konto" { 4 } else { 1 }));
        Some((codes, decade, shape))
    }
}

impl Mess {
    pub(super) fn make(&self, areas: &mut [&mut Area]) {
        let count = areas.len();
        match self {
            Self::Codes { area, activity, codes } => {
                let area = &mut *areas[area.index(count)];
                let conditions = codes.iter().map(|(part, decade, shape)| (PARTS[*part], shape.conditions(*decade)));
                // A part that the area's own codes have may not be named again.
                let new: Codes = conditions.filter(|(part, _)| !area.codes.contains_key(part)).collect();
                if !area.activities.is_empty() {
                    let place = activity.index(area.activities.len());
                    area.activities[place].codes = new;
                }
            }
            Self::Uncoded { area } => areas[area.index(count)].codes.clear(),
            Self::Objects { area, from } => {
                let object = areas[from.index(count)].objects.first().cloned().unwrap_or_else(|| SHARED.to_owned());
                let area = &mut *areas[area.index(count)];
                if !area.objects.contains(&object) {
                    area.objects.push(object);
                }
            }
            Self::Split { area, at, hole } => {
                let halves = [Shape::List((0..*at).collect()), Shape::Range(at + u8::from(*hole), 6)];
                let added = std::iter::once(Shape::Range(0, 6)).chain(halves).map(|shape| {
                    // No peaceful activity takes these codes.
                    let codes = Codes::from([("aktivitet", shape.conditions(6))]);
                    Activity { kind: "pooled", amount: 0, codes }
                });
                areas[area.index(count)].activities.extend(added);
            }
        }
    }
}
