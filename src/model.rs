//! The values that the stages hand to one another.
//!
//! Takes nothing, imports nothing but itself, does no I/O and has no clock. Refuses to know any agreement,
//! object or region by name, how a ledger looked on disk, and in what words a finding is told.

pub mod agreement;
pub mod amount;
pub mod balance;
pub mod code;
pub mod control;
pub mod day;
pub mod digest;
pub mod document;
pub mod eight;
pub mod fact;
pub mod fate;
pub mod finding;
pub mod float;
pub mod footprint;
pub mod mask;
pub mod money;
pub mod month;
pub mod names;
pub mod period;
pub mod posting;
pub mod raw;
pub mod reconciliation;
pub mod records;
pub mod reference;
pub mod rounding;
pub mod sixteen;
pub mod slots;
pub mod source;
pub mod table;
pub mod tuples;
pub mod words;

/// A calendar day (*datum*) without time or time zone.
pub type Date = chrono::NaiveDate;
