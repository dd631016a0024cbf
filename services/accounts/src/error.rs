use contract::accounts as codes;
use store::StoreError;
use wire::{Problem, TokenProblem};

use crate::rules::DemoRefusal;

/// Why accounts did not do something.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    #[error("nobody has this id or address")]
    PersonUnknown,
    #[error("the demo is off")]
    DemoOff,
    #[error("the demo is open to this machine only")]
    DemoElsewhere,
    /// Under 16, and no parent has consented.
    #[error("a parent has not consented")]
    ParentConsentNeeded,
    /// The session or token ended, was revoked, or never was.
    #[error("this secret opens nothing")]
    Ended,
    #[error("there is no such session or token of this person")]
    NotFound,
    #[error("this person has as many tokens as anyone may have")]
    TooManyTokens,
    /// Two people cannot have one e-mail address.
    #[error("somebody else has this e-mail address")]
    EmailTaken,
    #[error("a caller token could not be signed")]
    Signing(#[source] TokenProblem),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<DemoRefusal> for AccountsError {
    fn from(refusal: DemoRefusal) -> Self {
        match refusal {
            DemoRefusal::Off => Self::DemoOff,
            DemoRefusal::Elsewhere => Self::DemoElsewhere,
            DemoRefusal::NotOfTheTown => Self::PersonUnknown,
        }
    }
}

impl From<AccountsError> for Problem {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::PersonUnknown => Self::field("person", codes::PERSON_UNKNOWN),
            AccountsError::DemoOff => Self::Forbidden(codes::DEMO_OFF),
            AccountsError::DemoElsewhere => Self::Forbidden(codes::DEMO_ELSEWHERE),
            AccountsError::ParentConsentNeeded => Self::Forbidden(codes::PARENT_CONSENT_NEEDED),
            AccountsError::Ended => Self::SignInNeeded,
            AccountsError::NotFound => Self::NotFound,
            AccountsError::TooManyTokens => Self::Conflict(codes::TOO_MANY_TOKENS),
            AccountsError::Store(StoreError::Busy) => Self::Busy,
            AccountsError::EmailTaken | AccountsError::Signing(_) | AccountsError::Store(_) => {
                Self::Broken(error.into())
            }
        }
    }
}
