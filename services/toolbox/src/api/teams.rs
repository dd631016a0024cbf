//! Teams over HTTP: translation only.

use std::sync::Arc;

use contract::FieldProblem;
use contract::toolbox::{
    self as wired, InviteLook, InviteSecret as Told, JoinAnswer, MadeInvite, NUMBER_UNREADABLE,
    PAGE_OUT_OF_RANGE, TEAM_FIELD_UNKNOWN, TEAM_REGION_UNKNOWN,
};
use nouns::{Paging, PersonId, Region, StudyField, TeamId};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn, Visitor};

use crate::teams::{
    Invite, InviteId, InviteSecret, JoinRequest, Member, Notice, Qualities, Team, TeamQuestion,
    TeamView, rules,
};
use crate::{Toolbox, teams};

pub(super) struct TeamApi(pub(super) Arc<Toolbox>);

/// A team that was founded.
#[derive(ApiResponse)]
enum Founded {
    #[oai(status = 201)]
    Team(Json<wired::TeamPage>),
}

/// A link that was made.
#[derive(ApiResponse)]
enum Made {
    #[oai(status = 201)]
    Link(Json<MadeInvite>),
}

#[OpenApi]
impl TeamApi {
    /// Open teams, by name.
    #[oai(path = "/teams", method = "get")]
    async fn teams(
        &self,
        visitor: Visitor,
        /// Part of a name, a school, a programme or what a team is good at.
        q: Query<Option<String>>,
        /// A province includes its RMC regions.
        region: Query<Option<String>>,
        /// A broad study field: two digits of ISCED-F 2013.
        field: Query<Option<String>>,
        /// From 1.
        page: Query<Option<String>>,
        /// 1 to 100; 20 when it is not said.
        per_page: Query<Option<String>>,
    ) -> poem::Result<Json<wired::TeamList>> {
        let asked = wired::TeamQuestion {
            q: q.0.unwrap_or_default(),
            region: region.0.unwrap_or_default(),
            field: field.0.unwrap_or_default(),
            page: page.0.unwrap_or_default(),
            per_page: per_page.0.unwrap_or_default(),
        };
        let question = question(&asked).map_err(Problem::Refused)?;
        let (total, found) = self.0.teams(&question).await.map_err(Problem::from)?;
        let may_found = visitor.caller().is_some_and(rules::may_found);
        Ok(Json(wired::TeamList {
            total,
            teams: found.iter().map(team).collect(),
            may: deeds([("found", may_found)]),
        }))
    }

    /// Founds a team; whoever founds it is its first member.
    #[oai(path = "/teams", method = "post")]
    async fn found(
        &self,
        by: SignedIn,
        content: Json<wired::TeamContent>,
    ) -> poem::Result<Founded> {
        if !rules::may_found(&by.0) {
            return Err(Problem::Forbidden(wired::TEACHERS_HAVE_TEAMS).into());
        }
        let content = teams::team_content(&content).map_err(Problem::Refused)?;
        let founded = self.0.found_team(&by.0, content).await;
        let founded = founded.map_err(Problem::from)?;
        Ok(Founded::Team(Json(self.page(&by, &founded.id).await?)))
    }

    /// A team as the caller sees it.
    #[oai(path = "/teams/:id", method = "get")]
    async fn team(
        &self,
        visitor: Visitor,
        id: Path<String>,
    ) -> poem::Result<Json<wired::TeamPage>> {
        let found = self.0.team_view(visitor.caller(), &named(&id)?).await;
        Ok(Json(view(found.map_err(Problem::from)?)))
    }

    /// Changes what a team is; any member does.
    #[oai(path = "/teams/:id", method = "put")]
    async fn change(
        &self,
        by: SignedIn,
        id: Path<String>,
        content: Json<wired::TeamContent>,
    ) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        self.0.own_team(&by.0, &id).await.map_err(Problem::from)?;
        let content = teams::team_content(&content).map_err(Problem::Refused)?;
        let changed = self.0.change_team(&by.0, &id, content).await;
        changed.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// Says what the caller is good at, in a team of theirs.
    #[oai(path = "/teams/:id/qualities", method = "put")]
    async fn describe(
        &self,
        by: SignedIn,
        id: Path<String>,
        said: Json<wired::Qualities>,
    ) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        self.0.own_team(&by.0, &id).await.map_err(Problem::from)?;
        let qualities = teams::qualities(&said).map_err(Problem::Refused)?;
        let described = self.0.describe_myself(&by.0, &id, &qualities).await;
        described.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// Leaves a team. The last one closes it.
    #[oai(path = "/teams/:id/leave", method = "post")]
    async fn leave(&self, by: SignedIn, id: Path<String>) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        let left = self.0.leave_team(&by.0, &id).await;
        left.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// Makes a link that lets teachers in, for 14 days. Its secret is told only now.
    #[oai(path = "/teams/:id/invites", method = "post")]
    async fn invite(&self, by: SignedIn, id: Path<String>) -> poem::Result<Made> {
        let made = self.0.invite(&by.0, &named(&id)?).await;
        let (secret, invite) = made.map_err(Problem::from)?;
        Ok(Made::Link(Json(MadeInvite {
            secret: secret.reveal(),
            ends: invite.ends,
        })))
    }

    /// Ends a link.
    #[oai(path = "/teams/:id/invites/:invite", method = "delete")]
    async fn revoke(
        &self,
        by: SignedIn,
        id: Path<String>,
        invite: Path<String>,
    ) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        let invite = InviteId::parse(&invite).ok_or(Problem::NotFound)?;
        let revoked = self.0.revoke_invite(&by.0, &id, &invite).await;
        revoked.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// Which team a link leads to.
    #[oai(path = "/team-invites/look", method = "post")]
    async fn look(&self, by: SignedIn, told: Json<Told>) -> poem::Result<Json<InviteLook>> {
        let found = self.0.look_at_invite(&by.0, &secret(&by, &told)?).await;
        let (found, invite, mine) = found.map_err(Problem::from)?;
        Ok(Json(InviteLook {
            team: team(&found),
            ends: invite.ends,
            mine,
        }))
    }

    /// Comes into the team that a link leads to.
    #[oai(path = "/team-invites/accept", method = "post")]
    async fn accept(&self, by: SignedIn, told: Json<Told>) -> poem::Result<Json<wired::TeamPage>> {
        let entered = self.0.accept_invite(&by.0, &secret(&by, &told)?).await;
        let entered = entered.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &entered.id).await?))
    }

    /// Asks to join: a member answers within 14 days, or it ends with a notice.
    #[oai(path = "/teams/:id/requests", method = "post")]
    async fn ask(&self, by: SignedIn, id: Path<String>) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        let asked = self.0.ask_to_join(&by.0, &id).await;
        asked.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// Takes the own request back.
    #[oai(path = "/teams/:id/requests", method = "delete")]
    async fn take_back(
        &self,
        by: SignedIn,
        id: Path<String>,
    ) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        self.0.team(&id).await.map_err(Problem::from)?;
        let withdrawn = self.0.withdraw_request(&by.0, &id).await;
        withdrawn.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// A member says yes or no to somebody who asks to join.
    #[oai(path = "/teams/:id/requests/:person", method = "post")]
    async fn answer(
        &self,
        by: SignedIn,
        id: Path<String>,
        person: Path<String>,
        answer: Json<JoinAnswer>,
    ) -> poem::Result<Json<wired::TeamPage>> {
        let id = named(&id)?;
        let person = PersonId::parse(&person).map_err(|_| Problem::NotFound)?;
        let answered = self.0.answer_request(&by.0, &id, &person, answer.yes).await;
        answered.map_err(Problem::from)?;
        Ok(Json(self.page(&by, &id).await?))
    }

    /// The caller's teams, what waits on them there, and what they asked.
    #[oai(path = "/my-teams", method = "get")]
    async fn mine(&self, by: SignedIn) -> poem::Result<Json<wired::MyTeams>> {
        let mine = self.0.my_teams(&by.0).await.map_err(Problem::from)?;
        Ok(Json(wired::MyTeams {
            teams: mine.teams.iter().map(team).collect(),
            to_answer: mine.to_answer.into_iter().map(request).collect(),
            asked: mine.asked.into_iter().map(request).collect(),
            notices: mine.notices.into_iter().map(notice).collect(),
            may: deeds([("found", rules::may_found(&by.0))]),
        }))
    }
}

impl TeamApi {
    async fn page(&self, by: &SignedIn, id: &TeamId) -> Result<wired::TeamPage, Problem> {
        Ok(view(self.0.team_view(Some(&by.0), id).await?))
    }
}

/// What is no id names no team.
fn named(id: &str) -> Result<TeamId, Problem> {
    TeamId::parse(id).map_err(|_| Problem::NotFound)
}

/// What is no secret opens nothing; who may is asked first.
fn secret(by: &SignedIn, told: &Told) -> Result<InviteSecret, Problem> {
    if !rules::takes_part(&by.0) {
        return Err(Problem::Forbidden(wired::TEACHERS_HAVE_TEAMS));
    }
    InviteSecret::parse(&told.secret).ok_or(Problem::Conflict(wired::TEAM_INVITE_ENDED))
}

fn question(asked: &wired::TeamQuestion) -> Result<TeamQuestion, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let given = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let region = given(&asked.region).and_then(|code| {
        Region::parse(&code)
            .map_err(|_| problems.push(FieldProblem::new("region", TEAM_REGION_UNKNOWN)))
            .ok()
    });
    let field = given(&asked.field).and_then(|code| {
        StudyField::parse(&code)
            .map_err(|_| problems.push(FieldProblem::new("field", TEAM_FIELD_UNKNOWN)))
            .ok()
    });
    let mut number = |field: &str, value: &str| {
        given(value).and_then(|number| {
            number
                .parse::<u32>()
                .map_err(|_| problems.push(FieldProblem::new(field, NUMBER_UNREADABLE)))
                .ok()
        })
    };
    let (page, per_page) = (
        number("page", &asked.page),
        number("per_page", &asked.per_page),
    );
    let paging = Paging::parse(page, per_page).unwrap_or_else(|_| {
        problems.push(FieldProblem::new("page", PAGE_OUT_OF_RANGE));
        Paging::default()
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(TeamQuestion {
        text: asked.q.clone(),
        region,
        field,
        paging,
    })
}

pub(super) fn deeds<const N: usize>(deeds: [(&str, bool); N]) -> Vec<String> {
    let may = deeds.into_iter().filter(|(_, may)| *may);
    may.map(|(deed, _)| deed.to_owned()).collect()
}

fn team(team: &Team) -> wired::Team {
    let content = &team.content;
    let lines = |lines: &[crate::card::Line<120>]| {
        let line = |line: &crate::card::Line<120>| line.as_str().to_owned();
        lines.iter().map(line).collect()
    };
    wired::Team {
        id: team.id.as_str().to_owned(),
        content: wired::TeamContent {
            name: team.name().to_owned(),
            schools: lines(&content.schools),
            region: content.region.code().to_owned(),
            field: content.field.map(StudyField::code).unwrap_or_default(),
            programme: content.programme.as_str().to_owned(),
            good_at: lines(&content.good_at),
        },
        region_name: content.region.name().to_owned(),
        closed: !team.is_open(),
        founded: team.founded,
    }
}

fn view(view: TeamView) -> wired::TeamPage {
    let acts = view.mine && view.team.is_open();
    wired::TeamPage {
        may: deeds([
            ("join", view.may_join),
            ("edit", acts),
            ("invite", acts),
            ("describe", acts),
            ("leave", view.mine),
        ]),
        team: team(&view.team),
        mine: view.mine,
        members: view.members.into_iter().map(member).collect(),
        qualities: view.qualities.iter().map(qualities).collect(),
        requests: view.requests.into_iter().map(request).collect(),
        invites: view.invites.iter().map(invite).collect(),
        my_request: view.my_request,
    }
}

fn member(member: Member) -> wired::Member {
    wired::Member {
        person: member.person.to_string(),
        qualities: (!member.qualities.is_empty()).then(|| qualities(&member.qualities)),
        name: member.name,
    }
}

fn qualities(said: &Qualities) -> wired::Qualities {
    wired::Qualities {
        words: said.words().to_vec(),
        line: said.line().to_owned(),
        on_page: said.on_page,
    }
}

fn request(request: JoinRequest) -> wired::JoinRequest {
    wired::JoinRequest {
        team: request.team.to_string(),
        team_name: request.team_name,
        person: request.person.to_string(),
        name: request.name,
        asked: request.asked,
        ends: request.ends,
    }
}

fn invite(invite: &Invite) -> wired::Invite {
    wired::Invite {
        id: invite.id.as_str().to_owned(),
        made: invite.made,
        ends: invite.ends,
    }
}

fn notice(notice: Notice) -> wired::TeamNotice {
    wired::TeamNotice {
        what: notice.what.as_str().to_owned(),
        team: notice.team.to_string(),
        team_name: notice.team_name,
        at: notice.at,
    }
}
