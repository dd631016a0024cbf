use std::sync::Arc;

use contract::Caller;
use contract::meetups::{
    self as code, Community, CommunityList, Invitation, Joining, NewCommunity, NewInvitation,
};
use nouns::{CommunityId, PersonId};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};
use wire::{Problem, SignedIn, Visitor};

use super::{answers, charters, community_id};
use crate::community::Side;
use crate::{Meetups, MeetupsError};

/// Learning communities.
pub(super) struct CommunityApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Founded {
    #[oai(status = 201)]
    Created(Json<Community>),
}

#[derive(ApiResponse)]
enum Done {
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl CommunityApi {
    /// Communities by name; in a province those of its RMC regions too.
    #[oai(path = "/communities", method = "get")]
    async fn communities(
        &self,
        region: Query<Option<String>>,
        /// Words of the name, the purpose or the region: those with the most of them first.
        q: Query<Option<String>>,
    ) -> Result<Json<CommunityList>, Problem> {
        let mut problems = Vec::new();
        let region = super::region(region.0.as_deref(), &mut problems);
        super::refused_if_any(problems)?;
        let found = match q.0.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            Some(q) => self.0.communities_about(region, q),
            None => self.0.communities(region),
        };
        let communities = found
            .iter()
            .map(|(community, coming)| answers::community_summary(community, *coming));
        Ok(Json(CommunityList {
            communities: communities.collect(),
        }))
    }

    /// A community, with what the caller may do.
    #[oai(path = "/communities/:slug", method = "get")]
    async fn community(
        &self,
        slug: Path<String>,
        visitor: Visitor,
    ) -> Result<Json<Community>, Problem> {
        self.shown(visitor.caller(), &community_id(&slug.0)?).await
    }

    /// Begins a community; who begins it coordinates it.
    #[oai(path = "/communities", method = "post")]
    async fn found(
        &self,
        caller: SignedIn,
        community: Json<NewCommunity>,
    ) -> Result<Founded, Problem> {
        let charter = charters::charter(&community.0, None)?;
        let slug = self
            .0
            .found(&caller.0, charter)
            .await
            .map_err(community_problem)?;
        self.shown(Some(&caller.0), &slug)
            .await
            .map(Founded::Created)
    }

    /// Gives a community new words; its address stays.
    #[oai(path = "/communities/:slug", method = "put")]
    async fn edit(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        community: Json<NewCommunity>,
    ) -> Result<Json<Community>, Problem> {
        let slug = community_id(&slug.0)?;
        let charter = charters::charter(&community.0, Some(&slug))?;
        self.0
            .edit_community(&caller.0, charter)
            .await
            .map_err(community_problem)?;
        self.shown(Some(&caller.0), &slug).await
    }

    /// The caller takes part.
    #[oai(path = "/communities/:slug/members", method = "post")]
    async fn join(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        joining: Json<Joining>,
    ) -> Result<Json<Community>, Problem> {
        let slug = community_id(&slug.0)?;
        let typed = joining.0.side.as_deref().filter(|side| !side.is_empty());
        let side = typed.map(|side| {
            Side::parse(side).ok_or_else(|| Problem::field("side", code::SIDE_UNKNOWN))
        });
        self.0.join(&caller.0, &slug, side.transpose()?).await?;
        self.shown(Some(&caller.0), &slug).await
    }

    /// Has a mail with a link sent to an address. Whoever gets it takes part after their own yes.
    #[oai(path = "/communities/:slug/invitations", method = "post")]
    async fn invite(
        &self,
        slug: Path<String>,
        caller: SignedIn,
        new: Json<NewInvitation>,
    ) -> Result<Done, Problem> {
        let slug = community_id(&slug.0)?;
        let invited = self.0.invite(&caller.0, &slug, &new.0.email).await;
        invited.map_err(community_problem)?;
        Ok(Done::Done)
    }

    /// What a link invites me to.
    #[oai(path = "/invitations/:secret", method = "get")]
    async fn invitation(
        &self,
        secret: Path<String>,
        _caller: SignedIn,
    ) -> Result<Json<Invitation>, Problem> {
        let (community, ends) = self.0.invitation(&secret.0).await?;
        Ok(Json(Invitation {
            slug: community.charter.slug.to_string(),
            name: community.charter.name,
            purpose: community.charter.purpose,
            ends,
        }))
    }

    /// I say yes.
    #[oai(path = "/invitations/:secret", method = "post")]
    async fn accept(
        &self,
        secret: Path<String>,
        caller: SignedIn,
        joining: Json<Joining>,
    ) -> Result<Json<Community>, Problem> {
        // A link that works no more is said before what is wrong with the side.
        self.0.invitation(&secret.0).await?;
        let typed = joining.0.side.as_deref().unwrap_or_default();
        let side = Side::parse(typed).ok_or_else(|| Problem::field("side", code::SIDE_UNKNOWN))?;
        let accepted = self.0.accept_invitation(&caller.0, &secret.0, side).await;
        self.shown(Some(&caller.0), &accepted?).await
    }

    /// I say no.
    #[oai(path = "/invitations/:secret", method = "delete")]
    async fn decline(&self, secret: Path<String>, _caller: SignedIn) -> Result<Done, Problem> {
        self.0.decline_invitation(&secret.0).await?;
        Ok(Done::Done)
    }

    /// Takes somebody off a community that I lead.
    #[oai(path = "/communities/:slug/members/:person", method = "delete")]
    async fn take_off(
        &self,
        slug: Path<String>,
        person: Path<String>,
        caller: SignedIn,
    ) -> Result<Done, Problem> {
        let slug = community_id(&slug.0)?;
        let whom = PersonId::parse(&person.0).map_err(|_| Problem::NotFound)?;
        let done = self.0.take_off(&caller.0, &slug, &whom).await;
        done.map_err(community_problem)?;
        Ok(Done::Done)
    }

    /// The caller takes part no longer.
    #[oai(path = "/communities/:slug/members/me", method = "delete")]
    async fn leave(
        &self,
        slug: Path<String>,
        caller: SignedIn,
    ) -> Result<Json<Community>, Problem> {
        let slug = community_id(&slug.0)?;
        self.0.leave_community(&caller.0, &slug).await?;
        self.shown(Some(&caller.0), &slug).await
    }
}

impl CommunityApi {
    async fn shown(
        &self,
        caller: Option<&Caller>,
        slug: &CommunityId,
    ) -> Result<Json<Community>, Problem> {
        Ok(Json(answers::community(
            self.0.community(caller, slug).await?,
        )))
    }
}

pub(super) fn community_problem(error: MeetupsError) -> Problem {
    match error {
        MeetupsError::NotAllowed => Problem::Forbidden(code::COMMUNITY_NOT_YOURS),
        other => other.into(),
    }
}
