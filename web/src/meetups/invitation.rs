//! Inviting somebody to a learning community by e-mail address, and what they see.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use contract::meetups::{INVITES_TOO_MANY, Invitation, Joining, SIDES};
use poem::web::{Data, Form, Path};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::community::CommunityPage;
use super::{board_crumb, calls, problems};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Choices;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

/// What somebody is invited to; opening it decides nothing.
#[derive(Debug, Serialize)]
pub(super) struct InvitationPage {
    /// None when the link works no more.
    invited: Option<Invited>,
}

#[derive(Debug, Serialize)]
struct Invited {
    name: String,
    purpose: String,
    ends: String,
    sides: Choices,
    secret: String,
    href: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    mail: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Whom {
    #[serde(default)]
    wie: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Yes {
    #[serde(default)]
    kant: String,
}

impl InvitationPage {
    fn of(secret: &str, invitation: Invitation) -> Self {
        Self {
            invited: Some(Invited {
                href: urls::community(&invitation.slug),
                name: invitation.name,
                purpose: invitation.purpose,
                ends: invitation.ends.to_rfc3339(),
                sides: Choices::of("meetups-side", SIDES.iter().copied(), &["student"]),
                secret: secret.to_owned(),
            }),
        }
    }
}

/// Has a mail sent, or shows the community again with why not.
#[handler]
pub(crate) async fn invite(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let email = typed.mail.trim();
    let back = || see_other(urls::community(&slug));
    match calls::invite(meetups, &caller.token, &slug, email).await {
        Ok(()) => Ok(back().telling(Say::key("meetups-flash-invited"))),
        Err(Problem::Refused(fields)) => {
            let found = calls::community(meetups, Some(&caller.token), &slug).await?;
            let page = CommunityPage::of(found, Some(caller.person.as_str()));
            Ok(refuse(page.not_invited(&typed.mail, &fields)))
        }
        Err(problem) if problem.name() == INVITES_TOO_MANY.name => {
            Ok(back().telling(Say::of("meetups-problem", INVITES_TOO_MANY.name)))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Takes somebody off.
#[handler]
pub(crate) async fn take_off(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(slug): Path<String>,
    Form(whom): Form<Whom>,
) -> Result<Response, PageError> {
    calls::take_off(&app.services.meetups, &caller.token, &slug, &whom.wie).await?;
    Ok(see_other(urls::community(&slug)).telling(Say::key("meetups-flash-taken-off")))
}

/// Shows what a link invites to.
#[handler]
pub(crate) async fn look(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    match calls::invitation(&app.services.meetups, &caller.token, &secret).await {
        Ok(invitation) => Ok(show(InvitationPage::of(&secret, invitation))),
        Err(Problem::NotFound) => Ok(show(InvitationPage { invited: None })),
        Err(problem) => Err(problem.into()),
    }
}

/// Says yes, or shows the page again with what is wrong.
#[handler]
pub(crate) async fn accept(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
    Form(yes): Form<Yes>,
) -> Result<Response, PageError> {
    let meetups = &app.services.meetups;
    let joining = Joining {
        side: Some(yes.kant),
    };
    match calls::accept(meetups, &caller.token, &secret, &joining).await {
        Ok(community) => Ok(see_other(urls::community(&community.community.slug))
            .telling(Say::key("meetups-flash-joined"))),
        Err(Problem::NotFound) => Ok(refuse(InvitationPage { invited: None })),
        Err(Problem::Refused(fields)) => {
            let invitation = calls::invitation(meetups, &caller.token, &secret).await?;
            let mut page = InvitationPage::of(&secret, invitation);
            if let Some(invited) = &mut page.invited {
                invited.sides.problem = problems::with("side", &fields);
            }
            Ok(refuse(page))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Says no.
#[handler]
pub(crate) async fn decline(
    SignedIn(caller): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    calls::decline(&app.services.meetups, &caller.token, &secret).await?;
    Ok(see_other(urls::MINE).telling(Say::key("meetups-flash-declined")))
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "meetups/invitation";

    fn title(&self) -> Say {
        Say::key("meetups-invitation-title")
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![board_crumb()]
    }

    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let invitation = || Invitation {
            slug: "leren-in-utrecht".to_owned(),
            name: "Leergemeenschap Utrecht".to_owned(),
            purpose: "Docenten en studenten van verschillende scholen leren hier van elkaar."
                .to_owned(),
            ends: DateTime::UNIX_EPOCH + TimeDelta::days(20_528),
        };
        let mut refused = Self::of("voorbeeld", invitation());
        if let Some(invited) = &mut refused.invited {
            let wrong = Say::of("meetups-problem", contract::meetups::SIDE_UNKNOWN.name);
            invited.sides.problem = Some(wrong);
        }
        vec![
            ("invited", Self::of("voorbeeld", invitation())),
            ("refused", refused),
            ("ended", Self { invited: None }),
        ]
    }
}
