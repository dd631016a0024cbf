//! What these pages ask of matching.

use contract::matching::{
    AskGuestHour, AskRoleModel, GuestSpeakerList, InvitationFor, InvitationList, Joined,
    MadeInvitation, NewInvitation, OwnRoleModel, Request, RoleModelList, ShortProfile,
};
use wire::{Problem, segment};

use crate::app::App;
use crate::session::Caller;

pub(super) async fn own(app: &App, by: &Caller) -> Result<OwnRoleModel, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), "/role-model", &()).await
}

pub(super) async fn save(
    app: &App,
    by: &Caller,
    typed: &ShortProfile,
) -> Result<OwnRoleModel, Problem> {
    let client = &app.services.matching;
    client.put(Some(&by.token), "/role-model", typed).await
}

pub(super) async fn empty(app: &App, by: &Caller) -> Result<(), Problem> {
    let client = &app.services.matching;
    client.delete(Some(&by.token), "/role-model").await
}

pub(super) async fn find(app: &App, by: &Caller) -> Result<RoleModelList, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/role-models", &()).await
}

pub(super) async fn ask(app: &App, by: &Caller, ask: &AskRoleModel) -> Result<Request, Problem> {
    let client = &app.services.matching;
    let path = "/role-models/requests";
    client.post(Some(&by.token), path, ask).await
}

pub(super) async fn speakers(app: &App, by: &Caller) -> Result<GuestSpeakerList, Problem> {
    let client = &app.services.matching;
    client
        .get(Some(&by.token), "/guest-hours/speakers", &())
        .await
}

pub(super) async fn ask_hour(
    app: &App,
    by: &Caller,
    ask: &AskGuestHour,
) -> Result<Request, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/guest-hours", ask).await
}

pub(super) async fn invitations(app: &App, by: &Caller) -> Result<InvitationList, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), "/invitations", &()).await
}

pub(super) async fn invite(
    app: &App,
    by: &Caller,
    new: &NewInvitation,
) -> Result<MadeInvitation, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/invitations", new).await
}

pub(super) async fn withdraw(app: &App, by: &Caller, id: &str) -> Result<(), Problem> {
    let client = &app.services.matching;
    let path = format!("/invitations/{}/withdraw", segment(id));
    client.post(Some(&by.token), &path, &()).await
}

pub(super) async fn look(
    app: &App,
    by: Option<&Caller>,
    secret: &str,
) -> Result<InvitationFor, Problem> {
    let client = &app.services.matching;
    let path = format!("/invitation-links/{}", segment(secret));
    client.get(by.map(|by| &by.token), &path, &()).await
}

pub(super) async fn join(app: &App, by: &Caller, secret: &str) -> Result<Joined, Problem> {
    let client = &app.services.matching;
    let path = format!("/invitation-links/{}/join", segment(secret));
    client.post(Some(&by.token), &path, &()).await
}
