use super::*;

#[tokio::test]
async fn a_role_model_is_no_turn_of_who_goes_first() {
    let town = Town::new().await;
    let noor = town.student("noor");
    let mut wanted = choices("seeks");
    wanted.relations.push("rolmodel".to_owned());
    town.fill_in(&noor, &wanted).await;
    let hanna = town.helper("hanna", |_| {}).await;
    let abdel = town
        .helper("abdel", |offered| {
            offered.relations = vec!["rolmodel".to_owned()];
        })
        .await;
    let matched_with = async |helper: &Caller| {
        let id = town.ask(&noor, helper, None).await.unwrap();
        let yes = town.matching.answer(helper, &id, &Answer::Yes).await;
        yes.unwrap();
        id
    };
    let first = async || {
        let own = vec!["noor".to_owned()];
        town.matching.first_at_rematch(own).await.unwrap().len()
    };
    let end = async |id: &RequestId| {
        let ended = town.matching.close(&noor, id, "geen-tijd").await;
        ended.unwrap();
    };
    let talked = matched_with(&abdel).await;
    end(&talked).await;
    assert_eq!(first().await, 0, "nothing was lost");
    let ended = matched_with(&hanna).await;
    end(&ended).await;
    assert_eq!(first().await, 1);
    matched_with(&abdel).await;
    assert_eq!(first().await, 1, "the turn stays for a buddy");
    matched_with(&hanna).await;
    assert_eq!(first().await, 0);
}

#[tokio::test]
async fn an_end_thanks_counts_and_lets_a_student_without_their_goal_go_first() {
    let pair = Pair::new().await;
    let matching = pair.matching();
    assert_eq!(
        refused(matching.thank(&pair.noor, &pair.id, "voor-je-tijd").await),
        "conversation.ended"
    );
    pair.agree().await;
    pair.wait(TimeDelta::days(1)).await;
    matching
        .close(&pair.hanna, &pair.id, "geen-tijd")
        .await
        .unwrap();
    assert!(
        pair.invitation()
            .await
            .unwrap()
            .contains("STATUS:CANCELLED"),
        "no date stands"
    );
    matching
        .thank(&pair.noor, &pair.id, "voor-je-tijd")
        .await
        .unwrap();
    assert_eq!(
        refused(matching.thank(&pair.noor, &pair.id, "fijn-gepraat").await),
        "thanks.said"
    );
    let seen = pair.seen(&pair.hanna).await;
    assert_eq!(seen.thanks.theirs.as_deref(), Some("voor-je-tijd"));
    let people = || vec!["hanna".to_owned(), "noor".to_owned(), "sam".to_owned()];
    let first = matching.first_at_rematch(people()).await.unwrap();
    assert_eq!(first.len(), 1);
    assert_eq!(
        (first[0].0.as_str(), first[0].1),
        ("noor", pair.town.clock.now())
    );
    let until = pair.seen(&pair.noor).await.goes_first_until;
    assert_eq!(until, Some(pair.town.clock.now() + TimeDelta::days(90)));
    assert_eq!(pair.seen(&pair.hanna).await.goes_first_until, None);
    // The next yes uses it up.
    let id = pair.town.ask(&pair.noor, &pair.hanna, None).await.unwrap();
    matching
        .answer(&pair.hanna, &id, &Answer::Yes)
        .await
        .unwrap();
    assert_eq!(matching.first_at_rematch(people()).await.unwrap().len(), 0);
    // A good end needs no second turn, and helps others.
    matching
        .close(&pair.noor, &id, "doel-bereikt")
        .await
        .unwrap();
    assert_eq!(matching.first_at_rematch(people()).await.unwrap().len(), 0);
    let helps = matching.helper_beginning(&pair.noor, &id).await.unwrap();
    assert_eq!((helps.side.as_str(), helps.capacity), ("helps", 1));
    assert!(matching.helper_beginning(&pair.hanna, &id).await.is_err());
    // Both matches are counted, without a person.
    let surql = "SELECT VALUE days FROM lasting WHERE days != NONE ORDER BY days; SELECT * OMIT id FROM lasting";
    let mut rows = matching.store.db.read(surql).await.unwrap();
    assert_eq!(rows.take::<Vec<i64>>(0).unwrap(), [0, 1]);
    let coordinator = pair.town.caller("ria", Role::Coordinator);
    let table = matching.lasting(&coordinator, None).await.unwrap();
    assert_eq!(table.matches, 0, "they began less than three months ago");
    pair.wait(TimeDelta::days(91)).await;
    let table = matching.lasting(&coordinator, None).await.unwrap();
    assert_eq!(table.matches, 2);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.with.is_none() && row.without.is_none()),
        "too few to tell"
    );
    assert_eq!(
        refused(matching.lasting(&pair.noor, None).await),
        "coordinators.only"
    );
}

#[tokio::test]
async fn what_the_two_have_in_common_is_kept_as_it_was_then() {
    let town = Town::new().await;
    let noor = town.student("noor");
    let mut wants = choices("seeks");
    wants.goals_wanted = vec!["planning".to_owned()];
    wants.study_field = Some("09".to_owned());
    wants.languages = vec!["nl".to_owned(), "tr".to_owned()];
    town.fill_in(&noor, &wants).await;
    let hanna = town
        .helper("hanna", |offers| {
            offers.goals_offered = vec!["planning".to_owned(), "engels".to_owned()];
            offers.study_field = Some("09".to_owned());
            offers.languages = vec!["tr".to_owned()];
        })
        .await;
    let pair = Pair::matched(town, noor, hanna).await;
    let mut changed = wants.clone();
    changed.study_field = Some("01".to_owned());
    pair.town.fill_in(&pair.noor, &changed).await;
    let read = pair
        .matching()
        .store
        .db
        .read("SELECT VALUE fit FROM lasting");
    let fit: Vec<i64> = read.await.unwrap().take(0).unwrap();
    assert_eq!(fit, [1 + 4 + 8]);
}

#[tokio::test]
async fn a_block_ends_what_was_planned() {
    let pair = Pair::new().await;
    pair.agree().await;
    pair.matching()
        .block(&pair.hanna, &pair.noor.person)
        .await
        .unwrap();
    let seen = pair.seen(&pair.noor).await;
    assert_eq!((seen.plan.agreed, seen.may.len()), (None, 0));
    assert_eq!(
        refused(pair.propose_at(&pair.hanna, &[], "school").await),
        "conversation.ended"
    );
    let thanks = pair
        .matching()
        .thank(&pair.noor, &pair.id, "voor-je-tijd")
        .await;
    assert_eq!(refused(thanks), "conversation.ended");
    let told = pair.told(&pair.noor).await.len();
    pair.wait(TimeDelta::days(30)).await;
    assert_eq!(
        pair.told(&pair.noor).await.len(),
        told,
        "nothing more comes of it"
    );
}

#[tokio::test]
async fn who_is_erased_leaves_no_plan_goal_or_answer() {
    let pair = Pair::new().await;
    let round = pair.asked_how_it_goes().await;
    pair.agree().await;
    pair.matching()
        .share_goal(&pair.hanna, &pair.id, "planning")
        .await
        .unwrap();
    let step = AddStep {
        goal: "planning".to_owned(),
        step: Some("plan-maken".to_owned()),
        ..AddStep::default()
    };
    pair.matching()
        .add_step(&pair.hanna, &pair.id, &step)
        .await
        .unwrap();
    pair.say(&pair.hanna, round, "goed", true).await.unwrap();
    let person = PersonId::parse("hanna").unwrap();
    let now = pair.town.clock.now();
    let store = &pair.matching().store;
    store.erase(2, person.as_str(), now).await.unwrap();
    let surql = "SELECT VALUE record::id(id) FROM together; SELECT VALUE n FROM step; SELECT VALUE round FROM check_in";
    let mut left = store.db.read(surql).await.unwrap();
    assert_eq!(left.take::<Vec<String>>(0).unwrap().len(), 0);
    assert_eq!(left.take::<Vec<i64>>(1).unwrap().len(), 0);
    assert_eq!(left.take::<Vec<i64>>(2).unwrap().len(), 0);
    assert!(!store.db.dump().await.unwrap().lines.contains("hanna\""));
    let first = pair
        .matching()
        .first_at_rematch(vec!["noor".to_owned()])
        .await;
    assert_eq!(first.unwrap().len(), 1, "whoever stays goes first");
    assert!(
        pair.matching()
            .together(&pair.noor, &pair.id)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn strangers_find_nothing() {
    let pair = Pair::new().await;
    let stranger = pair.town.student("sam");
    assert!(matches!(
        pair.matching().together(&stranger, &pair.id).await,
        Err(MatchingError::NotFound)
    ));
    assert!(matches!(
        pair.propose_stranger(&stranger).await,
        Err(MatchingError::NotFound)
    ));
    let waiting = pair.town.helper("tariq", |_| {}).await;
    let open = pair
        .town
        .ask(&stranger_with_profile(&pair).await, &waiting, None)
        .await
        .unwrap();
    assert!(
        pair.matching().together(&waiting, &open).await.is_err(),
        "not before a yes"
    );
}
