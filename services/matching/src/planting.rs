//! Brings people and requests in from outside: the demo town, a synthetic country.
//!
//! Profiles come in bulk, past the rules about who fills in what, because somebody did
//! elsewhere. Requests go through the ordinary deeds, at the times when they happened, so that
//! nothing can be planted that could not have been.

mod sharing;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::consent::Purpose;
use contract::{Age, Caller, Grant, Scope};
use nouns::{PersonId, RequestId, Role};

use crate::answering::Answer;
use crate::asking::NewRequest;
use crate::conversation::{MessageId, MessageText};
use crate::profile::Profile;
use crate::request::ANSWER_WITHIN;
use crate::store::{Owner, ProfileRow, StandingRow, VogRow};
use crate::talking::NewMessage;
use crate::{Matching, MatchingError};

pub use self::sharing::{PlantedGoal, PlantedShared};

/// One side of a person.
#[derive(Debug, Clone)]
pub struct PlantedProfile {
    pub person: PersonId,
    pub name: String,
    pub age: Age,
    pub profile: Profile,
    pub active: bool,
    /// As accounts knows them; what else decides whether somebody is shown comes from its log.
    pub consents: Vec<Purpose>,
    pub vog_valid_until: Option<NaiveDate>,
}

/// A request, and what happened to it since.
#[derive(Debug, Clone)]
pub struct PlantedRequest {
    pub student: PersonId,
    pub buddy: PersonId,
    pub relation: Option<String>,
    pub rank: Option<u8>,
    pub asked: DateTime<Utc>,
    /// In order; the times do not go back.
    pub then: Vec<(DateTime<Utc>, PlantedStep)>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlantedStep {
    Answered(Answer),
    Replied(String),
    Withdrawn,
    /// 72 hours went by; the time beside it is not looked at.
    Expired,
    Met,
    /// They met, and share something since.
    MetSharing(PlantedShared),
    /// By the student, with a reason of the list.
    Closed(String),
}

/// Something that one of the two of a match wrote.
#[derive(Debug, Clone)]
pub struct PlantedMessage {
    pub by: PersonId,
    pub id: MessageId,
    pub text: MessageText,
    pub at: DateTime<Utc>,
}

impl Matching {
    /// Lets people have written to each other, in order.
    ///
    /// # Errors
    /// A refusal when what is planted could not have been sent.
    pub async fn plant_messages(
        &self,
        request: &RequestId,
        messages: &[PlantedMessage],
    ) -> Result<(), MatchingError> {
        self.pool.catch_up(&self.store).await?;
        for planted in messages {
            let new = NewMessage {
                id: planted.id.clone(),
                text: planted.text.clone(),
                sure: false,
            };
            let by = self.stand_in(&planted.by);
            let sending = self.send_at(&by, request, &new, planted.at).await?;
            if sending.message.is_none() {
                let code = contract::matching::MESSAGE_ID;
                return Err(MatchingError::field("text", code));
            }
        }
        Ok(())
    }

    /// Keeps many profiles at once; a person may stand in it once for each side. Who is there
    /// already stays as they are.
    pub async fn plant(&self, profiles: Vec<PlantedProfile>) -> Result<(), MatchingError> {
        let now = self.clock.now();
        let mut vogs = Vec::new();
        let mut standings = Vec::with_capacity(profiles.len());
        let mut rows = Vec::with_capacity(profiles.len());
        for planted in profiles {
            let person = planted.person.as_str();
            if let Some(until) = planted.vog_valid_until {
                vogs.push(VogRow {
                    person: person.to_owned(),
                    valid_until: until.to_string(),
                });
            }
            standings.push(StandingRow::agreeing(person, |purpose| {
                planted.consents.contains(&purpose)
            }));
            let owner = Owner {
                person,
                name: &planted.name,
                minor: planted.age == Age::Minor,
                active: planted.active,
            };
            rows.push(ProfileRow::of(&owner, planted.profile.choices(), now));
        }
        // The pool reads everybody when it is asked next, once for many calls.
        Ok(self.store.plant(rows, standings, vogs, now).await?)
    }

    /// Asks in somebody's name and lets happen what happened; both need a profile.
    pub async fn plant_request(
        &self,
        planted: &PlantedRequest,
    ) -> Result<RequestId, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let student = self.stand_in(&planted.student);
        let buddy = self.stand_in(&planted.buddy);
        let new = NewRequest {
            buddy: planted.buddy.clone(),
            relation: planted.relation.clone(),
            rank: planted.rank,
        };
        let id = self.ask_at(&student, &new, planted.asked).await?;
        for (at, step) in &planted.then {
            self.plant_step(&student, &buddy, &id, step, *at).await?;
        }
        Ok(id)
    }

    async fn plant_step(
        &self,
        student: &Caller,
        buddy: &Caller,
        id: &RequestId,
        step: &PlantedStep,
        at: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        match step {
            PlantedStep::Answered(answer) => self.answer_at(buddy, id, answer, at).await,
            PlantedStep::Replied(reply) => self.reply_at(student, id, reply, at).await,
            PlantedStep::Withdrawn => self.withdraw_at(student, id, at).await,
            PlantedStep::Expired => {
                let asked = self.store.request(id.as_str()).await?;
                let due = asked.and_then(|row| row.due);
                let end = due.unwrap_or(at + ANSWER_WITHIN) + TimeDelta::seconds(1);
                Ok(self.store.expire(id.as_str(), end).await?)
            }
            PlantedStep::Met => self.met_at(student, id, at).await,
            PlantedStep::MetSharing(shared) => self.plant_meeting(id, shared, at).await,
            PlantedStep::Closed(reason) => self.close_at(student, id, reason, at).await,
        }
    }

    /// A caller as the profile knows them.
    fn stand_in(&self, person: &PersonId) -> Caller {
        let minor = self.pool.is_minor(person).unwrap_or(false);
        Caller {
            person: person.clone(),
            name: self.pool.name_of(person).unwrap_or_default(),
            roles: vec![Grant {
                role: Role::Student,
                scope: Scope::Everywhere,
            }],
            school: None,
            region: None,
            age: if minor { Age::Minor } else { Age::Adult },
            means: contract::Means::Session,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Town, choices, start};

    fn planted(
        person: &str,
        side: &str,
        change: impl FnOnce(&mut PlantedProfile),
    ) -> PlantedProfile {
        let mut planted = PlantedProfile {
            person: PersonId::parse(person).unwrap(),
            name: format!("{person} Voorbeeld"),
            age: Age::Adult,
            profile: Profile::parse(&choices(side)).unwrap(),
            active: true,
            consents: vec![Purpose::Found, Purpose::Contacted, Purpose::Asked],
            vog_valid_until: None,
        };
        change(&mut planted);
        planted
    }

    async fn plant_and_see(
        town: &Town,
        number: usize,
        days_ago: i64,
        then: Vec<(i64, PlantedStep)>,
    ) -> contract::matching::Request {
        let (student, buddy) = (format!("s{number}"), format!("b{number}"));
        let people = vec![
            planted(&student, "seeks", |_| {}),
            planted(&buddy, "helps", |_| {}),
        ];
        town.matching.plant(people).await.unwrap();
        let ago = |days: i64| start() - TimeDelta::days(days);
        let request = PlantedRequest {
            student: PersonId::parse(&student).unwrap(),
            buddy: PersonId::parse(&buddy).unwrap(),
            relation: Some("voor-de-overstap".to_owned()),
            rank: Some(1),
            asked: ago(days_ago),
            then: then
                .into_iter()
                .map(|(days, step)| (ago(days), step))
                .collect(),
        };
        let id = town.matching.plant_request(&request).await.unwrap();
        town.matching.catch_up().await.unwrap();
        town.matching
            .request(&town.student(&student), &id)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn requests_are_planted_in_every_state_with_their_own_times() {
        let town = Town::new().await;
        let yes = || PlantedStep::Answered(Answer::Yes);
        let cases = [
            ("asked", 1, vec![]),
            (
                "question",
                2,
                vec![(2, PlantedStep::Answered(Answer::AskFirst("online")))],
            ),
            (
                "declined",
                9,
                vec![(8, PlantedStep::Answered(Answer::No("te-ver")))],
            ),
            ("expired", 6, vec![(0, PlantedStep::Expired)]),
            ("withdrawn", 5, vec![(4, PlantedStep::Withdrawn)]),
            ("matched", 6, vec![(5, yes())]),
            ("running", 20, vec![(19, yes()), (12, PlantedStep::Met)]),
            (
                "closed",
                120,
                vec![
                    (119, yes()),
                    (110, PlantedStep::Met),
                    (25, PlantedStep::Closed("doel-bereikt".to_owned())),
                ],
            ),
        ];
        for (number, (state, days_ago, then)) in cases.into_iter().enumerate() {
            let request = plant_and_see(&town, number, days_ago, then).await;
            assert_eq!(request.state, state);
            assert_eq!(request.made, start() - TimeDelta::days(days_ago));
            let due = request.step.map(|step| step.until);
            assert!(due.is_none_or(|due| due > start()), "{state}: {due:?}");
        }
    }

    #[tokio::test]
    async fn what_two_people_share_is_planted_as_if_they_had_done_it() {
        let town = Town::new().await;
        let shared = |answer: &str| PlantedShared {
            place: "bibliotheek".to_owned(),
            goals: vec![
                PlantedGoal {
                    goal: "planning".to_owned(),
                    steps: vec![("week-indelen".to_owned(), true)],
                },
                PlantedGoal {
                    goal: "presenteren".to_owned(),
                    steps: vec![
                        ("samen-oefenen".to_owned(), true),
                        ("zelf-proberen".to_owned(), false),
                    ],
                },
            ],
            check_in: answer.to_owned(),
        };
        let then = |answer| {
            vec![
                (33, PlantedStep::Answered(Answer::Yes)),
                (25, PlantedStep::MetSharing(shared(answer))),
            ]
        };
        let request = plant_and_see(&town, 1, 33, then("goed")).await;
        assert_eq!(request.state, "running");
        assert!(request.step.unwrap().until > start());
        let id = RequestId::parse(&request.id).unwrap();
        let (student, buddy) = (town.student("s1"), town.student("b1"));
        let seen = town.matching.together(&student, &id).await.unwrap();
        assert!(seen.plan.agreed.unwrap() > start() + TimeDelta::days(1));
        assert!(seen.plan.invitation && seen.plan.reminded);
        let done = |place: usize| {
            let steps = &seen.goals[place].steps;
            let done = steps.iter().filter(|step| step.done.is_some());
            (done.count(), steps.len())
        };
        assert_eq!((done(0), done(1)), ((1, 1), (1, 2)));
        assert_eq!(seen.check_in, None, "answered already");
        let theirs = town.matching.together(&buddy, &id).await.unwrap();
        assert_eq!(theirs.answers[0].answer, "goed");
        assert!(theirs.check_in.is_some(), "the other has not answered");
        town.matching.met(&student, &id).await.unwrap_err();
        let wrong = plant_and_fail(&town, then("prima")).await;
        assert!(matches!(wrong, MatchingError::Refused(_)), "{wrong:?}");
    }

    async fn plant_and_fail(town: &Town, then: Vec<(i64, PlantedStep)>) -> MatchingError {
        let people = vec![
            planted("s2", "seeks", |_| {}),
            planted("b2", "helps", |_| {}),
        ];
        town.matching.plant(people).await.unwrap();
        let ago = |days: i64| start() - TimeDelta::days(days);
        let request = PlantedRequest {
            student: PersonId::parse("s2").unwrap(),
            buddy: PersonId::parse("b2").unwrap(),
            relation: None,
            rank: None,
            asked: ago(33),
            then: then
                .into_iter()
                .map(|(days, step)| (ago(days), step))
                .collect(),
        };
        town.matching.plant_request(&request).await.unwrap_err()
    }

    #[tokio::test]
    async fn whoever_follows_the_log_suggests_the_same_as_whoever_reads_everything() {
        let town = Town::new().await;
        let goals = ["planning", "engels", "netwerk"];
        let helper = |number: usize| {
            let mut offered = choices("helps");
            offered.capacity = 2;
            offered.goals_offered = vec![goals[number % 3].to_owned()];
            planted(&format!("h{number}"), "helps", |planted| {
                planted.profile = Profile::parse(&offered).unwrap();
            })
        };
        town.matching
            .plant((0..40).map(helper).collect())
            .await
            .unwrap();
        let mut wanted = choices("seeks");
        wanted.goals_wanted = vec!["planning".to_owned(), "engels".to_owned()];
        let noor = town.student("noor");
        town.fill_in(&noor, &wanted).await;
        let sam = town.seeker("sam").await;
        let before = town.matching.suggest(&noor).await.unwrap().suggestions;
        assert_eq!(before.len(), 10);
        let gone = town.student(&before[0].buddy);
        town.matching
            .pause(&gone, crate::Side::Helps, true)
            .await
            .unwrap();
        town.matching
            .block(&noor, &PersonId::parse(&before[1].buddy).unwrap())
            .await
            .unwrap();
        let third = town.student(&before[2].buddy);
        let id = town.ask(&sam, &third, None).await.unwrap();
        town.matching
            .answer(&third, &id, &Answer::Yes)
            .await
            .unwrap();
        let followed = town.matching.suggest(&noor).await.unwrap().suggestions;
        let fresh = town
            .replica()
            .await
            .suggest(&noor)
            .await
            .unwrap()
            .suggestions;
        assert_eq!(followed, fresh);
        let names: Vec<_> = followed.iter().map(|one| &one.buddy).collect();
        assert!(!names.contains(&&before[0].buddy) && !names.contains(&&before[1].buddy));
        let taken = followed
            .iter()
            .find(|one| one.buddy == before[2].buddy)
            .unwrap();
        assert_eq!(taken.free, 1);
    }
}
