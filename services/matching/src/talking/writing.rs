use chrono::{DateTime, Utc};
use contract::Caller;
use contract::matching::{self as codes, Seen, Sending};
use nouns::RequestId;
use store::StoreError;

use super::message;
use crate::conversation::{MessageId, MessageText};
use crate::rules::{self, Sharing};
use crate::store::NewMessageRow;
use crate::vault::Place;
use crate::{Matching, MatchingError};
use nouns::filter::{self, Found};

/// How often a first message is tried again, because the other was first with theirs.
const ATTEMPTS: usize = 3;

/// Something to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub id: MessageId,
    pub text: MessageText,
    /// The writer has seen the warning.
    pub sure: bool,
}

impl Matching {
    /// Sends a message, or says what in it leads outside the platform. The same message twice is one.
    ///
    /// # Errors
    /// A conflict when nobody may write now, after too many messages, or when another text was sent under the same id.
    pub async fn send(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &NewMessage,
    ) -> Result<Sending, MatchingError> {
        self.send_at(by, id, new, self.clock.now()).await
    }

    pub(crate) async fn send_at(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<Sending, MatchingError> {
        let talk = self.talk(by, id).await?;
        if let Some(refusal) = talk.stand.refusal() {
            return Err(MatchingError::Conflict(refusal));
        }
        let found = filter::find(new.text.as_str());
        let sharing = rules::sharing(talk.i_am_minor, talk.other_is_minor);
        let held = |state: &str| Sending {
            state: state.to_owned(),
            message: None,
            seen: seen(&found),
        };
        match sharing {
            Sharing::Refused if !found.is_empty() => return Ok(held("refused")),
            Sharing::Warned if !found.is_empty() && !new.sure => return Ok(held("warned")),
            Sharing::Free | Sharing::Warned | Sharing::Refused => {}
        }
        self.add(by, id, new, now).await?;
        self.waiting.wake(id.as_str());
        let sent = self.store.message(id.as_str(), new.id.as_str()).await?;
        Ok(Sending {
            message: sent.map(|row| message(&row, by, new.text.as_str().to_owned())),
            ..held("sent")
        })
    }

    /// Seals and stores a message. Whoever writes the first one makes the key; if the other was first, theirs counts.
    async fn add(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        for _ in 0..ATTEMPTS {
            let (key, stored) = match self.store.conversation(id.as_str()).await? {
                Some(row) => (self.vault.open_key(id.as_str(), &row.key)?, row.key),
                None => self.vault.new_key(id.as_str())?,
            };
            let place = Place {
                conversation: id.as_str(),
                message: new.id.as_str(),
                author: by.person.as_str(),
            };
            let sealed = key.seal(place, new.text.as_str())?;
            let row = NewMessageRow {
                conversation: id.as_str(),
                id: new.id.as_str(),
                person: by.person.as_str(),
                sealed: &sealed,
                key: &stored,
            };
            match self.store.add_message(row, now).await {
                Err(StoreError::Thrown(name)) if name == "other-key" => {}
                Err(StoreError::Thrown(name)) if name == "sent" => {
                    return self.was_sent(by, id, new).await;
                }
                done => return done.map_err(refusal),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// A message under an id that was used: the same one again is done, another one is told.
    async fn was_sent(
        &self,
        by: &Caller,
        id: &RequestId,
        new: &NewMessage,
    ) -> Result<(), MatchingError> {
        // With the key that is stored: whoever presses twice at once may hold one that came too late.
        let (row, text) = self.opened_one(id, &new.id).await?;
        let same = row.person == by.person.as_str() && text == new.text.as_str();
        if same {
            Ok(())
        } else {
            Err(MatchingError::Conflict(codes::MESSAGE_SENT))
        }
    }
}

fn seen(found: &[Found]) -> Vec<Seen> {
    let one = |found: &Found| Seen {
        kind: found.kind.as_str().to_owned(),
        words: found.words.clone(),
    };
    found.iter().map(one).collect()
}

fn refusal(error: StoreError) -> MatchingError {
    let code = match &error {
        StoreError::Thrown(name) => match name.as_str() {
            "ended" => codes::CONVERSATION_ENDED,
            "paused" => codes::CONVERSATION_PAUSED,
            "too-many" => codes::MESSAGE_TOO_MANY,
            "gone" => return MatchingError::NotFound,
            _ => return error.into(),
        },
        _ => return error.into(),
    };
    MatchingError::Conflict(code)
}
