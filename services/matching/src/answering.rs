//! The buddy's answer, and the student's reply to a question.

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching as codes;
use nouns::RequestId;
use store::StoreError;

use crate::asking::refusal;
use crate::vocabulary::{self, DECLINE_REASONS};
use crate::{Matching, MatchingError, rules};

/// What a buddy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Yes,
    /// No, with a kind reason.
    No(&'static str),
    /// Something first, by a question of the list.
    AskFirst(&'static str),
}

impl Answer {
    /// Reads `yes`, `no` with a reason of the list, or `ask_me_first` with a question.
    pub fn parse(answer: &codes::Answer) -> Result<Self, MatchingError> {
        let reason = || {
            let asked = answer.reason.as_deref();
            DECLINE_REASONS
                .iter()
                .find(|known| asked == Some(**known))
                .ok_or_else(|| MatchingError::field("reason", codes::REASON_UNKNOWN))
        };
        let question = || {
            let asked = answer.question.as_deref().unwrap_or_default();
            vocabulary::question(asked)
                .ok_or_else(|| MatchingError::field("question", codes::QUESTION_UNKNOWN))
        };
        match answer.answer.as_str() {
            "yes" => Ok(Self::Yes),
            "no" => Ok(Self::No(reason()?)),
            "ask_me_first" => Ok(Self::AskFirst(question()?.key)),
            _ => Err(MatchingError::field("answer", codes::ANSWER_UNKNOWN)),
        }
    }
}

impl Matching {
    /// The buddy answers. A yes takes a place; a buddy's ends what else the student asked of buddies, a role model's ends
    /// nothing.
    ///
    /// # Errors
    /// A conflict when the request is not open any more, the time is over, or no place is free.
    pub async fn answer(
        &self,
        by: &Caller,
        id: &RequestId,
        answer: &Answer,
    ) -> Result<(), MatchingError> {
        self.answer_at(by, id, answer, self.clock.now()).await
    }

    pub(crate) async fn answer_at(
        &self,
        by: &Caller,
        id: &RequestId,
        answer: &Answer,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        self.part_in(by, id, "answer").await?;
        let done = match answer {
            Answer::Yes => self.say_yes(by, id, now).await,
            Answer::No(reason) => self.store.say_no(id.as_str(), reason, now).await,
            Answer::AskFirst(question) => self.store.ask_first(id.as_str(), question, now).await,
        };
        done.map_err(|error| match refusal(error) {
            MatchingError::Conflict(code) if code == codes::BUDDY_FULL => {
                MatchingError::Conflict(codes::REQUEST_FULL)
            }
            other => other,
        })?;
        self.advance_after(id, now).await
    }

    /// The student replies to the buddy's question; the buddy has 72 hours again.
    pub async fn reply(
        &self,
        by: &Caller,
        id: &RequestId,
        reply: &str,
    ) -> Result<(), MatchingError> {
        self.reply_at(by, id, reply, self.clock.now()).await
    }

    pub(crate) async fn reply_at(
        &self,
        by: &Caller,
        id: &RequestId,
        reply: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        self.part_in(by, id, "reply").await?;
        let (row, _, _) = self.seen_by(by, id).await?;
        let fits = row
            .question
            .as_deref()
            .and_then(vocabulary::question)
            .is_some_and(|question| question.replies.contains(&reply));
        if !fits {
            return Err(MatchingError::field("reply", codes::REPLY_UNKNOWN));
        }
        self.store
            .reply(id.as_str(), reply, now)
            .await
            .map_err(refusal)?;
        self.advance_after(id, now).await
    }

    async fn say_yes(
        &self,
        by: &Caller,
        id: &RequestId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = self.store.request(id.as_str()).await?;
        let ends = row.map_or(&[][..], |row| rules::ended_by_yes(&row.relation));
        self.store.say_yes(id.as_str(), ends, by.region, now).await
    }

    /// The next choice of the student of a request, if it is its turn. The job that the deed
    /// left in the store does the same if this process ends here.
    async fn advance_after(&self, id: &RequestId, now: DateTime<Utc>) -> Result<(), MatchingError> {
        match self.store.request(id.as_str()).await? {
            Some(row) => self.advance(&row.student, now).await,
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::ANSWER_WITHIN;
    use crate::testing::{Town, together};
    use chrono::TimeDelta;

    #[tokio::test]
    async fn the_first_yes_wins_and_the_other_open_requests_end_with_a_notice() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let (a, b, c) = (
            town.helper("a", |_| {}).await,
            town.helper("b", |_| {}).await,
            town.helper("c", |_| {}).await,
        );
        let first = town.ask(&noor, &a, None).await.unwrap();
        let second = town.ask(&noor, &b, Some(1)).await.unwrap();
        let third = town.ask(&noor, &c, Some(2)).await.unwrap();
        town.matching
            .answer(&a, &first, &Answer::Yes)
            .await
            .unwrap();
        town.matching.catch_up().await.unwrap();
        assert_eq!(town.state(&noor, &first).await, "matched");
        assert_eq!(town.state(&noor, &second).await, "withdrawn");
        assert_eq!(town.state(&noor, &third).await, "withdrawn");
        let told = town.matching.requests(&b).await.unwrap().notices;
        assert!(
            told.iter()
                .any(|notice| notice.what == "withdrawn-for-match")
        );
        assert!(
            town.matching
                .requests(&c)
                .await
                .unwrap()
                .requests
                .is_empty()
        );
        let late = town.matching.answer(&b, &second, &Answer::Yes).await;
        assert!(
            matches!(late, Err(MatchingError::Conflict(code)) if code == codes::REQUEST_NOT_OPEN)
        );
    }

    #[tokio::test]
    async fn a_role_model_ends_nothing_with_a_yes_and_a_buddy_what_was_asked_of_buddies() {
        let town = Town::new().await;
        let noor = town.student("noor");
        let mut wanted = crate::testing::choices("seeks");
        wanted.relations.push("rolmodel".to_owned());
        town.fill_in(&noor, &wanted).await;
        let role_model = |offered: &mut contract::matching::Choices| {
            offered.relations = vec!["rolmodel".to_owned()];
        };
        let (abdel, rosa) = (
            town.helper("abdel", role_model).await,
            town.helper("rosa", role_model).await,
        );
        let (hanna, omar) = (
            town.helper("hanna", |_| {}).await,
            town.helper("omar", |_| {}).await,
        );
        let (first, second, third) = (
            town.ask(&noor, &abdel, Some(1)).await.unwrap(),
            town.ask(&noor, &hanna, None).await.unwrap(),
            town.ask(&noor, &omar, Some(2)).await.unwrap(),
        );
        let yes = async |who: &Caller, id: &RequestId| {
            let done = town.matching.answer(who, id, &Answer::Yes).await;
            done.unwrap();
        };
        let states = async |ids: &[&RequestId]| {
            let mut states = Vec::new();
            for id in ids {
                states.push(town.state(&noor, id).await);
            }
            states
        };
        yes(&abdel, &first).await;
        let now = states(&[&first, &second, &third]).await;
        assert_eq!(
            now,
            ["matched", "asked", "asked"],
            "the next choice has its turn"
        );
        let fourth = town.ask(&noor, &rosa, None).await.unwrap();
        yes(&hanna, &second).await;
        let now = states(&[&first, &second, &third, &fourth]).await;
        assert_eq!(now, ["matched", "matched", "withdrawn", "asked"]);
        yes(&rosa, &fourth).await;
        let now = states(&[&first, &second, &fourth]).await;
        assert_eq!(now, ["matched"; 3]);
    }

    #[tokio::test]
    async fn many_yeses_at_once_never_give_a_place_twice() {
        let town = Town::new().await;
        let hanna = town.helper("hanna", |choices| choices.capacity = 3).await;
        let other = town.replica().await;
        let mut ids = Vec::new();
        for number in 0..20 {
            let student = town.seeker(&format!("s{number}")).await;
            ids.push(town.ask(&student, &hanna, None).await.unwrap());
        }
        let yeses = ids.iter().enumerate().map(|(number, id)| {
            let (hanna, matching) = (
                &hanna,
                if number % 2 == 0 {
                    &*town.matching
                } else {
                    &other
                },
            );
            async move { matching.answer(hanna, id, &Answer::Yes).await }
        });
        let answers = together(yeses).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
        for refused in answers.into_iter().filter_map(Result::err) {
            assert!(
                matches!(refused, MatchingError::Conflict(code) if code == codes::REQUEST_FULL)
            );
        }
        let own = town
            .matching
            .own_profiles(&hanna)
            .await
            .unwrap()
            .helps
            .unwrap();
        assert_eq!((own.taken, own.free), (3, 0));
    }

    #[tokio::test]
    async fn many_yeses_for_one_student_make_one_match() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let mut asked = Vec::new();
        for helper in ["a", "b", "c"] {
            let helper = town.helper(helper, |_| {}).await;
            let id = town.ask(&noor, &helper, None).await.unwrap();
            asked.push((helper, id));
        }
        let yeses = asked
            .iter()
            .map(|(helper, id)| town.matching.answer(helper, id, &Answer::Yes));
        let answers = together(yeses).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    }

    #[tokio::test]
    async fn a_buddy_may_ask_one_thing_first_and_then_decides() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        let first = Answer::AskFirst("hoe-vaak");
        town.matching.answer(&hanna, &id, &first).await.unwrap();
        let seen = town.matching.request(&noor, &id).await.unwrap();
        let step = seen.step.unwrap();
        assert_eq!(
            (seen.state.as_str(), step.step.as_str(), step.yours),
            ("question", "reply", true)
        );
        assert!(seen.replies.contains(&"elke-week".to_owned()));
        let wrong = town.matching.reply(&noor, &id, "samen-doen").await;
        assert!(matches!(wrong, Err(MatchingError::Refused(_))));
        town.matching.reply(&noor, &id, "elke-week").await.unwrap();
        let again = town.matching.answer(&hanna, &id, &first).await;
        assert!(
            matches!(again, Err(MatchingError::Conflict(code)) if code == codes::QUESTION_ASKED)
        );
        town.matching
            .answer(&hanna, &id, &Answer::Yes)
            .await
            .unwrap();
        let seen = town.matching.request(&hanna, &id).await.unwrap();
        assert_eq!(seen.student.name, "noor Voorbeeld");
        let events: Vec<_> = seen
            .history
            .iter()
            .map(|event| event.what.as_str())
            .collect();
        assert_eq!(events, ["asked", "question", "replied", "matched"]);
    }

    #[tokio::test]
    async fn an_answer_after_72_hours_is_too_late() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        town.clock.advance(ANSWER_WITHIN + TimeDelta::seconds(1));
        let late = town.matching.answer(&hanna, &id, &Answer::Yes).await;
        assert!(matches!(late, Err(MatchingError::Conflict(code)) if code == codes::REQUEST_LATE));
        town.matching.catch_up().await.unwrap();
        assert_eq!(town.state(&noor, &id).await, "expired");
        town.ask(&noor, &hanna, None).await.unwrap();
    }

    #[tokio::test]
    async fn only_the_buddy_answers_and_a_stranger_knows_of_nothing() {
        let town = Town::new().await;
        let noor = town.seeker("noor").await;
        let hanna = town.helper("hanna", |_| {}).await;
        let id = town.ask(&noor, &hanna, None).await.unwrap();
        let own = town.matching.answer(&noor, &id, &Answer::Yes).await;
        assert!(matches!(own, Err(MatchingError::NotAllowed(_))));
        let stranger = town.student("sam");
        let none = town.matching.answer(&stranger, &id, &Answer::Yes).await;
        assert!(matches!(none, Err(MatchingError::NotFound)));
    }

    #[test]
    fn an_answer_needs_its_choice() {
        let answer = |answer: &str, reason: Option<&str>| {
            Answer::parse(&codes::Answer {
                answer: answer.to_owned(),
                reason: reason.map(str::to_owned),
                question: None,
            })
        };
        assert_eq!(
            answer("no", Some("geen-tijd")).unwrap(),
            Answer::No("geen-tijd")
        );
        assert!(answer("no", Some("gewoon")).is_err());
        assert!(answer("ask_me_first", None).is_err());
        assert!(answer("misschien", None).is_err());
    }
}
