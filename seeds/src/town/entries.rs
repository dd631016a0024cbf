//! What members of the town's communities ask and offer.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use meetups::entries::entry::{EntryKind, EntryWords, Heading, Reaction, Weeks};
use meetups::key::Key;
use meetups::{Meetups, PlantedEntry, PlantedReaction};
use nouns::{CommunityId, PersonId};
use serde::Deserialize;

use super::Resident;
use crate::{SeedError, files};

const FILE: &str = "town/entries.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
    entry: Vec<EntryFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    id: String,
    community: String,
    by: String,
    kind: String,
    title: String,
    text: String,
    days: i64,
    weeks: u32,
    #[serde(default)]
    reaction: Vec<ReactionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReactionFile {
    by: String,
    text: String,
    #[serde(default)]
    thanked: bool,
}

pub(super) async fn plant(
    meetups: &Meetups,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<(), SeedError> {
    let file: Entries = files::read(FILE)?;
    for entry in &file.entry {
        meetups.plant_entry(entry.planted(town, now)?).await?;
    }
    Ok(())
}

impl EntryFile {
    fn planted(
        &self,
        town: &BTreeMap<String, Resident>,
        now: DateTime<Utc>,
    ) -> Result<PlantedEntry, SeedError> {
        let wrong = |what: &'static str| SeedError::in_file(FILE, &self.id)(what);
        let title = Heading::parse(&self.title).ok().flatten();
        let words = EntryWords {
            kind: EntryKind::parse(&self.kind).ok_or_else(|| wrong("kind"))?,
            title: title.ok_or_else(|| wrong("title"))?,
            text: EntryWords::text(&self.text).map_err(|_| wrong("text"))?,
        };
        let reaction = |said: &ReactionFile| {
            Ok(PlantedReaction {
                by: somebody(town, &said.by)?,
                text: Reaction::text(&said.text).map_err(|_| wrong("reaction"))?,
                thanked: said.thanked,
            })
        };
        let reactions: Result<_, SeedError> = self.reaction.iter().map(reaction).collect();
        Ok(PlantedEntry {
            id: Key::parse(&self.id).ok_or_else(|| wrong("id"))?,
            community: CommunityId::parse(&self.community).map_err(|_| wrong("community"))?,
            words,
            owner: somebody(town, &self.by)?,
            made: now - TimeDelta::days(self.days),
            weeks: Weeks::parse(Some(self.weeks)).ok_or_else(|| wrong("weeks"))?,
            reactions: reactions?,
        })
    }
}

/// Somebody of the town with the name that they show.
pub(super) fn somebody(
    town: &BTreeMap<String, Resident>,
    key: &str,
) -> Result<(PersonId, String), SeedError> {
    let missing = || SeedError::in_file(FILE, key)("nobody of the town");
    let resident = town.get(key).ok_or_else(missing)?;
    Ok((resident.id()?, resident.name.clone()))
}
