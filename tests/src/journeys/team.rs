//! Teachers act as a team: founding one, letting colleagues in, sharing for the team alone, and
//! telling how a card went.

use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn teachers_found_a_team_join_it_share_a_card_and_tell_what_they_tried() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    let mut wim = town.browser_of(&name_of("wim")).await;
    let mut yvonne = town.browser_of(&name_of("yvonne")).await;
    let mut rosa = town.browser_of(&name_of("rosa")).await;
    let team = wim_founds(&mut wim).await;
    yvonne_comes_by_the_link(&mut wim, &mut yvonne, &team).await;
    rosa_asks_and_hears_yes(&mut rosa, &mut yvonne, &team).await;
    what_a_stranger_sees(&town, &team).await;
    a_card_for_the_team_alone(&town, &mut wim, &mut rosa).await;
    the_team_tells_how_a_card_went(&town, &mut yvonne, &team).await;
    rosa_leaves(&town, &mut rosa, &team).await;
}

async fn wim_founds(wim: &mut Browser) -> String {
    wim.visit("/mijn").await;
    wim.follow("Begin een team").await;
    wim.fill("Naam van het team", "Te")
        .press("Begin het team")
        .await;
    let problem = wim.problem_with("Naam van het team");
    assert!(
        problem.contains("een naam van 3 tot 80 tekens"),
        "{problem}"
    );
    wim.fill("Naam van het team", "Team Kap en Kleur")
        .fill("Bij welke school of scholen?", "ROC Midden Nederland")
        .fill("Naam van de opleiding", "Kapper")
        .press("Begin het team")
        .await;
    assert!(wim.sees("Wat hebben wij als team nodig"), "{}", wim.words());
    assert_eq!(wim.address(), "/teams/team-kap-en-kleur");
    wim.follow("Vertel waar jij goed in bent").await;
    wim.tick("Luisteren")
        .fill(
            "Zeg het in je eigen woorden",
            "Ik hoor ook wat niet gezegd wordt.",
        )
        .tick("Laat dit ook op de pagina van het team zien")
        .press("Bewaar")
        .await;
    assert!(
        wim.sees("Ik hoor ook wat niet gezegd wordt."),
        "{}",
        wim.words()
    );
    wim.address().to_owned()
}

async fn yvonne_comes_by_the_link(wim: &mut Browser, yvonne: &mut Browser, team: &str) {
    wim.visit(team).await;
    wim.press("Maak een link").await;
    let (_, after) = wim.html().split_once("/uitnodiging/").expect("a link");
    let secret = after.split('<').next().unwrap_or_default();
    let link = format!("/uitnodiging/{secret}");
    yvonne.visit(&link).await;
    assert!(
        yvonne.sees("Je bent gevraagd voor Team Kap en Kleur"),
        "{}",
        yvonne.words()
    );
    yvonne.press("Ja, ik kom bij Team Kap en Kleur").await;
    assert!(
        yvonne.sees("Welkom bij Team Kap en Kleur"),
        "{}",
        yvonne.words()
    );
    wim.visit(team).await;
    wim.press("Trek deze link in").await;
    yvonne.visit(&link).await;
    assert!(
        yvonne.sees("Deze link werkt niet meer"),
        "{}",
        yvonne.words()
    );
}

async fn rosa_asks_and_hears_yes(rosa: &mut Browser, yvonne: &mut Browser, team: &str) {
    rosa.visit("/teams?q=kap").await;
    rosa.follow("Team Kap en Kleur").await;
    assert!(!rosa.sees(&name_of("wim")), "in no team: {}", rosa.words());
    rosa.press("Vraag of je erbij mag").await;
    assert!(
        rosa.sees("Iemand van het team zegt ja of nee"),
        "{}",
        rosa.words()
    );
    rosa.visit("/mijn").await;
    assert!(
        rosa.sees("Team Kap en Kleur antwoordt op je vraag"),
        "{}",
        rosa.words()
    );
    yvonne.visit("/mijn").await;
    assert!(
        yvonne.sees("Wil bij Team Kap en Kleur"),
        "{}",
        yvonne.words()
    );
    yvonne.visit(team).await;
    yvonne
        .press(&format!("Ja, {} mag erbij", name_of("rosa")))
        .await;
    assert!(
        yvonne.sees("Je team heeft er iemand bij"),
        "{}",
        yvonne.words()
    );
    rosa.visit("/mijn").await;
    assert!(
        rosa.sees("Je zit nu in Team Kap en Kleur"),
        "{}",
        rosa.words()
    );
}

async fn what_a_stranger_sees(town: &Town, team: &str) {
    let mut stranger = town.stranger();
    stranger.visit(team).await;
    assert!(
        stranger.sees("Ik hoor ook wat niet gezegd wordt."),
        "{}",
        stranger.words()
    );
    for key in ["wim", "yvonne", "rosa"] {
        assert!(
            !stranger.html().contains(&name_of(key)),
            "{key}: {}",
            stranger.words()
        );
    }
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit(team).await;
    assert!(
        petra.sees(&name_of("wim")),
        "of another team: {}",
        petra.words()
    );
}

async fn a_card_for_the_team_alone(town: &Town, wim: &mut Browser, rosa: &mut Browser) {
    wim.visit("/trukendoos/nieuw").await;
    wim.fill("Titel", "Kapspiegelrondje")
        .tick("Werkvorm")
        .fill("Wat heeft een team eraan?", "Iedereen kijkt mee.")
        .tick("Mijn team")
        .press("Deel de kaart")
        .await;
    let problem = wim.problem_with("Namens wie deel je deze kaart?");
    assert!(problem.contains("Kies eerst namens welk team"), "{problem}");
    wim.fill("Namens wie deel je deze kaart?", "team-kap-en-kleur")
        .press("Deel de kaart")
        .await;
    assert!(wim.sees("Kapspiegelrondje"), "{}", wim.words());
    let card = wim.address().to_owned();
    town.settle().await;
    let found = "/trukendoos?q=kapspiegelrondje";
    rosa.visit(found).await;
    assert!(rosa.sees("Kapspiegelrondje"), "{}", rosa.words());
    rosa.visit(&card).await;
    rosa.follow("Pas aan").await;
    rosa.fill("Aantal minuten", "15")
        .press("Bewaar de kaart")
        .await;
    assert!(
        rosa.sees("15 minuten"),
        "any member edits: {}",
        rosa.words()
    );
    let mut petra = town.browser_of(&name_of("petra")).await;
    petra.visit(&card).await;
    assert_eq!(petra.status().as_u16(), 404);
}

async fn the_team_tells_how_a_card_went(town: &Town, yvonne: &mut Browser, team: &str) {
    let card = "/trukendoos/kaart/check-in-ronde";
    yvonne.visit(card).await;
    assert!(
        yvonne.sees("12 teams probeerden dit, 9 zouden het weer doen."),
        "{}",
        yvonne.words()
    );
    yvonne.follow("Vertel hoe het bij jullie ging").await;
    // She is in another team of the town too.
    let id = team.rsplit('/').next().unwrap_or_default();
    yvonne
        .fill("Namens welk team?", id)
        .press("Vertel het")
        .await;
    let missing = "Kies of jullie dit nog een keer zouden doen.";
    assert!(yvonne.sees(missing), "{}", yvonne.words());
    yvonne
        .tick("Nee")
        .tick("Studenten mbo 2")
        .fill("Met hoeveel mensen?", "18")
        .tick("Te weinig tijd")
        .fill(
            "Nog één zin voor andere teams",
            "Doe het niet op vrijdagmiddag.",
        )
        .press("Vertel het")
        .await;
    assert!(
        yvonne.sees("13 teams probeerden dit, 9 zouden het weer doen."),
        "{}",
        yvonne.words()
    );
    yvonne.visit(&format!("{card}/uitgeprobeerd")).await;
    yvonne.follow("Pas dit verslag aan").await;
    yvonne.tick("Ja, met aanpassingen").press("Bewaar").await;
    let mut stranger = town.stranger();
    stranger.visit(&format!("{card}/uitgeprobeerd")).await;
    assert!(
        stranger.sees("13 teams probeerden dit, 10 zouden het weer doen."),
        "{}",
        stranger.words()
    );
    assert!(
        stranger.sees("Doe het niet op vrijdagmiddag."),
        "{}",
        stranger.words()
    );
    assert!(
        !stranger.html().contains(&name_of("yvonne")),
        "a report is a team's"
    );
    yvonne.visit(&format!("{card}/uitgeprobeerd")).await;
    yvonne.press("Haal dit verslag weg").await;
    assert!(yvonne.sees("12 teams probeerden dit"), "{}", yvonne.words());
}

async fn rosa_leaves(town: &Town, rosa: &mut Browser, team: &str) {
    rosa.visit(team).await;
    rosa.press("Ga uit het team").await;
    assert!(
        rosa.sees("Je zit niet meer in Team Kap en Kleur"),
        "{}",
        rosa.words()
    );
    rosa.visit("/trukendoos?q=kapspiegelrondje").await;
    let cards = rosa.elements("main .card-hit h3 a");
    assert!(
        !cards.iter().any(|(title, _)| title == "Kapspiegelrondje"),
        "{cards:?}"
    );
    town.settle().await;
}
