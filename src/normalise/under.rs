//! The batch under way: what rows have come to so far. Takes code strings by their cells, hands on each one's place in the
//! batch; refuses to build a string that is there already.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use smallvec::SmallVec;

use crate::model::code::CodeString;
use crate::model::posting::PostingBatch;
use crate::model::raw::RawRow;

use super::row::Context;

/// Hashes of code strings, the same in every run.
const HASHES: FixedState = FixedState::with_seed(0);

/// The batch under way.
pub(super) struct Under<'b> {
    pub(super) batch: &'b mut PostingBatch,
    known: HashTable<Known>,
}

/// A code string of the batch.
struct Known {
    hash: u64,
    place: u32,
}

impl<'b> Under<'b> {
    pub(super) fn new(batch: &'b mut PostingBatch) -> Self {
        Self { batch, known: HashTable::new() }
    }

    /// The place in the batch of a row's code string, each of which can be told.
    pub(super) fn code(&mut self, context: &Context<'_>, row: &RawRow) -> u32 {
        let codes: SmallVec<[Cow<'_, str>; 12]> =
            (0..context.pipeline.parts.0.len()).map(|part| context.code(row, part).unwrap_or_default()).collect();
        let mut hasher = HASHES.build_hasher();
        for code in &codes {
            hasher.write(code.as_bytes());
            hasher.write_u8(0xFF);
        }
        let hash = hasher.finish();
        let strings = &mut self.batch.strings;
        let same = |known: &Known| {
            let string = strings.get(known.place as usize);
            known.hash == hash && string.is_some_and(|string| string.iter().eq(codes.iter()))
        };
        if let Some(known) = self.known.find(hash, same) {
            return known.place;
        }
        let place = u32::try_from(strings.len()).unwrap_or(u32::MAX);
        strings.push(CodeString::new(&codes));
        self.known.insert_unique(hash, Known { hash, place }, |known| known.hash);
        place
    }
}
