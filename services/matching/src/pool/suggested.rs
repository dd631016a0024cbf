//! What programmes suggest, in the pool: to whom, and whom of it a student can still say yes to.

use chrono::NaiveDate;
use nouns::PersonId;

use super::gathering::is_in;
use super::held::{Held, Way};
use super::{Best, Pool, WaitingStudent};
use crate::MatchingError;
use crate::programme::Mode;
use crate::store::{ENDED, SuggestedRow};

/// A student to whom their programme suggests somebody.
pub(crate) struct Suggestible {
    pub(crate) student: PersonId,
    pub(crate) programme: String,
    /// As what the two of this programme find each other.
    pub(crate) relation: String,
    /// What it suggested to them last.
    pub(crate) before: Option<SuggestedRow>,
}

impl Pool {
    /// The students of programmes that suggest who can be told and have nothing asked, those who wait longest first.
    pub(crate) fn suggestible(&self) -> Vec<Suggestible> {
        let held = self.read();
        if held.ways.values().all(|way| way.mode != Mode::Suggested) {
            return Vec::new();
        }
        let mut waiting: Vec<_> = held
            .seekers
            .iter()
            .filter(|(id, person)| {
                person.active && held.reachable.contains(*id) && held.has_nothing_like(id)
            })
            .filter_map(|(id, person)| {
                let one = Suggestible {
                    student: PersonId::parse(id).ok()?,
                    programme: held.suggesting(id)?.to_owned(),
                    relation: held.way_of(id)?.relation.clone(),
                    before: held.suggested_to(id).cloned(),
                };
                Some((person.since, one))
            })
            .collect();
        waiting.sort_unstable_by(|(a, one), (b, other)| {
            (a, one.student.as_str()).cmp(&(b, other.student.as_str()))
        });
        waiting.into_iter().map(|(_, one)| one).collect()
    }

    /// Whether something runs for a student of the kind that their programme is about.
    pub(crate) fn has_asked_like(&self, student: &PersonId) -> bool {
        !self.read().has_nothing_like(student.as_str())
    }

    /// The programme that suggests somebody to a student, and what it suggested last.
    pub(crate) fn suggested_to(
        &self,
        student: &PersonId,
    ) -> Option<(String, Option<SuggestedRow>)> {
        let held = self.read();
        let programme = held.suggesting(student.as_str())?.to_owned();
        Some((programme, held.suggested_to(student.as_str()).cloned()))
    }

    /// Of some buddies those who still fit a student and have a place, in their order.
    pub(crate) fn still_fitting(
        &self,
        student: &PersonId,
        buddies: &[String],
        today: NaiveDate,
    ) -> Result<Best, MatchingError> {
        let fits = |buddy: &&String| {
            let buddy = PersonId::parse(buddy);
            buddy.is_ok_and(|buddy| self.pair(student, &buddy, today).is_ok())
        };
        let fitting: Vec<&String> = buddies.iter().filter(fits).collect();
        let held = self.read();
        let seeker = held.seeker(student.as_str())?;
        let found = fitting
            .into_iter()
            .filter_map(|buddy| held.found(seeker, student.as_str(), buddy, today));
        Ok(Best {
            seeker: seeker.profile.clone(),
            found: found.collect(),
        })
    }

    /// The students of a programme who let a suggestion pass and asked nobody since, longest ago first.
    pub(crate) fn let_pass(&self, programme: &str) -> Vec<WaitingStudent> {
        let held = self.read();
        let mut passed: Vec<WaitingStudent> = held
            .seekers
            .iter()
            .filter(|(id, person)| {
                is_in(person, programme) && person.active && held.has_nothing_like(id)
            })
            .filter_map(|(id, person)| {
                let row = held.suggested_to(id).filter(|row| row.state == ENDED)?;
                Some(WaitingStudent {
                    id: id.clone(),
                    name: person.name.clone(),
                    since: row.due,
                    open_until: None,
                })
            })
            .collect();
        passed.sort_unstable_by(|a, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
        passed
    }
}

impl Held {
    /// The programme of a student, if it suggests.
    fn suggesting(&self, student: &str) -> Option<&str> {
        let programme = self.seekers.get(student)?.profile.programme.as_deref()?;
        let way = self.ways.get(programme);
        way.is_some_and(|way| way.mode == Mode::Suggested)
            .then_some(programme)
    }

    /// Whether nothing runs for a student of the kind that their programme is about.
    fn has_nothing_like(&self, student: &str) -> bool {
        let way = self.way_of(student);
        way.is_some_and(|way| self.runs_like(student, &way.relation).next().is_none())
    }

    fn way_of(&self, student: &str) -> Option<&Way> {
        let programme = self.seekers.get(student)?.profile.programme.as_deref()?;
        self.ways.get(programme)
    }

    /// What the programme that a student is in now suggested to them last.
    pub(super) fn suggested_to(&self, student: &str) -> Option<&SuggestedRow> {
        let programme = self.suggesting(student)?;
        let row = self.suggested.get(student)?;
        (row.programme == programme).then_some(row)
    }
}
