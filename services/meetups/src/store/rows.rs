//! Events as rows, and back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use nouns::{CommunityId, EventId, PersonId, Region};
use serde::{Deserialize, Serialize};

use crate::MeetupsError;
use crate::entry::{Entry, Question};
use crate::event::{Draft, Event, Kind, Organiser, Origin, Places, Status, Title};
use crate::recurrence::{Moved, Recurrence, Rule};
use crate::topic::{Spoken, Topic};
use crate::when::When;

/// A row of `event`. Absent is `NONE`: a `null` would not fit an `option`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct EventRow {
    #[serde(default, skip_serializing)]
    key: String,
    uid: String,
    title: String,
    kind: String,
    description: String,
    region: Region,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    community: Option<CommunityId>,
    starts: NaiveDateTime,
    ends: NaiveDateTime,
    zone: chrono_tz::Tz,
    all_day: bool,
    /// Where `starts` and `ends` do not say how long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seconds: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recurrence: Option<RecurrenceRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    online_link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cost: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    travel: Option<String>,
    accessibility: Vec<String>,
    skills: Vec<String>,
    cohosts: Vec<String>,
    #[serde(default)]
    hosts: Vec<PersonId>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(default)]
    may_bring: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    questions: Option<QuestionsRow>,
    status: String,
    origin: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organiser: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organiser_name: Option<String>,
    sequence: u32,
    /// Strings on their way in; the query casts them.
    created: DateTime<Utc>,
    changed: DateTime<Utc>,
    /// On its way in it stands beside the row: a moment that may be absent is no string.
    #[serde(default, skip_serializing)]
    moved_from: Option<DateTime<Utc>>,
    placed: u32,
    waiting: u32,
    tickets: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct QuestionsRow {
    list: Vec<Question>,
}

impl QuestionsRow {
    fn of(questions: &[Question]) -> Option<Self> {
        let list = questions.to_vec();
        (!list.is_empty()).then_some(Self { list })
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct RecurrenceRow {
    rules: Vec<String>,
    extra: Vec<NaiveDateTime>,
    except: Vec<NaiveDateTime>,
    moved: Vec<MovedRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct MovedRow {
    from: NaiveDateTime,
    starts: NaiveDateTime,
    ends: NaiveDateTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default)]
    cancelled: bool,
}

impl From<&Event> for EventRow {
    fn from(event: &Event) -> Self {
        let words = &event.words;
        let texts =
            |set: &BTreeSet<&'static str>| set.iter().map(|&text| text.to_owned()).collect();
        Self {
            key: event.id.to_string(),
            uid: event.uid.clone(),
            title: words.title.as_str().to_owned(),
            kind: words.kind.as_str().to_owned(),
            description: words.description.clone(),
            region: words.region,
            community: words.community.clone(),
            starts: words.when.starts(),
            ends: words.when.ends(),
            zone: words.when.zone(),
            all_day: words.when.all_day(),
            seconds: (!words.when.is_said_by_clock()).then(|| words.when.length().num_seconds()),
            recurrence: RecurrenceRow::of(&words.recurrence, words.when),
            place: words.place.clone(),
            online_link: words.online_link.clone(),
            capacity: words.capacity,
            cost: words.cost.clone(),
            travel: words.travel.clone(),
            accessibility: texts(&words.accessibility),
            skills: texts(&words.skills),
            cohosts: words.cohosts.clone(),
            hosts: words.hosts.iter().cloned().collect(),
            topics: words
                .topics
                .iter()
                .map(|topic| topic.as_str().to_owned())
                .collect(),
            language: Some(words.language.as_str().to_owned()),
            outcome: words.outcome.clone(),
            may_bring: words.entry.may_bring,
            questions: QuestionsRow::of(&words.entry.questions),
            status: event.status.as_str().to_owned(),
            origin: if event.origin == Origin::Own {
                "own"
            } else {
                "import"
            }
            .to_owned(),
            organiser: event
                .organiser
                .as_ref()
                .map(|organiser| organiser.person.clone()),
            organiser_name: event
                .organiser
                .as_ref()
                .map(|organiser| organiser.name.clone()),
            sequence: event.sequence,
            created: event.created,
            changed: event.changed,
            moved_from: event.moved_from,
            placed: event.places.placed,
            waiting: event.places.waiting,
            tickets: event.places.placed + event.places.waiting,
        }
    }
}

impl RecurrenceRow {
    fn of(recurrence: &Recurrence, when: When) -> Option<Self> {
        if recurrence.is_empty() {
            return None;
        }
        let moved = recurrence.moved.iter().map(|(from, moved)| MovedRow {
            from: *from,
            starts: moved.starts,
            ends: moved.ends,
            title: moved.title.clone(),
            place: moved.place.clone(),
            cancelled: moved.cancelled,
        });
        Some(Self {
            rules: recurrence
                .rules
                .iter()
                .map(|rule| rule.text(when))
                .collect(),
            extra: recurrence.extra.iter().copied().collect(),
            except: recurrence.except.iter().copied().collect(),
            moved: moved.collect(),
        })
    }

    fn read(self, when: When) -> Option<Recurrence> {
        let rules = self.rules.iter().map(|text| Rule::parse(text, when));
        let moved = self.moved.into_iter().map(|row| {
            let moved = Moved {
                starts: row.starts,
                ends: row.ends,
                title: row.title,
                place: row.place,
                cancelled: row.cancelled,
            };
            (row.from, moved)
        });
        Some(Recurrence {
            rules: rules.collect::<Result<_, _>>().ok()?,
            extra: self.extra.into_iter().collect(),
            except: self.except.into_iter().collect(),
            moved: moved.collect::<BTreeMap<_, _>>(),
        })
    }
}

impl TryFrom<EventRow> for Event {
    type Error = MeetupsError;

    fn try_from(row: EventRow) -> Result<Self, MeetupsError> {
        row.read().ok_or(MeetupsError::Row("event"))
    }
}

impl EventRow {
    /// A row that was kept without its id.
    pub(super) fn with_key(self, id: &EventId) -> Self {
        Self {
            key: id.to_string(),
            ..self
        }
    }

    /// The row as an event; `None` for what this version never wrote.
    fn read(self) -> Option<Event> {
        let when = if self.all_day {
            When::days(self.starts.date(), self.ends.date(), self.zone).ok()?
        } else if let Some(seconds) = self.seconds {
            When::lasting(self.starts, TimeDelta::seconds(seconds), self.zone).ok()?
        } else {
            When::timed(self.starts, self.ends, self.zone).ok()?
        };
        let words = Draft {
            title: Title::parse(&self.title).ok()?,
            kind: Kind::parse(&self.kind)?,
            description: self.description,
            region: self.region,
            community: self.community,
            when,
            recurrence: self.recurrence.unwrap_or_default().read(when)?,
            place: self.place,
            online_link: self.online_link,
            capacity: self.capacity,
            cost: self.cost,
            travel: self.travel,
            accessibility: known(&self.accessibility, contract::meetups::ACCESSIBILITY),
            skills: known(&self.skills, contract::meetups::SKILLS),
            cohosts: self.cohosts,
            hosts: self.hosts.into_iter().collect(),
            topics: self
                .topics
                .iter()
                .filter_map(|text| Topic::parse(text))
                .collect(),
            language: self
                .language
                .as_deref()
                .and_then(Spoken::parse)
                .unwrap_or(Spoken::USUAL),
            outcome: self.outcome,
            entry: Entry {
                may_bring: self.may_bring,
                questions: self.questions.map(|row| row.list).unwrap_or_default(),
            },
        };
        let name = self.organiser_name.unwrap_or_default();
        Some(Event {
            id: EventId::parse(&self.key).ok()?,
            uid: self.uid,
            words,
            status: if self.status == "cancelled" {
                Status::Cancelled
            } else {
                Status::Scheduled
            },
            origin: if self.origin == "import" {
                Origin::Import
            } else {
                Origin::Own
            },
            organiser: self.organiser.map(|person| Organiser { person, name }),
            sequence: self.sequence,
            created: self.created,
            changed: self.changed,
            moved_from: self.moved_from,
            places: Places {
                placed: self.placed,
                waiting: self.waiting,
            },
        })
    }
}

/// The words of a list that are in a row.
pub(crate) fn known(words: &[String], list: &'static [&'static str]) -> BTreeSet<&'static str> {
    list.iter()
        .copied()
        .filter(|word| words.iter().any(|given| given == word))
        .collect()
}
