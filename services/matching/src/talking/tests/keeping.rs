//! What is taken along, erased, and kept.

use super::*;

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
    // A job has a key too, which opens nothing.
    let said = about.tables["conversation"].to_string();
    assert!(
        !text.contains("sealed") && !said.contains("\"key\""),
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
