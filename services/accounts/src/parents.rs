//! Under 16 a parent consents first: the child names an e-mail address, a link goes there, and
//! who opens it decides. The same link takes it back. Nothing of the parent is kept but that.

use chrono::{DateTime, TimeDelta, Utc};
use contract::consent::{ParentLink, Waiting};
use nouns::PersonId;
use store::StoreError;

use crate::birth::AgeGroup;
use crate::error::gone;
use crate::letter::{self, ParentLetter};
use crate::person::Email;
use crate::secret::{Kind, Secret, SecretId};
use crate::store::ParentMail;
use crate::tally::Limit;
use crate::{Accounts, AccountsError, Known, rules};

/// How long a link waits for an answer.
const ANSWER_WITHIN: TimeDelta = TimeDelta::days(7);
/// How long a parent who consented can take it back by the link: until the child is 16 whatever
/// their age, since nobody under 12 studies at an mbo.
const TAKE_BACK_WITHIN: TimeDelta = TimeDelta::days(4 * 366);
/// Mails to parents in one day, for one child.
const MOST_A_DAY: u32 = 3;
/// To one address: a household may have three children; nobody is to be buried under our mails.
const TO_ONE_PARENT: Limit = Limit {
    most: 9,
    within: TimeDelta::days(1),
    what: "mails to one parent",
};
/// For so long a browser in which a child has shown who they are may ask a parent.
const ASKS_WITHIN: TimeDelta = TimeDelta::hours(1);
/// An account whose parent says nothing, or no, goes after this, unless a link still waits for an answer then.
const KEPT_WITHOUT_CONSENT: TimeDelta = TimeDelta::days(30);

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
        if known.person.birth.group(now) != AgeGroup::Child || known.parent_consents {
            return Err(AccountsError::ParentNotNeeded);
        }
        if !rules::may_be_asked(parent, &known.person) {
            return Err(AccountsError::ParentIsChild);
        }
        // Names the asking; nobody ever hears this secret, so that it opens nothing.
        let asking = Secret::fresh(Kind::ParentLink).id();
        let mail = ParentMail {
            person: child,
            to: parent.as_str(),
            language: known.person.language.code(),
            name: first_name(known.person.name.as_str()),
            ends: now + ANSWER_WITHIN,
            tally: self.tally_of(TO_ONE_PARENT, parent.as_str()),
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

    /// Lets this browser ask a parent for a while, and nothing else.
    pub(crate) async fn wait_for_parent(
        &self,
        browser: &Secret,
        child: &PersonId,
    ) -> Result<(), AccountsError> {
        let ends = self.clock.now() + ASKS_WITHIN;
        Ok(self.store.keep_waiting(&browser.id(), child, ends).await?)
    }

    /// How it stands with the child who waits in this browser.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] when nobody waits here, or not any more.
    pub async fn waiting(&self, browser: &Secret) -> Result<Waiting, AccountsError> {
        let known = self.waits_here(browser).await?;
        let now = self.clock.now();
        let state = self
            .store
            .asked_of_parents(&known.person.id, now - TimeDelta::days(1))
            .await?;
        let month = [Some(state.made_at), state.said_at].into_iter().flatten();
        let month = month.max().map(|last| last + KEPT_WITHOUT_CONSENT);
        Ok(Waiting {
            name: first_name(known.person.name.as_str()).to_owned(),
            said: state.said,
            asked: state.asked,
            ends: state
                .ends
                .filter(|ends| now < *ends && state.said.is_none()),
            left: MOST_A_DAY.saturating_sub(state.lately),
            until: month.max(state.ends).unwrap_or(now),
        })
    }

    /// The child who waits in this browser asks a parent, at this address from now on.
    ///
    /// # Errors
    /// As [`Self::waiting`] and [`Self::ask_parent`].
    pub async fn ask_parent_from(
        &self,
        browser: &Secret,
        parent: &Email,
    ) -> Result<(), AccountsError> {
        let known = self.waits_here(browser).await?;
        if self.ways.mailer.is_none() {
            return Err(AccountsError::MailOff);
        }
        self.ask_parent(&known.person.id, parent).await
    }

    async fn waits_here(&self, browser: &Secret) -> Result<Known, AccountsError> {
        let now = self.clock.now();
        let waits = self.store.waiting(&browser.id(), now).await?;
        let child = waits.ok_or(AccountsError::NotFound)?;
        self.known(&child).await?.ok_or(AccountsError::NotFound)
    }

    /// Erases the children whose parents did not consent within a month: nothing of them is kept in the hope of a yes.
    pub(crate) async fn erase_children_without_consent(&self) -> Result<(), AccountsError> {
        let now = self.clock.now();
        let left = self
            .store
            .children_without_consent(now - KEPT_WITHOUT_CONSENT, now)
            .await?;
        for child in left {
            let known = self.known(&child).await?;
            let is_child =
                known.is_some_and(|known| known.person.birth.group(now) == AgeGroup::Child);
            if is_child {
                self.erase_person(&child).await?;
            }
        }
        Ok(())
    }

    /// Writes and sends the mail to a parent. One that comes too late, or whose child is gone, is let go.
    pub(crate) async fn mail_parent_letter(
        &self,
        asking: &SecretId,
        ParentLetter {
            letter,
            person,
            name,
        }: &ParentLetter,
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
        let child = PersonId::parse(person).ok();
        let about = child.map(|child| self.log_name(&child));
        mailer
            .send_about(about.as_deref(), &letter.to, &written, now)
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

    async fn child_of(&self, link: &Secret) -> Result<(Known, DateTime<Utc>), AccountsError> {
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
