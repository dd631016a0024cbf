//! Collections through the façade, and over HTTP where the wire matters.

use std::sync::Arc;

use contract::toolbox::CollectionAbout;
use nouns::{CardId, Role};
use proptest::prelude::*;

use super::toolbox;
use crate::card::{Card, Line};
use crate::collection::{self, About, Collection, Way};
use crate::samples::{at_school, caller, saskia, typed};
use crate::{CollectionQuestion, Toolbox, ToolboxError, reading};

fn about(title: &str, visibility: &str) -> About {
    let about = CollectionAbout {
        title: title.to_owned(),
        visibility: visibility.to_owned(),
        ..CollectionAbout::default()
    };
    collection::typed(&about).unwrap()
}

async fn shared(toolbox: &Toolbox, title: &str) -> Card {
    let content = reading::typed(&typed(title)).unwrap();
    toolbox.add(&saskia(), content).await.unwrap()
}

/// Saskia's collection of five cards.
async fn filled() -> (Arc<Toolbox>, Collection) {
    let toolbox = toolbox().await;
    let about = about("Startweek", "country");
    let made = toolbox.collect(&saskia(), about, None).await.unwrap();
    for number in 0..5 {
        let card = shared(&toolbox, &format!("Kaart {number}")).await;
        toolbox
            .put_into(&saskia(), &made.id, &card.id)
            .await
            .unwrap();
    }
    let made = toolbox.collection(None, &made.id).await.unwrap();
    (toolbox, made)
}

fn order(collection: &Collection) -> Vec<CardId> {
    let entries = collection.entries.iter();
    entries.map(|entry| entry.card.clone()).collect()
}

#[tokio::test]
async fn a_collection_is_ordered_noted_and_read_by_strangers() {
    let (toolbox, made) = filled().await;
    let cards = order(&made);
    let last = &cards[4];
    toolbox
        .shift_in(&saskia(), &made.id, last, Way::Up)
        .await
        .unwrap();
    let note = Line::parse("Begin hiermee.").unwrap();
    toolbox
        .note_in(&saskia(), &made.id, last, &note)
        .await
        .unwrap();
    toolbox
        .take_out_of(&saskia(), &made.id, &cards[0])
        .await
        .unwrap();
    toolbox.withdraw(&saskia(), &cards[1]).await.unwrap();
    let read = toolbox.collection(None, &made.id).await.unwrap();
    let shown = toolbox.cards_in(None, &read).await.unwrap();
    let shown: Vec<CardId> = shown.into_iter().map(|card| card.id).collect();
    assert_eq!(
        shown,
        [cards[2].clone(), cards[4].clone(), cards[3].clone()]
    );
    assert_eq!(read.entries[2].note.as_str(), "Begin hiermee.");
}

#[tokio::test]
async fn only_its_maker_changes_a_collection_and_only_its_layer_finds_it() {
    let (toolbox, made) = filled().await;
    let tim = caller("tim", Role::Docent);
    let cards = order(&made);
    let changed = toolbox.shift_in(&tim, &made.id, &cards[0], Way::Down).await;
    assert!(matches!(changed, Err(ToolboxError::NotYourCollection)));
    let removed = toolbox.remove_collection(&tim, &made.id).await;
    assert!(matches!(removed, Err(ToolboxError::NotYourCollection)));
    let noor = at_school("noor", "25PW");
    let student = toolbox.collect(&noor, about("Van Noor", "team"), None);
    assert!(matches!(student.await, Err(ToolboxError::MayNotAdd)));

    for (title, visibility) in [("Alleen voor mij", "team"), ("Voor school", "school")] {
        let about = about(title, visibility);
        toolbox.collect(&saskia(), about, None).await.unwrap();
    }
    let count = async |caller: Option<&contract::Caller>, text: &str| {
        let question = CollectionQuestion {
            text: text.to_owned(),
            ..CollectionQuestion::default()
        };
        let (found, total) = toolbox.collections(caller, &question).await.unwrap();
        assert_eq!(found.len() as u64, total);
        total
    };
    assert_eq!(count(None, "").await, 1);
    assert_eq!(count(Some(&at_school("noor", "25PW")), "").await, 2);
    assert_eq!(count(Some(&at_school("bas", "25LX")), "").await, 1);
    assert_eq!(count(Some(&tim), "").await, 1);
    assert_eq!(count(Some(&saskia()), "").await, 3);
    assert_eq!(count(Some(&saskia()), "START").await, 1);
    assert_eq!(count(Some(&saskia()), "niets").await, 0);
}

#[tokio::test]
async fn a_person_has_a_bounded_number_of_collections() {
    let toolbox = toolbox().await;
    for number in 0..Collection::MOST {
        let about = about(&format!("Nummer {number}"), "team");
        toolbox.collect(&saskia(), about, None).await.unwrap();
    }
    let more = about("Nog een", "team");
    let more = toolbox.collect(&saskia(), more, None).await;
    assert!(matches!(more, Err(ToolboxError::TooManyCollections)));
    let question = CollectionQuestion::default();
    let found = toolbox.collections(Some(&saskia()), &question).await;
    let (found, total) = found.unwrap();
    assert_eq!((found.len(), total), (20, 100));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Each move is one place, and none is lost: the order is one that the moves, done one after
    /// another, can give; every card stands in it once.
    #[test]
    fn moves_at_the_same_time_lose_no_card(
        moves in prop::collection::vec((0usize..5, any::<bool>()), 1..16),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let (before, after, all) = runtime.block_on(async {
            let (toolbox, made) = filled().await;
            let cards = order(&made);
            let mut running = tokio::task::JoinSet::new();
            for (card, up) in moves.clone() {
                let (toolbox, id, card) = (Arc::clone(&toolbox), made.id.clone(), cards[card].clone());
                let way = if up { Way::Up } else { Way::Down };
                running.spawn(async move {
                    toolbox.shift_in(&saskia(), &id, &card, way).await.unwrap();
                });
            }
            running.join_all().await;
            let after = toolbox.collection(None, &made.id).await.unwrap();
            (made.version, after.clone(), cards)
        });
        let mut found = order(&after);
        found.sort();
        let mut all = all;
        all.sort();
        prop_assert_eq!(found, all);
        // Every move counted once, but for those that stood at an end already.
        prop_assert!(u64::from(after.version - before) <= moves.len() as u64);
    }
}
