//! Vraag en aanbod of a community: what members ask and offer, and what others say to it.
//!
//! An entry that runs always has a date. Before it its owner is asked once by mail whether it is needed still; without an
//! answer it ends by itself. Whoever asked closes it, thanks to who reacted; who is thanked hears of it.

pub mod entry;

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::letters::{ENTRY_EXPIRED, ENTRY_NEEDED, ENTRY_REACTED, ENTRY_THANKED};
use nouns::CommunityId;
use store::jobs::Job;

use self::entry::{Entry, EntryState, EntryWords, Reaction, Runs, Weeks};
use crate::community::Community;
use crate::key::Key;
use crate::mails::Hears;
use crate::{Meetups, MeetupsError, rules};

/// What is wrong with a deed on the board, beside what is wrong everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryProblem {
    #[error("there is no such entry, or not for this caller")]
    NotFound,
    #[error("the caller does not take part")]
    MembersOnly,
    #[error("the entry is somebody else's")]
    NotYours,
    #[error("the entry is over")]
    Over,
    #[error("the caller has as many open entries as one may")]
    Many,
    #[error("the entry has as many reactions as it can have")]
    ManyReactions,
    #[error("nobody reacted who is to be thanked")]
    UnknownThanks,
}

/// Vraag en aanbod of a community, for one reader.
#[derive(Debug, Clone)]
pub struct EntryBoard {
    pub community: String,
    pub entries: Vec<EntryView>,
    pub may_write: bool,
}

/// An entry as one reader sees it.
#[derive(Debug, Clone)]
pub struct EntryView {
    pub entry: Entry,
    pub community: String,
    pub ends_soon: bool,
    pub reactions: Vec<ReactionView>,
    pub may: Vec<&'static str>,
}

/// What was said to an entry, as one reader sees it.
#[derive(Debug, Clone)]
pub struct ReactionView {
    pub reaction: Reaction,
    pub may_remove: bool,
}

/// A community with what the caller is in it.
pub(crate) struct Within {
    pub(crate) community: Community,
    pub(crate) takes_part: bool,
}

impl Meetups {
    /// What is asked and offered in a community.
    ///
    /// # Errors
    /// [`MeetupsError::NoCommunity`]; [`EntryProblem::MembersOnly`] for who may not read along.
    pub async fn entries(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<EntryBoard, MeetupsError> {
        let within = self.readable_space(by, slug).await?;
        let hidden = self.hidden_from(Some(by)).await?;
        let mut entries = self.store.entries(slug).await?;
        entries.retain(|entry| !hidden.contains(entry.owner.as_str()));
        let now = self.clock.now();
        let view = |entry| within.view(by, entry, Vec::new(), now);
        Ok(EntryBoard {
            entries: entries.into_iter().map(view).collect(),
            may_write: within.takes_part,
            community: within.community.charter.name.clone(),
        })
    }

    /// One entry, with what was said to it for who takes part.
    ///
    /// # Errors
    /// [`EntryProblem::NotFound`].
    pub async fn entry(&self, by: &Caller, id: &Key) -> Result<EntryView, MeetupsError> {
        let (within, entry) = self.readable_entry(by, id).await?;
        let reads = within.takes_part || entry.owner == by.person;
        let mut reactions = if reads {
            self.store.reactions(id).await?
        } else {
            Vec::new()
        };
        let hidden = self.hidden_from(Some(by)).await?;
        reactions.retain(|reaction| !hidden.contains(reaction.person.as_str()));
        Ok(within.view(by, entry, reactions, self.clock.now()))
    }

    /// A member asks or offers something.
    ///
    /// # Errors
    /// [`EntryProblem::MembersOnly`], [`EntryProblem::Many`].
    pub async fn place_entry(
        &self,
        by: &Caller,
        slug: &CommunityId,
        words: EntryWords,
        weeks: Weeks,
    ) -> Result<EntryView, MeetupsError> {
        let within = self.within(by, slug).await?;
        if !within.takes_part {
            return Err(EntryProblem::MembersOnly.into());
        }
        let now = self.clock.now();
        let entry = Entry {
            id: Key::fresh(),
            community: slug.clone(),
            words,
            owner: by.person.clone(),
            owner_name: by.name.clone(),
            state: EntryState::Open,
            made: now,
            runs: Runs::from(now, weeks),
            reacted: 0,
        };
        self.store.add_entry(&entry).await?;
        Ok(within.view(by, entry, Vec::new(), now))
    }

    /// A member says something to an entry. Whoever placed it hears of it.
    ///
    /// # Errors
    /// [`EntryProblem::NotFound`], [`EntryProblem::MembersOnly`], [`EntryProblem::Over`], [`EntryProblem::ManyReactions`].
    pub async fn react(&self, by: &Caller, id: &Key, text: String) -> Result<(), MeetupsError> {
        let (within, entry) = self.readable_entry(by, id).await?;
        if !rules::may_react(by, &entry, within.takes_part) {
            return Err(EntryProblem::MembersOnly.into());
        }
        let reaction = Reaction {
            id: Key::fresh(),
            entry: id.clone(),
            person: by.person.clone(),
            name: by.name.clone(),
            text,
            at: self.clock.now(),
            thanked: false,
        };
        // One mail a day tells of all that is said to an entry.
        let told = (entry.owner != by.person).then(|| Hears {
            once: format!(
                "{ENTRY_REACTED}/{}/{}",
                id.as_str(),
                reaction.at.date_naive()
            ),
            ..about(&entry, ENTRY_REACTED, id, reaction.at)
        });
        self.store.react(&reaction, told.as_ref()).await
    }

    /// Its owner needs it still: it runs for four more weeks from now.
    ///
    /// # Errors
    /// [`EntryProblem::NotYours`], [`EntryProblem::Over`].
    pub async fn prolong_entry(&self, by: &Caller, id: &Key) -> Result<(), MeetupsError> {
        self.own_entry(by, id).await?;
        let runs = Runs::from(self.clock.now(), Weeks::usual());
        self.store.prolong_entry(id, runs).await
    }

    /// Its owner closes it, thanks to some of who reacted; to nobody, when it is not needed any more.
    ///
    /// # Errors
    /// [`EntryProblem::NotYours`], [`EntryProblem::Over`], [`EntryProblem::UnknownThanks`].
    pub async fn close_entry(
        &self,
        by: &Caller,
        id: &Key,
        thanks: &[Key],
    ) -> Result<(), MeetupsError> {
        let entry = self.own_entry(by, id).await?;
        let reactions = self.store.reactions(id).await?;
        let is_thanked = |reaction: &Reaction| {
            thanks.contains(&reaction.id) && rules::may_be_thanked(&entry, reaction)
        };
        let thanked: Vec<&Reaction> = reactions.iter().filter(|one| is_thanked(one)).collect();
        if thanked.len() < thanks.len() {
            return Err(EntryProblem::UnknownThanks.into());
        }
        let now = self.clock.now();
        let hears: Vec<Hears> = thanked
            .iter()
            .map(|reaction| Hears {
                person: reaction.person.clone(),
                ..about(&entry, ENTRY_THANKED, &reaction.id, now)
            })
            .collect();
        let state = if thanked.is_empty() {
            EntryState::Closed
        } else {
            EntryState::Solved
        };
        let ids: Vec<&Key> = thanked.iter().map(|reaction| &reaction.id).collect();
        self.store.close_entry(id, state, &ids, &hears, now).await
    }

    /// Takes an entry away, with all that was said to it.
    ///
    /// # Errors
    /// [`EntryProblem::NotYours`] for who neither placed it nor leads the community.
    pub async fn remove_entry(&self, by: &Caller, id: &Key) -> Result<(), MeetupsError> {
        let (within, entry) = self.readable_entry(by, id).await?;
        if !rules::may_remove_entry(by, &entry, &within.community) {
            return Err(EntryProblem::NotYours.into());
        }
        self.store.remove_entry(id).await
    }

    /// Takes away what somebody said to an entry.
    ///
    /// # Errors
    /// [`EntryProblem::NotYours`] for who neither said it nor leads the community.
    pub async fn remove_reaction(
        &self,
        by: &Caller,
        id: &Key,
        reaction: &Key,
    ) -> Result<(), MeetupsError> {
        let (within, _) = self.readable_entry(by, id).await?;
        let reactions = self.store.reactions(id).await?;
        let found = reactions.into_iter().find(|one| one.id == *reaction);
        let found = found.ok_or(EntryProblem::NotFound)?;
        if !rules::may_remove_reaction(by, &found, &within.community) {
            return Err(EntryProblem::NotYours.into());
        }
        self.store.remove_reaction(&found.id).await
    }

    /// The job of the day on which an owner is asked whether an entry is needed still.
    pub(crate) async fn ask_about_entry(&self, job: &Job) -> Result<(), MeetupsError> {
        let now = self.clock.now();
        let entry = self.running_entry(job).await?;
        let Some(entry) = entry.filter(|entry| entry.ends_soon(now)) else {
            return Ok(());
        };
        let hears = about(&entry, ENTRY_NEEDED, &entry.id, now);
        self.write_to_member(&Hears {
            once: format!("{}/{}", hears.once, entry.ends().timestamp()),
            moment: Some(entry.ends()),
            ..hears
        })
        .await
    }

    /// The job of the day on which an entry ends.
    pub(crate) async fn end_entry(&self, job: &Job) -> Result<(), MeetupsError> {
        let Some(entry) = self.running_entry(job).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let hears = about(&entry, ENTRY_EXPIRED, &entry.id, now);
        self.store.expire_entry(&entry.id, &hears, now).await
    }

    /// The entry of a job, if it runs still.
    async fn running_entry(&self, job: &Job) -> Result<Option<Entry>, MeetupsError> {
        let Some(id) = Key::parse(&job.key) else {
            return Ok(None);
        };
        let entry = self.store.entry(&id).await?;
        Ok(entry.filter(|entry| entry.state.runs()))
    }

    /// A community, and whether the caller takes part in it.
    pub(crate) async fn within(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<Within, MeetupsError> {
        let community = self.store.community(slug).await?;
        Ok(Within {
            community: community.ok_or_else(|| MeetupsError::NoCommunity(slug.clone()))?,
            takes_part: self.store.takes_part(slug, &by.person).await?,
        })
    }

    /// The same, for who may read what goes on there.
    pub(crate) async fn readable_space(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<Within, MeetupsError> {
        let within = self.within(by, slug).await?;
        if rules::may_read_along(by, &within.community, within.takes_part) {
            Ok(within)
        } else {
            Err(EntryProblem::MembersOnly.into())
        }
    }

    /// An entry that the caller may read: not of somebody out of their sight. One's own one reads always.
    async fn readable_entry(&self, by: &Caller, id: &Key) -> Result<(Within, Entry), MeetupsError> {
        let entry = self.store.entry(id).await?;
        let entry = entry.ok_or(EntryProblem::NotFound)?;
        let within = self.within(by, &entry.community).await?;
        let reads = rules::may_read_along(by, &within.community, within.takes_part);
        let hidden = self.hidden_from(Some(by)).await?;
        if entry.owner == by.person || (reads && !hidden.contains(entry.owner.as_str())) {
            Ok((within, entry))
        } else {
            Err(EntryProblem::NotFound.into())
        }
    }

    /// An entry of the caller that runs.
    async fn own_entry(&self, by: &Caller, id: &Key) -> Result<Entry, MeetupsError> {
        let (_, entry) = self.readable_entry(by, id).await?;
        if entry.owner != by.person {
            return Err(EntryProblem::NotYours.into());
        }
        if !entry.state.runs() {
            return Err(EntryProblem::Over.into());
        }
        Ok(entry)
    }
}

impl Within {
    fn view(
        &self,
        by: &Caller,
        entry: Entry,
        reactions: Vec<Reaction>,
        now: DateTime<Utc>,
    ) -> EntryView {
        let owns = entry.owner == by.person && entry.state.runs();
        let deeds = [
            ("react", rules::may_react(by, &entry, self.takes_part)),
            ("prolong", owns),
            ("close", owns),
            (
                "remove",
                rules::may_remove_entry(by, &entry, &self.community),
            ),
        ];
        let may = deeds.into_iter().filter(|(_, may)| *may);
        let leads = rules::may_edit_community(by, &self.community);
        let reaction = |reaction: Reaction| ReactionView {
            may_remove: rules::may_remove_reaction(by, &reaction, &self.community),
            reaction: Reaction {
                name: seen_name(by, &reaction.person, &reaction.name, leads),
                ..reaction
            },
        };
        EntryView {
            may: may.map(|(deed, _)| deed).collect(),
            ends_soon: entry.ends_soon(now),
            community: self.community.charter.name.clone(),
            reactions: reactions.into_iter().map(reaction).collect(),
            entry: Entry {
                owner_name: seen_name(by, &entry.owner, &entry.owner_name, leads),
                ..entry
            },
        }
    }
}

/// A name as a reader may see it.
pub(crate) fn seen_name(by: &Caller, person: &nouns::PersonId, name: &str, leads: bool) -> String {
    if rules::may_see_whole_name(by, person, leads) {
        name.to_owned()
    } else {
        nouns::short_name(name)
    }
}

/// What its owner hears about an entry; `of` tells two mails of one kind apart.
fn about(entry: &Entry, what: &str, of: &Key, at: DateTime<Utc>) -> Hears {
    Hears {
        person: entry.owner.clone(),
        what: what.to_owned(),
        title: entry.words.title.as_str().to_owned(),
        path: format!("/oproepen/{}", entry.id.as_str()),
        once: format!("{what}/{}", of.as_str()),
        moment: None,
        at,
    }
}

#[cfg(test)]
mod tests;
