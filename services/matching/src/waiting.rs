//! Who waits for news in a conversation: a bounded number of readers, woken by what this process writes. What another
//! process writes is seen by looking again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

/// Readers that wait at a time; whoever comes then is answered at once.
const SEATS: usize = 500;
/// Of one person: as many tabs as somebody has open.
const SEATS_EACH: usize = 4;
/// Conversations that changed and that a slow reader has not heard of yet; beyond it that reader looks by itself.
const UNHEARD: usize = 256;
/// How often a reader looks without being woken: so soon a block, a withdrawal or another process's message shows.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// The waiting room.
pub(crate) struct Waiting {
    changed: broadcast::Sender<Arc<str>>,
    seats: Arc<Semaphore>,
    taken: Arc<Mutex<HashMap<String, usize>>>,
}

/// A place in it, given back when it is dropped.
pub(crate) struct Seat {
    person: String,
    heard: broadcast::Receiver<Arc<str>>,
    taken: Arc<Mutex<HashMap<String, usize>>>,
    _permit: OwnedSemaphorePermit,
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            changed: broadcast::channel(UNHEARD).0,
            seats: Arc::new(Semaphore::new(SEATS)),
            taken: Arc::default(),
        }
    }
}

impl Waiting {
    /// A seat for somebody, if there is one. From now on it hears of every change.
    pub(crate) fn seat(&self, person: &str) -> Option<Seat> {
        let permit = Arc::clone(&self.seats).try_acquire_owned().ok()?;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.entry(person.to_owned()).or_default();
        if *own >= SEATS_EACH {
            return None;
        }
        *own += 1;
        Some(Seat {
            person: person.to_owned(),
            heard: self.changed.subscribe(),
            taken: Arc::clone(&self.taken),
            _permit: permit,
        })
    }

    /// Something was written in a conversation.
    pub(crate) fn wake(&self, conversation: &str) {
        // Nobody who listens is no fault.
        let _ = self.changed.send(Arc::from(conversation));
    }
}

impl Seat {
    /// Waits until something may have changed in a conversation, and no longer than [`LOOK_AGAIN`] or `until`.
    pub(crate) async fn news_of(&mut self, conversation: &str, until: Instant) {
        let until = until.min(Instant::now() + LOOK_AGAIN);
        loop {
            match timeout_at(until, self.heard.recv()).await {
                Ok(Ok(changed)) if *changed != *conversation => {}
                // Its own change, too many to have heard them all, or time to look.
                Ok(Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed)) | Err(_) => return,
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reader_is_woken_by_its_own_conversation_only() {
        let waiting = Waiting::default();
        let mut seat = waiting.seat("noor").unwrap();
        let far = Instant::now() + Duration::from_mins(1);
        waiting.wake("other");
        waiting.wake("ours");
        let started = Instant::now();
        seat.news_of("ours", far).await;
        assert!(started.elapsed() < LOOK_AGAIN);
        let soon = Instant::now() + Duration::from_millis(30);
        waiting.wake("other");
        seat.news_of("ours", soon).await;
        assert!(Instant::now() >= soon);
    }

    #[tokio::test]
    async fn seats_are_bounded_for_each_and_for_all_and_come_back() {
        let waiting = Waiting::default();
        let own: Vec<_> = (0..SEATS_EACH)
            .filter_map(|_| waiting.seat("noor"))
            .collect();
        assert_eq!(own.len(), SEATS_EACH);
        assert!(waiting.seat("noor").is_none());
        drop(own);
        let all: Vec<_> = (0..SEATS + 9)
            .filter_map(|number| waiting.seat(&number.to_string()))
            .collect();
        assert_eq!(all.len(), SEATS);
        drop(all);
        assert!(waiting.seat("noor").is_some());
        assert_eq!(waiting.taken.lock().unwrap().len(), 0);
    }
}
