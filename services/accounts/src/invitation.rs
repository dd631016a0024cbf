//! A mail that invites somebody to take part in something of another service. Whoever invites learns nothing of the address:
//! the answer is the same for everybody, and only the mail has the link.

use chrono::{DateTime, TimeDelta, Utc};
use contract::news::{INVITED_PATH, Invite, Invited};
use nouns::Language;
use sha2::{Digest as _, Sha256};

use crate::letter::{self, InvitationLetter, Letter};
use crate::line::one_line;
use crate::secret::{Kind, Secret, SecretId, hex, tag};
use crate::tally::Limit;
use crate::{Accounts, AccountsError, Email, Known};

/// What one person invites to.
const BY_ONE: Limit = Limit {
    most: 30,
    within: TimeDelta::days(1),
    what: "invitations by one person",
};
/// What one mailbox gets of all who invite.
const TO_ONE: Limit = Limit {
    most: 3,
    within: TimeDelta::days(1),
    what: "invitations to one address",
};
/// The longest name of what somebody is invited to, in characters.
const LONGEST: usize = 200;

impl Accounts {
    /// Asks for the mail, unless this address is not to get one.
    ///
    /// # Errors
    /// [`AccountsError::InviteEmail`] for what is no address; [`AccountsError::TooMany`] after many by one person.
    pub async fn invite(&self, invite: &Invite) -> Result<Invited, AccountsError> {
        let to = Email::parse(&invite.email).map_err(|_| AccountsError::InviteEmail)?;
        if !self.is_within(BY_ONE, invite.by.as_str()).await? {
            return Err(AccountsError::TooMany);
        }
        // Names the mail; the link is made from it with our key, and stored nowhere.
        let name = Secret::fresh(Kind::Receipt).id();
        let id = hex(&Sha256::digest(self.invitation_link(&name)));
        let owner = match self.store.owner_of(to.as_str()).await? {
            Some(person) => self.known(&person).await?,
            None => None,
        };
        if self.may_be_invited(&to, owner.as_ref(), invite).await? {
            let now = self.clock.now();
            let language = owner
                .as_ref()
                .map_or(Language::Nl, |known| known.person.language);
            // The mail goes with whose address it holds, or else with who invites.
            let person = owner.map_or_else(|| invite.by.clone(), |known| known.person.id);
            let letter = InvitationLetter {
                letter: Letter {
                    to: to.as_str().to_owned(),
                    language,
                    until: invite.until,
                },
                person: person.as_str().to_owned(),
                title: one_line(&invite.title).chars().take(LONGEST).collect(),
            };
            self.store.ask_for_invitation(&name, &letter, now).await?;
        }
        Ok(Invited { id })
    }

    /// Counted for every address alike, so that time and bounds tell nothing of who has an account.
    async fn may_be_invited(
        &self,
        to: &Email,
        owner: Option<&Known>,
        invite: &Invite,
    ) -> Result<bool, AccountsError> {
        let is_within = self.is_within(TO_ONE, to.as_str()).await?;
        let Some(known) = owner else {
            return Ok(is_within);
        };
        let person = &known.person.id;
        let is_blocked = self.store.has_blocked(person, &invite.by).await?
            || self.store.has_blocked(&invite.by, person).await?;
        Ok(is_within && !is_blocked && !self.is_suspended(person).await?)
    }

    fn invitation_link(&self, name: &SecretId) -> String {
        hex(tag(&self.sign_in_key, "invitation", name.as_str()).as_ref())
    }

    pub(crate) async fn mail_invitation(
        &self,
        name: &SecretId,
        mail: &InvitationLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let mailer = self.ways.mailer.as_ref();
        let Some(mailer) = mailer.filter(|_| now < mail.letter.until) else {
            return Ok(());
        };
        let (site, secret) = (&self.ways.site, self.invitation_link(name));
        let link = format!("{site}{INVITED_PATH}{secret}");
        let written = letter::invitation(mail, &link)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&mail.letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }
}
