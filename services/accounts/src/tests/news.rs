use contract::consent::Purpose;
use contract::news::{
    CONVERSATION_NEW, GUEST_HOUR_ANSWERED, GUEST_HOUR_ASKED, MATCH_PLAN, MATCH_STUCK,
    MATCH_TOMORROW, NewsLine, SAVED_SEARCH, TOLD, Tell,
};
use nouns::{Language, PersonId};

use crate::letter::{Letter, NewsLetter};
use crate::testing::{TempFolder, id, town};
use crate::{Accounts, SignInSettings};

async fn site() -> (Accounts, TempFolder) {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mail_link: "https://kansrijk.example/aanmelden/link/".to_owned(),
        parent_link: "https://kansrijk.example/ouder/".to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    (town().await.with_sign_in(&settings).unwrap(), folder)
}

fn news(person: &PersonId, what: &str) -> Tell {
    Tell {
        person: person.as_str().to_owned(),
        what: what.to_owned(),
        title: "Hoe begin je een <teamdag>?".to_owned(),
        path: "/trukendoos/vraag/abc".to_owned(),
        lines: Vec::new(),
        stop: None,
    }
}

async fn agree(accounts: &Accounts, person: &PersonId, given: bool) {
    let now = accounts.clock.now();
    let set = accounts
        .store
        .set_consent(person, Purpose::Mail, given, now);
    set.await.unwrap();
}

/// The texts of the mails that were sent.
async fn sent(accounts: &Accounts) -> Vec<String> {
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let mails = accounts.demo_mails(true).unwrap();
    mails.into_iter().map(|mail| mail.text).collect()
}

#[tokio::test]
async fn only_who_agreed_to_mails_gets_news() {
    let (accounts, _folder) = site().await;
    let noor = id("noor");
    agree(&accounts, &noor, false).await;
    accounts
        .tell(&news(&noor, "question-answered"))
        .await
        .unwrap();
    assert_eq!(sent(&accounts).await.len(), 0);
    agree(&accounts, &noor, true).await;
    accounts
        .tell(&news(&noor, "question-answered"))
        .await
        .unwrap();
    accounts.tell(&news(&noor, "verzonnen")).await.unwrap();
    let mut elsewhere = news(&noor, "question-answered");
    elsewhere.path = "//elders.example".to_owned();
    accounts.tell(&elsewhere).await.unwrap();
    let mails = sent(&accounts).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(
        mails[0].contains("https://kansrijk.example/trukendoos/vraag/abc"),
        "{}",
        mails[0]
    );
    assert!(
        mails[0].contains("https://kansrijk.example/mijn/toestemming"),
        "{}",
        mails[0]
    );
}

#[tokio::test]
async fn a_word_taken_back_stops_what_waits_and_a_day_has_its_end() {
    let (accounts, _folder) = site().await;
    let noor = id("noor");
    agree(&accounts, &noor, true).await;
    accounts.tell(&news(&noor, "question-tell")).await.unwrap();
    agree(&accounts, &noor, false).await;
    assert_eq!(sent(&accounts).await.len(), 0);
    agree(&accounts, &noor, true).await;
    for _ in 0..20 {
        accounts.tell(&news(&noor, "question-tell")).await.unwrap();
    }
    assert_eq!(
        sent(&accounts).await.len(),
        7,
        "eight in a day, one of them stopped"
    );
    for _ in 0..20 {
        accounts.tell(&news(&noor, SAVED_SEARCH)).await.unwrap();
    }
    assert_eq!(
        sent(&accounts).await.len(),
        9,
        "what comes once a day is not crowded out, nor sent again and again"
    );
}

#[tokio::test]
async fn news_of_several_things_names_each_and_ends_with_one_press() {
    let (accounts, folder) = site().await;
    let noor = id("noor");
    agree(&accounts, &noor, true).await;
    let line = |title: &str, path: &str| NewsLine {
        title: title.to_owned(),
        path: path.to_owned(),
    };
    let several = Tell {
        lines: vec![
            line("Rondje <om>", "/trukendoos/kaart/a"),
            line("Viskom", "/trukendoos/kaart/b"),
        ],
        stop: Some("/stop/geheim".to_owned()),
        ..news(&noor, SAVED_SEARCH)
    };
    accounts.tell(&several).await.unwrap();
    let mut elsewhere = several.clone();
    elsewhere.lines[0].path = "https://elders.example".to_owned();
    accounts.tell(&elsewhere).await.unwrap();
    let mut two_addresses = several.clone();
    two_addresses.stop = Some("/a>,<https://elders.example".to_owned());
    accounts.tell(&two_addresses).await.unwrap();

    let mails = sent(&accounts).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    for part in [
        "- Rondje <om>\n  https://kansrijk.example/trukendoos/kaart/a",
        "https://kansrijk.example/trukendoos/kaart/b",
        "https://kansrijk.example/stop/geheim",
    ] {
        assert!(mails[0].contains(part), "{part} in {}", mails[0]);
    }
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap();
    let raw = std::fs::read_to_string(file.unwrap().path()).unwrap();
    for header in [
        "List-Unsubscribe: <https://kansrijk.example/stop/geheim>\r\n",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
    ] {
        assert!(raw.contains(header), "{header} in {raw}");
    }
}

#[tokio::test]
async fn only_who_agreed_to_mails_reads_any_and_as_who_they_are_now() {
    let (accounts, _folder) = site().await;
    let (noor, ria) = (id("noor"), id("ria"));
    agree(&accounts, &noor, true).await;
    agree(&accounts, &ria, false).await;
    let asked = ["noor", "ria", "nobody", ""].map(str::to_owned);
    let readers = accounts.readers(&asked).await.unwrap();
    let names: Vec<&str> = readers.iter().map(|one| one.person.as_str()).collect();
    assert_eq!(names, ["noor"]);
}

#[tokio::test]
async fn an_invitation_for_a_calendar_names_who_mails_come_from_and_the_own_address() {
    let (accounts, _folder) = site().await;
    let noor = accounts.calendar_addresses(&id("noor")).await.unwrap();
    let known = accounts.known(&id("noor")).await.unwrap().unwrap();
    let own = known.person.email.map(|email| email.as_str().to_owned());
    assert!(own.is_some(), "the town's people have an address");
    assert_eq!(noor.own, own);
    assert_eq!(
        noor.organizer.as_deref(),
        Some("kansrijk@localhost.localdomain")
    );
    let nobody = accounts.calendar_addresses(&id("niemand")).await.unwrap();
    assert_eq!(nobody.own, None);
    let without = town().await.calendar_addresses(&id("noor")).await.unwrap();
    assert_eq!(without.organizer, None, "a site without mails");
}

#[test]
fn everything_that_can_be_told_has_its_sentences() {
    for language in [Language::Nl, Language::En] {
        for what in TOLD {
            let mail = NewsLetter {
                letter: Letter {
                    to: "noor@school.example".to_owned(),
                    language,
                    until: chrono::DateTime::UNIX_EPOCH,
                },
                person: "noor".to_owned(),
                what: what.to_owned(),
                title: "Vraag".to_owned(),
                path: "/b".to_owned(),
                lines: Vec::new(),
                stop: None,
            };
            let written = crate::letter::news(&mail, "https://a").unwrap();
            // Of messages and of what two people plan nothing is told but that it is there.
            let untold = [
                CONVERSATION_NEW,
                GUEST_HOUR_ASKED,
                GUEST_HOUR_ANSWERED,
                MATCH_PLAN,
                MATCH_TOMORROW,
                MATCH_STUCK,
            ];
            let is_named = !untold.contains(&what);
            assert_eq!(written.subject.contains("Vraag"), is_named, "{what}");
            assert!(written.text.contains("https://a/b"));
            assert_eq!(written.stop, None);
        }
    }
}
