//! Style, script, icons: embedded, named after their content, kept by browsers for good.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use poem::http::{StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response, Result};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::error::PageError;
use crate::render::Pages;
use crate::urls;

#[derive(RustEmbed)]
#[folder = "assets"]
struct AssetFiles;

const ICONS: &str = "icons.svg";
/// One sheet for browsers; its parts are written in files of one subject each and joined in the order of their names.
const STYLE: &str = "site.css";
const STYLE_PARTS: &str = "style/";

/// The assets by the names that templates use and by those that browsers ask for.
pub struct Assets {
    urls: BTreeMap<String, String>,
    files: BTreeMap<String, Asset>,
    icons: BTreeSet<String>,
}

struct Asset {
    content: Vec<u8>,
    content_type: &'static str,
}

impl Assets {
    /// Reads all embedded files.
    #[must_use]
    pub fn load() -> Self {
        let mut assets = Self {
            urls: BTreeMap::new(),
            files: BTreeMap::new(),
            icons: BTreeSet::new(),
        };
        let mut style = BTreeMap::new();
        for name in AssetFiles::iter() {
            let Some(file) = AssetFiles::get(&name) else {
                continue;
            };
            if name.starts_with(STYLE_PARTS) {
                style.insert(name, file.data);
            } else {
                assets.add(&name, file.data.into_owned());
            }
        }
        assets.add(
            STYLE,
            style
                .into_values()
                .flat_map(std::borrow::Cow::into_owned)
                .collect(),
        );
        assets
    }

    /// The address of an asset: `/assets/site-1a2b3c4d5e6f7a8b.css` for `site.css`.
    #[must_use]
    pub fn url(&self, name: &str) -> Option<&str> {
        self.urls.get(name).map(String::as_str)
    }

    /// The address of one icon in the sheet of icons.
    #[must_use]
    pub fn icon(&self, name: &str) -> Option<String> {
        let sheet = self.url(ICONS)?;
        self.icons.contains(name).then(|| format!("{sheet}#{name}"))
    }

    /// The content of an asset by the name that templates use.
    #[must_use]
    pub fn content(&self, name: &str) -> Option<&[u8]> {
        let file = self.url(name)?.rsplit('/').next()?;
        self.files.get(file).map(|asset| asset.content.as_slice())
    }

    /// All files as browsers ask for them: name below `/assets/`, content.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(name, asset)| (name.as_str(), asset.content.as_slice()))
    }

    fn add(&mut self, name: &str, content: Vec<u8>) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let file = format!("{stem}-{}.{extension}", hash(&content));
        if name == ICONS {
            self.icons = ids(&String::from_utf8_lossy(&content));
        }
        self.urls
            .insert(name.to_owned(), format!("{}/{file}", urls::ASSETS));
        self.files.insert(
            file,
            Asset {
                content,
                content_type: content_type(extension),
            },
        );
    }
}

/// The first 64 bits of the content's SHA-256, in hexadecimal: enough to tell two versions apart.
fn hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

fn ids(svg: &str) -> BTreeSet<String> {
    svg.split(r#" id=""#)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Answers below `/assets/`.
pub(crate) struct Serve(pub(crate) Arc<Pages>);

impl Endpoint for Serve {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let name = request.uri().path().trim_start_matches('/');
        let asset = self.0.assets.files.get(name).ok_or(PageError::NotFound)?;
        Ok(asset_response(asset, "public, max-age=31536000, immutable"))
    }
}

/// An asset under an address of its own, which has no hash in it: kept for a day.
pub(crate) fn unnamed(assets: &Assets, name: &str) -> Option<Response> {
    let file = assets.url(name)?.rsplit('/').next()?;
    assets
        .files
        .get(file)
        .map(|asset| asset_response(asset, "public, max-age=86400"))
}

fn asset_response(asset: &Asset, caching: &'static str) -> Response {
    let response = Response::builder()
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, asset.content_type)
        .header(header::CACHE_CONTROL, caching);
    response.body(asset.content.clone()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_its_content() {
        let mut assets = Assets {
            urls: BTreeMap::new(),
            files: BTreeMap::new(),
            icons: BTreeSet::new(),
        };
        assets.add("site.css", b"a{}".to_vec());
        let before = assets.url("site.css").unwrap().to_owned();
        assets.add("site.css", b"b{}".to_vec());
        assert_ne!(before, assets.url("site.css").unwrap());
        assert_eq!(assets.content("site.css"), Some(b"b{}".as_slice()));
        assert_eq!(assets.url("missing.css"), None);
    }

    #[test]
    fn an_icon_must_stand_in_the_sheet() {
        let assets = Assets::load();
        assert!(assets.icon("search").is_some());
        assert_eq!(assets.icon("no-such-icon"), None);
    }
}
