//! Consent per purpose, as the person sees and changes it.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;
use crate::accounts::Secret;

pub const PURPOSE_UNKNOWN: Code = Code::new(
    "consent.purpose-unknown",
    "Dit kun je niet aan- of uitzetten. Kies iets uit de lijst.",
);
pub const PARENT_LINK_ENDED: Code = Code::new(
    "parent.link-ended",
    "Deze link werkt niet meer. Vraag je kind om een nieuwe.",
);
pub const PARENT_NOT_NEEDED: Code = Code::new(
    "parent.not-needed",
    "Je bent 16 of ouder. Toestemming van een ouder is niet nodig.",
);
pub const PARENT_ASKED_OFTEN: Code = Code::new(
    "parent.asked-often",
    "We stuurden vandaag al drie mails. Probeer het morgen opnieuw.",
);

pub const PARENT_MISSING: Code = Code::new(
    "parent.missing",
    "Je bent nog geen 16. Vul het e-mailadres van een ouder of verzorger in.",
);
pub const PARENT_IS_CHILD: Code = Code::new(
    "parent.is-child",
    "Dit is je eigen adres. Vul het adres van een ouder of verzorger in.",
);

/// What asking a parent can be refused for.
pub const PARENT_CODES: &[Code] = &[
    PARENT_NOT_NEEDED,
    PARENT_ASKED_OFTEN,
    PARENT_MISSING,
    PARENT_IS_CHILD,
];

pub const EMAIL_SHAPE: Code = Code::new(
    "email.shape",
    "Dit is geen e-mailadres. Een adres ziet er zo uit: naam@school.nl.",
);

/// What somebody consents to, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Be shown to students as a buddy or role model.
    Found,
    /// Be asked by others, and hear from them.
    Contacted,
    /// Get reminders by mail.
    Mail,
    /// Be asked how it went.
    Asked,
    /// Be known to the zorgconsulent of the own school.
    Zorg,
}

impl Purpose {
    pub const ALL: [Self; 5] = [
        Self::Found,
        Self::Contacted,
        Self::Mail,
        Self::Asked,
        Self::Zorg,
    ];

    /// Its stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Contacted => "contacted",
            Self::Mail => "mail",
            Self::Asked => "asked",
            Self::Zorg => "zorg",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == text)
    }
}

/// `GET /consents`: every purpose as it is now, and all that happened, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Consents {
    pub now: Vec<Consent>,
    pub history: Vec<ConsentDeed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Consent {
    pub purpose: String,
    pub given: bool,
    /// Since when it is so; absent when it was never given.
    pub since: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ConsentDeed {
    pub purpose: String,
    pub given: bool,
    pub at: DateTime<Utc>,
    /// The version of the words that were agreed to.
    pub words: u32,
}

/// `POST /consents`: gives or withdraws one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SetConsent {
    pub purpose: String,
    pub given: bool,
}

/// How far a change has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Progress {
    /// The change's place in the log of accounts.
    pub position: u64,
    /// Every service has it.
    pub done: bool,
    /// The services that do not have it yet.
    pub waiting_for: Vec<String>,
}

/// Internal, `POST /parents/waiting`: how it stands with a child under 16 who has just shown who they are in this browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAtWaiting {
    pub browser: Secret,
}

/// A child who has an account and waits for a parent. Nobody sees them, and they see nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The child's first name.
    pub name: String,
    /// What the parent said last, if anything.
    pub said: Option<bool>,
    /// When the last mail was asked for; the address that it went to is not kept.
    pub asked: Option<DateTime<Utc>>,
    /// Until when the link of that mail works.
    pub ends: Option<DateTime<Utc>>,
    /// Mails that can still be asked for today.
    pub left: u32,
    /// When the account goes by itself, unless a parent consents or is asked again.
    pub until: DateTime<Utc>,
}

/// Internal, `POST /parents/ask`: a child asks a parent by e-mail. The links of earlier mails open nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskParent {
    pub browser: Secret,
    pub email: String,
}

/// Internal, `POST /parents/look`: what a parent is asked. `secret` is from the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAtLink {
    pub secret: String,
}

/// What the parent sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentLink {
    /// The child's first name.
    pub name: String,
    /// Whether the parent consents now.
    pub given: bool,
    pub ends: DateTime<Utc>,
}

/// Internal, `POST /parents/decide`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentDecision {
    pub secret: String,
    pub given: bool,
}
