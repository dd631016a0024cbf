use chrono::{DateTime, Utc};
use nouns::{CommunityId, PersonId};
use serde::Deserialize;
use serde_json::json;
use store::StoreError;

use super::{Store, binding};
use crate::MeetupsError;
use crate::community::Member;
use crate::invitations::{Invitation, InvitationId};

#[derive(Deserialize)]
struct InvitationRow {
    community: CommunityId,
    by: PersonId,
    ends: DateTime<Utc>,
}

impl Store {
    /// Keeps a link by its hash.
    pub(crate) async fn keep_invitation(
        &self,
        id: &InvitationId,
        invitation: &Invitation,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "CREATE type::record('invitation', $id) SET community = $community, by = $by, at = $now, ends = $ends RETURN NONE";
        let variables = binding! {
            "id": id.as_str().to_owned(), "community": invitation.community.to_string(),
            "by": invitation.by.to_string(), "ends": invitation.ends, "now": now,
        };
        self.db
            .transact("keeping an invitation", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn invitation(
        &self,
        id: &InvitationId,
    ) -> Result<Option<Invitation>, MeetupsError> {
        let surql = "SELECT community, by, ends FROM type::record('invitation', $id)";
        let variables = binding! { "id": id.as_str().to_owned() };
        let rows: Vec<InvitationRow> = self.rows("invitation", surql, variables).await?;
        Ok(rows.into_iter().next().map(|row| Invitation {
            community: row.community,
            by: row.by,
            ends: row.ends,
        }))
    }

    /// Somebody says yes: the link is used up and they take part, in one step.
    ///
    /// # Errors
    /// [`MeetupsError::NoInvitation`] when somebody was first.
    pub(crate) async fn accept_invitation(
        &self,
        id: &InvitationId,
        slug: &CommunityId,
        member: &Member,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "LET $used = (DELETE type::record('invitation', $id) RETURN BEFORE);
            IF array::len($used) = 0 { THROW 'no-invitation' };
            UPSERT type::record('membership', [$slug, $one.person]) SET community = $slug, person = $one.person,
                name = $one.name, side = $one.side, since = since ?? $now RETURN NONE;
            fn::join_request_gone($slug, $one.person);
            fn::log('community', $slug)";
        let one =
            json!({ "person": member.person, "name": member.name, "side": member.side.as_str() });
        let variables = binding! {
            "id": id.as_str().to_owned(), "slug": slug.to_string(), "one": one, "now": now,
        };
        self.db
            .transact("accepting an invitation", body, variables)
            .await?;
        Ok(())
    }

    /// Somebody says no: the link is used up.
    pub(crate) async fn drop_invitation(&self, id: &InvitationId) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('invitation', $id) RETURN NONE";
        let variables = binding! { "id": id.as_str().to_owned() };
        self.db
            .transact("declining an invitation", body, variables)
            .await?;
        Ok(())
    }

    /// Links that ended go.
    pub(crate) async fn sweep_invitations(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let body = "DELETE invitation WHERE ends <= $now RETURN NONE";
        self.db
            .transact("removing old invitations", body, binding! { "now": now })
            .await
            .map(drop)
    }
}
