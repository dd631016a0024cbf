//! Reporting and blocking from the screens that show somebody.

use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::{Town, Transport};

/// Opens the first page of a list that shows somebody who can be blocked; gives its address and whom.
async fn somebody_at(browser: &mut Browser, list: &str, links: &str) -> (String, String) {
    browser.visit(list).await;
    for (_, address) in browser.elements(links) {
        browser.visit(&address).await;
        let buttons = browser.elements("details.other button");
        if let Some(name) = buttons
            .first()
            .and_then(|(text, _)| text.strip_prefix("Blokkeer "))
        {
            return (address, name.to_owned());
        }
    }
    panic!("nobody to block at {list}: {}", browser.words());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_blocked_from_a_screen_is_not_named_there_any_more() {
    both_ways(walk).await;
}

/// A card of somebody's own: those that were planted have no author.
async fn petra_shares_a_card(town: &Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit("/trukendoos/nieuw").await;
    petra
        .fill("Titel", "Wandelkaartje met drie vragen")
        .tick("Werkvorm")
        .fill("Wat heeft een team eraan?", "Leren kennen.")
        .press("Bekijk de kaart")
        .await;
    petra.press("Deel de kaart").await;
    town.settle().await;
}

async fn walk(town: Town) {
    petra_shares_a_card(&town).await;
    for (list, links) in [
        ("/bijeenkomsten", "main a[href^='/bijeenkomsten/']"),
        (
            "/trukendoos?q=wandelkaartje",
            "main a[href^='/trukendoos/kaart/']",
        ),
    ] {
        let mut noor = town.browser_of(&name_of("noor")).await;
        let (address, name) = somebody_at(&mut noor, list, links).await;
        assert!(noor.sees(&name), "{}", noor.words());
        noor.press(&format!("Blokkeer {name}")).await;
        assert_eq!(noor.address(), "/mijn/veiligheid", "{}", noor.words());
        let first = name.split(' ').next().unwrap_or_default().to_owned();
        assert!(noor.sees(&first), "{}", noor.words());
        town.settle().await;
        noor.visit(&address).await;
        assert_eq!(noor.status().as_u16(), 200);
        assert!(!noor.sees(&name), "{}", noor.words());
        let mut stranger = town.stranger();
        stranger.visit(&address).await;
        assert!(
            stranger.sees(&name),
            "others read it still: {}",
            stranger.words()
        );
        noor.visit("/mijn/veiligheid").await;
        let words = noor.words();
        let (_, blocked) = words.split_once("Zie elkaar weer ").unwrap();
        let (short, _) = blocked.split_once('.').unwrap();
        noor.press(&format!("Zie elkaar weer {short}.")).await;
        town.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_about_a_thing_that_is_there_and_about_who_made_it() {
    let town = Town::start(Transport::Together).await;
    let mut noor = town.browser_of(&name_of("noor")).await;
    for thing in ["bijeenkomst", "gemeenschap", "kaart", "verzoek", "onzin"] {
        noor.visit(&format!("/melden/{thing}/bestaat-niet")).await;
        assert_eq!(noor.status().as_u16(), 404, "{thing}");
    }
    let (address, _) = somebody_at(
        &mut noor,
        "/bijeenkomsten",
        "main a[href^='/bijeenkomsten/']",
    )
    .await;
    let report = address.replace("/bijeenkomsten/", "/melden/bijeenkomst/");
    noor.visit(&report).await;
    assert!(
        noor.html().contains("name=\"blokkeer\""),
        "it knows whom it is about: {}",
        noor.words()
    );
    noor.tick("Het is grof of kwetst iemand")
        .press("Meld dit")
        .await;
    assert_eq!(noor.address(), "/mijn/veiligheid", "{}", noor.words());
    assert!(noor.sees("Een bijeenkomst"), "{}", noor.words());

    noor.visit("/melden/persoon/bestaat-niet").await;
    noor.tick("Het is grof of kwetst iemand")
        .press("Meld dit")
        .await;
    assert_eq!(noor.status().as_u16(), 422, "{}", noor.words());
    assert!(
        noor.sees("Wat je meldt bestaat niet meer"),
        "{}",
        noor.words()
    );
}
