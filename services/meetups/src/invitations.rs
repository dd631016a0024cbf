//! Inviting somebody to a learning community by e-mail address, and taking somebody off it. Accounts sends the mail and says
//! nothing of the address; the link in it is for one yes, and nobody takes part before that.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::news::{COMMUNITY_LEFT, Invite, Tell};
use nouns::{CommunityId, PersonId};
use sha2::{Digest as _, Sha256};

use crate::community::{Community, Member, Side};
use crate::{Meetups, MeetupsError, rules};

/// A link works for so long.
const LASTS: TimeDelta = TimeDelta::days(14);
/// SHA-256 in hexadecimal.
const DIGITS: usize = 64;

/// A link into a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invitation {
    pub(crate) community: CommunityId,
    pub(crate) by: PersonId,
    pub(crate) ends: DateTime<Utc>,
}

/// The hash of a link's secret: names it, and opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InvitationId(String);

impl InvitationId {
    fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == DIGITS && text.bytes().all(is_hex)).then(|| Self(text.to_owned()))
    }

    /// Of the secret in a link.
    pub(crate) fn of(secret: &str) -> Self {
        let digest = Sha256::digest(secret);
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Meetups {
    /// Asks for a mail with a link to an address. Nothing tells whether anybody has an account there.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for who does not lead it; [`MeetupsError::Inviting`] with what accounts refuses: an
    /// address that is none, too many in a day.
    pub async fn invite(
        &self,
        by: &Caller,
        slug: &CommunityId,
        email: &str,
    ) -> Result<(), MeetupsError> {
        let community = self.led(by, slug).await?;
        let Some(accounts) = &self.accounts else {
            return Err(MeetupsError::NotAllowed);
        };
        let now = self.clock.now();
        let invitation = Invitation {
            community: slug.clone(),
            by: by.person.clone(),
            ends: now + LASTS,
        };
        let asked = Invite {
            email: email.to_owned(),
            by: by.person.clone(),
            title: community.charter.name,
            until: invitation.ends,
        };
        let refused = |problem| MeetupsError::Inviting(Box::new(problem));
        let invited = accounts.invite(&asked).await.map_err(refused)?;
        let id = InvitationId::parse(&invited.id).ok_or(MeetupsError::Row("invitation"))?;
        self.store.keep_invitation(&id, &invitation, now).await
    }

    /// What a link invites to, and until when.
    ///
    /// # Errors
    /// [`MeetupsError::NoInvitation`] when it ended, was answered or never was.
    pub async fn invitation(
        &self,
        secret: &str,
    ) -> Result<(Community, DateTime<Utc>), MeetupsError> {
        let (_, invitation) = self.behind(secret).await?;
        let community = self.store.community(&invitation.community).await?;
        let community = community.ok_or(MeetupsError::NoInvitation)?;
        Ok((community, invitation.ends))
    }

    /// The caller says yes, on a side that is theirs. A community of one school is open to whom its leader invited.
    ///
    /// # Errors
    /// [`MeetupsError::NoInvitation`], [`MeetupsError::WrongSide`].
    pub async fn accept_invitation(
        &self,
        by: &Caller,
        secret: &str,
        side: Side,
    ) -> Result<CommunityId, MeetupsError> {
        let (id, invitation) = self.behind(secret).await?;
        if !rules::may_join_as(by, side) {
            return Err(MeetupsError::WrongSide);
        }
        let member = Member {
            person: by.person.clone(),
            name: by.name.clone(),
            side,
        };
        let slug = invitation.community;
        let now = self.clock.now();
        self.store
            .accept_invitation(&id, &slug, &member, now)
            .await?;
        self.follow().await?;
        Ok(slug)
    }

    /// The caller says no; saying it twice is no fault.
    pub async fn decline_invitation(&self, secret: &str) -> Result<(), MeetupsError> {
        self.store.drop_invitation(&InvitationId::of(secret)).await
    }

    /// Takes somebody off a community. They are told by mail, if they agreed to mails.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] where the rules say no.
    pub async fn take_off(
        &self,
        by: &Caller,
        slug: &CommunityId,
        whom: &PersonId,
    ) -> Result<(), MeetupsError> {
        let community = self.led(by, slug).await?;
        if !rules::may_take_off(by, &community, whom) {
            return Err(MeetupsError::NotAllowed);
        }
        let members = self.store.members(slug).await?;
        if !members.iter().any(|member| member.person == *whom) {
            return Ok(());
        }
        self.store.leave_community(slug, whom).await?;
        self.follow().await?;
        if let Some(accounts) = &self.accounts {
            let told = Tell {
                person: whom.as_str().to_owned(),
                what: COMMUNITY_LEFT.to_owned(),
                title: community.charter.name,
                path: format!("/gemeenschap/{}", wire::segment(slug.as_str())),
                lines: Vec::new(),
                stop: None,
            };
            // It is done, whether or not the mail can be asked for.
            if let Err(problem) = accounts.tell(&told).await {
                tracing::warn!(problem = problem.name(), "somebody could not be told");
            }
        }
        Ok(())
    }

    pub(crate) async fn led(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<Community, MeetupsError> {
        let community = self.store.community(slug).await?;
        let community = community.ok_or_else(|| MeetupsError::NoCommunity(slug.clone()))?;
        if rules::may_edit_community(by, &community) {
            Ok(community)
        } else {
            Err(MeetupsError::NotAllowed)
        }
    }

    async fn behind(&self, secret: &str) -> Result<(InvitationId, Invitation), MeetupsError> {
        let id = InvitationId::of(secret);
        let found = self.store.invitation(&id).await?;
        let found = found.filter(|one| self.clock.now() < one.ends);
        Ok((id, found.ok_or(MeetupsError::NoInvitation)?))
    }
}

#[cfg(test)]
mod tests;
