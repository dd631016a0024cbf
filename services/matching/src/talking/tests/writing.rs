//! Writing, and what is in the store afterwards.

use super::*;

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
async fn the_key_of_the_installation_is_replaced_and_the_one_of_before_is_not_needed_again() {
    let town = Town::new().await;
    let (noor, hanna, id) = pair(&town).await;
    say(&town, &noor, &id, 1, "Voor de wissel").await;
    let new = format!("{}CQk=", "CQkJ".repeat(10));
    let alone = || Vault::from_base64(&new).unwrap();
    let refused = town.replica_with(alone()).await;
    assert!(matches!(refused.err(), Some(MatchingError::OtherKey)));

    let ring = alone().and_before(&town.vault());
    let replica = town.replica_with(ring).await.unwrap();
    assert_eq!(reads(&replica, &noor, &id).await, ["you: Voor de wissel"]);
    drop(replica);
    let replica = town.replica_with(alone()).await.unwrap();
    assert_eq!(
        reads(&replica, &hanna, &id).await,
        ["other: Voor de wissel"]
    );
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
