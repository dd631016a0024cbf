//! Deeds in learning communities: begin, change, take part, leave.

use contract::Caller;
use nouns::{CommunityId, Role};

use crate::community::{Charter, Community, Member, Mix, Side};
use crate::joining::JoinProblem;
use crate::{Meetups, MeetupsError, rules};

impl Meetups {
    /// Begins a community; who begins it coordinates it.
    pub async fn found(&self, by: &Caller, charter: Charter) -> Result<CommunityId, MeetupsError> {
        if !rules::may_found(by, &charter) {
            return Err(MeetupsError::NotAllowed);
        }
        let (slug, now) = (charter.slug.clone(), self.clock.now());
        let coordinator = Some(by.person.clone());
        let community = Community {
            charter,
            coordinator,
            created: now,
            changed: now,
            mix: Mix::default(),
        };
        self.store.put_community(&community, true).await?;
        self.follow().await?;
        Ok(slug)
    }

    /// Gives a community new words; its address stays.
    pub async fn edit_community(&self, by: &Caller, charter: Charter) -> Result<(), MeetupsError> {
        let slug = charter.slug.clone();
        let known = self.store.community(&slug).await?;
        let mut community = known.ok_or(MeetupsError::NoCommunity(slug))?;
        if !rules::may_edit_community(by, &community)
            || !rules::may_move(by, &community.charter, &charter)
        {
            return Err(MeetupsError::NotAllowed);
        }
        // Whether it is open is changed by itself: who only sends new words opens nothing.
        let space = community.charter.space;
        community.charter = Charter { space, ..charter };
        community.changed = self.clock.now();
        self.store.put_community(&community, false).await?;
        self.follow().await
    }

    /// The caller takes part, on the side of their role when none is given.
    ///
    /// # Errors
    /// [`MeetupsError::OtherSchool`] for a community of a school that is not theirs, [`MeetupsError::WrongSide`].
    pub async fn join(
        &self,
        by: &Caller,
        slug: &CommunityId,
        side: Option<Side>,
    ) -> Result<Side, MeetupsError> {
        let known = self.store.community(slug).await?;
        let community = known.ok_or_else(|| MeetupsError::NoCommunity(slug.clone()))?;
        if !rules::may_join(by, &community) {
            return Err(if rules::belongs_to(by, &community) {
                JoinProblem::AskFirst.into()
            } else {
                MeetupsError::OtherSchool
            });
        }
        let side = side.unwrap_or(if by.is(Role::Docent) {
            Side::Docent
        } else {
            Side::Student
        });
        if !rules::may_join_as(by, side) {
            return Err(MeetupsError::WrongSide);
        }
        let member = Member {
            person: by.person.clone(),
            name: by.name.clone(),
            side,
        };
        self.store
            .join(slug, std::slice::from_ref(&member), self.clock.now())
            .await?;
        self.follow().await?;
        Ok(side)
    }

    /// The caller takes part no longer.
    pub async fn leave_community(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<(), MeetupsError> {
        let known = self.store.community(slug).await?;
        known.ok_or_else(|| MeetupsError::NoCommunity(slug.clone()))?;
        self.store.leave_community(slug, &by.person).await?;
        self.follow().await
    }
}
