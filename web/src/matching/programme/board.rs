use std::sync::Arc;

use chrono_tz::Europe::Amsterdam;
use contract::matching::{
    Dashboard, DashboardLine, DashboardQuestion, Draft, GROUPS, GroupCount, Nudge,
};
use poem::web::{Data, Form, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::{calls, crumbs, has_batch, place, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Label;
use crate::i18n::Say;
use crate::matching::suggestions::Avatar;
use crate::matching::{Pairs, refusal, value_of};
use crate::page::{Area, Page, show, show_as};
use crate::part::{Crumb, Other, Pager, Tone};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// What goes on in a programme: who waits, was asked, met or is stuck, with what to do and when.
#[derive(Debug, Serialize)]
pub(crate) struct BoardPage {
    id: String,
    name: String,
    relation: Say,
    place: Label,
    over: bool,
    has_batch: bool,
    tabs: Vec<Tab>,
    group: Say,
    /// What a coordinator can do for this group.
    deed: Say,
    is_waiting: bool,
    lines: Vec<Line>,
    pager: Pager,
    published: Option<Published>,
    problem: Option<Say>,
}

/// A group with its count.
#[derive(Debug, Serialize)]
struct Tab {
    say: Say,
    count: i64,
    href: String,
    is_chosen: bool,
    tone: Tone,
}

/// Somebody in the group.
#[derive(Debug, Serialize)]
struct Line {
    avatar: Avatar,
    student: String,
    buddy: Option<String>,
    until: Say,
    on: chrono::NaiveDate,
    unanswered: bool,
    /// Somebody was suggested to them.
    suggested: Option<Say>,
    nudged: Option<chrono::NaiveDate>,
    /// The request that a reminder is about.
    nudge: Option<String>,
    others: Vec<Other>,
}

/// The draft that became matches.
#[derive(Debug, Serialize)]
struct Published {
    say: Say,
    going: bool,
    rule: Say,
    href: String,
}

/// Which group and page the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    groep: Option<String>,
    pagina: Option<u32>,
}

const PARAMETER: &str = "groep";

impl Page for BoardPage {
    const TEMPLATE: &'static str = "matching/programme-board";

    fn title(&self) -> Say {
        Say::key("programmes-board-title").with("name", self.name.as_str())
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs(&self.id, &self.name)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |group: &str| Self::of(samples::dashboard(group), None);
        let mut going = samples::dashboard("asked");
        going.published = Some(samples::draft("stable", "publishing"));
        let mut fresh = samples::dashboard("waiting");
        fresh.published = None;
        fresh.lines = Vec::new();
        for count in &mut fresh.counts {
            count.count = 0;
        }
        fresh.total = 0;
        let nudged = Say::of("matching-problem", "programme.nudged");
        vec![
            ("expiring", page("expiring")),
            ("stuck", page("stuck")),
            ("waiting", page("waiting")),
            (
                "suggested",
                Self::of(samples::suggesting("waiting", "open"), None),
            ),
            (
                "let pass",
                Self::of(samples::suggesting("stuck", "ended"), None),
            ),
            ("matched", page("matched")),
            ("running", page("running")),
            ("being published", Self::of(going, None)),
            ("nobody yet", Self::of(fresh, None)),
            (
                "reminded today",
                Self {
                    problem: Some(nudged),
                    ..page("asked")
                },
            ),
        ]
    }
}

impl BoardPage {
    fn of(board: Dashboard, me: Option<&str>) -> Self {
        let programme = &board.programme;
        let address = urls::programme_board(&programme.id);
        let at = |group: &str| urls::with_query(&address, &[(PARAMETER, group)]);
        let is_waiting = board.group == "waiting";
        Self {
            relation: Say::of("matching-relation", &programme.relation),
            place: place(programme),
            over: programme.over,
            has_batch: has_batch(programme),
            tabs: board
                .counts
                .iter()
                .map(|one| Tab {
                    say: Say::of("programmes-group", &one.group),
                    count: i64::from(one.count),
                    href: at(&one.group),
                    is_chosen: one.group == board.group,
                    tone: tone(one),
                })
                .collect(),
            group: Say::of("programmes-group", &board.group),
            deed: Say::of("programmes-deed", &board.group),
            is_waiting,
            pager: Pager::new(
                &at(&board.group),
                board.page,
                board.per_page,
                u64::from(board.total),
            ),
            published: board
                .published
                .as_ref()
                .map(|draft| Published::of(draft, &programme.id)),
            lines: board
                .lines
                .into_iter()
                .map(|line| Line::of(line, &board.group, me))
                .collect(),
            problem: None,
            id: programme.id.clone(),
            name: programme.name.clone(),
        }
    }
}

/// What is urgent and has somebody in it.
fn tone(one: &GroupCount) -> Tone {
    match GROUPS.iter().position(|group| *group == one.group) {
        Some(0 | 1) if one.count > 0 => Tone::Alert,
        _ if one.count > 0 => Tone::Calm,
        _ => Tone::Quiet,
    }
}

impl Line {
    fn of(line: DashboardLine, group: &str, me: Option<&str>) -> Self {
        let day =
            |moment: chrono::DateTime<chrono::Utc>| moment.with_timezone(&Amsterdam).date_naive();
        let other =
            |party: &contract::matching::Party| Other::of(Some(&party.id), Some(&party.name), me);
        let others = [other(&line.student), line.buddy.as_ref().and_then(other)];
        let may_nudge = line.may.iter().any(|may| may == "nudge");
        let until = line.suggested.as_deref().unwrap_or(group);
        Self {
            avatar: Avatar::of(&line.student.name),
            until: Say::of("programmes-until", until),
            suggested: line
                .suggested
                .as_deref()
                .map(|state| Say::of("programmes-suggested", state)),
            on: day(line.until),
            unanswered: line.unanswered,
            nudged: line.nudged.map(day),
            nudge: line.request.filter(|_| may_nudge),
            others: others.into_iter().flatten().collect(),
            student: line.student.name,
            buddy: line.buddy.map(|buddy| buddy.name),
        }
    }
}

impl Published {
    fn of(draft: &Draft, id: &str) -> Self {
        let going = draft.state == "publishing";
        let key = if going { "going" } else { "done" };
        Self {
            say: Say::of("programmes-published", key)
                .with("placed", draft.placed)
                .with("left", draft.left),
            going,
            rule: Say::of("programmes-rule", &draft.rule),
            href: urls::with_query(
                &urls::programme_drafts(id),
                &[(super::drafts::PARAMETER, draft.rule.as_str())],
            ),
        }
    }
}

async fn board(app: &App, by: &Caller, id: &str, which: &Which) -> Result<BoardPage, PageError> {
    let question = DashboardQuestion {
        group: which.groep.clone(),
        page: which.pagina,
    };
    let board = calls::dashboard(app, by, id, &question).await?;
    Ok(BoardPage::of(board, Some(by.person.as_str())))
}

#[handler]
pub(super) async fn show_board(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, PageError> {
    Ok(show(board(app, &by, &id, &which).await?))
}

/// Sends a reminder, or says why not.
#[handler]
pub(super) async fn nudge(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, PageError> {
    let request = value_of(&pairs, "verzoek").ok_or(PageError::NotFound)?;
    let group = value_of(&pairs, PARAMETER).unwrap_or_default().to_owned();
    let nudge = Nudge {
        request: request.to_owned(),
    };
    match calls::nudge(app, &by, &id, &nudge).await {
        Ok(()) => {
            let back = urls::with_query(&urls::programme_board(&id), &[(PARAMETER, &group)]);
            Ok(see_other(back).telling(Say::key("programmes-flash-nudged")))
        }
        Err(problem) => {
            let (status, why) = (problem.status(), refusal(problem)?);
            let which = Which {
                groep: Some(group),
                pagina: None,
            };
            let page = board(app, &by, &id, &which).await?;
            Ok(show_as(
                status,
                BoardPage {
                    problem: Some(why),
                    ..page
                },
            ))
        }
    }
}
