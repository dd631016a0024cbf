//! What people do with the toolbox, through the façade and over HTTP.

mod collecting;
mod exchange;
mod facade;
mod feed;
mod harvest;
mod http;
mod importing;
mod knowing;
mod searches;
mod searching;
mod shelf;
mod teams;
mod tried;

use std::sync::Arc;

use nouns::Clock;
use store::Datastore;

use crate::Toolbox;
use crate::samples::start;

/// An empty toolbox whose clock stands still.
async fn toolbox() -> Arc<Toolbox> {
    let datastore = Datastore::in_memory().await.unwrap();
    let toolbox = Toolbox::open(&datastore, None, Clock::fixed(start())).await;
    Arc::new(toolbox.unwrap())
}
