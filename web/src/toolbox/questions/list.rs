use std::sync::Arc;

use contract::toolbox::exchange::{QuestionHit, QuestionList};
use poem::web::{Data, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::super::toolbox_crumb;
use super::calls;
use crate::App;
use crate::error::PageError;
use crate::form::Choices;
use crate::i18n::Say;
use crate::marked::{self, Piece};
use crate::page::{Area, Page, show};
use crate::part::{Crumb, Pager};
use crate::session::SignedIn;
use crate::urls;

const PER_PAGE: u32 = 12;
/// More is no question.
const LONGEST: usize = 200;
const STATES: [&str; 3] = ["open", "answered", "closed"];

/// The questions of other teams.
#[derive(Debug, Serialize)]
pub struct QuestionsPage {
    q: String,
    states: Choices,
    total: u64,
    hits: Vec<HitView>,
    pager: Pager,
    may_ask: bool,
    /// Where to ask what was looked for.
    ask: String,
}

#[derive(Debug, Serialize)]
struct HitView {
    title: Vec<Piece>,
    snippet: Vec<Piece>,
    href: String,
    state: Say,
    answers: u32,
    /// RFC 3339.
    made: String,
}

/// The question in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    #[serde(rename = "stand")]
    state: String,
    #[serde(rename = "pagina")]
    page: String,
}

impl Asked {
    fn page_number(&self) -> u32 {
        let page = self.page.parse().ok();
        page.filter(|page| (1..=10_000).contains(page)).unwrap_or(1)
    }
}

impl QuestionsPage {
    fn of(asked: &Asked, found: &QuestionList) -> Self {
        let pairs = [("q", asked.q.as_str()), ("stand", &asked.state)];
        let address = urls::with_query(urls::QUESTIONS, &pairs);
        Self {
            q: asked.q.clone(),
            states: Choices::of("questions-state", STATES, &[asked.state.as_str()]),
            total: found.total,
            pager: Pager::new(&address, asked.page_number(), PER_PAGE, found.total),
            may_ask: !found.may.is_empty(),
            ask: urls::with_query(urls::ASK_TEAMS, &[("vraag", &asked.q)]),
            hits: found.hits.iter().map(hit).collect(),
        }
    }
}

fn hit(hit: &QuestionHit) -> HitView {
    HitView {
        title: marked::pieces(&hit.marked_title),
        snippet: marked::pieces(&hit.snippet),
        href: urls::question(&hit.id),
        state: Say::of("questions-state", &hit.state),
        answers: hit.answers,
        made: hit.made.to_rfc3339(),
    }
}

impl Page for QuestionsPage {
    const TEMPLATE: &'static str = "questions/list";

    fn title(&self) -> Say {
        Say::key("questions-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hit = |state: &str, answers| QuestionHit {
            id: "vraag".to_owned(),
            title: "Hoe begin je een teamdag?".to_owned(),
            marked_title: "Hoe begin je een <mark>teamdag</mark>?".to_owned(),
            snippet: "We zijn met twaalf mensen &amp; vijf zijn nieuw.".to_owned(),
            state: state.to_owned(),
            answers,
            made: super::super::samples::moment(),
        };
        let found = QuestionList {
            total: 30,
            hits: vec![hit("open", 0), hit("answered", 1), hit("closed", 4)],
            may: vec!["ask".to_owned()],
        };
        let asked = Asked {
            q: "teamdag".to_owned(),
            ..Asked::default()
        };
        vec![
            ("found", Self::of(&asked, &found)),
            (
                "nothing",
                Self::of(
                    &asked,
                    &QuestionList {
                        may: vec!["ask".to_owned()],
                        ..QuestionList::default()
                    },
                ),
            ),
            (
                "a student",
                Self::of(&Asked::default(), &QuestionList::default()),
            ),
        ]
    }
}

/// Finds questions.
#[handler]
pub(crate) async fn list(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Query(mut asked): Query<Asked>,
) -> Result<Response, PageError> {
    asked.q = asked.q.trim().chars().take(LONGEST).collect();
    let question = calls::ListQuestion {
        q: &asked.q,
        state: &asked.state,
        page: asked.page_number(),
        per_page: PER_PAGE,
    };
    let found = calls::list(&app.services.toolbox, &me.token, &question).await?;
    Ok(show(QuestionsPage::of(&asked, &found)))
}
