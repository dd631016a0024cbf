use std::collections::BTreeMap;

use chrono::TimeDelta;
use nouns::{CardId, Clock};
use store::Datastore;

use crate::card::{Kind, Visibility};
use crate::samples::{saskia, start, typed};
use crate::{ImportedCard, Toolbox, reading};

const SITE: &str = "https://kansrijk.example";

async fn opened() -> (Toolbox, Clock) {
    let clock = Clock::fixed(start());
    let datastore = Datastore::in_memory().await.unwrap();
    let toolbox = Toolbox::open(&datastore, None, clock.clone()).await;
    (toolbox.unwrap(), clock)
}

async fn asked(toolbox: &Toolbox, query: &str) -> String {
    let pairs = wire::harvest::arguments_of(query).unwrap();
    toolbox.harvest(SITE, &pairs).await.unwrap()
}

/// The texts of the elements of one name, in their order.
fn texts<'a>(xml: &'a str, element: &str) -> Vec<&'a str> {
    let tag = format!("<{element}>");
    let pieces = xml.split(tag.as_str()).skip(1);
    pieces
        .filter_map(|piece| piece.split("</").next())
        .collect()
}

fn attribute<'a>(xml: &'a str, element: &str, name: &str) -> Option<&'a str> {
    let (_, tag) = xml.split_once(&format!("<{element} "))?;
    let (_, value) = tag.split('>').next()?.split_once(&format!("{name}=\""))?;
    value.split('"').next()
}

fn token(xml: &str) -> Option<&str> {
    let (_, rest) = xml.split_once("<resumptionToken ")?;
    let text = rest.split_once('>')?.1.split("</").next()?;
    (!text.is_empty()).then_some(text)
}

async fn share(toolbox: &Toolbox, id: &str, visibility: Visibility) {
    let mut content = reading::typed(&typed("Rondje om")).unwrap();
    content.visibility = visibility;
    let id = CardId::parse(id).unwrap();
    toolbox.add_as(&saskia(), id, content).await.unwrap();
}

async fn change(toolbox: &Toolbox, id: &str, title: &str) {
    let id = CardId::parse(id).unwrap();
    let card = toolbox.card(Some(&saskia()), &id).await.unwrap();
    let content = reading::typed(&typed(title)).unwrap();
    toolbox
        .edit(&saskia(), &id, card.current.number, content)
        .await
        .unwrap();
}

async fn withdraw(toolbox: &Toolbox, id: &str) {
    let id = CardId::parse(id).unwrap();
    toolbox.withdraw(&saskia(), &id).await.unwrap();
}

async fn import(toolbox: &Toolbox, count: usize) {
    let card = |number| ImportedCard {
        id: format!("kaart-{number:04}"),
        content: contract::toolbox::CardContent {
            body: "Tekst".to_owned(),
            ..typed("Uit een bestand")
        },
    };
    toolbox
        .import((0..count).map(card).collect())
        .await
        .unwrap();
}

#[tokio::test]
async fn only_what_is_public_is_offered_and_no_person_with_it() {
    let (toolbox, _) = opened().await;
    share(&toolbox, "van-school", Visibility::School).await;
    share(&toolbox, "van-het-land", Visibility::Country).await;
    for prefix in ["oai_dc", "nl_lom"] {
        let list = asked(
            &toolbox,
            &format!("verb=ListRecords&metadataPrefix={prefix}"),
        )
        .await;
        assert_eq!(
            texts(&list, "identifier"),
            ["oai:kansrijk.example:van-het-land"]
        );
        assert!(
            !list.contains("Saskia") && !list.contains("saskia"),
            "{list}"
        );
        assert!(list.contains("Iedereen komt even aan het woord."));
    }
    let one = "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:kansrijk.example:van-school";
    assert_eq!(
        attribute(&asked(&toolbox, one).await, "error", "code"),
        Some("idDoesNotExist")
    );
}

#[tokio::test]
async fn nl_lom_has_every_field_that_edurep_asks_for() {
    let (toolbox, _) = opened().await;
    share(&toolbox, "rondje", Visibility::Country).await;
    let one = "verb=GetRecord&metadataPrefix=nl_lom&identifier=oai:kansrijk.example:rondje";
    let xml = asked(&toolbox, one).await;
    for wanted in [
        "<title><langstring xml:lang=\"nl\">Rondje om</langstring></title>",
        "<entry><langstring xml:lang=\"x-none\">https://kansrijk.example/trukendoos/kaart/rondje</langstring></entry>",
        "<entry><langstring xml:lang=\"x-none\">oai:kansrijk.example:rondje</langstring></entry>",
        "<keyword><langstring xml:lang=\"nl\">feedback</langstring></keyword>",
        "<langstring xml:lang=\"x-none\">publisher</langstring>",
        "<location>https://kansrijk.example/trukendoos/kaart/rondje</location>",
        "<langstring xml:lang=\"x-none\">discipline</langstring>",
        "<langstring xml:lang=\"x-none\">educational level</langstring>",
        "<langstring xml:lang=\"x-none\">access rights</langstring>",
        "<langstring xml:lang=\"x-none\">cc-by-40</langstring>",
        "<datetime>PT20M</datetime>",
    ] {
        assert!(xml.contains(wanted), "{wanted}\n{xml}");
    }
    assert!(xml.contains("<cost>") && xml.contains("<language>nl</language>"));
}

#[tokio::test]
async fn what_was_public_stays_as_a_deleted_record() {
    let (toolbox, clock) = opened().await;
    share(&toolbox, "rondje", Visibility::Country).await;
    share(&toolbox, "kring", Visibility::Country).await;
    asked(&toolbox, "verb=Identify").await;
    clock.advance(TimeDelta::minutes(1));
    withdraw(&toolbox, "rondje").await;
    let since = "verb=ListRecords&metadataPrefix=oai_dc&from=2026-03-02T09:00:01Z";
    let list = asked(&toolbox, since).await;
    assert_eq!(texts(&list, "identifier"), ["oai:kansrijk.example:rondje"]);
    assert!(list.contains("<header status=\"deleted\">") && !list.contains("<metadata>"));
    let formats = "verb=ListMetadataFormats&identifier=oai:kansrijk.example:rondje";
    let refused = asked(&toolbox, formats).await;
    assert_eq!(
        attribute(&refused, "error", "code"),
        Some("noMetadataFormats")
    );
    let until = "verb=ListRecords&metadataPrefix=oai_dc&until=2026-03-02T09:00:59Z";
    assert_eq!(
        texts(&asked(&toolbox, until).await, "identifier"),
        ["oai:kansrijk.example:kring"]
    );
}

#[tokio::test]
async fn a_set_holds_the_cards_of_its_kind() {
    let (toolbox, _) = opened().await;
    share(&toolbox, "rondje", Visibility::Country).await;
    let mut content = reading::typed(&typed("Stand-up")).unwrap();
    content.kind = Some(Kind::Overlegstructuur);
    let id = CardId::parse("stand-up").unwrap();
    toolbox.add_as(&saskia(), id, content).await.unwrap();
    let query = "verb=ListIdentifiers&metadataPrefix=oai_dc&set=overlegstructuur";
    let list = asked(&toolbox, query).await;
    assert_eq!(
        texts(&list, "identifier"),
        ["oai:kansrijk.example:stand-up"]
    );
    assert_eq!(texts(&list, "setSpec"), ["overlegstructuur"]);
    let none = "verb=ListIdentifiers&metadataPrefix=oai_dc&set=teamsamenstelling";
    let none = asked(&toolbox, none).await;
    assert_eq!(attribute(&none, "error", "code"), Some("noRecordsMatch"));
}

/// All headers of a list from its beginning to its end, with what happens between two pages.
async fn whole_list(
    toolbox: &Toolbox,
    begin: &str,
    mut meanwhile: impl AsyncFnMut(usize),
) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut answer = asked(toolbox, begin).await;
    for page in 0.. {
        for identifier in texts(&answer, "identifier") {
            *found.entry(identifier.to_owned()).or_default() += 1;
        }
        let Some(token) = token(&answer).map(str::to_owned) else {
            break;
        };
        meanwhile(page).await;
        let next = format!("verb=ListRecords&resumptionToken={token}");
        answer = asked(toolbox, &next).await;
    }
    found
}

#[tokio::test]
async fn a_list_that_is_read_during_changes_has_every_card_once() {
    let (toolbox, clock) = opened().await;
    import(&toolbox, 350).await;
    for number in 0..30 {
        share(&toolbox, &format!("eigen-{number:02}"), Visibility::Country).await;
    }
    let found = whole_list(
        &toolbox,
        "verb=ListRecords&metadataPrefix=oai_dc",
        async |page| {
            clock.advance(TimeDelta::seconds(1));
            for number in 0..10 {
                let id = format!("eigen-{:02}", page * 10 + number);
                change(&toolbox, &id, &format!("Anders {page}")).await;
                if number % 2 == 0 {
                    withdraw(&toolbox, &id).await;
                }
            }
            // Changed again, after and before it was shown.
            change(&toolbox, "eigen-29", &format!("Nog anders {page}")).await;
            share(&toolbox, &format!("nieuw-{page}"), Visibility::Country).await;
        },
    )
    .await;
    assert!(found.values().all(|times| *times == 1), "{found:?}");
    assert_eq!(
        found.len(),
        380,
        "none missed, and the new ones belong to the next list"
    );

    // The next list, from the first second of this one, has all that changed since.
    let from = format!("&from={}", start().format("%Y-%m-%dT%H:%M:%SZ"));
    let next = format!("verb=ListRecords&metadataPrefix=oai_dc{from}");
    let next = whole_list(&toolbox, &next, async |_| {}).await;
    assert_eq!(next.len(), 383);
    assert!(next.values().all(|times| *times == 1));
}

#[tokio::test]
async fn a_list_says_how_long_it_is_and_ends_with_an_empty_token() {
    let (toolbox, clock) = opened().await;
    import(&toolbox, 250).await;
    let first = asked(&toolbox, "verb=ListIdentifiers&metadataPrefix=oai_dc").await;
    assert_eq!(
        attribute(&first, "resumptionToken", "completeListSize"),
        Some("250")
    );
    assert_eq!(attribute(&first, "resumptionToken", "cursor"), Some("0"));
    let next = format!(
        "verb=ListIdentifiers&resumptionToken={}",
        token(&first).unwrap()
    );
    let second = asked(&toolbox, &next).await;
    assert_eq!(attribute(&second, "resumptionToken", "cursor"), Some("100"));
    let of_records = next.replace("ListIdentifiers", "ListRecords");
    let refused = asked(&toolbox, &of_records).await;
    assert_eq!(
        attribute(&refused, "error", "code"),
        Some("badResumptionToken")
    );
    let last = format!(
        "verb=ListIdentifiers&resumptionToken={}",
        token(&second).unwrap()
    );
    let last_page = asked(&toolbox, &last).await;
    assert_eq!(texts(&last_page, "identifier").len(), 50);
    assert!(last_page.contains("<resumptionToken ") && token(&last_page).is_none());
    clock.advance(TimeDelta::hours(25));
    let late = asked(&toolbox, &last).await;
    assert_eq!(
        attribute(&late, "error", "code"),
        Some("badResumptionToken")
    );
}

#[tokio::test]
async fn places_that_were_superseded_go_after_a_day() {
    let (toolbox, clock) = opened().await;
    share(&toolbox, "rondje", Visibility::Country).await;
    for number in 0..3 {
        asked(&toolbox, "verb=Identify").await;
        clock.advance(TimeDelta::hours(26));
        change(&toolbox, "rondje", &format!("Anders {number}")).await;
    }
    asked(&toolbox, "verb=Identify").await;
    let places: Vec<i64> = toolbox
        .store
        .db
        .read("SELECT VALUE gone FROM harvest_place")
        .await
        .unwrap()
        .take(0)
        .unwrap();
    assert_eq!(
        places.len(),
        2,
        "the last one and the one it has just superseded"
    );
    let list = asked(&toolbox, "verb=ListIdentifiers&metadataPrefix=oai_dc").await;
    assert_eq!(texts(&list, "identifier").len(), 1);
}

#[tokio::test]
async fn an_empty_store_stays_empty_and_says_so() {
    let (toolbox, _) = opened().await;
    let list = asked(&toolbox, "verb=ListRecords&metadataPrefix=oai_dc").await;
    assert_eq!(attribute(&list, "error", "code"), Some("noRecordsMatch"));
    let identity = asked(&toolbox, "verb=Identify").await;
    assert_eq!(
        texts(&identity, "earliestDatestamp"),
        ["2026-03-02T09:00:00Z"]
    );
    let extent = toolbox.store.harvest.extent().await.unwrap();
    assert_eq!(
        (
            extent.number,
            toolbox.store.harvest.position().await.unwrap()
        ),
        (0, 0)
    );
}
