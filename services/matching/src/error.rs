use contract::Code;
use store::StoreError;
use wire::Problem;

use crate::profile::Fault;
use crate::vault::{Unopened, VaultError};

/// Why a deed of matching was not done.
#[derive(Debug, thiserror::Error)]
pub enum MatchingError {
    /// No such request, or none that this person may know of.
    #[error("there is no such request")]
    NotFound,
    #[error("this caller may not do that: {}", .0.name)]
    NotAllowed(Code),
    /// Fields are at fault, in the order of the form.
    #[error("refused: {0:?}")]
    Refused(Vec<Fault>),
    /// The thing is not in a state for this.
    #[error("conflict: {}", .0.name)]
    Conflict(Code),
    #[error("accounts cannot be followed")]
    Accounts(#[source] Box<Problem>),
    #[error("the store failed")]
    Store(#[source] Box<StoreError>),
    /// The key of the installation is another than the one that the conversations were sealed with.
    #[error("the conversations were sealed with another key")]
    OtherKey,
    #[error("a message cannot be read")]
    Unopened(#[source] Unopened),
    /// A run broke off, or the checker found its draft wrong.
    #[error("a draft of a programme is wrong")]
    BrokenDraft,
    #[error("nothing can be sealed")]
    Sealing(#[source] VaultError),
}

impl From<Unopened> for MatchingError {
    fn from(problem: Unopened) -> Self {
        Self::Unopened(problem)
    }
}

impl From<VaultError> for MatchingError {
    fn from(problem: VaultError) -> Self {
        Self::Sealing(problem)
    }
}

impl From<StoreError> for MatchingError {
    fn from(error: StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}

impl From<Problem> for MatchingError {
    fn from(problem: Problem) -> Self {
        Self::Accounts(Box::new(problem))
    }
}

impl MatchingError {
    pub(crate) fn field(field: &'static str, code: Code) -> Self {
        Self::Refused(vec![(field, code)])
    }
}
