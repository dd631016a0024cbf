use std::sync::Arc;

use contract::accounts::AccountDeeds;
use contract::recovery::Recoveries;
use contract::safety::{Blocks, Looks, Report, Reports};
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use super::moderation::sample;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// Whom I blocked, what I reported, and who looked at what others reported of me.
#[derive(Debug, Serialize)]
pub(super) struct SafetyPage {
    blocks: Vec<Blocked>,
    reports: Vec<Reported>,
    looks: Vec<Look>,
    recoveries: Vec<Way>,
    deeds: Vec<AccountDeed>,
}

/// What an administrator did to my account.
#[derive(Debug, Serialize)]
struct AccountDeed {
    deed: Say,
    at: String,
}

/// A way back into my account that an administrator made.
#[derive(Debug, Serialize)]
struct Way {
    id: String,
    made: String,
    state: Say,
    /// When the state changes by itself.
    until: String,
    may_stop: bool,
}

#[derive(Debug, Serialize)]
struct Blocked {
    person: String,
    name: String,
    since: String,
}

/// A report in a list.
#[derive(Debug, Serialize)]
pub(super) struct Reported {
    kind: Say,
    reason: Say,
    href: String,
    made: String,
    /// What happens next, or what was done.
    step: Say,
    /// Until when; none when it is closed.
    due: Option<String>,
}

#[derive(Debug, Serialize)]
struct Look {
    kind: Say,
    role: Say,
    at: String,
}

#[derive(Deserialize)]
pub(super) struct Withdrawn {
    #[serde(default)]
    link: String,
}

#[derive(Deserialize)]
pub(super) struct Unblock {
    wie: String,
}

impl From<&Report> for Reported {
    fn from(report: &Report) -> Self {
        let step = match (&report.outcome, &report.step) {
            (Some(outcome), _) => Say::of("mine-outcome", outcome),
            (None, step) => Say::of("mine-report-step", step.as_deref().unwrap_or("other")),
        };
        Self {
            kind: Say::of("mine-kind", &report.kind),
            reason: Say::of("mine-reason", &report.reason),
            href: urls::report(&report.id),
            made: report.made.to_rfc3339(),
            step,
            due: report.due.map(|due| due.to_rfc3339()),
        }
    }
}

impl SafetyPage {
    fn of(
        blocks: Blocks,
        reports: &Reports,
        looks: Looks,
        ways: Recoveries,
        deeds: AccountDeeds,
    ) -> Self {
        Self {
            deeds: deeds
                .deeds
                .into_iter()
                .map(|one| AccountDeed {
                    deed: Say::of("mine-account-deed", &one.deed),
                    at: one.at.to_rfc3339(),
                })
                .collect(),
            recoveries: ways
                .recoveries
                .into_iter()
                .map(|way| Way {
                    id: way.id,
                    made: way.made.to_rfc3339(),
                    until: way.until.to_rfc3339(),
                    may_stop: way.may_stop,
                    state: Say::of("mine-recovery", &way.state),
                })
                .collect(),
            blocks: blocks
                .blocks
                .into_iter()
                .map(|one| Blocked {
                    person: one.person,
                    name: one.name,
                    since: one.since.to_rfc3339(),
                })
                .collect(),
            reports: reports.mine.iter().map(Reported::from).collect(),
            looks: looks
                .looks
                .into_iter()
                .map(|look| Look {
                    kind: Say::of("mine-kind", &look.kind),
                    role: Say::of("mine-role", &look.role),
                    at: look.at.to_rfc3339(),
                })
                .collect(),
        }
    }
}

/// Shows all three.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    let (blocks, reports, looks, ways, deeds) = tokio::try_join!(
        calls::my_blocks(accounts, &me.token),
        calls::reports(accounts, &me.token),
        calls::my_looks(accounts, &me.token),
        calls::my_recoveries(accounts, &me.token),
        calls::my_account_deeds(accounts, &me.token),
    )?;
    Ok(show(SafetyPage::of(blocks, &reports, looks, ways, deeds)))
}

/// Ends a way back into my account.
#[handler]
pub(super) async fn withdraw(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(link): Form<Withdrawn>,
) -> Result<Response, PageError> {
    match calls::withdraw_recovery(&app.services.accounts, &me.token, &link.link).await {
        // Used or ended meanwhile: the list says so.
        Ok(()) | Err(Problem::NotFound) => {
            Ok(see_other(urls::MY_SAFETY).telling(Say::key("mine-flash-recovery-withdrawn")))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Blocks somebody whom a page shows.
#[handler]
pub(super) async fn block(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(blocked): Form<Unblock>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    match calls::set_block(accounts, &me.token, &blocked.wie, true).await {
        Ok(_) => Ok(see_other(urls::MY_SAFETY).telling(Say::key("mine-flash-blocked"))),
        // Nobody, or oneself.
        Err(Problem::Refused(_)) => Err(PageError::NotFound),
        Err(problem) => Err(problem.into()),
    }
}

/// Takes a block back.
#[handler]
pub(super) async fn unblock(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(unblocked): Form<Unblock>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    match calls::set_block(accounts, &me.token, &unblocked.wie, false).await {
        // Whoever is gone is blocked no longer.
        Ok(_) | Err(Problem::Refused(_)) => {
            Ok(see_other(urls::MY_SAFETY).telling(Say::key("mine-flash-unblocked")))
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) fn way_home() -> Vec<Crumb> {
    vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
}

impl Page for SafetyPage {
    const TEMPLATE: &'static str = "mine/safety";

    fn title(&self) -> Say {
        Say::key("mine-safety-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        way_home()
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            blocks: vec![],
            reports: vec![],
            looks: vec![],
            recoveries: vec![],
            deeds: vec![],
        };
        let filled = Self {
            blocks: vec![Blocked {
                person: "voorbeeld".to_owned(),
                name: "Sem V.".to_owned(),
                since: "2026-03-01T09:00:00+00:00".to_owned(),
            }],
            reports: vec![(&sample(false)).into(), (&sample(true)).into()],
            looks: vec![Look {
                kind: Say::of("mine-kind", "kaart"),
                role: Say::of("mine-role", "moderator"),
                at: "2026-03-02T09:00:00+00:00".to_owned(),
            }],
            deeds: vec![AccountDeed {
                deed: Say::of("mine-account-deed", "signed-out"),
                at: "2026-03-02T09:00:00+00:00".to_owned(),
            }],
            recoveries: [
                ("asked", true),
                ("waits", true),
                ("open", true),
                ("settling", true),
                ("used", false),
                ("withdrawn", false),
                ("ended", false),
            ]
            .map(|(state, may_stop)| Way {
                id: "voorbeeld".to_owned(),
                made: "2026-03-02T09:00:00+00:00".to_owned(),
                until: "2026-03-05T09:00:00+00:00".to_owned(),
                state: Say::of("mine-recovery", state),
                may_stop,
            })
            .into(),
        };
        vec![("empty", empty), ("filled", filled)]
    }
}
