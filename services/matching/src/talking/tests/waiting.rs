//! Hearing of something new without reloading.

use super::*;

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
