//! Somebody under 16 comes by e-mail, waits for a parent, and takes part once the parent says yes.

use tokio::time::{Duration, interval};

use super::both_ways;
use crate::browser::Browser;
use crate::town::Town;

const CHILD: &str = "kim@school.example";
const WRONG: &str = "buren@thuis.example";
const PARENT: &str = "ouder@thuis.example";
const PARENT_FIELD: &str = "E-mailadres van je ouder of verzorger";
const LOOKS: u32 = 400;

/// The newest mail to an address, as the page of the demo shows it.
async fn mail(town: &Town, to: &str, before: &str) -> String {
    let mut browser = town.stranger();
    let mut often = interval(Duration::from_millis(50));
    for _ in 0..LOOKS {
        often.tick().await;
        browser.visit("/postvak").await;
        let tiles = browser.elements("main li.tile").into_iter();
        let found = tiles.map(|(text, _)| text).find(|text| text.contains(to));
        if let Some(text) = found.filter(|text| text != before) {
            return text;
        }
    }
    panic!("no mail to {to}: {}", browser.words());
}

/// The path of the first link in a mail that leads to `to`.
fn link(mail: &str, to: &str) -> String {
    let start = mail.find(to).unwrap_or_else(|| panic!("no {to} in {mail}"));
    let rest = mail[start..].split_whitespace().next();
    rest.unwrap_or_default().to_owned()
}

async fn comes_by_mail(town: &Town, browser: &mut Browser, before: &str) -> String {
    browser.visit("/aanmelden").await;
    browser
        .fill("Je e-mailadres", CHILD)
        .press("Stuur mij een code")
        .await;
    let mail = mail(town, CHILD, before).await;
    let code = mail
        .split("Kansrijk: ")
        .nth(1)
        .and_then(|rest| rest.get(..6));
    browser
        .fill("De code", code.unwrap_or_default())
        .press("Aanmelden")
        .await;
    mail
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_waits_for_a_parent_and_then_takes_part() {
    both_ways(walk).await;
}

async fn walk(town: Town) {
    let mut kim = town.stranger();
    let first = comes_by_mail(&town, &mut kim, "").await;
    assert_eq!(kim.address(), "/welkom", "{}", kim.words());
    kim.fill("Hoe mogen anderen je noemen?", "Kim")
        .fill(
            "In welk jaar ben je geboren?",
            &(this_year() - 14).to_string(),
        )
        .fill("In welke maand?", "1");
    if kim.sees("Op welke school") {
        kim.fill("Op welke school zit je of werk je?", "25LH");
    }
    kim.press("Beginnen").await;
    assert_eq!(kim.status().as_u16(), 422, "{}", kim.words());
    assert_eq!(kim.value_of("Hoe mogen anderen je noemen?"), "Kim");
    assert!(
        kim.problem_with(PARENT_FIELD)
            .contains("ouder of verzorger")
    );
    kim.fill(PARENT_FIELD, WRONG).press("Beginnen").await;
    assert_eq!(kim.address(), "/welkom/ouder", "{}", kim.words());
    assert!(
        kim.sees("Kim, we hebben je ouder gemaild op"),
        "{}",
        kim.words()
    );
    let wrong = link(&mail(&town, WRONG, "").await, "/ouder/");

    // Nothing that asks for somebody opens.
    for closed in ["/mijn", "/maatjes/voorstellen", "/maatjes/profiel"] {
        kim.visit(closed).await;
        assert!(
            kim.address().starts_with("/aanmelden"),
            "{closed}: {}",
            kim.address()
        );
    }

    kim.visit("/welkom/ouder").await;
    kim.fill(PARENT_FIELD, CHILD).press("Stuur de mail").await;
    assert!(
        kim.problem_with(PARENT_FIELD).contains("eigen adres"),
        "{}",
        kim.words()
    );
    assert_eq!(kim.value_of(PARENT_FIELD), CHILD);
    kim.fill(PARENT_FIELD, PARENT).press("Stuur de mail").await;
    let right = link(&mail(&town, PARENT, "").await, "/ouder/");
    let mut neighbour = town.stranger();
    neighbour.visit(&wrong).await;
    assert!(
        neighbour.sees("Deze link werkt niet meer"),
        "{}",
        neighbour.words()
    );
    let mut parent = town.stranger();
    parent.visit(&right).await;
    parent.press("Ik vind het goed").await;
    assert!(
        parent.sees("Je vindt het goed dat Kim meedoet"),
        "{}",
        parent.words()
    );

    kim.visit("/welkom/ouder").await;
    assert!(kim.sees("je ouder vindt het goed"), "{}", kim.words());
    comes_by_mail(&town, &mut kim, &first).await;
    assert_eq!(kim.address(), "/mijn", "{}", kim.words());
    kim.visit("/maatjes/profiel").await;
    assert_eq!(
        (kim.status().as_u16(), kim.address()),
        (200, "/maatjes/profiel")
    );
}

fn this_year() -> i32 {
    chrono::Datelike::year(&nouns::Clock::system().now())
}
