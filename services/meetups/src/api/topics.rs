use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::FieldProblem;
use contract::meetups::{self as code, AnswerTopic, NewTopic, SetSupport, Topic, TopicList};
use nouns::EventId;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::communities::community_problem;
use super::entries::key;
use super::times::Typed;
use super::{answers, community_id};
use crate::Meetups;
use crate::entries::entry::Heading;
use crate::topics::topic::{TopicAnswer, TopicWords};
use crate::topics::{TopicBoard, TopicProblem, TopicView};
use crate::when::HOME;

/// What members want to meet about.
pub(super) struct TopicApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Proposed {
    #[oai(status = 201)]
    Created(Json<TopicList>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl TopicApi {
    /// What members of a community want to meet about, and what became of it.
    #[oai(path = "/communities/:slug/topics", method = "get")]
    async fn topics(
        &self,
        slug: Path<String>,
        caller: SignedIn,
    ) -> Result<Json<TopicList>, Problem> {
        let board = self.0.topics(&caller.0, &community_id(&slug.0)?).await?;
        Ok(Json(list(board)))
    }

    /// I propose a topic.
    #[oai(path = "/communities/:slug/topics", method = "post")]
    async fn propose(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        new: Json<NewTopic>,
    ) -> Result<Proposed, Problem> {
        let slug = community_id(&slug.0)?;
        let words = read(&new.0)?;
        self.0.propose(&caller.0, &slug, words).await?;
        let board = self.0.topics(&caller.0, &slug).await?;
        Ok(Proposed::Created(Json(list(board))))
    }

    /// I want it too, or not any more.
    #[oai(path = "/topics/:id/support", method = "put")]
    async fn support(
        &self,
        id: Path<String>,
        caller: SignedIn,
        sent: Json<SetSupport>,
    ) -> Result<Json<TopicList>, Problem> {
        let id = key(&id.0)?;
        self.0.support(&caller.0, &id, sent.0.wants).await?;
        let slug = self.0.community_of_topic(&caller.0, &id).await?;
        Ok(Json(list(self.0.topics(&caller.0, &slug).await?)))
    }

    /// What becomes of a topic in a community that I lead.
    #[oai(path = "/topics/:id/answer", method = "post")]
    async fn answer(
        &self,
        id: Path<String>,
        caller: SignedIn,
        sent: Json<AnswerTopic>,
    ) -> Result<Json<TopicList>, Problem> {
        let id = key(&id.0)?;
        let answer = self.answer_of(&sent.0)?;
        let done = self.0.answer_topic(&caller.0, &id, answer).await;
        done.map_err(community_problem)?;
        let slug = self.0.community_of_topic(&caller.0, &id).await?;
        Ok(Json(list(self.0.topics(&caller.0, &slug).await?)))
    }

    /// The community of a topic, for the way back to it.
    #[oai(path = "/topics/:id", method = "get")]
    async fn topic(&self, id: Path<String>, caller: SignedIn) -> Result<Json<TopicList>, Problem> {
        let slug = self.0.community_of_topic(&caller.0, &key(&id.0)?).await?;
        Ok(Json(list(self.0.topics(&caller.0, &slug).await?)))
    }

    /// Takes a topic away.
    #[oai(path = "/topics/:id", method = "delete")]
    async fn remove(&self, id: Path<String>, caller: SignedIn) -> Result<Done, Problem> {
        let done = self.0.remove_topic(&caller.0, &key(&id.0)?).await;
        done.map_err(community_problem)?;
        Ok(Done::Done)
    }
}

impl TopicApi {
    fn answer_of(&self, sent: &AnswerTopic) -> Result<TopicAnswer, Problem> {
        match sent.answer.as_str() {
            "planned" => {
                let id = EventId::parse(sent.event.as_deref().unwrap_or_default().trim());
                let wrong = |_| Problem::field("event", code::TOPIC_EVENT);
                id.map(TopicAnswer::Planned).map_err(wrong)
            }
            "later" => {
                let typed = Typed::parse(sent.until.as_deref().unwrap_or_default());
                let at = typed.map(|typed| crate::when::moment(typed.on(HOME), HOME));
                at.and_then(|at| self.0.later(at))
                    .ok_or_else(|| Problem::field("until", code::TOPIC_UNTIL))
            }
            "declined" => {
                let reason = sent.reason.as_deref().unwrap_or_default();
                TopicAnswer::declined(reason)
                    .map_err(|problem| Problem::field("reason", problem.code()))
            }
            _ => Err(Problem::field("answer", code::TOPIC_ANSWER)),
        }
    }
}

fn read(sent: &NewTopic) -> Result<TopicWords, Problem> {
    let mut problems = Vec::new();
    let title = match Heading::parse(sent.title.as_deref().unwrap_or_default()) {
        Ok(Some(title)) => Some(title),
        Ok(None) => {
            problems.push(FieldProblem::new("title", code::ENTRY_TITLE));
            None
        }
        Err(problem) => {
            problems.push(FieldProblem::new("title", problem.code()));
            None
        }
    };
    let text = TopicWords::text(sent.text.as_deref().unwrap_or_default());
    if let Err(problem) = &text {
        problems.push(FieldProblem::new("text", problem.code()));
    }
    match (title, text) {
        (Some(title), Ok(text)) => Ok(TopicWords { title, text }),
        _ => Err(Problem::Refused(problems)),
    }
}

fn list(board: TopicBoard) -> TopicList {
    let slug = board.slug.to_string();
    TopicList {
        community: slug,
        community_name: board.community,
        topics: board.topics.into_iter().map(topic).collect(),
        may: answers::deeds(board.may_propose.then_some("propose").into_iter().collect()),
    }
}

fn topic(view: TopicView) -> Topic {
    let topic = view.topic;
    let (by_id, by) = topic.by.unzip();
    Topic {
        id: topic.id.as_str().to_owned(),
        title: topic.words.title.as_str().to_owned(),
        text: topic.words.text,
        by,
        by_id: by_id.map(String::from),
        state: topic.state.as_str().to_owned(),
        made: topic.made,
        due: topic.due,
        event: topic.event.as_ref().map(ToString::to_string),
        event_title: view.event_title,
        reason: topic.reason,
        support: topic.support,
        supports: view.supports,
        may: answers::deeds(view.may),
    }
}

impl Meetups {
    /// A topic is put off until then, if that is a day to come.
    fn later(&self, at: DateTime<Utc>) -> Option<TopicAnswer> {
        TopicAnswer::later(at, self.clock.now())
    }
}

impl From<TopicProblem> for Problem {
    fn from(problem: TopicProblem) -> Self {
        match problem {
            TopicProblem::NotFound => Self::NotFound,
            TopicProblem::MembersOnly => Self::Forbidden(code::MEMBERS_ONLY),
            TopicProblem::Answered => Self::Conflict(code::TOPIC_ANSWERED),
            TopicProblem::Many => Self::Conflict(code::TOPIC_MANY),
            TopicProblem::OtherEvent => Self::field("event", code::TOPIC_EVENT),
        }
    }
}
