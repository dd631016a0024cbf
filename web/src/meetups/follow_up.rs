//! What came of a meetup, told by who organised it: words, and the cards of the toolbox that were used.

use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{Event, FollowUp};
use poem::web::{Data, Form, Path};
use poem::{Response, Route, get, handler};
use serde::{Deserialize, Serialize};
use wire::{CallerToken, Client, Problem};

use super::entries::why_not;
use super::{board_crumb, calls, problems, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling as _;
use crate::toolbox::questions::question::card_id;
use crate::urls;

/// The addresses of this file.
pub(super) fn routes(route: Route) -> Route {
    route.at(urls::pattern::MEETUP_FOLLOW_UP, get(form).post(tell))
}

/// A card that was used.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CardUsed {
    title: String,
    href: String,
}

/// Where one tells what came of a meetup.
#[derive(Debug, Serialize)]
pub(super) struct FollowUpPage {
    id: String,
    heading: String,
    text: Field,
    cards: Field,
    is_refused: bool,
    problem: Option<Say>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    tekst: String,
    /// Addresses or ids of cards, one on each line.
    kaarten: String,
}

impl FollowUpPage {
    fn of(event: &Event, told: &Told, fields: &[FieldProblem]) -> Self {
        let field = |value: &str, name| Field {
            value: value.to_owned(),
            problem: problems::with(name, fields),
        };
        Self {
            id: event.event.id.clone(),
            heading: event.event.title.clone(),
            text: field(&told.tekst, "text"),
            cards: field(&told.kaarten, "cards"),
            is_refused: !fields.is_empty(),
            problem: None,
        }
    }
}

impl Told {
    /// As it was told before.
    fn before(event: &Event) -> Self {
        let cards = event.cards.iter().map(urls::card);
        Self {
            tekst: event.outcome.clone().unwrap_or_default(),
            kaarten: cards.collect::<Vec<_>>().join("\n"),
        }
    }

    fn follow_up(&self) -> FollowUp {
        let cards = self.kaarten.lines().map(card_id);
        FollowUp {
            text: self.tekst.clone(),
            cards: cards.filter(|card| !card.is_empty()).collect(),
        }
    }
}

impl Page for FollowUpPage {
    const TEMPLATE: &'static str = "meetups/follow-up";

    fn title(&self) -> Say {
        Say::key("communities-follow-up-title").with("title", self.heading.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.heading, urls::meetup(&self.id)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let event = samples::told();
        let fields = [
            FieldProblem::new("text", contract::meetups::TEXT_MISSING),
            FieldProblem::new("cards", contract::meetups::CARDS_UNREADABLE),
        ];
        let empty = || Self::of(&event, &Told::default(), &[]);
        let early = Some(Say::of("meetups-problem", "event.not-over"));
        vec![
            ("empty", empty()),
            ("told", Self::of(&event, &Told::before(&event), &[])),
            ("refused", Self::of(&event, &Told::default(), &fields)),
            (
                "too early",
                Self {
                    problem: early,
                    ..empty()
                },
            ),
        ]
    }
}

/// The cards that were used, as far as they are on the shelf for the reader. A toolbox that does not answer takes nothing
/// from the page of a meetup.
pub(super) async fn cards_used(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    ids: &[String],
) -> Vec<CardUsed> {
    let mut cards = Vec::new();
    for id in ids {
        if let Ok(card) = crate::toolbox::calls::card(toolbox, caller, id).await {
            cards.push(CardUsed {
                title: card.content.title,
                href: urls::card(id),
            });
        }
    }
    cards
}

/// A meetup of which the reader may tell what came of it.
async fn mine(app: &App, me: &Caller, id: &str) -> Result<Event, PageError> {
    let event = calls::event(&app.services.meetups, Some(&me.token), id).await?;
    if event.may.iter().any(|may| may == "follow_up") {
        Ok(event)
    } else {
        Err(PageError::NotAllowed)
    }
}

/// Asks what came of it.
#[handler]
async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let event = mine(app, &me, &id).await?;
    Ok(show(FollowUpPage::of(&event, &Told::before(&event), &[])))
}

/// Keeps what came of it, or shows the form again with what was typed and why not.
#[handler]
async fn tell(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(told): Form<Told>,
) -> Result<Response, PageError> {
    let event = mine(app, &me, &id).await?;
    let path = format!("{}/follow-up", calls::at(&id));
    let meetups = &app.services.meetups;
    let done: Result<(), Problem> = meetups.put(Some(&me.token), &path, &told.follow_up()).await;
    let (fields, problem) = match done {
        Ok(()) => {
            let said = Say::key("communities-flash-told");
            return Ok(see_other(urls::meetup(&id)).telling(said));
        }
        Err(Problem::Refused(fields)) => (fields, None),
        Err(other) => (Vec::new(), Some(why_not(other)?)),
    };
    let page = FollowUpPage::of(&event, &told, &fields);
    Ok(refuse(FollowUpPage { problem, ..page }))
}
