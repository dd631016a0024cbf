//! Certificates of attendance, as PDF.

use std::sync::Arc;

use nouns::Language;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Binary;
use poem_openapi::{ApiResponse, OpenApi};
use wire::feeds::PRIVATE;
use wire::{Problem, SignedIn};

use super::event_id;
use crate::Meetups;

/// Papers for who was there.
pub(super) struct CertificateApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Paper {
    #[oai(status = 200, content_type = "application/pdf")]
    Printed(Binary<Vec<u8>>, #[oai(header = "Cache-Control")] String),
}

impl Paper {
    fn of(bytes: Vec<u8>) -> Self {
        Self::Printed(Binary(bytes), PRIVATE.to_owned())
    }
}

#[OpenApi]
impl CertificateApi {
    /// The caller's certificate, for who was ticked off at the door. `language` is `nl` when left out, or `en`.
    #[oai(path = "/events/:id/signups/mine/certificate", method = "get")]
    async fn mine(
        &self,
        id: Path<String>,
        language: Query<Option<String>>,
        caller: SignedIn,
    ) -> Result<Paper, Problem> {
        let (id, language) = (event_id(&id.0)?, read(language.0.as_deref()));
        let certifying = self.0.certificate(&caller.0, &id, language);
        Ok(Paper::of(certifying.await?))
    }

    /// The same for who came without an account: the secret of their link stands for them.
    #[oai(path = "/signups/by-mail/:secret/certificate", method = "get")]
    async fn of_link(
        &self,
        secret: Path<String>,
        language: Query<Option<String>>,
    ) -> Result<Paper, Problem> {
        let language = read(language.0.as_deref());
        let certifying = self.0.guest_certificate(&secret.0, language);
        Ok(Paper::of(certifying.await?))
    }
}

fn read(language: Option<&str>) -> Language {
    language.and_then(Language::parse).unwrap_or_default()
}
