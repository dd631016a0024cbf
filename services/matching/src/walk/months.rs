//! Three months of a programme: students come, look and ask or wait, helpers answer as people do (late, no, never), matches
//! end. Afterwards every request has ended in time, and nobody waits for whom somebody is free.

use std::collections::{HashMap, HashSet};

use chrono::{TimeDelta, Utc};
use contract::Caller;
use contract::matching::Choices;
use nouns::RequestId;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use surrealdb::types::SurrealValue;

use crate::answering::Answer;
use crate::asking::NewRequest;
use crate::profile::Side;
use crate::request::{ANSWER_WITHIN, State};
use crate::testing::Town;

const STUDENTS: usize = 28;
/// With `KANSRIJK_TEST_SIZE=long`.
const LONG: usize = 5_000;
/// Students for each helper.
const FOR_EACH_HELPER: usize = 4;
/// A tick, and how many make three months. Terms are whole ticks, so that what is due is due at one.
const TICK: TimeDelta = TimeDelta::hours(4);
const TICKS: usize = 90 * 6;
/// Ticks of [`ANSWER_WITHIN`].
const TICKS_OF_AN_ANSWER: usize = 18;
const REGIONS: [&str; 4] = ["RMC-19", "RMC-20", "RMC-29", "RMC-06"];

/// A request that has not ended.
#[derive(Debug, Clone, SurrealValue)]
struct Running {
    id: String,
    student: String,
    buddy: String,
    state: String,
}

/// How long one step of a request took to get an answer, or to end without.
#[derive(Debug, Clone, SurrealValue)]
struct Happened {
    request: String,
    n: i64,
    what: String,
    at: chrono::DateTime<Utc>,
}

struct Months {
    town: Town,
    random: StdRng,
    students: Vec<Caller>,
    helpers: HashMap<String, Caller>,
    by_id: HashMap<String, usize>,
    matched_once: HashSet<String>,
}

fn keys(list: &[&str], random: &mut StdRng, most: usize) -> Vec<String> {
    let many = random.random_range(1..=most);
    let some = list.choose_multiple(random, many);
    some.map(|&key| key.to_owned()).collect()
}

fn wishes(side: &str, random: &mut StdRng) -> Choices {
    let goals = ["planning", "thuis-voelen", "presenteren", "stage-zoeken"];
    let goals: Vec<&str> = goals
        .into_iter()
        .filter(|key| crate::vocabulary::GOALS.place(key).is_some())
        .collect();
    let slots = [
        "ma-avond",
        "di-avond",
        "wo-middag",
        "do-avond",
        "vr-ochtend",
        "za-ochtend",
    ];
    let own = keys(&goals, random, 2);
    let (wanted, offered) = if side == "seeks" {
        (own, vec![])
    } else {
        (vec![], own)
    };
    Choices {
        side: side.to_owned(),
        relations: keys(&["voor-de-overstap", "eerste-jaar"], random, 2),
        goals_wanted: wanted,
        goals_offered: offered,
        languages: vec!["nl".to_owned()],
        region: Some((*REGIONS.choose(random).unwrap()).to_owned()),
        online: random.random_bool(0.4),
        in_person: true,
        asynchronous: random.random_bool(0.5),
        slots: keys(&slots, random, 3),
        capacity: if side == "helps" {
            random.random_range(1..=3)
        } else {
            0
        },
        ..Choices::default()
    }
}

impl Months {
    async fn begin(students: usize) -> Self {
        let mut months = Self {
            town: Town::new().await,
            random: StdRng::seed_from_u64(20_260_302),
            students: Vec::new(),
            helpers: HashMap::new(),
            by_id: HashMap::new(),
            matched_once: HashSet::new(),
        };
        for number in 0..students / FOR_EACH_HELPER {
            let helper = months.town.student(&format!("helper{number}"));
            let offers = wishes("helps", &mut months.random);
            months.town.fill_in(&helper, &offers).await;
            if months.random.random_bool(0.7) {
                months.town.record_vog(&helper, "2030-12-31").await;
            }
            months
                .helpers
                .insert(helper.person.as_str().to_owned(), helper);
        }
        months
    }

    /// Somebody new, a third of them under eighteen.
    async fn arrives(&mut self) {
        let number = self.students.len();
        let name = format!("student{number}");
        let student = if self.random.random_bool(0.33) {
            self.town.minor(&name)
        } else {
            self.town.student(&name)
        };
        let wants = wishes("seeks", &mut self.random);
        self.town.fill_in(&student, &wants).await;
        self.by_id.insert(name, number);
        self.students.push(student);
    }

    async fn running(&self) -> Vec<Running> {
        let surql = "SELECT record::id(id) AS id, student, buddy, state FROM
            array::map((SELECT VALUE request FROM pair), |$one| type::record('request', $one)) WHERE id != NONE";
        let db = &self.town.matching.store.db;
        db.read(surql)
            .await
            .and_then(|mut rows| rows.take(0))
            .unwrap()
    }

    async fn tick(&mut self) {
        self.town.clock.advance(TICK);
        self.town.matching.catch_up().await.unwrap();
        let running = self.running().await;
        let mut busy: HashSet<String> = HashSet::new();
        for request in &running {
            busy.insert(request.student.clone());
            self.goes_on(request).await;
        }
        for number in 0..self.students.len() {
            let student = self.students[number].clone();
            let waits = self.town.matching.pool.waits_until(&student.person);
            let is_free = !busy.contains(student.person.as_str()) && waits.is_none();
            // One looks again on one day in three.
            if is_free && self.random.random_ratio(1, 18) {
                self.looks(&student).await;
            }
        }
        if self.random.random_ratio(1, 12) {
            self.somebody_rests().await;
        }
    }

    /// What the two do about what runs between them, as often as people do.
    async fn goes_on(&mut self, request: &Running) {
        let id = RequestId::parse(&request.id).unwrap();
        let helper = self.helpers[&request.buddy].clone();
        let student = self.students[self.by_id[&request.student]].clone();
        let matching = &self.town.matching;
        // A refusal is somebody who was slower than somebody else.
        match State::parse(&request.state).unwrap() {
            // A tenth of all that are asked never answers.
            State::Asked if self.random.random_ratio(1, 9) => {
                let answer = match self.random.random_range(0..10) {
                    0..6 => Answer::Yes,
                    6..9 => Answer::No("geen-tijd"),
                    _ => Answer::AskFirst("ander-moment"),
                };
                drop(matching.answer(&helper, &id, &answer).await);
            }
            State::Question if self.random.random_ratio(1, 6) => {
                drop(matching.reply(&student, &id, "ja-dat-kan").await);
            }
            State::Matched if self.random.random_ratio(1, 40) => {
                self.matched_once.insert(request.student.clone());
                drop(matching.met(&student, &id).await);
            }
            State::Running if self.random.random_ratio(1, 240) => {
                let why = *["doel-bereikt", "geen-klik", "geen-tijd"]
                    .choose(&mut self.random)
                    .unwrap();
                drop(matching.close(&student, &id, why).await);
            }
            _ => {}
        }
    }

    /// Somebody without anything asked looks: at most three choices in an own order, or the waiting list.
    async fn looks(&mut self, student: &Caller) {
        let matching = &self.town.matching;
        let Ok(list) = matching.suggest(student).await else {
            return;
        };
        if list.suggestions.is_empty() || self.random.random_bool(0.3) {
            drop(matching.join_waiting_list(student).await);
            return;
        }
        let many = self.random.random_range(1..=3);
        for (rank, one) in (1..).zip(list.suggestions.into_iter().take(many)) {
            let new = NewRequest {
                buddy: nouns::PersonId::parse(&one.buddy).unwrap(),
                relation: None,
                rank: Some(rank),
            };
            drop(matching.ask(student, &new).await);
        }
    }

    async fn somebody_rests(&mut self) {
        let mut ids: Vec<&String> = self.helpers.keys().collect();
        ids.sort();
        let id = (*ids.choose(&mut self.random).unwrap()).clone();
        let rests = self.random.random_bool(0.4);
        let helper = &self.helpers[&id];
        let paused = self.town.matching.pause(helper, Side::Helps, rests).await;
        paused.unwrap();
    }

    /// The longest that any request waited for one answer, and how many steps there were.
    async fn longest_wait(&self) -> (TimeDelta, usize) {
        let surql = "SELECT request, n, what, at FROM event ORDER BY request, n";
        let db = &self.town.matching.store.db;
        let happened: Vec<Happened> = db
            .read(surql)
            .await
            .and_then(|mut rows| rows.take(0))
            .unwrap();
        let waits = |what: &str| matches!(what, "asked" | "question" | "replied");
        let answered = happened.windows(2).filter_map(|two| {
            let [before, after] = two else { return None };
            let is_answer = before.request == after.request && after.n == before.n + 1;
            (waits(&before.what) && is_answer).then(|| after.at - before.at)
        });
        let all: Vec<TimeDelta> = answered.collect();
        (all.iter().max().copied().unwrap_or_default(), all.len())
    }

    /// Students on the list with nothing asked, for whom somebody fits, is willing, has room and was not tried.
    async fn waits_in_vain(&self) -> Vec<String> {
        let matching = &self.town.matching;
        let in_turn = matching.pool.in_turn();
        let asked_for = matching.pool.asked_for();
        let full = matching.pool.without_room(&asked_for);
        let today = self.town.clock.now().date_naive();
        let mut tried: HashMap<String, HashSet<String>> = HashMap::new();
        for row in matching.store.tried().await.unwrap() {
            tried.entry(row.student).or_default().insert(row.buddy);
        }
        let nobody = HashSet::new();
        let could = |student: &String| {
            let person = &self.students[self.by_id[student]].person;
            let outlook = matching.pool.outlook(person, today).unwrap();
            let tried = tried.get(student).unwrap_or(&nobody);
            let free = outlook
                .fitting
                .iter()
                .filter(|id| matching.pool.free_of(id) > 0);
            free.filter(|id| !full.contains(*id) && !tried.contains(*id))
                .count()
                > 0
        };
        in_turn.into_iter().filter(could).collect()
    }
}

#[tokio::test]
async fn three_months_end_with_every_answer_in_time_and_nobody_waiting_in_vain() {
    let long = std::env::var("KANSRIJK_TEST_SIZE").is_ok_and(|size| size == "long");
    let students = if long { LONG } else { STUDENTS };
    let mut months = Months::begin(students).await;
    for tick in 0..TICKS {
        // Everybody has come by two thirds of the time.
        let expected = (students * (tick + 1) * 3 / (TICKS * 2)).min(students);
        while months.students.len() < expected {
            months.arrives().await;
        }
        months.tick().await;
    }
    // Nobody does anything any more; what was asked ends.
    for _ in 0..TICKS_OF_AN_ANSWER * 3 {
        months.town.clock.advance(TICK);
        months.town.matching.catch_up().await.unwrap();
    }
    let (longest, answers) = months.longest_wait().await;
    let in_vain = months.waits_in_vain().await;
    println!(
        "{students} students, {} helpers, three months: {answers} answers or ends, the longest after {} h; {} met; {} wait, {} of them in vain",
        months.helpers.len(),
        longest.num_hours(),
        months.matched_once.len(),
        months.town.matching.pool.in_turn().len(),
        in_vain.len(),
    );
    assert!(answers > students, "{answers}");
    assert!(longest <= ANSWER_WITHIN, "{longest}");
    assert_eq!(in_vain, Vec::<String>::new());
}
