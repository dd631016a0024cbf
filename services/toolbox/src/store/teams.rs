//! Teams and their members.

use chrono::{DateTime, Utc};
use nouns::{Paging, PersonId, TeamId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::{RecordId, Variables};

use super::Store;
pub(super) use super::keeping::stored;
use crate::card::Author;
use crate::teams::{MOST_TEAMS, Member, Narrowed, Qualities, Team, TeamContent, TeamState};

const TEAM: &str = "record::id(id) AS id, content, state, founded";

#[derive(Deserialize)]
struct TeamRow {
    id: TeamId,
    content: TeamContent,
    state: TeamState,
    founded: DateTime<Utc>,
}

#[derive(Deserialize)]
struct MemberRow {
    person: PersonId,
    name: String,
    since: DateTime<Utc>,
    qualities: Qualities,
}

impl From<TeamRow> for Team {
    fn from(row: TeamRow) -> Self {
        Self {
            id: row.id,
            content: row.content,
            state: row.state,
            founded: row.founded,
        }
    }
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            person: row.person,
            name: row.name,
            since: row.since,
            qualities: row.qualities,
        }
    }
}

/// Rows of a table as its nouns.
pub(super) fn read<Row: DeserializeOwned, Noun: From<Row>>(
    table: &'static str,
    rows: Vec<Value>,
) -> Result<Vec<Noun>, StoreError> {
    rows.into_iter()
        .map(|row| serde_json::from_value::<Row>(row).map(Noun::from))
        .collect::<Result<_, _>>()
        .map_err(|source| StoreError::Row { table, source })
}

pub(super) fn team_variables(team: &TeamId) -> Variables {
    let mut variables = Variables::new();
    variables.insert("team", team.as_str().to_owned());
    variables
}

impl Store {
    /// Notes a team and its first member.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when the id is taken; throws `too-many-teams`.
    pub(crate) async fn found_team(&self, team: &Team, first: &Author) -> Result<(), StoreError> {
        let body = "IF array::len((SELECT VALUE id FROM team_member WHERE person = $person)) >= $most_teams {
                THROW 'too-many-teams'
            };
            CREATE type::record('team', $team) SET
                content = $content, state = 'open', members = 1, founded = $now RETURN NONE;
            CREATE type::record('team_member', [$team, $person]) SET
                team = $team, person = $person, name = $name, since = $now, qualities = {} RETURN NONE;
            fn::log('team', $team)";
        let mut variables = team_variables(&team.id);
        variables.insert("content", stored("team", &team.content)?);
        variables.insert("person", first.person.as_str().to_owned());
        variables.insert("name", first.name.clone());
        variables.insert("now", team.founded);
        variables.insert("most_teams", most(MOST_TEAMS));
        self.db
            .transact("founding a team", body, variables)
            .await
            .map(drop)
    }

    /// Changes what a team is; its cards carry its name.
    pub(crate) async fn change_team(&self, team: &Team) -> Result<(), StoreError> {
        let body = "LET $old = (SELECT VALUE content.name FROM ONLY type::record('team', $team));
            UPDATE type::record('team', $team) SET content = $content RETURN NONE;
            fn::log('team', $team);
            IF $old != $name {
                FOR $card IN (SELECT VALUE record::id(id) FROM card WHERE content.team_id = $team) {
                    UPDATE type::record('card', $card) SET content.team = $name RETURN NONE;
                    fn::log('card', $card);
                };
            }";
        let mut variables = team_variables(&team.id);
        variables.insert("content", stored("team", &team.content)?);
        variables.insert("name", team.name().to_owned());
        self.db
            .transact("changing a team", body, variables)
            .await
            .map(drop)
    }

    pub(crate) async fn team(&self, id: &TeamId) -> Result<Option<Team>, StoreError> {
        Ok(self.teams_by_id(std::slice::from_ref(id)).await?.pop())
    }

    /// Those of `ids` that exist, in the order of `ids`.
    pub(crate) async fn teams_by_id(&self, ids: &[TeamId]) -> Result<Vec<Team>, StoreError> {
        let surql = format!("SELECT {TEAM} FROM $ids WHERE state IS NOT NONE");
        let ids: Vec<RecordId> = ids
            .iter()
            .map(|id| RecordId::new("team", id.as_str()))
            .collect();
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(("ids", ids))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading teams"))?;
        read::<TeamRow, Team>("team", rows)
    }

    /// The ids of all open teams.
    pub(crate) async fn team_ids(&self) -> Result<Vec<TeamId>, StoreError> {
        let ids: Vec<String> = self
            .db
            .read("SELECT VALUE record::id(id) FROM team WHERE state = 'open'")
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("listing the ids of teams"))?;
        Ok(ids.iter().filter_map(|id| TeamId::parse(id).ok()).collect())
    }

    /// Open teams by name, and how many there are on all pages.
    pub(crate) async fn teams(
        &self,
        narrowed: &Narrowed,
        paging: Paging,
    ) -> Result<(u64, Vec<Team>), StoreError> {
        let such = "FROM team WHERE state = 'open'
            AND (array::len($regions) = 0 OR content.region IN $regions)
            AND ($field IS NONE OR content.field = $field)
            AND ($text = '' OR string::contains(string::lowercase(array::join(
                array::concat([content.name, content.programme], content.good_at, content.schools), ' ')), $text))";
        let surql = format!(
            "SELECT {TEAM}, string::lowercase(content.name) AS by {such} ORDER BY by LIMIT {} START {};
            RETURN array::len((SELECT VALUE id {such}))",
            paging.per_page(),
            paging.offset()
        );
        let regions = narrowed
            .regions
            .iter()
            .map(|region| region.code().to_owned());
        let mut variables = Variables::new();
        variables.insert("regions", regions.collect::<Vec<_>>());
        variables.insert("field", narrowed.field.map(nouns::StudyField::code));
        variables.insert("text", narrowed.text.clone());
        let mut results = self
            .db
            .read_built(surql)
            .bind(variables)
            .await
            .map_err(StoreError::while_doing("listing teams"))?;
        let failed = StoreError::while_doing("listing teams");
        let rows: Vec<Value> = results.take(0).map_err(failed)?;
        let total: Option<i64> = results
            .take(1)
            .map_err(StoreError::while_doing("counting teams"))?;
        let total = total.and_then(|total| u64::try_from(total).ok());
        Ok((
            total.unwrap_or_default(),
            read::<TeamRow, Team>("team", rows)?,
        ))
    }

    /// Who is in a team, longest first.
    pub(crate) async fn members(&self, team: &TeamId) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<Value> = self
            .db
            .read("SELECT person, name, since, qualities FROM team_member WHERE team = $team ORDER BY since, person")
            .bind(team_variables(team))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading members"))?;
        read::<MemberRow, Member>("team_member", rows)
    }

    /// The ids of [`Self::members`].
    pub(crate) async fn people_of(&self, team: &TeamId) -> Result<Vec<PersonId>, StoreError> {
        let members = self.members(team).await?;
        Ok(members.into_iter().map(|member| member.person).collect())
    }

    pub(crate) async fn teams_of(&self, person: &PersonId) -> Result<Vec<TeamId>, StoreError> {
        let ids: Vec<String> = self
            .db
            .read("SELECT VALUE team FROM team_member WHERE person = $person")
            .bind(("person", person.as_str().to_owned()))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading somebody's teams"))?;
        Ok(ids.iter().filter_map(|id| TeamId::parse(id).ok()).collect())
    }

    /// Notes what a member says to be good at.
    ///
    /// # Errors
    /// Throws `not-in-team`.
    pub(crate) async fn describe(
        &self,
        team: &TeamId,
        person: &PersonId,
        qualities: &Qualities,
    ) -> Result<(), StoreError> {
        let body = "LET $member = type::record('team_member', [$team, $person]);
            IF !record::exists($member) { THROW 'not-in-team' };
            UPDATE $member SET qualities = $qualities RETURN NONE";
        let mut variables = team_variables(team);
        variables.insert("person", person.as_str().to_owned());
        variables.insert("qualities", stored("team_member", qualities)?);
        self.db
            .transact("describing oneself", body, variables)
            .await
            .map(drop)
    }
}

/// A bound, as the store counts.
pub(super) fn most(bound: usize) -> i64 {
    i64::try_from(bound).unwrap_or(i64::MAX)
}
