//! Bad input gets a clear message, keeps what was typed, and changes nothing.

use super::name_of;
use crate::town::{Town, Transport};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_card_is_shown_again_with_what_was_typed() {
    let town = Town::start(Transport::Together).await;
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit("/trukendoos/nieuw").await;
    petra
        .fill("Titel", "Vr")
        .fill("Wat heeft een team eraan?", "Een doel dat blijft staan.")
        .press("Deel de kaart")
        .await;
    assert_eq!(petra.status().as_u16(), 422);
    assert!(
        petra.problem_with("Titel").contains('3'),
        "{:?}",
        petra.problem_with("Titel")
    );
    assert_eq!(
        petra.value_of("Wat heeft een team eraan?"),
        "Een doel dat blijft staan."
    );
    petra.visit("/trukendoos?mijn=ja").await;
    assert!(!petra.sees("Een doel dat blijft staan."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meetup_that_ends_before_it_starts_is_refused_at_its_field() {
    let town = Town::start(Transport::Together).await;
    let mut yvonne = town.browser_of(&name_of("yvonne")).await;
    yvonne.visit("/bijeenkomsten/nieuw").await;
    yvonne
        .fill("Hoe heet het?", "Te vroeg klaar")
        .fill("Dag", "2031-05-06")
        .fill("Van", "19:00")
        .fill("Tot", "18:00")
        .fill("Plek", "Wijkhuis")
        .fill("Regio", "RMC-19")
        .press("Zet het op de agenda")
        .await;
    assert_eq!(yvonne.status().as_u16(), 422, "{}", yvonne.words());
    assert!(!yvonne.problem_with("Tot").is_empty(), "{}", yvonne.words());
    assert_eq!(yvonne.value_of("Hoe heet het?"), "Te vroeg klaar");
    yvonne.visit("/bijeenkomsten?q=vroeg+klaar").await;
    assert!(!yvonne.sees("Te vroeg klaar"), "{}", yvonne.words());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_region_and_an_unknown_page_lead_on() {
    let town = Town::start(Transport::Together).await;
    let mut stranger = town.stranger();
    for address in [
        "/regio/NL-XX",
        "/bestaat-niet",
        "/trukendoos/kaart/bestaat-niet",
        "/bijeenkomsten/bestaat-niet",
    ] {
        stranger.visit(address).await;
        assert_eq!(stranger.status().as_u16(), 404, "{address}");
        assert!(
            !stranger.elements("main a[href]").is_empty(),
            "{address} leads nowhere"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_changes_nothing() {
    let town = Town::start(Transport::Together).await;
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit("/trukendoos/nieuw").await;
    petra.forge_tokens();
    petra
        .fill("Titel", "Van een vreemde site")
        .tick("Werkvorm")
        .fill("Wat heeft een team eraan?", "Dit mag niet lukken.")
        .press("Deel de kaart")
        .await;
    assert_eq!(petra.status().as_u16(), 403, "{}", petra.words());
    town.settle().await;
    petra.visit("/trukendoos?q=vreemde+site").await;
    assert!(!petra.sees("Van een vreemde site"));
}
