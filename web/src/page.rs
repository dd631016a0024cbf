//! A page is a type with its states; the list of all pages exists by construction.

use std::sync::Arc;

use handlebars::RenderError;
use poem::http::StatusCode;
use poem::{IntoResponse, Response};
use serde::Serialize;

use crate::i18n::Say;
use crate::part::Crumb;
use crate::render::Pages;
use crate::shell::Visit;

/// What one address shows, in all its states. The template gets the fields of this type and `site`, nothing else.
pub trait Page: Listed + Serialize + Sized + Send + Sync + 'static {
    /// The template's path below `templates/`, without `.hbs`: the inside of `<main>`.
    const TEMPLATE: &'static str;

    /// What the tab says, before the name of the site.
    fn title(&self) -> Say;

    /// Every state worth looking at, each with a name of a few words. They are rendered in the tests and in the
    /// gallery, so a state without a sample is a state that nobody has seen.
    fn samples() -> Vec<(&'static str, Self)>;

    /// What stands around it.
    fn layout(&self) -> Layout {
        Layout::Site
    }

    /// Which item of the main menu is lit.
    fn area(&self) -> Area {
        Area::Elsewhere
    }

    /// The way from home to here, without home and without this page.
    fn crumbs(&self) -> Vec<Crumb> {
        Vec::new()
    }

    /// The address of an Atom feed of what the page shows.
    fn feed(&self) -> Option<&'static str> {
        None
    }

    /// A page about help or a dossier: it carries "verlaat deze pagina" and is never kept by a browser's cache.
    fn is_discreet(&self) -> bool {
        false
    }
}

/// That a page stands in `pages![…]`. Only that macro implements this, so no page can be forgotten.
pub trait Listed {}

/// What stands around the inside of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Menu, footer and all.
    Site,
    /// Nothing: somebody else's page stands around it. It may hold neither a form nor anything of whoever looks.
    Embedded,
}

impl Layout {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 2] = [Self::Site, Self::Embedded];

    /// Its template.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Site => "layout/page",
            Self::Embedded => "layout/embedded",
        }
    }
}

/// The items of the main menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Toolbox,
    Matching,
    Meetups,
    Mine,
    Elsewhere,
}

/// A page that can be rendered once the shell knows for whom.
pub(crate) trait Renderable: Send + Sync {
    fn render(&self, pages: &Pages, visit: &Visit) -> Result<String, RenderError>;
    fn is_discreet(&self) -> bool;
}

impl<P: Page> Renderable for P {
    fn render(&self, pages: &Pages, visit: &Visit) -> Result<String, RenderError> {
        pages.render(self, visit)
    }

    fn is_discreet(&self) -> bool {
        Page::is_discreet(self)
    }
}

/// A page on its way to the shell, which alone knows language, token and person.
#[derive(Clone)]
pub(crate) struct Undressed(pub(crate) Arc<dyn Renderable>);

/// Answers with a page: 200.
pub fn show(page: impl Page) -> Response {
    show_as(StatusCode::OK, page)
}

/// Shows a form again, with what was typed and what is wrong: 422.
pub fn refuse(page: impl Page) -> Response {
    show_as(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// Answers with a page under a status of its own.
pub fn show_as(status: StatusCode, page: impl Page) -> Response {
    let mut response = status.into_response();
    response.set_data(Undressed(Arc::new(page)));
    response
}

/// One sample of one page, for the tests and the gallery.
pub struct Sample {
    /// The template's path: the page's name.
    pub page: &'static str,
    /// The state's name.
    pub state: &'static str,
    renderable: Box<dyn Renderable>,
}

impl Sample {
    /// Renders this state for somebody.
    pub fn render(&self, pages: &Pages, visit: &Visit) -> Result<String, RenderError> {
        self.renderable.render(pages, visit)
    }

    /// All states of one page.
    #[must_use]
    pub fn all_of<P: Page>() -> Vec<Self> {
        let one = |(state, page)| Self {
            page: P::TEMPLATE,
            state,
            renderable: Box::new(page),
        };
        P::samples().into_iter().map(one).collect()
    }
}

/// Lists the pages of one folder: `pages![NewCardPage, CardPage];`. Makes `samples()`, which [`crate::gallery`] joins.
macro_rules! pages {
    ($($page:ty),* $(,)?) => {
        $(impl $crate::page::Listed for $page {})*

        /// Every state of every page of this folder.
        pub(crate) fn samples() -> Vec<$crate::page::Sample> {
            let pages: Vec<Vec<$crate::page::Sample>> = vec![$($crate::page::Sample::all_of::<$page>()),*];
            pages.into_iter().flatten().collect()
        }
    };
}
pub(crate) use pages;
