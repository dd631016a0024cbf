use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    COLLECTION_TITLE_TOO_SHORT, Collection, CollectionDeed, CollectionEntry, Direction,
};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::fields::{CollectionFields, TypedCollection};
use super::{calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::toolbox::shelf::not_now;
use crate::urls;

/// An own collection: its name, its order, what is said at each card.
#[derive(Debug, Serialize)]
pub(crate) struct EditCollectionPage {
    id: String,
    title: String,
    fields: CollectionFields,
    refused: bool,
    entries: Vec<EntryForm>,
}

#[derive(Debug, Serialize)]
struct EntryForm {
    card: String,
    /// From 1.
    place: usize,
    /// Nothing for a card that cannot be read any more.
    title: Option<String>,
    note: String,
    is_first: bool,
    is_last: bool,
}

impl EditCollectionPage {
    fn of(collection: Collection) -> Self {
        let typed = TypedCollection::of(&collection.about);
        Self::again(collection, &typed, &[])
    }

    fn again(collection: Collection, typed: &TypedCollection, problems: &[FieldProblem]) -> Self {
        let count = collection.entries.len();
        let numbered = collection.entries.into_iter().zip(1..);
        Self {
            id: collection.id,
            title: collection.about.title,
            fields: CollectionFields::of(typed, problems),
            refused: !problems.is_empty(),
            entries: numbered
                .map(|(entry, number)| form_of(entry, number, count))
                .collect(),
        }
    }
}

fn form_of(entry: CollectionEntry, number: usize, count: usize) -> EntryForm {
    EntryForm {
        card: entry.card,
        title: entry.link.map(|link| link.title),
        note: entry.note,
        is_first: number == 1,
        is_last: number == count,
        place: number,
    }
}

impl Page for EditCollectionPage {
    const TEMPLATE: &'static str = "toolbox/edit-collection";

    fn title(&self) -> Say {
        Say::key("shelf-collection-edit-title").with("title", self.title.as_str())
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = super::crumbs();
        crumbs.push(Crumb::name(self.title.clone(), urls::collection(&self.id)));
        crumbs
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let mut empty = samples::own();
        empty.entries.clear();
        let typed = TypedCollection::default();
        let problems = [FieldProblem::new("title", COLLECTION_TITLE_TOO_SHORT)];
        vec![
            ("filled", Self::of(samples::own())),
            ("empty", Self::of(empty)),
            ("refused", Self::again(samples::own(), &typed, &problems)),
        ]
    }
}

/// What is done with a collection or with one card in it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Deed {
    #[serde(rename = "doe")]
    pressed: String,
    #[serde(rename = "kaart")]
    card: String,
    #[serde(rename = "notitie")]
    note: String,
    #[serde(flatten)]
    about: TypedCollection,
}

/// Shows the form.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let collection = own(app, &caller, &id).await?;
    Ok(show(EditCollectionPage::of(collection)))
}

async fn own(app: &App, caller: &Caller, id: &str) -> Result<Collection, PageError> {
    let collection = calls::collection(&app.services.toolbox, Some(&caller.token), id).await?;
    if collection.may.contains(&CollectionDeed::Edit) {
        Ok(collection)
    } else {
        Err(PageError::NotAllowed)
    }
}

/// Does one thing, and shows the form again.
#[handler]
pub(crate) async fn save(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(deed): Form<Deed>,
) -> Result<Response, PageError> {
    let (toolbox, token, card) = (&app.services.toolbox, &caller.token, &deed.card);
    let answer = match deed.pressed.as_str() {
        "weg" => {
            return match calls::remove(toolbox, token, &id).await {
                Ok(()) => {
                    let told = Say::key("shelf-flash-collection-removed");
                    Ok(see_other(urls::COLLECTIONS).telling(told))
                }
                Err(problem) => not_now(urls::COLLECTIONS, problem),
            };
        }
        "omhoog" => calls::shift(toolbox, token, &id, card, Direction::Up).await,
        "omlaag" => calls::shift(toolbox, token, &id, card, Direction::Down).await,
        "eruit" => calls::take_out(toolbox, token, &id, card).await,
        "notitie" => calls::note(toolbox, token, &id, card, &deed.note).await,
        _ => calls::rename(toolbox, token, &id, &deed.about.read()).await,
    };
    let address = urls::edit_collection(&id);
    match answer {
        Ok(_) => Ok(see_other(address).telling(Say::key("shelf-flash-collection-saved"))),
        // A note is no longer than its field, so that only a script comes here with one.
        Err(Problem::Refused(fields)) => {
            let collection = own(app, &caller, &id).await?;
            let typed = if deed.pressed == "notitie" {
                TypedCollection::of(&collection.about)
            } else {
                deed.about
            };
            Ok(refuse(EditCollectionPage::again(
                collection, &typed, &fields,
            )))
        }
        Err(problem) => not_now(&address, problem),
    }
}
