//! An answer to a question between teams. Pure.

use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::{CardId, PersonId, TeamId};

use super::question::QuestionId;
use crate::card::Author;

/// What somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerWords {
    pub text: String,
    /// The name of the team that answers; an earlier answer may have one without an id.
    pub team: String,
    pub team_id: Option<TeamId>,
    pub cards: Vec<CardId>,
}

/// An answer with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub id: String,
    pub question: QuestionId,
    pub words: AnswerWords,
    /// Nobody once they were erased.
    pub by: Option<Author>,
    pub at: DateTime<Utc>,
    pub helped: bool,
    /// What the asker wrote to thank.
    pub thanks: String,
    pub withdrawn: bool,
}

impl Answer {
    pub(super) fn given(
        question: &QuestionId,
        by: &Caller,
        words: AnswerWords,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            id: QuestionId::fresh().as_str().to_owned(),
            question: question.clone(),
            words,
            by: Some(Author {
                person: by.person.clone(),
                name: by.name.clone(),
            }),
            at,
            helped: false,
            thanks: String::new(),
            withdrawn: false,
        }
    }

    #[must_use]
    pub fn is_by(&self, person: &PersonId) -> bool {
        self.by.as_ref().is_some_and(|by| by.person == *person)
    }
}
