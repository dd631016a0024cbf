//! A way back into an account for who can no longer prove it: an administrator makes a link, the person opens it after having
//! signed in in a new way.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;
use crate::accounts::Secret;

pub const RECOVERY_NOT_YOURS: Code = Code::new(
    "recovery.not-yours",
    "Voor dit account kun je geen herstellink maken. Dat kan alleen een beheerder, en niet voor wie over anderen beslist.",
);
pub const RECOVERY_ENDED: Code = Code::new(
    "recovery.ended",
    "Deze link werkt niet meer. Vraag een beheerder om een nieuwe.",
);
pub const RECOVERY_SIGN_IN_FIRST: Code = Code::new(
    "recovery.sign-in-first",
    "Meld je eerst aan op je nieuwe manier. Open daarna deze link opnieuw.",
);

pub const RECOVERY_WAITS: Code = Code::new(
    "recovery.waits",
    "Deze link werkt nog niet. Eerst kijkt iemand anders mee, of gaat er een wachttijd voorbij.",
);
pub const RECOVERY_SETTLING: Code = Code::new(
    "recovery.settling",
    "Je account is net hersteld. Dit kan pas als de wachttijd voorbij is. Op Mijn veiligheid zie je wanneer.",
);

/// Everything that a recovery can be refused for.
pub const RECOVERY_CODES: &[Code] = &[
    RECOVERY_NOT_YOURS,
    RECOVERY_ENDED,
    RECOVERY_SIGN_IN_FIRST,
    RECOVERY_WAITS,
    RECOVERY_SETTLING,
];

/// `POST /recoveries`: an administrator makes a link for somebody. Links made for them before end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewRecovery {
    /// An id or an e-mail address.
    pub person: String,
}

/// The link's secret: it is told once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct MadeRecovery {
    pub secret: String,
    /// Whose account it is for.
    pub name: String,
    /// `asked`: somebody else has to agree; `waits`: it works by itself from `opens` on.
    pub state: String,
    pub opens: Option<DateTime<Utc>>,
    pub ends: DateTime<Utc>,
}

/// A secret stays out of logs.
impl std::fmt::Debug for MadeRecovery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MadeRecovery")
            .field("ends", &self.ends)
            .finish_non_exhaustive()
    }
}

/// `GET /recoveries`: the links that were made for me, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Recoveries {
    pub recoveries: Vec<Recovery>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Recovery {
    pub id: String,
    pub made: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    /// `asked`, `waits`, `open`, `settling`, `used`, `withdrawn` or `ended`.
    pub state: String,
    /// When the state changes by itself.
    pub until: DateTime<Utc>,
    /// Whether I can stop it, or undo what it did.
    pub may_stop: bool,
}

/// `GET /recoveries/asked`: the links to which I may agree, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct AskedRecoveries {
    pub recoveries: Vec<AskedRecovery>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct AskedRecovery {
    pub id: String,
    /// Whose account it is for: first name and initial.
    pub name: String,
    /// Who made it: first name and initial.
    pub by: String,
    pub made: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// Internal, `POST /sign-in/recovery/look`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAtRecovery {
    pub secret: Secret,
}

/// Whose account a link is for, as whoever has it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryLink {
    /// First name and initial.
    pub name: String,
    /// `asked`, `waits` or `open`.
    pub state: String,
    /// When it works by itself; none where somebody has to agree.
    pub opens: Option<DateTime<Utc>>,
    pub ends: DateTime<Utc>,
}

/// Internal, `POST /sign-in/recovery`: gives what was just proven in this browser to the account of the link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    pub secret: Secret,
    pub browser: Option<Secret>,
    pub device: String,
    pub previous: Option<Secret>,
}

/// Where the link of a mail about a way back leads; what names and proves it follows.
pub const STOP_PATH: &str = "/herstel-stoppen/";

/// Internal, `POST /sign-in/recovery/stop/look` and, to do it, `POST /sign-in/recovery/stop`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopRecovery {
    pub secret: Secret,
}

/// Whose way back can be stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppableRecovery {
    /// First name and initial.
    pub name: String,
}
