use std::sync::Arc;

use contract::matching::{Conversation, ConversationQuestion, LONGEST_MESSAGE, Message, Sending};
use nouns::RequestId;
use poem::http::StatusCode;
use poem::web::{Data, Path, Query};
use poem::{IntoResponse as _, Request, Response, handler};
use serde::{Deserialize, Serialize};

use super::calls;
use super::suggestions::Avatar;
use crate::app::App;
use crate::error::PageError;
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::{self, Caller, SignedIn};
use crate::urls;

/// How long a script's question for news is held: short, so that a session that ends hears no more soon.
const WAIT_SECONDS: u32 = 8;

/// What two people write to each other, and the form to write.
#[derive(Debug, Serialize)]
pub(crate) struct ConversationPage {
    id: String,
    other: String,
    avatar: Avatar,
    relation: Say,
    /// `open`, or why nobody writes.
    stand: String,
    /// Said when nobody writes.
    stopped: Option<Say>,
    /// The reader can take that back.
    is_paused_by_me: bool,
    messages: Vec<Line>,
    earlier: Option<String>,
    /// Some messages between these and the last ones are not shown.
    is_past: bool,
    last: u32,
    is_guarded: bool,
    may_write: bool,
    may_block: bool,
    draft: Field,
    /// What the next message will be called: pressing twice sends once.
    message: String,
    longest: usize,
    warning: Option<Warning>,
    problem: Option<Say>,
}

/// One message.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    n: u32,
    is_mine: bool,
    /// None for what somebody wrote who is gone.
    text: Option<String>,
    /// RFC 3339.
    at: Option<String>,
    /// Shown where a new day begins.
    day: Option<String>,
    /// Where to report it.
    report: Option<String>,
}

/// What was seen in a message, before it is sent.
#[derive(Debug, Serialize)]
pub(crate) struct Warning {
    title: Say,
    why: Say,
    seen: Vec<Seen>,
    /// May be sent all the same.
    may_send: bool,
}

#[derive(Debug, Serialize)]
struct Seen {
    kind: Say,
    words: String,
    instead: Say,
}

/// What a reader asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wish {
    /// A script: what comes after this number, when it comes.
    na: Option<u32>,
    /// With `na`: the stand that the script knows.
    stand: Option<String>,
    /// What was before this number.
    voor: Option<u32>,
}

impl Page for ConversationPage {
    const TEMPLATE: &'static str = "matching/conversation";

    fn title(&self) -> Say {
        Say::key("matching-talk-title").with("name", self.other.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::say(Say::key("matching-start-title"), urls::MATCHING),
            Crumb::say(Say::key("matching-talks-title"), urls::CONVERSATIONS),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let sample = |stand| Self::of(super::samples::conversation(stand), None);
        let empty = Conversation {
            messages: Vec::new(),
            last: 0,
            ..super::samples::conversation("open")
        };
        let held = |state| {
            let sending = super::samples::sending(state);
            let text = "Bel me op 06 12 34 56 78, of kom naar Dorpsstraat 12.";
            sample("open").held(&sending, text.to_owned(), "0af9".repeat(8))
        };
        let long = Say::of(
            "matching-problem",
            contract::matching::MESSAGE_TOO_LONG.name,
        );
        vec![
            ("open", sample("open")),
            ("nothing said", Self::of(empty, None)),
            (
                "earlier",
                Self::of(super::samples::conversation("open"), Some(9)),
            ),
            ("ended", sample("ended")),
            ("paused by me", sample("paused-by-you")),
            ("paused", sample("paused")),
            ("certificate", sample("certificate")),
            ("warned", held("warned")),
            ("refused", held("refused")),
            ("too long", sample("open").again(long, "Te lang".to_owned())),
        ]
    }
}

impl ConversationPage {
    /// `before`: these are not the last messages.
    pub(super) fn of(talk: Conversation, before: Option<u32>) -> Self {
        let may = |deed: &str| talk.may.iter().any(|may| may == deed);
        let first = talk.messages.first().map_or(0, |message| message.n);
        let earlier = [("voor", first.to_string())];
        let earlier = earlier
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Self {
            avatar: Avatar::of(&talk.other.name),
            relation: Say::of("matching-relation", &talk.relation),
            stopped: (talk.stand != "open").then(|| {
                Say::of("matching-talk-stopped", &talk.stand).with("name", talk.other.name.as_str())
            }),
            is_paused_by_me: talk.stand == "paused-by-you",
            earlier: talk
                .earlier
                .then(|| urls::with_query(&urls::conversation(&talk.id), &earlier)),
            is_past: before.is_some(),
            last: talk.last,
            is_guarded: talk.guarded,
            may_write: may("write") && before.is_none(),
            may_block: may("block"),
            draft: Field::default(),
            message: RequestId::fresh().as_str().to_owned(),
            longest: LONGEST_MESSAGE,
            warning: None,
            problem: None,
            messages: lines(&talk.id, talk.messages),
            other: talk.other.name,
            stand: talk.stand,
            id: talk.id,
        }
    }

    /// The form again with what was typed and what was seen in it.
    pub(super) fn held(self, sending: &Sending, text: String, message: String) -> Self {
        Self {
            draft: Field::filled(text),
            warning: Some(Warning::of(sending, &self.other)),
            message,
            ..self
        }
    }

    /// The form again with what was typed and why it was not sent.
    pub(super) fn again(self, problem: Say, text: String) -> Self {
        if self.may_write {
            return Self {
                draft: Field::refused(text, problem),
                ..self
            };
        }
        // There is no field any more in which the text could stay.
        Self {
            draft: Field::filled(text),
            problem: Some(problem),
            ..self
        }
    }
}

impl Warning {
    fn of(sending: &Sending, other: &str) -> Self {
        let seen = sending.seen.iter().map(|seen| Seen {
            kind: Say::of("matching-seen", &seen.kind),
            words: seen.words.clone(),
            instead: Say::of("matching-instead", &seen.kind),
        });
        Self {
            title: Say::of("matching-held", &sending.state),
            why: Say::of("matching-held-why", &sending.state).with("name", other),
            seen: seen.collect(),
            may_send: sending.state == "warned",
        }
    }
}

/// The messages with a day where a new one begins, as days are here.
fn lines(id: &str, messages: Vec<Message>) -> Vec<Line> {
    let mut shown = None;
    let line = |message: Message| {
        let day = message
            .at
            .map(|at| at.with_timezone(&chrono_tz::Europe::Amsterdam).date_naive());
        let begins = day.is_some() && day != shown;
        shown = day.or(shown);
        let report = message.id.as_ref().filter(|_| message.by == "other");
        Line {
            n: message.n,
            is_mine: message.by == "you",
            day: day.filter(|_| begins).map(|day| day.to_string()),
            at: message.at.map(|at| at.to_rfc3339()),
            report: report.map(|message| urls::report_message(format!("{id}.{message}"))),
            text: message.text,
        }
    };
    messages.into_iter().map(line).collect()
}

/// Shows a conversation, which is then read. A script's question is held until there is something to show; without
/// news it is answered with nothing.
#[handler]
pub(super) async fn show_conversation(
    request: &Request,
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Response, PageError> {
    let question = ConversationQuestion {
        after: wish.na,
        before: wish.voor,
        wait: wish.na.map(|_| WAIT_SECONDS),
        stand: wish.stand.clone(),
    };
    let asked = calls::conversation(app, &by, &id, &question);
    let talk = match wish.na {
        // Who is signed out while the question is held hears nothing more.
        Some(_) => Box::pin(session::while_signed_in(app, request, asked)).await??,
        None => asked.await?,
    };
    let is_old = wish.na.is_some_and(|after| talk.last <= after);
    if is_old && wish.stand.as_ref() == Some(&talk.stand) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    read(app, &by, &talk).await;
    Ok(show(ConversationPage::of(talk, wish.voor)))
}

/// Notes up to where somebody has read. That this fails is no reason to show nothing.
async fn read(app: &App, by: &Caller, talk: &Conversation) {
    let Some(last) = talk.messages.last() else {
        return;
    };
    if let Err(problem) = calls::mark_read(app, by, &talk.id, last.n).await {
        tracing::warn!(problem = problem.name(), "what was read is not noted");
    }
}
