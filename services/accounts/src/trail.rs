//! What happens at the doors, in the log, for whoever watches over the site: kinds and outcomes, and people only as
//! keyed hashes, so that a series of tries is seen and nobody is named.

use nouns::PersonId;

use crate::Accounts;
use crate::secret::{hex, tag};

/// Digits of a person's hash: enough to tell people apart.
const DIGITS: usize = 16;

impl Accounts {
    /// Somebody came in.
    pub(crate) fn note_sign_in(&self, person: &PersonId, way: Option<&str>, is_strong: bool) {
        tracing::info!(
            target: "security",
            person = self.log_name(person),
            way = way.unwrap_or("here"),
            second_factor = is_strong,
            "signed in"
        );
    }

    /// Somebody signed out.
    pub(crate) fn note_sign_out(&self, person: &PersonId) {
        tracing::info!(target: "security", person = self.log_name(person), "signed out");
    }

    /// A script came with somebody's key.
    pub(crate) fn note_key(&self, person: &PersonId) {
        tracing::info!(target: "security", person = self.log_name(person), "a key was used");
    }

    /// An administrator ended every session of somebody.
    pub(crate) fn note_sign_out_everywhere(&self, by: &PersonId, whom: &PersonId) {
        tracing::warn!(
            target: "security",
            person = self.log_name(whom),
            by = self.log_name(by),
            "signed out everywhere by an administrator"
        );
    }

    /// A way back into an account was stopped from its mail.
    pub(crate) fn note_recovery_stopped(&self, whom: &PersonId) {
        tracing::warn!(
            target: "security",
            person = self.log_name(whom),
            "a way back was stopped from its mail"
        );
    }

    /// Somebody was suspended, or no longer, or an objection was answered.
    pub(crate) fn note_suspension(&self, by: &PersonId, whom: &PersonId, deed: &'static str) {
        tracing::warn!(
            target: "security",
            person = self.log_name(whom),
            by = self.log_name(by),
            deed,
            "what a moderator or administrator did to an account"
        );
    }

    /// A role was given at the command line, where nobody is named.
    pub(crate) fn note_role_from_command_line(&self, whom: &PersonId, role: &str) {
        tracing::warn!(
            target: "security",
            person = self.log_name(whom),
            role,
            "a role was given at the command line"
        );
    }

    /// The name that a person has in the log.
    pub(crate) fn log_name(&self, person: &PersonId) -> String {
        let mut name = hex(tag(&self.sign_in_key, "log", person.as_str()).as_ref());
        name.truncate(DIGITS);
        name
    }
}

/// A code or link came too late, too often, or from another browser.
pub(crate) fn note_spent_code() {
    tracing::warn!(target: "security", "a spent code was refused");
}

/// A mail to sign in was asked for too often: nothing was sent, and nobody is told.
pub(crate) fn note_mail_held_back() {
    tracing::warn!(target: "security", "a mail to sign in was held back");
}

/// A code or link of a mail was not the right one. Refusals of providers and passkeys are logged as every refusal is, by
/// `wire::Problem`.
pub(crate) fn note_wrong_code() {
    tracing::warn!(target: "security", "a wrong code was refused");
}
