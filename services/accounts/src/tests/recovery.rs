//! Somebody whose mailbox is gone gets back into their account, and nobody else does: no administrator alone either.

use chrono::TimeDelta;
use contract::{Caller, Grant, Scope};
use nouns::{Language, Role};

use crate::testing::{TempFolder, caller, id, somebody, town};
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

/// Made by the only administrator; it works by itself three days later.
async fn link(accounts: &Accounts) -> Secret {
    accounts
        .make_recovery(&admin(), &id("noor"))
        .await
        .unwrap()
        .secret
}

fn with_role(key: &str, role: Role) -> Caller {
    Caller {
        roles: vec![Grant {
            role,
            scope: Scope::Everywhere,
        }],
        ..caller(key)
    }
}

/// A moderator who was there before.
async fn with_mo(accounts: &Accounts) -> Caller {
    let mo = somebody("mo", 1985, Role::Moderator, Scope::Everywhere);
    accounts.plant(vec![mo]).await.unwrap();
    with_role("mo", Role::Moderator)
}

/// The three days in which somebody can refuse, and a little.
fn wait(accounts: &Accounts) {
    accounts.clock.advance(TimeDelta::hours(73));
}

async fn entered(accounts: &Accounts, arrived: Arrived) -> Caller {
    let Arrived::SignedIn { started, .. } = arrived else {
        panic!("{arrived:?}")
    };
    accounts.resolve(&started.secret).await.unwrap().caller
}

/// Subjects of the mails to an address, in any order.
fn mails(folder: &TempFolder, to: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder.path()).unwrap().flatten();
    files
        .map(|file| std::fs::read_to_string(file.path()).unwrap())
        .filter(|text| text.contains(&format!("To: {to}")))
        .collect()
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
    assert_eq!(states(&accounts).await, ["waits"]);
    assert_eq!(accounts.recovery_link(&link).await.unwrap().0, "noor");
    let (browser, _) = signs_in(&accounts, NEW).await;
    let answer = opens(&accounts, &link, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryWaits)),
        "{answer:?}"
    );
    wait(&accounts);
    assert_eq!(states(&accounts).await, ["open"]);
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
    accounts.clock.advance(TimeDelta::days(4));
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
    let link = link(&accounts).await;
    wait(&accounts);
    let (first, second) = (
        signs_in(&accounts, NEW).await.0,
        signs_in(&accounts, "ander@thuis.example").await.0,
    );
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

#[tokio::test]
async fn where_somebody_else_can_look_a_link_waits_for_them_and_not_for_time() {
    let (accounts, _folder) = site().await;
    let mo = with_mo(&accounts).await;
    let link = link(&accounts).await;
    wait(&accounts);
    assert_eq!(states(&accounts).await, ["asked"]);
    let (browser, _) = signs_in(&accounts, NEW).await;
    let answer = opens(&accounts, &link, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryWaits)),
        "{answer:?}"
    );

    // Who made it does not agree with themselves, and nobody without the role does.
    assert!(
        accounts
            .asked_recoveries(&admin())
            .await
            .unwrap()
            .is_empty()
    );
    let alone = accounts.agree_to_recovery(&admin(), &link.id()).await;
    assert!(matches!(alone, Err(AccountsError::NotFound)), "{alone:?}");
    let ria = accounts.agree_to_recovery(&caller("ria"), &link.id()).await;
    assert!(
        matches!(ria, Err(AccountsError::RecoveryNotYours)),
        "{ria:?}"
    );

    let asked = accounts.asked_recoveries(&mo).await.unwrap();
    assert_eq!(
        (asked[0].name.as_str(), asked[0].by.as_str()),
        ("noor", "vera")
    );
    accounts.agree_to_recovery(&mo, &link.id()).await.unwrap();
    assert!(accounts.asked_recoveries(&mo).await.unwrap().is_empty());
    let again = accounts.agree_to_recovery(&mo, &link.id()).await;
    assert!(matches!(again, Err(AccountsError::NotFound)), "{again:?}");
    let arrived = opens(&accounts, &link, Some(&browser)).await.unwrap();
    assert_eq!(entered(&accounts, arrived).await.person, id("noor"));
}

#[tokio::test]
async fn an_administrator_cannot_make_a_second_of_their_own() {
    let (accounts, _folder) = site().await;
    let sam = somebody("sam", 1985, Role::Student, Scope::Everywhere);
    accounts.plant(vec![sam]).await.unwrap();
    let until = Some("2026-06-01".parse().unwrap());
    accounts
        .give_role(
            &admin(),
            &id("sam"),
            Role::Moderator,
            &Scope::Everywhere,
            until,
        )
        .await
        .unwrap();
    let link = link(&accounts).await;
    // As if there were nobody else: three days.
    assert_eq!(states(&accounts).await, ["waits"]);
    let puppet = with_role("sam", Role::Moderator);
    assert!(accounts.asked_recoveries(&puppet).await.unwrap().is_empty());
    let agreed = accounts.agree_to_recovery(&puppet, &link.id()).await;
    assert!(matches!(agreed, Err(AccountsError::NotFound)), "{agreed:?}");
}

/// Noor's account was given to somebody else, with two who agreed to it by mistake.
async fn taken_over(accounts: &Accounts) -> (Secret, Arrived) {
    let mo = with_mo(accounts).await;
    let link = link(accounts).await;
    accounts.agree_to_recovery(&mo, &link.id()).await.unwrap();
    let (browser, _) = signs_in(accounts, NEW).await;
    let arrived = opens(accounts, &link, Some(&browser)).await.unwrap();
    assert_eq!(states(accounts).await, ["settling"]);
    (link, arrived)
}

#[tokio::test]
async fn for_three_days_the_person_of_before_undoes_it_with_one_press() {
    let (accounts, folder) = site().await;
    let (link, arrived) = taken_over(&accounts).await;
    let intruder = entered(&accounts, arrived).await;
    let erased = accounts.erase(&intruder).await;
    assert!(
        matches!(erased, Err(AccountsError::RecoverySettling)),
        "{erased:?}"
    );

    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let told = mails(&folder, "noor@school.example");
    let about = |mail: &&String| mail.contains("/herstel-stoppen/") || mail.contains("herstellink");
    assert!(told.iter().any(|mail| about(&mail)), "{told:?}");
    assert!(mails(&folder, NEW).iter().all(|mail| !about(&mail)));

    // The old address opens the account still.
    let (_, arrived) = signs_in(&accounts, "noor@school.example").await;
    let noor = entered(&accounts, arrived).await;
    assert_eq!(noor.person, id("noor"));
    accounts.withdraw_recovery(&noor, &link.id()).await.unwrap();
    assert_eq!(states(&accounts).await, ["withdrawn"]);
    assert!(accounts.sessions(&noor).await.unwrap().is_empty());
    let (_, arrived) = signs_in(&accounts, NEW).await;
    assert!(
        matches!(arrived, Arrived::Newcomer),
        "the new address is nobody's"
    );
    wait(&accounts);
    accounts.catch_up().await.unwrap();
    let (_, arrived) = signs_in(&accounts, "noor@school.example").await;
    assert_eq!(entered(&accounts, arrived).await.person, id("noor"));
}

#[tokio::test]
async fn without_an_objection_the_ways_in_of_before_go_after_three_days() {
    let (accounts, _folder) = site().await;
    let (link, arrived) = taken_over(&accounts).await;
    let noor = entered(&accounts, arrived).await;
    accounts.catch_up().await.unwrap();
    assert_eq!(states(&accounts).await, ["settling"]);
    wait(&accounts);
    accounts.catch_up().await.unwrap();
    assert_eq!(states(&accounts).await, ["used"]);
    let (_, arrived) = signs_in(&accounts, "noor@school.example").await;
    assert!(
        matches!(arrived, Arrived::Newcomer),
        "the old address is nobody's"
    );
    let (_, arrived) = signs_in(&accounts, NEW).await;
    assert_eq!(entered(&accounts, arrived).await.person, id("noor"));
    assert_eq!(
        accounts
            .me(&noor)
            .await
            .unwrap()
            .person
            .email
            .unwrap()
            .as_str(),
        NEW
    );
    let late = accounts.withdraw_recovery(&noor, &link.id()).await;
    assert!(matches!(late, Err(AccountsError::NotFound)), "{late:?}");
}

#[tokio::test]
async fn who_came_in_by_a_link_brings_no_other_way_in_before_it_is_settled() {
    let (accounts, _folder) = site().await;
    let (_, arrived) = taken_over(&accounts).await;
    let Arrived::SignedIn { started, .. } = arrived else {
        panic!("{arrived:?}")
    };
    let (browser, arrived) = signs_in(&accounts, "derde@thuis.example").await;
    assert!(matches!(arrived, Arrived::Newcomer));
    let linked = accounts.link_to_account(&browser, &started.secret).await;
    assert!(
        matches!(linked, Err(AccountsError::RecoverySettling)),
        "{linked:?}"
    );
}

#[tokio::test]
async fn a_link_opens_nothing_once_its_person_decides_over_others() {
    let (accounts, _folder) = site().await;
    let link = link(&accounts).await;
    let until = Some("2026-06-01".parse().unwrap());
    accounts
        .give_role(
            &admin(),
            &id("noor"),
            Role::Moderator,
            &Scope::Everywhere,
            until,
        )
        .await
        .unwrap();
    wait(&accounts);
    let (browser, _) = signs_in(&accounts, NEW).await;
    let answer = opens(&accounts, &link, Some(&browser)).await;
    assert!(
        matches!(answer, Err(AccountsError::RecoveryEnded)),
        "{answer:?}"
    );
}

/// What the links of the mails to Noor stop.
fn stop_links(folder: &TempFolder) -> Vec<String> {
    let mut links = Vec::new();
    for mail in mails(folder, "noor@school.example") {
        let plain = mail.replace("=\r\n", "").replace("=\n", "");
        if let Some((_, rest)) = plain.split_once("/herstel-stoppen/") {
            let end = rest.find(|c: char| !(c.is_ascii_hexdigit() || c == '.'));
            links.push(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    links
}

#[tokio::test]
async fn who_is_helped_is_told_when_it_is_asked_and_agreed_and_stops_it_with_one_press() {
    let (accounts, folder) = site().await;
    let mo = with_mo(&accounts).await;
    let secret = link(&accounts).await;
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    assert_eq!(stop_links(&folder).len(), 1, "asked");
    accounts.agree_to_recovery(&mo, &secret.id()).await.unwrap();
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let links = stop_links(&folder);
    assert_eq!(links.len(), 2, "asked and agreed");
    let (id, proof) = links[0].split_once('.').unwrap();
    for wrong in [
        format!("{id}.{}", "0".repeat(proof.len())),
        id.to_owned(),
        format!("{}.{proof}", "0".repeat(id.len())),
    ] {
        let refused = accounts.stop_recovery(&wrong).await;
        assert!(
            matches!(refused, Err(AccountsError::RecoveryEnded)),
            "{wrong}"
        );
    }
    assert_eq!(accounts.stoppable(&links[1]).await.unwrap(), "noor");
    // Used within the day: the mail of before still undoes it.
    let (browser, _) = signs_in(&accounts, NEW).await;
    let arrived = opens(&accounts, &secret, Some(&browser)).await.unwrap();
    assert_eq!(entered(&accounts, arrived).await.person.as_str(), "noor");
    accounts.stop_recovery(&links[1]).await.unwrap();
    assert_eq!(states(&accounts).await, ["withdrawn"]);
    let (_, arrived) = signs_in(&accounts, NEW).await;
    assert!(matches!(arrived, Arrived::Newcomer), "{arrived:?}");
    let again = accounts.stop_recovery(&links[1]).await;
    assert!(matches!(again, Err(AccountsError::RecoveryEnded)));
}

#[tokio::test]
async fn nobody_is_helped_into_an_account_that_knows_what_others_do_not() {
    let (accounts, _folder) = site().await;
    let zus = somebody("zus", 1985, Role::Zorgconsulent, Scope::Everywhere);
    accounts.plant(vec![zus]).await.unwrap();
    let refused = accounts.make_recovery(&admin(), &id("zus")).await;
    assert!(matches!(refused, Err(AccountsError::RecoveryNotYours)));
}
