//! What two people do after a yes: meet, share goals, say how it goes, thank each other; and what a coordinator sees of it.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// Where two people meet. A list and no text: an address is nobody's to give.
pub const PLACES: &[&str] = &[
    "kansrijk",
    "school",
    "bellen",
    "bibliotheek",
    "buurthuis",
    "horeca",
];

/// Where they meet while one of them is a minor: on the platform or at school.
pub const PLACES_OF_MINORS: &[&str] = &["kansrijk", "school"];

/// Small steps to choose from.
pub const STEPS: &[&str] = &[
    "rustig-praten",
    "plan-maken",
    "week-indelen",
    "samen-oefenen",
    "iets-bekijken",
    "iemand-vragen",
    "op-bezoek",
    "zelf-proberen",
];

/// How it goes, in one tap.
pub const CHECK_IN_ANSWERS: &[&str] = &["goed", "kan-beter", "vast"];

/// Kind sentences for the end.
pub const THANKS: &[&str] = &[
    "voor-je-tijd",
    "veel-geleerd",
    "fijn-gepraat",
    "meer-moed",
    "veel-succes",
];

/// The longest step in own words, in characters.
pub const LONGEST_STEP: usize = 80;

/// Everything that the two of a match share, as one of them sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Together {
    /// `open`, or why nothing can be planned now: as the stand of a conversation.
    pub stand: String,
    pub plan: Plan,
    pub goals: Vec<SharedGoal>,
    /// Goals that the two could still share.
    pub more_goals: Vec<String>,
    pub check_in: Option<CheckIn>,
    /// What was said of how it goes: one's own answers, and the other's where they chose to show them.
    pub answers: Vec<CheckInSaid>,
    pub thanks: Thanks,
    /// Until when the caller, whose match has ended, goes first on the waiting list.
    pub goes_first_until: Option<DateTime<Utc>>,
    /// Since when nothing has happened.
    pub stuck: Option<DateTime<Utc>>,
    /// Since when one of the two waits for the coordinator.
    pub help: Option<DateTime<Utc>>,
    /// What was, is and comes, in order.
    pub moments: Vec<Moment>,
    /// `propose`, `pick`, `drop`, `call-off`, `remind`, `goals`, `check-in`, `help`, `thank`, `helper`.
    pub may: Vec<String>,
}

/// When and where the two meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Plan {
    /// Counts changes: every deed says which plan it saw.
    pub version: u32,
    /// What is proposed, and whether the caller did.
    pub options: Vec<DateTime<Utc>>,
    pub place: Option<String>,
    pub yours: bool,
    /// The date that stands.
    pub agreed: Option<DateTime<Utc>>,
    pub agreed_place: Option<String>,
    /// The date that stood last, called off.
    pub off: Option<DateTime<Utc>>,
    /// There is an invitation for a calendar.
    pub invitation: bool,
    /// The caller hears of it the day before.
    pub reminded: bool,
    /// Moments to choose from, and places.
    pub offers: Vec<DateTime<Utc>>,
    pub places: Vec<String>,
}

/// A goal that the two share, with small steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SharedGoal {
    pub goal: String,
    pub steps: Vec<SharedStep>,
    /// There is room for another step.
    pub room: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SharedStep {
    pub n: u32,
    /// A key of the list, or own words; neither where the words are gone.
    pub step: Option<String>,
    pub text: Option<String>,
    pub yours: bool,
    pub done: Option<DateTime<Utc>>,
}

/// Somebody is asked how it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CheckIn {
    pub round: u32,
    pub asked: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CheckInSaid {
    pub yours: bool,
    /// `goed`, `kan-beter` or `vast`.
    pub answer: String,
    pub shared: bool,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Object)]
pub struct Thanks {
    pub yours: Option<String>,
    pub theirs: Option<String>,
}

/// A point of the drawn line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Moment {
    /// `asked`, `yes`, `meeting`, `check-in`, `step`, `end`, `thanks`.
    pub what: String,
    pub at: DateTime<Utc>,
    /// False for what is still to come.
    pub done: bool,
}

/// One to three moments of the offers, and a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct ProposePlan {
    pub version: u32,
    pub moments: Vec<DateTime<Utc>>,
    pub place: String,
}

/// One of the proposed moments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct PickPlan {
    pub version: u32,
    pub moment: DateTime<Utc>,
    /// A reminder the day before.
    #[serde(default)]
    #[oai(default)]
    pub remind: bool,
}

/// The plan that the caller saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct SeenPlan {
    pub version: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct PlanReminder {
    pub remind: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct ShareGoal {
    pub goal: String,
}

/// A step of the list, or one in own words of at most [`LONGEST_STEP`] characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct AddStep {
    pub goal: String,
    pub step: Option<String>,
    pub text: Option<String>,
    /// The writer has seen the warning that the words lead outside.
    pub sure: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct TickStep {
    pub done: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct AnswerCheckIn {
    pub round: u32,
    pub answer: String,
    /// The other may see it.
    pub share: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct SayThanks {
    pub thanks: String,
}

/// Matches that need somebody, for a coordinator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct StuckList {
    pub matches: Vec<StuckMatch>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct StuckMatch {
    pub id: String,
    /// First names with an initial.
    pub student: String,
    pub buddy: String,
    pub programme: Option<String>,
    /// Since when nothing happened.
    pub stuck: Option<DateTime<Utc>>,
    /// Since when one of the two asks for help.
    pub help: Option<DateTime<Utc>>,
}

/// How long matches lasted, by what two people had in common. No person is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Object)]
pub struct LastingTable {
    pub programme: Option<String>,
    /// Matches that began three months ago or longer.
    pub matches: u64,
    /// Of these, where a lottery decided who got the place: what they have in common is chance, so that they compare fairly.
    pub drawn: u64,
    pub rows: Vec<LastingLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Object)]
pub struct LastingLine {
    /// `study-field`, `region`, `language`, `goals`, `in-person`, `leerweg`.
    pub attribute: String,
    pub with: Option<Lasted>,
    pub without: Option<Lasted>,
}

/// Of a group of 50 or more; smaller ones are not told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Object)]
pub struct Lasted {
    pub matches: u64,
    /// Still running three months after the yes: shares from 0 to 1, the interval by Wilson (1927) at 95 %.
    pub share: f64,
    pub low: f64,
    pub high: f64,
}
