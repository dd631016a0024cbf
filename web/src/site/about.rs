use poem::{Response, handler};
use serde::Serialize;

use crate::i18n::Say;
use crate::page::{Page, show};

/// Declares a page without states: text only.
macro_rules! text_pages {
    ($($(#[$doc:meta])* $page:ident, $handler:ident = $template:literal, $title:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Serialize)]
            pub struct $page {}

            impl Page for $page {
                const TEMPLATE: &'static str = $template;

                fn title(&self) -> Say {
                    Say::key($title)
                }

                fn samples() -> Vec<(&'static str, Self)> {
                    vec![("text", Self {})]
                }
            }

            $(#[$doc])*
            #[handler]
            pub(crate) fn $handler() -> Response {
                show($page {})
            }
        )*
    };
}

text_pages! {
    /// What Kansrijk is, and for whom.
    AboutPage, about = "site/about", "site-about-title";
    /// What is kept of whom, why and for how long.
    PrivacyPage, privacy = "site/privacy", "site-privacy-title";
    /// What everybody should be able to do here, and what to do when it does not work.
    AccessibilityPage, accessibility = "site/accessibility", "site-accessibility-title";
    /// Where "verlaat deze pagina" leads: nothing here says what the page before was about.
    LeftPage, left = "site/left", "site-left-title";
}
