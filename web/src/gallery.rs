//! Every page in every state and language, written to a folder to be looked at.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use crate::i18n::Language;
use crate::page::Sample;
use crate::render::{BrokenPages, Pages};
use crate::shell::Visit;
use crate::{accounts, matching, meetups, mine, site, toolbox};

/// Why a gallery was not written.
#[derive(Debug, thiserror::Error)]
pub enum GalleryError {
    #[error(transparent)]
    Pages(#[from] BrokenPages),
    #[error("{page} ({state}) does not render")]
    Render {
        page: &'static str,
        state: &'static str,
        #[source]
        source: Box<handlebars::RenderError>,
    },
    #[error("the folder cannot be written")]
    Io(#[from] io::Error),
}

/// All states of all pages of the site.
#[must_use]
pub fn samples() -> Vec<Sample> {
    [
        site::samples(),
        toolbox::samples(),
        toolbox::teams::samples(),
        toolbox::tried::samples(),
        toolbox::searches::samples(),
        matching::samples(),
        meetups::samples(),
        accounts::samples(),
        mine::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Writes every page × state × language to `<folder>/<page>.<state>.<language>.html`, the assets beside them, and an
/// `index.html`. Addresses of assets begin at `/`, so look at it through a server whose root is the folder.
/// Gives the names of the files, for tests that open each.
pub fn write(folder: &Path) -> Result<Vec<String>, GalleryError> {
    let pages = Pages::load()?;
    fs::create_dir_all(folder.join("assets"))?;
    for (name, content) in pages.assets.files() {
        fs::write(folder.join("assets").join(name), content)?;
    }
    let mut names = Vec::new();
    for sample in samples() {
        for lang in Language::ALL {
            let name = file_name(&sample, lang);
            let visit = Visit::of_a_stranger(lang, &format!("/{name}"));
            let html = sample
                .render(&pages, &visit)
                .map_err(|source| GalleryError::Render {
                    page: sample.page,
                    state: sample.state,
                    source: Box::new(source),
                })?;
            fs::write(folder.join(&name), html)?;
            names.push(name);
        }
    }
    fs::write(folder.join("index.html"), index(&names))?;
    Ok(names)
}

fn file_name(sample: &Sample, lang: Language) -> String {
    let plain = |text: &str| text.replace(['/', ' '], "-");
    format!(
        "{}.{}.{}.html",
        plain(sample.page),
        plain(sample.state),
        lang.code()
    )
}

fn index(names: &[String]) -> String {
    let list = names.iter().fold(String::new(), |mut list, name| {
        let _ = writeln!(list, r#"<li><a href="{name}">{name}</a></li>"#);
        list
    });
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gallery</title><h1>Gallery</h1><ul>\n{list}</ul></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_page_renders_in_every_state_and_language_and_always_the_same() {
        let pages = Pages::load().unwrap();
        for sample in samples() {
            for lang in Language::ALL {
                let visit = Visit::of_a_stranger(lang, "/voorbeeld");
                let once = sample.render(&pages, &visit);
                let once = once
                    .unwrap_or_else(|error| panic!("{} ({}): {error}", sample.page, sample.state));
                assert_eq!(
                    once,
                    sample.render(&pages, &visit).unwrap(),
                    "{} ({})",
                    sample.page,
                    sample.state
                );
            }
        }
    }

    #[test]
    fn the_gallery_holds_every_sample_in_every_language() {
        let folder = std::env::var_os("KANSRIJK_GALLERY").map_or_else(
            || std::env::temp_dir().join(format!("kansrijk-gallery-{}", std::process::id())),
            std::path::PathBuf::from,
        );
        let names = write(&folder).unwrap();
        assert_eq!(names.len(), samples().len() * Language::ALL.len());
        assert!(names.iter().all(|name| folder.join(name).is_file()));
        // To look at it: KANSRIJK_GALLERY=<folder>, then serve that folder.
        if std::env::var_os("KANSRIJK_GALLERY").is_none() {
            fs::remove_dir_all(&folder).unwrap();
        }
    }

    #[test]
    fn every_state_has_a_name_of_its_own() {
        let names: Vec<String> = samples()
            .iter()
            .map(|sample| file_name(sample, Language::Nl))
            .collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
    }
}
