use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{NewTopic, TopicList};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::super::entries::why_not;
use super::super::{board_crumb, problems};
use super::{TopicView, calls, samples, waits};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// What members of a community want to meet about.
#[derive(Debug, Serialize)]
pub(crate) struct TopicsPage {
    slug: String,
    name: String,
    waiting: Vec<TopicView>,
    answered: Vec<TopicView>,
    /// For who takes part.
    form: Option<TopicForm>,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct TopicForm {
    title: Field,
    text: Field,
    is_refused: bool,
}

/// A topic as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    titel: String,
    tekst: String,
}

impl TopicForm {
    fn of(typed: &Typed) -> Self {
        Self {
            title: Field::filled(typed.titel.as_str()),
            text: Field::filled(typed.tekst.as_str()),
            is_refused: false,
        }
    }

    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = !fields.is_empty();
        self.title.problem = problems::with("title", fields);
        self.text.problem = problems::with("text", fields);
        self
    }
}

impl TopicsPage {
    fn of(list: TopicList, me: &str) -> Self {
        let proposes = list.may.iter().any(|may| may == "propose");
        let (waiting, answered) = list.topics.into_iter().partition(waits);
        let views = |topics: Vec<_>| {
            let view = |topic| TopicView::of(topic, me);
            topics.into_iter().map(view).collect()
        };
        Self {
            slug: list.community,
            name: list.community_name,
            waiting: views(waiting),
            answered: views(answered),
            form: proposes.then(|| TopicForm::of(&Typed::default())),
            problem: None,
        }
    }
}

impl Page for TopicsPage {
    const TEMPLATE: &'static str = "meetups/topics";

    fn title(&self) -> Say {
        Say::key("communities-topics-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.name, urls::community(&self.slug)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let fields = [FieldProblem::new("title", contract::meetups::ENTRY_TITLE)];
        let typed = Typed {
            titel: "Ja".to_owned(),
            ..Typed::default()
        };
        let refused = TopicForm::of(&typed).refused(&fields);
        let member = || Self::of(samples::list(&["propose"]), "bas");
        vec![
            ("member", member()),
            ("reader", Self::of(samples::list(&[]), "sam")),
            ("nothing yet", Self::of(samples::nothing(), "bas")),
            (
                "refused",
                Self {
                    form: Some(refused),
                    ..member()
                },
            ),
            (
                "too many",
                Self {
                    problem: Some(Say::of("meetups-problem", "topic.many")),
                    ..member()
                },
            ),
        ]
    }
}

/// Shows the topics of a community.
#[handler]
pub(crate) async fn open(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let list = calls::topics(&app.services.meetups, &me.token, &slug).await?;
    Ok(show(TopicsPage::of(list, me.person.as_str())))
}

/// Proposes a topic, or shows the form again with what was typed and why not.
#[handler]
pub(crate) async fn propose(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let new = NewTopic {
        title: Some(typed.titel.clone()),
        text: Some(typed.tekst.clone()),
    };
    let Err(problem) = calls::propose(meetups, &me.token, &slug, &new).await else {
        return Ok(see_other(urls::topics(&slug)).telling(Say::key("communities-flash-proposed")));
    };
    let (fields, problem) = match problem {
        Problem::Refused(fields) => (fields, None),
        other => (Vec::new(), Some(why_not(other)?)),
    };
    let list = calls::topics(meetups, &me.token, &slug).await?;
    let page = TopicsPage::of(list, me.person.as_str());
    let form = page
        .form
        .is_some()
        .then(|| TopicForm::of(&typed).refused(&fields));
    Ok(refuse(TopicsPage {
        form,
        problem,
        ..page
    }))
}
