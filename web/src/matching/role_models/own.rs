use std::sync::Arc;

use contract::FieldProblem;
use contract::matching::{OwnRoleModel, ShortProfile, Waiting};
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{Missing, calls, crumbs, forms, helping_profile, refusal, said, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field};
use crate::i18n::Say;
use crate::matching::{Pairs, value_of, values_of};
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// What I say of myself as a role model, and who invited me.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a state of its own that the template shows"
)]
pub(crate) struct OwnPage {
    trade: Field,
    chance: Field,
    example: Field,
    offers: Choices,
    routes: Vec<Say>,
    invited: Vec<Invited>,
    /// Why nothing can be filled in, and what to do about it.
    closed: Option<Say>,
    problem: Option<Say>,
    refused: bool,
    helps: bool,
    is_saved: bool,
    is_shown: bool,
    profile: String,
}

/// A student who invited me, and what is still missing.
#[derive(Debug, Serialize)]
struct Invited {
    id: String,
    by: String,
    form: Say,
    /// RFC 3339.
    until: String,
    missing: Vec<Missing>,
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "matching/role-model";

    fn title(&self) -> Say {
        Say::key("rolemodels-own-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use contract::matching::{LEADS_OUTSIDE, OFFERS_EMPTY, TRADE_EMPTY};
        let nothing = OwnRoleModel {
            may: vec!["write".to_owned()],
            ..OwnRoleModel::default()
        };
        let new = OwnRoleModel {
            helps: true,
            ..nothing.clone()
        };
        let wrong = [
            FieldProblem::new("trade", TRADE_EMPTY),
            FieldProblem::new("chance", LEADS_OUTSIDE),
            FieldProblem::new("offers", OFFERS_EMPTY),
        ];
        let typed = ShortProfile {
            chance: "Kijk op voorbeeld.example".to_owned(),
            ..ShortProfile::default()
        };
        vec![
            ("new", Self::of(&new)),
            ("shown", Self::of(&samples::own(true))),
            ("not shown", Self::of(&samples::own(false))),
            ("refused", Self::of(&new).typed(&typed, &wrong)),
            ("no helping profile", Self::of(&nothing)),
            ("not allowed", Self::of(&OwnRoleModel::default())),
        ]
    }
}

impl OwnPage {
    fn of(own: &OwnRoleModel) -> Self {
        let profile = own.profile.clone().unwrap_or_default();
        let may_write = own.may.iter().any(|may| may == "write");
        let closed = if !may_write {
            said(contract::matching::ROLE_MODEL_NOT_ALLOWED.name)
        } else if own.helps {
            None
        } else {
            said(contract::matching::ROLE_MODEL_NO_PROFILE.name)
        };
        Self {
            closed,
            helps: may_write && !own.helps,
            routes: own
                .routes
                .iter()
                .map(|key| Say::of("matching-route", key))
                .collect(),
            invited: own.invited.iter().map(Invited::of).collect(),
            problem: None,
            refused: false,
            is_saved: own.profile.is_some(),
            is_shown: own.shown,
            profile: helping_profile(),
            offers: forms(&profile.offers),
            trade: Field::filled(profile.trade),
            chance: Field::filled(profile.chance),
            example: Field::filled(profile.example),
        }
    }

    /// The form with what was typed, and what is wrong with it.
    fn typed(self, typed: &ShortProfile, problems: &[FieldProblem]) -> Self {
        let mut page = Self {
            trade: Field::filled(typed.trade.as_str()),
            chance: Field::filled(typed.chance.as_str()),
            example: Field::filled(typed.example.as_str()),
            offers: forms(&typed.offers),
            refused: true,
            ..self
        };
        let mut slots = [
            ("trade", &mut page.trade.problem),
            ("chance", &mut page.chance.problem),
            ("example", &mut page.example.problem),
            ("offers", &mut page.offers.problem),
        ];
        page.problem = crate::form::place(problems, "rolemodels-problem", &mut slots);
        page
    }
}

impl Invited {
    fn of(waiting: &Waiting) -> Self {
        Self {
            id: waiting.id.clone(),
            by: waiting.by.clone(),
            form: Say::of("rolemodels-form", &waiting.form),
            until: waiting.until.to_rfc3339(),
            missing: Missing::all(&waiting.missing),
        }
    }
}

#[handler]
pub(in crate::matching) async fn show_own(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    let own = calls::own(app, &by).await.map_err(PageError::from)?;
    Ok(show(OwnPage::of(&own)))
}

/// Keeps the short profile or shows the form again; empties it; steps out of an invitation.
#[handler]
pub(in crate::matching) async fn save(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    match value_of(&pairs, "daad") {
        Some("leeg") => {
            calls::empty(app, &by).await.map_err(PageError::from)?;
            Ok(see_other(urls::ROLE_MODEL).telling(Say::key("rolemodels-flash-emptied")))
        }
        Some("stop") => {
            let id = value_of(&pairs, "uitnodiging").unwrap_or_default();
            match calls::withdraw(app, &by, id).await {
                Ok(()) => {
                    Ok(see_other(urls::ROLE_MODEL).telling(Say::key("rolemodels-flash-stopped")))
                }
                Err(problem) => Ok(again(app, &by, problem).await?),
            }
        }
        _ => Ok(saved(app, &by, &pairs).await?),
    }
}

async fn saved(app: &App, by: &Caller, pairs: &Pairs) -> Result<Response, PageError> {
    let text = |field| value_of(pairs, field).unwrap_or_default().to_owned();
    let typed = ShortProfile {
        trade: text("trade"),
        chance: text("chance"),
        example: text("example"),
        offers: values_of(pairs, "offers"),
    };
    match calls::save(app, by, &typed).await {
        Ok(_) => Ok(see_other(urls::ROLE_MODEL).telling(Say::key("rolemodels-flash-saved"))),
        Err(Problem::Refused(fields)) => {
            let own = calls::own(app, by).await?;
            Ok(refuse(OwnPage::of(&own).typed(&typed, &fields)))
        }
        Err(problem) => {
            let problem = refusal(problem)?;
            let own = calls::own(app, by).await?;
            Ok(refuse(OwnPage {
                problem: Some(problem),
                ..OwnPage::of(&own).typed(&typed, &[])
            }))
        }
    }
}

async fn again(app: &App, by: &Caller, problem: Problem) -> Result<Response, PageError> {
    let problem = refusal(problem)?;
    let own = calls::own(app, by).await?;
    Ok(refuse(OwnPage {
        problem: Some(problem),
        ..OwnPage::of(&own)
    }))
}
