//! My page: everything that waits on me or on someone else, and what of the platform is mine.

mod access;
mod calls;
mod devices;
mod overview;
mod running;

use poem::{Route, get, post};

use crate::page::pages;
use crate::urls;

pages![overview::MinePage, devices::DevicesPage, access::AccessPage];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(urls::MINE, get(overview::overview))
        .at(urls::MY_DEVICES, get(devices::list).post(devices::end))
        .at(urls::MY_ACCESS, get(access::list).post(access::make))
        .at(urls::REVOKE_ACCESS, post(access::revoke))
}
