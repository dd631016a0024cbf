//! Accounts: who is who, and who may do what.
//!
//! It owns people, the roles they hold, the sessions of their browsers and the personal access
//! tokens of their scripts. It mints the short-lived caller tokens that every other service
//! decides by. It does not know what anyone wants, can do or visits: that stands with the other
//! services.
//!
//! Promises:
//! - What opens a session or stands for a person is stored as a hash only; no key of a row tells an e-mail address.
//! - A session ends after 12 hours without use and after 30 days in any case; signing in gives
//!   the browser a new one and ends the one before.
//! - What somebody consents to, whom they block and that they are gone stands in one ordered log
//!   that the other services follow; a change answers whether all of them have it.
//! - Nobody under 16 gets a caller token before a parent has consented.
//! - What turns a secret into a caller is reachable through [`internal_endpoint`] only, never
//!   through the public address.

mod access;
mod api;
mod birth;
mod by_mail;
pub mod consent;
mod error;
mod following;
mod invitation;
mod jobs;
mod keys;
mod letter;
mod line;
mod mailer;
mod my_data;
mod newcomer;
mod news;
mod oidc;
mod oversight;
mod parents;
mod person;
mod recovery;
pub mod roles;
mod rules;
pub mod safety;
mod school;
mod second_factor;
mod secret;
mod session;
mod settings;
mod sign_in;
mod store;
mod suspension;
mod tally;
#[cfg(test)]
mod testing;
mod token;
mod trail;
mod writing;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use ::store::{Datastore, StoreError};
use chrono::{DateTime, Utc};
use contract::{Caller, Grant, Means};
use nouns::{Clock, PersonId};
use tokio::time::{Duration, MissedTickBehavior, interval};
use wire::{CallerToken, Signer, Verifier};

use crate::settings::SignInWays;

pub use crate::store::{MIGRATIONS, REGISTER};
pub use access::IssuedToken;
pub use api::{Door, endpoint, internal_endpoint};
pub use birth::{AgeGroup, Birth, BirthProblem};
pub use by_mail::Proof;
pub use contract::consent::Purpose;
pub use error::AccountsError;
pub use keys::{Keys, KeysError};
pub use mailer::{MailProblem, MailSettings, MailTls};
pub use newcomer::{Arrived, Newcomer, WelcomeForm};
pub use oidc::{ClaimNames, ProviderProblem, ProviderSettings, Refusal, Returned};
pub use oversight::AccountDeed;
pub use person::{
    Email, EmailProblem, Known, NameProblem, NewPerson, NewRole, NoRmcRegion, Person, PersonName,
    RmcRegion, RoleHeld,
};
pub use recovery::{AskedRecovery, MadeRecovery, Recovery};
pub use school::{KeptSchools, School};
pub use second_factor::Ceremony;
pub use secret::{Kind, Secret, SecretId};
pub use session::{Device, IdToken, Session};
pub use settings::{SettingsProblem, SignInSettings};
pub use sign_in::{Resolved, Showing, Started};
pub use suspension::{Grounds, Suspension};
pub use token::{AccessToken, Hours, HoursProblem, LabelProblem, TokenLabel};

/// What ended is removed so often.
const SWEEP_EVERY: Duration = Duration::from_hours(1);
/// Erasures are brought to their end so often at least; a write looks at once.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// The service.
pub struct Accounts {
    store: crate::store::Store,
    signer: Signer,
    /// The one that every service of this process shares.
    signer_verifier: Verifier,
    clock: Clock,
    is_demo: bool,
    /// Where followers stand, as far as it is written down.
    followers: tokio::sync::Mutex<BTreeMap<&'static str, u64>>,
    /// What codes, links and counts are made with.
    sign_in_key: ring::hmac::Key,
    ways: SignInWays,
    looked_for_lost_jobs: Mutex<Option<DateTime<Utc>>>,
}

impl Accounts {
    /// Opens and migrates; the demo is off.
    pub async fn open(
        datastore: &Datastore,
        keys: Keys,
        clock: Clock,
    ) -> Result<Self, AccountsError> {
        let mailboxes = crate::store::MailboxKey::new(keys.sign_in.clone());
        let store = crate::store::Store::open(datastore, mailboxes).await?;
        Ok(Self {
            store,
            signer_verifier: keys.signer.verifier(),
            signer: keys.signer,
            clock,
            is_demo: false,
            followers: tokio::sync::Mutex::default(),
            sign_in_key: keys.sign_in,
            ways: SignInWays::default(),
            looked_for_lost_jobs: Mutex::default(),
        })
    }

    /// Lets people sign in as the configuration says.
    pub fn with_sign_in(mut self, settings: &SignInSettings) -> Result<Self, SettingsProblem> {
        self.ways = SignInWays::new(settings, &self.clock)?;
        Ok(self)
    }

    /// Lets anyone at this machine play the people of the demo town, when `is_on`.
    #[must_use]
    pub fn with_demo(mut self, is_on: bool) -> Self {
        self.is_demo = is_on;
        self
    }

    /// What every service checks callers with.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.signer_verifier.clone()
    }

    /// The public half of the key that signs callers, for services that run elsewhere.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        self.signer.public_key()
    }

    /// Does jobs, sweeps now and then, and brings erasures to their end, until `stop` turns true.
    pub async fn run(self: Arc<Self>, stop: tokio::sync::watch::Receiver<bool>) {
        // Side by side: a mail on its way is not cut off because something else was written.
        tokio::join!(self.keep_working(stop.clone()), self.keep_tidy(stop));
    }

    async fn keep_working(&self, mut stop: tokio::sync::watch::Receiver<bool>) {
        loop {
            tokio::select! {
                () = self.work_when_due() => {}
                () = stopped(&mut stop) => return,
            }
        }
    }

    async fn keep_tidy(&self, mut stop: tokio::sync::watch::Receiver<bool>) {
        let mut often = interval(SWEEP_EVERY);
        often.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = often.tick() => {
                    if let Err(error) = self.catch_up().await {
                        tracing::warn!(error = &error as &dyn std::error::Error, "sweeping failed");
                    }
                }
                () = self.store.written(LOOK_EVERY) => {
                    if let Err(error) = self.finish_erasures().await {
                        tracing::warn!(error = &error as &dyn std::error::Error, "an erasure is not done yet");
                    }
                }
                () = stopped(&mut stop) => return,
            }
        }
    }

    /// One sweep: removes what has ended or was kept long enough, and ends what is over.
    pub async fn catch_up(&self) -> Result<(), AccountsError> {
        let now = self.clock.now();
        self.store.sweep(now).await?;
        ::store::jobs::sweep(self.store.jobs(), now).await?;
        self.store.end_roles_that_are_over(now).await?;
        self.store.end_suspensions_that_are_over(now).await?;
        self.store.settle_recoveries(now).await?;
        self.store.log_birthdays(now).await?;
        self.erase_children_without_consent().await?;
        self.sweep_mails(now).await?;
        self.finish_erasures().await
    }

    /// It has no index to catch up: open is ready.
    pub async fn ready(&self) -> bool {
        true
    }

    /// Whether nobody has an account yet.
    pub async fn is_empty(&self) -> Result<bool, AccountsError> {
        Ok(!self.store.has_people().await?)
    }

    /// Adds people with their roles; whoever is there already stays as they are. Gives how many
    /// were added.
    pub async fn plant(&self, people: Vec<NewPerson>) -> Result<usize, AccountsError> {
        match self.store.add(people, self.clock.now()).await {
            Err(StoreError::AlreadyExists) => Err(AccountsError::EmailTaken),
            answer => Ok(answer?),
        }
    }

    /// Finds a person by id or e-mail address.
    pub async fn find(&self, who: &str) -> Result<Option<Known>, AccountsError> {
        if let Ok(id) = PersonId::parse(who.trim())
            && let Some(known) = self.known(&id).await?
        {
            return Ok(Some(known));
        }
        let Ok(email) = Email::parse(who) else {
            return Ok(None);
        };
        match self.store.owner_of(email.as_str()).await? {
            Some(id) => self.known(&id).await,
            None => Ok(None),
        }
    }

    /// Whom somebody names by id or e-mail address.
    ///
    /// # Errors
    /// [`AccountsError::RoleWho`] when nobody is.
    pub(crate) async fn named(&self, who: &str) -> Result<PersonId, AccountsError> {
        let known = self.find(who).await?;
        known
            .map(|known| known.person.id)
            .ok_or(AccountsError::RoleWho)
    }

    /// What is known of whoever asks.
    pub async fn me(&self, caller: &Caller) -> Result<Known, AccountsError> {
        self.known(&caller.person)
            .await?
            .ok_or(AccountsError::PersonUnknown)
    }

    /// A person with the roles that count now.
    async fn known(&self, id: &PersonId) -> Result<Option<Known>, AccountsError> {
        let now = self.clock.now();
        Ok(self
            .store
            .known(id)
            .await?
            .map(|known| known.counting_at(now)))
    }

    /// The caller that a person is to the services, and a token that says so. `strong` is when a second factor was shown.
    ///
    /// # Errors
    /// [`AccountsError::Ended`] when the account is gone, [`AccountsError::ParentConsentNeeded`]
    /// for somebody who takes no part yet.
    async fn mint(
        &self,
        person: &PersonId,
        strong: Option<DateTime<Utc>>,
        means: Means,
    ) -> Result<Minted, AccountsError> {
        let now = self.clock.now();
        let known = self.known(person).await?.ok_or(AccountsError::Ended)?;
        let is_suspended = self.is_suspended(person).await?;
        let caller = known.caller(now, strong)?;
        let caller = match means {
            Means::Key if is_suspended => return Err(AccountsError::Ended),
            _ if is_suspended => suspended(caller),
            means => Caller { means, ..caller },
        };
        let token = self
            .signer
            .mint(&caller, now)
            .map_err(AccountsError::Signing)?;
        Ok(Minted {
            second_factor_due: !is_suspended && caller.roles.len() < known.roles.len(),
            caller,
            token,
        })
    }
}

/// Waits until `stop` turns true. A sender that was dropped says so too: whoever started us is gone.
async fn stopped(stop: &mut tokio::sync::watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
}

impl Known {
    /// Without the roles that have ended.
    fn counting_at(mut self, now: DateTime<Utc>) -> Self {
        self.roles.retain(|role| rules::counts(role, now));
        self
    }

    fn grants(&self) -> Vec<Grant> {
        self.roles.iter().map(RoleHeld::grant).collect()
    }

    /// Without a second factor the roles that need one are not in it: denied by default, everywhere. The means are the one
    /// that may less; whoever mints says otherwise.
    fn caller(
        &self,
        now: DateTime<Utc>,
        strong: Option<DateTime<Utc>>,
    ) -> Result<Caller, AccountsError> {
        let person = &self.person;
        let age = rules::takes_part(person, self.parent_consents, now)
            .ok_or(AccountsError::ParentConsentNeeded)?;
        let is_told = rules::school_counts(self.is_school_told, &self.roles);
        let carried = |role: &&RoleHeld| rules::is_carried(role, strong);
        Ok(Caller {
            person: person.id.clone(),
            name: person.name.as_str().to_owned(),
            roles: self
                .roles
                .iter()
                .filter(carried)
                .map(RoleHeld::grant)
                .collect(),
            school: person.school.clone().filter(|_| is_told),
            // It is the school's.
            region: person.region.filter(|_| is_told).map(RmcRegion::region),
            age,
            means: Means::default(),
        })
    }
}

/// Somebody who is suspended comes to their own data, and decides nothing.
fn suspended(caller: Caller) -> Caller {
    Caller {
        roles: Vec::new(),
        school: None,
        region: None,
        means: Means::Suspended,
        ..caller
    }
}

/// A caller just minted.
struct Minted {
    caller: Caller,
    token: CallerToken,
    /// Some roles are not in it, because they need a second factor.
    second_factor_due: bool,
}

#[cfg(test)]
mod tests;
