//! A record: its header and its metadata (section 2.5).

use std::slice;

use nouns::harvest::Seen;

use super::{About, ErrorCode, Halt, Refusal, Repository, Site, Xml, datestamp};

/// What metadata come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Unqualified Dublin Core, as every repository has.
    DublinCore,
    /// NL LOM 1.0, as Edurep reads it.
    Lom,
}

impl Format {
    pub(super) const ALL: [Self; 2] = [Self::DublinCore, Self::Lom];

    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::DublinCore => "oai_dc",
            Self::Lom => "nl_lom",
        }
    }

    pub(super) fn namespace(self) -> &'static str {
        match self {
            Self::DublinCore => "http://www.openarchives.org/OAI/2.0/oai_dc/",
            Self::Lom => "http://www.imsglobal.org/xsd/imsmd_v1p2",
        }
    }

    pub(super) fn schema(self) -> &'static str {
        match self {
            Self::DublinCore => "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            Self::Lom => "http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd",
        }
    }

    pub(super) fn parse(prefix: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.prefix() == prefix)
    }

    /// Its name in a resumption token.
    pub(super) fn token(self) -> &'static str {
        match self {
            Self::DublinCore => "dc",
            Self::Lom => "lom",
        }
    }

    pub(super) fn of_token(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.token() == name)
    }
}

/// An item that is or was public, as it is now.
pub(super) struct Item<T> {
    key: String,
    seen: Seen,
    /// Not for a deleted record.
    thing: Option<T>,
}

impl<T> Item<T> {
    /// What is not public at this moment is shown to nobody, noted or not.
    pub(super) fn of(key: String, mut seen: Seen, thing: Option<T>) -> Self {
        let thing = thing.filter(|_| !seen.deleted);
        seen.deleted = thing.is_none();
        Self { key, seen, thing }
    }
}

pub(super) fn header<T>(xml: &mut Xml, about: &About, site: &Site, item: &Item<T>) {
    let status = [("status", "deleted")];
    let attributes = if item.thing.is_none() {
        &status[..]
    } else {
        &[]
    };
    xml.within("header", attributes, |xml| {
        xml.text("identifier", &about.identifier(site, &item.key));
        xml.text("datestamp", &datestamp(item.seen.at));
        if !item.seen.kind.is_empty() {
            xml.text("setSpec", &item.seen.kind);
        }
    });
}

/// A deleted record is its header alone.
pub(super) fn record<R: Repository>(
    xml: &mut Xml,
    repository: &R,
    site: &Site,
    item: &Item<R::Thing>,
    format: Format,
) {
    xml.within("record", &[], |xml| {
        header(xml, repository.about(), site, item);
        if let Some(thing) = &item.thing {
            xml.within("metadata", &[], |xml| {
                repository.write(xml, site, thing, format);
            });
        }
    });
}

pub(super) async fn one<R: Repository>(
    repository: &R,
    site: &Site,
    identifier: &str,
    format: Format,
) -> Result<Xml, Halt<R::Failure>> {
    let (key, seen) = harvested(repository, site, identifier).await?;
    let public = repository.public(slice::from_ref(&key)).await;
    let thing = public.map_err(Halt::Failed)?.remove(&key);
    let item = Item::of(key, seen, thing);
    let mut xml = Xml::default();
    xml.within("GetRecord", &[], |xml| {
        record(xml, repository, site, &item, format);
    });
    Ok(xml)
}

/// The thing that an identifier names, as harvesters last saw it.
pub(super) async fn harvested<R: Repository>(
    repository: &R,
    site: &Site,
    identifier: &str,
) -> Result<(String, Seen), Halt<R::Failure>> {
    let unknown = || {
        let message = "No item has this identifier.";
        Halt::from(Refusal::new(ErrorCode::IdDoesNotExist, message))
    };
    let key = repository.about().key(site, identifier);
    let key = key.ok_or_else(unknown)?;
    let seen = repository.seen(slice::from_ref(&key)).await;
    let seen = seen.map_err(Halt::Failed)?.remove(&key);
    Ok((key, seen.ok_or_else(unknown)?))
}
