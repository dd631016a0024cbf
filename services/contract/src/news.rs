//! What a service asks accounts to tell a person by mail.

use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::{Deserialize, Serialize};

/// There is a message in a conversation; its title is empty, because nothing of it is told.
pub const CONVERSATION_NEW: &str = "conversation-new";

/// Whoever leads a learning community took somebody off it.
pub const COMMUNITY_LEFT: &str = "community-left";

/// What can be told; accounts has a sentence for each.
pub const TOLD: [&str; 7] = [
    CONVERSATION_NEW,
    COMMUNITY_LEFT,
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

/// Internal, `POST /invite`: a mail with a link to an address, whether anybody has an account there or not. It does not go
/// out where that person blocked who invites or is suspended, nor when the address got many today; the answer is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    pub email: String,
    /// Who invites.
    pub by: PersonId,
    /// What to: the name of a learning community.
    pub title: String,
    /// Until when the link works.
    pub until: DateTime<Utc>,
}

/// Its answer. The link itself is only in the mail, below [`INVITED_PATH`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// SHA-256 of the link's secret, in hexadecimal.
    pub id: String,
}

/// Where the page of an invitation stands; the secret follows.
pub const INVITED_PATH: &str = "/meedoen/";
