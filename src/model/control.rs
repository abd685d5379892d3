//! Control totals (*kontrollsummor*): rows and öre that must tie where one stage hands over to the next.

use super::money::{Ore, Overflow};

/// Rows, debit and credit. All three are sums, so they can be built in any order and merged exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Totals {
    /// Number of rows.
    pub rows: u64,
    /// Sum of the positive amounts.
    pub debit: Ore,
    /// Sum of the negative amounts, as a positive figure.
    pub credit: Ore,
}

impl Totals {
    /// Takes one more amount in.
    pub fn add(&mut self, amount: Ore) -> Result<(), Overflow> {
        self.rows += 1;
        // Both are added to: signs come in no order that a branch could guess.
        self.debit = self.debit.plus(amount.max(Ore::ZERO))?;
        self.credit = self.credit.minus(amount.min(Ore::ZERO))?;
        Ok(())
    }

    /// Takes other totals in.
    pub fn merge(&mut self, other: &Self) -> Result<(), Overflow> {
        self.rows += other.rows;
        self.debit = self.debit.plus(other.debit)?;
        self.credit = self.credit.plus(other.credit)?;
        Ok(())
    }

    /// Debit less credit.
    pub fn net(&self) -> Result<Ore, Overflow> {
        self.debit.minus(self.credit)
    }
}

/// The boundaries between stages, in the order of the flow. At each of them rows and öre tie, or the run stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    /// Raw rows, by their seal.
    ReadToNormalise,
    /// Postings.
    NormaliseToMap,
    /// Postings with a fate, into the balances.
    MapToFold,
    /// Postings with a fate, into the facts.
    MapToFacts,
    /// Period balances.
    FoldToReconcile,
    /// The reconciliation.
    ReconcileToSummarise,
    /// The tables.
    SummariseToPublish,
}

impl Boundary {
    /// Every boundary, so that a test can visit each.
    pub const ALL: [Self; 7] = [
        Self::ReadToNormalise,
        Self::NormaliseToMap,
        Self::MapToFold,
        Self::MapToFacts,
        Self::FoldToReconcile,
        Self::ReconcileToSummarise,
        Self::SummariseToPublish,
    ];

    /// Its name in the manifest and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadToNormalise => "read-normalise",
            Self::NormaliseToMap => "normalise-map",
            Self::MapToFold => "map-fold",
            Self::MapToFacts => "map-facts",
            Self::FoldToReconcile => "fold-reconcile",
            Self::ReconcileToSummarise => "reconcile-summarise",
            Self::SummariseToPublish => "summarise-publish",
        }
    }
}

/// A broken invariant: what one stage handed over is not what the next received. Always a fault in the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("control totals differ at {}: handed over {handed}, received {received}", boundary.name())]
pub struct Broken {
    /// Where.
    pub boundary: Boundary,
    /// What the earlier stage counted.
    pub handed: String,
    /// What the later stage counted.
    pub received: String,
}

impl Broken {
    /// Passes where both sides counted the same.
    pub fn unless_equal<T: std::fmt::Debug + PartialEq>(
        boundary: Boundary,
        handed: &T,
        received: &T,
    ) -> Result<(), Self> {
        if handed == received {
            return Ok(());
        }
        Err(Self { boundary, handed: format!("{handed:?}"), received: format!("{received:?}") })
    }
}
