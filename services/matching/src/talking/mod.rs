//! What the two of a match do with their conversation: read it, wait for more, write, report.

mod mailing;
mod reporting;
mod writing;

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::matching::{Conversation, ConversationLine, ConversationList, Message};
use contract::{Age, Caller};
use nouns::RequestId;
use tokio::time::Instant;

use crate::conversation::Stand;
use crate::request::State;
use crate::rules::{self, Between, Part};
use crate::store::{BetweenRow, ConversationRow, MessageRow, RequestRow};
use crate::vault::Place;
use crate::view::{part_of, party};
use crate::{Matching, MatchingError};

pub use writing::NewMessage;

/// Messages shown in one go.
const AT_ONCE: u32 = 50;
/// How long one question waits for something new.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Which messages of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Last,
    After(u32),
    Before(u32),
}

/// A conversation that somebody may read, as they stand in it.
pub(crate) struct Talk {
    pub(crate) request: RequestRow,
    pub(crate) part: Part,
    pub(crate) state: State,
    pub(crate) stand: Stand,
    /// One of the two is a minor, and whether it is the reader.
    pub(crate) other_is_minor: bool,
    pub(crate) i_am_minor: bool,
}

impl Talk {
    pub(crate) fn other(&self) -> (&str, &str) {
        match self.part {
            Part::Student => (&self.request.buddy, &self.request.buddy_name),
            Part::Buddy => (&self.request.student, &self.request.student_name),
        }
    }

    fn may(&self) -> Vec<String> {
        let write = (self.stand == Stand::Open).then_some("write");
        let block = (!self.other().0.is_empty()).then_some("block");
        write.into_iter().chain(block).map(str::to_owned).collect()
    }
}

impl Matching {
    /// The caller's conversations, what happened last first. Whom the caller blocked is left out.
    pub async fn conversations(&self, by: &Caller) -> Result<ConversationList, MatchingError> {
        let person = by.person.as_str();
        let rows = self.store.conversations_of(person).await?;
        let mut written: HashMap<String, ConversationRow> = rows
            .into_iter()
            .map(|row| (row.id_of.clone(), row))
            .collect();
        let blocked = self.store.blocked_by(person).await?;
        let unread = self.unread(person, &written).await?;
        let mut lines = Vec::new();
        for request in self.store.requests_of(person).await? {
            let row = written.remove(&request.key);
            let Some(talk) = self.talk_of(by, request).await? else {
                continue;
            };
            let (id, name) = talk.other();
            // What is over and in which nothing was said is no conversation.
            if blocked.iter().any(|blocked| blocked == id)
                || (row.is_none() && talk.state == State::Closed)
            {
                continue;
            }
            let (count, since) = unread.get(&talk.request.key).copied().unzip();
            lines.push(ConversationLine {
                id: talk.request.key.clone(),
                other: party(id, name, talk.state),
                relation: talk.request.relation.clone(),
                stand: talk.stand.as_str().to_owned(),
                wrote: row.map(|row| row.wrote),
                unread: count.unwrap_or_default(),
                unread_since: since,
            });
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.wrote));
        Ok(ConversationList {
            conversations: lines,
        })
    }

    /// How many messages somebody has not read, and since when, by conversation.
    async fn unread(
        &self,
        person: &str,
        written: &HashMap<String, ConversationRow>,
    ) -> Result<HashMap<String, (u32, DateTime<Utc>)>, MatchingError> {
        let new = written
            .values()
            .filter(|row| read_by(row, person) < row.last);
        let ids: Vec<String> = new.map(|row| row.id_of.clone()).collect();
        let mut unread = HashMap::new();
        if ids.is_empty() {
            return Ok(unread);
        }
        for message in self.store.written_to(person, ids).await? {
            let read = written
                .get(&message.conversation)
                .map_or(0, |row| read_by(row, person));
            if message.n > read {
                let entry = unread
                    .entry(message.conversation)
                    .or_insert((0, message.at));
                entry.0 += 1;
            }
        }
        Ok(unread)
    }

    /// A conversation with some of its messages.
    pub async fn conversation(
        &self,
        by: &Caller,
        id: &RequestId,
        which: Which,
    ) -> Result<Conversation, MatchingError> {
        let talk = self.talk(by, id).await?;
        let row = self.store.conversation(id.as_str()).await?;
        let last = row.as_ref().map_or(0, |row| number(row.last));
        let (from, upto) = window(which, last);
        let messages = match &row {
            Some(row) if from < upto => self.opened(by, row, from, upto).await?,
            _ => Vec::new(),
        };
        let (other, name) = talk.other();
        Ok(Conversation {
            id: talk.request.key.clone(),
            other: party(other, name, talk.state),
            relation: talk.request.relation.clone(),
            stand: talk.stand.as_str().to_owned(),
            messages,
            earlier: from > 0,
            last,
            guarded: talk.i_am_minor || talk.other_is_minor,
            may: talk.may(),
        })
    }

    /// As [`Self::conversation`] after a number; waits until there is a message or the stand is another than `known`, at
    /// most for `wait`. Each look goes through the rules anew.
    pub async fn conversation_after(
        &self,
        by: &Caller,
        id: &RequestId,
        after: u32,
        known: Option<&str>,
        wait: Duration,
    ) -> Result<Conversation, MatchingError> {
        let until = Instant::now() + wait.min(LONGEST_WAIT);
        // Without a seat the answer comes at once.
        let mut seat = self.waiting.seat(by.person.as_str());
        loop {
            let seen = self.conversation(by, id, Which::After(after)).await?;
            let is_news = seen.last > after || known.is_some_and(|known| known != seen.stand);
            let Some(seat) = seat.as_mut().filter(|_| !is_news && Instant::now() < until) else {
                return Ok(seen);
            };
            seat.news_of(id.as_str(), until).await;
            self.be_up_to_date().await?;
        }
    }

    /// The caller has read everything up to a number.
    pub async fn mark_read(
        &self,
        by: &Caller,
        id: &RequestId,
        upto: u32,
    ) -> Result<(), MatchingError> {
        self.talk(by, id).await?;
        let person = by.person.as_str();
        let row = self.store.conversation(id.as_str()).await?;
        if row.is_some_and(|row| read_by(&row, person) < row.last.min(i64::from(upto))) {
            self.store.mark_read(id.as_str(), person, upto).await?;
        }
        Ok(())
    }

    /// Every conversation of a person with what both wrote, for them to take along.
    pub(crate) async fn all_said(
        &self,
        person: &str,
    ) -> Result<Vec<serde_json::Value>, MatchingError> {
        let mut all = Vec::new();
        for row in self.store.conversations_of(person).await? {
            let key = self.vault.open_key(&row.id_of, &row.key)?;
            let messages = self.store.messages(&row.id_of, 0, u32::MAX).await?;
            for message in messages {
                let text = key.open(place(&row.id_of, &message), &message.sealed)?;
                all.push(serde_json::json!({
                    "request": row.id_of,
                    "at": message.at,
                    "by": if message.person == person { "you" } else { "other" },
                    "text": text,
                }));
            }
        }
        Ok(all)
    }

    /// The conversation of a request, if the caller is one of its two and there was a yes.
    pub(crate) async fn talk(&self, by: &Caller, id: &RequestId) -> Result<Talk, MatchingError> {
        let request = self.store.request(id.as_str()).await?;
        match request {
            Some(request) => self.talk_of(by, request).await?,
            None => None,
        }
        .ok_or(MatchingError::NotFound)
    }

    async fn talk_of(
        &self,
        by: &Caller,
        request: RequestRow,
    ) -> Result<Option<Talk>, MatchingError> {
        let part = part_of(by.person.as_str(), &request);
        let state = State::parse(&request.state).filter(|state| rules::talk(*state));
        let (Some(part), Some(state)) = (part, state) else {
            return Ok(None);
        };
        let between = if state.is_match() {
            self.store
                .between(&request.student, &request.buddy, request.minor)
                .await?
        } else {
            None
        };
        let student_is_minor = between.as_ref().map_or(request.minor, |row| row.minor);
        let i_am_minor = by.age == Age::Minor;
        Ok(Some(Talk {
            stand: between.map_or(Stand::Ended, |row| {
                rules::stand(self.between(&row, &request, part, state, i_am_minor))
            }),
            part,
            state,
            request,
            other_is_minor: part == Part::Buddy && student_is_minor,
            i_am_minor,
        }))
    }

    pub(crate) fn between(
        &self,
        row: &BetweenRow,
        request: &RequestRow,
        part: Part,
        state: State,
        i_am_minor: bool,
    ) -> Between {
        let (i_agree, other_agrees) = match part {
            Part::Student => (row.student_agrees, row.buddy_agrees),
            Part::Buddy => (row.buddy_agrees, row.student_agrees),
        };
        let until = row.vog.as_deref().and_then(|day| day.parse().ok());
        Between {
            state,
            blocked: row.blocked,
            i_agree,
            other_agrees,
            minor: row.minor || i_am_minor && part == Part::Student || request.is_for_class(),
            certified: rules::vog_counts(until, self.clock.now().date_naive()),
        }
    }

    /// The messages with a number in `from < n <= upto`; where some are gone, one line says so.
    async fn opened(
        &self,
        by: &Caller,
        row: &ConversationRow,
        from: u32,
        upto: u32,
    ) -> Result<Vec<Message>, MatchingError> {
        let key = self.vault.open_key(&row.id_of, &row.key)?;
        let rows = self.store.messages(&row.id_of, from, upto).await?;
        let mut messages = Vec::with_capacity(rows.len());
        let mut before = from;
        for row_of in &rows {
            let n = number(row_of.n);
            if n > before + 1 {
                messages.push(removed(n - 1));
            }
            let text = key.open(place(&row.id_of, row_of), &row_of.sealed)?;
            messages.push(message(row_of, by, text));
            before = n;
        }
        if before < upto {
            messages.push(removed(upto));
        }
        Ok(messages)
    }
}

/// The numbers `from < n <= upto` that are shown.
fn window(which: Which, last: u32) -> (u32, u32) {
    match which {
        Which::Last => (last.saturating_sub(AT_ONCE), last),
        Which::After(after) => (after, last.min(after.saturating_add(AT_ONCE))),
        Which::Before(before) => {
            let upto = before.saturating_sub(1).min(last);
            (upto.saturating_sub(AT_ONCE), upto)
        }
    }
}

fn read_by(row: &ConversationRow, person: &str) -> i64 {
    if row.student == person {
        row.student_read
    } else {
        row.buddy_read
    }
}

fn number(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

fn place<'a>(conversation: &'a str, row: &'a MessageRow) -> Place<'a> {
    Place {
        conversation,
        message: &row.id_of,
        author: &row.person,
    }
}

fn message(row: &MessageRow, reader: &Caller, text: String) -> Message {
    let is_mine = row.person == reader.person.as_str();
    Message {
        n: number(row.n),
        id: Some(row.id_of.clone()),
        by: if is_mine { "you" } else { "other" }.to_owned(),
        at: Some(row.at),
        text: Some(text),
    }
}

/// What somebody wrote who is gone, up to a number.
fn removed(upto: u32) -> Message {
    Message {
        n: upto,
        id: None,
        by: "removed".to_owned(),
        at: None,
        text: None,
    }
}

#[cfg(test)]
mod tests;
