//! Collections over HTTP: translation only.

use std::sync::Arc;

use contract::Caller;
use contract::toolbox::{
    self as wired, Collecting, CollectionAbout, CollectionList, EntryMove, EntryNote,
    NewCollection, PAGE_OUT_OF_RANGE, TEXT_TOO_LONG,
};
use nouns::{CardId, Paging};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn, Visitor};

use super::shelf::Done;
use super::{named, names, telling};
use crate::card::{Card, Line};
use crate::collection::{self, Collection, Way};
use crate::following::Names;
use crate::{CollectionQuestion, Toolbox, ToolboxError, rules};

pub(super) struct CollectionsApi {
    pub(super) service: Arc<Toolbox>,
}

/// A collection that was made.
#[derive(ApiResponse)]
enum Made {
    #[oai(status = 201)]
    Collection(Json<wired::Collection>),
}

#[OpenApi]
impl CollectionsApi {
    /// Collections that the caller finds, last changed first.
    #[oai(path = "/collections", method = "get")]
    async fn collections(
        &self,
        visitor: Visitor,
        /// A part of the title.
        q: Query<Option<String>>,
        /// `true`: only the caller's own.
        mine: Query<Option<String>>,
        /// Says of each whether this card is in it.
        card: Query<Option<String>>,
        /// From 1.
        page: Query<Option<String>>,
    ) -> poem::Result<Json<CollectionList>> {
        let caller = visitor.caller();
        let question = CollectionQuestion {
            text: q.0.unwrap_or_default().chars().take(200).collect(),
            mine: mine.0.is_some_and(|mine| mine == "true"),
            paging: paging(page.0.as_deref())?,
        };
        let found = self.service.collections(caller, &question).await;
        let (found, total) = found.map_err(Problem::from)?;
        let names = names(&self.service, caller).await?;
        let card = card.0.and_then(|card| CardId::parse(&card).ok());
        let glance = |one: &Collection| glance(caller, one, card.as_ref(), &names);
        Ok(Json(CollectionList {
            total,
            collections: found.iter().map(glance).collect(),
            may: caller
                .filter(|caller| rules::may_add(caller))
                .map(|_| wired::ToolboxDeed::Add)
                .into_iter()
                .collect(),
        }))
    }

    /// Makes a collection, perhaps with a first card in it.
    #[oai(path = "/collections", method = "post")]
    async fn make(&self, by: SignedIn, new: Json<NewCollection>) -> poem::Result<Made> {
        let about = collection::typed(&new.about).map_err(Problem::Refused)?;
        let first = new.card.as_deref().map(named).transpose()?;
        let made = self.service.collect(&by.0, about, first).await;
        let made = made.map_err(Problem::from)?;
        Ok(Made::Collection(self.told(Some(&by.0), made).await?))
    }

    /// A collection with its cards in their order.
    #[oai(path = "/collections/:id", method = "get")]
    async fn collection(
        &self,
        visitor: Visitor,
        id: Path<String>,
    ) -> poem::Result<Json<wired::Collection>> {
        let caller = visitor.caller();
        let found = self.service.collection(caller, &named(&id)?).await;
        Ok(self.told(caller, found.map_err(Problem::from)?).await?)
    }

    /// Says anew what an own collection is called, what it is for and who finds it.
    #[oai(path = "/collections/:id", method = "put")]
    async fn rename(
        &self,
        by: SignedIn,
        id: Path<String>,
        about: Json<CollectionAbout>,
    ) -> poem::Result<Json<wired::Collection>> {
        let about = collection::typed(&about).map_err(Problem::Refused)?;
        let id = named(&id)?;
        let changed = self.service.rename_collection(&by.0, &id, about).await;
        self.changed(&by, changed).await
    }

    /// Throws an own collection away; its cards stay on the shelf.
    #[oai(path = "/collections/:id", method = "delete")]
    async fn remove(&self, by: SignedIn, id: Path<String>) -> poem::Result<Done> {
        let removed = self.service.remove_collection(&by.0, &named(&id)?).await;
        removed.map_err(Problem::from)?;
        Ok(Done::Done)
    }

    /// The cards of a collection as a whole, to read and print, in its order.
    #[oai(path = "/collections/:id/cards", method = "get")]
    async fn cards(
        &self,
        visitor: Visitor,
        id: Path<String>,
    ) -> poem::Result<Json<Vec<wired::Card>>> {
        let caller = visitor.caller();
        let found = self.service.collection(caller, &named(&id)?).await;
        let found = found.map_err(Problem::from)?;
        let cards = self.service.cards_in(caller, &found).await;
        let mut told = Vec::new();
        for card in cards.map_err(Problem::from)? {
            told.push(super::sheet(&self.service, caller, card).await?);
        }
        Ok(Json(told))
    }

    /// Puts a card at the end of an own collection; one that is in it stays where it is.
    #[oai(path = "/collections/:id/cards", method = "post")]
    async fn put(
        &self,
        by: SignedIn,
        id: Path<String>,
        card: Json<Collecting>,
    ) -> poem::Result<Json<wired::Collection>> {
        let (id, card) = (named(&id)?, named(&card.card)?);
        let changed = self.service.put_into(&by.0, &id, &card).await;
        self.changed(&by, changed).await
    }

    /// Says something else at a card of an own collection.
    #[oai(path = "/collections/:id/cards/:card", method = "put")]
    async fn note(
        &self,
        by: SignedIn,
        id: Path<String>,
        card: Path<String>,
        note: Json<EntryNote>,
    ) -> poem::Result<Json<wired::Collection>> {
        let note = Line::parse(&note.note).map_err(|_| Problem::field("note", TEXT_TOO_LONG))?;
        let (id, card) = (named(&id)?, named(&card)?);
        let changed = self.service.note_in(&by.0, &id, &card, &note).await;
        self.changed(&by, changed).await
    }

    /// Takes a card out of an own collection.
    #[oai(path = "/collections/:id/cards/:card", method = "delete")]
    async fn take_out(
        &self,
        by: SignedIn,
        id: Path<String>,
        card: Path<String>,
    ) -> poem::Result<Json<wired::Collection>> {
        let (id, card) = (named(&id)?, named(&card)?);
        let changed = self.service.take_out_of(&by.0, &id, &card).await;
        self.changed(&by, changed).await
    }

    /// Moves a card one place in the order of an own collection.
    #[oai(path = "/collections/:id/cards/:card/move", method = "post")]
    async fn shift(
        &self,
        by: SignedIn,
        id: Path<String>,
        card: Path<String>,
        to: Json<EntryMove>,
    ) -> poem::Result<Json<wired::Collection>> {
        let way = match to.to {
            wired::Direction::Up => Way::Up,
            wired::Direction::Down => Way::Down,
        };
        let (id, card) = (named(&id)?, named(&card)?);
        let changed = self.service.shift_in(&by.0, &id, &card, way).await;
        self.changed(&by, changed).await
    }
}

impl CollectionsApi {
    async fn changed(
        &self,
        by: &SignedIn,
        changed: Result<Collection, ToolboxError>,
    ) -> poem::Result<Json<wired::Collection>> {
        Ok(self
            .told(Some(&by.0), changed.map_err(Problem::from)?)
            .await?)
    }

    async fn told(
        &self,
        caller: Option<&Caller>,
        collection: Collection,
    ) -> Result<Json<wired::Collection>, Problem> {
        let cards = self.service.cards_in(caller, &collection).await?;
        let names = names(&self.service, caller).await?;
        Ok(Json(told(caller, collection, &cards, &names)))
    }
}

fn paging(page: Option<&str>) -> Result<Paging, Problem> {
    let page = page.map(str::trim).filter(|page| !page.is_empty());
    let page = page.map(|page| page.parse().unwrap_or(0));
    Paging::parse(page, None).map_err(|_| Problem::field("page", PAGE_OUT_OF_RANGE))
}

fn author(collection: &Collection, names: &Names) -> Option<String> {
    names
        .may_be_read(collection.owner.person.as_str())
        .then(|| collection.owner.name.clone())
}

fn glance(
    caller: Option<&Caller>,
    collection: &Collection,
    card: Option<&CardId>,
    names: &Names,
) -> wired::CollectionGlance {
    wired::CollectionGlance {
        id: collection.id.as_str().to_owned(),
        title: collection.about.title.as_str().to_owned(),
        visibility: collection.about.visibility.as_str().to_owned(),
        count: u32::try_from(collection.entries.len()).unwrap_or(u32::MAX),
        author: author(collection, names),
        is_mine: caller.is_some_and(|caller| collection.is_of(caller)),
        holds: card.is_some_and(|card| collection.holds(card)),
        changed: collection.changed,
    }
}

fn told(
    caller: Option<&Caller>,
    collection: Collection,
    cards: &[Card],
    names: &Names,
) -> wired::Collection {
    let may_edit = caller.is_some_and(|caller| collection::may_edit(caller, &collection));
    let author = author(&collection, names);
    let entry = |entry: &collection::Entry| {
        let card = cards.iter().find(|card| card.id == entry.card);
        wired::CollectionEntry {
            card: entry.card.as_str().to_owned(),
            link: card.map(telling::link),
            goal: card.map_or_else(String::new, |card| card.content().goal.as_str().to_owned()),
            note: entry.note.as_str().to_owned(),
        }
    };
    let mut entries: Vec<_> = collection.entries.iter().map(entry).collect();
    if !may_edit {
        entries.retain(|entry| entry.link.is_some());
    }
    wired::Collection {
        id: collection.id.into(),
        about: CollectionAbout {
            title: collection.about.title.into(),
            intro: collection.about.intro.into(),
            visibility: collection.about.visibility.as_str().to_owned(),
        },
        // Only who is signed in reports and blocks.
        author_id: caller
            .filter(|_| author.is_some())
            .map(|_| collection.owner.person.into()),
        author,
        changed: collection.changed,
        entries,
        may: may_edit
            .then_some(wired::CollectionDeed::Edit)
            .into_iter()
            .collect(),
    }
}
