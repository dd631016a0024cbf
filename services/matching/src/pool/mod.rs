//! Who can be suggested, in memory: a copy of the store that follows its log and can be thrown
//! away at any time.
//!
//! It catches up before every answer, so that a place that was given a moment ago is not
//! offered again.

mod gathering;
mod held;
mod shelves;
mod speakers;
mod suggested;
mod waiting;

use std::collections::{BTreeSet, HashSet};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use ::store::{LogEntry, StoreError};
use chrono::NaiveDate;
use contract::matching::{self as codes, HelperCertificate};
use engine::WhyNot;
use matching_engine as engine;
use nouns::PersonId;
use tokio::sync::Mutex;

pub(crate) use self::gathering::{Facts, Gathered, GatheredBuddy, GatheredStudent, WaitingStudent};
use self::held::{Held, Shown};
use crate::MatchingError;
use crate::fit::Explained;
use crate::profile::Profile;
use crate::programme::Mode;
use crate::store::{About, RunningRow, Store};

pub(crate) use self::speakers::Speaker;
pub(crate) use self::suggested::Suggestible;
pub(crate) use self::waiting::{Outlook, Waits};

/// More people than this are read by reading everybody.
const FEW: usize = 200;
/// Log entries read in one go.
const ENTRIES: u32 = 1000;

/// How long the writes of another process may stay unseen. What is given away is decided in the
/// store, so that nobody gets a place twice for it.
const UNSEEN: Duration = Duration::from_millis(100);

#[derive(Default)]
pub(crate) struct Pool {
    held: RwLock<Held>,
    /// One follower at a time; readers never wait for it.
    turn: Mutex<()>,
    /// When the log was looked at last, and after how many writes of this process.
    looked: RwLock<Option<(u64, Instant)>>,
}

/// Two people who fit, as a new request needs them.
pub(crate) struct Pair {
    pub(crate) student_name: String,
    /// The student is a minor.
    pub(crate) minor: bool,
    pub(crate) buddy_name: String,
    /// The relations that both chose.
    pub(crate) relations: u64,
    pub(crate) programme: Option<String>,
}

/// What a student wants, and what two people share; nothing where a profile is gone.
#[derive(Default)]
pub(crate) struct Common {
    pub(crate) goals: u64,
    /// Those of them that the buddy offers.
    pub(crate) shared_goals: u64,
    pub(crate) slots: u64,
    pub(crate) languages: u64,
    pub(crate) interests: u64,
}

/// Somebody to suggest.
pub(crate) struct Found {
    pub(crate) buddy: String,
    pub(crate) name: String,
    pub(crate) profile: Profile,
    pub(crate) score: Explained,
    pub(crate) free: u32,
    /// Mean hours to an answer, rounded up; none before the first.
    pub(crate) answer_hours: Option<u32>,
}

/// The best for one student.
pub(crate) struct Best {
    pub(crate) seeker: Profile,
    pub(crate) found: Vec<Found>,
}

impl Pool {
    pub(crate) fn is_filled(&self) -> bool {
        self.read().filled
    }

    /// Reads what changed since the last time, or everything the first time. What this process
    /// wrote is seen at once, what others wrote after [`UNSEEN`] at most.
    pub(crate) async fn catch_up(&self, store: &Store) -> Result<(), MatchingError> {
        let changes = store.changes();
        let looked = *self.looked.read().unwrap_or_else(PoisonError::into_inner);
        if looked.is_some_and(|(seen, at)| seen == changes && at.elapsed() < UNSEEN) {
            return Ok(());
        }
        let now = Instant::now();
        self.follow(store).await?;
        *self.looked.write().unwrap_or_else(PoisonError::into_inner) = Some((changes, now));
        Ok(())
    }

    /// The next look is at the log itself, however short ago the last one was.
    #[cfg(test)]
    pub(crate) fn look_again(&self) {
        *self.looked.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    async fn follow(&self, store: &Store) -> Result<(), MatchingError> {
        if !self.is_behind(store).await? {
            return Ok(());
        }
        let _turn = self.turn.lock().await;
        loop {
            let (filled, position) = {
                let held = self.read();
                (held.filled, held.position)
            };
            let entries = store.db.log_after(position, ENTRIES).await?;
            if filled && entries.is_empty() {
                // Whoever had the turn before read them.
                return Ok(());
            }
            let gapless = entries
                .first()
                .is_some_and(|entry| entry.position == position + 1);
            if filled && gapless {
                self.take_up(store, &entries).await?;
            } else {
                self.fill(store).await?;
            }
            // The log ended there after we were asked: what is written since then is for the next to read.
            if entries.len() < ENTRIES as usize {
                return Ok(());
            }
        }
    }

    /// Reads again whom some entries tell of.
    async fn take_up(&self, store: &Store, entries: &[LogEntry]) -> Result<(), StoreError> {
        let people: BTreeSet<&str> = entries
            .iter()
            .filter(|entry| entry.topic == "person")
            .map(|entry| entry.key.as_str())
            .collect();
        let everybody = entries.iter().any(|entry| entry.topic == "all");
        if everybody || people.len() > FEW {
            return self.fill(store).await;
        }
        let people = people.into_iter().map(str::to_owned).collect();
        self.read_again(store, people).await?;
        if let Some(last) = entries.last() {
            self.write().position = last.position;
        }
        Ok(())
    }

    async fn is_behind(&self, store: &Store) -> Result<bool, StoreError> {
        let end = store.db.log_end().await?;
        let held = self.read();
        Ok(!held.filled || held.position < end)
    }

    /// Reads everybody. The position is taken first: what is written meanwhile is read twice.
    async fn fill(&self, store: &Store) -> Result<(), StoreError> {
        let mut fresh = Held {
            position: store.db.log_end().await?,
            filled: true,
            ..Held::default()
        };
        fresh.keep_all(About {
            profiles: store.profiles().await?,
            vogs: store.vogs().await?,
            places: store.places().await?,
            blocks: store.blocks().await?,
            running: store.running().await?,
            tried: store.tried().await?,
            standings: store.standings().await?,
            waiting: store.waiting().await?,
            suggested: store.suggested().await?,
        });
        fresh.keep_policies(store.policies().await?);
        fresh.keep_programmes(&store.programmes().await?);
        let mut held = self.write();
        fresh.firsts = std::mem::take(&mut held.firsts);
        *held = fresh;
        Ok(())
    }

    async fn read_again(&self, store: &Store, people: Vec<String>) -> Result<(), StoreError> {
        let about = store.about(people.clone()).await?;
        let mut held = self.write();
        let before: Vec<Option<Shown>> = people.iter().map(|person| held.shown(person)).collect();
        for person in &people {
            held.forget(person);
        }
        held.keep_all(about);
        let mut now = people.iter().map(|person| held.shown(person));
        if before.into_iter().all(|before| now.next() == Some(before)) {
            // A place was given or came free, or a break began or ended: the shelves stay.
            for person in &people {
                held.put_free_places(person);
            }
        } else {
            held.stands.made = None;
        }
        Ok(())
    }

    /// The helpers for whom `which` holds, with their certificates.
    pub(crate) fn helpers_where(
        &self,
        which: impl Fn(&PersonId, &str, Option<nouns::Region>) -> bool,
    ) -> Vec<HelperCertificate> {
        let held = self.read();
        let helpers = held.helpers.iter().filter(|(id, person)| {
            let id = PersonId::parse(id);
            id.is_ok_and(|id| which(&id, &person.name, person.profile.region))
        });
        helpers
            .map(|(id, person)| HelperCertificate {
                person: id.clone(),
                name: person.name.clone(),
                region: person.profile.region.map(|region| region.code().to_owned()),
                valid_until: held.vogs.get(id).copied(),
            })
            .collect()
    }

    /// What a student asked that has not ended.
    pub(crate) fn running_of(&self, student: &PersonId) -> Vec<RunningRow> {
        let held = self.read();
        let running = held.running.get(student.as_str());
        running.cloned().unwrap_or_default()
    }

    /// Whether a student asks buddies themselves, rather than saying yes to a suggestion or hearing from their coordinator.
    pub(crate) fn may_choose(&self, student: &PersonId) -> Result<(), MatchingError> {
        match self.mode_of(student) {
            Mode::Batch => Err(MatchingError::Conflict(codes::PROGRAMME_CHOSEN_FOR)),
            Mode::Suggested => Err(MatchingError::Conflict(codes::PROGRAMME_SUGGESTED)),
            Mode::Choose | Mode::All => Ok(()),
        }
    }

    /// How a student finds somebody: as their programme has it, or by choosing.
    pub(crate) fn mode_of(&self, student: &PersonId) -> Mode {
        let held = self.read();
        let seeker = held.seekers.get(student.as_str());
        let programme = seeker.and_then(|seeker| seeker.profile.programme.as_deref());
        let way = programme.and_then(|id| held.ways.get(id));
        way.map_or(Mode::Choose, |way| way.mode)
    }

    pub(crate) fn is_minor(&self, person: &PersonId) -> Option<bool> {
        self.read()
            .somebody(person.as_str())
            .map(|known| known.minor)
    }

    pub(crate) fn name_of(&self, person: &PersonId) -> Option<String> {
        self.read()
            .somebody(person.as_str())
            .map(|known| known.name.clone())
    }

    pub(crate) fn common(&self, student: &str, buddy: &str) -> Common {
        let held = self.read();
        let (Some(seeker), Some(helper)) = (held.seekers.get(student), held.helpers.get(buddy))
        else {
            return Common::default();
        };
        let (seeker, helper) = (&seeker.profile, &helper.profile);
        Common {
            goals: seeker.goals_wanted,
            shared_goals: seeker.goals_wanted & helper.goals_offered,
            slots: seeker.slots & helper.slots,
            languages: seeker.languages & helper.languages,
            interests: seeker.interests & helper.interests,
        }
    }

    /// Whether somebody seeks now.
    ///
    /// # Errors
    /// A conflict without a profile that seeks, or on a break.
    pub(crate) fn seeks(&self, student: &PersonId) -> Result<(), MatchingError> {
        self.read().seeker(student.as_str()).map(drop)
    }

    /// The two, if they fit by the hard rules; places and breaks of the buddy are told apart.
    pub(crate) fn pair(
        &self,
        student: &PersonId,
        buddy: &PersonId,
        today: NaiveDate,
    ) -> Result<Pair, MatchingError> {
        self.pair_among(student, buddy, today, None)
    }

    /// As [`Self::pair`], by these relations instead of those that the student chose.
    pub(crate) fn pair_among(
        &self,
        student: &PersonId,
        buddy: &PersonId,
        today: NaiveDate,
        relations: Option<u64>,
    ) -> Result<Pair, MatchingError> {
        let held = self.read();
        let seeker = held.seeker(student.as_str())?;
        let helper = held
            .helpers
            .get(buddy.as_str())
            .filter(|_| student != buddy)
            .ok_or_else(|| MatchingError::field("buddy", codes::BUDDY_UNKNOWN))?;
        let wanted = relations.unwrap_or(seeker.profile.relations);
        let relations = wanted & helper.profile.relations;
        let blocked = held.blocks_between(student.as_str(), buddy.as_str());
        let why_not = engine::why_not(
            &held.engine_person(student.as_str(), seeker, today),
            &held.engine_person(buddy.as_str(), helper, today),
            held.free_of(buddy.as_str()),
            blocked,
        );
        let same_programme = seeker.profile.programme == helper.profile.programme;
        refused(&why_not, relations != 0 && same_programme)?;
        Ok(Pair {
            student_name: seeker.name.clone(),
            minor: seeker.minor,
            buddy_name: helper.name.clone(),
            relations,
            programme: seeker.profile.programme.clone(),
        })
    }

    /// The best `most` for a student, without the people in `except`. Who stands first in too
    /// many lists already makes room at the top for the next; nobody is left out for it.
    pub(crate) fn best(
        &self,
        student: &PersonId,
        except: &HashSet<&str>,
        today: NaiveDate,
        most: usize,
    ) -> Result<Best, MatchingError> {
        self.best_among(student, except, today, most, None)
    }

    /// As [`Self::best`], by these relations instead of those that the student chose.
    pub(crate) fn best_among(
        &self,
        student: &PersonId,
        except: &HashSet<&str>,
        today: NaiveDate,
        most: usize,
        relations: Option<u64>,
    ) -> Result<Best, MatchingError> {
        self.put_on_shelves(today);
        let held = self.read();
        let seeker = held.seeker(student.as_str())?;
        let wanted = relations.unwrap_or(seeker.profile.relations);
        let mut ranked = held.ranked(student.as_str(), seeker, wanted, except, today, most);
        let name = |position: u32| held.stands.helpers[position as usize].as_str();
        let stands_first = |position: u32| {
            let others = held.firsts.get(name(position)).map_or(0, |students| {
                students.len() - usize::from(students.contains(student.as_str()))
            });
            others as u64
        };
        let free = |position: u32| held.free_of(name(position));
        engine::put_one_with_room_first(&mut ranked, stands_first, free);
        let found: Vec<Found> = ranked
            .iter()
            .filter_map(|one| held.found(seeker, student.as_str(), name(one.buddy), today))
            .collect();
        let mut seeker = seeker.profile.clone();
        seeker.relations = wanted;
        drop(held);
        if relations.is_none() {
            self.note_first(student.as_str(), found.first());
        }
        Ok(Best { seeker, found })
    }

    /// Remembers who stands first in a student's list now, and no longer who did.
    fn note_first(&self, student: &str, first: Option<&Found>) {
        let mut held = self.write();
        held.firsts.retain(|_, students| {
            students.remove(student);
            !students.is_empty()
        });
        if let Some(first) = first {
            let students = held.firsts.entry(first.buddy.clone()).or_default();
            students.insert(student.to_owned());
        }
    }

    /// Brings the shelves up to what is held, when something or the day has changed.
    fn put_on_shelves(&self, today: NaiveDate) {
        if self.read().stands.made != Some(today) {
            let mut held = self.write();
            held.stands = held.on_shelves(today);
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands in the way, told apart where the student can do something with it.
fn refused(why_not: &[WhyNot], shares_a_programme: bool) -> Result<(), MatchingError> {
    let personal = |why: &WhyNot| !matches!(why, WhyNot::NoFreePlace | WhyNot::BuddyNotWilling);
    let code = if !shares_a_programme || why_not.iter().any(personal) {
        codes::BUDDY_NOT_FITTING
    } else if why_not.contains(&WhyNot::BuddyNotWilling) {
        codes::BUDDY_PAUSED
    } else if why_not.contains(&WhyNot::NoFreePlace) {
        codes::BUDDY_FULL
    } else {
        return Ok(());
    };
    Err(MatchingError::Conflict(code))
}
