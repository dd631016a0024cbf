use poem::{Request, RequestBody};
use poem_openapi::payload::{Json, ParsePayload};
use poem_openapi::registry::{MetaRequest, Registry};
use poem_openapi::types::{ParseFromJSON, Type};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};

/// A body that may be left out whole: scripts of before send none.
pub(super) struct Perhaps<T>(pub(super) Option<T>);

impl<'a, T: ParseFromJSON + Type> ApiExtractor<'a> for Perhaps<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Json<Option<T>> as ApiExtractor<'a>>::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        <Json<Option<T>> as ApiExtractor<'a>>::request_meta()
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        options: ExtractParamOptions<Self::ParamType>,
    ) -> poem::Result<Self> {
        if request.content_type().is_none() {
            let Json(sent) = <Json<Option<T>> as ParsePayload>::from_request(request, body).await?;
            return Ok(Self(sent));
        }
        let sent = <Json<Option<T>> as ApiExtractor<'a>>::from_request(request, body, options);
        let Json(sent) = sent.await?;
        Ok(Self(sent))
    }
}
