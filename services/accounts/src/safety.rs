//! Reporting and blocking. A report has an owner, a next step and a date; a look at it is noted
//! where the person concerned can see it.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::consent::Progress;
use nouns::{PersonId, Region, RequestId, SchoolId, short_name};
use store::StoreError;

use crate::line::one_line;
use crate::store::{NewReportRow, ReportRow};
use crate::{Accounts, AccountsError, rules};

/// A moderator looks within so long.
pub(crate) const LOOK_WITHIN: TimeDelta = TimeDelta::hours(48);
/// What happens next with an open report.
pub(crate) const STEP: &str = "look";
const MOST_OPEN: u32 = 10;
const LONGEST_WORDS: usize = 1000;
const LONGEST_THING: usize = 300;

/// What somebody reports; kinds and reasons are checked against the lists of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    pub kind: &'static str,
    pub thing: String,
    pub about: Option<PersonId>,
    pub reason: &'static str,
    pub words: String,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub id: String,
    pub by: Option<PersonId>,
    pub about: Option<PersonId>,
    pub kind: String,
    pub thing: String,
    pub reason: String,
    pub words: String,
    /// School and region of whoever reported: who moderates there owns it.
    pub school: Option<SchoolId>,
    pub region: Option<Region>,
    pub made: DateTime<Utc>,
    pub due: DateTime<Utc>,
    pub is_open: bool,
    pub outcome: Option<String>,
}

/// Somebody looked at what was reported of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub role: String,
    pub kind: String,
    pub at: DateTime<Utc>,
}

/// Somebody whom the caller does not want to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    pub person: String,
    pub name: String,
    pub since: DateTime<Utc>,
}

impl Accounts {
    /// Keeps two people out of each other's sight, or lets them see each other again.
    pub async fn set_block(
        &self,
        by: &Caller,
        whom: &PersonId,
        blocked: bool,
    ) -> Result<Progress, AccountsError> {
        if by.person == *whom {
            return Err(AccountsError::BlockWho);
        }
        let now = self.clock.now();
        let position = match self.store.set_block(&by.person, whom, blocked, now).await {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::BlockWho),
            answer => answer?,
        };
        self.everywhere(position).await
    }

    /// Whom the caller blocked, newest first. Who blocked the caller is nobody's to know.
    pub async fn blocks(&self, by: &Caller) -> Result<Vec<Blocked>, AccountsError> {
        let blocks = self.store.blocks_of(&by.person).await?;
        Ok(blocks
            .into_iter()
            .map(|(person, name, since)| Blocked {
                person,
                name: short_name(&name),
                since,
            })
            .collect())
    }

    /// Reports something to the moderators.
    pub async fn report(&self, by: &Caller, new: &NewReport) -> Result<Report, AccountsError> {
        let thing = one_line(&new.thing);
        if thing.is_empty() || thing.chars().count() > LONGEST_THING {
            return Err(AccountsError::ReportWhat);
        }
        // Whom it is about has to be somebody: their looks are noted under that id.
        let about = new.about.as_ref();
        let is_person = new.kind == "persoon";
        if is_person && about.map(PersonId::as_str) != Some(thing.as_str()) {
            return Err(AccountsError::ReportWhat);
        }
        if let Some(about) = about
            && self.store.known(about).await?.is_none()
        {
            return Err(AccountsError::ReportWhat);
        }
        if new.words.chars().count() > LONGEST_WORDS {
            return Err(AccountsError::ReportTooLong);
        }
        let now = self.clock.now();
        let id = RequestId::fresh();
        let row = NewReportRow {
            id: id.as_str(),
            by: &by.person,
            about: new.about.as_ref().map(|about| about.as_str().to_owned()),
            kind: new.kind,
            thing: &thing,
            reason: new.reason,
            words: new.words.trim(),
            school: by.school.as_ref().map(|school| school.as_str().to_owned()),
            region: by.region.map(|region| region.code().to_owned()),
            due: now + LOOK_WITHIN,
        };
        match self.store.add_report(row, MOST_OPEN, now).await {
            Err(StoreError::Thrown(_)) => return Err(AccountsError::ReportTooMany),
            answer => answer?,
        }
        let row = self.store.report(id.as_str()).await?;
        row.map(Report::from).ok_or(AccountsError::NotFound)
    }

    /// What the caller reported, newest first.
    pub async fn my_reports(&self, by: &Caller) -> Result<Vec<Report>, AccountsError> {
        let rows = self.store.reports_of(&by.person).await?;
        Ok(rows.into_iter().map(Report::from).collect())
    }

    /// The open reports of where the caller moderates, soonest due first.
    pub async fn open_reports(&self, by: &Caller) -> Result<Vec<Report>, AccountsError> {
        if !rules::may_moderate(by) {
            return Ok(Vec::new());
        }
        let rows = self.store.open_reports().await?;
        let reports = rows.into_iter().map(Report::from);
        Ok(reports
            .filter(|report| rules::may_look_at(by, report))
            .collect())
    }

    /// Opens a report. That a moderator looks is noted first, for the person it is about.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] for whoever has nothing to do with it.
    pub async fn open_report(&self, by: &Caller, id: &str) -> Result<Report, AccountsError> {
        let report = self.some_report(id).await?;
        if report.by.as_ref() == Some(&by.person) {
            return Ok(report);
        }
        if !rules::may_look_at(by, &report) {
            return Err(AccountsError::NotFound);
        }
        if let Some(about) = &report.about {
            let now = self.clock.now();
            self.store
                .note_look(
                    about.as_str(),
                    &by.person,
                    rules::MODERATES.as_str(),
                    &report.kind,
                    now,
                )
                .await?;
        }
        Ok(report)
    }

    /// Closes a report with what was done about it.
    pub async fn close_report(
        &self,
        by: &Caller,
        id: &str,
        outcome: &'static str,
    ) -> Result<(), AccountsError> {
        let report = self.some_report(id).await?;
        if !rules::may_look_at(by, &report) {
            return Err(AccountsError::NotFound);
        }
        match self.store.close_report(id, outcome, self.clock.now()).await {
            Err(StoreError::Thrown(_)) => Err(AccountsError::ReportNotOpen),
            answer => Ok(answer?),
        }
    }

    /// Who looked at what was reported of the caller.
    pub async fn looks(&self, by: &Caller) -> Result<Vec<Look>, AccountsError> {
        let rows = self.store.looks_at(&by.person).await?;
        Ok(rows
            .into_iter()
            .map(|row| Look {
                role: row.role,
                kind: row.kind,
                at: row.at,
            })
            .collect())
    }

    async fn some_report(&self, id: &str) -> Result<Report, AccountsError> {
        let row = self.store.report(id).await?;
        row.map(Report::from).ok_or(AccountsError::NotFound)
    }
}

impl From<ReportRow> for Report {
    fn from(row: ReportRow) -> Self {
        let person = |id: Option<String>| id.and_then(|id| PersonId::parse(&id).ok());
        Self {
            id: row.key,
            by: person(row.by),
            about: person(row.about),
            kind: row.kind,
            thing: row.thing,
            reason: row.reason,
            words: row.words,
            school: row.school.and_then(|school| SchoolId::parse(&school).ok()),
            region: row.region.and_then(|region| Region::parse(&region).ok()),
            made: row.made,
            due: row.due,
            is_open: row.state == "open",
            outcome: row.outcome,
        }
    }
}
