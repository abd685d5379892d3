//! tertial: a ledger folds into period balances; all judgement happens on the balances; every published figure
//! unfolds back to its postings.

#[cfg(feature = "run")]
pub mod cli;
pub mod fold;
pub mod foot;
pub mod inspect;
pub mod map;
pub mod messages;
pub mod model;
pub mod normalise;
pub mod pipeline;
#[cfg(feature = "run")]
pub mod publish;
pub mod read;
pub mod reconcile;
#[cfg(feature = "run")]
pub mod run;
pub mod summarise;
