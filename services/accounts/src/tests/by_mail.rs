use chrono::TimeDelta;
use contract::accounts as codes;
use nouns::{Language, PersonId};

use crate::testing::{TempFolder, id, town};
use crate::{Accounts, AccountsError, Arrived, Device, Kind, Proof, Secret, SignInSettings};

const NOOR: &str = "noor@school.example";

/// The town, with mails in a folder that goes away with the test.
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

async fn asks(accounts: &Accounts, email: &str) -> Secret {
    accounts
        .begin_by_mail(email, "/mijn", Language::Nl, Some("192.0.2.1"))
        .await
        .unwrap()
}

/// The newest mail as it was sent: its code and its link.
async fn mail(accounts: &Accounts) -> (String, String) {
    accounts.do_due_jobs().await.unwrap();
    let mail = accounts.demo_mails(true).unwrap().remove(0);
    let code = mail.subject.rsplit(' ').next().unwrap().to_owned();
    let link = mail
        .text
        .lines()
        .find_map(|line| line.strip_prefix("https://kansrijk.example/aanmelden/link/"));
    (code, link.unwrap().to_owned())
}

async fn finish(
    accounts: &Accounts,
    browser: Option<&Secret>,
    proof: Proof,
) -> Result<Arrived, AccountsError> {
    accounts
        .finish_by_mail(browser, &proof, Device::of("Firefox"), None)
        .await
}

async fn who(accounts: &Accounts, arrived: Arrived) -> PersonId {
    let Arrived::SignedIn { started, .. } = arrived else {
        panic!("somebody known")
    };
    accounts
        .resolve(&started.secret)
        .await
        .unwrap()
        .caller
        .person
}

#[track_caller]
fn refused_with(answer: Result<Arrived, AccountsError>, code: contract::Code) {
    let Err(AccountsError::Refused(fields)) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(fields[0].code, code.name);
}

/// Six digits that are not these.
fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_signs_in_once_and_in_the_browser_that_asked() {
    let (accounts, _folder) = site().await;
    let browser = asks(&accounts, " Noor@School.example ").await;
    let (code, _) = mail(&accounts).await;
    let stranger = Secret::fresh(Kind::Browser);
    for elsewhere in [None, Some(&stranger)] {
        refused_with(
            finish(&accounts, elsewhere, Proof::Code(code.clone())).await,
            codes::MAIL_CODE_SPENT,
        );
    }
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let arrived = finish(&accounts, Some(&browser), Proof::Code(spaced))
        .await
        .unwrap();
    assert_eq!(who(&accounts, arrived).await, id("noor"));
    refused_with(
        finish(&accounts, Some(&browser), Proof::Code(code)).await,
        codes::MAIL_CODE_SPENT,
    );
}

#[tokio::test]
async fn a_link_signs_in_the_browser_that_asked_and_no_other() {
    let (accounts, _folder) = site().await;
    let browser = asks(&accounts, NOOR).await;
    let (_, link) = mail(&accounts).await;
    let other = asks(&accounts, "ria@school.example").await;
    refused_with(
        finish(&accounts, Some(&other), Proof::Link(link.clone())).await,
        codes::MAIL_CODE_WRONG,
    );
    refused_with(
        finish(&accounts, None, Proof::Link(link.clone())).await,
        codes::MAIL_CODE_SPENT,
    );
    let arrived = finish(&accounts, Some(&browser), Proof::Link(link))
        .await
        .unwrap();
    assert_eq!(who(&accounts, arrived).await, id("noor"));
}

#[tokio::test]
async fn five_wrong_codes_end_it_and_the_right_one_comes_too_late() {
    let (accounts, _folder) = site().await;
    let browser = asks(&accounts, NOOR).await;
    let (code, _) = mail(&accounts).await;
    for tries in 1..=5 {
        let expected = if tries < 5 {
            codes::MAIL_CODE_WRONG
        } else {
            codes::MAIL_CODE_SPENT
        };
        let wrong = Proof::Code(other_than(&code));
        refused_with(finish(&accounts, Some(&browser), wrong).await, expected);
    }
    refused_with(
        finish(&accounts, Some(&browser), Proof::Code(code)).await,
        codes::MAIL_CODE_SPENT,
    );
}

#[tokio::test]
async fn a_code_works_for_ten_minutes_and_is_swept() {
    let (accounts, _folder) = site().await;
    let browser = asks(&accounts, NOOR).await;
    let (code, _) = mail(&accounts).await;
    accounts.clock.advance(TimeDelta::minutes(10));
    refused_with(
        finish(&accounts, Some(&browser), Proof::Code(code)).await,
        codes::MAIL_CODE_SPENT,
    );
    assert!(
        accounts
            .store
            .mail_sign_in(&browser.id())
            .await
            .unwrap()
            .is_some()
    );
    accounts.catch_up().await.unwrap();
    assert_eq!(
        accounts.store.mail_sign_in(&browser.id()).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_mail_and_then_the_welcome_form() {
    let (accounts, _folder) = site().await;
    asks(&accounts, NOOR).await;
    mail(&accounts).await;
    let browser = asks(&accounts, "nieuw@school.example").await;
    let (code, _) = mail(&accounts).await;
    let mails = accounts.demo_mails(true).unwrap();
    let words = |text: &str| {
        text.chars()
            .filter(|c| !c.is_ascii_hexdigit())
            .collect::<String>()
    };
    assert_eq!(words(&mails[0].text), words(&mails[1].text));
    let arrived = finish(&accounts, Some(&browser), Proof::Code(code))
        .await
        .unwrap();
    assert!(matches!(arrived, Arrived::Newcomer));
    let newcomer = accounts.newcomer(&browser).await.unwrap();
    assert_eq!((newcomer.way, newcomer.school), (None, None));
}

#[tokio::test]
async fn one_mailbox_gets_few_mails_and_the_answer_stays_the_same() {
    let (accounts, _folder) = site().await;
    for _ in 0..8 {
        asks(&accounts, NOOR).await;
    }
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    assert_eq!(accounts.demo_mails(true).unwrap().len(), 5);
    // Others at the same place are not bothered, and ten minutes later nor is Noor.
    asks(&accounts, "ria@school.example").await;
    accounts.clock.advance(TimeDelta::minutes(10));
    asks(&accounts, NOOR).await;
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let mails = accounts.demo_mails(true).unwrap();
    // Ria's mail came too late to be of use, and was let go.
    assert_eq!((mails.len(), mails[0].to.as_str()), (6, NOOR));
}

#[tokio::test]
async fn a_code_that_was_never_sent_opens_nothing() {
    let (accounts, _folder) = site().await;
    let mut last = asks(&accounts, NOOR).await;
    for _ in 0..5 {
        last = asks(&accounts, NOOR).await;
    }
    let guessed = Proof::Code(accounts.code(&last.id()));
    let answer = finish(&accounts, Some(&last), guessed).await;
    refused_with(answer, codes::MAIL_CODE_WRONG);
}

#[tokio::test]
async fn who_asks_too_often_keeps_nobody_else_from_signing_in() {
    let (accounts, _folder) = site().await;
    for _ in 0..8 {
        asks(&accounts, NOOR).await;
    }
    let from_home = accounts
        .begin_by_mail(NOOR, "/mijn", Language::Nl, Some("198.51.100.7"))
        .await
        .unwrap();
    let code = Proof::Code(accounts.code(&from_home.id()));
    let arrived = finish(&accounts, Some(&from_home), code).await.unwrap();
    assert_eq!(who(&accounts, arrived).await, id("noor"));
}

#[tokio::test]
async fn a_whole_school_signs_in_from_one_address_and_a_flood_does_not() {
    let (accounts, _folder) = site().await;
    let ask = async |number: u32, from: &str| {
        let email = format!("student{number}@school.example");
        accounts
            .begin_by_mail(&email, "/mijn", Language::Nl, Some(from))
            .await
    };
    for number in 0..400 {
        ask(number, &format!("2001:db8:1:2::{number:x}"))
            .await
            .unwrap();
    }
    let flood = ask(400, "2001:db8:1:2:ffff::1").await;
    assert!(matches!(flood, Err(AccountsError::TooMany)), "{flood:?}");
    assert!(ask(401, "2001:db8:1:3::1").await.is_ok());
}

#[tokio::test]
async fn what_lies_in_the_store_finishes_no_sign_in() {
    let (accounts, _folder) = site().await;
    let browser = asks(&accounts, NOOR).await;
    let (code, link) = (accounts.code(&browser.id()), accounts.link(&browser.id()));
    let jobs = store::jobs::claim(accounts.store.database(), accounts.clock.now(), 10)
        .await
        .unwrap();
    let rows: Vec<serde_json::Value> = accounts
        .store
        .database()
        .read("SELECT *, record::id(id) AS id FROM mail_sign_in")
        .await
        .and_then(|mut results| results.take(0))
        .unwrap();
    let written = format!("{rows:?} {jobs:?}");
    // The control: the address is there, because the mail has to go somewhere.
    assert!(written.contains(NOOR));
    for secret in [code, link, browser.reveal()] {
        assert!(!written.contains(&secret));
    }
}

#[tokio::test]
async fn the_mailbox_is_for_the_demo_at_this_machine() {
    let (accounts, _folder) = site().await;
    assert!(matches!(
        accounts.demo_mails(false),
        Err(AccountsError::DemoElsewhere)
    ));
    let accounts = accounts.with_demo(false);
    assert!(matches!(
        accounts.demo_mails(true),
        Err(AccountsError::DemoOff)
    ));
}

#[tokio::test]
async fn without_a_way_for_mails_nobody_signs_in_by_mail() {
    let accounts = town().await;
    let refused = accounts
        .begin_by_mail(NOOR, "/mijn", Language::Nl, None)
        .await;
    assert!(
        matches!(refused, Err(AccountsError::MailOff)),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_parent_gets_a_mail_whose_link_decides() {
    let (accounts, _folder) = site().await;
    let parent = crate::Email::parse("ouder@thuis.example").unwrap();
    accounts.ask_parent(&id("tijn"), &parent).await.unwrap();
    accounts.do_due_jobs().await.unwrap();
    let mail = accounts.demo_mails(true).unwrap().remove(0);
    let mut lines = mail.text.lines();
    let secret = lines.find_map(|line| line.strip_prefix("https://kansrijk.example/ouder/"));
    let link = Secret::parse(Kind::ParentLink, secret.unwrap()).unwrap();
    accounts.decide_as_parent(&link, true).await.unwrap();
    assert!(accounts.parent_link(&link).await.unwrap().given);
}

#[tokio::test]
async fn an_erasure_takes_the_mails_of_this_machine_along() {
    let (accounts, folder) = site().await;
    asks(&accounts, NOOR).await;
    asks(&accounts, "bilal@school.example").await;
    accounts.do_due_jobs().await.unwrap();
    let mails = || std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(mails(), 2);
    accounts
        .erase(&crate::testing::caller("noor"))
        .await
        .unwrap();
    assert_eq!(mails(), 1);
    let shown = accounts.demo_mails(true).unwrap();
    assert!(shown.iter().all(|mail| mail.to != NOOR) && shown.len() == 1);
}
