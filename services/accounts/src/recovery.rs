//! Back into an account that somebody can no longer prove: a provider gave them another `sub`, or a mailbox is gone. An
//! administrator who has seen who they are makes a link. It works once somebody else has agreed, or, where there is nobody
//! else, after three days. Opened in a browser where the person has just signed in in a new way, it gives that way to the
//! account. For three days from the making the ways in of before stand too, and whoever comes in by them undoes it all; so does one
//! press from each of the mails about it.

use ::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::recovery::STOP_PATH;
use nouns::{PersonId, short_name};
use subtle::ConstantTimeEq as _;

use crate::access::in_person;
use crate::letter::{self, Letter, RecoveryLetter};
use crate::newcomer::Arrived;
use crate::person::RoleHeld;
use crate::secret::{Kind, Secret, SecretId, hex, tag};
use crate::session::{Device, IdToken};
use crate::sign_in::Showing;
use crate::{Accounts, AccountsError, Known, rules};

/// A link that works does so long enough to go home and use it.
const LASTS: TimeDelta = TimeDelta::days(1);
/// So long the person can refuse, from the making: a long weekend.
const QUIET: TimeDelta = TimeDelta::hours(72);
/// So long somebody else may take to agree.
const AGREED_WITHIN: TimeDelta = TimeDelta::days(7);

/// A link just made; only now is its secret known.
#[derive(Debug)]
pub struct MadeRecovery {
    pub secret: Secret,
    pub name: String,
    pub recovery: Recovery,
}

/// A link that was made for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    pub id: SecretId,
    pub person: PersonId,
    pub by: Option<PersonId>,
    pub made: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    /// When it works without anybody's agreement; none where somebody could agree.
    pub opens: Option<DateTime<Utc>>,
    pub agreed: Option<DateTime<Utc>>,
    pub used: Option<DateTime<Utc>>,
    /// Until when what came in can be undone.
    pub settles: Option<DateTime<Utc>>,
    pub settled: Option<DateTime<Utc>>,
    pub withdrawn: Option<DateTime<Utc>>,
}

/// A link that waits for somebody else's agreement.
#[derive(Debug)]
pub struct AskedRecovery {
    pub recovery: Recovery,
    /// First name and initial of whom it is for, and of who made it.
    pub name: String,
    pub by: String,
}

impl Recovery {
    fn fresh(
        id: SecretId,
        person: PersonId,
        by: PersonId,
        has_second: bool,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            person,
            by: Some(by),
            made: now,
            ends: now
                + if has_second {
                    AGREED_WITHIN
                } else {
                    QUIET + LASTS
                },
            opens: (!has_second).then_some(now + QUIET),
            agreed: None,
            used: None,
            settles: None,
            settled: None,
            withdrawn: None,
        }
    }

    /// Its stable name.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> &'static str {
        match self {
            Self {
                withdrawn: Some(_), ..
            } => "withdrawn",
            Self {
                settled: Some(_), ..
            } => "used",
            Self { used: Some(_), .. } => "settling",
            _ if now >= self.ends => "ended",
            Self {
                agreed: Some(_), ..
            } => "open",
            Self {
                opens: Some(opens), ..
            } if now >= *opens => "open",
            Self { opens: Some(_), .. } => "waits",
            _ => "asked",
        }
    }

    /// Whether the person can stop it, or undo what it did.
    #[must_use]
    pub fn can_be_stopped(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state(now), "open" | "waits" | "asked" | "settling")
    }

    /// Whether anything can come of it.
    fn is_ahead(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state(now), "open" | "waits" | "asked")
    }
}

impl Accounts {
    /// Makes a link for somebody who cannot prove their account any more. They are told by mail and on their page; links made
    /// before end.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryNotYours`] where the rules say no.
    pub async fn make_recovery(
        &self,
        by: &Caller,
        whom: &PersonId,
    ) -> Result<MadeRecovery, AccountsError> {
        let known = self.known(whom).await?.ok_or(AccountsError::RoleWho)?;
        if !rules::may_recover(by, &known) {
            return Err(AccountsError::RecoveryNotYours);
        }
        in_person(by)?;
        let now = self.clock.now();
        let secret = Secret::fresh(Kind::Recovery);
        let has_second = self.has_second(&by.person, whom).await?;
        let recovery = Recovery::fresh(
            secret.id(),
            whom.clone(),
            by.person.clone(),
            has_second,
            now,
        );
        let letter = told(&known, false, recovery.ends);
        let made = self
            .store
            .make_recovery(&secret.id(), &recovery, &by.person, letter.as_ref())
            .await;
        match made {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RoleWho),
            answer => answer?,
        }
        Ok(MadeRecovery {
            secret,
            name: short_name(known.person.name.as_str()),
            recovery,
        })
    }

    /// Whether there is anybody who could agree with this helper.
    async fn has_second(&self, helper: &PersonId, whom: &PersonId) -> Result<bool, AccountsError> {
        let now = self.clock.now();
        let holders = self.store.holders(&rules::SECONDS).await?;
        let may = |(person, held): &(PersonId, RoleHeld)| {
            rules::may_second(person, std::slice::from_ref(held), Some(helper), whom, now)
        };
        Ok(holders.iter().any(may))
    }

    /// The links to which whoever asks may agree, the oldest first.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryNotYours`] for who agrees to nothing.
    pub async fn asked_recoveries(&self, by: &Caller) -> Result<Vec<AskedRecovery>, AccountsError> {
        if !rules::may_second_some(by) {
            return Err(AccountsError::RecoveryNotYours);
        }
        let own = self.me(by).await?;
        let mut asked = Vec::new();
        for recovery in self.store.recoveries_asked(self.clock.now()).await? {
            if !seconds(&own, &recovery) {
                continue;
            }
            let whom = self.known(&recovery.person).await?;
            let helper = match &recovery.by {
                Some(helper) => self.known(helper).await?,
                None => None,
            };
            let name = |known: Option<Known>| {
                known.map_or_else(String::new, |known| short_name(known.person.name.as_str()))
            };
            asked.push(AskedRecovery {
                name: name(whom),
                by: name(helper),
                recovery,
            });
        }
        Ok(asked)
    }

    /// Somebody else agrees that a person is who they say they are: the link works for a day from now.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryNotYours`] for who agrees to nothing; [`AccountsError::NotFound`] where there is nothing
    /// (any more) that they may agree to.
    pub async fn agree_to_recovery(&self, by: &Caller, id: &SecretId) -> Result<(), AccountsError> {
        if !rules::may_second_some(by) {
            return Err(AccountsError::RecoveryNotYours);
        }
        in_person(by)?;
        let now = self.clock.now();
        let recovery = self.store.recovery(id).await?;
        let own = self.me(by).await?;
        let recovery = recovery
            .filter(|one| one.state(now) == "asked" && seconds(&own, one))
            .ok_or(AccountsError::NotFound)?;
        let ends = now + LASTS;
        let letter = match self.known(&recovery.person).await? {
            Some(known) => told(&known, false, ends).map(|letter| RecoveryLetter {
                agreed: true,
                ..letter
            }),
            None => None,
        };
        match self
            .store
            .agree_to_recovery(id, &by.person, ends, letter.as_ref(), now)
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::NotFound),
            answer => Ok(answer?),
        }
    }

    /// The links that were made for whoever asks, newest first.
    pub async fn recoveries(&self, by: &Caller) -> Result<Vec<Recovery>, AccountsError> {
        Ok(self.store.recoveries_of(&by.person).await?)
    }

    /// Whoever a link was made for ends it; where it has been used, what it brought in goes, and every session ends.
    /// Another's does not exist for them.
    pub async fn withdraw_recovery(&self, by: &Caller, id: &SecretId) -> Result<(), AccountsError> {
        in_person(by)?;
        match self
            .store
            .withdraw_recovery(id, &by.person, self.clock.now())
            .await
        {
            Err(StoreError::Thrown(_)) => Err(AccountsError::NotFound),
            answer => Ok(answer?),
        }
    }

    /// What the link of a mail about a way back can stop: first name and initial of whose account it is.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryEnded`] when there is nothing to stop any more.
    pub async fn stoppable(&self, link: &str) -> Result<String, AccountsError> {
        let (_, known) = self.behind_stop(link).await?;
        Ok(short_name(known.person.name.as_str()))
    }

    /// Whoever got the mail stops the way back, or undoes what it did, without signing in: it may be all that they have.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryEnded`] when there is nothing to stop any more.
    pub async fn stop_recovery(&self, link: &str) -> Result<(), AccountsError> {
        let (recovery, known) = self.behind_stop(link).await?;
        let (id, person) = (&recovery.id, &known.person.id);
        let now = self.clock.now();
        match self.store.withdraw_recovery(id, person, now).await {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RecoveryEnded),
            answer => answer?,
        }
        self.note_recovery_stopped(person);
        Ok(())
    }

    /// The link names the way back, and proves with our key that it came from its mail.
    async fn behind_stop(&self, link: &str) -> Result<(Recovery, Known), AccountsError> {
        let (id, proof) = link.split_once('.').ok_or(AccountsError::RecoveryEnded)?;
        let id = SecretId::parse(id).ok_or(AccountsError::RecoveryEnded)?;
        let expected = self.stop_proof(&id);
        if !bool::from(proof.as_bytes().ct_eq(expected.as_bytes())) {
            return Err(AccountsError::RecoveryEnded);
        }
        let now = self.clock.now();
        let recovery = self.store.recovery(&id).await?;
        let recovery = recovery
            .filter(|one| one.can_be_stopped(now))
            .ok_or(AccountsError::RecoveryEnded)?;
        let known = self.known(&recovery.person).await?;
        Ok((recovery, known.ok_or(AccountsError::RecoveryEnded)?))
    }

    fn stop_proof(&self, id: &SecretId) -> String {
        hex(tag(&self.sign_in_key, "recovery-stop", id.as_str()).as_ref())
    }

    /// Whose account a link is for, and how it stands.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryEnded`] when nothing comes of it.
    pub async fn recovery_link(&self, link: &Secret) -> Result<(String, Recovery), AccountsError> {
        let (recovery, known) = self.behind(link).await?;
        Ok((short_name(known.person.name.as_str()), recovery))
    }

    async fn behind(&self, link: &Secret) -> Result<(Recovery, Known), AccountsError> {
        let now = self.clock.now();
        let recovery = self.store.recovery(&link.id()).await?;
        let recovery = recovery
            .filter(|one| one.is_ahead(now))
            .ok_or(AccountsError::RecoveryEnded)?;
        let known = self.known(&recovery.person).await?;
        let known = known
            .filter(rules::may_be_recovered)
            .ok_or(AccountsError::RecoveryEnded)?;
        Ok((recovery, known))
    }

    /// Gives what was just proven in this browser to the account of a link, which has done its work then. Every session and
    /// token of before ends: who else was in the account is out. Passkeys stay.
    ///
    /// # Errors
    /// [`AccountsError::RecoveryEnded`]; [`AccountsError::RecoveryWaits`] before somebody has agreed or the time is over;
    /// [`AccountsError::RecoverySignInFirst`] when nothing was proven here; [`AccountsError::IdentityTaken`] when it is
    /// somebody's.
    pub async fn recover(
        &self,
        link: &Secret,
        browser: Option<&Secret>,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let now = self.clock.now();
        let (recovery, known) = self.behind(link).await?;
        if recovery.state(now) != "open" {
            return Err(AccountsError::RecoveryWaits);
        }
        let browser = browser.ok_or(AccountsError::RecoverySignInFirst)?;
        let row = match self.new_here(browser).await {
            Err(AccountsError::NotFound) => return Err(AccountsError::RecoverySignInFirst),
            row => row?,
        };
        let settles = recovery.made + QUIET;
        let letter = told(&known, true, settles).filter(|_| now < settles);
        match self
            .store
            .recover(
                &recovery,
                &browser.id(),
                &row,
                settles,
                letter.as_ref(),
                now,
            )
            .await
        {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::RecoveryEnded),
            Err(StoreError::AlreadyExists) => return Err(AccountsError::IdentityTaken),
            answer => answer?,
        }
        let showing = Showing {
            // Nobody who is helped back decides over others: what needs a second factor asks for it anew.
            strong: None,
            way: row.provider,
            id_token: row.id_token.map(IdToken),
        };
        self.enter(&known, browser, row.back, device, previous, showing)
            .await
    }

    /// While it can be undone, who came in by a link changes nothing that would shut out the person of before.
    pub(crate) async fn refuse_while_settling(
        &self,
        person: &PersonId,
    ) -> Result<(), AccountsError> {
        if self.store.is_settling(person).await? {
            return Err(AccountsError::RecoverySettling);
        }
        Ok(())
    }

    /// Tells somebody, at the address of before, that a way back into their account was made, agreed to or used.
    pub(crate) async fn mail_recovery_letter(
        &self,
        recovery: &SecretId,
        mail: &RecoveryLetter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let mailer = self.ways.mailer.as_ref();
        let Some(mailer) = mailer.filter(|_| now < mail.letter.until) else {
            return Ok(());
        };
        let (site, proof) = (&self.ways.site, self.stop_proof(recovery));
        let link = format!("{site}{STOP_PATH}{}.{proof}", recovery.as_str());
        let written =
            letter::recovery(mail, &link).map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&mail.letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }
}

fn seconds(own: &Known, recovery: &Recovery) -> bool {
    rules::may_second(
        &own.person.id,
        &own.roles,
        recovery.by.as_ref(),
        &recovery.person,
        recovery.made,
    )
}

/// The mail about it; none for somebody without an address, who is told on their page.
fn told(known: &Known, used: bool, until: DateTime<Utc>) -> Option<RecoveryLetter> {
    known.person.email.as_ref().map(|email| RecoveryLetter {
        letter: Letter {
            to: email.as_str().to_owned(),
            language: known.person.language,
            until,
        },
        person: known.person.id.as_str().to_owned(),
        used,
        agreed: false,
    })
}
