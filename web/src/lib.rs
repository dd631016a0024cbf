//! The pages of Kansrijk: poem and handlebars, complete without JavaScript.
//!
//! Web knows how things are said and shown, never who may do what: a service decides, and its answer says what
//! the caller may do. Web speaks to a service only through the client of `wire` and the types of `contract`.
//!
//! # Add a page
//!
//! 1. The type, in the folder of its service, one file per deed (`src/toolbox/new.rs`). It holds the states that the
//!    page can be in, and nothing that the template does not show:
//!    ```ignore
//!    #[derive(Serialize)]
//!    pub struct NewCardPage { title: Field }
//!
//!    impl Page for NewCardPage {
//!        const TEMPLATE: &'static str = "toolbox/new";
//!        fn title(&self) -> Say { Say::key("toolbox-new-title") }
//!        fn area(&self) -> Area { Area::Toolbox }
//!        fn samples() -> Vec<(&'static str, Self)> {
//!            let refused = Field::refused("Vr", Say::of("toolbox-problem", "title.too-short"));
//!            vec![("empty", Self { title: Field::default() }), ("title refused", Self { title: refused })]
//!        }
//!    }
//!    ```
//! 2. Its name in `pages![…]` in that folder's `mod.rs`. A page that is not listed does not compile; a listed one is
//!    rendered in every state and language by the tests and in [`gallery`](gallery::write).
//! 3. The template `templates/toolbox/new.hbs`: the inside of `<main>`, beginning with the only `<h1>`. The layout
//!    around it comes by itself. Sentences: `{{t "toolbox-new-intro" count=total}}`, with a code from the data
//!    `{{t "toolbox-kind" kind}}` (asks for `toolbox-kind-<code>`). Addresses: `{{url "card" id}}`. Dates and numbers:
//!    `{{date starts "day"}}`, `{{time starts}}`, `{{number total}}`. Icons: `{{icon "search"}}`. Text that a person
//!    wrote in Markdown: a [`Prose`](prose::Prose) field and `{{prose body}}`. Pieces: `templates/form/*` and
//!    `templates/part/*`, each with its parameters in the comment on top; `site/style` in the gallery shows them all.
//!    Templates run strict: a field that the type does not have is an error. `{{#given x}}` asks whether there is one.
//! 4. Its sentences in `locales/nl/toolbox.ftl` *and* `locales/en/toolbox.ftl`; every key begins with the file's name.
//! 5. A form posts to its own address, starts with `{{> form/token}}`, and shows itself again with what was typed.
//! 6. The handler, a translation of twenty lines, and its line in `routes` of the folder's `mod.rs`:
//!    ```ignore
//!    #[handler]
//!    pub(crate) async fn create(
//!        SignedIn(caller): SignedIn, Data(app): Data<&Arc<App>>, Form(form): Form<NewCardForm>,
//!    ) -> Result<Response, PageError> {
//!        match app.toolbox.add_card(&caller, form.to_request()).await {
//!            Ok(card) => Ok(see_other(urls::card(&card.id)).telling(Say::key("toolbox-flash-added"))),
//!            Err(Problem::Refused(fields)) => Ok(refuse(NewCardPage::again(form, fields))),
//!            Err(problem) => Err(problem.into()),
//!        }
//!    }
//!    ```
//!    (`#[handler]` makes a type of the function: no variable of that name can be bound in the same file.)
//!    `show(page)` answers 200, `refuse(page)` 422. The shell around all handlers adds language, token, menu and
//!    flash message, turns a [`PageError`](error::PageError) into a page, and guards every POST.
//! 7. Its address in [`urls`], with a name that templates use too.

pub mod app;
pub mod assets;
pub mod csrf;
pub mod error;
pub mod form;
pub mod gallery;
pub mod i18n;
mod marked;
pub mod page;
pub mod part;
mod passing;
mod peer;
pub mod prose;
pub mod render;
pub mod security;
pub mod session;
pub mod shell;
mod structured;
mod upload;
pub mod urls;

pub mod accounts;
pub mod matching;
pub mod meetups;
pub mod mine;
pub mod site;
pub mod toolbox;

use std::sync::Arc;

use poem::middleware::{AddData, CatchPanic, Compression};
use poem::{Endpoint, EndpointExt, Route};

pub use app::{App, Origin};

/// The whole site: every page, the assets, and the shell around them.
pub fn site(app: &Arc<App>) -> impl Endpoint + use<> {
    let route = Route::new().nest(urls::ASSETS, assets::Serve(Arc::clone(&app.pages)));
    let route = site::routes(route);
    let route = toolbox::routes(route);
    let route = matching::routes(route);
    let route = meetups::routes(route);
    let route = accounts::routes(route);
    let route = mine::routes(route);
    route
        .with(CatchPanic::new().with_handler(|_| error::after_a_panic()))
        .with(csrf::Guard::new(Arc::clone(app)))
        .with(shell::Shell::new(Arc::clone(app)))
        .with(session::Sessions::new(Arc::clone(app)))
        .with(security::Headers::new(app.origin.clone()))
        .with(Compression::new())
        .with(AddData::new(Arc::clone(app)))
}
