use poem::http::StatusCode;
use serde::Serialize;

use crate::i18n::Say;
use crate::page::Page;

/// What there is to say when there is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorKind {
    NotFound,
    NotAllowed,
    StaleForm,
    Unreadable,
    Busy,
    Broken,
}

impl ErrorKind {
    const ALL: [Self; 6] = [
        Self::NotFound,
        Self::NotAllowed,
        Self::StaleForm,
        Self::Unreadable,
        Self::Busy,
        Self::Broken,
    ];

    /// The kind for a status that poem itself answers with.
    #[must_use]
    pub fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::GONE => {
                Self::NotFound
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::NotAllowed,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => Self::Busy,
            status if status.is_client_error() => Self::Unreadable,
            _ => Self::Broken,
        }
    }

    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotAllowed | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::StaleForm => "stale-form",
            Self::Unreadable => "unreadable",
            Self::Busy => "busy",
            Self::Broken => "broken",
        }
    }
}

/// No page, said calmly, with a way on.
#[derive(Debug, Serialize)]
pub struct ErrorPage {
    kind: ErrorKind,
    title: Say,
    text: Say,
    /// Where trying again makes sense: the same address.
    again: Option<String>,
}

impl ErrorPage {
    #[must_use]
    pub fn new(kind: ErrorKind, address: &str) -> Self {
        let can_help = matches!(
            kind,
            ErrorKind::Busy | ErrorKind::Broken | ErrorKind::StaleForm
        );
        Self {
            kind,
            title: Say::of("site-error-title", kind.code()),
            text: Say::of("site-error-text", kind.code()),
            again: can_help.then(|| address.to_owned()),
        }
    }
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "site/error";

    fn title(&self) -> Say {
        self.title.clone()
    }

    fn samples() -> Vec<(&'static str, Self)> {
        ErrorKind::ALL
            .into_iter()
            .map(|kind| (kind.code(), Self::new(kind, "/trukendoos")))
            .collect()
    }
}
