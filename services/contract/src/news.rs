//! What a service asks accounts to tell a person by mail.

use serde::{Deserialize, Serialize};

use crate::Caller;

/// What can be told; accounts has a sentence for each.
pub const TOLD: [&str; 6] = [
    "question-answered",
    "question-helped",
    "question-nobody",
    "question-tell",
    "question-you-know",
    "saved-search",
];

/// More lines than these stand in no mail.
pub const MOST_LINES: usize = 12;

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
    /// Things that it is about, each with its own page; at most [`MOST_LINES`].
    #[serde(default)]
    pub lines: Vec<NewsLine>,
    /// Where one press, without signing in, ends mails of this kind (RFC 8058): a path of this site.
    #[serde(default)]
    pub stop: Option<String>,
}

/// One thing that news is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsLine {
    pub title: String,
    /// A path of this site.
    pub path: String,
}

/// Internal, `POST /readers`: who of these people may be sent mails now, at most [`MOST_READERS`] at a time. Answered by
/// the callers that they are to the services, so that a service can tell what each of them may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoReads {
    pub people: Vec<String>,
}

pub const MOST_READERS: usize = 200;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readers {
    pub readers: Vec<Caller>,
}
