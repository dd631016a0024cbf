//! Vraag en antwoord: a question of one team that others answer.
//!
//! A question always has an owner, a step and a date. It begins as near as it can (the school), and
//! after [`question::PATIENCE`] without an answer it goes wider by itself: region, then country, as
//! far as its asker allowed. When nobody knew, a moderator looks for somebody; when that brings
//! nothing either it closes and says so. Once there is an answer it is the asker's turn to say
//! whether it helped: that closes it, and thanks whoever helped.

pub mod answer;
mod due;
mod finding;
mod knowing;
pub mod question;
pub mod reading;

use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::{CardId, TeamId};
use store::StoreError;

use self::answer::{Answer, AnswerWords};
use self::question::{News, Outcome, Question, QuestionWords, State, Step};
use crate::card::Author;
use crate::store::Change;
use crate::{Toolbox, ToolboxError, rules};

pub(crate) use self::finding::SCHEMA;
pub use self::finding::{Beside, FoundQuestions};
pub(crate) use self::knowing::TriedBy;
pub use self::knowing::{Knows, Why};
pub use self::question::QuestionId;

/// What is wrong with a deed in the exchange, beside what is wrong everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeProblem {
    #[error("there is no such question, or not for this caller")]
    NotFound,
    #[error("this caller asks and answers nothing")]
    MayNotAsk,
    #[error("the caller has five open questions")]
    TooManyOpen,
    #[error("the question is closed")]
    Over,
    #[error("the question is somebody else's")]
    NotYours,
    #[error("the question is the caller's own")]
    Own,
    #[error("the question has moved on")]
    ChangedMeanwhile,
    #[error("the question has as many answers as it can have")]
    EnoughAnswers,
    #[error("a card of the answer is not there for its author")]
    UnknownCard,
    #[error("no answer was chosen")]
    NothingHelped,
    #[error("the caller is not in that team")]
    NotYourTeam,
    #[error("the asker has no school")]
    NoSchool,
    #[error("the asker has no region")]
    NoRegion,
}

/// What runs for somebody, and what is new to them.
#[derive(Debug, Clone)]
pub struct Mine {
    pub asked: Vec<Question>,
    /// Those that wait for a moderator, for a moderator.
    pub to_look_at: Vec<Question>,
    pub(crate) news: Vec<crate::store::KeptNews>,
}

/// A question with its answers, as far as a caller may read them.
#[derive(Debug, Clone)]
pub struct Thread {
    pub question: Question,
    pub answers: Vec<Answer>,
}

impl Toolbox {
    /// Asks other teams.
    pub async fn ask_teams(
        &self,
        by: &Caller,
        mut words: QuestionWords,
    ) -> Result<Question, ToolboxError> {
        if !rules::may_add(by) {
            return Err(ExchangeProblem::MayNotAsk.into());
        }
        words.team = self.speaks_for(by, words.team_id.as_ref()).await?;
        let question = Question::asked(by, words, self.clock.now())?;
        let knowing = self.who_may_know(by, &question).await?;
        let news = |person| News {
            person,
            what: "you-know",
        };
        let change = Change {
            news: knowing.into_iter().map(news).collect(),
            ..Change::default()
        };
        self.keep(&question, 0, change).await?;
        Ok(question)
    }

    /// A question with its answers, for whoever may read it. What was new about it for them is seen
    /// with that.
    pub async fn team_question(
        &self,
        by: &Caller,
        id: &QuestionId,
    ) -> Result<Thread, ToolboxError> {
        let question = self.readable(by, id).await?;
        let mut answers = self.store.answers(id).await?;
        answers.retain(|answer| !answer.withdrawn || answer.is_by(&by.person));
        if self.store.has_news(&by.person, id).await? {
            self.store.seen_news(&by.person, id).await?;
        }
        Ok(Thread { question, answers })
    }

    /// Answers a question.
    pub async fn answer_team(
        &self,
        by: &Caller,
        id: &QuestionId,
        mut words: AnswerWords,
    ) -> Result<Answer, ToolboxError> {
        let question = self.readable(by, id).await?;
        if !rules::may_add(by) {
            return Err(ExchangeProblem::MayNotAsk.into());
        }
        if question.is_by(&by.person) {
            return Err(ExchangeProblem::Own.into());
        }
        let now = self.clock.now();
        let next = question.answered(now)?;
        self.check_cards(by, &words.cards).await?;
        words.team = self.speaks_for(by, words.team_id.as_ref()).await?;
        let answer = Answer::given(id, by, words, now);
        let change = Change {
            news: question.asker_hears("answered"),
            answer: Some(answer.clone()),
            ..Change::default()
        };
        self.keep(&next, question.version, change).await?;
        Ok(answer)
    }

    /// Marks what helped, with a word of thanks that its author reads, and closes the question.
    pub async fn thank(
        &self,
        by: &Caller,
        id: &QuestionId,
        helped: &[String],
        words: &str,
    ) -> Result<Question, ToolboxError> {
        let question = self.own(by, id).await?;
        let answers = self.store.answers(id).await?;
        let mut chosen: Vec<Answer> = answers
            .into_iter()
            .filter(|answer| !answer.withdrawn && helped.contains(&answer.id))
            .collect();
        if chosen.is_empty() {
            return Err(ExchangeProblem::NothingHelped.into());
        }
        for answer in &mut chosen {
            answer.helped = true;
            words.clone_into(&mut answer.thanks);
        }
        let authors = chosen.iter().filter_map(|answer| answer.by.as_ref());
        let news = authors.map(|author| News {
            person: author.person.clone(),
            what: "helped",
        });
        let change = Change {
            news: news.collect(),
            marked: chosen.clone(),
            ..Change::default()
        };
        let closed = question.closed(Outcome::Helped, self.clock.now())?;
        self.keep(&closed, question.version, change).await?;
        Ok(closed)
    }

    /// The answers did not help yet: the question is open again.
    pub async fn ask_on(&self, by: &Caller, id: &QuestionId) -> Result<Question, ToolboxError> {
        let question = self.own(by, id).await?;
        let open = question.open_again(self.clock.now())?;
        self.keep(&open, question.version, Change::default())
            .await?;
        Ok(open)
    }

    /// The asker does not need an answer any more.
    pub async fn close_question(
        &self,
        by: &Caller,
        id: &QuestionId,
    ) -> Result<Question, ToolboxError> {
        let question = self.own(by, id).await?;
        let closed = question.closed(Outcome::Closed, self.clock.now())?;
        self.keep(&closed, question.version, Change::default())
            .await?;
        Ok(closed)
    }

    /// Takes a question away: its asker, or a moderator.
    pub async fn withdraw_question(
        &self,
        by: &Caller,
        id: &QuestionId,
    ) -> Result<(), ToolboxError> {
        let question = self.readable(by, id).await?;
        if !rules::may_withdraw_question(by, &question) {
            return Err(ExchangeProblem::NotYours.into());
        }
        let gone = question.withdrawn(self.clock.now());
        self.keep(&gone, question.version, Change::default()).await
    }

    /// Takes an answer away: its author, or a moderator.
    pub async fn withdraw_answer(
        &self,
        by: &Caller,
        id: &QuestionId,
        answer: &str,
    ) -> Result<(), ToolboxError> {
        let question = self.readable(by, id).await?;
        let answers = self.store.answers(id).await?;
        let found = answers
            .into_iter()
            .find(|one| one.id == answer && !one.withdrawn);
        let mut answer = found.ok_or(ExchangeProblem::NotFound)?;
        if !rules::may_withdraw_answer(by, &question, &answer) {
            return Err(ExchangeProblem::NotYours.into());
        }
        answer.withdrawn = true;
        let change = Change {
            marked: vec![answer],
            ..Change::default()
        };
        let fewer = question.with_one_answer_less(self.clock.now());
        self.keep(&fewer, question.version, change).await
    }

    /// A question that this caller may read.
    pub(crate) async fn readable(
        &self,
        by: &Caller,
        id: &QuestionId,
    ) -> Result<Question, ToolboxError> {
        let question = self.store.question(id).await?;
        question
            .filter(|question| rules::may_read_question(by, question))
            .ok_or_else(|| ExchangeProblem::NotFound.into())
    }

    /// A question of the caller that is not closed.
    async fn own(&self, by: &Caller, id: &QuestionId) -> Result<Question, ToolboxError> {
        let question = self.readable(by, id).await?;
        if !question.is_by(&by.person) {
            return Err(ExchangeProblem::NotYours.into());
        }
        if question.state == State::Closed {
            return Err(ExchangeProblem::Over.into());
        }
        Ok(question)
    }

    /// The name of the team that somebody speaks for: one that they are in now, or none.
    async fn speaks_for(&self, by: &Caller, team: Option<&TeamId>) -> Result<String, ToolboxError> {
        let Some(team) = team else {
            return Ok(String::new());
        };
        match self.own_team(by, team).await {
            Ok(team) => Ok(team.name().to_owned()),
            Err(ToolboxError::NoTeam(_) | ToolboxError::TeamClosed | ToolboxError::NotInTeam) => {
                Err(ExchangeProblem::NotYourTeam.into())
            }
            Err(problem) => Err(problem),
        }
    }

    async fn check_cards(&self, by: &Caller, cards: &[CardId]) -> Result<(), ToolboxError> {
        let found = self.store.cards(cards).await?;
        let may_read = |id: &CardId| {
            let card = found.iter().find(|card| card.id == *id);
            card.is_some_and(|card| rules::may_read(Some(by), card))
        };
        if cards.iter().all(may_read) {
            Ok(())
        } else {
            Err(ExchangeProblem::UnknownCard.into())
        }
    }

    /// Stores a question as it is now, with what comes with it, unless it has moved on since
    /// version `from`; 0 is a new one.
    pub(crate) async fn keep(
        &self,
        question: &Question,
        from: u32,
        change: Change,
    ) -> Result<(), ToolboxError> {
        match self
            .store
            .keep_question(question, from, change, self.clock.now())
            .await
        {
            Err(StoreError::Thrown(name)) if name == "too-many" => {
                Err(ExchangeProblem::TooManyOpen.into())
            }
            Err(StoreError::Thrown(_)) => Err(ExchangeProblem::ChangedMeanwhile.into()),
            done => Ok(done?),
        }
    }
}

impl Question {
    /// A question that somebody asks, as near as it can begin.
    fn asked(
        by: &Caller,
        words: QuestionWords,
        now: DateTime<Utc>,
    ) -> Result<Self, ExchangeProblem> {
        use question::Reach;
        match words.reach {
            Reach::School if by.school.is_none() => return Err(ExchangeProblem::NoSchool),
            Reach::Region if by.region.is_none() => return Err(ExchangeProblem::NoRegion),
            _ => {}
        }
        let circle = match (&by.school, &by.region) {
            (Some(_), _) => Reach::School,
            (None, Some(_)) => Reach::Region,
            (None, None) => Reach::Country,
        };
        Ok(Self {
            id: QuestionId::fresh(),
            circle: circle.min(words.reach),
            words,
            asker: Some(Author {
                person: by.person.clone(),
                name: by.name.clone(),
            }),
            school: by.school.clone(),
            region: by.region,
            state: State::Open,
            step: Step::Answer,
            outcome: Outcome::None,
            answers: 0,
            made: now,
            due: now + question::PATIENCE,
            version: 1,
        })
    }
}
