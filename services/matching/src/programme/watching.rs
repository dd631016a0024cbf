//! The dashboard of a programme: who waits, who was asked, who has met, who is stuck; what is urgent first.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::matching::{Dashboard, DashboardLine, GROUPS, GroupCount, Nudge, Party};

use super::setting_up::told as programme_told;
use super::{Programme, drafting, refusal};
use crate::pool::WaitingStudent;
use crate::store::{ENDED, OPEN, ProgrammeRow, WatchedRow};
use crate::{Matching, MatchingError};

/// The group of what stands still.
const STUCK: &str = "stuck";
/// Lines on one page.
const PER_PAGE: u32 = 25;
/// An answer that is due so soon is about to expire.
const SOON: TimeDelta = TimeDelta::hours(24);
/// One reminder from a coordinator in so long.
const NUDGE_EVERY: TimeDelta = TimeDelta::hours(24);

impl Matching {
    /// A page of one group, by default the most urgent that has anybody.
    pub async fn dashboard(
        &self,
        by: &Caller,
        id: &str,
        group: Option<&str>,
        page: u32,
    ) -> Result<Dashboard, MatchingError> {
        let (row, programme) = self.programme_run_by(by, id).await?;
        let now = self.clock.now();
        self.pool.catch_up(&self.store).await?;
        let counts = self.group_counts(id, &programme, now).await?;
        let filled = counts.iter().find(|one| one.count > 0);
        let first = filled.map_or("waiting", |one| one.group.as_str());
        let asked = group.and_then(|asked| GROUPS.iter().find(|known| **known == asked));
        let group = asked.map_or(first, |group| *group).to_owned();
        let page = page.max(1);
        let from = (page - 1).saturating_mul(PER_PAGE);
        let lines = match group.as_str() {
            "waiting" => self.waiting_lines(id, &programme, from).await?,
            STUCK => self.stuck_lines(id, from, now).await?,
            _ => self.request_lines(id, &group, from, PER_PAGE, now).await?,
        };
        let total = counts.iter().find(|one| one.group == group);
        Ok(Dashboard {
            total: total.map_or(0, |one| one.count),
            published: self.published(id, &row).await?,
            programme: programme_told(&row, &programme, Vec::new(), vec!["run".to_owned()]),
            counts,
            group,
            lines,
            page,
            per_page: PER_PAGE,
        })
    }

    async fn group_counts(
        &self,
        id: &str,
        programme: &Programme,
        now: DateTime<Utc>,
    ) -> Result<Vec<GroupCount>, MatchingError> {
        let watched = self.store.watched_counts(id, now + SOON).await?;
        let many = |students: &[WaitingStudent]| u32::try_from(students.len()).unwrap_or(u32::MAX);
        let waiting = many(&self.pool.waiting_in(id, programme.relation_key()));
        let let_pass = many(&self.pool.let_pass(id));
        let count = |group: &str| {
            let of_requests = watched.iter().find(|(name, _)| *name == group);
            let others = if group == STUCK { let_pass } else { 0 };
            of_requests.map_or(waiting, |(_, count)| count.saturating_add(others))
        };
        Ok(GROUPS
            .iter()
            .map(|group| GroupCount {
                group: (*group).to_owned(),
                count: count(group),
            })
            .collect())
    }

    async fn waiting_lines(
        &self,
        id: &str,
        programme: &Programme,
        from: u32,
    ) -> Result<Vec<DashboardLine>, MatchingError> {
        let next = programme
            .matches_on
            .and_time(chrono::NaiveTime::MIN)
            .and_utc();
        let waiting = self.pool.waiting_in(id, programme.relation_key());
        let waiting: Vec<WaitingStudent> = waiting
            .into_iter()
            .skip(from as usize)
            .take(PER_PAGE as usize)
            .collect();
        let people = waiting.iter().map(|one| one.id.clone()).collect();
        let unanswered = self.store.unanswered(id, people).await?;
        let line = |one: WaitingStudent| DashboardLine {
            request: None,
            unanswered: unanswered.contains(&one.id),
            student: Party {
                id: one.id,
                name: one.name,
            },
            buddy: None,
            suggested: one.open_until.map(|_| OPEN.to_owned()),
            until: one.open_until.unwrap_or(next.max(one.since)),
            nudged: None,
            may: Vec::new(),
        };
        Ok(waiting.into_iter().map(line).collect())
    }

    /// Students who let a suggestion pass, and then the matches in which nothing happens.
    async fn stuck_lines(
        &self,
        id: &str,
        from: u32,
        now: DateTime<Utc>,
    ) -> Result<Vec<DashboardLine>, MatchingError> {
        let passed = self.pool.let_pass(id);
        let before = u32::try_from(passed.len()).unwrap_or(u32::MAX);
        let line = |one: WaitingStudent| DashboardLine {
            request: None,
            student: Party {
                id: one.id,
                name: one.name,
            },
            buddy: None,
            until: one.since,
            unanswered: false,
            suggested: Some(ENDED.to_owned()),
            nudged: None,
            may: Vec::new(),
        };
        let passed = passed.into_iter().skip(from as usize);
        let mut lines: Vec<_> = passed.take(PER_PAGE as usize).map(line).collect();
        let left = PER_PAGE.saturating_sub(u32::try_from(lines.len()).unwrap_or(u32::MAX));
        let from = from.saturating_sub(before);
        lines.extend(self.request_lines(id, STUCK, from, left, now).await?);
        Ok(lines)
    }

    async fn request_lines(
        &self,
        id: &str,
        group: &str,
        from: u32,
        most: u32,
        now: DateTime<Utc>,
    ) -> Result<Vec<DashboardLine>, MatchingError> {
        let rows = self.store.watched(id, group, now + SOON, from, most);
        let may_nudge = |row: &WatchedRow| {
            group != "running" && row.nudged.is_none_or(|at| now - at >= NUDGE_EVERY)
        };
        let line = |row: WatchedRow| DashboardLine {
            may: may_nudge(&row)
                .then(|| "nudge".to_owned())
                .into_iter()
                .collect(),
            student: Party {
                id: row.student,
                name: row.student_name,
            },
            buddy: Some(Party {
                id: row.buddy,
                name: row.buddy_name,
            }),
            until: row.due.unwrap_or(now),
            unanswered: false,
            suggested: None,
            nudged: row.nudged,
            request: Some(row.key),
        };
        Ok(rows.await?.into_iter().map(line).collect())
    }

    /// The draft that is being published, or the one that was last.
    async fn published(
        &self,
        id: &str,
        row: &ProgrammeRow,
    ) -> Result<Option<contract::matching::Draft>, MatchingError> {
        let drafts = self.store.drafts(id).await?;
        let told = |draft: &crate::store::DraftRow| drafting::told(draft, row);
        let going = drafts.iter().find(|draft| draft.state == "publishing");
        let published = drafts.iter().filter(|draft| draft.state == "published");
        let last = published.max_by_key(|draft| draft.made);
        Ok(going.or(last).map(told))
    }

    /// Reminds whoever's turn it is in a request of the programme, once a day at most.
    ///
    /// # Errors
    /// Not found outside the programme; a conflict when it was done today, or nothing waits.
    pub async fn nudge(&self, by: &Caller, id: &str, nudge: &Nudge) -> Result<(), MatchingError> {
        self.programme_run_by(by, id).await?;
        let now = self.clock.now();
        let nudging = self.store.nudge(id, &nudge.request, now - NUDGE_EVERY, now);
        nudging.await.map_err(refusal)
    }
}
