//! The image of a meetup: one, with words for who does not see it.
//!
//! Nothing that somebody sent is given to anybody: what is kept is a picture that we made anew from its pixels ([`picture`]),
//! without what the file said beside them. It is of whoever chose it, and goes when they are erased. It is seen by who may
//! know of the meetup.

mod picture;

use std::sync::Arc;

use contract::{Caller, meetups as code};
use nouns::EventId;
use tokio::sync::Semaphore;
use wire::Problem;

use crate::community::Space;
use crate::{Meetups, MeetupsError};

pub use picture::Picture;

/// Pictures that are made at the same time: each may take a quarter of a gibibyte.
const AT_ONCE: usize = 2;

/// Bytes of the hash that names an image.
const HASHED: usize = 16;

/// What is wrong with an image or its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImageProblem {
    #[error("there is no image")]
    Missing,
    #[error("the words say nothing or too much")]
    Alt,
    #[error("neither JPEG, PNG nor WebP")]
    Kind,
    #[error("more bytes than a file may have")]
    Large,
    #[error("more pixels than are read")]
    Pixels,
    #[error("an animation")]
    Moves,
    #[error("its pixels cannot be read")]
    Broken,
}

impl From<ImageProblem> for Problem {
    fn from(problem: ImageProblem) -> Self {
        let (field, code) = match problem {
            ImageProblem::Alt => ("alt", code::IMAGE_ALT),
            ImageProblem::Missing => ("content", code::IMAGE_MISSING),
            ImageProblem::Kind => ("content", code::IMAGE_KIND),
            ImageProblem::Large => ("content", code::IMAGE_LARGE),
            ImageProblem::Pixels => ("content", code::IMAGE_PIXELS),
            ImageProblem::Moves => ("content", code::IMAGE_MOVES),
            ImageProblem::Broken => ("content", code::IMAGE_BROKEN),
        };
        Self::field(field, code)
    }
}

/// What can be seen on an image: one line of 1 to 300 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AltText(String);

impl AltText {
    const MAX: usize = 300;

    pub fn parse(input: &str) -> Result<Self, ImageProblem> {
        let text = input.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.chars().count() {
            1..=Self::MAX => Ok(Self(text)),
            _ => Err(ImageProblem::Alt),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names an image by its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hash(String);

impl Hash {
    /// Takes a name from outside; what could not be one is none.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (input.len() == 2 * HASHED && input.bytes().all(digit)).then(|| Self(input.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The image of a meetup, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub hash: Hash,
    pub alt: AltText,
    pub width: u32,
    pub height: u32,
}

/// The content of an image: a JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub bytes: Vec<u8>,
    /// Whether everybody may see it.
    pub is_public: bool,
}

/// Makes pictures, a few at a time.
pub(crate) struct Press(Arc<Semaphore>);

impl Default for Press {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Press {
    /// The picture of a file. The place is given back when the work is done, also where nobody waits for it any more.
    async fn make(&self, file: Vec<u8>) -> Result<Picture, MeetupsError> {
        let place = Arc::clone(&self.0).acquire_owned().await;
        let work = move || {
            let made = Picture::of(&file);
            drop(place);
            made
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(made) => Ok(made?),
            // What a decoder stumbles over is no picture.
            Err(lost) if lost.is_panic() => Err(ImageProblem::Broken.into()),
            Err(lost) => Err(lost.into()),
        }
    }
}

impl Meetups {
    /// Gives a meetup an image, in place of the one that it had; without a file that one gets other words.
    ///
    /// # Errors
    /// [`MeetupsError::NotAllowed`]; [`MeetupsError::Image`] for a file of which no picture can be made.
    pub async fn put_image(
        &self,
        by: &Caller,
        id: &EventId,
        alt: &AltText,
        file: Option<Vec<u8>>,
    ) -> Result<(), MeetupsError> {
        self.editable(by, id).await?;
        let Some(file) = file else {
            return self.store.keep_alt(id, alt).await;
        };
        let picture = self.press.make(file).await?;
        let now = self.clock.now();
        self.store
            .keep_image(id, &by.person, alt, &picture, now)
            .await
    }

    /// Takes the image of a meetup away, where there is one.
    pub async fn remove_image(&self, by: &Caller, id: &EventId) -> Result<(), MeetupsError> {
        self.editable(by, id).await?;
        self.store.drop_image(id).await
    }

    /// The content of an image, for who may know of its meetup; `None` where the meetup has none, or another one.
    pub async fn image(
        &self,
        caller: Option<&Caller>,
        id: &EventId,
        hash: &Hash,
    ) -> Result<Option<Content>, MeetupsError> {
        let event = self.event(caller, id).await?.event;
        let community = self.community_of(&event.words).await?;
        let is_public = community.is_none_or(|community| community.charter.space == Space::Open);
        let bytes = self.store.image_content(id, hash).await?;
        Ok(bytes.map(|bytes| Content { bytes, is_public }))
    }
}

#[cfg(test)]
mod tests;
