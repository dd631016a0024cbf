mod keeping;
mod mailing;
mod waiting;
mod who_may;
mod writing;

use chrono::TimeDelta;
use contract::matching::Seen;
use nouns::Role;
use store::StoreError;

use super::*;
use crate::answering::Answer;
use crate::conversation::{MessageId, MessageText};
use crate::store::NewMessageRow;
use crate::testing::{Town, choices, together};
use crate::{PlantedMessage, Vault};

fn conflict<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
    match result {
        Err(MatchingError::Conflict(code)) => code.name,
        other => panic!("no conflict but {other:?}"),
    }
}

fn gone<T: std::fmt::Debug>(result: &Result<T, MatchingError>) -> bool {
    matches!(result, Err(MatchingError::NotFound))
}

fn new(number: u32, text: &str) -> NewMessage {
    NewMessage {
        id: MessageId::parse(&format!("{number:032x}")).unwrap(),
        text: MessageText::parse(text).unwrap(),
        sure: false,
    }
}

/// Noor and Hanna, who said yes.
async fn pair(town: &Town) -> (Caller, Caller, RequestId) {
    let noor = town.seeker("noor").await;
    matched(town, noor).await
}

async fn matched(town: &Town, student: Caller) -> (Caller, Caller, RequestId) {
    let hanna = town.helper("hanna", |_| {}).await;
    town.record_vog(&hanna, "2028-01-01").await;
    let id = town.ask(&student, &hanna, None).await.unwrap();
    let yes = town.matching.answer(&hanna, &id, &Answer::Yes).await;
    yes.unwrap();
    (student, hanna, id)
}

async fn say(town: &Town, by: &Caller, id: &RequestId, number: u32, text: &str) -> String {
    let sending = town.matching.send(by, id, &new(number, text)).await;
    sending.unwrap().state
}

/// What somebody reads, as `you: Hoi`.
async fn reads(matching: &Matching, by: &Caller, id: &RequestId) -> Vec<String> {
    let talk = matching.conversation(by, id, Which::Last).await.unwrap();
    let line = |message: Message| format!("{}: {}", message.by, message.text.unwrap_or_default());
    talk.messages.into_iter().map(line).collect()
}

#[tokio::test]
async fn two_people_talk_and_nobody_else_hears_it() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi Hanna!").await;
    say(&town, &hanna, &id, 2, "Hoi Noor!").await;
    let matching = &town.matching;
    assert_eq!(
        reads(matching, &noor, &id).await,
        ["you: Hoi Hanna!", "other: Hoi Noor!"]
    );
    assert_eq!(
        reads(matching, &hanna, &id).await,
        ["other: Hoi Hanna!", "you: Hoi Noor!"]
    );
    let sem = town.seeker("sem").await;
    let omar = town.caller("omar", Role::Beheerder);
    for stranger in [&sem, &omar] {
        assert!(gone(
            &matching.conversation(stranger, &id, Which::Last).await
        ));
        assert!(gone(&matching.send(stranger, &id, &new(9, "Hoi")).await));
        assert!(gone(&matching.mark_read(stranger, &id, 1).await));
        assert!(gone(
            &matching.message(stranger, &id, &new(1, "x").id).await
        ));
        assert!(gone(
            &matching
                .report_message(stranger, &id, &new(1, "x").id)
                .await
        ));
        assert!(
            matching
                .conversations(stranger)
                .await
                .unwrap()
                .conversations
                .is_empty()
        );
    }
}

#[tokio::test]
async fn long_conversations_come_in_pages_that_join() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    for number in 1..=60 {
        say(&town, &noor, &id, number, &format!("{number}")).await;
    }
    let page = async |which| {
        let talk = town
            .matching
            .conversation(&hanna, &id, which)
            .await
            .unwrap();
        let numbers: Vec<u32> = talk.messages.iter().map(|message| message.n).collect();
        (numbers, talk.earlier)
    };
    assert_eq!(page(Which::Last).await, ((11..=60).collect(), true));
    assert_eq!(page(Which::Before(11)).await, ((1..=10).collect(), false));
    assert_eq!(page(Which::After(58)).await, (vec![59, 60], true));
    assert_eq!(page(Which::After(60)).await.0, Vec::<u32>::new());
}

#[tokio::test]
async fn what_is_new_counts_until_it_is_read() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let unread = async |by: &Caller| {
        let list = town.matching.conversations(by).await.unwrap().conversations;
        (list[0].unread, list[0].unread_since)
    };
    assert_eq!(unread(&hanna).await, (0, None));
    say(&town, &noor, &id, 1, "Een").await;
    let first = town.clock.now();
    town.clock.advance(TimeDelta::hours(1));
    say(&town, &noor, &id, 2, "Twee").await;
    assert_eq!(unread(&hanna).await, (2, Some(first)));
    assert_eq!(unread(&noor).await, (0, None));
    town.matching.mark_read(&hanna, &id, 1).await.unwrap();
    assert_eq!(unread(&hanna).await.0, 1);
    town.matching.mark_read(&hanna, &id, 99).await.unwrap();
    town.matching.mark_read(&hanna, &id, 1).await.unwrap();
    assert_eq!(unread(&hanna).await.0, 0);
}
