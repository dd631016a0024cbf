//! Fetching what others offer, with care: the machine behind a name is looked up first, it has to be one of the public
//! internet, and it is that machine which is asked, also after a redirect. A document has a bounded size and time.

use std::net::SocketAddr;
use std::time::Duration;

use contract::Code;
use contract::meetups as code;
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode, Url};

use super::address::{self, Reach};

const MOST_BYTES: usize = 5 * 1024 * 1024;
const MOST_REDIRECTS: usize = 3;
/// For all of it, redirects and the last byte included.
const PATIENCE: Duration = Duration::from_secs(10);
/// What a source may say to know its document again by.
const LONGEST_MARK: usize = 300;

/// By what a document is known again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) etag: Option<String>,
    pub(crate) modified: Option<String>,
}

/// What a source gave.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// What we have still is what there is.
    Same,
    Document {
        text: String,
        marks: Marks,
    },
}

/// Why a source gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FetchProblem {
    /// It is no address that we ask.
    Address,
    /// Its name leads nowhere.
    Unknown,
    /// It leads into a network of its own.
    Private,
    /// It does not answer, or breaks off.
    Away,
    TooSlow,
    TooLarge,
    TooManyRedirects,
    /// It answers that it has no such thing, or will not give it.
    Refused,
    /// What it gives is no text.
    NoText,
}

impl FetchProblem {
    /// What the coordinator is told.
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Address => code::SOURCE_ADDRESS,
            Self::Unknown | Self::Away => code::SOURCE_AWAY,
            Self::Private => code::SOURCE_PRIVATE,
            Self::TooSlow => code::SOURCE_SLOW,
            Self::TooLarge => code::SOURCE_LARGE,
            Self::TooManyRedirects | Self::Refused => code::SOURCE_REFUSED,
            Self::NoText => code::SOURCE_UNREADABLE,
        }
    }
}

/// Asks for a document, unless it is still the one with these marks.
pub(crate) async fn get(
    address: &str,
    known: &Marks,
    reach: Reach,
) -> Result<Fetched, FetchProblem> {
    let fetching = Box::pin(follow(address, known, reach));
    let within = tokio::time::timeout(PATIENCE, fetching).await;
    within.unwrap_or(Err(FetchProblem::TooSlow))
}

async fn follow(address: &str, known: &Marks, reach: Reach) -> Result<Fetched, FetchProblem> {
    let mut url = address::parse(address, reach).ok_or(FetchProblem::Address)?;
    for _ in 0..=MOST_REDIRECTS {
        let machine = machine_of(&url, reach).await?;
        let response = ask(&url, machine, known).await?;
        match response.status() {
            StatusCode::NOT_MODIFIED => return Ok(Fetched::Same),
            status if status.is_success() => return read(response).await,
            status if status.is_redirection() => url = next(&url, &response, reach)?,
            _ => return Err(FetchProblem::Refused),
        }
    }
    Err(FetchProblem::TooManyRedirects)
}

fn next(url: &Url, response: &Response, reach: Reach) -> Result<Url, FetchProblem> {
    let location = value(response.headers(), &header::LOCATION).ok_or(FetchProblem::Refused)?;
    let next = url.join(&location).map_err(|_| FetchProblem::Refused)?;
    address::may_be_asked(&next, reach)
        .then_some(next)
        .ok_or(FetchProblem::Address)
}

/// The machine that is asked. A name that leads to a closed one, if only beside others, is not asked at all.
async fn machine_of(url: &Url, reach: Reach) -> Result<SocketAddr, FetchProblem> {
    let port = url.port_or_known_default().ok_or(FetchProblem::Address)?;
    let host = url.host_str().ok_or(FetchProblem::Address)?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let found = tokio::net::lookup_host((host, port)).await;
    let machines: Vec<SocketAddr> = found.map_err(|_| FetchProblem::Unknown)?.collect();
    if machines
        .iter()
        .any(|machine| !address::is_open(machine.ip(), reach))
    {
        return Err(FetchProblem::Private);
    }
    // The old internet first: not every machine of ours has the new one.
    let old = machines.iter().find(|machine| machine.is_ipv4());
    old.or(machines.first())
        .copied()
        .ok_or(FetchProblem::Unknown)
}

/// Asks that machine, whatever the name leads to by now.
async fn ask(url: &Url, machine: SocketAddr, known: &Marks) -> Result<Response, FetchProblem> {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .resolve(url.host_str().unwrap_or_default(), machine)
        .user_agent("Kansrijk")
        .build()
        .map_err(|_| FetchProblem::Away)?;
    let accepted = "text/calendar, application/atom+xml;q=0.9, */*;q=0.1";
    let mut request = client.get(url.clone()).header(header::ACCEPT, accepted);
    for (name, mark) in [
        (header::IF_NONE_MATCH, &known.etag),
        (header::IF_MODIFIED_SINCE, &known.modified),
    ] {
        if let Some(mark) = mark {
            request = request.header(name, mark);
        }
    }
    request.send().await.map_err(|_| FetchProblem::Away)
}

async fn read(mut response: Response) -> Result<Fetched, FetchProblem> {
    let marks = Marks {
        etag: value(response.headers(), &header::ETAG),
        modified: value(response.headers(), &header::LAST_MODIFIED),
    };
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| FetchProblem::Away)? {
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(FetchProblem::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    let text = String::from_utf8(bytes).map_err(|_| FetchProblem::NoText)?;
    Ok(Fetched::Document { text, marks })
}

fn value(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    let fits = value.len() <= LONGEST_MARK || *name == header::LOCATION;
    fits.then(|| value.to_owned())
}
