//! What a form of a meetup offers to choose from.

use contract::Caller;
use contract::meetups::CommunitySummary;
use nouns::{Region, Role};
use wire::{Client, Problem};

use super::calls;

/// Regions and communities for a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Those of the reader first; the service decides.
    pub(super) regions: Vec<Region>,
    pub(super) communities: Vec<(String, String)>,
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
        }
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
