//! Who organises a meetup together with who published it: members of its community, for as long as they are.

use std::collections::BTreeSet;

use nouns::PersonId;

use crate::community::Member;
use crate::event::Draft;
use crate::{Meetups, MeetupsError};

impl Meetups {
    /// Those who organise it now. Who left the community does not any more.
    pub(crate) async fn hosts_of(&self, words: &Draft) -> Result<Vec<Member>, MeetupsError> {
        let Some(slug) = words.community.as_ref().filter(|_| !words.hosts.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut members = self.store.members(slug).await?;
        members.retain(|member| words.hosts.contains(&member.person));
        Ok(members)
    }

    /// The same, by who they are.
    pub(crate) async fn host_ids(&self, words: &Draft) -> Result<BTreeSet<PersonId>, MeetupsError> {
        let hosts = self.hosts_of(words).await?;
        Ok(hosts.into_iter().map(|host| host.person).collect())
    }

    /// Nobody organises a meetup of a community without being in it.
    pub(crate) async fn know_hosts(&self, words: &Draft) -> Result<(), MeetupsError> {
        if self.hosts_of(words).await?.len() == words.hosts.len() {
            Ok(())
        } else {
            Err(MeetupsError::UnknownHost)
        }
    }
}
