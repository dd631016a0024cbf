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
