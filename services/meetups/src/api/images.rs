//! The image of a meetup: a file in base64 in, a JPEG out.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::FieldProblem;
use contract::meetups::{self as code, Event, LARGEST_IMAGE, NewImage};
use poem_openapi::param::Path;
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, OpenApi};
use wire::feeds::PRIVATE;
use wire::{Problem, SignedIn, Visitor};

use super::drafts::given;
use super::event_id;
use super::events::EventApi;
use crate::Meetups;
use crate::images::{AltText, Content, Hash};

/// Another image has another address, so this one may be kept for good.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// The image of a meetup.
pub(super) struct ImageApi(pub(super) Arc<Meetups>);

#[derive(ApiResponse)]
enum Seen {
    #[oai(status = 200, content_type = "image/jpeg")]
    Jpeg(Binary<Vec<u8>>, #[oai(header = "Cache-Control")] String),
}

impl Seen {
    fn of(content: Content) -> Self {
        let caching = if content.is_public { FOR_GOOD } else { PRIVATE };
        Self::Jpeg(Binary(content.bytes), caching.to_owned())
    }
}

#[OpenApi]
impl ImageApi {
    /// Gives an event an image, in place of the one that it had; without a file that one gets other words. It is made anew
    /// from the pixels of the file: nothing else of the file is kept.
    #[oai(path = "/events/:id/image", method = "put")]
    async fn put(
        &self,
        id: Path<String>,
        caller: SignedIn,
        image: Json<NewImage>,
    ) -> Result<Json<Event>, Problem> {
        let id = event_id(&id.0)?;
        self.0.editable(&caller.0, &id).await?;
        let (alt, file) = read(&image.0)?;
        self.0.put_image(&caller.0, &id, &alt, file).await?;
        EventApi(Arc::clone(&self.0))
            .shown(Some(&caller.0), &id)
            .await
    }

    /// Takes the image of an event away, where it has one.
    #[oai(path = "/events/:id/image", method = "delete")]
    async fn remove(&self, id: Path<String>, caller: SignedIn) -> Result<Json<Event>, Problem> {
        let id = event_id(&id.0)?;
        self.0.remove_image(&caller.0, &id).await?;
        EventApi(Arc::clone(&self.0))
            .shown(Some(&caller.0), &id)
            .await
    }

    /// The image that an event has now, for who may see the event.
    #[oai(path = "/events/:id/image/:hash", method = "get")]
    async fn image(
        &self,
        id: Path<String>,
        hash: Path<String>,
        visitor: Visitor,
    ) -> Result<Seen, Problem> {
        let (id, hash) = (event_id(&id.0)?, Hash::parse(&hash.0));
        let hash = hash.ok_or(Problem::NotFound)?;
        let content = self.0.image(visitor.caller(), &id, &hash).await?;
        content.map(Seen::of).ok_or(Problem::NotFound)
    }
}

/// What is wrong with the words and with the file is told together.
fn read(sent: &NewImage) -> Result<(AltText, Option<Vec<u8>>), Problem> {
    let alt = AltText::parse(sent.alt.as_deref().unwrap_or_default());
    let file = given(sent.content.as_ref()).map(file).transpose();
    match (alt, file) {
        (Ok(alt), Ok(file)) => Ok((alt, file)),
        (alt, file) => {
            let alt = alt.err().map(|_| FieldProblem::new("alt", code::IMAGE_ALT));
            let file = file.err().map(|wrong| FieldProblem::new("content", wrong));
            Err(Problem::Refused(alt.into_iter().chain(file).collect()))
        }
    }
}

fn file(text: &str) -> Result<Vec<u8>, contract::Code> {
    if text.len() > LARGEST_IMAGE.div_ceil(3) * 4 {
        return Err(code::IMAGE_LARGE);
    }
    STANDARD.decode(text).map_err(|_| code::IMAGE_BROKEN)
}
