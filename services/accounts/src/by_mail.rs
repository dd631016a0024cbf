//! Signing in by e-mail: a link and a code of six digits, for the browser that asked.
//!
//! Neither is stored: both are made from the name of the sign-in with a key that lies beside the store. Known and unknown
//! addresses get the same mail, at the same cost; whoever has no account gets the welcome form afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use contract::FieldProblem;
use contract::accounts as codes;
use contract::accounts::DemoMail;
use nouns::Language;
use subtle::ConstantTimeEq as _;

use crate::letter::{self, Letter};
use crate::newcomer::Arrived;
use crate::secret::{Kind, Secret, SecretId, hex, tag};
use crate::session::Device;
use crate::sign_in::Showing;
use crate::store::{MailSignIn, NewcomerRow};
use crate::tally::{Limit, neighbourhood};
use crate::trail::{note_mail_held_back, note_spent_code, note_wrong_code};
use crate::{Accounts, AccountsError, Email, rules};

/// So long code and link work.
const LASTS: TimeDelta = TimeDelta::minutes(10);
/// A million codes, this many tries: one in two hundred thousand.
const MOST_TRIES: u32 = 5;

/// To one mailbox, asked from one place: whoever asks too often keeps nobody else from signing in.
const FEW_MAILS: Limit = Limit {
    most: 5,
    within: TimeDelta::minutes(10),
    what: "mails to one address from one place",
};
const MAILS_A_DAY: Limit = Limit {
    most: 20,
    within: TimeDelta::days(1),
    what: "mails to one address from one place in a day",
};
/// To one mailbox from everywhere. It bounds what guessing finds: so many codes with five tries each, one in 3,300 a day.
const MAILS_FROM_EVERYWHERE: Limit = Limit {
    most: 60,
    within: TimeDelta::days(1),
    what: "mails to one address in a day",
};
/// From one place: a whole school may begin its lesson with this.
const FROM_ONE_PLACE: Limit = Limit {
    most: 400,
    within: TimeDelta::minutes(10),
    what: "mails from one place",
};

/// What only the mail tells.
pub enum Proof {
    Code(String),
    Link(String),
}

impl Accounts {
    /// Sends a link and a code, and gives what the browser has to keep. Nothing in the answer says whether anybody has
    /// this address, nor whether a mail went out.
    ///
    /// # Errors
    /// [`AccountsError::TooMany`] when very many came from one place.
    pub async fn begin_by_mail(
        &self,
        email: &str,
        back: &str,
        language: Language,
        address: Option<&str>,
    ) -> Result<Secret, AccountsError> {
        if self.ways.mailer.is_none() {
            return Err(AccountsError::MailOff);
        }
        let email = Email::parse(email).map_err(|_| {
            AccountsError::Refused(vec![FieldProblem::new("email", codes::EMAIL_WRONG)])
        })?;
        let place = neighbourhood(address.unwrap_or_default());
        if !self.is_within(FROM_ONE_PLACE, &place).await? {
            return Err(AccountsError::TooMany);
        }
        let may_send = self.may_mail(&email, &place).await?;
        let now = self.clock.now();
        let browser = Secret::fresh(Kind::Browser);
        let sign_in = MailSignIn {
            email: email.as_str().to_owned(),
            back: back.to_owned(),
            tries: 0,
            ends_at: now + LASTS,
        };
        if may_send {
            let letter = Letter {
                to: sign_in.email.clone(),
                language,
                until: sign_in.ends_at,
            };
            let id = browser.id();
            self.store
                .keep_mail_sign_in(&id, &sign_in, &letter, now)
                .await?;
        } else {
            note_mail_held_back();
            // Without an address it proves nothing: a code that was never sent opens nothing.
            let silent = MailSignIn {
                email: String::new(),
                ..sign_in
            };
            self.store
                .keep_silent_sign_in(&browser.id(), &silent)
                .await?;
        }
        Ok(browser)
    }

    /// Counts one more mail to this mailbox, and says whether it may go out.
    async fn may_mail(&self, email: &Email, place: &str) -> Result<bool, AccountsError> {
        let from_here = format!("{} {place}", email.as_str());
        let few = self.is_within(FEW_MAILS, &from_here).await?;
        let today = self.is_within(MAILS_A_DAY, &from_here).await?;
        // What does not go out from here anyway must not use up what others may.
        Ok(few
            && today
            && self
                .is_within(MAILS_FROM_EVERYWHERE, email.as_str())
                .await?)
    }

    /// Takes the code that was typed, or the link's secret.
    ///
    /// # Errors
    /// [`AccountsError::Refused`] with the field `code`: it is wrong, or nothing works any more.
    pub async fn finish_by_mail(
        &self,
        browser: Option<&Secret>,
        proof: &Proof,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let browser = browser.ok_or_else(spent)?;
        let id = browser.id();
        let tries = self.store.try_code(&id).await?.ok_or_else(spent)?;
        let sign_in = self.store.mail_sign_in(&id).await?.ok_or_else(spent)?;
        if tries > MOST_TRIES || self.clock.now() >= sign_in.ends_at {
            return Err(spent());
        }
        if sign_in.email.is_empty() || !self.proves(&id, proof) {
            note_wrong_code();
            return Err(if tries == MOST_TRIES {
                spent()
            } else {
                refused(codes::MAIL_CODE_WRONG)
            });
        }
        if !self.store.take_mail_sign_in(&id).await? {
            return Err(spent());
        }
        self.arrive_by_mail(browser, sign_in, device, previous)
            .await
    }

    /// What was sent, newest first: for the demo at this machine, where no mail leaves it.
    pub fn demo_mails(&self, is_from_loopback: bool) -> Result<Vec<DemoMail>, AccountsError> {
        rules::may_see_demo(self.is_demo, is_from_loopback)?;
        let mailer = self
            .ways
            .mailer
            .as_ref()
            .filter(|mailer| mailer.stays_here());
        Ok(mailer.ok_or(AccountsError::NotFound)?.shown())
    }

    async fn arrive_by_mail(
        &self,
        browser: &Secret,
        sign_in: MailSignIn,
        device: Device,
        previous: Option<&Secret>,
    ) -> Result<Arrived, AccountsError> {
        let MailSignIn { email, back, .. } = sign_in;
        if let Some(person) = self.store.owner_of(&email).await? {
            let known = self.known(&person).await?.ok_or(AccountsError::Ended)?;
            return self
                .enter(&known, browser, back, device, previous, Showing::default())
                .await;
        }
        let newcomer = NewcomerRow {
            email: Some(email),
            back,
            ends_at: self.clock.now() + NewcomerRow::LASTS,
            ..NewcomerRow::default()
        };
        self.store.keep_newcomer(&browser.id(), &newcomer).await?;
        Ok(Arrived::Newcomer)
    }

    /// Writes and sends the mail of a sign-in. One that comes too late to be of use is let go.
    pub(crate) async fn mail_sign_in_letter(
        &self,
        sign_in: &SecretId,
        letter: &Letter,
        now: DateTime<Utc>,
    ) -> Result<(), AccountsError> {
        let Some(mailer) = self.ways.mailer.as_ref().filter(|_| now < letter.until) else {
            return Ok(());
        };
        let link = format!("{}{}", self.ways.mail_link, self.link(sign_in));
        let written = letter::sign_in(letter.language, &self.code(sign_in), &link)
            .map_err(|error| AccountsError::Mail(Box::new(error)))?;
        mailer
            .send(&letter.to, &written, now)
            .await
            .map_err(|error| AccountsError::Mail(Box::new(error)))
    }

    /// Six digits. The rest of dividing 64 bits by a million favours no code that anyone could notice.
    pub(crate) fn code(&self, sign_in: &SecretId) -> String {
        let tag = tag(&self.sign_in_key, "code", sign_in.as_str());
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&tag.as_ref()[..8]);
        format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000)
    }

    pub(crate) fn link(&self, sign_in: &SecretId) -> String {
        hex(tag(&self.sign_in_key, "link", sign_in.as_str()).as_ref())
    }

    /// The same time for every wrong one.
    fn proves(&self, sign_in: &SecretId, proof: &Proof) -> bool {
        let (given, expected) = match proof {
            Proof::Code(code) => (digits(code), self.code(sign_in)),
            Proof::Link(link) => (link.clone(), self.link(sign_in)),
        };
        given.as_bytes().ct_eq(expected.as_bytes()).into()
    }
}

/// People type spaces where the mail shows them.
fn digits(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}

fn spent() -> AccountsError {
    note_spent_code();
    refused(codes::MAIL_CODE_SPENT)
}

fn refused(code: contract::Code) -> AccountsError {
    AccountsError::Refused(vec![FieldProblem::new("code", code)])
}
