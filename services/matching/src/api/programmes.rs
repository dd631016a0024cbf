//! Programmes over HTTP: translation only.

use std::sync::Arc;

use contract::matching::{
    Dashboard, Draft, DraftList, DraftPairs, NewEdit, NewPolicy, NewProgramme, Nudge, Policy,
    PolicyPreview, Programme, ProgrammeList, Publish, RunDrafts,
};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::SignedIn;

use super::{Done, told};
use crate::Matching;

pub(super) struct Api(pub(super) Arc<Matching>);

#[derive(ApiResponse)]
enum SetUp {
    #[oai(status = 201)]
    Programme(Json<Programme>),
}

#[OpenApi]
impl Api {
    /// The programmes that the caller runs, takes part in or may join.
    #[oai(path = "/programmes", method = "get")]
    async fn programmes(&self, SignedIn(by): SignedIn) -> poem::Result<Json<ProgrammeList>> {
        Ok(Json(told(self.0.programmes(&by).await)?))
    }

    /// A coordinator sets up a programme.
    #[oai(path = "/programmes", method = "post")]
    async fn set_up(
        &self,
        SignedIn(by): SignedIn,
        Json(new): Json<NewProgramme>,
    ) -> poem::Result<SetUp> {
        let programme = told(self.0.set_up_programme(&by, &new).await)?;
        Ok(SetUp::Programme(Json(programme)))
    }

    /// One programme.
    #[oai(path = "/programmes/:id", method = "get")]
    async fn programme(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
    ) -> poem::Result<Json<Programme>> {
        Ok(Json(told(self.0.programme(&by, &id.0).await)?))
    }

    /// Its coordinator changes a programme.
    #[oai(path = "/programmes/:id", method = "put")]
    async fn change(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<NewProgramme>,
    ) -> poem::Result<Json<Programme>> {
        Ok(Json(told(self.0.change_programme(&by, &id.0, &new).await)?))
    }

    /// What counts in it, by version.
    #[oai(path = "/programmes/:id/policy", method = "get")]
    async fn policy(&self, SignedIn(by): SignedIn, id: Path<String>) -> poem::Result<Json<Policy>> {
        Ok(Json(told(self.0.policy(&by, &id.0).await)?))
    }

    /// Keeps other weights as the next version.
    #[oai(path = "/programmes/:id/policy", method = "put")]
    async fn set_policy(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<NewPolicy>,
    ) -> poem::Result<Json<Policy>> {
        Ok(Json(told(self.0.set_policy(&by, &id.0, &new).await)?))
    }

    /// What other weights would change, on a sample.
    #[oai(path = "/programmes/:id/policy/preview", method = "post")]
    async fn preview(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<NewPolicy>,
    ) -> poem::Result<Json<PolicyPreview>> {
        Ok(Json(told(self.0.preview_policy(&by, &id.0, &new).await)?))
    }

    /// The three drafts beside each other.
    #[oai(path = "/programmes/:id/drafts", method = "get")]
    async fn drafts(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
    ) -> poem::Result<Json<DraftList>> {
        Ok(Json(told(self.0.drafts(&by, &id.0).await)?))
    }

    /// Asks for drafts of one rule, or of all three.
    #[oai(path = "/programmes/:id/drafts", method = "post")]
    async fn run(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(asked): Json<RunDrafts>,
    ) -> poem::Result<Json<DraftList>> {
        Ok(Json(told(self.0.run_drafts(&by, &id.0, &asked).await)?))
    }

    /// A page of the pairs of one draft; where there are many buddies to pin, those whose name begins with `buddy`.
    #[oai(path = "/programmes/:id/drafts/:rule", method = "get")]
    async fn pairs(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        rule: Path<String>,
        page: Query<Option<u32>>,
        buddy: Query<Option<String>>,
    ) -> poem::Result<Json<DraftPairs>> {
        let (page, buddy) = (page.0.unwrap_or(1), buddy.0.unwrap_or_default());
        let pairs = self.0.draft_pairs(&by, &id.0, &rule.0, page, &buddy);
        Ok(Json(told(pairs.await)?))
    }

    /// Pins a pair, keeps a pair apart, or takes a student out; the drafts are made again.
    #[oai(path = "/programmes/:id/edits", method = "post")]
    async fn edit(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(new): Json<NewEdit>,
    ) -> poem::Result<Json<DraftList>> {
        Ok(Json(told(self.0.edit_drafts(&by, &id.0, &new).await)?))
    }

    /// Takes a change back; the drafts are made again.
    #[oai(path = "/programmes/:id/edits/:n/undo", method = "post")]
    async fn undo(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        n: Path<u32>,
    ) -> poem::Result<Json<DraftList>> {
        Ok(Json(told(self.0.undo_edit(&by, &id.0, n.0).await)?))
    }

    /// Publishes a draft: its pairs become matches, each once.
    #[oai(path = "/programmes/:id/publish", method = "post")]
    async fn publish(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(publish): Json<Publish>,
    ) -> poem::Result<Json<Draft>> {
        Ok(Json(told(
            self.0.publish_draft(&by, &id.0, &publish).await,
        )?))
    }

    /// What goes on in it: one group, a page at a time.
    #[oai(path = "/programmes/:id/dashboard", method = "get")]
    async fn dashboard(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        group: Query<Option<String>>,
        page: Query<Option<u32>>,
    ) -> poem::Result<Json<Dashboard>> {
        let page = page.0.unwrap_or(1);
        let group = group.0.as_deref();
        Ok(Json(told(self.0.dashboard(&by, &id.0, group, page).await)?))
    }

    /// Reminds whoever's turn it is in a request of the programme.
    #[oai(path = "/programmes/:id/nudge", method = "post")]
    async fn nudge(
        &self,
        SignedIn(by): SignedIn,
        id: Path<String>,
        Json(nudge): Json<Nudge>,
    ) -> poem::Result<Done> {
        told(self.0.nudge(&by, &id.0, &nudge).await)?;
        Ok(Done::Done)
    }
}
