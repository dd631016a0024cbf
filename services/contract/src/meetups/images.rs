use poem_openapi::Object;
use serde::{Deserialize, Serialize};

/// The most bytes that the file of an image may have.
pub const LARGEST_IMAGE: usize = 5 * 1024 * 1024;

/// The most bytes of a request that brings one: such a file in base64, with its words. A form may hold more than is kept,
/// so that whoever chose a larger file reads why.
pub const LARGEST_UPLOAD: usize = 8 * 1024 * 1024;

/// The image of a meetup; `GET /events/:id/image/:hash` gives it as JPEG.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
pub struct Image {
    /// Of its content: another image has another one.
    pub hash: String,
    /// What can be seen, for who does not see it.
    pub alt: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

/// `PUT /events/:id/image`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Object)]
#[serde(default)]
pub struct NewImage {
    /// Needed: what can be seen, 1 to 300 characters.
    pub alt: Option<String>,
    /// A JPEG, PNG or WebP file of at most 5 MiB, in base64. Left out, the image that is there gets other words.
    pub content: Option<String>,
}
