use super::{both_ways, look_until, name_of, takes_part};
use crate::browser::Browser;
use crate::town::Town;

const SUGGESTIONS: &str = "/maatjes/voorstellen";

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_suggests_and_a_student_says_yes_or_would_rather_have_another() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    let mut yvonne = town.browser_of(&name_of("yvonne")).await;
    yvonne.visit("/maatjes/programmas/nieuw").await;
    yvonne
        .fill("Hoe heet het?", "Een maatje op maat")
        .fill("Wat voor maatjes?", "voor-de-overstap")
        .fill("Voor wie is het?", "region:RMC-19")
        .tick("Studenten krijgen een voorstel")
        .press("Begin het programma")
        .await;
    assert!(yvonne.sees("Een maatje op maat"), "{}", yvonne.words());
    let board = yvonne.address().to_owned();
    let id = board.split('/').nth(3).expect("an id").to_owned();
    for (person, side, save) in [
        ("tariq", "help", "Bewaar mijn keuzes"),
        ("soufiane", "help", "Bewaar mijn keuzes"),
        ("oleksandra", "zoek", "Bewaar en bekijk wie past"),
        ("yusra", "zoek", "Bewaar en bekijk wie past"),
    ] {
        takes_part(&town, person, (side, save), &id).await;
    }
    let is_suggested = |page: &Browser| page.sees("Zeg ja tegen een van hen");

    let mut choosy = town.browser_of(&name_of("oleksandra")).await;
    look_until(&town, &mut choosy, SUGGESTIONS, is_suggested).await;
    assert_eq!(
        choosy.elements(".match-card").len(),
        2,
        "{}",
        choosy.words()
    );
    assert!(choosy.elements("select[name=rank]").is_empty());
    choosy.press("Liever iemand anders").await;
    assert!(
        !choosy.status().is_success(),
        "a reason is asked: {}",
        choosy.words()
    );
    choosy
        .tick("Liever andere momenten")
        .press("Liever iemand anders")
        .await;
    assert!(choosy.sees("past nu niemand"), "{}", choosy.words());

    // Whoever asked a buddy by themselves is suggested nobody until they take it back.
    let mut quick = town.browser_of(&name_of("yusra")).await;
    quick.visit(SUGGESTIONS).await;
    assert!(quick.sees("Kijk hoe het met je vraag staat"));
    quick.visit("/maatjes/verzoeken").await;
    let own = first_request(&quick);
    quick.visit(&own).await.press("Trek mijn vraag in").await;
    look_until(&town, &mut quick, SUGGESTIONS, is_suggested).await;
    let cards = quick.elements(".match-card h2");
    let (shown, _) = cards.first().expect("somebody is suggested");
    quick.press(&format!("Vraag {shown}")).await;
    assert!(
        quick.address().starts_with("/maatjes/verzoek/"),
        "{}",
        quick.words()
    );
    quick.visit(SUGGESTIONS).await;
    assert!(quick.sees("Kijk hoe het met je vraag staat"));

    yvonne.visit(&format!("{board}?groep=asked")).await;
    assert!(yvonne.sees(&name_of("yusra")), "{}", yvonne.words());
    yvonne.visit(&format!("{board}?groep=waiting")).await;
    assert!(yvonne.sees(&name_of("oleksandra")), "{}", yvonne.words());
}

fn first_request(page: &Browser) -> String {
    let links = page.elements("main a[href^='/maatjes/verzoek/']");
    let first = links.into_iter().next();
    first.map(|(_, link)| link).expect("a request")
}
