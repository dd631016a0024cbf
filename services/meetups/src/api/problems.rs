use contract::meetups as code;
use store::StoreError;
use wire::Problem;

use crate::MeetupsError;

impl From<MeetupsError> for Problem {
    fn from(error: MeetupsError) -> Self {
        match error {
            MeetupsError::NoEvent(_)
            | MeetupsError::NoCommunity(_)
            | MeetupsError::NoConcept(_)
            | MeetupsError::NoCalendar
            | MeetupsError::NoSource
            | MeetupsError::NoInvitation => Self::NotFound,
            MeetupsError::SourceAddress => Self::field("address", code::SOURCE_ADDRESS),
            MeetupsError::SourcePrivate => Self::field("address", code::SOURCE_PRIVATE),
            MeetupsError::SourceTaken => Self::field("address", code::SOURCE_TAKEN),
            MeetupsError::TooManySources => Self::field("address", code::SOURCES_TOO_MANY),
            MeetupsError::NotAllowed => Self::Forbidden(code::EVENT_NOT_YOURS),
            MeetupsError::UnknownCommunity => Self::field("community", code::COMMUNITY_UNKNOWN),
            MeetupsError::UnknownDate => Self::field("original", code::DATE_UNKNOWN),
            MeetupsError::LastDate => Self::field("original", code::DATE_LAST),
            MeetupsError::PublishPast => Self::field("publish_at", code::PUBLISH_PAST),
            MeetupsError::PublishLate => Self::field("publish_at", code::PUBLISH_LATE),
            MeetupsError::UnknownHost => Self::field("hosts", code::HOST_UNKNOWN),
            MeetupsError::Cancelled => Self::Conflict(code::EVENT_CANCELLED),
            MeetupsError::Over => Self::Conflict(code::EVENT_OVER),
            MeetupsError::NotOver => Self::Conflict(code::EVENT_NOT_OVER),
            MeetupsError::SignedUpAlready => Self::Conflict(code::SIGNUP_ALREADY),
            MeetupsError::NotSignedUp => Self::Conflict(code::SIGNUP_NONE),
            MeetupsError::TooEarly => Self::Conflict(code::ATTENDANCE_EARLY),
            MeetupsError::WasNotThere => Self::Conflict(code::CERTIFICATE_NONE),
            MeetupsError::NoRoom => Self::Conflict(code::SIGNUP_NO_ROOM),
            MeetupsError::Refused(fields) => Self::Refused(fields),
            MeetupsError::NoOffer => Self::Conflict(code::SIGNUP_NO_OFFER),
            MeetupsError::SlugTaken => Self::field("slug", code::SLUG_TAKEN),
            MeetupsError::WrongSide => Self::field("side", code::SIDE_UNKNOWN),
            MeetupsError::OtherSchool => Self::Forbidden(code::OTHER_SCHOOL),
            MeetupsError::Inviting(problem) => match *problem {
                Self::TooMany => Self::Conflict(code::INVITES_TOO_MANY),
                refused => refused,
            },
            MeetupsError::Asking(problem) => match *problem {
                Self::TooMany => Self::Conflict(code::SIGNUPS_TOO_MANY),
                refused => refused,
            },
            MeetupsError::Join(problem) => problem.into(),
            MeetupsError::Topic(problem) => problem.into(),
            MeetupsError::Entry(problem) => problem.into(),
            MeetupsError::Image(problem) => problem.into(),
            MeetupsError::Accounts(_) => Self::Lagging,
            MeetupsError::ConceptMoved | MeetupsError::Store(StoreError::Busy) => Self::Busy,
            MeetupsError::IdTaken
            | MeetupsError::Store(_)
            | MeetupsError::Index(_)
            | MeetupsError::Lost(_)
            | MeetupsError::Font
            | MeetupsError::Seal(_)
            | MeetupsError::Row(_)
            | MeetupsError::Feed(_) => Self::Broken(Box::new(error)),
        }
    }
}
