use chrono::{NaiveDate, TimeDelta};
use contract::{Age, Caller, Grant, Scope};
use nouns::{Region, Role};

use crate::testing::{id, town};
use crate::{Accounts, AccountsError};

fn with(key: &str, role: Role, scope: Scope) -> Caller {
    Caller {
        person: id(key),
        name: key.to_owned(),
        roles: vec![Grant { role, scope }],
        school: None,
        region: None,
        age: Age::Adult,
        means: contract::Means::Session,
    }
}

fn ria() -> Caller {
    let utrecht = Scope::Region(Region::parse("NL-UT").unwrap());
    with("ria", Role::Coordinator, utrecht)
}

fn vera() -> Caller {
    with("vera", Role::Beheerder, Scope::Everywhere)
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

async fn roles_of(accounts: &Accounts, key: &str) -> Vec<Role> {
    let by = with(key, Role::Student, Scope::Everywhere);
    let roles = accounts.roles(&by).await.unwrap().mine;
    roles.into_iter().map(|held| held.role).collect()
}

#[tokio::test]
async fn a_role_is_given_seen_and_ended() {
    let accounts = town().await;
    let (noor, everywhere) = (id("noor"), Scope::Everywhere);
    accounts
        .give_role(&ria(), &noor, Role::Maatje, &everywhere, None)
        .await
        .unwrap();
    assert_eq!(
        roles_of(&accounts, "noor").await,
        [Role::Maatje, Role::Student]
    );
    let given = accounts.roles(&ria()).await.unwrap().given;
    assert_eq!((given.len(), given[0].name.as_str()), (1, "noor"));
    accounts
        .end_role(&ria(), &noor, Role::Maatje, &everywhere)
        .await
        .unwrap();
    assert_eq!(roles_of(&accounts, "noor").await, [Role::Student]);
    let by = with("noor", Role::Student, Scope::Everywhere);
    assert_eq!(accounts.roles(&by).await.unwrap().history.len(), 2);
}

#[tokio::test]
async fn a_role_with_rights_over_others_needs_an_end_within_a_year_and_ends_by_itself() {
    let accounts = town().await;
    let (noor, everywhere) = (id("noor"), Scope::Everywhere);
    for wrong in [None, day("2026-03-01"), day("2028-03-02")] {
        let refused = accounts
            .give_role(&vera(), &noor, Role::Moderator, &everywhere, wrong)
            .await;
        assert!(
            matches!(refused, Err(AccountsError::RoleUntil)),
            "{wrong:?}"
        );
    }
    accounts
        .give_role(
            &vera(),
            &noor,
            Role::Moderator,
            &everywhere,
            day("2026-03-03"),
        )
        .await
        .unwrap();
    assert!(roles_of(&accounts, "noor").await.contains(&Role::Moderator));
    accounts.clock.advance(TimeDelta::days(2));
    assert!(!roles_of(&accounts, "noor").await.contains(&Role::Moderator));
    accounts.catch_up().await.unwrap();
    let by = with("noor", Role::Student, Scope::Everywhere);
    let history = accounts.roles(&by).await.unwrap().history;
    assert_eq!(history.len(), 2, "the end stands in the history too");
}

#[tokio::test]
async fn nobody_gives_what_is_not_theirs_to_give() {
    let accounts = town().await;
    let (noor, everywhere) = (id("noor"), Scope::Everywhere);
    let student = with("tijn", Role::Student, Scope::Everywhere);
    for (by, role) in [(&ria(), Role::Moderator), (&student, Role::Maatje)] {
        let refused = accounts
            .give_role(by, &noor, role, &everywhere, day("2026-06-01"))
            .await;
        assert!(matches!(refused, Err(AccountsError::RoleNotYours)));
    }
    let nobody = accounts
        .give_role(&vera(), &id("niemand"), Role::Maatje, &everywhere, None)
        .await;
    assert!(matches!(nobody, Err(AccountsError::RoleWho)));
}

#[tokio::test]
async fn a_helper_of_a_programme_has_an_end_and_it_comes() {
    let accounts = town().await;
    let programme = Scope::Programme("voor-de-overstap".to_owned());
    let pia = with("ria", Role::Coordinator, programme.clone());
    let noor = id("noor");
    let endless = accounts.give_role(&pia, &noor, Role::Maatje, &programme, None);
    assert!(matches!(endless.await, Err(AccountsError::RoleUntil)));
    let last = day("2026-03-05");
    accounts
        .give_role(&pia, &noor, Role::Maatje, &programme, last)
        .await
        .unwrap();
    assert_eq!(
        roles_of(&accounts, "noor").await,
        [Role::Maatje, Role::Student]
    );
    accounts.clock.advance(TimeDelta::days(4));
    accounts.catch_up().await.unwrap();
    assert_eq!(roles_of(&accounts, "noor").await, [Role::Student]);
}
