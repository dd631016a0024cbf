use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{self as code, Closing, Entry, EntryList, NewEntry, NewReaction, Reaction};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn};

use super::{answers, community_id};
use crate::Meetups;
use crate::entries::entry::{EntryKind, EntryWords, Heading, Reaction as Said, Weeks};
use crate::entries::{EntryProblem, EntryView, ReactionView};
use crate::key::Key;
use crate::words::WordsProblem;

/// Vraag en aanbod of communities.
pub(super) struct EntryApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Placed {
    #[oai(status = 201)]
    Created(Json<Entry>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl EntryApi {
    /// What is asked and offered in a community.
    #[oai(path = "/communities/:slug/entries", method = "get")]
    async fn entries(
        &self,
        slug: Path<String>,
        caller: SignedIn,
    ) -> Result<Json<EntryList>, Problem> {
        let board = self.0.entries(&caller.0, &community_id(&slug.0)?).await?;
        Ok(Json(EntryList {
            community_name: board.community,
            entries: board.entries.into_iter().map(entry).collect(),
            may: board
                .may_write
                .then(|| "write".to_owned())
                .into_iter()
                .collect(),
        }))
    }

    /// I ask or offer something.
    #[oai(path = "/communities/:slug/entries", method = "post")]
    async fn place(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        new: Json<NewEntry>,
    ) -> Result<Placed, Problem> {
        let slug = community_id(&slug.0)?;
        let (words, weeks) = read(&new.0)?;
        let placed = self.0.place_entry(&caller.0, &slug, words, weeks).await?;
        Ok(Placed::Created(Json(entry(placed))))
    }

    /// One entry; for members with what was said to it.
    #[oai(path = "/entries/:id", method = "get")]
    async fn entry(&self, id: Path<String>, caller: SignedIn) -> Result<Json<Entry>, Problem> {
        let view = self.0.entry(&caller.0, &key(&id.0)?).await?;
        Ok(Json(entry(view)))
    }

    /// Takes an entry away, with all that was said to it.
    #[oai(path = "/entries/:id", method = "delete")]
    async fn remove(&self, id: Path<String>, caller: SignedIn) -> Result<Done, Problem> {
        self.0.remove_entry(&caller.0, &key(&id.0)?).await?;
        Ok(Done::Done)
    }

    /// I say something to an entry.
    #[oai(path = "/entries/:id/reactions", method = "post")]
    async fn react(
        &self,
        id: Path<String>,
        caller: SignedIn,
        new: Json<NewReaction>,
    ) -> Result<Json<Entry>, Problem> {
        let id = key(&id.0)?;
        let text = Said::text(new.0.text.as_deref().unwrap_or_default());
        let text = text.map_err(|problem| Problem::field("text", problem.code()))?;
        self.0.react(&caller.0, &id, text).await?;
        Ok(Json(entry(self.0.entry(&caller.0, &id).await?)))
    }

    /// Takes away what somebody said.
    #[oai(path = "/entries/:id/reactions/:reaction", method = "delete")]
    async fn remove_reaction(
        &self,
        id: Path<String>,
        reaction: Path<String>,
        caller: SignedIn,
    ) -> Result<Done, Problem> {
        let (id, reaction) = (key(&id.0)?, key(&reaction.0)?);
        self.0.remove_reaction(&caller.0, &id, &reaction).await?;
        Ok(Done::Done)
    }

    /// My entry is needed still: it runs for four more weeks from now.
    #[oai(path = "/entries/:id/prolong", method = "post")]
    async fn prolong(&self, id: Path<String>, caller: SignedIn) -> Result<Json<Entry>, Problem> {
        let id = key(&id.0)?;
        self.0.prolong_entry(&caller.0, &id).await?;
        Ok(Json(entry(self.0.entry(&caller.0, &id).await?)))
    }

    /// My entry is over: solved thanks to some of who reacted, or not needed any more.
    #[oai(path = "/entries/:id/close", method = "post")]
    async fn close(
        &self,
        id: Path<String>,
        caller: SignedIn,
        closing: Json<Closing>,
    ) -> Result<Json<Entry>, Problem> {
        let id = key(&id.0)?;
        let thanks: Option<Vec<Key>> = closing.0.thanks.iter().map(|id| Key::parse(id)).collect();
        let thanks = thanks.ok_or_else(|| Problem::field("thanks", code::THANKS_UNKNOWN))?;
        self.0.close_entry(&caller.0, &id, &thanks).await?;
        Ok(Json(entry(self.0.entry(&caller.0, &id).await?)))
    }
}

/// An id in a path; what is no id names nothing.
pub(super) fn key(text: &str) -> Result<Key, Problem> {
    Key::parse(text).ok_or(Problem::NotFound)
}

/// Reads an entry as it was sent, with all that is wrong with it.
fn read(sent: &NewEntry) -> Result<(EntryWords, Weeks), Problem> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let kind = EntryKind::parse(sent.kind.as_deref().unwrap_or_default());
    if kind.is_none() {
        wrong("kind", code::ENTRY_KIND);
    }
    let title = match Heading::parse(sent.title.as_deref().unwrap_or_default()) {
        Ok(Some(title)) => Some(title),
        Ok(None) => {
            wrong("title", code::ENTRY_TITLE);
            None
        }
        Err(problem) => {
            wrong("title", problem.code());
            None
        }
    };
    let text = EntryWords::text(sent.text.as_deref().unwrap_or_default());
    if let Err(problem) = &text {
        wrong("text", WordsProblem::code(*problem));
    }
    let weeks = Weeks::parse(sent.weeks);
    if weeks.is_none() {
        wrong("weeks", code::ENTRY_WEEKS_WRONG);
    }
    match (kind, title, text, weeks) {
        (Some(kind), Some(title), Ok(text), Some(weeks)) => {
            Ok((EntryWords { kind, title, text }, weeks))
        }
        _ => Err(Problem::Refused(problems)),
    }
}

fn entry(view: EntryView) -> Entry {
    let entry = view.entry;
    Entry {
        ends: entry.ends(),
        id: entry.id.as_str().to_owned(),
        community: entry.community.to_string(),
        community_name: view.community,
        kind: entry.words.kind.as_str().to_owned(),
        title: entry.words.title.as_str().to_owned(),
        text: entry.words.text,
        state: entry.state.as_str().to_owned(),
        made: entry.made,
        ends_soon: view.ends_soon,
        owner: entry.owner_name,
        owner_id: entry.owner.to_string(),
        reacted: entry.reacted,
        reactions: view.reactions.into_iter().map(reaction).collect(),
        may: answers::deeds(view.may),
    }
}

fn reaction(view: ReactionView) -> Reaction {
    let said = view.reaction;
    Reaction {
        id: said.id.as_str().to_owned(),
        name: said.name,
        person: said.person.to_string(),
        text: said.text,
        at: said.at,
        thanked: said.thanked,
        may: answers::deeds(view.may_remove.then_some("remove").into_iter().collect()),
    }
}

impl From<EntryProblem> for Problem {
    fn from(problem: EntryProblem) -> Self {
        match problem {
            EntryProblem::NotFound => Self::NotFound,
            EntryProblem::MembersOnly => Self::Forbidden(code::MEMBERS_ONLY),
            EntryProblem::NotYours => Self::Forbidden(code::ENTRY_NOT_YOURS),
            EntryProblem::Over => Self::Conflict(code::ENTRY_OVER),
            EntryProblem::Many => Self::Conflict(code::ENTRY_MANY),
            EntryProblem::ManyReactions => Self::Conflict(code::REACTIONS_MANY),
            EntryProblem::UnknownThanks => Self::field("thanks", code::THANKS_UNKNOWN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_named_at_once() {
        let sent = NewEntry {
            text: Some("Bel 06 12345678".to_owned()),
            weeks: Some(14),
            ..NewEntry::default()
        };
        let Err(Problem::Refused(fields)) = read(&sent) else {
            panic!()
        };
        let named: Vec<(&str, &str)> = fields
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                ("kind", code::ENTRY_KIND.name),
                ("title", code::ENTRY_TITLE.name),
                ("text", code::LEADS_OUTSIDE.name),
                ("weeks", code::ENTRY_WEEKS_WRONG.name)
            ]
        );
        let right = NewEntry {
            kind: Some("aanbod".to_owned()),
            title: Some("Een koffer vol verf".to_owned()),
            ..NewEntry::default()
        };
        assert!(read(&right).is_ok());
    }
}
