//! Open to harvesters: the public cards by OAI-PMH 2.0. The protocol is `wire::harvest`, which says why a harvest misses none
//! and doubles none; here is what a card is in it. [`following`] gives out places along our own log.

mod dublin_core;
mod following;
mod lom;
mod record;

use std::collections::HashMap;

use nouns::CardId;
use nouns::harvest::{Extent, Place, Seen, Window};
use wire::harvest::{About, Format, Repository, Site, Xml};

pub(crate) use self::dublin_core::description;
pub(crate) use self::record::{identifier, is_public, page};

use crate::card::Card;
use crate::{Toolbox, ToolboxError};

pub(crate) const ABOUT: About = About {
    name: "Kansrijk, Team Trukendoos",
    path: "/oai",
    prefix: "",
    sample: "rondje-om",
    sets: &[
        ("overlegstructuur", "Overlegstructuren"),
        ("teamsamenstelling", "Teamsamenstellingen"),
        ("werkvorm", "Werkvormen"),
    ],
};

impl Toolbox {
    /// Answers a request of a harvester with an XML document; `site` is the origin of the pages,
    /// `arguments` what it sent, in its order. What the protocol calls an error is an answer too.
    pub async fn harvest(
        &self,
        site: &str,
        arguments: &[(String, String)],
    ) -> Result<String, ToolboxError> {
        let now = self.moment_for_harvesters().await?;
        wire::harvest::answer(self, &Site::new(site), now, arguments).await
    }
}

impl Repository for Toolbox {
    type Thing = Card;
    type Failure = ToolboxError;

    fn about(&self) -> &'static About {
        &ABOUT
    }

    async fn extent(&self) -> Result<Extent, ToolboxError> {
        Ok(self.store.harvest.extent().await?)
    }

    async fn seen(&self, keys: &[String]) -> Result<HashMap<String, Seen>, ToolboxError> {
        Ok(self.store.harvest.seen(keys).await?)
    }

    async fn places(
        &self,
        window: &Window,
        set: Option<&str>,
        most: usize,
    ) -> Result<Vec<(Place, String)>, ToolboxError> {
        Ok(self.store.harvest.places(window, set, most).await?)
    }

    async fn count(&self, window: &Window, set: Option<&str>) -> Result<u64, ToolboxError> {
        Ok(self.store.harvest.count(window, set).await?)
    }

    async fn public(&self, keys: &[String]) -> Result<HashMap<String, Card>, ToolboxError> {
        let ids = keys.iter().filter_map(|key| CardId::parse(key).ok());
        let cards = self.store.cards(&ids.collect::<Vec<_>>()).await?;
        let public = cards.into_iter().filter(is_public);
        Ok(public
            .map(|card| (card.id.as_str().to_owned(), card))
            .collect())
    }

    fn write(&self, xml: &mut Xml, site: &Site, card: &Card, format: Format) {
        match format {
            Format::DublinCore => dublin_core::write(xml, site, card),
            Format::Lom => lom::write(xml, site, card),
        }
    }
}
