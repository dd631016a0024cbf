//! Founding, changing and showing teams.

use ::store::StoreError;
use chrono::{DateTime, Utc};
use contract::Caller;
use nouns::{Paging, Region, StudyField, TeamId};

use super::{
    Invite, JoinRequest, Member, NOTICE_LASTS, Narrowed, Notice, Qualities, Team, TeamContent,
    TeamState, rules,
};
use crate::following::Names;
use crate::{Toolbox, ToolboxError, author};

/// A name is tried with so many numbers behind it before an address is drawn.
const NUMBERED: u32 = 9;

/// A question for teams, already parsed.
#[derive(Debug, Clone, Default)]
pub struct TeamQuestion {
    pub text: String,
    /// A province includes its RMC regions.
    pub region: Option<Region>,
    pub field: Option<StudyField>,
    pub paging: Paging,
}

/// A team as somebody sees it.
#[derive(Debug, Clone)]
pub struct TeamView {
    pub team: Team,
    /// Whether the reader is a member.
    pub mine: bool,
    /// Those whose names the reader may read, longest in the team first; their qualities only
    /// where the reader may read those too.
    pub members: Vec<Member>,
    /// Qualities that the page shows, for whoever reads no names.
    pub qualities: Vec<Qualities>,
    /// For members.
    pub requests: Vec<JoinRequest>,
    /// For members.
    pub invites: Vec<Invite>,
    /// Until when the reader's own request waits.
    pub my_request: Option<DateTime<Utc>>,
    pub may_join: bool,
}

/// What runs for somebody in teams.
#[derive(Debug, Clone, Default)]
pub struct MyTeams {
    pub teams: Vec<Team>,
    pub to_answer: Vec<JoinRequest>,
    pub asked: Vec<JoinRequest>,
    pub notices: Vec<Notice>,
}

impl Toolbox {
    /// Founds a team; whoever founds it is its first member.
    pub async fn found_team(
        &self,
        by: &Caller,
        content: TeamContent,
    ) -> Result<Team, ToolboxError> {
        let slug = content.name.slug();
        let numbered = (2..=NUMBERED).map(|number| format!("{slug}-{number}"));
        let drawn = format!("{slug}-{}", TeamId::fresh());
        for id in [slug.clone()].into_iter().chain(numbered).chain([drawn]) {
            let Ok(id) = TeamId::parse(&id) else { continue };
            match self.found_team_as(by, id, content.clone()).await {
                Err(ToolboxError::TeamExists(_)) => {}
                answer => return answer,
            }
        }
        Err(ToolboxError::TeamExists(content.name.slug()))
    }

    /// Founds a team under an id that is given, as seeds do.
    pub async fn found_team_as(
        &self,
        by: &Caller,
        id: TeamId,
        content: TeamContent,
    ) -> Result<Team, ToolboxError> {
        if !rules::may_found(by) {
            return Err(ToolboxError::TeachersHaveTeams);
        }
        let team = Team {
            id,
            content,
            state: TeamState::Open,
            founded: self.clock.now(),
        };
        match self.store.found_team(&team, &author(by)).await {
            Ok(()) => Ok(team),
            Err(StoreError::AlreadyExists) => Err(ToolboxError::TeamExists(team.id.to_string())),
            Err(problem) => Err(problem.into()),
        }
    }

    /// Changes what a team is. Its cards say its new name from then on.
    pub async fn change_team(
        &self,
        by: &Caller,
        id: &TeamId,
        content: TeamContent,
    ) -> Result<Team, ToolboxError> {
        let team = self.own_team(by, id).await?;
        if team.content == content {
            return Ok(team);
        }
        let team = Team { content, ..team };
        self.store.change_team(&team).await?;
        Ok(team)
    }

    /// A team, open or closed.
    pub async fn team(&self, id: &TeamId) -> Result<Team, ToolboxError> {
        let team = self.store.team(id).await?;
        team.ok_or_else(|| ToolboxError::NoTeam(id.clone()))
    }

    /// A team as the caller sees it.
    pub async fn team_view(
        &self,
        caller: Option<&Caller>,
        id: &TeamId,
    ) -> Result<TeamView, ToolboxError> {
        let team = self.team(id).await?;
        let members = self.store.members(id).await?;
        let names = self.names_for(caller).await?;
        let mine = is_member(caller, &members);
        let teams_of_caller = self.teams_of(caller).await?.len();
        let reads_names = rules::may_read_names(caller, teams_of_caller);
        let may_be_read = |person: &str| reads_names && names.may_be_read(person);
        let now = self.clock.now();
        let (requests, invites) = if mine {
            let requests = self
                .store
                .requests_to(std::slice::from_ref(id), now)
                .await?;
            let requests = readable(requests, &names);
            (requests, self.store.invites(id, now).await?)
        } else {
            (Vec::new(), Vec::new())
        };
        let my_request = match caller {
            Some(caller) => self.store.request(id, &caller.person, now).await?,
            None => None,
        };
        Ok(TeamView {
            may_join: caller.is_some_and(|caller| rules::may_join(caller, &team, mine))
                && my_request.is_none(),
            my_request: my_request.map(|request| request.ends),
            qualities: on_page(&members, reads_names, &names),
            members: rules::shown(&members, may_be_read)
                .into_iter()
                .map(|member| as_read_by(member, mine))
                .collect(),
            team,
            mine,
            requests,
            invites,
        })
    }

    /// Open teams by name, and how many there are on all pages.
    pub async fn teams(&self, question: &TeamQuestion) -> Result<(u64, Vec<Team>), ToolboxError> {
        let narrowed = Narrowed {
            text: question.text.trim().to_lowercase(),
            regions: question
                .region
                .map(|region| region.parts().collect())
                .unwrap_or_default(),
            field: question.field,
        };
        Ok(self.store.teams(&narrowed, question.paging).await?)
    }

    /// The ids of the teams that the caller acts for: none for whoever does not teach.
    pub async fn teams_of(&self, caller: Option<&Caller>) -> Result<Vec<TeamId>, ToolboxError> {
        match caller.filter(|caller| rules::takes_part(caller)) {
            Some(caller) => Ok(self.store.teams_of(&caller.person).await?),
            None => Ok(Vec::new()),
        }
    }

    /// The caller's teams, what waits on them there, and what they asked.
    pub async fn my_teams(&self, by: &Caller) -> Result<MyTeams, ToolboxError> {
        let ids = self.teams_of(Some(by)).await?;
        let names = self.names_for(Some(by)).await?;
        let now = self.clock.now();
        let mut teams = self.store.teams_by_id(&ids).await?;
        teams.sort_by(|one, other| one.name().cmp(other.name()));
        Ok(MyTeams {
            to_answer: readable(self.store.requests_to(&ids, now).await?, &names),
            asked: self.store.requests_by(&by.person, now).await?,
            notices: self.store.notices(&by.person, now - NOTICE_LASTS).await?,
            teams,
        })
    }

    /// Says what the caller is good at, in one of their teams.
    pub async fn describe_myself(
        &self,
        by: &Caller,
        id: &TeamId,
        qualities: &Qualities,
    ) -> Result<(), ToolboxError> {
        self.own_team(by, id).await?;
        Ok(self.store.describe(id, &by.person, qualities).await?)
    }

    /// An open team that the caller is a member of.
    pub(crate) async fn own_team(&self, by: &Caller, id: &TeamId) -> Result<Team, ToolboxError> {
        let team = self.team(id).await?;
        if !team.is_open() {
            return Err(ToolboxError::TeamClosed);
        }
        if !is_member(Some(by), &self.store.members(id).await?) {
            return Err(ToolboxError::NotInTeam);
        }
        Ok(team)
    }
}

fn is_member(caller: Option<&Caller>, members: &[Member]) -> bool {
    let people = members.iter().map(|member| &member.person);
    caller.is_some_and(|caller| rules::is_member(caller, people))
}

/// A member as their team or another reads them.
fn as_read_by(member: &Member, reader_is_member: bool) -> Member {
    let mut member = member.clone();
    if !rules::may_read_qualities(reader_is_member, &member.qualities) {
        member.qualities = Qualities::default();
    }
    member
}

/// What the page shows of qualities without a name beside them: all that may be shown to a
/// stranger, and nothing to whoever reads the names.
fn on_page(members: &[Member], reads_names: bool, names: &Names) -> Vec<Qualities> {
    if reads_names {
        return Vec::new();
    }
    let shown = members.iter().filter(|member| {
        names.may_be_read(member.person.as_str())
            && member.qualities.on_page
            && !member.qualities.is_empty()
    });
    shown.map(|member| member.qualities.clone()).collect()
}

/// Two people of whom one blocked the other do not meet in a request either.
fn readable(mut requests: Vec<JoinRequest>, names: &Names) -> Vec<JoinRequest> {
    requests.retain(|request| names.may_be_read(request.person.as_str()));
    requests
}
