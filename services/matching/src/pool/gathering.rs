//! The people of a programme as a division of its places wants them.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use contract::matching::Party;
use matching_engine as engine;

use super::Pool;
use super::held::Person;
use crate::request::State;
use crate::store::{ENDED, OPEN};
use crate::vocabulary::RELATIONS;

/// Everybody who can be given somebody, in no order.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) students: Vec<GatheredStudent>,
    pub(crate) buddies: Vec<GatheredBuddy>,
    /// In both directions: who does not see whom, as far as both are here.
    pub(crate) apart: Vec<(String, String)>,
}

impl Gathered {
    /// These students come before their equals.
    pub(crate) fn let_first(&mut self, first: &HashSet<String>) {
        for student in &mut self.students {
            student.goes_first |= first.contains(&student.id);
        }
    }
}

#[derive(Debug)]
pub(crate) struct GatheredStudent {
    pub(crate) id: String,
    pub(crate) person: engine::Person,
    /// When the profile changed last: so long they have waited at least.
    pub(crate) since: DateTime<Utc>,
    /// A match of theirs ended: they come before their equals.
    pub(crate) goes_first: bool,
    pub(crate) facts: Facts,
}

#[derive(Debug)]
pub(crate) struct GatheredBuddy {
    pub(crate) id: String,
    pub(crate) person: engine::Person,
    /// Places that are free, whatever the programme says.
    pub(crate) free: u32,
}

/// What groups of the fairness report are made by; nothing of it is looked at before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) region: Option<nouns::Region>,
    /// The kind of school, by its place in the list.
    pub(crate) school: Option<u8>,
    pub(crate) route: Option<u8>,
    pub(crate) leerweg: Option<u8>,
    pub(crate) languages: u64,
    pub(crate) minor: bool,
}

/// Who waits in a programme: neither asked anybody like that nor has such a match.
pub(crate) struct WaitingStudent {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) since: DateTime<Utc>,
    /// Until when they can say yes to somebody who is suggested to them.
    pub(crate) open_until: Option<DateTime<Utc>>,
}

impl Pool {
    /// The people of a programme with this relation who are active, agree, and are not matched yet; buddies with a place.
    pub(crate) fn gather(&self, programme: &str, relation: u8, today: NaiveDate) -> Gathered {
        let held = self.read();
        let key = RELATIONS.keys_of(1 << relation).next().unwrap_or_default();
        let takes_part = |person: &Person| {
            is_in(person, programme) && person.profile.relations >> relation & 1 == 1
        };
        let students: Vec<GatheredStudent> = held
            .seekers
            .iter()
            .filter(|(id, person)| {
                takes_part(person)
                    && person.active
                    && held.reachable.contains(*id)
                    && !held.runs_like(id, key).any(State::is_match)
            })
            .map(|(id, person)| GatheredStudent {
                id: id.clone(),
                person: held.engine_person(id, person, today),
                since: person.since,
                goes_first: held.waiting.get(id).is_some_and(|waits| waits.goes_first),
                facts: facts(person, held.school_kinds.get(id).copied()),
            })
            .collect();
        let buddies: Vec<GatheredBuddy> = held
            .helpers
            .iter()
            .filter(|(id, person)| takes_part(person) && person.active && held.agree.contains(*id))
            .map(|(id, person)| GatheredBuddy {
                id: id.clone(),
                person: held.engine_person(id, person, today),
                free: held.free_of(id),
            })
            .collect();
        let blocks = |student: &GatheredStudent| -> Vec<(String, String)> {
            let others = held.blocks.get(&student.id).into_iter().flatten();
            let own = std::iter::once(&student.id);
            others
                .chain(own)
                .filter(|other| held.helpers.contains_key(*other))
                .map(|other| (student.id.clone(), other.clone()))
                .collect()
        };
        let apart = students.iter().flat_map(blocks).collect();
        Gathered {
            students,
            buddies,
            apart,
        }
    }

    /// The seekers of a programme with this relation who wait and did not let a suggestion pass, those who have waited
    /// longest first.
    pub(crate) fn waiting_in(&self, programme: &str, relation: &str) -> Vec<WaitingStudent> {
        let held = self.read();
        let mut waiting: Vec<WaitingStudent> = held
            .seekers
            .iter()
            .filter(|(id, person)| {
                is_in(person, programme)
                    && person.active
                    && held.runs_like(id, relation).next().is_none()
                    && held.suggested_to(id).is_none_or(|row| row.state != ENDED)
            })
            .map(|(id, person)| WaitingStudent {
                id: id.clone(),
                name: person.name.clone(),
                since: person.since,
                open_until: held
                    .suggested_to(id)
                    .filter(|row| row.state == OPEN)
                    .map(|row| row.due),
            })
            .collect();
        waiting.sort_unstable_by(|a, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
        waiting
    }

    /// Somebody with their name, for who may see it.
    pub(crate) fn party_of(&self, id: &str) -> Party {
        let held = self.read();
        let name = held.somebody(id).map(|person| person.name.clone());
        Party {
            id: id.to_owned(),
            name: name.unwrap_or_else(|| crate::store::SOMEBODY.to_owned()),
        }
    }

    /// The helpers of a programme by name.
    pub(crate) fn helpers_in(&self, programme: &str) -> Vec<Party> {
        let held = self.read();
        let mut helpers: Vec<Party> = held
            .helpers
            .iter()
            .filter(|(_, person)| is_in(person, programme))
            .map(|(id, person)| Party {
                id: id.clone(),
                name: person.name.clone(),
            })
            .collect();
        helpers.sort_unstable_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        helpers
    }
}

pub(super) fn is_in(person: &Person, programme: &str) -> bool {
    person.profile.programme.as_deref() == Some(programme)
}

fn facts(person: &Person, school: Option<u8>) -> Facts {
    Facts {
        region: person.profile.region,
        school,
        route: person.profile.route,
        leerweg: person.profile.leerweg,
        languages: person.profile.languages,
        minor: person.minor,
    }
}
