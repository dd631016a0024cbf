//! Keeping somebody out, through the pages and everywhere.

use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_suspended_is_out_everywhere_keeps_their_data_and_is_heard() {
    both_ways(walk).await;
}

/// The conversation of Sanne and Hanna.
async fn talk_of(hanna: &mut Browser) -> String {
    hanna.visit("/mijn").await;
    let links = hanna.elements("main a[href^='/maatjes/gesprekken/']");
    links.into_iter().next().expect("a conversation").1
}

async fn walk(town: Town) {
    let mut sanne = town.browser_of(&name_of("sanne")).await;
    let mut hanna = town.browser_of(&name_of("hanna")).await;
    let talk = talk_of(&mut hanna).await;
    sanne.visit("/mijn").await;
    assert_eq!(sanne.status(), 200);

    let mut dirkje = town.browser_of(&name_of("dirkje")).await;
    dirkje.visit("/schorsingen").await;
    dirkje.fill("Wie?", "sanne").press("Schorsen").await;
    assert_eq!(dirkje.status(), 422, "{}", dirkje.words());
    assert_eq!(dirkje.value_of("Wie?"), "sanne", "what was typed stays");
    dirkje
        .fill("Wie?", "sanne")
        .tick("Het is grof of kwetst iemand")
        .fill("Wat is er gebeurd?", "Je schold een ander uit.")
        .press("Schorsen")
        .await;
    assert!(
        dirkje.sees("Dit account is geschorst"),
        "{}",
        dirkje.words()
    );
    town.settle().await;

    // At once, although the page had just been shown.
    sanne.visit("/mijn/gegevens").await;
    assert!(!sanne.sees("Wie je bent"), "{}", sanne.words());
    hanna.visit(&talk).await;
    assert!(
        hanna.elements("form textarea").is_empty(),
        "{}",
        hanna.words()
    );

    let mut sanne = town.browser_of(&name_of("sanne")).await;
    assert_eq!(sanne.address(), "/geschorst", "{}", sanne.words());
    assert!(sanne.sees("Je schold een ander uit."), "{}", sanne.words());
    for closed in [
        "/",
        "/mijn",
        "/trukendoos",
        "/maatjes/voorstellen",
        talk.as_str(),
    ] {
        sanne.visit(closed).await;
        assert_eq!(sanne.address(), "/geschorst", "{closed}");
    }
    sanne.visit("/mijn/gegevens").await;
    assert_eq!(sanne.address(), "/mijn/gegevens");
    assert!(sanne.sees("Wie je bent"), "{}", sanne.words());
    sanne.visit("/mijn/gegevens/bestand").await;
    assert!(sanne.html().contains("Je schold een ander uit."));
    sanne.visit("/geschorst").await;
    sanne
        .fill(
            "Waarom ben je het er niet mee eens?",
            "Dat was ik niet, echt.",
        )
        .press("Bezwaar maken")
        .await;
    assert!(
        sanne.sees("Iemand anders kijkt ernaar"),
        "{}",
        sanne.words()
    );

    // Who suspended does not answer it; somebody else lets them in again.
    dirkje.visit("/schorsingen").await;
    assert!(dirkje.sees("Dat was ik niet, echt."), "{}", dirkje.words());
    assert!(!dirkje.sees("De schorsing blijft"), "{}", dirkje.words());
    let mut robin = town.browser_of(&name_of("beheer")).await;
    robin.visit("/schorsingen").await;
    assert!(robin.sees("De schorsing blijft"), "{}", robin.words());
    let buttons = robin.elements("main form button");
    let (lift, _) = buttons
        .into_iter()
        .find(|(text, _)| text.starts_with("Opheffen"))
        .expect("a way to lift it");
    robin.press(&lift).await;
    assert!(robin.sees("De schorsing is opgeheven"), "{}", robin.words());
    town.settle().await;

    let mut sanne = town.browser_of(&name_of("sanne")).await;
    sanne.visit("/mijn/veiligheid").await;
    assert_eq!(sanne.address(), "/mijn/veiligheid");
    assert!(sanne.sees("je account is geschorst"), "{}", sanne.words());
    assert!(sanne.sees("de schorsing is opgeheven"), "{}", sanne.words());
    sanne.visit(&talk).await;
    assert!(
        !sanne.elements("form textarea").is_empty(),
        "{}",
        sanne.words()
    );
}
