//! What accounts takes and gives.
//!
//! Two doors. The public one (`/api/accounts`) is for a person about themselves: [`Me`],
//! [`SessionInfo`], [`TokenInfo`]. The internal one is for the web and the gateway only, because
//! it turns secrets into callers: [`Resolve`], [`Exchange`], [`DemoSignIn`], and what stands in `sign_in.rs`.

mod sign_in;

pub use sign_in::*;

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::{Caller, Code, Grant};

pub const DEMO_OFF: Code = Code::new(
    "demo.off",
    "De demo staat hier uit. Vraag je school hoe je je aanmeldt.",
);
pub const DEMO_ELSEWHERE: Code = Code::new(
    "demo.elsewhere",
    "De demo werkt alleen op de computer waarop Kansrijk draait. Open de pagina op die computer.",
);
pub const PERSON_UNKNOWN: Code = Code::new(
    "person.unknown",
    "Deze persoon kennen we niet. Kijk of de naam of het e-mailadres klopt.",
);
pub const PARENT_CONSENT_NEEDED: Code = Code::new(
    "age.parent-consent-needed",
    "Je bent nog geen 16. Je kunt meedoen als een ouder of verzorger toestemming geeft. Vraag je school hoe dat gaat.",
);
pub const TOKEN_HOURS: Code = Code::new(
    "token.hours",
    "Een sleutel werkt 1 tot 8760 uur. Kies een getal daartussen.",
);
pub const TOKEN_LABEL_EMPTY: Code = Code::new(
    "token.label-empty",
    "Geef de sleutel een naam, dan herken je hem later.",
);
pub const TOKEN_LABEL_TOO_LONG: Code = Code::new(
    "token.label-too-long",
    "De naam van een sleutel heeft ten hoogste 60 tekens. Maak de naam korter.",
);
pub const TOO_MANY_TOKENS: Code = Code::new(
    "token.too-many",
    "Je hebt al 20 sleutels. Trek er eerst een in die je niet meer gebruikt.",
);
pub const IN_PERSON_ONLY: Code = Code::new(
    "token.in-person-only",
    "Dit kan niet met een sleutel. Meld je aan in je browser en doe het daar.",
);
pub const SIGN_OUT_NOT_YOURS: Code = Code::new(
    "account.sign-out-not-yours",
    "Alleen een beheerder kan een ander overal afmelden.",
);

/// Every code of this service.
pub const CODES: &[Code] = &[
    DEMO_OFF,
    DEMO_ELSEWHERE,
    PERSON_UNKNOWN,
    PARENT_CONSENT_NEEDED,
    TOKEN_HOURS,
    TOKEN_LABEL_EMPTY,
    TOKEN_LABEL_TOO_LONG,
    TOO_MANY_TOKENS,
    IN_PERSON_ONLY,
    SIGN_OUT_NOT_YOURS,
];

/// `POST /people/sign-out`: an administrator ends every session and token of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SignOutEverywhere {
    /// An id or an e-mail address.
    pub person: String,
}

/// `GET /account-deeds`: what administrators did to my account, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct AccountDeeds {
    pub deeds: Vec<AccountDeed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct AccountDeed {
    /// `signed-out`: of every browser and script; `suspended`, `suspension-lifted`, `suspension-over`, `suspension-upheld`.
    pub deed: String,
    pub at: DateTime<Utc>,
}

/// `GET /me`: what the platform knows about the person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Me {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    /// The school's code in the register of DUO, or its slug in the demo town.
    pub school: Option<String>,
    /// The code of an RMC region.
    pub region: Option<String>,
    pub birth_year: i32,
    /// 1 to 12.
    pub birth_month: u32,
    /// The language of the screens: `nl` or `en`.
    pub language: String,
    pub roles: Vec<HeldRole>,
}

/// A role that a person has, and who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct HeldRole {
    pub role: String,
    /// `everywhere`, `region`, `school` or `programme`.
    pub scope: String,
    /// Which region, school or programme.
    pub which: Option<String>,
    /// The person who gave it; absent where it came from the school or the demo town.
    pub given_by: Option<String>,
    pub given_at: DateTime<Utc>,
    /// When it ends by itself.
    pub until: Option<DateTime<Utc>>,
}

/// One browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SessionInfo {
    /// Names the session; nobody can sign in with it.
    pub id: String,
    /// Browser and system in a few words.
    pub device: String,
    pub since: DateTime<Utc>,
    /// When it was last used, to about five minutes.
    pub seen: DateTime<Utc>,
    /// When it ends at the latest.
    pub ends: DateTime<Utc>,
}

/// `GET /sessions`: last used first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Sessions {
    pub sessions: Vec<SessionInfo>,
}

/// `POST /tokens`: asks for a personal access token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewToken {
    /// What the person calls it, 1 to 60 characters.
    pub label: String,
    /// How long it works, in hours; a day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub hours: Option<u32>,
}

/// A personal access token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct TokenInfo {
    /// Names the token; it opens nothing.
    pub id: String,
    pub label: String,
    pub made: DateTime<Utc>,
    /// When it was last used, to about five minutes.
    pub used: Option<DateTime<Utc>>,
    pub ends: DateTime<Utc>,
}

/// `GET /tokens`: newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Tokens {
    pub tokens: Vec<TokenInfo>,
}

/// A token just made: the only time that its secret is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MadeToken {
    /// For `Authorization: Bearer`; begins with `kr_pat_`.
    pub token: String,
    pub info: TokenInfo,
}

/// A secret stays out of logs.
impl std::fmt::Debug for MadeToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MadeToken")
            .field("info", &self.info)
            .finish_non_exhaustive()
    }
}

/// What opens a session or stands for a person; it stays out of logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, for the one place that sends or hashes it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Internal, `GET /people/demo`: the people of the demo town, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPeople {
    pub people: Vec<DemoPerson>,
}

/// Somebody of the demo town.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    pub id: String,
    pub name: String,
    pub roles: Vec<Grant>,
    pub school: Option<String>,
    pub region: Option<String>,
    /// 16 or 17: some things work otherwise.
    pub is_minor: bool,
    /// False for whom a parent has not consented.
    pub may_sign_in: bool,
}

/// Internal, `POST /sessions/demo`: signs in somebody of the demo town.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSignIn {
    pub person: String,
    /// Browser and system in a few words.
    pub device: String,
    /// What the browser's session was called until now: it ends with this sign-in.
    pub previous: Option<Secret>,
    /// Whether the web saw this request come from this machine itself, past no proxy.
    pub from_loopback: bool,
}

/// A session just begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// For the cookie: 256 random bits in base64url.
    pub secret: Secret,
    pub ends: DateTime<Utc>,
}

/// Internal, `POST /sessions/resolve`: who is in this session?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolve {
    pub secret: Secret,
}

/// The person in a session; a session that ended is a 401.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// As in [`SessionInfo::id`].
    pub session: String,
    pub caller: Caller,
    /// A caller token, good for 60 seconds.
    pub token: Secret,
    /// The person has rights that this session does not carry before a second factor is shown.
    #[serde(default)]
    pub second_factor_due: bool,
}

/// Internal, `POST /sessions/end`: the person signs out, which answers with [`Ended`]. Ending what has ended is no problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub secret: Secret,
}

/// Internal, `POST /tokens/exchange`: who does this personal access token stand for?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    pub pat: Secret,
}

/// The person behind a personal access token; one that ended or was revoked is a 401.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchanged {
    pub caller: Caller,
    /// A caller token, good for 60 seconds.
    pub token: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_stay_out_of_logs() {
        let resolve = Resolve {
            secret: Secret::new("hunter2"),
        };
        assert!(!format!("{resolve:?}").contains("hunter2"));
        assert_eq!(
            serde_json::to_string(&resolve).unwrap(),
            r#"{"secret":"hunter2"}"#
        );
    }

    #[test]
    fn every_code_has_a_name_of_its_own() {
        let all = || CODES.iter().chain(SIGN_IN_CODES).chain(FORM_CODES);
        let names: std::collections::BTreeSet<_> = all().map(|code| code.name).collect();
        assert_eq!(names.len(), all().count());
    }
}
