use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::matching as wire;
use futures::future::{try_join, try_join_all};
use matching::{
    Answer, Matching, MessageId, MessageText, PlantedGoal, PlantedMessage, PlantedRequest,
    PlantedShared, PlantedStep,
};
use nouns::PersonId;
use serde::Deserialize;

use super::Resident;
use crate::{SeedError, files};

const FILE: &str = "town/requests.toml";

#[derive(Deserialize)]
struct Requests {
    request: Vec<RequestFile>,
    guest_hour: Vec<GuestHourFile>,
}

/// An hour in class that a teacher asked for today.
#[derive(Deserialize)]
struct GuestHourFile {
    from: String,
    to: String,
    #[serde(flatten)]
    hour: wire::ClassHour,
}

#[derive(Deserialize)]
struct RequestFile {
    from: String,
    to: String,
    relation: String,
    state: String,
    rank: Option<u8>,
    days_ago: i64,
    first_meeting_days_ago: Option<i64>,
    closed_days_ago: Option<i64>,
    /// Why not, as a key of the list.
    reason: Option<String>,
    /// What the helper asks first, as a key of the list.
    question: Option<String>,
    closing_reason: Option<String>,
    /// What the two wrote to each other, in order.
    #[serde(default)]
    said: Vec<SaidFile>,
    /// What they share since they met.
    shared: Option<SharedFile>,
}

#[derive(Deserialize)]
struct SharedFile {
    place: String,
    check_in: String,
    goal: Vec<GoalFile>,
}

#[derive(Deserialize)]
struct GoalFile {
    goal: String,
    done: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
}

#[derive(Deserialize)]
struct SaidFile {
    by: String,
    hours_ago: i64,
    text: String,
}

/// Plants the requests of each circle of people in the order in which they were asked.
pub(super) async fn plant(
    matching: &Matching,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<usize, SeedError> {
    let file: Requests = files::read(FILE)?;
    let asking = file.guest_hour.into_iter().map(|one| async move {
        let teacher = town.get(&one.from).ok_or_else(|| SeedError::File {
            file: FILE.to_owned(),
            problem: format!("nobody is called {:?}", one.from),
        })?;
        let ask = wire::AskGuestHour {
            person: one.to,
            hour: one.hour,
        };
        let region = teacher.region()?;
        let (id, name) = (teacher.id()?, &teacher.name);
        matching.plant_guest_hour(&id, name, region, &ask).await?;
        Ok::<_, SeedError>(())
    });
    let circles = circles(file.request);
    let planting = circles.iter().map(|circle| async move {
        for request in circle {
            let id = matching.plant_request(&planted(request, now)?).await?;
            matching.plant_messages(&id, &said(request, now)?).await?;
        }
        Ok::<_, SeedError>(circle.len())
    });
    let (planted, _) = try_join(try_join_all(planting), try_join_all(asking)).await?;
    Ok(planted.into_iter().sum())
}

/// Requests that share somebody, directly or through another one, in one circle.
fn circles(requests: Vec<RequestFile>) -> Vec<Vec<RequestFile>> {
    let mut circles: Vec<Vec<RequestFile>> = Vec::new();
    for request in requests {
        let is_theirs = |circle: &Vec<RequestFile>| circle.iter().any(|one| one.meets(&request));
        let (theirs, others): (Vec<_>, Vec<_>) = circles.into_iter().partition(is_theirs);
        let mut circle: Vec<RequestFile> = theirs.into_iter().flatten().collect();
        circle.push(request);
        circle.sort_by_key(|request| std::cmp::Reverse(request.days_ago));
        circles = others;
        circles.push(circle);
    }
    circles
}

impl SharedFile {
    fn planted(&self) -> PlantedShared {
        let with = |keys: &[String], done: bool| -> Vec<(String, bool)> {
            keys.iter().map(|key| (key.clone(), done)).collect()
        };
        let goal = |one: &GoalFile| PlantedGoal {
            goal: one.goal.clone(),
            steps: [with(&one.done, true), with(&one.open, false)].concat(),
        };
        PlantedShared {
            place: self.place.clone(),
            goals: self.goal.iter().map(goal).collect(),
            check_in: self.check_in.clone(),
        }
    }
}

impl RequestFile {
    /// Somebody stands in both.
    fn meets(&self, other: &Self) -> bool {
        [&other.from, &other.to]
            .iter()
            .any(|person| **person == self.from || **person == self.to)
    }
}

fn planted(request: &RequestFile, now: DateTime<Utc>) -> Result<PlantedRequest, SeedError> {
    let id = |key: &str| PersonId::parse(key).map_err(SeedError::in_file(FILE, key));
    let ago = |days: i64| now - TimeDelta::days(days);
    // An hour earlier: what was asked today was asked before now.
    let asked = ago(request.days_ago) - TimeDelta::hours(1);
    let answered = asked + TimeDelta::minutes(30);
    let mut then = Vec::new();
    if let Some(step) = step_of(request)? {
        then.push((answered, step));
    }
    if let Some(days) = request.first_meeting_days_ago {
        let met = match &request.shared {
            Some(shared) => PlantedStep::MetSharing(shared.planted()),
            None => PlantedStep::Met,
        };
        then.push((ago(days), met));
    }
    if let (Some(days), Some(reason)) = (request.closed_days_ago, &request.closing_reason) {
        then.push((ago(days), PlantedStep::Closed(reason.clone())));
    }
    Ok(PlantedRequest {
        student: id(&request.from)?,
        buddy: id(&request.to)?,
        relation: Some(request.relation.clone()),
        rank: request.rank,
        asked,
        then,
    })
}

/// What was said, named by its place.
fn said(request: &RequestFile, now: DateTime<Utc>) -> Result<Vec<PlantedMessage>, SeedError> {
    let wrong = |code: contract::Code| SeedError::File {
        file: FILE.to_owned(),
        problem: code.name.to_owned(),
    };
    let numbered = request.said.iter().enumerate();
    numbered
        .map(|(place, said)| {
            Ok(PlantedMessage {
                by: PersonId::parse(&said.by).map_err(SeedError::in_file(FILE, &said.by))?,
                id: MessageId::parse(&format!("{place:032x}")).map_err(wrong)?,
                text: MessageText::parse(&said.text).map_err(wrong)?,
                at: now - TimeDelta::hours(said.hours_ago),
            })
        })
        .collect()
}

/// What happened first to a request that is in this state now.
fn step_of(request: &RequestFile) -> Result<Option<PlantedStep>, SeedError> {
    let answer = |answer: &str, reason: Option<&String>, question: Option<&String>| {
        let told = wire::Answer {
            answer: answer.to_owned(),
            reason: reason.cloned(),
            question: question.cloned(),
        };
        Answer::parse(&told)
            .map(PlantedStep::Answered)
            .map(Some)
            .map_err(SeedError::from)
    };
    match request.state.as_str() {
        "open" | "wacht" => Ok(None),
        "vraag-eerst" => answer("ask_me_first", None, request.question.as_ref()),
        "nee" => answer("no", request.reason.as_ref(), None),
        "gekoppeld" | "afgerond" => answer("yes", None, None),
        "ingetrokken" => Ok(Some(PlantedStep::Withdrawn)),
        "verlopen" => Ok(Some(PlantedStep::Expired)),
        state => Err(SeedError::File {
            file: FILE.to_owned(),
            problem: format!("state {state:?}"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use contract::{Age, Caller, Means};
    use matching::Vault;
    use nouns::{Clock, RequestId};
    use store::Datastore;

    use super::*;
    use crate::town::{people, profiles, role_models};

    fn caller(key: &str) -> Caller {
        Caller {
            person: PersonId::parse(key).unwrap(),
            name: key.to_owned(),
            roles: Vec::new(),
            school: None,
            region: None,
            age: Age::Adult,
            means: Means::Session,
        }
    }

    #[tokio::test]
    async fn the_town_has_a_match_that_plans_and_shares_and_a_class_that_asks() {
        let now = "2026-11-02T09:00:00Z".parse().unwrap();
        let store = Datastore::in_memory().await.unwrap();
        let vault = Vault::ephemeral().unwrap();
        let matching = Matching::open(&store, None, vault, Clock::fixed(now));
        let matching = matching.await.unwrap();
        let town = people::residents().unwrap();
        profiles::plant(&matching, &town, now).await.unwrap();
        role_models::plant(&matching).await.unwrap();
        plant(&matching, &town, now).await.unwrap();

        let efrem = caller("efrem");
        let own = matching.requests(&efrem).await.unwrap().requests;
        let id = RequestId::parse(&own[0].id).unwrap();
        let shared = matching.together(&efrem, &id).await.unwrap();
        assert!(shared.plan.agreed.is_some_and(|date| date > now));
        let left: Vec<usize> = shared
            .goals
            .iter()
            .map(|goal| goal.steps.iter().filter(|step| step.done.is_none()).count())
            .collect();
        assert_eq!(left, [0, 2], "one goal is reached, one is not");
        assert_eq!(shared.answers.len(), 1);

        let asked = matching
            .requests(&caller("marijke"))
            .await
            .unwrap()
            .requests;
        assert_eq!(asked.len(), 1);
        let class = asked[0].class.as_ref().unwrap();
        assert_eq!((class.students, asked[0].state.as_str()), (24, "asked"));
    }
}
