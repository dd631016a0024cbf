//! An event: what, where and when, and how it stands with its places.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use nouns::{CommunityId, EventId, PersonId, Region};

use crate::entry::Entry;
use crate::recurrence::{Occurrence, Recurrence};
use crate::topic::{Spoken, Topic};
use crate::when::When;

/// Who holds an offered place has to have said yes so long before a meetup begins.
const LAST_CALL: TimeDelta = TimeDelta::hours(2);

/// A title fit to show: one line, outer spaces gone, 3 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TitleProblem {
    #[error("too short")]
    TooShort,
    #[error("too long")]
    TooLong,
}

impl Title {
    const MIN: usize = 3;
    const MAX: usize = 200;

    pub fn parse(input: &str) -> Result<Self, TitleProblem> {
        let title = one_line(input);
        match title.chars().count() {
            0..Self::MIN => Err(TitleProblem::TooShort),
            Self::MIN..=Self::MAX => Ok(Self(title)),
            _ => Err(TitleProblem::TooLong),
        }
    }

    /// The title of an event of a foreign file, where one may be missing or of any length.
    #[must_use]
    pub fn of_import(input: &str) -> Self {
        let title: String = one_line(input).chars().take(Self::MAX).collect();
        let title = title.trim_end().to_owned();
        if title.chars().count() < Self::MIN {
            return Self(format!("Bijeenkomst {title}").trim_end().to_owned());
        }
        Self(title)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

pub(crate) fn one_line(input: &str) -> String {
    let printable =
        input.split(|character: char| character.is_whitespace() || character.is_control());
    printable
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The kind of an event: one of `contract::meetups::KINDS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind(&'static str);

impl Kind {
    /// What a meetup of a learning community is unless somebody says otherwise.
    pub const USUAL: Self = Self(contract::meetups::KINDS[0]);
    /// What an event from outside is, when its categories say nothing.
    pub const OF_IMPORT: Self = Self("kennisdeling");

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        contract::meetups::KINDS
            .iter()
            .copied()
            .find(|kind| *kind == text)
            .map(Self)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// Where an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Own,
    Import,
}

/// Whether it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Scheduled,
    Cancelled,
}

impl Status {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What an organiser says about an event; already right in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub title: Title,
    pub kind: Kind,
    pub description: String,
    pub region: Region,
    pub community: Option<CommunityId>,
    pub when: When,
    pub recurrence: Recurrence,
    pub place: Option<String>,
    /// For participants only: never in a feed or a list.
    pub online_link: Option<String>,
    /// `None`: room for everyone.
    pub capacity: Option<u32>,
    pub cost: Option<String>,
    pub travel: Option<String>,
    /// Of `contract::meetups::ACCESSIBILITY`.
    pub accessibility: BTreeSet<&'static str>,
    /// Of `contract::meetups::SKILLS`.
    pub skills: BTreeSet<&'static str>,
    /// Names of people and organisations, as they are to be shown.
    pub cohosts: Vec<String>,
    /// Members of its community who organise it too. Who left the community does not any more.
    pub hosts: BTreeSet<PersonId>,
    pub topics: BTreeSet<Topic>,
    pub language: Spoken,
    pub outcome: Option<String>,
    /// What a sign-up may hold: others who come along, answers.
    pub entry: Entry,
}

/// An event on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    /// How calendars know it, for ever.
    pub uid: String,
    pub words: Draft,
    pub status: Status,
    pub origin: Origin,
    /// Who published it.
    pub organiser: Option<Organiser>,
    /// How often it changed in a way that matters to who comes.
    pub sequence: u32,
    pub created: DateTime<Utc>,
    /// The last change of its words, time or status.
    pub changed: DateTime<Utc>,
    /// When it would have begun, had its last move not been.
    pub moved_from: Option<DateTime<Utc>>,
    pub places: Places,
}

/// The person who published an event, with the name to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organiser {
    pub person: PersonId,
    pub name: String,
}

/// How many have a place, and how many wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Places {
    pub placed: u32,
    pub waiting: u32,
}

impl Event {
    /// How many places are left; `None` for room for everyone.
    #[must_use]
    pub fn free(&self) -> Option<u32> {
        let capacity = self.words.capacity?;
        Some(capacity.saturating_sub(self.places.placed))
    }

    /// When the last of it is over; `None` for a series without end.
    #[must_use]
    pub fn over_at(&self) -> Option<DateTime<Utc>> {
        if self.words.recurrence.is_empty() {
            return Some(self.words.when.ends_at());
        }
        self.words.recurrence.over_at(self.words.when)
    }

    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.over_at().is_some_and(|over| over <= now)
    }

    /// From then on no place that comes free is held for anybody: [`LAST_CALL`] before it begins, and of a series before its
    /// last time. `None` for a series without end.
    #[must_use]
    pub fn last_call(&self) -> Option<DateTime<Utc>> {
        let before_the_end = self.words.when.length() + LAST_CALL;
        self.over_at()?.checked_sub_signed(before_the_end)
    }

    /// Whether what is free is for the first who waits and says yes.
    #[must_use]
    pub fn is_last_call(&self, now: DateTime<Utc>) -> bool {
        self.last_call().is_some_and(|last_call| last_call <= now)
    }

    /// Its times that are not over at `from` and begin before `to`, at most `most`.
    #[must_use]
    pub fn times(&self, from: DateTime<Utc>, to: DateTime<Utc>, most: usize) -> Vec<Occurrence> {
        self.words
            .recurrence
            .between(self.words.when, from, to, most)
    }

    /// Keeps when it would have begun, now that it was `before`. What moves back was not moved.
    pub(crate) fn remember_start(&mut self, before: &Draft) {
        let (was, is) = (before.when.starts_at(), self.words.when.starts_at());
        if was != is {
            self.moved_from = Some(was).filter(|_| self.moved_from != Some(is));
        }
    }

    /// When a time of it would have begun, where that was moved; of a series `time` says of which.
    #[must_use]
    pub fn previous_start(&self, time: Option<&Occurrence>) -> Option<DateTime<Utc>> {
        let moved = time.filter(|time| time.original != time.when.starts());
        let original = moved.map(|time| crate::when::moment(time.original, time.when.zone()));
        original.or_else(|| self.moved_from.filter(|_| self.words.recurrence.is_empty()))
    }

    /// Whether a change from `before` matters to who comes: time, place, or whether it goes on.
    #[must_use]
    pub fn differs_for_who_comes(&self, before: &Draft) -> bool {
        let now = &self.words;
        (&now.when, &now.recurrence, &now.place, &now.online_link)
            != (
                &before.when,
                &before.recurrence,
                &before.place,
                &before.online_link,
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_one_line_of_3_to_200_characters() {
        assert_eq!(
            Title::parse(" Samen \n leren ").unwrap().as_str(),
            "Samen leren"
        );
        assert_eq!(Title::parse("ab"), Err(TitleProblem::TooShort));
        assert_eq!(Title::parse(&"a".repeat(201)), Err(TitleProblem::TooLong));
    }

    #[test]
    fn every_kind_reads_back_and_no_other_word_is_one() {
        for kind in contract::meetups::KINDS {
            assert_eq!(Kind::parse(kind).unwrap().as_str(), *kind);
        }
        assert_eq!(Kind::parse("feest"), None);
        assert!(Kind::parse(Kind::OF_IMPORT.as_str()).is_some());
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_title_again_changes_nothing(input in ".{0,210}") {
            if let Ok(title) = Title::parse(&input) {
                prop_assert_eq!(Title::parse(title.as_str()), Ok(title.clone()));
            }
        }

        #[test]
        fn the_title_of_an_import_is_a_title(input in ".{0,400}") {
            let title = Title::of_import(&input);
            prop_assert_eq!(Title::parse(title.as_str()), Ok(title.clone()));
        }
    }
}
