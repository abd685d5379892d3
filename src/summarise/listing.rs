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
        for (place, (_, verdict)) in judged.iter().enumerate() {
            let (list, seen) = match verdict.fate {
                Fate::Mapped { .. } => (&mut self.mapped, &mut self.mapped_seen),
                Fate::SetAside(_) => (&mut self.set_aside, &mut self.set_aside_seen),
                Fate::OutOfScope(_) | Fate::Duplicate(_) => continue,
            };
            *seen += 1;
            if *seen <= self.cap {
                let own = judged.batch.own(place);
                list.extend(own.map(|(posting, codes)| Listed { posting, codes, verdict }));
            }
        }
        Ok(())
    }
}
