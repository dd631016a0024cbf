//! Calendars of others that a region follows: fetched at most once an hour, taken over as an import is, with what is on the
//! board already recognised. What is gone from a source is called off; what a source brought can be taken over by no other.

mod address;
mod atom;
mod fetch;

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use contract::meetups as code;
use contract::news::{SOURCE_FAILING, Tell};
use contract::{Caller, Code};
use nouns::{EventId, PersonId, Region};
use sha2::{Digest as _, Sha256};
use tokio::sync::watch;

use crate::changes::differences;
use crate::event::{Event, Status};
use crate::import::{self, Contents, Foreign};
use crate::store::{News, Sourced, Worked};
use crate::{Meetups, MeetupsError, rules};
pub use address::Reach;
use fetch::Fetched;
pub(crate) use fetch::Marks;

/// A source is fetched so often at most.
const EVERY: TimeDelta = TimeDelta::hours(1);
/// One that fails on and on is fetched less often.
const FAILING_EVERY: TimeDelta = TimeDelta::hours(24);
/// After so many failures in a row its coordinator is told.
const FAILURES_TOLD: u32 = 5;
const MOST_OF_A_REGION: u32 = 20;
/// Coming meetups of one source.
const MOST_EVENTS: usize = 2000;
/// Sources taken in one go.
const AT_ONCE: u32 = 5;
/// What is due is looked for so often.
const LOOKS: Duration = Duration::from_secs(20);

/// Names a source: the hash of its region and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceId(pub(crate) String);

impl SourceId {
    fn of(region: Region, address: &str) -> Self {
        let digest = Sha256::digest(format!("{} {address}", region.code()));
        let hex = digest[..16].iter().map(|byte| format!("{byte:02x}"));
        Self(hex.collect())
    }

    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(text.to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A calendar of somebody else, and how it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: SourceId,
    pub region: Region,
    pub address: String,
    /// Who added it, and is told when it fails.
    pub by: Option<PersonId>,
    pub(crate) marks: Marks,
    /// When it was last read.
    pub worked: Option<DateTime<Utc>>,
    /// In a row.
    pub failures: u32,
    pub problem: Option<String>,
    pub held: u32,
    pub doubles: u32,
}

/// What becomes of a document of a source.
#[derive(Debug, Default)]
struct Plan {
    put: Vec<Event>,
    /// All that stands on the board from it.
    held: Vec<EventId>,
    gone: Vec<EventId>,
    doubles: u32,
}

impl Meetups {
    /// Sources of this machine are fetched too, for tests.
    #[must_use]
    pub fn reaching(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// The sources of a region, for who coordinates it.
    pub async fn sources(&self, by: &Caller, region: Region) -> Result<Vec<Source>, MeetupsError> {
        may_have_sources(by, region)?;
        self.store.sources(region).await
    }

    /// The region follows a source from now on; it is fetched within a minute.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`], [`MeetupsError::SourceAddress`] and [`MeetupsError::SourcePrivate`] for what is no address that we fetch,
    /// [`MeetupsError::SourceTaken`], [`MeetupsError::TooManySources`].
    pub async fn add_source(
        &self,
        by: &Caller,
        region: Region,
        address: &str,
    ) -> Result<Source, MeetupsError> {
        may_have_sources(by, region)?;
        let url = address::parse(address, self.reach).ok_or(MeetupsError::SourceAddress)?;
        if address::is_closed_number(&url, self.reach) {
            return Err(MeetupsError::SourcePrivate);
        }
        let source = Source {
            id: SourceId::of(region, url.as_str()),
            region,
            address: url.to_string(),
            by: Some(by.person.clone()),
            marks: Marks::default(),
            worked: None,
            failures: 0,
            problem: None,
            held: 0,
            doubles: 0,
        };
        let now = self.clock.now();
        self.store
            .add_source(&source, MOST_OF_A_REGION, now)
            .await?;
        Ok(source)
    }

    /// The region follows it no more; what stands on the board stays.
    ///
    /// # Errors
    /// [`MeetupsError::NoSource`], [`MeetupsError::NotAllowed`].
    pub async fn drop_source(&self, by: &Caller, id: &SourceId) -> Result<(), MeetupsError> {
        let source = self.store.source(id).await?;
        let source = source.ok_or(MeetupsError::NoSource)?;
        may_have_sources(by, source.region)?;
        self.store.drop_source(id).await
    }

    /// Fetches what is due, now and then, until `stop` turns true. It waits for others, so it stands beside all else.
    pub(crate) async fn keep_fetching(&self, mut stop: watch::Receiver<bool>) {
        let mut looks = tokio::time::interval(LOOKS);
        while !*stop.borrow() {
            tokio::select! {
                _ = looks.tick() => {}
                changed = stop.changed() => if changed.is_err() { return } else { continue },
            }
            if let Err(error) = self.fetch_due().await {
                tracing::error!(%error, "sources cannot be fetched");
            }
        }
    }

    /// Fetches every source whose time has come.
    pub async fn fetch_due(&self) -> Result<(), MeetupsError> {
        loop {
            let now = self.clock.now();
            let due = self.store.due_sources(now, now + EVERY, AT_ONCE).await?;
            if due.is_empty() {
                return Ok(());
            }
            for source in &due {
                Box::pin(self.fetch(source)).await?;
            }
        }
    }

    async fn fetch(&self, source: &Source) -> Result<(), MeetupsError> {
        let got = fetch::get(&source.address, &source.marks, self.reach).await;
        let now = self.clock.now();
        match got {
            Ok(Fetched::Same) => self.store.source_worked(&source.id, None, now).await,
            Ok(Fetched::Document { text, marks }) => match contents(&text, source.region) {
                Some(contents) => self.take_over_source(source, contents, marks).await,
                None => self.source_fails(source, code::SOURCE_UNREADABLE).await,
            },
            Err(problem) => self.source_fails(source, problem.code()).await,
        }
    }

    async fn source_fails(&self, source: &Source, problem: Code) -> Result<(), MeetupsError> {
        let failures = source.failures + 1;
        let pause = if failures < FAILURES_TOLD {
            EVERY
        } else {
            FAILING_EVERY
        };
        let due = self.clock.now() + pause;
        self.store
            .source_failed(&source.id, problem.name, due)
            .await?;
        tracing::info!(
            problem = problem.name,
            failures,
            "a source could not be read"
        );
        if let (FAILURES_TOLD, Some(person), Some(accounts)) =
            (failures, &source.by, &self.accounts)
        {
            let told = Tell {
                person: person.as_str().to_owned(),
                what: SOURCE_FAILING.to_owned(),
                title: host(&source.address),
                path: format!("/regio/{}/bronnen", source.region.code()),
                lines: Vec::new(),
                stop: None,
            };
            // The page says it too, so a mail that cannot be asked for is no reason to fail.
            if let Err(problem) = accounts.tell(&told).await {
                tracing::warn!(problem = problem.name(), "a coordinator could not be told");
            }
        }
        Ok(())
    }

    async fn take_over_source(
        &self,
        source: &Source,
        contents: Contents,
        marks: Marks,
    ) -> Result<(), MeetupsError> {
        let now = self.clock.now();
        let coming = self.coming(contents.events, now);
        let ids: Vec<EventId> = coming.iter().map(|foreign| foreign.id.clone()).collect();
        let sourced = self.store.sourced(&source.id, &ids).await?;
        let mine = sourced.iter().filter(|one| one.source == source.id.0);
        let of_interest: Vec<EventId> = ids
            .iter()
            .chain(mine.map(|one| &one.event))
            .cloned()
            .collect::<HashSet<_>>()
            .into_iter()
            .collect();
        let known = self.store.some_events(&of_interest).await?;
        let plan = self.plan(source, coming, &known, &sourced, now);
        // What comes from where is noted first: an event whose source nobody knows would be nobody's to change.
        self.store
            .keep_sourced(&source.id, &plan.held, &plan.gone)
            .await?;
        let (off, on): (Vec<Event>, Vec<Event>) = plan
            .put
            .into_iter()
            .partition(|event| event.status == Status::Cancelled);
        for (events, kind) in [(on, "changed"), (off, "cancelled")] {
            if !events.is_empty() {
                let news = news(kind, &events, &known);
                self.store.put_events(&events, Some(&news), now).await?;
            }
        }
        self.follow().await?;
        let worked = Worked {
            marks,
            held: u32::try_from(plan.held.len()).unwrap_or(u32::MAX),
            doubles: plan.doubles,
        };
        self.store
            .source_worked(&source.id, Some(&worked), now)
            .await
    }

    /// What is not over, each once, the soonest first.
    fn coming(&self, events: Vec<Foreign>, now: DateTime<Utc>) -> Vec<Foreign> {
        let over = |foreign: &Foreign| self.new_from(foreign.clone()).is_over(now);
        let once: BTreeMap<String, Foreign> = events
            .into_iter()
            .filter(|foreign| !over(foreign))
            .map(|foreign| (foreign.uid.clone(), foreign))
            .collect();
        let mut coming: Vec<Foreign> = once.into_values().collect();
        coming.sort_by_key(|foreign| foreign.words.when.starts_at());
        coming.truncate(MOST_EVENTS);
        coming
    }

    fn plan(
        &self,
        source: &Source,
        coming: Vec<Foreign>,
        known: &[Event],
        sourced: &[Sourced],
        now: DateTime<Utc>,
    ) -> Plan {
        let mine: BTreeMap<&str, bool> = sourced
            .iter()
            .filter(|one| one.source == source.id.0)
            .map(|one| (one.event.as_str(), one.gone))
            .collect();
        let mut board = self.on_the_board(source.region, |id| mine.contains_key(id));
        let mut plan = Plan::default();
        for foreign in coming {
            let event = known.iter().find(|event| event.id == foreign.id);
            match (event, mine.get(foreign.id.as_str())) {
                (Some(event), Some(gone)) => {
                    plan.held.push(event.id.clone());
                    plan.put.extend(self.renewed(event, foreign, *gone));
                }
                // Another source, an import or our own people brought it.
                (Some(_), None) => plan.doubles += 1,
                (None, _) if !board.insert_all(&foreign) => plan.doubles += 1,
                (None, _) => {
                    plan.held.push(foreign.id.clone());
                    plan.put.push(self.new_from(foreign));
                }
            }
        }
        let held: HashSet<&str> = plan.held.iter().map(EventId::as_str).collect();
        let gone = known.iter().filter(|event| {
            mine.contains_key(event.id.as_str())
                && !held.contains(event.id.as_str())
                && event.status == Status::Scheduled
                && !event.is_over(now)
        });
        for event in gone {
            plan.gone.push(event.id.clone());
            plan.put.push(Event {
                status: Status::Cancelled,
                sequence: event.sequence + 1,
                changed: now,
                ..event.clone()
            });
        }
        plan
    }

    /// An event as its source has it now, if that is something new. What our own people called off stays so.
    fn renewed(&self, event: &Event, foreign: Foreign, was_gone: bool) -> Option<Event> {
        let is_ours = event.status == Status::Cancelled && !was_gone;
        let foreign = Foreign {
            status: if is_ours {
                Status::Cancelled
            } else {
                foreign.status
            },
            ..foreign
        };
        let is_same = crate::publishing::is_same(event, &foreign);
        (!is_same).then(|| self.changed_by(event, foreign))
    }

    fn on_the_board(&self, region: Region, is_of_source: impl Fn(&str) -> bool) -> Known {
        let board = self.copies.board();
        let mut known = Known::default();
        let province = region.province();
        for pinned in board.events() {
            let event = &pinned.event;
            if event.words.region.province() == province && !is_of_source(event.id.as_str()) {
                known.uids.insert(event.uid.clone());
                known.sights.insert(sight(&event.words));
            }
        }
        known
    }
}

/// What stands on the board already, by what people would take for the same.
#[derive(Default)]
struct Known {
    uids: HashSet<String>,
    sights: HashSet<Sight>,
}

/// Title, beginning and place.
type Sight = (String, DateTime<Utc>, String);

impl Known {
    /// Whether it is new.
    fn insert_all(&mut self, foreign: &Foreign) -> bool {
        let is_new = !self.uids.contains(&foreign.uid);
        is_new && self.sights.insert(sight(&foreign.words))
    }
}

fn sight(words: &crate::event::Draft) -> Sight {
    let plain = |text: &str| -> String {
        let signs = text.to_lowercase();
        signs
            .chars()
            .filter(|sign| sign.is_alphanumeric())
            .collect()
    };
    let place = words.place.as_deref().unwrap_or_default();
    (
        plain(words.title.as_str()),
        words.when.starts_at(),
        plain(place),
    )
}

/// A calendar, or an Atom feed; `None` for what is neither.
fn contents(text: &str, region: Region) -> Option<Contents> {
    match import::read(text, region) {
        Ok(contents) => Some(contents),
        Err(fault) => atom::read(text, region).or_else(|| {
            tracing::info!(line = fault.line, "a source is no calendar");
            None
        }),
    }
}

fn host(address: &str) -> String {
    let url = reqwest::Url::parse(address).ok();
    url.and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}

fn may_have_sources(by: &Caller, region: Region) -> Result<(), MeetupsError> {
    if rules::may_have_sources(by, region) {
        Ok(())
    } else {
        Err(MeetupsError::NotAllowed)
    }
}

/// What who comes hears of events as they are now, beside what was known of them.
fn news(kind: &'static str, events: &[Event], known: &[Event]) -> News {
    let told = |event: &Event| {
        let before = known.iter().find(|before| before.id == event.id)?;
        Some((event.id.clone(), differences(&before.words, &event.words)))
    };
    News {
        kind,
        changes: events.iter().filter_map(told).collect(),
    }
}

#[cfg(test)]
mod tests;
