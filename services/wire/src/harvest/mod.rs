//! Open to harvesters: what everybody may have, by OAI-PMH 2.0 (Lagoze, Van de Sompel, Nelson and Warner,
//! 2002, <http://www.openarchives.org/OAI/openarchivesprotocol.html>).
//!
//! This is the protocol. What is harvested is a [`Repository`]: a service says what has changed in which order, and
//! writes the metadata of one thing.
//!
//! # Why a harvest misses none and doubles none
//!
//! Every change of a thing that is or was public gets a *place*: the second it was noted in, and a
//! number that only grows. A service gives places out along its own log, so that
//! no way of changing a thing can forget it. The datestamp of a record is the second of the
//! last place of its thing.
//!
//! 1. *From list to list.* A place is noted under the lock under which a response takes its
//!    `responseDate`, after everything logged has been noted. What a response could not show
//!    therefore gets a datestamp of that second or later, also when the machine's clock goes back,
//!    and the harvester finds it who asks `from` the `responseDate` of the list before. (Another
//!    process on the same store may note a change while its second ends; the overlap of a minute
//!    that harvesters use covers that.)
//! 2. *Within a list.* A list is the places up to its *bound*, the last place when it began; every
//!    token carries it. A thing that changes meanwhile keeps its old place, marked with the number
//!    of the next one, and a list shows a place when the next one lies beyond its bound. So a
//!    thing has exactly one place in a list, whatever happens to it while the list is read, and is
//!    shown there as it is at that moment. Where the harvester named an `until`, a thing that
//!    changed after it has left the range and belongs to the next list.
//! 3. *Tokens* hold all of this themselves and no state is kept for them. Old places are removed a
//!    day after they were superseded, which is as long as a token lives.
//!
//! A thing that is not public any more stays as a deleted record for good, whatever became of
//! it: `deletedRecord` is `persistent`. Records hold no names of people, so that an erasure has
//! nothing to call back.

mod arguments;
pub mod dublin_core;
mod identify;
mod listing;
pub mod lom;
mod record;
mod token;
mod xml;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use nouns::harvest::{Extent, Place, Seen, Window};
use percent_encoding::percent_decode_str;
use poem_openapi::ApiResponse;
use poem_openapi::payload::PlainText;

use self::arguments::{Ask, Asked};

pub use self::record::Format;
pub use self::xml::{Xml, is_of_xml};

/// What a repository says of itself, and never otherwise.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub name: &'static str,
    /// Where harvesters ask: a path of the site.
    pub path: &'static str,
    /// What the keys in identifiers begin with. Where a site has several repositories, this keeps their identifiers apart.
    pub prefix: &'static str,
    /// A key that could be one of its own.
    pub sample: &'static str,
    /// The sets, by specification and name; never none.
    pub sets: &'static [(&'static str, &'static str)],
}

/// What is harvested: things with a key of their own.
pub trait Repository: Sync {
    /// A thing that everybody may have, as it is now.
    type Thing: Send + Sync;
    /// Why the service could not answer.
    type Failure: Send;

    fn about(&self) -> &'static About;

    fn extent(&self) -> impl Future<Output = Result<Extent, Self::Failure>> + Send;

    /// The last change of each of `keys` that harvesters ever saw.
    fn seen(
        &self,
        keys: &[String],
    ) -> impl Future<Output = Result<HashMap<String, Seen>, Self::Failure>> + Send;

    /// At most `most` changes of a window, oldest first, each with the key of its thing.
    fn places(
        &self,
        window: &Window,
        set: Option<&str>,
        most: usize,
    ) -> impl Future<Output = Result<Vec<(Place, String)>, Self::Failure>> + Send;

    /// How many changes a window holds.
    fn count(
        &self,
        window: &Window,
        set: Option<&str>,
    ) -> impl Future<Output = Result<u64, Self::Failure>> + Send;

    /// Those of `keys` that everybody may have at this moment.
    fn public(
        &self,
        keys: &[String],
    ) -> impl Future<Output = Result<HashMap<String, Self::Thing>, Self::Failure>> + Send;

    /// Writes the metadata of a thing.
    fn write(&self, xml: &mut Xml, site: &Site, thing: &Self::Thing, format: Format);
}

/// The error conditions of section 3.6. `noSetHierarchy` is not among them: there always are sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorCode {
    BadArgument,
    BadResumptionToken,
    BadVerb,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoMetadataFormats,
    NoRecordsMatch,
}

impl ErrorCode {
    fn as_str(self) -> &'static str {
        match self {
            Self::BadArgument => "badArgument",
            Self::BadResumptionToken => "badResumptionToken",
            Self::BadVerb => "badVerb",
            Self::CannotDisseminateFormat => "cannotDisseminateFormat",
            Self::IdDoesNotExist => "idDoesNotExist",
            Self::NoMetadataFormats => "noMetadataFormats",
            Self::NoRecordsMatch => "noRecordsMatch",
        }
    }
}

/// Why a harvester gets no answer, in the protocol's own terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    code: ErrorCode,
    message: &'static str,
}

impl Refusal {
    fn new(code: ErrorCode, message: &'static str) -> Self {
        Self { code, message }
    }
}

/// Why an answer was not made: the harvester's fault or ours.
enum Halt<F> {
    Refused(Refusal),
    Failed(F),
}

impl<F> From<Refusal> for Halt<F> {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Where this installation is found: what identifiers and addresses begin with.
#[derive(Debug, Clone)]
pub struct Site {
    /// The origin of the pages, such as `https://kansrijk.example`.
    origin: String,
}

impl Site {
    #[must_use]
    pub fn new(site: &str) -> Self {
        Self {
            origin: site.trim_end_matches('/').to_owned(),
        }
    }

    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn base_url(&self, about: &About) -> String {
        format!("{}{}", self.origin, about.path)
    }

    /// The name of the host, without a port.
    fn host(&self) -> &str {
        let host = self
            .origin
            .split_once("://")
            .map_or(&*self.origin, |(_, host)| host);
        match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        }
    }
}

impl About {
    /// `oai:kansrijk.example:kaart-1`; what an address cannot carry is percent-encoded.
    #[must_use]
    pub fn identifier(&self, site: &Site, key: &str) -> String {
        format!("oai:{}:{}{}", site.host(), self.prefix, crate::segment(key))
    }

    /// The key that an identifier of ours names.
    fn key(&self, site: &Site, identifier: &str) -> Option<String> {
        let rest = identifier.strip_prefix("oai:")?.strip_prefix(site.host())?;
        let key = rest.strip_prefix(':')?.strip_prefix(self.prefix)?;
        let key = percent_decode_str(key).decode_utf8().ok()?;
        Some(key.into_owned())
    }

    /// The set of this specification.
    fn set(&self, wanted: &str) -> Option<&'static str> {
        let found = self.sets.iter().find(|(spec, _)| *spec == wanted);
        found.map(|(spec, _)| *spec)
    }
}

/// The answer to a harvester over HTTP.
#[derive(ApiResponse)]
pub enum Harvested {
    #[oai(status = 200)]
    Document(PlainText<String>, #[oai(header = "Content-Type")] String),
}

impl Harvested {
    #[must_use]
    pub fn document(xml: String) -> Self {
        Self::Document(PlainText(xml), "text/xml; charset=utf-8".to_owned())
    }
}

/// What a harvester sent, as it came (`verb=ListRecords&metadataPrefix=oai_dc`), in its order; nothing for what
/// is written otherwise.
#[must_use]
pub fn arguments_of(text: &str) -> Option<Vec<(String, String)>> {
    serde_urlencoded::from_str(text).ok()
}

/// Answers a request of a harvester with an XML document. `now` is a moment at which harvesters see all that was
/// logged before it. What the protocol calls an error is an answer too.
pub async fn answer<R: Repository>(
    repository: &R,
    site: &Site,
    now: DateTime<Utc>,
    arguments: &[(String, String)],
) -> Result<String, R::Failure> {
    let about = repository.about();
    let (asked, ask) = arguments::read(about, arguments);
    let answer = match ask {
        Err(refusal) => Err(refusal),
        Ok(ask) => match answered(repository, site, &ask, now).await {
            Ok(answer) => Ok(answer),
            Err(Halt::Refused(refusal)) => Err(refusal),
            Err(Halt::Failed(failure)) => return Err(failure),
        },
    };
    Ok(document(&site.base_url(about), now, &asked, answer))
}

async fn answered<R: Repository>(
    repository: &R,
    site: &Site,
    ask: &Ask,
    now: DateTime<Utc>,
) -> Result<Xml, Halt<R::Failure>> {
    let about = repository.about();
    match ask {
        Ask::Identify => {
            let extent = repository.extent().await.map_err(Halt::Failed)?;
            Ok(identify::identify(about, site, &extent, now))
        }
        Ask::Formats(None) => Ok(identify::formats()),
        Ask::Formats(Some(identifier)) => {
            let (_, seen) = record::harvested(repository, site, identifier).await?;
            if seen.deleted {
                let gone = "The item is deleted: it has no metadata any more.";
                return Err(Refusal::new(ErrorCode::NoMetadataFormats, gone).into());
            }
            Ok(identify::formats())
        }
        Ask::Sets => Ok(identify::sets(about)),
        Ask::Record(identifier, format) => record::one(repository, site, identifier, *format).await,
        Ask::List(list) => listing::list(repository, site, list, now).await,
    }
}

/// The answer with what stands around it (section 3.2).
fn document(
    base_url: &str,
    now: DateTime<Utc>,
    asked: &Asked,
    answer: Result<Xml, Refusal>,
) -> String {
    let mut xml = Xml::document();
    let schema =
        "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd";
    let attributes = [
        ("xmlns", "http://www.openarchives.org/OAI/2.0/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", schema),
    ];
    xml.within("OAI-PMH", &attributes, |xml| {
        xml.text("responseDate", &datestamp(now.timestamp()));
        xml.text_with("request", &asked.attributes(), base_url);
        match answer {
            Ok(answer) => xml.append(&answer),
            Err(Refusal { code, message }) => {
                xml.text_with("error", &[("code", code.as_str())], message);
            }
        }
    });
    xml.into_string()
}

/// Seconds of Unix as harvesters read them.
fn datestamp(seconds: i64) -> String {
    let at = DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH);
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const SHELF: About = About {
        name: "Kansrijk, Team Trukendoos",
        path: "/oai",
        prefix: "",
        sample: "rondje-om",
        sets: &[("werkvorm", "Werkvormen")],
    };

    #[test]
    fn the_host_is_named_without_its_port() {
        assert_eq!(
            Site::new("https://kansrijk.example").host(),
            "kansrijk.example"
        );
        assert_eq!(Site::new("http://127.0.0.1:8080").host(), "127.0.0.1");
        assert_eq!(Site::new("http://[::1]:8080").host(), "[::1]");
        assert_eq!(
            Site::new("http://a.example/").base_url(&SHELF),
            "http://a.example/oai"
        );
    }

    #[test]
    fn an_identifier_leads_back_to_its_thing() {
        let site = Site::new("https://kansrijk.example");
        let board = About {
            prefix: "bijeenkomst/",
            ..SHELF
        };
        for key in ["kaart-1", "kaart 1/é", "a:b%20c", "100%", "bijeenkomst/x"] {
            let identifier = SHELF.identifier(&site, key);
            assert!(
                identifier.starts_with("oai:kansrijk.example:"),
                "{identifier}"
            );
            assert!(
                identifier.bytes().all(|byte| byte.is_ascii_graphic()),
                "{identifier}"
            );
            assert_eq!(SHELF.key(&site, &identifier).as_deref(), Some(key));
            assert_eq!(
                board.key(&site, &identifier),
                None,
                "what one repository names is no name in another"
            );
            assert_eq!(
                board.key(&site, &board.identifier(&site, key)).as_deref(),
                Some(key)
            );
        }
        assert_eq!(SHELF.key(&site, "oai:elders.example:kaart-1"), None);
        assert_eq!(SHELF.key(&site, "kaart-1"), None);
    }
}
