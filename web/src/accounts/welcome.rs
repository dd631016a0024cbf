//! The form after a first sign-in: four questions, and then the profile.

use std::sync::Arc;

use contract::FieldProblem;
use contract::accounts::{Arrived, Link, Newcomer, SchoolName, Welcome};
use poem::web::{Data, Form};
use poem::{Request, Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::{arrival, browser};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::{Choices, Field, place};
use crate::i18n::Say;
use crate::page::{Page, refuse, show};
use crate::session::{MaybeSignedIn, Session};
use crate::shell::{Telling as _, Visit};
use crate::urls;

/// Who are you here?
#[derive(Debug, Serialize)]
pub(super) struct WelcomePage {
    name: Field,
    birth_year: Field,
    birth_month: Choices,
    /// The school, when the provider told it.
    told_school: Option<String>,
    school: Choices,
    /// The address of a parent, asked only of who is under 16.
    parent: Option<Field>,
    /// The provider; none for somebody who came by e-mail.
    way: Option<String>,
    /// The account that this browser is signed in to: what somebody came with can be given to it.
    account: Option<String>,
    is_refused: bool,
    problem: Option<Say>,
}

/// The form, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    jaar: String,
    #[serde(default)]
    maand: String,
    #[serde(default)]
    school: String,
    #[serde(default)]
    ouder: String,
}

const MONTHS: [&str; 12] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
];

impl WelcomePage {
    fn of(newcomer: &Newcomer, typed: &Typed, account: Option<String>) -> Self {
        let schools = newcomer.schools.iter();
        let schools = schools.map(|school| (school.id.as_str(), school.name.as_str()));
        Self {
            name: Field::filled(typed.naam.as_str()),
            birth_year: Field::filled(typed.jaar.as_str()),
            birth_month: Choices::of("accounts-month", MONTHS, &[typed.maand.as_str()]),
            told_school: newcomer.school.as_ref().map(|school| school.name.clone()),
            school: Choices::named(schools, &[typed.school.as_str()]),
            parent: Some(typed.ouder.as_str())
                .filter(|parent| !parent.is_empty())
                .map(Field::filled),
            way: newcomer.way.clone(),
            account,
            is_refused: false,
            problem: None,
        }
    }

    fn refused(mut self, fields: &[FieldProblem]) -> Self {
        self.is_refused = true;
        if fields.iter().any(|field| field.field == "parent") {
            self.parent.get_or_insert_default();
        }
        let mut slots = vec![
            ("name", &mut self.name.problem),
            ("birth_year", &mut self.birth_year.problem),
            ("birth_month", &mut self.birth_month.problem),
            ("school", &mut self.school.problem),
        ];
        slots.extend(
            self.parent
                .as_mut()
                .map(|parent| ("parent", &mut parent.problem)),
        );
        self.problem = place(fields, "accounts-problem", &mut slots);
        self
    }
}

/// Shows the form, if this browser has just shown who somebody is.
#[handler]
pub(super) async fn ask(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    MaybeSignedIn(me): MaybeSignedIn,
) -> Result<Response, PageError> {
    let Some(newcomer) = newcomer(request, app).await? else {
        return Ok(see_other(urls::SIGN_IN));
    };
    let typed = Typed {
        naam: newcomer.name.clone(),
        ..Typed::default()
    };
    let account = me.map(|me| me.name.clone());
    Ok(show(WelcomePage::of(&newcomer, &typed, account)))
}

/// Makes the account, and goes on to the profile.
#[handler]
pub(super) async fn answer(
    request: &Request,
    Data(app): Data<&Arc<App>>,
    MaybeSignedIn(me): MaybeSignedIn,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let Some(browser) = browser::secret(request, app) else {
        return Ok(see_other(urls::SIGN_IN));
    };
    let lang = request.data::<Visit>().map(|visit| visit.lang);
    let form = Welcome {
        browser,
        name: typed.naam.clone(),
        birth_year: typed.jaar.trim().parse().ok(),
        birth_month: typed.maand.parse().ok(),
        school: Some(typed.school.clone()).filter(|school| !school.is_empty()),
        parent: Some(typed.ouder.clone()).filter(|parent| !parent.is_empty()),
        language: lang.unwrap_or_default().code().to_owned(),
        device: arrival::device_of(request),
        previous: Session::of(request).id.secret(),
    };
    match app.services.sessions.welcome(&form).await {
        Ok(Arrived::SignedIn { started, back }) => {
            // Whoever wanted nothing in particular makes a profile now.
            let next = match super::sign_in::way_back(Some(back)) {
                back if back == urls::MINE => urls::MATCHING_PROFILE.to_owned(),
                back => back,
            };
            let mut response = arrival::signed_in(request, app, &started, &next)?
                .telling(Say::key("accounts-flash-welcome"));
            browser::forget(&mut response, app);
            Ok(response)
        }
        Ok(Arrived::Waiting) => Ok(see_other(urls::WAITING)),
        Ok(Arrived::Newcomer) | Err(Problem::NotFound) => Ok(see_other(urls::SIGN_IN)),
        Err(Problem::Refused(fields)) => {
            let Some(newcomer) = newcomer(request, app).await? else {
                return Ok(see_other(urls::SIGN_IN));
            };
            let account = me.map(|me| me.name.clone());
            let page = WelcomePage::of(&newcomer, &typed, account);
            Ok(refuse(page.refused(&fields)))
        }
        Err(problem) => arrival::failed(problem),
    }
}

/// Gives what somebody came with to the account that they are signed in to.
#[handler]
pub(super) async fn link(
    request: &Request,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let session = Session::of(request).id.secret();
    let (Some(browser), Some(session)) = (browser::secret(request, app), session) else {
        return Ok(see_other(urls::SIGN_IN));
    };
    match app.services.sessions.link(&Link { browser, session }).await {
        Ok(started) => {
            let mut response = arrival::signed_in(request, app, &started, urls::MINE)?
                .telling(Say::key("accounts-flash-linked"));
            browser::forget(&mut response, app);
            Ok(response)
        }
        Err(Problem::NotFound | Problem::SignInNeeded) => Ok(see_other(urls::SIGN_IN)),
        Err(problem) => arrival::failed(problem),
    }
}

async fn newcomer(request: &Request, app: &App) -> Result<Option<Newcomer>, PageError> {
    let Some(browser) = browser::secret(request, app) else {
        return Ok(None);
    };
    match app.services.sessions.newcomer(browser).await {
        Ok(newcomer) => Ok(Some(newcomer)),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}

impl Page for WelcomePage {
    const TEMPLATE: &'static str = "accounts/welcome";

    fn title(&self) -> Say {
        Say::key("accounts-welcome-title")
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let school = |id: &str, name: &str| SchoolName {
            id: id.to_owned(),
            name: name.to_owned(),
        };
        let told = Newcomer {
            name: "Sam".to_owned(),
            school: Some(school("25LH", "ROC van het Voorbeeld")),
            schools: Vec::new(),
            way: Some("SURFconext".to_owned()),
            back: urls::MINE.to_owned(),
        };
        let by_mail = Newcomer {
            name: String::new(),
            school: None,
            schools: vec![
                school("25LH", "ROC van het Voorbeeld"),
                school("25PZ", "Vakschool De Werkplaats"),
            ],
            way: None,
            ..told.clone()
        };
        let typed = Typed {
            naam: "Sam".to_owned(),
            ..Typed::default()
        };
        let wrong = [
            FieldProblem::new("name", contract::accounts::NAME_EMPTY),
            FieldProblem::new("birth_year", contract::accounts::BIRTH_YEAR),
            FieldProblem::new("birth_month", contract::accounts::BIRTH_MONTH),
            FieldProblem::new("school", contract::accounts::SCHOOL_UNKNOWN),
        ];
        let refused = Self::of(&by_mail, &Typed::default(), None).refused(&wrong);
        let child = Typed {
            jaar: "2011".to_owned(),
            maand: "4".to_owned(),
            ..Typed {
                naam: "Kim".to_owned(),
                ..Typed::default()
            }
        };
        let missing = [FieldProblem::new(
            "parent",
            contract::consent::PARENT_MISSING,
        )];
        let child = Self::of(&told, &child, None).refused(&missing);
        vec![
            ("under 16", child),
            ("school is told", Self::of(&told, &typed, None)),
            ("by mail", Self::of(&by_mail, &Typed::default(), None)),
            ("refused", refused),
            (
                "signed in already",
                Self::of(&told, &typed, Some("Noor Hendriks".to_owned())),
            ),
        ]
    }
}
