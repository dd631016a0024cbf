//! Open to harvesters: the public cards by OAI-PMH 2.0 (Lagoze, Van de Sompel, Nelson and Warner,
//! 2002, <http://www.openarchives.org/OAI/openarchivesprotocol.html>).
//!
//! # Why a harvest misses none and doubles none
//!
//! Every change of a card that is or was public gets a *place*: the second it was noted in, and a
//! number that only grows. Places are given out by [`following`], which reads our own log, so that
//! no way of changing a card can forget it. The datestamp of a record is the second of its card's
//! last place.
//!
//! 1. *From list to list.* A place is noted under the lock under which a response takes its
//!    `responseDate`, after everything logged has been noted. What a response could not show
//!    therefore gets a datestamp of that second or later, also when the machine's clock goes back,
//!    and the harvester finds it who asks `from` the `responseDate` of the list before. (Another
//!    process on the same store may note a change while its second ends; the overlap of a minute
//!    that harvesters use covers that.)
//! 2. *Within a list.* A list is the places up to its *bound*, the last place when it began; every
//!    token carries it. A card that changes meanwhile keeps its old place, marked with the number
//!    of the next one, and a list shows a place when the next one lies beyond its bound. So a
//!    card has exactly one place in a list, whatever happens to it while the list is read, and is
//!    shown there as it is at that moment. Where the harvester named an `until`, a card that
//!    changed after it has left the range and belongs to the next list.
//! 3. *Tokens* hold all of this themselves and no state is kept for them. Old places are removed a
//!    day after they were superseded, which is as long as a token lives.
//!
//! A card that is not public any more stays as a deleted record for good, whatever became of the
//! card: `deletedRecord` is `persistent`. Records hold no names of people, so that an erasure has
//! nothing to call back.

mod arguments;
mod dublin_core;
mod following;
mod identify;
mod listing;
mod lom;
mod record;
mod token;
mod xml;

use chrono::{DateTime, Utc};

use self::arguments::{Ask, Asked};
use self::xml::Xml;

pub(crate) use self::dublin_core::description;
pub(crate) use self::record::{identifier, is_public, page};
pub(crate) use self::xml::is_of_xml;

use crate::{Toolbox, ToolboxError};

/// The set of an OAI request, by its specification and its name.
pub(crate) const SETS: [(&str, &str); 3] = [
    ("overlegstructuur", "Overlegstructuren"),
    ("teamsamenstelling", "Teamsamenstellingen"),
    ("werkvorm", "Werkvormen"),
];

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
enum Halt {
    Refused(Refusal),
    Failed(ToolboxError),
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<ToolboxError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Where this installation is found: what identifiers and addresses begin with.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// The origin of the pages, such as `https://kansrijk.example`.
    origin: String,
}

impl Site {
    pub(crate) fn new(site: &str) -> Self {
        Self {
            origin: site.trim_end_matches('/').to_owned(),
        }
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    fn base_url(&self) -> String {
        format!("{}/oai", self.origin)
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

impl Toolbox {
    /// Answers a request of a harvester with an XML document; `site` is the origin of the pages,
    /// `arguments` what it sent, in its order. What the protocol calls an error is an answer too.
    pub async fn harvest(
        &self,
        site: &str,
        arguments: &[(String, String)],
    ) -> Result<String, ToolboxError> {
        let site = Site::new(site);
        let now = self.moment_for_harvesters().await?;
        let (asked, ask) = arguments::read(arguments);
        let answer = match ask {
            Err(refusal) => Err(refusal),
            Ok(ask) => match self.answer_harvester(&site, &ask, now).await {
                Ok(answer) => Ok(answer),
                Err(Halt::Refused(refusal)) => Err(refusal),
                Err(Halt::Failed(error)) => return Err(error),
            },
        };
        Ok(document(&site, now, &asked, answer))
    }

    async fn answer_harvester(
        &self,
        site: &Site,
        ask: &Ask,
        now: DateTime<Utc>,
    ) -> Result<Xml, Halt> {
        match ask {
            Ask::Identify => Ok(identify::identify(site, &self.store.extent().await?, now)),
            Ask::Formats(None) => Ok(identify::formats()),
            Ask::Formats(Some(identifier)) => {
                let (_, seen) = self.harvested(site, identifier).await?;
                if seen.deleted {
                    let gone = "The item is deleted: it has no metadata any more.";
                    return Err(Refusal::new(ErrorCode::NoMetadataFormats, gone).into());
                }
                Ok(identify::formats())
            }
            Ask::Sets => Ok(identify::sets()),
            Ask::Record(identifier, format) => self.one_record(site, identifier, *format).await,
            Ask::List(list) => self.list(site, list, now).await,
        }
    }
}

/// The answer with what stands around it (section 3.2).
fn document(
    site: &Site,
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
        xml.text_with("request", &asked.attributes(), &site.base_url());
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
mod tests {
    use super::*;

    #[test]
    fn the_host_is_named_without_its_port() {
        assert_eq!(
            Site::new("https://kansrijk.example").host(),
            "kansrijk.example"
        );
        assert_eq!(Site::new("http://127.0.0.1:8080").host(), "127.0.0.1");
        assert_eq!(Site::new("http://[::1]:8080").host(), "[::1]");
        assert_eq!(
            Site::new("http://a.example/").base_url(),
            "http://a.example/oai"
        );
    }
}
