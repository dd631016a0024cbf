//! Erasure, proven on disk: who goes leaves no byte in the whole data folder — store, index,
//! queues, logs — while who stays is found there by the same search.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::{Birth, Email, NewPerson, NewRole, Person, PersonName, Purpose, RmcRegion};
use contract::matching::Choices;
use contract::{Age, Scope};
use kansrijk::config::Config;
use kansrijk::serve::{Parts, Services, Site};
use matching::{Answer, PlantedProfile, PlantedRequest, PlantedStep, Profile};
use nouns::{Clock, Language, PersonId, Role, SchoolId};
use tokio::sync::watch;

use crate::browser::Browser;
use crate::town::spawn_workers;

const NAME: &str = "Zwaluwstaart Merkteken";
const EMAIL: &str = "kruisbekwaterpas@school.example";
const ID: &str = "p0ffertjesp4n-77";
/// Stands in a message of each: sealed, so that it is never found.
const SAID: &str = "Kwikstaartgeheim";
/// Beside whom the search is tried after the erasure.
const STAYS: &str = "Boterbloem Blijver";
const STAYS_ID: &str = "h00iw4gen-88";

fn somebody(id: &str, name: &str, email: &str) -> NewPerson {
    let role = |role| NewRole {
        role,
        scope: Scope::Everywhere,
        until: None,
    };
    NewPerson {
        person: Person {
            id: PersonId::parse(id).unwrap(),
            name: PersonName::parse(name).unwrap(),
            email: Email::parse(email).ok(),
            school: SchoolId::parse("roc-midden-nederland").ok(),
            region: RmcRegion::parse("RMC-19").ok(),
            birth: Birth::parse(2000, 1).unwrap(),
            language: Language::Nl,
            is_demo: true,
        },
        roles: vec![role(Role::Student), role(Role::Docent)],
        consents: Purpose::ALL.to_vec(),
    }
}

/// The files in which a marker stands.
fn traces(folder: &Path, marker: &str) -> Vec<String> {
    let found = store::traces(folder, marker.as_bytes()).unwrap();
    found
        .into_iter()
        .filter(|path| marker != ID || !is_manifest(path))
        .map(|path| path.display().to_string())
        .collect()
}

/// RocksDB lists the first and last keys of files there, also of files that are gone, until the next start. A key can hold an
/// id, which is random and says nothing by itself, and neither a name nor an address. docs/PRIVACY.md says so.
fn is_manifest(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("MANIFEST-"))
}

async fn settle(services: &Services) {
    services.follow_accounts().await.unwrap();
    services.toolbox.as_ref().unwrap().catch_up().await.unwrap();
    services
        .matching
        .as_ref()
        .unwrap()
        .catch_up()
        .await
        .unwrap();
    services.meetups.as_ref().unwrap().catch_up().await.unwrap();
}

async fn signed_in(site: &Site, name: &str) -> Browser {
    let mut browser = Browser::new(site.endpoint());
    browser.visit("/aanmelden").await;
    browser.press(name).await;
    assert!(browser.status().is_success(), "{}", browser.words());
    browser
}

/// Leaves something in every service: a profile and a question, a place at a meetup, a card.
async fn live(browser: &mut Browser, card: &str) {
    browser.visit("/maatjes/profiel").await;
    browser
        .tick("Voor de overstap naar het hbo")
        .tick("Plannen en op tijd beginnen")
        .press("Bewaar en bekijk wie past")
        .await;
    let asked = browser.html().split_once("name=\"buddy\" value=\"");
    let before = asked.expect("somebody to ask").0;
    let name = before.rsplit_once("<h2>").expect("a name").1;
    let name = name.split('<').next().unwrap_or_default().to_owned();
    browser.press(&format!("Vraag {name}")).await;
    assert!(browser.status().is_success(), "{}", browser.words());

    browser.visit("/bijeenkomsten").await;
    let meetups = browser.elements("main a[href^='/bijeenkomsten/']");
    for (_, meetup) in meetups {
        browser.visit(&meetup).await;
        if browser.html().contains(">Ik kom<") {
            browser.press("Ik kom").await;
            break;
        }
    }
    assert!(browser.sees("Ik kom toch niet"), "{}", browser.words());

    browser.visit("/trukendoos/nieuw").await;
    browser
        .fill("Titel", card)
        .tick("Werkvorm")
        .fill(
            "Wat heeft een team eraan?",
            "Collega's leren elkaar kennen.",
        )
        .fill("Aantal minuten", "20")
        .press("Bekijk de kaart")
        .await;
    browser.press("Deel de kaart").await;
    assert!(browser.sees(card), "{}", browser.words());
    browser.visit("/teams/nieuw").await;
    browser
        .fill("Naam van het team", card)
        .fill("Bij welke school", "ROC van het Voorbeeld")
        .fill("Naam van de opleiding", "Hovenier")
        .press("Begin het team")
        .await;
    assert!(
        browser.sees("Wie er in het team zit"),
        "{}",
        browser.words()
    );
    browser.press("Maak een link").await;
    assert!(browser.sees("Dit is de link"), "{}", browser.words());
    browser.visit("/mijn/toestemming").await;
    browser.press("Zet uit Herinneringen per mail").await;
    assert!(browser.sees("Dat geldt nu overal"), "{}", browser.words());
}

/// Lets the two be a match; gives where they talk.
async fn become_a_match(services: &Services) -> String {
    let matching = services.matching.as_ref().unwrap();
    let person = |id: &str| PersonId::parse(id).unwrap();
    let choices = Choices {
        side: "helps".to_owned(),
        relations: vec!["voor-de-overstap".to_owned()],
        region: Some("RMC-19".to_owned()),
        online: true,
        in_person: true,
        asynchronous: true,
        capacity: 1,
        ..Choices::default()
    };
    let helper = PlantedProfile {
        person: person(STAYS_ID),
        name: STAYS.to_owned(),
        age: Age::Adult,
        profile: Profile::parse(&choices).unwrap(),
        active: true,
        consents: vec![Purpose::Found, Purpose::Contacted, Purpose::Asked],
        vog_valid_until: None,
    };
    matching.plant(vec![helper]).await.unwrap();
    matching.catch_up().await.unwrap();
    let now = Clock::system().now();
    let request = PlantedRequest {
        student: person(ID),
        buddy: person(STAYS_ID),
        relation: None,
        rank: None,
        asked: now,
        then: vec![(now, PlantedStep::Answered(Answer::Yes))],
    };
    let id = matching.plant_request(&request).await.unwrap();
    format!("/maatjes/gesprekken/{id}")
}

async fn say(browser: &mut Browser, talk: &str, words: &str) {
    browser.visit(talk).await;
    browser
        .fill("Schrijf een bericht", words)
        .press("Stuur")
        .await;
    assert!(browser.sees(words), "{}", browser.words());
}

/// The names of the messages on a page, from the links to report them.
fn messages(browser: &Browser) -> Vec<String> {
    let links = browser.elements("a[href^='/melden/bericht/']");
    let name = |(_, link): (String, String)| link.rsplit_once('.').map(|(_, name)| name.to_owned());
    links.into_iter().filter_map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_leaves_no_byte_in_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        data: folder.path().to_owned(),
        ..Config::default()
    };
    let site = match Site::open(&config, &Parts::all(), Clock::system(), true).await {
        Ok(site) => site,
        Err(failure) => panic!("the site does not open: {failure}"),
    };
    let services = Arc::clone(&site.services);
    let accounts = services.accounts.as_ref().unwrap();
    let people = vec![
        somebody(ID, NAME, EMAIL),
        somebody(STAYS_ID, STAYS, "boterbloem@school.example"),
    ];
    accounts.plant(people).await.unwrap();
    settle(&services).await;
    let (goes, stays) = (signed_in(&site, NAME).await, signed_in(&site, STAYS).await);
    let (mut goes, mut stays) = (goes, stays);
    let (_stopper, stop) = watch::channel(false);
    spawn_workers(site, stop).await;
    live(&mut goes, "Wandelkaartje met vier vragen").await;
    live(&mut stays, "Wandelkaartje met vijf vragen").await;
    let talk = become_a_match(&services).await;
    say(&mut goes, &talk, &format!("{SAID} van wie gaat")).await;
    say(&mut stays, &talk, &format!("{SAID} van wie blijft")).await;
    settle(&services).await;
    // The message is on disk by its name, and nowhere by its words.
    let named = messages(&stays);
    assert_eq!(named.len(), 1, "{}", stays.html());
    assert!(!traces(folder.path(), &named[0]).is_empty());
    assert_eq!(traces(folder.path(), SAID), Vec::<String>::new());

    let markers = [NAME, EMAIL, ID];
    for marker in markers {
        assert!(
            !traces(folder.path(), marker).is_empty(),
            "{marker} is not found before the erasure"
        );
    }
    goes.visit("/mijn/gegevens").await;
    assert!(
        goes.sees("Je account") && goes.sees(NAME),
        "{}",
        goes.words()
    );
    goes.tick("Ik weet het zeker")
        .press("Wis alles van mij")
        .await;
    let started = Instant::now();
    let receipt = goes.address().to_owned();
    while !goes.sees("Het is klaar") {
        assert!(
            started.elapsed() < Duration::from_mins(1),
            "an erasure takes a minute at most: {}",
            goes.words()
        );
        services.follow_accounts().await.unwrap();
        goes.visit(&receipt).await;
    }
    for marker in markers.into_iter().chain([named[0].as_str(), SAID]) {
        assert_eq!(
            traces(folder.path(), marker),
            Vec::<String>::new(),
            "{marker} is left"
        );
    }
    for marker in [STAYS, STAYS_ID] {
        assert!(
            !traces(folder.path(), marker).is_empty(),
            "{marker} must be found by the same search"
        );
    }
    stays.visit(&talk).await;
    assert!(
        stays.sees("van wie blijft") && stays.sees("Verwijderd") && !stays.sees("van wie gaat"),
        "{}",
        stays.words()
    );
    stays.visit("/mijn").await;
    assert!(stays.status().is_success(), "who stays goes on");
}
