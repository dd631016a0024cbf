//! A child under 16 comes for the first time, and waits for a parent.

use chrono::TimeDelta;
use contract::FieldProblem;
use contract::accounts_log::Happened;
use contract::consent as codes;
use nouns::Language;

use crate::testing::{TempFolder, caller, id, town};
use crate::{
    Accounts, AccountsError, Arrived, Device, Email, Proof, Secret, SignInSettings, WelcomeForm,
};

const CHILD: &str = "kind@school.example";
const PARENT: &str = "ouder@thuis.example";
const LINK: &str = "https://kansrijk.example/ouder/";

async fn site() -> (Accounts, TempFolder) {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mail_link: "https://kansrijk.example/aanmelden/link/".to_owned(),
        parent_link: LINK.to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    (town().await.with_sign_in(&settings).unwrap(), folder)
}

/// Shows by mail who they are.
async fn comes(accounts: &Accounts) -> (Secret, Arrived) {
    let browser = accounts.begin_by_mail(CHILD, "/mijn", Language::Nl, None);
    let browser = browser.await.unwrap();
    let code = Proof::Code(accounts.code(&browser.id()));
    let arrived = accounts.finish_by_mail(Some(&browser), &code, Device::of("Firefox"), None);
    (browser.clone(), arrived.await.unwrap())
}

fn form(parent: Option<&str>) -> WelcomeForm {
    WelcomeForm {
        name: "Kim de Boer".to_owned(),
        birth_year: Some(2011),
        birth_month: Some(4),
        school: None,
        parent: parent.map(str::to_owned),
        language: Language::Nl,
    }
}

async fn welcomes(
    accounts: &Accounts,
    browser: &Secret,
    parent: Option<&str>,
) -> Result<Arrived, AccountsError> {
    accounts
        .welcome(browser, form(parent), Device::of("Firefox"), None)
        .await
}

/// A child with an account, whose parent was asked.
async fn waits(accounts: &Accounts) -> Secret {
    let (browser, arrived) = comes(accounts).await;
    assert!(matches!(arrived, Arrived::Newcomer));
    let arrived = welcomes(accounts, &browser, Some(PARENT)).await.unwrap();
    assert!(matches!(arrived, Arrived::Waiting), "{arrived:?}");
    browser
}

/// The link of the newest mail to this parent.
async fn link(accounts: &Accounts, to: &str) -> Secret {
    accounts.do_due_jobs().await.unwrap();
    let mails = accounts.demo_mails(true).unwrap();
    let mail = mails.into_iter().find(|mail| mail.to == to).unwrap();
    let link = mail.text.lines().find_map(|line| line.strip_prefix(LINK));
    Secret::parse(crate::Kind::ParentLink, link.unwrap()).unwrap()
}

#[track_caller]
fn refused_with(answer: Result<Arrived, AccountsError>, code: contract::Code) {
    let Err(AccountsError::Refused(fields)) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(fields, [FieldProblem::new("parent", code)]);
}

#[tokio::test]
async fn a_child_names_a_parent_who_is_not_the_child() {
    let (accounts, _folder) = site().await;
    let (browser, _) = comes(&accounts).await;
    for (parent, code) in [
        (None, codes::PARENT_MISSING),
        (Some("  "), codes::PARENT_MISSING),
        (Some("mama"), codes::EMAIL_SHAPE),
        (Some(" Kind@School.example "), codes::PARENT_IS_CHILD),
    ] {
        refused_with(welcomes(&accounts, &browser, parent).await, code);
    }
    assert_eq!(accounts.find(CHILD).await.unwrap(), None, "nothing is kept");
}

#[tokio::test]
async fn a_child_waits_without_a_session_until_the_parent_says_yes() {
    let (accounts, _folder) = site().await;
    let browser = waits(&accounts).await;
    let child = accounts.find(CHILD).await.unwrap().unwrap().person.id;
    let waiting = accounts.waiting(&browser).await.unwrap();
    assert_eq!(
        (waiting.name.as_str(), waiting.said, waiting.left),
        ("Kim", None, 2)
    );
    assert_eq!(waiting.asked, Some(accounts.clock.now()));
    assert!(matches!(
        accounts.mint(&child, None, contract::Means::Session).await,
        Err(AccountsError::ParentConsentNeeded)
    ));
    // Coming back is waiting again, in that browser too.
    let (elsewhere, arrived) = comes(&accounts).await;
    assert!(matches!(arrived, Arrived::Waiting));
    assert_eq!(accounts.waiting(&elsewhere).await.unwrap(), waiting);

    let yes = link(&accounts, PARENT).await;
    accounts.decide_as_parent(&yes, true).await.unwrap();
    assert_eq!(accounts.waiting(&browser).await.unwrap().said, Some(true));
    let (_, arrived) = comes(&accounts).await;
    assert!(matches!(arrived, Arrived::SignedIn { .. }), "{arrived:?}");

    // A parent who takes it back ends the session, and the child waits again.
    accounts.decide_as_parent(&yes, false).await.unwrap();
    let (browser, arrived) = comes(&accounts).await;
    assert!(matches!(arrived, Arrived::Waiting));
    assert_eq!(accounts.waiting(&browser).await.unwrap().said, Some(false));
}

#[tokio::test]
async fn what_others_hear_is_that_the_child_takes_no_part() {
    let (accounts, _folder) = site().await;
    let _browser = waits(&accounts).await;
    let child = accounts.find(CHILD).await.unwrap().unwrap().person.id;
    let (changes, _) = accounts
        .store
        .changes_after(0, accounts.clock.now())
        .await
        .unwrap();
    let told = changes.iter().find_map(|change| match &change.what {
        Happened::Standing(standing) if standing.person == child => Some(standing.takes_part),
        _ => None,
    });
    assert_eq!(told, Some(false));
}

#[tokio::test]
async fn a_corrected_address_ends_the_link_of_the_wrong_one() {
    let (accounts, _folder) = site().await;
    let browser = waits(&accounts).await;
    let wrong = link(&accounts, PARENT).await;
    accounts.clock.advance(TimeDelta::minutes(1));
    let right = Email::parse("vader@thuis.example").unwrap();
    accounts.ask_parent_from(&browser, &right).await.unwrap();
    assert!(matches!(
        accounts.decide_as_parent(&wrong, true).await,
        Err(AccountsError::ParentLinkEnded)
    ));
    let right_link = link(&accounts, right.as_str()).await;
    // The mail of the one before, written late, opens nothing either.
    assert!(!accounts.parent_link(&right_link).await.unwrap().given);

    let own = Email::parse(CHILD).unwrap();
    let answer = accounts.ask_parent_from(&browser, &own).await;
    assert!(
        matches!(answer, Err(AccountsError::ParentIsChild)),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_mail_that_waits_while_the_address_is_corrected_opens_nothing() {
    let (accounts, _folder) = site().await;
    let browser = waits(&accounts).await;
    accounts.clock.advance(TimeDelta::minutes(1));
    let right = Email::parse("vader@thuis.example").unwrap();
    accounts.ask_parent_from(&browser, &right).await.unwrap();
    accounts.do_due_jobs().await.unwrap();
    let to: Vec<String> = accounts
        .demo_mails(true)
        .unwrap()
        .into_iter()
        .map(|mail| mail.to)
        .collect();
    assert!(to.contains(&right.as_str().to_owned()), "{to:?}");
    assert!(!to.contains(&PARENT.to_owned()), "{to:?}");
}

#[tokio::test]
async fn three_mails_a_day_and_no_more() {
    let (accounts, _folder) = site().await;
    let browser = waits(&accounts).await;
    let parent = Email::parse(PARENT).unwrap();
    for _ in 0..2 {
        accounts.clock.advance(TimeDelta::minutes(1));
        accounts.ask_parent_from(&browser, &parent).await.unwrap();
    }
    assert_eq!(accounts.waiting(&browser).await.unwrap().left, 0);
    let answer = accounts.ask_parent_from(&browser, &parent).await;
    assert!(matches!(answer, Err(AccountsError::ParentAskedOften)));
    // Askings that were refused use up nothing of what the parent's other children may.
    for _ in 0..9 {
        let again = accounts.ask_parent_from(&browser, &parent).await;
        assert!(matches!(again, Err(AccountsError::ParentAskedOften)));
    }
    accounts.ask_parent(&id("tijn"), &parent).await.unwrap();
    accounts.clock.advance(TimeDelta::days(1));
    let (browser, _) = comes(&accounts).await;
    assert_eq!(accounts.waiting(&browser).await.unwrap().left, 3);
    accounts.ask_parent_from(&browser, &parent).await.unwrap();
}

#[tokio::test]
async fn a_browser_asks_for_an_hour_and_only_its_own_child() {
    let (accounts, _folder) = site().await;
    let browser = waits(&accounts).await;
    let stranger = Secret::fresh(crate::Kind::Browser);
    assert!(matches!(
        accounts.waiting(&stranger).await,
        Err(AccountsError::NotFound)
    ));
    accounts.clock.advance(TimeDelta::hours(1));
    let parent = Email::parse(PARENT).unwrap();
    for answer in [
        accounts.waiting(&browser).await.map(drop),
        accounts.ask_parent_from(&browser, &parent).await,
    ] {
        assert!(matches!(answer, Err(AccountsError::NotFound)), "{answer:?}");
    }
}

#[tokio::test]
async fn without_a_yes_the_account_goes_after_a_month() {
    let (accounts, _folder) = site().await;
    let browser = waits(&accounts).await;
    let until = accounts.waiting(&browser).await.unwrap().until;
    assert_eq!(until, accounts.clock.now() + TimeDelta::days(30));
    accounts
        .clock
        .advance(TimeDelta::days(30) - TimeDelta::seconds(1));
    accounts.catch_up().await.unwrap();
    assert!(accounts.find(CHILD).await.unwrap().is_some());
    accounts.clock.advance(TimeDelta::seconds(1));
    accounts.catch_up().await.unwrap();
    assert_eq!(accounts.find(CHILD).await.unwrap(), None);
    assert!(
        accounts.me(&caller("noor")).await.is_ok(),
        "who is 16 stays"
    );
    assert!(accounts.me(&caller("tijn")).await.is_ok(), "the town stays");
}

#[tokio::test]
async fn with_a_yes_the_account_stays() {
    let (accounts, _folder) = site().await;
    let _browser = waits(&accounts).await;
    let yes = link(&accounts, PARENT).await;
    accounts.decide_as_parent(&yes, true).await.unwrap();
    accounts.clock.advance(TimeDelta::days(60));
    accounts.catch_up().await.unwrap();
    assert!(accounts.find(CHILD).await.unwrap().is_some());
}
