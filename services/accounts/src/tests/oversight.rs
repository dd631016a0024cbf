//! What an administrator does to accounts of others, and how a site gets its first one.

use contract::{Caller, Grant, Means, Scope};
use nouns::Role;

use crate::roles::Deed;
use crate::testing::{caller, id, town};
use crate::{Accounts, AccountsError, Device, Hours, Secret, TokenLabel};

fn admin() -> Caller {
    Caller {
        roles: vec![Grant {
            role: Role::Beheerder,
            scope: Scope::Everywhere,
        }],
        ..caller("vera")
    }
}

async fn plays(accounts: &Accounts, key: &str) -> Secret {
    let device = Device::of("Firefox, Android");
    let started = accounts.play(&id(key), device, None, true).await;
    started.unwrap().secret
}

#[tokio::test]
async fn an_administrator_ends_every_session_and_key_and_the_person_sees_it() {
    let accounts = town().await;
    let (one, other) = (
        plays(&accounts, "noor").await,
        plays(&accounts, "noor").await,
    );
    let ria = plays(&accounts, "ria").await;
    let key = accounts
        .issue_pat(&id("noor"), TokenLabel::command_line(), Hours::DEFAULT)
        .await
        .unwrap();
    accounts
        .sign_out_everywhere(&admin(), &id("noor"))
        .await
        .unwrap();
    for session in [&one, &other] {
        let answer = accounts.resolve(session).await.map(drop);
        assert!(matches!(answer, Err(AccountsError::Ended)), "{answer:?}");
    }
    let answer = accounts.exchange(&key.secret).await.map(drop);
    assert!(matches!(answer, Err(AccountsError::Ended)), "{answer:?}");
    assert!(accounts.resolve(&ria).await.is_ok());

    let seen = accounts.account_deeds(&caller("noor")).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (seen[0].deed.as_str(), seen[0].at),
        ("signed-out", accounts.clock.now())
    );
    assert!(
        accounts
            .account_deeds(&caller("ria"))
            .await
            .unwrap()
            .is_empty()
    );
    // They come in again as always.
    let again = plays(&accounts, "noor").await;
    assert!(accounts.resolve(&again).await.is_ok());
}

#[tokio::test]
async fn nobody_else_signs_others_out_and_no_script_does() {
    let accounts = town().await;
    let noor = plays(&accounts, "noor").await;
    for by in [caller("ria"), caller("noor")] {
        let answer = accounts.sign_out_everywhere(&by, &id("noor")).await;
        assert!(
            matches!(answer, Err(AccountsError::SignOutNotYours)),
            "{answer:?}"
        );
    }
    let script = Caller {
        means: Means::Key,
        ..admin()
    };
    let answer = accounts.sign_out_everywhere(&script, &id("noor")).await;
    assert!(
        matches!(answer, Err(AccountsError::InPersonOnly)),
        "{answer:?}"
    );
    let answer = accounts.sign_out_everywhere(&admin(), &id("nobody")).await;
    assert!(matches!(answer, Err(AccountsError::RoleWho)), "{answer:?}");
    assert!(accounts.resolve(&noor).await.is_ok());
}

#[tokio::test]
async fn the_command_line_makes_a_first_administrator_and_says_so() {
    let accounts = town().await;
    let noor = id("noor");
    let until = Some("2026-08-31".parse().unwrap());
    let give = async |role, scope: Scope, until| {
        accounts
            .give_role_by_command(&noor, role, &scope, until)
            .await
    };
    let without_end = give(Role::Beheerder, Scope::Everywhere, None).await;
    assert!(
        matches!(without_end, Err(AccountsError::RoleUntil)),
        "{without_end:?}"
    );
    let misplaced = give(Role::Coordinator, Scope::Everywhere, until).await;
    assert!(
        matches!(misplaced, Err(AccountsError::RolePlace)),
        "{misplaced:?}"
    );
    give(Role::Beheerder, Scope::Everywhere, until)
        .await
        .unwrap();

    let known = accounts.me(&caller("noor")).await.unwrap();
    let held = known.roles.iter().find(|held| held.role == Role::Beheerder);
    assert!(held.is_some_and(|held| held.given_by.is_none() && held.until.is_some()));
    let history = accounts.roles(&caller("noor")).await.unwrap().history;
    assert_eq!(history[0].deed, Deed::GivenByCommand);
}
