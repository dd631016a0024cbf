use super::*;

#[tokio::test]
async fn goals_are_shared_with_small_steps_that_either_ticks() {
    let pair = Pair::new().await;
    let matching = pair.matching();
    assert_eq!(
        refused(
            matching
                .share_goal(&pair.noor, &pair.id, "rijk-worden")
                .await
        ),
        "goal.unknown"
    );
    matching
        .share_goal(&pair.noor, &pair.id, "planning")
        .await
        .unwrap();
    let step = |text: &str, key: &str| AddStep {
        goal: "planning".to_owned(),
        step: Some(key.to_owned()),
        text: Some(text.to_owned()),
        sure: false,
    };
    for (text, key) in [("", "plan-maken"), ("Een rooster voor mei", "")] {
        matching
            .add_step(&pair.noor, &pair.id, &step(text, key))
            .await
            .unwrap();
    }
    matching
        .tick_step(&pair.hanna, &pair.id, 2, true)
        .await
        .unwrap();
    let goals = pair.seen(&pair.hanna).await.goals;
    let steps = &goals[0].steps;
    assert_eq!(steps[0].step.as_deref(), Some("plan-maken"));
    assert_eq!(steps[1].text.as_deref(), Some("Een rooster voor mei"));
    assert!(steps[0].done.is_none() && steps[1].done.is_some() && !steps[1].yours);
    assert!(pair.told(&pair.noor).await.contains(&"ticked".to_owned()));
    for _ in 0..3 {
        matching
            .add_step(&pair.hanna, &pair.id, &step("", "zelf-proberen"))
            .await
            .unwrap();
    }
    let sixth = matching
        .add_step(&pair.hanna, &pair.id, &step("", "zelf-proberen"))
        .await;
    assert_eq!(refused(sixth), "together.too-many");
    // What is stored says nothing.
    let dump = matching.store.db.dump().await.unwrap().lines;
    assert!(dump.contains("plan-maken") && !dump.contains("rooster voor mei"));
    let mine = matching.export(&pair.noor.person).await.unwrap();
    assert!(mine.to_string().contains("Een rooster voor mei"), "{mine}");
    matching
        .put_goal_away(&pair.hanna, &pair.id, "planning")
        .await
        .unwrap();
    assert_eq!(pair.seen(&pair.noor).await.goals, []);
}

#[tokio::test]
async fn how_it_goes_is_ones_own_unless_one_shows_it() {
    let pair = Pair::new().await;
    let round = pair.asked_how_it_goes().await;
    assert_eq!(
        refused(pair.say(&pair.noor, round, "slecht", false).await),
        "check-in.unknown"
    );
    pair.say(&pair.noor, round, "vast", false).await.unwrap();
    let hers = pair.seen(&pair.noor).await;
    assert_eq!((hers.check_in, hers.answers.len()), (None, 1));
    assert_eq!(pair.seen(&pair.hanna).await.answers, []);
    pair.say(&pair.hanna, round, "goed", true).await.unwrap();
    let seen = pair.seen(&pair.noor).await.answers;
    assert_eq!(seen.iter().filter(|said| !said.yours).count(), 1);
    assert_eq!(
        refused(pair.say(&pair.noor, round + 1, "goed", false).await),
        "plan.changed"
    );
}

#[tokio::test]
async fn who_withdraws_the_consent_is_not_asked_and_takes_back_what_they_said() {
    let pair = Pair::new().await;
    let round = pair.asked_how_it_goes().await;
    pair.say(&pair.noor, round, "vast", true).await.unwrap();
    pair.asked(&pair.noor, false).await;
    pair.asked(&pair.hanna, false).await;
    assert_eq!(pair.seen(&pair.hanna).await.answers, [], "taken back");
    assert_eq!(pair.seen(&pair.hanna).await.check_in, None, "at once");
    assert_eq!(
        refused(pair.say(&pair.hanna, round, "goed", false).await),
        "check-in.not-agreed"
    );
    pair.wait(TimeDelta::days(16)).await;
    let later = pair.told(&pair.noor).await;
    assert_eq!(
        later.iter().filter(|what| *what == "check-in").count(),
        1,
        "{later:?}"
    );
}

#[tokio::test]
async fn a_stuck_match_is_seen_where_either_of_the_two_belongs() {
    let town = Town::new().await;
    let mut noor = town.seeker("noor").await;
    let mut hanna = town.helper("hanna", |_| {}).await;
    noor.region = Region::parse("RMC-19").ok();
    hanna.region = Region::parse("RMC-03").ok();
    let pair = Pair::matched(town, noor, hanna).await;
    let of = |region: &str| {
        let mut ria = pair.town.caller("ria", Role::Coordinator);
        ria.roles[0].scope = Scope::Region(Region::parse(region).unwrap());
        ria
    };
    pair.matching().met(&pair.noor, &pair.id).await.unwrap();
    pair.wait(TimeDelta::days(14)).await;
    let administrator = pair.town.caller("beheer", Role::Beheerder);
    let seen = async |who: &Caller| {
        pair.matching()
            .stuck_matches(who)
            .await
            .unwrap()
            .matches
            .len()
    };
    for (region, sees) in [("NL-UT", 1), ("NL-GR", 1), ("NL-ZH", 0)] {
        assert_eq!(seen(&of(region)).await, sees, "{region}");
    }
    assert_eq!(seen(&administrator).await, 0, "a coordinator looks first");
    let elsewhere = pair.matching().helped(&of("NL-ZH"), &pair.id).await;
    assert!(matches!(elsewhere, Err(MatchingError::NotFound)));
    pair.wait(TimeDelta::days(7)).await;
    assert_eq!(seen(&administrator).await, 1);
    pair.matching()
        .helped(&of("NL-GR"), &pair.id)
        .await
        .unwrap();
    assert_eq!(seen(&of("NL-UT")).await, 0);
}

#[tokio::test]
async fn a_stuck_match_of_nowhere_is_seen_by_an_administrator_until_one_of_the_two_is_somewhere() {
    let pair = Pair::new().await;
    pair.matching().met(&pair.noor, &pair.id).await.unwrap();
    pair.wait(TimeDelta::days(14)).await;
    let seen = async |who: &Caller| {
        pair.matching()
            .stuck_matches(who)
            .await
            .unwrap()
            .matches
            .len()
    };
    let administrator = pair.town.caller("beheer", Role::Beheerder);
    let mut ria = pair.town.caller("ria", Role::Coordinator);
    ria.roles[0].scope = Scope::Region(Region::parse("NL-UT").unwrap());
    assert_eq!((seen(&administrator).await, seen(&ria).await), (1, 0));
    let mut noor = pair.noor.clone();
    noor.region = Region::parse("RMC-19").ok();
    let asked = pair.matching().ask_coordinator(&noor, &pair.id).await;
    asked.unwrap();
    assert_eq!((seen(&administrator).await, seen(&ria).await), (0, 1));
}

#[tokio::test]
async fn a_match_in_which_nothing_happens_is_told_so_once_and_seen_by_a_coordinator() {
    let pair = Pair::new().await;
    pair.matching().met(&pair.noor, &pair.id).await.unwrap();
    let coordinator = pair.town.caller("ria", Role::Coordinator);
    let stuck = || pair.matching().stuck_matches(&coordinator);
    pair.wait(TimeDelta::days(13)).await;
    assert_eq!(stuck().await.unwrap().matches, []);
    pair.wait(TimeDelta::days(1)).await;
    let matches = stuck().await.unwrap().matches;
    assert_eq!(matches.len(), 1);
    assert_eq!(matches[0].student, "noor V.");
    pair.wait(TimeDelta::days(14)).await;
    let told = pair.told(&pair.hanna).await;
    assert_eq!(
        told.iter().filter(|what| *what == "stuck").count(),
        1,
        "{told:?}"
    );
    assert_eq!(
        refused(pair.matching().stuck_matches(&pair.noor).await),
        "coordinators.only"
    );
    pair.propose(&pair.noor, &[0]).await.unwrap();
    assert_eq!(
        stuck().await.unwrap().matches,
        [],
        "something happens again"
    );
    pair.matching()
        .ask_coordinator(&pair.hanna, &pair.id)
        .await
        .unwrap();
    assert!(stuck().await.unwrap().matches[0].help.is_some());
    pair.matching()
        .helped(&coordinator, &pair.id)
        .await
        .unwrap();
    assert_eq!(stuck().await.unwrap().matches, []);
    assert!(pair.told(&pair.hanna).await.contains(&"helped".to_owned()));
}
