use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::{Deserialize, Serialize};

use super::Party;

/// The most characters of a message.
pub const LONGEST_MESSAGE: usize = 2000;

/// `GET /conversations`: one for each match of the caller, what happened last first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ConversationList {
    pub conversations: Vec<ConversationLine>,
}

/// A conversation in a list; what was said stands in the conversation only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ConversationLine {
    /// The id of its request.
    pub id: String,
    pub other: Party,
    pub relation: String,
    /// As in [`Conversation::stand`].
    pub stand: String,
    /// When the last message was written.
    pub wrote: Option<DateTime<Utc>>,
    /// Messages of the other that the caller has not read.
    pub unread: u32,
    /// When the oldest of those was written.
    pub unread_since: Option<DateTime<Utc>>,
}

/// Which messages: those after a number, those before one, or the last; at most 50.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationQuestion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// With `after`: how many seconds to wait for something new, 20 at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<u32>,
    /// With `wait`: the stand that the caller knows; another one ends the waiting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand: Option<String>,
}

/// A conversation, as one of its two people sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Conversation {
    /// The id of its request.
    pub id: String,
    pub other: Party,
    pub relation: String,
    /// `open`; else why nobody writes: `ended`, `paused-by-you`, `paused` or `certificate`.
    pub stand: String,
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Whether there are messages before the first of these.
    pub earlier: bool,
    /// The number of the last message, 0 when there is none.
    pub last: u32,
    /// One of the two is a minor: what could lead outside the platform is looked for.
    pub guarded: bool,
    /// `write`, `block`.
    pub may: Vec<String>,
}

/// A message. Numbers count up; several messages of somebody who is gone are one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Message {
    pub n: u32,
    /// None when its author is gone.
    pub id: Option<String>,
    /// `you`, `other`, or `removed`.
    pub by: String,
    pub at: Option<DateTime<Utc>>,
    pub text: Option<String>,
}

/// `POST /conversations/:id/messages`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct NewMessage {
    /// Made by whoever writes, 32 hexadecimal digits: the same id twice is one message.
    pub id: String,
    /// 1 to 2000 characters.
    pub text: String,
    /// The writer has seen the warning and sends it all the same.
    #[serde(default)]
    #[oai(default)]
    pub sure: bool,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Sending {
    /// `sent`; `warned`: not sent, `sure` sends it; `refused`: not sent, and nothing sends it.
    pub state: String,
    /// The message, once it is sent.
    pub message: Option<Message>,
    /// What in it could lead outside the platform, in the order of the text.
    pub seen: Vec<Seen>,
}

/// Something in a message that could lead outside the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Seen {
    /// `phone`, `mail`, `address`, `postcode`, `handle` or `link`.
    pub kind: String,
    /// The words, as they were typed.
    pub words: String,
}

/// `POST /conversations/:id/read`: everything up to this number was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ReadUpTo {
    pub upto: u32,
}

/// One message, for whoever is about to report it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct SingleMessage {
    /// The person id of its author.
    pub author: String,
    pub message: Message,
}

/// A message that was reported, for the moderator who opened the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct ReportedMessage {
    pub text: String,
    pub at: DateTime<Utc>,
}
