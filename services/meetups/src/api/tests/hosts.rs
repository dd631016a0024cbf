//! Who organises a meetup too, what it is about, and who sees the link for participants.

use contract::accounts_log::{Change, Happened};
use contract::letters::Letter;
use contract::meetups::{Concept, NewConcept};
use wire::following::Follower as _;

use super::*;
use crate::testing::Desk;

const LINK: &str = "https://geheim.example/kamer-zeven";

pub(super) async fn community(house: &House, members: &[&str]) {
    let new = NewCommunity {
        slug: text("samen"),
        name: text("Samen leren"),
        tier: text("regio"),
        region: text("RMC-19"),
        schools: Some(vec!["a".to_owned(), "b".to_owned()]),
        purpose: text("Van elkaar leren."),
        ..NewCommunity::default()
    };
    let ria = house.ria();
    let _: Community = house
        .client
        .post(Some(&ria), "/communities", &new)
        .await
        .unwrap();
    for name in members {
        let joining = Joining {
            side: text("student"),
        };
        let _: Community = house
            .client
            .post(
                Some(&house.student(name)),
                "/communities/samen/members",
                &joining,
            )
            .await
            .unwrap();
    }
}

pub(super) fn hosted(hosts: &[&str]) -> NewEvent {
    NewEvent {
        community: text("samen"),
        hosts: Some(hosts.iter().map(|&host| host.to_owned()).collect()),
        topics: Some(vec!["Plannen".to_owned(), "#feedback".to_owned()]),
        language: text("en"),
        online_link: text(LINK),
        ..meetup("Samen leren")
    }
}

async fn as_seen_by(house: &House, token: Option<&CallerToken>, id: &str) -> Event {
    house
        .client
        .get(token, &format!("/events/{id}"), &())
        .await
        .unwrap()
}

async fn edit(
    house: &House,
    token: &CallerToken,
    id: &str,
    words: &NewEvent,
) -> Result<Event, Problem> {
    let path = format!("/events/{id}");
    house.client.put(Some(token), &path, words).await
}

#[tokio::test]
async fn a_member_who_organises_too_changes_words_and_nothing_else() {
    let house = House::open().await;
    community(&house, &["noor", "sam"]).await;
    let event = house.publish(&hosted(&["noor"])).await.unwrap();
    let (id, noor, sam) = (event.event.id, house.student("noor"), house.student("sam"));
    let seen = as_seen_by(&house, Some(&noor), &id).await;
    assert_eq!(seen.may, ["sign_up", "edit"]);
    assert_eq!(seen.online_link.as_deref(), Some(LINK));
    let words = NewEvent {
        description: text("Neem een vraag mee."),
        ..hosted(&["noor"])
    };
    let changed = edit(&house, &noor, &id, &words).await.unwrap();
    assert_eq!(changed.description, "Neem een vraag mee.");
    for other in [
        hosted(&["noor", "sam"]),
        hosted(&[]),
        NewEvent {
            region: text("NL-UT"),
            ..words.clone()
        },
    ] {
        let answer = edit(&house, &noor, &id, &other).await;
        assert!(
            matches!(&answer, Err(Problem::Told(body)) if body.status == 403),
            "{answer:?}"
        );
    }
    let answer = edit(&house, &sam, &id, &words).await;
    assert!(matches!(&answer, Err(Problem::Told(body)) if body.status == 403));
    for path in ["cancel", "signups"] {
        let path = format!("/events/{id}/{path}");
        let answer: Result<serde_json::Value, Problem> = if path.ends_with("cancel") {
            let why = Cancelling::default();
            house.client.post(Some(&noor), &path, &why).await
        } else {
            house.client.get(Some(&noor), &path, &()).await
        };
        assert!(matches!(&answer, Err(Problem::Told(body)) if body.status == 403));
    }
}

#[tokio::test]
async fn who_leaves_the_community_organises_no_more_and_strangers_read_no_names() {
    let house = House::open().await;
    community(&house, &["noor"]).await;
    let event = house.publish(&hosted(&["noor"])).await.unwrap();
    let (id, noor) = (event.event.id, house.student("noor"));
    let names = |event: Event| event.hosts.into_iter().map(|host| host.person);
    let sam = house.student("sam");
    let known = as_seen_by(&house, Some(&sam), &id).await;
    assert_eq!(names(known).collect::<Vec<_>>(), ["noor"]);
    let stranger = as_seen_by(&house, None, &id).await;
    assert_eq!(names(stranger).count(), 0);
    let leaving = house
        .client
        .delete::<Community>(Some(&noor), "/communities/samen/members/me");
    leaving.await.unwrap();
    assert_eq!(as_seen_by(&house, Some(&noor), &id).await.may, ["sign_up"]);
    let answer = edit(&house, &noor, &id, &hosted(&["noor"])).await;
    assert!(matches!(&answer, Err(Problem::Told(body)) if body.status == 403));
    assert_eq!(refused(house.publish(&hosted(&["noor"])).await), ["hosts"]);
}

#[tokio::test]
async fn what_it_is_about_is_a_filter_stands_in_feeds_and_is_found() {
    let house = House::open().await;
    community(&house, &[]).await;
    house.publish(&hosted(&[])).await.unwrap();
    house.publish(&meetup("Iets anders")).await.unwrap();
    let titles = |list: EventList| -> Vec<String> {
        list.events.into_iter().map(|event| event.title).collect()
    };
    let filtered = house.list(&[("topic", "plannen")]).await;
    assert_eq!(filtered.events[0].topics, ["feedback", "plannen"]);
    assert_eq!(filtered.events[0].language, "en");
    assert_eq!(titles(filtered), ["Samen leren"]);
    assert_eq!(house.list(&[("topic", "koken")]).await.total, 0);
    house.service.catch_up().await.unwrap();
    assert_eq!(
        titles(house.list(&[("q", "plannen")]).await),
        ["Samen leren"]
    );
    let found = house.list(&[("q", "leren"), ("topic", "feedback")]).await;
    assert_eq!(titles(found), ["Samen leren"]);
    let feed = house.fetch("/feeds/NL-UT.ics", &[]).await;
    let feed = String::from_utf8(feed.body).unwrap().replace("\r\n ", "");
    assert!(feed.contains("SUMMARY;LANGUAGE=en:Samen leren"), "{feed}");
    assert!(feed.contains("SUMMARY:Iets anders"), "{feed}");
    assert!(feed.contains("CATEGORIES:leergemeenschap,samen,feedback,plannen"));
}

#[tokio::test]
async fn too_many_topics_and_an_unknown_language_are_named() {
    let house = House::open().await;
    let many = (1..=6).map(|n| format!("onderwerp {n}")).collect();
    let words = NewEvent {
        topics: Some(many),
        language: text("latijn"),
        ..meetup("Samen leren")
    };
    assert_eq!(refused(house.publish(&words).await), ["topics", "language"]);
}

#[tokio::test]
async fn who_is_erased_is_named_by_no_meetup_and_no_concept() {
    let house = House::open().await;
    community(&house, &["noor"]).await;
    let words = hosted(&["noor"]);
    let id = house.publish(&words).await.unwrap().event.id;
    let concept = NewConcept {
        words: Some(words),
        publish_at: text("2026-03-03T09:00"),
    };
    let ria = house.ria();
    let kept: Concept = house
        .client
        .post(Some(&ria), "/concepts", &concept)
        .await
        .unwrap();
    let named = async || {
        let surql = "SELECT * FROM event; SELECT * FROM concept";
        let database = house.service.store.database();
        let mut rows = database.read(surql).await.unwrap();
        let tables = [0, 1].map(|table| rows.take::<Vec<serde_json::Value>>(table).unwrap());
        serde_json::to_string(&tables)
            .unwrap()
            .matches("noor")
            .count()
    };
    assert_eq!(named().await, 3, "the event, the words, and what is ready");
    let person = nouns::PersonId::parse("noor").unwrap();
    let erased = Change {
        position: 1,
        what: Happened::Erased { person },
    };
    house.service.take_over(erased).await.unwrap();
    assert_eq!(named().await, 0);
    let event = as_seen_by(&house, Some(&ria), &id).await;
    assert!(event.hosts.is_empty());
    let path = format!("/concepts/{}", kept.id);
    let kept: Concept = house.client.get(Some(&ria), &path, &()).await.unwrap();
    assert_eq!(kept.words.hosts, Some(Vec::new()));
}

/// Every exit, as who has no place and organises nothing sees it.
#[tokio::test]
async fn the_link_for_participants_leaves_by_no_other_door() {
    let house = House::open().await;
    community(&house, &["sam"]).await;
    let event = NewEvent {
        capacity: Some(1),
        ..hosted(&[])
    };
    let id = house.publish(&event).await.unwrap().event.id;
    house.sign_up("noor", &id).await.unwrap();
    house.sign_up("sam", &id).await.unwrap();
    house.service.catch_up().await.unwrap();
    let (noor, sam) = (house.student("noor"), house.student("sam"));
    let placed = as_seen_by(&house, Some(&noor), &id).await;
    assert_eq!(placed.online_link.as_deref(), Some(LINK), "a control");
    let mine: serde_json::Value = house
        .client
        .get(Some(&noor), "/signups/mine", &())
        .await
        .unwrap();
    assert!(mine.to_string().contains("geheim.example"), "a control");
    let paths = [
        format!("/events/{id}"),
        "/events".to_owned(),
        "/events?q=samen".to_owned(),
        "/communities/samen".to_owned(),
        "/signups/mine".to_owned(),
        "/about-me".to_owned(),
    ];
    for path in paths {
        let seen: serde_json::Value = house.client.get(Some(&sam), &path, &()).await.unwrap();
        assert!(!seen.to_string().contains("geheim"), "{path}");
    }
    for path in [
        "/feeds/NL-UT.ics".to_owned(),
        "/feeds/NL-UT.atom".to_owned(),
        "/feeds/NL-UT.json".to_owned(),
        "/feeds/gemeenschap/samen.ics".to_owned(),
        format!("/events/{id}/calendar.ics"),
    ] {
        let body = String::from_utf8(house.fetch(&path, &[]).await.body).unwrap();
        let body = body.replace("\r\n ", "");
        assert!(body.contains("Samen leren"), "{path}");
        assert!(!body.contains("geheim"), "{path}");
    }
    assert_eq!(house.list(&[("q", "geheim")]).await.total, 0);
    assert_eq!(house.list(&[("q", "kamer-zeven")]).await.total, 0);
}

/// Everybody on the list hears of a new link, and has to come to the page for it.
#[tokio::test]
async fn a_mail_names_no_link() {
    let desk = std::sync::Arc::new(Desk::default());
    let datastore = Datastore::in_memory().await.unwrap();
    let clock = Clock::fixed(start());
    let service = Meetups::open(&datastore, None, clock).await.unwrap();
    let service = service.with_accounts(desk.log());
    let ria = coordinator("ria", "NL-UT");
    let words = crate::testing::draft("RMC-19");
    let event = service.publish(&ria, words.clone()).await.unwrap();
    service
        .sign_up(&caller("noor", Role::Student), &event.id)
        .await
        .unwrap();
    let online = crate::event::Draft {
        online_link: text(LINK),
        ..words
    };
    service.edit(&ria, &event.id, online).await.unwrap();
    service.catch_up().await.unwrap();
    let written: Vec<Letter> = desk.written();
    assert_eq!(written.len(), 1);
    let told = serde_json::to_string(&written).unwrap();
    assert!(!told.contains("geheim"), "{told}");
}
