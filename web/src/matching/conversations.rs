use std::sync::Arc;

use contract::matching::{ConversationLine, ConversationList};
use poem::web::Data;
use poem::{Response, handler};
use serde::Serialize;

use super::calls;
use super::suggestions::Avatar;
use crate::app::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, Tone};
use crate::session::SignedIn;
use crate::urls;

/// My conversations. What was said stands in the conversation only: others may look along here.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ConversationsPage {
    lines: Vec<Line>,
}

/// One conversation in the list.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    id: String,
    name: String,
    avatar: Avatar,
    relation: Say,
    stand: Say,
    tone: Tone,
    unread: Option<Say>,
    /// RFC 3339.
    wrote: Option<String>,
}

impl Page for ConversationsPage {
    const TEMPLATE: &'static str = "matching/conversations";

    fn title(&self) -> Say {
        Say::key("matching-talks-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("some", Self::of(super::samples::conversations())),
            ("none", Self::default()),
        ]
    }
}

impl ConversationsPage {
    fn of(list: ConversationList) -> Self {
        Self {
            lines: list.conversations.into_iter().map(Line::of).collect(),
        }
    }
}

impl Line {
    fn of(line: ConversationLine) -> Self {
        let unread = Say::key("matching-talks-unread").with("count", line.unread);
        Self {
            avatar: Avatar::of(&line.other.name),
            relation: Say::of("matching-relation", &line.relation),
            tone: if line.stand == "open" {
                Tone::Good
            } else {
                Tone::Quiet
            },
            stand: Say::of("matching-talks-stand", &line.stand),
            unread: (line.unread > 0).then_some(unread),
            wrote: line.wrote.map(|at| at.to_rfc3339()),
            name: line.other.name,
            id: line.id,
        }
    }
}

#[handler]
pub(super) async fn show_conversations(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    let list = calls::conversations(app, &by)
        .await
        .map_err(PageError::from)?;
    Ok(show(ConversationsPage::of(list)))
}
