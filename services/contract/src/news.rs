//! What a service asks accounts to tell a person by mail.

use chrono::{DateTime, Utc};
use nouns::PersonId;
use serde::{Deserialize, Serialize};

use crate::Caller;

/// There is a message in a conversation; its title is empty, because nothing of it is told.
pub const CONVERSATION_NEW: &str = "conversation-new";

/// Whoever leads a learning community took somebody off it.
pub const COMMUNITY_LEFT: &str = "community-left";

/// New cards that fit kept searches; once a day for one person, whoever asks sees to that.
pub const SAVED_SEARCH: &str = "saved-search";

/// A programme found somebody for a student, or a student for a buddy; its title is the name of the programme.
pub const PROGRAMME_MATCHED: &str = "programme-matched";

/// A programme suggests somebody to a student, who answers within 72 hours; its title is the name of the programme.
pub const PROGRAMME_SUGGESTED: &str = "programme-suggested";

/// A draft of a programme is published; told to who did it.
pub const PROGRAMME_PUBLISHED: &str = "programme-published";

/// The plan to meet of a match is another; the title is empty, because nothing of it is told.
pub const MATCH_PLAN: &str = "match-plan";

/// Two people meet tomorrow, and the reader chose to hear of it.
pub const MATCH_TOMORROW: &str = "match-tomorrow";

/// Nothing happened in a match for two weeks.
pub const MATCH_STUCK: &str = "match-stuck";

/// A teacher asks for an hour in class; the title is empty, because nothing of it is told.
pub const GUEST_HOUR_ASKED: &str = "guest-hour-asked";

/// There is an answer to it, or three days went by without one.
pub const GUEST_HOUR_ANSWERED: &str = "guest-hour-answered";

/// A calendar of others that a region follows could not be read five times in a row; its title is the other site.
pub const SOURCE_FAILING: &str = "source-failing";

/// What can be told; accounts has a sentence for each.
pub const TOLD: [&str; 17] = [
    CONVERSATION_NEW,
    MATCH_PLAN,
    MATCH_TOMORROW,
    MATCH_STUCK,
    GUEST_HOUR_ASKED,
    GUEST_HOUR_ANSWERED,
    COMMUNITY_LEFT,
    PROGRAMME_MATCHED,
    PROGRAMME_PUBLISHED,
    PROGRAMME_SUGGESTED,
    "question-answered",
    "question-helped",
    "question-nobody",
    "question-tell",
    "question-you-know",
    SAVED_SEARCH,
    SOURCE_FAILING,
];

/// More lines than these stand in no mail.
pub const MOST_LINES: usize = 12;

/// Internal, `POST /tell`: something happened that a person may want to hear. Accounts sends a mail when
/// the person agreed to mails, has an address and did not get many today (what comes once a day is counted by itself); else it
/// does nothing.
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

/// Internal, `POST /calendar`: what an invitation for somebody's own calendar names (RFC 5546).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseCalendar {
    pub person: PersonId,
}

/// Its answer. Neither address is known everywhere: a site may send no mails, and a person may have none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarAddresses {
    /// Who our mails come from: the address that stands for the site.
    pub organizer: Option<String>,
    /// The person's own.
    pub own: Option<String>,
}

/// Where the page of an invitation stands; the secret follows.
pub const INVITED_PATH: &str = "/meedoen/";
