//! A cell of packed rows. Takes what kind of cell it is and where its text stands, hands on the same; refuses to hold the
//! text itself.

use super::Spot;
use crate::model::Date;

/// A stretch of the texts that a batch keeps: first byte, and the byte after the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A cell in eight bytes: its kind and the length of its text, and where the text starts in the rows' common text, or
/// which of their numbers or what day it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Start, number or day.
    pub(super) at: u32,
    /// The kind in the lowest bits, the length above.
    kind: u32,
}

pub(super) const BLANK: u32 = 0;
pub(super) const TEXT: u32 = 1;
pub(super) const NUMBER: u32 = 2;
pub(super) const DATE: u32 = 3;
pub(super) const ERROR: u32 = 4;
pub(super) const UNCOMPUTED: u32 = 5;
pub(super) const COVERED: u32 = 6;
/// Bits of a cell's kind.
const KIND_BITS: u32 = 4;
/// Longest text of a cell.
const LONGEST: u32 = u32::MAX >> KIND_BITS;

impl Packed {
    pub(super) const fn of(kind: u32, at: u32) -> Self {
        Self { at, kind }
    }

    /// Bytes of the longest text that [`Self::short`] takes.
    pub(super) const SHORT: u32 = LONGEST;

    /// A text of at most so many bytes, or a blank cell where there are none.
    #[inline]
    pub(super) fn short(Stretch { start, end }: Stretch) -> Self {
        let length = end.wrapping_sub(start);
        let there = u32::from(length != 0);
        // Blank cells are alike wherever they stand.
        const { assert!(BLANK == 0 && TEXT == 1) };
        Self { at: start * there, kind: there | length << KIND_BITS }
    }

    /// A text; `None` where it is longer than there are bits for its length.
    pub(super) fn text(kind: u32, Stretch { start, end }: Stretch) -> Option<Self> {
        let length = end.checked_sub(start).filter(|length| *length <= LONGEST)?;
        Some(Self { at: start, kind: kind | length << KIND_BITS })
    }

    /// Where its text stands: of a blank cell nowhere, an empty stretch. None of a cell that is neither text nor blank.
    #[inline]
    pub fn plain(self) -> Option<Stretch> {
        // A blank cell has no start and no length.
        (self.kind() <= TEXT).then(|| self.stretch())
    }

    /// What it is at half a glance.
    #[inline]
    pub fn spot(self) -> Spot {
        match self.kind() {
            TEXT => Spot::Text(self.stretch()),
            BLANK => Spot::Blank,
            _ => Spot::Other,
        }
    }

    pub(super) fn kind(self) -> u32 {
        self.kind & ((1 << KIND_BITS) - 1)
    }

    pub(super) fn stretch(self) -> Stretch {
        Stretch { start: self.at, end: self.at.wrapping_add(self.kind >> KIND_BITS) }
    }

    pub(super) fn bits(self) -> u64 {
        u64::from(self.at) << u32::BITS | u64::from(self.kind)
    }

    pub(super) fn day(self) -> Option<Date> {
        Date::from_epoch_days(self.at.cast_signed())
    }
}
