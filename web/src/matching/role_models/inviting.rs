use std::sync::Arc;

use contract::matching::{Invitation, InvitationList, MadeInvitation, NewInvitation};
use poem::web::{Data, Form};
use poem::{Request, Response, handler};
use serde::Serialize;
use wire::Problem;

use super::{calls, crumbs, forms, refusal, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::form::Choices;
use crate::i18n::Say;
use crate::matching::{Pairs, value_of};
use crate::page::{Area, Page, refuse, show};
use crate::part::{Crumb, Tone};
use crate::session::{Caller, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// My links that invite a role model, and a button to make one.
#[derive(Debug, Serialize)]
pub(crate) struct InvitingPage {
    made: Option<Made>,
    lines: Vec<Line>,
    left: Say,
    may_invite: bool,
    forms: Choices,
    problem: Option<Say>,
}

/// A link that was just made: it is shown this once.
#[derive(Debug, Serialize)]
struct Made {
    href: String,
    /// RFC 3339.
    until: String,
}

/// One of my invitations.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    form: Say,
    state: Say,
    tone: Tone,
    made: String,
    /// Until when it works, while it does.
    until: Option<String>,
    ended: Option<String>,
    other: Option<String>,
    request: Option<String>,
    may_withdraw: bool,
}

impl Page for InvitingPage {
    const TEMPLATE: &'static str = "matching/role-model-invite";

    fn title(&self) -> Say {
        Say::key("rolemodels-invite-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut all = crumbs();
        let find = Say::key("rolemodels-find-title");
        all.push(Crumb::say(find, urls::ROLE_MODELS));
        all
    }

    /// A link that was just made holds a secret.
    fn is_discreet(&self) -> bool {
        self.made.is_some()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use contract::matching::{INVITATION_TOO_MANY, PROFILE_MISSING};
        let made = MadeInvitation {
            secret: "voorbeeld".to_owned(),
            until: samples::until(),
        };
        let problem = |say| Self {
            problem: Some(say),
            ..Self::of(samples::invitations())
        };
        vec![
            (
                "none",
                Self::of(InvitationList {
                    left: 3,
                    ..InvitationList::default()
                }),
            ),
            ("some", Self::of(samples::invitations())),
            (
                "made",
                Self::of(samples::invitations()).with_made(&made, "https://kansrijk.example"),
            ),
            (
                "no room",
                Self::of(InvitationList {
                    left: 0,
                    ..samples::invitations()
                }),
            ),
            (
                "too many",
                problem(Say::of("rolemodels-problem", INVITATION_TOO_MANY.name)),
            ),
            (
                "no profile",
                problem(Say::of("matching-problem", PROFILE_MISSING.name)),
            ),
        ]
    }
}

impl InvitingPage {
    fn of(list: InvitationList) -> Self {
        Self {
            made: None,
            left: Say::key("rolemodels-invite-left").with("count", list.left),
            may_invite: list.left > 0,
            lines: list.invitations.into_iter().map(Line::of).collect(),
            forms: forms(&["gesprek".to_owned()]),
            problem: None,
        }
    }

    fn with_made(self, made: &MadeInvitation, site: &str) -> Self {
        Self {
            made: Some(Made {
                href: format!("{site}{}", urls::role_model_invitation(&made.secret)),
                until: made.until.to_rfc3339(),
            }),
            ..self
        }
    }
}

impl Line {
    fn of(one: Invitation) -> Self {
        let may_withdraw = one.may.iter().any(|may| may == "withdraw");
        Self {
            form: Say::of("rolemodels-form", &one.form),
            state: Say::of("rolemodels-state", &one.state),
            tone: match one.state.as_str() {
                "used" => Tone::Good,
                "open" | "claimed" => Tone::Calm,
                _ => Tone::Quiet,
            },
            made: one.made.to_rfc3339(),
            until: may_withdraw.then(|| one.until.to_rfc3339()),
            ended: one.ended.map(|ended| ended.to_rfc3339()),
            other: one.other,
            request: one.request.as_deref().map(urls::match_request),
            may_withdraw,
            id: one.id,
        }
    }
}

#[handler]
pub(in crate::matching) async fn show_invitations(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
) -> poem::Result<Response> {
    let list = calls::invitations(app, &by)
        .await
        .map_err(PageError::from)?;
    Ok(show(InvitingPage::of(list)))
}

/// Makes a link and shows it once, or takes one back.
#[handler]
pub(in crate::matching) async fn act(
    request: &Request,
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(pairs): Form<Pairs>,
) -> poem::Result<Response> {
    if let Some(id) = value_of(&pairs, "uitnodiging") {
        return match calls::withdraw(app, &by, id).await {
            Ok(()) => {
                Ok(see_other(urls::INVITE_ROLE_MODEL)
                    .telling(Say::key("rolemodels-flash-withdrawn")))
            }
            Err(problem) => Ok(again(app, &by, problem).await?),
        };
    }
    let form = value_of(&pairs, "vorm").unwrap_or_default().to_owned();
    match calls::invite(app, &by, &NewInvitation { form }).await {
        Ok(made) => {
            let list = calls::invitations(app, &by)
                .await
                .map_err(PageError::from)?;
            let page = InvitingPage::of(list).with_made(&made, &address_of(request));
            Ok(show(page))
        }
        Err(problem) => Ok(again(app, &by, problem).await?),
    }
}

/// How the student reached the site is how who they invite will. The middleware has checked both headers by now.
fn address_of(request: &Request) -> String {
    let header = |name| request.header(name).unwrap_or_default();
    match header("origin") {
        "" | "null" => format!("http://{}", header("host")),
        origin => origin.to_owned(),
    }
}

async fn again(app: &App, by: &Caller, problem: Problem) -> Result<Response, PageError> {
    let problem = refusal(problem)?;
    let list = calls::invitations(app, by).await?;
    Ok(refuse(InvitingPage {
        problem: Some(problem),
        ..InvitingPage::of(list)
    }))
}
