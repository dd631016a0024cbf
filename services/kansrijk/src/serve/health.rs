//! Whether the site is up, and whether it is ready: migrations, demo town and indexes are done.

use std::sync::Arc;

use accounts::Accounts;
use matching::Matching;
use meetups::Meetups;
use poem::http::StatusCode;
use poem::web::Data;
use poem::{EndpointExt, Route, get, handler};
use toolbox::Toolbox;

use super::Services;

/// Asks every service of this process.
#[derive(Clone)]
pub(super) struct Health {
    accounts: Option<Arc<Accounts>>,
    toolbox: Option<Arc<Toolbox>>,
    matching: Option<Arc<Matching>>,
    meetups: Option<Arc<Meetups>>,
}

impl Health {
    pub(super) fn of(services: &Services) -> Self {
        Self {
            accounts: services.accounts.clone(),
            toolbox: services.toolbox.clone(),
            matching: services.matching.clone(),
            meetups: services.meetups.clone(),
        }
    }

    async fn is_ready(&self) -> bool {
        let accounts = match &self.accounts {
            Some(accounts) => accounts.ready().await,
            None => true,
        };
        let toolbox = match &self.toolbox {
            Some(toolbox) => toolbox.ready().await,
            None => true,
        };
        let matching = match &self.matching {
            Some(matching) => matching.ready().await,
            None => true,
        };
        let meetups = match &self.meetups {
            Some(meetups) => meetups.ready().await,
            None => true,
        };
        accounts && toolbox && matching && meetups
    }
}

pub(super) fn routes(route: Route, health: Health) -> Route {
    route
        .at("/health/live", get(live))
        .at("/health/ready", get(ready.data(health)))
        .at("/metrics", get(metrics))
}

#[handler]
fn live() -> &'static str {
    "ok\n"
}

#[handler]
async fn ready(Data(health): Data<&Health>) -> (StatusCode, &'static str) {
    if health.is_ready().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "starting\n")
    }
}

#[handler]
fn metrics() -> String {
    wire::telemetry::render()
}
