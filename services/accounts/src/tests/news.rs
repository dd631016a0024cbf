use contract::consent::Purpose;
use contract::news::{CONVERSATION_NEW, TOLD, Tell};
use nouns::PersonId;

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
}

#[test]
fn everything_that_can_be_told_has_its_sentences() {
    for language in [nouns::Language::Nl, nouns::Language::En] {
        for what in TOLD {
            let written =
                crate::letter::news(language, what, "Vraag", "https://a/b", "https://a/c");
            let written = written.unwrap();
            // A message is told of without a word of it.
            let is_named = what != CONVERSATION_NEW;
            assert_eq!(written.subject.contains("Vraag"), is_named, "{what}");
            assert!(written.text.contains("https://a/b"));
        }
    }
}
