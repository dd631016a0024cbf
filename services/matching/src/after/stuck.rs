//! Matches in which nothing happens: both are told once, and a coordinator sees them.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::matching::{self as codes, StuckList, StuckMatch};
use nouns::{Region, RequestId, Role, short_name};

use super::planning::turn;
use super::refusal;
use crate::store::StuckRow;
use crate::{Matching, MatchingError, rules};

/// Without a date, a message or a tick for so long.
pub(crate) const QUIET: TimeDelta = TimeDelta::days(14);

impl Matching {
    pub(crate) async fn look_whether_stuck(
        &self,
        id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), MatchingError> {
        Ok(self.store.look_whether_stuck(id, QUIET, now).await?)
    }

    /// The caller waits for the coordinator to help.
    pub async fn ask_coordinator(&self, by: &Caller, id: &RequestId) -> Result<(), MatchingError> {
        let talk = self.open_talk(by, id).await?;
        let turn = turn(&talk, self.clock.now());
        self.store.ask_help(turn).await.map_err(refusal)
    }

    /// The matches that need somebody, as far as the caller coordinates them; longest first.
    pub async fn stuck_matches(&self, by: &Caller) -> Result<StuckList, MatchingError> {
        if !by.is(Role::Coordinator) {
            return Err(MatchingError::NotAllowed(codes::COORDINATORS_ONLY));
        }
        let rows = self.store.stuck_matches().await?;
        let own = rows
            .into_iter()
            .filter(|row| is_stuck(row) && may_see(by, row));
        Ok(StuckList {
            matches: own.map(shown).collect(),
        })
    }

    /// A coordinator has helped the two of a match.
    pub async fn helped(&self, by: &Caller, id: &RequestId) -> Result<(), MatchingError> {
        let rows = self.store.stuck_matches().await?;
        let row = rows.iter().find(|row| row.id_of == id.as_str());
        match row {
            Some(row) if may_see(by, row) => {
                Ok(self.store.helped(id.as_str(), self.clock.now()).await?)
            }
            _ if by.is(Role::Coordinator) => Err(MatchingError::NotFound),
            _ => Err(MatchingError::NotAllowed(codes::COORDINATORS_ONLY)),
        }
    }
}

/// A message that came since is a sign.
fn is_stuck(row: &StuckRow) -> bool {
    let wrote_since = |stuck: DateTime<Utc>| row.wrote.is_some_and(|wrote| wrote > stuck);
    row.help.is_some() || row.stuck.is_some_and(|stuck| !wrote_since(stuck))
}

fn may_see(by: &Caller, row: &StuckRow) -> bool {
    let region = row
        .region
        .as_deref()
        .and_then(|code| Region::parse(code).ok());
    rules::may_see_stuck(by, region, row.programme.as_deref())
}

fn shown(row: StuckRow) -> StuckMatch {
    StuckMatch {
        student: short_name(&row.student_name),
        buddy: short_name(&row.buddy_name),
        id: row.id_of,
        programme: row.programme,
        stuck: row.stuck,
        help: row.help,
    }
}
