use std::sync::Arc;

use chrono::NaiveDate;
use contract::toolbox::{
    InviteLook, TEACHERS_HAVE_TEAMS, TEAM_ALREADY_IN, TEAM_CLOSED, TEAM_FULL, TEAM_INVITE_ENDED,
    TEAM_TOO_MANY,
};
use poem::web::{Data, Path};
use poem::{Response, handler};
use serde::Serialize;
use wire::Problem;

use super::team::day;
use super::{calls, samples, teams_crumb};
use crate::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling;
use crate::urls;

/// Where a link into a team leads. Opening the page decides nothing.
#[derive(Debug, Serialize)]
pub(super) struct InvitePage {
    /// None when the link leads nowhere.
    leads: Option<Leads>,
    /// Why it leads nowhere, or why the reader did not come in.
    problem: Option<Say>,
}

#[derive(Debug, Serialize)]
struct Leads {
    name: String,
    href: String,
    schools: String,
    ends: NaiveDate,
    is_mine: bool,
    /// Where to say yes.
    accept: String,
}

/// Refusals that this page can say.
const SAID: [&str; 6] = [
    TEACHERS_HAVE_TEAMS.name,
    TEAM_ALREADY_IN.name,
    TEAM_CLOSED.name,
    TEAM_FULL.name,
    TEAM_INVITE_ENDED.name,
    TEAM_TOO_MANY.name,
];

impl InvitePage {
    fn of(secret: &str, look: InviteLook) -> Self {
        Self {
            leads: Some(Leads {
                href: urls::team(&look.team.id),
                name: look.team.content.name,
                schools: look.team.content.schools.join(", "),
                ends: day(look.ends),
                is_mine: look.mine,
                accept: urls::team_invite(secret),
            }),
            problem: None,
        }
    }

    fn nowhere(problem: &str) -> Self {
        Self {
            leads: None,
            problem: Some(Say::of("teams-problem", problem)),
        }
    }
}

impl Page for InvitePage {
    const TEMPLATE: &'static str = "toolbox/teams/invite";

    fn title(&self) -> Say {
        Say::key("teams-invite-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![super::super::toolbox_crumb(), teams_crumb()]
    }

    /// Its address holds a secret.
    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let look = |mine| InviteLook {
            team: samples::groen(),
            ends: samples::in_two_weeks(),
            mine,
        };
        vec![
            ("open", Self::of("voorbeeld", look(false))),
            ("already in", Self::of("voorbeeld", look(true))),
            ("ended", Self::nowhere(TEAM_INVITE_ENDED.name)),
            ("no teacher", Self::nowhere(TEACHERS_HAVE_TEAMS.name)),
            ("full", Self::nowhere(TEAM_FULL.name)),
        ]
    }
}

/// Shows which team it is.
#[handler]
pub(super) async fn open(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    match calls::look(&app.services.toolbox, &me.token, &secret).await {
        Ok(look) => Ok(show(InvitePage::of(&secret, look))),
        Err(problem) => Ok(show(nowhere(problem)?)),
    }
}

/// Comes in.
#[handler]
pub(super) async fn accept(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    match calls::accept(&app.services.toolbox, &me.token, &secret).await {
        Ok(page) => {
            let told = Say::key("teams-flash-joined").with("name", page.team.content.name);
            Ok(see_other(urls::team(&page.team.id)).telling(told))
        }
        Err(problem) => Ok(refuse(nowhere(problem)?)),
    }
}

/// The page that says why, where it can.
fn nowhere(problem: Problem) -> Result<InvitePage, PageError> {
    if SAID.contains(&problem.name()) {
        Ok(InvitePage::nowhere(problem.name()))
    } else {
        Err(problem.into())
    }
}
