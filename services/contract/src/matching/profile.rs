use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// One side of a person's profile, as short choices. Every list may be empty and every option
/// may be left out, except `side` and one relation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Choices {
    /// `seeks` (looks for somebody) or `helps` (offers).
    pub side: String,
    /// Which relations: `voor-de-overstap`, `eerste-jaar`, `samen-gelijk`, `rolmodel`, `meelopen`.
    pub relations: Vec<String>,
    /// The programme that a coordinator runs, if the profile belongs to one.
    pub programme: Option<String>,
    pub goals_wanted: Vec<String>,
    pub goals_offered: Vec<String>,
    /// A broad field of ISCED-F 2013: `00` to `10`.
    pub study_field: Option<String>,
    pub route: Option<String>,
    /// ISO 639-1 codes of what the person likes to speak.
    pub languages: Vec<String>,
    /// An RMC region; left out, the person meets online only.
    pub region: Option<String>,
    pub online: bool,
    pub in_person: bool,
    /// Messages at any time count, so that no common slot is needed.
    pub asynchronous: bool,
    /// `bol` or `bbl`.
    pub leerweg: Option<String>,
    /// Weekday and part of the day: `ma-avond`.
    pub slots: Vec<String>,
    pub interests: Vec<String>,
    pub dislikes: Vec<String>,
    pub ways_of_working: Vec<String>,
    /// Routes that the other knows; wished for, never required.
    pub wished_routes: Vec<String>,
    /// Routes that a helper has walked.
    pub known_routes: Vec<String>,
    /// How many students a helper takes at the same time, 1 to 10; seekers leave it 0.
    pub capacity: u8,
}

/// One side of the caller's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Profile {
    pub choices: Choices,
    /// False while the person takes a break: nobody is shown to them or sees them.
    pub active: bool,
    /// Until when a coordinator has seen a certificate of conduct (VOG).
    pub vog_valid_until: Option<NaiveDate>,
    /// How many students a helper has now, and how many more could come.
    pub taken: u32,
    pub free: u32,
    pub updated: DateTime<Utc>,
}

/// Both sides of the caller's profile: who is helped can help too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct OwnProfiles {
    pub seeks: Option<Profile>,
    pub helps: Option<Profile>,
    /// `seek`, `help`: the sides that the caller may fill in; `ask-hour`: they may ask a role model into their class.
    pub may: Vec<String>,
}

/// A break, or its end, for one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Pause {
    /// `seeks` or `helps`.
    pub side: String,
    pub paused: bool,
}

/// The helpers of a coordinator's region, those without a valid certificate of conduct first, then by when it ends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct CertificateList {
    pub helpers: Vec<HelperCertificate>,
    /// How many more there are than are told: a part of a name finds them.
    pub more: u32,
}

/// A helper, and until when somebody has seen a certificate of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct HelperCertificate {
    pub person: String,
    pub name: String,
    pub region: Option<String>,
    pub valid_until: Option<NaiveDate>,
}

/// Which helpers a coordinator looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateQuestion {
    /// A part of a name; empty is everybody.
    #[serde(default)]
    pub q: String,
}

/// What a coordinator has seen: a certificate of conduct, valid until a day; none takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Vog {
    pub person: String,
    pub valid_until: Option<NaiveDate>,
}
