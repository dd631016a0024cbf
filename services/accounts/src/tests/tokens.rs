use chrono::TimeDelta;

use crate::testing::{id, town};
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
    let (noor, _) = accounts.exchange(&token.secret).await.unwrap();
    let other = issued(&accounts, "ria", 2).await.unwrap();
    let (ria, _) = accounts.exchange(&other.secret).await.unwrap();

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
