//! What the pool holds of the store's rows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use contract::accounts_log::SCHOOL_KINDS;
use contract::matching as codes;
use matching_engine as engine;

use super::Waits;
use super::shelves::Stands;
use crate::MatchingError;
use crate::fit::{self, Facts};
use crate::profile::{Profile, Side};
use crate::programme::Mode;
use crate::programme::strengths::Strengths;
use crate::request::State;
use crate::rules;
use crate::store::{
    About, BlockRow, PlaceRow, PolicyRow, ProfileRow, ProgrammeRow, RunningRow, SuggestedRow,
};
use crate::vocabulary::same_kind;

#[derive(Default)]
pub(super) struct Held {
    pub(super) filled: bool,
    pub(super) position: u64,
    pub(super) seekers: HashMap<String, Person>,
    pub(super) helpers: HashMap<String, Person>,
    /// Who agrees to be shown and asked.
    pub(super) agree: HashSet<String>,
    /// Who agrees to be contacted.
    pub(super) reachable: HashSet<String>,
    /// The kind of school of each, by its place in the list.
    pub(super) school_kinds: HashMap<String, u8>,
    /// The weights of each programme that has its own.
    pub(super) weights: HashMap<String, engine::Weights>,
    /// How people find each other in each programme, and as what.
    pub(super) ways: HashMap<String, Way>,
    /// Whom a programme suggests to a student.
    pub(super) suggested: HashMap<String, SuggestedRow>,
    pub(super) vogs: HashMap<String, NaiveDate>,
    pub(super) places: HashMap<String, Place>,
    /// In both directions: who does not see whom.
    pub(super) blocks: HashMap<String, HashSet<String>>,
    /// What each student asked that has not ended.
    pub(super) running: HashMap<String, Vec<RunningRow>>,
    /// Whom each student asked, or had asked for them, without a match that lasted.
    pub(super) tried: HashMap<String, HashSet<String>>,
    /// Who stands on the waiting list.
    pub(super) waiting: HashMap<String, Waits>,
    /// The students in whose last suggestions a helper stood first.
    pub(super) firsts: HashMap<String, HashSet<String>>,
    pub(super) stands: Stands,
}

pub(super) struct Person {
    pub(super) name: String,
    pub(super) profile: Profile,
    pub(super) active: bool,
    pub(super) minor: bool,
    /// When the profile changed last.
    pub(super) since: DateTime<Utc>,
    /// As the engine sees them; certificates are added for the day on which they are asked.
    pub(super) engine: engine::Person,
    pub(super) lot: u64,
}

pub(super) struct Way {
    pub(super) mode: Mode,
    pub(super) relation: String,
}

/// Everything about a helper that decides where they stand on the shelves, but the places that they have open.
#[derive(PartialEq)]
pub(super) struct Shown {
    profile: Profile,
    engine: engine::Person,
    vog: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) taken: u32,
    pub(super) answers: u32,
    pub(super) minutes: u32,
}

impl Held {
    pub(super) fn keep_all(&mut self, about: About) {
        for row in about.standings {
            let kind = row.school_kind.as_deref();
            let kind = (0u8..)
                .zip(SCHOOL_KINDS)
                .find(|(_, key)| Some(**key) == kind);
            if let Some((kind, _)) = kind {
                self.school_kinds.insert(row.person.clone(), kind);
            }
            if row.found && row.contacted {
                self.agree.insert(row.person.clone());
            }
            if row.contacted {
                self.reachable.insert(row.person);
            }
        }
        for row in about.profiles {
            self.keep(row);
        }
        for row in about.vogs {
            if let Ok(until) = row.valid_until.parse() {
                self.vogs.insert(row.person, until);
            }
        }
        for row in about.places {
            let taken = place(&row);
            self.places.insert(row.person, taken);
        }
        for row in about.blocks {
            self.keep_block(row);
        }
        for row in about.tried {
            self.tried.entry(row.student).or_default().insert(row.buddy);
        }
        for row in about.waiting {
            let waits = Waits {
                since: row.since,
                until: row.until,
                goes_first: row.goes_first,
            };
            self.waiting.insert(row.person, waits);
        }
        for row in about.suggested {
            self.suggested.insert(row.person.clone(), row);
        }
        for row in about.running {
            let asked = self.running.entry(row.student.clone()).or_default();
            asked.push(row);
        }
    }

    pub(super) fn keep_policies(&mut self, rows: Vec<PolicyRow>) {
        for row in rows {
            let version = u32::try_from(row.version).unwrap_or_default();
            let weights = Strengths::of(&row.strengths).weights(version);
            self.weights.insert(row.programme, weights);
        }
    }

    pub(super) fn keep_programmes(&mut self, rows: &[ProgrammeRow]) {
        let way = |row: &ProgrammeRow| {
            let way = Way {
                mode: Mode::parse(&row.content.mode)?,
                relation: row.content.relation.clone(),
            };
            Some((row.key.clone(), way))
        };
        self.ways.extend(rows.iter().filter_map(way));
    }

    /// What counts in a programme, or outside any.
    pub(super) fn weights_in(&self, programme: Option<&str>) -> engine::Weights {
        let own = programme.and_then(|id| self.weights.get(id));
        own.copied().unwrap_or_default()
    }

    fn keep(&mut self, row: ProfileRow) {
        let Ok(profile) = Profile::parse(&row.choices()) else {
            tracing::warn!(side = row.side, "a profile no longer reads and is left out");
            return;
        };
        // Somebody who looks for help shows themselves to nobody before they ask.
        let is_shown = profile.side == Side::Seeks || self.agree.contains(&row.person);
        let facts = Facts {
            active: row.active && is_shown,
            minor: row.minor,
            certified: false,
        };
        let person = Person {
            name: row.name,
            engine: fit::person(&profile, facts),
            profile,
            active: row.active,
            minor: row.minor,
            since: row.updated,
            lot: lot(&row.person),
        };
        let side = match person.profile.side {
            Side::Seeks => &mut self.seekers,
            Side::Helps => &mut self.helpers,
        };
        side.insert(row.person, person);
    }

    fn keep_block(&mut self, row: BlockRow) {
        let BlockRow { by, whom } = row;
        self.blocks
            .entry(by.clone())
            .or_default()
            .insert(whom.clone());
        self.blocks.entry(whom).or_default().insert(by);
    }

    pub(super) fn forget(&mut self, person: &str) {
        self.seekers.remove(person);
        self.helpers.remove(person);
        self.agree.remove(person);
        self.reachable.remove(person);
        self.school_kinds.remove(person);
        self.vogs.remove(person);
        self.places.remove(person);
        self.running.remove(person);
        self.tried.remove(person);
        self.waiting.remove(person);
        self.suggested.remove(person);
        for other in self.blocks.remove(person).unwrap_or_default() {
            if let Some(theirs) = self.blocks.get_mut(&other) {
                theirs.remove(person);
            }
        }
    }

    pub(super) fn shown(&self, helper: &str) -> Option<Shown> {
        let person = self.helpers.get(helper)?;
        Some(Shown {
            profile: person.profile.clone(),
            engine: as_if_willing(person.engine),
            vog: self.vogs.get(helper).copied(),
        })
    }

    pub(super) fn somebody(&self, person: &str) -> Option<&Person> {
        self.seekers
            .get(person)
            .or_else(|| self.helpers.get(person))
    }

    pub(super) fn seeker(&self, person: &str) -> Result<&Person, MatchingError> {
        let seeker = self
            .seekers
            .get(person)
            .ok_or(MatchingError::Conflict(codes::PROFILE_MISSING))?;
        if seeker.active {
            Ok(seeker)
        } else {
            Err(MatchingError::Conflict(codes::PROFILE_PAUSED))
        }
    }

    /// What runs for a student that is of one kind with a relation.
    pub(super) fn runs_like(&self, student: &str, relation: &str) -> impl Iterator<Item = State> {
        let running = self.running.get(student).into_iter().flatten();
        running
            .filter(move |one| same_kind(&one.relation, relation))
            .filter_map(|one| State::parse(&one.state))
    }

    pub(super) fn free_of(&self, helper: &str) -> u32 {
        let capacity = self
            .helpers
            .get(helper)
            .map_or(0, |person| u32::from(person.profile.capacity));
        let taken = self.places.get(helper).map_or(0, |place| place.taken);
        capacity.saturating_sub(taken)
    }

    /// The places that a helper has for who looks now: none on a break, or where they do not agree to be shown.
    pub(super) fn open_places_of(&self, helper: &str) -> u32 {
        let person = self.helpers.get(helper);
        if person.is_some_and(|person| person.engine.standing.willing) {
            self.free_of(helper)
        } else {
            0
        }
    }

    pub(super) fn blocks_between(&self, one: &str, other: &str) -> bool {
        let blocks = self.blocks.get(one);
        blocks.is_some_and(|others| others.contains(other))
    }

    pub(super) fn engine_person(
        &self,
        id: &str,
        person: &Person,
        today: NaiveDate,
    ) -> engine::Person {
        let mut seen = person.engine;
        seen.standing.certified = rules::vog_counts(self.vogs.get(id).copied(), today);
        seen
    }
}

/// Who stands on a shelf stands there on a break too, with no place open: a break begins and ends as easily as a place is given.
pub(super) fn as_if_willing(mut person: engine::Person) -> engine::Person {
    person.standing.willing = true;
    person
}

/// A number drawn from an id (FNV-1a): the lottery between equals, the same in every process.
pub(super) fn lot(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn place(row: &PlaceRow) -> Place {
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    Place {
        taken: number(row.taken),
        answers: number(row.answers),
        minutes: number(row.answer_minutes),
    }
}
