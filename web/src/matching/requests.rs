use std::sync::Arc;

use contract::matching::{Notice, Request, RequestList};
use poem::web::Data;
use poem::{Response, handler};
use serde::Serialize;

use super::calls;
use super::request::{step, tone};
use super::suggestions::Avatar;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::{Crumb, NextStep, Tone};
use crate::session::SignedIn;
use crate::urls;

/// Everything I asked and was asked: what waits on me first, then what waits on others.
#[derive(Debug, Default, Serialize)]
pub(crate) struct RequestsPage {
    notices: Vec<NoticeLine>,
    groups: Vec<Group>,
    left: Option<Say>,
    /// RFC 3339: until when I stand on the waiting list.
    waits_until: Option<String>,
}

/// Requests that stand alike.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    title: Say,
    lines: Vec<RequestLine>,
}

/// One request in a list.
#[derive(Debug, Serialize)]
pub(crate) struct RequestLine {
    id: String,
    name: String,
    avatar: Avatar,
    relation: Say,
    state: Say,
    tone: Tone,
    step: Option<NextStep>,
    rank: Option<Say>,
}

/// Something that happened since I last looked.
#[derive(Debug, Serialize)]
pub(crate) struct NoticeLine {
    say: Say,
    href: String,
    /// RFC 3339.
    at: String,
}

impl Page for RequestsPage {
    const TEMPLATE: &'static str = "matching/requests";

    fn title(&self) -> Say {
        Say::key("matching-requests-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("some", Self::of(super::samples::requests())),
            ("none", Self::default()),
        ]
    }
}

impl RequestsPage {
    pub(super) fn of(list: RequestList) -> Self {
        let seeks = list
            .requests
            .iter()
            .any(|request| request.side == "student");
        let mut groups = [
            (Say::key("matching-group-mine"), Vec::new()),
            (Say::key("matching-group-other"), Vec::new()),
            (Say::key("matching-group-running"), Vec::new()),
            (Say::key("matching-group-done"), Vec::new()),
        ];
        for request in list.requests {
            groups[group_of(&request)].1.push(RequestLine::of(request));
        }
        let filled = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
        Self {
            notices: list.notices.into_iter().map(NoticeLine::of).collect(),
            groups: filled
                .map(|(title, lines)| Group { title, lines })
                .collect(),
            waits_until: list.waits_until.map(|until| until.to_rfc3339()),
            left: seeks.then(|| Say::key("matching-left").with("count", list.left)),
        }
    }
}

/// Mine to do, another's to do, running, done.
fn group_of(request: &Request) -> usize {
    match (request.state.as_str(), &request.step) {
        (_, None) => 3,
        ("matched" | "running", _) => 2,
        (_, Some(step)) if step.yours => 0,
        _ => 1,
    }
}

impl RequestLine {
    pub(super) fn of(request: Request) -> Self {
        let is_student = request.side == "student";
        let other = if is_student {
            &request.buddy.name
        } else {
            &request.student.name
        };
        Self {
            avatar: Avatar::of(other),
            relation: Say::of("matching-relation", &request.relation),
            state: Say::of("matching-state", &request.state),
            tone: tone(&request.state),
            step: step(&request, other),
            rank: request
                .rank
                .map(|rank| Say::key("matching-rank").with("rank", i64::from(rank))),
            name: other.clone(),
            id: request.id,
        }
    }
}

impl NoticeLine {
    fn of(notice: Notice) -> Self {
        Self {
            href: notice_address(&notice),
            at: notice.at.to_rfc3339(),
            say: Say::of("matching-notice", &notice.what).with("name", notice.other),
        }
    }
}

/// Where a notice leads: to the request, or to what it is about.
pub(crate) fn notice_address(notice: &Notice) -> String {
    match notice.what.as_str() {
        "still-waiting" | "waiting-over" => urls::WAITING_LIST.to_owned(),
        "suggested" | "suggestion-over" => urls::MATCHING_SUGGESTIONS.to_owned(),
        "programme-published" => urls::programme_board(&notice.request),
        "invitation-ended" => urls::INVITE_ROLE_MODEL.to_owned(),
        "invitation-stopped" => urls::ROLE_MODEL.to_owned(),
        _ if notice.request.is_empty() => urls::MATCHING_PROFILE.to_owned(),
        _ => urls::match_request(&notice.request),
    }
}

#[handler]
pub(super) async fn show_requests(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    let list = calls::requests(app, &by).await.map_err(PageError::from)?;
    Ok(show(RequestsPage::of(list)))
}

/// Puts my notices away.
#[handler]
pub(super) async fn put_away(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    calls::put_notices_away(app, &by)
        .await
        .map_err(PageError::from)?;
    Ok(see_other(urls::MATCHING_REQUESTS))
}
