use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// At most ten buddies or role models for the caller, best first. The machine proposes, the
/// caller chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SuggestionList {
    pub suggestions: Vec<Suggestion>,
    /// How long finding took, in microseconds.
    pub took_us: u64,
    /// In a programme that suggests: how it stands with the one to three that it suggests.
    pub personal: Option<PersonalSuggestion>,
}

/// How it stands with what a programme suggests to a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct PersonalSuggestion {
    /// The name of the programme.
    pub programme: String,
    /// `open`, `asked` (the student said yes to one), `ended` (nobody answered in time) or `waits` (nobody fits now).
    pub state: String,
    /// Until when an open one can be answered.
    pub until: Option<DateTime<Utc>>,
    /// `other`, with one of the reasons, or `again`, after an end.
    pub may: Vec<String>,
}

/// A student would rather have another, or a suggestion again after they let one pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct OtherSuggestion {
    /// One of [`super::OTHER_REASONS`]; none where nothing is open.
    pub reason: Option<String>,
}

/// One buddy or role model, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Suggestion {
    pub buddy: String,
    /// First name and initial; the whole name comes with a yes.
    pub name: String,
    /// What the two would be to each other: a relation that both chose, the caller's first.
    pub relation: String,
    /// The sum of the points of `parts`.
    pub score: u32,
    pub parts: Vec<Part>,
    /// The part that speaks for this person most.
    pub reason: String,
    /// What is missing most, said honestly: a part, `new` for somebody who never answered before,
    /// or `none`.
    pub reservation: String,
    /// What both share, as keys of the vocabulary, for the sentences on the card.
    pub common_goals: Vec<String>,
    pub common_slots: Vec<String>,
    pub common_languages: Vec<String>,
    pub common_interests: Vec<String>,
    pub study_field: Option<String>,
    pub region: Option<String>,
    /// Both are fine with meeting online.
    pub online: bool,
    pub free: u32,
    /// How many hours this person took to answer on average; none before the first answer.
    pub answer_hours: Option<u32>,
    /// The state of a request that the caller has with this person now, if any.
    pub asked: Option<String>,
    /// `ask`.
    pub may: Vec<String>,
}

/// A named part of the score, both sides together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Part {
    /// Such as `goals`, `slots`, `field`.
    pub part: String,
    pub points: u32,
    /// The most that this part can give.
    pub most: u32,
}
