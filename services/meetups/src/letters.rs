//! Mails about a place: accounts writes them, each once by its name, however often a job is done again.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use contract::letters::{
    Address, Letter, PLACE_FREE, PLACE_GIVEN, PLACE_LAPSED, PLACE_OFFERED, Reader,
};
use nouns::EventId;
use store::jobs::Job;

use crate::changes;
use crate::event::Event;
use crate::jobs::{About, text};
use crate::seal::{LinkId, is_guest};
use crate::signups::Stand;
use crate::store::Held;
use crate::{Meetups, MeetupsError};

/// News that could not be sent for so long is no news any more.
const WAITS: TimeDelta = TimeDelta::days(2);

impl Meetups {
    /// Has accounts mail somebody what became of their place, if it is still so. Without accounts (a command, a test) nobody
    /// is told.
    pub(crate) async fn mail_of_place(&self, job: &Job, about: &About) -> Result<(), MeetupsError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        let Some(held) = self.store.signup(&about.event, &about.person).await? else {
            return Ok(());
        };
        let Some(event) = self.store.event(&about.event).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let over = event.over_at().unwrap_or(DateTime::<Utc>::MAX_UTC);
        let waits = over.min(now + WAITS);
        let (what, moment, until) = match (job.kind.as_str(), held.stand()) {
            ("offered", Stand::Offered { until }) => {
                (PLACE_OFFERED, Some(on_its_clock(&event, until)), until)
            }
            ("lapsed", Stand::Lapsed) => (PLACE_LAPSED, None, waits),
            ("place-free", Stand::Waiting) => (PLACE_FREE, None, waits),
            ("moved-up", Stand::Placed) => (PLACE_GIVEN, None, waits),
            _ => return Ok(()),
        };
        let since = text(job, "at").unwrap_or_default();
        let Some(letter) = self.letter(what, &event, &held).await? else {
            return Ok(());
        };
        let letter = Letter {
            once: format!("{}/{}/{since}", job.kind, held.sid),
            moment,
            until,
            ..letter
        };
        Ok(accounts.write(&letter).await?)
    }

    /// Everybody on the list of a meetup that changed or is off hears of it.
    pub(crate) async fn tell_of_change(&self, job: &Job) -> Result<(), MeetupsError> {
        let Ok(id) = EventId::parse(text(job, "event").unwrap_or_default()) else {
            return Ok(());
        };
        let Some(event) = self.store.event(&id).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let news = job.kind.as_str();
        self.store
            .tell_all(id.as_str(), news, (event.sequence, changes_of(job)), now)
            .await
    }

    /// Has accounts mail somebody on the list what a meetup is now, if it did not change again.
    pub(crate) async fn mail_of_change(
        &self,
        what: &str,
        job: &Job,
        about: &About,
    ) -> Result<(), MeetupsError> {
        let Some(accounts) = &self.accounts else {
            return Ok(());
        };
        let event = self.store.event(&about.event).await?;
        let stands =
            |event: &Event| job.payload["sequence"].as_u64() == Some(event.sequence.into());
        let (Some(event), Some(held)) = (
            event.filter(stands),
            self.store.signup(&about.event, &about.person).await?,
        ) else {
            return Ok(());
        };
        let now = self.clock.now();
        let coming = event.times(now, DateTime::<Utc>::MAX_UTC, 1);
        let next = coming.first().map_or(event.words.when, |time| time.when);
        let over = event.over_at().unwrap_or(DateTime::<Utc>::MAX_UTC);
        let Some(letter) = self.letter(what, &event, &held).await? else {
            return Ok(());
        };
        let letter = Letter {
            once: format!("{what}/{}", job.key),
            moment: Some(next.starts()),
            until: over.min(now + WAITS),
            changes: changes::merged(serde_json::from_value(changes_of(job)).unwrap_or_default()),
            ..letter
        };
        Ok(accounts.write(&letter).await?)
    }

    /// A mail to somebody about their place, of which name and times are to be told. `None` for a guest who is forgotten.
    pub(crate) async fn letter(
        &self,
        what: &str,
        event: &Event,
        held: &Held,
    ) -> Result<Option<Letter>, MeetupsError> {
        let (to, path) = if is_guest(&held.person) {
            match self.guest_as_reader(held).await? {
                Some(reader) => reader,
                None => return Ok(None),
            }
        } else {
            let page = format!("/bijeenkomsten/{}", wire::segment(event.id.as_str()));
            (Reader::Person(held.person.clone()), page)
        };
        Ok(Some(Letter {
            once: String::new(),
            to,
            what: what.to_owned(),
            title: event.words.title.as_str().to_owned(),
            path,
            moment: None,
            changes: Vec::new(),
            until: DateTime::<Utc>::MIN_UTC,
        }))
    }

    /// The address of who has no account, and their own page.
    async fn guest_as_reader(&self, held: &Held) -> Result<Option<(Reader, String)>, MeetupsError> {
        let Some(seal) = &self.seal else {
            return Ok(None);
        };
        let secret = seal.secret(&held.person);
        let Some(guest) = self.store.guest(&LinkId::of(&secret)).await? else {
            return Ok(None);
        };
        let address = Address {
            email: seal.open(&held.person, &guest.address)?,
            language: guest.language,
            from: None,
        };
        Ok(Some((Reader::Address(address), page_of_guest(&secret))))
    }
}

/// What a job says is different; jobs of before say nothing.
fn changes_of(job: &Job) -> serde_json::Value {
    let changes = job
        .payload
        .get("changes")
        .filter(|changes| changes.is_array());
    changes.cloned().unwrap_or_else(|| serde_json::json!([]))
}

/// Where the links of who has no account lead.
pub(crate) fn page_of_guest(secret: &str) -> String {
    format!("/plek/{secret}")
}

pub(crate) fn on_its_clock(event: &Event, moment: DateTime<Utc>) -> NaiveDateTime {
    moment.with_timezone(&event.words.when.zone()).naive_local()
}
