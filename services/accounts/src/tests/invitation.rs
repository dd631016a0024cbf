//! Inviting an address: the same answer for everybody.

use chrono::TimeDelta;
use contract::consent::Purpose;
use contract::news::{INVITED_PATH, Invite};
use sha2::{Digest as _, Sha256};

use crate::secret::hex;
use crate::testing::{TempFolder, caller, id, start, town};
use crate::{Accounts, AccountsError, SignInSettings};

async fn site() -> (Accounts, TempFolder) {
    let folder = TempFolder::new();
    let settings = SignInSettings {
        site: "https://kansrijk.example".to_owned(),
        mails: Some(folder.path().to_owned()),
        ..SignInSettings::default()
    };
    (town().await.with_sign_in(&settings).unwrap(), folder)
}

fn to(email: &str) -> Invite {
    Invite {
        email: email.to_owned(),
        by: id("ria"),
        title: "Samen <leren>".to_owned(),
        until: start() + TimeDelta::days(14),
    }
}

/// Address and text of the mails that were sent.
async fn sent(accounts: &Accounts) -> Vec<(String, String)> {
    while accounts.do_due_jobs().await.unwrap() > 0 {}
    let mails = accounts.demo_mails(true).unwrap();
    mails.into_iter().map(|mail| (mail.to, mail.text)).collect()
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_mail_and_the_answer_opens_nothing() {
    let (accounts, _folder) = site().await;
    // Whether somebody agreed to mails is not to be told either.
    let now = start();
    let noor = id("noor");
    let no = accounts.store.set_consent(&noor, Purpose::Mail, false, now);
    no.await.unwrap();
    let mut hashes = Vec::new();
    for address in ["noor@school.example", "nieuw@school.example"] {
        hashes.push(accounts.invite(&to(address)).await.unwrap().id);
    }
    let mails = sent(&accounts).await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    for (_, text) in &mails {
        let (_, rest) = text.split_once(INVITED_PATH).unwrap();
        let secret = rest.split_whitespace().next().unwrap();
        assert!(hashes.contains(&hex(&Sha256::digest(secret))));
        assert!(text.contains("Samen <leren>"), "{text}");
    }
    assert!(mails[0].1.split(INVITED_PATH).next() == mails[1].1.split(INVITED_PATH).next());
}

#[tokio::test]
async fn nobody_who_blocked_who_invites_hears_of_it_and_the_answer_is_the_same() {
    let (accounts, _folder) = site().await;
    let block = accounts.set_block(&caller("noor"), &id("ria"), true).await;
    block.unwrap();
    let answer = accounts.invite(&to("noor@school.example")).await.unwrap();
    assert_eq!(answer.id.len(), 64);
    assert!(sent(&accounts).await.is_empty());
}

#[tokio::test]
async fn a_day_has_its_end_for_who_invites_and_for_an_address() {
    let (accounts, _folder) = site().await;
    let wrong = accounts.invite(&to("geen adres")).await;
    assert!(matches!(wrong, Err(AccountsError::InviteEmail)));
    for _ in 0..30 {
        accounts.invite(&to("nieuw@school.example")).await.unwrap();
    }
    let more = accounts.invite(&to("ander@school.example")).await;
    assert!(matches!(more, Err(AccountsError::TooMany)));
    assert_eq!(sent(&accounts).await.len(), 3);
    accounts.clock.advance(TimeDelta::days(1));
    assert!(accounts.invite(&to("ander@school.example")).await.is_ok());
}
