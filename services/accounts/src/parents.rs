//! Under 16 a parent consents first: the child names an e-mail address, a link goes there, and
//! who opens it decides. The same link takes it back. Nothing of the parent is kept but that.

use chrono::{DateTime, TimeDelta, Utc};
use contract::consent::ParentLink;
use nouns::PersonId;
use store::StoreError;

use crate::birth::AgeGroup;
use crate::error::gone;
use crate::letter::{self, ParentLetter};
use crate::person::Email;
use crate::secret::{Kind, Secret, SecretId};
use crate::store::ParentMail;
use crate::{Accounts, AccountsError};

/// How long a link waits for an answer.
const ANSWER_WITHIN: TimeDelta = TimeDelta::days(7);
/// How long a parent who consented can take it back by the link: until the child is 16 whatever
/// their age, since nobody under 12 studies at an mbo.
const TAKE_BACK_WITHIN: TimeDelta = TimeDelta::days(4 * 366);
/// Mails to parents in one day.
const MOST_A_DAY: u32 = 3;

impl Accounts {
    /// Asks a parent of somebody under 16, by a mail with a link.
    ///
    /// # Errors
    /// [`AccountsError::ParentNotNeeded`] for somebody older, [`AccountsError::ParentAskedOften`]
    /// after three mails in a day.
    pub async fn ask_parent(&self, child: &PersonId, parent: &Email) -> Result<(), AccountsError> {
        let now = self.clock.now();
        let known = self
            .known(child)
            .await?
            .ok_or(AccountsError::PersonUnknown)?;
        if known.person.birth.group(now) != AgeGroup::Child {
            return Err(AccountsError::ParentNotNeeded);
        }
        // Names the asking; nobody ever hears this secret, so that it opens nothing.
        let asking = Secret::fresh(Kind::ParentLink).id();
        let mail = ParentMail {
            person: child,
            to: parent.as_str(),
            language: known.person.language.code(),
            name: first_name(known.person.name.as_str()),
            ends: now + ANSWER_WITHIN,
        };
        let since = now - TimeDelta::days(1);
        match self
            .store
            .add_parent_link(&asking, mail, since, MOST_A_DAY, now)
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::ParentAskedOften),
            answer => Ok(answer?),
        }
    }

    /// Writes and sends the mail to a parent. One that comes too late, or whose child is gone, is let go.
    pub(crate) async fn mail_parent_letter(
        &self,
        asking: &SecretId,
        ParentLetter { letter, name }: &ParentLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let Some(mailer) = self.ways.mailer.as_ref().filter(|_| now < letter.until) else {
            return Ok(());
        };
        let secret = match self.write_parent_link(asking).await {
            Err(AccountsError::ParentLinkEnded) => return Ok(()),
            secret => secret?,
        };
        let link = format!("{}{}", self.ways.parent_link, secret.reveal());
        let written = letter::parent(letter.language, name, &link)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }

    /// What opens the link of a mail, made when the mail is written; an earlier mail's then opens nothing.
    ///
    /// # Errors
    /// [`AccountsError::ParentLinkEnded`] when the child is gone meanwhile.
    pub(crate) async fn write_parent_link(
        &self,
        asking: &SecretId,
    ) -> Result<Secret, AccountsError> {
        let secret = Secret::fresh(Kind::ParentLink);
        match self.store.open_parent_link(asking, &secret.id()).await {
            Err(StoreError::Thrown(_)) => Err(AccountsError::ParentLinkEnded),
            answer => {
                answer?;
                Ok(secret)
            }
        }
    }

    /// What the parent with this link is asked.
    pub async fn parent_link(&self, link: &Secret) -> Result<ParentLink, AccountsError> {
        let (known, ends) = self.child_of(link).await?;
        Ok(ParentLink {
            name: first_name(known.person.name.as_str()).to_owned(),
            given: known.parent_consents,
            ends,
        })
    }

    /// The parent consents, or does not (any more): then every session of the child ends.
    pub async fn decide_as_parent(&self, link: &Secret, given: bool) -> Result<(), AccountsError> {
        let (known, _) = self.child_of(link).await?;
        let now = self.clock.now();
        let position = self
            .store
            .set_parent_consent(
                &link.id(),
                &known.person.id,
                given,
                now + TAKE_BACK_WITHIN,
                now,
            )
            .await
            .map_err(gone)?;
        self.everywhere(position).await.map(drop)
    }

    async fn child_of(
        &self,
        link: &Secret,
    ) -> Result<(crate::Known, DateTime<Utc>), AccountsError> {
        let found = self.store.parent_link(&link.id()).await?;
        let (child, ends) = found
            .filter(|(_, ends)| self.clock.now() < *ends)
            .ok_or(AccountsError::ParentLinkEnded)?;
        let known = self
            .known(&child)
            .await?
            .ok_or(AccountsError::ParentLinkEnded)?;
        Ok((known, ends))
    }
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
