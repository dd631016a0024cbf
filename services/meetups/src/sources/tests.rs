use std::sync::{Arc, Mutex};

use ::store::Datastore;
use contract::accounts_log::{Pull, Pulled};
use nouns::{Clock, Role};
use poem::http::{HeaderMap, StatusCode, header};
use poem::listener::{Acceptor as _, Listener as _, TcpListener};
use poem::web::{Data, Json};
use poem::{EndpointExt as _, Response, Route, Server, get, handler, post};
use wire::{AccountsLog, Client, Signer};

use super::*;
use crate::Search;
use crate::testing::{caller, coordinator, draft, region, start};

/// What the other site gives, and how often it was asked.
#[derive(Default)]
struct Other {
    body: Mutex<String>,
    asked: Mutex<Vec<HeaderMap>>,
    told: Mutex<Vec<Tell>>,
}

#[handler]
fn calendar(headers: &HeaderMap, Data(other): Data<&Arc<Other>>) -> Response {
    other.asked.lock().unwrap().push(headers.clone());
    let body = other.body.lock().unwrap().clone();
    let tag = format!("\"{}\"", body.len());
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known == Some(tag.as_str()) {
        return Response::builder()
            .status(StatusCode::NOT_MODIFIED)
            .finish();
    }
    Response::builder().header(header::ETAG, tag).body(body)
}

#[handler]
fn away(Data(to): Data<&String>) -> Response {
    Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, to)
        .finish()
}

#[handler]
fn endless() -> Response {
    Response::builder().body(vec![b'a'; 6 * 1024 * 1024])
}

#[handler]
fn pull(Json(pull): Json<Pull>) -> Json<Pulled> {
    Json(Pulled {
        changes: Vec::new(),
        upto: pull.after,
    })
}

#[handler]
fn tell(Data(other): Data<&Arc<Other>>, Json(news): Json<Tell>) -> StatusCode {
    other.told.lock().unwrap().push(news);
    StatusCode::NO_CONTENT
}

struct House {
    meetups: Meetups,
    clock: Clock,
    other: Arc<Other>,
    site: String,
}

impl House {
    async fn open() -> Self {
        let other = Arc::new(Other::default());
        let listener = TcpListener::bind("127.0.0.1:0");
        let acceptor = listener.into_acceptor().await.unwrap();
        let port = *acceptor.local_addr()[0].as_socket_addr().unwrap();
        let to = |path: &str| away.data(path.to_owned());
        let routes = Route::new()
            .at("/a.ics", get(calendar))
            .at("/once", get(to("/a.ics")))
            .at("/round", get(to("/round")))
            .at("/inside", get(to("http://10.0.0.1/a.ics")))
            .at("/file", get(to("file:///etc/passwd")))
            .at("/endless", get(endless))
            .data(Arc::clone(&other));
        tokio::spawn(Server::new_with_acceptor(acceptor).run(routes));
        let door = Route::new()
            .at("/log", post(pull))
            .at("/tell", post(tell))
            .data(Arc::clone(&other));
        let key = Signer::generate().unwrap();
        let verifier = Signer::from_pkcs8(&key).unwrap().verifier();
        let client = Client::local(door.map_to_response());
        let log = AccountsLog::new(client, None, "meetups", verifier);
        let clock = Clock::fixed(start());
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone())
            .await
            .unwrap();
        Self {
            meetups: opened.with_accounts(log).reaching(Reach::Loopback),
            clock,
            other,
            site: format!("http://{port}"),
        }
    }

    fn gives(&self, events: &[(&str, &str, &str)]) {
        let event = |(uid, title, starts): &(&str, &str, &str)| {
            format!(
                "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Amsterdam:{starts}\r\n\
                 DURATION:PT1H\r\nSUMMARY:{title}\r\nLOCATION:Wijkcentrum\\, Utrecht\r\nEND:VEVENT\r\n"
            )
        };
        let events: String = events.iter().map(event).collect();
        let text =
            format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n");
        *self.other.body.lock().unwrap() = text;
    }

    async fn add(&self, path: &str) -> Source {
        let address = format!("{}{path}", self.site);
        let ria = coordinator("ria", "RMC-19");
        let added = self.meetups.add_source(&ria, region("RMC-19"), &address);
        added.await.unwrap()
    }

    async fn an_hour_later(&self) {
        self.clock.advance(EVERY);
        self.meetups.fetch_due().await.unwrap();
    }

    fn titles(&self) -> Vec<String> {
        let found = self.meetups.search(&Search::default()).unwrap().events;
        let title = |found: &crate::FoundEvent| {
            let off = if found.event.status == Status::Cancelled {
                " (af)"
            } else {
                ""
            };
            format!("{}{off}", found.event.words.title.as_str())
        };
        let mut titles: Vec<String> = found.iter().map(title).collect();
        titles.sort();
        titles
    }

    async fn stands(&self) -> Source {
        let ria = coordinator("ria", "RMC-19");
        self.meetups
            .sources(&ria, region("RMC-19"))
            .await
            .unwrap()
            .remove(0)
    }
}

const ONE: (&str, &str, &str) = ("een", "Leesclub", "20260310T190000");
const TWO: (&str, &str, &str) = ("twee", "Koken", "20260311T190000");

#[tokio::test]
async fn what_a_source_has_stands_on_the_board_and_what_it_has_no_more_is_off() {
    let house = House::open().await;
    house.gives(&[ONE, TWO, ("oud", "Lang geleden", "20260101T190000")]);
    house.add("/once").await;
    house.meetups.fetch_due().await.unwrap();
    assert_eq!(house.titles(), ["Koken", "Leesclub"]);
    house.an_hour_later().await;
    let asked = house.other.asked.lock().unwrap().len();
    assert_eq!(asked, 2);
    let second = house.other.asked.lock().unwrap()[1].clone();
    assert!(
        second.contains_key(header::IF_NONE_MATCH),
        "it is asked whether it is still the same"
    );
    house.meetups.fetch_due().await.unwrap();
    assert_eq!(
        house.other.asked.lock().unwrap().len(),
        2,
        "not twice in an hour"
    );
    house.gives(&[("een", "Leesclub in de tuin", "20260310T190000")]);
    house.an_hour_later().await;
    assert_eq!(house.titles(), ["Koken (af)", "Leesclub in de tuin"]);
    house.gives(&[ONE, TWO]);
    house.an_hour_later().await;
    assert_eq!(house.titles(), ["Koken", "Leesclub"]);
    assert_eq!(
        (house.stands().await.held, house.stands().await.failures),
        (2, 0)
    );
}

#[tokio::test]
async fn what_is_there_already_comes_no_second_time() {
    let house = House::open().await;
    let yvonne = coordinator("yvonne", "RMC-19");
    let ours = house
        .meetups
        .publish(&yvonne, draft("RMC-19"))
        .await
        .unwrap();
    house.gives(&[
        // Our own meetup, come back by way of another site.
        (&ours.uid, "Iets anders", "20260310T190000"),
        // The same to people, though not to programs.
        ("vreemd", "SAMEN LEREN!", "20260305T153000"),
        ONE,
        ("een-nog-eens", "Leesclub", "20260310T190000"),
    ]);
    house.add("/a.ics").await;
    house.meetups.fetch_due().await.unwrap();
    assert_eq!(house.titles(), ["Leesclub", "Samen leren"]);
    assert_eq!(house.stands().await.doubles, 3);
}

#[tokio::test]
async fn a_source_changes_nothing_that_another_brought_or_that_we_called_off() {
    let house = House::open().await;
    house.gives(&[ONE]);
    house.add("/a.ics").await;
    house.meetups.fetch_due().await.unwrap();
    let ana = coordinator("ana", "RMC-05");
    let address = format!("{}/once", house.site);
    house
        .meetups
        .add_source(&ana, region("RMC-05"), &address)
        .await
        .unwrap();
    house.gives(&[("een", "Gekaapt", "20260310T190000")]);
    house.meetups.fetch_due().await.unwrap();
    assert_eq!(house.titles(), ["Leesclub"]);
    house.gives(&[ONE]);
    let ria = coordinator("ria", "RMC-19");
    let found = house.meetups.search(&Search::default()).unwrap().events;
    house
        .meetups
        .cancel(&ria, &found[0].event.id, None)
        .await
        .unwrap();
    house.gives(&[("een", "Leesclub op zolder", "20260310T190000")]);
    house.an_hour_later().await;
    assert_eq!(house.titles(), ["Leesclub op zolder (af)"]);
}

#[tokio::test]
async fn a_redirect_leads_nowhere_that_may_not_be_asked() {
    for (path, problem) in [
        ("/inside", "source.private"),
        ("/file", "source.address"),
        ("/round", "source.refused"),
        ("/endless", "source.large"),
        ("/none", "source.refused"),
    ] {
        let house = House::open().await;
        house.add(path).await;
        house.meetups.fetch_due().await.unwrap();
        assert_eq!(
            house.stands().await.problem.as_deref(),
            Some(problem),
            "{path}"
        );
    }
}

#[tokio::test]
async fn without_the_setting_this_machine_is_not_asked() {
    let got = fetch::get(
        "https://localhost:1/a.ics",
        &Marks::default(),
        Reach::Public,
    )
    .await;
    assert_eq!(got.unwrap_err(), fetch::FetchProblem::Private);
    let got = fetch::get(
        "https://127.0.0.1:1/a.ics",
        &Marks::default(),
        Reach::Public,
    )
    .await;
    assert_eq!(got.unwrap_err(), fetch::FetchProblem::Private);
    let got = fetch::get(
        "https://[::ffff:127.0.0.1]:1/",
        &Marks::default(),
        Reach::Public,
    )
    .await;
    assert_eq!(got.unwrap_err(), fetch::FetchProblem::Private);
    let got = fetch::get("http://127.0.0.1:1/a.ics", &Marks::default(), Reach::Public).await;
    assert_eq!(got.unwrap_err(), fetch::FetchProblem::Address);
}

#[tokio::test]
async fn after_five_failures_its_coordinator_is_told_once_and_it_is_asked_less() {
    let house = House::open().await;
    *house.other.body.lock().unwrap() = "<html>Onderhoud</html>".to_owned();
    house.add("/a.ics").await;
    house.meetups.fetch_due().await.unwrap();
    for _ in 0..7 {
        house.an_hour_later().await;
    }
    let source = house.stands().await;
    assert_eq!(source.failures, 5);
    assert_eq!(source.problem.as_deref(), Some("source.unreadable"));
    let told = house.other.told.lock().unwrap().clone();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].person.as_str(), told[0].title.as_str()),
        ("ria", "127.0.0.1")
    );
    assert_eq!(told[0].path, "/regio/RMC-19/bronnen");
    house.gives(&[ONE]);
    house.clock.advance(FAILING_EVERY);
    house.meetups.fetch_due().await.unwrap();
    assert_eq!(
        (house.stands().await.failures, house.stands().await.problem),
        (0, None)
    );
}

#[tokio::test]
async fn who_coordinates_the_region_has_its_sources_and_nobody_else() {
    let house = House::open().await;
    let address = "https://agenda.example/a.ics";
    let here = region("RMC-19");
    for no in [caller("noor", Role::Student), coordinator("ana", "RMC-05")] {
        let added = house.meetups.add_source(&no, here, address).await;
        assert!(matches!(added, Err(MeetupsError::NotAllowed)));
        let seen = house.meetups.sources(&no, here).await;
        assert!(matches!(seen, Err(MeetupsError::NotAllowed)));
    }
    let ria = coordinator("ria", "RMC-19");
    let source = house.meetups.add_source(&ria, here, address).await.unwrap();
    let again = house.meetups.add_source(&ria, here, address).await;
    assert!(matches!(again, Err(MeetupsError::SourceTaken)));
    let wrong = house
        .meetups
        .add_source(&ria, here, "ftp://agenda.example/")
        .await;
    assert!(matches!(wrong, Err(MeetupsError::SourceAddress)));
    for closed in [
        "https://10.0.0.1/a.ics",
        "https://0xa.1/a.ics",
        "https://[::ffff:192.168.1.1]/a.ics",
        "https://[fd00::1]/a.ics",
    ] {
        let refused = house.meetups.add_source(&ria, here, closed).await;
        assert!(
            matches!(refused, Err(MeetupsError::SourcePrivate)),
            "{closed}"
        );
    }
    let ana = coordinator("ana", "RMC-05");
    let dropped = house.meetups.drop_source(&ana, &source.id).await;
    assert!(matches!(dropped, Err(MeetupsError::NotAllowed)));
    house.meetups.drop_source(&ria, &source.id).await.unwrap();
    assert!(house.meetups.sources(&ria, here).await.unwrap().is_empty());
    for number in 0..MOST_OF_A_REGION {
        let address = format!("https://agenda.example/{number}");
        house
            .meetups
            .add_source(&ria, here, &address)
            .await
            .unwrap();
    }
    let many = house.meetups.add_source(&ria, here, address).await;
    assert!(matches!(many, Err(MeetupsError::TooManySources)));
}
