//! When the two may write, and to whom it is shown.

use super::*;

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
