use std::sync::Arc;

use contract::my_data::{AboutMe, Erasure, Stays};
use poem::http::header;
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wire::{CallerToken, Problem};

use super::calls;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{self, Session, SignedIn};
use crate::shell;
use crate::urls;

/// Everything that the platform holds about me, what others keep when I go, and the way out.
#[derive(Debug, Serialize)]
pub(super) struct DataPage {
    parts: Vec<Part>,
    stays: Vec<Say>,
    /// What could not be asked just now: without it nobody should decide.
    missing: Vec<Say>,
    is_not_sure: bool,
}

/// What one service holds.
#[derive(Debug, Serialize)]
struct Part {
    say: Say,
    tables: Vec<Table>,
}

#[derive(Debug, Serialize)]
struct Table {
    say: Say,
    rows: Vec<Vec<Line>>,
}

#[derive(Debug, Serialize)]
struct Line {
    field: String,
    value: String,
}

/// How an erasure goes; there is nobody left to sign in.
#[derive(Debug, Serialize)]
pub(super) struct ErasedPage {
    done: bool,
    waiting_for: Vec<Say>,
    /// This page again.
    href: String,
}

#[derive(Deserialize)]
pub(super) struct Sure {
    #[serde(default)]
    zeker: String,
}

/// Every service with its answer.
async fn asked(app: &App, me: &CallerToken) -> [(&'static str, Result<AboutMe, Problem>); 4] {
    let services = &app.services;
    let (accounts, toolbox, matching, meetups) = tokio::join!(
        Box::pin(calls::about_me(&services.accounts, me)),
        Box::pin(calls::about_me(&services.toolbox, me)),
        Box::pin(calls::about_me(&services.matching, me)),
        Box::pin(calls::about_me(&services.meetups, me)),
    );
    [
        ("accounts", accounts),
        ("toolbox", toolbox),
        ("matching", matching),
        ("meetups", meetups),
    ]
}

/// Shows what there is.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    Ok(show(page(app, &me.token).await))
}

async fn page(app: &App, me: &CallerToken) -> DataPage {
    let mut page = DataPage {
        parts: Vec::new(),
        stays: Vec::new(),
        missing: Vec::new(),
        is_not_sure: false,
    };
    for (service, answer) in asked(app, me).await {
        match answer {
            Ok(about) => {
                page.parts.push(Part::of(service, &about.tables));
                page.stays.extend(about.stays.iter().map(stays));
            }
            Err(_) => page.missing.push(Say::of("mine-data-missing", service)),
        }
    }
    page
}

fn stays(stays: &Stays) -> Say {
    Say::of("mine-data-stays", &stays.what).with("count", stays.count)
}

impl Part {
    fn of(service: &'static str, tables: &Value) -> Self {
        let tables = tables.as_object().into_iter().flatten();
        Self {
            say: Say::of("mine-data-part", service),
            tables: tables
                .map(|(name, table)| Table {
                    say: Say::of("mine-data-table", name),
                    rows: rows(&table["rows"]),
                })
                .collect(),
        }
    }
}

fn rows(rows: &Value) -> Vec<Vec<Line>> {
    let lines = |row: &Value| {
        let fields = row.as_object().into_iter().flatten();
        fields
            .filter(|(_, value)| !value.is_null())
            .map(|(field, value)| Line {
                field: field.clone(),
                value: plain(value),
            })
            .collect()
    };
    rows.as_array().into_iter().flatten().map(lines).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The same as a file, whole or not at all.
#[handler]
pub(super) async fn file(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let mut all = Map::new();
    for (service, answer) in asked(app, &me.token).await {
        all.insert(service.to_owned(), answer?.tables);
    }
    let text = serde_json::to_string_pretty(&Value::Object(all)).map_err(PageError::broken)?;
    Ok(Response::builder()
        .content_type("application/json; charset=utf-8")
        .header(
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"kansrijk-mijn-gegevens.json\"",
        )
        .header(header::CACHE_CONTROL, "no-store")
        .body(text))
}

/// Erases me and signs this browser out.
#[handler]
pub(super) async fn erase(
    request: &poem::Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(sure): Form<Sure>,
) -> Result<Response, PageError> {
    if sure.zeker != "ja" {
        return Ok(refuse(DataPage {
            is_not_sure: true,
            ..page(app, &me.token).await
        }));
    }
    let erasure = calls::erase_me(&app.services.accounts, &me.token).await?;
    app.signed_in.forget(&Session::of(request).id);
    let mut response = see_other(urls::erased(&erasure.receipt));
    shell::set_cookie(&mut response, &session::removal(&app.origin));
    Ok(response)
}

/// How far it is.
#[handler]
pub(super) async fn erased(
    Data(app): Data<&Arc<App>>,
    Path(receipt): Path<String>,
) -> Result<Response, PageError> {
    let erasure = calls::erasure(&app.services.accounts, &receipt).await?;
    Ok(show(ErasedPage::of(&erasure)))
}

impl ErasedPage {
    fn of(erasure: &Erasure) -> Self {
        Self {
            done: erasure.done,
            waiting_for: erasure
                .waiting_for
                .iter()
                .map(|service| Say::of("mine-data-part", service))
                .collect(),
            href: urls::erased(&erasure.receipt),
        }
    }
}

impl Page for DataPage {
    const TEMPLATE: &'static str = "mine/data";

    fn title(&self) -> Say {
        Say::key("mine-data-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let line = |field: &str, value: &str| Line {
            field: field.to_owned(),
            value: value.to_owned(),
        };
        let table = |code: &str, rows| Table {
            say: Say::of("mine-data-table", code),
            rows,
        };
        let filled = || Self {
            parts: vec![
                Part {
                    say: Say::of("mine-data-part", "accounts"),
                    tables: vec![table(
                        "person",
                        vec![vec![
                            line("name", "Noor Hendriks"),
                            line("birth_year", "2006"),
                        ]],
                    )],
                },
                Part {
                    say: Say::of("mine-data-part", "meetups"),
                    tables: vec![],
                },
            ],
            stays: vec![Say::of("mine-data-stays", "requests").with("count", 2_u32)],
            missing: vec![],
            is_not_sure: false,
        };
        let not_sure = Self {
            is_not_sure: true,
            ..filled()
        };
        let gap = Self {
            missing: vec![Say::of("mine-data-missing", "matching")],
            ..filled()
        };
        vec![
            ("filled", filled()),
            ("not sure", not_sure),
            ("one service away", gap),
        ]
    }
}

impl Page for ErasedPage {
    const TEMPLATE: &'static str = "mine/erased";

    fn title(&self) -> Say {
        Say::key("mine-erased-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let running = Self {
            done: false,
            waiting_for: vec![Say::of("mine-data-part", "matching")],
            href: urls::erased("bon"),
        };
        let done = Self {
            done: true,
            waiting_for: vec![],
            href: urls::erased("bon"),
        };
        vec![("under way", running), ("done", done)]
    }
}
