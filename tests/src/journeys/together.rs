use super::{both_ways, name_of};
use crate::browser::Browser;
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn two_people_plan_meet_tick_say_how_it_goes_close_and_thank() {
    both_ways(journey).await;
}

async fn journey(town: Town) {
    let mut sanne = town.browser_of(&name_of("sanne")).await;
    let mut hanna = town.browser_of(&name_of("hanna")).await;
    sanne.visit("/maatjes/verzoeken").await;
    let page = match_with(&sanne, "Hanna");
    sanne.visit(&page).await;

    // One proposes, without a moment nothing is sent; the other picks; both have it in their calendar.
    sanne.press("Stuur dit voorstel").await;
    assert_eq!(sanne.status(), 422, "{}", sanne.words());
    assert!(
        sanne.sees("Kies één tot drie momenten."),
        "{}",
        sanne.words()
    );
    let (first, second) = (moment(&sanne, 1), moment(&sanne, 2));
    sanne
        .fill("Moment", &first)
        .fill("Tweede moment", &second)
        .tick("In de bibliotheek")
        .press("Stuur dit voorstel")
        .await;
    assert!(sanne.sees("Jij stelde dit voor."), "{}", sanne.words());
    hanna.visit(&page).await;
    assert!(hanna.sees("In de bibliotheek"), "{}", hanna.words());
    let picked = hanna.elements("input[name=moment]").len();
    assert_eq!(picked, 2, "{}", hanna.html());
    let words = hanna.words();
    let label = label_of(&hanna, &first);
    hanna.tick(&label).press("Kies dit moment").await;
    assert!(hanna.sees("Jullie spreken elkaar op"), "{words}");
    for who in [&mut sanne, &mut hanna] {
        who.visit(&page).await;
        who.follow("Zet in mijn agenda").await;
        let calendar = who.html().to_owned();
        assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
        assert!(
            calendar.contains("DTSTART;TZID=Europe/Amsterdam:"),
            "{calendar}"
        );
        assert!(
            calendar.contains("LOCATION:In de bibliotheek"),
            "{calendar}"
        );
        who.visit(&page).await;
    }
    let mut stranger = town.browser_of(&name_of("noor")).await;
    stranger.visit(&format!("{page}/agenda.ics")).await;
    assert_eq!(stranger.status(), 404);

    // A goal with a small step, ticked off by the other.
    hanna.visit(&page).await;
    hanna.tick(&first_goal(&hanna)).press("Kies dit doel").await;
    assert!(hanna.status().is_success(), "{}", hanna.words());
    hanna
        .fill("Of schrijf een eigen stap", "Een rooster voor de toetsweek")
        .press("Zet erbij")
        .await;
    sanne.visit(&page).await;
    assert!(
        sanne.sees("Een rooster voor de toetsweek"),
        "{}",
        sanne.words()
    );
    sanne.press("Klaar").await;
    assert!(sanne.sees("1 van 1 stappen klaar"), "{}", sanne.words());

    // How it goes is one's own.
    town.settle().await;
    sanne.visit(&page).await;
    sanne
        .tick("Het kan beter")
        .press("Dit is mijn antwoord")
        .await;
    assert!(sanne.sees("Jij zei: het kan beter."), "{}", sanne.words());
    hanna.visit(&page).await;
    assert!(!hanna.sees("het kan beter"), "{}", hanna.words());

    // A good end, a thank-you, and the helped helps.
    sanne.tick("Mijn doel is bereikt").press("Rond af").await;
    sanne
        .tick("Ik heb veel van je geleerd")
        .press("Bedank")
        .await;
    assert!(
        sanne.sees("Ik heb veel van je geleerd"),
        "{}",
        sanne.words()
    );
    hanna.visit(&page).await;
    assert!(
        hanna.sees("Ik heb veel van je geleerd"),
        "{}",
        hanna.words()
    );
    assert!(
        hanna.sees("Deze afspraak gaat niet door"),
        "{}",
        hanna.words()
    );
    sanne.follow("Bekijk hoe dat kan").await;
    sanne.press("Bewaar dit").await;
    assert!(
        sanne.sees("Studenten kunnen je nu vinden"),
        "{}",
        sanne.words()
    );
}

/// Where a match is, from the list of what runs.
fn match_with(page: &Browser, name: &str) -> String {
    let links = page.elements("main a[href^='/maatjes/verzoek/']");
    let found = links.into_iter().find(|(text, _)| text.contains(name));
    found.map_or_else(
        || panic!("no match with {name}: {}", page.words()),
        |(_, link)| link,
    )
}

/// The value of a moment on offer, by its place.
fn moment(page: &Browser, place: usize) -> String {
    let html = page.html();
    let list = html.split("id=\"moment1\"").nth(1).expect("a list");
    let value = list
        .split("<option value=\"")
        .nth(place + 1)
        .expect("moments");
    value.split('"').next().expect("a value").to_owned()
}

/// What a choice is called.
fn label_of(page: &Browser, value: &str) -> String {
    let html = page.html();
    let rest = html
        .split(&format!("name=\"moment\" value=\"{value}\""))
        .nth(1);
    let label = rest.and_then(|rest| rest.split("<span>").nth(1));
    let label = label.and_then(|label| label.split("</span>").next());
    label.expect("a label").trim().to_owned()
}

fn first_goal(page: &Browser) -> String {
    let html = page.html();
    let list = html
        .split("name=\"nieuw\"")
        .nth(1)
        .expect("goals to choose");
    let label = list
        .split("<span>")
        .nth(1)
        .and_then(|rest| rest.split("</span>").next());
    label.expect("a label").trim().to_owned()
}
