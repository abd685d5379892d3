//! A total and all that is to be told of it: figure and place, addends, verdict, what would close a difference. Holds
//! values only; sentences are made at the edge.

use super::amount::{Amount, Unit};
use super::explain::Explanation;
use crate::model::finding::Place;

/// What a figure is to a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An ordinary row, or an amount in its cell.
    Row,
    /// A subtotal (*delsumma*).
    Subtotal,
    /// Part of another row, never added (*varav-post*).
    OfWhich,
    /// What stands behind an equals sign in a cell.
    Result,
    /// The total itself.
    Total,
}

impl Role {
    /// The name in JSON and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Subtotal => "subtotal",
            Self::OfWhich => "of-which",
            Self::Result => "result",
            Self::Total => "total",
        }
    }
}

/// A figure with its place (*delpost*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addend {
    /// Sheet, row and column.
    pub place: Place,
    /// The row's label.
    pub label: String,
    /// The figure.
    pub amount: Amount,
    /// What it is to the total.
    pub role: Role,
}

/// What a cell holds that is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing.
    Nothing,
    /// A formula that the workbook holds no value of.
    Formula,
    /// This text; an error such as `#REF!` too.
    Text(String),
}

impl Seen {
    /// The name in JSON and message ids.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Formula => "formula",
            Self::Text(text) if text.starts_with('#') => "error",
            Self::Text(_) => "text",
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }
}

/// A cell without a readable amount, where one was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Sheet, row and column.
    pub place: Place,
    /// The row's label.
    pub label: String,
    /// What stands there.
    pub seen: Seen,
}

/// Where a total stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Within a cell, behind an equals sign.
    Cell,
    /// In a subtotal row.
    Subtotal,
    /// In a total row.
    Total,
}

/// Which figures a total was read to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// The amounts of its own cell.
    Cell,
    /// The rows since the last total of its level.
    Rows,
    /// The subtotals, and rows that no subtotal takes.
    Subtotals,
    /// The totals above it, and the rows since.
    Totals,
    /// All rows of the table so far.
    AllRows,
    /// The rows that bear the total's own name.
    Group,
    /// Only the last rows since the last total.
    Tail,
    /// The rows below it.
    Below,
    /// Other figures of its own row.
    Across,
}

impl Read {
    /// The name in JSON and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::Rows => "rows",
            Self::Subtotals => "subtotals",
            Self::Totals => "totals",
            Self::AllRows => "all-rows",
            Self::Group => "group",
            Self::Tail => "tail",
            Self::Below => "below",
            Self::Across => "across",
        }
    }
}

/// What a reader must know of how a total was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The usual reading doesn't agree; this one was taken.
    Reading(Read),
    /// Another reading gives another sum.
    Otherwise(Read, Amount),
    /// Digits in a cell were parted into other amounts than usual, since that agrees.
    Parted,
    /// The difference is no larger than what so many rounded rows can make: this much.
    WithinRounding(usize, Amount),
    /// The total stands in another column than its addends.
    OtherColumn,
}

/// Whether a total agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// To the last digit (*stämmer*).
    Agrees,
    /// The sum, rounded as the total is written or made of rounded multiples of the named column, is the total.
    Rounded(Option<String>),
    /// Rows lack figures, but the total is the first column less the second, as in every row.
    Across(String, String),
    /// The figure only makes sense in another unit: a power of ten off, and the unit that it then is.
    Unit(i32, Option<Unit>),
    /// It doesn't agree.
    Differs,
    /// Rows lack figures; what they would be isn't known.
    Incomplete,
    /// No row has a figure to add.
    NoAddends,
    /// Too large to add exactly.
    Overflow,
    /// Figures of several currencies, which are not added.
    Currencies(Vec<&'static str>),
}

impl Verdict {
    /// Whether the total agrees.
    pub fn agrees(&self) -> bool {
        matches!(self, Self::Agrees | Self::Rounded(_) | Self::Across(..))
    }

    /// Whether it doesn't.
    pub fn differs(&self) -> bool {
        matches!(self, Self::Differs | Self::Unit(..) | Self::Overflow)
    }

    /// Whether there is something to hold it to, but no saying how it turns out.
    pub fn undecided(&self) -> bool {
        matches!(self, Self::Incomplete | Self::Currencies(_))
    }

    /// The name in JSON and message ids.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Rounded(_) => "rounded",
            Self::Across(..) => "across",
            Self::Unit(..) => "unit",
            Self::Differs => "differs",
            Self::Incomplete => "incomplete",
            Self::NoAddends => "no-addends",
            Self::Overflow => "overflow",
            Self::Currencies(_) => "currencies",
        }
    }
}

/// A total, re-added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Its place, label and figure.
    pub stated: Addend,
    /// Where it stands.
    pub level: Level,
    /// Its column's heading.
    pub column: String,
    /// What it was read to add.
    pub read: Read,
    /// What its addends are together; absent where that can't be told.
    pub sum: Option<Amount>,
    /// Stated less added.
    pub difference: Option<Amount>,
    /// The figures that were added.
    pub addends: Vec<Addend>,
    /// Figures among them that were not: of-which rows.
    pub left_out: Vec<Addend>,
    /// Rows among them without a readable figure in the column, with what stands there.
    pub unread: Vec<Unread>,
    /// What to know of the reading.
    pub notes: Vec<Note>,
    /// Whether it agrees.
    pub verdict: Verdict,
    /// What would close the difference.
    pub explanations: Vec<Explanation>,
}
