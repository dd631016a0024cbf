use contract::{Code, FieldProblem};
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
    #[error("fields are at fault: {0:?}")]
    Refused(Vec<FieldProblem>),
    /// No known licence of the card lets anybody adapt it.
    #[error("the licence of the card lets nobody adapt it")]
    NotAdaptable,
    #[error("the licence of the original forbids this one: {}", .0.name)]
    LicenceForbids(Code),
    /// An adaptation names its original, so it is for nobody who may not read that.
    #[error("an adaptation for more people than its original")]
    WiderThanOriginal,
    #[error("a colleague reads cards first at this school")]
    ReviewFirst,
    #[error("without a school there is no colleague to read")]
    NoColleagues,
    #[error("this school is not the caller's to decide for")]
    NotYourSchool,
    #[error("the caller has too many drafts")]
    TooManyDrafts,
    #[error("the draft is not in a state for this, or not for this caller")]
    DraftNotNow,
    #[error("the caller has too many collections")]
    TooManyCollections,
    #[error("the collection is full")]
    CollectionFull(#[from] crate::collection::Full),
    #[error("the collection is somebody else's")]
    NotYourCollection,
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
