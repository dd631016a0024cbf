//! The waiting list in the pool: who is in turn, what is still free for them, and what they may expect.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use matching_engine as engine;
use nouns::PersonId;

use super::held::{Held, Person};
use super::{Pair, Pool};
use crate::request::State;
use crate::vocabulary::RELATIONS;
use crate::{MatchingError, rules};

/// Somebody's place on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waits {
    pub(crate) since: DateTime<Utc>,
    pub(crate) until: DateTime<Utc>,
    pub(crate) goes_first: bool,
}

/// What a student on the list, or before it, may expect.
pub(crate) struct Outlook {
    pub(crate) own: Option<Waits>,
    pub(crate) is_matched: bool,
    /// How many come before them who could get one of the same people.
    pub(crate) ahead: usize,
    /// Who fits them, with and without a free place.
    pub(crate) fitting: HashSet<String>,
    /// How many of these have a place that nobody else is asking for.
    pub(crate) free: u32,
}

impl Pool {
    /// How far the log was followed.
    pub(crate) fn position(&self) -> u64 {
        self.read().position
    }

    /// Until when somebody stands on the list, if they do.
    pub(crate) fn waits_until(&self, student: &PersonId) -> Option<DateTime<Utc>> {
        let held = self.read();
        held.waiting.get(student.as_str()).map(|waits| waits.until)
    }

    /// Who waits and has nothing asked of the kind that they wait for, asked for them or in line, in the order of the list.
    pub(crate) fn in_turn(&self) -> Vec<String> {
        let held = self.read();
        let mut in_turn = held.in_line();
        in_turn.retain(|student| held.runs_what_is_waited_for(student).next().is_none());
        in_turn.into_iter().cloned().collect()
    }

    /// Whom a student asked before, or had asked for them, without a match that lasted.
    pub(crate) fn tried_by(&self, student: &str) -> HashSet<String> {
        self.read().tried.get(student).cloned().unwrap_or_default()
    }

    #[cfg(test)]
    pub(crate) fn free_of(&self, helper: &str) -> u32 {
        self.read().free_of(helper)
    }

    /// How many students are asking each buddy now.
    pub(crate) fn asked_for(&self) -> HashMap<String, u32> {
        self.read().asked_for()
    }

    /// The buddies whose free places are all being asked for.
    pub(crate) fn without_room(&self, asked_for: &HashMap<String, u32>) -> HashSet<String> {
        let held = self.read();
        asked_for
            .iter()
            .filter(|(buddy, asked)| held.free_of(buddy) <= **asked)
            .map(|(buddy, _)| buddy.clone())
            .collect()
    }

    /// Whether so many are asking a buddy that no place is left.
    pub(crate) fn is_without_room(&self, buddy: &str, asked: u32) -> bool {
        self.read().free_of(buddy) <= asked
    }

    /// The best buddy with a free place for a student, without some and without whom they tried, and what a request between
    /// the two needs.
    pub(crate) fn best_with_room(
        &self,
        student: &PersonId,
        spoken_for: &HashSet<String>,
        today: NaiveDate,
    ) -> Option<(PersonId, Pair)> {
        self.may_choose(student).ok()?;
        self.put_on_shelves(today);
        let best = {
            let held = self.read();
            let seeker = held.seeker(student.as_str()).ok()?;
            let tried = held.tried.get(student.as_str()).into_iter().flatten();
            let except = spoken_for.iter().chain(tried).map(String::as_str).collect();
            let wanted = rules::waits_for(seeker.profile.relations);
            let ranked = held.ranked(student.as_str(), seeker, wanted, &except, today, 1);
            let position = ranked.first()?.buddy;
            let id = held.stands.helpers.get(position as usize)?;
            (PersonId::parse(id).ok()?, wanted)
        };
        let pair = self
            .pair_among(student, &best.0, today, Some(best.1))
            .ok()?;
        Some((best.0, pair))
    }

    /// What somebody who waits, or thinks of it, may expect.
    ///
    /// # Errors
    /// A conflict when there is no profile that seeks, or it takes a break.
    pub(crate) fn outlook(
        &self,
        student: &PersonId,
        today: NaiveDate,
    ) -> Result<Outlook, MatchingError> {
        let held = self.read();
        let seeker = held.seeker(student.as_str())?;
        let helpers = held.helpers_on(today);
        let fitting = held.fitting(student.as_str(), seeker, &helpers, today);
        let line = held.in_line();
        let own = line.iter().position(|one| *one == student.as_str());
        let ahead = line.iter().take(own.unwrap_or(line.len())).filter(|other| {
            let Some(seeker) = held.seekers.get(**other) else {
                return false;
            };
            !held.fitting(other, seeker, &fitting, today).is_empty()
        });
        let asked_for = held.asked_for();
        let has_room = |buddy: &&Helper<'_>| {
            held.free_of(buddy.id) > asked_for.get(buddy.id).copied().unwrap_or_default()
        };
        let is_matched = held
            .runs_what_is_waited_for(student.as_str())
            .any(State::is_match);
        Ok(Outlook {
            own: held.waiting.get(student.as_str()).cloned(),
            is_matched,
            ahead: ahead.count(),
            free: u32::try_from(fitting.iter().filter(has_room).count()).unwrap_or(u32::MAX),
            fitting: fitting.iter().map(|one| one.id.to_owned()).collect(),
        })
    }
}

/// A helper as the engine sees them today.
#[derive(Clone, Copy)]
struct Helper<'a> {
    id: &'a str,
    held: &'a Person,
    person: engine::Person,
}

impl Held {
    /// Who waits and seeks, first those whose match ended, then by how long they wait.
    fn in_line(&self) -> Vec<&String> {
        let mut line: Vec<(&String, &Waits)> = self.waiting.iter().collect();
        line.retain(|(student, _)| self.seeker(student).is_ok());
        line.sort_unstable_by_key(|(student, waits)| (!waits.goes_first, waits.since, *student));
        line.into_iter().map(|(student, _)| student).collect()
    }

    /// What runs for a student of the kind that they would wait for.
    fn runs_what_is_waited_for(&self, student: &str) -> impl Iterator<Item = State> {
        let wanted = self.seekers.get(student);
        let wanted = wanted.map_or(0, |person| rules::waits_for(person.profile.relations));
        let relation = RELATIONS.keys_of(wanted).next().unwrap_or_default();
        self.runs_like(student, relation)
    }

    fn asked_for(&self) -> HashMap<String, u32> {
        let mut asked: HashMap<String, u32> = HashMap::new();
        for one in self.running.values().flatten() {
            if State::parse(&one.state).is_some_and(State::is_open) {
                *asked.entry(one.buddy.clone()).or_default() += 1;
            }
        }
        asked
    }

    fn helpers_on(&self, today: NaiveDate) -> Vec<Helper<'_>> {
        let helper = |(id, held)| Helper {
            id,
            held,
            person: self.engine_person(id, held, today),
        };
        self.helpers
            .iter()
            .map(|(id, held)| (id.as_str(), held))
            .map(helper)
            .collect()
    }

    /// The helpers who fit a student if they have a place.
    fn fitting<'a>(
        &self,
        student: &str,
        seeker: &Person,
        helpers: &[Helper<'a>],
        today: NaiveDate,
    ) -> Vec<Helper<'a>> {
        let person = self.engine_person(student, seeker, today);
        let fits = |helper: &&Helper<'_>| {
            student != helper.id
                && rules::waits_for(seeker.profile.relations) & helper.held.profile.relations != 0
                && seeker.profile.programme == helper.held.profile.programme
                && engine::why_not(
                    &person,
                    &helper.person,
                    1,
                    self.blocks_between(student, helper.id),
                )
                .is_empty()
        };
        helpers.iter().filter(fits).copied().collect()
    }
}
