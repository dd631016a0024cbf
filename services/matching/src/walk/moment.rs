//! Everything that counts, as it stands in the store at one moment, and what must hold of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use surrealdb::types::SurrealValue;

use super::people::People;
use crate::request::{ANSWER_WITHIN, MOST_OPEN, State};
use crate::testing::Town;

/// A request that has not ended.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(super) struct Running {
    pub(super) id: String,
    pub(super) student: String,
    pub(super) buddy: String,
    state: String,
    due: Option<DateTime<Utc>>,
    pub(super) made: DateTime<Utc>,
}

#[derive(Debug, Clone, SurrealValue)]
struct Helper {
    person: String,
    active: bool,
    capacity: i64,
}

/// A yes, or a request that one ended.
#[derive(Debug, Clone, SurrealValue)]
struct Yes {
    at: DateTime<Utc>,
    what: String,
    student: String,
    relation: String,
}

#[derive(Debug, Clone, SurrealValue)]
struct Two {
    student: String,
    buddy: String,
}

#[derive(Debug, Clone, SurrealValue)]
struct Count {
    person: String,
    count: i64,
}

pub(super) struct Moment {
    pub(super) running: Vec<Running>,
    helpers: HashMap<String, Helper>,
    resting: HashSet<String>,
    agrees: HashSet<String>,
    certified: HashSet<String>,
    blocks: HashSet<(String, String)>,
    taken: HashMap<String, i64>,
    open: HashMap<String, i64>,
    waiting: HashSet<String>,
    tried: HashSet<(String, String)>,
}

impl Running {
    fn state(&self) -> State {
        State::parse(&self.state).unwrap()
    }
}

impl Moment {
    pub(super) async fn of(town: &Town, people: &People) -> Self {
        let surql = "
            SELECT record::id(id) AS id, student, buddy, state, due, made FROM
                array::map((SELECT VALUE request FROM pair), |$one| type::record('request', $one)) WHERE id != NONE;
            SELECT person, active, capacity FROM profile WHERE side = 'helps';
            SELECT VALUE person FROM profile WHERE side = 'seeks' AND !active;
            SELECT VALUE record::id(id) FROM standing WHERE found AND contacted;
            SELECT VALUE record::id(id) FROM vog;
            SELECT by AS student, whom AS buddy FROM block;
            SELECT record::id(id) AS person, taken AS count FROM place;
            SELECT record::id(id) AS person, open AS count FROM asker;
            SELECT VALUE record::id(id) FROM waiting_list;
            SELECT student, buddy FROM request WHERE student IN $waiting
                AND state IN ['declined', 'expired', 'withdrawn', 'closed'] AND reason NOT IN ['match', 'not-possible']";
        let students: Vec<String> = people
            .students
            .iter()
            .map(|student| student.person.as_str().to_owned())
            .collect();
        let db = &town.matching.store.db;
        let mut rows = db.read(surql).bind(("waiting", students)).await.unwrap();
        let two = |rows: Vec<Two>| {
            rows.into_iter()
                .map(|two| (two.student, two.buddy))
                .collect()
        };
        let counts = |rows: Vec<Count>| {
            rows.into_iter()
                .map(|row| (row.person, row.count))
                .collect()
        };
        let helpers: Vec<Helper> = rows.take(1).unwrap();
        let resting: Vec<String> = rows.take(2).unwrap();
        let agrees: Vec<String> = rows.take(3).unwrap();
        let certified: Vec<String> = rows.take(4).unwrap();
        let waiting: Vec<String> = rows.take(8).unwrap();
        Self {
            running: rows.take(0).unwrap(),
            helpers: helpers
                .into_iter()
                .map(|one| (one.person.clone(), one))
                .collect(),
            resting: resting.into_iter().collect(),
            agrees: agrees.into_iter().collect(),
            certified: certified.into_iter().collect(),
            blocks: two(rows.take(5).unwrap()),
            taken: counts(rows.take(6).unwrap()),
            open: counts(rows.take(7).unwrap()),
            waiting: waiting.into_iter().collect(),
            tried: two(rows.take(9).unwrap()),
        }
    }

    /// A yes ended the requests to buddies of a student who got one at that moment, and nothing else; gives how often role
    /// models said yes.
    pub(super) async fn yeses_ended_what_they_may(town: &Town) -> usize {
        let surql = "SELECT at, what, type::record('request', request).student AS student,
            type::record('request', request).relation AS relation FROM event WHERE what = 'matched' OR detail = 'match'";
        let mut rows = town.matching.store.db.read(surql).await.unwrap();
        let (yeses, ended): (Vec<Yes>, Vec<Yes>) = rows
            .take::<Vec<Yes>>(0)
            .unwrap()
            .into_iter()
            .partition(|one| one.what == "matched");
        for one in &ended {
            assert_eq!(one.relation, "voor-de-overstap", "{one:?}");
            let same = |yes: &&Yes| {
                (yes.at, &yes.student, &yes.relation) == (one.at, &one.student, &one.relation)
            };
            assert!(
                yeses.iter().any(|yes| same(&yes)),
                "ended by nobody: {one:?}"
            );
        }
        let of_role_models = yeses.iter().filter(|yes| yes.relation == "rolmodel");
        of_role_models.count()
    }

    pub(super) fn open(&self) -> Vec<&Running> {
        let open = self
            .running
            .iter()
            .filter(|request| request.state().is_open());
        open.collect()
    }

    /// Everything that must hold, given how it was before: what one of the steps changed may have been seen by another of
    /// them before or after.
    pub(super) fn holds_after(&self, before: &Self, people: &People, now: DateTime<Utc>) {
        self.places_hold(before);
        self.requests_hold(before, people, now);
        self.nobody_waits_in_vain(people);
    }

    /// A place is never given twice, and the counts are what they count.
    fn places_hold(&self, before: &Self) {
        for (id, helper) in &self.helpers {
            let matches = self.count(|one| one.buddy == *id && one.state().is_match());
            assert_eq!(
                matches,
                self.taken.get(id).copied().unwrap_or_default(),
                "{id}"
            );
            let earlier = before.count(|one| one.buddy == *id && one.state().is_match());
            let capacity = helper.capacity.max(before.helpers[id].capacity);
            assert!(
                matches <= capacity.max(earlier),
                "{id}: {matches} of {capacity}"
            );
        }
        let students: HashSet<&String> = self.running.iter().map(|one| &one.student).collect();
        for student in students {
            let open = self.count(|one| one.student == *student && one.state().is_open());
            assert!(
                open <= i64::try_from(MOST_OPEN).unwrap(),
                "{student}: {open}"
            );
            assert_eq!(
                open,
                self.open.get(student).copied().unwrap_or_default(),
                "{student}"
            );
        }
    }

    /// Nobody is asked or matched against a block, a consent, a break or the rule for minors, and no answer is overdue.
    fn requests_hold(&self, before: &Self, people: &People, now: DateTime<Utc>) {
        for request in &self.running {
            let pair = (request.student.clone(), request.buddy.clone());
            let blocked = |moment: &Self| moment.blocks.contains(&pair);
            assert!(!(blocked(self) && blocked(before)), "blocked: {request:?}");
            if request.state().is_open() {
                let due = request.due.unwrap();
                assert!(
                    due > now && due <= now + ANSWER_WITHIN,
                    "overdue: {request:?} at {now}"
                );
            }
            let was = before.running.iter().find(|one| one.id == request.id);
            let stands = |one: &Running| one.state().is_open() || one.state().is_match();
            if !stands(request) || was.is_some_and(stands) {
                continue;
            }
            let either = |holds: &dyn Fn(&Self) -> bool| holds(self) || holds(before);
            assert!(
                either(&|moment| moment.is_there(&request.buddy)),
                "not willing: {request:?}"
            );
            if people.is_minor(&request.student) {
                let certified = either(&|moment| moment.certified.contains(&request.buddy));
                assert!(certified, "no certificate: {request:?}");
            }
        }
    }

    /// Whoever waits and has nothing asked has nobody who fits, is willing, has a place and was not tried.
    fn nobody_waits_in_vain(&self, people: &People) {
        for student in &self.waiting {
            let of_buddies =
                |one: &&Running| one.student == *student && !people.is_role_model(&one.buddy);
            let has_match = self.count(|one| of_buddies(one) && one.state().is_match());
            assert_eq!(has_match, 0, "{student} waits with a match");
            let asks = self.count(|one| one.student == *student && one.state().is_open());
            let has_room = asks < i64::try_from(MOST_OPEN).unwrap();
            let busy = !has_room || self.running.iter().any(|one| of_buddies(&one));
            if busy || self.resting.contains(student) {
                continue;
            }
            let could = self.helpers.keys().find(|id| {
                let pair = (student.clone(), (*id).clone());
                self.is_there(id)
                    && !people.is_role_model(id)
                    && self.room(id) > 0
                    && !self.blocks.contains(&pair)
                    && !self.tried.contains(&pair)
                    && (!people.is_minor(student) || self.certified.contains(*id))
            });
            assert_eq!(could, None, "{student} waits for nothing");
        }
    }

    fn is_there(&self, helper: &str) -> bool {
        self.agrees.contains(helper) && self.helpers[helper].active
    }

    /// Places that are neither taken nor asked for.
    fn room(&self, helper: &str) -> i64 {
        let busy = self
            .count(|one| one.buddy == helper && (one.state().is_match() || one.state().is_open()));
        self.helpers[helper].capacity - busy
    }

    fn count(&self, which: impl Fn(&&Running) -> bool) -> i64 {
        i64::try_from(self.running.iter().filter(which).count()).unwrap()
    }
}
