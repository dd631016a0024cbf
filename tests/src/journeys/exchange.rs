use super::{both_ways, name_of};
use crate::town::Town;

const QUESTION: &str = "Hoe begin je met kruiwagens in een nieuw team?";

#[tokio::test(flavor = "multi_thread")]
async fn a_team_asks_another_answers_and_is_thanked() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra
        .visit("/trukendoos?q=qzxkruiwagenqzx")
        .await
        .follow("Stel je vraag aan andere teams")
        .await;
    assert_eq!(petra.value_of("Je vraag in één zin"), "qzxkruiwagenqzx");
    petra
        .fill("Je vraag in één zin", "Kort")
        .press("Stel je vraag")
        .await;
    assert!(petra.sees("van 8 tot 160 tekens"), "{}", petra.words());
    petra
        .fill("Je vraag in één zin", QUESTION)
        .press("Kijk wat er al is")
        .await;
    assert!(petra.sees("Dit is er al"), "{}", petra.words());
    petra.press("Stel je vraag").await;
    assert!(
        petra.sees("Andere teams geven antwoord"),
        "{}",
        petra.words()
    );
    let question = petra.address().to_owned();
    town.settle().await;

    let mut omar = town.browser_of(&name_of("omar")).await;
    omar.visit("/zoeken?q=kruiwagens").await;
    omar.follow(QUESTION).await;
    omar.fill("Je antwoord", "Begin met een rondje.")
        .fill("Kaarten die helpen", "/trukendoos/kaart/viskom")
        .press("Geef antwoord")
        .await;
    assert!(omar.sees("Begin met een rondje."), "{}", omar.words());

    petra.visit("/mijn").await;
    assert!(
        petra.sees("Er is een antwoord op je vraag"),
        "{}",
        petra.words()
    );
    petra.visit(&question).await;
    petra
        .tick(&format!("Het antwoord van {}", name_of("omar")))
        .fill("Schrijf een bedankje", "Dit gaan we doen!")
        .press("Zeg dank je wel")
        .await;
    assert!(petra.sees("Afgerond: dit hielp"), "{}", petra.words());

    omar.visit("/mijn")
        .await
        .follow("Jouw antwoord hielp")
        .await;
    assert!(omar.sees("Dit gaan we doen!"), "{}", omar.words());
    omar.visit("/mijn").await;
    assert!(!omar.sees("Jouw antwoord hielp"), "{}", omar.words());

    let mut noor = town.browser_of(&name_of("noor")).await;
    noor.visit(&question).await;
    assert!(!noor.sees(QUESTION), "{}", noor.words());
}

/// What the town shows before anybody did anything: every part of the exchange once.
#[tokio::test(flavor = "multi_thread")]
async fn the_town_shows_what_teams_do_with_cards() {
    both_ways(town_shows).await;
}

async fn town_shows(town: Town) {
    town.settle().await;
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit("/trukendoos/kaart/check-in-ronde").await;
    let count = "12 teams probeerden dit, 9 zouden het weer doen";
    assert!(petra.sees(count), "{}", petra.words());
    petra
        .visit("/trukendoos/kaart/check-in-ronde/familie")
        .await;
    for version in [
        "Check-in-ronde in groepjes van vier",
        "Check-in-ronde in je eigen taal",
    ] {
        assert!(petra.sees(version), "{}", petra.words());
    }
    petra.visit("/trukendoos/mijn").await;
    assert!(petra.sees("Weekstart bij de koffie"), "{}", petra.words());
    petra.visit("/trukendoos/collecties?mijn=ja").await;
    assert!(petra.sees("Voor de eerste studiedag"), "{}", petra.words());
    petra.visit("/trukendoos/vragen").await;
    petra
        .follow("Hoe leert een nieuw team elkaar snel kennen op een studiedag?")
        .await;
    assert!(petra.sees("De ronde brak het ijs"), "{}", petra.words());
    petra.visit("/mijn").await;
    assert!(
        petra.sees("Mijn zoekvragen") && petra.sees("feedback"),
        "{}",
        petra.words()
    );
    petra.visit("/teams/team-opvang-utrecht").await;
    assert!(
        petra.sees("Een nieuw team leren kennen"),
        "{}",
        petra.words()
    );
}

/// A search is kept, mailed about or not, and thrown away; its mails end without signing in.
#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_kept_and_its_mails_end_with_one_press() {
    both_ways(keeping).await;
}

async fn keeping(town: Town) {
    let mut omar = town.browser_of(&name_of("omar")).await;
    omar.visit("/trukendoos?q=intervisie&soort=werkvorm").await;
    omar.tick("Mail me als er een nieuwe kaart bij past")
        .press("Bewaar")
        .await;
    assert!(omar.sees("intervisie · Werkvorm"), "{}", omar.words());
    assert!(
        omar.sees("Je krijgt een mail als er iets nieuws is."),
        "{}",
        omar.words()
    );
    omar.press("Zet de mail uit").await;
    assert!(
        omar.sees("Je krijgt hier geen mail meer over."),
        "{}",
        omar.words()
    );
    omar.visit("/mijn")
        .await
        .follow("intervisie · Werkvorm")
        .await;
    assert!(
        omar.address().contains("q=intervisie&soort=werkvorm"),
        "{}",
        omar.address()
    );
    omar.visit("/trukendoos/zoekvragen")
        .await
        .press("Gooi weg")
        .await;
    assert!(omar.sees("Je hebt nog niets bewaard"), "{}", omar.words());

    let mut stranger = town.stranger();
    stranger.visit("/trukendoos/zoekvragen/stop/geheim").await;
    stranger.press("Zet deze mails uit").await;
    assert!(
        stranger.sees("Je krijgt geen mails meer"),
        "{}",
        stranger.words()
    );
    let mut student = town.browser_of(&name_of("noor")).await;
    student.visit("/trukendoos?q=intervisie").await;
    assert!(
        !student.sees("Bewaar deze zoekvraag"),
        "{}",
        student.words()
    );
}
