use std::sync::Arc;

use contract::matching::{WaitingList, WaitingTime};
use poem::http::StatusCode;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{Pairs, calls, refusal, value_of};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show, show_as};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// From here on a wait is told in weeks.
const IN_WEEKS_DAYS: u32 = 14;

/// The waiting list: where I stand, what to expect, and a button.
#[derive(Debug, Default, Serialize)]
pub(crate) struct WaitingListPage {
    /// Not there before I have a profile that seeks.
    line: Option<Line>,
    problem: Option<Say>,
    profile: String,
}

/// How it stands for me.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    lead: Say,
    /// RFC 3339.
    until: Option<String>,
    position: Say,
    fitting: Say,
    estimate: Say,
    came_free: Say,
    goes_first: bool,
    may_join: bool,
    may_renew: bool,
    may_leave: bool,
}

impl Page for WaitingListPage {
    const TEMPLATE: &'static str = "matching/waiting-list";

    fn title(&self) -> Say {
        Say::key("matching-line-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let problem = |code: &str| Say::of("matching-problem", code);
        let missing = contract::matching::PROFILE_MISSING.name;
        let matched = contract::matching::WAITING_LIST_MATCHED.name;
        vec![
            ("stands", Self::of(&super::samples::waiting_list(true))),
            ("may join", Self::of(&super::samples::waiting_list(false))),
            ("nothing known", Self::of(&WaitingList::default())),
            (
                "there is a place",
                Self::of(&WaitingList {
                    free: 3,
                    ..super::samples::waiting_list(false)
                }),
            ),
            ("no profile", Self::without(problem(missing))),
            (
                "has a match",
                Self {
                    problem: Some(problem(matched)),
                    ..Self::of(&WaitingList::default())
                },
            ),
        ]
    }
}

impl WaitingListPage {
    fn of(list: &WaitingList) -> Self {
        Self {
            line: Some(Line::of(list)),
            problem: None,
            profile: super::profile::address("seeks"),
        }
    }

    fn without(problem: Say) -> Self {
        Self {
            line: None,
            problem: Some(problem),
            profile: super::profile::address("seeks"),
        }
    }
}

impl Line {
    fn of(list: &WaitingList) -> Self {
        let may = |deed: &str| list.may.iter().any(|may| may == deed);
        Self {
            lead: Say::key(if list.stands {
                "matching-line-stands"
            } else {
                "matching-line-lead"
            }),
            until: list.until.map(|until| until.to_rfc3339()),
            position: Say::key("matching-line-ahead")
                .with("count", list.position.saturating_sub(1)),
            fitting: Say::key("matching-line-people")
                .with("count", list.fitting)
                .with("free", list.free),
            estimate: if list.free >= list.position {
                Say::key("matching-line-estimate-now")
            } else {
                estimate(list.estimate)
            },
            came_free: Say::key("matching-line-came-free")
                .with("count", list.came_free)
                .with("days", u32::from(contract::matching::LOOKS_BACK_DAYS)),
            goes_first: list.goes_first,
            may_join: may("join"),
            may_renew: may("renew"),
            may_leave: may("leave"),
        }
    }
}

/// Between when and when, in days, or in weeks where days would say more than anybody knows.
fn estimate(time: Option<WaitingTime>) -> Say {
    let Some(WaitingTime { from_days, to_days }) = time else {
        return Say::key("matching-line-estimate-none");
    };
    let between = |key, from: u32, to: u32| Say::key(key).with("from", from).with("to", to);
    if to_days < IN_WEEKS_DAYS {
        between("matching-line-estimate-days", from_days, to_days)
    } else {
        let weeks = (from_days / 7, to_days.div_ceil(7));
        between("matching-line-estimate-weeks", weeks.0, weeks.1)
    }
}

#[handler]
pub(super) async fn show_waiting_list(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    Ok(match calls::waiting_list(app, &by).await {
        Ok(list) => show(WaitingListPage::of(&list)),
        Err(problem) => show(WaitingListPage::without(refusal(problem)?)),
    })
}

/// Puts me on the list, lets me wait longer, or takes me off.
#[handler]
pub(super) async fn decide(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    if value_of(&pairs, "deed") == Some("leave") {
        let left = calls::leave_waiting_list(app, &by).await;
        left.map_err(PageError::from)?;
        return Ok(see_other(urls::WAITING_LIST).telling(Say::key("matching-flash-left-line")));
    }
    match calls::join_waiting_list(app, &by).await {
        Ok(_) => Ok(see_other(urls::WAITING_LIST).telling(Say::key("matching-flash-joined-line"))),
        Err(problem) => Ok(again(app, &by, problem).await?),
    }
}

async fn again(app: &App, by: &Caller, problem: Problem) -> Result<Response, PageError> {
    let problem = refusal(problem)?;
    let page = match calls::waiting_list(app, by).await {
        Ok(list) => WaitingListPage {
            problem: Some(problem),
            ..WaitingListPage::of(&list)
        },
        Err(_) => WaitingListPage::without(problem),
    };
    Ok(show_as(StatusCode::CONFLICT, page))
}
