use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::NewEvent;

/// A meetup that is not on the board yet: as far as it was written, for who writes it and who organises it too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Concept {
    pub id: String,
    /// As they were sent; anything may be missing.
    pub words: NewEvent,
    /// Who keeps it.
    pub by: String,
    /// When it is published by itself, RFC 3339 on the clock of home.
    pub publish_at: Option<String>,
    /// Why it is not published at its moment: `community` (it is gone), `suspended`, or `office` (who keeps it may not publish there any more).
    pub problem: Option<String>,
    pub changed: String,
    /// The last day on which it is kept when nobody changes it; absent while it waits for its moment.
    pub kept_until: Option<String>,
    /// What the caller may do: `edit`, `publish`, `delete`.
    pub may: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ConceptList {
    /// Those that wait for their moment first, soonest first; then what was changed last.
    pub concepts: Vec<Concept>,
}

/// What to keep of a meetup that is not published yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewConcept {
    /// Anything may be missing, unless there is a moment to publish it.
    pub words: Option<NewEvent>,
    /// When it goes on the board by itself: RFC 3339, or local time at home. Without it, only when somebody says so.
    pub publish_at: Option<String>,
}
