use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::Suggestion;
use crate::Code;

/// What a student can ask of a role model: a conversation, a guest hour in class, a day of shadowing.
pub const FORMS: &[&str] = &["gesprek", "gastuur", "meelopen"];
/// The longest texts of a short profile, in characters.
pub const LONGEST_TRADE: usize = 60;
pub const LONGEST_CHANCE: usize = 200;
pub const LONGEST_EXAMPLE: usize = 100;
/// How many invitations of a student are open at the same time.
pub const MOST_INVITATIONS: usize = 3;

/// What a role model says of themselves in a few words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct ShortProfile {
    /// What they do, at most [`LONGEST_TRADE`] characters.
    pub trade: String,
    /// Which chance they got, at most [`LONGEST_CHANCE`] characters; may be empty.
    pub chance: String,
    /// Who their own role model was, at most [`LONGEST_EXAMPLE`] characters; may be empty.
    pub example: String,
    /// Which of [`FORMS`] they offer.
    pub offers: Vec<String>,
}

/// The caller as a role model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct OwnRoleModel {
    pub profile: Option<ShortProfile>,
    /// There is a helping profile that chose `rolmodel` or `meelopen`.
    pub helps: bool,
    /// The routes that the helping profile names.
    pub routes: Vec<String>,
    /// Students see it now.
    pub shown: bool,
    /// Students who invited the caller and still wait for something.
    pub invited: Vec<Waiting>,
    /// `write`, `empty`.
    pub may: Vec<String>,
}

/// An invitation that somebody took up and that waits until nothing is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Waiting {
    pub id: String,
    /// First name and initial of the student.
    pub by: String,
    pub form: String,
    pub until: DateTime<Utc>,
    /// As in [`InvitationFor::missing`].
    pub missing: Vec<String>,
}

/// At most ten role models for the caller, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RoleModelList {
    pub people: Vec<RoleModel>,
}

/// One role model, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RoleModel {
    pub suggestion: Suggestion,
    /// None for who has not written one; [`RoleModel::offers`] holds all the same.
    pub profile: Option<ShortProfile>,
    pub routes: Vec<String>,
    /// Which of [`FORMS`] can be asked.
    pub offers: Vec<String>,
}

/// A student asks a role model for one of the forms that they offer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct AskRoleModel {
    pub person: String,
    pub form: String,
}

/// A student wants a link to invite somebody whom they know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct NewInvitation {
    /// One of [`FORMS`].
    pub form: String,
}

/// A link that was just made. The secret is told once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MadeInvitation {
    pub secret: String,
    pub until: DateTime<Utc>,
}

/// The caller's own invitations, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct InvitationList {
    pub invitations: Vec<Invitation>,
    /// How many more can be open now.
    pub left: u32,
}

/// An invitation as the student sees it who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Invitation {
    /// Names it, and opens nothing.
    pub id: String,
    pub form: String,
    /// `open`, `claimed` (somebody said yes, something is still missing), and the ends `used`, `withdrawn`, `ended`.
    pub state: String,
    pub made: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub ended: Option<DateTime<Utc>>,
    /// First name and initial of who took it up.
    pub other: Option<String>,
    /// The request that it became.
    pub request: Option<String>,
    /// `withdraw`.
    pub may: Vec<String>,
}

/// An invitation as whoever has the link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct InvitationFor {
    /// First name and initial.
    pub by: String,
    pub form: String,
    /// The student is 16 or 17: a certificate of conduct is needed.
    pub minor: bool,
    pub until: DateTime<Utc>,
    /// The caller took it up.
    pub mine: bool,
    /// What stands between the caller and the request: `profile`, `short`, `consent`, `certificate`, `paused`, `full`,
    /// `student`. Empty for strangers.
    pub missing: Vec<String>,
    /// `join`.
    pub may: Vec<String>,
}

/// What came of pressing "I take part".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Joined {
    /// The request, if nothing was missing.
    pub request: Option<String>,
    pub missing: Vec<String>,
}

pub const TRADE_EMPTY: Code = Code::new("trade.empty", "Vertel wat je doet: je vak of je werk.");
pub const TRADE_TOO_LONG: Code = Code::new(
    "trade.too-long",
    "Je vak is te lang. Gebruik ten hoogste 60 tekens.",
);
pub const CHANCE_TOO_LONG: Code = Code::new(
    "chance.too-long",
    "Deze tekst is te lang. Gebruik ten hoogste 200 tekens.",
);
pub const EXAMPLE_TOO_LONG: Code = Code::new(
    "example.too-long",
    "Deze tekst is te lang. Gebruik ten hoogste 100 tekens.",
);
pub const LEADS_OUTSIDE: Code = Code::new(
    "text.leads-outside",
    "Hier staat een nummer, adres of link. Haal dat weg. Afspreken doen jullie hier.",
);
pub const OFFERS_EMPTY: Code =
    Code::new("offers.empty", "Kies minstens één ding dat je wilt doen.");
pub const OFFER_UNKNOWN: Code = Code::new(
    "offer.unknown",
    "Deze keuze staat niet in de lijst. Kies er een uit de lijst.",
);
pub const FORM_UNKNOWN: Code = Code::new(
    "form.unknown",
    "Kies wat je wilt vragen: iets wat dit rolmodel aanbiedt.",
);
pub const ROLE_MODEL_NO_PROFILE: Code = Code::new(
    "role-model.no-profile",
    "Vul eerst je profiel als helper in. Kies daar rolmodel of meelopen.",
);
pub const ROLE_MODEL_NOT_ALLOWED: Code = Code::new(
    "role-model.not-allowed",
    "Rolmodel zijn kan vanaf 18 jaar, als je leert, werkt of lesgeeft.",
);
pub const INVITATION_TOO_MANY: Code = Code::new(
    "invitation.too-many",
    "Je hebt al drie uitnodigingen open. Trek er een in, of wacht.",
);
pub const INVITATION_MANY_MADE: Code = Code::new(
    "invitation.many-made",
    "Je maakte deze maand al veel uitnodigingen. Probeer het later nog eens.",
);
pub const INVITATION_ENDED: Code = Code::new(
    "invitation.ended",
    "Deze uitnodiging is voorbij of al gebruikt. Vraag om een nieuwe.",
);
pub const INVITATION_OWN: Code = Code::new(
    "invitation.own",
    "Dit is je eigen uitnodiging. Stuur de link aan wie je wilt vragen.",
);
pub const INVITATION_FROM_EIGHTEEN: Code = Code::new(
    "invitation.from-eighteen",
    "Een rolmodel is 18 jaar of ouder. Deze uitnodiging kun je niet aannemen.",
);

/// The codes of role models and invitations; the screens have a sentence for each.
pub const ROLE_MODEL_CODES: &[Code] = &[
    TRADE_EMPTY,
    TRADE_TOO_LONG,
    CHANCE_TOO_LONG,
    EXAMPLE_TOO_LONG,
    LEADS_OUTSIDE,
    OFFERS_EMPTY,
    OFFER_UNKNOWN,
    FORM_UNKNOWN,
    ROLE_MODEL_NO_PROFILE,
    ROLE_MODEL_NOT_ALLOWED,
    INVITATION_TOO_MANY,
    INVITATION_MANY_MADE,
    INVITATION_ENDED,
    INVITATION_OWN,
    INVITATION_FROM_EIGHTEEN,
];
