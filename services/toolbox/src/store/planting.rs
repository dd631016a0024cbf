//! Invented teams and reports, in one transaction.

use chrono::{DateTime, Utc};
use serde_json::Value;
use store::StoreError;
use surrealdb::types::{Array, RecordId, SurrealValue, Variables};

use super::Store;
use super::teams::{most, stored};
use crate::PlantedTeam;
use crate::tried::Report;

/// A row of the table `team`.
#[derive(SurrealValue)]
struct TeamRow {
    id: RecordId,
    content: Value,
    state: String,
    members: i64,
    founded: DateTime<Utc>,
}

/// A row of the table `team_member`.
#[derive(SurrealValue)]
struct MemberRow {
    id: RecordId,
    team: String,
    person: String,
    name: String,
    since: DateTime<Utc>,
    qualities: Value,
}

/// A row of the table `tried`.
#[derive(SurrealValue)]
struct ReportRow {
    id: RecordId,
    card: String,
    team: String,
    day: String,
    school: Option<String>,
    content: Value,
    told: DateTime<Utc>,
}

impl Store {
    pub(crate) async fn plant_teams(
        &self,
        teams: &[PlantedTeam],
        reports: &[Report],
    ) -> Result<(), StoreError> {
        let mut members = Vec::new();
        for planted in teams {
            for member in &planted.members {
                members.push(member_row(planted, member)?);
            }
        }
        let ids: Vec<String> = teams.iter().map(|one| one.team.id.to_string()).collect();
        let teams = teams.iter().map(team_row).collect::<Result<Vec<_>, _>>()?;
        let reports = reports
            .iter()
            .map(report_row)
            .collect::<Result<Vec<_>, _>>()?;
        let body = "INSERT INTO team $teams RETURN NONE;
            INSERT INTO team_member $members RETURN NONE;
            INSERT INTO tried $reports RETURN NONE;
            fn::log_all('team', $ids)";
        let mut variables = Variables::new();
        variables.insert("ids", ids);
        variables.insert("teams", teams);
        variables.insert("members", members);
        variables.insert("reports", reports);
        self.db
            .transact("planting teams", body, variables)
            .await
            .map(drop)
    }
}

fn key(table: &'static str, parts: &[&str]) -> RecordId {
    let parts: Vec<_> = parts
        .iter()
        .map(|part| (*part).to_owned().into_value())
        .collect();
    RecordId::new(table, Array::from(parts))
}

fn team_row(planted: &PlantedTeam) -> Result<TeamRow, StoreError> {
    Ok(TeamRow {
        id: RecordId::new("team", planted.team.id.as_str()),
        content: stored("team", &planted.team.content)?,
        state: "open".to_owned(),
        members: most(planted.members.len()),
        founded: planted.team.founded,
    })
}

fn member_row(
    planted: &PlantedTeam,
    member: &crate::teams::Member,
) -> Result<MemberRow, StoreError> {
    let (team, person) = (planted.team.id.as_str(), member.person.as_str());
    Ok(MemberRow {
        id: key("team_member", &[team, person]),
        team: team.to_owned(),
        person: person.to_owned(),
        name: member.name.clone(),
        since: member.since,
        qualities: stored("team_member", &member.qualities)?,
    })
}

fn report_row(report: &Report) -> Result<ReportRow, StoreError> {
    let (card, team) = (report.card.as_str(), report.team.as_str());
    let day = report.day.to_string();
    Ok(ReportRow {
        id: key("tried", &[card, team, &day]),
        card: card.to_owned(),
        team: team.to_owned(),
        day,
        school: report.school.as_ref().map(|id| id.as_str().to_owned()),
        content: stored("tried", &report.told)?,
        told: report.at,
    })
}
