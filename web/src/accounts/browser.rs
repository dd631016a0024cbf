//! What a browser keeps while somebody signs in: a secret of its own, so that no other browser can finish what it began.

use contract::accounts::Secret;
use poem::web::cookie::Cookie;
use poem::{Request, Response};

use crate::app::App;
use crate::shell;

const COOKIE: &str = "aanmelding";
/// As long as accounts waits for the welcome form.
const LASTS: std::time::Duration = std::time::Duration::from_hours(1);

/// What this browser was given, if it still has it.
pub(super) fn secret(request: &Request, app: &App) -> Option<Secret> {
    shell::cookie_value(request, app, COOKIE)
        .filter(|value| !value.is_empty())
        .map(Secret::new)
}

pub(super) fn keep(response: &mut Response, app: &App, secret: &Secret) {
    let mut cookie = shell::own_cookie(&app.origin, COOKIE, secret.reveal());
    cookie.set_max_age(LASTS);
    shell::set_cookie(response, &cookie);
}

pub(super) fn forget(response: &mut Response, app: &App) {
    let mut cookie: Cookie = shell::own_cookie(&app.origin, COOKIE, "");
    cookie.make_removal();
    shell::set_cookie(response, &cookie);
}
