use chrono::TimeDelta;

use crate::testing::{caller, id, town};
use crate::{Accounts, AccountsError, Hours, IssuedToken, TokenLabel};

async fn issued(
    accounts: &Accounts,
    person: &str,
    hours: u32,
) -> Result<IssuedToken, AccountsError> {
    accounts
        .issue_pat(
            &id(person),
            TokenLabel::command_line(),
            Hours::parse(hours).unwrap(),
        )
        .await
}

#[tokio::test]
async fn a_token_stands_for_its_person_until_it_ends() {
    let accounts = town().await;
    let token = issued(&accounts, "ria", 2).await.unwrap();
    let (caller, _) = accounts.exchange(&token.secret).await.unwrap();
    assert_eq!(caller.person, id("ria"));
    accounts.clock.advance(TimeDelta::hours(2));
    assert!(matches!(
        accounts.exchange(&token.secret).await,
        Err(AccountsError::Ended)
    ));
    assert_eq!(accounts.tokens(&caller).await.unwrap(), vec![]);
    accounts.catch_up().await.unwrap();
    assert_eq!(accounts.store.token(&token.token.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_revoked_token_is_refused() {
    let accounts = town().await;
    let token = issued(&accounts, "noor", 2).await.unwrap();
    let (noor, ria) = (caller("noor"), caller("ria"));
    let other = issued(&accounts, "ria", 2).await.unwrap();

    let refused = accounts.revoke_pat(&ria, &token.token.id).await;
    assert!(
        matches!(refused, Err(AccountsError::NotFound)),
        "{refused:?}"
    );
    assert!(accounts.exchange(&token.secret).await.is_ok());
    accounts.revoke_pat(&noor, &token.token.id).await.unwrap();
    assert!(matches!(
        accounts.exchange(&token.secret).await,
        Err(AccountsError::Ended)
    ));
    assert!(accounts.exchange(&other.secret).await.is_ok());
}

#[tokio::test]
async fn a_token_shows_when_it_was_used() {
    let accounts = town().await;
    let token = issued(&accounts, "noor", 2).await.unwrap();
    let (noor, _) = accounts.exchange(&token.secret).await.unwrap();
    let first = accounts.tokens(&noor).await.unwrap()[0].used;
    assert_eq!(first, Some(accounts.clock.now()));
    accounts.clock.advance(TimeDelta::minutes(1));
    accounts.exchange(&token.secret).await.unwrap();
    assert_eq!(accounts.tokens(&noor).await.unwrap()[0].used, first);
    accounts.clock.advance(TimeDelta::minutes(4));
    accounts.exchange(&token.secret).await.unwrap();
    assert_eq!(
        accounts.tokens(&noor).await.unwrap()[0].used,
        Some(accounts.clock.now())
    );
}

#[tokio::test]
async fn nobody_has_more_tokens_than_anyone_may() {
    let accounts = town().await;
    for _ in 0..crate::AccessToken::MOST {
        issued(&accounts, "noor", 1).await.unwrap();
    }
    let refused = issued(&accounts, "noor", 1).await;
    assert!(
        matches!(refused, Err(AccountsError::TooManyTokens)),
        "{refused:?}"
    );
    assert!(issued(&accounts, "ria", 1).await.is_ok());
    accounts.clock.advance(TimeDelta::hours(1));
    assert!(issued(&accounts, "noor", 1).await.is_ok());
}

#[tokio::test]
async fn a_child_and_a_stranger_get_no_token() {
    let accounts = town().await;
    assert!(matches!(
        issued(&accounts, "tijn", 1).await,
        Err(AccountsError::ParentConsentNeeded)
    ));
    assert!(matches!(
        issued(&accounts, "nobody", 1).await,
        Err(AccountsError::PersonUnknown)
    ));
}

#[tokio::test]
async fn a_key_that_leaked_makes_no_keys_and_ends_nothing() {
    let accounts = town().await;
    let key = issued(&accounts, "vera", 2).await.unwrap();
    let (script, _) = accounts.exchange(&key.secret).await.unwrap();
    let hours = Hours::DEFAULT;
    let made = accounts
        .make_my_pat(&script, TokenLabel::command_line(), hours)
        .await
        .map(drop);
    let noor = id("noor");
    let moderator = nouns::Role::Moderator;
    let everywhere = contract::Scope::Everywhere;
    let until = Some("2026-06-01".parse().unwrap());
    for (what, answer) in [
        ("a key", made),
        (
            "ending a key",
            accounts.revoke_pat(&script, &key.token.id).await,
        ),
        (
            "ending a session",
            accounts.end_session(&script, &key.token.id).await,
        ),
        ("going away", accounts.erase(&script).await.map(drop)),
        (
            "a way back",
            accounts.make_recovery(&script, &noor).await.map(drop),
        ),
        (
            "a role of trust",
            accounts
                .give_role(&script, &noor, moderator, &everywhere, until)
                .await,
        ),
        (
            "a consent",
            accounts
                .set_consent(&script, crate::Purpose::ALL[0], true)
                .await
                .map(drop),
        ),
    ] {
        assert!(
            matches!(answer, Err(AccountsError::InPersonOnly)),
            "{what}: {answer:?}"
        );
    }
    // What is no trust over others a script may give.
    accounts
        .give_role(&script, &noor, nouns::Role::Maatje, &everywhere, None)
        .await
        .unwrap();
    assert!(accounts.exchange(&key.secret).await.is_ok());
}
