use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    COLLECTION_TITLE_TOO_SHORT, CollectionAbout, CollectionGlance, NewCollection,
};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::toolbox::shelf::not_now;
use crate::toolbox::{calls as cards, toolbox_crumb};
use crate::urls;

/// Putting a card into one of my collections, or into a new one.
#[derive(Debug, Serialize)]
pub(crate) struct CollectPage {
    card: String,
    title: String,
    /// Whether the reader may keep collections at all.
    is_allowed: bool,
    mine: Vec<Offer>,
    fresh: Field,
    refused: bool,
}

/// One of my collections, to put a card into with one press.
#[derive(Debug, Serialize)]
pub(crate) struct Offer {
    pub id: String,
    pub title: String,
    pub href: String,
    /// Whether the card is in it already.
    pub holds: bool,
}

impl Offer {
    pub(crate) fn of(glance: CollectionGlance) -> Self {
        Self {
            href: urls::collection(&glance.id),
            id: glance.id,
            title: glance.title,
            holds: glance.holds,
        }
    }
}

impl Page for CollectPage {
    const TEMPLATE: &'static str = "toolbox/collect";

    fn title(&self) -> Say {
        Say::key("shelf-collect-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let card = Crumb::name(self.title.clone(), urls::card(&self.card));
        vec![toolbox_crumb(), card]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |mine: Vec<CollectionGlance>, is_allowed| Self {
            card: "vooruitblik".to_owned(),
            title: "Vooruitblik in <tweetallen>".to_owned(),
            is_allowed,
            mine: mine.into_iter().map(Offer::of).collect(),
            fresh: Field::default(),
            refused: false,
        };
        let two = || {
            vec![
                samples::glance("Startweek", true, false),
                samples::glance("Nog <te> doen", true, true),
            ]
        };
        let code = COLLECTION_TITLE_TOO_SHORT.name;
        let refused = Self {
            fresh: Field::refused("Vr", Say::of("toolbox-problem", code)),
            refused: true,
            ..page(two(), true)
        };
        vec![
            ("some", page(two(), true)),
            ("none yet", page(Vec::new(), true)),
            ("refused", refused),
            ("not allowed", page(Vec::new(), false)),
        ]
    }
}

/// Where the card goes: into a collection, or into a new one of this name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Where {
    #[serde(rename = "collectie")]
    collection: String,
    #[serde(rename = "nieuw")]
    fresh: String,
}

async fn page(
    app: &App,
    caller: &Caller,
    id: &str,
    fresh: &str,
    problems: &[FieldProblem],
) -> Result<CollectPage, PageError> {
    let toolbox = &app.services.toolbox;
    let card = cards::card(toolbox, Some(&caller.token), id).await?;
    let mine = calls::mine(toolbox, &caller.token, id).await?;
    let problem = problems.first();
    Ok(CollectPage {
        card: card.id,
        title: card.content.title,
        is_allowed: !mine.may.is_empty(),
        mine: mine.collections.into_iter().map(Offer::of).collect(),
        fresh: Field {
            value: fresh.to_owned(),
            problem: problem.map(|problem| Say::of("toolbox-problem", &problem.code)),
        },
        refused: problem.is_some(),
    })
}

/// Shows my collections to choose from.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    Ok(show(page(app, &caller, &id, "", &[]).await?))
}

/// Puts the card where it was asked.
#[handler]
pub(crate) async fn put(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(to): Form<Where>,
) -> Result<Response, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &caller.token);
    let answer = if to.collection.is_empty() {
        let new = NewCollection {
            about: CollectionAbout {
                title: to.fresh.clone(),
                ..CollectionAbout::default()
            },
            card: Some(id.clone()),
        };
        calls::make(toolbox, token, &new).await
    } else {
        calls::put(toolbox, token, &to.collection, &id).await
    };
    match answer {
        Ok(collection) => {
            let told = Say::key("shelf-flash-collected").with("name", collection.about.title);
            Ok(see_other(urls::card(&id)).telling(told))
        }
        Err(Problem::Refused(fields)) => {
            let again = page(app, &caller, &id, &to.fresh, &fields).await?;
            Ok(refuse(again))
        }
        Err(problem) => not_now(&urls::card(&id), problem),
    }
}
