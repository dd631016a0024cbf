//! Into a team and out of it: a link, a request that is answered in time, leaving.

use ::store::StoreError;
use contract::Caller;
use nouns::{PersonId, TeamId};

use super::{
    INVITE_LASTS, Invite, InviteId, InviteSecret, JoinRequest, REQUEST_LASTS, Team, rules,
};
use crate::{Toolbox, ToolboxError, author};

impl Toolbox {
    /// Makes a link that lets teachers in. Its secret is known only now.
    pub async fn invite(
        &self,
        by: &Caller,
        id: &TeamId,
    ) -> Result<(InviteSecret, Invite), ToolboxError> {
        self.own_team(by, id).await?;
        let now = self.clock.now();
        let secret = InviteSecret::fresh();
        let invite = Invite {
            id: secret.id(),
            made: now,
            ends: now + INVITE_LASTS,
        };
        self.store.add_invite(id, &by.person, &invite).await?;
        Ok((secret, invite))
    }

    /// Ends a link of one of the caller's teams.
    pub async fn revoke_invite(
        &self,
        by: &Caller,
        id: &TeamId,
        invite: &InviteId,
    ) -> Result<(), ToolboxError> {
        self.own_team(by, id).await?;
        Ok(self.store.revoke_invite(id, invite).await?)
    }

    /// Which team a link leads to, until when, and whether the caller is in it already.
    pub async fn look_at_invite(
        &self,
        by: &Caller,
        secret: &InviteSecret,
    ) -> Result<(Team, Invite, bool), ToolboxError> {
        if !rules::takes_part(by) {
            return Err(ToolboxError::TeachersHaveTeams);
        }
        let found = self.store.invite(&secret.id(), self.clock.now()).await?;
        let (team, invite) = found.ok_or(ToolboxError::InviteEnded)?;
        let mine = self.teams_of(Some(by)).await?.contains(&team);
        Ok((self.team(&team).await?, invite, mine))
    }

    /// Comes into the team that a link leads to.
    pub async fn accept_invite(
        &self,
        by: &Caller,
        secret: &InviteSecret,
    ) -> Result<Team, ToolboxError> {
        let (team, invite, _) = self.look_at_invite(by, secret).await?;
        let now = self.clock.now();
        self.store
            .enter_by_invite(&team.id, &invite.id, &author(by), now)
            .await?;
        Ok(team)
    }

    /// Asks to join: a member answers within [`REQUEST_LASTS`].
    pub async fn ask_to_join(&self, by: &Caller, id: &TeamId) -> Result<JoinRequest, ToolboxError> {
        if !rules::takes_part(by) {
            return Err(ToolboxError::TeachersHaveTeams);
        }
        let team = self.team(id).await?;
        let now = self.clock.now();
        let request = JoinRequest {
            team: team.id.clone(),
            team_name: team.name().to_owned(),
            person: by.person.clone(),
            name: by.name.clone(),
            asked: now,
            ends: now + REQUEST_LASTS,
        };
        match self.store.ask_to_join(&request).await {
            Err(StoreError::AlreadyExists) => Err(ToolboxError::AlreadyAsked),
            answer => Ok(answer.map(|()| request)?),
        }
    }

    /// Takes the own request back.
    pub async fn withdraw_request(&self, by: &Caller, id: &TeamId) -> Result<(), ToolboxError> {
        let now = self.clock.now();
        Ok(self.store.withdraw_request(id, &by.person, now).await?)
    }

    /// A member says yes or no to somebody who asks to join.
    pub async fn answer_request(
        &self,
        by: &Caller,
        id: &TeamId,
        person: &PersonId,
        yes: bool,
    ) -> Result<(), ToolboxError> {
        self.own_team(by, id).await?;
        let now = self.clock.now();
        // Two of whom one blocked the other do not meet, so for this member there is no request.
        if !self.names_for(Some(by)).await?.may_be_read(person.as_str()) {
            return Err(ToolboxError::RequestGone);
        }
        Ok(self.store.answer_request(id, person, yes, now).await?)
    }

    /// Leaves a team. Whoever teaches no more can leave too. The last one closes it.
    pub async fn leave_team(&self, by: &Caller, id: &TeamId) -> Result<(), ToolboxError> {
        self.team(id).await?;
        let now = self.clock.now();
        Ok(self.store.leave_team(id, &by.person, now).await?)
    }
}
