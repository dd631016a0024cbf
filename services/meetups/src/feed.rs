//! Public feeds: what they hold, and their bytes kept as long as nothing in them changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nouns::{CommunityId, Region};
use sha2::{Digest, Sha256};

use crate::MeetupsError;
use crate::atom;
use crate::board::{Board, Pinned};
use crate::calendar::{self, Head};
use crate::event::{Kind, Status};
use crate::json_feed;
use crate::news::stable_uuid;
use crate::when::{HOME, wall};

/// How long what is past, and what was cancelled, stays in a feed.
const KEPT: TimeDelta = TimeDelta::days(90);
/// Feeds kept at once; more only costs writing one again.
const MOST_KEPT: usize = 256;

/// Whose events a feed holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// A region; a province includes its RMC regions.
    Region(Region),
    Community(CommunityId),
    /// One kind of meetup, of the whole country.
    Kind(Kind),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Ics,
    Atom,
    Json,
}

impl Format {
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Ics => "ics",
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }
}

/// A feed as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub body: Arc<str>,
    /// Strong, with its quotes: the same bytes have the same tag.
    pub etag: String,
    /// The last change of anything in it.
    pub changed: DateTime<Utc>,
    pub format: Format,
}

type Key = (Scope, Format, Option<String>);

struct Kept {
    version: u64,
    day: NaiveDate,
    feed: Feed,
}

/// The feeds that were asked for lately.
#[derive(Default)]
pub(crate) struct Feeds(Mutex<HashMap<Key, Kept>>);

impl Feeds {
    /// The feed of `scope`; `site` is the origin of the pages that it links to. `None` for an unknown community.
    pub(crate) fn get(
        &self,
        board: &Board,
        scope: &Scope,
        format: Format,
        site: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Option<Feed>, MeetupsError> {
        // The window moves by the day, so that two polls of one day see the same bytes.
        let day = wall(now, HOME).date();
        let key = (scope.clone(), format, site.map(str::to_owned));
        if let Some(kept) = self.kept().get(&key)
            && kept.version == board.version
            && kept.day == day
        {
            return Ok(Some(kept.feed.clone()));
        }
        let Some(feed) = write(board, scope, format, site, day)? else {
            return Ok(None);
        };
        let mut kept = self.kept();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(
            key,
            Kept {
                version: board.version,
                day,
                feed: feed.clone(),
            },
        );
        Ok(Some(feed))
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn write(
    board: &Board,
    scope: &Scope,
    format: Format,
    site: Option<&str>,
    day: NaiveDate,
) -> Result<Option<Feed>, MeetupsError> {
    let Some((name, color, path, key)) = describe(board, scope) else {
        return Ok(None);
    };
    let since = since(day);
    let all: Vec<&Arc<Pinned>> = match scope {
        Scope::Region(region) => board.of_region(*region).collect(),
        Scope::Community(slug) => board.of_community(slug).collect(),
        Scope::Kind(kind) => {
            let is_one = |pinned: &&Arc<Pinned>| pinned.event.words.kind == *kind;
            board.events().filter(is_one).collect()
        }
    };
    // What is closed stands in no feed that anybody can read.
    let all: Vec<&Arc<Pinned>> = all
        .into_iter()
        .filter(|pinned| !board.is_closed(pinned))
        .collect();
    let changed = all.iter().map(|pinned| pinned.event.changed).max();
    let mut held = all;
    held.retain(|pinned| is_held(pinned, since));
    sort(&mut held);
    let entries: Vec<calendar::Entry<'_>> = held
        .into_iter()
        .map(|pinned| entry(pinned, board, site))
        .collect();
    let calendar_path = match scope {
        Scope::Region(_) => "",
        Scope::Community(_) => "gemeenschap/",
        Scope::Kind(_) => "soort/",
    };
    let head = Head {
        uid: stable_uuid(&format!("feed:{path}")),
        name: format!("Kansrijk: {name}"),
        color,
        url: site.map(|site| format!("{site}{path}")),
        source: site.map(|site| {
            format!(
                "{site}/kalender/{calendar_path}{key}.{}",
                format.extension()
            )
        }),
        changed,
    };
    let body = match format {
        Format::Ics => calendar::write(&head, &entries),
        Format::Atom => atom::write(&head, &entries)?,
        Format::Json => json_feed::write(&head, &entries),
    };
    Ok(Some(Feed::of(
        body,
        changed.unwrap_or(DateTime::UNIX_EPOCH),
        format,
    )))
}

/// Name, colour, page and key of what a feed is about.
fn describe(board: &Board, scope: &Scope) -> Option<(String, &'static str, String, String)> {
    match scope {
        Scope::Region(region) => {
            let code = region.code().to_owned();
            Some((
                region.name().to_owned(),
                "teal",
                format!("/regio/{code}"),
                code,
            ))
        }
        Scope::Community(slug) => {
            let name = board.community(slug)?.charter.name.clone();
            Some((
                name,
                "darkorange",
                format!("/gemeenschap/{slug}"),
                slug.to_string(),
            ))
        }
        Scope::Kind(kind) => {
            let code = kind.as_str().to_owned();
            Some((
                code.replace('-', " "),
                "slateblue",
                format!("/bijeenkomsten?soort={code}"),
                code,
            ))
        }
    }
}

/// What was over or cancelled before then is in no feed of that day.
pub(crate) fn since(day: NaiveDate) -> DateTime<Utc> {
    crate::when::moment(day.and_time(chrono::NaiveTime::MIN), HOME) - KEPT
}

pub(crate) fn sort(held: &mut [&Arc<Pinned>]) {
    held.sort_by_key(|pinned| (pinned.event.words.when.starts_at(), pinned.event.id.clone()));
}

pub(crate) fn is_held(pinned: &Pinned, since: DateTime<Utc>) -> bool {
    let recent = pinned.over_at.is_none_or(|over| over >= since);
    match pinned.event.status {
        Status::Scheduled => recent,
        Status::Cancelled => recent && pinned.event.changed >= since,
    }
}

/// An event as feeds show it: without the link for participants.
pub(crate) fn entry<'a>(
    pinned: &'a Pinned,
    board: &'a Board,
    site: Option<&str>,
) -> calendar::Entry<'a> {
    let event = &pinned.event;
    let known = event
        .words
        .community
        .as_ref()
        .filter(|slug| board.community(slug).is_some());
    calendar::Entry {
        event,
        community: known.map(CommunityId::as_str),
        url: site.map(|site| format!("{site}/bijeenkomsten/{}", wire::segment(event.id.as_str()))),
        online_link: None,
    }
}

impl Feed {
    pub(crate) fn of(body: String, changed: DateTime<Utc>, format: Format) -> Self {
        let digest = Sha256::digest(body.as_bytes());
        let hex: String = digest[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            etag: format!("\"{hex}\""),
            body: body.into(),
            changed,
            format,
        }
    }

    /// As HTTP dates are written (RFC 9110, section 5.6.7).
    #[must_use]
    pub fn last_modified(&self) -> String {
        self.changed.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    /// Whether who asks with these conditions has it already (RFC 9110, section 13.2.2: the tag comes first).
    #[must_use]
    pub fn is_known(&self, if_none_match: Option<&str>, if_modified_since: Option<&str>) -> bool {
        if let Some(tags) = if_none_match {
            return tags
                .split(',')
                .map(str::trim)
                .any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.etag);
        }
        let since = if_modified_since.and_then(|text| DateTime::parse_from_rfc2822(text).ok());
        since.is_some_and(|since| self.changed.timestamp() <= since.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{event, region, start};

    const SITE: Option<&str> = Some("https://kansrijk.example");

    fn utrecht() -> Scope {
        Scope::Region(region("NL-UT"))
    }

    fn ics(board: &Board, now: DateTime<Utc>) -> Feed {
        Feeds::default()
            .get(board, &utrecht(), Format::Ics, SITE, now)
            .unwrap()
            .unwrap()
    }

    #[test]
    fn polls_of_one_day_see_the_same_bytes_and_a_change_is_seen() {
        let mut board = Board::of(
            0,
            vec![event("a", "RMC-19"), event("b", "RMC-29")],
            Vec::new(),
        );
        let first = ics(&board, start());
        assert_eq!(first, ics(&board, start() + TimeDelta::hours(5)));
        assert!(first.body.contains("UID:a@kansrijk") && !first.body.contains("UID:b@kansrijk"));
        let mut other = event("a", "RMC-19");
        other.changed += TimeDelta::hours(1);
        other.sequence = 1;
        board.pin(other);
        let second = ics(&board, start());
        assert_ne!(first.etag, second.etag);
        assert!(second.changed > first.changed);
    }

    #[test]
    fn what_is_long_past_or_long_cancelled_is_gone() {
        let mut cancelled = event("cancelled", "RMC-19");
        cancelled.status = Status::Cancelled;
        let when = cancelled.words.when;
        cancelled.words.when = when.begun_at(when.starts() + TimeDelta::days(300));
        let board = Board::of(0, vec![event("past", "RMC-19"), cancelled], Vec::new());
        let now = |days| ics(&board, start() + TimeDelta::days(days));
        assert!(
            now(80).body.contains("STATUS:CANCELLED") && now(80).body.contains("UID:past@kansrijk")
        );
        assert!(
            !now(100).body.contains("STATUS:CANCELLED")
                && !now(100).body.contains("UID:past@kansrijk")
        );
    }

    #[test]
    fn who_has_it_is_told_so() {
        let feed = ics(
            &Board::of(0, vec![event("a", "RMC-19")], Vec::new()),
            start(),
        );
        assert!(feed.is_known(Some(&feed.etag), None));
        assert!(feed.is_known(Some(&format!("\"x\", W/{}", feed.etag)), None));
        assert!(!feed.is_known(Some("\"x\""), Some(&feed.last_modified())));
        assert!(feed.is_known(None, Some(&feed.last_modified())));
        assert!(!feed.is_known(None, Some("Sun, 01 Mar 2026 09:00:00 GMT")));
        assert!(!feed.is_known(None, Some("gisteren")) && !feed.is_known(None, None));
    }

    #[test]
    fn a_link_for_participants_is_in_no_feed() {
        let mut online = event("online", "RMC-19");
        online.words.online_link = Some("https://geheim.example/kamer".to_owned());
        let board = Board::of(0, vec![online], Vec::new());
        for format in [Format::Ics, Format::Atom, Format::Json] {
            let feed = Feeds::default()
                .get(&board, &utrecht(), format, SITE, start())
                .unwrap()
                .unwrap();
            let body = feed.body.replace("\r\n ", "");
            assert!(
                body.contains("Je kunt online meedoen"),
                "the event itself is there"
            );
            assert!(!body.contains("geheim.example"));
        }
    }
}
