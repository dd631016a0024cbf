use contract::FieldProblem;
use nouns::{CommunityId, EventId};
use store::StoreError;
use wire::Problem;

use crate::entries::EntryProblem;
use crate::images::ImageProblem;
use crate::joining::JoinProblem;
use crate::seal::SealError;
use crate::topics::TopicProblem;

/// Why a deed of meetups was not done.
#[derive(Debug, thiserror::Error)]
pub enum MeetupsError {
    #[error("there is no event {0}")]
    NoEvent(EventId),
    #[error("there is no community {0}")]
    NoCommunity(CommunityId),
    #[error("this caller may not do that")]
    NotAllowed,
    #[error("there is no concept {0}")]
    NoConcept(EventId),
    /// Somebody changed it, or published it, meanwhile.
    #[error("the concept is not what it was")]
    ConceptMoved,
    #[error("the series has no such time")]
    UnknownDate,
    /// Then the meetup itself is off.
    #[error("nothing of the series would be left")]
    LastDate,
    #[error("the moment to publish is over")]
    PublishPast,
    #[error("the moment to publish is too far ahead")]
    PublishLate,
    /// The event names a community that does not exist.
    #[error("an event names an unknown community")]
    UnknownCommunity,
    /// The event names somebody who is not in its community.
    #[error("an event names a host who is no member")]
    UnknownHost,
    #[error("the event was cancelled")]
    Cancelled,
    #[error("the event is over")]
    Over,
    #[error("the event is not over")]
    NotOver,
    #[error("this person signed up before")]
    SignedUpAlready,
    #[error("this person did not sign up")]
    NotSignedUp,
    /// More people than there is room for, or more than before while others wait.
    #[error("there is no room for so many")]
    NoRoom,
    /// What somebody sent with a sign-up is not what its meetup takes.
    #[error("fields of the sign-up are wrong")]
    Refused(Vec<FieldProblem>),
    /// The place went to somebody else meanwhile, or never was theirs.
    #[error("no place is held for this person")]
    NoOffer,
    /// A certificate is for who was there.
    #[error("nobody noted that this person was there")]
    WasNotThere,
    #[error("the letters of certificates cannot be read")]
    Font,
    /// Nobody can be there before the doors are open.
    #[error("the meetup has not begun")]
    TooEarly,
    #[error("another community has this address")]
    SlugTaken,
    #[error("an event with this id exists")]
    IdTaken,
    #[error("this person cannot take part on that side")]
    WrongSide,
    #[error("this community is of a school that is not the caller's")]
    OtherSchool,
    /// What accounts says of an invitation.
    #[error("the mail cannot be asked for")]
    Inviting(#[source] Box<Problem>),
    /// What accounts says of an address that somebody typed.
    #[error("the mail that asks cannot be sent")]
    Asking(#[source] Box<Problem>),
    #[error("what is sealed cannot be used")]
    Seal(#[from] SealError),
    #[error("this link invites nobody")]
    NoInvitation,
    /// Revoked, renewed, or never was.
    #[error("this address opens no calendar")]
    NoCalendar,
    #[error("no region follows this source")]
    NoSource,
    #[error("this is no address that we fetch")]
    SourceAddress,
    #[error("an address of a closed network")]
    SourcePrivate,
    #[error("the region follows this source already")]
    SourceTaken,
    #[error("the region follows as many sources as it may")]
    TooManySources,
    #[error(transparent)]
    Join(#[from] JoinProblem),
    #[error(transparent)]
    Topic(#[from] TopicProblem),
    #[error(transparent)]
    Entry(#[from] EntryProblem),
    #[error(transparent)]
    Image(#[from] ImageProblem),
    #[error("accounts cannot be followed")]
    Accounts(#[source] Box<Problem>),
    #[error("the store failed")]
    Store(#[source] StoreError),
    #[error("the index failed")]
    Index(#[from] search_index::IndexError),
    #[error("a background thread was lost")]
    Lost(#[from] tokio::task::JoinError),
    #[error("a row of {0} says what no row can say")]
    Row(&'static str),
    #[error("a feed cannot be written")]
    Feed(#[from] atom_syndication::Error),
}

/// What transactions throw, by name.
impl From<StoreError> for MeetupsError {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Thrown(name) => match name.as_str() {
                "cancelled" => Self::Cancelled,
                "over" => Self::Over,
                "signed-up" => Self::SignedUpAlready,
                "not-signed-up" => Self::NotSignedUp,
                "no-offer" => Self::NoOffer,
                "no-room" => Self::NoRoom,
                "no-community" => Self::UnknownCommunity,
                "slug-taken" => Self::SlugTaken,
                "concept-moved" => Self::ConceptMoved,
                "no-invitation" => Self::NoInvitation,
                "source-taken" => Self::SourceTaken,
                "too-many-sources" => Self::TooManySources,
                "id-taken" => Self::IdTaken,
                "no-request" => JoinProblem::NoRequest.into(),
                "topic-many" => TopicProblem::Many.into(),
                "topic-answered" => TopicProblem::Answered.into(),
                "no-image" => ImageProblem::Missing.into(),
                "entry-over" => EntryProblem::Over.into(),
                "entry-many" => EntryProblem::Many.into(),
                "reaction-many" => EntryProblem::ManyReactions.into(),
                _ => Self::Store(error),
            },
            _ => Self::Store(error),
        }
    }
}

impl From<Problem> for MeetupsError {
    fn from(problem: Problem) -> Self {
        Self::Accounts(Box::new(problem))
    }
}
