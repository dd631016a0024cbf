//! The copies of the store, the board and the index, and how they keep up with its log.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use nouns::{CommunityId, EventId};
use search_index::{Change, Findable, Index};
use store::LogEntry;
use tokio::sync::Mutex;

use crate::MeetupsError;
use crate::board::Board;
use crate::findable::{VERSION, findable};
use crate::store::{Store, topic};

/// What another process wrote is looked for at least so often.
pub(crate) const AT_MOST: Duration = Duration::from_millis(500);

/// Both copies. The board keeps up within every deed of this process; the index in the background.
pub(crate) struct Copies {
    board: RwLock<Board>,
    index: Arc<Index>,
    /// One follower of each at a time, so that entries are applied in their order.
    following_board: Mutex<()>,
    following_index: Mutex<()>,
    /// The end of the log when it was opened.
    stored_then: u64,
}

impl Copies {
    pub(crate) async fn open(store: &Store, folder: Option<&Path>) -> Result<Self, MeetupsError> {
        // The position is read before the rows: an entry seen twice does no harm, one missed would.
        let stored_then = store.log_end().await?;
        let board = Board::of(
            stored_then,
            store.events().await?,
            store.communities().await?,
        );
        let index = match folder {
            Some(folder) => Index::open(folder, VERSION)?.0,
            None => Index::in_memory()?,
        };
        Ok(Self {
            board: RwLock::new(board),
            index: Arc::new(index),
            following_board: Mutex::new(()),
            following_index: Mutex::new(()),
            stored_then,
        })
    }

    /// Those of a process that begins again, with the index of the one before: for tests that ask nothing of the index, of
    /// which each costs threads and time.
    #[cfg(test)]
    pub(crate) async fn again(&self, store: &Store) -> Result<Self, MeetupsError> {
        let stored_then = store.log_end().await?;
        let board = Board::of(
            stored_then,
            store.events().await?,
            store.communities().await?,
        );
        Ok(Self {
            board: RwLock::new(board),
            index: Arc::clone(&self.index),
            following_board: Mutex::new(()),
            following_index: Mutex::new(()),
            stored_then,
        })
    }

    pub(crate) fn board(&self) -> RwLockReadGuard<'_, Board> {
        self.board.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn board_mut(&self) -> RwLockWriteGuard<'_, Board> {
        self.board.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn index(&self) -> &Arc<Index> {
        &self.index
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.index
            .position()
            .is_some_and(|position| position >= self.stored_then)
    }

    /// Brings the board up to the end of the log.
    pub(crate) async fn follow_board(&self, store: &Store) -> Result<(), MeetupsError> {
        let _turn = self.following_board.lock().await;
        loop {
            let position = self.board().position;
            let entries = store.log_after(position).await?;
            let Some(last) = entries.last() else {
                return Ok(());
            };
            self.take_over(store, &entries, last.position).await?;
        }
    }

    async fn take_over(
        &self,
        store: &Store,
        entries: &[LogEntry],
        end: u64,
    ) -> Result<(), MeetupsError> {
        let of_events =
            |entry: &&LogEntry| entry.topic == topic::EVENT || entry.topic == topic::PLACES;
        let keys: BTreeSet<&str> = entries
            .iter()
            .filter(of_events)
            .map(|entry| entry.key.as_str())
            .collect();
        let ids: Vec<EventId> = keys
            .into_iter()
            .filter_map(|key| EventId::parse(key).ok())
            .collect();
        let events = store.some_events(&ids).await?;
        let slugs: BTreeSet<&str> = entries
            .iter()
            .filter(|entry| entry.topic == topic::COMMUNITY)
            .map(|entry| entry.key.as_str())
            .collect();
        let mut communities = Vec::new();
        for slug in slugs
            .into_iter()
            .filter_map(|slug| CommunityId::parse(slug).ok())
        {
            communities.extend(store.community(&slug).await?);
        }
        let mut board = self.board_mut();
        for event in events {
            board.pin(event);
        }
        for community in communities {
            board.put_community(community);
        }
        board.position = end;
        Ok(())
    }

    /// Brings the index up to the end of the log, or plants it anew.
    pub(crate) async fn follow_index(&self, store: &Store) -> Result<(), MeetupsError> {
        let _turn = self.following_index.lock().await;
        let Some(mut position) = self.index.position() else {
            return self.rebuild(store).await;
        };
        loop {
            let entries = store.log_after(position).await?;
            let Some(last) = entries.last() else {
                return Ok(());
            };
            position = last.position;
            self.follow_board(store).await?;
            let changes = self.changes(&entries);
            let index = Arc::clone(&self.index);
            tokio::task::spawn_blocking(move || index.apply(&changes)).await??;
        }
    }

    /// Only the words of an event can be found, so sign-ups only move the position.
    fn changes(&self, entries: &[LogEntry]) -> Vec<Change> {
        let board = self.board();
        let change = |entry: &LogEntry| {
            let id = EventId::parse(&entry.key)
                .ok()
                .filter(|_| entry.topic == topic::EVENT);
            match id.and_then(|id| board.event(&id)) {
                Some(pinned) if board.is_closed(&pinned) => {
                    Change::delete(entry.position, entry.key.clone())
                }
                Some(pinned) => Change::put(entry.position, findable(&pinned, &board)),
                None => Change::nothing(entry.position),
            }
        };
        entries.iter().map(change).collect()
    }

    async fn rebuild(&self, store: &Store) -> Result<(), MeetupsError> {
        self.follow_board(store).await?;
        let (all, position): (Vec<Findable>, u64) = {
            let board = self.board();
            (
                board
                    .events()
                    .filter(|pinned| !board.is_closed(pinned))
                    .map(|pinned| findable(pinned, &board))
                    .collect(),
                board.position,
            )
        };
        let index = Arc::clone(&self.index);
        tokio::task::spawn_blocking(move || index.rebuild(all, position)).await??;
        Ok(())
    }
}
