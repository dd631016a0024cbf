//! Into a team and out of it.

use chrono::{DateTime, Utc};
use nouns::{PersonId, TeamId};
use serde::Deserialize;
use serde_json::Value;
use store::StoreError;
use surrealdb::types::Variables;

use super::Store;
use super::teams::{most, read, team_variables};
use crate::card::Author;
use crate::teams::{
    Invite, InviteId, JoinRequest, MOST_INVITES, MOST_MEMBERS, MOST_REQUESTS, MOST_TEAMS, Notice,
    What,
};

/// What ends when a team did not answer in time.
pub(crate) const REQUEST_ENDS: &str = "team-request-ends";

/// Lets `$person` into `$team`.
const ENTER: &str = "
    LET $there = (SELECT state, members FROM ONLY type::record('team', $team));
    IF $there IS NONE OR $there.state != 'open' { THROW 'team-closed' };
    IF record::exists(type::record('team_member', [$team, $person])) { THROW 'already-in-team' };
    IF $there.members >= $most_members { THROW 'team-full' };
    IF array::len((SELECT VALUE id FROM team_member WHERE person = $person)) >= $most_teams {
        THROW 'too-many-teams'
    };
    UPDATE type::record('team', $team) SET members += 1 RETURN NONE;
    CREATE type::record('team_member', [$team, $person]) SET
        team = $team, person = $person, name = $name, since = $now, qualities = {} RETURN NONE;";

const REQUEST: &str =
    "team, person, name, asked, ends, type::record('team', team).content.name AS team_name";

#[derive(Deserialize)]
struct RequestRow {
    team: TeamId,
    team_name: Option<String>,
    person: PersonId,
    name: String,
    asked: DateTime<Utc>,
    ends: DateTime<Utc>,
}

#[derive(Deserialize)]
struct NoticeRow {
    what: What,
    team: TeamId,
    team_name: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Deserialize)]
struct InviteRow {
    id: String,
    team: TeamId,
    made: DateTime<Utc>,
    ends: DateTime<Utc>,
}

impl From<RequestRow> for JoinRequest {
    fn from(row: RequestRow) -> Self {
        Self {
            team: row.team,
            team_name: row.team_name.unwrap_or_default(),
            person: row.person,
            name: row.name,
            asked: row.asked,
            ends: row.ends,
        }
    }
}

impl From<NoticeRow> for Notice {
    fn from(row: NoticeRow) -> Self {
        Self {
            what: row.what,
            team: row.team,
            team_name: row.team_name.unwrap_or_default(),
            at: row.at,
        }
    }
}

impl InviteRow {
    fn invite(self) -> Option<(TeamId, Invite)> {
        let invite = Invite {
            id: InviteId::parse(&self.id)?,
            made: self.made,
            ends: self.ends,
        };
        Some((self.team, invite))
    }
}

fn entering(team: &TeamId, person: &PersonId, now: DateTime<Utc>) -> Variables {
    let mut variables = team_variables(team);
    variables.insert("person", person.as_str().to_owned());
    variables.insert("now", now);
    variables.insert("most_members", most(MOST_MEMBERS));
    variables.insert("most_teams", most(MOST_TEAMS));
    variables
}

impl Store {
    /// Notes a link.
    ///
    /// # Errors
    /// Throws `too-many-invites`.
    pub(crate) async fn add_invite(
        &self,
        team: &TeamId,
        by: &PersonId,
        invite: &Invite,
    ) -> Result<(), StoreError> {
        let body = "IF array::len((SELECT VALUE id FROM team_invite WHERE team = $team AND ends > $made)) >= $most {
                THROW 'too-many-invites'
            };
            CREATE type::record('team_invite', $id) SET team = $team, by = $by, made = $made, ends = $ends RETURN NONE";
        let mut variables = team_variables(team);
        variables.insert("id", invite.id.as_str().to_owned());
        variables.insert("by", by.as_str().to_owned());
        variables.insert("made", invite.made);
        variables.insert("ends", invite.ends);
        variables.insert("most", most(MOST_INVITES));
        self.db
            .transact("making a link into a team", body, variables)
            .await
            .map(drop)
    }

    /// Ends a link of a team; one that is not there has ended already.
    pub(crate) async fn revoke_invite(
        &self,
        team: &TeamId,
        invite: &InviteId,
    ) -> Result<(), StoreError> {
        let body = "DELETE type::record('team_invite', $id) WHERE team = $team RETURN NONE";
        let mut variables = team_variables(team);
        variables.insert("id", invite.as_str().to_owned());
        self.db
            .transact("ending a link into a team", body, variables)
            .await
            .map(drop)
    }

    /// A link that is open, and where it leads.
    pub(crate) async fn invite(
        &self,
        id: &InviteId,
        now: DateTime<Utc>,
    ) -> Result<Option<(TeamId, Invite)>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("id", id.as_str().to_owned());
        variables.insert("now", now);
        let surql = "SELECT record::id(id) AS id, team, made, ends
            FROM type::record('team_invite', $id) WHERE ends > $now";
        Ok(self.read_invites(surql, variables).await?.pop())
    }

    /// The open links of a team, newest first.
    pub(crate) async fn invites(
        &self,
        team: &TeamId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Invite>, StoreError> {
        let mut variables = team_variables(team);
        variables.insert("now", now);
        let surql = "SELECT record::id(id) AS id, team, made, ends
            FROM team_invite WHERE team = $team AND ends > $now ORDER BY made DESC";
        let invites = self.read_invites(surql, variables).await?;
        Ok(invites.into_iter().map(|(_, invite)| invite).collect())
    }

    async fn read_invites(
        &self,
        surql: &'static str,
        variables: Variables,
    ) -> Result<Vec<(TeamId, Invite)>, StoreError> {
        let rows: Vec<Value> = self
            .db
            .read(surql)
            .bind(variables)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading links into a team"))?;
        let rows: Vec<InviteRow> = read("team_invite", rows)?;
        Ok(rows.into_iter().filter_map(InviteRow::invite).collect())
    }

    /// Lets somebody in by a link.
    ///
    /// # Errors
    /// Throws `invite-ended`, `team-closed`, `already-in-team`, `team-full` or `too-many-teams`.
    pub(crate) async fn enter_by_invite(
        &self,
        team: &TeamId,
        invite: &InviteId,
        who: &Author,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = format!(
            "LET $link = (SELECT team, ends FROM ONLY type::record('team_invite', $invite));
            IF $link IS NONE OR $link.team != $team OR $link.ends <= $now {{ THROW 'invite-ended' }};
            {ENTER}
            IF record::exists(type::record('team_request', [$team, $person])) {{
                fn::end_team_request($team, $person, 'joined', $now)
            }}"
        );
        let mut variables = entering(team, &who.person, now);
        variables.insert("name", who.name.clone());
        variables.insert("invite", invite.as_str().to_owned());
        self.db
            .transact("entering a team", &body, variables)
            .await
            .map(drop)
    }

    /// Notes that somebody asks to join, and that it ends.
    ///
    /// # Errors
    /// Throws `team-closed`, `already-in-team` or `too-many-requests`; [`StoreError::AlreadyExists`] when it stands.
    pub(crate) async fn ask_to_join(&self, request: &JoinRequest) -> Result<(), StoreError> {
        let body = "IF (SELECT VALUE state FROM ONLY type::record('team', $team)) != 'open' { THROW 'team-closed' };
            IF record::exists(type::record('team_member', [$team, $person])) { THROW 'already-in-team' };
            IF array::len((SELECT VALUE id FROM team_request WHERE team = $team)) >= $most
                OR array::len((SELECT VALUE id FROM team_request WHERE person = $person)) >= $most {
                THROW 'too-many-requests'
            };
            CREATE type::record('team_request', [$team, $person]) SET
                team = $team, person = $person, name = $name, asked = $now, ends = $ends RETURN NONE;
            fn::enqueue($kind, string::concat($team, '/', $person), $ends, { team: $team, person: $person })";
        let mut variables = entering(&request.team, &request.person, request.asked);
        variables.insert("name", request.name.clone());
        variables.insert("ends", request.ends);
        variables.insert("kind", REQUEST_ENDS.to_owned());
        variables.insert("most", most(MOST_REQUESTS));
        self.db
            .transact("asking to join a team", body, variables)
            .await
            .map(drop)
    }

    /// Takes a request back.
    ///
    /// # Errors
    /// Throws `request-gone`.
    pub(crate) async fn withdraw_request(
        &self,
        team: &TeamId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $asked = type::record('team_request', [$team, $person]);
            IF !record::exists($asked) { THROW 'request-gone' };
            DELETE $asked RETURN NONE;
            fn::dequeue($kind, string::concat($team, '/', $person))";
        let mut variables = entering(team, person, now);
        variables.insert("kind", REQUEST_ENDS.to_owned());
        self.db
            .transact("taking a request to join back", body, variables)
            .await
            .map(drop)
    }

    /// A member's answer.
    ///
    /// # Errors
    /// Throws `request-gone`; with a yes also what [`Self::enter_by_invite`] throws of the team.
    pub(crate) async fn answer_request(
        &self,
        team: &TeamId,
        person: &PersonId,
        yes: bool,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (enter, what) = if yes {
            (ENTER, "joined")
        } else {
            ("", "declined")
        };
        let body = format!(
            "LET $asked = (SELECT name, ends FROM ONLY type::record('team_request', [$team, $person]));
            IF $asked IS NONE OR $asked.ends <= $now {{ THROW 'request-gone' }};
            LET $name = $asked.name;
            {enter}
            fn::end_team_request($team, $person, $what, $now)"
        );
        let mut variables = entering(team, person, now);
        variables.insert("what", what.to_owned());
        self.db
            .transact("answering a request to join", &body, variables)
            .await
            .map(drop)
    }

    /// Ends a request that nobody answered, and tells both sides.
    pub(crate) async fn end_unanswered(
        &self,
        team: &TeamId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "LET $asked = (SELECT ends FROM ONLY type::record('team_request', [$team, $person]));
            IF $asked IS NOT NONE AND $asked.ends <= $now {
                DELETE type::record('team_request', [$team, $person]) RETURN NONE;
                CREATE team_notice SET person = $person, team = $team, what = 'ended', at = $now RETURN NONE;
                FOR $member IN (SELECT VALUE person FROM team_member WHERE team = $team) {
                    CREATE team_notice SET person = $member, team = $team, what = 'unanswered', at = $now RETURN NONE;
                };
            }";
        self.db
            .transact(
                "ending a request to join",
                body,
                entering(team, person, now),
            )
            .await
            .map(drop)
    }

    /// Lets somebody go; the last one closes the team.
    ///
    /// # Errors
    /// Throws `not-in-team`.
    pub(crate) async fn leave_team(
        &self,
        team: &TeamId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "IF !record::exists(type::record('team_member', [$team, $person])) { THROW 'not-in-team' };
            fn::leave_team($team, $person, $now)";
        self.db
            .transact("leaving a team", body, entering(team, person, now))
            .await
            .map(drop)
    }

    /// Somebody's open request to a team.
    pub(crate) async fn request(
        &self,
        team: &TeamId,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<Option<JoinRequest>, StoreError> {
        let such = "person = $person AND team = $team AND ends > $now";
        let found = self
            .read_requests(such, entering(team, person, now))
            .await?;
        Ok(found.into_iter().next())
    }

    /// Open requests to teams, soonest to end first.
    pub(crate) async fn requests_to(
        &self,
        teams: &[TeamId],
        now: DateTime<Utc>,
    ) -> Result<Vec<JoinRequest>, StoreError> {
        let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
        let mut variables = Variables::new();
        variables.insert("teams", teams);
        variables.insert("now", now);
        self.read_requests("team IN $teams AND ends > $now", variables)
            .await
    }

    /// Somebody's open requests, soonest to end first.
    pub(crate) async fn requests_by(
        &self,
        person: &PersonId,
        now: DateTime<Utc>,
    ) -> Result<Vec<JoinRequest>, StoreError> {
        let mut variables = Variables::new();
        variables.insert("person", person.as_str().to_owned());
        variables.insert("now", now);
        self.read_requests("person = $person AND ends > $now", variables)
            .await
    }

    async fn read_requests(
        &self,
        such: &'static str,
        variables: Variables,
    ) -> Result<Vec<JoinRequest>, StoreError> {
        let surql =
            format!("SELECT {REQUEST} FROM team_request WHERE {such} ORDER BY ends, person");
        let rows: Vec<Value> = self
            .db
            .read_built(surql)
            .bind(variables)
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading requests to join"))?;
        read::<RequestRow, JoinRequest>("team_request", rows)
    }

    /// What somebody is told since `after`, newest first.
    pub(crate) async fn notices(
        &self,
        person: &PersonId,
        after: DateTime<Utc>,
    ) -> Result<Vec<Notice>, StoreError> {
        let rows: Vec<Value> = self
            .db
            .read(
                "SELECT what, team, at, type::record('team', team).content.name AS team_name
                FROM team_notice WHERE person = $person AND at > $after ORDER BY at DESC LIMIT 50",
            )
            .bind(("person", person.as_str().to_owned()))
            .bind(("after", after))
            .await
            .and_then(|mut results| results.take(0))
            .map_err(StoreError::while_doing("reading news of teams"))?;
        read::<NoticeRow, Notice>("team_notice", rows)
    }

    /// Removes links that ended and news of before `told_until`.
    pub(crate) async fn sweep_teams(
        &self,
        now: DateTime<Utc>,
        told_until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let body = "DELETE team_invite WHERE ends <= $now RETURN NONE;
            DELETE team_notice WHERE at <= $told_until RETURN NONE";
        let mut variables = Variables::new();
        variables.insert("now", now);
        variables.insert("told_until", told_until);
        self.db
            .transact("removing what ended in teams", body, variables)
            .await
            .map(drop)
    }
}
