use super::*;

#[tokio::test]
async fn one_proposes_the_other_picks_and_both_have_the_date() {
    let pair = Pair::new().await;
    assert_eq!(refused(pair.propose(&pair.noor, &[]).await), "plan.moments");
    assert_eq!(
        refused(pair.propose(&pair.noor, &[0, 1, 2, 3]).await),
        "plan.moments"
    );
    pair.propose(&pair.noor, &[3, 1]).await.unwrap();
    assert!(
        pair.told(&pair.hanna)
            .await
            .contains(&"plan-proposed".to_owned())
    );
    assert_eq!(refused(pair.pick(&pair.noor, 0).await), "request.not-yours");
    let seen = pair.seen(&pair.hanna).await;
    assert!(seen.plan.options[0] < seen.plan.options[1] && !seen.plan.yours);
    assert!(seen.may.contains(&"pick".to_owned()));
    pair.pick(&pair.hanna, 1).await.unwrap();
    let agreed = seen.plan.options[1];
    for who in [&pair.noor, &pair.hanna] {
        let plan = pair.seen(who).await.plan;
        assert_eq!((plan.agreed, plan.options.len()), (Some(agreed), 0));
        assert_eq!(plan.agreed_place.as_deref(), Some("kansrijk"));
    }
    assert!(pair.invitation().await.unwrap().contains("SEQUENCE:0\r\n"));
}

#[tokio::test]
async fn a_date_moves_and_is_called_off_and_calendars_hear_of_it() {
    let pair = Pair::new().await;
    assert_eq!(pair.invitation().await, None);
    let first = pair.agree().await;
    let uid = |text: &str| {
        text.lines()
            .find(|line| line.starts_with("UID:"))
            .map(str::to_owned)
    };
    let before = pair.invitation().await.unwrap();
    pair.propose(&pair.hanna, &[9]).await.unwrap();
    assert_eq!(
        pair.seen(&pair.noor).await.plan.agreed,
        Some(first),
        "it stands until there is another"
    );
    assert_eq!(pair.invitation().await.unwrap(), before, "the same bytes");
    pair.pick(&pair.noor, 0).await.unwrap();
    let moved = pair.invitation().await.unwrap();
    assert!(moved.contains("SEQUENCE:1\r\n") && moved != before);
    assert_eq!(uid(&moved), uid(&before));
    let version = pair.seen(&pair.noor).await.plan.version;
    let off = SeenPlan { version };
    pair.matching()
        .call_off(&pair.noor, &pair.id, &off)
        .await
        .unwrap();
    let called_off = pair.invitation().await.unwrap();
    assert!(called_off.contains("SEQUENCE:2\r\n") && called_off.contains("METHOD:CANCEL\r\n"));
    assert_eq!(uid(&called_off), uid(&before));
    assert_eq!(
        refused(pair.matching().call_off(&pair.hanna, &pair.id, &off).await),
        "plan.changed"
    );
}

#[tokio::test]
async fn of_two_who_press_at_once_one_is_told_and_looks_again() {
    let pair = Pair::new().await;
    let version = pair.seen(&pair.noor).await.plan.version;
    let offers = pair.seen(&pair.noor).await.plan.offers;
    let new = |moment: usize| ProposePlan {
        version,
        moments: vec![offers[moment]],
        place: "school".to_owned(),
    };
    let other = pair.town.replica().await;
    other.catch_up().await.unwrap();
    let (one, two) = (new(1), new(2));
    let both = [
        (pair.matching(), &pair.noor, &one),
        (&other, &pair.hanna, &two),
    ];
    let done = together(
        both.into_iter()
            .map(|(matching, by, new)| matching.propose_to_meet(by, &pair.id, new)),
    )
    .await;
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1);
    let lost = done.into_iter().find(Result::is_err).unwrap();
    assert_eq!(refused(lost), "plan.changed");
    assert_eq!(pair.seen(&pair.noor).await.plan.version, version + 1);
}

#[tokio::test]
async fn nothing_fits_is_no_fault_and_leaves_the_plan_open() {
    let pair = Pair::new().await;
    pair.propose(&pair.noor, &[0]).await.unwrap();
    let seen = SeenPlan {
        version: pair.seen(&pair.hanna).await.plan.version,
    };
    pair.matching()
        .drop_proposal(&pair.hanna, &pair.id, &seen)
        .await
        .unwrap();
    assert!(
        pair.told(&pair.noor)
            .await
            .contains(&"plan-none".to_owned())
    );
    pair.propose(&pair.hanna, &[4]).await.unwrap();
    pair.pick(&pair.noor, 0).await.unwrap();
}

#[tokio::test]
async fn the_day_before_who_chose_so_is_reminded_and_afterwards_both_are_asked() {
    let pair = Pair::new().await;
    let agreed = pair.agree().await;
    let now = pair.town.clock.now();
    pair.wait(agreed - TimeDelta::hours(24) - now).await;
    assert!(
        pair.told(&pair.hanna)
            .await
            .contains(&"plan-tomorrow".to_owned())
    );
    assert!(
        !pair
            .told(&pair.noor)
            .await
            .contains(&"plan-tomorrow".to_owned()),
        "she did not choose it"
    );
    pair.wait(TimeDelta::hours(27)).await;
    for who in [&pair.noor, &pair.hanna] {
        assert!(pair.told(who).await.contains(&"plan-past".to_owned()));
    }
    pair.matching().met(&pair.noor, &pair.id).await.unwrap();
    assert_eq!(pair.town.state(&pair.noor, &pair.id).await, "running");
}

#[tokio::test]
async fn a_date_late_in_the_term_moves_the_end_of_the_term() {
    let pair = Pair::new().await;
    pair.wait(MEET_WITHIN).await;
    pair.wait(MEET_WITHIN - TimeDelta::days(1)).await;
    pair.propose(&pair.noor, &[9]).await.unwrap();
    pair.pick(&pair.hanna, 0).await.unwrap();
    let agreed = pair.seen(&pair.noor).await.plan.agreed.unwrap();
    pair.wait(agreed - pair.town.clock.now() + TimeDelta::hours(3))
        .await;
    assert_eq!(
        pair.town.state(&pair.noor, &pair.id).await,
        "matched",
        "they have just met"
    );
}

#[tokio::test]
async fn a_minor_meets_on_the_platform_or_at_school() {
    let pair = Pair::with_minor().await;
    for who in [&pair.noor, &pair.hanna] {
        let places = pair.seen(who).await.plan.places;
        assert_eq!(places, ["kansrijk", "school"]);
        assert_eq!(
            refused(pair.propose_at(who, &[0], "bibliotheek").await),
            "plan.place"
        );
    }
    pair.propose_at(&pair.hanna, &[0], "school").await.unwrap();
    let pair = Pair::new().await;
    assert_eq!(
        refused(pair.propose_at(&pair.noor, &[0], "Dorpsstraat 1").await),
        "plan.place"
    );
    pair.propose_at(&pair.noor, &[0], "bibliotheek")
        .await
        .unwrap();
}
