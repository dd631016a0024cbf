//! The waiting list: whoever stands on it has somebody asked for them as soon as somebody who fits has a place.
//!
//! It is served by what is, not by what happened: each time something about people has changed, everybody on the list for
//! whom nothing is asked now gets the best buddy with a place that nobody else is asking for, in the order of the list. A
//! process that dies in between leaves nothing behind that the next pass would not see.

mod estimate;

use std::collections::HashSet;
use std::sync::PoisonError;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::Caller;
use contract::matching as codes;
use contract::matching::{LOOKS_BACK_DAYS, WaitingList};
use nouns::{PersonId, RequestId};
use store::StoreError;

use self::estimate::waiting_time;
use crate::asking::refusal;
use crate::pool::{Outlook, Pair};
use crate::store::AskRow;
use crate::vocabulary::RELATIONS;
use crate::{Matching, MatchingError, rules};

impl Matching {
    /// Where the caller stands, or would stand, and what they may expect.
    ///
    /// # Errors
    /// A conflict when the caller has no profile that seeks, or takes a break.
    pub async fn waiting_list(&self, by: &Caller) -> Result<WaitingList, MatchingError> {
        let now = self.clock.now();
        self.refresh(by).await?;
        let outlook = self.pool.outlook(&by.person, now.date_naive())?;
        let since = now - TimeDelta::days(i64::from(LOOKS_BACK_DAYS));
        let freed = self.store.came_free_after(since).await?;
        Ok(view(&outlook, &freed, rules::may_seek(by)))
    }

    /// Puts the caller on the list, or lets them wait longer at the place they have; whoever fits is asked at once.
    ///
    /// # Errors
    /// A conflict when the caller has a match, no profile that seeks, or takes a break.
    pub async fn join_waiting_list(&self, by: &Caller) -> Result<WaitingList, MatchingError> {
        if !rules::may_seek(by) {
            return Err(MatchingError::NotAllowed(codes::PROFILE_NOT_ALLOWED));
        }
        let now = self.clock.now();
        self.refresh(by).await?;
        // Where a coordinator divides or a programme suggests, nobody is asked from the list.
        self.pool.may_choose(&by.person)?;
        self.pool.outlook(&by.person, now.date_naive())?;
        let student = by.person.as_str();
        let joined = self.store.join_waiting_list(student, now).await;
        joined.map_err(refusal)?;
        self.serve_waiting_list().await?;
        self.waiting_list(by).await
    }

    /// Takes the caller off the list; what was asked for them stays asked.
    pub async fn leave_waiting_list(&self, by: &Caller) -> Result<(), MatchingError> {
        self.store.leave_waiting_list(by.person.as_str()).await?;
        Ok(())
    }

    /// Serves the list, and who waits in a programme that suggests, when something has changed since it was served last, or another day has begun.
    pub(crate) async fn serve_waiting_list_now_and_then(&self) -> Result<(), MatchingError> {
        let seen = (self.pool.position(), self.clock.now().date_naive());
        if self.last_served() == Some(seen) {
            return Ok(());
        }
        self.serve_waiting_list().await?;
        self.serve_suggestions().await?;
        self.take_up_invitations().await?;
        // Only now: what failed is served again at the next pass.
        *self.served.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        Ok(())
    }

    fn last_served(&self) -> Option<(u64, NaiveDate)> {
        *self.served.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The position of the log up to which everybody was served.
    #[cfg(test)]
    pub(crate) fn served_to(&self) -> Option<u64> {
        Some(self.last_served()?.0)
    }

    /// Asks for everybody on the list for whom nothing is asked now, as far as there are places; gives how often.
    pub(crate) async fn serve_waiting_list(&self) -> Result<usize, MatchingError> {
        self.pool.catch_up(&self.store).await?;
        let now = self.clock.now();
        let students = self.pool.in_turn();
        if students.is_empty() {
            return Ok(0);
        }
        let mut asked_for = self.pool.asked_for();
        let mut spoken_for = self.pool.without_room(&asked_for);
        let mut count = 0;
        for student in students {
            let Some(buddy) = self.ask_one_for(&student, &spoken_for, now).await? else {
                continue;
            };
            let asking = asked_for.entry(buddy.clone()).or_default();
            *asking += 1;
            if self.pool.is_without_room(&buddy, *asking) {
                spoken_for.insert(buddy);
            }
            count += 1;
        }
        Ok(count)
    }

    /// Asks the best buddy with a place for one student; gives who was asked.
    async fn ask_one_for(
        &self,
        student: &str,
        spoken_for: &HashSet<String>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, MatchingError> {
        let Ok(student) = PersonId::parse(student) else {
            return Ok(None);
        };
        let today = now.date_naive();
        let best = self.pool.best_with_room(&student, spoken_for, today);
        let Some((buddy, pair)) = best else {
            return Ok(None);
        };
        match self.ask_for(&student, &buddy, &pair, now).await {
            Ok(()) => Ok(Some(buddy.as_str().to_owned())),
            // Somebody was faster, or changed their mind: the next pass sees it.
            Err(StoreError::Thrown(_) | StoreError::AlreadyExists) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn ask_for(
        &self,
        student: &PersonId,
        buddy: &PersonId,
        pair: &Pair,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let Some(relation) = RELATIONS.keys_of(pair.relations).next() else {
            return Ok(());
        };
        let id = RequestId::fresh();
        let ask = AskRow {
            id: id.as_str(),
            student: student.as_str(),
            buddy: buddy.as_str(),
            student_name: &pair.student_name,
            buddy_name: &pair.buddy_name,
            minor: pair.minor,
            relation,
            form: None,
            programme: pair.programme.clone(),
            rank: None,
            only_suggested: false,
            region: None,
            class: None,
        };
        self.store.ask_for_waiting(ask, now).await
    }
}

fn view(outlook: &Outlook, freed: &[String], may_seek: bool) -> WaitingList {
    let came_free = freed
        .iter()
        .filter(|buddy| outlook.fitting.contains(*buddy));
    let came_free = count(came_free.count());
    let may: &[&str] = match (&outlook.own, outlook.is_matched || !may_seek) {
        (Some(_), true) => &["leave"],
        (Some(_), false) => &["renew", "leave"],
        (None, true) => &[],
        (None, false) => &["join"],
    };
    WaitingList {
        stands: outlook.own.is_some(),
        since: outlook.own.as_ref().map(|own| own.since),
        until: outlook.own.as_ref().map(|own| own.until),
        goes_first: outlook.own.as_ref().is_some_and(|own| own.goes_first),
        position: count(outlook.ahead) + 1,
        fitting: count(outlook.fitting.len()),
        free: outlook.free,
        came_free,
        estimate: waiting_time(count(outlook.ahead) + 1, came_free),
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
