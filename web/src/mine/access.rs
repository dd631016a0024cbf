use std::sync::Arc;

use contract::FieldProblem;
use contract::accounts::{MadeToken, NewToken, TokenInfo};
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::{CallerToken, Problem};

use crate::accounts::{calls, refusal};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// My personal access tokens, called keys, and a form for a new one.
#[derive(Debug, Serialize)]
pub(super) struct AccessPage {
    /// The key just made, shown this once.
    made: Option<String>,
    tokens: Vec<Token>,
    label: Field,
    hours: Choices,
    is_refused: bool,
    /// What no field is to blame for.
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Token {
    id: String,
    label: String,
    /// RFC 3339.
    made: String,
    used: Option<String>,
    ends: String,
}

/// A key to be made, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct NewKey {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    duur: String,
}

/// Which key to revoke.
#[derive(Deserialize)]
pub(super) struct Revoked {
    sleutel: String,
}

/// A day, a week, 30 days, a year: codes with sentences.
const HOURS: [&str; 4] = ["24", "168", "720", "8760"];

impl AccessPage {
    fn new(tokens: Vec<TokenInfo>, typed: &NewKey) -> Self {
        let chosen = if typed.duur.is_empty() {
            HOURS[0]
        } else {
            typed.duur.as_str()
        };
        Self {
            made: None,
            tokens: tokens.into_iter().map(Token::from).collect(),
            label: Field::filled(typed.naam.as_str()),
            hours: Choices::of("mine-access-hours", HOURS, &[chosen]),
            is_refused: false,
            problem: None,
        }
    }

    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = true;
        for field in fields {
            let problem = Say::of("accounts-problem", &field.code);
            match field.field.as_str() {
                "label" => self.label.problem = Some(problem),
                "hours" => self.hours.problem = Some(problem),
                _ => self.problem = Some(problem),
            }
        }
        self
    }
}

impl From<TokenInfo> for Token {
    fn from(token: TokenInfo) -> Self {
        Self {
            id: token.id,
            label: token.label,
            made: token.made.to_rfc3339(),
            used: token.used.map(|used| used.to_rfc3339()),
            ends: token.ends.to_rfc3339(),
        }
    }
}

impl NewKey {
    fn to_request(&self) -> NewToken {
        // A number that cannot be read is out of bounds, and accounts says so.
        NewToken {
            label: self.naam.clone(),
            hours: Some(self.duur.parse().unwrap_or(0)),
        }
    }
}

async fn tokens(app: &App, me: &CallerToken) -> Result<Vec<TokenInfo>, PageError> {
    Ok(calls::my_tokens(&app.services.accounts, me).await?.tokens)
}

/// Lists my keys and asks for a new one.
#[handler]
pub(super) async fn list(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    Ok(show(AccessPage::new(
        tokens(app, &me.token).await?,
        &NewKey::default(),
    )))
}

/// Makes a key. The answer is a page and no redirect: the key is shown once and kept nowhere.
#[handler]
pub(super) async fn make(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(typed): Form<NewKey>,
) -> Result<Response, PageError> {
    let answer = calls::make_token(&app.services.accounts, &me.token, &typed.to_request()).await;
    let tokens = tokens(app, &me.token).await?;
    match answer {
        Ok(MadeToken { token, .. }) => {
            let page = AccessPage::new(tokens, &NewKey::default());
            Ok(show(AccessPage {
                made: Some(token),
                ..page
            }))
        }
        Err(Problem::Refused(fields)) => {
            Ok(refuse(AccessPage::new(tokens, &typed).refused(&fields)))
        }
        Err(problem) => {
            let problem = Some(refusal(problem)?);
            Ok(refuse(AccessPage {
                problem,
                ..AccessPage::new(tokens, &typed)
            }))
        }
    }
}

/// Revokes a key: it opens nothing any more.
#[handler]
pub(super) async fn revoke(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(revoked): Form<Revoked>,
) -> Result<Response, PageError> {
    match calls::revoke_token(&app.services.accounts, &me.token, &revoked.sleutel).await {
        // Revoked from another tab already: it is as the person wants it.
        Ok(()) | Err(Problem::NotFound) => {
            Ok(see_other(urls::MY_ACCESS).telling(Say::key("mine-flash-revoked")))
        }
        Err(problem) => Err(problem.into()),
    }
}

impl Page for AccessPage {
    const TEMPLATE: &'static str = "mine/access";

    fn title(&self) -> Say {
        Say::key("mine-access-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let token = |label: &str| Token {
            id: "a".repeat(64),
            label: label.to_owned(),
            made: "2026-03-01T09:00:00+00:00".to_owned(),
            used: (label != "Proef").then(|| "2026-03-02T15:04:00+00:00".to_owned()),
            ends: "2026-03-31T09:00:00+00:00".to_owned(),
        };
        let empty = || Self::new(vec![], &NewKey::default());
        let filled = || Self {
            tokens: vec![token("Rooster naar de agenda"), token("Proef")],
            ..empty()
        };
        let typed = NewKey {
            naam: "  ".to_owned(),
            duur: "0".to_owned(),
        };
        let fields = [
            FieldProblem::new("label", contract::accounts::TOKEN_LABEL_EMPTY),
            FieldProblem::new("hours", contract::accounts::TOKEN_HOURS),
        ];
        let full = Self {
            problem: Some(Say::of("accounts-problem", "token.too-many")),
            ..filled()
        };
        vec![
            ("empty", empty()),
            ("filled", filled()),
            (
                "made",
                Self {
                    made: Some("kr_pat_voorbeeld-van-een-sleutel-die-niets-opent".to_owned()),
                    ..filled()
                },
            ),
            ("refused", Self::new(vec![], &typed).refused(&fields)),
            ("too many", full),
        ]
    }
}
