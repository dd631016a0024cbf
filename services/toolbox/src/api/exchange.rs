//! Questions between teams over HTTP: translation only.

use std::sync::Arc;

use contract::Caller;
use contract::toolbox::NUMBER_UNREADABLE;
use contract::toolbox::exchange::{
    self as wired, MyQuestions, NewTeamAnswer, NewTeamQuestion, QuestionList, QuestionPreview,
    TeamQuestion, Thanks,
};
use nouns::Paging;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::telling_exchange as telling;
use crate::exchange::question::{QuestionId, State};
use crate::exchange::{ExchangeProblem, Thread, reading};
use crate::{Toolbox, ToolboxError, rules};

/// Asking, answering, thanking.
pub(super) struct ExchangeApi(pub(super) Arc<Toolbox>);

#[derive(ApiResponse)]
enum Asked {
    #[oai(status = 201)]
    Question(Json<TeamQuestion>),
}

/// What was done has nothing to show.
#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Gone,
}

#[OpenApi]
impl ExchangeApi {
    /// Questions that fit, best first; an empty `q` gives all, newest first.
    #[oai(path = "/questions", method = "get")]
    async fn list(
        &self,
        by: SignedIn,
        q: Query<Option<String>>,
        /// `open`, `answered` or `closed`.
        state: Query<Option<String>>,
        page: Query<Option<u32>>,
        per_page: Query<Option<u32>>,
    ) -> Result<Json<QuestionList>, Problem> {
        let paging = Paging::parse(page.0, per_page.0)
            .map_err(|_| Problem::field("page", NUMBER_UNREADABLE))?;
        let state = state.0.unwrap_or_default();
        let state = State::ALL.into_iter().find(|one| one.as_str() == state);
        let text = q.0.unwrap_or_default();
        let found = self.0.find_questions(&by.0, &text, state, paging).await?;
        Ok(Json(telling::list(&by.0, found)))
    }

    /// Asks other teams.
    #[oai(path = "/questions", method = "post")]
    async fn ask(&self, by: SignedIn, question: Json<NewTeamQuestion>) -> Result<Asked, Problem> {
        let words = reading::question(&question).map_err(Problem::Refused)?;
        let asked = self.0.ask_teams(&by.0, words).await?;
        let thread = Thread {
            question: asked,
            answers: Vec::new(),
        };
        Ok(Asked::Question(Json(self.view(&by.0, thread).await?)))
    }

    /// What there is already about a question, before it is asked. Nothing is stored.
    #[oai(path = "/questions/preview", method = "post")]
    async fn preview(
        &self,
        by: SignedIn,
        question: Json<NewTeamQuestion>,
    ) -> Result<Json<QuestionPreview>, Problem> {
        if !rules::may_add(&by.0) {
            return Err(ToolboxError::from(ExchangeProblem::MayNotAsk).into());
        }
        let beside = self.0.beside(&by.0, &question.title, None).await?;
        Ok(Json(telling::preview(&beside)))
    }

    /// What runs for the caller, and what is new.
    #[oai(path = "/questions/mine", method = "get")]
    async fn mine(&self, by: SignedIn) -> Result<Json<MyQuestions>, Problem> {
        let mine = self.0.my_questions(&by.0).await?;
        Ok(Json(telling::mine(&by.0, mine)))
    }

    /// A question with its answers; what was new about it is seen with that.
    #[oai(path = "/questions/:id", method = "get")]
    async fn question(
        &self,
        by: SignedIn,
        id: Path<String>,
    ) -> Result<Json<TeamQuestion>, Problem> {
        self.read(&by.0, &named(&id)?).await
    }

    /// Answers a question, and gives it as it is now.
    #[oai(path = "/questions/:id/answers", method = "post")]
    async fn answer(
        &self,
        by: SignedIn,
        id: Path<String>,
        answer: Json<NewTeamAnswer>,
    ) -> Result<Json<TeamQuestion>, Problem> {
        let id = named(&id)?;
        self.0.readable(&by.0, &id).await?;
        let words = reading::answer(&answer).map_err(Problem::Refused)?;
        self.0.answer_team(&by.0, &id, words).await?;
        self.read(&by.0, &id).await
    }

    /// Marks what helped, thanks for it, and closes the question.
    #[oai(path = "/questions/:id/thanks", method = "post")]
    async fn thank(
        &self,
        by: SignedIn,
        id: Path<String>,
        thanks: Json<Thanks>,
    ) -> Result<Json<TeamQuestion>, Problem> {
        let id = named(&id)?;
        self.0.readable(&by.0, &id).await?;
        let words = reading::thanks(&thanks.words).map_err(Problem::Refused)?;
        self.0.thank(&by.0, &id, &thanks.answers, &words).await?;
        self.read(&by.0, &id).await
    }

    /// The answers did not help yet: others are asked again.
    #[oai(path = "/questions/:id/reopen", method = "post")]
    async fn reopen(&self, by: SignedIn, id: Path<String>) -> Result<Json<TeamQuestion>, Problem> {
        let id = named(&id)?;
        self.0.ask_on(&by.0, &id).await?;
        self.read(&by.0, &id).await
    }

    /// The asker needs no answer any more.
    #[oai(path = "/questions/:id/close", method = "post")]
    async fn close(&self, by: SignedIn, id: Path<String>) -> Result<Json<TeamQuestion>, Problem> {
        let id = named(&id)?;
        self.0.close_question(&by.0, &id).await?;
        self.read(&by.0, &id).await
    }

    /// Takes a question away.
    #[oai(path = "/questions/:id", method = "delete")]
    async fn withdraw(&self, by: SignedIn, id: Path<String>) -> Result<Done, Problem> {
        self.0.withdraw_question(&by.0, &named(&id)?).await?;
        Ok(Done::Gone)
    }

    /// Takes an answer away, and gives the question as it is now.
    #[oai(path = "/questions/:id/answers/:answer", method = "delete")]
    async fn withdraw_answer(
        &self,
        by: SignedIn,
        id: Path<String>,
        answer: Path<String>,
    ) -> Result<Json<TeamQuestion>, Problem> {
        let id = named(&id)?;
        self.0.withdraw_answer(&by.0, &id, &answer).await?;
        self.read(&by.0, &id).await
    }
}

impl ExchangeApi {
    async fn read(&self, by: &Caller, id: &QuestionId) -> Result<Json<TeamQuestion>, Problem> {
        let thread = self.0.team_question(by, id).await?;
        Ok(Json(self.view(by, thread).await?))
    }

    async fn view(&self, by: &Caller, thread: Thread) -> Result<TeamQuestion, Problem> {
        let question = &thread.question;
        let beside = self
            .0
            .beside(by, &question.words.title, Some(&question.id))
            .await?;
        let named = thread.answers.iter().flat_map(|answer| &answer.words.cards);
        let cards = self
            .0
            .store
            .cards(&named.cloned().collect::<Vec<_>>())
            .await;
        let mut cards = cards.map_err(ToolboxError::from)?;
        cards.retain(|card| rules::may_read(Some(by), card));
        let names = self.0.names_for(Some(by)).await?;
        Ok(telling::question(by, &thread, &cards, &beside, &names))
    }
}

fn named(id: &str) -> Result<QuestionId, Problem> {
    QuestionId::parse(id).ok_or(Problem::NotFound)
}

impl From<ExchangeProblem> for Problem {
    fn from(problem: ExchangeProblem) -> Self {
        match problem {
            ExchangeProblem::NotFound => Self::NotFound,
            ExchangeProblem::MayNotAsk => Self::Forbidden(wired::TEACHERS_ASK),
            ExchangeProblem::TooManyOpen => Self::Conflict(wired::QUESTION_TOO_MANY),
            ExchangeProblem::Over => Self::Conflict(wired::QUESTION_OVER),
            ExchangeProblem::NotYours => Self::Forbidden(wired::QUESTION_NOT_YOURS),
            ExchangeProblem::Own => Self::Conflict(wired::ANSWER_OWN),
            ExchangeProblem::ChangedMeanwhile => Self::Conflict(wired::QUESTION_CHANGED),
            ExchangeProblem::EnoughAnswers => Self::Conflict(wired::ANSWER_TOO_MANY),
            ExchangeProblem::UnknownCard => Self::field("cards", wired::ANSWER_CARDS),
            ExchangeProblem::NothingHelped => Self::field("answers", wired::THANKS_WHICH),
            ExchangeProblem::NotYourTeam => Self::field("team", wired::QUESTION_TEAM),
            ExchangeProblem::NoSchool => Self::field("reach", wired::QUESTION_NO_SCHOOL),
            ExchangeProblem::NoRegion => Self::field("reach", wired::QUESTION_NO_REGION),
        }
    }
}
