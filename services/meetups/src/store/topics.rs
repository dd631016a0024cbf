//! Topics. That a topic has a date, and a job for it, is written with the topic.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use nouns::{CommunityId, EventId, PersonId};
use serde::Deserialize;
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::entries::entry::Heading;
use crate::key::Key;
use crate::mails::Hears;
use crate::topics::topic::{KEPT, MOST_OPEN, Moved, Topic, TopicAnswer, TopicState, TopicWords};

/// Of what is answered a list shows the latest.
const MOST_LISTED: u32 = 200;

#[derive(Deserialize)]
struct TopicRow {
    key: Key,
    community: CommunityId,
    title: String,
    text: String,
    #[serde(default)]
    person: Option<PersonId>,
    #[serde(default)]
    name: Option<String>,
    state: String,
    made: DateTime<Utc>,
    due: DateTime<Utc>,
    missed: u32,
    #[serde(default)]
    event: Option<EventId>,
    #[serde(default)]
    reason: Option<String>,
    support: u32,
}

/// The columns of a topic, with how many want it too.
macro_rules! columns {
    ($from:literal) => {
        concat!(
            "SELECT *, record::id(id) AS key,
                count((SELECT VALUE person FROM topic_support WHERE topic = record::id($parent.id))) AS support
                OMIT id FROM ",
            $from
        )
    };
}

#[derive(Deserialize)]
struct Supported {
    topic: Key,
}

#[derive(Deserialize)]
struct Supporter {
    person: PersonId,
}

impl Store {
    /// Topics of a community: what waits, soonest due first, then the others, newest first.
    pub(crate) async fn topics(&self, slug: &CommunityId) -> Result<Vec<Topic>, MeetupsError> {
        let surql = columns!("topic WHERE community = $slug ORDER BY due DESC LIMIT $most");
        let variables = binding! { "slug": slug.to_string(), "most": MOST_LISTED };
        let rows: Vec<TopicRow> = self.rows("topic", surql, variables).await?;
        let topics: Result<Vec<Topic>, _> = rows.into_iter().map(Topic::try_from).collect();
        let (mut waiting, answered): (Vec<Topic>, Vec<Topic>) =
            topics?.into_iter().partition(|topic| topic.state.waits());
        waiting.reverse();
        waiting.extend(answered);
        Ok(waiting)
    }

    /// What somebody proposed and waits for an answer.
    pub(crate) async fn waiting_topics_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<Topic>, MeetupsError> {
        let surql =
            columns!("topic WHERE person = $person AND state IN ['open', 'later'] ORDER BY due");
        let variables = binding! { "person": person.to_string() };
        let rows: Vec<TopicRow> = self.rows("topic", surql, variables).await?;
        rows.into_iter().map(Topic::try_from).collect()
    }

    pub(crate) async fn topic(&self, id: &Key) -> Result<Option<Topic>, MeetupsError> {
        let surql = columns!("type::record('topic', $id)");
        let variables = binding! { "id": id.as_str().to_owned() };
        let rows: Vec<TopicRow> = self.rows("topic", surql, variables).await?;
        rows.into_iter().next().map(Topic::try_from).transpose()
    }

    /// Which topics of a community somebody wants too.
    pub(crate) async fn supported_by(
        &self,
        slug: &CommunityId,
        person: &PersonId,
    ) -> Result<BTreeSet<Key>, MeetupsError> {
        let surql = "SELECT topic FROM topic_support WHERE person = $person
            AND topic IN (SELECT VALUE record::id(id) FROM topic WHERE community = $slug)";
        let variables = binding! { "slug": slug.to_string(), "person": person.to_string() };
        let rows: Vec<Supported> = self.rows("topic_support", surql, variables).await?;
        Ok(rows.into_iter().map(|row| row.topic).collect())
    }

    /// Who wants a topic, beside who proposed it.
    pub(crate) async fn supporters(&self, id: &Key) -> Result<Vec<PersonId>, MeetupsError> {
        let surql = "SELECT person, at FROM topic_support WHERE topic = $id ORDER BY at, person";
        let variables = binding! { "id": id.as_str().to_owned() };
        let rows: Vec<Supporter> = self.rows("topic_support", surql, variables).await?;
        Ok(rows.into_iter().map(|row| row.person).collect())
    }

    /// Keeps a topic, with the job of its day; whoever leads hears of it.
    ///
    /// # Errors
    /// [`TopicProblem::Many`](crate::topics::TopicProblem::Many).
    pub(crate) async fn add_topic(
        &self,
        topic: &Topic,
        hears: Option<&Hears>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $waiting = (SELECT VALUE title FROM topic
                WHERE person = $person AND community = $slug AND state IN ['open', 'later']);
            IF array::len($waiting) >= $most { THROW 'topic-many' };
            CREATE type::record('topic', $id) SET community = $slug, title = $title, text = $text, person = $person,
                name = $name, state = 'open', made = $made, due = $due, missed = 0 RETURN NONE;
            fn::enqueue('topic-due', $id, $due, {});
            IF $hears != NONE { fn::enqueue('community-mail', $hears.once, $made, $hears); }";
        let by = topic.by.as_ref();
        let variables = binding! {
            "id": topic.id.as_str().to_owned(), "slug": topic.community.to_string(),
            "title": topic.words.title.as_str().to_owned(), "text": topic.words.text.clone(),
            "person": by.map(|(person, _)| person.to_string()), "name": by.map(|(_, name)| name.clone()),
            "made": topic.made, "due": topic.due, "most": MOST_OPEN, "hears": hears.map(|hears| json!(hears)),
        };
        self.db
            .transact("proposing a topic", body, variables)
            .await?;
        Ok(())
    }

    /// Somebody wants it too, or not any more.
    ///
    /// # Errors
    /// [`TopicProblem::Answered`](crate::topics::TopicProblem::Answered).
    pub(crate) async fn support(
        &self,
        id: &Key,
        person: &PersonId,
        wants: bool,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $state = (SELECT VALUE state FROM ONLY type::record('topic', $id));
            IF $state NOT IN ['open', 'later'] { THROW 'topic-answered' };
            LET $own = type::record('topic_support', [$id, $person]);
            IF $wants { UPSERT $own SET topic = $id, person = $person, at = at ?? $now RETURN NONE; }
            ELSE { DELETE $own RETURN NONE; }";
        let variables = binding! {
            "id": id.as_str().to_owned(), "person": person.to_string(), "wants": wants, "now": now,
        };
        self.db
            .transact("supporting a topic", body, variables)
            .await?;
        Ok(())
    }

    /// Keeps what becomes of a topic; everybody who wants it hears so.
    ///
    /// # Errors
    /// [`TopicProblem::Answered`](crate::topics::TopicProblem::Answered).
    pub(crate) async fn answer_topic(
        &self,
        id: &Key,
        answer: &TopicAnswer,
        hears: &[Hears],
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $before = (SELECT VALUE state FROM ONLY type::record('topic', $id));
            IF $before NOT IN ['open', 'later'] { THROW 'topic-answered' };
            UPDATE type::record('topic', $id) SET state = $state, due = $due, missed = 0, event = $event,
                reason = $reason RETURN NONE;
            IF $state = 'later' { fn::enqueue('topic-due', $id, $due, {}); } ELSE { fn::dequeue('topic-due', $id); };
            FOR $one IN $hears { fn::enqueue('community-mail', $one.once, $now, $one); }";
        let (event, due, reason) = match answer {
            TopicAnswer::Planned(event) => (Some(event.to_string()), now, None),
            TopicAnswer::Later(at) => (None, *at, None),
            TopicAnswer::Declined(reason) => (None, now, Some(reason.clone())),
        };
        let variables = binding! {
            "id": id.as_str().to_owned(), "state": answer.state().as_str().to_owned(), "due": due, "event": event,
            "reason": reason, "hears": json!(hears), "now": now,
        };
        self.db
            .transact("answering a topic", body, variables)
            .await?;
        Ok(())
    }

    /// The day of a topic has come, unless somebody was first.
    pub(crate) async fn move_topic(
        &self,
        topic: &Topic,
        moved: &Moved,
        hears: &[Hears],
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $before = (SELECT state, due FROM ONLY type::record('topic', $id));
            IF $before.state = $from AND $before.due <= $now {
                UPDATE type::record('topic', $id) SET state = $state, due = $due, missed = $missed RETURN NONE;
                IF $state = 'open' { fn::enqueue('topic-due', $id, $due, {}); };
                FOR $one IN $hears { fn::enqueue('community-mail', $one.once, $now, $one); };
            }";
        let variables = binding! {
            "id": topic.id.as_str().to_owned(), "from": topic.state.as_str().to_owned(),
            "state": moved.state.as_str().to_owned(), "due": moved.due, "missed": moved.missed,
            "hears": json!(hears), "now": now,
        };
        self.db
            .transact("moving a topic on", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn remove_topic(&self, id: &Key) -> Result<(), MeetupsError> {
        let variables = binding! { "id": id.as_str().to_owned() };
        self.db
            .transact("removing a topic", "fn::topic_gone($id)", variables)
            .await?;
        Ok(())
    }

    /// What was answered long ago goes.
    pub(crate) async fn sweep_topics(&self, now: DateTime<Utc>) -> Result<(), MeetupsError> {
        let body = "LET $old = (SELECT VALUE record::id(id) FROM topic
                WHERE state NOT IN ['open', 'later'] AND due <= $before LIMIT 500);
            FOR $id IN $old { fn::topic_gone($id); }";
        self.db
            .transact(
                "removing old topics",
                body,
                binding! { "before": now - KEPT },
            )
            .await?;
        Ok(())
    }
}

impl TryFrom<TopicRow> for Topic {
    type Error = MeetupsError;

    fn try_from(row: TopicRow) -> Result<Self, MeetupsError> {
        Ok(Self {
            id: row.key,
            community: row.community,
            words: TopicWords {
                title: Heading::stored(row.title),
                text: row.text,
            },
            by: row.person.zip(row.name),
            state: TopicState::parse(&row.state).ok_or(MeetupsError::Row("topic"))?,
            made: row.made,
            due: row.due,
            missed: row.missed,
            event: row.event,
            reason: row.reason,
            support: row.support,
        })
    }
}
