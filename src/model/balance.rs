//! Period balances (*periodsaldon*): the ledger folded per key. All judgement happens on these.

use super::code::CodeString;
use super::control::Totals;
use super::fate::Fate;
use super::period::Period;
use super::posting::Attributes;

/// What a balance is about. Parts that nothing of the job uses are blank.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Accounting period.
    pub period: Period,
    /// Code string with unused parts blanked.
    pub codes: CodeString,
    /// Attributes of low cardinality.
    pub attributes: Attributes,
}

/// The balance of one key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Balance {
    /// What it is about.
    pub key: Key,
    /// Its one fate.
    pub fate: Fate,
    /// Position of the account's group; none where no group takes the account.
    pub group: Option<u16>,
    /// Rows, debit and credit.
    pub totals: Totals,
}

/// All balances of a run in key order, with what the fold counted.
#[derive(Clone, Debug, Default)]
pub struct Balances {
    /// In key order, then fate.
    pub list: Vec<Balance>,
    /// Sum over the list, as the fold counted it.
    pub totals: Totals,
}
