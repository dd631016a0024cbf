use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{AnswerTopic, EventSummary, Topic, TopicList};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::super::calls as meetup_calls;
use super::super::entries::why_not;
use super::super::{board_crumb, problems};
use super::{TopicView, calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, NextStep};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// One topic: who wants it, by when there is an answer, and what it is.
#[derive(Debug, Serialize)]
pub(crate) struct TopicPage {
    slug: String,
    community: String,
    topic: TopicView,
    step: Option<NextStep>,
    /// For who leads the community.
    answer: Option<AnswerForm>,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct AnswerForm {
    events: Choices,
    until: Field,
    reason: Field,
}

/// What somebody does with a topic, as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Turn {
    doe: String,
    bijeenkomst: String,
    dag: String,
    reden: String,
}

impl Turn {
    fn answer(&self, answer: &str) -> AnswerTopic {
        AnswerTopic {
            answer: answer.to_owned(),
            event: Some(self.bijeenkomst.clone()),
            until: Some(self.dag.clone()),
            reason: Some(self.reden.clone()),
        }
    }
}

impl AnswerForm {
    fn of(turn: &Turn, events: &[EventSummary], fields: &[FieldProblem]) -> Self {
        let named = events
            .iter()
            .map(|event| (event.id.as_str(), event.title.as_str()));
        let field = |value: &str, name| Field {
            value: value.to_owned(),
            problem: problems::with(name, fields),
        };
        Self {
            events: Choices {
                problem: problems::with("event", fields),
                ..Choices::named(named, &[&turn.bijeenkomst])
            },
            until: field(&turn.dag, "until"),
            reason: field(&turn.reden, "reason"),
        }
    }
}

impl TopicPage {
    /// `None` when the topic is not among those of its community any more.
    fn of(
        list: TopicList,
        id: &str,
        me: &str,
        answering: impl FnOnce() -> AnswerForm,
    ) -> Option<Self> {
        let topic = list.topics.into_iter().find(|topic| topic.id == id)?;
        let step = super::waits(&topic).then(|| next_step(&topic));
        let topic = TopicView::of(topic, me);
        Some(Self {
            slug: list.community,
            community: list.community_name,
            step,
            answer: topic.may_answer.then(answering),
            topic,
            problem: None,
        })
    }
}

/// Whoever leads answers by its date; what was put off is looked at again then.
fn next_step(topic: &Topic) -> NextStep {
    NextStep {
        say: Say::of("communities-topic-step", &topic.state),
        by: topic
            .due
            .with_timezone(&chrono_tz::Europe::Amsterdam)
            .date_naive(),
        is_mine: topic.may.iter().any(|may| may == "answer"),
        href: None,
    }
}

impl Page for TopicPage {
    const TEMPLATE: &'static str = "meetups/topic";

    fn title(&self) -> Say {
        Say::key("communities-topic-title").with("title", self.topic.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.community, urls::community(&self.slug)),
            Crumb::say(Say::key("communities-topics"), urls::topics(&self.slug)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let events = samples::events();
        let page = |id, list, me: &str, fields: &[FieldProblem]| {
            let form = || AnswerForm::of(&Turn::default(), &events, fields);
            Self::of(list, id, me, form)
        };
        let wrong = [
            FieldProblem::new("event", contract::meetups::TOPIC_EVENT),
            FieldProblem::new("until", contract::meetups::TOPIC_UNTIL),
            FieldProblem::new("reason", contract::meetups::TEXT_MISSING),
        ];
        let named = [
            (
                "member",
                page("stress", samples::list(&["propose"]), "bas", &[]),
            ),
            ("leads", page("stress", samples::led(), "yvonne", &[])),
            ("refused", page("stress", samples::led(), "yvonne", &wrong)),
            ("planned", page("geld", samples::list(&[]), "bas", &[])),
            ("declined", page("uitje", samples::list(&[]), "bas", &[])),
        ];
        named
            .into_iter()
            .filter_map(|(state, page)| Some((state, page?)))
            .collect()
    }
}

/// Shows a topic.
#[handler]
pub(crate) async fn open(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    Ok(show(page(app, &me, &id, &Turn::default(), &[]).await?))
}

/// Wants it too or not any more, answers it, or takes it away.
#[handler]
pub(crate) async fn act(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(turn): Form<Turn>,
) -> Result<Response, PageError> {
    let (meetups, token) = (&app.services.meetups, &me.token);
    let (done, told) = match turn.doe.as_str() {
        "steun" => (
            calls::support(meetups, token, &id, true).await,
            "communities-flash-supported",
        ),
        "toch-niet" => (
            calls::support(meetups, token, &id, false).await,
            "communities-flash-unsupported",
        ),
        "haal-weg" => {
            let list = calls::beside(meetups, token, &id).await?;
            calls::remove(meetups, token, &id).await?;
            let told = Say::key("communities-flash-removed");
            return Ok(see_other(urls::topics(&list.community)).telling(told));
        }
        answer @ ("planned" | "later" | "declined") => (
            calls::answer(meetups, token, &id, &turn.answer(answer)).await,
            "communities-flash-answered",
        ),
        _ => return Err(PageError::NotFound),
    };
    let problem = match done {
        Ok(list) => return Ok(see_other(urls::topics(&list.community)).telling(Say::key(told))),
        Err(problem) => problem,
    };
    let (fields, problem) = match problem {
        Problem::Refused(fields) => (fields, None),
        other => (Vec::new(), Some(why_not(other)?)),
    };
    let page = page(app, &me, &id, &turn, &fields).await?;
    Ok(refuse(TopicPage { problem, ..page }))
}

/// The page of a topic, with what was typed.
async fn page(
    app: &App,
    me: &Caller,
    id: &str,
    turn: &Turn,
    fields: &[FieldProblem],
) -> Result<TopicPage, PageError> {
    let (meetups, token) = (&app.services.meetups, &me.token);
    let list = calls::beside(meetups, token, id).await?;
    let community = meetup_calls::community(meetups, Some(token), &list.community).await?;
    let form = || AnswerForm::of(turn, &community.events, fields);
    TopicPage::of(list, id, me.person.as_str(), form).ok_or(PageError::NotFound)
}
