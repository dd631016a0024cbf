//! Back into an account that somebody can no longer prove: an administrator makes a link, the person opens it.

use std::sync::Arc;

use contract::accounts::Secret;
use contract::recovery::{
    MadeRecovery, RECOVERY_ENDED, RECOVERY_NOT_YOURS, RECOVERY_SIGN_IN_FIRST, Recover, RecoveryLink,
};
use nouns::Role;
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{arrival, browser, calls};
use crate::app::App;
use crate::error::PageError;
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Session, SignedIn};
use crate::urls;

/// Makes a link, which is shown once.
#[derive(Debug, Default, Serialize)]
pub(super) struct RecoveriesPage {
    person: Field,
    made: Option<Made>,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Made {
    name: String,
    href: String,
    /// RFC 3339.
    ends: String,
}

/// Whose account a link opens. Opening the page decides nothing.
#[derive(Debug, Serialize)]
pub(super) struct RecoveryPage {
    /// None when the link works no more.
    account: Option<Account>,
}

#[derive(Debug, Serialize)]
struct Account {
    name: String,
    ends: String,
    href: String,
    /// Whether this browser has just shown a new way in.
    has_proven: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    wie: String,
}

impl RecoveriesPage {
    fn made(made: &MadeRecovery, site: &str) -> Self {
        Self {
            made: Some(Made {
                name: made.name.clone(),
                href: format!("{site}{}", urls::recovery(&made.secret)),
                ends: made.ends.to_rfc3339(),
            }),
            ..Self::default()
        }
    }
}

/// Shows the form to whoever may make links.
#[handler]
pub(super) fn overview(SignedIn(me): SignedIn) -> Result<Response, PageError> {
    // The service decides; this only keeps a form out of sight that it would refuse.
    if !me.is(Role::Beheerder) {
        return Err(PageError::NotAllowed);
    }
    Ok(show(RecoveriesPage::default()))
}

/// Makes a link.
#[handler]
pub(super) async fn make(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let made = calls::make_recovery(&app.services.accounts, &me.token, typed.wie.trim()).await;
    let say = |code: &str| Some(Say::of("accounts-problem", code));
    Ok(match made {
        Ok(made) => show(RecoveriesPage::made(&made, &address_of(request))),
        Err(Problem::Refused(fields)) => refuse(RecoveriesPage {
            person: Field {
                value: typed.wie,
                problem: fields.first().and_then(|field| say(&field.code)),
            },
            ..RecoveriesPage::default()
        }),
        Err(problem) if problem.name() == RECOVERY_NOT_YOURS.name && me.is(Role::Beheerder) => {
            refuse(RecoveriesPage {
                person: Field::filled(typed.wie),
                problem: say(RECOVERY_NOT_YOURS.name),
                ..RecoveriesPage::default()
            })
        }
        Err(problem) => return Err(problem.into()),
    })
}

/// How the administrator reached the site is how the person will. The middleware has checked both headers by now.
fn address_of(request: &Request) -> String {
    let header = |name| request.header(name).unwrap_or_default();
    match header("origin") {
        "" | "null" => format!("http://{}", header("host")),
        origin => origin.to_owned(),
    }
}

/// Shows whose account a link opens.
#[handler]
pub(super) async fn look(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let sessions = &app.services.sessions;
    let link = match sessions.recovery(Secret::new(secret.as_str())).await {
        Ok(link) => link,
        Err(problem) if problem.name() == RECOVERY_ENDED.name => {
            return Ok(show(RecoveryPage { account: None }));
        }
        Err(problem) => return Err(problem.into()),
    };
    let has_proven = match browser::secret(request, app) {
        Some(browser) => match sessions.newcomer(browser).await {
            Ok(_) => true,
            Err(Problem::NotFound) => false,
            Err(problem) => return Err(problem.into()),
        },
        None => false,
    };
    Ok(show(RecoveryPage::of(&secret, link, has_proven)))
}

/// Gives the new way in to the account, and signs in.
#[handler]
pub(super) async fn recover(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let sessions = &app.services.sessions;
    let asked = Recover {
        secret: Secret::new(secret.as_str()),
        browser: browser::secret(request, app),
        device: arrival::device_of(request),
        previous: Session::of(request).id.secret(),
    };
    match sessions.recover(&asked).await {
        Ok(arrived) => arrival::arrive(request, app, arrived),
        Err(problem) if problem.name() == RECOVERY_ENDED.name => {
            Ok(refuse(RecoveryPage { account: None }))
        }
        Err(problem) if problem.name() == RECOVERY_SIGN_IN_FIRST.name => {
            let link = sessions.recovery(Secret::new(secret.as_str())).await?;
            Ok(refuse(RecoveryPage::of(&secret, link, false)))
        }
        Err(problem) => arrival::failed(problem),
    }
}

impl RecoveryPage {
    fn of(secret: &str, link: RecoveryLink, has_proven: bool) -> Self {
        Self {
            account: Some(Account {
                name: link.name,
                ends: link.ends.to_rfc3339(),
                href: urls::recovery(secret),
                has_proven,
            }),
        }
    }
}

impl Page for RecoveriesPage {
    const TEMPLATE: &'static str = "accounts/recoveries";

    fn title(&self) -> Say {
        Say::key("accounts-recoveries-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let made = MadeRecovery {
            secret: "voorbeeld".to_owned(),
            name: "Noor H.".to_owned(),
            ends: chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_514),
        };
        let unknown = Self {
            person: Field::refused(
                "niemand@school.example",
                Say::of("accounts-problem", contract::rights::ROLE_WHO.name),
            ),
            ..Self::default()
        };
        let not_yours = Self {
            person: Field::filled("yvonne@school.example"),
            problem: Some(Say::of("accounts-problem", RECOVERY_NOT_YOURS.name)),
            ..Self::default()
        };
        vec![
            ("empty", Self::default()),
            ("made", Self::made(&made, "https://kansrijk.example")),
            ("unknown", unknown),
            ("not yours", not_yours),
        ]
    }
}

impl Page for RecoveryPage {
    const TEMPLATE: &'static str = "accounts/recovery";

    fn title(&self) -> Say {
        Say::key("accounts-recovery-title")
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let link = || RecoveryLink {
            name: "Noor H.".to_owned(),
            ends: chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_514),
        };
        vec![
            ("proven", Self::of("voorbeeld", link(), true)),
            ("sign in first", Self::of("voorbeeld", link(), false)),
            ("ended", Self { account: None }),
        ]
    }
}
