//! Code strings (*kodsträngar*): what a posting is booked on. Takes codes as text, so `0042` keeps its zeros;
//! refuses to know which parts a region has: their names come from the layout.

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

/// One code per part of the job; a blank code is the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeString(Box<[Box<str>]>);

impl CodeString {
    /// From one code per part.
    pub fn new(codes: impl IntoIterator<Item = Box<str>>) -> Self {
        Self(codes.into_iter().collect())
    }

    /// The code at a part; blank beyond the end.
    pub fn part(&self, part: Part) -> &str {
        self.0.get(part).map_or("", |code| code)
    }

    /// The codes in part order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|code| &**code)
    }

    /// The same string with every part blanked that `keep` does not name.
    #[must_use]
    pub fn only(&self, keep: &[bool]) -> Self {
        let keeps = |i: usize| keep.get(i).copied().unwrap_or(false);
        Self(self.iter().enumerate().map(|(i, code)| if keeps(i) { code.into() } else { "".into() }).collect())
    }
}
