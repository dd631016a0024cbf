//! What teams tried.

use chrono::{DateTime, NaiveDate, Utc};
use nouns::{CardId, SchoolId, TeamId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use super::teams::{most, read, stored};
use crate::exchange::TriedBy;
use crate::tried::{MOST_REPORTS, MOST_SHOWN, Report, ReportId, Told};

const REPORT: &str = "card, team, day, school, content, told,
    type::record('team', team).content.name AS team_name";
/// What is counted of one card; more reports say nothing new.
const MOST_COUNTED: usize = 5000;

#[derive(Deserialize)]
struct ReportRow {
    card: CardId,
    team: TeamId,
    team_name: Option<String>,
    day: NaiveDate,
    school: Option<SchoolId>,
    content: Told,
    told: DateTime<Utc>,
}

impl From<ReportRow> for Report {
    fn from(row: ReportRow) -> Self {
        Self {
            card: row.card,
            team: row.team,
            team_name: row.team_name.unwrap_or_default(),
            day: row.day,
            school: row.school,
            told: row.content,
            at: row.told,
        }
    }
}

fn named(card: &CardId, team: &TeamId, day: NaiveDate) -> Variables {
    let mut variables = Variables::new();
    variables.insert("card", card.as_str().to_owned());
    variables.insert("team", team.as_str().to_owned());
    variables.insert("day", day.to_string());
    variables
}

impl Store {
    /// Notes a report.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when the team told about this card and day; throws `too-many-reports`.
    pub(crate) async fn add_report(&self, report: &Report) -> Result<(), StoreError> {
        let body = "IF array::len((SELECT VALUE id FROM tried WHERE team = $team AND card = $card)) >= $most {
                THROW 'too-many-reports'
            };
            CREATE type::record('tried', [$card, $team, $day]) SET card = $card, team = $team, day = $day,
                school = $school, content = $content, told = $told RETURN NONE";
        let mut variables = named(&report.card, &report.team, report.day);
        let school = report.school.as_ref().map(|id| id.as_str().to_owned());
        variables.insert("school", school);
        variables.insert("content", stored("tried", &report.told)?);
        variables.insert("told", report.at);
        variables.insert("most", most(MOST_REPORTS));
        self.db
            .transact("noting what a team tried", body, variables)
            .await
            .map(drop)
    }

    /// Changes what a report says, if it is still there.
    pub(crate) async fn change_report(&self, report: &Report) -> Result<(), StoreError> {
        let body = "LET $report = type::record('tried', [$card, $team, $day]);
            IF record::exists($report) { UPDATE $report SET content = $content RETURN NONE }";
        let mut variables = named(&report.card, &report.team, report.day);
        variables.insert("content", stored("tried", &report.told)?);
        self.db
            .transact("changing what a team tried", body, variables)
            .await
            .map(drop)
    }

    /// Removes a report; one that is not there is removed already.
    pub(crate) async fn remove_report(
        &self,
        card: &CardId,
        id: &ReportId,
    ) -> Result<(), StoreError> {
        let body = "DELETE type::record('tried', [$card, $team, $day]) RETURN NONE";
        self.db
            .transact(
                "removing what a team tried",
                body,
                named(card, &id.team, id.day),
            )
            .await
            .map(drop)
    }

    pub(crate) async fn report(
        &self,
        card: &CardId,
        id: &ReportId,
    ) -> Result<Option<Report>, StoreError> {
        let such = "WHERE card = $card AND team = $team AND day = $day";
        let found = self
            .read_reports(such, named(card, &id.team, id.day), 1)
            .await?;
        Ok(found.into_iter().next())
    }

    /// All reports about a card, newest first.
    pub(crate) async fn reports_about(&self, card: &CardId) -> Result<Vec<Report>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("card", card.as_str().to_owned());
        self.read_reports("WHERE card = $card", variables, MOST_COUNTED)
            .await
    }

    /// The last reports of a team, newest first.
    pub(crate) async fn reports_by(&self, team: &TeamId) -> Result<Vec<Report>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("team", team.as_str().to_owned());
        self.read_reports("WHERE team = $team", variables, MOST_SHOWN)
            .await
    }

    /// Open teams that tried one of these cards and would do it again, those that did last first.
    pub(crate) async fn tried_again(
        &self,
        cards: &[CardId],
        at_most: usize,
    ) -> Result<Vec<TriedBy>, StoreError> {
        if cards.is_empty() {
            return Ok(Vec::new());
        }
        let mut variables = Variables::new();
        let cards = cards.iter().map(ToString::to_string);
        variables.insert("cards", cards.collect::<Vec<_>>());
        let such = "WHERE card IN $cards AND content.again != 'nee'";
        let reports = self.read_reports(such, variables, at_most).await?;
        let ids: Vec<TeamId> = reports.iter().map(|report| report.team.clone()).collect();
        let teams = self.teams_by_id(&ids).await?;
        let by = |report: Report| {
            let team = teams.iter().find(|team| team.id == report.team)?;
            team.is_open().then(|| TriedBy {
                card: report.card,
                team: team.clone(),
            })
        };
        Ok(reports.into_iter().filter_map(by).collect())
    }

    async fn read_reports(
        &self,
        such: &'static str,
        variables: Variables,
        at_most: usize,
    ) -> Result<Vec<Report>, StoreError> {
        let surql =
            format!("SELECT {REPORT} FROM tried {such} ORDER BY day DESC, team LIMIT {at_most}");
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(variables)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading what teams tried"))?;
        read::<ReportRow, Report>("tried", rows)
    }
}
