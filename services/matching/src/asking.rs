//! The student's deeds: ask, withdraw; and Kansrijk's own, asking the next ranked choice.

use chrono::{DateTime, Utc};
use contract::matching as codes;
use contract::{Age, Caller, Code};
use nouns::{PersonId, RequestId};
use store::StoreError;

use crate::programme::Mode;
use crate::request::LAST_RANK;
use crate::rules::Part;
use crate::store::AskRow;
use crate::vocabulary::RELATIONS;
use crate::{Matching, MatchingError, rules};

/// What a student asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    pub buddy: PersonId,
    /// A key of the relations; none is the first that both chose.
    pub relation: Option<String>,
    /// The place in the student's own order, 1 to 5.
    pub rank: Option<u8>,
}

impl Matching {
    /// Asks a buddy, or puts the choice in line behind the ranked one that is open.
    ///
    /// # Errors
    /// A conflict for a full, paused or unfitting buddy, a fourth open request, a second one
    /// for the pair, a rank that is taken.
    pub async fn ask(&self, by: &Caller, new: &NewRequest) -> Result<RequestId, MatchingError> {
        self.ask_at(by, new, self.clock.now()).await
    }

    pub(crate) async fn ask_at(
        &self,
        by: &Caller,
        new: &NewRequest,
        now: DateTime<Utc>,
    ) -> Result<RequestId, MatchingError> {
        if new
            .rank
            .is_some_and(|rank| !(1..=LAST_RANK).contains(&rank))
        {
            return Err(MatchingError::field("rank", codes::RANK_RANGE));
        }
        self.refresh(by).await?;
        let only_suggested = self.pool.mode_of(&by.person) == Mode::Suggested;
        if !only_suggested {
            self.pool.may_choose(&by.person)?;
        }
        let pair = self.pool.pair(&by.person, &new.buddy, now.date_naive())?;
        let relation = chosen(pair.relations, new.relation.as_deref())?;
        let id = RequestId::fresh();
        let ask = AskRow {
            id: id.as_str(),
            student: by.person.as_str(),
            buddy: new.buddy.as_str(),
            student_name: &by.name,
            buddy_name: &pair.buddy_name,
            minor: by.age == Age::Minor,
            relation,
            form: None,
            programme: pair.programme,
            // Whom a programme suggests is asked at once.
            rank: new.rank.filter(|_| !only_suggested),
            only_suggested,
            region: by.region,
            class: None,
        };
        self.store.ask(ask, now).await.map_err(refusal)?;
        Ok(id)
    }

    /// Takes an open or waiting request back; no reason is asked.
    pub async fn withdraw(&self, by: &Caller, id: &RequestId) -> Result<(), MatchingError> {
        self.withdraw_at(by, id, self.clock.now()).await
    }

    pub(crate) async fn withdraw_at(
        &self,
        by: &Caller,
        id: &RequestId,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let part = self.part_in(by, id, "withdraw").await?;
        debug_assert_eq!(
            part,
            Part::Student,
            "the rules let only the student withdraw"
        );
        self.store
            .withdraw(id.as_str(), "student", None, now)
            .await
            .map_err(refusal)?;
        self.advance(by.person.as_str(), now).await
    }

    /// Asks a student's waiting choices in order, as far as there is room. A choice that has
    /// become impossible ends with a notice, and the next one gets its turn.
    pub(crate) async fn advance(
        &self,
        student: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        let running = self.store.running_of(student).await?;
        let (waiting, others): (Vec<_>, Vec<_>) =
            running.into_iter().partition(|row| row.state == "waiting");
        if waiting.is_empty() {
            return Ok(());
        }
        let busy = others
            .iter()
            .any(|row| row.rank.is_some() && matches!(row.state.as_str(), "asked" | "question"));
        for waiting in waiting.into_iter().filter(|_| !busy) {
            match self.store.ask_waiting(&waiting.key, now).await {
                Ok(()) => break,
                Err(StoreError::Thrown(why)) => match why.as_str() {
                    "too-many" => break,
                    "not-open" | "gone" => {}
                    _ => self.give_up(&waiting.key, now).await?,
                },
                Err(error) => return Err(error.into()),
            }
        }
        self.store.postpone_waiting(student, now).await?;
        Ok(())
    }

    /// A choice that cannot be asked any more ends; whoever was faster has decided about it.
    async fn give_up(&self, id: &str, now: DateTime<Utc>) -> Result<(), MatchingError> {
        let reason = Some("not-possible");
        match self.store.withdraw(id, "kansrijk", reason, now).await {
            Ok(()) | Err(StoreError::Thrown(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The pool up to now, and the caller's age as the token says it.
    pub(crate) async fn refresh(&self, by: &Caller) -> Result<(), MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let minor = by.age == Age::Minor;
        if self
            .pool
            .is_minor(&by.person)
            .is_some_and(|known| known != minor)
        {
            self.store.set_minor(by.person.as_str(), minor).await?;
            self.pool.catch_up(&self.store).await?;
        }
        Ok(())
    }

    /// The caller's part in a request, if they may do `deed` in its state.
    pub(crate) async fn part_in(
        &self,
        by: &Caller,
        id: &RequestId,
        deed: &str,
    ) -> Result<Part, MatchingError> {
        let (row, part, state) = self.seen_by(by, id).await?;
        if rules::may(part, state, deed) {
            return Ok(part);
        }
        let other = match part {
            Part::Student => Part::Buddy,
            Part::Buddy => Part::Student,
        };
        let late = row.due.is_some_and(|due| due < self.clock.now());
        Err(if rules::may(other, state, deed) {
            MatchingError::NotAllowed(codes::REQUEST_NOT_YOURS)
        } else if late {
            MatchingError::Conflict(codes::REQUEST_LATE)
        } else {
            MatchingError::Conflict(codes::REQUEST_NOT_OPEN)
        })
    }
}

/// The relation that goes with what is asked, or the first that both chose.
pub(crate) fn relation_for(common: u64, wanted: &str) -> Result<&'static str, MatchingError> {
    chosen(common, Some(wanted)).or_else(|_| chosen(common, None))
}

/// The relation asked for, or the first that both chose.
fn chosen(common: u64, asked: Option<&str>) -> Result<&'static str, MatchingError> {
    let mut common = RELATIONS.keys_of(common);
    match asked.filter(|key| !key.is_empty()) {
        None => common
            .next()
            .ok_or(MatchingError::Conflict(codes::BUDDY_NOT_FITTING)),
        Some(key) => common
            .find(|own| *own == key)
            .ok_or_else(|| MatchingError::field("relation", codes::RELATION_UNKNOWN)),
    }
}

/// What the store's refusals mean to people.
pub(crate) fn refusal(error: StoreError) -> MatchingError {
    let code: Code = match &error {
        StoreError::AlreadyExists => codes::REQUEST_PAIR_OPEN,
        StoreError::Thrown(name) => match name.as_str() {
            "not-fitting" => codes::BUDDY_NOT_FITTING,
            "unknown" => codes::BUDDY_UNKNOWN,
            "paused" => codes::BUDDY_PAUSED,
            "full" => codes::BUDDY_FULL,
            "too-many" => codes::REQUEST_TOO_MANY,
            "rank-taken" => codes::RANK_TAKEN,
            "not-open" => codes::REQUEST_NOT_OPEN,
            "late" => codes::REQUEST_LATE,
            "asked-before" => codes::QUESTION_ASKED,
            "not-suggested" => codes::PROGRAMME_SUGGESTED,
            "matched" => codes::WAITING_LIST_MATCHED,
            "gone" => return MatchingError::NotFound,
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    MatchingError::Conflict(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answering::Answer;
    use crate::request::ANSWER_WITHIN;
    use crate::testing::{Town, choices, together};
    use chrono::TimeDelta;

    fn conflict<T: std::fmt::Debug>(result: Result<T, MatchingError>) -> &'static str {
        match result {
            Err(MatchingError::Conflict(code)) => code.name,
            other => panic!("no conflict but {other:?}"),
        }
    }

    #[tokio::test]
    async fn a_student_has_at_most_three_open_requests() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let mut first = None;
        for buddy in ["a", "b", "c"] {
            let buddy = town.helper(buddy, |_| {}).await;
            first = first.or(town.ask(&noor, &buddy, None).await.ok());
        }
        let fourth = town.helper("d", |_| {}).await;
        assert_eq!(
            conflict(town.ask(&noor, &fourth, None).await),
            "request.too-many"
        );
        assert_eq!(town.matching.requests(&noor).await.unwrap().left, 0);
        town.matching
            .withdraw(&noor, &first.unwrap())
            .await
            .unwrap();
        town.ask(&noor, &fourth, None).await.unwrap();
    }

    #[tokio::test]
    async fn many_requests_at_once_never_make_more_than_three() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let mut helpers = Vec::new();
        for number in 0..10 {
            helpers.push(town.helper(&format!("h{number}"), |_| {}).await);
        }
        let other = town.replica().await;
        let asks = helpers.iter().enumerate().map(|(number, helper)| {
            let new = NewRequest {
                buddy: helper.person.clone(),
                relation: None,
                rank: None,
            };
            let (noor, matching) = (
                &noor,
                if number % 2 == 0 {
                    &*town.matching
                } else {
                    &other
                },
            );
            async move { matching.ask(noor, &new).await.is_ok() }
        });
        let done = together(asks).await;
        assert_eq!(done.into_iter().filter(|done| *done).count(), 3);
        let open = town.matching.requests(&noor).await.unwrap().requests;
        assert_eq!(
            open.iter()
                .filter(|request| request.state == "asked")
                .count(),
            3
        );
    }

    #[tokio::test]
    async fn a_pair_has_one_request_and_a_full_buddy_says_so() {
        let town = Town::new().await;
        let (noor, sam) = (town.seeker("noor").await, town.seeker("sam").await);
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        assert_eq!(
            conflict(town.ask(&noor, &hanna, None).await),
            "request.pair-open"
        );
        town.matching
            .answer(&hanna, &id, &Answer::Yes)
            .await
            .unwrap();
        assert_eq!(conflict(town.ask(&sam, &hanna, None).await), "buddy.full");
        assert!(
            town.matching
                .suggest(&sam)
                .await
                .unwrap()
                .suggestions
                .is_empty()
        );
    }

    #[tokio::test]
    async fn ranked_choices_are_asked_one_by_one_by_themselves() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let (a, b, c) = (
            town.helper("a", |_| {}).await,
            town.helper("b", |_| {}).await,
            town.helper("c", |_| {}).await,
        );
        let first = town.ask(&noor, &a, Some(1)).await.unwrap();
        let third = town.ask(&noor, &c, Some(3)).await.unwrap();
        let second = town.ask(&noor, &b, Some(2)).await.unwrap();
        assert_eq!(
            conflict(
                town.ask(&noor, &town.helper("d", |_| {}).await, Some(2))
                    .await
            ),
            "rank.taken"
        );
        assert_eq!(town.state(&noor, &second).await, "waiting");
        assert!(
            town.matching.request(&b, &second).await.is_err(),
            "b knows of nothing yet"
        );
        town.matching
            .answer(&a, &first, &Answer::No("geen-tijd"))
            .await
            .unwrap();
        assert_eq!(town.state(&noor, &second).await, "asked");
        assert_eq!(town.state(&noor, &third).await, "waiting");
        town.clock.advance(ANSWER_WITHIN + TimeDelta::seconds(1));
        town.matching.catch_up().await.unwrap();
        assert_eq!(town.state(&noor, &second).await, "expired");
        assert_eq!(town.state(&noor, &third).await, "asked");
        let matching = &town.matching;
        let told = |person| async move { matching.requests(person).await.unwrap().notices };
        assert!(told(&b).await.iter().any(|notice| notice.what == "expired"));
        assert!(
            told(&noor)
                .await
                .iter()
                .any(|notice| notice.what == "expired")
        );
    }

    #[tokio::test]
    async fn a_waiting_choice_that_became_impossible_makes_way_for_the_next() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let (a, b, c) = (
            town.helper("a", |_| {}).await,
            town.helper("b", |_| {}).await,
            town.helper("c", |_| {}).await,
        );
        let first = town.ask(&noor, &a, Some(1)).await.unwrap();
        let second = town.ask(&noor, &b, Some(2)).await.unwrap();
        let third = town.ask(&noor, &c, Some(3)).await.unwrap();
        town.matching
            .pause(&b, crate::Side::Helps, true)
            .await
            .unwrap();
        town.matching.withdraw(&noor, &first).await.unwrap();
        assert_eq!(town.state(&noor, &second).await, "withdrawn");
        assert_eq!(town.state(&noor, &third).await, "asked");
    }

    #[tokio::test]
    async fn a_minor_sees_and_asks_only_adults_with_a_valid_vog() {
        let town = Town::new().await;
        let fenna = town.minor("fenna");
        town.fill_in(&fenna, &choices("seeks")).await;
        let (with, without) = (
            town.helper("with", |_| {}).await,
            town.helper("without", |_| {}).await,
        );
        town.record_vog(&with, "2026-03-02").await;
        let seen: Vec<_> = town.matching.suggest(&fenna).await.unwrap().suggestions;
        assert_eq!(
            seen.iter()
                .map(|one| one.buddy.as_str())
                .collect::<Vec<_>>(),
            ["with"]
        );
        assert_eq!(
            conflict(town.ask(&fenna, &without, None).await),
            "buddy.not-fitting"
        );
        let id = town.ask(&fenna, &with, None).await.unwrap();
        town.clock.advance(TimeDelta::days(1));
        let late = town.matching.answer(&with, &id, &Answer::Yes).await;
        assert_eq!(conflict(late), "buddy.not-fitting");
    }

    #[tokio::test]
    async fn blocked_people_never_see_each_other_and_what_runs_ends() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.matching.block(&hanna, &noor.person).await.unwrap();
        assert_eq!(town.state(&noor, &id).await, "withdrawn");
        assert!(
            town.matching
                .suggest(&noor)
                .await
                .unwrap()
                .suggestions
                .is_empty()
        );
        assert_eq!(
            conflict(town.ask(&noor, &hanna, None).await),
            "buddy.not-fitting"
        );
        town.matching.unblock(&hanna, &noor.person).await.unwrap();
        assert_eq!(
            town.matching
                .suggest(&noor)
                .await
                .unwrap()
                .suggestions
                .len(),
            1
        );
    }

    #[tokio::test]
    async fn nobody_asks_themselves_or_without_a_profile() {
        let town = Town::new().await;
        let ilse = town.helper("ilse", |_| {}).await;
        assert_eq!(
            conflict(town.ask(&ilse, &ilse, None).await),
            "profile.missing"
        );
        town.fill_in(&ilse, &choices("seeks")).await;
        assert!(matches!(
            town.ask(&ilse, &ilse, None).await,
            Err(MatchingError::Refused(_))
        ));
        assert!(
            town.matching
                .suggest(&ilse)
                .await
                .unwrap()
                .suggestions
                .is_empty()
        );
    }
}
