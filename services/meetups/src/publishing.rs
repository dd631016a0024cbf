//! Deeds of who organises: publish, change, cancel, import.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contract::Caller;
use contract::meetups::Imported;
use nouns::{EventId, Region};

use crate::changes::differences;
use crate::community::Community;
use crate::event::{Draft, Event, Organiser, Origin, Places, Status};
use crate::import::{self, Foreign, ImportFault};
use crate::store::News;
use crate::{Meetups, MeetupsError, rules};

/// Why an import did not happen. Nothing of the file was kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Refused(#[from] ImportFault),
    #[error("the events could not be kept")]
    Failed(#[from] MeetupsError),
}

impl Meetups {
    /// Puts a new event on the board.
    pub async fn publish(&self, by: &Caller, words: Draft) -> Result<Event, MeetupsError> {
        self.may_publish(by, &words).await?;
        self.know_hosts(&words).await?;
        let organiser = Organiser {
            person: by.person.clone(),
            name: by.name.clone(),
        };
        let event = new_event(EventId::fresh(), words, organiser, self.clock.now());
        self.store.add_events(std::slice::from_ref(&event)).await?;
        self.follow().await?;
        Ok(event)
    }

    /// Gives an event new words. Who comes hears of it when time or place changed.
    pub async fn edit(
        &self,
        by: &Caller,
        id: &EventId,
        words: Draft,
    ) -> Result<Event, MeetupsError> {
        let mut event = self.editable(by, id).await?;
        let stands = Draft {
            hosts: self.host_ids(&event.words).await?,
            ..event.words.clone()
        };
        if !rules::may_write(&stands, &words) {
            self.may_publish(by, &words).await?;
            self.know_hosts(&words).await?;
        }
        if words == event.words {
            return Ok(event);
        }
        let before = std::mem::replace(&mut event.words, words);
        event.remember_start(&before);
        let matters = event.differs_for_who_comes(&before);
        event.sequence += u32::from(matters);
        event.changed = self.clock.now();
        let changes = differences(&before, &event.words);
        let news = matters.then(|| News {
            kind: "changed",
            changes: BTreeMap::from([(event.id.clone(), changes)]),
        });
        self.replace(event, news).await
    }

    /// Calls an event off. It stays on the board and, for a while, in the feeds; who comes hears of it.
    pub async fn cancel(
        &self,
        by: &Caller,
        id: &EventId,
        reason: Option<String>,
    ) -> Result<Event, MeetupsError> {
        let mut event = self.cancellable(by, id).await?;
        if event.status == Status::Cancelled {
            return Ok(event);
        }
        event.status = Status::Cancelled;
        event.words.outcome = reason.or(event.words.outcome);
        event.sequence += 1;
        event.changed = self.clock.now();
        let news = News {
            kind: "cancelled",
            changes: BTreeMap::new(),
        };
        self.replace(event, Some(news)).await
    }

    /// Adds the events of an iCalendar file (RFC 5545) to the board of `region`: all of them, or none. An event that
    /// is there already is known by its UID and only changed when the file says something new.
    pub async fn import_ics(&self, text: &str, region: Region) -> Result<Imported, ImportError> {
        let contents = import::read(text, region)?;
        let mut imported = Imported {
            skipped: contents.skipped,
            ..Imported::default()
        };
        let ids: Vec<EventId> = contents
            .events
            .iter()
            .map(|event| event.id.clone())
            .collect();
        let known = self.store.some_events(&ids).await?;
        let mut put = Vec::new();
        let mut changes = BTreeMap::new();
        for foreign in contents.events {
            match known.iter().find(|event| event.id == foreign.id) {
                None => {
                    imported.added += 1;
                    put.push(self.new_from(foreign));
                }
                Some(event) if is_same(event, &foreign) => imported.unchanged += 1,
                Some(event) => {
                    imported.changed += 1;
                    let changed = self.changed_by(event, foreign);
                    let told = differences(&event.words, &changed.words);
                    changes.insert(changed.id.clone(), told);
                    put.push(changed);
                }
            }
        }
        let news = News {
            kind: "changed",
            changes,
        };
        self.store
            .put_events(&put, Some(&news), self.clock.now())
            .await?;
        self.follow().await?;
        Ok(imported)
    }

    pub(crate) fn new_from(&self, foreign: Foreign) -> Event {
        let now = self.clock.now();
        Event {
            id: foreign.id,
            uid: foreign.uid,
            words: foreign.words,
            status: foreign.status,
            origin: Origin::Import,
            organiser: None,
            sequence: foreign.sequence,
            created: foreign.created.unwrap_or(now).min(now),
            changed: now,
            moved_from: None,
            places: Places::default(),
        }
    }

    /// What our own people added to an imported event stays: its community, places and what came of it.
    pub(crate) fn changed_by(&self, event: &Event, foreign: Foreign) -> Event {
        let own = event.words.clone();
        let mut changed = Event {
            words: Draft {
                region: own.region,
                community: own.community,
                capacity: own.capacity,
                entry: own.entry,
                outcome: own.outcome,
                hosts: own.hosts,
                topics: own.topics,
                language: own.language,
                ..foreign.words
            },
            status: foreign.status,
            sequence: foreign.sequence.max(event.sequence + 1),
            changed: self.clock.now(),
            ..event.clone()
        };
        changed.remember_start(&event.words);
        changed
    }

    async fn replace(&self, event: Event, news: Option<News>) -> Result<Event, MeetupsError> {
        self.store
            .put_events(
                std::slice::from_ref(&event),
                news.as_ref(),
                self.clock.now(),
            )
            .await?;
        self.follow().await?;
        self.store
            .event(&event.id)
            .await?
            .ok_or(MeetupsError::NoEvent(event.id))
    }

    /// The event, if `by` may change it.
    pub(crate) async fn editable(&self, by: &Caller, id: &EventId) -> Result<Event, MeetupsError> {
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        let community = self.community_of(&event.words).await?;
        let hosts = self.hosts_of(&event.words).await?;
        if !rules::may_edit(by, &event, community.as_ref(), &hosts) {
            return Err(MeetupsError::NotAllowed);
        }
        Ok(event)
    }

    /// The event, if `by` may call it off.
    async fn cancellable(&self, by: &Caller, id: &EventId) -> Result<Event, MeetupsError> {
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        let community = self.community_of(&event.words).await?;
        if !rules::may_cancel(by, &event, community.as_ref()) {
            return Err(MeetupsError::NotAllowed);
        }
        Ok(event)
    }

    pub(crate) async fn may_publish(&self, by: &Caller, words: &Draft) -> Result<(), MeetupsError> {
        let community = self.community_of(words).await?;
        if words.community.is_some() && community.is_none() {
            return Err(MeetupsError::UnknownCommunity);
        }
        if !rules::may_publish(by, words.region, community.as_ref()) {
            return Err(MeetupsError::NotAllowed);
        }
        Ok(())
    }

    pub(crate) async fn community_of(
        &self,
        words: &Draft,
    ) -> Result<Option<Community>, MeetupsError> {
        match &words.community {
            Some(slug) => self.store.community(slug).await,
            None => Ok(None),
        }
    }
}

/// An event of ours that nobody came to yet.
pub(crate) fn new_event(
    id: EventId,
    words: Draft,
    organiser: Organiser,
    now: DateTime<Utc>,
) -> Event {
    Event {
        uid: format!("{id}@kansrijk"),
        id,
        words,
        status: Status::Scheduled,
        origin: Origin::Own,
        organiser: Some(organiser),
        sequence: 0,
        created: now,
        changed: now,
        moved_from: None,
        places: Places::default(),
    }
}

/// Whether a file says nothing new of an event. What only we know of it does not count.
pub(crate) fn is_same(event: &Event, foreign: &Foreign) -> bool {
    let own = &event.words;
    let theirs = Draft {
        region: own.region,
        community: own.community.clone(),
        capacity: own.capacity,
        entry: own.entry.clone(),
        outcome: own.outcome.clone(),
        hosts: own.hosts.clone(),
        topics: own.topics.clone(),
        language: own.language,
        ..foreign.words.clone()
    };
    *own == theirs && event.status == foreign.status
}

#[cfg(test)]
mod tests {
    use ::store::Datastore;
    use nouns::Clock;

    use super::*;
    use crate::Search;
    use crate::testing::{region, start};

    const FILE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260101T000000Z\r\n\
        DTSTART;TZID=Europe/Amsterdam:20260305T153000\r\nDTEND;TZID=Europe/Amsterdam:20260305T170000\r\n\
        RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Van elders\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";

    async fn house() -> Meetups {
        let datastore = Datastore::in_memory().await.unwrap();
        Meetups::open(&datastore, None, Clock::fixed(start()))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn importing_twice_makes_no_doubles_and_a_change_is_taken_over() {
        let house = house().await;
        let first = house.import_ics(FILE, region("NL-UT")).await.unwrap();
        assert_eq!(
            first,
            Imported {
                added: 1,
                skipped: 1,
                ..Imported::default()
            }
        );
        let second = house.import_ics(FILE, region("NL-UT")).await.unwrap();
        assert_eq!(
            second,
            Imported {
                unchanged: 1,
                skipped: 1,
                ..Imported::default()
            }
        );
        let renamed = FILE.replace("Van elders", "Van ver");
        let third = house.import_ics(&renamed, region("NL-UT")).await.unwrap();
        assert_eq!(third.changed, 1);
        let found = house.search(&Search::default()).unwrap();
        assert_eq!(
            (found.total, found.events[0].event.words.title.as_str()),
            (1, "Van ver")
        );
        assert_eq!(
            (
                found.events[0].event.uid.as_str(),
                found.events[0].event.sequence
            ),
            ("u1", 1)
        );
    }

    #[tokio::test]
    async fn an_event_that_moves_keeps_when_it_would_have_begun() {
        let house = house().await;
        let yvonne = crate::testing::coordinator("yvonne", "RMC-19");
        let before = crate::testing::draft("RMC-19");
        let id = house.publish(&yvonne, before.clone()).await.unwrap().id;
        let day = chrono::TimeDelta::days(1);
        let later = Draft {
            when: before.when.begun_at(before.when.starts() + day),
            ..before.clone()
        };
        let renamed = Draft {
            place: None,
            ..later.clone()
        };
        for (words, kept) in [
            (later, Some(before.when.starts_at())),
            (renamed, Some(before.when.starts_at())),
            (before.clone(), None),
        ] {
            house.edit(&yvonne, &id, words).await.unwrap();
            let event = house.store.event(&id).await.unwrap().unwrap();
            assert_eq!(event.moved_from, kept);
            assert_eq!(event.previous_start(None), kept);
        }
    }

    #[tokio::test]
    async fn of_a_broken_file_nothing_is_kept() {
        let house = house().await;
        let broken = FILE.replace(
            "END:VTODO\r\n",
            "END:VTODO\r\nBEGIN:VEVENT\r\nUID:u2\r\nEND:VEVENT\r\n",
        );
        let refused = house.import_ics(&broken, region("NL-UT")).await;
        assert!(
            matches!(refused, Err(ImportError::Refused(fault)) if fault.line == 15),
            "the line is named"
        );
        assert_eq!(house.search(&Search::default()).unwrap().total, 0);
    }
}
