//! tertial: a ledger folds into period balances; all judgement happens on the balances; every published figure
//! unfolds back to its postings.

pub mod model;
