use chrono::TimeDelta;

use super::*;
use crate::answering::Answer;
use crate::profile::Side;
use crate::store::{ASK_BEFORE, WAIT};
use crate::testing::{Town, gone_after, together};

impl Town {
    /// What was asked by or for somebody and has not ended: the buddy and the state.
    async fn running(&self, student: &Caller) -> Vec<(String, String)> {
        let list = self.matching.requests(student).await.unwrap().requests;
        list.into_iter()
            .filter(|request| request.step.is_some())
            .map(|request| (request.buddy.id, request.state))
            .collect()
    }

    /// A helper whose only place is taken, and by whom.
    async fn full(&self, helper: &str, by: &str) -> (Caller, Caller, RequestId) {
        let student = self.seeker(by).await;
        let helper = self.helper(helper, |_| {}).await;
        let id = self.ask(&student, &helper, None).await.unwrap();
        let yes = &Answer::Yes;
        self.matching.answer(&helper, &id, yes).await.unwrap();
        (helper, student, id)
    }

    async fn what_is_told(&self, who: &Caller) -> Vec<String> {
        let list = self.matching.requests(who).await.unwrap();
        list.notices.into_iter().map(|notice| notice.what).collect()
    }

    /// What somebody has to answer.
    async fn asked_of(&self, helper: &Caller) -> RequestId {
        let list = self.matching.requests(helper).await.unwrap().requests;
        let asked = list.iter().find(|request| request.state == "asked");
        RequestId::parse(&asked.unwrap().id).unwrap()
    }

    async fn wait(&self, time: TimeDelta) {
        self.clock.advance(time);
        self.matching.catch_up().await.unwrap();
    }
}

fn asked(buddy: &str) -> Vec<(String, String)> {
    vec![(buddy.to_owned(), "asked".to_owned())]
}

#[tokio::test]
async fn who_waits_is_asked_for_when_a_place_comes_free_in_the_order_of_the_list() {
    let town = Town::new().await;
    let (hanna, iris, ended) = town.full("hanna", "iris").await;
    let (noor, sem) = (town.seeker("noor").await, town.seeker("sem").await);
    let first = town.matching.join_waiting_list(&noor).await.unwrap();
    town.wait(TimeDelta::hours(1)).await;
    let second = town.matching.join_waiting_list(&sem).await.unwrap();
    assert_eq!((first.position, first.fitting, first.free), (1, 1, 0));
    assert_eq!((second.position, second.came_free), (2, 0));
    assert_eq!(second.estimate, None, "nothing is known yet");
    assert_eq!(town.running(&noor).await, []);

    let reason = "doel-bereikt";
    town.matching.close(&iris, &ended, reason).await.unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.running(&noor).await, asked("hanna"));
    assert_eq!(town.running(&sem).await, [], "one place is asked for once");
    assert_eq!(town.what_is_told(&noor).await, ["asked-for-you"]);

    // A no, and the next has their turn; a yes takes them off the list.
    let id = town.asked_of(&hanna).await;
    let no = Answer::No("geen-tijd");
    town.matching.answer(&hanna, &id, &no).await.unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.running(&noor).await, [], "not the same again");
    assert_eq!(town.running(&sem).await, asked("hanna"));
    let id = town.asked_of(&hanna).await;
    town.matching
        .answer(&hanna, &id, &Answer::Yes)
        .await
        .unwrap();
    let own = town.matching.waiting_list(&sem).await.unwrap();
    assert_eq!((own.stands, own.may), (false, vec![]));
    let own = town.matching.waiting_list(&noor).await.unwrap();
    assert_eq!((own.stands, own.position), (true, 1));
}

#[tokio::test]
async fn what_a_pass_that_broke_off_left_undone_is_done_by_the_next() {
    for polls in 0..24 {
        let town = Town::new().await;
        let (_, iris, ended) = town.full("hanna", "iris").await;
        let noor = town.seeker("noor").await;
        town.matching.join_waiting_list(&noor).await.unwrap();
        town.matching.catch_up().await.unwrap();
        let closing = town.matching.close(&iris, &ended, "doel-bereikt");
        closing.await.unwrap();
        gone_after(polls, town.matching.catch_up()).await;
        town.matching.catch_up().await.unwrap();
        assert_eq!(town.running(&noor).await, asked("hanna"), "after {polls}");
    }
}

#[tokio::test]
async fn who_joins_while_somebody_has_a_place_is_asked_for_at_once_and_once() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    for helper in ["hanna", "omar"] {
        town.helper(helper, |_| {}).await;
    }
    let other = town.replica().await;
    let both = [&*town.matching, &other];
    let joined = together(
        both.iter()
            .map(|matching| matching.join_waiting_list(&noor)),
    )
    .await;
    assert!(joined.iter().all(Result::is_ok), "{joined:?}");
    assert_eq!(town.running(&noor).await.len(), 1);
}

#[tokio::test]
async fn only_who_seeks_and_has_nobody_waits() {
    let town = Town::new().await;
    let conflict = |result: Result<WaitingList, MatchingError>| match result {
        Err(MatchingError::Conflict(code)) => code.name,
        other => panic!("no conflict but {other:?}"),
    };
    let nobody = town.student("nobody");
    let join = async |who: &Caller| conflict(town.matching.join_waiting_list(who).await);
    assert_eq!(join(&nobody).await, "profile.missing");
    let (_, iris, _) = town.full("hanna", "iris").await;
    assert_eq!(join(&iris).await, "waiting-list.matched");
    town.matching.pause(&iris, Side::Seeks, true).await.unwrap();
    assert_eq!(join(&iris).await, "profile.paused");
}

#[tokio::test]
async fn who_has_a_role_model_still_waits_for_a_buddy_and_who_looks_for_no_buddy_does_not() {
    let town = Town::new().await;
    let wants = async |person: &str, relations: &[&str]| {
        let mut wanted = crate::testing::choices("seeks");
        wanted.relations = relations.iter().map(|&one| one.to_owned()).collect();
        let student = town.student(person);
        town.fill_in(&student, &wanted).await;
        student
    };
    let both = wants("both", &["voor-de-overstap", "rolmodel"]).await;
    let alone = wants("alone", &["rolmodel"]).await;
    for student in [&both, &alone] {
        town.matching.join_waiting_list(student).await.unwrap();
    }
    let abdel = town
        .helper("abdel", |offered| {
            offered.relations = vec!["rolmodel".to_owned()];
            offered.capacity = 3;
        })
        .await;
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.running(&both).await, [], "a buddy is waited for");
    assert_eq!(town.running(&alone).await, asked("abdel"));
    let own = town.ask(&both, &abdel, None).await.unwrap();
    let for_alone = town.matching.requests(&alone).await.unwrap().requests;
    for id in [own, RequestId::parse(&for_alone[0].id).unwrap()] {
        let yes = town.matching.answer(&abdel, &id, &Answer::Yes).await;
        yes.unwrap();
    }
    town.matching.catch_up().await.unwrap();
    let stands = async |who: &Caller| town.matching.waiting_list(who).await.unwrap();
    assert_eq!(stands(&alone).await.may, [""; 0], "has what they wait for");
    assert_eq!(stands(&both).await.may, ["renew", "leave"]);
    town.helper("hanna", |_| {}).await;
    town.matching.catch_up().await.unwrap();
    assert!(
        town.running(&both)
            .await
            .contains(&("hanna".to_owned(), "asked".to_owned()))
    );
}

#[tokio::test]
async fn who_does_not_agree_is_blocked_or_rests_is_not_asked_and_who_comes_back_is() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    let agrees = town.helper("agrees", |_| {}).await;
    let blocked = town.helper("blocked", |_| {}).await;
    let rests = town.helper("rests", |_| {}).await;
    town.agree(&agrees, false).await;
    town.matching.block(&noor, &blocked.person).await.unwrap();
    let pause = async |paused| {
        let done = town.matching.pause(&rests, Side::Helps, paused).await;
        done.unwrap();
    };
    pause(true).await;
    let own = town.matching.join_waiting_list(&noor).await.unwrap();
    assert_eq!((own.fitting, own.free), (0, 0));
    assert_eq!(town.running(&noor).await, []);
    pause(false).await;
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.running(&noor).await, asked("rests"));
}

#[tokio::test]
async fn who_does_not_say_again_that_they_wait_is_asked_and_then_taken_off() {
    let town = Town::new().await;
    let noor = town.seeker("noor").await;
    town.matching.join_waiting_list(&noor).await.unwrap();
    town.wait(WAIT - ASK_BEFORE).await;
    assert_eq!(town.what_is_told(&noor).await, ["still-waiting"]);
    let since = town.matching.waiting_list(&noor).await.unwrap().since;
    let again = town.matching.join_waiting_list(&noor).await.unwrap();
    assert_eq!(again.since, since, "the place on the list stays");
    town.wait(ASK_BEFORE + TimeDelta::hours(1)).await;
    assert!(town.matching.waiting_list(&noor).await.unwrap().stands);
    town.wait(WAIT).await;
    assert!(!town.matching.waiting_list(&noor).await.unwrap().stands);
    assert!(
        town.what_is_told(&noor)
            .await
            .contains(&"waiting-over".to_owned())
    );
}

#[tokio::test]
async fn whose_match_ended_before_its_time_goes_first() {
    let town = Town::new().await;
    let (_, iris, id) = town.full("hanna", "iris").await;
    let (omar, sem, other) = town.full("omar", "sem").await;
    let noor = town.seeker("noor").await;
    town.matching.join_waiting_list(&noor).await.unwrap();
    town.wait(TimeDelta::hours(1)).await;
    // Hanna takes nobody new, so that nobody is asked before both stand in line.
    let hanna = town.student("hanna");
    let pause = town.matching.pause(&hanna, Side::Helps, true);
    pause.await.unwrap();
    town.matching.close(&iris, &id, "geen-klik").await.unwrap();
    let own = town.matching.join_waiting_list(&iris).await.unwrap();
    assert_eq!((own.goes_first, own.position), (true, 1));
    let own = town.matching.waiting_list(&noor).await.unwrap();
    assert_eq!((own.goes_first, own.position), (false, 2));
    town.matching
        .close(&sem, &other, "doel-bereikt")
        .await
        .unwrap();
    town.matching.catch_up().await.unwrap();
    assert_eq!(town.running(&iris).await, asked(omar.person.as_str()));
}

#[tokio::test]
async fn who_lets_two_requests_pass_rests_and_is_told_and_an_answer_counts_anew() {
    let town = Town::new().await;
    let hanna = town.helper("hanna", |_| {}).await;
    let ask = async |who: &str| {
        let student = town.seeker(who).await;
        town.ask(&student, &hanna, None).await
    };
    let pass = TimeDelta::hours(73);
    ask("a").await.unwrap();
    town.wait(pass).await;
    let id = ask("b").await.unwrap();
    let no = Answer::No("geen-tijd");
    town.matching.answer(&hanna, &id, &no).await.unwrap();
    ask("c").await.unwrap();
    town.wait(pass).await;
    assert!(
        !town
            .what_is_told(&hanna)
            .await
            .contains(&"rested".to_owned())
    );
    ask("d").await.unwrap();
    town.wait(pass).await;
    assert!(
        town.what_is_told(&hanna)
            .await
            .contains(&"rested".to_owned())
    );
    let paused = ask("e").await;
    assert!(matches!(paused, Err(MatchingError::Conflict(code)) if code.name == "buddy.paused"));
    town.matching
        .pause(&hanna, Side::Helps, false)
        .await
        .unwrap();
    ask("f").await.unwrap();
}
