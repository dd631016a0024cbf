//! A collection: cards in an own order, with a note at each. Pure.

use chrono::{DateTime, Utc};
use contract::toolbox::{
    COLLECTION_TITLE_TOO_LONG, COLLECTION_TITLE_TOO_SHORT, COLLECTION_VISIBILITY_UNKNOWN,
    CollectionAbout, TEXT_TOO_LONG,
};
use contract::{Caller, FieldProblem};
use nouns::{CardId, SchoolId};
use serde::{Deserialize, Serialize};

use crate::card::{Author, Line, Title, TitleProblem, Visibility};

/// Cards that belong together. A card stands in it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    pub id: CardId,
    /// With whom it goes.
    pub owner: Author,
    pub school: Option<SchoolId>,
    pub about: About,
    pub entries: Vec<Entry>,
    /// Counts the changes from 1.
    pub version: u32,
    pub changed: DateTime<Utc>,
}

/// What a collection is called, what it is for, and who finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub title: Title,
    pub intro: Line<600>,
    /// Never a region: its maker alone, the school, or the country.
    pub visibility: Visibility,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub card: CardId,
    pub note: Line<300>,
}

/// A way to go in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
}

/// There is no room for one more card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the collection is full")]
pub struct Full;

impl Collection {
    pub const MOST_CARDS: usize = 100;
    /// The most collections of one person.
    pub const MOST: usize = 100;

    fn place(&self, card: &CardId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.card == *card)
    }

    #[must_use]
    pub fn holds(&self, card: &CardId) -> bool {
        self.place(card).is_some()
    }

    /// Puts a card at the end; one that is in it already stays where it is.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn put(&mut self, card: CardId) -> Result<(), Full> {
        if self.holds(&card) {
            return Ok(());
        }
        if self.entries.len() >= Self::MOST_CARDS {
            return Err(Full);
        }
        let note = Line::default();
        self.entries.push(Entry { card, note });
        Ok(())
    }

    pub fn take_out(&mut self, card: &CardId) {
        self.entries.retain(|entry| entry.card != *card);
    }

    /// One place up or down; at the end of the order, and for a card that is not in it, nothing
    /// changes.
    pub fn shift(&mut self, card: &CardId, way: Way) {
        let Some(place) = self.place(card) else {
            return;
        };
        let other = match way {
            Way::Up => place.checked_sub(1),
            Way::Down => Some(place + 1).filter(|other| *other < self.entries.len()),
        };
        if let Some(other) = other {
            self.entries.swap(place, other);
        }
    }

    /// Says something else at a card that is in it.
    pub fn note(&mut self, card: &CardId, note: Line<300>) {
        if let Some(place) = self.place(card) {
            self.entries[place].note = note;
        }
    }

    #[must_use]
    pub fn is_of(&self, caller: &Caller) -> bool {
        self.owner.person == caller.person
    }
}

/// Everyone reads a collection for the country, the school reads one for the school; its maker
/// always does.
#[must_use]
pub fn may_read(caller: Option<&Caller>, collection: &Collection) -> bool {
    let at_its_school =
        |caller: &Caller| collection.school.is_some() && caller.school == collection.school;
    match collection.about.visibility {
        Visibility::Country => true,
        Visibility::School if caller.is_some_and(at_its_school) => true,
        _ => caller.is_some_and(|caller| collection.is_of(caller)),
    }
}

/// Its maker changes a collection.
#[must_use]
pub fn may_edit(caller: &Caller, collection: &Collection) -> bool {
    collection.is_of(caller)
}

/// Reads what somebody typed about a collection.
///
/// # Errors
/// Every field at fault, in the order of the form.
pub fn typed(input: &CollectionAbout) -> Result<About, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let title = Title::parse(&input.title, Title::LONGEST_TYPED).map_err(|problem| {
        let code = match problem {
            TitleProblem::TooShort => COLLECTION_TITLE_TOO_SHORT,
            TitleProblem::TooLong => COLLECTION_TITLE_TOO_LONG,
        };
        problems.push(FieldProblem::new("title", code));
    });
    let intro = Line::parse(&input.intro)
        .map_err(|_| problems.push(FieldProblem::new("intro", TEXT_TOO_LONG)));
    let visibility = circle(&input.visibility);
    if visibility.is_none() {
        problems.push(FieldProblem::new(
            "visibility",
            COLLECTION_VISIBILITY_UNKNOWN,
        ));
    }
    match (title, intro, visibility) {
        (Ok(title), Ok(intro), Some(visibility)) => Ok(About {
            title,
            intro,
            visibility,
        }),
        _ => Err(problems),
    }
}

/// Nobody but the maker, when nothing is said.
fn circle(input: &str) -> Option<Visibility> {
    match input.trim() {
        "" | "team" => Some(Visibility::Team),
        "school" => Some(Visibility::School),
        "country" => Some(Visibility::Country),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{at_school, saskia, start};
    use nouns::PersonId;
    use proptest::prelude::*;

    fn id(name: &str) -> CardId {
        CardId::parse(name).unwrap()
    }

    fn collection(visibility: Visibility, cards: usize) -> Collection {
        let mut collection = Collection {
            id: id("verzameling"),
            owner: Author {
                person: PersonId::parse("saskia").unwrap(),
                name: "Saskia".to_owned(),
            },
            school: SchoolId::parse("25PW").ok(),
            about: About {
                title: Title::parse("Voor de startweek", 120).unwrap(),
                intro: Line::default(),
                visibility,
            },
            entries: Vec::new(),
            version: 1,
            changed: start(),
        };
        for number in 0..cards {
            collection.put(id(&format!("kaart-{number}"))).unwrap();
        }
        collection
    }

    fn order(collection: &Collection) -> Vec<&str> {
        let entries = collection.entries.iter();
        entries.map(|entry| entry.card.as_str()).collect()
    }

    #[test]
    fn cards_go_up_and_down_and_stop_at_the_ends() {
        let mut collection = collection(Visibility::Team, 3);
        collection.shift(&id("kaart-2"), Way::Up);
        collection.shift(&id("kaart-0"), Way::Up);
        assert_eq!(order(&collection), ["kaart-0", "kaart-2", "kaart-1"]);
        collection.shift(&id("kaart-1"), Way::Down);
        collection.shift(&id("weg"), Way::Down);
        collection.shift(&id("kaart-0"), Way::Down);
        assert_eq!(order(&collection), ["kaart-2", "kaart-0", "kaart-1"]);
    }

    #[test]
    fn a_card_stands_in_it_once_and_a_full_one_takes_no_more() {
        let mut collection = collection(Visibility::Team, Collection::MOST_CARDS);
        assert_eq!(collection.put(id("kaart-7")), Ok(()));
        assert_eq!(collection.entries.len(), Collection::MOST_CARDS);
        assert_eq!(collection.put(id("nog een")), Err(Full));
    }

    #[test]
    fn who_reads_a_collection_follows_its_layer() {
        let reads =
            |visibility, caller: Option<&Caller>| may_read(caller, &collection(visibility, 0));
        let (own, colleague, other) = (
            saskia(),
            at_school("noor", "25PW"),
            at_school("bas", "25LX"),
        );
        assert!(reads(Visibility::Country, None));
        assert!(reads(Visibility::School, Some(&colleague)));
        assert!(!reads(Visibility::School, Some(&other)) && !reads(Visibility::School, None));
        assert!(!reads(Visibility::Team, Some(&colleague)));
        assert!(reads(Visibility::Team, Some(&own)));
        assert!(!may_edit(&colleague, &collection(Visibility::School, 0)));
    }

    proptest! {
        #[test]
        fn whatever_is_moved_no_card_is_lost_or_doubled(
            moves in prop::collection::vec((0usize..6, any::<bool>()), 0..40),
        ) {
            let mut collection = collection(Visibility::Team, 5);
            for (card, up) in moves {
                let way = if up { Way::Up } else { Way::Down };
                collection.shift(&id(&format!("kaart-{card}")), way);
            }
            let mut cards = order(&collection);
            cards.sort_unstable();
            prop_assert_eq!(cards, ["kaart-0", "kaart-1", "kaart-2", "kaart-3", "kaart-4"]);
        }

        #[test]
        fn down_undoes_up(place in 1usize..5) {
            let mut moved = collection(Visibility::Team, 5);
            let card = id(&format!("kaart-{place}"));
            moved.shift(&card, Way::Up);
            prop_assert_ne!(&moved, &collection(Visibility::Team, 5));
            moved.shift(&card, Way::Down);
            prop_assert_eq!(moved, collection(Visibility::Team, 5));
        }
    }
}
