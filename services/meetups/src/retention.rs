//! What was kept long enough goes: docs/PRIVACY.md has the table.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use nouns::EventId;

use crate::MeetupsError;
use crate::concepts;
use crate::follow::Copies;
use crate::follow_up;
use crate::store::Store;

const SWEEP_EVERY: TimeDelta = TimeDelta::hours(1);
/// Who came, and in which order places were given: so long after the last time of a meetup.
const SIGNUPS_KEPT: TimeDelta = TimeDelta::days(730);
/// Name and address of who came without an account, and what anybody answered to the host: so long after the last time of a meetup.
const GUESTS_KEPT: TimeDelta = TimeDelta::days(30);
/// Meetups in one transaction.
const AT_ONCE: usize = 200;

/// When it was last done in this process.
#[derive(Default)]
pub(crate) struct Swept(Mutex<Option<DateTime<Utc>>>);

impl Swept {
    fn is_due(&self, now: DateTime<Utc>) -> bool {
        let mut swept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let long_ago = swept.is_none_or(|at| now - at >= SWEEP_EVERY);
        if long_ago {
            *swept = Some(now);
        }
        long_ago
    }
}

/// Once an hour it removes what was kept long enough.
pub(crate) async fn sweep_now_and_then(
    swept: &Swept,
    copies: &Copies,
    store: &Store,
    now: DateTime<Utc>,
) -> Result<(), MeetupsError> {
    if !swept.is_due(now) {
        return Ok(());
    }
    ::store::jobs::sweep(store.database(), now).await?;
    store.sweep_invitations(now).await?;
    store.sweep_guests(now).await?;
    store.sweep_concepts(now - concepts::KEPT).await?;
    store.sweep_entries(now).await?;
    store.sweep_topics(now).await?;
    follow_up::ask(copies, store, now).await?;
    for ids in over_at(copies, now).chunks(AT_ONCE) {
        store.forget_news(ids).await?;
    }
    for ids in over_at(copies, now - GUESTS_KEPT).chunks(AT_ONCE) {
        store.forget_guests(ids).await?;
    }
    for ids in over_at(copies, now - SIGNUPS_KEPT).chunks(AT_ONCE) {
        store.forget_signups(ids).await?;
    }
    Ok(())
}

/// The meetups whose last time was over at a moment.
fn over_at(copies: &Copies, moment: DateTime<Utc>) -> Vec<EventId> {
    let board = copies.board();
    let over = board.events().filter(|pinned| pinned.is_over(moment));
    over.map(|pinned| pinned.event.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use ::store::Datastore;
    use nouns::{Clock, Role};

    use super::*;
    use crate::Meetups;
    use crate::testing::{caller, coordinator, draft, start};

    /// On 5 March at half past three, with Noor and Bas, of whom Noor has news.
    async fn held() -> (Meetups, Clock, EventId) {
        let datastore = Datastore::in_memory().await.unwrap();
        let clock = Clock::fixed(start());
        let meetups = Meetups::open(&datastore, None, clock.clone())
            .await
            .unwrap();
        let yvonne = coordinator("yvonne", "RMC-19");
        let event = meetups.publish(&yvonne, draft("RMC-19")).await.unwrap();
        let id = event.id.clone();
        for name in ["noor", "bas"] {
            meetups
                .sign_up(&caller(name, Role::Student), &id)
                .await
                .unwrap();
        }
        meetups
            .store
            .tell(id.as_str(), "noor", "changed", clock.now())
            .await
            .unwrap();
        meetups.catch_up().await.unwrap();
        (meetups, clock, id)
    }

    /// How many rows there are: sign-ups, deeds, notices.
    async fn rows(meetups: &Meetups) -> (usize, usize, usize) {
        let surql = "SELECT VALUE person FROM signup; SELECT VALUE person FROM signup_deed; SELECT VALUE person FROM notice";
        let mut rows = meetups.store.database().read(surql).await.unwrap();
        let mut many = |n| rows.take::<Vec<String>>(n).unwrap().len();
        (many(0), many(1), many(2))
    }

    async fn wait_until(meetups: &Meetups, clock: &Clock, moment: &str) {
        let moment: DateTime<Utc> = moment.parse().unwrap();
        clock.advance(moment - clock.now());
        meetups.catch_up().await.unwrap();
    }

    #[tokio::test]
    async fn news_goes_when_the_meetup_is_over_and_sign_ups_two_years_later() {
        let (meetups, clock, id) = held().await;
        assert_eq!(rows(&meetups).await, (2, 2, 1));
        // It ends at five in Utrecht.
        wait_until(&meetups, &clock, "2026-03-05T15:59:00Z").await;
        assert_eq!(rows(&meetups).await, (2, 2, 1));
        wait_until(&meetups, &clock, "2026-03-05T17:00:00Z").await;
        assert_eq!(rows(&meetups).await, (2, 2, 0));
        wait_until(&meetups, &clock, "2028-03-04T15:59:00Z").await;
        assert_eq!(rows(&meetups).await, (2, 2, 0));
        wait_until(&meetups, &clock, "2028-03-04T17:00:00Z").await;
        assert_eq!(rows(&meetups).await, (0, 0, 0));
        assert!(
            meetups.copies.board().event(&id).is_some(),
            "the meetup stays on the timeline"
        );
    }

    #[tokio::test]
    async fn it_is_done_once_an_hour() {
        let swept = Swept::default();
        assert!(swept.is_due(start()));
        assert!(!swept.is_due(start() + TimeDelta::minutes(59)));
        assert!(swept.is_due(start() + TimeDelta::hours(1)));
    }
}
