use contract::{Code, FieldProblem};
use nouns::{CardId, TeamId};
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
    #[error(transparent)]
    Search(#[from] crate::saved::SearchProblem),
    #[error("there is no team {0:?}")]
    NoTeam(TeamId),
    #[error("there is a team {0:?} already")]
    TeamExists(String),
    #[error("teams are for teachers")]
    TeachersHaveTeams,
    #[error("the caller is not in this team")]
    NotInTeam,
    /// A card is shared on behalf of a team that the caller does not act for.
    #[error("the caller does not act for the team of the card")]
    NotForThatTeam,
    #[error("the last member left this team")]
    TeamClosed,
    #[error("the caller is in the team already")]
    AlreadyInTeam,
    #[error("the caller asked already")]
    AlreadyAsked,
    #[error("the team is full")]
    TeamFull,
    #[error("the caller is in as many teams as one can be")]
    TooManyTeams,
    #[error("the team has as many open links as it can have")]
    TooManyInvites,
    #[error("as many requests wait as can wait")]
    TooManyRequests,
    #[error("the link has ended")]
    InviteEnded,
    #[error("the request to join is over")]
    RequestGone,
    #[error("the team told about this card and day already")]
    AlreadyTold,
    #[error("the team told as often about this card as it can")]
    TooManyReports,
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
    Store(StoreError),
}

/// What the store throws by name is a variant of its own.
impl From<StoreError> for ToolboxError {
    fn from(problem: StoreError) -> Self {
        let StoreError::Thrown(name) = &problem else {
            return Self::Store(problem);
        };
        match name.as_str() {
            "not-in-team" => Self::NotInTeam,
            "team-closed" => Self::TeamClosed,
            "already-in-team" => Self::AlreadyInTeam,
            "team-full" => Self::TeamFull,
            "too-many-teams" => Self::TooManyTeams,
            "too-many-invites" => Self::TooManyInvites,
            "too-many-requests" => Self::TooManyRequests,
            "invite-ended" => Self::InviteEnded,
            "too-many-reports" => Self::TooManyReports,
            "request-gone" => Self::RequestGone,
            _ => Self::Store(problem),
        }
    }
}

impl From<Problem> for ToolboxError {
    fn from(problem: Problem) -> Self {
        Self::Accounts(Box::new(problem))
    }
}
