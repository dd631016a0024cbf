//! Who walks, and what they do.

use contract::Caller;
use contract::matching::Choices;
use nouns::RequestId;
use rand::Rng as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;

use super::moment::Moment;
use crate::answering::Answer;
use crate::asking::NewRequest;
use crate::profile::{Profile, Side};
use crate::testing::{Town, choices};
use crate::{Matching, MatchingError};

const STUDENTS: usize = 9;
const HELPERS: usize = 7;
/// The last of the helpers are role models.
const ROLE_MODELS: usize = 2;
/// The first of the students are minors.
const MINORS: usize = 3;

pub(super) struct People {
    pub(super) students: Vec<Caller>,
    pub(super) helpers: Vec<Caller>,
}

/// Every student looks for a buddy, and for role models.
fn wishes() -> Choices {
    let mut wanted = choices("seeks");
    wanted.relations.push("rolmodel".to_owned());
    wanted
}

fn offers(helper: usize, places: u8) -> Choices {
    let mut offered = choices("helps");
    offered.capacity = places;
    if helper >= HELPERS - ROLE_MODELS {
        offered.relations = vec!["rolmodel".to_owned()];
    }
    offered
}

/// One step of one person. Numbers are places in the lists of people.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Ask(usize, usize, Option<u8>),
    Withdraw(usize, RequestId),
    Answer(usize, RequestId, Answer),
    Reply(usize, RequestId),
    Met(usize, RequestId),
    Close(usize, RequestId, &'static str),
    Block(usize, usize),
    Unblock(usize, usize),
    Agrees(usize, bool),
    Rests(usize, bool),
    StudentRests(usize, bool),
    Places(usize, u8),
    Certificate(usize, bool),
    JoinLine(usize),
    LeaveLine(usize),
}

impl People {
    /// Everybody with a profile that fits every other.
    pub(super) async fn settle(town: &Town) -> Self {
        let mut students = Vec::new();
        for number in 0..STUDENTS {
            let name = format!("student{number}");
            let student = if number < MINORS {
                town.minor(&name)
            } else {
                town.student(&name)
            };
            town.fill_in(&student, &wishes()).await;
            students.push(student);
        }
        let mut helpers = Vec::new();
        for number in 0..HELPERS {
            let helper = town.student(&format!("helper{number}"));
            town.fill_in(&helper, &offers(number, 1)).await;
            helpers.push(helper);
        }
        Self { students, helpers }
    }

    pub(super) fn is_role_model(&self, helper: &str) -> bool {
        self.helpers[HELPERS - ROLE_MODELS..]
            .iter()
            .any(|one| one.person.as_str() == helper)
    }

    pub(super) fn is_minor(&self, student: &str) -> bool {
        self.students[..MINORS]
            .iter()
            .any(|minor| minor.person.as_str() == student)
    }

    /// What somebody does next, mostly about what runs.
    pub(super) fn deed(&self, now: &Moment, random: &mut StdRng) -> Deed {
        let student = random.random_range(0..STUDENTS);
        let helper = random.random_range(0..HELPERS);
        let coin = random.random_bool(0.5);
        match (random.random_range(0..20), now.running.choose(random)) {
            (0..8, Some(request)) => self.deed_about(request, random),
            (0..8, None) | (8..12, _) => {
                let rank = coin.then(|| random.random_range(1..=5));
                Deed::Ask(student, helper, rank)
            }
            (12, _) if coin => Deed::Block(student, helper),
            (12, _) => Deed::Unblock(student, helper),
            (13, _) => Deed::Agrees(helper, random.random_bool(0.7)),
            (14, _) => Deed::Rests(helper, random.random_bool(0.3)),
            (15, _) => Deed::StudentRests(student, random.random_bool(0.2)),
            (16, _) => Deed::Places(helper, random.random_range(1..=3)),
            (17, _) => Deed::Certificate(helper, random.random_bool(0.7)),
            (18, _) if coin => Deed::LeaveLine(student),
            _ => Deed::JoinLine(student),
        }
    }

    /// Somebody does something about a request, sometimes somebody whose turn it is not.
    fn deed_about(&self, request: &super::moment::Running, random: &mut StdRng) -> Deed {
        let who = |people: &[Caller], id: &str| {
            let own = people.iter().position(|one| one.person.as_str() == id);
            own.unwrap_or_default()
        };
        let student = who(&self.students, &request.student);
        let helper = who(&self.helpers, &request.buddy);
        let id = RequestId::parse(&request.id).unwrap();
        match random.random_range(0..10) {
            0..4 => Deed::Answer(helper, id, Answer::Yes),
            4 => Deed::Answer(helper, id, Answer::No("geen-tijd")),
            5 => Deed::Answer(helper, id, Answer::AskFirst("ander-moment")),
            6 => Deed::Reply(student, id),
            7 => Deed::Met(student, id),
            8 => Deed::Close(student, id, "geen-klik"),
            _ => Deed::Withdraw(student, id),
        }
    }

    /// Does it; a refusal is an answer as well, a failure is not.
    pub(super) async fn does(&self, town: &Town, matching: &Matching, deed: &Deed) {
        let done = self.tries(town, matching, deed).await;
        if let Err(MatchingError::Store(problem)) = done {
            // Many at once may be told to try again, and then nothing was done.
            assert!(
                matches!(*problem, store::StoreError::Busy),
                "{deed:?}: {problem}"
            );
        }
    }

    async fn tries(
        &self,
        town: &Town,
        matching: &Matching,
        deed: &Deed,
    ) -> Result<(), MatchingError> {
        let (students, helpers) = (&self.students, &self.helpers);
        match deed {
            Deed::Ask(student, helper, rank) => {
                let new = NewRequest {
                    buddy: helpers[*helper].person.clone(),
                    relation: None,
                    rank: *rank,
                };
                matching.ask(&students[*student], &new).await.map(drop)
            }
            Deed::Withdraw(student, id) => matching.withdraw(&students[*student], id).await,
            Deed::Answer(helper, id, answer) => {
                matching.answer(&helpers[*helper], id, answer).await
            }
            Deed::Reply(student, id) => matching.reply(&students[*student], id, "ja-dat-kan").await,
            Deed::Met(student, id) => matching.met(&students[*student], id).await,
            Deed::Close(student, id, why) => matching.close(&students[*student], id, why).await,
            Deed::Block(student, helper) => {
                let whom = &helpers[*helper].person;
                matching.block(&students[*student], whom).await
            }
            Deed::Unblock(student, helper) => {
                let whom = &helpers[*helper].person;
                matching.unblock(&students[*student], whom).await
            }
            Deed::Agrees(helper, agrees) => {
                town.agree(&helpers[*helper], *agrees).await;
                Ok(())
            }
            Deed::Rests(helper, rests) => {
                let rested = matching.pause(&helpers[*helper], Side::Helps, *rests).await;
                rested.map(drop)
            }
            Deed::StudentRests(student, rests) => {
                let rested = matching
                    .pause(&students[*student], Side::Seeks, *rests)
                    .await;
                rested.map(drop)
            }
            Deed::Places(helper, places) => {
                let profile =
                    Profile::parse(&offers(*helper, *places)).map_err(MatchingError::Refused)?;
                let saved = matching.save_profile(&helpers[*helper], &profile).await;
                saved.map(drop)
            }
            Deed::Certificate(helper, has) => {
                let admin = town.caller("beheer", nouns::Role::Beheerder);
                let until = has.then(|| "2030-12-31".parse().ok()).flatten();
                let helper = &helpers[*helper].person;
                matching.record_vog(&admin, helper, until).await
            }
            Deed::JoinLine(student) => {
                let joined = matching.join_waiting_list(&students[*student]).await;
                joined.map(drop)
            }
            Deed::LeaveLine(student) => matching.leave_waiting_list(&students[*student]).await,
        }
    }
}
