//! Conversations: rows of sealed messages. Nothing here can read them.

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;
use surrealdb::types::SurrealValue;

use super::{Bound, Store};

/// The most messages that somebody writes in an hour, in all conversations together.
const MOST_AN_HOUR: usize = 100;

/// The sealed key of a conversation.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct SealedKeyRow {
    pub(crate) id_of: String,
    pub(crate) key: String,
}

/// A row of `conversation`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct ConversationRow {
    /// The id of the request.
    pub(crate) id_of: String,
    pub(crate) student: String,
    pub(crate) buddy: String,
    pub(crate) key: String,
    pub(crate) last: i64,
    pub(crate) wrote: DateTime<Utc>,
    pub(crate) student_read: i64,
    pub(crate) buddy_read: i64,
}

/// When the other is told of a message by mail, if they did not read it by then.
const MAIL_AFTER: TimeDelta = TimeDelta::minutes(10);
/// The kind of the job that tells them. Its key is the conversation, `/` and the reader's part.
pub(crate) const MESSAGE_MAIL: &str = "message-mail";

/// A row of `message`.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct MessageRow {
    /// The id within its conversation.
    pub(crate) id_of: String,
    pub(crate) n: i64,
    pub(crate) person: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) sealed: String,
    pub(crate) reported: Option<DateTime<Utc>>,
    pub(crate) reported_school: Option<String>,
    pub(crate) reported_region: Option<String>,
}

/// A message to add, and the key of its conversation as it is stored.
pub(crate) struct NewMessageRow<'a> {
    pub(crate) conversation: &'a str,
    pub(crate) id: &'a str,
    pub(crate) person: &'a str,
    pub(crate) sealed: &'a str,
    pub(crate) key: &'a str,
}

/// What keeps two people from writing: read in one go.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct BetweenRow {
    pub(crate) blocked: bool,
    pub(crate) student_agrees: bool,
    pub(crate) buddy_agrees: bool,
    pub(crate) minor: bool,
    pub(crate) vog: Option<String>,
}

/// What the other did not read yet.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct UnreadRow {
    pub(crate) conversation: String,
    pub(crate) n: i64,
    pub(crate) at: DateTime<Utc>,
}

impl Store {
    pub(crate) async fn conversation(
        &self,
        id: &str,
    ) -> Result<Option<ConversationRow>, StoreError> {
        let surql =
            "SELECT *, record::id(id) AS id_of OMIT id FROM type::record('conversation', $id)";
        let bound = Bound::new().with("id", id);
        self.row("reading a conversation", surql, bound.done())
            .await
    }

    /// Any conversation there is, to try a key on.
    pub(crate) async fn some_conversation(&self) -> Result<Option<ConversationRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS id_of OMIT id FROM conversation LIMIT 1";
        self.row("trying the key", surql, Bound::new().done()).await
    }

    /// Ids and sealed keys, some at a time, in the order of ids.
    pub(crate) async fn conversation_keys_after(
        &self,
        after: &str,
    ) -> Result<Vec<SealedKeyRow>, StoreError> {
        let surql =
            "SELECT record::id(id) AS id_of, key FROM conversation WHERE record::id(id) > $after
            ORDER BY id_of LIMIT 500";
        let bound = Bound::new().with("after", after);
        self.rows("reading keys of conversations", surql, bound.done())
            .await
    }

    /// Puts another seal around the key of a conversation, unless somebody else did.
    pub(crate) async fn replace_key(
        &self,
        conversation: &str,
        from: &str,
        to: &str,
    ) -> Result<(), StoreError> {
        let body = "UPDATE type::record('conversation', $conversation) SET key = $to WHERE key = $from RETURN NONE";
        let bound = Bound::new()
            .with("conversation", conversation)
            .with("from", from)
            .with("to", to);
        self.write("sealing a key anew", body, bound.done()).await
    }

    pub(crate) async fn conversations_of(
        &self,
        person: &str,
    ) -> Result<Vec<ConversationRow>, StoreError> {
        let surql = "SELECT *, record::id(id) AS id_of OMIT id FROM conversation
            WHERE student = $person OR buddy = $person ORDER BY wrote DESC LIMIT 200";
        let bound = Bound::new().with("person", person);
        self.rows("reading conversations", surql, bound.done())
            .await
    }

    /// The messages with a number in `from < n <= upto`, in order.
    pub(crate) async fn messages(
        &self,
        conversation: &str,
        from: u32,
        upto: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let surql = "SELECT *, record::id(id)[1] AS id_of OMIT id FROM message
            WHERE conversation = $conversation AND n > $from AND n <= $upto ORDER BY n";
        let bound = Bound::new()
            .with("conversation", conversation)
            .with("from", i64::from(from))
            .with("upto", i64::from(upto));
        self.rows("reading messages", surql, bound.done()).await
    }

    pub(crate) async fn message(
        &self,
        conversation: &str,
        id: &str,
    ) -> Result<Option<MessageRow>, StoreError> {
        let surql = "SELECT *, record::id(id)[1] AS id_of OMIT id FROM type::record('message', [$conversation, $id])";
        let bound = Bound::new()
            .with("conversation", conversation)
            .with("id", id);
        self.row("reading a message", surql, bound.done()).await
    }

    /// What others wrote to somebody in conversations with something new, oldest first.
    pub(crate) async fn written_to(
        &self,
        person: &str,
        conversations: Vec<String>,
    ) -> Result<Vec<UnreadRow>, StoreError> {
        let surql = "SELECT conversation, n, at FROM message
            WHERE conversation IN $conversations AND person != $person ORDER BY at";
        let bound = Bound::new()
            .with("person", person)
            .with("conversations", conversations);
        self.rows("looking for what is new", surql, bound.done())
            .await
    }

    /// Whom somebody blocked.
    pub(crate) async fn blocked_by(&self, person: &str) -> Result<Vec<String>, StoreError> {
        let surql = "SELECT VALUE whom FROM block WHERE by = $person";
        let bound = Bound::new().with("person", person);
        self.rows("reading blocks", surql, bound.done()).await
    }

    /// What keeps the two of a request from writing. Whether the student is a minor is what the profile says now, or else
    /// what the request said.
    pub(crate) async fn between(
        &self,
        student: &str,
        buddy: &str,
        was_minor: bool,
    ) -> Result<Option<BetweenRow>, StoreError> {
        let surql = "RETURN [{
            blocked: record::exists(type::record('block', [$student, $buddy])) OR record::exists(type::record('block', [$buddy, $student])),
            student_agrees: (SELECT VALUE contacted FROM ONLY type::record('standing', $student)) = true,
            buddy_agrees: (SELECT VALUE contacted FROM ONLY type::record('standing', $buddy)) = true,
            minor: (SELECT VALUE minor FROM ONLY type::record('profile', ['seeks', $student])) ?? $was_minor,
            vog: (SELECT VALUE valid_until FROM ONLY type::record('vog', $buddy))
        }]";
        let bound = Bound::new()
            .with("student", student)
            .with("buddy", buddy)
            .with("was_minor", was_minor);
        self.row("reading what is between two people", surql, bound.done())
            .await
    }

    /// Adds a message. What may change while somebody writes is asked again here.
    ///
    /// # Errors
    /// Throws `gone`, `ended`, `paused`, `sent` (the same id was used before), `too-many`, and `other-key` when somebody
    /// else made the first message and with it the key.
    pub(crate) async fn add_message(
        &self,
        new: NewMessageRow<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $request = (SELECT * FROM ONLY type::record('request', $conversation));
            IF $request = NONE {{ THROW 'gone' }};
            LET $student = $request.student;
            LET $buddy = $request.buddy;
            IF $request.state NOT IN ['matched', 'running'] OR record::exists(type::record('block', [$student, $buddy]))
                OR record::exists(type::record('block', [$buddy, $student])) {{ THROW 'ended' }};
            IF (SELECT VALUE contacted FROM ONLY type::record('standing', $student)) != true
                OR (SELECT VALUE contacted FROM ONLY type::record('standing', $buddy)) != true {{ THROW 'paused' }};
            IF record::exists(type::record('message', [$conversation, $id])) {{ THROW 'sent' }};
            LET $recent = array::len((SELECT VALUE n FROM message WHERE person = $person AND at > $hour_ago));
            IF $recent >= {MOST_AN_HOUR} {{ THROW 'too-many' }};
            LET $before = (SELECT * FROM ONLY type::record('conversation', $conversation));
            IF $before != NONE AND $before.key != $key {{ THROW 'other-key' }};
            LET $n = ($before.last ?? 0) + 1;
            UPSERT type::record('conversation', $conversation) SET student = $student, buddy = $buddy, key = $key,
                last = $n, wrote = $now RETURN NONE;
            UPDATE type::record('conversation', $conversation) SET student_read = $n
                WHERE $person = student AND student_read = $n - 1 RETURN NONE;
            UPDATE type::record('conversation', $conversation) SET buddy_read = $n
                WHERE $person = buddy AND buddy_read = $n - 1 RETURN NONE;
            CREATE type::record('message', [$conversation, $id]) SET conversation = $conversation, n = $n,
                person = $person, at = $now, sealed = $sealed RETURN NONE;
            LET $part = IF $person = $student {{ 'buddy' }} ELSE {{ 'student' }};
            LET $reader = IF $person = $student {{ $buddy }} ELSE {{ $student }};
            LET $job = string::concat($conversation, '/', $part);
            LET $told = IF $part = 'student' {{ $before.student_told > $before.student_read }} ELSE {{ $before.buddy_told > $before.buddy_read }};
            IF !($before != NONE AND $told) AND !record::exists(type::record('job', ['{MESSAGE_MAIL}', $job])) {{
                fn::enqueue('{MESSAGE_MAIL}', $job, $mail_at, {{ person: $reader }});
            }}"
        );
        let bound = Bound::new()
            .with("conversation", new.conversation)
            .with("id", new.id)
            .with("person", new.person)
            .with("sealed", new.sealed)
            .with("key", new.key)
            .with("now", now)
            .with("hour_ago", now - TimeDelta::hours(1))
            .with("mail_at", now + MAIL_AFTER);
        self.write("sending a message", &body, bound.done()).await
    }

    /// Takes the one mail that a reader gets of a conversation until they read it. `false` when there is nothing new, or
    /// when they were told of it before.
    pub(crate) async fn take_mail(
        &self,
        conversation: &str,
        part: &str,
    ) -> Result<bool, StoreError> {
        let body = format!(
            "UPDATE type::record('conversation', $conversation) SET {part}_told = last
                WHERE {part}_read < last AND {part}_told <= {part}_read RETURN VALUE {part}_told"
        );
        let bound = Bound::new().with("conversation", conversation).done();
        let done = self.db.transact("taking a mail", &body, bound).await;
        self.wrote();
        let taken: Vec<i64> = done?.take(0)?;
        Ok(!taken.is_empty())
    }

    /// Gives it back: the mail could not be asked for.
    pub(crate) async fn give_mail_back(
        &self,
        conversation: &str,
        part: &str,
    ) -> Result<(), StoreError> {
        let body = format!(
            "UPDATE type::record('conversation', $conversation) SET {part}_told = 0 RETURN NONE"
        );
        let bound = Bound::new().with("conversation", conversation).done();
        self.write("giving a mail back", &body, bound).await
    }

    /// Notes up to where somebody has read; never back, never beyond the last. Who read everything needs no mail.
    pub(crate) async fn mark_read(
        &self,
        conversation: &str,
        person: &str,
        upto: u32,
    ) -> Result<(), StoreError> {
        let body = "LET $talk = (SELECT * FROM ONLY type::record('conversation', $conversation));
            IF $talk != NONE AND $upto >= $talk.last {
                LET $part = IF $talk.student = $person { 'student' } ELSE { 'buddy' };
                fn::dequeue('message-mail', string::concat($conversation, '/', $part));
            };
            UPDATE type::record('conversation', $conversation)
                SET student_read = math::max([student_read, math::min([$upto, last])]) WHERE student = $person RETURN NONE;
            UPDATE type::record('conversation', $conversation)
                SET buddy_read = math::max([buddy_read, math::min([$upto, last])]) WHERE buddy = $person RETURN NONE";
        let bound = Bound::new()
            .with("conversation", conversation)
            .with("person", person)
            .with("upto", i64::from(upto));
        self.write("noting what was read", body, bound.done()).await
    }

    /// Opens one message to the moderators of a school and region; the first report counts.
    pub(crate) async fn mark_reported(
        &self,
        conversation: &str,
        id: &str,
        school: Option<String>,
        region: Option<String>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "UPDATE type::record('message', [$conversation, $id])
            SET reported = $now, reported_school = $school, reported_region = $region WHERE reported = NONE RETURN NONE";
        let bound = Bound::new()
            .with("conversation", conversation)
            .with("id", id)
            .with("school", school)
            .with("region", region)
            .with("now", now);
        self.write("opening a message to moderators", body, bound.done())
            .await
    }

    /// Tells the author of a message that a moderator read it.
    pub(crate) async fn note_look(
        &self,
        conversation: &str,
        message: &MessageRow,
        other: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        // Numbers of notices of a request count up from 1: those below are of messages.
        let body =
            "UPSERT type::record('notice', [$person, $conversation, $n]) SET person = $person,
            request = $conversation, what = 'message-read', other = $other, at = $now RETURN NONE";
        let bound = Bound::new()
            .with("person", message.person.as_str())
            .with("conversation", conversation)
            .with("n", -message.n)
            .with("other", other)
            .with("now", now);
        self.write("noting a look", body, bound.done()).await
    }

    /// Removes conversations of matches that are over, in which nobody wrote since `year_ago`.
    pub(crate) async fn sweep_conversations(
        &self,
        year_ago: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body =
            "FOR $old IN (SELECT VALUE record::id(id) FROM conversation WHERE wrote <= $year_ago) {
                LET $state = (SELECT VALUE state FROM ONLY type::record('request', $old));
                IF $state NOT IN ['matched', 'running'] {
                    DELETE message WHERE conversation = $old RETURN NONE;
                    DELETE type::record('conversation', $old) RETURN NONE;
                };
            }";
        let bound = Bound::new().with("year_ago", year_ago);
        self.write("removing old conversations", body, bound.done())
            .await
    }
}
