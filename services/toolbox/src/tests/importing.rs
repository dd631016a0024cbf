use contract::toolbox::CardContent;
use nouns::CardId;

use super::toolbox;
use crate::samples::{saskia, typed};
use crate::{ImportProblem, ImportedCard, Question, Toolbox, reading};

fn file(count: usize) -> Vec<ImportedCard> {
    let card = |number: usize| ImportedCard {
        id: format!("kaart/{number} é"),
        content: CardContent {
            title: format!("Kaart {number} uit een bestand"),
            body: format!("Tekst over overleg nummer {number}."),
            ..CardContent::default()
        },
    };
    (0..count).map(card).collect()
}

async fn total(toolbox: &Toolbox) -> usize {
    toolbox.catch_up().await.unwrap();
    let found = toolbox.search(None, &Question::default()).await.unwrap();
    found.total
}

fn index_of(problem: ImportProblem) -> usize {
    match problem {
        ImportProblem::Card { index, .. } => index,
        ImportProblem::Failed(problem) => panic!("{problem}"),
    }
}

#[tokio::test]
async fn a_file_of_cards_is_found_and_keeps_its_ids() {
    let toolbox = toolbox().await;
    // An index that was there already takes it from the log, a new one from the shelf.
    toolbox.catch_up().await.unwrap();
    assert_eq!(toolbox.import(file(1203)).await.unwrap(), 1203);
    assert_eq!(total(&toolbox).await, 1203);
    let id = CardId::parse("kaart/7 é").unwrap();
    let card = toolbox.card(None, &id).await.unwrap();
    assert_eq!(card.content().title.as_str(), "Kaart 7 uit een bestand");
    assert_eq!(card.owner, None);
}

#[tokio::test]
async fn a_file_with_a_fault_brings_nothing_and_names_the_card() {
    let toolbox = toolbox().await;
    let mut cards = file(600);
    cards[555].content.kind = Some("spel".to_owned());
    let problem = toolbox.import(cards).await.unwrap_err();
    let ImportProblem::Card { index, reason } = problem else {
        panic!("{problem}")
    };
    assert_eq!(index, 555);
    assert!(
        reason.starts_with("kind: Deze soort bestaat niet."),
        "{reason}"
    );

    let mut twice = file(3);
    twice[2].id = twice[0].id.clone();
    assert_eq!(index_of(toolbox.import(twice).await.unwrap_err()), 2);
    let mut nameless = file(3);
    nameless[1].id = String::new();
    assert_eq!(index_of(toolbox.import(nameless).await.unwrap_err()), 1);
    assert_eq!(total(&toolbox).await, 0);
}

#[tokio::test]
async fn an_id_that_exists_stops_the_whole_file() {
    let toolbox = toolbox().await;
    let content = reading::typed(&typed("Rondje om")).unwrap();
    let taken = CardId::parse("kaart/599 é").unwrap();
    toolbox.add_as(&saskia(), taken, content).await.unwrap();
    assert_eq!(index_of(toolbox.import(file(600)).await.unwrap_err()), 599);
    assert_eq!(total(&toolbox).await, 1);
}

#[tokio::test]
async fn what_an_import_left_that_was_cut_off_is_never_seen() {
    let datastore = store::Datastore::in_memory().await.unwrap();
    let clock = nouns::Clock::fixed(crate::samples::start());
    let open = async || {
        Toolbox::open(&datastore, None, clock.clone())
            .await
            .unwrap()
    };
    let toolbox = open().await;
    let cards: Vec<_> = file(30)
        .iter()
        .map(|card| {
            let content = reading::imported(&card.content).unwrap();
            (CardId::parse(&card.id).unwrap(), content)
        })
        .collect();
    let batch = toolbox.store.stage(&cards, clock.now()).await.unwrap();
    assert_eq!(total(&toolbox).await, 0);
    assert!(toolbox.card(None, &cards[0].0).await.is_err());

    // The next start takes it for cut off; the import that was still under way then fails whole.
    let next = open().await;
    assert!(toolbox.store.publish(&batch).await.is_err());
    assert_eq!(total(&next).await, 0);
    assert_eq!(next.import(file(30)).await.unwrap(), 30);
    assert_eq!(total(&next).await, 30);
}
