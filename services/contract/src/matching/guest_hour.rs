use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use crate::Code;

/// What an hour in class is about.
pub const HOUR_SUBJECTS: &[&str] = &[
    "werkdag",
    "mijn-weg",
    "werk-vinden",
    "ondernemen",
    "tegenslag",
    "verder-leren",
];

/// Where the class meets a role model: at school, or by video.
pub const HOUR_PLACES: &[&str] = &["school", "bellen"];

/// Parts of days on which there is school.
pub const HOUR_SLOTS: &[&str] = &[
    "ma-ochtend",
    "ma-middag",
    "ma-avond",
    "di-ochtend",
    "di-middag",
    "di-avond",
    "wo-ochtend",
    "wo-middag",
    "wo-avond",
    "do-ochtend",
    "do-middag",
    "do-avond",
    "vr-ochtend",
    "vr-middag",
    "vr-avond",
];

/// So many students are in a class at most.
pub const MOST_STUDENTS: u32 = 100;

/// What a class asks: no name is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct ClassHour {
    /// Parts of days that suit the class, of [`HOUR_SLOTS`].
    pub slots: Vec<String>,
    /// One of [`HOUR_SUBJECTS`].
    pub subject: String,
    /// How many students, 1 to [`MOST_STUDENTS`].
    pub students: u32,
    /// One of [`HOUR_PLACES`].
    pub place: String,
}

/// A teacher asks a role model for an hour in class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct AskGuestHour {
    pub person: String,
    pub hour: ClassHour,
}

/// Role models who give an hour in class and can be asked for one now; those nearby first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct GuestSpeakerList {
    pub people: Vec<GuestSpeaker>,
}

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct GuestSpeaker {
    pub person: String,
    /// First name and initial.
    pub name: String,
    pub trade: String,
    /// May be empty, as the next.
    pub chance: String,
    pub example: String,
    pub region: Option<String>,
    /// Which of [`HOUR_PLACES`] they can come to.
    pub places: Vec<String>,
    /// How a request of the caller to them stands.
    pub asked: Option<String>,
    /// `ask`.
    pub may: Vec<String>,
}

pub const HOUR_TEACHERS_ONLY: Code = Code::new(
    "hour.teachers-only",
    "Een gastuur voor een klas vraagt een docent.",
);
pub const HOUR_SLOTS_CODE: Code =
    Code::new("hour.slots", "Kies minstens één dagdeel waarop het kan.");
pub const HOUR_SUBJECT_CODE: Code = Code::new("hour.subject", "Kies waar het over gaat.");
pub const HOUR_STUDENTS_CODE: Code =
    Code::new("hour.students", "Vul een aantal in van 1 tot en met 100.");
pub const HOUR_PLACE_CODE: Code =
    Code::new("hour.place", "Kies een plek waar dit rolmodel kan komen.");
pub const HOUR_NOT_OFFERED: Code = Code::new(
    "hour.not-offered",
    "Dit rolmodel geeft nu geen gastuur. Kies een ander.",
);

/// The codes of an hour in class; the screens have a sentence for each.
pub const HOUR_CODES: &[Code] = &[
    HOUR_TEACHERS_ONLY,
    HOUR_SLOTS_CODE,
    HOUR_SUBJECT_CODE,
    HOUR_STUDENTS_CODE,
    HOUR_PLACE_CODE,
    HOUR_NOT_OFFERED,
];
