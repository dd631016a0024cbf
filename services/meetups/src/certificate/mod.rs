//! The certificate of attendance: a paper for who was ticked off at the door, and for nobody else.
//!
//! [`Certificate`] says what stands on it, [`Certificate::print`] makes the bytes: the same certificate is the same bytes.

mod font;
mod paper;
mod pdf;
mod words;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::Caller;
use nouns::{EventId, Language};

use crate::event::Event;
use crate::store::Held;
use crate::when::When;
use crate::{Meetups, MeetupsError, rules};

/// Latin, Greek and Cyrillic letters: a paper that is read anywhere carries its own.
const FONT: &[u8] = include_bytes!("../../fonts/certificate.ttf");
/// Of a series that runs for long, days are looked for among so many times.
const MOST_TIMES: usize = 10_000;

/// What somebody can show of a meetup at which they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certificate {
    language: Language,
    /// As they signed up.
    name: String,
    title: String,
    /// The times at which they were ticked off.
    times: Vec<Time>,
    /// `None` where it was online alone, or nothing is known of it.
    place: Option<String>,
    is_online: bool,
    community: Option<String>,
    skills: Vec<&'static str>,
    /// Who organised it, as far as their names are shown.
    organisers: Vec<String>,
}

/// A day on which somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time {
    day: NaiveDate,
    /// From when to when; `None` for a day on which nothing of the meetup stands any more.
    when: Option<When>,
}

impl Certificate {
    fn of(held: &Held, event: &Event, language: Language) -> Self {
        let words = &event.words;
        let occurrences = event.times(DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC, MOST_TIMES);
        let on = |day: NaiveDate| {
            let mut times = occurrences.iter().map(|time| time.when);
            times.find(|when| when.starts().date() == day)
        };
        Self {
            language,
            name: held.name.clone(),
            title: words.title.as_str().to_owned(),
            times: held
                .days()
                .into_iter()
                .map(|day| Time { day, when: on(day) })
                .collect(),
            place: words.place.clone(),
            is_online: words.online_link.is_some(),
            community: None,
            skills: words.skills.iter().copied().collect(),
            organisers: words.cohosts.clone(),
        }
    }

    /// How long it took in all; nothing where a day says no hours.
    fn length(&self) -> Option<TimeDelta> {
        let lengths = self.times.iter().map(|time| {
            let when = time.when.filter(|when| !when.all_day())?;
            Some(when.length())
        });
        let all: Option<Vec<TimeDelta>> = lengths.collect();
        all.map(|all| all.into_iter().sum())
            .filter(|length| *length > TimeDelta::zero())
    }

    /// The paper, as a tagged PDF (ISO 32000-1, in the manner of PDF/UA-1).
    fn print(&self) -> Result<Vec<u8>, MeetupsError> {
        let font = font::Font::read(FONT).ok_or(MeetupsError::Font)?;
        let pages = paper::set(self, &font);
        Ok(pdf::write(self, &pages, &font))
    }
}

impl Meetups {
    /// The caller's certificate of a meetup, as a PDF in their language.
    ///
    /// # Errors
    /// [`MeetupsError::WasNotThere`] for who was not ticked off at the door, [`MeetupsError::NotSignedUp`] for who was not
    /// on the list.
    pub async fn certificate(
        &self,
        by: &Caller,
        id: &EventId,
        language: Language,
    ) -> Result<Vec<u8>, MeetupsError> {
        let held = self.store.signup(id, &by.person).await?;
        let held = held.ok_or(MeetupsError::NotSignedUp)?;
        self.certify(Some(by), &held, language).await
    }

    /// The same for who came without an account, by the secret of their link.
    ///
    /// # Errors
    /// As [`Self::certificate`]; [`MeetupsError::NoInvitation`] for a link that ended or never was.
    pub async fn guest_certificate(
        &self,
        secret: &str,
        language: Language,
    ) -> Result<Vec<u8>, MeetupsError> {
        let held = self.signup_behind(secret).await?;
        self.certify(None, &held, language).await
    }

    async fn certify(
        &self,
        by: Option<&Caller>,
        held: &Held,
        language: Language,
    ) -> Result<Vec<u8>, MeetupsError> {
        if !rules::may_have_certificate(&held.days()) {
            return Err(MeetupsError::WasNotThere);
        }
        let event = self.store.event(&held.event).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(held.event.clone()))?;
        let organiser = self.organiser_for(by, &event).await?;
        let mut certificate = Certificate::of(held, &event, language);
        certificate.community = self.community_name(event.words.community.as_ref());
        let names = organiser.map(|organiser| organiser.name).into_iter();
        certificate.organisers = names.chain(certificate.organisers).collect();
        certificate.print()
    }
}

#[cfg(test)]
mod tests;
