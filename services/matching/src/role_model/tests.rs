use chrono::TimeDelta;
use contract::Caller;
use contract::accounts_log::{Change, Happened};
use contract::matching::{self as codes, AskRoleModel, RoleModel};
use wire::following::Follower as _;

use super::ShortProfile;
use crate::answering::Answer;
use crate::store::WORKS;
use crate::testing::{Town, choices, together};
use crate::{MatchingError, Side};

fn short(offers: &[&str]) -> ShortProfile {
    ShortProfile::parse(&codes::ShortProfile {
        trade: "Elektricien".to_owned(),
        chance: "Mijn baas liet mij de meterkast doen.".to_owned(),
        example: "Mijn tante".to_owned(),
        offers: offers.iter().map(|&one| one.to_owned()).collect(),
    })
    .unwrap()
}

fn conflict<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
    match result {
        Err(MatchingError::Conflict(code) | MatchingError::NotAllowed(code)) => code.name,
        other => panic!("no conflict but {other:?}"),
    }
}

impl Town {
    /// A helper who is a role model and wrote a short profile.
    async fn role_model(&self, person: &str, offers: &[&str]) -> Caller {
        let helper = self.helps_as(person, &["rolmodel", "meelopen"]).await;
        let saved = self.matching.save_role_model(&helper, &short(offers)).await;
        saved.unwrap();
        helper
    }

    async fn helps_as(&self, person: &str, relations: &[&str]) -> Caller {
        let relations = relations.iter().map(|&one| one.to_owned()).collect();
        self.helper(person, |offered| offered.relations = relations)
            .await
    }

    async fn role_models_of(&self, student: &Caller) -> Vec<RoleModel> {
        self.matching.role_models(student).await.unwrap().people
    }

    async fn secret(&self, student: &Caller) -> String {
        let made = self.matching.invite_role_model(student, "gesprek").await;
        made.unwrap().secret
    }

    async fn states(&self, student: &Caller) -> Vec<String> {
        let list = self.matching.invitations(student).await.unwrap();
        list.invitations.into_iter().map(|one| one.state).collect()
    }

    async fn whats(&self, who: &Caller) -> Vec<String> {
        let list = self.matching.requests(who).await.unwrap();
        list.notices.into_iter().map(|notice| notice.what).collect()
    }

    async fn later(&self, by: TimeDelta) {
        self.clock.advance(by);
        self.matching.catch_up().await.unwrap();
    }
}

#[tokio::test]
async fn a_student_finds_a_role_model_whatever_they_seek_and_asks_for_what_is_offered() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let abdel = town.role_model("abdel", &["gastuur", "meelopen"]).await;
    town.helper("bas", |_| {}).await;
    let found = town.role_models_of(&noor).await;
    assert_eq!(found.len(), 1, "a buddy for the switch is no role model");
    let profile = found[0].profile.as_ref().unwrap();
    assert_eq!(profile.trade, "Elektricien");
    assert_eq!(found[0].offers, ["gastuur", "meelopen"]);
    assert_eq!(found[0].suggestion.relation, "rolmodel");
    let ask = |form: &str| AskRoleModel {
        person: "abdel".to_owned(),
        form: form.to_owned(),
    };
    let refused = town.matching.ask_role_model(&noor, &ask("gesprek")).await;
    assert!(
        matches!(refused, Err(MatchingError::Refused(faults)) if faults[0].1.name == "form.unknown")
    );
    let id = town
        .matching
        .ask_role_model(&noor, &ask("meelopen"))
        .await
        .unwrap();
    for who in [&noor, &abdel] {
        let seen = town.matching.request(who, &id).await.unwrap();
        assert_eq!(
            (seen.form.as_deref(), seen.relation.as_str()),
            (Some("meelopen"), "meelopen")
        );
        assert!(seen.step.is_some(), "it has a date");
    }
    assert!(
        town.role_models_of(&noor).await[0]
            .suggestion
            .may
            .is_empty()
    );
    town.later(TimeDelta::hours(73)).await;
    assert_eq!(town.state(&noor, &id).await, "expired");
}

#[tokio::test]
async fn a_pause_a_withdrawn_consent_and_a_block_hide_a_role_model_at_once() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let abdel = town.role_model("abdel", &["gesprek"]).await;
    let seen = async || town.role_models_of(&noor).await.len();
    let shown = async || {
        let own = town.matching.own_role_model(&abdel).await.unwrap();
        own.shown
    };
    assert_eq!((seen().await, shown().await), (1, true));
    let pause = async |paused| {
        let done = town.matching.pause(&abdel, Side::Helps, paused).await;
        done.unwrap();
    };
    pause(true).await;
    assert_eq!((seen().await, shown().await), (0, false));
    pause(false).await;
    town.agree(&abdel, false).await;
    assert_eq!((seen().await, shown().await), (0, false));
    town.agree(&abdel, true).await;
    town.matching.block(&abdel, &noor.person).await.unwrap();
    assert_eq!(seen().await, 0);
    town.matching.unblock(&abdel, &noor.person).await.unwrap();
    assert_eq!(seen().await, 1);
    town.matching.drop_role_model(&abdel).await.unwrap();
    assert!(town.role_models_of(&noor).await[0].profile.is_none());
}

#[tokio::test]
async fn only_adults_with_a_helping_profile_write_a_short_profile() {
    let town = Town::new().await;
    let young = town.minor("fenna");
    let minor = town
        .matching
        .save_role_model(&young, &short(&["gesprek"]))
        .await;
    assert_eq!(conflict(minor), "role-model.not-allowed");
    let bas = town.helper("bas", |_| {}).await;
    let other = town
        .matching
        .save_role_model(&bas, &short(&["gesprek"]))
        .await;
    assert_eq!(conflict(other), "role-model.no-profile");
}

#[tokio::test]
async fn a_minor_sees_only_role_models_with_a_certificate() {
    let town = Town::new().await;
    let fenna = town.minor("fenna");
    town.fill_in(&fenna, &choices("seeks")).await;
    let abdel = town.role_model("abdel", &["gesprek"]).await;
    assert_eq!(town.role_models_of(&fenna).await.len(), 0);
    town.record_vog(&abdel, "2026-12-31").await;
    assert_eq!(town.role_models_of(&fenna).await.len(), 1);
}

#[tokio::test]
async fn who_is_invited_takes_part_as_soon_as_nothing_is_missing_any_more() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let secret = town.secret(&noor).await;
    let matching = &town.matching;
    let seen = matching.look_at_invitation(None, &secret).await.unwrap();
    assert_eq!((seen.by.as_str(), seen.missing.len()), ("noor V.", 0));
    assert!(seen.may.is_empty(), "a stranger signs in first");

    let abdel = town.student("abdel");
    let joined = matching.join_invitation(&abdel, &secret).await.unwrap();
    assert_eq!(joined.missing, ["profile", "short", "consent"]);
    assert_eq!(town.states(&noor).await, ["claimed"]);
    // By nobody else any more, and it looks like an end.
    let other = town.student("sem");
    let taken = matching.look_at_invitation(Some(&other), &secret).await;
    assert_eq!(conflict(taken), "invitation.ended");
    let taken = matching.join_invitation(&other, &secret).await;
    assert_eq!(conflict(taken), "invitation.ended");

    town.helps_as("abdel", &["rolmodel"]).await;
    let own = matching.own_role_model(&abdel).await.unwrap();
    assert_eq!(own.invited[0].missing, ["short"]);
    matching
        .save_role_model(&abdel, &short(&["gesprek"]))
        .await
        .unwrap();
    assert_eq!(town.states(&noor).await, ["used"]);
    let mine = matching.invitations(&noor).await.unwrap();
    let id = mine.invitations[0].request.clone().unwrap();
    let id = nouns::RequestId::parse(&id).unwrap();
    let asked = matching.request(&abdel, &id).await.unwrap();
    assert_eq!(
        (asked.state.as_str(), asked.form.as_deref()),
        ("asked", Some("gesprek"))
    );
    assert!(asked.may.contains(&"answer".to_owned()));
    assert!(
        town.whats(&noor)
            .await
            .contains(&"invitation-taken".to_owned())
    );
    assert!(town.whats(&abdel).await.contains(&"asked".to_owned()));
    // Used up.
    let again = matching.join_invitation(&abdel, &secret).await;
    assert_eq!(conflict(again), "invitation.ended");
    matching.answer(&abdel, &id, &Answer::Yes).await.unwrap();
    assert_eq!(town.state(&noor, &id).await, "matched");
}

#[tokio::test]
async fn a_minors_invitation_waits_for_the_certificate_and_then_goes_by_itself() {
    let town = Town::new().await;
    let fenna = town.minor("fenna");
    town.fill_in(&fenna, &choices("seeks")).await;
    let secret = town.secret(&fenna).await;
    let abdel = town.role_model("abdel", &["gesprek"]).await;
    let joined = town
        .matching
        .join_invitation(&abdel, &secret)
        .await
        .unwrap();
    assert_eq!(
        (joined.request, joined.missing),
        (None, vec!["certificate".to_owned()])
    );
    town.later(TimeDelta::days(1)).await;
    assert_eq!(town.states(&fenna).await, ["claimed"]);
    town.record_vog(&abdel, "2026-12-31").await;
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.states(&fenna).await, ["used"]);
}

#[tokio::test]
async fn an_invitation_is_used_once_also_by_two_at_once() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let secret = town.secret(&noor).await;
    let mut adults = Vec::new();
    for number in 0..4 {
        adults.push(town.role_model(&format!("r{number}"), &["gesprek"]).await);
    }
    let other = town.replica().await;
    let joins = adults.iter().enumerate().map(|(number, adult)| {
        let matching = if number % 2 == 0 {
            &*town.matching
        } else {
            &other
        };
        let secret = &secret;
        async move { matching.join_invitation(adult, secret).await }
    });
    let done = together(joins).await;
    let used = done.iter().filter(|one| one.is_ok()).count();
    assert_eq!(used, 1, "{done:?}");
    assert_eq!(
        town.matching.requests(&noor).await.unwrap().requests.len(),
        1
    );
}

#[tokio::test]
async fn the_student_a_minor_and_the_blocked_cannot_use_it() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let secret = town.secret(&noor).await;
    let matching = &town.matching;
    let own = matching.join_invitation(&noor, &secret).await;
    assert_eq!(conflict(own), "invitation.own");
    let young = matching
        .join_invitation(&town.minor("fenna"), &secret)
        .await;
    assert_eq!(conflict(young), "invitation.from-eighteen");
    let abdel = town.role_model("abdel", &["gesprek"]).await;
    matching.block(&noor, &abdel.person).await.unwrap();
    let look = matching.look_at_invitation(Some(&abdel), &secret).await;
    assert_eq!(conflict(look), "invitation.ended");
    let join = matching.join_invitation(&abdel, &secret).await;
    assert_eq!(conflict(join), "invitation.ended");
    assert_eq!(
        town.states(&noor).await,
        ["open"],
        "it is still there for others"
    );
    let wrong = matching.look_at_invitation(None, "geen-geheim").await;
    assert_eq!(conflict(wrong), "invitation.ended");
}

#[tokio::test]
async fn three_are_open_at_most_also_when_made_at_once_and_one_taken_back_makes_room() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let other = town.replica().await;
    let made = together((0..6).map(|number| {
        let matching = if number % 2 == 0 {
            &*town.matching
        } else {
            &other
        };
        let noor = &noor;
        async move { matching.invite_role_model(noor, "gastuur").await.is_ok() }
    }))
    .await;
    assert_eq!(made.into_iter().filter(|made| *made).count(), 3);
    let list = town.matching.invitations(&noor).await.unwrap();
    assert_eq!((list.invitations.len(), list.left), (3, 0));
    let id = &list.invitations[0].id;
    let stranger = town.student("sem");
    assert!(matches!(
        town.matching.withdraw_invitation(&stranger, id).await,
        Err(MatchingError::NotFound)
    ));
    town.matching.withdraw_invitation(&noor, id).await.unwrap();
    let twice = town.matching.withdraw_invitation(&noor, id).await;
    assert_eq!(conflict(twice), "invitation.ended");
    assert!(town.whats(&noor).await.is_empty(), "who did it knows");
    town.secret(&noor).await;
    let missing = town
        .matching
        .invite_role_model(&town.student("sem"), "gesprek")
        .await;
    assert_eq!(conflict(missing), "profile.missing");
}

#[tokio::test]
async fn every_end_is_told_and_the_list_forgets_after_a_month() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let abdel = town.student("abdel");
    let claimed = town.secret(&noor).await;
    town.matching
        .join_invitation(&abdel, &claimed)
        .await
        .unwrap();
    town.later(WORKS - TimeDelta::seconds(1)).await;
    assert_eq!(town.states(&noor).await, ["claimed"]);
    town.later(TimeDelta::seconds(1)).await;
    assert_eq!(town.states(&noor).await, ["ended"]);
    assert_eq!(town.whats(&noor).await, ["invitation-ended"]);
    assert_eq!(town.whats(&abdel).await, ["invitation-stopped"]);
    let late = town.matching.join_invitation(&abdel, &claimed).await;
    assert_eq!(conflict(late), "invitation.ended");
    // Something is due by then, so that the sweep runs.
    town.clock.advance(TimeDelta::days(31) - WORKS);
    town.secret(&noor).await;
    town.later(WORKS).await;
    assert_eq!(
        town.states(&noor).await,
        ["ended"],
        "only the second is left"
    );
}

#[tokio::test]
async fn a_block_and_a_withdrawn_consent_end_what_was_taken_up() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let abdel = town.student("abdel");
    let first = town.secret(&noor).await;
    town.matching.join_invitation(&abdel, &first).await.unwrap();
    town.matching.block(&abdel, &noor.person).await.unwrap();
    assert_eq!(town.states(&noor).await, ["ended"]);
    assert_eq!(town.whats(&noor).await, ["invitation-ended"]);
    town.secret(&noor).await;
    town.agree(&noor, false).await;
    assert_eq!(town.states(&noor).await, ["ended", "ended"]);
}

#[tokio::test]
async fn who_is_erased_leaves_no_short_profile_and_no_invitation() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let abdel = town.role_model("zwaluwstaart", &["gesprek"]).await;
    let secret = town.secret(&noor).await;
    let young = town.minor("fenna");
    town.fill_in(&young, &choices("seeks")).await;
    let waits = town.secret(&young).await;
    town.matching
        .join_invitation(&abdel, &secret)
        .await
        .unwrap();
    town.matching.join_invitation(&abdel, &waits).await.unwrap();
    let change = Change {
        position: 2,
        what: Happened::Erased {
            person: abdel.person.clone(),
        },
    };
    town.matching.take_over(change).await.unwrap();
    assert!(town.role_models_of(&noor).await.is_empty());
    assert_eq!(town.whats(&young).await, ["invitation-ended"]);
    let about = town.matching.about_me(&abdel).await.unwrap();
    assert_eq!(about.tables, serde_json::json!({}));
    town.matching.settle().await.unwrap();
    let dump = town.matching.store.db.dump().await.unwrap();
    assert!(!dump.lines.contains("zwaluwstaart"), "{}", dump.lines);
}
