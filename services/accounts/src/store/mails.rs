use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::jobs::{self, Job};
use store::{Database, StoreError};

use super::{Store, naming, row};
use crate::letter::{InvitationLetter, Letter, NewsLetter, PlaceLetter};
use crate::secret::SecretId;

/// The kind of the jobs that send a mail.
pub(crate) const MAIL: &str = "mail";

/// The kind of the jobs that send an invitation.
pub(crate) const INVITATION_MAIL: &str = "mail-invitation";

/// The kind of the jobs that send news.
pub(crate) const NEWS_MAIL: &str = "mail-news";

/// The kind of the jobs that send a mail about a place at a meetup.
pub(crate) const PLACE_MAIL: &str = "mail-place";

/// A sign-in by e-mail on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MailSignIn {
    pub(crate) email: String,
    pub(crate) back: String,
    pub(crate) tries: u32,
    pub(crate) ends_at: DateTime<Utc>,
}

impl Store {
    /// Keeps a sign-in by e-mail and asks for its mail, in one step.
    pub(crate) async fn keep_mail_sign_in(
        &self,
        browser: &SecretId,
        sign_in: &MailSignIn,
        letter: &Letter,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "CREATE type::record('mail_sign_in', $id) SET email = $email, back = $back, tries = 0, ends_at = $ends
                RETURN NONE;
            fn::enqueue('mail', $id, $now, $letter)";
        let payload = serde_json::to_value(letter).map_err(|source| StoreError::Row {
            table: "job",
            source,
        })?;
        let mut variables = naming("id", browser.as_str());
        variables.insert("email", sign_in.email.clone());
        variables.insert("back", sign_in.back.clone());
        variables.insert("ends", sign_in.ends_at);
        variables.insert("now", now);
        variables.insert("letter", payload);
        self.db
            .transact("asking for a mail", body, variables)
            .await
            .map(drop)
    }

    /// Keeps a sign-in for which no mail goes out, with the same work for the store.
    pub(crate) async fn keep_silent_sign_in(
        &self,
        browser: &SecretId,
        sign_in: &MailSignIn,
    ) -> Result<(), StoreError> {
        let body = "CREATE type::record('mail_sign_in', $id) SET email = $email, back = $back, tries = 0, ends_at = $ends
                RETURN NONE;
            fn::dequeue('mail', $id)";
        let mut variables = naming("id", browser.as_str());
        variables.insert("email", sign_in.email.clone());
        variables.insert("back", sign_in.back.clone());
        variables.insert("ends", sign_in.ends_at);
        self.db
            .transact("asking for no mail", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn mail_sign_in(
        &self,
        browser: &SecretId,
    ) -> Result<Option<MailSignIn>, StoreError> {
        let surql =
            "SELECT email, back, tries, ends_at FROM ONLY type::record('mail_sign_in', $id)";
        let mut results = self
            .db
            .read(surql)
            .bind(naming("id", browser.as_str()))
            .await
            .map_err(StoreError::while_doing("reading a sign-in by e-mail"))?;
        row(&mut results, 0, "mail_sign_in")
    }

    /// Counts one more try before the code is looked at, so that many tries at once are counted too.
    pub(crate) async fn try_code(&self, browser: &SecretId) -> Result<Option<u32>, StoreError> {
        let body = "UPDATE type::record('mail_sign_in', $id) SET tries += 1 RETURN NONE;
            SELECT VALUE tries FROM ONLY type::record('mail_sign_in', $id)";
        let tries: Option<i64> = self
            .db
            .transact("trying a code", body, naming("id", browser.as_str()))
            .await?
            .take(1)?;
        Ok(tries.and_then(|tries| u32::try_from(tries).ok()))
    }

    /// Takes a sign-in by e-mail out. `false` when another request was first.
    pub(crate) async fn take_mail_sign_in(&self, browser: &SecretId) -> Result<bool, StoreError> {
        let body = "SELECT VALUE email FROM ONLY type::record('mail_sign_in', $id);
            DELETE type::record('mail_sign_in', $id);
            fn::dequeue('mail', $id)";
        let taken: Option<String> = self
            .db
            .transact(
                "taking a sign-in by e-mail",
                body,
                naming("id", browser.as_str()),
            )
            .await?
            .take(0)?;
        Ok(taken.is_some())
    }

    /// Asks for a mail that invites somebody; it goes with whoever invites.
    pub(crate) async fn ask_for_invitation(
        &self,
        name: &SecretId,
        letter: &InvitationLetter,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.ask_for(INVITATION_MAIL, name, letter, now).await
    }

    /// Asks for a mail with news; it goes with its person.
    pub(crate) async fn ask_for_news_mail(
        &self,
        name: &SecretId,
        letter: &NewsLetter,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.ask_for(NEWS_MAIL, name, letter, now).await
    }

    /// Asks for a mail about a place, unless it was asked for under this name before: that is remembered until `known_until`.
    pub(crate) async fn ask_once(
        &self,
        name: &SecretId,
        letter: &PlaceLetter,
        known_until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let payload = serde_json::to_value(letter).map_err(|source| StoreError::Row {
            table: "job",
            source,
        })?;
        let mut variables = naming("id", name.as_str());
        variables.insert("kind", PLACE_MAIL.to_owned());
        variables.insert("known_until", known_until);
        variables.insert("now", now);
        variables.insert("letter", payload);
        let body = "IF !record::exists(type::record('tally', $id)) {
                CREATE type::record('tally', $id) SET n = 1, ends_at = $known_until RETURN NONE;
                fn::enqueue($kind, $id, $now, $letter);
            }";
        self.db
            .transact("asking for a mail once", body, variables)
            .await
            .map(drop)
    }

    async fn ask_for(
        &self,
        kind: &str,
        name: &SecretId,
        letter: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let payload = serde_json::to_value(letter).map_err(|source| StoreError::Row {
            table: "job",
            source,
        })?;
        let mut variables = naming("id", name.as_str());
        variables.insert("kind", kind.to_owned());
        variables.insert("now", now);
        variables.insert("letter", payload);
        let body = "fn::enqueue($kind, $id, $now, $letter)";
        self.db
            .transact("asking for a mail that tells something", body, variables)
            .await
            .map(drop)
    }

    /// The database of the jobs.
    pub(crate) fn jobs(&self) -> &Database {
        &self.db
    }

    /// Jobs that are due, leased to whoever asks.
    pub(crate) async fn claim(
        &self,
        now: DateTime<Utc>,
        most: u32,
    ) -> Result<Vec<Job>, StoreError> {
        jobs::claim(&self.db, now, most).await
    }
}
