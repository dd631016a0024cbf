//! A draft becomes matches, each once.

use super::*;

#[tokio::test]
async fn a_published_draft_becomes_matches_once_and_all_hear() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    // An open request elsewhere ends with a notice.
    let (s1, los) = (town.student("s1"), town.student("b2"));
    let open = town.ask(&s1, &los, None).await.unwrap();
    town.drafted(&id).await;
    let ria = town.ria();
    town.matching
        .publish_draft(&ria, &id, &publish("best"))
        .await
        .unwrap();
    assert_eq!(
        conflict(town.edit(&id, "out", "s1", "").await),
        "draft.publishing"
    );
    let again = town
        .matching
        .publish_draft(&ria, &id, &publish("best"))
        .await;
    assert_eq!(
        again.unwrap().state,
        "published",
        "the worker was there in between"
    );
    assert_eq!(town.matches().await, 4);
    // Each has its plan, goals and check-ins from the start, as after a yes.
    let surql = "SELECT VALUE record::id(id) FROM together";
    let mut rows = town.matching.store.db.read(surql).await.unwrap();
    assert_eq!(rows.take::<Vec<String>>(0).unwrap().len(), 4);
    assert_eq!(town.state(&s1, &open).await, "withdrawn");
    let mine = town.matching.requests(&s1).await.unwrap();
    assert!(mine.notices.iter().any(|notice| notice.what == "placed"));
    let matched = mine
        .requests
        .iter()
        .find(|one| one.state == "matched")
        .unwrap();
    assert_eq!(matched.programme.as_deref(), Some(id.as_str()));
    let until = matched.step.as_ref().unwrap().until;
    assert_eq!((until - town.clock.now()).num_days(), 14);
    let news = town.matching.requests(&ria).await.unwrap().notices;
    assert_eq!(news[0].what, "programme-published");
    // The next round leaves out who has somebody, and nobody's place is given twice.
    town.drafted(&id).await;
    assert!(town.pairs(&id, "stable").await.is_empty());
    let board = town.matching.dashboard(&ria, &id, None, 1).await.unwrap();
    let matched = board
        .counts
        .iter()
        .find(|one| one.group == "matched")
        .unwrap();
    assert_eq!(matched.count, 4);
}

#[tokio::test]
async fn two_coordinators_two_processes_and_a_crash_make_no_match_twice() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    town.drafted(&id).await;
    let (ria, other) = (town.ria(), town.replica().await);
    let run =
        async |matching: &Matching| matching.publish_draft(&ria, &id, &publish("stable")).await;
    let (one, two) = tokio::join!(run(&town.matching), run(&other));
    assert!(one.is_ok() && two.is_ok());
    // A worker that dies after two pairs: the next one goes on from what is on disk.
    let draft = town
        .matching
        .store
        .draft(&id, "stable")
        .await
        .unwrap()
        .unwrap();
    let waiting = town.matching.store.to_place(&draft.run, 2).await.unwrap();
    let (_, programme) = town.matching.known_programme(&id).await.unwrap();
    let now = town.clock.now();
    for pair in &waiting {
        town.matching
            .publish_pair(&draft, &programme, pair, now)
            .await
            .unwrap();
    }
    assert_eq!(town.matches().await, 2);
    // Two processes at the same pairs at once.
    let rest = town.matching.store.to_place(&draft.run, 9).await.unwrap();
    let both = rest
        .iter()
        .flat_map(|pair| [(&*town.matching, pair), (&other, pair)]);
    let done =
        together(both.map(|(matching, pair)| matching.publish_pair(&draft, &programme, pair, now)))
            .await;
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    assert_eq!(town.matches().await, 4);
    town.matching.catch_up().await.unwrap();
    other.catch_up().await.unwrap();
    assert_eq!(town.matches().await, 4);
    let list = town.matching.drafts(&ria, &id).await.unwrap();
    let stable = list.drafts.iter().find(|one| one.rule == "stable").unwrap();
    assert_eq!(
        (stable.state.as_str(), stable.placed, stable.left),
        ("published", 4, 0)
    );
}

#[tokio::test]
async fn a_pair_that_no_longer_fits_is_left_out_and_says_so() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    town.drafted(&id).await;
    let pairs = town.pairs(&id, "best").await;
    let (student, buddy) = pairs.iter().find(|(student, _)| student == "s1").unwrap();
    let buddy = nouns::PersonId::parse(buddy.as_deref().unwrap()).unwrap();
    town.matching
        .block(&town.student(student), &buddy)
        .await
        .unwrap();
    let s2 = town.student("s2");
    town.agree(&s2, false).await;
    town.matching
        .publish_draft(&town.ria(), &id, &publish("best"))
        .await
        .unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.matches().await, 2);
    let page = town
        .matching
        .draft_pairs(&town.ria(), &id, "best", 1, "")
        .await
        .unwrap();
    let mut left: Vec<_> = page
        .pairs
        .iter()
        .filter(|pair| pair.state == "left")
        .map(|pair| (pair.student.id.as_str(), pair.reason.as_deref().unwrap()))
        .collect();
    left.sort_unstable();
    assert_eq!(
        left,
        [("s1", "not-fitting"), ("s2", "paused")],
        "a block is not told"
    );
}
