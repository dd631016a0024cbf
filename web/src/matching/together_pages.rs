//! Pages around a match: the date for a calendar, helping oneself after a good end, and what a coordinator sees.

use std::sync::Arc;

use chrono::NaiveDate;
use contract::matching::{
    Choices, Lasted, LastingLine, LastingTable, OwnProfiles, Programme, StuckList, StuckMatch,
};
use poem::http::{HeaderMap, HeaderValue, Method, header};
use poem::web::{Data, Form, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::{Problem, segment};

use super::{calls, profile, programme, refusal};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Choices as FormChoices;
use crate::i18n::Say;
use crate::page::{Area, Page, show, show_as};
use crate::part::Crumb;
use crate::passing::passed_on;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// In which language a calendar says it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Spoken {
    #[serde(default)]
    taal: String,
}

/// The date of two people for a calendar.
#[handler]
pub(super) async fn invitation(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Query(spoken): Query<Spoken>,
) -> Result<Response, PageError> {
    let mut headers = HeaderMap::new();
    let bearer = HeaderValue::from_str(&format!("Bearer {}", by.token.as_str()));
    headers.insert(header::AUTHORIZATION, bearer.map_err(PageError::broken)?);
    let lang = if spoken.taal == "en" { "en" } else { "nl" };
    let path = format!("/requests/{}/plan.ics?lang={lang}", segment(&id));
    let client = &app.services.matching;
    let raw = client.raw(Method::GET, &path, headers, Vec::new()).await?;
    let mut response = passed_on(raw)?;
    let name = HeaderValue::from_static("attachment; filename=\"afspraak.ics\"");
    response
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// Helped becomes helper: a profile that is filled in already, to look at and save.
#[derive(Debug, Serialize)]
pub(crate) struct HelpNextPage {
    id: String,
    goals: Vec<Say>,
    routes: Vec<Say>,
    relation: Option<Say>,
    /// Where all choices can be changed.
    form: String,
    problem: Option<Say>,
}

impl HelpNextPage {
    fn of(id: String, choices: &Choices) -> Self {
        let says = |prefix, keys: &[String]| keys.iter().map(|key| Say::of(prefix, key)).collect();
        Self {
            id,
            goals: says("matching-goal", &choices.goals_offered),
            routes: says("matching-route", &choices.known_routes),
            relation: choices
                .relations
                .first()
                .map(|key| Say::of("matching-relation", key)),
            form: profile::address("helps"),
            problem: None,
        }
    }
}

impl Page for HelpNextPage {
    const TEMPLATE: &'static str = "matching/together-help";

    fn title(&self) -> Say {
        Say::key("together-next-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::say(Say::key("matching-start-title"), urls::MATCHING),
            Crumb::say(Say::key("matching-requests-title"), urls::MATCHING_REQUESTS),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = || Self::of("r1".to_owned(), &super::samples::choices("helps"));
        let refused = Self {
            problem: Some(Say::of(
                "matching-problem",
                contract::matching::PROFILE_MISSING.name,
            )),
            ..of()
        };
        let bare = Self {
            goals: Vec::new(),
            routes: Vec::new(),
            relation: None,
            ..of()
        };
        vec![("filled", of()), ("bare", bare), ("refused", refused)]
    }
}

async fn beginning(app: &App, by: &crate::session::Caller, id: &str) -> Result<Choices, Problem> {
    let path = format!("/requests/{}/helper", segment(id));
    app.services.matching.get(Some(&by.token), &path, &()).await
}

#[handler]
pub(super) async fn show_help_next(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> poem::Result<Response> {
    let own: OwnProfiles = calls::profiles(app, &by).await.map_err(PageError::from)?;
    if own.helps.is_some() {
        return Ok(see_other(profile::address("helps")));
    }
    match beginning(app, &by, &id).await {
        Ok(choices) => Ok(show(HelpNextPage::of(id, &choices))),
        Err(problem) => {
            let status = problem.status();
            let said = refusal(problem)?;
            let page = HelpNextPage::of(id, &Choices::default());
            Ok(show_as(
                status,
                HelpNextPage {
                    problem: Some(said),
                    ..page
                },
            ))
        }
    }
}

/// Saves it as it stands. Who helps already keeps what they chose.
#[handler]
pub(super) async fn help_next(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> poem::Result<Response> {
    let own: OwnProfiles = calls::profiles(app, &by).await.map_err(PageError::from)?;
    if own.helps.is_some() {
        return Ok(see_other(profile::address("helps")));
    }
    let choices = beginning(app, &by, &id).await.map_err(PageError::from)?;
    match calls::save_profile(app, &by, &choices).await {
        Ok(_) => Ok(
            see_other(profile::address("helps")).telling(Say::key("matching-flash-saved-helps"))
        ),
        Err(problem) => {
            let status = problem.status();
            let page = HelpNextPage::of(id, &choices);
            Ok(show_as(
                status,
                HelpNextPage {
                    problem: Some(refusal(problem)?),
                    ..page
                },
            ))
        }
    }
}

/// How matches go, for coordinators: those that need somebody, and which attributes made matches last.
#[derive(Debug, Serialize)]
pub(crate) struct MatchesPage {
    /// The programmes that the reader runs; with one chosen only its matches are shown.
    programmes: FormChoices,
    stuck: Vec<StuckLine>,
    /// Matches that are counted, and those of them that a lottery decided.
    matches: u64,
    drawn: u64,
    rows: Vec<LastingRow>,
}

#[derive(Debug, Serialize)]
struct StuckLine {
    id: String,
    student: String,
    buddy: String,
    why: Say,
    since: NaiveDate,
}

#[derive(Debug, Serialize)]
struct LastingRow {
    attribute: Say,
    has: Option<Group>,
    lacks: Option<Group>,
}

/// Whole percents, and a bar of width 100.
#[derive(Debug, Serialize)]
struct Group {
    matches: u64,
    share: i64,
    low: i64,
    high: i64,
    /// Width of the interval in the drawing.
    width: i64,
}

impl MatchesPage {
    fn of(stuck: StuckList, lasting: &LastingTable, programmes: &[Programme]) -> Self {
        let chosen = lasting.programme.as_deref();
        let own = programmes.iter().filter(|one| programme::runs(one));
        let names = own.map(|one| (one.id.as_str(), one.name.as_str()));
        let is_shown = |one: &StuckMatch| chosen.is_none() || one.programme.as_deref() == chosen;
        Self {
            programmes: FormChoices::named(names, chosen.as_slice()),
            stuck: stuck
                .matches
                .into_iter()
                .filter(is_shown)
                .filter_map(StuckLine::of)
                .collect(),
            matches: lasting.matches,
            drawn: lasting.drawn,
            rows: lasting.rows.iter().map(LastingRow::of).collect(),
        }
    }
}

impl StuckLine {
    fn of(one: StuckMatch) -> Option<Self> {
        let (why, since) = match (one.help, one.stuck) {
            (Some(help), _) => (Say::key("together-stuck-help"), help),
            (None, Some(stuck)) => (Say::key("together-stuck-quiet"), stuck),
            (None, None) => return None,
        };
        Some(Self {
            id: one.id,
            student: one.student,
            buddy: one.buddy,
            why,
            since: since
                .with_timezone(&chrono_tz::Europe::Amsterdam)
                .date_naive(),
        })
    }
}

impl LastingRow {
    fn of(line: &LastingLine) -> Self {
        Self {
            attribute: Say::of("together-attribute", &line.attribute),
            has: line.with.as_ref().map(Group::of),
            lacks: line.without.as_ref().map(Group::of),
        }
    }
}

impl Group {
    fn of(lasted: &Lasted) -> Self {
        let (low, high) = (percent(lasted.low), percent(lasted.high));
        Self {
            matches: lasted.matches,
            share: percent(lasted.share),
            low,
            high,
            width: (high - low).max(1),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share of a hundred")]
fn percent(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * 100.0).round() as i64
}

impl Page for MatchesPage {
    const TEMPLATE: &'static str = "matching/together-matches";

    fn title(&self) -> Say {
        Say::key("together-matches-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("matching-start-title"), urls::MATCHING)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let (stuck, lasting) = super::together_samples::matches();
        let programmes = programme::samples::programmes();
        let nobody = StuckList {
            matches: Vec::new(),
        };
        let none = LastingTable {
            matches: 12,
            drawn: 0,
            rows: lasting
                .rows
                .iter()
                .map(|row| LastingLine {
                    with: None,
                    without: None,
                    ..row.clone()
                })
                .collect(),
            programme: None,
        };
        vec![
            ("some", Self::of(stuck.clone(), &lasting, &[])),
            (
                "programme",
                Self::of(
                    stuck,
                    &LastingTable {
                        programme: Some(programmes[0].id.clone()),
                        ..lasting
                    },
                    &programmes,
                ),
            ),
            ("nothing", Self::of(nobody, &none, &programmes)),
        ]
    }
}

/// Of which programme.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    programme: String,
}

#[handler]
pub(super) async fn show_matches(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> poem::Result<Response> {
    let (client, token) = (&app.services.matching, Some(&by.token));
    let stuck: Result<StuckList, Problem> = client.get(token, "/stuck", &()).await;
    let stuck = stuck.map_err(PageError::from)?;
    let of = [("programme", asked.programme.as_str())];
    let lasting: Result<LastingTable, Problem> = client.get(token, "/lasting", &of).await;
    let lasting = lasting.map_err(PageError::from)?;
    let own = programme::calls::all(app, &by).await;
    let own = own.map_err(PageError::from)?.programmes;
    Ok(show(MatchesPage::of(stuck, &lasting, &own)))
}

/// Which match a coordinator has helped.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Helped {
    #[serde(default)]
    wie: String,
}

#[handler]
pub(super) async fn helped(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(helped): Form<Helped>,
) -> poem::Result<Response> {
    let path = format!("/stuck/{}/helped", segment(&helped.wie));
    let client = &app.services.matching;
    let done: Result<(), Problem> = client.post(Some(&by.token), &path, &()).await;
    done.map_err(PageError::from)?;
    Ok(see_other(urls::MATCHES).telling(Say::key("together-flash-helped")))
}
