//! What a service asks accounts to tell a person by mail.

use serde::{Deserialize, Serialize};

/// What can be told; accounts has a sentence for each.
pub const TOLD: [&str; 5] = [
    "question-answered",
    "question-helped",
    "question-nobody",
    "question-tell",
    "question-you-know",
];

/// Internal, `POST /tell`: something happened that a person may want to hear. Accounts sends a mail when
/// the person agreed to mails, has an address and did not get many today; else it does nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    pub person: String,
    /// One of [`TOLD`].
    pub what: String,
    /// What it is about, in a few words.
    pub title: String,
    /// The page to go to: a path of this site.
    pub path: String,
}
