//! A question between teams and its course: every state has a step and a date. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use nouns::{PersonId, Region, SchoolId, StudyField, TeamId};
use serde::{Deserialize, Serialize};

use super::ExchangeProblem;
use crate::card::Author;

/// So long others have to answer before a question goes wider.
pub const PATIENCE: TimeDelta = TimeDelta::days(14);
/// So long after the first answer the asker is asked whether it helped.
pub const ASK_AFTER: TimeDelta = TimeDelta::days(7);
/// So long the asker has after that, before the question closes by itself.
pub const LAST_WAIT: TimeDelta = TimeDelta::days(14);
/// The most answers of one question.
pub const MOST_ANSWERS: u32 = 50;

/// A question's id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionId(String);

impl QuestionId {
    /// Takes an id from outside; what could not be one is none.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let is_id = (1..=40).contains(&input.len())
            && input
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_id.then(|| Self(input.to_owned()))
    }

    #[must_use]
    pub fn fresh() -> Self {
        Self(nouns::CardId::fresh().as_str().to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far a question goes, near before far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    School,
    Region,
    Country,
}

impl Reach {
    pub const ALL: [Self; 3] = [Self::School, Self::Region, Self::Country];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Region => "region",
            Self::Country => "country",
        }
    }

    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.as_str() == input)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Open,
    Answered,
    Closed,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Open, Self::Answered, Self::Closed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Others answer.
    Answer,
    /// A moderator looks for somebody who knows.
    Look,
    /// The asker says whether it helped.
    Tell,
    /// The asker was asked whether it helped.
    Asked,
    None,
}

impl Step {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Look => "look",
            Self::Tell => "tell",
            Self::Asked => "asked",
            Self::None => "none",
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    None,
    Helped,
    Closed,
    Nobody,
    Withdrawn,
}

impl Outcome {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Helped => "helped",
            Self::Closed => "closed",
            Self::Nobody => "nobody",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionWords {
    pub title: String,
    pub details: String,
    pub field: Option<StudyField>,
    pub reach: Reach,
    /// The name of the team that asks; an earlier question may have one without an id.
    pub team: String,
    pub team_id: Option<TeamId>,
}

/// A question with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub words: QuestionWords,
    /// Nobody once they were erased.
    pub asker: Option<Author>,
    pub school: Option<SchoolId>,
    pub region: Option<Region>,
    pub circle: Reach,
    pub state: State,
    pub step: Step,
    pub outcome: Outcome,
    pub answers: u32,
    pub made: DateTime<Utc>,
    /// When the step is due, or when it was closed.
    pub due: DateTime<Utc>,
    pub version: u32,
}

/// Something that somebody should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    pub person: PersonId,
    pub what: &'static str,
}

impl Question {
    #[must_use]
    pub fn is_by(&self, person: &PersonId) -> bool {
        self.asker
            .as_ref()
            .is_some_and(|asker| asker.person == *person)
    }

    /// News for whoever asked.
    pub(super) fn asker_hears(&self, what: &'static str) -> Vec<News> {
        let asker = self.asker.as_ref();
        let news = asker.map(|asker| News {
            person: asker.person.clone(),
            what,
        });
        news.into_iter().collect()
    }

    /// One answer more. The first makes it the asker's turn.
    pub(super) fn answered(&self, now: DateTime<Utc>) -> Result<Self, ExchangeProblem> {
        if self.state == State::Closed {
            return Err(ExchangeProblem::Over);
        }
        if self.answers >= MOST_ANSWERS {
            return Err(ExchangeProblem::EnoughAnswers);
        }
        let next = Self {
            answers: self.answers + 1,
            ..self.next()
        };
        Ok(if self.state == State::Answered {
            next
        } else {
            Self {
                state: State::Answered,
                step: Step::Tell,
                due: now + ASK_AFTER,
                ..next
            }
        })
    }

    pub(super) fn with_one_answer_less(&self, now: DateTime<Utc>) -> Self {
        let answers = self.answers.saturating_sub(1);
        let next = Self {
            answers,
            ..self.next()
        };
        if answers == 0 && self.state == State::Answered {
            Self {
                state: State::Open,
                step: Step::Answer,
                due: now + PATIENCE,
                ..next
            }
        } else {
            next
        }
    }

    pub(super) fn open_again(&self, now: DateTime<Utc>) -> Result<Self, ExchangeProblem> {
        match self.state {
            State::Closed => Err(ExchangeProblem::Over),
            _ => Ok(Self {
                state: State::Open,
                step: Step::Answer,
                due: now + PATIENCE,
                ..self.next()
            }),
        }
    }

    pub(super) fn closed(
        &self,
        outcome: Outcome,
        now: DateTime<Utc>,
    ) -> Result<Self, ExchangeProblem> {
        if self.state == State::Closed {
            return Err(ExchangeProblem::Over);
        }
        Ok(self.ended(outcome, now))
    }

    pub(super) fn withdrawn(&self, now: DateTime<Utc>) -> Self {
        self.ended(Outcome::Withdrawn, now)
    }

    /// What happens when its date has come, and what the asker hears of it; nothing before that.
    pub(super) fn when_due(&self, now: DateTime<Utc>) -> Option<(Self, &'static str)> {
        if self.due > now {
            return None;
        }
        match self.step {
            Step::Answer => Some(self.wider(now)),
            Step::Look => Some((self.ended(Outcome::Nobody, now), "nobody")),
            Step::Tell => Some((
                Self {
                    step: Step::Asked,
                    due: now + LAST_WAIT,
                    ..self.next()
                },
                "tell",
            )),
            Step::Asked => Some((self.ended(Outcome::Closed, now), "over")),
            Step::None => None,
        }
    }

    /// The next circle, or a moderator when there is none.
    fn wider(&self, now: DateTime<Utc>) -> (Self, &'static str) {
        let is_there = |reach: Reach| match reach {
            Reach::School => self.school.is_some(),
            Reach::Region => self.region.is_some(),
            Reach::Country => true,
        };
        let within =
            |reach: &Reach| *reach > self.circle && *reach <= self.words.reach && is_there(*reach);
        let next = Self {
            due: now + PATIENCE,
            ..self.next()
        };
        match Reach::ALL.into_iter().find(within) {
            Some(circle) => (Self { circle, ..next }, "wider"),
            None => (
                Self {
                    step: Step::Look,
                    ..next
                },
                "looked-for",
            ),
        }
    }

    fn ended(&self, outcome: Outcome, now: DateTime<Utc>) -> Self {
        Self {
            state: State::Closed,
            step: Step::None,
            outcome,
            due: now,
            ..self.next()
        }
    }

    fn next(&self) -> Self {
        Self {
            version: self.version + 1,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::start;

    fn question(reach: Reach) -> Question {
        Question {
            id: QuestionId::fresh(),
            words: QuestionWords {
                title: "Hoe begin je een teamdag?".to_owned(),
                details: String::new(),
                field: None,
                reach,
                team: String::new(),
                team_id: None,
            },
            asker: None,
            school: SchoolId::parse("25PW").ok(),
            region: Region::parse("RMC-19").ok(),
            circle: Reach::School,
            state: State::Open,
            step: Step::Answer,
            outcome: Outcome::None,
            answers: 0,
            made: start(),
            due: start() + PATIENCE,
            version: 1,
        }
    }

    /// What happens to a question that nobody does anything about: what is told, and after how many days.
    fn course(mut question: Question) -> Vec<(&'static str, i64)> {
        let mut told = Vec::new();
        while question.state != State::Closed {
            let now = question.due;
            assert_eq!(question.when_due(now - TimeDelta::seconds(1)), None);
            let (next, what) = question.when_due(now).unwrap();
            assert!(
                next.state == State::Closed || next.due > now,
                "a step without a date"
            );
            told.push((what, (now - start()).num_days()));
            question = next;
        }
        assert_eq!(question.when_due(question.due + TimeDelta::days(999)), None);
        told
    }

    #[test]
    fn a_question_that_nobody_answers_goes_wider_then_to_a_moderator_then_ends() {
        assert_eq!(
            course(question(Reach::Country)),
            [
                ("wider", 14),
                ("wider", 28),
                ("looked-for", 42),
                ("nobody", 56)
            ]
        );
        assert_eq!(
            course(question(Reach::School)),
            [("looked-for", 14), ("nobody", 28)]
        );
        let mut without_region = question(Reach::Country);
        without_region.region = None;
        assert_eq!(course(without_region)[0], ("wider", 14));
    }

    #[test]
    fn after_an_answer_the_asker_is_asked_and_then_it_ends() {
        let answered = question(Reach::Country).answered(start()).unwrap();
        assert_eq!(course(answered.clone()), [("tell", 7), ("over", 21)]);
        let again = answered.answered(start() + TimeDelta::days(3)).unwrap();
        assert_eq!(
            (again.answers, again.due),
            (2, answered.due),
            "a second answer moves no date"
        );
        let gone = again
            .with_one_answer_less(start())
            .with_one_answer_less(start());
        assert_eq!((gone.state, gone.step), (State::Open, Step::Answer));
    }

    #[test]
    fn what_is_closed_stays_closed() {
        let closed = question(Reach::Country)
            .closed(Outcome::Helped, start())
            .unwrap();
        assert_eq!(closed.answered(start()), Err(ExchangeProblem::Over));
        assert_eq!(closed.open_again(start()), Err(ExchangeProblem::Over));
        assert_eq!(
            closed.closed(Outcome::Closed, start()),
            Err(ExchangeProblem::Over)
        );
    }
}
