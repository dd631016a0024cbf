//! What these pages ask of the toolbox, one function for each call.

use contract::toolbox::{
    CardAnswer, CardQuestion, InviteLook, InviteSecret, JoinAnswer, MadeInvite, MyTeams, Qualities,
    ReportsOfTeam, TeamContent, TeamList, TeamPage, TeamQuestion,
};
use nouns::Role;
use wire::{CallerToken, Client, Problem, segment};

use crate::session::Caller;

pub(super) async fn teams(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    question: &TeamQuestion,
) -> Result<TeamList, Problem> {
    toolbox.get(caller, "/teams", question).await
}

pub(super) async fn team(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<TeamPage, Problem> {
    toolbox.get(caller, &at(id), &()).await
}

pub(super) async fn found(
    toolbox: &Client,
    caller: &CallerToken,
    content: &TeamContent,
) -> Result<TeamPage, Problem> {
    toolbox.post(Some(caller), "/teams", content).await
}

pub(super) async fn change(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    content: &TeamContent,
) -> Result<TeamPage, Problem> {
    toolbox.put(Some(caller), &at(id), content).await
}

pub(super) async fn describe(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    said: &Qualities,
) -> Result<TeamPage, Problem> {
    let path = format!("{}/qualities", at(id));
    toolbox.put(Some(caller), &path, said).await
}

pub(super) async fn leave(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<TeamPage, Problem> {
    let path = format!("{}/leave", at(id));
    toolbox.post(Some(caller), &path, &()).await
}

pub(super) async fn ask(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<TeamPage, Problem> {
    let path = format!("{}/requests", at(id));
    toolbox.post(Some(caller), &path, &()).await
}

pub(super) async fn take_back(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<TeamPage, Problem> {
    let path = format!("{}/requests", at(id));
    toolbox.delete(Some(caller), &path).await
}

pub(super) async fn answer(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    person: &str,
    yes: bool,
) -> Result<TeamPage, Problem> {
    let path = format!("{}/requests/{}", at(id), segment(person));
    toolbox.post(Some(caller), &path, &JoinAnswer { yes }).await
}

pub(super) async fn invite(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
) -> Result<MadeInvite, Problem> {
    let path = format!("{}/invites", at(id));
    toolbox.post(Some(caller), &path, &()).await
}

pub(super) async fn revoke(
    toolbox: &Client,
    caller: &CallerToken,
    id: &str,
    invite: &str,
) -> Result<TeamPage, Problem> {
    let path = format!("{}/invites/{}", at(id), segment(invite));
    toolbox.delete(Some(caller), &path).await
}

pub(super) async fn look(
    toolbox: &Client,
    caller: &CallerToken,
    secret: &str,
) -> Result<InviteLook, Problem> {
    let secret = InviteSecret {
        secret: secret.to_owned(),
    };
    toolbox
        .post(Some(caller), "/team-invites/look", &secret)
        .await
}

pub(super) async fn accept(
    toolbox: &Client,
    caller: &CallerToken,
    secret: &str,
) -> Result<TeamPage, Problem> {
    let secret = InviteSecret {
        secret: secret.to_owned(),
    };
    toolbox
        .post(Some(caller), "/team-invites/accept", &secret)
        .await
}

/// The first cards that are shared on behalf of a team, as far as the caller reads them.
pub(super) async fn cards(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<CardAnswer, Problem> {
    let question = CardQuestion {
        team: id.to_owned(),
        per_page: "12".to_owned(),
        ..CardQuestion::default()
    };
    toolbox.get(caller, "/cards", &question).await
}

/// What a team tried.
pub(super) async fn reports(
    toolbox: &Client,
    caller: Option<&CallerToken>,
    id: &str,
) -> Result<ReportsOfTeam, Problem> {
    let path = format!("{}/reports", at(id));
    toolbox.get(caller, &path, &()).await
}

/// My teams, and what runs in them.
pub(crate) async fn mine(toolbox: &Client, caller: &CallerToken) -> Result<MyTeams, Problem> {
    toolbox.get(Some(caller), "/my-teams", &()).await
}

/// The same without asking for whoever has no teams by their role.
pub(crate) async fn mine_if_any(toolbox: &Client, me: &Caller) -> Result<MyTeams, Problem> {
    if me.is(Role::Docent) {
        mine(toolbox, &me.token).await
    } else {
        Ok(MyTeams::default())
    }
}

fn at(id: &str) -> String {
    format!("/teams/{}", segment(id))
}
