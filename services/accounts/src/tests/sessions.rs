use chrono::TimeDelta;

use crate::testing::{id, start, town};
use crate::{Accounts, AccountsError, Device, Secret, Session};

async fn signed_in(accounts: &Accounts, person: &str) -> Secret {
    accounts
        .play(&id(person), Device::of("Firefox, Android"), None, true)
        .await
        .unwrap()
        .secret
}

#[tokio::test]
async fn a_session_knows_its_person() {
    let accounts = town().await;
    let secret = signed_in(&accounts, "ria").await;
    let resolved = accounts.resolve(&secret).await.unwrap();
    assert_eq!(resolved.caller.person, id("ria"));
    assert_eq!(resolved.session, secret.id());
    accounts.sign_out(&secret).await.unwrap();
    assert!(matches!(
        accounts.resolve(&secret).await,
        Err(AccountsError::Ended)
    ));
    accounts.sign_out(&secret).await.unwrap();
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_ends_the_one_before() {
    let accounts = town().await;
    let first = signed_in(&accounts, "noor").await;
    let device = Device::of("Firefox, Android");
    let second = accounts
        .play(&id("ria"), device, Some(&first), true)
        .await
        .unwrap()
        .secret;
    assert_ne!(first, second);
    assert!(matches!(
        accounts.resolve(&first).await,
        Err(AccountsError::Ended)
    ));
    assert_eq!(
        accounts.resolve(&second).await.unwrap().caller.person,
        id("ria")
    );
}

#[tokio::test]
async fn a_session_ends_when_left_alone_and_is_swept() {
    let accounts = town().await;
    let secret = signed_in(&accounts, "noor").await;
    accounts.clock.advance(TimeDelta::hours(11));
    accounts.resolve(&secret).await.unwrap();
    accounts.clock.advance(TimeDelta::hours(11));
    accounts.resolve(&secret).await.unwrap();
    accounts.clock.advance(Session::IDLE);
    assert!(matches!(
        accounts.resolve(&secret).await,
        Err(AccountsError::Ended)
    ));
    assert!(
        accounts
            .store
            .session(&secret.id())
            .await
            .unwrap()
            .is_some()
    );
    accounts.catch_up().await.unwrap();
    assert_eq!(accounts.store.session(&secret.id()).await.unwrap(), None);
}

#[tokio::test]
async fn a_session_in_daily_use_ends_after_thirty_days() {
    let accounts = town().await;
    let secret = signed_in(&accounts, "noor").await;
    while accounts.clock.now() + TimeDelta::hours(10) < start() + Session::LONGEST {
        accounts.clock.advance(TimeDelta::hours(10));
        accounts.resolve(&secret).await.unwrap();
    }
    accounts.clock.advance(TimeDelta::hours(10));
    assert!(matches!(
        accounts.resolve(&secret).await,
        Err(AccountsError::Ended)
    ));
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions_only() {
    let accounts = town().await;
    let phone = signed_in(&accounts, "noor").await;
    accounts.clock.advance(TimeDelta::hours(1));
    let laptop = signed_in(&accounts, "noor").await;
    let noor = accounts.resolve(&phone).await.unwrap().caller;
    let ria = accounts
        .resolve(&signed_in(&accounts, "ria").await)
        .await
        .unwrap()
        .caller;
    let listed = accounts.sessions(&noor).await.unwrap();
    assert_eq!(listed.len(), 2);

    let refused = accounts.end_session(&ria, &laptop.id()).await;
    assert!(
        matches!(refused, Err(AccountsError::NotFound)),
        "{refused:?}"
    );
    accounts.end_session(&noor, &laptop.id()).await.unwrap();
    assert!(matches!(
        accounts.resolve(&laptop).await,
        Err(AccountsError::Ended)
    ));
    assert_eq!(accounts.sessions(&noor).await.unwrap()[0].id, phone.id());
}

#[tokio::test]
async fn the_demo_plays_nobody_it_may_not() {
    let accounts = town().await;
    let device = || Device::of("Firefox");
    let elsewhere = accounts.play(&id("noor"), device(), None, false).await;
    assert!(matches!(elsewhere, Err(AccountsError::DemoElsewhere)));
    let real = accounts.play(&id("vera"), device(), None, true).await;
    assert!(matches!(real, Err(AccountsError::PersonUnknown)));
    let child = accounts.play(&id("tijn"), device(), None, true).await;
    assert!(matches!(child, Err(AccountsError::ParentConsentNeeded)));
    assert!(accounts.demo_people(false).await.is_err());
    let off = accounts.with_demo(false);
    let refused = off.play(&id("noor"), device(), None, true).await;
    assert!(matches!(refused, Err(AccountsError::DemoOff)));
    assert!(matches!(
        off.demo_people(true).await,
        Err(AccountsError::DemoOff)
    ));
}

#[tokio::test]
async fn what_is_stored_opens_nothing() {
    let accounts = town().await;
    let session = signed_in(&accounts, "noor").await;
    let issued = accounts
        .issue_pat(
            &id("noor"),
            crate::TokenLabel::command_line(),
            crate::Hours::DEFAULT,
        )
        .await
        .unwrap();
    let stored = everything(&accounts).await;
    for secret in [session, issued.secret] {
        // What is looked for could be found: its hash is.
        assert!(stored.contains(secret.id().as_str()));
        let revealed = secret.reveal();
        assert!(
            !stored.contains(revealed.trim_start_matches("kr_pat_")),
            "{stored}"
        );
    }
}

async fn everything(accounts: &Accounts) -> String {
    let surql =
        "SELECT * FROM person, mailbox, held_role, session, access_token, outbox, job, counter";
    let mut results = accounts.store.database().read(surql).await.unwrap();
    let rows: surrealdb::types::Value = results.take(0).unwrap();
    format!("{rows:?}")
}
