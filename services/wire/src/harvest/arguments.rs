//! What a harvester asks, read strictly (section 3: every argument once, none too many).

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::token::Token;
use super::{About, ErrorCode, Format, Refusal};

/// A request that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    Identify,
    /// Of everything, or of one item.
    Formats(Option<String>),
    Sets,
    Record(String, Format),
    List(List),
}

/// A list of records, or of their headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) whole: bool,
    pub(crate) from: Begin,
}

/// Where a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Begin {
    Anew(Selection),
    After(Token),
}

/// What a list holds. Times in seconds of Unix, both ends belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) format: Format,
    pub(crate) from: Option<i64>,
    pub(crate) until: Option<i64>,
    pub(crate) set: Option<&'static str>,
}

/// The arguments as they are said back in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked(Vec<(String, String)>);

impl Asked {
    pub(crate) fn attributes(&self) -> Vec<(&str, &str)> {
        let pairs = self.0.iter();
        pairs
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }
}

const FROM_AND_UNTIL: &str = "Give from and until as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, both in the same form, from not after until.";

/// Reads a request. After `badVerb` and `badArgument` nothing of it is said back, after every other
/// refusal all of it (section 3.2 of the protocol).
pub(crate) fn read(about: &About, arguments: &[(String, String)]) -> (Asked, Result<Ask, Refusal>) {
    let ask = Arguments::of(about, arguments).and_then(|arguments| arguments.ask());
    let cannot_be_said = ask
        .as_ref()
        .is_err_and(|refusal| matches!(refusal.code, ErrorCode::BadVerb | ErrorCode::BadArgument));
    let said = if cannot_be_said { &[] } else { arguments };
    (Asked(said.to_vec()), ask)
}

struct Arguments<'a> {
    about: &'a About,
    pairs: &'a [(String, String)],
}

impl<'a> Arguments<'a> {
    /// A verb, and nothing twice.
    fn of(about: &'a About, pairs: &'a [(String, String)]) -> Result<Self, Refusal> {
        let count = |name: &str| pairs.iter().filter(|(other, _)| other == name).count();
        if count("verb") != 1 {
            let once = "Give one verb.";
            return Err(Refusal::new(ErrorCode::BadVerb, once));
        }
        if pairs.iter().any(|(name, _)| count(name) > 1) {
            return Err(bad("Give every argument once."));
        }
        Ok(Self { about, pairs })
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        let found = self.pairs.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    fn ask(&self) -> Result<Ask, Refusal> {
        match self.value("verb").unwrap_or_default() {
            "Identify" => self.only(&[]).map(|()| Ask::Identify),
            "ListMetadataFormats" => {
                self.only(&["identifier"])?;
                Ok(Ask::Formats(self.value("identifier").map(str::to_owned)))
            }
            "ListSets" => {
                self.only(&["resumptionToken"])?;
                match self.value("resumptionToken") {
                    // All sets fit in one answer, so nobody got a token from us.
                    Some(_) => Err(bad_token()),
                    None => Ok(Ask::Sets),
                }
            }
            "GetRecord" => {
                self.only(&["identifier", "metadataPrefix"])?;
                let identifier = self.needed("identifier")?.to_owned();
                Ok(Ask::Record(identifier, self.format()?))
            }
            "ListRecords" => self.list(true),
            "ListIdentifiers" => self.list(false),
            _ => Err(Refusal::new(
                ErrorCode::BadVerb,
                "Use Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords or GetRecord.",
            )),
        }
    }

    fn only(&self, allowed: &[&str]) -> Result<(), Refusal> {
        let is_allowed = |name: &str| name == "verb" || allowed.contains(&name);
        if self.pairs.iter().all(|(name, _)| is_allowed(name)) {
            Ok(())
        } else {
            Err(bad("This verb does not take all of these arguments."))
        }
    }

    fn needed(&self, name: &str) -> Result<&'a str, Refusal> {
        self.value(name)
            .ok_or_else(|| bad("An argument is missing that this verb needs."))
    }

    fn format(&self) -> Result<Format, Refusal> {
        let prefix = self.needed("metadataPrefix")?;
        Format::parse(prefix).ok_or_else(|| {
            Refusal::new(
                ErrorCode::CannotDisseminateFormat,
                "Use one of the prefixes that ListMetadataFormats names.",
            )
        })
    }

    fn list(&self, whole: bool) -> Result<Ask, Refusal> {
        if let Some(token) = self.value("resumptionToken") {
            self.only(&["resumptionToken"])?;
            let token = Token::parse(self.about, token).filter(|token| token.whole == whole);
            let from = Begin::After(token.ok_or_else(bad_token)?);
            return Ok(Ask::List(List { whole, from }));
        }
        self.only(&["from", "until", "set", "metadataPrefix"])?;
        let (from, until) = self.span()?;
        let selection = Selection {
            format: self.format()?,
            from,
            until,
            set: self.set()?,
        };
        let from = Begin::Anew(selection);
        Ok(Ask::List(List { whole, from }))
    }

    fn span(&self) -> Result<(Option<i64>, Option<i64>), Refusal> {
        let (from, until) = (self.value("from"), self.value("until"));
        if let (Some(from), Some(until)) = (from, until)
            && from.len() != until.len()
        {
            return Err(bad(FROM_AND_UNTIL));
        }
        let from = from.map(|text| moment(text, false)).transpose()?;
        let until = until.map(|text| moment(text, true)).transpose()?;
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            return Err(bad(FROM_AND_UNTIL));
        }
        Ok((from, until))
    }

    fn set(&self) -> Result<Option<&'static str>, Refusal> {
        let Some(wanted) = self.value("set") else {
            return Ok(None);
        };
        self.about.set(wanted).map(Some).ok_or_else(|| {
            Refusal::new(
                ErrorCode::NoRecordsMatch,
                "There is no such set: see ListSets.",
            )
        })
    }
}

/// A day or a second (section 3.3); a day that ends something is whole.
fn moment(text: &str, ends: bool) -> Result<i64, Refusal> {
    let day = || {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(0, 0, 0)?;
        let end = day + TimeDelta::days(1) - TimeDelta::seconds(1);
        Some(if ends { end } else { day })
    };
    let second = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").ok();
    let read = match text.len() {
        10 => day(),
        20 => second(),
        _ => None,
    };
    read.map(|moment| moment.and_utc().timestamp())
        .ok_or_else(|| bad(FROM_AND_UNTIL))
}

fn bad(message: &'static str) -> Refusal {
    Refusal::new(ErrorCode::BadArgument, message)
}

pub(crate) fn bad_token() -> Refusal {
    Refusal::new(
        ErrorCode::BadResumptionToken,
        "This token is not ours, or older than a day. Begin the list again.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::SHELF;
    use super::*;

    fn asked(query: &[(&str, &str)]) -> Result<Ask, ErrorCode> {
        let pairs: Vec<_> = query
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let (_, ask) = read(&SHELF, &pairs);
        ask.map_err(|refusal| refusal.code)
    }

    #[test]
    fn verbs_take_their_own_arguments_and_each_once() {
        assert_eq!(asked(&[("verb", "Identify")]), Ok(Ask::Identify));
        for query in [
            &[][..],
            &[("verb", "identify")],
            &[("verb", "Identify"), ("verb", "Identify")],
        ] {
            assert_eq!(asked(query), Err(ErrorCode::BadVerb), "{query:?}");
        }
        let prefix = ("metadataPrefix", "oai_dc");
        let list = ("verb", "ListRecords");
        for query in [
            &[("verb", "Identify"), prefix][..],
            &[list],
            &[list, prefix, prefix],
            &[list, prefix, ("resumptionToken", "x")],
            &[list, prefix, ("from", "2026")],
            &[list, prefix, ("from", "2026-02-30")],
            &[list, prefix, ("from", "2026-03-01T10:00:00+01:00")],
            &[
                list,
                prefix,
                ("from", "2026-03-02"),
                ("until", "2026-03-01"),
            ],
            &[
                list,
                prefix,
                ("from", "2026-03-01"),
                ("until", "2026-03-02T00:00:00Z"),
            ],
            &[("verb", "GetRecord"), prefix],
        ] {
            assert_eq!(asked(query), Err(ErrorCode::BadArgument), "{query:?}");
        }
        let unknown = ("metadataPrefix", "marc");
        assert_eq!(
            asked(&[list, unknown]),
            Err(ErrorCode::CannotDisseminateFormat)
        );
        assert_eq!(
            asked(&[list, prefix, ("set", "spel")]),
            Err(ErrorCode::NoRecordsMatch)
        );
        assert_eq!(
            asked(&[list, ("resumptionToken", "x")]),
            Err(ErrorCode::BadResumptionToken)
        );
        assert_eq!(
            asked(&[("verb", "ListSets"), ("resumptionToken", "x")]),
            Err(ErrorCode::BadResumptionToken)
        );
    }

    #[test]
    fn a_day_is_whole_from_its_first_second_to_its_last() {
        let ask = asked(&[
            ("verb", "ListIdentifiers"),
            ("metadataPrefix", "nl_lom"),
            ("from", "2026-03-02"),
            ("until", "2026-03-02"),
            ("set", "werkvorm"),
        ]);
        let Ok(Ask::List(List {
            whole: false,
            from: Begin::Anew(selection),
        })) = ask
        else {
            panic!("{ask:?}")
        };
        let second = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").unwrap();
        let at = |text| Some(second(text).and_utc().timestamp());
        assert_eq!(selection.from, at("2026-03-02T00:00:00Z"));
        assert_eq!(selection.until, at("2026-03-02T23:59:59Z"));
        assert_eq!(selection.set, Some("werkvorm"));
    }
}
