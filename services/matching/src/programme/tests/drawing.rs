//! What a lottery decided, who goes first, whom a draft names, and what groups got.

use super::*;
use crate::answering::Answer;
use crate::store::{ChangedStanding, StandingRow};

/// A programme in which two students are alike and want the same, for so many places.
async fn two_alike(town: &Town, places: u8) -> String {
    let id = town.programme(|_| {}).await;
    for student in ["s1", "s2"] {
        town.joins(student, "seeks", &id, |_| {}).await;
    }
    town.joins("b1", "helps", &id, |own| own.capacity = places)
        .await;
    id
}

impl Town {
    /// Who has somebody in a draft, and whether a lottery decided.
    async fn placed(&self, id: &str, rule: &str) -> Vec<(String, bool)> {
        let page = self
            .matching
            .draft_pairs(&self.ria(), id, rule, 1, "")
            .await;
        let pairs = page.unwrap().pairs;
        let mut placed: Vec<_> = pairs
            .into_iter()
            .filter(|pair| pair.buddy.is_some() || pair.drawn)
            .map(|pair| (pair.student.id, pair.drawn))
            .collect();
        placed.sort();
        placed
    }

    /// The lotteries that stand on matches, and on what counts how long they last.
    async fn lotteries(&self) -> [Vec<String>; 2] {
        let surql = "SELECT VALUE lottery FROM request WHERE lottery != NONE; SELECT VALUE lottery FROM lasting WHERE lottery != NONE";
        let mut rows = self.matching.store.db.read(surql).await.unwrap();
        [rows.take(0).unwrap(), rows.take(1).unwrap()]
    }
}

#[tokio::test]
async fn where_two_are_equal_a_lottery_decides_and_its_seed_stands_on_the_match() {
    let town = Town::new().await;
    let id = two_alike(&town, 1).await;
    town.drafted(&id).await;
    for rule in codes::DRAFT_RULES {
        let placed = town.placed(&id, rule).await;
        assert_eq!(placed.len(), 1, "{rule}");
        assert!(placed[0].1, "{rule}: the other is as good");
    }
    let ria = town.ria();
    let list = town.matching.drafts(&ria, &id).await.unwrap();
    let figures = list.drafts[0].figures.as_ref().unwrap();
    assert_eq!(figures.drawn, 1);
    let stable = publish("stable");
    let publishing = town.matching.publish_draft(&ria, &id, &stable);
    publishing.await.unwrap();
    town.matching.catch_up().await.unwrap();
    let seed = town.matching.programme(&ria, &id).await.unwrap().seed;
    assert_eq!(town.lotteries().await, [[seed.clone()], [seed]]);
}

#[tokio::test]
async fn where_there_is_a_place_for_both_no_lottery_is_written() {
    let town = Town::new().await;
    let id = two_alike(&town, 2).await;
    town.drafted(&id).await;
    let both = ["s1", "s2"].map(|student| (student.to_owned(), false));
    assert_eq!(town.placed(&id, "best").await, both);
    let (ria, best) = (town.ria(), publish("best"));
    let publishing = town.matching.publish_draft(&ria, &id, &best);
    publishing.await.unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.matches().await, 2);
    assert_eq!(town.lotteries().await, [[""; 0], [""; 0]]);
}

#[tokio::test]
async fn whose_match_ended_goes_first_among_equals_without_a_lottery() {
    let town = Town::new().await;
    let id = two_alike(&town, 1).await;
    town.drafted(&id).await;
    let (winner, _) = town.placed(&id, "stable").await.remove(0);
    let loser = if winner == "s1" { "s2" } else { "s1" };
    // Outside the programme the loser had somebody, and that ended.
    let loser = town.seeker(loser).await;
    let before = town.helper("eerder", |_| {}).await;
    let request = town.ask(&loser, &before, None).await.unwrap();
    let yes = Answer::Yes;
    town.matching.answer(&before, &request, &yes).await.unwrap();
    let closing = town.matching.close(&before, &request, "geen-tijd");
    closing.await.unwrap();
    town.joins(loser.person.as_str(), "seeks", &id, |_| {})
        .await;
    town.drafted(&id).await;
    for rule in codes::DRAFT_RULES {
        let expected = [(loser.person.to_string(), false)];
        assert_eq!(town.placed(&id, rule).await, expected, "{rule}");
    }
    // It does not last for ever.
    town.clock.advance(chrono::TimeDelta::days(91));
    let (row, programme) = town.matching.known_programme(&id).await.unwrap();
    let crowd = town
        .matching
        .crowd(&row, &programme, 1, town.clock.now())
        .await
        .unwrap();
    assert!(crowd.students.iter().all(|one| !one.goes_first));
}

#[tokio::test]
async fn a_draft_names_who_would_rather_have_each_other_and_forgets_who_is_erased() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    town.drafted(&id).await;
    let ria = town.ria();
    let blocking = async |rule: &str| {
        let page = town.matching.draft_pairs(&ria, &id, rule, 1, "");
        let page = page.await.unwrap();
        let count = page.draft.figures.unwrap().blocking_pairs;
        let named = page.blocking.into_iter();
        let named: Vec<_> = named
            .map(|pair| (pair.student.id, pair.buddy.id, pair.has.map(|has| has.id)))
            .collect();
        (count, named)
    };
    for rule in codes::DRAFT_RULES {
        assert_eq!(blocking(rule).await, (0, vec![]), "{rule}");
    }
    // Whoever likes English gets a place for planning: one of those who plan has to go without.
    town.edit(&id, "pin", "s2", "b1").await.unwrap();
    for rule in codes::DRAFT_RULES {
        let (count, named) = blocking(rule).await;
        assert_eq!(
            count,
            named.len() as u64,
            "{rule}: each has one other buddy"
        );
        let has = |student: &str, buddy: &str, other: &str| {
            let pair = (student.to_owned(), buddy.to_owned(), Some(other.to_owned()));
            named.contains(&pair)
        };
        assert!(has("s2", "b2", "b1"), "{rule}: {named:?}");
        assert!(
            has("s1", "b1", "b2") || has("s3", "b1", "b2"),
            "{rule}: {named:?}"
        );
    }
    let rather = async || {
        let surql = "SELECT VALUE rather FROM proposed WHERE rather != NONE";
        let mut rows = town.matching.store.db.read(surql).await.unwrap();
        rows.take::<Vec<String>>(0).unwrap()
    };
    let b1 = "b1".to_owned();
    assert!(rather().await.contains(&b1));
    let now = town.clock.now();
    town.matching.store.erase(2, "b1", now).await.unwrap();
    assert!(!rather().await.contains(&b1));
}

#[tokio::test]
async fn many_buddies_are_searched_by_how_the_name_begins() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    town.small(&id).await;
    town.drafted(&id).await;
    let ria = town.ria();
    let found = async |typed: &str| {
        let page = town.matching.draft_pairs(&ria, &id, "best", 1, typed);
        let page = page.await.unwrap();
        (page.buddies.len(), page.all_buddies)
    };
    assert_eq!(
        found("").await,
        (2, 2),
        "a few stand in the list as they are"
    );
    assert_eq!(found("zzz").await, (2, 2));
    for number in 0..29 {
        let name = format!("h{number:02}");
        town.joins(&name, "helps", &id, |_| {}).await;
    }
    assert_eq!(found("").await, (0, 31));
    assert_eq!(found("  ").await, (0, 31));
    assert_eq!(found("H1").await, (10, 31));
    assert_eq!(found("voor").await, (30, 31), "as many as a list shows");
    assert_eq!(found("oor").await, (0, 31));
}

#[tokio::test]
async fn what_groups_got_is_told_by_kind_of_school_too() {
    let town = Town::new().await;
    let id = town.programme(|_| {}).await;
    for number in 0..51 {
        let student = town
            .joins(&format!("s{number}"), "seeks", &id, |_| {})
            .await;
        let kind = if number < 50 { "mbo" } else { "hbo" };
        let stands = StandingRow {
            school_kind: Some(kind.to_owned()),
            ..StandingRow::agreeing(student.person.as_str(), |_| true)
        };
        let changed = ChangedStanding {
            stands,
            minor: false,
        };
        let now = town.clock.now();
        let store = &town.matching.store;
        store.keep_standings(1, vec![changed], now).await.unwrap();
    }
    town.joins("b1", "helps", &id, |own| own.capacity = 2).await;
    town.drafted(&id).await;
    let list = town.matching.drafts(&town.ria(), &id).await.unwrap();
    let figures = list.drafts[0].figures.as_ref().unwrap();
    let schools: Vec<_> = figures
        .fairness
        .iter()
        .filter(|group| group.dimension == "school")
        .map(|group| (group.label.as_str(), group.students))
        .collect();
    assert_eq!(
        schools,
        [("mbo", 50)],
        "one at the hbo is nobody's business"
    );
}
