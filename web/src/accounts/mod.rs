//! The pages of accounts: sign-in, profile, consent, my page.

use poem::Route;

use crate::page::pages;

pub mod calls;

pages![];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
}
