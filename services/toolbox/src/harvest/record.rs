//! A record: its header and its metadata (section 2.5).

use percent_encoding::percent_decode_str;

use super::xml::Xml;
use super::{ErrorCode, Halt, Refusal, Site, datestamp, dublin_core, lom};
use crate::Toolbox;
use crate::card::{Card, Visibility};
use crate::store::Seen;
use nouns::CardId;

/// What metadata come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Unqualified Dublin Core, as every repository has.
    DublinCore,
    /// NL LOM 1.0, as Edurep reads it.
    Lom,
}

impl Format {
    pub(crate) const ALL: [Self; 2] = [Self::DublinCore, Self::Lom];

    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::DublinCore => "oai_dc",
            Self::Lom => "nl_lom",
        }
    }

    pub(crate) fn namespace(self) -> &'static str {
        match self {
            Self::DublinCore => "http://www.openarchives.org/OAI/2.0/oai_dc/",
            Self::Lom => "http://www.imsglobal.org/xsd/imsmd_v1p2",
        }
    }

    pub(crate) fn schema(self) -> &'static str {
        match self {
            Self::DublinCore => "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            Self::Lom => "http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd",
        }
    }

    pub(crate) fn parse(prefix: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.prefix() == prefix)
    }

    /// Its name in a resumption token.
    pub(crate) fn token(self) -> &'static str {
        match self {
            Self::DublinCore => "dc",
            Self::Lom => "lom",
        }
    }

    pub(crate) fn of_token(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.token() == name)
    }
}

/// An item that is or was public, as it is now.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: CardId,
    pub(crate) seen: Seen,
    /// Not for a deleted record.
    pub(crate) card: Option<Card>,
}

/// Whether everybody may have a card, and so harvesters too.
pub(crate) fn is_public(card: &Card) -> bool {
    card.is_published() && card.content().visibility == Visibility::Country
}

/// `oai:kansrijk.example:kaart-1`; what an address cannot carry is percent-encoded.
pub(crate) fn identifier(site: &Site, id: &CardId) -> String {
    format!("oai:{}:{}", site.host(), wire::segment(id.as_str()))
}

fn card_of(site: &Site, identifier: &str) -> Option<CardId> {
    let rest = identifier.strip_prefix("oai:")?.strip_prefix(site.host())?;
    let id = percent_decode_str(rest.strip_prefix(':')?)
        .decode_utf8()
        .ok()?;
    CardId::parse(&id).ok()
}

/// The page of a card.
pub(crate) fn page(site: &Site, id: &CardId) -> String {
    format!(
        "{}/trukendoos/kaart/{}",
        site.origin,
        wire::segment(id.as_str())
    )
}

pub(crate) fn header(xml: &mut Xml, site: &Site, item: &Item) {
    let status = [("status", "deleted")];
    let attributes = if item.card.is_none() {
        &status[..]
    } else {
        &[]
    };
    xml.within("header", attributes, |xml| {
        xml.text("identifier", &identifier(site, &item.id));
        xml.text("datestamp", &datestamp(item.seen.at));
        if !item.seen.kind.is_empty() {
            xml.text("setSpec", &item.seen.kind);
        }
    });
}

/// A deleted record is its header alone.
pub(crate) fn record(xml: &mut Xml, site: &Site, item: &Item, format: Format) {
    xml.within("record", &[], |xml| {
        header(xml, site, item);
        if let Some(card) = &item.card {
            xml.within("metadata", &[], |xml| match format {
                Format::DublinCore => dublin_core::write(xml, site, card),
                Format::Lom => lom::write(xml, site, card),
            });
        }
    });
}

impl Toolbox {
    pub(super) async fn one_record(
        &self,
        site: &Site,
        identifier: &str,
        format: Format,
    ) -> Result<Xml, Halt> {
        let (id, seen) = self.harvested(site, identifier).await?;
        let item = self.item(id, seen).await?;
        let mut xml = Xml::default();
        xml.within("GetRecord", &[], |xml| record(xml, site, &item, format));
        Ok(xml)
    }

    /// The card that an identifier names, as harvesters last saw it.
    pub(super) async fn harvested(
        &self,
        site: &Site,
        identifier: &str,
    ) -> Result<(CardId, Seen), Halt> {
        let unknown = || {
            let message = "No item has this identifier.";
            Halt::from(Refusal::new(ErrorCode::IdDoesNotExist, message))
        };
        let id = card_of(site, identifier).ok_or_else(unknown)?;
        let mut seen = self.store.seen(std::slice::from_ref(&id)).await?;
        let seen = seen.remove(id.as_str()).ok_or_else(unknown)?;
        Ok((id, seen))
    }

    async fn item(&self, id: CardId, seen: Seen) -> Result<Item, Halt> {
        let card = self.store.card(&id).await?;
        Ok(Item::of(id, seen, card))
    }
}

impl Item {
    /// What is not public at this moment is shown to nobody, noted or not.
    pub(crate) fn of(id: CardId, mut seen: Seen, card: Option<Card>) -> Self {
        let card = card.filter(|card| !seen.deleted && is_public(card));
        seen.deleted = card.is_none();
        Self { id, seen, card }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_leads_back_to_its_card() {
        let site = Site::new("https://kansrijk.example");
        for id in ["kaart-1", "kaart 1/é", "a:b%20c", "100%"] {
            let id = CardId::parse(id).unwrap();
            let identifier = identifier(&site, &id);
            assert!(
                identifier.starts_with("oai:kansrijk.example:"),
                "{identifier}"
            );
            assert!(
                identifier.bytes().all(|byte| byte.is_ascii_graphic()),
                "{identifier}"
            );
            assert_eq!(card_of(&site, &identifier), Some(id));
        }
        assert_eq!(card_of(&site, "oai:elders.example:kaart-1"), None);
        assert_eq!(card_of(&site, "kaart-1"), None);
    }
}
