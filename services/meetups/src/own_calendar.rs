//! Somebody's own calendar, for the program that they plan with: by an address with a secret in it, because such a program
//! cannot sign in. Whoever has the address is its reader, so it says nothing about anybody else; only the form that holds what
//! the reader has a place at carries the links for participants. The secret is said once and stored nowhere.

use std::collections::HashSet;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate, Utc};
use contract::Caller;
use nouns::{CommunityId, EventId, PersonId, Region};

use crate::board::{Board, Pinned};
use crate::calendar::{self, Entry, Head};
use crate::event::Event;
use crate::feed::{self, Feed, Format};
use crate::news::stable_uuid;
use crate::seal::{self, LinkId};
use crate::signups::Stand;
use crate::when::{HOME, wall};
use crate::{Meetups, MeetupsError, rules};

/// 256 bits.
const SECRET_BYTES: usize = 32;

/// What a calendar of one's own holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Everything of one's communities and region.
    All,
    /// Only what one has a place at.
    Mine,
}

impl Form {
    /// One of `contract::meetups::CALENDAR_FORMS`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::All, Self::Mine]
            .into_iter()
            .find(|form| form.as_str() == text)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mine => "mine",
        }
    }

    /// How a calendar program names it.
    fn name(self) -> &'static str {
        match self {
            Self::All => "Kansrijk: mijn groepen en regio",
            Self::Mine => "Kansrijk: waar ik heen ga",
        }
    }
}

/// A calendar that has an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCalendar {
    pub form: Form,
    pub person: PersonId,
    /// Of the secret in its address.
    pub(crate) hash: String,
    /// Where the person lives, as they last came with it.
    pub region: Option<Region>,
    pub made: DateTime<Utc>,
}

/// What is the reader's, so that a meetup can be asked whether it belongs.
enum Belonging {
    All {
        communities: HashSet<CommunityId>,
        region: Option<Region>,
    },
    Placed(HashSet<EventId>),
}

impl Belonging {
    /// What is closed is for who takes part in its community, and for who has a place.
    fn holds(&self, event: &Event, is_closed: bool) -> bool {
        match self {
            Self::Placed(placed) => placed.contains(&event.id),
            Self::All {
                communities,
                region,
            } => {
                let words = &event.words;
                // What is for the whole province is for each of its regions.
                let is_near =
                    |own: Region| own.includes(words.region) || words.region.includes(own);
                words
                    .community
                    .as_ref()
                    .is_some_and(|slug| communities.contains(slug))
                    || (!is_closed && region.is_some_and(is_near))
            }
        }
    }

    fn shows_links(&self) -> bool {
        matches!(self, Self::Placed(_))
    }
}

impl Meetups {
    /// A new address of one of the caller's calendars; the one before it opens nothing any more. What comes back stands
    /// nowhere else.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`] for a script.
    pub async fn make_calendar(&self, by: &Caller, form: Form) -> Result<String, MeetupsError> {
        if !rules::may_make_calendar(by) {
            return Err(MeetupsError::NotAllowed);
        }
        let secret = URL_SAFE_NO_PAD.encode(seal::random::<SECRET_BYTES>()?);
        let made = OwnCalendar {
            form,
            person: by.person.clone(),
            hash: LinkId::of(&secret).as_str().to_owned(),
            region: by.region,
            made: self.clock.now(),
        };
        self.store.keep_calendar(&made).await?;
        Ok(secret)
    }

    /// The address opens nothing any more; saying it twice is no fault.
    pub async fn revoke_calendar(&self, by: &Caller, form: Form) -> Result<(), MeetupsError> {
        self.store.drop_calendar(&by.person, form).await
    }

    /// The caller's calendars that have an address. The reader of an address brings no region along, so one that has moved
    /// since is taken over here.
    pub async fn own_calendars(&self, by: &Caller) -> Result<Vec<OwnCalendar>, MeetupsError> {
        let mut calendars = self.store.calendars_of(&by.person).await?;
        if calendars.iter().any(|one| one.region != by.region) {
            self.store.move_calendars(&by.person, by.region).await?;
            for one in &mut calendars {
                one.region = by.region;
            }
        }
        Ok(calendars)
    }

    /// What an address opens, as a calendar program reads it.
    ///
    /// # Errors
    /// [`MeetupsError::NoCalendar`] when it was revoked or never was, and while its person is suspended.
    pub async fn own_feed(&self, secret: &str, site: Option<&str>) -> Result<Feed, MeetupsError> {
        let found = self.store.calendar_behind(&LinkId::of(secret)).await?;
        let calendar = found.ok_or(MeetupsError::NoCalendar)?;
        let suspended = self.store.database().suspended().await?;
        if suspended.contains(calendar.person.as_str()) {
            return Err(MeetupsError::NoCalendar);
        }
        let belonging = self.belonging(&calendar).await?;
        let day = wall(self.clock.now(), HOME).date();
        let board = self.copies.board();
        Ok(write(&calendar, &belonging, &board, site, day))
    }

    async fn belonging(&self, calendar: &OwnCalendar) -> Result<Belonging, MeetupsError> {
        let person = &calendar.person;
        if calendar.form == Form::Mine {
            let held = self.store.signups_of(person).await?;
            let placed = held
                .into_iter()
                .filter(|held| held.stand() == Stand::Placed);
            return Ok(Belonging::Placed(placed.map(|held| held.event).collect()));
        }
        let communities = self.store.communities_of(person).await?;
        Ok(Belonging::All {
            communities: communities.into_iter().collect(),
            region: calendar.region,
        })
    }
}

/// No `SOURCE`, because who passes a copy on would pass the secret on with it.
fn write(
    own: &OwnCalendar,
    belonging: &Belonging,
    board: &Board,
    site: Option<&str>,
    day: NaiveDate,
) -> Feed {
    let since = feed::since(day);
    let belongs = |pinned: &&Arc<Pinned>| {
        belonging.holds(&pinned.event, board.is_closed(pinned)) && feed::is_held(pinned, since)
    };
    let mut held: Vec<&Arc<Pinned>> = board.events().filter(belongs).collect();
    feed::sort(&mut held);
    let changed = held.iter().map(|pinned| pinned.event.changed).max();
    let entries: Vec<Entry<'_>> = held
        .into_iter()
        .map(|pinned| entry(pinned, belonging, board, site))
        .collect();
    let head = Head {
        uid: stable_uuid(&format!("own:{}", own.hash)),
        name: own.form.name().to_owned(),
        color: "seagreen",
        url: site.map(|site| format!("{site}/mijn")),
        source: None,
        changed,
    };
    let body = calendar::write(&head, &entries);
    Feed::of(body, changed.unwrap_or(own.made), Format::Ics)
}

fn entry<'a>(
    pinned: &'a Arc<Pinned>,
    belonging: &Belonging,
    board: &'a Board,
    site: Option<&str>,
) -> Entry<'a> {
    let link = pinned.event.words.online_link.as_deref();
    Entry {
        online_link: link.filter(|_| belonging.shows_links()),
        ..feed::entry(pinned, board, site)
    }
}

#[cfg(test)]
mod tests;
