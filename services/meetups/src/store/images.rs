use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use nouns::{EventId, PersonId};
use serde::Deserialize;

use super::{Store, binding};
use crate::MeetupsError;
use crate::images::{AltText, Hash, Picture, Shown};

#[derive(Deserialize)]
struct ImageRow {
    alt: String,
    width: u32,
    height: u32,
    hash: String,
}

#[derive(Deserialize)]
struct ContentRow {
    content: String,
}

impl TryFrom<ImageRow> for Shown {
    type Error = MeetupsError;

    fn try_from(row: ImageRow) -> Result<Self, MeetupsError> {
        Ok(Self {
            hash: Hash::parse(&row.hash).ok_or(MeetupsError::Row("image"))?,
            alt: AltText::parse(&row.alt).map_err(|_| MeetupsError::Row("image"))?,
            width: row.width,
            height: row.height,
        })
    }
}

impl Store {
    /// What there is to know of the image of a meetup, without its content.
    pub(crate) async fn image(&self, id: &EventId) -> Result<Option<Shown>, MeetupsError> {
        let surql = "SELECT alt, width, height, hash FROM type::record('image', $id)";
        let variables = binding! { "id": id.to_string() };
        let mut rows: Vec<ImageRow> = self.rows("image", surql, variables).await?;
        rows.pop().map(Shown::try_from).transpose()
    }

    /// The bytes of the image of a meetup, as long as it is this one.
    pub(crate) async fn image_content(
        &self,
        id: &EventId,
        hash: &Hash,
    ) -> Result<Option<Vec<u8>>, MeetupsError> {
        let surql = "SELECT content FROM type::record('image', $id) WHERE hash = $hash";
        let variables = binding! { "id": id.to_string(), "hash": hash.as_str().to_owned() };
        let mut rows: Vec<ContentRow> = self.rows("image", surql, variables).await?;
        let Some(row) = rows.pop() else {
            return Ok(None);
        };
        let content = STANDARD.decode(row.content);
        content.map(Some).map_err(|_| MeetupsError::Row("image"))
    }

    /// Gives a meetup an image, in place of the one that it had.
    pub(crate) async fn keep_image(
        &self,
        id: &EventId,
        by: &PersonId,
        alt: &AltText,
        picture: &Picture,
        now: DateTime<Utc>,
    ) -> Result<(), MeetupsError> {
        let body = "UPSERT type::record('image', $id) CONTENT { by: $by, at: $now, alt: $alt, width: $width, height: $height,
                hash: $hash, content: $content } RETURN NONE";
        let variables = binding! {
            "id": id.to_string(), "by": by.to_string(), "now": now, "alt": alt.as_str().to_owned(),
            "width": i64::from(picture.width), "height": i64::from(picture.height),
            "hash": picture.hash.as_str().to_owned(), "content": STANDARD.encode(&picture.content),
        };
        self.db
            .transact("keeping an image", body, variables)
            .await?;
        Ok(())
    }

    /// Gives the image of a meetup other words; it stays of whoever chose it.
    pub(crate) async fn keep_alt(&self, id: &EventId, alt: &AltText) -> Result<(), MeetupsError> {
        let body = "IF !record::exists(type::record('image', $id)) { THROW 'no-image' };
            UPDATE type::record('image', $id) SET alt = $alt RETURN NONE";
        let variables = binding! { "id": id.to_string(), "alt": alt.as_str().to_owned() };
        self.db
            .transact("keeping the words of an image", body, variables)
            .await?;
        Ok(())
    }

    pub(crate) async fn drop_image(&self, id: &EventId) -> Result<(), MeetupsError> {
        let body = "DELETE type::record('image', $id) RETURN NONE";
        let variables = binding! { "id": id.to_string() };
        self.db
            .transact("taking an image away", body, variables)
            .await?;
        Ok(())
    }
}
