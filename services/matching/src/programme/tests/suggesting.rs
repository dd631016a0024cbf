//! A programme that suggests: who, for how long, and what comes after.

use chrono::TimeDelta;
use contract::matching::OtherSuggestion;

use super::*;
use crate::answering::Answer;

impl Town {
    /// A programme that suggests, with so many buddies; the first suits who wants to plan.
    async fn suggesting(&self, buddies: usize) -> String {
        let id = self
            .programme(|new| new.mode = "suggested".to_owned())
            .await;
        for number in 1..=buddies {
            self.joins(&format!("b{number}"), "helps", &id, |own| {
                if number == 1 {
                    own.goals_offered = vec!["planning".to_owned()];
                }
            })
            .await;
        }
        id
    }

    async fn planner(&self, id: &str) -> Caller {
        let student = self
            .joins("s1", "seeks", id, |own| {
                own.goals_wanted = vec!["planning".to_owned()];
            })
            .await;
        self.matching.catch_up().await.unwrap();
        student
    }

    /// How it stands for a student, and whom they can say yes to.
    async fn personal(&self, student: &Caller) -> (String, Vec<String>) {
        let list = self.matching.suggest(student).await.unwrap();
        let buddies = list.suggestions.into_iter().map(|one| one.buddy);
        (list.personal.unwrap().state, buddies.collect())
    }

    async fn passes(&self, student: &Caller, reason: Option<&str>) -> Result<(), MatchingError> {
        let other = OtherSuggestion {
            reason: reason.map(str::to_owned),
        };
        let done = self.matching.suggest_another(student, &other).await;
        self.matching.catch_up().await.unwrap();
        done.map(drop)
    }

    /// How many stand in a group, and who with what was suggested to them.
    async fn group(&self, id: &str, group: &str) -> (u32, Vec<(String, Option<String>)>) {
        let ria = self.ria();
        let board = self.matching.dashboard(&ria, id, Some(group), 1).await;
        let board = board.unwrap();
        let count = board.counts.iter().find(|one| one.group == group).unwrap();
        let lines = board.lines.into_iter();
        let lines = lines.map(|line| (line.student.id, line.suggested));
        (count.count, lines.collect())
    }
}

fn open(buddies: &[&str]) -> (String, Vec<String>) {
    let buddies = buddies.iter().map(|&one| one.to_owned()).collect();
    ("open".to_owned(), buddies)
}

fn state(state: &str) -> (String, Vec<String>) {
    (state.to_owned(), vec![])
}

#[tokio::test]
async fn a_student_gets_the_best_three_and_says_yes_to_one_of_them() {
    let town = Town::new().await;
    let id = town.suggesting(4).await;
    let s1 = town.planner(&id).await;
    let list = town.matching.suggest(&s1).await.unwrap();
    let personal = list.personal.unwrap();
    assert_eq!(
        (personal.state.as_str(), personal.programme.as_str()),
        ("open", "Samen naar het hbo")
    );
    assert_eq!(
        personal.until,
        Some(town.clock.now() + TimeDelta::hours(72))
    );
    assert_eq!(
        (list.suggestions.len(), list.suggestions[0].buddy.as_str()),
        (3, "b1")
    );
    assert!(
        town_notices(&town, &s1)
            .await
            .contains(&"suggested".to_owned())
    );
    let waits = ("s1".to_owned(), Some("open".to_owned()));
    assert_eq!(town.group(&id, "waiting").await, (1, vec![waits]));
    let suggested: Vec<_> = list
        .suggestions
        .iter()
        .map(|one| one.buddy.as_str())
        .collect();
    let all = ["b1", "b2", "b3", "b4"];
    let fourth = all
        .into_iter()
        .find(|one| !suggested.contains(one))
        .unwrap();
    let refused = town.ask(&s1, &town.student(fourth), None).await;
    assert_eq!(conflict(refused), "programme.suggested");
    // An order of one's own has no place here: the request goes out at once.
    let b1 = town.student("b1");
    let request = town.ask(&s1, &b1, Some(2)).await.unwrap();
    assert_eq!(town.state(&s1, &request).await, "asked");
    assert_eq!(town.personal(&s1).await, state("asked"));
    let second = town.ask(&s1, &town.student(suggested[1]), None).await;
    assert_eq!(conflict(second), "programme.suggested", "one yes at a time");
    assert_eq!(town.group(&id, "waiting").await, (0, vec![]));
}

#[tokio::test]
async fn who_would_rather_have_another_says_why_and_gets_the_next() {
    let town = Town::new().await;
    let id = town.suggesting(4).await;
    let s1 = town.planner(&id).await;
    let (_, first) = town.personal(&s1).await;
    for no_reason in [None, Some("zomaar")] {
        let refused = town.passes(&s1, no_reason).await;
        assert!(matches!(refused, Err(MatchingError::Refused(_))));
    }
    assert_eq!(town.personal(&s1).await.1, first, "nothing has changed");
    town.passes(&s1, Some("andere-momenten")).await.unwrap();
    let (now, next) = town.personal(&s1).await;
    assert_eq!((now.as_str(), next.len()), ("open", 1));
    assert!(!first.contains(&next[0]));
    town.passes(&s1, Some("ken-ik-al")).await.unwrap();
    assert_eq!(town.personal(&s1).await, state("waits"));
    let nothing = town.passes(&s1, Some("ken-ik-al")).await;
    assert_eq!(conflict(nothing), "programme.not-suggested");
    // Whoever comes new is suggested, and nobody whom the student passed.
    town.joins("b5", "helps", &id, |_| {}).await;
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.personal(&s1).await, open(&["b5"]));
}

#[tokio::test]
async fn a_suggestion_without_an_answer_ends_after_72_hours_and_the_coordinator_sees_it() {
    let town = Town::new().await;
    let id = town.suggesting(2).await;
    let s1 = town.planner(&id).await;
    town.clock
        .advance(TimeDelta::hours(72) - TimeDelta::seconds(1));
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.personal(&s1).await.0, "open");
    assert_eq!(town.group(&id, "stuck").await, (0, vec![]));
    town.clock.advance(TimeDelta::seconds(1));
    town.matching.catch_up().await.unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.personal(&s1).await, state("ended"));
    let told = town_notices(&town, &s1).await;
    assert!(told.contains(&"suggestion-over".to_owned()), "{told:?}");
    let stuck = ("s1".to_owned(), Some("ended".to_owned()));
    assert_eq!(town.group(&id, "stuck").await, (1, vec![stuck]));
    assert_eq!(town.group(&id, "waiting").await, (0, vec![]));
    let late = town.ask(&s1, &town.student("b1"), None).await;
    assert_eq!(conflict(late), "programme.suggested");
    // The student begins again; those of before can come again.
    town.passes(&s1, None).await.unwrap();
    let (now, again) = town.personal(&s1).await;
    assert_eq!((now.as_str(), again.len()), ("open", 2));
    assert_eq!(town.group(&id, "stuck").await, (0, vec![]));
}

#[tokio::test]
async fn after_a_no_of_the_buddy_the_next_comes_without_them() {
    let town = Town::new().await;
    let id = town.suggesting(2).await;
    let s1 = town.planner(&id).await;
    let b1 = town.student("b1");
    let request = town.ask(&s1, &b1, None).await.unwrap();
    let no = Answer::No("geen-tijd");
    town.matching.answer(&b1, &request, &no).await.unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.personal(&s1).await, open(&["b2"]));
}

#[tokio::test]
async fn what_nobody_can_say_yes_to_any_more_makes_way() {
    let town = Town::new().await;
    let id = town.suggesting(1).await;
    let s1 = town.planner(&id).await;
    assert_eq!(town.personal(&s1).await, open(&["b1"]));
    let b1 = town.student("b1");
    let pause = async |paused| {
        let side = crate::Side::Helps;
        town.matching.pause(&b1, side, paused).await.unwrap();
        town.matching.catch_up().await.unwrap();
    };
    pause(true).await;
    assert_eq!(town.personal(&s1).await, state("waits"));
    // It has ended without the student: nothing of it is stuck when its time is over.
    town.clock.advance(TimeDelta::hours(73));
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.group(&id, "stuck").await, (0, vec![]));
    pause(false).await;
    assert_eq!(town.personal(&s1).await, open(&["b1"]));
}

#[tokio::test]
async fn only_who_can_be_told_gets_a_suggestion_and_nobody_is_asked_without_a_yes() {
    let town = Town::new().await;
    let id = town.suggesting(2).await;
    let s1 = town.planner(&id).await;
    let s2 = town.joins("s2", "seeks", &id, |_| {}).await;
    town.agree(&s2, false).await;
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.personal(&s2).await, state("waits"));
    let waits = town.matching.join_waiting_list(&s1).await;
    assert_eq!(conflict(waits), "programme.suggested");
    let run = RunDrafts::default();
    let run = town.matching.run_drafts(&town.ria(), &id, &run).await;
    assert_eq!(conflict(run), "programme.no-batch");
    // Outside such a programme there is nothing to pass.
    let noor = town.seeker("noor").await;
    let nothing = town.passes(&noor, Some("ken-ik-al")).await;
    assert_eq!(conflict(nothing), "programme.not-suggested");
    assert!(
        town.matching
            .suggest(&noor)
            .await
            .unwrap()
            .personal
            .is_none()
    );
}

#[tokio::test]
async fn who_leaves_or_is_erased_leaves_no_suggestion() {
    let town = Town::new().await;
    let id = town.suggesting(2).await;
    let s1 = town.planner(&id).await;
    let rows = async || {
        let surql =
            "SELECT VALUE record::id(id) FROM suggested; SELECT VALUE buddies FROM suggested";
        let mut rows = town.matching.store.db.read(surql).await.unwrap();
        let people: Vec<String> = rows.take(0).unwrap();
        let buddies: Vec<Vec<String>> = rows.take(1).unwrap();
        (people, buddies.concat())
    };
    let (people, buddies) = rows().await;
    assert_eq!((people, buddies.len()), (vec!["s1".to_owned()], 2));
    let export = town.matching.export(&s1.person).await.unwrap();
    assert!(
        export["suggested"]["rows"][0]["buddies"].is_array(),
        "{export}"
    );
    let now = town.clock.now();
    town.matching.store.erase(2, "b1", now).await.unwrap();
    assert_eq!(rows().await.1, ["b2"]);
    town.seeker("s1").await;
    assert_eq!(rows().await.0, [""; 0], "another programme, or none");
    town.joins("s1", "seeks", &id, |_| {}).await;
    town.matching.catch_up().await.unwrap();
    assert_eq!(rows().await.0, ["s1"]);
    town.matching.store.erase(3, "s1", now).await.unwrap();
    assert_eq!(rows().await.0, [""; 0]);
}
