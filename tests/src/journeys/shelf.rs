//! Care for the shelf: an own version of somebody's card, versions beside each other and put back, a draft that a
//! colleague reads, a collection in an order.

use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_adapts_a_card_within_its_licence_compares_and_puts_back() {
    both_ways(adapting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_read_by_a_colleague_before_it_is_on_the_shelf() {
    both_ways(drafting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collection_is_ordered_shared_and_printed() {
    both_ways(collecting).await;
}

async fn share(browser: &mut Browser, title: &str, licence: &str) -> String {
    browser.visit("/trukendoos/nieuw").await;
    browser
        .fill("Titel", title)
        .tick("Werkvorm")
        .fill("Wat heeft een team eraan?", "Iedereen leert elkaar kennen.")
        .fill("Naam van je team en school", "Team Zorg")
        .tick(licence)
        .press("Deel de kaart")
        .await;
    assert!(browser.sees(title), "{}", browser.words());
    browser.address().to_owned()
}

async fn adapting(town: Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;
    let original = share(&mut petra, "Wandelkaartje", "CC BY-SA").await;

    let mut omar = town.browser_of(&name_of("omar")).await;
    omar.visit(&original)
        .await
        .follow("Bewerk en geef door")
        .await;
    assert_eq!(omar.value_of("Titel"), "Wandelkaartje");
    omar.fill("Titel", "Wandelkaartje in de regen")
        .tick("CC0")
        .press("Deel de kaart")
        .await;
    assert_eq!(omar.status().as_u16(), 422, "{}", omar.words());
    assert!(omar.sees("Kies CC BY-SA"), "{}", omar.words());
    assert_eq!(omar.value_of("Titel"), "Wandelkaartje in de regen");
    omar.tick("CC BY-SA").press("Deel de kaart").await;
    let own = omar.address().to_owned();
    assert!(
        own != original && omar.sees("Bewerkt naar"),
        "{}",
        omar.words()
    );

    let mut stranger = town.stranger();
    stranger.visit(&own).await;
    assert_attributed(&stranger);
    stranger.follow("Bekijk de familie").await;
    assert!(stranger.sees("Wandelkaartje in de regen"));
    stranger.follow("Vergelijk").await;
    let marked = stranger.elements("ins, del");
    assert!(
        marked.iter().any(|(words, _)| words.contains("regen")),
        "{marked:?}"
    );

    omar.visit(&own).await.follow("Pas aan").await;
    omar.fill("Titel", "Wandelkaartje bij storm")
        .press("Bewaar de kaart")
        .await;
    omar.visit(&format!("{own}/geschiedenis")).await;
    omar.press("Zet versie 1 terug").await;
    assert!(omar.sees("Wandelkaartje in de regen"), "{}", omar.words());
    stranger.visit(&format!("{own}/geschiedenis")).await;
    assert!(stranger.sees("Versie 3") && stranger.sees("Teruggezet"));

    petra.visit(&original).await.tick("Er is een betere kaart");
    petra.press("Haal van de plank").await;
    stranger.visit(&original).await;
    assert_eq!(stranger.status().as_u16(), 410);
    assert!(
        stranger.sees("Er is een betere kaart."),
        "{}",
        stranger.words()
    );
    stranger.follow("Wandelkaartje in de regen").await;
    assert_attributed(&stranger);
}

/// Title, author, team and licence of the original stand on the card.
fn assert_attributed(browser: &Browser) {
    let lines = browser.elements(".attributions li");
    for said in ["Wandelkaartje", "Petra", "Team Zorg", "CC BY-SA 4.0"] {
        assert!(lines[0].0.contains(said), "{said}: {lines:?}");
    }
}

async fn drafting(town: Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit("/trukendoos/nieuw").await;
    petra
        .fill("Titel", "Stormkaartje")
        .press("Bewaar als concept")
        .await;
    let draft = petra.address().to_owned();
    assert!(draft.contains("/concept/"), "{}", petra.words());

    let mut omar = town.browser_of(&name_of("omar")).await;
    omar.visit(&draft).await;
    assert_eq!(omar.status().as_u16(), 404);

    petra.press("Vraag een collega om te lezen").await;
    assert_eq!(petra.status().as_u16(), 422, "a draft that lacks fields");
    petra
        .tick("Werkvorm")
        .fill("Wat heeft een team eraan?", "Rust na de storm.")
        .press("Vraag een collega om te lezen")
        .await;
    assert!(petra.sees("Wacht op een collega"), "{}", petra.words());
    town.settle().await;
    let mut stranger = town.stranger();
    stranger.visit("/trukendoos?q=stormkaartje").await;
    assert!(!stranger.sees("Rust na de"), "{}", stranger.words());
    let mut elsewhere = town.browser_of(&name_of("geke")).await;
    elsewhere.visit(&format!("{draft}/lezen")).await;
    assert_eq!(elsewhere.status().as_u16(), 404);

    omar.visit("/trukendoos/mijn")
        .await
        .follow("Stormkaartje")
        .await;
    omar.press("Ik lees hem").await;
    omar.press("Geef terug").await;
    assert_eq!(omar.status().as_u16(), 422, "{}", omar.words());
    omar.fill("Wat moet er anders?", "Zet de tijd erbij.")
        .press("Geef terug")
        .await;

    petra.visit("/trukendoos/mijn").await;
    assert!(petra.sees("Zet de tijd erbij."), "{}", petra.words());
    petra.follow("Stormkaartje").await;
    petra
        .fill("Aantal minuten", "15")
        .press("Vraag een collega om te lezen")
        .await;
    omar.visit(&format!("{draft}/lezen")).await;
    omar.press("Zet op de plank").await;
    town.settle().await;
    stranger.visit("/trukendoos?q=stormkaartje").await;
    assert!(stranger.sees("Rust na de"), "{}", stranger.words());
}

async fn collecting(town: Town) {
    let mut petra = town.browser_of(&name_of("petra")).await;
    for (card, first) in [
        ("viskom", true),
        ("premortem", false),
        ("stippen-stemmen", false),
    ] {
        petra.visit(&format!("/trukendoos/kaart/{card}")).await;
        if first {
            petra.follow("Andere of nieuwe collectie").await;
            petra
                .fill("Naam van een nieuwe collectie", "Voor de startweek")
                .press("Maak en bewaar")
                .await;
        } else {
            petra.press("Voor de startweek").await;
        }
        assert!(petra.sees("De kaart zit in"), "{}", petra.words());
    }
    petra.visit("/trukendoos/collecties?mijn=ja").await;
    petra.follow("Voor de startweek").await;
    let collection = petra.address().to_owned();
    let order = |browser: &Browser| -> Vec<String> {
        let links = browser.elements(".collection-cards h2 a").into_iter();
        links
            .map(|(_, address)| address.rsplit('/').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(order(&petra), ["viskom", "premortem", "stippen-stemmen"]);

    let mut stranger = town.stranger();
    stranger.visit(&collection).await;
    assert_eq!(
        stranger.status().as_u16(),
        404,
        "private until it is shared"
    );

    petra.follow("Pas de collectie aan").await;
    petra
        .send(
            &format!("{collection}/bewerken"),
            &[("kaart", "stippen-stemmen"), ("doe", "omhoog")],
        )
        .await;
    petra.visit(&format!("{collection}/bewerken")).await;
    petra
        .send(
            &format!("{collection}/bewerken"),
            &[
                ("kaart", "viskom"),
                ("doe", "notitie"),
                ("notitie", "Begin hiermee."),
            ],
        )
        .await;
    petra.visit(&format!("{collection}/bewerken")).await;
    petra
        .tick("Het hele land")
        .press("Bewaar de collectie")
        .await;

    stranger.visit("/trukendoos/collecties?q=STARTWEEK").await;
    stranger.follow("Voor de startweek").await;
    assert_eq!(order(&stranger), ["viskom", "stippen-stemmen", "premortem"]);
    assert!(stranger.sees("Begin hiermee.") && stranger.sees("Petra"));
    stranger.follow("Toon als kaarten").await;
    assert_eq!(stranger.elements("article.sheet").len(), 3);
    assert!(stranger.sees("Begin hiermee."), "{}", stranger.words());

    let mut noor = town.browser_of(&name_of("noor")).await;
    noor.visit(&collection).await;
    let buttons = noor.elements("details.other button");
    assert!(
        buttons
            .iter()
            .any(|(words, _)| words.starts_with("Blokkeer"))
    );
    noor.send(&format!("{collection}/bewerken"), &[("doe", "weg")])
        .await;
    assert_eq!(noor.status().as_u16(), 403);
}
