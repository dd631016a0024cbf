use super::{both_ways, name_of};
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_finds_a_card_and_shares_an_own_one() {
    both_ways(journey).await;
}

pub(super) async fn journey(town: Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;

    petra.visit("/trukendoos").await;
    petra
        .fill("Waar wil je iets mee doen?", "feedforward")
        .press("Zoek")
        .await;
    assert!(petra.sees("Feedforward-ronde"), "{}", petra.words());
    petra.follow("Feedforward").await;
    assert!(petra.sees("Stap voor stap"), "{}", petra.words());

    petra.visit("/trukendoos/nieuw").await;
    petra
        .fill("Titel", "Wandelkaartje met drie vragen")
        .tick("Werkvorm")
        .fill(
            "Wat heeft een team eraan?",
            "Collega's leren elkaar kennen.",
        )
        .fill("Aantal minuten", "20")
        .press("Bekijk de kaart")
        .await;
    assert!(petra.sees("Zo ziet je kaart eruit"), "{}", petra.words());
    assert_eq!(petra.value_of("Titel"), "Wandelkaartje met drie vragen");
    petra.press("Deel de kaart").await;
    assert!(
        petra.sees("Wandelkaartje met drie vragen"),
        "{}",
        petra.words()
    );
    let card = petra.address().to_owned();

    town.settle().await;
    let mut stranger = town.stranger();
    stranger.visit("/trukendoos?q=wandelkaart").await;
    assert!(
        stranger.sees("Wandelkaartje met drie vragen"),
        "{}",
        stranger.words()
    );

    petra.follow("Pas aan").await;
    petra
        .fill("Aantal minuten", "25")
        .press("Bewaar de kaart")
        .await;
    assert!(petra.sees("25 minuten"), "{}", petra.words());
    stranger.visit(&format!("{card}/geschiedenis")).await;
    assert!(
        stranger.sees("20") && stranger.sees("25"),
        "{}",
        stranger.words()
    );
}
