//! A mail about a place at a meetup: to somebody with an account, or to an address that was typed. Each goes out once by its
//! name, and whoever asks for it learns nothing of the reader.

use chrono::{DateTime, TimeDelta, Utc};
use contract::letters::{
    self, Address, CHANGED, Difference, OF_COMMUNITIES, Reader, SIGNUP_ASKED, Told, WRITTEN,
};
use nouns::PersonId;

use crate::letter::{self, Letter, PlaceLetter};
use crate::news::{is_own_path, is_short};
use crate::secret::{SecretId, hex, tag};
use crate::tally::{Limit, neighbourhood};
use crate::{Accounts, AccountsError, Email};

/// A name is remembered for so long after its mail is of no use: whoever was broken off has asked again by then.
const REMEMBERED: TimeDelta = TimeDelta::days(2);
/// Changes in one mail, and characters of each side: a meetup has no more to say of itself.
const MOST_CHANGES: usize = 60;
const LONGEST_CHANGE: usize = 400;
/// Mails to an address that ask whether its owner typed it.
const ASKED_OF_ONE: Limit = Limit {
    most: 5,
    within: TimeDelta::days(1),
    what: "sign-ups by one address",
};
/// A class signs up from one school; a machine that goes on all day does not.
const ASKED_FROM_ONE_PLACE: Limit = Limit {
    most: 150,
    within: TimeDelta::hours(1),
    what: "sign-ups by mail from one place",
};

impl Accounts {
    /// Asks for a mail, unless it was asked for before or its reader is not to get one.
    ///
    /// # Errors
    /// [`AccountsError::InviteEmail`] for what is no address, [`AccountsError::TooMany`] when very many were typed in one place.
    pub async fn write(&self, asked: &letters::Letter) -> Result<(), AccountsError> {
        let now = self.clock.now();
        if !is_sendable(asked) || now >= asked.until {
            return Ok(());
        }
        let reader = match &asked.to {
            Reader::Person(person) => self.reader_of(person).await?,
            Reader::Address(address) => self.reader_at(address, &asked.what).await?,
        };
        let Some((person, to)) = reader else {
            return Ok(());
        };
        let letter = PlaceLetter {
            letter: Letter {
                until: asked.until,
                ..to
            },
            person: person.map_or_else(String::new, String::from),
            by_consent: matches!(asked.to, Reader::Person(_)),
            what: asked.what.clone(),
            title: asked.title.clone(),
            path: asked.path.clone(),
            moment: asked.moment,
            changes: asked.changes.clone(),
        };
        let name = hex(tag(&self.sign_in_key, "letter", &asked.once).as_ref());
        let Some(name) = SecretId::parse(&name) else {
            return Ok(());
        };
        let known_until = asked.until + REMEMBERED;
        let asking = self.store.ask_once(&name, &letter, known_until, now);
        Ok(asking.await?)
    }

    /// Somebody with an account, as far as they agreed to mails.
    async fn reader_of(
        &self,
        person: &PersonId,
    ) -> Result<Option<(Option<PersonId>, Letter)>, AccountsError> {
        if !self.agrees_to_mails(person).await? || self.is_suspended(person).await? {
            return Ok(None);
        }
        let known = self.known(person).await?;
        Ok(known.and_then(|known| {
            let letter = Letter {
                to: known.person.email.clone()?.as_str().to_owned(),
                language: known.person.language,
                until: DateTime::<Utc>::MIN_UTC,
            };
            Some((Some(person.clone()), letter))
        }))
    }

    /// Whoever typed an address. It is counted alike for everybody, and its mail goes with whose address it is.
    async fn reader_at(
        &self,
        address: &Address,
        what: &str,
    ) -> Result<Option<(Option<PersonId>, Letter)>, AccountsError> {
        let to = Email::parse(&address.email).map_err(|_| AccountsError::InviteEmail)?;
        let mut may = true;
        if what == SIGNUP_ASKED {
            let place = neighbourhood(address.from.as_deref().unwrap_or_default());
            if !self.is_within(ASKED_FROM_ONE_PLACE, &place).await? {
                return Err(AccountsError::TooMany);
            }
            may = self.is_within(ASKED_OF_ONE, to.as_str()).await?;
        }
        let owner = self.store.owner_of(to.as_str()).await?;
        if let Some(person) = &owner {
            may &= !self.is_suspended(person).await?;
        }
        let letter = Letter {
            to: to.as_str().to_owned(),
            language: address.language,
            until: DateTime::<Utc>::MIN_UTC,
        };
        Ok(may.then_some((owner, letter)))
    }

    /// Sends it, unless the person took their word back meanwhile.
    pub(crate) async fn mail_about_place(
        &self,
        name: &SecretId,
        mail: &PlaceLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let mailer = self.ways.mailer.as_ref();
        let Some(mailer) = mailer.filter(|_| now < mail.letter.until) else {
            return Ok(());
        };
        if mail.by_consent {
            let person = PersonId::parse(&mail.person).ok();
            let agrees = match &person {
                Some(person) => self.agrees_to_mails(person).await?,
                None => false,
            };
            if !agrees {
                return Ok(());
            }
        }
        let written = letter::place(mail, name.as_str(), &self.ways.site)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&mail.letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }
}

/// A known kind of mail that leads to a page of ours.
fn is_sendable(asked: &letters::Letter) -> bool {
    let has_words = WRITTEN
        .iter()
        .chain(OF_COMMUNITIES)
        .any(|known| *known == asked.what);
    has_words
        && is_short(&asked.title)
        && is_own_path(&asked.path)
        && asked.changes.len() <= MOST_CHANGES
        && asked.changes.iter().all(is_known)
}

/// A change that there is a sentence for, in texts that fit into a mail.
fn is_known(change: &Difference) -> bool {
    let fits = |told: &Option<Told>| match told {
        Some(Told::Text(text)) => text.chars().count() <= LONGEST_CHANGE,
        Some(Told::Time(_)) | None => true,
    };
    CHANGED.contains(&change.what.as_str()) && fits(&change.before) && fits(&change.now)
}
