//! The order of a board, kept for whole regions until something there changes or a time goes by: a page is cut from it, and
//! thousands of meetups are not looked through again for each reader.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use nouns::{EventId, Region};

use super::{Filter, Pinned};

/// Events in the order of time.
#[derive(Debug)]
pub(super) struct Order {
    events: Vec<(DateTime<Utc>, Arc<Pinned>)>,
    /// Until then it stays as it is while the window moves on.
    until: DateTime<Utc>,
}

impl Order {
    /// Puts in order what has a time in the window.
    pub(super) fn of<'a>(fitting: impl Iterator<Item = &'a Arc<Pinned>>, filter: &Filter) -> Self {
        let mut order = Self {
            events: Vec::new(),
            until: DateTime::<Utc>::MAX_UTC,
        };
        for pinned in fitting {
            let (shown, until) = pinned.shown(filter);
            order.until = order.until.min(until);
            if let Some(shown) = shown {
                order.events.push((shown.starts_at, Arc::clone(pinned)));
            }
        }
        order
            .events
            .sort_unstable_by(|one, two| key(one).cmp(&key(two)));
        if filter.newest_first {
            order.events.reverse();
        }
        order
    }

    pub(super) fn events(&self) -> impl Iterator<Item = &Arc<Pinned>> {
        self.events.iter().map(|(_, pinned)| pinned)
    }

    pub(super) fn len(&self) -> usize {
        self.events.len()
    }
}

fn key((starts_at, pinned): &(DateTime<Utc>, Arc<Pinned>)) -> (DateTime<Utc>, &EventId) {
    (*starts_at, &pinned.event.id)
}

/// The last order that was counted of each region and of the country, forwards and back.
#[derive(Debug, Default)]
pub(super) struct Orders(Mutex<HashMap<(Option<Region>, bool), Kept>>);

#[derive(Debug)]
struct Kept {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    order: Arc<Order>,
}

impl Kept {
    /// Whether nothing went by between the two windows.
    fn counts_for(&self, filter: &Filter) -> bool {
        if filter.newest_first {
            self.from == filter.from && self.to <= filter.to && filter.to <= self.order.until
        } else {
            self.to == filter.to && self.from <= filter.from && filter.from < self.order.until
        }
    }
}

impl Orders {
    /// The order of what is asked for. Who asks at the same time waits for who counts, and counts nothing.
    pub(super) fn of(&self, filter: &Filter, count: impl FnOnce() -> Order) -> Arc<Order> {
        if !is_whole(filter) {
            return Arc::new(count());
        }
        let key = (filter.region, filter.newest_first);
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = orders.get(&key).filter(|kept| kept.counts_for(filter)) {
            return Arc::clone(&kept.order);
        }
        let order = Arc::new(count());
        let kept = Kept {
            from: filter.from,
            to: filter.to,
            order: Arc::clone(&order),
        };
        orders.insert(key, kept);
        order
    }

    /// Something changed there.
    pub(super) fn forget(&mut self, region: Region) {
        let orders = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        orders.retain(|(of, _), _| of.is_some_and(|of| !of.includes(region)));
    }
}

/// Whether all of a place is asked for, as its board and its feeds do.
fn is_whole(filter: &Filter) -> bool {
    let moves_on = filter.newest_first || filter.to == DateTime::<Utc>::MAX_UTC;
    moves_on
        && filter.community.is_none()
        && filter.kind.is_none()
        && filter.topic.is_none()
        && filter.access.is_empty()
}
