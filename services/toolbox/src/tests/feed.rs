use chrono::TimeDelta;
use nouns::{CardId, Clock};
use store::Datastore;

use super::toolbox;
use crate::card::{Step, Visibility};
use crate::samples::{saskia, start, typed};
use crate::{FeedFault, FeedImport, FeedProblem, Toolbox, reading};

const SITE: &str = "https://kansrijk.example";

async fn filled() -> Toolbox {
    let clock = Clock::fixed(start());
    let datastore = Datastore::in_memory().await.unwrap();
    let toolbox = Toolbox::open(&datastore, None, clock.clone())
        .await
        .unwrap();
    for (id, visibility) in [
        ("oud", Visibility::Country),
        ("van-school", Visibility::School),
        ("nieuw", Visibility::Country),
    ] {
        let mut content = reading::typed(&typed("Rondje & <om>")).unwrap();
        content.visibility = visibility;
        let text = crate::card::Line::parse("Vertel om de beurt.").unwrap();
        content.steps = vec![Step {
            text,
            minutes: None,
        }];
        toolbox
            .add_as(&saskia(), CardId::parse(id).unwrap(), content)
            .await
            .unwrap();
        clock.advance(TimeDelta::minutes(1));
    }
    toolbox.catch_up().await.unwrap();
    toolbox
}

#[tokio::test]
async fn the_feed_has_the_newest_public_cards_first_and_no_person() {
    let toolbox = filled().await;
    let feed = toolbox.card_feed(SITE).await.unwrap();
    let read = atom_syndication::Feed::read_from(feed.body.as_bytes()).unwrap();
    let ids: Vec<&str> = read
        .entries()
        .iter()
        .map(atom_syndication::Entry::id)
        .collect();
    assert_eq!(
        ids,
        ["oai:kansrijk.example:nieuw", "oai:kansrijk.example:oud"]
    );
    assert!(!feed.body.to_lowercase().contains("saskia"));
    assert!(feed.is_known(Some(&feed.etag)) && !feed.is_known(Some("\"anders\"")));
    assert_eq!(feed, toolbox.card_feed(SITE).await.unwrap());
}

#[tokio::test]
async fn what_left_the_shelf_a_moment_ago_leaves_no_gap() {
    let toolbox = toolbox().await;
    let id = |number: usize| CardId::parse(&format!("kaart-{number}")).unwrap();
    for number in 0..52 {
        let mut content = reading::typed(&typed(&format!("Rondje {number}"))).unwrap();
        content.visibility = Visibility::Country;
        let added = toolbox.add_as(&saskia(), id(number), content).await;
        added.unwrap();
    }
    toolbox.catch_up().await.unwrap();
    // The index does not know of it yet.
    toolbox.withdraw(&saskia(), &id(20)).await.unwrap();
    let feed = toolbox.card_feed(SITE).await.unwrap();
    let read = atom_syndication::Feed::read_from(feed.body.as_bytes()).unwrap();
    assert_eq!(read.entries().len(), 50);
    assert!(!feed.body.contains("Rondje 20<"));
}

#[tokio::test]
async fn a_feed_comes_in_whole_and_a_second_time_only_what_is_new() {
    let there = filled().await;
    let feed = there.card_feed(SITE).await.unwrap().body;
    let here = toolbox().await;
    let first = here.import_feed(feed.as_bytes()).await.unwrap();
    assert_eq!(first, FeedImport { added: 2, known: 0 });
    let id = CardId::parse("oai:kansrijk.example:nieuw").unwrap();
    let card = here.card(None, &id).await.unwrap();
    let original = there
        .card(None, &CardId::parse("nieuw").unwrap())
        .await
        .unwrap();
    let mut expected = original.content().clone();
    expected.origin = card.content().origin.clone();
    assert_eq!(*card.content(), expected, "nothing was lost on the way");
    assert!(
        card.content()
            .origin
            .as_str()
            .contains("https://kansrijk.example/trukendoos/kaart/nieuw")
    );
    let again = here.import_feed(feed.as_bytes()).await.unwrap();
    assert_eq!(again, FeedImport { added: 0, known: 2 });
}

#[tokio::test]
async fn an_entry_at_fault_is_named_and_nothing_comes_in() {
    let here = toolbox().await;
    let entry = |id: &str, title: &str| {
        format!(
            "<entry><id>{id}</id><title>{title}</title><updated>2026-01-01T00:00:00Z</updated><content>Tekst</content></entry>"
        )
    };
    let feed = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title><id>y</id><updated>2026-01-01T00:00:00Z</updated>{}{}</feed>",
        entry("a", "Een goede kaart"),
        entry("b", "")
    );
    let refused = here.import_feed(feed.as_bytes()).await;
    assert!(
        matches!(
            &refused,
            Err(FeedProblem::Fault(FeedFault::Entry { entry: 2, .. }))
        ),
        "{refused:?}"
    );
    assert!(here.card(None, &CardId::parse("a").unwrap()).await.is_err());
}
