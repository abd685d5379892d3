//! Why a run stopped, by kind: each kind has its exit code, and nothing was published in any of them.

use crate::fold::FoldError;
use crate::map::MapError;
use crate::model::control::Broken;
use crate::model::fact::SinkError;
use crate::model::finding::{Place, Problem};
use crate::model::money::Overflow;
use crate::normalise::NormaliseError;
use crate::reconcile::ReconcileError;
use crate::summarise::SummariseError;

/// Why a run stopped.
#[derive(Debug)]
pub enum RunError {
    /// Usage or pipeline (exit 2).
    Pipeline(Vec<Problem>),
    /// Input unreadable or over a limit (exit 3).
    Input(Vec<Problem>),
    /// Output failed (exit 4).
    Output(Box<Problem>),
    /// A broken invariant: a fault in the program (exit 5).
    Broken(Broken),
}

impl RunError {
    /// The same, of a file: a sum that became too large there says so.
    #[must_use]
    pub(super) fn in_file(mut self, name: &str) -> Self {
        if let Self::Input(problems) = &mut self {
            let placeless =
                |problem: &&mut Problem| problem.id == "amount-overflow" && problem.place == Place::default();
            for problem in problems.iter_mut().filter(placeless) {
                problem.place.file = Some(name.to_owned());
            }
        }
        self
    }

    /// The process's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Pipeline(_) => 2,
            Self::Input(_) => 3,
            Self::Output(_) => 4,
            Self::Broken(_) => 5,
        }
    }
}

impl From<Overflow> for RunError {
    fn from(_: Overflow) -> Self {
        Self::Input(vec![Problem::new("amount-overflow", Vec::new())])
    }
}

impl From<SinkError> for RunError {
    fn from(error: SinkError) -> Self {
        match error {
            SinkError::Output(problem) => Self::Output(problem),
            SinkError::Broken(broken) => Self::Broken(*broken),
        }
    }
}

impl From<NormaliseError> for RunError {
    fn from(error: NormaliseError) -> Self {
        match error {
            NormaliseError::Input(problems) => Self::Input(problems),
            NormaliseError::Broken(broken) => Self::Broken(broken),
            NormaliseError::Overflow => Overflow.into(),
        }
    }
}

impl From<FoldError> for RunError {
    fn from(error: FoldError) -> Self {
        match error {
            FoldError::Broken(broken) => Self::Broken(broken),
            FoldError::Overflow => Overflow.into(),
            FoldError::TooManyKeys(problem) => Self::Input(vec![*problem]),
        }
    }
}

macro_rules! broken_or_overflow {
    ($($error:ident)*) => {
        $(impl From<$error> for RunError {
            fn from(error: $error) -> Self {
                match error {
                    $error::Broken(broken) => Self::Broken(broken),
                    $error::Overflow => Overflow.into(),
                }
            }
        })*
    };
}

broken_or_overflow!(MapError ReconcileError SummariseError);
