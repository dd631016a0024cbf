//! Drafts, what a coordinator changes in them, and weights.

use super::*;

#[tokio::test]
async fn a_draft_is_the_engines_on_the_same_people_and_the_checker_agrees() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    // Outside: another programme, a break, no consent, somebody with a match already.
    town.joins("pauze", "seeks", &id, |_| {}).await;
    let pauze = town.student("pauze");
    town.matching
        .pause(&pauze, crate::Side::Seeks, true)
        .await
        .unwrap();
    let nee = town.joins("nee", "seeks", &id, |_| {}).await;
    town.agree(&nee, false).await;
    town.seeker("los").await;
    town.drafted(&id).await;

    let (row, programme) = town.matching.known_programme(&id).await.unwrap();
    let now = town.clock.now();
    let crowd = town.matching.crowd(&row, &programme, 1, now).await.unwrap();
    assert_eq!((crowd.students.len(), crowd.buddies.len()), (4, 2));
    let students = crowd.students.iter().map(|one| one.person).collect();
    let buddies = crowd
        .buddies
        .iter()
        .map(|one| (one.person, one.free))
        .collect();
    let batch = engine::Batch::new(students, buddies, &[], engine::Weights::default());
    for (name, rule) in [
        ("stable", Rule::Stable),
        ("best", Rule::Best),
        ("balanced", Rule::Balanced),
    ] {
        let draft = batch.checked_draft(rule, Options::default()).unwrap();
        let mut expected: Vec<_> = draft
            .buddies
            .iter()
            .zip(&crowd.students)
            .map(|(buddy, student)| {
                let buddy = buddy.map(|at| crowd.buddies[at as usize].id.clone());
                (student.id.clone(), buddy)
            })
            .collect();
        expected.sort();
        assert_eq!(town.pairs(&id, name).await, expected, "{name}");
        let list = town.matching.drafts(&town.ria(), &id).await.unwrap();
        let kept = list.drafts.iter().find(|one| one.rule == name).unwrap();
        let figures = kept.figures.as_ref().unwrap();
        assert_eq!(u128::from(figures.total), draft.total, "{name}");
        assert_eq!(figures.blocking_pairs, draft.blocking_pairs, "{name}");
        assert_eq!(
            (figures.students, figures.matched, kept.stale),
            (4, 4, false)
        );
    }
    let best = town
        .matching
        .draft_by_command(&id, Rule::Best, 0)
        .await
        .unwrap();
    let solution = best.solution;
    assert_eq!(
        (solution.pairs.len(), solution.certificate.unwrap().gap),
        (4, 0)
    );
    let unknown = town.matching.draft_by_command("geen", Rule::Best, 0).await;
    assert!(matches!(unknown, Err(MatchingError::NotFound)));
}

#[tokio::test]
async fn a_pin_a_veto_and_who_is_out_are_kept_and_can_be_undone() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    town.drafted(&id).await;
    let before = town.pairs(&id, "best").await;
    assert!(before.contains(&("s2".to_owned(), Some("b2".to_owned()))));
    town.edit(&id, "pin", "s2", "b1").await.unwrap();
    town.edit(&id, "veto", "s1", "b1").await.unwrap();
    town.edit(&id, "out", "s4", "").await.unwrap();
    for rule in codes::DRAFT_RULES {
        let pairs = town.pairs(&id, rule).await;
        assert!(
            pairs.contains(&("s2".to_owned(), Some("b1".to_owned()))),
            "{rule}"
        );
        assert!(
            pairs.contains(&("s1".to_owned(), Some("b2".to_owned()))),
            "{rule}"
        );
        assert!(pairs.iter().all(|(student, _)| student != "s4"), "{rule}");
    }
    let list = town.matching.drafts(&town.ria(), &id).await.unwrap();
    let best = list.drafts.iter().find(|one| one.rule == "best").unwrap();
    let (now, was) = (
        best.figures.as_ref().unwrap(),
        best.before.as_ref().unwrap(),
    );
    assert_eq!(
        (now.matched, was.matched),
        (3, 4),
        "what the last change cost"
    );
    assert!(list.edits.iter().all(|edit| edit.holds));
    let twice = town.edit(&id, "out", "s2", "").await;
    assert_eq!(conflict(twice), "edit.twice");
    let stranger = town.edit(&id, "pin", "s9", "b1").await;
    assert_eq!(conflict(stranger), "edit.not-fitting");
    for edit in list.edits {
        town.matching
            .undo_edit(&town.ria(), &id, edit.n)
            .await
            .unwrap();
    }
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.pairs(&id, "best").await, before);
}

#[tokio::test]
async fn a_pin_that_hard_rules_forbid_is_refused() {
    let town = Town::new().await;
    let id = town.programme(|new| new.places = 1).await;
    town.small(&id).await;
    let b1 = nouns::PersonId::parse("b1").unwrap();
    town.matching.block(&town.student("s1"), &b1).await.unwrap();
    assert_eq!(
        conflict(town.edit(&id, "pin", "s1", "b1").await),
        "edit.not-fitting"
    );
    town.edit(&id, "pin", "s2", "b1").await.unwrap();
    let full = town.edit(&id, "pin", "s3", "b1").await;
    assert_eq!(conflict(full), "edit.not-fitting");
}

#[tokio::test]
async fn a_draft_of_before_a_change_is_not_published() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    let none = town
        .matching
        .publish_draft(&town.ria(), &id, &publish("best"))
        .await;
    assert_eq!(conflict(none), "draft.missing");
    town.drafted(&id).await;
    let other = NewPolicy {
        parts: vec![PartWeight {
            part: "goals".to_owned(),
            strength: "off".to_owned(),
        }],
    };
    let policy = town
        .matching
        .set_policy(&town.ria(), &id, &other)
        .await
        .unwrap();
    assert_eq!(policy.version, 2);
    let stale = town
        .matching
        .publish_draft(&town.ria(), &id, &publish("best"))
        .await;
    assert_eq!(conflict(stale), "draft.stale");
}

#[tokio::test]
async fn other_weights_show_what_they_would_change_and_count_in_the_suggestions() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.joins("s1", "seeks", &id, |own| {
        own.goals_wanted = vec!["planning".to_owned()];
        own.interests = ["sport", "muziek", "koken"].map(str::to_owned).to_vec();
    })
    .await;
    town.joins("b1", "helps", &id, |own| {
        own.goals_offered = vec!["planning".to_owned()];
    })
    .await;
    town.joins("b2", "helps", &id, |own| {
        own.interests = ["sport", "muziek", "koken"].map(str::to_owned).to_vec();
    })
    .await;
    let s1 = town.student("s1");
    let first = async || {
        let list = town.matching.suggest(&s1).await.unwrap();
        list.suggestions[0].buddy.clone()
    };
    assert_eq!(first().await, "b1");
    let usual = NewPolicy::default();
    let ria = town.ria();
    let preview = town
        .matching
        .preview_policy(&ria, &id, &usual)
        .await
        .unwrap();
    assert_eq!(
        (preview.students, preview.buddies, preview.first_changes),
        (1, 2, 0)
    );
    let parts = ["goals", "gives-back"].map(|part| PartWeight {
        part: part.to_owned(),
        strength: "off".to_owned(),
    });
    let other = NewPolicy {
        parts: parts.to_vec(),
    };
    let preview = town
        .matching
        .preview_policy(&ria, &id, &other)
        .await
        .unwrap();
    assert_eq!(preview.first_changes, 1);
    assert_eq!((preview.matched_before, preview.matched_after), (1, 1));
    assert_eq!(first().await, "b1", "a look changes nothing");
    town.matching.set_policy(&ria, &id, &other).await.unwrap();
    assert_eq!(first().await, "b2");
}

#[tokio::test]
async fn who_is_erased_stands_in_no_draft_and_no_change_any_more() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    town.drafted(&id).await;
    town.edit(&id, "pin", "s2", "b1").await.unwrap();
    let left = async |person: &str| {
        let surql = "SELECT VALUE student FROM proposed; SELECT VALUE buddy FROM proposed; SELECT VALUE student FROM edit";
        let mut rows = town.matching.store.db.read(surql).await.unwrap();
        let mut has = |n| {
            rows.take::<Vec<String>>(n)
                .unwrap()
                .iter()
                .any(|one| one == person)
        };
        (has(0), has(1), has(2))
    };
    assert_eq!(left("s2").await, (true, false, true));
    assert_eq!(left("b1").await, (false, true, false));
    let now = town.clock.now();
    for (position, person) in [(2, "s2"), (3, "b1")] {
        town.matching
            .store
            .erase(position, person, now)
            .await
            .unwrap();
        assert_eq!(left(person).await, (false, false, false), "{person}");
    }
    let stale = town
        .matching
        .publish_draft(&town.ria(), &id, &publish("best"))
        .await;
    assert_eq!(conflict(stale), "draft.stale");
}

#[tokio::test]
async fn a_planted_programme_has_its_people_and_three_drafts() {
    let town = Town::new().await;
    let (noor, hanna) = (
        town.seeker("noor").await,
        town.helper("hanna", |_| {}).await,
    );
    let planted = crate::PlantedProgramme {
        id: "samen".to_owned(),
        content: NewProgramme {
            audience: "country".to_owned(),
            place: None,
            ..new_programme()
        },
        members: vec![
            (noor.person.clone(), crate::Side::Seeks),
            (hanna.person.clone(), crate::Side::Helps),
        ],
    };
    town.matching.plant_programme(&planted).await.unwrap();
    let admin = town.caller("beheer", Role::Beheerder);
    let list = town.matching.drafts(&admin, "samen").await.unwrap();
    let states: Vec<_> = list.drafts.iter().map(|one| one.state.as_str()).collect();
    assert_eq!(states, ["done"; 3]);
    let page = town
        .matching
        .draft_pairs(&admin, "samen", "best", 1, "")
        .await;
    assert_eq!(page.unwrap().pairs[0].student.id, "noor");
}
