//! What harvesters ask (OAI-PMH).

use std::sync::Arc;

use contract::meetups as code;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use wire::Problem;
use wire::harvest::{Harvested, arguments_of};

use super::feeds::checked;
use crate::Meetups;

/// For other sites and programs; public.
pub(super) struct HarvestApi(pub(super) Arc<Meetups>);

/// Where pages are when nobody says otherwise: relative to the site.
const NOWHERE: &str = "http://localhost";

#[OpenApi]
impl HarvestApi {
    /// Answers a harvester (OAI-PMH 2.0); the public address of this is `/oai/bijeenkomsten`.
    #[oai(path = "/harvest", method = "get")]
    async fn harvest(
        &self,
        /// The origin of the pages.
        site: Query<Option<String>>,
        /// What the harvester sent, as it came: `verb=ListRecords&metadataPrefix=oai_dc`.
        arguments: Query<Option<String>>,
    ) -> Result<Harvested, Problem> {
        let site = checked(site.0.as_deref())?.unwrap_or(NOWHERE);
        let arguments = arguments.0.unwrap_or_default();
        let pairs = arguments_of(&arguments)
            .ok_or_else(|| Problem::field("arguments", code::ARGUMENTS_UNREADABLE))?;
        Ok(Harvested::document(self.0.harvest(site, &pairs).await?))
    }
}
