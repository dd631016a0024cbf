//! Saved searches: what somebody looks for more often, and whether a mail tells of new cards.

pub(crate) mod calls;
mod stop;

use std::sync::Arc;

use contract::toolbox::{NewSavedSearch, SEARCH_CODES, SavedSearch, SavedSearches, SearchWords};
use poem::http::StatusCode;
use poem::web::{Data, Form, Path};
use poem::{Response, Route, get, handler, post};
use serde::{Deserialize, Serialize};
use wire::Problem;

use super::search::Asked;
use super::toolbox_crumb;
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Label;
use crate::i18n::Say;
use crate::page::{Area, Page, pages, show};
use crate::part::Crumb;
use crate::session::SignedIn;
use crate::shell::Telling as _;
use crate::urls;

pages![SearchesPage, stop::StopPage];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(urls::SAVED_SEARCHES, get(read).post(keep))
        .at(urls::pattern::SAVED_SEARCH, post(change))
        .at(
            urls::pattern::STOP_SEARCHES,
            get(stop::ask).post(stop::stop),
        )
}

/// What I keep.
#[derive(Debug, Serialize)]
pub(crate) struct SearchesPage {
    searches: Vec<Kept>,
    left: u32,
    /// Mails are off for me altogether, so that a switch here does nothing yet.
    mails_are_off: bool,
}

#[derive(Debug, Serialize)]
struct Kept {
    /// Words and filters, each as it is called.
    parts: Vec<Label>,
    /// Where it is asked again.
    href: String,
    total: u64,
    mail: bool,
    /// Where it is changed.
    change: String,
}

/// A search as a browser sends it to be kept: the fields of the search form, and the switch.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    #[serde(flatten)]
    asked: Asked,
    /// `ja` or nothing.
    mail: String,
}

/// What is pressed at one that is kept: `aan`, `uit` or `weg`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Pressed {
    doe: String,
}

impl SearchesPage {
    fn of(kept: SavedSearches, mails_are_off: bool) -> Self {
        Self {
            left: kept.left,
            searches: kept.searches.into_iter().map(Kept::from).collect(),
            mails_are_off,
        }
    }
}

impl From<SavedSearch> for Kept {
    fn from(kept: SavedSearch) -> Self {
        Self {
            parts: parts(&kept.words),
            href: address(&kept.words),
            total: kept.total,
            mail: kept.mail,
            change: urls::saved_search(&kept.id),
        }
    }
}

/// What a search is called: its words, and after them what it was narrowed by.
pub(crate) fn parts(words: &SearchWords) -> Vec<Label> {
    let plain = |text: &str| (!text.is_empty()).then(|| Label::Name(text.to_owned()));
    let said = |text: &str, say: Say| (!text.is_empty()).then_some(Label::Say(say));
    let parts = [
        plain(&words.q),
        said(&words.kind, Say::of("toolbox-kind", &words.kind)),
        said(
            &words.max_minutes,
            Say::key("searches-minutes").with("minutes", words.max_minutes.as_str()),
        ),
        said(
            &words.group,
            Say::key("searches-group").with("people", words.group.as_str()),
        ),
        plain(&words.tag),
        said(&words.team, Say::key("searches-team")),
        said(&words.fits_in_meeting, Say::key("toolbox-fits-true")),
    ];
    parts.into_iter().flatten().collect()
}

/// Where a search is asked again.
pub(crate) fn address(words: &SearchWords) -> String {
    Asked::of(words).address()
}

/// Shows what I keep.
#[handler]
async fn read(SignedIn(me): SignedIn, Data(app): Data<&Arc<App>>) -> Result<Response, PageError> {
    let kept = calls::mine(&app.services.toolbox, &me.token).await?;
    // Without an answer nothing is said about mails.
    let agrees = calls::agrees_to_mails(&app.services.accounts, &me.token).await;
    Ok(show(SearchesPage::of(kept, !agrees.unwrap_or(true))))
}

/// Keeps a search.
#[handler]
async fn keep(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let new = NewSavedSearch {
        words: typed.asked.words(),
        mail: !typed.mail.is_empty(),
    };
    let kept = calls::keep(&app.services.toolbox, &me.token, &new).await;
    let back = typed.asked.address();
    match kept {
        Ok(_) if new.mail => Ok(done("searches-flash-kept-mail")),
        Ok(_) => Ok(done("searches-flash-kept")),
        Err(Problem::Refused(fields)) => {
            let code = fields.first().map_or("", |field| field.code.as_str());
            Ok(see_other(back).telling(not_kept(code)))
        }
        Err(problem) if problem.status() == StatusCode::CONFLICT => {
            Ok(see_other(urls::SAVED_SEARCHES).telling(not_kept(problem.name())))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Why a search is not kept, for the next page to say.
fn not_kept(code: &str) -> Say {
    if SEARCH_CODES.iter().any(|known| known.name == code) {
        Say::of("searches-flash-not-kept", code)
    } else {
        // What is wrong with a filter stands at the filter, on the page with the answers.
        Say::key("searches-flash-not-kept")
    }
}

/// Turns a mail on or off, or throws a search away.
#[handler]
async fn change(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, PageError> {
    let (toolbox, token) = (&app.services.toolbox, &me.token);
    let (changed, flash) = match pressed.doe.as_str() {
        "weg" => (
            calls::forget(toolbox, token, &id).await,
            "searches-flash-gone",
        ),
        "aan" => (
            calls::mail(toolbox, token, &id, true).await,
            "searches-flash-mail-on",
        ),
        _ => (
            calls::mail(toolbox, token, &id, false).await,
            "searches-flash-mail-off",
        ),
    };
    changed?;
    Ok(done(flash))
}

fn done(flash: &'static str) -> Response {
    see_other(urls::SAVED_SEARCHES).telling(Say::key(flash))
}

impl Page for SearchesPage {
    const TEMPLATE: &'static str = "toolbox/searches/mine";

    fn title(&self) -> Say {
        Say::key("searches-title")
    }

    fn area(&self) -> Area {
        Area::Toolbox
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![toolbox_crumb()]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let kept = |words: SearchWords, mail: bool, total: u64| SavedSearch {
            id: "voorbeeld".to_owned(),
            words,
            mail,
            made: chrono::DateTime::UNIX_EPOCH,
            total,
        };
        let words = SearchWords {
            q: "feedback <geven>".to_owned(),
            ..SearchWords::default()
        };
        let filters = SearchWords {
            kind: "werkvorm".to_owned(),
            max_minutes: "30".to_owned(),
            group: "12".to_owned(),
            tag: "teamdag".to_owned(),
            team: "team-groen".to_owned(),
            fits_in_meeting: "true".to_owned(),
            ..SearchWords::default()
        };
        let some = SavedSearches {
            searches: vec![kept(words, true, 12), kept(filters, false, 1)],
            left: 18,
        };
        let full = SavedSearches {
            left: 0,
            ..some.clone()
        };
        let none = SavedSearches {
            searches: Vec::new(),
            left: 20,
        };
        vec![
            ("some", Self::of(some, false)),
            ("mails are off, no room", Self::of(full, true)),
            ("none", Self::of(none, false)),
        ]
    }
}
