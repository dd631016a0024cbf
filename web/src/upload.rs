//! A form with a file (`multipart/form-data`): read once, by the guard of forms, which hands it to the handler.
//!
//! Only the addresses of [`urls::takes_file`] take one; elsewhere it counts as a form without a token.

use contract::meetups::LARGEST_UPLOAD;
use poem::web::{Multipart, RequestBody};
use poem::{Body, FromRequest as _, Request, Result};

use crate::urls;

/// What was filled in, and the file that was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Upload {
    fields: Vec<(String, String)>,
    file: Option<Vec<u8>>,
}

/// Whether a request brings a file to where one is taken.
pub(crate) fn is_one(request: &Request) -> bool {
    let is_multipart = request
        .content_type()
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    is_multipart && urls::takes_file(request.uri().path())
}

impl Upload {
    /// Takes the body of a request, whole.
    pub(crate) async fn take(request: &mut Request) -> Result<Self> {
        let body = request.take_body().into_bytes_limit(LARGEST_UPLOAD).await?;
        let mut body = RequestBody::new(Body::from_bytes(body));
        let mut parts = Multipart::from_request(request, &mut body).await?;
        let mut upload = Self::default();
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() {
                upload.file = Some(part.bytes().await?);
            } else {
                upload.fields.push((name, part.text().await?));
            }
        }
        Ok(upload)
    }

    /// What was filled in; nothing where the form has no such field.
    pub(crate) fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    /// The file; a browser sends an empty one where none was chosen.
    pub(crate) fn file(&self) -> Option<&[u8]> {
        self.file.as_deref().filter(|file| !file.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(path: &str, body: &'static str) -> Request {
        Request::builder()
            .uri_str(path)
            .content_type("multipart/form-data; boundary=grens")
            .body(body)
    }

    #[tokio::test]
    async fn words_and_file_are_read_and_no_file_is_none() {
        let path = urls::meetup_image("a/b");
        let body = "--grens\r\nContent-Disposition: form-data; name=\"wat\"\r\n\r\nÉén bord\r\n\
            --grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"Naam van iemand.png\"\r\n\
            Content-Type: image/png\r\n\r\n\r\nniets\r\n--grens--\r\n";
        let mut request = sent(&path, body);
        assert!(is_one(&request));
        let upload = Upload::take(&mut request).await.unwrap();
        assert_eq!(upload.field("wat"), "Één bord");
        assert_eq!(upload.field("iets"), "");
        assert_eq!(upload.file(), Some(&b"\r\nniets"[..]));

        let none = "--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\r\n--grens--\r\n";
        let upload = Upload::take(&mut sent(&path, none)).await.unwrap();
        assert_eq!(upload.file(), None);
        let cut = "--grens\r\nContent-Disposition: form-data; name=\"wat\"\r\n\r\nE";
        assert!(Upload::take(&mut sent(&path, cut)).await.is_err());
    }

    #[test]
    fn no_other_address_takes_a_file() {
        for path in [
            urls::meetup("a"),
            urls::drop_meetup_image("a"),
            urls::meetup_image(""),
            "/bijeenkomsten/a/b/afbeelding".to_owned(),
            urls::HOME.to_owned(),
        ] {
            assert!(!is_one(&sent(&path, "")), "{path}");
        }
        let form = Request::builder().uri_str(urls::meetup_image("a"));
        let form = form.content_type("application/x-www-form-urlencoded");
        assert!(!is_one(&form.finish()));
    }
}
