//! Roles that people give each other.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;
use crate::accounts::HeldRole;

pub const ROLE_UNKNOWN: Code = Code::new("role.unknown", "Kies een rol uit de lijst.");
pub const ROLE_NOT_YOURS: Code = Code::new(
    "role.not-yours",
    "Deze rol kun jij hier niet geven of stoppen. Vraag een beheerder.",
);
pub const ROLE_PLACE: Code = Code::new(
    "role.place",
    "Kies een regio, school of programma dat bij de rol past.",
);
pub const ROLE_UNTIL: Code = Code::new(
    "role.until",
    "Kies een einddatum: na vandaag, en ten hoogste een jaar vooruit.",
);
pub const ROLE_WHO: Code = Code::new(
    "role.who",
    "Deze persoon kennen we hier niet. Kijk of het e-mailadres klopt.",
);

/// `GET /roles`: mine, and those that I gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Roles {
    pub mine: Vec<HeldRole>,
    pub given: Vec<GivenRole>,
    /// The roles that I may give, where I may give them.
    pub may_give: Vec<MayGive>,
    pub history: Vec<RoleDeed>,
}

/// A role that I gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct GivenRole {
    pub person: String,
    pub name: String,
    pub role: HeldRole,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MayGive {
    pub role: String,
    pub scope: String,
    pub which: Option<String>,
}

/// Something that happened to a role of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RoleDeed {
    pub role: String,
    pub scope: String,
    pub which: Option<String>,
    /// `given`, `given-by-command` or `ended`.
    pub deed: String,
    pub at: DateTime<Utc>,
}

/// `POST /roles`: gives one. `POST /roles/end`: ends one; `until` is not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RoleWish {
    /// An id or an e-mail address.
    pub person: String,
    pub role: String,
    /// `everywhere`, `region`, `school` or `programme`.
    pub scope: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub which: Option<String>,
    /// The last day, as `2027-07-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub until: Option<String>,
}
