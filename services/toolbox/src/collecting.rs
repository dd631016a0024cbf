//! Collections on the façade: making, finding and changing them.

use contract::Caller;
use nouns::{CardId, Paging};
use store::StoreError;

use crate::card::{Card, Line, Visibility};
use crate::collection::{self, About, Collection, Way};
use crate::{Toolbox, ToolboxError, author, rules};

/// How often a change is made anew when another process changed the collection meanwhile.
const ATTEMPTS: usize = 8;

/// Which collections.
#[derive(Debug, Clone, Default)]
pub struct CollectionQuestion {
    /// A part of the title, in any case.
    pub text: String,
    pub mine: bool,
    pub paging: Paging,
}

impl Toolbox {
    /// Makes a collection, perhaps with a first card.
    pub async fn collect(
        &self,
        by: &Caller,
        about: About,
        first: Option<CardId>,
    ) -> Result<Collection, ToolboxError> {
        if !rules::may_add(by) {
            return Err(ToolboxError::MayNotAdd);
        }
        if about.visibility == Visibility::School && by.school.is_none() {
            return Err(ToolboxError::NoSchool);
        }
        let mut made = Collection {
            id: CardId::fresh(),
            owner: author(by),
            school: by.school.clone(),
            about,
            entries: Vec::new(),
            version: 1,
            changed: self.clock.now(),
        };
        if let Some(card) = first {
            self.card(Some(by), &card).await?;
            made.put(card)?;
        }
        match self.store.add_collection(&made).await {
            Ok(()) => Ok(made),
            Err(StoreError::Thrown(_)) => Err(ToolboxError::TooManyCollections),
            Err(problem) => Err(problem.into()),
        }
    }

    /// A collection, for whoever may read it.
    pub async fn collection(
        &self,
        caller: Option<&Caller>,
        id: &CardId,
    ) -> Result<Collection, ToolboxError> {
        let found = self.store.collection(id).await?;
        found
            .filter(|collection| collection::may_read(caller, collection))
            .ok_or_else(|| ToolboxError::NotFound(id.clone()))
    }

    /// The cards of a collection that the caller may read, in its order.
    pub async fn cards_in(
        &self,
        caller: Option<&Caller>,
        collection: &Collection,
    ) -> Result<Vec<Card>, ToolboxError> {
        let entries = collection.entries.iter();
        let ids: Vec<CardId> = entries.map(|entry| entry.card.clone()).collect();
        let mut cards = self.store.cards(&ids).await?;
        cards.retain(|card| card.is_published() && rules::may_read(caller, card));
        Ok(cards)
    }

    /// Collections that the caller may read, last changed first, and how many there are in all.
    pub async fn collections(
        &self,
        caller: Option<&Caller>,
        question: &CollectionQuestion,
    ) -> Result<(Vec<Collection>, u64), ToolboxError> {
        Ok(self.store.collections(caller, question).await?)
    }

    /// Says anew what an own collection is called and who finds it.
    pub async fn rename_collection(
        &self,
        by: &Caller,
        id: &CardId,
        about: About,
    ) -> Result<Collection, ToolboxError> {
        if about.visibility == Visibility::School && by.school.is_none() {
            return Err(ToolboxError::NoSchool);
        }
        self.change_collection(by, id, |collection| {
            collection.about = about.clone();
            collection.school.clone_from(&by.school);
            Ok(())
        })
        .await
    }

    /// Puts a card into an own collection, at the end.
    pub async fn put_into(
        &self,
        by: &Caller,
        id: &CardId,
        card: &CardId,
    ) -> Result<Collection, ToolboxError> {
        self.card(Some(by), card).await?;
        self.change_collection(by, id, |collection| Ok(collection.put(card.clone())?))
            .await
    }

    pub async fn take_out_of(
        &self,
        by: &Caller,
        id: &CardId,
        card: &CardId,
    ) -> Result<Collection, ToolboxError> {
        self.change_collection(by, id, |collection| {
            collection.take_out(card);
            Ok(())
        })
        .await
    }

    /// Moves a card one place in the order of an own collection.
    pub async fn shift_in(
        &self,
        by: &Caller,
        id: &CardId,
        card: &CardId,
        way: Way,
    ) -> Result<Collection, ToolboxError> {
        self.change_collection(by, id, |collection| {
            collection.shift(card, way);
            Ok(())
        })
        .await
    }

    /// Says something else at a card in an own collection.
    pub async fn note_in(
        &self,
        by: &Caller,
        id: &CardId,
        card: &CardId,
        note: &Line<300>,
    ) -> Result<Collection, ToolboxError> {
        self.change_collection(by, id, |collection| {
            collection.note(card, note.clone());
            Ok(())
        })
        .await
    }

    pub async fn remove_collection(&self, by: &Caller, id: &CardId) -> Result<(), ToolboxError> {
        let collection = self.collection(Some(by), id).await?;
        if !collection::may_edit(by, &collection) {
            return Err(ToolboxError::NotYourCollection);
        }
        Ok(self.store.remove_collection(id).await?)
    }

    /// Changes an own collection as it is now. Changes of this process wait for each other; when
    /// another process was quicker, the change is made on what that one left.
    async fn change_collection(
        &self,
        by: &Caller,
        id: &CardId,
        change: impl Fn(&mut Collection) -> Result<(), ToolboxError>,
    ) -> Result<Collection, ToolboxError> {
        let _turn = self.collecting.lock().await;
        for _ in 0..ATTEMPTS {
            let before = self.collection(Some(by), id).await?;
            if !collection::may_edit(by, &before) {
                return Err(ToolboxError::NotYourCollection);
            }
            let mut after = before.clone();
            change(&mut after)?;
            if after == before {
                return Ok(before);
            }
            after.version += 1;
            after.changed = self.clock.now();
            match self.store.replace_collection(&after).await {
                Ok(()) => return Ok(after),
                Err(StoreError::Thrown(_)) => {}
                Err(problem) => return Err(problem.into()),
            }
        }
        Err(StoreError::Busy.into())
    }
}
