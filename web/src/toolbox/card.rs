use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    Card, CardDeed, CardState, CollectionGlance, CollectionList, ToolboxDeed, WHY_MISSING,
    WITHDRAWAL_REASONS, Withdrawing,
};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::collections::calls as collections;
use super::collections::collect::Offer;
use super::shelf::calls as shelf;
use super::shelf::not_now;
use super::shelf::tombstone::TombstonePage;
use super::structured::structured;
use super::tried::TriedView;
use super::view::{CardView, LinkView};
use super::{calls, samples, toolbox_crumb, tried};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show, show_as};
use crate::part::{Crumb, Other};
use crate::passing::site;
use crate::session::{MaybeSignedIn, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// One card, to read, to try out and to print.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the template asks, and none excludes another"
)]
pub struct CardPage {
    id: String,
    view: CardView,
    is_withdrawn: bool,
    /// RFC 3339.
    changed: String,
    version: u32,
    leads_to: Vec<LinkView>,
    related: Vec<LinkView>,
    may_edit: bool,
    may_adapt: bool,
    may_withdraw: bool,
    /// Why it goes off the shelf, as typed.
    why: Choices,
    words: Field,
    refused: bool,
    may_collect: bool,
    /// My collections to put it into.
    collect: Vec<Offer>,
    /// What teams say who tried it.
    tried: TriedView,
    may_report: bool,
    /// Who shared it, when that is somebody else.
    author: Option<Other>,
    /// JSON-LD, for a card that is for everybody.
    structured: Option<String>,
}

impl CardPage {
    fn of(mut card: Card, me: Option<&str>, site: &str) -> Self {
        let links = |links: Vec<_>| links.into_iter().map(LinkView::of).collect();
        Self {
            structured: structured(&card, site),
            author: Other::of(card.author_id.as_deref(), card.author.as_deref(), me),
            id: card.id.clone(),
            is_withdrawn: card.state == CardState::Withdrawn,
            changed: card.changed.to_rfc3339(),
            version: card.version,
            leads_to: links(std::mem::take(&mut card.leads_to)),
            related: links(std::mem::take(&mut card.related)),
            may_edit: card.may.contains(&CardDeed::Edit),
            may_adapt: card.may.contains(&CardDeed::Adapt),
            may_withdraw: card.may.contains(&CardDeed::Withdraw),
            why: Choices::of("shelf-why", WITHDRAWAL_REASONS, &[""]),
            words: Field::default(),
            refused: false,
            may_collect: false,
            collect: Vec::new(),
            tried: TriedView::of(&card.tried),
            may_report: card.may.contains(&CardDeed::Report),
            view: CardView::of(card),
        }
    }

    fn with_collections(self, mine: CollectionList) -> Self {
        let offers = mine.collections.into_iter().take(OFFERS).map(Offer::of);
        Self {
            may_collect: !mine.may.is_empty(),
            collect: offers.collect(),
            ..self
        }
    }

    /// With what was typed about going off the shelf, and what is wrong with it.
    fn again(self, typed: &Withdrawing, problems: &[FieldProblem]) -> Self {
        let problem = |name: &str| {
            let found = problems.iter().find(|problem| problem.field == name)?;
            Some(Say::of("toolbox-problem", &found.code))
        };
        Self {
            why: Choices {
                problem: problem("why"),
                ..Choices::of("shelf-why", WITHDRAWAL_REASONS, &[typed.why.as_str()])
            },
            words: Field {
                value: typed.words.clone(),
                problem: problem("words"),
            },
            refused: true,
            ..self
        }
    }
}

/// How many of my collections stand on a card.
const OFFERS: usize = 3;

impl Page for CardPage {
    const TEMPLATE: &'static str = "toolbox/card";

    fn title(&self) -> Say {
        Say::key("toolbox-card-title").with("title", self.view.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |card, me| Self::of(card, me, "https://kansrijk.example");
        let withdrawn = Card {
            state: CardState::Withdrawn,
            ..samples::full()
        };
        let tried = Card {
            tried: tried::samples::tried(),
            may: vec![CardDeed::Report],
            ..samples::full()
        };
        let missing = [FieldProblem::new("why", WHY_MISSING)];
        let glance = |holds| CollectionGlance {
            id: "startweek".to_owned(),
            title: "Voor de <startweek>".to_owned(),
            visibility: "team".to_owned(),
            count: 3,
            author: None,
            is_mine: true,
            holds,
            changed: samples::moment(),
        };
        let mine = CollectionList {
            total: 2,
            collections: vec![glance(false), glance(true)],
            may: vec![ToolboxDeed::Add],
        };
        vec![
            ("tried", of(tried, Some("noor"))),
            ("full", of(samples::full(), None)),
            ("signed in", of(samples::full(), Some("noor"))),
            ("from a file", of(samples::bare(), Some("noor"))),
            ("my own", of(samples::own(), Some("yara"))),
            ("adapted", of(samples::adapted(), Some("noor"))),
            (
                "to collect",
                of(samples::full(), Some("noor")).with_collections(mine),
            ),
            (
                "why is missing",
                of(samples::own(), Some("yara")).again(&Withdrawing::default(), &missing),
            ),
            ("withdrawn", of(withdrawn, Some("yara"))),
        ]
    }
}

/// Shows a card, or what stays of one that was taken off the shelf.
#[handler]
pub(crate) async fn read(
    request: &Request,
    MaybeSignedIn(caller): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let token = caller.as_ref().map(|caller| &caller.token);
    let card = match calls::card(toolbox, token, &id).await {
        Ok(card) => card,
        Err(Problem::NotFound) => {
            let stone = shelf::tombstone(toolbox, token, &id).await?;
            return Ok(show_as(StatusCode::GONE, TombstonePage::of(stone)));
        }
        Err(problem) => return Err(problem.into()),
    };
    let me = caller.as_ref().map(|caller| caller.person.as_str());
    let page = CardPage::of(card, me, &site(request, app));
    match token {
        Some(token) => {
            let mine = collections::mine(toolbox, token, &id).await?;
            Ok(show(page.with_collections(mine)))
        }
        None => Ok(show(page)),
    }
}

/// Why a card goes off the shelf, as a browser sends it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Why {
    #[serde(rename = "waarom")]
    why: String,
    #[serde(rename = "toelichting")]
    words: String,
}

/// Takes a card off the shelf, or shows it again when no reason was chosen.
#[handler]
pub(crate) async fn withdraw(
    request: &Request,
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(why): Form<Why>,
) -> Result<Response, PageError> {
    let toolbox = &app.services.toolbox;
    let typed = Withdrawing {
        why: why.why,
        words: why.words,
    };
    match shelf::withdraw(toolbox, &caller.token, &id, &typed).await {
        Ok(card) => {
            let told = Say::key("toolbox-flash-withdrawn").with("name", card.content.title);
            Ok(see_other(urls::TOOLBOX).telling(told))
        }
        Err(Problem::Refused(fields)) => {
            let card = calls::card(toolbox, Some(&caller.token), &id).await?;
            let me = Some(caller.person.as_str());
            let page = CardPage::of(card, me, &site(request, app));
            Ok(refuse(page.again(&typed, &fields)))
        }
        Err(problem) => not_now(&urls::card(&id), problem),
    }
}
