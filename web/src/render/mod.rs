//! Turns a page and a visit into HTML: handlebars in strict mode, one registry for each language.

#[cfg(test)]
mod budget;
mod choose;
mod escape;
mod helpers;
mod partial;
mod prepare;
#[cfg(test)]
mod upkeep;

use std::sync::Arc;

use handlebars::{Handlebars, RenderError};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::assets::Assets;
use crate::i18n::{Language, Sentences};
use crate::page::Page;
use crate::shell::{Site, Visit};

#[derive(RustEmbed)]
#[folder = "templates"]
pub(crate) struct TemplateFiles;

const EXTENSION: &str = ".hbs";

/// Everything that rendering needs, read once at start: templates, sentences, the names of the assets.
pub struct Pages {
    pub assets: Arc<Assets>,
    nl: Voice,
    en: Voice,
}

/// One language: its sentences, and the templates with helpers that speak it.
struct Voice {
    sentences: Arc<Sentences>,
    templates: Handlebars<'static>,
}

/// A template, locale or asset of our own that cannot be used; found at start.
#[derive(Debug, thiserror::Error)]
#[error("the pages cannot be loaded: {0}")]
pub struct BrokenPages(String);

/// A page with what the layout adds, as its template sees it.
#[derive(Serialize)]
struct InSite<'a, P> {
    #[serde(flatten)]
    page: &'a P,
    site: &'a Site<'a>,
}

/// The layout's own context.
#[derive(Serialize)]
struct Whole<'a> {
    body: String,
    site: &'a Site<'a>,
}

impl Pages {
    /// Reads templates, sentences and assets.
    pub fn load() -> Result<Self, BrokenPages> {
        let assets = Arc::new(Assets::load());
        let written = written()?;
        Ok(Self {
            nl: Voice::load(Language::Nl, &written, &assets)?,
            en: Voice::load(Language::En, &written, &assets)?,
            assets,
        })
    }

    /// Renders a page for a visit, layout included.
    pub fn render<P: Page>(&self, page: &P, visit: &Visit) -> Result<String, RenderError> {
        let voice = self.voice(visit.lang);
        let title = voice
            .sentences
            .say(&page.title())
            .map_err(helpers::nested)?;
        let site = Site::around(page, visit, title);
        let body = voice
            .templates
            .render(P::TEMPLATE, &InSite { page, site: &site })?;
        voice
            .templates
            .render(page.layout().template(), &Whole { body, site: &site })
    }

    /// The sentences of a language, for what is not a page: mails, feeds, plain answers.
    #[must_use]
    pub fn sentences(&self, lang: Language) -> &Sentences {
        &self.voice(lang).sentences
    }

    fn voice(&self, lang: Language) -> &Voice {
        match lang {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

impl Voice {
    /// `written`: every template as it stands in its file, which costs the most and is the same in each language.
    fn load(
        lang: Language,
        written: &Handlebars<'static>,
        assets: &Arc<Assets>,
    ) -> Result<Self, BrokenPages> {
        let sentences = Arc::new(Sentences::load(lang).map_err(broken)?);
        let mut templates = written.clone();
        helpers::register(&mut templates, &sentences, assets);
        for name in written.get_templates().keys() {
            prepare::prepare(&mut templates, name).map_err(broken)?;
        }
        Ok(Self {
            sentences,
            templates,
        })
    }
}

fn written() -> Result<Handlebars<'static>, BrokenPages> {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    // A partial's lines are not indented again: inside <textarea> and <pre> that would change the text.
    templates.set_prevent_indent(true);
    templates.register_escape_fn(escape::escaped);
    for (name, source) in template_files() {
        templates
            .register_template_string(&name, source)
            .map_err(broken)?;
    }
    Ok(templates)
}

fn broken(error: impl std::fmt::Display) -> BrokenPages {
    BrokenPages(error.to_string())
}

/// Every template by its name: the path below `templates/` without extension.
pub(crate) fn template_files() -> Vec<(String, String)> {
    let read = |path: std::borrow::Cow<'static, str>| {
        let file = TemplateFiles::get(&path)?;
        let name = path.strip_suffix(EXTENSION)?.to_owned();
        Some((name, String::from_utf8_lossy(&file.data).into_owned()))
    };
    TemplateFiles::iter().filter_map(read).collect()
}

/// A template without its `{{!-- comments --}}`, which show how to call it.
#[cfg(test)]
pub(crate) fn without_comments(source: &str) -> String {
    let after_comment = |part: &str| {
        part.split_once("--}}")
            .map_or(String::new(), |(_, rest)| rest.to_owned())
    };
    let mut parts = source.split("{{!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + &after_comment(part))
}
