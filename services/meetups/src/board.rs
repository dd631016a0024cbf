//! The board: all events and communities in memory, in the order of time. It is a copy that follows the log, like the
//! index: lists, counts and feeds are answered from it, decisions never are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use nouns::{CommunityId, EventId, Paging, Region};

use self::order::{Order, Orders};
use crate::community::{Community, Space};
use crate::event::{Event, Kind, Status};
use crate::recurrence::Occurrence;
use crate::topic::Topic;

mod order;

/// An event with what would else be counted again for every reader.
#[derive(Debug)]
pub(crate) struct Pinned {
    pub(crate) event: Event,
    /// `None` for a series without end.
    pub(crate) over_at: Option<DateTime<Utc>>,
    starts_at: DateTime<Utc>,
    next: Mutex<Option<Next>>,
    last: Mutex<Option<Last>>,
}

/// The last time that began before `to`, of those not over at `from`. Later it is still the last until another begins.
#[derive(Debug, Clone)]
struct Last {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// When that other begins.
    until: Option<DateTime<Utc>>,
    time: Option<Listing>,
}

/// The first time that was not over at `asked`. Later it is still the first until it is over: the time that goes by
/// only takes away what was before it.
#[derive(Debug, Clone)]
struct Next {
    asked: DateTime<Utc>,
    time: Option<Listing>,
}

/// A time with its moment, which costs more to count than all else in a list.
#[derive(Debug, Clone)]
struct Listing {
    time: Occurrence,
    starts_at: DateTime<Utc>,
}

impl Pinned {
    fn of(event: Event) -> Self {
        Self {
            over_at: event.over_at(),
            starts_at: event.words.when.starts_at(),
            next: Mutex::new(None),
            last: Mutex::new(None),
            event,
        }
    }

    /// The first time that is not over at `from`.
    fn next(&self, from: DateTime<Utc>) -> Option<Listing> {
        let mut known = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = known.as_ref().filter(|next| next.counts_at(from)) {
            return next.time.clone();
        }
        let time = self.event.times(from, DateTime::<Utc>::MAX_UTC, 1).pop();
        let time = time.map(Listing::of);
        *known = Some(Next {
            asked: from,
            time: time.clone(),
        });
        time
    }

    /// The last time that began before `to` and was not over at `from`.
    fn last(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Last {
        let mut known = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = known.as_ref().filter(|last| last.counts_for(from, to)) {
            return last.clone();
        }
        let time = self.event.times(from, to, MOST_TIMES).pop();
        let last = Last {
            from,
            to,
            until: self.begins_from(to),
            time: time.map(Listing::of),
        };
        *known = Some(last.clone());
        last
    }

    /// The time to show, if there is one in the window, and until when that stays so while the window moves on.
    fn shown(&self, filter: &Filter) -> (Option<Listing>, DateTime<Utc>) {
        if !begins(self, filter) {
            return (None, self.starts_at);
        }
        if filter.newest_first {
            let last = self.last(filter.from, filter.to);
            return (last.time, last.until.unwrap_or(DateTime::<Utc>::MAX_UTC));
        }
        let next = self.next(filter.from);
        let until = next.as_ref().map(Listing::ends_at);
        (
            next.filter(|next| next.starts_at < filter.to),
            until.unwrap_or(DateTime::<Utc>::MAX_UTC),
        )
    }

    /// When the first time begins that begins at `moment` or later; that moment itself where it is not worth finding.
    fn begins_from(&self, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let coming = self
            .event
            .times(moment, DateTime::<Utc>::MAX_UTC, MOST_AT_ONCE);
        let begins = |time: &Occurrence| time.when.starts_at();
        let first = coming.iter().map(begins).find(|begins| *begins >= moment);
        first.or((coming.len() == MOST_AT_ONCE).then_some(moment))
    }

    pub(crate) fn is_over(&self, at: DateTime<Utc>) -> bool {
        self.over_at.is_some_and(|over| over <= at)
    }
}

impl Next {
    fn counts_at(&self, from: DateTime<Utc>) -> bool {
        let goes_on = |listing: &Listing| listing.ends_at() > from || listing.starts_at >= from;
        self.asked <= from && self.time.as_ref().is_none_or(goes_on)
    }
}

impl Last {
    fn counts_for(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        self.from == from && self.to <= to && self.until.is_none_or(|until| to <= until)
    }
}

impl Listing {
    fn of(time: Occurrence) -> Self {
        Self {
            starts_at: time.when.starts_at(),
            time,
        }
    }

    fn ends_at(&self) -> DateTime<Utc> {
        self.time.when.ends_at()
    }
}

/// Which events are asked for. What is not over at `from` and begins before `to` fits.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) region: Option<Region>,
    pub(crate) community: Option<CommunityId>,
    pub(crate) kind: Option<Kind>,
    pub(crate) topic: Option<Topic>,
    /// What there has to be, all of it.
    pub(crate) access: BTreeSet<&'static str>,
    pub(crate) from: DateTime<Utc>,
    pub(crate) to: DateTime<Utc>,
    pub(crate) newest_first: bool,
}

impl Filter {
    /// Everything that is not over yet.
    pub(crate) fn coming(now: DateTime<Utc>) -> Self {
        Self {
            region: None,
            community: None,
            kind: None,
            topic: None,
            access: BTreeSet::new(),
            from: now,
            to: DateTime::<Utc>::MAX_UTC,
            newest_first: false,
        }
    }
}

/// An event and the time of it that the filter asks for: of a series the next, or the last when newest go first.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) pinned: Arc<Pinned>,
    pub(crate) time: Occurrence,
}

/// How many times of a series are looked through for its last one in a window.
const MOST_TIMES: usize = 50_000;
/// Times of one event that may go on at once.
const MOST_AT_ONCE: usize = 16;

#[derive(Default)]
pub(crate) struct Board {
    /// The last entry of the log that it holds.
    pub(crate) position: u64,
    /// Moves with every change that a feed shows.
    pub(crate) version: u64,
    events: HashMap<EventId, Arc<Pinned>>,
    /// The same by where they are, so that a board of a region does not look through those of the country.
    by_region: HashMap<Region, HashMap<EventId, Arc<Pinned>>>,
    by_community: HashMap<CommunityId, HashMap<EventId, Arc<Pinned>>>,
    communities: BTreeMap<CommunityId, Arc<Community>>,
    orders: Orders,
}

impl Board {
    pub(crate) fn of(position: u64, events: Vec<Event>, communities: Vec<Community>) -> Self {
        let mut board = Self {
            position,
            ..Self::default()
        };
        for event in events {
            board.pin(event);
        }
        for community in communities {
            board.put_community(community);
        }
        board
    }

    pub(crate) fn pin(&mut self, event: Event) {
        let before = self
            .events
            .get(&event.id)
            .map(|pinned| (pinned.event.changed, pinned.event.sequence));
        if before != Some((event.changed, event.sequence)) {
            self.version += 1;
        }
        let pinned = Arc::new(Pinned::of(event));
        let before = self
            .events
            .insert(pinned.event.id.clone(), Arc::clone(&pinned));
        if let Some(before) = before {
            self.take_from_its_place(&before.event);
        }
        self.put_in_its_place(pinned);
    }

    fn take_from_its_place(&mut self, event: &Event) {
        let words = &event.words;
        self.orders.forget(words.region);
        if let Some(there) = self.by_region.get_mut(&words.region) {
            there.remove(&event.id);
        }
        let community = words.community.as_ref();
        if let Some(there) = community.and_then(|slug| self.by_community.get_mut(slug)) {
            there.remove(&event.id);
        }
    }

    fn put_in_its_place(&mut self, pinned: Arc<Pinned>) {
        let (id, words) = (pinned.event.id.clone(), &pinned.event.words);
        self.orders.forget(words.region);
        if let Some(slug) = words.community.clone() {
            let there = self.by_community.entry(slug).or_default();
            there.insert(id.clone(), Arc::clone(&pinned));
        }
        let there = self.by_region.entry(words.region).or_default();
        there.insert(id, pinned);
    }

    /// Those of a region, with those of its parts.
    pub(crate) fn of_region(&self, region: Region) -> impl Iterator<Item = &Arc<Pinned>> {
        let parts = region.parts();
        parts
            .filter_map(|part| self.by_region.get(&part))
            .flat_map(HashMap::values)
    }

    pub(crate) fn of_community(
        &self,
        slug: &CommunityId,
    ) -> impl Iterator<Item = &Arc<Pinned>> + use<'_> {
        let there = self.by_community.get(slug);
        there.into_iter().flat_map(HashMap::values)
    }

    /// Where all that fits is among.
    fn near<'a>(&'a self, filter: &'a Filter) -> Box<dyn Iterator<Item = &'a Arc<Pinned>> + 'a> {
        match (&filter.community, filter.region) {
            (Some(slug), _) => Box::new(self.of_community(slug)),
            (None, Some(region)) => Box::new(self.of_region(region)),
            (None, None) => Box::new(self.events.values()),
        }
    }

    pub(crate) fn put_community(&mut self, community: Community) {
        self.version += 1;
        // Its meetups may have become for its members only, or for everybody.
        self.orders = Orders::default();
        self.communities
            .insert(community.charter.slug.clone(), Arc::new(community));
    }

    pub(crate) fn event(&self, id: &EventId) -> Option<Arc<Pinned>> {
        self.events.get(id).cloned()
    }

    pub(crate) fn events(&self) -> impl Iterator<Item = &Arc<Pinned>> {
        self.events.values()
    }

    pub(crate) fn community(&self, slug: &CommunityId) -> Option<Arc<Community>> {
        self.communities.get(slug).cloned()
    }

    pub(crate) fn communities(&self) -> impl Iterator<Item = &Arc<Community>> {
        self.communities.values()
    }

    /// Whether an event is only for who takes part in its community.
    pub(crate) fn is_closed(&self, pinned: &Pinned) -> bool {
        let slug = pinned.event.words.community.as_ref();
        let community = slug.and_then(|slug| self.communities.get(slug));
        community.is_some_and(|community| community.charter.space == Space::Closed)
    }

    /// What fits and is for everybody, in any order.
    pub(crate) fn fitting<'a>(
        &'a self,
        filter: &'a Filter,
    ) -> impl Iterator<Item = &'a Arc<Pinned>> {
        self.public(filter).filter(|pinned| begins(pinned, filter))
    }

    /// As [`Self::fitting`], with what has not begun before the end of the window.
    fn public<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a Arc<Pinned>> {
        self.near(filter)
            .filter(|pinned| fits(pinned, filter) && !self.is_closed(pinned))
    }

    /// A page of what fits and is for everybody, in the order of time, and how many there are.
    pub(crate) fn page(&self, filter: &Filter, paging: Paging) -> (usize, Vec<Listed>) {
        let count = || Order::of(self.public(filter), filter);
        let order = self.orders.of(filter, count);
        let (skip, take) = (paging.offset() as usize, paging.per_page() as usize);
        let page = order.events().skip(skip).take(take);
        (
            order.len(),
            page.filter_map(|pinned| at_its_time(pinned, filter))
                .collect(),
        )
    }

    /// What fits and is for everybody, in the order of time.
    pub(crate) fn list(&self, filter: &Filter) -> Vec<Listed> {
        in_time(self.public(filter), filter)
    }

    /// What fits, for who may see what is closed as well.
    pub(crate) fn list_within(&self, filter: &Filter) -> Vec<Listed> {
        in_time(
            self.near(filter).filter(|pinned| fits(pinned, filter)),
            filter,
        )
    }

    /// Coming events by region, each counted in its own region only.
    pub(crate) fn coming_by_region(&self, now: DateTime<Utc>) -> HashMap<Region, u32> {
        let coming = self
            .events
            .values()
            .filter(|pinned| !pinned.is_over(now) && pinned.event.status == Status::Scheduled)
            .filter(|pinned| !self.is_closed(pinned));
        coming.fold(HashMap::new(), |mut counts, pinned| {
            *counts.entry(pinned.event.words.region).or_default() += 1;
            counts
        })
    }
}

fn in_time<'a>(fitting: impl Iterator<Item = &'a Arc<Pinned>>, filter: &Filter) -> Vec<Listed> {
    let order = Order::of(fitting, filter);
    order
        .events()
        .filter_map(|pinned| at_its_time(pinned, filter))
        .collect()
}

/// Whether it begins in the window; a moved date may lie before the start of its series.
fn begins(pinned: &Pinned, filter: &Filter) -> bool {
    pinned.starts_at < filter.to || !pinned.event.words.recurrence.moved.is_empty()
}

/// Whether all else that is asked for holds.
fn fits(pinned: &Pinned, filter: &Filter) -> bool {
    let words = &pinned.event.words;
    // What has no length is over when it begins, and still belongs to the window that it begins in.
    let goes_on = !pinned.is_over(filter.from) || pinned.over_at == Some(filter.from);
    filter
        .region
        .is_none_or(|region| region.includes(words.region))
        && filter.kind.is_none_or(|kind| kind == words.kind)
        && filter.access.is_subset(&words.accessibility)
        && filter
            .topic
            .as_ref()
            .is_none_or(|topic| words.topics.contains(topic))
        && filter
            .community
            .as_ref()
            .is_none_or(|slug| words.community.as_ref() == Some(slug))
        && goes_on
}

/// The time to show, if there is one in the window.
pub(crate) fn at_its_time(pinned: &Arc<Pinned>, filter: &Filter) -> Option<Listed> {
    let (shown, _) = pinned.shown(filter);
    Some(Listed {
        pinned: Arc::clone(pinned),
        time: shown?.time,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recurrence::Rule;
    use crate::testing::{event, region, start};
    use chrono::TimeDelta;

    fn ids(listed: &[Listed]) -> Vec<&str> {
        listed
            .iter()
            .map(|listed| listed.pinned.event.id.as_str())
            .collect()
    }

    fn board() -> Board {
        let mut weekly = event("weekly", "RMC-29");
        let when = weekly.words.when;
        weekly
            .words
            .recurrence
            .rules
            .push(Rule::parse("FREQ=WEEKLY", when).unwrap());
        let mut later = event("later", "RMC-19");
        later.words.when = when.begun_at(when.starts() + TimeDelta::days(20));
        Board::of(0, vec![later, event("soon", "RMC-19"), weekly], Vec::new())
    }

    #[test]
    fn a_province_includes_its_regions_and_the_soonest_comes_first() {
        let utrecht = Filter {
            region: Some(region("NL-UT")),
            ..Filter::coming(start())
        };
        assert_eq!(ids(&board().list(&utrecht)), ["soon", "later"]);
        assert_eq!(board().coming_by_region(start())[&region("RMC-29")], 1);
    }

    #[test]
    fn what_moves_to_another_place_leaves_the_one_before() {
        let mut board = board();
        let of = |board: &Board, code: &str| -> usize {
            let there = Filter {
                region: Some(region(code)),
                ..Filter::coming(start())
            };
            board.list(&there).len()
        };
        assert_eq!((of(&board, "RMC-19"), of(&board, "RMC-29")), (2, 1));
        let mut moved = event("soon", "RMC-29");
        moved.words.community = Some(CommunityId::parse("samen").unwrap());
        board.pin(moved.clone());
        assert_eq!((of(&board, "RMC-19"), of(&board, "RMC-29")), (1, 2));
        let slug = CommunityId::parse("samen").unwrap();
        assert_eq!(board.of_community(&slug).count(), 1);
        moved.words.community = None;
        board.pin(moved);
        assert_eq!(board.of_community(&slug).count(), 0);
        assert_eq!(board.events().count(), 3);
    }

    #[test]
    fn what_was_counted_for_one_reader_is_right_for_the_next() {
        let (kept, ends) = (board(), event("soon", "RMC-19").words.when.ends_at());
        let minutes = [
            0,
            1,
            -1,
            60,
            7 * 24 * 60,
            15 * 24 * 60,
            -60,
            30 * 24 * 60,
            0,
        ];
        for minutes in minutes {
            let filter = Filter::coming(ends + TimeDelta::minutes(minutes));
            let (again, fresh) = (kept.list(&filter), board().list(&filter));
            assert_eq!(ids(&again), ids(&fresh), "{minutes}");
            let times = |listed: &[Listed]| -> Vec<Occurrence> {
                listed.iter().map(|listed| listed.time.clone()).collect()
            };
            assert_eq!(times(&again), times(&fresh), "{minutes}");
            let back = Filter {
                from: start() - TimeDelta::days(365),
                to: filter.from,
                newest_first: true,
                ..filter.clone()
            };
            let (again, fresh) = (kept.list(&back), board().list(&back));
            assert_eq!(times(&again), times(&fresh), "back at {minutes}");
            for filter in [&filter, &back] {
                let (total, page) = kept.page(filter, Paging::default());
                let fresh = board().list(filter);
                assert_eq!(
                    (total, times(&page)),
                    (fresh.len(), times(&fresh)),
                    "page at {minutes}"
                );
            }
        }
    }

    #[test]
    fn of_a_series_the_next_time_counts() {
        let in_ten_days = Filter::coming(start() + TimeDelta::days(10));
        let listed = board().list(&in_ten_days);
        assert_eq!(ids(&listed), ["weekly", "later"]);
        assert_eq!(
            listed[0].time.when.starts().to_string(),
            "2026-03-12 15:30:00"
        );
    }

    #[test]
    fn looking_back_the_latest_comes_first() {
        let past = Filter {
            to: start() + TimeDelta::days(15),
            newest_first: true,
            ..Filter::coming(start())
        };
        let listed = board().list(&past);
        assert_eq!(ids(&listed), ["weekly", "soon"]);
        assert_eq!(
            listed[0].time.when.starts().to_string(),
            "2026-03-12 15:30:00"
        );
    }

    #[test]
    fn a_sign_up_does_not_move_the_version_that_feeds_hang_on() {
        let mut board = board();
        let before = board.version;
        let mut busy = event("soon", "RMC-19");
        busy.places.placed = 3;
        board.pin(busy.clone());
        assert_eq!(board.version, before);
        busy.changed += TimeDelta::hours(1);
        board.pin(busy);
        assert_eq!(board.version, before + 1);
    }
}
