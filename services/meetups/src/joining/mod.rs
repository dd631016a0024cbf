//! Asking to take part in a closed community. Whoever leads it answers within a week; when nobody does, the request ends, and
//! both are told.

use chrono::{DateTime, TimeDelta, Utc};
use contract::Caller;
use contract::letters::{JOIN_ASKED, JOIN_DECLINED, JOIN_MISSED, JOIN_UNANSWERED, JOIN_WELCOME};
use nouns::{CommunityId, PersonId};
use store::jobs::Job;

use crate::community::{Community, Member, Side, Space};
use crate::jobs::text;
use crate::mails::Hears;
use crate::{Meetups, MeetupsError, rules};

/// Who leads has so long to answer.
const ANSWERED_IN: TimeDelta = TimeDelta::days(7);

/// What is wrong with asking to take part, or with its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinProblem {
    #[error("nobody need ask: the community is open, or the caller takes part")]
    NoNeed,
    #[error("the community is closed: ask first")]
    AskFirst,
    #[error("there is no such request")]
    NoRequest,
}

/// Somebody who asks to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    pub community: CommunityId,
    pub member: Member,
    pub at: DateTime<Utc>,
    /// It ends then.
    pub due: DateTime<Utc>,
}

impl JoinRequest {
    pub(crate) fn new(community: CommunityId, member: Member, at: DateTime<Utc>) -> Self {
        Self {
            community,
            member,
            at,
            due: at + ANSWERED_IN,
        }
    }
}

impl Meetups {
    /// Opens a community to everybody who is signed in, or closes it.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for who does not lead it.
    pub async fn set_space(
        &self,
        by: &Caller,
        slug: &CommunityId,
        space: Space,
    ) -> Result<(), MeetupsError> {
        self.led(by, slug).await?;
        self.store.set_space(slug, space, self.clock.now()).await?;
        self.follow().await
    }

    /// The caller asks to take part; asking twice is asking once.
    ///
    /// # Errors
    /// [`JoinProblem::NoNeed`], [`MeetupsError::OtherSchool`], [`MeetupsError::WrongSide`].
    pub async fn ask_to_join(
        &self,
        by: &Caller,
        slug: &CommunityId,
        side: Side,
    ) -> Result<(), MeetupsError> {
        let within = self.within(by, slug).await?;
        let community = &within.community;
        if !rules::may_ask_to_join(by, community) || within.takes_part {
            return Err(if rules::belongs_to(by, community) {
                JoinProblem::NoNeed.into()
            } else {
                MeetupsError::OtherSchool
            });
        }
        if !rules::may_join_as(by, side) {
            return Err(MeetupsError::WrongSide);
        }
        let now = self.clock.now();
        let member = Member {
            person: by.person.clone(),
            name: by.name.clone(),
            side,
        };
        let request = JoinRequest::new(slug.clone(), member, now);
        let hears = leader_hears(community, JOIN_ASKED, now);
        self.store.ask_to_join(&request, hears.as_ref()).await
    }

    /// The caller does not ask any more.
    pub async fn take_back_request(
        &self,
        by: &Caller,
        slug: &CommunityId,
    ) -> Result<(), MeetupsError> {
        self.store.drop_request(slug, &by.person).await
    }

    /// Whoever leads lets somebody in, or not. They hear of it.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`], [`JoinProblem::NoRequest`].
    pub async fn answer_request(
        &self,
        by: &Caller,
        slug: &CommunityId,
        person: &PersonId,
        yes: bool,
    ) -> Result<(), MeetupsError> {
        let community = self.led(by, slug).await?;
        let request = self.store.join_request(slug, person).await?;
        let request = request.ok_or(JoinProblem::NoRequest)?;
        let now = self.clock.now();
        let what = if yes { JOIN_WELCOME } else { JOIN_DECLINED };
        let hears = hears(&community, what, person.clone(), person, request.at, now);
        self.store
            .answer_request(&request, yes, &hears, now)
            .await?;
        self.follow().await
    }

    /// Who asks to take part and what the caller asked, for the page of a community.
    pub(crate) async fn requests_seen(
        &self,
        caller: Option<&Caller>,
        slug: &CommunityId,
        leads: bool,
    ) -> Result<(Vec<JoinRequest>, Option<JoinRequest>), MeetupsError> {
        let Some(caller) = caller else {
            return Ok((Vec::new(), None));
        };
        let mine = self.store.join_request(slug, &caller.person).await?;
        if !leads {
            return Ok((Vec::new(), mine));
        }
        let hidden = self.hidden_from(Some(caller)).await?;
        let mut asked = self.store.join_requests(slug).await?;
        asked.retain(|request| !hidden.contains(request.member.person.as_str()));
        Ok((asked, mine))
    }

    /// The job of a request that nobody answered in time.
    pub(crate) async fn end_request(&self, job: &Job) -> Result<(), MeetupsError> {
        let named = (text(job, "community"), text(job, "person"));
        let (Some(Ok(slug)), Some(Ok(person))) = (
            named.0.map(CommunityId::parse),
            named.1.map(PersonId::parse),
        ) else {
            return Ok(());
        };
        let now = self.clock.now();
        let request = self.store.join_request(&slug, &person).await?;
        let Some(request) = request.filter(|request| request.due <= now) else {
            return Ok(());
        };
        let Some(community) = self.store.community(&slug).await? else {
            return Ok(());
        };
        let asker = hears(
            &community,
            JOIN_UNANSWERED,
            person.clone(),
            &person,
            request.at,
            now,
        );
        let mut all = vec![asker];
        all.extend(leader_hears(&community, JOIN_MISSED, now));
        self.store.end_request(&request, &all, now).await
    }
}

/// What whoever leads a community hears about somebody who asks, without who it is: two at one moment are one mail. Nobody, where
/// nobody leads it.
fn leader_hears(community: &Community, what: &str, now: DateTime<Utc>) -> Option<Hears> {
    let leader = community.coordinator.clone()?;
    let about = leader.clone();
    Some(hears(community, what, leader, &about, now, now))
}

/// `since` tells one request of a person from an earlier one.
fn hears(
    community: &Community,
    what: &str,
    person: PersonId,
    about: &PersonId,
    since: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Hears {
    let slug = &community.charter.slug;
    Hears {
        person,
        what: what.to_owned(),
        title: community.charter.name.clone(),
        path: format!("/gemeenschap/{}", wire::segment(slug.as_str())),
        once: format!("{what}/{slug}/{about}/{}", since.timestamp()),
        moment: None,
        at,
    }
}

#[cfg(test)]
mod tests;
