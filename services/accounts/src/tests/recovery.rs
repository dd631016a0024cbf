//! Somebody whose mailbox is gone gets back into their account, and nobody else does.

use chrono::TimeDelta;
use contract::{Caller, Grant, Scope};
use nouns::{Language, Role};

use crate::testing::{TempFolder, caller, id, town};
use crate::{Accounts, AccountsError, Arrived, Device, Kind, Proof, Secret, SignInSettings};

const NEW: &str = "noor@thuis.example";

async fn site() -> (Accounts, TempFolder) {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    (town().await.with_sign_in(&settings).unwrap(), folder)
}

fn admin() -> Caller {
    Caller {
        roles: vec![Grant {
            role: Role::Beheerder,
            scope: Scope::Everywhere,
        }],
        ..caller("vera")
    }
}

async fn signs_in(accounts: &Accounts, email: &str) -> (Secret, Arrived) {
    let browser = accounts.begin_by_mail(email, "/mijn", Language::Nl, None);
    let browser = browser.await.unwrap();
    let code = Proof::Code(accounts.code(&browser.id()));
    let arrived = accounts.finish_by_mail(Some(&browser), &code, device(), None);
    let arrived = arrived.await.unwrap();
    (browser, arrived)
}

fn device() -> Device {
    Device::of("Firefox, Android")
}

async fn link(accounts: &Accounts) -> Secret {
    accounts
        .make_recovery(&admin(), &id("noor"))
        .await
        .unwrap()
        .secret
}

async fn opens(
    accounts: &Accounts,
    link: &Secret,
    browser: Option<&Secret>,
) -> Result<Arrived, AccountsError> {
    accounts.recover(link, browser, device(), None).await
}

async fn states(accounts: &Accounts) -> Vec<&'static str> {
    let now = accounts.clock.now();
    let made = accounts.recoveries(&caller("noor")).await.unwrap();
    made.iter().map(|one| one.state(now)).collect()
}

#[tokio::test]
async fn a_link_gives_a_new_way_in_to_the_account_once() {
    let (accounts, _folder) = site().await;
    let (_, arrived) = signs_in(&accounts, "noor@school.example").await;
    let Arrived::SignedIn {
        started: before, ..
    } = arrived
    else {
        panic!("noor has an account")
    };
    let link = link(&accounts).await;
    assert_eq!(states(&accounts).await, ["open"]);
    assert_eq!(accounts.recovery_link(&link).await.unwrap().0, "noor");
    for browser in [None, Some(&Secret::fresh(Kind::Browser))] {
        let answer = opens(&accounts, &link, browser).await;
        assert!(
            matches!(answer, Err(AccountsError::RecoverySignInFirst)),
            "{answer:?}"
        );
    }
    let (browser, arrived) = signs_in(&accounts, NEW).await;
    assert!(matches!(arrived, Arrived::Newcomer));
    let arrived = opens(&accounts, &link, Some(&browser)).await.unwrap();
    let Arrived::SignedIn { started, .. } = arrived else {
        panic!("{arrived:?}")
    };
    let resolved = accounts.resolve(&started.secret).await.unwrap();
    assert_eq!(resolved.caller.person, id("noor"));
    assert!(
        matches!(
            accounts.resolve(&before.secret).await,
            Err(AccountsError::Ended)
        ),
        "who was in the account is out"
    );
    assert_eq!(states(&accounts).await, ["used"]);
    let (_, arrived) = signs_in(&accounts, NEW).await;
    assert!(matches!(arrived, Arrived::SignedIn { .. }));

    // The old address is nobody's now, and the link opens nothing.
    let (browser, arrived) = signs_in(&accounts, "noor@school.example").await;
    assert!(matches!(arrived, Arrived::Newcomer));
    let answer = opens(&accounts, &link, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryEnded)),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_link_ends_after_a_day_with_the_next_one_and_by_the_person() {
    let (accounts, _folder) = site().await;
    let (browser, _) = signs_in(&accounts, NEW).await;
    let first = link(&accounts).await;
    let second = link(&accounts).await;
    let answer = opens(&accounts, &first, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryEnded)),
        "{answer:?}"
    );
    let stranger = accounts
        .withdraw_recovery(&caller("ria"), &second.id())
        .await;
    assert!(matches!(stranger, Err(AccountsError::NotFound)));
    accounts
        .withdraw_recovery(&caller("noor"), &second.id())
        .await
        .unwrap();
    let answer = opens(&accounts, &second, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryEnded)),
        "{answer:?}"
    );

    let third = link(&accounts).await;
    accounts.clock.advance(TimeDelta::days(1));
    let (browser, _) = signs_in(&accounts, NEW).await;
    let answer = opens(&accounts, &third, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryEnded)),
        "{answer:?}"
    );
    let mut states = states(&accounts).await;
    states.sort_unstable();
    assert_eq!(states, ["ended", "withdrawn", "withdrawn"]);
    let never = opens(&accounts, &Secret::fresh(Kind::Recovery), Some(&browser)).await;
    assert!(matches!(never, Err(AccountsError::RecoveryEnded)));
}

#[tokio::test]
async fn only_an_administrator_makes_one_and_not_for_who_decides_over_others() {
    let (accounts, _folder) = site().await;
    for (by, whom) in [(caller("ria"), "noor"), (admin(), "ria"), (admin(), "vera")] {
        let answer = accounts.make_recovery(&by, &id(whom)).await;
        assert!(
            matches!(answer, Err(AccountsError::RecoveryNotYours)),
            "{whom}: {answer:?}"
        );
    }
    assert_eq!(states(&accounts).await, [""; 0]);
}

#[tokio::test]
async fn two_who_open_a_link_at_once_do_not_both_get_in() {
    let (accounts, _folder) = site().await;
    let (first, _) = signs_in(&accounts, NEW).await;
    let (second, _) = signs_in(&accounts, "ander@thuis.example").await;
    let link = link(&accounts).await;
    let (one, other) = tokio::join!(
        opens(&accounts, &link, Some(&first)),
        opens(&accounts, &link, Some(&second)),
    );
    assert_eq!(
        usize::from(one.is_ok()) + usize::from(other.is_ok()),
        1,
        "{one:?} {other:?}"
    );
}

#[tokio::test]
async fn the_note_of_a_link_goes_after_two_years() {
    let (accounts, _folder) = site().await;
    let _link = link(&accounts).await;
    accounts.clock.advance(TimeDelta::days(729));
    accounts.catch_up().await.unwrap();
    assert_eq!(states(&accounts).await, ["ended"]);
    accounts.clock.advance(TimeDelta::days(1));
    accounts.catch_up().await.unwrap();
    assert_eq!(states(&accounts).await, [""; 0]);
}
