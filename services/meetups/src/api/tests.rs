mod boards;
mod calendars;
mod communities;
mod harvest;
mod hosts;
mod images;
mod signups;

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
async fn the_description_of_the_api_is_there() {
    let house = House::open().await;
    let description = house.fetch("/openapi.json", &[]).await;
    let description: serde_json::Value = serde_json::from_slice(&description.body).unwrap();
    assert!(description["paths"]["/events/{id}/signups"]["post"].is_object());
}
