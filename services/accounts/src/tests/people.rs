use chrono::TimeDelta;
use contract::{Age, Scope};
use nouns::Role;

use crate::testing::{id, people, somebody, start, town, without_people};
use crate::{AccountsError, NewRole};

#[tokio::test]
async fn people_are_found_by_id_and_by_address() {
    let accounts = town().await;
    let by_id = accounts.find("noor").await.unwrap().unwrap();
    assert_eq!(by_id.person, people()[0].person);
    assert_eq!(
        accounts.find(" Noor@School.example ").await.unwrap(),
        Some(by_id)
    );
    assert_eq!(accounts.find("nobody@school.example").await.unwrap(), None);
    assert_eq!(accounts.find("").await.unwrap(), None);
}

#[tokio::test]
async fn planting_twice_changes_nothing() {
    let accounts = town().await;
    assert!(!accounts.is_empty().await.unwrap());
    assert_eq!(accounts.plant(people()).await.unwrap(), 0);
    let entries = accounts.store.database().log_after(0, 10).await.unwrap();
    assert_eq!(entries.len(), people().len());
    assert!(entries.iter().all(|entry| entry.topic == "standing"));
}

#[tokio::test]
async fn an_empty_service_says_so() {
    assert!(without_people().await.is_empty().await.unwrap());
}

#[tokio::test]
async fn two_people_cannot_share_an_address() {
    let accounts = town().await;
    let mut other = somebody("noortje", 2005, Role::Student, Scope::Everywhere);
    other.person.email.clone_from(&people()[0].person.email);
    let refused = accounts.plant(vec![other]).await;
    assert!(
        matches!(refused, Err(AccountsError::EmailTaken)),
        "{refused:?}"
    );
    assert_eq!(accounts.find("noortje").await.unwrap(), None);
}

#[tokio::test]
async fn many_people_go_in_at_once() {
    let accounts = without_people().await;
    let many = (0..450).map(|n| somebody(&format!("p{n}"), 2005, Role::Student, Scope::Everywhere));
    assert_eq!(accounts.plant(many.collect()).await.unwrap(), 450);
    assert!(accounts.find("p449").await.unwrap().is_some());
}

#[tokio::test]
async fn a_caller_carries_roles_that_count_and_an_age() {
    let accounts = without_people().await;
    let mut jaimy = somebody("jaimy", 2009, Role::Student, Scope::Everywhere);
    let until = Some(start() + TimeDelta::hours(1));
    jaimy.roles.push(NewRole {
        role: Role::Maatje,
        scope: Scope::Programme("p1".to_owned()),
        until,
    });
    accounts.plant(vec![jaimy]).await.unwrap();

    let caller = accounts
        .mint(&id("jaimy"), None, contract::Means::Session)
        .await
        .unwrap()
        .caller;
    assert_eq!(caller.age, Age::Minor);
    assert!(caller.is(Role::Student) && caller.is(Role::Maatje));
    accounts.clock.advance(TimeDelta::hours(1));
    let minted = accounts
        .mint(&id("jaimy"), None, contract::Means::Session)
        .await
        .unwrap();
    let (caller, token) = (minted.caller, minted.token);
    assert!(caller.is(Role::Student) && !caller.is(Role::Maatje));
    let seen = accounts
        .verifier()
        .verify(token.as_str(), accounts.clock.now())
        .unwrap();
    assert_eq!(seen, caller);
}
