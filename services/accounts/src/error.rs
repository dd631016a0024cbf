use contract::FieldProblem;
use contract::accounts as codes;
use contract::{consent, meetups, recovery, rights, safety, suspension};
use store::StoreError;
use webauthn_rs::prelude::WebauthnError;
use wire::{Problem, TokenProblem};

use crate::oidc::Refusal;
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
    #[error("this is done in a browser, not by a script")]
    InPersonOnly,
    /// Two people cannot have one e-mail address.
    #[error("somebody else has this e-mail address")]
    EmailTaken,
    #[error("a parent is asked of people under 16 only")]
    ParentNotNeeded,
    #[error("parents were asked often enough today")]
    ParentAskedOften,
    #[error("this is the child's own address")]
    ParentIsChild,
    #[error("this link of a parent opens nothing")]
    ParentLinkEnded,
    #[error("this caller may not give or end this role here")]
    RoleNotYours,
    #[error("there is nobody to give a role to")]
    RoleWho,
    #[error("a role with rights over others ends within a year")]
    RoleUntil,
    #[error("this caller makes no way back into this account")]
    RecoveryNotYours,
    #[error("this way back opens nothing")]
    RecoveryEnded,
    #[error("this caller signs nobody out")]
    SignOutNotYours,
    #[error("this role is not one for that place")]
    RolePlace,
    #[error("nobody has agreed to this way back yet")]
    RecoveryWaits,
    #[error("a way back into this account can still be undone")]
    RecoverySettling,
    #[error("nothing was proven in this browser")]
    RecoverySignInFirst,
    #[error("nobody can be invited at this address")]
    InviteEmail,
    #[error("this caller suspends nobody")]
    SuspendNotYours,
    #[error("there is nobody whom this caller may suspend")]
    SuspendWho,
    #[error("a suspension ends within a year, or is left open")]
    SuspendUntil,
    #[error("somebody objects once")]
    Objected,
    #[error("nobody can be blocked by this name")]
    BlockWho,
    #[error("what is reported is not there")]
    ReportWhat,
    #[error("the words of a report are too long")]
    ReportTooLong,
    #[error("this person has as many reports open as anyone may have")]
    ReportTooMany,
    #[error("the report is closed")]
    ReportNotOpen,
    /// A sign-in was refused; its code says why.
    #[error(transparent)]
    SignIn(#[from] Refusal),
    /// Fields of a form are at fault.
    #[error("fields are at fault: {0:?}")]
    Refused(Vec<FieldProblem>),
    /// What somebody came with belongs to another account.
    #[error("somebody else has this identity or address")]
    IdentityTaken,
    #[error("signing in by e-mail is off")]
    MailOff,
    /// Asked too often from one address.
    #[error("too many requests")]
    TooMany,
    #[error("a mail did not leave")]
    Mail(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("a passkey ceremony cannot begin")]
    Passkey(#[source] WebauthnError),
    #[error("the passkey was refused")]
    PasskeyRefused,
    #[error("passkeys do not work at this address")]
    PasskeyUnavailable,
    #[error("a passkey of this person has to be used first")]
    PasskeyFirst,
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
            AccountsError::InPersonOnly => Self::Forbidden(codes::IN_PERSON_ONLY),
            AccountsError::ParentNotNeeded => Self::Conflict(consent::PARENT_NOT_NEEDED),
            AccountsError::ParentAskedOften => Self::Conflict(consent::PARENT_ASKED_OFTEN),
            AccountsError::ParentIsChild => Self::field("email", consent::PARENT_IS_CHILD),
            AccountsError::ParentLinkEnded => Self::Forbidden(consent::PARENT_LINK_ENDED),
            AccountsError::RoleNotYours => Self::Forbidden(rights::ROLE_NOT_YOURS),
            AccountsError::RoleWho => Self::field("person", rights::ROLE_WHO),
            AccountsError::RoleUntil => Self::field("until", rights::ROLE_UNTIL),
            AccountsError::RecoveryNotYours => Self::Forbidden(recovery::RECOVERY_NOT_YOURS),
            AccountsError::RecoveryEnded => Self::Forbidden(recovery::RECOVERY_ENDED),
            AccountsError::SignOutNotYours => Self::Forbidden(codes::SIGN_OUT_NOT_YOURS),
            AccountsError::RolePlace => Self::field("scope", rights::ROLE_PLACE),
            AccountsError::RecoveryWaits => Self::Conflict(recovery::RECOVERY_WAITS),
            AccountsError::RecoverySettling => Self::Conflict(recovery::RECOVERY_SETTLING),
            AccountsError::RecoverySignInFirst => Self::Conflict(recovery::RECOVERY_SIGN_IN_FIRST),
            AccountsError::InviteEmail => Self::field("email", meetups::INVITE_EMAIL),
            AccountsError::SuspendNotYours => Self::Forbidden(suspension::SUSPEND_NOT_YOURS),
            AccountsError::SuspendWho => Self::field("person", suspension::SUSPEND_WHO),
            AccountsError::SuspendUntil => Self::field("until", suspension::SUSPEND_UNTIL),
            AccountsError::Objected => Self::Conflict(suspension::OBJECTED),
            AccountsError::BlockWho => Self::field("person", safety::BLOCK_WHO),
            AccountsError::ReportWhat => Self::field("thing", safety::REPORT_WHAT),
            AccountsError::ReportTooLong => Self::field("words", safety::REPORT_TOO_LONG),
            AccountsError::ReportTooMany => Self::Conflict(safety::REPORT_TOO_MANY),
            AccountsError::ReportNotOpen => Self::Conflict(safety::REPORT_NOT_OPEN),
            AccountsError::SignIn(refusal) => Self::Forbidden(refusal.code()),
            AccountsError::Refused(fields) => Self::Refused(fields),
            AccountsError::IdentityTaken => Self::Conflict(codes::IDENTITY_TAKEN),
            AccountsError::MailOff => Self::Forbidden(codes::MAIL_OFF),
            AccountsError::TooMany => Self::TooMany,
            AccountsError::PasskeyRefused => Self::Forbidden(codes::PASSKEY_REFUSED),
            AccountsError::PasskeyUnavailable => Self::Forbidden(codes::PASSKEY_UNAVAILABLE),
            AccountsError::PasskeyFirst => Self::Forbidden(codes::PASSKEY_FIRST),
            AccountsError::Store(StoreError::Busy) => Self::Busy,
            AccountsError::EmailTaken
            | AccountsError::Signing(_)
            | AccountsError::Mail(_)
            | AccountsError::Passkey(_)
            | AccountsError::Store(_) => Self::Broken(error.into()),
        }
    }
}

/// What the store throws when the person of a deed is gone.
pub(crate) fn gone(error: StoreError) -> AccountsError {
    match error {
        StoreError::Thrown(name) if name == "gone" => AccountsError::Ended,
        other => other.into(),
    }
}
