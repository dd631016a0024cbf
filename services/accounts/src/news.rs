//! News that another service has for somebody: a mail, when they agreed to mails.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::consent::Purpose;
use contract::news::{
    CalendarAddresses, MOST_LINES, MOST_READERS, NewsLine, SAVED_SEARCH, TOLD, Tell,
};
use nouns::PersonId;

use crate::consent::Consent;
use crate::letter::{self, Letter, NewsLetter};
use crate::mailer::Mailer;
use crate::secret::{Kind, Secret};
use crate::tally::Limit;
use crate::{Accounts, AccountsError};

/// News that could not be sent for so long is no news any more.
const WAITS: TimeDelta = TimeDelta::days(2);
/// The longest title and path that are passed on, in characters.
const LONGEST: usize = 300;
/// Nobody is to be buried under our mails.
const A_DAY: Limit = Limit {
    most: 8,
    within: TimeDelta::days(1),
    what: "news by mail",
};
/// What comes once a day is crowded out by no other news; the second one is for a day that begins anew.
const ONCE_A_DAY: Limit = Limit {
    most: 2,
    within: TimeDelta::days(1),
    what: "the day's news by mail",
};

impl Accounts {
    /// Asks for a mail with news, if the person agreed to mails and has an address.
    pub async fn tell(&self, news: &Tell) -> Result<(), AccountsError> {
        let Ok(person) = PersonId::parse(&news.person) else {
            return Ok(());
        };
        if !is_sendable(news)
            || !self.agrees_to_mails(&person).await?
            || self.is_suspended(&person).await?
        {
            return Ok(());
        }
        let known = self.known(&person).await?;
        let Some((known, to)) = known.and_then(|known| {
            let to = known.person.email.clone()?;
            Some((known, to))
        }) else {
            return Ok(());
        };
        if !self.is_within(limit(&news.what), person.as_str()).await? {
            return Ok(());
        }
        let now = self.clock.now();
        let mail = NewsLetter {
            letter: Letter {
                to: to.as_str().to_owned(),
                language: known.person.language,
                until: now + WAITS,
            },
            person: person.as_str().to_owned(),
            what: news.what.clone(),
            title: news.title.clone(),
            path: news.path.clone(),
            lines: news.lines.clone(),
            stop: news.stop.clone(),
        };
        // Names the mail; nobody ever hears this secret, so that it opens nothing.
        let name = Secret::fresh(Kind::Receipt).id();
        Ok(self.store.ask_for_news_mail(&name, &mail, now).await?)
    }

    /// Sends a mail with news, unless the person took their word back meanwhile.
    pub(crate) async fn mail_news_letter(
        &self,
        mail: &NewsLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let Some(mailer) = self
            .ways
            .mailer
            .as_ref()
            .filter(|_| now < mail.letter.until)
        else {
            return Ok(());
        };
        let Ok(person) = PersonId::parse(&mail.person) else {
            return Ok(());
        };
        if !self.agrees_to_mails(&person).await? {
            return Ok(());
        }
        let written = letter::news(mail, &self.ways.site)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&mail.letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }

    /// Those of these people who agreed to mails and take part now, as they are to the services. A role that asks for a
    /// second factor does not count: nobody shows one to read a mail.
    pub async fn readers(&self, people: &[String]) -> Result<Vec<Caller>, AccountsError> {
        let now = self.clock.now();
        let mut readers = Vec::new();
        for person in people.iter().take(MOST_READERS) {
            let Ok(person) = PersonId::parse(person) else {
                continue;
            };
            if !self.agrees_to_mails(&person).await? || self.is_suspended(&person).await? {
                continue;
            }
            let known = self.known(&person).await?;
            readers.extend(known.and_then(|known| known.caller(now, None).ok()));
        }
        Ok(readers)
    }

    /// What an invitation for somebody's own calendar names: who our mails come from, and the person's own address.
    pub async fn calendar_addresses(
        &self,
        person: &PersonId,
    ) -> Result<CalendarAddresses, AccountsError> {
        let known = self.known(person).await?;
        Ok(CalendarAddresses {
            organizer: self.ways.mailer.as_ref().map(Mailer::address),
            own: known
                .and_then(|known| known.person.email)
                .map(|email| email.as_str().to_owned()),
        })
    }

    pub(crate) async fn agrees_to_mails(&self, person: &PersonId) -> Result<bool, AccountsError> {
        let (now, _) = self.store.consents(person).await?;
        let is_mail = |consent: &Consent| consent.purpose == Purpose::Mail && consent.given;
        Ok(now.iter().any(is_mail))
    }
}

/// How many of this kind of news a person gets.
fn limit(what: &str) -> Limit {
    if what == SAVED_SEARCH {
        ONCE_A_DAY
    } else {
        A_DAY
    }
}

/// A known kind of news that leads to a page of ours.
fn is_sendable(news: &Tell) -> bool {
    let is_line = |line: &NewsLine| is_short(&line.title) && is_own_path(&line.path);
    TOLD.contains(&news.what.as_str())
        && is_short(&news.title)
        && is_own_path(&news.path)
        && news.stop.as_deref().is_none_or(is_own_path)
        && news.lines.len() <= MOST_LINES
        && news.lines.iter().all(is_line)
}

pub(crate) fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST
}

/// A page of this site, and one address of a header at most.
pub(crate) fn is_own_path(path: &str) -> bool {
    let breaks_out = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | ',');
    is_short(path) && path.starts_with('/') && !path.starts_with("//") && !path.contains(breaks_out)
}
