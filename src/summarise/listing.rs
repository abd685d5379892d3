//! The postings that tables list row by row: mapped ones up to the job's cap, and those set aside. A fact sink, so that
//! it sees each posting once, on its way to the facts.

use crate::model::code::CodeString;
use crate::model::fact::{FactSink, JudgedBatch, SinkError, Verdict};
use crate::model::fate::Fate;
use crate::model::posting::OwnPosting;

/// A posting with its code string and verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The posting.
    pub posting: OwnPosting,
    /// Its code string.
    pub codes: CodeString,
    /// Its verdict.
    pub verdict: Verdict,
}

/// Postings to list.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    cap: u64,
    /// Mapped postings in canonical order, up to the cap.
    pub mapped: Vec<Listed>,
    /// Postings set aside, up to the cap.
    pub set_aside: Vec<Listed>,
    /// Mapped postings seen.
    pub mapped_seen: u64,
    /// Set-aside postings seen.
    pub set_aside_seen: u64,
}

impl Listing {
    /// Lists at most `cap` postings of each kind.
    pub fn new(cap: u64) -> Self {
        Self { cap, ..Self::default() }
    }
}

impl FactSink for Listing {
    fn take(&mut self, judged: &JudgedBatch) -> Result<(), SinkError> {
        let mapped: Vec<bool> = judged.kinds.iter().map(|kind| matches!(kind.fate, Fate::Mapped { .. })).collect();
        let set_aside: Vec<bool> = judged.kinds.iter().map(|kind| matches!(kind.fate, Fate::SetAside(_))).collect();
        let lists = [
            (mapped, &mut self.mapped, &mut self.mapped_seen),
            (set_aside, &mut self.set_aside, &mut self.set_aside_seen),
        ];
        for (is_of, list, seen) in lists {
            let verdicts = judged.verdicts.iter().take(judged.batch.postings.len()).enumerate();
            let of_list = verdicts.filter(|(_, kind)| is_of.get(**kind as usize) == Some(&true));
            let room = usize::try_from(self.cap.saturating_sub(*seen)).unwrap_or(usize::MAX);
            *seen += of_list.clone().count() as u64;
            for (place, kind) in of_list.take(room) {
                let own = judged.batch.own(place).zip(judged.kinds.get(*kind as usize));
                list.extend(own.map(|((posting, codes), verdict)| Listed { posting, codes, verdict: *verdict }));
            }
        }
        Ok(())
    }
}
