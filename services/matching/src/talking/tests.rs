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
async fn before_a_yes_there_is_no_conversation() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let hanna = town.helper("hanna", |_| {}).await;
    let id = town.ask(&noor, &hanna, None).await.unwrap();
    assert!(gone(&town.matching.send(&noor, &id, &new(1, "Hoi")).await));
    assert!(gone(
        &town.matching.conversation(&hanna, &id, Which::Last).await
    ));
}

#[tokio::test]
async fn what_is_stored_says_nothing_and_another_key_reads_nothing() {
    let town = Town::new().await;
    let (noor, _, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Kwikstaartgeheim").await;
    let dump = town.matching.store.db.dump().await.unwrap();
    assert!(
        dump.lines.contains(new(1, "x").id.as_str()),
        "the message is stored"
    );
    assert!(!dump.lines.contains("Kwikstaart"), "{}", dump.lines);
    assert_eq!(
        reads(&town.replica().await, &noor, &id).await,
        ["you: Kwikstaartgeheim"]
    );
    let other = town.replica_with(Vault::ephemeral().unwrap()).await;
    assert!(matches!(other.err(), Some(MatchingError::OtherKey)));
}

#[tokio::test]
async fn rows_that_change_places_are_not_read() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Ja").await;
    say(&town, &hanna, &id, 2, "Nee").await;
    let swap = "LET $a = (SELECT VALUE sealed FROM ONLY type::record('message', [$id, $first]));
        UPDATE type::record('message', [$id, $second]) SET sealed = $a RETURN NONE";
    let bound = crate::store::Bound::new()
        .with("id", id.as_str())
        .with("first", new(1, "x").id.as_str())
        .with("second", new(2, "x").id.as_str());
    let store = &town.matching.store;
    store
        .db
        .transact("swapping", swap, bound.done())
        .await
        .unwrap();
    let read = town.matching.conversation(&noor, &id, Which::Last).await;
    assert!(matches!(read, Err(MatchingError::Unopened(_))), "{read:?}");
}

#[tokio::test]
async fn pressing_twice_sends_once_and_another_text_is_not_lost() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let hello = new(1, "Hoi!");
    let presses = (0..5).map(|_| town.matching.send(&noor, &id, &hello));
    for sending in together(presses).await {
        let sending = sending.unwrap();
        assert_eq!(
            (sending.state.as_str(), sending.message.unwrap().n),
            ("sent", 1)
        );
    }
    assert_eq!(reads(&town.matching, &hanna, &id).await, ["other: Hoi!"]);
    let other_text = town.matching.send(&noor, &id, &new(1, "Iets anders")).await;
    assert_eq!(conflict(other_text), "message.sent");
    let taken = town.matching.send(&hanna, &id, &new(1, "Hoi!")).await;
    assert_eq!(conflict(taken), "message.sent");
}

#[tokio::test]
async fn two_who_write_at_once_are_both_heard_in_one_order() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let other = town.replica().await;
    let sends = (1..=20).map(|number| {
        let (by, matching) = if number % 2 == 0 {
            (&noor, &*town.matching)
        } else {
            (&hanna, &other)
        };
        let (id, message) = (&id, new(number, &format!("bericht {number}")));
        async move { matching.send(by, id, &message).await }
    });
    let mut numbers: Vec<u32> = together(sends)
        .await
        .into_iter()
        .map(|sending| sending.unwrap().message.unwrap().n)
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
    let (mine, theirs) = (
        reads(&town.matching, &noor, &id).await,
        reads(&other, &hanna, &id).await,
    );
    let words = |lines: Vec<String>| -> Vec<String> {
        lines
            .iter()
            .filter_map(|line| Some(line.split_once(": ")?.1.to_owned()))
            .collect()
    };
    assert_eq!(words(mine), words(theirs));
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

#[tokio::test]
async fn nobody_floods_another() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    for number in 1..=100 {
        say(&town, &noor, &id, number, "Hoi").await;
    }
    let more = town.matching.send(&noor, &id, &new(101, "Hoi")).await;
    assert_eq!(conflict(more), "message.too-many");
    assert_eq!(say(&town, &hanna, &id, 102, "Rustig").await, "sent");
    town.clock.advance(TimeDelta::minutes(61));
    assert_eq!(say(&town, &noor, &id, 101, "Hoi").await, "sent");
}

#[tokio::test]
async fn after_the_end_or_a_block_it_is_read_only() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    town.matching.block(&hanna, &noor.person).await.unwrap();
    for by in [&noor, &hanna] {
        assert_eq!(reads(&town.matching, by, &id).await.len(), 1);
        let more = town.matching.send(by, &id, &new(2, "Nog iets")).await;
        assert_eq!(conflict(more), "conversation.ended");
    }
    let list = async |by| town.matching.conversations(by).await.unwrap().conversations;
    assert_eq!(list(&noor).await[0].stand, "ended", "it looks like an end");
    assert!(
        list(&hanna).await.is_empty(),
        "who blocks does not see it any more"
    );
}

#[tokio::test]
async fn a_block_counts_in_the_transaction_too() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    let row = town
        .matching
        .store
        .conversation(id.as_str())
        .await
        .unwrap()
        .unwrap();
    town.matching.block(&hanna, &noor.person).await.unwrap();
    let message = new(2, "Nog iets");
    let late = NewMessageRow {
        conversation: id.as_str(),
        id: message.id.as_str(),
        person: "noor",
        sealed: "AAAA",
        key: &row.key,
    };
    let done = town
        .matching
        .store
        .add_message(late, town.clock.now())
        .await;
    assert!(matches!(done, Err(StoreError::Thrown(name)) if name == "ended"));
}

#[tokio::test]
async fn who_withdraws_gets_no_messages_and_both_hear_it_kindly() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    town.agree(&hanna, false).await;
    let refused = town.matching.send(&noor, &id, &new(2, "Ben je er?")).await;
    assert_eq!(conflict(refused), "conversation.paused");
    let own = town.matching.send(&hanna, &id, &new(3, "Ja")).await;
    assert_eq!(conflict(own), "conversation.paused-by-you");
    assert_eq!(reads(&town.matching, &hanna, &id).await.len(), 1);
    town.agree(&hanna, true).await;
    assert_eq!(say(&town, &noor, &id, 2, "Ben je er?").await, "sent");
}

#[tokio::test]
async fn a_minor_is_warned_and_an_adult_leads_no_minor_outside() {
    let town = Town::new().await;
    let fenna = town.minor("fenna");
    town.fill_in(&fenna, &choices("seeks")).await;
    let (fenna, hanna, id) = matched(&town, fenna).await;
    let number = new(1, "Bel me op 06 12345678");
    let warned = town.matching.send(&fenna, &id, &number).await.unwrap();
    assert_eq!(warned.state, "warned");
    assert_eq!(
        warned.seen,
        [Seen {
            kind: "phone".to_owned(),
            words: "06 12345678".to_owned()
        }]
    );
    assert!(
        reads(&town.matching, &hanna, &id).await.is_empty(),
        "nothing was sent"
    );
    let sure = NewMessage {
        sure: true,
        ..number
    };
    assert_eq!(
        town.matching.send(&fenna, &id, &sure).await.unwrap().state,
        "sent"
    );
    for text in ["Mail hanna@school.nl", "Kijk op www.hanna.nl", "@hanna.07"] {
        let sure = NewMessage {
            sure: true,
            ..new(2, text)
        };
        let refused = town.matching.send(&hanna, &id, &sure).await.unwrap();
        assert_eq!(
            (refused.state.as_str(), refused.message),
            ("refused", None),
            "{text}"
        );
    }
    assert_eq!(
        say(&town, &hanna, &id, 2, "Tot dinsdag op school!").await,
        "sent"
    );
    assert_eq!(reads(&town.matching, &fenna, &id).await.len(), 2);
}

#[tokio::test]
async fn a_minors_conversation_waits_when_the_certificate_ends() {
    let town = Town::new().await;
    let fenna = town.minor("fenna");
    town.fill_in(&fenna, &choices("seeks")).await;
    let (fenna, hanna, id) = matched(&town, fenna).await;
    say(&town, &fenna, &id, 1, "Hoi").await;
    town.clock.advance(TimeDelta::days(800));
    for by in [&fenna, &hanna] {
        let more = town.matching.send(by, &id, &new(2, "Hoi")).await;
        assert_eq!(conflict(more), "conversation.certificate");
    }
}

#[tokio::test]
async fn two_adults_only_hear_what_it_is() {
    let town = Town::new().await;
    let (noor, _, id) = pair(&town).await;
    let sending = town
        .matching
        .send(&noor, &id, &new(1, "Bel 0612345678"))
        .await
        .unwrap();
    assert_eq!((sending.state.as_str(), sending.seen.len()), ("sent", 1));
}

#[tokio::test]
async fn who_waits_hears_at_once_and_not_of_other_conversations() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let long = Duration::from_secs(15);
    let started = Instant::now();
    let waiting = town
        .matching
        .conversation_after(&hanna, &id, 0, Some("open"), long);
    let sending = async {
        tokio::task::yield_now().await;
        town.matching.send(&noor, &id, &new(1, "Hoi")).await
    };
    let (seen, sent) = tokio::join!(waiting, sending);
    sent.unwrap();
    assert_eq!(seen.unwrap().messages.len(), 1);
    assert!(
        started.elapsed() < crate::waiting::LOOK_AGAIN,
        "{:?}",
        started.elapsed()
    );
    let nothing = town
        .matching
        .conversation_after(&hanna, &id, 1, Some("open"), Duration::ZERO);
    assert!(nothing.await.unwrap().messages.is_empty());
}

#[tokio::test]
async fn who_waits_hears_another_process_and_a_block_within_seconds() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let other = town.replica().await;
    let long = Duration::from_secs(15);
    let waiting = town
        .matching
        .conversation_after(&hanna, &id, 0, Some("open"), long);
    let hello = new(1, "Hoi");
    let (seen, sent) = tokio::join!(waiting, other.send(&noor, &id, &hello));
    sent.unwrap();
    assert_eq!(seen.unwrap().messages.len(), 1);
    let started = Instant::now();
    let waiting = town
        .matching
        .conversation_after(&hanna, &id, 1, Some("open"), long);
    let (seen, blocked) = tokio::join!(waiting, town.matching.block(&noor, &hanna.person));
    blocked.unwrap();
    assert_eq!(seen.unwrap().stand, "ended");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_moderator_reads_what_was_reported_and_its_author_hears_that() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Een").await;
    say(&town, &hanna, &id, 2, "Iets grofs").await;
    let mo = town.caller("mo", Role::Moderator);
    let message = new(2, "x").id;
    assert!(gone(
        &town.matching.reported_message(&mo, &id, &message).await
    ));
    assert!(
        gone(&town.matching.report_message(&hanna, &id, &message).await),
        "one's own"
    );
    town.matching
        .report_message(&noor, &id, &message)
        .await
        .unwrap();
    let single = town.matching.message(&noor, &id, &message).await.unwrap();
    assert_eq!(single.author, "hanna");
    let read = town
        .matching
        .reported_message(&mo, &id, &message)
        .await
        .unwrap();
    assert_eq!(read.text, "Iets grofs");
    let first = new(1, "x").id;
    assert!(
        gone(&town.matching.reported_message(&mo, &id, &first).await),
        "not reported"
    );
    assert!(
        gone(&town.matching.reported_message(&noor, &id, &message).await),
        "no moderator"
    );
    assert!(gone(
        &town.matching.conversation(&mo, &id, Which::Last).await
    ));
    let news = town.matching.requests(&hanna).await.unwrap().notices;
    assert!(news.iter().any(|notice| notice.what == "message-read"));
}

#[tokio::test]
async fn who_takes_everything_along_gets_it_readable() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi Hanna").await;
    say(&town, &hanna, &id, 2, "Hoi Noor").await;
    let about = town.matching.about_me(&noor).await.unwrap();
    let rows = about.tables["conversation"]["rows"].as_array().unwrap();
    assert_eq!(
        (rows[0]["by"].as_str(), rows[0]["text"].as_str()),
        (Some("you"), Some("Hoi Hanna"))
    );
    assert_eq!(
        (rows[1]["by"].as_str(), rows[1]["text"].as_str()),
        (Some("other"), Some("Hoi Noor"))
    );
    let text = about.tables.to_string();
    assert!(
        !text.contains("sealed") && !text.contains("\"key\""),
        "{text}"
    );
    assert!(
        about
            .stays
            .iter()
            .any(|stays| stays.what == "conversations")
    );
}

#[tokio::test]
async fn who_is_erased_takes_their_words_along_and_the_last_takes_the_key() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi Hanna").await;
    say(&town, &hanna, &id, 2, "Hoi Noor").await;
    say(&town, &hanna, &id, 3, "Ben je er?").await;
    say(&town, &noor, &id, 4, "Ja").await;
    let store = &town.matching.store;
    store.erase(2, "hanna", town.clock.now()).await.unwrap();
    let left = reads(&town.matching, &noor, &id).await;
    assert_eq!(left, ["you: Hoi Hanna", "removed: ", "you: Ja"]);
    let more = town.matching.send(&noor, &id, &new(5, "Hallo?")).await;
    assert_eq!(conflict(more), "conversation.ended");
    assert_eq!(
        town.matching
            .conversations(&noor)
            .await
            .unwrap()
            .conversations
            .len(),
        1
    );
    store.erase(3, "noor", town.clock.now()).await.unwrap();
    assert!(store.conversation(id.as_str()).await.unwrap().is_none());
    let dump = store.db.dump().await.unwrap();
    assert!(!dump.lines.contains("\"message\""), "{}", dump.lines);
}

#[tokio::test]
async fn a_conversation_ends_a_year_after_its_last_message_and_not_while_the_match_runs() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Hoi").await;
    let matching = &town.matching;
    matching.met(&noor, &id).await.unwrap();
    town.clock.advance(TimeDelta::days(366));
    matching.catch_up().await.unwrap();
    assert_eq!(
        reads(matching, &hanna, &id).await.len(),
        1,
        "the match runs"
    );
    say(&town, &hanna, &id, 2, "Nog steeds").await;
    matching.close(&hanna, &id, "doel-bereikt").await.unwrap();
    town.clock.advance(TimeDelta::days(364));
    matching.catch_up().await.unwrap();
    assert_eq!(reads(matching, &noor, &id).await.len(), 2);
    town.clock.advance(TimeDelta::days(2));
    matching.catch_up().await.unwrap();
    assert!(
        matching
            .store
            .conversation(id.as_str())
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        matching
            .store
            .messages(id.as_str(), 0, 9)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn what_is_planted_was_sent() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    let planted = |by: &Caller, number: u32, text: &str| PlantedMessage {
        by: by.person.clone(),
        id: new(number, text).id,
        text: new(number, text).text,
        at: town.clock.now(),
    };
    let messages = [planted(&noor, 1, "Hoi"), planted(&hanna, 2, "Hoi!")];
    town.matching.plant_messages(&id, &messages).await.unwrap();
    assert_eq!(reads(&town.matching, &noor, &id).await.len(), 2);
}
