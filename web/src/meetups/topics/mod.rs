//! What members of a community want to meet about: all of it, and one topic with what becomes of it.

mod board;
mod calls;
mod samples;
mod topic;

use contract::meetups::Topic;
use poem::{Route, get};
use serde::Serialize;

use crate::i18n::Say;
use crate::part::{Other, Tone};
use crate::urls;

pub(super) use board::TopicsPage;
pub(super) use topic::TopicPage;

/// The addresses of this folder.
pub(super) fn routes(route: Route) -> Route {
    route
        .at(urls::pattern::TOPICS, get(board::open).post(board::propose))
        .at(urls::pattern::TOPIC, get(topic::open).post(topic::act))
}

/// A topic as a page shows it.
#[derive(Debug, Serialize)]
struct TopicView {
    id: String,
    title: String,
    href: String,
    text: String,
    by: Option<String>,
    state: Say,
    tone: Tone,
    waits: bool,
    /// RFC 3339.
    due: String,
    /// The meetup that it became.
    event: Option<String>,
    event_title: String,
    reason: Option<String>,
    support: u32,
    may_support: bool,
    may_unsupport: bool,
    may_answer: bool,
    may_remove: bool,
    other: Option<Other>,
}

impl TopicView {
    fn of(topic: Topic, me: &str) -> Self {
        let may = |deed: &str| topic.may.iter().any(|may| may == deed);
        Self {
            may_support: may("support"),
            may_unsupport: may("unsupport"),
            may_answer: may("answer"),
            may_remove: may("remove"),
            other: Other::of(topic.by_id.as_deref(), topic.by.as_deref(), Some(me)),
            href: urls::topic(&topic.id),
            state: Say::of("communities-topic-state", &topic.state),
            tone: match topic.state.as_str() {
                "planned" => Tone::Good,
                "declined" | "unanswered" => Tone::Quiet,
                _ => Tone::Calm,
            },
            waits: waits(&topic),
            due: topic.due.to_rfc3339(),
            event: topic.event.map(urls::meetup),
            event_title: topic.event_title.unwrap_or_default(),
            reason: topic.reason,
            support: topic.support,
            by: topic.by,
            text: topic.text,
            title: topic.title,
            id: topic.id,
        }
    }
}

fn waits(topic: &Topic) -> bool {
    matches!(topic.state.as_str(), "open" | "later")
}
