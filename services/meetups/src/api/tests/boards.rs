//! What stands on the board, and is found.

use super::*;

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
async fn what_there_has_to_be_is_asked_of_the_list_and_of_the_words() {
    let house = House::open().await;
    let with = |title: &str, flags: &[&str]| NewEvent {
        accessibility: Some(flags.iter().map(|&flag| flag.to_owned()).collect()),
        ..meetup(title)
    };
    for event in [
        with("Samen een", &["wheelchair"]),
        with("Samen twee", &["wheelchair", "quiet_room"]),
        with("Samen drie", &[]),
    ] {
        house.publish(&event).await.unwrap();
    }
    house.service.catch_up().await.unwrap();
    for q in ["", "samen"] {
        for (asked, found) in [
            ("", 3),
            ("wheelchair", 2),
            ("wheelchair,quiet_room", 1),
            ("sign_language", 0),
        ] {
            let list = house.list(&[("q", q), ("access", asked)]).await;
            assert_eq!(list.total, found, "{q:?} {asked}");
        }
    }
    let query = [("access", "trap")];
    let wrong: Result<EventList, Problem> = house.client.get(None, "/events", &query).await;
    assert_eq!(refused(wrong), ["access"]);
}

#[tokio::test]
async fn a_date_that_moved_says_when_it_would_have_been() {
    let house = House::open().await;
    let event = house.publish(&meetup("Samen")).await.unwrap();
    let later = NewEvent {
        starts: text("2026-03-06T15:30"),
        ends: text("2026-03-06T17:00"),
        ..meetup("Samen")
    };
    let path = format!("/events/{}", event.event.id);
    let ria = house.ria();
    let moved: Event = house.client.put(Some(&ria), &path, &later).await.unwrap();
    assert_eq!(event.previous_start, None);
    assert_eq!(
        moved.previous_start.as_deref(),
        Some("2026-03-05T15:30:00+01:00")
    );
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
