//! Cells that a column holds over and over, as most columns of a ledger do. Takes cells, says which are new and counts the
//! others, so that each is looked at once with how often it stands there; refuses to keep more than some thousands.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::model::raw::RawCell;

/// Different cells of a column that are kept.
const MOST: usize = 4_096;
/// Bytes of a cell that is kept.
const LONGEST: usize = 200;

/// Where a cell stands, and how often.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    /// Sheet and row of the first.
    pub(super) place: (u16, u32),
    pub(super) times: u64,
}

/// Cells that have been met, each with how often it was met again.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeats {
    met: HashTable<(RawCell<'static>, At)>,
}

impl Repeats {
    /// Counts a cell that has been met before; false for a new one.
    pub(super) fn again(&mut self, cell: &RawCell, place: (u16, u32)) -> bool {
        let Some(hash) = hash(cell) else { return false };
        if let Some((_, at)) = self.met.find_mut(hash, |(met, _)| same(met, cell)) {
            at.times += 1;
            return true;
        }
        if self.met.len() < MOST {
            let new = (cell.clone().into_owned(), At { place, times: 0 });
            self.met.insert_unique(hash, new, |(met, _)| self::hash(met).unwrap_or_default());
        }
        false
    }

    /// The cells that were met again, in the order in which they first were.
    pub(super) fn settle(&mut self) -> Vec<(RawCell<'static>, At)> {
        let mut again: Vec<(RawCell<'static>, At)> = self.met.drain().filter(|(_, at)| at.times > 0).collect();
        again.sort_by_key(|(_, at)| at.place);
        again
    }
}

/// None of a cell that isn't kept.
fn hash(cell: &RawCell) -> Option<u64> {
    let mut hasher = FixedState::default().build_hasher();
    match cell {
        RawCell::Text(text) if text.len() <= LONGEST => hasher.write(text.as_bytes()),
        RawCell::Number(number) => hasher.write_u64(number.bits()),
        RawCell::Date(date) => hasher.write_i32(date.to_epoch_days()),
        _ => return None,
    }
    Some(hasher.finish())
}

fn same(met: &RawCell, cell: &RawCell) -> bool {
    match (met, cell) {
        (RawCell::Number(met), RawCell::Number(number)) => met.bits() == number.bits(),
        _ => met == cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_met_again_is_counted_from_the_second_time_on() {
        let mut repeats = Repeats::default();
        let text = |text: &'static str| RawCell::Text(text.into());
        let met: Vec<bool> =
            (1..).zip(["b", "a", "b", "b"]).map(|(row, cell)| repeats.again(&text(cell), (0, row))).collect();
        assert_eq!(met, [false, false, true, true]);
        assert!(!repeats.again(&RawCell::Uncomputed, (0, 5)) && !repeats.again(&RawCell::Uncomputed, (0, 6)));
        let again: Vec<_> = repeats.settle().into_iter().map(|(cell, at)| (cell, at.place, at.times)).collect();
        assert_eq!(again, [(text("b"), (0, 1), 2)]);
        assert!(!repeats.again(&text("b"), (0, 7)), "what was counted is counted once");
    }
}
