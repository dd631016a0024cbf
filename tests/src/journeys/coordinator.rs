use super::{both_ways, name_of};
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_publishes_and_people_come() {
    both_ways(journey).await;
}

pub(super) async fn journey(town: Town) {
    let mut yvonne = town.browser_of(&name_of("yvonne")).await;
    yvonne.visit("/bijeenkomsten/nieuw").await;
    let day = (chrono::Local::now() + chrono::TimeDelta::days(9))
        .format("%Y-%m-%d")
        .to_string();
    yvonne
        .fill("Hoe heet het?", "Pannenkoekenavond met plannen")
        .fill("Dag", &day)
        .fill("Van", "19:00")
        .fill("Tot", "21:00")
        .fill("Plek", "Wijkhuis De Draad, Utrecht")
        .fill("Regio", "RMC-19")
        .fill("Hoeveel plekken?", "1")
        .press("Zet het op de agenda")
        .await;
    assert!(
        yvonne.sees("Pannenkoekenavond met plannen"),
        "{}",
        yvonne.words()
    );
    let meetup = yvonne.address().to_owned();
    town.settle().await;

    let mut stranger = town.stranger();
    for board in [
        "/regio/RMC-19",
        "/regio/NL-UT",
        "/bijeenkomsten?q=pannenkoeken",
    ] {
        stranger.visit(board).await;
        assert!(
            stranger.sees("Pannenkoekenavond met plannen"),
            "{board}: {}",
            stranger.words()
        );
    }
    for feed in ["/kalender/NL-UT.ics", "/kalender/RMC-19.atom"] {
        stranger.visit(feed).await;
        assert!(
            stranger.html().contains("Pannenkoekenavond met plannen"),
            "{feed}"
        );
    }

    let mut noor = town.browser_of(&name_of("noor")).await;
    noor.visit(&meetup).await;
    noor.press("Ik kom").await;
    assert!(noor.sees("Ik kom toch niet"), "{}", noor.words());
    let mut kwame = town.browser_of(&name_of("kwame")).await;
    kwame.visit(&meetup).await;
    kwame.press("Zet me op de wachtlijst").await;
    assert!(kwame.sees("wachtlijst"), "{}", kwame.words());

    noor.press("Ik kom toch niet").await;
    kwame.visit(&meetup).await;
    assert!(kwame.sees("Er is een plek voor je"), "{}", kwame.words());
    kwame.press("Ja, ik kom").await;
    assert!(kwame.sees("Je hebt een plek"), "{}", kwame.words());
    kwame.visit("/mijn").await;
    assert!(
        kwame.sees("Pannenkoekenavond met plannen"),
        "{}",
        kwame.words()
    );
}
