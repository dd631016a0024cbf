//! What came of a meetup: what people took away, and which cards of the toolbox were used. Who organised it is asked once, the
//! day after. We know cards by their ids only.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::letters::FOLLOW_UP_ASKED;
use nouns::{CardId, EventId};

use crate::event::{Event, Origin, Status};
use crate::follow::Copies;
use crate::mails::Hears;
use crate::store::Store;
use crate::{Meetups, MeetupsError, rules};

/// The organiser is asked so long after the end, and not any more a week later: a meetup that was kept long before we asked
/// is left in peace.
const ASKED_AFTER: TimeDelta = TimeDelta::days(1);
const ASKED_UNTIL: TimeDelta = TimeDelta::days(7);

/// What somebody tells of a meetup that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    pub text: String,
    pub cards: Vec<CardId>,
}

impl FollowUp {
    pub(crate) const LONGEST_TEXT: usize = 2000;
    pub(crate) const MOST_CARDS: usize = 8;
}

impl Meetups {
    /// Keeps what came of a meetup; telling it anew replaces it.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`]; [`MeetupsError::NotOver`] while its first time is not over.
    pub async fn tell_follow_up(
        &self,
        by: &Caller,
        id: &EventId,
        told: &FollowUp,
    ) -> Result<(), MeetupsError> {
        let event = self.store.event(id).await?;
        let event = event.ok_or_else(|| MeetupsError::NoEvent(id.clone()))?;
        let community = self.community_of(&event.words).await?;
        let hosts = self.hosts_of(&event.words).await?;
        if !rules::may_tell_follow_up(by, &event, community.as_ref(), &hosts) {
            return Err(MeetupsError::NotAllowed);
        }
        let now = self.clock.now();
        if !was(&event, now) {
            return Err(MeetupsError::NotOver);
        }
        self.store.keep_follow_up(id, told, now).await?;
        self.follow().await
    }
}

/// Whether there is something to tell: it went on, and its first time is over.
pub(crate) fn was(event: &Event, now: DateTime<Utc>) -> bool {
    event.status == Status::Scheduled && event.words.when.ends_at() <= now
}

/// Whether nobody has told yet what came of a meetup of our own that is over.
pub(crate) fn is_untold(event: &Event) -> bool {
    event.status == Status::Scheduled
        && event.origin == Origin::Own
        && event.words.outcome.is_none()
}

/// Asks who organised what was over a day ago; each meetup once.
pub(crate) async fn ask(
    copies: &Copies,
    store: &Store,
    now: DateTime<Utc>,
) -> Result<(), MeetupsError> {
    let (from, to) = (now - ASKED_UNTIL, now - ASKED_AFTER);
    let due: Vec<Event> = {
        let board = copies.board();
        let over = board.events().filter(|pinned| {
            let is_lately = |over| from < over && over <= to;
            pinned.over_at.is_some_and(is_lately) && is_untold(&pinned.event)
        });
        over.map(|pinned| pinned.event.clone()).collect()
    };
    for event in &due {
        if let Some(organiser) = &event.organiser {
            let hears = Hears {
                person: organiser.person.clone(),
                what: FOLLOW_UP_ASKED.to_owned(),
                title: event.words.title.as_str().to_owned(),
                path: format!(
                    "/bijeenkomsten/{}/terugblik",
                    wire::segment(event.id.as_str())
                ),
                once: format!("{FOLLOW_UP_ASKED}/{}", event.id),
                moment: None,
                at: now,
            };
            store.ask_for_follow_up(&event.id, &hears, now).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ::store::Datastore;
    use nouns::{Clock, Role};

    use super::*;
    use crate::testing::{Desk, caller, coordinator, draft, start};

    fn told() -> FollowUp {
        FollowUp {
            text: "We vragen voortaan eerst wat iemand nodig heeft.".to_owned(),
            cards: vec![CardId::parse("viskom").unwrap()],
        }
    }

    #[tokio::test]
    async fn who_organised_is_asked_once_the_day_after_and_tells_it() {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let meetups = opened.unwrap().with_accounts(desk.log());
        let yvonne = coordinator("yvonne", "RMC-19");
        let id = meetups.publish(&yvonne, draft("RMC-19")).await.unwrap().id;
        let early = meetups.tell_follow_up(&yvonne, &id, &told()).await;
        assert!(matches!(early, Err(MeetupsError::NotOver)));
        let wait_until = async |moment: &str| {
            let moment: DateTime<Utc> = moment.parse().unwrap();
            clock.advance(moment - clock.now());
            meetups.catch_up().await.unwrap();
        };
        // It ends at five in Utrecht.
        wait_until("2026-03-06T15:00:00Z").await;
        assert_eq!(desk.written().len(), 0);
        for later in ["2026-03-06T17:00:00Z", "2026-03-07T17:00:00Z"] {
            wait_until(later).await;
            // A job of this pass is done in the next one.
            meetups.catch_up().await.unwrap();
        }
        let mails = desk.written();
        let [asked] = mails.as_slice() else {
            panic!("{mails:?}")
        };
        assert_eq!(asked.what, FOLLOW_UP_ASKED);
        assert_eq!(asked.path, format!("/bijeenkomsten/{id}/terugblik"));

        let noor = caller("noor", Role::Student);
        let others = meetups.tell_follow_up(&noor, &id, &told()).await;
        assert!(matches!(others, Err(MeetupsError::NotAllowed)));
        meetups.tell_follow_up(&yvonne, &id, &told()).await.unwrap();
        let view = meetups.event(None, &id).await.unwrap();
        assert_eq!(view.event.words.outcome, Some(told().text));
        assert_eq!(view.cards, told().cards);
        let again = FollowUp {
            cards: Vec::new(),
            ..told()
        };
        meetups.tell_follow_up(&yvonne, &id, &again).await.unwrap();
        assert!(meetups.event(None, &id).await.unwrap().cards.is_empty());
    }

    #[tokio::test]
    async fn nobody_is_asked_about_what_is_told_or_was_long_ago() {
        let (desk, clock) = (Arc::new(Desk::default()), Clock::fixed(start()));
        let datastore = Datastore::in_memory().await.unwrap();
        let opened = Meetups::open(&datastore, None, clock.clone()).await;
        let meetups = opened.unwrap().with_accounts(desk.log());
        let yvonne = coordinator("yvonne", "RMC-19");
        let mut words = draft("RMC-19");
        words.outcome = Some("Het was goed.".to_owned());
        meetups.publish(&yvonne, words).await.unwrap();
        clock.advance(TimeDelta::days(5));
        meetups.catch_up().await.unwrap();
        meetups.publish(&yvonne, draft("RMC-19")).await.unwrap();
        clock.advance(TimeDelta::days(30));
        for _ in 0..2 {
            meetups.catch_up().await.unwrap();
        }
        assert_eq!(desk.written().len(), 0);
    }
}
