use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use contract::accounts::Secret;
use wire::Problem;

use super::{Caller, SessionId, ask};
use crate::app::App;

/// How long an answer of accounts is believed. A token counts for twice as long, so that a call made with the last of
/// it still arrives in time; a session that is ended elsewhere ends here within this.
const FRESH: TimeDelta = TimeDelta::seconds(30);
/// More than the browsers that come by in half a minute; beyond it what is old goes first.
const MOST: usize = 20_000;

/// Who is in which session, as accounts said a moment ago.
#[derive(Default)]
pub struct SignedInCache {
    known: Mutex<HashMap<SessionId, Known>>,
}

struct Known {
    caller: Caller,
    at: DateTime<Utc>,
}

impl SignedInCache {
    /// Who is in this session: from memory, or from accounts.
    pub(super) async fn who(
        &self,
        app: &App,
        id: &SessionId,
        secret: Secret,
    ) -> Result<Option<Caller>, Problem> {
        let now = app.clock.now();
        if let Some(caller) = self.remembered(id, now) {
            return Ok(Some(caller));
        }
        let answer = ask(app, secret).await?;
        if let Some(caller) = &answer {
            self.remember(id, caller, now);
        }
        Ok(answer)
    }

    /// Forgets a session that ends, or in which rights change.
    pub fn forget(&self, id: &SessionId) {
        self.lock().remove(id);
    }

    /// Forgets every session of a person's by the name that accounts gave it.
    pub fn forget_named(&self, session: &str) {
        self.lock()
            .retain(|_, known| known.caller.session != session);
    }

    fn remembered(&self, id: &SessionId, now: DateTime<Utc>) -> Option<Caller> {
        self.lock()
            .get(id)
            .filter(|known| now < known.at + FRESH)
            .map(|known| known.caller.clone())
    }

    fn remember(&self, id: &SessionId, caller: &Caller, now: DateTime<Utc>) {
        let mut known = self.lock();
        if known.len() >= MOST {
            known.retain(|_, known| now < known.at + FRESH);
        }
        // Half a minute's browsers beyond the bound are asked after each time.
        if known.len() < MOST {
            known.insert(
                id.clone(),
                Known {
                    caller: caller.clone(),
                    at: now,
                },
            );
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<SessionId, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
