//! The log of accounts as its followers see it, and what a person changes through it.

use std::sync::Arc;

use contract::accounts_log::{Change, FOLLOWERS, Happened, Pull, Standing};
use contract::consent::Purpose;
use nouns::PersonId;

use crate::testing::{caller, id, town};
use crate::{Accounts, AccountsError};

async fn pull(accounts: &Accounts, service: &str, after: u64) -> (Vec<Change>, u64) {
    let pull = Pull {
        service: service.to_owned(),
        after,
        wait_ms: 0,
    };
    let pulled = accounts.pull(&pull).await.unwrap();
    (pulled.changes, pulled.upto)
}

/// A follower that stores at once whatever comes.
async fn catch_up(accounts: &Accounts, service: &str) -> Vec<Change> {
    let (mut place, mut all) = (0, Vec::new());
    loop {
        let (changes, upto) = pull(accounts, service, place).await;
        all.extend(changes);
        if upto == place {
            return all;
        }
        place = upto;
    }
}

async fn everyone_catches_up(accounts: &Accounts) {
    for service in FOLLOWERS {
        catch_up(accounts, service).await;
    }
}

fn standing_of<'a>(changes: &'a [Change], person: &PersonId) -> Option<&'a Standing> {
    changes.iter().rev().find_map(|change| match &change.what {
        Happened::Standing(standing) if standing.person == *person => Some(standing),
        _ => None,
    })
}

#[tokio::test]
async fn the_kind_of_a_school_is_told_as_soon_as_the_register_has_it() {
    let accounts = town().await;
    let (changes, upto) = pull(&accounts, "matching", 0).await;
    let before = standing_of(&changes, &id("noor")).unwrap();
    assert_eq!(before.school_kind, None);
    let school = crate::School {
        id: nouns::SchoolId::parse("roc-midden-nederland").unwrap(),
        name: "ROC van het Voorbeeld".to_owned(),
        sector: "mbo".to_owned(),
        place: "UTRECHT".to_owned(),
        region: nouns::Region::parse("RMC-19").unwrap(),
        website: None,
    };
    accounts.keep_schools(vec![school.clone()]).await.unwrap();
    let (changes, upto) = pull(&accounts, "matching", upto).await;
    let kind = |changes: &[Change]| {
        let standing = standing_of(changes, &id("noor"));
        standing.and_then(|standing| standing.school_kind.clone())
    };
    assert_eq!(kind(&changes).as_deref(), Some("mbo"));
    // A list that says nothing new tells nobody anything.
    accounts.keep_schools(vec![school]).await.unwrap();
    let (changes, _) = pull(&accounts, "matching", upto).await;
    assert_eq!(changes, []);
}

#[tokio::test]
async fn a_consent_reaches_every_follower_and_is_done_when_all_have_it() {
    let accounts = Arc::new(town().await);
    everyone_catches_up(&accounts).await;
    let noor = caller("noor");
    let pending = accounts
        .set_consent(&noor, Purpose::Found, true)
        .await
        .unwrap();
    assert!(!pending.done && pending.waiting_for == FOLLOWERS);
    catch_up(&accounts, "toolbox").await;
    let changes = catch_up(&accounts, "matching").await;
    let standing = standing_of(&changes, &noor.person).unwrap();
    assert_eq!(standing.consents, ["found"]);
    assert!(standing.takes_part && standing.may_help);
    let progress = accounts.progress(pending.position).await.unwrap();
    assert_eq!(progress.waiting_for, ["meetups"]);
    catch_up(&accounts, "meetups").await;
    assert!(accounts.progress(pending.position).await.unwrap().done);
}

#[tokio::test]
async fn a_withdrawal_is_done_as_soon_as_the_followers_that_wait_have_it() {
    let accounts = Arc::new(town().await);
    everyone_catches_up(&accounts).await;
    let followers = FOLLOWERS.map(|service| {
        let accounts = Arc::clone(&accounts);
        tokio::spawn(async move {
            let mut place = 0;
            // Ends when the withdrawal has come and its place was told.
            for _ in 0..4 {
                let pull = Pull {
                    service: service.to_owned(),
                    after: place,
                    wait_ms: 300,
                };
                place = accounts.pull(&pull).await.unwrap().upto;
            }
        })
    });
    let noor = caller("noor");
    accounts
        .set_consent(&noor, Purpose::Mail, true)
        .await
        .unwrap();
    let progress = accounts
        .set_consent(&noor, Purpose::Mail, false)
        .await
        .unwrap();
    assert!(progress.done, "{progress:?}");
    for follower in followers {
        follower.await.unwrap();
    }
}

#[tokio::test]
async fn the_ledger_keeps_every_word_and_nothing_twice() {
    let accounts = town().await;
    let noor = caller("noor");
    for given in [true, true, false] {
        accounts
            .set_consent(&noor, Purpose::Asked, given)
            .await
            .unwrap();
    }
    let (now, ledger) = accounts.consents(&noor).await.unwrap();
    assert_eq!(now.len(), 1);
    assert!(!now[0].given);
    let said: Vec<bool> = ledger.iter().map(|deed| deed.given).collect();
    assert_eq!(said.len(), 2, "agreeing twice is agreeing once");
    assert!(
        ledger
            .iter()
            .all(|deed| deed.words == crate::consent::WORDS)
    );
}

#[tokio::test]
async fn a_stranger_follows_nothing() {
    let accounts = town().await;
    let pull = Pull {
        service: "elsewhere".to_owned(),
        after: 0,
        wait_ms: 0,
    };
    assert!(matches!(
        accounts.pull(&pull).await,
        Err(AccountsError::NotFound)
    ));
}

#[tokio::test]
async fn a_block_is_told_with_how_it_stands_now() {
    let accounts = town().await;
    let (noor, ria) = (caller("noor"), id("ria"));
    accounts.set_block(&noor, &ria, true).await.unwrap();
    let last = catch_up(&accounts, "meetups").await.pop().unwrap().what;
    let expected = |stands| Happened::Block {
        by: noor.person.clone(),
        whom: ria.clone(),
        stands,
    };
    assert_eq!(last, expected(true));
    assert_eq!(accounts.blocks(&noor).await.unwrap().len(), 1);
    assert!(accounts.blocks(&caller("ria")).await.unwrap().is_empty());
    accounts.set_block(&noor, &ria, false).await.unwrap();
    let last = catch_up(&accounts, "meetups").await.pop().unwrap().what;
    assert_eq!(last, expected(false));
    let own = accounts.set_block(&noor, &noor.person, true).await;
    assert!(matches!(own, Err(AccountsError::BlockWho)));
}

#[tokio::test]
async fn a_parent_lets_a_child_take_part_and_takes_it_back() {
    let accounts = town().await;
    let (tijn, parent) = (
        id("tijn"),
        crate::Email::parse("ouder@thuis.example").unwrap(),
    );
    assert!(matches!(
        accounts.ask_parent(&id("noor"), &parent).await,
        Err(AccountsError::ParentNotNeeded)
    ));
    accounts.ask_parent(&tijn, &parent).await.unwrap();
    let changes = catch_up(&accounts, "matching").await;
    assert!(!standing_of(&changes, &tijn).unwrap().takes_part);
    let (asking, mail) = accounts.mails_to_parents().await.pop().unwrap();
    assert_eq!(mail["to"].as_str(), Some(parent.as_str()));
    assert_eq!(mail["name"].as_str(), Some("tijn"));
    let asking = crate::SecretId::parse(&asking).unwrap();
    let first = accounts.write_parent_link(&asking).await.unwrap();
    let link = accounts.write_parent_link(&asking).await.unwrap();
    assert!(
        matches!(
            accounts.parent_link(&first).await,
            Err(AccountsError::ParentLinkEnded)
        ),
        "of two mails the last one counts"
    );
    assert!(!accounts.parent_link(&link).await.unwrap().given);
    for given in [true, false] {
        accounts.decide_as_parent(&link, given).await.unwrap();
        let changes = catch_up(&accounts, "matching").await;
        assert_eq!(standing_of(&changes, &tijn).unwrap().takes_part, given);
    }
    let wrong = crate::Secret::fresh(crate::Kind::ParentLink);
    assert!(matches!(
        accounts.decide_as_parent(&wrong, true).await,
        Err(AccountsError::ParentLinkEnded)
    ));
}

#[tokio::test]
async fn who_is_erased_leaves_nothing_here_once_everyone_has_it() {
    let accounts = town().await;
    let (noor, ria) = (caller("noor"), caller("ria"));
    accounts
        .set_consent(&noor, Purpose::Found, true)
        .await
        .unwrap();
    accounts.set_block(&noor, &ria.person, true).await.unwrap();
    accounts.set_block(&ria, &noor.person, true).await.unwrap();
    let before = accounts.everything().await.to_lowercase();
    assert!(before.contains("noor") && before.contains("ria"));
    let erasure = accounts.erase(&noor).await.unwrap();
    assert!(!erasure.done);
    assert!(matches!(
        accounts.erase(&noor).await,
        Err(AccountsError::Ended)
    ));
    for service in FOLLOWERS {
        let changes = catch_up(&accounts, service).await;
        let gone = Happened::Erased {
            person: noor.person.clone(),
        };
        assert_eq!(changes.last().map(|change| &change.what), Some(&gone));
    }
    accounts.finish_erasures().await.unwrap();
    assert!(accounts.erasure(&erasure.receipt).await.unwrap().done);
    let after = accounts.everything().await.to_lowercase();
    assert!(after.contains("ria"), "the search finds who stays");
    assert!(!after.contains("noor"), "{after}");
}
