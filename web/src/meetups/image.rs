//! The image of a meetup: who may edit it chooses one and says what can be seen, and everybody who sees the meetup sees it.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::FieldProblem;
use contract::meetups::{Event, IMAGE_LARGE, Image, LARGEST_IMAGE, NewImage};
use poem::web::{Data, Path};
use poem::{Request, Response, Route, get, handler, post};
use serde::Serialize;
use wire::{Problem, segment};

use super::{board_crumb, calls, problems, samples};
use crate::App;
use crate::error::{PageError, see_other};
use crate::form::Field;
use crate::i18n::Say;
use crate::page::{Area, Page, refuse, show};
use crate::part::Crumb;
use crate::passing::passed_on;
use crate::session::{Caller, MaybeSignedIn, SignedIn};
use crate::shell::Telling as _;
use crate::upload::Upload;
use crate::urls;

/// The addresses of this file.
pub(super) fn routes(route: Route) -> Route {
    route
        .at(urls::pattern::MEETUP_IMAGE, get(form).post(keep))
        .at(urls::pattern::DROP_MEETUP_IMAGE, post(remove))
        .at(urls::pattern::IMAGE, get(look))
}

/// What names the file of an image at its address: it changes with its content.
const FILE: &str = ".jpg";

/// Where the image of a meetup is.
pub(super) fn address(id: &str, image: &Image) -> String {
    urls::image(format!("{id}.{}{FILE}", image.hash))
}

/// The meetup and the hash that such a name holds.
fn named(file: &str) -> Option<(&str, &str)> {
    file.strip_suffix(FILE)?.rsplit_once('.')
}

/// An image to show.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture {
    src: String,
    alt: String,
    width: u32,
    height: u32,
}

impl Picture {
    pub(super) fn of(event: &Event) -> Option<Self> {
        let image = event.image.as_ref()?;
        Some(Self {
            src: address(&event.event.id, image),
            alt: image.alt.clone(),
            width: image.width,
            height: image.height,
        })
    }

    /// The icon of the site, which is there in the gallery too.
    pub(super) fn sample() -> Self {
        Self {
            src: urls::FAVICON.to_owned(),
            alt: "Drie studenten kijken samen naar een bord vol briefjes.".to_owned(),
            width: 640,
            height: 640,
        }
    }
}

/// Where one chooses the image of a meetup.
#[derive(Debug, Serialize)]
pub(super) struct ImagePage {
    id: String,
    heading: String,
    image: Option<Picture>,
    alt: Field,
    file: Field,
    is_refused: bool,
}

impl ImagePage {
    fn of(event: &Event) -> Self {
        let image = Picture::of(event);
        let alt = image.as_ref().map(|image| image.alt.clone());
        Self {
            id: event.event.id.clone(),
            heading: event.event.title.clone(),
            alt: Field::filled(alt.unwrap_or_default()),
            image,
            file: Field::default(),
            is_refused: false,
        }
    }

    /// With the words that were typed and what is wrong; a browser fills no file in again.
    fn refused(self, alt: &str, wrong: &[FieldProblem]) -> Self {
        let field = |value: &str, name| Field {
            value: value.to_owned(),
            problem: problems::with(name, wrong),
        };
        Self {
            alt: field(alt, "alt"),
            file: field("", "content"),
            is_refused: true,
            ..self
        }
    }
}

impl Page for ImagePage {
    const TEMPLATE: &'static str = "meetups/image";

    fn title(&self) -> Say {
        Say::key("meetups-image-title").with("title", self.heading.as_str())
    }

    fn area(&self) -> Area {
        Area::Meetups
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            board_crumb(),
            Crumb::name(&self.heading, urls::meetup(&self.id)),
        ]
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let event = samples::event();
        let with_image = || {
            let image = Picture::sample();
            Self {
                alt: Field::filled(image.alt.clone()),
                image: Some(image),
                ..Self::of(&event)
            }
        };
        let wrong = [
            FieldProblem::new("alt", contract::meetups::IMAGE_ALT),
            FieldProblem::new("content", contract::meetups::IMAGE_MOVES),
        ];
        vec![
            ("none yet", Self::of(&event)),
            ("one", with_image()),
            ("refused", Self::of(&event).refused("", &wrong)),
            (
                "another refused",
                with_image().refused("Een bord.", &wrong[1..]),
            ),
        ]
    }
}

/// What was typed and chosen.
#[derive(Default)]
struct Sent {
    alt: String,
    file: Option<Vec<u8>>,
}

impl Sent {
    /// Of a form without a place for a file, nothing.
    fn of(request: &Request) -> Self {
        let upload = request.data::<Arc<Upload>>();
        upload.map_or_else(Self::default, |upload| Self {
            alt: upload.field("wat").to_owned(),
            file: upload.file().map(<[u8]>::to_vec),
        })
    }

    fn new_image(&self) -> NewImage {
        NewImage {
            alt: Some(self.alt.clone()),
            content: self.file.as_ref().map(|file| STANDARD.encode(file)),
        }
    }
}

/// A meetup whose words the reader may change.
async fn mine(app: &App, me: &Caller, id: &str) -> Result<Event, PageError> {
    let event = calls::event(&app.services.meetups, Some(&me.token), id).await?;
    if event.may.iter().any(|may| may == "edit") {
        Ok(event)
    } else {
        Err(PageError::NotAllowed)
    }
}

/// Shows which image there is, and asks for one.
#[handler]
async fn form(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    Ok(show(ImagePage::of(&mine(app, &me, &id).await?)))
}

/// Keeps an image and its words, or shows the form again with the words and why not.
#[handler]
async fn keep(
    request: &Request,
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let event = mine(app, &me, &id).await?;
    let sent = Sent::of(request);
    if sent
        .file
        .as_ref()
        .is_some_and(|file| file.len() > LARGEST_IMAGE)
    {
        let wrong = [FieldProblem::new("content", IMAGE_LARGE)];
        return Ok(refuse(ImagePage::of(&event).refused(&sent.alt, &wrong)));
    }
    let meetups = &app.services.meetups;
    match calls::put_image(meetups, &me.token, &id, &sent.new_image()).await {
        Ok(_) => Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-image"))),
        Err(Problem::Refused(wrong)) => {
            Ok(refuse(ImagePage::of(&event).refused(&sent.alt, &wrong)))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Takes the image away.
#[handler]
async fn remove(
    SignedIn(me): SignedIn,
    Data(app): Data<&Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    calls::remove_image(&app.services.meetups, &me.token, &id).await?;
    Ok(see_other(urls::meetup(&id)).telling(Say::key("meetups-flash-image-gone")))
}

/// The image itself, for who may see the meetup.
#[handler]
async fn look(
    MaybeSignedIn(reader): MaybeSignedIn,
    Data(app): Data<&Arc<App>>,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    let (id, hash) = named(&file).ok_or(PageError::NotFound)?;
    let path = format!("{}/image/{}", calls::at(id), segment(hash));
    let token = reader.as_ref().map(|reader| &reader.token);
    passed_on(calls::raw(&app.services.meetups, token, &path).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_says_of_which_meetup_and_which_content() {
        let hash = "0123456789abcdef0123456789abcdef";
        let image = Image {
            hash: hash.to_owned(),
            ..Image::default()
        };
        assert_eq!(
            address("a.b/c", &image),
            format!("/afbeeldingen/a.b%2Fc.{hash}.jpg")
        );
        assert_eq!(named(&format!("a.b/c.{hash}.jpg")), Some(("a.b/c", hash)));
        for wrong in ["", "bestaat-niet", ".jpg", "a.png", hash] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }
}
