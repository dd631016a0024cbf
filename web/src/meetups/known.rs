//! What a form of a meetup offers to choose from.

use contract::meetups::{CommunitySummary, Member};
use nouns::{Region, Role};
use wire::{Client, Problem};

use super::calls;
use super::fields::Typed;
use crate::session::Caller;

/// So many communities of the reader's regions are asked who coordinates them.
const MOST_ASKED: usize = 12;

/// Regions and communities for a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Those of the reader first; the service decides.
    pub(super) regions: Vec<Region>,
    pub(super) communities: Vec<(String, String)>,
    /// Who takes part in the community of the meetup, as far as the reader may see, by id and name.
    pub(super) members: Vec<(String, String)>,
}

impl Known {
    /// What the caller is likely to publish for. Who coordinates no region gets all: the service says no.
    pub(super) async fn ask(meetups: &Client, caller: &Caller) -> Result<Self, Problem> {
        let own: Vec<Region> = Region::all()
            .filter(|region| caller.is_in(Role::Coordinator, *region))
            .collect();
        let regions = if own.is_empty() {
            Region::all().collect()
        } else {
            own
        };
        let communities = calls::communities(meetups, "").await?.communities;
        Ok(Self::of(regions, communities))
    }

    /// The same for a form that is filled.
    pub(super) async fn for_form(
        meetups: &Client,
        caller: &Caller,
        typed: &Typed,
    ) -> Result<Self, Problem> {
        let known = Self::ask(meetups, caller).await?;
        known.with_members(meetups, caller, typed).await
    }

    pub(super) fn of(regions: Vec<Region>, communities: Vec<CommunitySummary>) -> Self {
        let near = |community: &CommunitySummary| {
            let region = Region::parse(&community.region).ok();
            region.is_some_and(|region| regions.contains(&region))
        };
        let communities = communities
            .into_iter()
            .filter(near)
            .map(|community| (community.slug, community.name))
            .collect();
        Self {
            regions,
            communities,
            members: Vec::new(),
        }
    }

    /// The community that the reader coordinates, if it is one of few.
    pub(super) async fn own_community(
        &self,
        meetups: &Client,
        caller: &Caller,
    ) -> Result<Option<String>, Problem> {
        for (slug, _) in self.communities.iter().take(MOST_ASKED) {
            let community = calls::community(meetups, Some(&caller.token), slug).await?;
            if community.coordinator_id.as_deref() == Some(caller.person.as_str()) {
                return Ok(Some(slug.clone()));
            }
        }
        Ok(None)
    }

    /// With the members of a community, who can organise too. Whoever fills the form organises anyway, unless they are
    /// among the hosts.
    pub(super) async fn with_members(
        self,
        meetups: &Client,
        caller: &Caller,
        typed: &Typed,
    ) -> Result<Self, Problem> {
        let slug = typed.text("gemeenschap");
        if !self.communities.iter().any(|(known, _)| known == slug) {
            return Ok(self);
        }
        let community = calls::community(meetups, Some(&caller.token), slug).await?;
        let hosts = typed.all("mede");
        let may_be_asked = |member: &Member| {
            member.person != caller.person.as_str() || hosts.contains(&member.person)
        };
        let members = community.members.into_iter().filter(may_be_asked);
        Ok(Self {
            members: members.map(|member| (member.person, member.name)).collect(),
            ..self
        })
    }

    /// The region that a new meetup most likely is in: the smallest of the reader's own.
    pub(super) fn likely_region(&self, caller: &Caller) -> Option<Region> {
        let granted = caller
            .roles
            .iter()
            .filter(|grant| grant.role == Role::Coordinator);
        let named = granted.filter_map(|grant| match grant.scope {
            contract::Scope::Region(region) => Some(region),
            _ => None,
        });
        named
            .chain(caller.region)
            .find(|region| self.regions.contains(region))
    }
}
