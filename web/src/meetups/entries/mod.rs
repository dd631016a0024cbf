//! Vraag en aanbod of a community: what is there, and one entry with what was said to it.

mod board;
mod calls;
mod entry;
mod samples;

use contract::meetups::Entry;
use poem::http::StatusCode;
use poem::{Route, get};
use serde::Serialize;
use wire::Problem;

use crate::error::PageError;
use crate::i18n::Say;
use crate::part::Tone;
use crate::urls;

pub(super) use board::BoardPage;
pub(super) use entry::EntryPage;

/// The addresses of this folder.
pub(super) fn routes(route: Route) -> Route {
    route
        .at(urls::pattern::ENTRIES, get(board::open).post(board::place))
        .at(urls::pattern::ENTRY, get(entry::open).post(entry::act))
}

/// An entry in a list.
#[derive(Debug, Serialize)]
struct Line {
    title: String,
    href: String,
    kind: Say,
    state: Say,
    tone: Tone,
    owner: String,
    runs: bool,
    /// RFC 3339.
    ends: String,
    reacted: u32,
}

impl Line {
    fn of(entry: Entry) -> Self {
        Self {
            href: urls::entry(&entry.id),
            kind: Say::of("communities-entry", &entry.kind),
            state: state(&entry),
            tone: tone(&entry),
            runs: runs(&entry),
            ends: entry.ends.to_rfc3339(),
            reacted: entry.reacted,
            owner: entry.owner,
            title: entry.title,
        }
    }
}

fn runs(entry: &Entry) -> bool {
    matches!(entry.state.as_str(), "open" | "talking")
}

/// Where it stands: what was asked for is solved, what was offered is given away.
fn state(entry: &Entry) -> Say {
    let given = entry.kind == "aanbod" && entry.state == "solved";
    let code = if given { "given" } else { &entry.state };
    Say::of("communities-state", code)
}

fn tone(entry: &Entry) -> Tone {
    match entry.state.as_str() {
        "solved" => Tone::Good,
        "closed" | "expired" => Tone::Quiet,
        _ => Tone::Calm,
    }
}

/// Why something could not be done now, where the page can say it; else there is no page.
pub(super) fn why_not(problem: Problem) -> Result<Say, PageError> {
    match problem.status() {
        StatusCode::CONFLICT | StatusCode::FORBIDDEN => {
            Ok(Say::of("meetups-problem", problem.name()))
        }
        _ => Err(problem.into()),
    }
}
