//! What goes wrong, as callers see it: `application/problem+json` (RFC 9457).

use std::error::Error as StdError;

use contract::accounts_log::LAGGING;
use contract::{Code, FieldProblem, ProblemBody};
use poem::error::ResponseError;
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Body, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::Type;

const PREFIX: &str = "urn:kansrijk:problem:";
const MEDIA_TYPE: &str = "application/problem+json";
/// Seconds after which a busy service is worth asking again.
const RETRY_AFTER: u64 = 2;

/// Why a request was not done. The variants are what callers treat differently.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("there is no such thing")]
    NotFound,
    #[error("nobody is signed in")]
    SignInNeeded,
    #[error("not allowed: {}", .0.name)]
    Forbidden(Code),
    /// Fields are at fault; nothing was changed.
    #[error("refused: {0:?}")]
    Refused(Vec<FieldProblem>),
    /// The thing is not in a state for this; nothing was changed.
    #[error("conflict: {}", .0.name)]
    Conflict(Code),
    #[error("too many requests")]
    TooMany,
    /// Too many at once, or a service that cannot be reached: try again later.
    #[error("busy")]
    Busy,
    /// This service does not know yet what changed about people, and shows none: try again.
    #[error("the service lags behind accounts")]
    Lagging,
    /// The request itself cannot be read.
    #[error("malformed: {0}")]
    Malformed(String),
    /// A problem that another service put into words.
    #[error("{}", .0.title)]
    Told(ProblemBody),
    /// Our fault. The chain goes to the log, not to the caller.
    #[error("broken")]
    Broken(#[source] Box<dyn StdError + Send + Sync>),
}

impl Problem {
    /// One field is at fault.
    #[must_use]
    pub fn field(field: &str, code: Code) -> Self {
        Self::Refused(vec![FieldProblem::new(field, code)])
    }

    /// The stable name, the last part of `type`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::NotFound => "not-found",
            Self::SignInNeeded => "sign-in-needed",
            Self::Forbidden(code) | Self::Conflict(code) => code.name,
            Self::Refused(_) => "refused",
            Self::TooMany => "too-many",
            Self::Busy => "busy",
            Self::Lagging => LAGGING.name,
            Self::Malformed(_) => "malformed",
            Self::Told(body) => body.kind.strip_prefix(PREFIX).unwrap_or(&body.kind),
            Self::Broken(_) => "broken",
        }
    }

    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Lagging => StatusCode::SERVICE_UNAVAILABLE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Told(body) => {
                StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What goes over the wire.
    #[must_use]
    pub fn body(&self) -> ProblemBody {
        if let Self::Told(body) = self {
            return body.clone();
        }
        let fields = match self {
            Self::Refused(fields) => fields.clone(),
            _ => Vec::new(),
        };
        ProblemBody {
            kind: format!("{PREFIX}{}", self.name()),
            title: self.title(),
            status: self.status().as_u16(),
            fields,
        }
    }

    fn title(&self) -> String {
        match self {
            Self::NotFound => "Dit bestaat niet, of niet meer.",
            Self::SignInNeeded => "Meld je aan om dit te doen.",
            Self::Forbidden(code) | Self::Conflict(code) => code.dutch,
            Self::Refused(_) => "Er klopt nog iets niet. Kijk bij de velden.",
            Self::TooMany => {
                "Dit zijn veel verzoeken achter elkaar. Wacht even en probeer het opnieuw."
            }
            Self::Busy => "Het is nu even te druk. Probeer het over een paar tellen opnieuw.",
            Self::Lagging => LAGGING.dutch,
            Self::Malformed(detail) => return format!("Het verzoek is niet leesbaar: {detail}"),
            Self::Told(body) => &body.title,
            Self::Broken(_) => {
                "Er ging bij ons iets mis. Er is niets veranderd. Probeer het straks opnieuw."
            }
        }
        .to_owned()
    }

    /// Reads what a service answered. The variants that callers match on come back as
    /// themselves; the rest keeps its words.
    #[must_use]
    pub fn from_body(body: ProblemBody) -> Self {
        let generic = |name: &str| body.kind.strip_prefix(PREFIX) == Some(name);
        match body.status {
            401 => Self::SignInNeeded,
            404 if generic("not-found") => Self::NotFound,
            422 => Self::Refused(body.fields),
            429 => Self::TooMany,
            503 if generic(LAGGING.name) => Self::Lagging,
            503 => Self::Busy,
            _ => Self::Told(body),
        }
    }

    /// What is broken is an error; who was not let in stands there too, for whoever watches over the site.
    fn log(&self) {
        if matches!(
            self,
            Self::SignInNeeded | Self::Forbidden(_) | Self::TooMany
        ) {
            tracing::info!(target: "security", problem = self.name(), "refused");
        }
        if let Self::Broken(source) = self {
            let mut chain = source.to_string();
            let mut next = source.source();
            while let Some(cause) = next {
                chain = format!("{chain}: {cause}");
                next = cause.source();
            }
            tracing::error!(chain, "broken");
        }
    }
}

impl ResponseError for Problem {
    fn status(&self) -> StatusCode {
        self.status()
    }

    fn as_response(&self) -> Response {
        self.log();
        let mut response = Response::builder()
            .status(self.status())
            .content_type(MEDIA_TYPE)
            .body(Body::from_json(self.body()).unwrap_or_default());
        if matches!(self, Self::Busy | Self::Lagging | Self::TooMany) {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER));
        }
        response
    }
}

/// Describes the refusals in the OpenAPI documents: `default` stands for every other status.
impl ApiResponse for Problem {
    fn meta() -> MetaResponses {
        let content = vec![MetaMediaType {
            content_type: MEDIA_TYPE,
            schema: ProblemBody::schema_ref(),
        }];
        MetaResponses {
            responses: vec![MetaResponse {
                description: "A problem (RFC 9457); nothing was changed.",
                status: None,
                status_range: None,
                content,
                headers: Vec::new(),
            }],
        }
    }

    fn register(registry: &mut Registry) {
        ProblemBody::register(registry);
    }
}

/// For `catch_all_error` around a service's API: whatever the framework refuses (an unreadable
/// body, a missing parameter, an unknown path) leaves as a problem too.
pub async fn as_problem_response(error: poem::Error) -> Response {
    if error.is_from_response() || error.is::<Problem>() {
        return error.into_response();
    }
    let problem = match error.status() {
        StatusCode::NOT_FOUND => Problem::NotFound,
        StatusCode::UNAUTHORIZED => Problem::SignInNeeded,
        StatusCode::METHOD_NOT_ALLOWED => return refused_method(),
        status if status.is_client_error() => Problem::Malformed(error.to_string()),
        _ => Problem::Broken(error.to_string().into()),
    };
    problem.as_response()
}

fn refused_method() -> Response {
    let body = ProblemBody {
        kind: format!("{PREFIX}method-not-allowed"),
        title: "Dit adres kent deze methode niet.".to_owned(),
        status: 405,
        fields: Vec::new(),
    };
    Response::builder()
        .status(StatusCode::METHOD_NOT_ALLOWED)
        .content_type(MEDIA_TYPE)
        .body(Body::from_json(body).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Code = Code::new("event.full", "Deze bijeenkomst is vol.");

    #[test]
    fn a_problem_reads_back_as_what_callers_match_on() {
        let refused = Problem::field(
            "title",
            Code::new("title.too-short", "Maak de titel langer."),
        );
        assert!(
            matches!(Problem::from_body(refused.body()), Problem::Refused(fields) if fields.len() == 1)
        );
        assert!(matches!(
            Problem::from_body(Problem::NotFound.body()),
            Problem::NotFound
        ));
        let told = Problem::from_body(Problem::Conflict(FULL).body());
        assert_eq!(
            (told.name(), told.status()),
            ("event.full", StatusCode::CONFLICT)
        );
        assert_eq!(told.body(), Problem::Conflict(FULL).body());
    }

    #[test]
    fn our_own_fault_tells_the_caller_nothing_of_its_cause() {
        let broken = Problem::Broken("password=hunter2".into());
        assert!(
            !serde_json::to_string(&broken.body())
                .unwrap()
                .contains("hunter2")
        );
    }
}
