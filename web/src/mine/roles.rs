use std::sync::Arc;

use contract::FieldProblem;
use contract::accounts::HeldRole;
use contract::rights::{GivenRole, RoleDeed, RoleWish, Roles};
use nouns::Region;
use poem::web::{Data, Form};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::calls;
use crate::accounts::refusal;
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{self, Choices, Field};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// My roles, those I gave, and a form for who may give some.
#[derive(Debug, Serialize)]
pub(super) struct RolesPage {
    mine: Vec<Held>,
    given: Vec<Held>,
    history: Vec<Deed>,
    /// None for who may give nothing.
    form: Option<GiveForm>,
    /// Whether I help others back into their account.
    recovers: bool,
    problem: Option<Say>,
    is_refused: bool,
}

#[derive(Debug, Serialize)]
struct Held {
    /// Whose; empty for one's own.
    name: String,
    person: String,
    role: String,
    scope: String,
    which: String,
    place: Say,
    /// RFC 3339.
    since: String,
    until: Option<String>,
}

#[derive(Debug, Serialize)]
struct Deed {
    say: Say,
    role: Say,
    at: String,
}

#[derive(Debug, Serialize)]
struct GiveForm {
    person: Field,
    roles: Choices,
    scopes: Choices,
    which: Field,
    until: Field,
}

/// A role to be given or ended, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    wie: String,
    #[serde(default)]
    rol: String,
    #[serde(default)]
    waar: String,
    #[serde(default)]
    welke: String,
    #[serde(default)]
    tot: String,
}

const SCOPES: [&str; 4] = ["everywhere", "school", "region", "programme"];

impl Typed {
    fn to_wish(&self) -> RoleWish {
        RoleWish {
            person: self.wie.trim().to_owned(),
            role: self.rol.clone(),
            scope: if self.waar.is_empty() {
                SCOPES[0].to_owned()
            } else {
                self.waar.clone()
            },
            which: Some(self.welke.trim().to_owned()).filter(|which| !which.is_empty()),
            until: Some(self.tot.trim().to_owned()).filter(|until| !until.is_empty()),
        }
    }
}

/// Where a role counts, in words.
fn place(scope: &str, which: Option<&str>) -> Say {
    let which = which.unwrap_or_default();
    let name =
        Region::parse(which).map_or_else(|_| which.to_owned(), |region| region.name().to_owned());
    Say::of("mine-roles-place", scope).with("which", name)
}

impl Held {
    fn of(name: String, person: String, held: HeldRole) -> Self {
        Self {
            name,
            person,
            place: place(&held.scope, held.which.as_deref()),
            role: held.role,
            scope: held.scope,
            which: held.which.unwrap_or_default(),
            since: held.given_at.to_rfc3339(),
            until: held.until.map(|until| until.to_rfc3339()),
        }
    }
}

impl From<RoleDeed> for Deed {
    fn from(deed: RoleDeed) -> Self {
        Self {
            say: Say::of("mine-roles-deed", &deed.deed),
            role: Say::of("mine-role", &deed.role),
            at: deed.at.to_rfc3339(),
        }
    }
}

impl RolesPage {
    fn of(me: &str, roles: Roles, typed: &Typed) -> Self {
        let own = |held| Held::of(String::new(), me.to_owned(), held);
        let given = |given: GivenRole| Held::of(given.name, given.person, given.role);
        // A coordinator of a programme alone has one place to give for: it is filled in.
        let proposed = roles.may_give.first();
        let where_it_counts = match (typed.waar.as_str(), proposed) {
            ("", Some(proposed)) => proposed.scope.as_str(),
            ("", None) => SCOPES[0],
            (chosen, _) => chosen,
        };
        let which = match (typed.welke.as_str(), proposed) {
            ("", Some(proposed)) => proposed.which.as_deref().unwrap_or_default(),
            (typed, _) => typed,
        };
        let mut gives: Vec<&str> = Vec::new();
        for may in &roles.may_give {
            if !gives.contains(&may.role.as_str()) {
                gives.push(&may.role);
            }
        }
        let recovers = roles
            .mine
            .iter()
            .any(|held| matches!(held.role.as_str(), "beheerder" | "moderator"));
        let form = (!roles.may_give.is_empty()).then(|| GiveForm {
            person: Field::filled(typed.wie.as_str()),
            roles: Choices::of("mine-role", gives.iter().copied(), &[typed.rol.as_str()]),
            scopes: Choices::of("mine-roles-scope", SCOPES, &[where_it_counts]),
            which: Field::filled(which),
            until: Field::filled(typed.tot.as_str()),
        });
        Self {
            mine: roles.mine.into_iter().map(own).collect(),
            given: roles.given.into_iter().map(given).collect(),
            history: roles.history.into_iter().map(Deed::from).collect(),
            form,
            recovers,
            problem: None,
            is_refused: false,
        }
    }

    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = true;
        let mut slots = Vec::new();
        if let Some(form) = &mut self.form {
            slots.extend([
                ("person", &mut form.person.problem),
                ("role", &mut form.roles.problem),
                ("scope", &mut form.which.problem),
                ("until", &mut form.until.problem),
            ]);
        }
        self.problem = form::place(fields, "accounts-problem", &mut slots);
        self
    }
}

/// Lists them.
#[handler]
pub(super) async fn overview(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
) -> Result<Response, PageError> {
    let roles = calls::my_roles(&app.services.accounts, &me.token).await?;
    Ok(show(RolesPage::of(
        me.person.as_str(),
        roles,
        &Typed::default(),
    )))
}

/// Gives one, or shows the form again with what was typed and what is wrong.
#[handler]
pub(super) async fn give(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let accounts = &app.services.accounts;
    let Err(problem) = calls::give_role(accounts, &me.token, &typed.to_wish()).await else {
        return Ok(see_other(urls::MY_ROLES).telling(Say::key("mine-flash-role-given")));
    };
    let roles = calls::my_roles(accounts, &me.token).await?;
    let page = RolesPage::of(me.person.as_str(), roles, &typed);
    Ok(refuse(match problem {
        Problem::Refused(fields) => page.refused(&fields),
        other => RolesPage {
            problem: Some(refusal(other)?),
            ..page
        },
    }))
}

/// Ends one at once.
#[handler]
pub(super) async fn end(
    Data(app): Data<&Arc<App>>,
    SignedIn(me): SignedIn,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    match calls::end_role(&app.services.accounts, &me.token, &typed.to_wish()).await {
        // Ended from another tab already: it is as the person wants it.
        Ok(()) | Err(Problem::NotFound) => {
            Ok(see_other(urls::MY_ROLES).telling(Say::key("mine-flash-role-ended")))
        }
        // A role or person that no button of ours names.
        Err(Problem::Refused(_)) => Err(PageError::NotFound),
        Err(problem) => Err(problem.into()),
    }
}

impl Page for RolesPage {
    const TEMPLATE: &'static str = "mine/roles";

    fn title(&self) -> Say {
        Say::key("mine-roles-title")
    }

    fn area(&self) -> Area {
        Area::Mine
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::say(Say::key("mine-title"), urls::MINE)]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let role = |name: &str, role: &str, scope: &str, which: &str| Held {
            name: name.to_owned(),
            person: "voorbeeld".to_owned(),
            role: role.to_owned(),
            scope: scope.to_owned(),
            which: which.to_owned(),
            place: place(scope, Some(which)),
            since: "2026-03-01T09:00:00+00:00".to_owned(),
            until: (role == "coordinator").then(|| "2027-03-01T00:00:00+00:00".to_owned()),
        };
        let student = Self {
            mine: vec![role("", "student", "everywhere", "")],
            given: vec![],
            history: vec![],
            form: None,
            recovers: false,
            problem: None,
            is_refused: false,
        };
        let typed = Typed {
            wie: "niemand@school.example".to_owned(),
            rol: "maatje".to_owned(),
            ..Typed::default()
        };
        let may = |role: &str| contract::rights::MayGive {
            role: role.to_owned(),
            scope: "everywhere".to_owned(),
            which: None,
        };
        let gives = || Roles {
            may_give: vec![may("student"), may("maatje"), may("docent")],
            ..Roles::default()
        };
        let coordinator = Self {
            mine: vec![role("", "coordinator", "region", "NL-UT")],
            given: vec![role("Noor Hendriks", "maatje", "everywhere", "")],
            history: vec![Deed {
                say: Say::of("mine-roles-deed", "given"),
                role: Say::of("mine-role", "coordinator"),
                at: "2026-03-01T09:00:00+00:00".to_owned(),
            }],
            recovers: true,
            ..Self::of("ria", gives(), &Typed::default())
        };
        let fields = [
            FieldProblem::new("person", contract::rights::ROLE_WHO),
            FieldProblem::new("until", contract::rights::ROLE_UNTIL),
        ];
        let refused = Self::of("ria", gives(), &typed).refused(&fields);
        vec![
            ("student", student),
            ("coordinator", coordinator),
            ("refused", refused),
        ]
    }
}
