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
    /// How long each code is, in as many bytes as it takes: seven bits each, the lowest first, the last below 128.
    lengths: SmallVec<[u8; 16]>,
}

/// Set in each byte of a length but the last.
const MORE: u8 = 0x80;

impl CodeString {
    /// From one code per part.
    pub fn new<T: AsRef<str>>(codes: impl IntoIterator<Item = T>) -> Self {
        let mut new = Self::default();
        for code in codes {
            new.push(code.as_ref());
        }
        new
    }

    fn push(&mut self, code: &str) {
        self.text.push_str(code);
        let mut rest = code.len();
        while let Err(_) | Ok(MORE..) = u8::try_from(rest) {
            self.lengths.push(u8::try_from(rest & 0x7F).unwrap_or_default() | MORE);
            rest >>= 7;
        }
        self.lengths.push(u8::try_from(rest).unwrap_or_default());
    }

    /// The code at a part; blank beyond the end.
    pub fn part(&self, part: Part) -> &str {
        self.iter().nth(part).unwrap_or_default()
    }

    /// The codes in part order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (mut lengths, mut text) = (self.lengths.iter(), self.text.as_str());
        std::iter::from_fn(move || {
            let (mut length, mut shift) = (0, 0);
            loop {
                let byte = *lengths.next()?;
                length |= usize::from(byte & !MORE) << shift;
                if byte & MORE == 0 {
                    break;
                }
                shift += 7;
            }
            let (code, rest) = text.split_at_checked(length)?;
            text = rest;
            Some(code)
        })
    }
}

impl HasCodes for CodeString {
    fn code(&self, part: Part) -> &str {
        self.part(part)
    }

    fn parts(&self) -> usize {
        self.iter().count()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_any_length_stand_apart() {
        let lengths = [0, 1, 5, 127, 128, 129, 0, 16_383, 16_384, 70_000, 0];
        let codes: Vec<String> = lengths.iter().map(|length| "å9".repeat(*length)).collect();
        let string = CodeString::new(&codes);
        assert!(string.iter().eq(codes.iter().map(String::as_str)));
        assert_eq!((string.parts(), string.part(3), string.part(99)), (codes.len(), codes[3].as_str(), ""));
        assert_eq!(CodeString::new(["", "1"]).cmp(&CodeString::new(["1", ""])), Ordering::Less);
        assert_ne!(CodeString::new(["1", ""]), CodeString::new(["", "1"]));
    }
}
