use nouns::CardId;
use search_index::IndexError;
use store::StoreError;
use wire::Problem;

/// What goes wrong in the toolbox, as far as callers treat it differently.
#[derive(Debug, thiserror::Error)]
pub enum ToolboxError {
    #[error("there is no card {0:?}, or not for this caller")]
    NotFound(CardId),
    #[error("this caller may not add cards")]
    MayNotAdd,
    #[error("the card is somebody else's")]
    NotYours,
    /// Nothing was changed: somebody else changed the card since it was read.
    #[error("the card has moved on")]
    ChangedMeanwhile,
    #[error("the card is off the shelf")]
    AlreadyWithdrawn,
    #[error("there is a card {0:?} already")]
    AlreadyExists(CardId),
    /// A card to do first that is not there for whoever names it.
    #[error("there is no card {0:?} to do first")]
    UnknownFirst(CardId),
    /// Sharing with a school or region takes one.
    #[error("the caller has no school to share with")]
    NoSchool,
    #[error("the caller has no region to share with")]
    NoRegion,
    #[error(transparent)]
    Exchange(#[from] crate::exchange::ExchangeProblem),
    #[error("nobody here does such a job")]
    UnknownJob,
    #[error("the feed cannot be written")]
    Feed(#[from] atom_syndication::Error),
    #[error("the index failed")]
    Index(#[from] IndexError),
    #[error("the index's task ended early")]
    Task(#[from] tokio::task::JoinError),
    #[error("accounts cannot be followed")]
    Accounts(#[source] Box<Problem>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Problem> for ToolboxError {
    fn from(problem: Problem) -> Self {
        Self::Accounts(Box::new(problem))
    }
}
