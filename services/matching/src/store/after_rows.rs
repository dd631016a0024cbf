use chrono::{DateTime, Utc};
use surrealdb::types::SurrealValue;

/// A row of `together`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct TogetherRow {
    pub(crate) began: DateTime<Utc>,
    pub(crate) sign: DateTime<Utc>,
    pub(crate) stuck: Option<DateTime<Utc>>,
    pub(crate) help: Option<DateTime<Utc>>,
    pub(crate) version: i64,
    /// Who proposed what stands open.
    pub(crate) by: Option<String>,
    pub(crate) options: Vec<DateTime<Utc>>,
    pub(crate) place: Option<String>,
    pub(crate) agreed: Option<DateTime<Utc>>,
    pub(crate) agreed_place: Option<String>,
    pub(crate) off: Option<DateTime<Utc>>,
    pub(crate) off_place: Option<String>,
    pub(crate) sequence: i64,
    pub(crate) changed: Option<DateTime<Utc>>,
    pub(crate) student_reminded: bool,
    pub(crate) buddy_reminded: bool,
    pub(crate) goals: Vec<String>,
    pub(crate) student_thanks: Option<String>,
    pub(crate) buddy_thanks: Option<String>,
}

/// A row of `step`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct StepRow {
    pub(crate) request: String,
    pub(crate) n: i64,
    pub(crate) goal: String,
    pub(crate) key: Option<String>,
    pub(crate) sealed: Option<String>,
    pub(crate) by: String,
    pub(crate) made: DateTime<Utc>,
    pub(crate) done: Option<DateTime<Utc>>,
}

/// A row of `check_in`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct CheckInRow {
    pub(crate) person: String,
    pub(crate) round: i64,
    pub(crate) answer: String,
    pub(crate) shared: bool,
    pub(crate) at: DateTime<Utc>,
}

/// Who goes first at the next match.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct RematchRow {
    pub(crate) person: String,
    pub(crate) since: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
}

/// A match in which nothing happens, or in which one of the two waits for help.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct StuckRow {
    pub(crate) id_of: String,
    pub(crate) student: String,
    pub(crate) student_name: String,
    pub(crate) buddy_name: String,
    pub(crate) programme: Option<String>,
    /// Of either of the two; some may be the same.
    pub(crate) regions: Vec<String>,
    pub(crate) stuck: Option<DateTime<Utc>>,
    pub(crate) help: Option<DateTime<Utc>>,
    pub(crate) wrote: Option<DateTime<Utc>>,
}

/// How many matches with one set of attributes ended within three months, or did not.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct LastingRow {
    pub(crate) fit: i64,
    pub(crate) ended: bool,
    /// A lottery decided that it was these two.
    pub(crate) drawn: bool,
    pub(crate) n: i64,
}
