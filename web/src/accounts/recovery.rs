//! Back into an account that somebody can no longer prove: an administrator makes a link, somebody else agrees, the person
//! opens it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::accounts::{SIGN_OUT_NOT_YOURS, Secret};
use contract::recovery::{
    AskedRecoveries, AskedRecovery, MadeRecovery, RECOVERY_ENDED, RECOVERY_NOT_YOURS,
    RECOVERY_SIGN_IN_FIRST, RECOVERY_WAITS, Recover, RecoveryLink,
};
use nouns::Role;
use poem::web::{Data, Form, Path};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{arrival, browser, calls};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Session, SignedIn};
use crate::shell::Telling as _;
use crate::urls;

/// Makes a link, which is shown once, and agrees to what others made.
#[derive(Debug, Default, Serialize)]
pub(super) struct RecoveriesPage {
    may_make: bool,
    asked: Vec<Asked>,
    person: Field,
    /// Whom to sign out everywhere.
    out: Field,
    made: Option<Made>,
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Made {
    name: String,
    href: String,
    when: When,
    /// RFC 3339.
    ends: String,
}

/// A link that another made and that waits for me.
#[derive(Debug, Serialize)]
struct Asked {
    id: String,
    name: String,
    by: String,
    made: String,
    ends: String,
}

/// When a link works.
#[derive(Debug, Serialize)]
struct When {
    /// Somebody else has to agree.
    is_asked: bool,
    /// By itself, from then on; RFC 3339.
    opens: Option<String>,
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
    when: When,
    href: String,
    /// Whether this browser has just shown a new way in.
    has_proven: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Agreed {
    #[serde(default)]
    link: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Out {
    #[serde(default)]
    af: String,
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
                when: When::of(&made.state, made.opens),
                ends: made.ends.to_rfc3339(),
            }),
            ..Self::default()
        }
    }

    /// With what waits for me. The service decides who may make links; this only keeps a form out of sight that it would
    /// refuse.
    fn with(self, asked: AskedRecoveries, me: &contract::Caller) -> Self {
        Self {
            may_make: me.is(Role::Beheerder),
            asked: asked.recoveries.into_iter().map(Asked::from).collect(),
            ..self
        }
    }
}

impl From<AskedRecovery> for Asked {
    fn from(one: AskedRecovery) -> Self {
        Self {
            id: one.id,
            name: one.name,
            by: one.by,
            made: one.made.to_rfc3339(),
            ends: one.ends.to_rfc3339(),
        }
    }
}

impl When {
    fn of(state: &str, opens: Option<DateTime<Utc>>) -> Self {
        Self {
            is_asked: state == "asked",
            opens: opens
                .filter(|_| state == "waits")
                .map(|opens| opens.to_rfc3339()),
        }
    }
}

/// Shows the form to whoever may make links, and what waits to whoever may agree.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let asked = calls::asked_recoveries(&app.services.accounts, &me.token).await?;
    Ok(show(RecoveriesPage::default().with(asked, &me)))
}

/// Agrees to a link that another made.
#[handler]
pub(super) async fn agree(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(agreed): Form<Agreed>,
) -> Result<Response, PageError> {
    calls::agree_to_recovery(&app.services.accounts, &me.token, &agreed.link).await?;
    Ok(see_other(urls::RECOVERIES).telling(Say::key("accounts-flash-recovery-agreed")))
}

/// Signs somebody out everywhere.
#[handler]
pub(super) async fn sign_out(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(typed): Form<Out>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    let (problem, whose) = match calls::sign_out_everywhere(accounts, &me.token, typed.af.trim())
        .await
    {
        Ok(()) => {
            let said = Say::key("accounts-flash-signed-out-everywhere");
            return Ok(see_other(urls::RECOVERIES).telling(said));
        }
        Err(Problem::Refused(fields)) => {
            let problem = fields
                .first()
                .map(|field| Say::of("accounts-problem", &field.code));
            (None, problem)
        }
        // One's own account.
        Err(problem) if problem.name() == SIGN_OUT_NOT_YOURS.name && me.is(Role::Beheerder) => (
            Some(Say::of("accounts-problem", SIGN_OUT_NOT_YOURS.name)),
            None,
        ),
        Err(problem) => return Err(problem.into()),
    };
    let asked = calls::asked_recoveries(accounts, &me.token).await?;
    let page = RecoveriesPage {
        problem,
        out: Field {
            value: typed.af,
            problem: whose,
        },
        ..RecoveriesPage::default()
    };
    Ok(refuse(page.with(asked, &me)))
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
    let (is_made, page) = match made {
        Ok(made) => (true, RecoveriesPage::made(&made, &address_of(request))),
        Err(Problem::Refused(fields)) => {
            let person = Field {
                value: typed.wie,
                problem: fields.first().and_then(|field| say(&field.code)),
            };
            let page = RecoveriesPage {
                person,
                ..RecoveriesPage::default()
            };
            (false, page)
        }
        Err(problem) if problem.name() == RECOVERY_NOT_YOURS.name && me.is(Role::Beheerder) => {
            let page = RecoveriesPage {
                person: Field::filled(typed.wie),
                problem: say(RECOVERY_NOT_YOURS.name),
                ..RecoveriesPage::default()
            };
            (false, page)
        }
        Err(problem) => return Err(problem.into()),
    };
    let asked = calls::asked_recoveries(&app.services.accounts, &me.token).await?;
    let page = page.with(asked, &me);
    Ok(if is_made { show(page) } else { refuse(page) })
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
        Err(problem)
            if problem.name() == RECOVERY_SIGN_IN_FIRST.name
                || problem.name() == RECOVERY_WAITS.name =>
        {
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
                when: When::of(&link.state, link.opens),
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
        let day = |n| DateTime::UNIX_EPOCH + chrono::TimeDelta::days(n);
        let made = |opens: Option<DateTime<Utc>>| MadeRecovery {
            secret: "voorbeeld".to_owned(),
            name: "Noor H.".to_owned(),
            state: if opens.is_some() { "waits" } else { "asked" }.to_owned(),
            opens,
            ends: day(20_514),
        };
        let site = "https://kansrijk.example";
        let asked = || {
            vec![Asked {
                id: "voorbeeld".to_owned(),
                name: "Noor H.".to_owned(),
                by: "Vera B.".to_owned(),
                made: day(20_510).to_rfc3339(),
                ends: day(20_517).to_rfc3339(),
            }]
        };
        let maker = |page: Self| Self {
            may_make: true,
            ..page
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
            ("empty", maker(Self::default())),
            ("nothing to agree to", Self::default()),
            (
                "to agree to",
                Self {
                    asked: asked(),
                    ..Self::default()
                },
            ),
            ("made", maker(Self::made(&made(None), site))),
            (
                "made and waits",
                maker(Self::made(&made(Some(day(20_513))), site)),
            ),
            ("unknown", maker(unknown)),
            ("not yours", maker(not_yours)),
            (
                "nobody to sign out",
                maker(Self {
                    out: Field::refused(
                        "niemand@school.example",
                        Say::of("accounts-problem", contract::rights::ROLE_WHO.name),
                    ),
                    ..Self::default()
                }),
            ),
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
        let day = |n| DateTime::UNIX_EPOCH + chrono::TimeDelta::days(n);
        let link = |state: &str| RecoveryLink {
            name: "Noor H.".to_owned(),
            state: state.to_owned(),
            opens: Some(day(20_513)),
            ends: day(20_514),
        };
        vec![
            ("proven", Self::of("voorbeeld", link("open"), true)),
            ("sign in first", Self::of("voorbeeld", link("open"), false)),
            ("asked", Self::of("voorbeeld", link("asked"), false)),
            ("waits", Self::of("voorbeeld", link("waits"), false)),
            ("ended", Self { account: None }),
        ]
    }
}
