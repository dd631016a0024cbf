use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::ClassHour;

/// A student asks a buddy or role model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Ask {
    /// The person id from a suggestion.
    pub buddy: String,
    /// Left out: the first relation that both chose.
    pub relation: Option<String>,
    /// The place in the student's own order, 1 to 5. Ranked choices are asked one by one, the
    /// next when the one before ends without a match; without a rank it is asked at once.
    pub rank: Option<u8>,
}

/// The buddy's answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Answer {
    /// `yes`, `no` or `ask_me_first`.
    pub answer: String,
    /// With `no`: a kind reason, such as `geen-tijd`.
    pub reason: Option<String>,
    /// With `ask_me_first`: a question, such as `welk-moment`.
    pub question: Option<String>,
}

/// The student's reply to the buddy's question, by a choice that belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Reply {
    pub reply: String,
}

/// Ends a match, with a reason and without fault.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
#[oai(default)]
pub struct Close {
    pub reason: String,
}

/// A request or match, as one of its two people sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Request {
    pub id: String,
    pub relation: String,
    /// What was asked of a role model: `gesprek`, `gastuur` or `meelopen`.
    pub form: Option<String>,
    /// What a class asked, where a teacher did: then `student` is the teacher.
    pub class: Option<ClassHour>,
    pub programme: Option<String>,
    /// `waiting`, `asked`, `question`, `matched`, `running`, and the ends `declined`, `expired`,
    /// `withdrawn`, `closed`.
    pub state: String,
    /// Which side the caller is on: `student` or `buddy`.
    pub side: String,
    pub student: Party,
    pub buddy: Party,
    pub rank: Option<u8>,
    pub made: DateTime<Utc>,
    /// What happens next; an end has none for this request.
    pub step: Option<Step>,
    pub question: Option<String>,
    /// The replies that belong to the question.
    pub replies: Vec<String>,
    pub reply: Option<String>,
    pub reason: Option<String>,
    /// What the student wants help with, and what the two share, as their profiles are now.
    pub goals: Vec<String>,
    pub common_slots: Vec<String>,
    pub common_languages: Vec<String>,
    pub common_interests: Vec<String>,
    pub history: Vec<Event>,
    /// `answer`, `reply`, `withdraw`, `met`, `close`, `block`.
    pub may: Vec<String>,
}

/// One of the two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Party {
    pub id: String,
    /// First name and initial until there is a match.
    pub name: String,
}

/// What comes next, who does it, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Step {
    /// `be-asked`, `answer`, `reply`, `meet`, `check-in`.
    pub step: String,
    /// `student`, `buddy`, `both` or `kansrijk`.
    pub who: String,
    pub until: DateTime<Utc>,
    /// Whether the caller is who must act.
    pub yours: bool,
}

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Event {
    /// A state, or `replied`, `reminded` or `check-in`.
    pub what: String,
    /// `student`, `buddy` or `kansrijk`.
    pub by: String,
    pub at: DateTime<Utc>,
    /// The question, reply or reason that came with it.
    pub detail: Option<String>,
}

/// Everything that runs or ran for the caller, newest first, and what they have not yet seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct RequestList {
    pub requests: Vec<Request>,
    pub notices: Vec<Notice>,
    /// How many more requests the caller can have open now, as a student.
    pub left: u32,
    /// Until when the caller stands on the waiting list, if they do.
    pub waits_until: Option<DateTime<Utc>>,
}

/// Something the caller should know, until they say they have seen it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Notice {
    pub request: String,
    /// What happened, as in [`Event::what`]; `withdrawn-for-match` when a yes of another ended it, `asked-for-you` when
    /// Kansrijk asked for the caller, `asked-for-class` when a teacher asks for an hour in class, `still-waiting` and
    /// `waiting-over` about the waiting list, `suggested` and `suggestion-over` in a programme that suggests, `rested` after silence,
    /// `invitation-taken`, `invitation-ended` and `invitation-stopped` about inviting a role model.
    pub what: String,
    /// The other's name.
    pub other: String,
    pub at: DateTime<Utc>,
}

/// How many notices were put away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SeenAnswer {
    pub seen: u32,
}
