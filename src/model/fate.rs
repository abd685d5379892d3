//! Fates (*utfall av mappningen*): exactly one for each row. Row-level fates that need no rules (rejected,
//! structural) are counted where they arise; these are the fates that mapping decides.

/// What a posting counts towards, by positions in the pipeline's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Position of the agreement (*överenskommelse*).
    pub agreement: u16,
    /// Position of the area (*utvecklingsområde*) in the agreement.
    pub area: u16,
    /// Position of the activity (*aktivitet*) in the area; none is the line *Utan aktivitet*.
    pub activity: Option<u16>,
}

/// What decided a mapped posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The rule at this place in the pipeline's list.
    Rule(u32),
    /// No rule took it, and its cost object has one owner.
    Owner,
    /// The ruling at this place in the job's list.
    Ruling {
        /// Place in the job's list.
        ruling: u32,
        /// Where rules or ownership alone would have put it.
        otherwise: Option<Target>,
    },
}

/// Why a posting waits for a decision (*avsatt för beslut*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAside {
    /// Its cost object serves several areas and no explicit condition decides (*delat objekt*).
    SharedObject,
    /// It is an area's, but its account is in no account group (*konto utan grupp*).
    UnknownAccount,
}

/// Why a posting is not this report's (*utanför*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutOfScope {
    /// No rule takes it and nobody owns its cost object.
    OtherObject,
    /// Opening period 00.
    Opening,
    /// A period of the year after the one that the run goes through.
    AfterThrough,
    /// Another year, on a code string that no agreement of the job would take.
    OtherYear,
    /// Another year, though on an agreement's code string: a finding.
    OtherYearOnGrant,
}

/// What a row that another extract's row already is says (*dubblett*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duplicate {
    /// The same amount, period and codes.
    Identical,
    /// The same voucher row with another amount, period or code: a finding.
    Conflicting,
}

/// The fate of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Counts towards an area, perhaps an activity.
    Mapped {
        /// Where.
        target: Target,
        /// By what.
        by: By,
    },
    /// Waits for a decision; counts towards nothing.
    SetAside(SetAside),
    /// Not this report's.
    OutOfScope(OutOfScope),
    /// Another row of the same voucher row counts instead; decided before any rule.
    Duplicate(Duplicate),
}

impl SetAside {
    /// The name that tables, facts and examples use.
    pub fn name(self) -> &'static str {
        match self {
            Self::SharedObject => "shared-object",
            Self::UnknownAccount => "unknown-account",
        }
    }
}

impl OutOfScope {
    /// The name that tables and facts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherObject => "other-object",
            Self::Opening => "opening-period",
            Self::AfterThrough => "after-through",
            Self::OtherYear => "other-year",
            Self::OtherYearOnGrant => "other-year-on-grant",
        }
    }
}

impl Duplicate {
    /// The name that tables and facts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Conflicting => "conflicting",
        }
    }
}

impl Fate {
    /// `mapped`, `set-aside`, `out-of-scope` or `duplicate`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mapped { .. } => "mapped",
            Self::SetAside(_) => "set-aside",
            Self::OutOfScope(_) => "out-of-scope",
            Self::Duplicate(_) => "duplicate",
        }
    }

    /// The reason's name; blank for mapped.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Mapped { .. } => "",
            Self::SetAside(reason) => reason.name(),
            Self::OutOfScope(reason) => reason.name(),
            Self::Duplicate(kind) => kind.name(),
        }
    }

    /// True where it neither counts nor waits.
    pub fn is_outside(self) -> bool {
        matches!(self, Self::OutOfScope(_) | Self::Duplicate(_))
    }

    /// Where it counts, if anywhere.
    pub fn target(self) -> Option<Target> {
        match self {
            Self::Mapped { target, .. } => Some(target),
            _ => None,
        }
    }
}
