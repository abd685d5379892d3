//! Code strings (*kodsträngar*): what a posting is booked on. Takes codes as text, so `0042` keeps its zeros;
//! refuses to know which parts a region has: their names come from the layout.

use std::cmp::Ordering;

use compact_str::CompactString;
use smallvec::SmallVec;

/// Position of a code part in the job's list of part names.
pub type Part = usize;

/// The code parts (*koddelar*) of a job, in the order of the facts' columns: `konto`, `ansvar`, `objekt` …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartNames(pub Vec<String>);

impl PartNames {
    /// Where a part stands.
    pub fn position(&self, name: &str) -> Option<Part> {
        self.0.iter().position(|n| n == name)
    }

    /// A code string as a reader sees it: `objekt 9942, aktivitet 1901`; blank parts are left out.
    pub fn describe(&self, codes: &CodeString) -> String {
        let shown = self.0.iter().zip(codes.iter()).filter(|(_, code)| !code.is_empty());
        shown.map(|(name, code)| format!("{name} {code}")).collect::<Vec<_>>().join(", ")
    }
}

/// What has one code per part of the job.
pub trait HasCodes {
    /// The code at a part; blank beyond the last.
    fn code(&self, part: Part) -> &str;

    /// How many parts there are.
    fn parts(&self) -> usize;
}

/// One code per part of the job; a blank code is the empty text. The codes stand in one text, so that a ledger in which
/// nearly every row has codes of its own costs one piece of memory a row, not one a code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CodeString {
    text: CompactString,
    /// Where each code ends.
    ends: SmallVec<[u32; 8]>,
}

impl CodeString {
    /// From one code per part.
    pub fn new<T: AsRef<str>>(codes: impl IntoIterator<Item = T>) -> Self {
        let mut new = Self::default();
        for code in codes {
            new.text.push_str(code.as_ref());
            // A row is shorter than 4 GB, and so are its codes.
            new.ends.push(u32::try_from(new.text.len()).unwrap_or(u32::MAX));
        }
        new
    }

    /// The code at a part; blank beyond the end.
    pub fn part(&self, part: Part) -> &str {
        let Some(end) = self.ends.get(part) else { return "" };
        let start = part.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// The codes in part order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|part| self.part(part))
    }

    /// The same string with every part blanked that `keep` does not name.
    #[must_use]
    pub fn only(&self, keep: &[bool]) -> Self {
        let keeps = |i: usize| keep.get(i).copied().unwrap_or(false);
        Self::new(self.iter().enumerate().map(|(i, code)| if keeps(i) { code } else { "" }))
    }
}

impl HasCodes for CodeString {
    fn code(&self, part: Part) -> &str {
        self.part(part)
    }

    fn parts(&self) -> usize {
        self.ends.len()
    }
}

/// By the first part, then the next.
impl Ord for CodeString {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl PartialOrd for CodeString {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
