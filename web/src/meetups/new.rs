use std::sync::Arc;

use contract::FieldProblem;
use contract::meetups::{ENDS_BEFORE_STARTS, REGION_UNKNOWN, TITLE_TOO_SHORT};
use poem::web::{Data, Form, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::concepts::{self, Deed, Later};
use super::fields::{MeetupFields, Typed};
use super::known::Known;
use super::{board_crumb, calls, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Publishing a meetup: one screen, filled as far as can be guessed.
#[derive(Debug, Serialize)]
pub struct NewMeetupPage {
    fields: MeetupFields,
    later: Later,
    refused: bool,
    /// The reader coordinates nothing here; said instead of a form that cannot be sent.
    not_yours: bool,
}

/// What the address may ask for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    gemeenschap: String,
    /// A meetup that this one is like.
    #[serde(default)]
    zoals: String,
}

impl NewMeetupPage {
    fn filled(typed: &Typed, known: &Known) -> Self {
        Self {
            fields: MeetupFields::of(typed, &[], known, true),
            later: Later::of(typed, &[]),
            refused: false,
            not_yours: false,
        }
    }

    fn again(typed: &Typed, problems: &[FieldProblem], known: &Known) -> Self {
        Self {
            fields: MeetupFields::of(typed, problems, known, true),
            later: Later::of(typed, problems),
            refused: true,
            not_yours: false,
        }
    }

    fn not_yours(typed: &Typed, known: &Known) -> Self {
        Self {
            not_yours: true,
            ..Self::filled(typed, known)
        }
    }
}

impl Page for NewMeetupPage {
    const TEMPLATE: &'static str = "meetups/new";

    fn title(&self) -> Say {
        Say::key("meetups-new-title")
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![board_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let known = samples::known();
        let usual = Typed::usual(samples::now().date_naive(), Some("RMC-19"), None);
        let problems = [
            FieldProblem::new("title", TITLE_TOO_SHORT),
            FieldProblem::new("ends", ENDS_BEFORE_STARTS),
            FieldProblem::new("region", REGION_UNKNOWN),
        ];
        vec![
            ("usual", Self::filled(&usual, &known)),
            (
                "refused",
                Self::again(&Typed::of(&samples::series()), &problems, &known),
            ),
            ("not yours", Self::not_yours(&usual, &known)),
        ]
    }
}

/// Shows the form with what is likely, or with what another meetup said.
#[handler]
pub(crate) async fn form(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let today = app.clock.now().date_naive();
    let known = Known::ask(meetups, &caller).await?;
    let typed = if asked.zoals.is_empty() {
        let region = known.likely_region(&caller).map(nouns::Region::code);
        let community = if asked.gemeenschap.is_empty() {
            known.own_community(meetups, &caller).await?
        } else {
            Some(asked.gemeenschap)
        };
        Typed::usual(today, region, community.as_deref())
    } else {
        let like = calls::event(meetups, Some(&caller.token), &asked.zoals).await?;
        Typed::again(&like, today)
    };
    let known = known.with_members(meetups, &caller, &typed).await?;
    Ok(show(NewMeetupPage::filled(&typed, &known)))
}

/// Publishes or keeps, or shows the form again with what was typed and what is wrong.
#[handler]
pub(crate) async fn publish(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (meetups, typed) = (&app.services.meetups, Typed(typed));
    let answer = match Deed::of(&typed) {
        Deed::Publish => {
            let words = typed.request(None);
            let published = calls::publish(meetups, &caller.token, &words).await;
            published.map(|event| {
                see_other(urls::meetup(&event.event.id))
                    .telling(Say::key("meetups-flash-published"))
            })
        }
        deed => {
            let concept = deed.concept(&typed, None);
            let begun = calls::begin_concept(meetups, &caller.token, &concept).await;
            begun.map(|concept| concepts::kept(&concept))
        }
    };
    match answer {
        Ok(response) => Ok(response),
        Err(Problem::Refused(problems)) => Ok(refuse(NewMeetupPage::again(
            &typed,
            &problems,
            &Known::for_form(meetups, &caller, &typed).await?,
        ))),
        Err(Problem::Told(body)) if body.status == 403 => Ok(refuse(NewMeetupPage::not_yours(
            &typed,
            &Known::for_form(meetups, &caller, &typed).await?,
        ))),
        Err(problem) => Err(problem.into()),
    }
}
