//! "Uitgeprobeerd": what teams tried, how it went, and how well that is supported.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;

/// What can have worked, in short.
pub const WORKED: &[&str] = &[
    "iedereen-deed-mee",
    "duidelijke-stappen",
    "op-tijd-klaar",
    "goed-gesprek",
    "nieuwe-ideeen",
    "afspraken-gemaakt",
    "elkaar-leren-kennen",
    "meer-rust",
];

/// What can have been in the way, in short.
pub const DID_NOT_WORK: &[&str] = &[
    "te-weinig-tijd",
    "veel-voorbereiding",
    "uitleg-onduidelijk",
    "niet-iedereen-deed-mee",
    "groep-te-groot",
    "groep-te-klein",
    "geen-vervolg",
];

/// With whom a team tried it: colleagues, or students of a level. A group, never a person.
pub const GROUPS: &[&str] = &[
    "collega-s",
    "mbo-1",
    "mbo-2",
    "mbo-3",
    "mbo-4",
    "hbo",
    "gemengd",
];

/// Whether a team would do it again.
pub const AGAIN: &[&str] = &["ja", "met-aanpassingen", "nee"];

/// What a team tells, in a minute.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct ReportContent {
    /// The id of a team that the caller is a member of.
    pub team: String,
    /// The day, as in `2026-03-02`; not in the future.
    pub on: String,
    /// With how many people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
    /// With whom: one of [`GROUPS`].
    pub group: String,
    /// The study field of the group: two digits of ISCED-F 2013; may be empty.
    pub field: String,
    /// What the team changed, in short; may be empty.
    pub changed: String,
    /// Some of [`WORKED`].
    pub worked: Vec<String>,
    /// Some of [`DID_NOT_WORK`].
    pub did_not_work: Vec<String>,
    /// One line more; may be empty.
    pub line: String,
    /// One of [`AGAIN`].
    pub again: String,
}

/// A report as its readers see it: a team's, nobody's name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Report {
    /// Unique for its card: the day and the team, with a dot between.
    pub id: String,
    pub card: String,
    pub card_title: String,
    #[serde(flatten)]
    #[oai(flatten)]
    pub content: ReportContent,
    pub team_name: String,
    pub told: DateTime<Utc>,
    /// `edit`, `withdraw`.
    pub may: Vec<String>,
}

/// What all reports about a card say together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Object)]
pub struct Tried {
    /// How many teams tried it; each counts once, by its last report.
    pub teams: u32,
    /// How many of them would do it again, with changes or without.
    pub again: u32,
    /// At how many schools.
    pub schools: u32,
    /// How well it is supported that teams would do it again: 0 (nobody tried) to 5.
    pub level: u8,
    /// In which part of all teams would do it again, by what is known: the Wilson score interval at 95 %.
    pub interval: Interval,
    /// For whom teams would do it again, most often first.
    pub groups: Vec<Count>,
    pub fields: Vec<Count>,
    /// What worked, most often first.
    pub worked: Vec<Count>,
    /// What was in the way, most often first.
    pub did_not_work: Vec<Count>,
}

/// Two shares between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Object)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Nothing is known: it can be any share.
impl Default for Interval {
    fn default() -> Self {
        Self {
            low: 0.0,
            high: 1.0,
        }
    }
}

/// How many teams say something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Count {
    pub value: String,
    pub teams: u32,
}

/// `GET /cards/{id}/reports`: the last 100, newest first, and what all say together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Object)]
pub struct Reports {
    pub tried: Tried,
    pub reports: Vec<Report>,
    /// `report`, when the caller may tell how it went.
    pub may: Vec<String>,
}

/// `GET /teams/{id}/reports`: what a team tried, newest first, of the cards that the caller reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ReportsOfTeam {
    pub reports: Vec<Report>,
}

pub const REPORT_DAY_UNFIT: Code = Code::new(
    "tried.on.unfit",
    "Vul de dag in waarop jullie dit deden. Dat is vandaag of eerder.",
);
pub const REPORT_PEOPLE_UNFIT: Code = Code::new(
    "tried.people.unfit",
    "Vul in met hoeveel mensen, als een heel getal van 1 tot 1.000.",
);
pub const REPORT_GROUP_UNKNOWN: Code =
    Code::new("tried.group.unknown", "Kies met wie jullie dit deden.");
pub const REPORT_FIELD_UNKNOWN: Code = Code::new(
    "tried.field.unknown",
    "Deze studierichting bestaat niet. Kies er een uit de lijst.",
);
pub const REPORT_WORDS_UNKNOWN: Code =
    Code::new("tried.words.unknown", "Kies uit de woorden in de lijst.");
pub const REPORT_TEXT_TOO_LONG: Code = Code::new(
    "tried.text.too-long",
    "Deze tekst is te lang. Houd het bij 200 tekens.",
);
pub const REPORT_AGAIN_MISSING: Code = Code::new(
    "tried.again.missing",
    "Kies of jullie dit nog een keer zouden doen.",
);
pub const REPORT_EXISTS: Code = Code::new(
    "tried.exists",
    "Jullie vertelden al over deze kaart en deze dag. Pas dat verslag aan.",
);
pub const REPORT_FIXED: Code = Code::new(
    "tried.fixed",
    "Team en dag van een verslag blijven zoals ze zijn. Haal het weg en maak een nieuw.",
);
pub const REPORT_TOO_MANY: Code = Code::new(
    "tried.too-many",
    "Jullie vertelden al 50 keer over deze kaart. Haal eerst een oud verslag weg.",
);

/// Everything that a report can be refused for.
pub const TRIED_CODES: &[Code] = &[
    REPORT_DAY_UNFIT,
    REPORT_PEOPLE_UNFIT,
    REPORT_GROUP_UNKNOWN,
    REPORT_FIELD_UNKNOWN,
    REPORT_WORDS_UNKNOWN,
    REPORT_TEXT_TOO_LONG,
    REPORT_AGAIN_MISSING,
    REPORT_EXISTS,
    REPORT_FIXED,
    REPORT_TOO_MANY,
];
