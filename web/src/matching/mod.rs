//! The pages of matching: studiemaatjes and rolmodellen.

use poem::Route;

use crate::page::pages;

pages![];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
}
