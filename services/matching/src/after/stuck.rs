//! Matches in which nothing happens: both are told once, and a coordinator sees them.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::matching::{self as codes, StuckList, StuckMatch};
use nouns::{Region, RequestId, short_name};

use super::planning::turn;
use super::refusal;
use crate::rules::StuckAt;
use crate::store::StuckRow;
use crate::{Matching, MatchingError, rules};

/// Without a date, a message or a tick for so long.
pub(crate) const QUIET: TimeDelta = TimeDelta::days(14);
/// The most matches that somebody sees at once.
const MOST: usize = 200;
/// So many are read in one go.
const AT_ONCE: u32 = 200;

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
        self.store.ask_help(turn, by.region).await.map_err(refusal)
    }

    /// The matches that need somebody, as far as the caller looks after them; longest first, at most [`MOST`].
    pub async fn stuck_matches(&self, by: &Caller) -> Result<StuckList, MatchingError> {
        if !rules::may_look_after_matches(by) {
            return Err(MatchingError::NotAllowed(codes::COORDINATORS_ONLY));
        }
        let now = self.clock.now();
        let mut matches = Vec::new();
        // Whoever looks after one region is not crowded out by those of the others.
        for page in 0.. {
            let rows = self.store.stuck_matches(page * AT_ONCE, AT_ONCE).await?;
            let is_last = rows.len() < AT_ONCE as usize;
            let own = rows
                .into_iter()
                .filter(|row| is_stuck(row) && may_see(by, row, now));
            matches.extend(own.map(shown));
            if is_last || matches.len() >= MOST {
                break;
            }
        }
        matches.truncate(MOST);
        Ok(StuckList { matches })
    }

    /// A coordinator has helped the two of a match.
    pub async fn helped(&self, by: &Caller, id: &RequestId) -> Result<(), MatchingError> {
        if !rules::may_look_after_matches(by) {
            return Err(MatchingError::NotAllowed(codes::COORDINATORS_ONLY));
        }
        let now = self.clock.now();
        let row = self.store.stuck_match(id.as_str()).await?;
        row.filter(|row| may_see(by, row, now))
            .ok_or(MatchingError::NotFound)?;
        Ok(self.store.helped(id.as_str(), now).await?)
    }
}

/// A message that came since is a sign.
fn is_stuck(row: &StuckRow) -> bool {
    let wrote_since = |stuck: DateTime<Utc>| row.wrote.is_some_and(|wrote| wrote > stuck);
    row.help.is_some() || row.stuck.is_some_and(|stuck| !wrote_since(stuck))
}

fn may_see(by: &Caller, row: &StuckRow, now: DateTime<Utc>) -> bool {
    let regions = row.regions.iter();
    let since = row.help.or(row.stuck);
    let stuck = StuckAt {
        regions: regions
            .filter_map(|code| Region::parse(code).ok())
            .collect(),
        programme: row.programme.as_deref(),
        waited: since.map_or(TimeDelta::zero(), |since| now - since),
    };
    rules::may_see_stuck(by, &stuck)
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
