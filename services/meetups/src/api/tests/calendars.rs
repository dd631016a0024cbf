use contract::Means;
use contract::meetups::{MadeCalendar, NewCalendar, OwnCalendars};

use super::*;

#[tokio::test]
async fn an_own_calendar_is_read_by_its_address_and_kept_by_nobody_in_between() {
    let house = House::open().await;
    let event = house.publish(&meetup("Samen eten")).await.unwrap();
    house.sign_up("noor", &event.event.id).await.unwrap();
    let noor = house.student("noor");
    let new = NewCalendar { form: text("mine") };
    let made: MadeCalendar = house
        .client
        .post(Some(&noor), "/calendars/mine", &new)
        .await
        .unwrap();
    let path = format!("/feeds/mijn/{}.ics", made.secret);
    let read = house.fetch(&path, &[]).await;
    assert_eq!(read.status, StatusCode::OK);
    assert_eq!(read.headers[header::CACHE_CONTROL], "private, no-cache");
    let body = String::from_utf8(read.body).unwrap();
    assert!(body.contains("SUMMARY:Samen eten\r\n"));
    let tag = read.headers[header::ETAG].to_str().unwrap().to_owned();
    let again = house.fetch(&path, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let mine: OwnCalendars = house
        .client
        .get(Some(&noor), "/calendars/mine", &())
        .await
        .unwrap();
    assert_eq!(mine.calendars[0].form, "mine");
    let revoked: Result<(), Problem> = house
        .client
        .delete(Some(&noor), "/calendars/mine/mine")
        .await;
    revoked.unwrap();
    assert_eq!(house.fetch(&path, &[]).await.status, StatusCode::NOT_FOUND);
    for no in [
        "/feeds/mijn/.ics",
        "/feeds/mijn/x.atom",
        "/feeds/soort/feest.ics",
    ] {
        assert_eq!(
            house.fetch(no, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{no}"
        );
    }
}

#[tokio::test]
async fn a_form_that_is_none_is_refused_and_so_is_a_script() {
    let house = House::open().await;
    let make = async |caller: &Caller, form: &str| -> Result<MadeCalendar, Problem> {
        let new = NewCalendar { form: text(form) };
        let token = house.token(caller);
        house
            .client
            .post(Some(&token), "/calendars/mine", &new)
            .await
    };
    let noor = caller("noor", Role::Student);
    assert_eq!(refused(make(&noor, "alles").await), ["form"]);
    let script = Caller {
        means: Means::Key,
        ..noor
    };
    let problem = make(&script, "all").await.unwrap_err();
    assert_eq!(problem.name(), "calendar.browser");
}

#[tokio::test]
async fn a_kind_has_feeds_of_the_whole_country() {
    let house = House::open().await;
    let training = NewEvent {
        kind: text("training"),
        ..meetup("Oefenen")
    };
    house.publish(&training).await.unwrap();
    house.publish(&meetup("Geen training")).await.unwrap();
    for file in ["training.ics", "training.atom", "training.json"] {
        let path = format!("/feeds/soort/{file}?site=https%3A%2F%2Fk.example");
        let read = house.fetch(&path, &[]).await;
        let body = String::from_utf8(read.body).unwrap().replace("\r\n ", "");
        assert!(
            body.contains("Oefenen") && !body.contains("Geen training"),
            "{file}"
        );
        assert!(
            body.contains(&format!("https://k.example/kalender/soort/{file}")),
            "{file}"
        );
    }
}
