//! The conversations of matched people.

use std::sync::Arc;
use std::time::Duration;

use contract::matching::{
    Conversation, ConversationList, NewMessage, ReadUpTo, ReportedMessage, Sending, SingleMessage,
};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::{Done, request_id, told};
use crate::Matching;
use crate::conversation::{MessageId, MessageText};
use crate::talking::{self, Which};

pub(super) struct Api(pub(super) Arc<Matching>);

#[derive(ApiResponse)]
enum Sent {
    /// Nothing was sent: `warned` or `refused`.
    #[oai(status = 200)]
    Held(Json<Sending>),
    #[oai(status = 201)]
    Sent(Json<Sending>),
}

#[OpenApi]
impl Api {
    /// The caller's conversations, what happened last first.
    #[oai(path = "/conversations", method = "get")]
    async fn conversations(&self, SignedIn(by): SignedIn) -> poem::Result<Json<ConversationList>> {
        Ok(Json(told(self.0.conversations(&by).await)?))
    }

    /// A conversation: its last messages, those after a number or those before one. With `after` and `wait` (seconds)
    /// the answer waits for something new, or for another `stand` than the caller knows.
    #[oai(path = "/conversations/:id", method = "get")]
    async fn conversation(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        after: Query<Option<u32>>,
        before: Query<Option<u32>>,
        wait: Query<Option<u32>>,
        stand: Query<Option<String>>,
    ) -> poem::Result<Json<Conversation>> {
        let id = request_id(&id.0)?;
        let seen = match (after.0, before.0, wait.0) {
            (Some(after), _, Some(seconds)) => {
                let wait = Duration::from_secs(seconds.into());
                let known = stand.0.as_deref();
                self.0
                    .conversation_after(&by, &id, after, known, wait)
                    .await
            }
            (Some(after), ..) => self.0.conversation(&by, &id, Which::After(after)).await,
            (_, Some(before), _) => self.0.conversation(&by, &id, Which::Before(before)).await,
            _ => self.0.conversation(&by, &id, Which::Last).await,
        };
        Ok(Json(told(seen)?))
    }

    /// Sends a message, or says what in it leads outside the platform.
    #[oai(path = "/conversations/:id/messages", method = "post")]
    async fn send(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<NewMessage>,
    ) -> poem::Result<Sent> {
        let id = request_id(&id.0)?;
        let new = talking::NewMessage {
            id: MessageId::parse(&new.id).map_err(|code| Problem::field("id", code))?,
            text: MessageText::parse(&new.text).map_err(|code| Problem::field("text", code))?,
            sure: new.sure,
        };
        let sending = told(self.0.send(&by, &id, &new).await)?;
        Ok(if sending.state == "sent" {
            Sent::Sent(Json(sending))
        } else {
            Sent::Held(Json(sending))
        })
    }

    /// The caller has read everything up to a number.
    #[oai(path = "/conversations/:id/read", method = "post")]
    async fn read(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(read): Json<ReadUpTo>,
    ) -> poem::Result<Done> {
        told(self.0.mark_read(&by, &request_id(&id.0)?, read.upto).await)?;
        Ok(Done::Done)
    }

    /// One message and its author, for whoever is about to report it.
    #[oai(path = "/conversations/:id/messages/:message", method = "get")]
    async fn message(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        message: Path<String>,
    ) -> poem::Result<Json<SingleMessage>> {
        let (id, message) = (request_id(&id.0)?, message_id(&message.0)?);
        Ok(Json(told(self.0.message(&by, &id, &message).await)?))
    }

    /// Opens a message of the other to moderators: part of a report.
    #[oai(path = "/conversations/:id/messages/:message/report", method = "post")]
    async fn report(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        message: Path<String>,
    ) -> poem::Result<Done> {
        let (id, message) = (request_id(&id.0)?, message_id(&message.0)?);
        told(self.0.report_message(&by, &id, &message).await)?;
        Ok(Done::Done)
    }

    /// A message that was reported, for a moderator. Its author is told.
    #[oai(path = "/conversations/:id/messages/:message/reported", method = "get")]
    async fn reported(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        message: Path<String>,
    ) -> poem::Result<Json<ReportedMessage>> {
        let (id, message) = (request_id(&id.0)?, message_id(&message.0)?);
        Ok(Json(told(
            self.0.reported_message(&by, &id, &message).await,
        )?))
    }
}

/// What is not written as an id names nothing.
fn message_id(id: &str) -> Result<MessageId, Problem> {
    MessageId::parse(id).map_err(|_| Problem::NotFound)
}
