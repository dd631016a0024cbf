//! What can be read: boards, one event, regions, feeds.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use nouns::{CardId, CommunityId, EventId, Paging, PersonId, Region};

use crate::board::{Filter, Listed, at_its_time};
use crate::calendar::{self, Head};
use crate::community::{Community, Member, Side, Space};
use crate::event::{Event, Kind, Organiser, Status};
use crate::feed::{Feed, Format, Scope};
use crate::findable::query;
use crate::follow_up::was;
use crate::images::Shown;
use crate::joining::JoinRequest;
use crate::recurrence::Occurrence;
use crate::signups::{SignedUp, Stand};
use crate::topic::Topic;
use crate::{Meetups, MeetupsError, rules};

/// What somebody looks for on a board.
#[derive(Debug, Clone, Default)]
pub struct Search {
    pub text: String,
    pub region: Option<Region>,
    pub community: Option<CommunityId>,
    pub kind: Option<Kind>,
    pub topic: Option<Topic>,
    /// Of `contract::meetups::ACCESSIBILITY`: what there has to be.
    pub access: BTreeSet<&'static str>,
    /// What is not over then; now when left out.
    pub from: Option<DateTime<Utc>>,
    /// What begins before; ever when left out.
    pub to: Option<DateTime<Utc>>,
    pub newest_first: bool,
    pub paging: Paging,
}

/// A page of what was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub total: usize,
    pub events: Vec<FoundEvent>,
}

/// An event on a list: with the time of it that was asked for, and the name of its community.
#[derive(Debug, Clone)]
pub struct FoundEvent {
    pub event: Event,
    pub time: Occurrence,
    pub community: Option<String>,
}

/// An event as its page shows it to one caller.
#[derive(Debug, Clone)]
pub struct EventView {
    pub event: Event,
    /// Who published it, as far as the caller may read the name.
    pub organiser: Option<Organiser>,
    /// Whether the caller may know who people are, beside their names.
    pub knows_people: bool,
    /// Who organises it too, for who may know who people are.
    pub hosts: Vec<Member>,
    pub community: Option<String>,
    /// The next times, at most ten; of an event that is over its only or last one.
    pub times: Vec<Occurrence>,
    pub mine: Option<SignedUp>,
    pub may: Vec<&'static str>,
    /// The cards that were used.
    pub cards: Vec<CardId>,
    /// Its image, without the content.
    pub image: Option<Shown>,
    /// Whether the caller may see the link for participants.
    pub sees_link: bool,
}

/// A learning community as its page shows it to one caller.
#[derive(Debug, Clone)]
pub struct CommunityView {
    pub community: Community,
    /// Empty for who does not take part.
    pub members: Vec<Member>,
    /// Who coordinates it, for whoever is signed in and may know.
    pub coordinator: Option<PersonId>,
    pub coming: usize,
    pub events: Vec<FoundEvent>,
    pub past: Vec<FoundEvent>,
    pub mine: Option<Side>,
    /// Who asks to take part, for who leads it; and that the caller asks.
    pub requests: Vec<JoinRequest>,
    pub asked: Option<JoinRequest>,
    pub may: Vec<&'static str>,
}

const MOST_TIMES: usize = 10;

impl Meetups {
    /// A page of a board, in the order of time; with a text the best first.
    pub fn search(&self, search: &Search) -> Result<Found, MeetupsError> {
        let filter = Filter {
            region: search.region,
            community: search.community.clone(),
            kind: search.kind,
            topic: search.topic.clone(),
            access: search.access.clone(),
            from: search.from.unwrap_or_else(|| self.clock.now()),
            to: search.to.unwrap_or(DateTime::<Utc>::MAX_UTC),
            newest_first: search.newest_first,
        };
        if search.text.trim().is_empty() {
            return Ok(self.list(&filter, search.paging));
        }
        let answer = self
            .copies
            .index()
            .search(&query(&search.text, &filter, search.paging))?;
        let board = self.copies.board();
        let pinned = answer
            .hits
            .iter()
            .filter_map(|hit| board.event(&EventId::parse(&hit.id).ok()?));
        let listed: Vec<Listed> = pinned
            .filter_map(|pinned| at_its_time(&pinned, &filter))
            .collect();
        drop(board);
        Ok(Found {
            total: answer.total,
            events: self.named(listed),
        })
    }

    fn list(&self, filter: &Filter, paging: Paging) -> Found {
        let (total, page) = self.copies.board().page(filter, paging);
        Found {
            total,
            events: self.named(page),
        }
    }

    fn page_of(&self, listed: Vec<Listed>, paging: Paging) -> Found {
        let total = listed.len();
        let page = listed
            .into_iter()
            .skip(paging.offset() as usize)
            .take(paging.per_page() as usize);
        Found {
            total,
            events: self.named(page),
        }
    }

    pub(crate) fn named(&self, listed: impl IntoIterator<Item = Listed>) -> Vec<FoundEvent> {
        let board = self.copies.board();
        let name = |slug: &CommunityId| {
            board
                .community(slug)
                .map(|community| community.charter.name.clone())
        };
        let named = |listed: Listed| {
            let event = listed.pinned.event.clone();
            FoundEvent {
                community: event.words.community.as_ref().and_then(name),
                event,
                time: listed.time,
            }
        };
        listed.into_iter().map(named).collect()
    }

    /// The name of a community, for showing beside an event.
    #[must_use]
    pub fn community_name(&self, slug: Option<&CommunityId>) -> Option<String> {
        let community = self.copies.board().community(slug?)?;
        Some(community.charter.name.clone())
    }

    /// One event, as the caller may see it.
    pub async fn event(
        &self,
        caller: Option<&Caller>,
        id: &EventId,
    ) -> Result<EventView, MeetupsError> {
        let event = self
            .store
            .event(id)
            .await?
            .ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        let community = self.community_of(&event.words).await?;
        let mine = match caller {
            Some(caller) => self.my_place(caller, id).await?,
            None => None,
        };
        if mine.is_none() {
            self.may_know_of(caller, &event).await?;
        }
        let all_hosts = self.hosts_of(&event.words).await?;
        let edits = caller
            .is_some_and(|caller| rules::may_edit(caller, &event, community.as_ref(), &all_hosts));
        let leads =
            caller.is_some_and(|caller| rules::may_cancel(caller, &event, community.as_ref()));
        let tells = was(&event, self.clock.now())
            && caller.is_some_and(|caller| {
                rules::may_tell_follow_up(caller, &event, community.as_ref(), &all_hosts)
            });
        let mut may = self.may(caller.is_some(), (edits, leads), &event, mine.as_ref());
        may.extend(tells.then_some("follow_up"));
        Ok(EventView {
            cards: self.store.cards_used(id).await?,
            image: self.store.image(id).await?,
            organiser: self.organiser_for(caller, &event).await?,
            knows_people: caller.is_some(),
            times: self.times_of(&event),
            hosts: self.hosts_for(caller, all_hosts, edits).await?,
            may,
            sees_link: edits
                || mine
                    .as_ref()
                    .is_some_and(|mine| mine.stand == Stand::Placed),
            community: community.map(|community| community.charter.name),
            mine,
            event,
        })
    }

    /// A meetup of a closed community is for who takes part in it, and for who publishes there.
    pub(crate) async fn may_know_of(
        &self,
        caller: Option<&Caller>,
        event: &Event,
    ) -> Result<(), MeetupsError> {
        let community = self.community_of(&event.words).await?;
        let Some(closed) = community.filter(|one| one.charter.space == Space::Closed) else {
            return Ok(());
        };
        if let Some(caller) = caller {
            let slug = &closed.charter.slug;
            let takes_part = self.store.takes_part(slug, &caller.person).await?;
            let hosts = self.hosts_of(&event.words).await?;
            if rules::may_read_along(caller, &closed, takes_part)
                || rules::may_edit(caller, event, Some(&closed), &hosts)
            {
                return Ok(());
            }
        }
        Err(MeetupsError::NoEvent(event.id.clone()))
    }

    /// A meetup is for everyone, also while we lag; the name of who organises it is not, nor is it for somebody with whom
    /// a block stands.
    pub(crate) async fn organiser_for(
        &self,
        caller: Option<&Caller>,
        event: &Event,
    ) -> Result<Option<Organiser>, MeetupsError> {
        if event.organiser.is_none() || self.be_up_to_date().await.is_err() {
            return Ok(None);
        }
        let hidden = self.hidden_from(caller).await?;
        let organiser = event.organiser.clone();
        Ok(organiser.filter(|organiser| !hidden.contains(organiser.person.as_str())))
    }

    /// Who organises it too, for somebody who is signed in and not blocked; whole names are for who organises.
    async fn hosts_for(
        &self,
        caller: Option<&Caller>,
        mut hosts: Vec<Member>,
        edits: bool,
    ) -> Result<Vec<Member>, MeetupsError> {
        if caller.is_none() || hosts.is_empty() || self.be_up_to_date().await.is_err() {
            return Ok(Vec::new());
        }
        let hidden = self.hidden_from(caller).await?;
        hosts.retain(|host| !hidden.contains(host.person.as_str()));
        Ok(hosts
            .into_iter()
            .map(|host| as_seen_by(caller, host, edits))
            .collect())
    }

    async fn my_place(
        &self,
        caller: &Caller,
        id: &EventId,
    ) -> Result<Option<SignedUp>, MeetupsError> {
        match self.store.signup(id, &caller.person).await? {
            Some(held) => self.signed_up(&held).await.map(Some),
            None => Ok(None),
        }
    }

    fn times_of(&self, event: &Event) -> Vec<Occurrence> {
        let now = self.clock.now();
        let coming = event.times(now, DateTime::<Utc>::MAX_UTC, MOST_TIMES);
        if !coming.is_empty() {
            return coming;
        }
        let past = event.times(DateTime::UNIX_EPOCH, now, 10_000);
        past.last().cloned().into_iter().collect()
    }

    fn may(
        &self,
        known: bool,
        (edits, leads): (bool, bool),
        event: &Event,
        mine: Option<&SignedUp>,
    ) -> Vec<&'static str> {
        let goes_on = event.status == Status::Scheduled;
        let now = self.clock.now();
        let open = goes_on && !event.is_over(now);
        let stand = mine.map(|mine| mine.stand);
        let is_on_list = stand.is_some_and(|stand| stand != Stand::Lapsed);
        let may_confirm =
            mine.is_some_and(|mine| rules::may_confirm(mine.stand, mine.party, event, now));
        let deeds = [
            ("sign_up", known && open && !is_on_list),
            ("confirm", may_confirm),
            ("leave", is_on_list && open),
            ("change", is_on_list && open),
            ("edit", edits),
            ("cancel", leads && open),
            ("see_signups", leads),
        ];
        deeds
            .into_iter()
            .filter(|(_, may)| *may)
            .map(|(deed, _)| deed)
            .collect()
    }

    /// Coming events and communities of every region; a province counts its RMC regions too.
    #[must_use]
    pub fn regions(&self) -> Vec<(Region, u32, u32)> {
        let board = self.copies.board();
        let coming = board.coming_by_region(self.clock.now());
        let mut communities: HashMap<Region, u32> = HashMap::new();
        for community in board.communities() {
            *communities.entry(community.charter.region).or_default() += 1;
        }
        let sum = |counts: &HashMap<Region, u32>, region: Region| {
            region.parts().filter_map(|part| counts.get(&part)).sum()
        };
        Region::all()
            .map(|region| (region, sum(&coming, region), sum(&communities, region)))
            .collect()
    }

    /// A public feed; `None` for a community that does not exist. `site` is the origin that its links lead to.
    pub fn feed(
        &self,
        scope: &Scope,
        format: Format,
        site: Option<&str>,
    ) -> Result<Option<Feed>, MeetupsError> {
        self.feeds
            .get(&self.copies.board(), scope, format, site, self.clock.now())
    }

    /// One event as a calendar of its own, with the link for who may see it.
    pub async fn event_calendar(
        &self,
        caller: Option<&Caller>,
        id: &EventId,
        site: Option<&str>,
    ) -> Result<Feed, MeetupsError> {
        let view = self.event(caller, id).await?;
        let event = &view.event;
        let page = site.map(|site| format!("{site}/bijeenkomsten/{}", wire::segment(id.as_str())));
        let head = Head {
            uid: crate::news::stable_uuid(&format!("event:{id}")),
            name: event.words.title.as_str().to_owned(),
            color: "teal",
            url: page.clone(),
            source: None,
            changed: Some(event.changed),
        };
        let entry = calendar::Entry {
            event,
            community: event.words.community.as_ref().map(CommunityId::as_str),
            url: page,
            online_link: event
                .words
                .online_link
                .as_deref()
                .filter(|_| view.sees_link),
        };
        Ok(Feed::of(
            calendar::write(&head, &[entry]),
            event.changed,
            Format::Ics,
        ))
    }

    /// Communities by name; in a province those of its RMC regions too.
    #[must_use]
    pub fn communities(&self, region: Option<Region>) -> Vec<(Arc<Community>, usize)> {
        let board = self.copies.board();
        let here = board.communities().filter(|community| {
            region.is_none_or(|region| region.includes(community.charter.region))
        });
        let mut found: Vec<(Arc<Community>, usize)> = here
            .map(|community| {
                let filter = Filter {
                    community: Some(community.charter.slug.clone()),
                    ..Filter::coming(self.clock.now())
                };
                (Arc::clone(community), board.list(&filter).len())
            })
            .collect();
        found.sort_by(|(one, _), (two, _)| one.charter.name.cmp(&two.charter.name));
        found
    }

    /// Communities with words of `q` in their name, purpose or region; those with the most first, others by name.
    #[must_use]
    pub fn communities_about(
        &self,
        region: Option<Region>,
        q: &str,
    ) -> Vec<(Arc<Community>, usize)> {
        // Short words stand in every text, and say nothing about it.
        let asked: HashSet<String> = search_index::analyse(q)
            .into_iter()
            .filter(|word| word.chars().count() > 3)
            .collect();
        let fits = |community: &Community| {
            let charter = &community.charter;
            let said = format!(
                "{} {} {}",
                charter.name,
                charter.purpose,
                charter.region.name()
            );
            let said: HashSet<String> = search_index::analyse(&said).into_iter().collect();
            asked.intersection(&said).count()
        };
        let mut found: Vec<_> = self
            .communities(region)
            .into_iter()
            .map(|found| (fits(&found.0), found))
            .filter(|(fits, _)| *fits > 0)
            .collect();
        found.sort_by_key(|(fits, _)| std::cmp::Reverse(*fits));
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// One community, as the caller may see it.
    pub async fn community(
        &self,
        caller: Option<&Caller>,
        slug: &CommunityId,
    ) -> Result<CommunityView, MeetupsError> {
        let community = self.store.community(slug).await?;
        let community = community.ok_or_else(|| MeetupsError::NoCommunity(slug.clone()))?;
        let members = self.store.members(slug).await?;
        let mine =
            caller.and_then(|caller| members.iter().find(|member| member.person == caller.person));
        let mine = mine.map(|member| member.side);
        let hidden = self.hidden_from(caller).await?;
        let edits = caller.is_some_and(|caller| rules::may_edit_community(caller, &community));
        let publishes = caller.is_some_and(|caller| {
            rules::may_publish(caller, community.charter.region, Some(&community))
        });
        let now = self.clock.now();
        let of_it = Filter {
            community: Some(slug.clone()),
            ..Filter::coming(now)
        };
        let back = Filter {
            from: now - TimeDelta::days(730),
            to: now,
            newest_first: true,
            ..of_it.clone()
        };
        let reads = match caller {
            Some(caller) => rules::may_read_along(caller, &community, mine.is_some()),
            None => community.charter.space == Space::Open,
        };
        let listed = |filter: &Filter| {
            let board = self.copies.board();
            if reads {
                board.list_within(filter)
            } else {
                board.list(filter)
            }
        };
        let coming = self.page_of(listed(&of_it), some(10));
        let mut past = self.page_of(listed(&back), some(5)).events;
        let (requests, asked) = self.requests_seen(caller, slug, edits).await?;
        past.retain(|found| found.time.when.ends_at() <= now);
        let deeds = [
            (
                "join",
                mine.is_none() && caller.is_some_and(|caller| rules::may_join(caller, &community)),
            ),
            (
                "ask",
                mine.is_none()
                    && asked.is_none()
                    && caller.is_some_and(|caller| rules::may_ask_to_join(caller, &community)),
            ),
            ("read", reads && caller.is_some()),
            ("leave", mine.is_some()),
            ("publish", publishes),
            ("edit", edits),
            ("invite", edits),
        ];
        let coordinator = community.coordinator.clone().filter(|_| caller.is_some());
        Ok(CommunityView {
            coordinator: coordinator.filter(|person| !hidden.contains(person.as_str())),
            members: if mine.is_some() || edits {
                let mut members = members;
                members.retain(|member| !hidden.contains(member.person.as_str()));
                members
                    .into_iter()
                    .map(|member| as_seen_by(caller, member, edits))
                    .collect()
            } else {
                Vec::new()
            },
            coming: coming.total,
            events: coming.events,
            past,
            mine,
            requests,
            asked,
            may: deeds
                .into_iter()
                .filter(|(_, may)| *may)
                .map(|(deed, _)| deed)
                .collect(),
            community,
        })
    }
}

fn as_seen_by(caller: Option<&Caller>, member: Member, edits: bool) -> Member {
    let whole =
        caller.is_some_and(|caller| rules::may_see_whole_name(caller, &member.person, edits));
    if whole {
        return member;
    }
    Member {
        name: nouns::short_name(&member.name),
        ..member
    }
}

fn some(entries: u32) -> Paging {
    Paging::parse(None, Some(entries)).unwrap_or_default()
}
