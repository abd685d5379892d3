//! What postings of one frame and verdict have in common, by number, from batch to batch. Takes a batch's frames and verdicts,
//! hands on the number that was found for a pair of them before; refuses to grow with the number of frames: where vouchers have
//! decisions of their own there are many, and what has no room is asked anew.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::model::balance::LEFT_OUT;
use crate::model::fact::{Verdict, VerdictFollower};
use crate::model::posting::Frame;

/// Pairs that are remembered at most.
const MOST_PAIRS: usize = if cfg!(test) { 12 } else { 1 << 20 };

/// Numbers of pairs.
#[derive(Default)]
pub(super) struct Known {
    kinds: VerdictFollower,
    /// Where each frame's numbers stand.
    rows: HashMap<Frame, usize, FixedState>,
    /// By frame and verdict, [`LEFT_OUT`] where none is known.
    numbers: Vec<Vec<u32>>,
    /// Of the batch's frames: where their numbers stand; none where there was no room.
    places: Vec<Option<usize>>,
}

impl Known {
    /// For a batch: its verdicts, and its frames. The first verdict that is new: zero where they don't go on from those before,
    /// of which then nothing is known any more.
    pub(super) fn learn(&mut self, kinds: &Arc<Vec<Verdict>>, frames: &[Frame]) -> usize {
        let first_new = self.kinds.first_new(kinds);
        let had_no_room = self.places.contains(&None);
        if first_new == 0 || had_no_room || self.numbers.len() * kinds.len() > MOST_PAIRS {
            self.rows.clear();
            self.numbers.clear();
        }
        self.places.clear();
        for frame in frames {
            let place = self.rows.get(frame).copied().or_else(|| self.add(*frame, kinds.len()));
            if let Some(numbers) = place.and_then(|place| self.numbers.get_mut(place)) {
                numbers.resize(kinds.len(), LEFT_OUT);
            }
            self.places.push(place);
        }
        first_new
    }

    fn add(&mut self, frame: Frame, kinds: usize) -> Option<usize> {
        let place = self.numbers.len();
        if (place + 1) * kinds > MOST_PAIRS {
            return None;
        }
        self.rows.insert(frame, place);
        self.numbers.push(Vec::new());
        Some(place)
    }

    /// The number of a pair of the batch's numbers of frame and verdict, where it is known.
    #[inline]
    pub(super) fn number(&self, (frame, kind): (u32, u32)) -> Option<u32> {
        let numbers = self.numbers.get((*self.places.get(frame as usize)?)?)?;
        numbers.get(kind as usize).copied().filter(|number| *number != LEFT_OUT)
    }

    /// Remembers a pair's number, where there is room.
    pub(super) fn keep(&mut self, (frame, kind): (u32, u32), number: u32) {
        let place = self.places.get(frame as usize).copied().flatten();
        let numbers = place.and_then(|place| self.numbers.get_mut(place));
        if let Some(known) = numbers.and_then(|numbers| numbers.get_mut(kind as usize)) {
            *known = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fate::{Fate, SetAside};
    use crate::model::period::Period;
    use crate::model::posting::Attributes;

    fn frame(month: u8) -> Frame {
        Frame { period: Period::new(2022, month).unwrap(), attributes: Attributes::default() }
    }

    fn kinds(groups: &[u16]) -> Arc<Vec<Verdict>> {
        let verdict = |group: &u16| Verdict { fate: Fate::SetAside(SetAside::SharedObject), group: Some(*group) };
        Arc::new(groups.iter().map(verdict).collect())
    }

    #[test]
    fn a_pair_keeps_its_number_as_long_as_the_verdicts_go_on() {
        let mut known = Known::default();
        let first = kinds(&[1, 2]);
        assert_eq!(known.learn(&first, &[frame(1), frame(2)]), 0);
        assert_eq!(known.number((1, 1)), None);
        known.keep((1, 1), 7);
        known.keep((0, 0), 8);
        // The same verdicts, frames in another order and a new one.
        assert_eq!(known.learn(&first, &[frame(2), frame(3), frame(1)]), 2);
        assert_eq!([(0, 1), (0, 0), (1, 1), (2, 0)].map(|pair| known.number(pair)), [Some(7), None, None, Some(8)]);
        // One more verdict.
        assert_eq!(known.learn(&kinds(&[1, 2, 3]), &[frame(2)]), 2);
        assert_eq!([(0, 1), (0, 2), (0, 3), (1, 0)].map(|pair| known.number(pair)), [Some(7), None, None, None]);
        // Others, and then those again.
        assert_eq!(known.learn(&kinds(&[2, 1, 3]), &[frame(2)]), 0);
        assert_eq!(known.number((0, 1)), None);
        assert_eq!(known.learn(&kinds(&[1, 2, 3]), &[frame(2)]), 0);
        assert_eq!(known.number((0, 1)), None);
    }

    #[test]
    fn what_has_no_room_is_not_remembered_and_makes_room_for_what_comes() {
        let mut known = Known::default();
        let four = kinds(&[1, 2, 3, 4]);
        let frames = [frame(1), frame(2), frame(3), frame(4)];
        known.learn(&four, &frames);
        (0..4).for_each(|n| known.keep((n, 0), n));
        assert_eq!([0, 1, 2, 3].map(|n| known.number((n, 0))), [Some(0), Some(1), Some(2), None]);
        assert!(known.numbers.iter().map(Vec::len).sum::<usize>() <= MOST_PAIRS);
        known.learn(&four, &[frame(1)]);
        assert_eq!(known.number((0, 0)), None, "all was forgotten");
        known.keep((0, 0), 9);
        known.learn(&four, &[frame(1)]);
        assert_eq!(known.number((0, 0)), Some(9));
        // As many verdicts as there is room for, and one more.
        known.learn(&kinds(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), &[frame(1)]);
        assert_eq!((known.number((0, 0)), known.numbers.len()), (Some(9), 1));
        known.learn(&kinds(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]), &[frame(1)]);
        assert_eq!((known.number((0, 0)), known.numbers.len()), (None, 0));
    }
}
