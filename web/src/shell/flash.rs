use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use poem::web::cookie::Cookie;
use poem::{Request, Response};
use serde::{Deserialize, Serialize};

use super::{cookie_value, own_cookie};
use crate::app::App;
use crate::i18n::Say;

const COOKIE: &str = "bericht";
/// Only sentences made for this can be shown, whatever a cookie says.
const MARK: &str = "-flash-";
/// What the key of one holds that says why something was not done.
const REFUSAL: &str = "-flash-not-";

/// One message that the next page shows once: what was just done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flash {
    pub say: Say,
    /// It says why something was not done.
    is_refusal: bool,
}

impl Flash {
    fn of(say: Say) -> Self {
        Self {
            is_refusal: say.key.contains(REFUSAL),
            say,
        }
    }
}

/// What travels in the cookie.
#[derive(Serialize, Deserialize)]
struct Note {
    key: String,
    name: Option<String>,
}

/// Lets a redirect say what was done: `see_other(address).telling(Say::key("toolbox-flash-added"))`.
pub trait Telling {
    /// The key must contain `-flash-`; the one place that travels along is `name`.
    #[must_use]
    fn telling(self, say: Say) -> Self;
}

impl Telling for Response {
    fn telling(mut self, say: Say) -> Self {
        debug_assert!(say.key.contains(MARK), "{} is no flash message", say.key);
        self.set_data(Flash::of(say));
        self
    }
}

pub(super) fn cookie(app: &App, flash: &Flash) -> Cookie {
    let name = flash.say.text("name").map(str::to_owned);
    let note = serde_json::to_vec(&Note {
        key: flash.say.key.clone(),
        name,
    })
    .unwrap_or_default();
    own_cookie(&app.origin, COOKIE, &URL_SAFE_NO_PAD.encode(note))
}

pub(super) fn removal(app: &App) -> Cookie {
    let mut cookie = own_cookie(&app.origin, COOKIE, "");
    cookie.make_removal();
    cookie
}

/// The message that came along, if it is one of ours.
pub(super) fn of(request: &Request, app: &App) -> Option<Flash> {
    let bytes = URL_SAFE_NO_PAD
        .decode(cookie_value(request, app, COOKIE)?)
        .ok()?;
    let note: Note = serde_json::from_slice(&bytes).ok()?;
    let known = note.key.contains(MARK)
        && crate::i18n::Language::ALL
            .iter()
            .all(|lang| app.pages.sentences(*lang).has(&note.key));
    let say = Say::known(note.key);
    let say = match note.name {
        Some(name) => say.with("name", name),
        None => say,
    };
    known.then(|| Flash::of(say))
}
