//! Programmes from setting up to matches.

mod drafting;
mod drawing;
mod publishing;
mod suggesting;

use contract::matching::{
    self as codes, Choices, NewEdit, NewPolicy, NewProgramme, Nudge, PartWeight, Publish, RunDrafts,
};
use contract::{Caller, Grant, Scope};
use engine::{Options, Rule};
use matching_engine as engine;
use nouns::{Region, Role};

use crate::profile::Profile;
use crate::testing::{Town, choices, together};
use crate::{Matching, MatchingError};

/// A programme of one region, open in March.
pub(super) fn new_programme() -> NewProgramme {
    NewProgramme {
        name: "Samen naar het hbo".to_owned(),
        relation: "voor-de-overstap".to_owned(),
        audience: "region".to_owned(),
        place: Some("RMC-19".to_owned()),
        opens: "2026-03-01".to_owned(),
        asked_until: "2026-04-01".to_owned(),
        matches_on: "2026-04-08".to_owned(),
        ends: "2026-09-01".to_owned(),
        mode: "all".to_owned(),
        places: 2,
        ..NewProgramme::default()
    }
}

impl Town {
    /// A coordinator of the province in which the programme is.
    fn ria(&self) -> Caller {
        let scope = Scope::Region(Region::parse("NL-UT").unwrap());
        Caller {
            roles: vec![Grant {
                role: Role::Coordinator,
                scope,
            }],
            ..self.caller("ria", Role::Coordinator)
        }
    }

    async fn programme(&self, change: impl FnOnce(&mut NewProgramme)) -> String {
        let mut new = new_programme();
        change(&mut new);
        let set_up = self.matching.set_up_programme(&self.ria(), &new).await;
        set_up.unwrap().id
    }

    async fn joins(
        &self,
        person: &str,
        side: &str,
        programme: &str,
        change: impl FnOnce(&mut Choices),
    ) -> Caller {
        let caller = self.student(person);
        let mut own = choices(side);
        own.region = Some("RMC-19".to_owned());
        own.programme = Some(programme.to_owned());
        change(&mut own);
        self.fill_in(&caller, &own).await;
        caller
    }

    /// Four students and two buddies with two places each; planning suits some more than others.
    async fn small(&self, id: &str) {
        for (person, goal) in [
            ("s1", "planning"),
            ("s2", "engels"),
            ("s3", "planning"),
            ("s4", "kiezen"),
        ] {
            self.joins(person, "seeks", id, |own| {
                own.goals_wanted = vec![goal.to_owned()];
            })
            .await;
        }
        for (person, goal) in [("b1", "planning"), ("b2", "engels")] {
            self.joins(person, "helps", id, |own| {
                own.goals_offered = vec![goal.to_owned()];
                own.capacity = 2;
            })
            .await;
        }
    }

    async fn drafted(&self, id: &str) {
        let all = RunDrafts::default();
        let ria = self.ria();
        self.matching.run_drafts(&ria, id, &all).await.unwrap();
        self.matching.catch_up().await.unwrap();
    }

    async fn edit(
        &self,
        id: &str,
        kind: &str,
        student: &str,
        buddy: &str,
    ) -> Result<(), MatchingError> {
        let new = NewEdit {
            kind: kind.to_owned(),
            student: student.to_owned(),
            buddy: Some(buddy.to_owned()),
        };
        let done = self.matching.edit_drafts(&self.ria(), id, &new).await;
        self.matching.catch_up().await.unwrap();
        done.map(drop)
    }

    /// Who has whom in a draft.
    async fn pairs(&self, id: &str, rule: &str) -> Vec<(String, Option<String>)> {
        let page = self
            .matching
            .draft_pairs(&self.ria(), id, rule, 1, "")
            .await;
        let mut pairs: Vec<_> = page
            .unwrap()
            .pairs
            .into_iter()
            .map(|pair| (pair.student.id, pair.buddy.map(|buddy| buddy.id)))
            .collect();
        pairs.sort();
        pairs
    }

    async fn matches(&self) -> usize {
        let surql = "SELECT VALUE record::id(id) FROM request WHERE state = 'matched'";
        let mut rows = self.matching.store.db.read(surql).await.unwrap();
        rows.take::<Vec<String>>(0).unwrap().len()
    }
}

fn publish(rule: &str) -> Publish {
    Publish {
        rule: rule.to_owned(),
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
    match result {
        Err(MatchingError::Conflict(code)) => code.name,
        other => panic!("no conflict but {other:?}"),
    }
}

async fn town_notices(town: &Town, who: &Caller) -> Vec<String> {
    let list = town.matching.requests(who).await.unwrap();
    list.notices.into_iter().map(|notice| notice.what).collect()
}

#[test]
fn every_fault_of_a_programme_is_named_at_its_field() {
    let wrong = NewProgramme {
        name: "a".to_owned(),
        relation: "vriend".to_owned(),
        audience: "region".to_owned(),
        place: None,
        asked_until: "2026-02-01".to_owned(),
        matches_on: "morgen".to_owned(),
        ends: "2029-01-01".to_owned(),
        mode: "lottery".to_owned(),
        places: 11,
        ..new_programme()
    };
    let faults = super::Programme::parse(&wrong).unwrap_err();
    let fields: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
    assert_eq!(
        fields,
        [
            "name",
            "relation",
            "place",
            "matches_on",
            "asked_until",
            "ends",
            "mode",
            "places"
        ]
    );
    let programme = super::Programme::parse(&new_programme()).unwrap();
    assert_eq!(programme.content().place.as_deref(), Some("RMC-19"));
}

#[tokio::test]
async fn a_coordinator_sets_up_where_they_coordinate_and_others_do_not_see_it() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    let ria = town.ria();
    let seen = town.matching.programme(&ria, &id).await.unwrap();
    assert_eq!(
        (seen.policy, seen.seed.len(), seen.may),
        (1, 32, vec!["run".to_owned()])
    );
    let elsewhere = NewProgramme {
        place: Some("RMC-01".to_owned()),
        ..new_programme()
    };
    let refused = town.matching.set_up_programme(&ria, &elsewhere).await;
    assert!(matches!(refused, Err(MatchingError::NotAllowed(_))));
    let stranger = town.student("sam");
    let hidden = town.matching.programme(&stranger, &id).await;
    assert!(matches!(hidden, Err(MatchingError::NotFound)));
    let refused = town.matching.drafts(&stranger, &id).await;
    assert!(matches!(refused, Err(MatchingError::NotAllowed(_))));
}

#[tokio::test]
async fn people_join_by_their_profile_while_it_is_open_and_leave_again() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    let noor = town.joins("noor", "seeks", &id, |_| {}).await;
    let seen = town.matching.programme(&noor, &id).await.unwrap();
    assert_eq!((seen.mine, seen.may), (vec!["seeks".to_owned()], vec![]));
    // Who is in it stays in it when it closes; a newcomer is too late.
    town.clock.advance(chrono::TimeDelta::days(40));
    let mut own = choices("seeks");
    own.programme = Some(id.clone());
    own.region = Some("RMC-19".to_owned());
    let profile = Profile::parse(&own).unwrap();
    town.matching.save_profile(&noor, &profile).await.unwrap();
    let late = town.student("laat");
    let refused = town.matching.save_profile(&late, &profile).await;
    assert!(
        matches!(refused, Err(MatchingError::Refused(faults)) if faults[0] == ("programme", codes::PROGRAMME_NOT_OPEN))
    );
    own.programme = None;
    let profile = Profile::parse(&own).unwrap();
    town.matching.save_profile(&noor, &profile).await.unwrap();
    assert!(matches!(
        town.matching.programme(&noor, &id).await,
        Err(MatchingError::NotFound)
    ));
    assert!(
        town.matching
            .programmes(&noor)
            .await
            .unwrap()
            .programmes
            .is_empty()
    );
}

#[tokio::test]
async fn an_unknown_programme_is_no_choice() {
    let town = Town::new().await;
    let noor = town.student("noor");
    let mut own = choices("seeks");
    own.programme = Some("verzonnen".to_owned());
    let profile = Profile::parse(&own).unwrap();
    let refused = town.matching.save_profile(&noor, &profile).await;
    assert!(matches!(refused, Err(MatchingError::Refused(_))));
}

#[tokio::test]
async fn where_the_coordinator_divides_nobody_asks() {
    let town = Town::new().await;
    let id = town.programme(|new| new.mode = "batch".to_owned()).await;
    town.small(&id).await;
    let (s1, b1) = (town.student("s1"), town.student("b1"));
    assert_eq!(
        conflict(town.ask(&s1, &b1, None).await),
        "programme.chosen-for"
    );
    let choose = town.programme(|new| new.mode = "choose".to_owned()).await;
    let run = town
        .matching
        .run_drafts(&town.ria(), &choose, &RunDrafts::default())
        .await;
    assert_eq!(conflict(run), "programme.no-batch");
}

#[tokio::test]
async fn the_dashboard_tells_who_waits_and_reminds_once_a_day() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    let (s1, b1) = (town.student("s1"), town.student("b1"));
    let request = town.ask(&s1, &b1, None).await.unwrap();
    let ria = town.ria();
    let count = async |group: &str| {
        let board = town
            .matching
            .dashboard(&ria, &id, Some(group), 1)
            .await
            .unwrap();
        let own = board
            .counts
            .iter()
            .find(|one| one.group == group)
            .unwrap()
            .count;
        assert_eq!(board.lines.len(), own as usize, "{group}");
        own
    };
    assert_eq!(
        (
            count("waiting").await,
            count("asked").await,
            count("expiring").await
        ),
        (3, 1, 0)
    );
    town.clock.advance(chrono::TimeDelta::hours(50));
    assert_eq!((count("asked").await, count("expiring").await), (0, 1));
    let nudge = Nudge {
        request: request.to_string(),
    };
    town.matching.nudge(&ria, &id, &nudge).await.unwrap();
    assert_eq!(
        conflict(town.matching.nudge(&ria, &id, &nudge).await),
        "programme.nudged"
    );
    let told = town_notices(&town, &b1).await;
    assert!(told.contains(&"nudged-asked".to_owned()), "{told:?}");
    assert!(
        !town_notices(&town, &s1)
            .await
            .contains(&"nudged-asked".to_owned())
    );
    // Nobody answers: the student waits again, and the coordinator sees why.
    town.clock.advance(chrono::TimeDelta::hours(30));
    town.matching.catch_up().await.unwrap();
    let board = town
        .matching
        .dashboard(&ria, &id, Some("waiting"), 1)
        .await
        .unwrap();
    let unanswered: Vec<_> = board
        .lines
        .iter()
        .filter(|line| line.unanswered)
        .map(|line| line.student.id.as_str())
        .collect();
    assert_eq!(unanswered, ["s1"]);
    let other = town.programme(|_| {}).await;
    let elsewhere = town.matching.nudge(&ria, &other, &nudge).await;
    assert!(matches!(elsewhere, Err(MatchingError::NotFound)));
}

#[tokio::test]
async fn a_programme_ends_after_its_last_day_and_lets_its_people_go() {
    let town = Town::new().await;
    let id = town
        .programme(|new| new.ends = "2026-04-10".to_owned())
        .await;
    town.small(&id).await;
    town.drafted(&id).await;
    town.clock.advance(chrono::TimeDelta::days(39));
    town.matching.catch_up().await.unwrap();
    let s1 = town.student("s1");
    let programme = async || {
        let own = town.matching.own_profiles(&s1).await.unwrap();
        own.seeks.unwrap().choices.programme
    };
    assert!(programme().await.is_some(), "the last day counts");
    town.clock.advance(chrono::TimeDelta::days(1));
    town.matching.catch_up().await.unwrap();
    assert_eq!(programme().await, None);
    let dump = town.matching.store.db.dump().await.unwrap();
    assert!(!dump.lines.contains("\"proposed\""), "no draft is kept");
    let over = town
        .matching
        .change_programme(&town.ria(), &id, &new_programme())
        .await;
    assert_eq!(conflict(over), "programme.over");
}
