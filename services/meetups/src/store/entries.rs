//! Vraag en aanbod. That an entry has a date, and jobs for it, is written with the entry.

use chrono::{DateTime, Utc};
use nouns::{CommunityId, PersonId};
use serde::Deserialize;
use serde_json::json;

use super::{Store, binding};
use crate::MeetupsError;
use crate::entries::entry::{
    Entry, EntryKind, EntryState, EntryWords, Heading, KEPT, MOST_BY_ONE, MOST_OPEN,
    MOST_REACTIONS, Reaction, Runs,
};
use crate::key::Key;
use crate::mails::Hears;

/// Of what is over a list shows the latest.
const MOST_LISTED: u32 = 200;

#[derive(Deserialize)]
struct EntryRow {
    key: Key,
    community: CommunityId,
    kind: String,
    title: String,
    text: String,
    person: PersonId,
    name: String,
    state: String,
    made: DateTime<Utc>,
    ends: DateTime<Utc>,
    asked_at: DateTime<Utc>,
    reacted: u32,
}

#[derive(Deserialize)]
struct ReactionRow {
    key: Key,
    entry: Key,
    person: PersonId,
    name: String,
    text: String,
    at: DateTime<Utc>,
    thanked: bool,
}

/// The columns of an entry, with how many reacted.
macro_rules! columns {
    ($from:literal) => {
        concat!(
            "SELECT *, record::id(id) AS key,
                count((SELECT VALUE person FROM reaction WHERE entry = record::id($parent.id))) AS reacted
                OMIT id FROM ",
            $from
        )
    };
}

impl Store {
    /// Whether somebody takes part in a community.
    pub(crate) async fn takes_part(
        &self,
        slug: &CommunityId,
        person: &PersonId,
    ) -> Result<bool, MeetupsError> {
        let surql = "SELECT person FROM type::record('membership', [$slug, $person])";
        let variables = binding! { "slug": slug.to_string(), "person": person.to_string() };
        let found: Vec<serde_json::Value> = self.rows("membership", surql, variables).await?;
        Ok(!found.is_empty())
    }

    /// Entries of a community: what runs, soonest over first, then the others, newest first.
    pub(crate) async fn entries(&self, slug: &CommunityId) -> Result<Vec<Entry>, MeetupsError> {
        let surql = columns!("entry WHERE community = $slug ORDER BY ends DESC LIMIT $most");
        let variables = binding! { "slug": slug.to_string(), "most": MOST_LISTED };
        let rows: Vec<EntryRow> = self.rows("entry", surql, variables).await?;
        let entries: Result<Vec<Entry>, _> = rows.into_iter().map(Entry::try_from).collect();
        let (mut running, over): (Vec<Entry>, Vec<Entry>) =
            entries?.into_iter().partition(|entry| entry.state.runs());
        running.reverse();
        running.extend(over);
        Ok(running)
    }

    /// What somebody asks or offers and is not over.
    pub(crate) async fn running_entries_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<Entry>, MeetupsError> {
        let surql =
            columns!("entry WHERE person = $person AND state IN ['open', 'talking'] ORDER BY ends");
        let variables = binding! { "person": person.to_string() };
        let rows: Vec<EntryRow> = self.rows("entry", surql, variables).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    pub(crate) async fn entry(&self, id: &Key) -> Result<Option<Entry>, MeetupsError> {
        let surql = columns!("type::record('entry', $id)");
        let variables = binding! { "id": id.as_str().to_owned() };
        let rows: Vec<EntryRow> = self.rows("entry", surql, variables).await?;
        rows.into_iter().next().map(Entry::try_from).transpose()
    }

    /// What was said to an entry, in order.
    pub(crate) async fn reactions(&self, entry: &Key) -> Result<Vec<Reaction>, MeetupsError> {
        let surql = "SELECT *, record::id(id) AS key OMIT id FROM reaction WHERE entry = $entry ORDER BY at, key";
        let variables = binding! { "entry": entry.as_str().to_owned() };
        let rows: Vec<ReactionRow> = self.rows("reaction", surql, variables).await?;
        Ok(rows.into_iter().map(Reaction::from).collect())
    }

    /// Places an entry, with the jobs of its dates.
    ///
    /// # Errors
    /// [`EntryProblem::Many`](crate::entries::EntryProblem::Many).
    pub(crate) async fn add_entry(&self, entry: &Entry) -> Result<(), MeetupsError> {
        let body = "LET $open = (SELECT VALUE title FROM entry
                WHERE person = $person AND community = $slug AND state IN ['open', 'talking']);
            IF array::len($open) >= $most { THROW 'entry-many' };
            IF !record::exists(type::record('community', $slug)) { THROW 'no-community' };
            CREATE type::record('entry', $id) SET community = $slug, kind = $kind, title = $title, text = $text,
                person = $person, name = $name, state = 'open', made = $made, ends = $ends, asked_at = $asked_at RETURN NONE;
            fn::entry_until($id, $asked_at, $ends)";
        let words = &entry.words;
        let variables = binding! {
            "id": entry.id.as_str().to_owned(), "slug": entry.community.to_string(), "kind": words.kind.as_str().to_owned(),
            "title": words.title.as_str().to_owned(), "text": words.text.clone(), "person": entry.owner.to_string(),
            "name": entry.owner_name.clone(), "made": entry.made, "ends": entry.runs.ends,
            "asked_at": entry.runs.asked_at, "most": MOST_OPEN,
        };
        self.db
            .transact("placing an entry", body, variables)
            .await?;
        Ok(())
    }

    /// Keeps what somebody says; its owner hears of it.
    ///
    /// # Errors
    /// [`EntryProblem::Over`](crate::entries::EntryProblem::Over),
    /// [`EntryProblem::ManyReactions`](crate::entries::EntryProblem::ManyReactions).
    pub(crate) async fn react(
        &self,
        reaction: &Reaction,
        hears: Option<&Hears>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $state = (SELECT VALUE state FROM ONLY type::record('entry', $entry));
            IF $state NOT IN ['open', 'talking'] { THROW 'entry-over' };
            LET $said = (SELECT VALUE person FROM reaction WHERE entry = $entry);
            LET $own = array::filter($said, |$one: any| $one = $person);
            IF array::len($said) >= $most OR array::len($own) >= $most_by_one { THROW 'reaction-many' };
            CREATE type::record('reaction', $id) SET entry = $entry, person = $person, name = $name, text = $text, at = $at,
                thanked = false RETURN NONE;
            UPDATE type::record('entry', $entry) SET state = 'talking' WHERE person != $person RETURN NONE;
            IF $hears != NONE { fn::enqueue('community-mail', $hears.once, $at, $hears); }";
        let variables = binding! {
            "id": reaction.id.as_str().to_owned(), "entry": reaction.entry.as_str().to_owned(),
            "person": reaction.person.to_string(), "name": reaction.name.clone(), "text": reaction.text.clone(),
            "at": reaction.at, "most": MOST_REACTIONS, "most_by_one": MOST_BY_ONE,
            "hears": hears.map(|hears| json!(hears)),
        };
        self.db
            .transact("reacting to an entry", body, variables)
            .await?;
        Ok(())
    }

    /// Gives an entry that runs another end.
    ///
    /// # Errors
    /// [`EntryProblem::Over`](crate::entries::EntryProblem::Over).
    pub(crate) async fn prolong_entry(&self, id: &Key, runs: Runs) -> Result<(), MeetupsError> {
        let body = "LET $state = (SELECT VALUE state FROM ONLY type::record('entry', $id));
            IF $state NOT IN ['open', 'talking'] { THROW 'entry-over' };
            fn::entry_until($id, $asked_at, $ends)";
        let variables = binding! {
            "id": id.as_str().to_owned(), "asked_at": runs.asked_at, "ends": runs.ends,
        };
        self.db
            .transact("prolonging an entry", body, variables)
            .await?;
        Ok(())
    }

    /// Closes an entry that runs, thanks to some reactions; who is thanked hears of it.
    ///
    /// # Errors
    /// [`EntryProblem::Over`](crate::entries::EntryProblem::Over).
    pub(crate) async fn close_entry(
        &self,
        id: &Key,
        state: EntryState,
        thanked: &[&Key],
        hears: &[Hears],
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $before = (SELECT VALUE state FROM ONLY type::record('entry', $id));
            IF $before NOT IN ['open', 'talking'] { THROW 'entry-over' };
            FOR $one IN $thanked { UPDATE type::record('reaction', $one) SET thanked = true RETURN NONE; };
            FOR $one IN $hears { fn::enqueue('community-mail', $one.once, $now, $one); };
            fn::entry_over($id, $state, $now)";
        let thanked: Vec<String> = thanked.iter().map(|key| key.as_str().to_owned()).collect();
        let variables = binding! {
            "id": id.as_str().to_owned(), "state": state.as_str().to_owned(), "thanked": thanked,
            "hears": json!(hears), "now": now,
        };
        self.db
            .transact("closing an entry", body, variables)
            .await?;
        Ok(())
    }

    /// The time of an entry is over, unless it was prolonged or closed meanwhile.
    pub(crate) async fn expire_entry(
        &self,
        id: &Key,
        hears: &Hears,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $entry = (SELECT state, ends FROM ONLY type::record('entry', $id));
            IF $entry.state IN ['open', 'talking'] AND $entry.ends <= $now {
                fn::enqueue('community-mail', $hears.once, $now, $hears);
                fn::entry_over($id, 'expired', $now);
            }";
        let variables = binding! {
            "id": id.as_str().to_owned(), "hears": json!(hears), "now": now,
        };
        self.db.transact("ending an entry", body, variables).await?;
        Ok(())
    }

    pub(crate) async fn remove_entry(&self, id: &Key) -> Result<(), MeetupsError> {
        let variables = binding! { "id": id.as_str().to_owned() };
        self.db
            .transact("removing an entry", "fn::entry_gone($id)", variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn remove_reaction(&self, id: &Key) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('reaction', $id) RETURN NONE";
        let variables = binding! { "id": id.as_str().to_owned() };
        self.db
            .transact("removing a reaction", body, variables)
            .await?;
        Ok(())
    }

    /// What is over for long enough goes.
    pub(crate) async fn sweep_entries(&self, now: DateTime<Utc>) -> Result<(), MeetupsError> {
        let body = "LET $old = (SELECT VALUE record::id(id) FROM entry
                WHERE state NOT IN ['open', 'talking'] AND ends <= $before LIMIT 500);
            FOR $id IN $old { fn::entry_gone($id); }";
        self.db
            .transact(
                "removing old entries",
                body,
                binding! { "before": now - KEPT },
            )
            .await?;
        Ok(())
    }
}

impl TryFrom<EntryRow> for Entry {
    type Error = MeetupsError;

    fn try_from(row: EntryRow) -> Result<Self, MeetupsError> {
        let broken = || MeetupsError::Row("entry");
        Ok(Self {
            id: row.key,
            community: row.community,
            words: EntryWords {
                kind: EntryKind::parse(&row.kind).ok_or_else(broken)?,
                title: Heading::stored(row.title),
                text: row.text,
            },
            owner: row.person,
            owner_name: row.name,
            state: EntryState::parse(&row.state).ok_or_else(broken)?,
            made: row.made,
            runs: Runs {
                asked_at: row.asked_at,
                ends: row.ends,
            },
            reacted: row.reacted,
        })
    }
}

impl From<ReactionRow> for Reaction {
    fn from(row: ReactionRow) -> Self {
        Self {
            id: row.key,
            entry: row.entry,
            person: row.person,
            name: row.name,
            text: row.text,
            at: row.at,
            thanked: row.thanked,
        }
    }
}
