use std::sync::Arc;

use poem::web::Data;
use poem::{Request, Response, handler};

use crate::app::App;
use crate::error::{PageError, see_other};
use crate::i18n::Say;
use crate::session::{self, Session};
use crate::shell::{self, Telling as _};
use crate::urls;

/// Ends the session, here and with accounts, and takes the cookie away.
#[handler]
pub(super) async fn sign_out(
    request: &Request,
    Data(app): Data<&Arc<App>>,
) -> Result<Response, PageError> {
    let session = Session::of(request);
    if let Some(secret) = session.id.secret() {
        app.services.sessions.end(secret).await?;
    }
    app.signed_in.forget(&session.id);
    let mut response = see_other(urls::HOME).telling(Say::key("accounts-flash-signed-out"));
    shell::set_cookie(&mut response, &session::removal(&app.origin));
    Ok(response)
}
