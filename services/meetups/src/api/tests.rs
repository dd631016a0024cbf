use std::sync::Arc;

use ::store::Datastore;
use chrono::TimeDelta;
use contract::Caller;
use contract::meetups::{
    Cancelling, Community, CommunityList, Event, EventList, EventSignups, Joining, MySignups,
    NewCommunity, NewEvent, RegionList, Signup,
};
use nouns::{Clock, Role};
use poem::http::{HeaderMap, Method, StatusCode, header};
use wire::{CallerToken, Client, Problem, Raw, Signer};

use crate::Meetups;
use crate::testing::{caller, coordinator, start};

/// A service of its own, and somebody who may sign.
struct House {
    client: Client,
    signer: Signer,
    clock: Clock,
    service: Arc<Meetups>,
}

impl House {
    async fn open() -> Self {
        let datastore = Datastore::in_memory().await.unwrap();
        let clock = Clock::fixed(start());
        let service = Arc::new(
            Meetups::open(&datastore, None, clock.clone())
                .await
                .unwrap(),
        );
        let signer = Signer::from_pkcs8(&Signer::generate().unwrap()).unwrap();
        let client = Client::local(super::endpoint(Arc::clone(&service), signer.verifier()));
        Self {
            client,
            signer,
            clock,
            service,
        }
    }

    fn token(&self, caller: &Caller) -> CallerToken {
        self.signer.mint(caller, self.clock.now()).unwrap()
    }

    fn ria(&self) -> CallerToken {
        self.token(&coordinator("ria", "NL-UT"))
    }

    fn student(&self, name: &str) -> CallerToken {
        self.token(&caller(name, Role::Student))
    }

    async fn publish(&self, event: &NewEvent) -> Result<Event, Problem> {
        self.client.post(Some(&self.ria()), "/events", event).await
    }

    async fn list(&self, query: &[(&str, &str)]) -> EventList {
        self.client.get(None, "/events", &query).await.unwrap()
    }

    async fn sign_up(&self, name: &str, event: &str) -> Result<Signup, Problem> {
        self.client
            .post(
                Some(&self.student(name)),
                &format!("/events/{event}/signups"),
                &(),
            )
            .await
    }

    async fn leave(&self, name: &str, event: &str) -> Result<(), Problem> {
        self.client
            .delete(
                Some(&self.student(name)),
                &format!("/events/{event}/signups/mine"),
            )
            .await
    }

    async fn fetch(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Raw {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        self.client
            .raw(Method::GET, path, headers, Vec::new())
            .await
            .unwrap()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every use is an optional field")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn meetup(title: &str) -> NewEvent {
    NewEvent {
        title: text(title),
        region: text("RMC-19"),
        starts: text("2026-03-05T15:30"),
        ends: text("2026-03-05T17:00"),
        place: text("Wijkcentrum, Utrecht"),
        ..NewEvent::default()
    }
}

fn refused(answer: Result<impl std::fmt::Debug, Problem>) -> Vec<String> {
    match answer {
        Err(Problem::Refused(fields)) => fields.into_iter().map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_published_event_stands_on_the_board_of_its_region_and_province() {
    let house = House::open().await;
    let event = house
        .publish(&NewEvent {
            capacity: Some(12),
            ..meetup("Samen leren")
        })
        .await
        .unwrap();
    assert_eq!(event.event.starts, "2026-03-05T15:30:00+01:00");
    assert_eq!(
        (event.event.free, event.event.status.as_str()),
        (Some(12), "scheduled")
    );
    assert_eq!(event.may, ["sign_up", "edit", "cancel", "see_signups"]);
    for region in ["RMC-19", "NL-UT", ""] {
        let list = house.list(&[("region", region)]).await;
        assert_eq!(
            (list.total, &list.events[0].id),
            (1, &event.event.id),
            "{region}"
        );
    }
    assert_eq!(house.list(&[("region", "NL-ZH")]).await.total, 0);
    let stranger: Event = house
        .client
        .get(None, &format!("/events/{}", event.event.id), &())
        .await
        .unwrap();
    assert_eq!(stranger.may, Vec::<String>::new());
    let regions: RegionList = house.client.get(None, "/regions", &()).await.unwrap();
    let coming = |code: &str| {
        regions
            .regions
            .iter()
            .find(|region| region.code == code)
            .unwrap()
            .coming
    };
    assert_eq!(
        (coming("NL-UT"), coming("RMC-19"), coming("NL-ZH")),
        (1, 1, 0)
    );
}

#[tokio::test]
async fn without_from_the_coming_ones_come_soonest_first() {
    let house = House::open().await;
    house.publish(&meetup("Eerst")).await.unwrap();
    let later = NewEvent {
        starts: text("2026-04-02T10:00"),
        ends: text("2026-04-02T11:00"),
        ..meetup("Later")
    };
    house.publish(&later).await.unwrap();
    house.clock.advance(TimeDelta::days(10));
    let titles = |list: EventList| {
        list.events
            .into_iter()
            .map(|event| event.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(house.list(&[]).await), ["Later"]);
    assert_eq!(
        titles(house.list(&[("from", "2026-03-01")]).await),
        ["Eerst", "Later"]
    );
    assert_eq!(
        titles(
            house
                .list(&[("from", "2026-03-01"), ("to", "2026-03-05")])
                .await
        ),
        ["Eerst"]
    );
    assert_eq!(
        titles(
            house
                .list(&[("from", "2026-03-01"), ("order", "newest")])
                .await
        ),
        ["Later", "Eerst"]
    );
    let page = house
        .list(&[("from", "2026-03-01"), ("per_page", "1"), ("page", "2")])
        .await;
    assert_eq!((page.total, titles(page)), (2, vec!["Later".to_owned()]));
}

#[tokio::test]
async fn words_find_an_event_once_the_index_has_it() {
    let house = House::open().await;
    house
        .publish(&meetup("Oefenen met feedforward"))
        .await
        .unwrap();
    house.publish(&meetup("Stage zoeken")).await.unwrap();
    house.service.catch_up().await.unwrap();
    let found = house
        .list(&[("q", "feedforward"), ("region", "NL-UT")])
        .await;
    assert_eq!(
        (found.total, found.events[0].title.as_str()),
        (1, "Oefenen met feedforward")
    );
    assert_eq!(
        house
            .list(&[("q", "feedforward"), ("region", "NL-ZH")])
            .await
            .total,
        0
    );
    assert!(house.service.ready().await);
}

#[tokio::test]
async fn what_is_wrong_is_named_and_changes_nothing() {
    let house = House::open().await;
    let backwards = NewEvent {
        ends: text("2026-03-05T15:00"),
        ..meetup("Terug")
    };
    assert_eq!(refused(house.publish(&backwards).await), ["ends"]);
    assert_eq!(
        refused(
            house
                .publish(&NewEvent {
                    region: text("NL-XX"),
                    ..meetup("Waar")
                })
                .await
        ),
        ["region"]
    );
    assert_eq!(
        refused(
            house
                .publish(&NewEvent {
                    title: None,
                    ..meetup("")
                })
                .await
        ),
        ["title"]
    );
    assert_eq!(
        refused(
            house
                .publish(&NewEvent {
                    community: text("geen"),
                    ..meetup("Wie")
                })
                .await
        ),
        ["community"]
    );
    let unknown: Result<EventList, _> = house
        .client
        .get(None, "/events", &[("region", "UT"), ("page", "0")])
        .await;
    assert_eq!(refused(unknown), ["region", "page"]);
    assert_eq!(house.list(&[]).await.total, 0);
}

#[tokio::test]
async fn only_who_coordinates_there_publishes() {
    let house = House::open().await;
    let elsewhere = NewEvent {
        region: text("RMC-29"),
        ..meetup("Elders")
    };
    assert!(
        matches!(house.publish(&elsewhere).await, Err(Problem::Told(body)) if body.status == 403)
    );
    let student: Result<Event, _> = house
        .client
        .post(Some(&house.student("noor")), "/events", &meetup("Van mij"))
        .await;
    assert!(matches!(student, Err(Problem::Told(body)) if body.status == 403));
    let stranger: Result<Event, _> = house.client.post(None, "/events", &meetup("Wie")).await;
    assert!(matches!(stranger, Err(Problem::SignInNeeded)));
}

#[tokio::test]
async fn who_waits_moves_up_and_is_told() {
    let house = House::open().await;
    let event = house
        .publish(&NewEvent {
            capacity: Some(1),
            ..meetup("Krap")
        })
        .await
        .unwrap();
    let id = event.event.id.as_str();
    assert_eq!(house.sign_up("noor", id).await.unwrap().state, "placed");
    assert_eq!(house.sign_up("bilal", id).await.unwrap().position, Some(1));
    assert_eq!(house.sign_up("fenna", id).await.unwrap().position, Some(2));
    assert!(
        matches!(house.sign_up("noor", id).await, Err(Problem::Told(body)) if body.kind.ends_with("signup.already"))
    );
    house.leave("noor", id).await.unwrap();
    house.service.catch_up().await.unwrap();
    let mine: MySignups = house
        .client
        .get(Some(&house.student("bilal")), "/signups/mine", &())
        .await
        .unwrap();
    assert_eq!(
        (
            mine.signups[0].signup.state.as_str(),
            mine.signups[0].news.as_deref()
        ),
        ("placed", Some("moved-up"))
    );
    let list: EventSignups = house
        .client
        .get(Some(&house.ria()), &format!("/events/{id}/signups"), &())
        .await
        .unwrap();
    let names: Vec<_> = list
        .participants
        .iter()
        .map(|one| (one.name.as_str(), one.position))
        .collect();
    assert_eq!(names, [("bilal", None), ("fenna", Some(1))]);
    assert!(
        matches!(house.leave("noor", id).await, Err(Problem::Told(body)) if body.kind.ends_with("signup.none"))
    );
    let peek: Result<EventSignups, _> = house
        .client
        .get(
            Some(&house.student("noor")),
            &format!("/events/{id}/signups"),
            &(),
        )
        .await;
    assert!(matches!(peek, Err(Problem::Told(body)) if body.status == 403));
}

#[tokio::test]
async fn more_places_go_to_who_waits_and_a_new_time_is_told() {
    let house = House::open().await;
    let event = house
        .publish(&NewEvent {
            capacity: Some(1),
            ..meetup("Krap")
        })
        .await
        .unwrap();
    let id = event.event.id.as_str();
    for name in ["noor", "bilal", "fenna"] {
        house.sign_up(name, id).await.unwrap();
    }
    let wider = NewEvent {
        capacity: Some(2),
        starts: text("2026-03-05T15:00"),
        ..meetup("Krap")
    };
    let edited: Event = house
        .client
        .put(Some(&house.ria()), &format!("/events/{id}"), &wider)
        .await
        .unwrap();
    assert_eq!(
        (edited.event.placed, edited.event.waiting, edited.sequence),
        (2, 1, 1)
    );
    house.service.catch_up().await.unwrap();
    let mine: MySignups = house
        .client
        .get(Some(&house.student("noor")), "/signups/mine", &())
        .await
        .unwrap();
    assert_eq!(mine.signups[0].news.as_deref(), Some("changed"));
}

#[tokio::test]
async fn a_cancelled_event_takes_nobody_and_stays_visible() {
    let house = House::open().await;
    let event = house.publish(&meetup("Gaat niet door")).await.unwrap();
    let path = format!("/events/{}/cancel", event.event.id);
    let why = Cancelling {
        reason: text("De zaal is dicht."),
    };
    let cancelled: Event = house
        .client
        .post(Some(&house.ria()), &path, &why)
        .await
        .unwrap();
    assert_eq!(
        (cancelled.event.status.as_str(), cancelled.sequence),
        ("cancelled", 1)
    );
    assert_eq!(cancelled.outcome.as_deref(), Some("De zaal is dicht."));
    let late = house.sign_up("noor", &event.event.id).await;
    assert!(matches!(late, Err(Problem::Told(body)) if body.kind.ends_with("event.cancelled")));
    assert_eq!(house.list(&[]).await.events[0].status, "cancelled");
    let feed = house.fetch("/feeds/NL-UT.ics", &[]).await;
    assert!(
        String::from_utf8(feed.body)
            .unwrap()
            .contains("STATUS:CANCELLED\r\n")
    );
}

#[tokio::test]
async fn the_link_is_for_who_has_a_place() {
    let house = House::open().await;
    let link = "https://bijeenkomst.example/kamer";
    let event = house
        .publish(&NewEvent {
            online_link: text(link),
            ..meetup("Online")
        })
        .await
        .unwrap();
    let path = format!("/events/{}", event.event.id);
    assert_eq!(event.online_link.as_deref(), Some(link));
    let noor = house.student("noor");
    let before: Event = house.client.get(Some(&noor), &path, &()).await.unwrap();
    assert_eq!((before.online_link, before.event.online), (None, true));
    house.sign_up("noor", &event.event.id).await.unwrap();
    let after: Event = house.client.get(Some(&noor), &path, &()).await.unwrap();
    assert_eq!(
        (after.online_link.as_deref(), after.may),
        (Some(link), vec!["leave".to_owned()])
    );
    let calendar = house.fetch(&format!("{path}/calendar.ics"), &[]).await;
    assert!(
        !String::from_utf8(calendar.body)
            .unwrap()
            .contains("CONFERENCE")
    );
}

#[tokio::test]
async fn a_feed_is_not_sent_twice() {
    let house = House::open().await;
    house.publish(&meetup("Samen leren")).await.unwrap();
    let path = "/feeds/NL-UT.ics?site=https%3A%2F%2Fkansrijk.example";
    let first = house.fetch(path, &[]).await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(
        first.headers[header::CONTENT_TYPE],
        "text/calendar; charset=utf-8"
    );
    let body = String::from_utf8(first.body).unwrap().replace("\r\n ", "");
    assert!(body.contains("SOURCE;VALUE=URI:https://kansrijk.example/kalender/NL-UT.ics\r\n"));
    assert!(body.contains("URL:https://kansrijk.example/bijeenkomsten/"));
    let tag = first.headers[header::ETAG].to_str().unwrap();
    let modified = first.headers[header::LAST_MODIFIED].to_str().unwrap();
    house.clock.advance(TimeDelta::hours(3));
    let by_tag = house.fetch(path, &[(header::IF_NONE_MATCH, tag)]).await;
    let by_time = house
        .fetch(path, &[(header::IF_MODIFIED_SINCE, modified)])
        .await;
    assert_eq!(
        (by_tag.status, by_time.status),
        (StatusCode::NOT_MODIFIED, StatusCode::NOT_MODIFIED)
    );
    assert_eq!(
        (
            by_tag.body.len(),
            by_tag.headers[header::ETAG].to_str().unwrap()
        ),
        (0, tag)
    );
    house.publish(&meetup("Nog een")).await.unwrap();
    assert_eq!(
        house
            .fetch(path, &[(header::IF_NONE_MATCH, tag)])
            .await
            .status,
        StatusCode::OK
    );
    let atom = house
        .fetch(
            "/feeds/RMC-19.atom?site=https%3A%2F%2Fkansrijk.example",
            &[],
        )
        .await;
    assert_eq!(
        atom.headers[header::CONTENT_TYPE],
        "application/atom+xml; charset=utf-8"
    );
    assert_eq!(
        house.fetch("/feeds/NL-XX.ics", &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let injected = house
        .fetch("/feeds/NL-UT.ics?site=https%3A%2F%2Fa%0D%0Ax", &[])
        .await;
    assert_eq!(injected.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_community_says_what_it_misses_and_shows_members_to_members() {
    let house = House::open().await;
    let sent = NewCommunity {
        slug: text("leren-in-utrecht"),
        name: text("Leren in Utrecht"),
        tier: text("regio"),
        region: text("RMC-19"),
        schools: Some(vec!["a".to_owned(), "b".to_owned()]),
        ..NewCommunity::default()
    };
    let community: Community = house
        .client
        .post(Some(&house.ria()), "/communities", &sent)
        .await
        .unwrap();
    assert_eq!(community.community.missing, ["students", "teachers"]);
    let again: Result<Community, _> = house
        .client
        .post(Some(&house.ria()), "/communities", &sent)
        .await;
    assert_eq!(refused(again), ["slug"]);
    let path = "/communities/leren-in-utrecht";
    let noor = house.student("noor");
    let wrong: Result<Community, _> = house
        .client
        .post(
            Some(&noor),
            &format!("{path}/members"),
            &Joining {
                side: text("docent"),
            },
        )
        .await;
    assert_eq!(refused(wrong), ["side"]);
    let joined: Community = house
        .client
        .post(Some(&noor), &format!("{path}/members"), &Joining::default())
        .await
        .unwrap();
    assert_eq!(
        (joined.mine.as_deref(), joined.members.len()),
        (Some("student"), 1)
    );
    let sam = house.token(&contract::Caller {
        name: "Sam de Wit".to_owned(),
        ..caller("sam", Role::Student)
    });
    let joined: Community = house
        .client
        .post(Some(&sam), &format!("{path}/members"), &Joining::default())
        .await
        .unwrap();
    let names = |seen: &Community| -> Vec<String> {
        seen.members.iter().map(|one| one.name.clone()).collect()
    };
    assert!(
        names(&joined).contains(&"Sam de Wit".to_owned()),
        "their own"
    );
    let seen: Community = house.client.get(Some(&noor), path, &()).await.unwrap();
    assert!(
        names(&seen).contains(&"Sam W.".to_owned()),
        "{:?}",
        names(&seen)
    );
    let leads: Community = house
        .client
        .get(Some(&house.ria()), path, &())
        .await
        .unwrap();
    assert!(names(&leads).contains(&"Sam de Wit".to_owned()));
    house
        .client
        .delete::<Community>(Some(&sam), &format!("{path}/members/me"))
        .await
        .unwrap();
    let stranger: Community = house.client.get(None, path, &()).await.unwrap();
    assert_eq!(
        (stranger.community.students, stranger.members.len()),
        (1, 0)
    );
    assert_eq!(stranger.community.missing, ["teachers"]);
    house
        .publish(&NewEvent {
            community: text("leren-in-utrecht"),
            ..meetup("Samen")
        })
        .await
        .unwrap();
    let list: CommunityList = house
        .client
        .get(None, "/communities", &[("region", "NL-UT")])
        .await
        .unwrap();
    assert_eq!((list.communities.len(), list.communities[0].coming), (1, 1));
    assert_eq!(
        house.list(&[]).await.events[0].community_name.as_deref(),
        Some("Leren in Utrecht")
    );
    let feed = house
        .fetch("/feeds/gemeenschap/leren-in-utrecht.ics", &[])
        .await;
    assert_eq!(feed.status, StatusCode::OK);
    let left: Community = house
        .client
        .delete(Some(&noor), &format!("{path}/members/me"))
        .await
        .unwrap();
    assert_eq!((left.mine, left.community.students), (None, 0));
}

#[tokio::test]
async fn the_description_of_the_api_is_there() {
    let house = House::open().await;
    let description = house.fetch("/openapi.json", &[]).await;
    let description: serde_json::Value = serde_json::from_slice(&description.body).unwrap();
    assert!(description["paths"]["/events/{id}/signups"]["post"].is_object());
}
