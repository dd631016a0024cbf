use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::FieldProblem;
use contract::toolbox::{Qualities, ReportContent, TeamContent};
use nouns::{CardId, SchoolId, TeamId};
use serde::Deserialize;
use toolbox::tried::Report;
use toolbox::{PlantedMember, PlantedTeam, Toolbox};

use super::{Resident, today};
use crate::{SeedError, files};

const FILE: &str = "town/teams.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamsFile {
    team: Vec<TeamFile>,
    report: Vec<ReportFile>,
}

/// A team as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamFile {
    id: String,
    name: String,
    schools: Vec<String>,
    region: String,
    field: String,
    programme: String,
    good_at: Vec<String>,
    member: Vec<MemberFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberFile {
    key: String,
    words: Vec<String>,
    line: String,
    on_page: bool,
}

/// A report as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportFile {
    card: String,
    team: String,
    by: String,
    days_ago: i64,
    people: i64,
    group: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    changed: String,
    #[serde(default)]
    worked: Vec<String>,
    #[serde(default)]
    did_not_work: Vec<String>,
    #[serde(default)]
    line: String,
    again: String,
}

/// Plants teams and what they tried, in one transaction; gives the number of teams.
pub(super) async fn plant(
    toolbox: &Toolbox,
    town: &BTreeMap<String, Resident>,
    now: DateTime<Utc>,
) -> Result<usize, SeedError> {
    let file: TeamsFile = files::read(FILE)?;
    let teams = file
        .team
        .into_iter()
        .map(|team| team.planted(toolbox, town))
        .collect::<Result<Vec<_>, _>>()?;
    let reports = file
        .report
        .into_iter()
        .map(|report| report.planted(toolbox, town, &teams, now))
        .collect::<Result<Vec<_>, _>>()?;
    toolbox.plant_teams(&teams, &reports).await?;
    Ok(teams.len())
}

fn resident<'a>(
    town: &'a BTreeMap<String, Resident>,
    key: &str,
) -> Result<&'a Resident, SeedError> {
    let missing = || SeedError::in_file(FILE, key)("nobody of the town");
    town.get(key).ok_or_else(missing)
}

impl TeamFile {
    fn planted(
        self,
        toolbox: &Toolbox,
        town: &BTreeMap<String, Resident>,
    ) -> Result<PlantedTeam, SeedError> {
        let id = TeamId::parse(&self.id).map_err(SeedError::in_file(FILE, &self.id))?;
        let content = TeamContent {
            name: self.name,
            schools: self.schools,
            region: self.region,
            field: self.field,
            programme: self.programme,
            good_at: self.good_at,
        };
        let member = |member: MemberFile| {
            let resident = resident(town, &member.key)?;
            Ok(PlantedMember {
                person: resident.id()?,
                name: resident.name.clone(),
                said: Qualities {
                    words: member.words,
                    line: member.line,
                    on_page: member.on_page,
                },
            })
        };
        let members = self.member.into_iter().map(member);
        let members = members.collect::<Result<Vec<_>, SeedError>>()?;
        let planted = toolbox.planted_team(id, &content, members);
        planted.map_err(SeedError::in_file::<Vec<FieldProblem>>(FILE, &self.id))
    }
}

impl ReportFile {
    fn planted(
        self,
        toolbox: &Toolbox,
        town: &BTreeMap<String, Resident>,
        teams: &[PlantedTeam],
        now: DateTime<Utc>,
    ) -> Result<Report, SeedError> {
        let what = format!("{} of {}", self.card, self.team);
        let card = CardId::parse(&self.card).map_err(SeedError::in_file(FILE, &what))?;
        let planted = teams.iter().find(|one| one.team.id.as_str() == self.team);
        let planted = planted.ok_or_else(|| SeedError::in_file(FILE, &what)("no such team"))?;
        let school = SchoolId::parse(&resident(town, &self.by)?.school).ok();
        let content = ReportContent {
            team: self.team,
            on: (today(now) - TimeDelta::days(self.days_ago)).to_string(),
            people: Some(self.people),
            group: self.group,
            field: self.field,
            changed: self.changed,
            worked: self.worked,
            did_not_work: self.did_not_work,
            line: self.line,
            again: self.again,
        };
        let report = toolbox.planted_report(card, &planted.team, school, &content);
        report.map_err(SeedError::in_file::<Vec<FieldProblem>>(FILE, &what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::residents;

    #[test]
    fn members_teach_and_reports_are_about_cards_and_by_members() {
        let file: TeamsFile = files::read(FILE).unwrap();
        let town = residents().unwrap();
        let cards = files::card_names();
        for team in &file.team {
            for member in &team.member {
                let roles = &town[&member.key].roles;
                assert!(roles.iter().any(|role| role == "docent"), "{}", member.key);
            }
        }
        for report in &file.report {
            let card = format!("cards/{}.toml", report.card);
            assert!(cards.contains(&card), "{card}");
            let team = file
                .team
                .iter()
                .find(|team| team.id == report.team)
                .unwrap();
            let is_member = team.member.iter().any(|member| member.key == report.by);
            assert!(is_member, "{} of {}", report.by, report.team);
            assert!(report.days_ago > 0);
        }
    }
}
