//! Edit and pass on: an own version of somebody's card, which keeps saying where it comes from.

use std::collections::HashMap;

use contract::Caller;
use contract::toolbox::{LICENCE_KEEPS_NAME, LICENCE_MISSING, LICENCE_SHARE_ALIKE};
use nouns::CardId;
use serde::{Deserialize, Serialize};

use crate::card::{Card, Content, Licence, Version, Visibility};
use crate::{Toolbox, ToolboxError, rules};

/// Where a card comes from: the card it was made from, and what must be said of that one (title,
/// author, source, licence) as it was then. The author's name is not kept here: it is read from
/// the original, so that it goes with the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adapted {
    pub parent: CardId,
    pub version: u32,
    /// The first card of the family.
    pub root: CardId,
    pub title: String,
    pub team: String,
    pub origin: String,
    pub licence: String,
}

/// One card of a family, as its reader sees it.
#[derive(Debug, Clone)]
pub struct Relative {
    pub depth: usize,
    /// Nothing for a card that the reader may not read.
    pub card: Option<Card>,
    pub is_asked: bool,
}

/// The most cards before a card that are named on it.
const MOST_BEFORE: usize = 20;
/// The deepest that a family is shown.
const MOST_DEPTH: usize = 20;

impl Adapted {
    fn of(original: &Card, version: &Version, root: CardId) -> Self {
        let content = &version.content;
        Self {
            parent: original.id.clone(),
            version: version.number,
            root,
            title: content.title.as_str().to_owned(),
            team: content.team.as_str().to_owned(),
            origin: content.origin.as_str().to_owned(),
            licence: content.licence.as_str().to_owned(),
        }
    }

    /// Whether an adaptation of it may have this licence.
    pub(crate) fn check_licence(&self, own: &str) -> Result<(), ToolboxError> {
        let original = Licence::parse(&self.licence).ok_or(ToolboxError::NotAdaptable)?;
        let own = Licence::parse(own).ok_or(ToolboxError::LicenceForbids(LICENCE_MISSING))?;
        if original.lets_adaptation_have(own) {
            return Ok(());
        }
        Err(ToolboxError::LicenceForbids(match original {
            Licence::BySa => LICENCE_SHARE_ALIKE,
            Licence::By | Licence::Cc0 => LICENCE_KEEPS_NAME,
        }))
    }
}

impl Toolbox {
    /// Shares an own version of version `version` of a card.
    pub async fn adapt(
        &self,
        by: &Caller,
        original: &CardId,
        version: u32,
        content: Content,
    ) -> Result<Card, ToolboxError> {
        self.refuse_where_review_comes_first(by).await?;
        let adapted = self.adapted(by, original, version).await?;
        let card = self.draft(by, CardId::fresh(), content).await?;
        self.check_adaptation(&card, &adapted).await?;
        self.store.put_on_shelf(&card, Some(&adapted), None).await?;
        Ok(card)
    }

    /// What an adaptation of a card has to say of it; refused for what may not be adapted.
    pub(crate) async fn adapted(
        &self,
        by: &Caller,
        original: &CardId,
        version: u32,
    ) -> Result<Adapted, ToolboxError> {
        let (card, versions) = self.history(Some(by), original).await?;
        if !card.is_published() {
            return Err(ToolboxError::AlreadyWithdrawn);
        }
        let version = versions.iter().find(|known| known.number == version);
        let version = version.ok_or_else(|| ToolboxError::NotFound(original.clone()))?;
        if Licence::parse(version.content.licence.as_str()).is_none() {
            return Err(ToolboxError::NotAdaptable);
        }
        let before = self.store.adaptation(original).await?;
        let root = before.map_or_else(|| original.clone(), |before| before.root);
        Ok(Adapted::of(&card, version, root))
    }

    /// An adaptation has a licence that the original's allows, and is for no more people than the
    /// original: naming it tells of it. Its own author decides about that.
    pub(crate) async fn check_adaptation(
        &self,
        card: &Card,
        adapted: &Adapted,
    ) -> Result<(), ToolboxError> {
        adapted.check_licence(card.content().licence.as_str())?;
        let Some(original) = self.store.card(&adapted.parent).await? else {
            return Ok(());
        };
        let is_own = card
            .owner
            .as_ref()
            .is_some_and(|owner| original.is_owned_by(&owner.person));
        if is_own || is_within(card, &original) {
            Ok(())
        } else {
            Err(ToolboxError::WiderThanOriginal)
        }
    }

    /// An edited adaptation stays one.
    pub(crate) async fn check_still_adapted(&self, card: &Card) -> Result<(), ToolboxError> {
        match self.store.adaptation(&card.id).await? {
            Some(adapted) => self.check_adaptation(card, &adapted).await,
            None => Ok(()),
        }
    }

    /// The cards that a card on the shelf comes from.
    pub(crate) async fn where_from(
        &self,
        card: &Card,
    ) -> Result<Vec<(Adapted, Option<Card>)>, ToolboxError> {
        self.comes_from(self.store.adaptation(&card.id).await?)
            .await
    }

    /// The cards that something comes from, nearest first, each with the card as it is now where the
    /// reader may read it.
    pub(crate) async fn comes_from(
        &self,
        first: Option<Adapted>,
    ) -> Result<Vec<(Adapted, Option<Card>)>, ToolboxError> {
        let mut row = Vec::new();
        let mut next = first;
        while let Some(adapted) = next.filter(|_| row.len() < MOST_BEFORE) {
            let card = self.store.card(&adapted.parent).await?;
            next = self.store.adaptation(&adapted.parent).await?;
            row.push((adapted, card));
        }
        Ok(row)
    }

    /// All cards that come from the same first card, each after the one that it was made from.
    pub async fn family(
        &self,
        caller: Option<&Caller>,
        id: &CardId,
    ) -> Result<Vec<Relative>, ToolboxError> {
        let asked = self.card(caller, id).await?;
        self.family_of(caller, &asked.id).await
    }

    /// The same for a card that may be off the shelf.
    pub(crate) async fn family_of(
        &self,
        caller: Option<&Caller>,
        asked: &CardId,
    ) -> Result<Vec<Relative>, ToolboxError> {
        let own = self.store.adaptation(asked).await?;
        let root = own.map_or_else(|| asked.clone(), |own| own.root);
        let born = self.store.adaptations_from(&root).await?;
        let ids: Vec<CardId> = born
            .iter()
            .map(|(child, _)| child.clone())
            .chain([root.clone()])
            .collect();
        let mut cards: HashMap<CardId, Card> = HashMap::new();
        for card in self.store.cards(&ids).await? {
            if card.is_published() && rules::may_read(caller, &card) {
                cards.insert(card.id.clone(), card);
            }
        }
        let mut tree = Tree {
            born: &born,
            cards,
            asked,
            found: Vec::new(),
        };
        tree.grow(&root, 0);
        Ok(tree.found)
    }
}

/// A family while it is put in order.
struct Tree<'a> {
    born: &'a [(CardId, CardId)],
    cards: HashMap<CardId, Card>,
    asked: &'a CardId,
    found: Vec<Relative>,
}

impl Tree<'_> {
    /// Adds a card and all that comes from it. What may not be read stays only where it stands
    /// between others.
    fn grow(&mut self, id: &CardId, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        let place = self.found.len();
        let card = self.cards.remove(id);
        let is_shown = card.is_some() || id == self.asked;
        self.found.push(Relative {
            depth,
            card,
            is_asked: id == self.asked,
        });
        let children = self.born.iter().filter(|(_, parent)| parent == id);
        let children: Vec<CardId> = children.map(|(child, _)| child.clone()).collect();
        for child in children {
            self.grow(&child, depth + 1);
        }
        if !is_shown && self.found.len() == place + 1 {
            self.found.pop();
        }
    }
}

/// Whether everyone whom a card is for may read the original too.
fn is_within(card: &Card, original: &Card) -> bool {
    let (own, from) = (card.content(), original.content());
    match (own.visibility, from.visibility) {
        (_, Visibility::Country) => true,
        // A team may have members of other schools; without one a card is its author's alone.
        (Visibility::Team, Visibility::Team) => {
            own.team_id.is_none() || own.team_id == from.team_id
        }
        (Visibility::Team, _) => own.team_id.is_none(),
        (Visibility::Region | Visibility::School, Visibility::Region) => {
            card.region == original.region
        }
        (Visibility::School, Visibility::School) => card.school == original.school,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::card_of;

    #[test]
    fn an_adaptation_reaches_nobody_who_does_not_read_the_original() {
        let wide = |own, original| is_within(&card_of("tim", own), &card_of("saskia", original));
        for own in Visibility::ALL {
            assert!(wide(own, Visibility::Country));
            assert!(wide(Visibility::Team, own));
        }
        assert!(!wide(Visibility::Country, Visibility::School));
        assert!(!wide(Visibility::Region, Visibility::School));
        assert!(wide(Visibility::School, Visibility::School));
        assert!(!wide(Visibility::School, Visibility::Team));
        let mut elsewhere = card_of("tim", Visibility::School);
        elsewhere.school = nouns::SchoolId::parse("25LX").ok();
        assert!(!is_within(
            &elsewhere,
            &card_of("saskia", Visibility::School)
        ));
    }
}
