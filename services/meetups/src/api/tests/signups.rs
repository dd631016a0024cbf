//! Places, the waiting list, and what who comes is told.

use super::*;

#[tokio::test]
async fn who_waits_is_offered_a_place_and_told() {
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
        ("offered", Some("offered"))
    );
    assert!(mine.signups[0].may_confirm && mine.signups[0].signup.until.is_some());
    let confirm = async |who: &str| -> Result<Signup, Problem> {
        let path = format!("/events/{id}/signups/mine/confirm");
        house
            .client
            .post(Some(&house.student(who)), &path, &())
            .await
    };
    assert!(
        matches!(confirm("fenna").await, Err(Problem::Told(body)) if body.kind.ends_with("signup.no-offer"))
    );
    assert_eq!(confirm("bilal").await.unwrap().state, "placed");
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
        (Some(link), vec!["leave".to_owned(), "change".to_owned()])
    );
    let calendar = house.fetch(&format!("{path}/calendar.ics"), &[]).await;
    assert!(
        !String::from_utf8(calendar.body)
            .unwrap()
            .contains("CONFERENCE")
    );
}
