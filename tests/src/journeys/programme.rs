use super::{both_ways, look_until, name_of, takes_part};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_divides_a_programme_and_people_hear_who_it_is() {
    both_ways(journey).await;
}

pub(super) async fn journey(town: Town) {
    let mut yvonne = town.browser_of(&name_of("yvonne")).await;
    yvonne.visit("/maatjes/programmas/nieuw").await;
    yvonne
        .fill("Hoe heet het?", "Samen over de brug")
        .fill("Wat voor maatjes?", "voor-de-overstap")
        .fill("Voor wie is het?", "region:RMC-19")
        .press("Begin het programma")
        .await;
    assert!(yvonne.sees("Samen over de brug"), "{}", yvonne.words());
    let board = yvonne.address().to_owned();
    let id = board.split('/').nth(3).expect("an id").to_owned();

    let people = [
        ("oleksandra", "zoek", "Bewaar en bekijk wie past"),
        ("yusra", "zoek", "Bewaar en bekijk wie past"),
        ("tariq", "help", "Bewaar mijn keuzes"),
        ("soufiane", "help", "Bewaar mijn keuzes"),
    ];
    for (person, side, save) in people {
        takes_part(&town, person, (side, save), &id).await;
    }
    town.settle().await;

    yvonne.visit(&board).await;
    assert!(yvonne.sees(&name_of("oleksandra")), "{}", yvonne.words());
    let drafts = format!("/maatjes/programmas/{id}/indeling");
    yvonne.visit(&drafts).await;
    yvonne.press("Maak drie concepten").await;
    let best = format!("{drafts}?regel=best");
    let are_made = |page: &Browser| {
        page.elements(".draft-picture").len() == 3 && !page.sees("De concepten worden gemaakt")
    };
    look_until(&town, &mut yvonne, &best, are_made).await;
    for words in [
        "Niemand ruilt liever",
        "Meeste koppels",
        "Er tussenin",
        "Gemiddelde score",
    ] {
        assert!(yvonne.sees(words), "{words}: {}", yvonne.words());
    }
    assert_eq!(yvonne.elements(".draft-picture").len(), 3);
    let first = buddy_of(&yvonne, &name_of("oleksandra"));
    yvonne
        .press(&format!("Niet samen {}", name_of("oleksandra")))
        .await;
    look_until(&town, &mut yvonne, &best, are_made).await;
    assert!(yvonne.sees("komen niet samen"), "{}", yvonne.words());
    let second = buddy_of(&yvonne, &name_of("oleksandra"));
    assert_ne!(first, second, "the veto holds");
    yvonne.press("Ja, maak deze koppels Meeste koppels").await;
    let are_matched = |page: &Browser| page.sees("2 koppels gemaakt");
    look_until(&town, &mut yvonne, &board, are_matched).await;

    let mut student = town.browser_of(&name_of("oleksandra")).await;
    student.visit("/mijn").await;
    assert!(student.sees(&second), "{}", student.words());
    student.visit("/maatjes/verzoeken").await;
    assert!(
        student.sees(&format!("Het programma koppelde {}", first_name(&second))),
        "{}",
        student.words()
    );
    let mut stranger = town.browser_of(&name_of("noor")).await;
    stranger.visit(&board).await;
    assert!(!stranger.sees(&second), "names are for who runs it");
}

/// The name beside a student in the list of pairs.
fn buddy_of(page: &Browser, student: &str) -> String {
    let pair = page
        .elements("#paren h3")
        .into_iter()
        .find_map(|(text, _)| Some(text.strip_prefix(student)?.to_owned()));
    let pair = pair.unwrap_or_else(|| panic!("no pair of {student}: {}", page.words()));
    pair.trim_start_matches([' ', '–']).trim().to_owned()
}

fn first_name(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
