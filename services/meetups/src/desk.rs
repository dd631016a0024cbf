//! What whoever coordinates a region has to look after: what is coming and where nothing is, who is missing, who waits for an
//! answer. Each thing is something to do next; nobody is ranked.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use nouns::{CommunityId, Region};

use crate::board::Filter;
use crate::community::Community;
use crate::entries::entry::{Entry, EntryState};
use crate::follow_up::is_untold;
use crate::joining::JoinRequest;
use crate::reading::FoundEvent;
use crate::topics::topic::{Topic, TopicState};
use crate::{Meetups, MeetupsError, rules};

/// A community without a meetup for so long is quiet.
const AHEAD: TimeDelta = TimeDelta::days(60);
/// What came of a meetup is asked after for so long.
const LOOKED_BACK: TimeDelta = TimeDelta::days(60);

/// What there is to do in a region.
#[derive(Debug, Clone)]
pub struct Desk {
    pub region: Region,
    /// In the next 60 days, soonest first, closed ones too.
    pub coming: Vec<FoundEvent>,
    pub communities: Vec<Looked>,
    pub requests: Vec<(String, JoinRequest)>,
    /// Waiting for an answer, soonest due first.
    pub topics: Vec<(String, Topic)>,
    /// Open, with nobody who reacted, soonest over first.
    pub entries: Vec<(String, Entry)>,
    /// Over, with nothing told of what came of them, newest first.
    pub untold: Vec<FoundEvent>,
}

/// A community as it looks from here.
#[derive(Debug, Clone)]
pub struct Looked {
    pub community: Arc<Community>,
    /// When its next meetup begins; `None` when nothing is planned in the next 60 days.
    pub next: Option<DateTime<Utc>>,
}

impl Meetups {
    /// What there is to do in a region; in a province, in its RMC regions too.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for who does not coordinate it.
    pub async fn desk(&self, by: &Caller, region: Region) -> Result<Desk, MeetupsError> {
        if !rules::may_see_desk(by, region) {
            return Err(MeetupsError::NotAllowed);
        }
        let now = self.clock.now();
        let communities = self.looked_at(region, now);
        let slugs: Vec<CommunityId> = communities
            .iter()
            .map(|looked| looked.community.charter.slug.clone())
            .collect();
        let name_of = |slug: &CommunityId| self.community_name(Some(slug)).unwrap_or_default();
        let hidden = self.hidden_from(Some(by)).await?;
        let seen = |person: &nouns::PersonId| !hidden.contains(person.as_str());
        let (mut requests, mut topics, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for slug in &slugs {
            let asked = self.store.join_requests(slug).await?.into_iter();
            let asked = asked.filter(|request| seen(&request.member.person));
            requests.extend(asked.map(|request| (name_of(slug), request)));
            let waiting = self.store.topics(slug).await?.into_iter();
            let waiting = waiting.filter(|topic| {
                let by = topic.by.as_ref();
                topic.state == TopicState::Open && by.is_none_or(|(person, _)| seen(person))
            });
            topics.extend(waiting.map(|topic| (name_of(slug), topic)));
            let open = self.store.entries(slug).await?.into_iter();
            let open = open.filter(|entry| entry.state == EntryState::Open && seen(&entry.owner));
            entries.extend(open.map(|entry| (name_of(slug), entry)));
        }
        requests.sort_by_key(|(_, request)| request.due);
        topics.sort_by_key(|(_, topic)| topic.due);
        entries.sort_by_key(|(_, entry)| entry.ends());
        Ok(Desk {
            region,
            coming: self.coming_in(region, now),
            communities,
            requests,
            topics,
            entries,
            untold: self.untold_in(region, now),
        })
    }

    fn looked_at(&self, region: Region, now: DateTime<Utc>) -> Vec<Looked> {
        let board = self.copies.board();
        let here = board
            .communities()
            .filter(|community| region.includes(community.charter.region));
        let mut looked: Vec<Looked> = here
            .map(|community| {
                let filter = Filter {
                    community: Some(community.charter.slug.clone()),
                    to: now + AHEAD,
                    ..Filter::coming(now)
                };
                let planned = board.list_within(&filter);
                let goes_on = planned.iter().find(|listed| is_on(&listed.pinned.event));
                Looked {
                    next: goes_on.map(|listed| listed.time.when.starts_at()),
                    community: Arc::clone(community),
                }
            })
            .collect();
        looked.sort_by(|one, two| one.community.charter.name.cmp(&two.community.charter.name));
        looked
    }

    fn coming_in(&self, region: Region, now: DateTime<Utc>) -> Vec<FoundEvent> {
        let filter = Filter {
            region: Some(region),
            to: now + AHEAD,
            ..Filter::coming(now)
        };
        let mut listed = self.copies.board().list_within(&filter);
        listed.retain(|listed| is_on(&listed.pinned.event));
        self.named(listed)
    }

    fn untold_in(&self, region: Region, now: DateTime<Utc>) -> Vec<FoundEvent> {
        let filter = Filter {
            region: Some(region),
            from: now - LOOKED_BACK,
            to: now,
            newest_first: true,
            ..Filter::coming(now)
        };
        let mut listed = self.copies.board().list_within(&filter);
        let mut seen = BTreeSet::new();
        listed.retain(|listed| {
            let pinned = &listed.pinned;
            pinned.is_over(now) && is_untold(&pinned.event) && seen.insert(pinned.event.id.clone())
        });
        self.named(listed)
    }
}

fn is_on(event: &crate::event::Event) -> bool {
    event.status == crate::event::Status::Scheduled
}

#[cfg(test)]
mod tests {
    use ::store::Datastore;
    use nouns::{Clock, Role};

    use super::*;
    use crate::community::Side;
    use crate::entries::entry::{EntryKind, EntryWords, Heading, Weeks};
    use crate::testing::{caller, community, coordinator, draft, region, start};
    use crate::topics::topic::TopicWords;

    #[tokio::test]
    async fn it_is_for_who_coordinates_the_region_and_names_what_there_is_to_do() {
        let clock = Clock::fixed(start());
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let meetups = opened.unwrap();
        let (yvonne, noor) = (
            coordinator("yvonne", "RMC-19"),
            caller("noor", Role::Student),
        );
        for by in [&noor, &coordinator("ana", "RMC-29")] {
            let refused = meetups.desk(by, region("RMC-19")).await;
            assert!(matches!(refused, Err(MeetupsError::NotAllowed)));
        }
        let busy = community("samen-leren", "RMC-19", None).charter;
        let busy = meetups.found(&yvonne, busy).await.unwrap();
        let quiet = community("stille-groep", "RMC-19", None).charter;
        let quiet = meetups.found(&yvonne, quiet).await.unwrap();
        let joined = meetups.join(&noor, &busy, Some(Side::Student)).await;
        joined.unwrap();
        let mut words = draft("RMC-19");
        words.community = Some(busy.clone());
        meetups.publish(&yvonne, words).await.unwrap();
        let heading = || Heading::parse("Fiets te leen").unwrap().unwrap();
        let entry = EntryWords {
            kind: EntryKind::Vraag,
            title: heading(),
            text: String::new(),
        };
        let placed = meetups.place_entry(&noor, &busy, entry, Weeks::usual());
        let placed = placed.await.unwrap().entry.id;
        let topic = TopicWords {
            title: heading(),
            text: String::new(),
        };
        meetups.propose(&noor, &busy, topic).await.unwrap();

        let desk = meetups.desk(&yvonne, region("RMC-19")).await.unwrap();
        let planned: Vec<(&str, bool)> = desk
            .communities
            .iter()
            .map(|looked| {
                let slug = looked.community.charter.slug.as_str();
                (slug, looked.next.is_some())
            })
            .collect();
        assert_eq!(planned.len(), 2);
        assert!(planned.contains(&(busy.as_str(), true)));
        assert!(planned.contains(&(quiet.as_str(), false)));
        assert_eq!(
            (desk.coming.len(), desk.topics.len(), desk.entries.len()),
            (1, 1, 1)
        );
        assert!(desk.untold.is_empty() && desk.requests.is_empty());

        let reacted = meetups.react(&yvonne, &placed, "Ik zoek mee.".to_owned());
        assert!(reacted.await.is_err(), "she does not take part");
        let closed = meetups.close_entry(&noor, &placed, &[]).await;
        closed.unwrap();
        clock.advance(TimeDelta::days(10));
        let desk = meetups.desk(&yvonne, region("RMC-19")).await.unwrap();
        assert_eq!((desk.coming.len(), desk.untold.len()), (0, 1));
        assert!(desk.entries.is_empty());
        assert!(desk.communities.iter().all(|looked| looked.next.is_none()));
    }
}
