//! Open to harvesters: the meetups that are for everybody, by OAI-PMH 2.0. The protocol is `wire::harvest`, which says why a
//! harvest misses none and doubles none; here is what a meetup is in it.
//!
//! A meetup is in it from when it is published, also when it is over. One that is called off stays and says so; one that its
//! community closes becomes a deleted record, and a record again when the community opens. Records hold no names of people
//! and no link for participants.

mod dublin_core;
mod following;
mod lom;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use nouns::EventId;
use nouns::harvest::{Extent, Place, Seen, Window};
use wire::harvest::{About, Format, Repository, Site, Xml};

use crate::event::Event;
use crate::when::rfc3339;
use crate::{Meetups, MeetupsError};

pub(crate) use self::following::Harvesting;

/// What the cards of the toolbox are called has no slash in it, so that no identifier means a card and a meetup.
const ABOUT: About = About {
    name: "Kansrijk, bijeenkomsten",
    path: "/oai/bijeenkomsten",
    prefix: "bijeenkomst/",
    sample: "samen-leren",
    sets: &[
        ("leergemeenschap", "Bijeenkomsten van leergemeenschappen"),
        ("kennismaking", "Kennismakingen"),
        ("training", "Trainingen"),
        ("intervisie", "Intervisie"),
        ("gesprekstafel", "Gesprekstafels"),
        ("kennisdeling", "Kennisdeling"),
        ("themadag", "Themadagen"),
        ("seminar", "Seminars"),
        ("open-dag", "Open dagen"),
        ("debat", "Debatten"),
        ("theater", "Theater"),
        ("huiskamerfestival", "Huiskamerfestivals"),
        ("bustour", "Bustours"),
        ("pitchdag", "Pitchdagen"),
        ("start-pilot", "Starts van pilots"),
        ("lancering", "Lanceringen"),
        ("jubileum", "Jubilea"),
        ("prijsuitreiking", "Prijsuitreikingen"),
    ],
};

/// Who offers the meetups.
const PUBLISHER: &str = "Kansrijk";

impl Meetups {
    /// Answers a request of a harvester with an XML document; `site` is the origin of the pages,
    /// `arguments` what it sent, in its order. What the protocol calls an error is an answer too.
    pub async fn harvest(
        &self,
        site: &str,
        arguments: &[(String, String)],
    ) -> Result<String, MeetupsError> {
        let now = self.moment_for_harvesters().await?;
        wire::harvest::answer(self, &Site::new(site), now, arguments).await
    }
}

impl Repository for Meetups {
    type Thing = Event;
    type Failure = MeetupsError;

    fn about(&self) -> &'static About {
        &ABOUT
    }

    async fn extent(&self) -> Result<Extent, MeetupsError> {
        Ok(self.store.harvest.extent().await?)
    }

    async fn seen(&self, keys: &[String]) -> Result<HashMap<String, Seen>, MeetupsError> {
        Ok(self.store.harvest.seen(keys).await?)
    }

    async fn places(
        &self,
        window: &Window,
        set: Option<&str>,
        most: usize,
    ) -> Result<Vec<(Place, String)>, MeetupsError> {
        Ok(self.store.harvest.places(window, set, most).await?)
    }

    async fn count(&self, window: &Window, set: Option<&str>) -> Result<u64, MeetupsError> {
        Ok(self.store.harvest.count(window, set).await?)
    }

    async fn public(&self, keys: &[String]) -> Result<HashMap<String, Event>, MeetupsError> {
        // What another process wrote may have closed one.
        self.follow().await?;
        let board = self.copies.board();
        let event = |key: &String| {
            let id = EventId::parse(key).ok()?;
            let pinned = board.event(&id).filter(|pinned| !board.is_closed(pinned))?;
            Some((key.clone(), pinned.event.clone()))
        };
        Ok(keys.iter().filter_map(event).collect())
    }

    fn write(&self, xml: &mut Xml, site: &Site, event: &Event, format: Format) {
        match format {
            Format::DublinCore => dublin_core::write(xml, site, event),
            Format::Lom => lom::write(xml, site, event),
        }
    }
}

/// The page of a meetup.
fn page(site: &Site, event: &Event) -> String {
    let id = wire::segment(event.id.as_str());
    format!("{}/bijeenkomsten/{id}", site.origin())
}

/// What it is, where nobody described it.
fn description(event: &Event) -> String {
    let said = crate::calendar::sentences_of(event);
    if said.is_empty() {
        crate::news::when_and_where(event)
    } else {
        said
    }
}

/// What it is about: its kind, what it trains, and its topics.
fn keywords(event: &Event) -> impl Iterator<Item = &str> {
    let words = &event.words;
    let skills = words.skills.iter().copied();
    std::iter::once(words.kind.as_str())
        .chain(skills)
        .chain(words.topics.iter().map(crate::topic::Topic::as_str))
}

/// Where it is: its place, if it has one, and its region.
fn places(event: &Event) -> impl Iterator<Item = &str> {
    let words = &event.words;
    words
        .place
        .as_deref()
        .into_iter()
        .chain([words.region.name()])
}

/// When it begins, of a series the first time: a day, or a moment with its offset (ISO 8601 as W3C has it).
fn begins(event: &Event) -> String {
    let when = event.words.when;
    if when.all_day() {
        when.starts().format("%Y-%m-%d").to_string()
    } else {
        rfc3339(when.starts(), when.zone())
    }
}
