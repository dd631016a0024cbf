//! The pages that belong to no service: home, search over everything, regions, about, errors.

pub mod about;
pub mod errors;
mod find;
pub mod home;
mod provinces;
pub mod regions;
pub mod search;
pub mod style;
mod well_known;

use poem::{Route, get};

use crate::page::pages;
use crate::urls;

pages![
    home::HomePage,
    search::SearchPage,
    regions::RegionsPage,
    regions::RegionPage,
    regions::EmbeddedRegionPage,
    about::AboutPage,
    about::PrivacyPage,
    about::AccessibilityPage,
    about::LeftPage,
    errors::ErrorPage,
    style::StylePage,
];

/// The addresses of this folder.
pub(crate) fn routes(route: Route) -> Route {
    route
        .at(urls::HOME, get(home::home))
        .at(urls::SEARCH, get(find::find))
        .at(urls::ABOUT, get(about::about))
        .at(urls::PRIVACY, get(about::privacy))
        .at(urls::ACCESSIBILITY, get(about::accessibility))
        .at(urls::LEAVE, get(about::left))
        .at(urls::ROBOTS, get(well_known::robots))
        .at(urls::SECURITY_TXT, get(well_known::security))
        .at(urls::FAVICON, get(well_known::favicon))
}
