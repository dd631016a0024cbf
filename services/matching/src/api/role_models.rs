//! Role models over HTTP: translation only.

use std::sync::Arc;

use contract::matching::{
    AskGuestHour, AskRoleModel, GuestSpeakerList, InvitationFor, InvitationList, Joined,
    MadeInvitation, NewInvitation, OwnRoleModel, Request, RoleModelList, ShortProfile as Typed,
};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{SignedIn, Visitor};

use super::{Created, Done, told};
use crate::role_model::ShortProfile;
use crate::{Matching, MatchingError};

pub(super) struct Api(pub(super) Arc<Matching>);

#[derive(ApiResponse)]
enum Made {
    #[oai(status = 201)]
    Invitation(Json<MadeInvitation>),
}

#[OpenApi]
impl Api {
    /// The caller as a role model.
    #[oai(path = "/role-model", method = "get")]
    async fn own(&self, SignedIn(by): SignedIn) -> poem::Result<Json<OwnRoleModel>> {
        Ok(Json(told(self.0.own_role_model(&by).await)?))
    }

    /// Keeps the caller's short profile.
    #[oai(path = "/role-model", method = "put")]
    async fn save(
        &self,
        SignedIn(by): SignedIn,
        Json(typed): Json<Typed>,
    ) -> poem::Result<Json<OwnRoleModel>> {
        let short = told(ShortProfile::parse(&typed).map_err(MatchingError::Refused))?;
        Ok(Json(told(self.0.save_role_model(&by, &short).await)?))
    }

    /// Empties the caller's short profile.
    #[oai(path = "/role-model", method = "delete")]
    async fn empty(&self, SignedIn(by): SignedIn) -> poem::Result<Done> {
        told(self.0.drop_role_model(&by).await)?;
        Ok(Done::Done)
    }

    /// At most ten role models for the caller, best first.
    #[oai(path = "/role-models", method = "post")]
    async fn find(&self, SignedIn(by): SignedIn) -> poem::Result<Json<RoleModelList>> {
        Ok(Json(told(self.0.role_models(&by).await)?))
    }

    /// Asks a role model for a conversation, a guest hour or a day of shadowing.
    #[oai(path = "/role-models/requests", method = "post")]
    async fn ask(
        &self,
        SignedIn(by): SignedIn,
        Json(ask): Json<AskRoleModel>,
    ) -> poem::Result<Created> {
        let id = told(self.0.ask_role_model(&by, &ask).await)?;
        let request: Request = told(self.0.request(&by, &id).await)?;
        Ok(Created::Request(Json(request)))
    }

    /// The role models whom a teacher can ask for an hour in class, those nearby first.
    #[oai(path = "/guest-hours/speakers", method = "get")]
    async fn speakers(&self, SignedIn(by): SignedIn) -> poem::Result<Json<GuestSpeakerList>> {
        Ok(Json(told(self.0.guest_speakers(&by).await)?))
    }

    /// A teacher asks a role model for an hour in class.
    #[oai(path = "/guest-hours", method = "post")]
    async fn ask_hour(
        &self,
        SignedIn(by): SignedIn,
        Json(ask): Json<AskGuestHour>,
    ) -> poem::Result<Created> {
        let id = told(self.0.ask_guest_hour(&by, &ask).await)?;
        let request: Request = told(self.0.request(&by, &id).await)?;
        Ok(Created::Request(Json(request)))
    }

    /// The invitations that the caller made.
    #[oai(path = "/invitations", method = "get")]
    async fn invitations(&self, SignedIn(by): SignedIn) -> poem::Result<Json<InvitationList>> {
        Ok(Json(told(self.0.invitations(&by).await)?))
    }

    /// Makes a link that invites a role model. Its secret is told once.
    #[oai(path = "/invitations", method = "post")]
    async fn invite(
        &self,
        SignedIn(by): SignedIn,
        Json(new): Json<NewInvitation>,
    ) -> poem::Result<Made> {
        let made = told(self.0.invite_role_model(&by, &new.form).await)?;
        Ok(Made::Invitation(Json(made)))
    }

    /// The student takes an invitation back, or who took it up steps out of it.
    #[oai(path = "/invitations/:id/withdraw", method = "post")]
    async fn withdraw(&self, SignedIn(by): SignedIn, id: Path<String>) -> poem::Result<Done> {
        told(self.0.withdraw_invitation(&by, &id.0).await)?;
        Ok(Done::Done)
    }

    /// What a link says to whoever has it.
    #[oai(path = "/invitation-links/:secret", method = "get")]
    async fn look(&self, by: Visitor, secret: Path<String>) -> poem::Result<Json<InvitationFor>> {
        let seen = self.0.look_at_invitation(by.caller(), &secret.0).await;
        Ok(Json(told(seen)?))
    }

    /// Takes the invitation behind a link up.
    #[oai(path = "/invitation-links/:secret/join", method = "post")]
    async fn join(
        &self,
        SignedIn(by): SignedIn,
        secret: Path<String>,
    ) -> poem::Result<Json<Joined>> {
        Ok(Json(told(self.0.join_invitation(&by, &secret.0).await)?))
    }
}
