use std::sync::Arc;

use contract::matching::{OwnProfiles, RequestList};
use poem::web::Data;
use poem::{Response, handler};
use serde::Serialize;

use super::calls;
use super::profile;
use super::requests::RequestLine;
use crate::app::App;
use crate::error::PageError;
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::session::MaybeSignedIn;

/// What studiemaatjes and rolmodellen are, two doors, and for whoever is signed in how things stand.
#[derive(Debug, Serialize)]
pub(crate) struct MatchingPage {
    is_stranger: bool,
    seek: String,
    help: String,
    mine: Option<Mine>,
}

/// How things stand for me.
#[derive(Debug, Serialize)]
pub(crate) struct Mine {
    /// My profile that seeks exists.
    seeks: bool,
    helps: Option<Say>,
    may_ask_hour: bool,
    /// What waits on me.
    turns: Vec<RequestLine>,
    /// What else is on its way or running.
    others: Vec<RequestLine>,
    news: Option<Say>,
}

impl Page for MatchingPage {
    const TEMPLATE: &'static str = "matching/start";

    fn title(&self) -> Say {
        Say::key("matching-start-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let own = super::samples::own_profiles();
        let nothing = OwnProfiles {
            seeks: None,
            helps: None,
            may: Vec::new(),
        };
        let teacher = OwnProfiles {
            may: vec!["help".to_owned(), "ask-hour".to_owned()],
            ..nothing.clone()
        };
        let empty = || RequestList {
            requests: Vec::new(),
            notices: Vec::new(),
            left: 3,
            waits_until: None,
        };
        vec![
            ("stranger", Self::of(None)),
            ("new", Self::of(Some((nothing, empty())))),
            ("teacher", Self::of(Some((teacher, empty())))),
            (
                "with requests",
                Self::of(Some((own, super::samples::requests()))),
            ),
        ]
    }
}

impl MatchingPage {
    fn of(mine: Option<(OwnProfiles, RequestList)>) -> Self {
        Self {
            is_stranger: mine.is_none(),
            seek: profile::address("seeks"),
            help: profile::address("helps"),
            mine: mine.map(|(own, list)| Mine::of(&own, list)),
        }
    }
}

impl Mine {
    fn of(own: &OwnProfiles, list: RequestList) -> Self {
        let news = u32::try_from(list.notices.len()).unwrap_or(u32::MAX);
        let going = list
            .requests
            .into_iter()
            .filter(|request| request.step.is_some());
        let (turns, others): (Vec<_>, Vec<_>) = going.partition(|request| {
            let is_match = matches!(request.state.as_str(), "matched" | "running");
            !is_match && request.step.as_ref().is_some_and(|step| step.yours)
        });
        Self {
            seeks: own.seeks.is_some(),
            may_ask_hour: own.may.iter().any(|may| may == "ask-hour"),
            helps: own.helps.as_ref().map(|helps| {
                if helps.active {
                    Say::key("matching-free").with("count", helps.free)
                } else {
                    Say::key("matching-paused")
                }
            }),
            turns: turns.into_iter().map(RequestLine::of).collect(),
            others: others.into_iter().map(RequestLine::of).collect(),
            news: (news > 0).then(|| Say::key("matching-news").with("count", news)),
        }
    }
}

#[handler]
pub(super) async fn show_start(
    MaybeSignedIn(by): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    let Some(by) = by else {
        return Ok(show(MatchingPage::of(None)));
    };
    let own = calls::profiles(app, &by).await.map_err(PageError::from)?;
    let list = calls::requests(app, &by).await.map_err(PageError::from)?;
    Ok(show(MatchingPage::of(Some((own, list)))))
}
