use std::sync::Arc;

use contract::matching::InvitationFor;
use poem::web::{Data, Path, Query};
use poem::{Response, handler};
use serde::{Deserialize, Serialize};

use super::{Missing, calls, crumbs, refusal, said, samples};
use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::session::{MaybeSignedIn, SignedIn};
use crate::shell::Telling;
use crate::urls;

/// Where the link of an invitation leads. Opening it decides nothing.
#[derive(Debug, Serialize)]
pub(crate) struct LinkPage {
    leads: Option<Leads>,
    /// Why it leads nowhere.
    problem: Option<Say>,
}

/// Who invites, to what, and what happens next.
#[derive(Debug, Serialize)]
struct Leads {
    by: String,
    form: Say,
    minor: bool,
    /// RFC 3339.
    until: String,
    /// The reader said yes before.
    is_mine: bool,
    missing: Vec<Missing>,
    /// Where to say yes.
    join: String,
    /// Where a stranger signs in and comes back.
    sign_in: Option<String>,
}

/// What the address says beside the secret.
#[derive(Debug, Default, Deserialize)]
pub(in crate::matching) struct Coming {
    /// A stranger wants to take part: they sign in first.
    meedoen: Option<String>,
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "matching/role-model-link";

    fn title(&self) -> Say {
        Say::key("rolemodels-link-title")
    }

    fn area(&self) -> Area {
        Area::Matching
    }

    fn crumbs(&self) -> Vec<Crumb> {
        crumbs()
    }

    /// Its address holds a secret.
    fn is_discreet(&self) -> bool {
        true
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use contract::matching::{INVITATION_ENDED, INVITATION_FROM_EIGHTEEN, INVITATION_OWN};
        let seen =
            |missing: &[&str], may: &[&str]| Self::of("voorbeeld", samples::seen(missing, may));
        let nowhere = |code| Self::nowhere(Say::of("rolemodels-problem", code));
        vec![
            ("stranger", seen(&[], &[])),
            ("ready", seen(&[], &["join"])),
            (
                "missing",
                seen(
                    &["profile", "short", "consent", "certificate", "student"],
                    &["join"],
                ),
            ),
            ("paused and full", seen(&["paused", "full"], &["join"])),
            ("ended", nowhere(INVITATION_ENDED.name)),
            ("own", nowhere(INVITATION_OWN.name)),
            ("minor", nowhere(INVITATION_FROM_EIGHTEEN.name)),
        ]
    }
}

impl LinkPage {
    fn of(secret: &str, seen: InvitationFor) -> Self {
        let here = urls::role_model_invitation(secret);
        let is_stranger = seen.may.is_empty();
        Self {
            leads: Some(Leads {
                form: Say::of("rolemodels-form", &seen.form),
                minor: seen.minor,
                until: seen.until.to_rfc3339(),
                is_mine: seen.mine,
                missing: Missing::all(&seen.missing),
                sign_in: is_stranger.then(|| urls::with_query(&here, &[("meedoen", "1")])),
                join: here,
                by: seen.by,
            }),
            problem: None,
        }
    }

    fn nowhere(problem: Say) -> Self {
        Self {
            leads: None,
            problem: Some(problem),
        }
    }
}

/// Shows who invites; to a stranger too. Who wants to take part signs in and comes back here.
#[handler]
pub(in crate::matching) async fn show_link(
    MaybeSignedIn(by): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
    Query(coming): Query<Coming>,
) -> Result<Response, PageError> {
    if by.is_none() && coming.meedoen.is_some() {
        return Err(PageError::SignInFirst {
            back: urls::role_model_invitation(&secret),
        });
    }
    match calls::look(app, by.as_ref(), &secret).await {
        Ok(seen) => Ok(show(LinkPage::of(&secret, seen))),
        Err(problem) => Ok(show(LinkPage::nowhere(refusal(problem)?))),
    }
}

/// I take part: it becomes a request, or waits for what is missing.
#[handler]
pub(in crate::matching) async fn join(
    SignedIn(by): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    match calls::join(app, &by, &secret).await {
        Ok(joined) => Ok(match joined.request {
            Some(request) => {
                see_other(urls::match_request(request)).telling(Say::key("rolemodels-flash-joined"))
            }
            None => see_other(urls::ROLE_MODEL).telling(Say::key("rolemodels-flash-still-missing")),
        }),
        Err(problem) => match said(problem.name()) {
            Some(say) => Ok(refuse(LinkPage::nowhere(say))),
            None => Err(problem.into()),
        },
    }
}
