//! What these pages ask of matching: one small function for each call.

use contract::matching::{
    Dashboard, DashboardQuestion, Draft, DraftList, DraftPairs, NewEdit, NewPolicy, NewProgramme,
    Nudge, PairsQuestion, Policy, PolicyPreview, Programme, ProgrammeList, Publish, RunDrafts,
};
use wire::{CallerToken, Client, Problem, segment};

use crate::app::App;
use crate::error::PageError;
use crate::session::Caller;

/// The programmes that somebody runs, takes part in or may join.
pub(crate) async fn mine(matching: &Client, by: &CallerToken) -> Result<ProgrammeList, Problem> {
    matching.get(Some(by), "/programmes", &()).await
}

pub(crate) async fn all(app: &App, by: &Caller) -> Result<ProgrammeList, Problem> {
    mine(&app.services.matching, &by.token).await
}

fn path(id: &str, below: &str) -> String {
    format!("/programmes/{}{below}", segment(id))
}

pub(super) async fn one(app: &App, by: &Caller, id: &str) -> Result<Programme, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), &path(id, ""), &()).await
}

/// The same for a page of who runs it; to others there is no such page.
pub(super) async fn run_by(app: &App, by: &Caller, id: &str) -> Result<Programme, PageError> {
    let programme = one(app, by, id).await?;
    if super::runs(&programme) {
        Ok(programme)
    } else {
        Err(PageError::NotFound)
    }
}

pub(super) async fn set_up(
    app: &App,
    by: &Caller,
    new: &NewProgramme,
) -> Result<Programme, Problem> {
    let client = &app.services.matching;
    client.post(Some(&by.token), "/programmes", new).await
}

pub(super) async fn change(
    app: &App,
    by: &Caller,
    id: &str,
    new: &NewProgramme,
) -> Result<Programme, Problem> {
    let client = &app.services.matching;
    client.put(Some(&by.token), &path(id, ""), new).await
}

pub(super) async fn policy(app: &App, by: &Caller, id: &str) -> Result<Policy, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), &path(id, "/policy"), &()).await
}

pub(super) async fn set_policy(
    app: &App,
    by: &Caller,
    id: &str,
    new: &NewPolicy,
) -> Result<Policy, Problem> {
    let client = &app.services.matching;
    client.put(Some(&by.token), &path(id, "/policy"), new).await
}

pub(super) async fn preview(
    app: &App,
    by: &Caller,
    id: &str,
    new: &NewPolicy,
) -> Result<PolicyPreview, Problem> {
    let client = &app.services.matching;
    let path = path(id, "/policy/preview");
    client.post(Some(&by.token), &path, new).await
}

pub(super) async fn drafts(app: &App, by: &Caller, id: &str) -> Result<DraftList, Problem> {
    let client = &app.services.matching;
    client.get(Some(&by.token), &path(id, "/drafts"), &()).await
}

pub(super) async fn pairs(
    app: &App,
    by: &Caller,
    id: &str,
    rule: &str,
    question: &PairsQuestion,
) -> Result<DraftPairs, Problem> {
    let client = &app.services.matching;
    let path = path(id, &format!("/drafts/{}", segment(rule)));
    client.get(Some(&by.token), &path, question).await
}

/// A deed of a coordinator on the drafts.
pub(super) enum Deed {
    Run(RunDrafts),
    Edit(NewEdit),
    Undo(u32),
    Publish(Publish),
}

pub(super) async fn act(app: &App, by: &Caller, id: &str, deed: &Deed) -> Result<(), Problem> {
    let client = &app.services.matching;
    let token = Some(&by.token);
    match deed {
        Deed::Run(asked) => {
            let done: Result<DraftList, Problem> =
                client.post(token, &path(id, "/drafts"), asked).await;
            done.map(drop)
        }
        Deed::Edit(new) => {
            let done: Result<DraftList, Problem> =
                client.post(token, &path(id, "/edits"), new).await;
            done.map(drop)
        }
        Deed::Undo(n) => {
            let path = path(id, &format!("/edits/{n}/undo"));
            let done: Result<DraftList, Problem> = client.post(token, &path, &()).await;
            done.map(drop)
        }
        Deed::Publish(publish) => {
            let done: Result<Draft, Problem> =
                client.post(token, &path(id, "/publish"), publish).await;
            done.map(drop)
        }
    }
}

pub(super) async fn dashboard(
    app: &App,
    by: &Caller,
    id: &str,
    question: &DashboardQuestion,
) -> Result<Dashboard, Problem> {
    let client = &app.services.matching;
    let path = path(id, "/dashboard");
    client.get(Some(&by.token), &path, question).await
}

pub(super) async fn nudge(app: &App, by: &Caller, id: &str, nudge: &Nudge) -> Result<(), Problem> {
    let client = &app.services.matching;
    client
        .post(Some(&by.token), &path(id, "/nudge"), nudge)
        .await
}
