//! What meetups takes and gives: events on the boards of regions, sign-ups, learning communities.
//!
//! Moments go out as RFC 3339 with the offset of the event's own zone (`2026-03-05T15:30:00+01:00`), beside the
//! name of that zone. They come in like that, as local time (`2026-03-05T15:30`) or, for all-day events, as a date.

mod calendars;
mod codes;
mod communities;
mod concepts;
mod desk;
mod entries;
mod events;
mod images;
mod signups;
mod sources;
mod spaces;
mod steps;
mod topics;

pub use calendars::{CALENDAR_FORMS, MadeCalendar, NewCalendar, OwnCalendar, OwnCalendars};
pub use codes::*;
pub use communities::{
    Community, CommunityList, CommunitySummary, Goals, Invitation, Joining, Member, NewCommunity,
    NewInvitation, RegionCount, RegionList,
};
pub use concepts::{Concept, ConceptList, NewConcept};
pub use desk::{Desk, DeskCommunity, DeskRequest, DeskThing, FollowUp};
pub use entries::{
    Closing, ENTRY_KINDS, ENTRY_STATES, ENTRY_WEEKS, Entry, EntryList, NewEntry, NewReaction,
    Reaction,
};
pub use events::{
    Cancelling, Event, EventList, EventSummary, Host, Imported, MonthCount, MonthList, Moved,
    NewDate, NewEvent, NewQuestion, Occurrence, Question, Recurrence,
};
pub use images::{Image, LARGEST_IMAGE, LARGEST_UPLOAD, NewImage};
pub use signups::{
    Answered, Answering, AskByMail, Attended, EventSignups, GuestPlace, MySignup, MySignups,
    Participant, Reminders, SigningUp, Signup, TickedOff,
};
pub use sources::{NewSource, Source, Sources};
pub use spaces::{JoinRequest, RequestAnswer, SPACES, SetSpace};
pub use steps::{COMMUNITY_STEPS, CommunityStep, CommunitySteps};
pub use topics::{
    AnswerTopic, NewTopic, SetSupport, TOPIC_ANSWERS, TOPIC_STATES, Topic, TopicList,
};

/// The kinds of meetup, in the order in which a form offers them. The words are the field's own.
pub const KINDS: &[&str] = &[
    "leergemeenschap",
    "kennismaking",
    "training",
    "intervisie",
    "gesprekstafel",
    "kennisdeling",
    "themadag",
    "seminar",
    "open-dag",
    "debat",
    "theater",
    "huiskamerfestival",
    "bustour",
    "pitchdag",
    "start-pilot",
    "lancering",
    "jubileum",
    "prijsuitreiking",
];

/// The languages that can be spoken at a meetup.
pub const LANGUAGES: &[&str] = &["nl", "en", "other"];

/// What a place can offer, so that more people can take part.
pub const ACCESSIBILITY: &[&str] = &[
    "wheelchair",
    "sign_language",
    "live_subtitles",
    "quiet_room",
];

/// The three skills that every learning community trains.
pub const SKILLS: &[&str] = &["reflectie", "feedback", "weerbaarheid"];

/// How long before a meetup somebody can be reminded of it.
pub const REMINDERS: &[&str] = &["day", "hour"];

/// The sides that meet in a learning community.
pub const SIDES: &[&str] = &["student", "docent", "aankomend-docent"];
