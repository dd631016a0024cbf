//! Reporting and blocking, and who looked.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;

pub const BLOCK_WHO: Code = Code::new(
    "block.who",
    "Deze persoon kun je niet blokkeren. Ga terug en probeer het opnieuw.",
);
pub const REPORT_WHY: Code = Code::new(
    "report.why",
    "Kies wat er aan de hand is. Dan weten we wie het moet oppakken.",
);
pub const REPORT_WHAT: Code = Code::new("report.what", "Wat je meldt bestaat niet, of niet meer.");
pub const REPORT_TOO_LONG: Code = Code::new(
    "report.too-long",
    "Je verhaal is te lang. Gebruik ten hoogste 1000 tekens.",
);
pub const REPORT_TOO_MANY: Code = Code::new(
    "report.too-many",
    "Je hebt al tien meldingen open staan. Wacht tot we er een hebben bekeken.",
);
pub const REPORT_NOT_OPEN: Code = Code::new("report.not-open", "Deze melding is al afgerond.");
pub const REPORT_OUTCOME: Code = Code::new("report.outcome", "Kies wat je hebt gedaan.");

/// Why somebody reports: stable names.
pub const REASONS: [&str; 5] = ["onveilig", "grof", "nep", "contact", "anders"];
/// What a moderator did about it.
pub const OUTCOMES: [&str; 4] = ["gesproken", "verwijderd", "school", "niets"];
/// What can be reported: the kinds of things that show a person or their words.
pub const KINDS: [&str; 9] = [
    "kaart",
    "vraag",
    "antwoord",
    "verzoek",
    "bericht",
    "bijeenkomst",
    "gemeenschap",
    "oproep",
    "persoon",
];

/// `POST /reports`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewReport {
    /// One of [`KINDS`].
    pub kind: String,
    /// The thing's id.
    pub thing: String,
    /// Whom it is about, where the screen knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[oai(default, skip_serializing_if_is_none)]
    pub about: Option<String>,
    /// One of [`REASONS`].
    pub reason: String,
    /// In the reporter's own words; may be empty. At most 1000 characters.
    #[serde(default)]
    #[oai(default)]
    pub words: String,
}

/// A report, as its owner and its reporter see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Report {
    pub id: String,
    pub kind: String,
    pub thing: String,
    pub reason: String,
    /// Only for the reporter and for whoever has opened it.
    pub words: Option<String>,
    pub made: DateTime<Utc>,
    /// `open` or `closed`.
    pub state: String,
    /// Who has to act: `moderator`; nobody when it is closed.
    pub owner: Option<String>,
    /// What happens next: `look`; nothing when it is closed.
    pub step: Option<String>,
    /// Until when.
    pub due: Option<DateTime<Utc>>,
    /// One of [`OUTCOMES`], once it is closed.
    pub outcome: Option<String>,
    pub may: Vec<String>,
}

/// `GET /reports`: mine; and for a moderator those that are open, soonest due first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Reports {
    pub mine: Vec<Report>,
    pub open: Vec<Report>,
    /// Whether the caller moderates.
    pub moderates: bool,
}

/// `POST /reports/:id/close`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CloseReport {
    pub outcome: String,
}

/// `GET /looks`: who looked at what of mine, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Looks {
    pub looks: Vec<Look>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Look {
    /// In which role.
    pub role: String,
    pub kind: String,
    pub at: DateTime<Utc>,
}

/// `GET /blocks`: whom I do not want to see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Blocks {
    pub blocks: Vec<Blocked>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Blocked {
    pub person: String,
    /// First name and initial.
    pub name: String,
    pub since: DateTime<Utc>,
}

/// `POST /blocks`: blocks somebody, or takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SetBlock {
    pub person: String,
    pub blocked: bool,
}
