//! Text that a person wrote, in Markdown, made safe to show.

use std::collections::HashSet;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;

/// The field under which templates find the cleaned HTML.
pub(crate) const CLEAN: &str = "clean_html";

/// What of HTML survives. Making it takes longer than most texts, so it is made once.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::new();
    cleaner
        .tags(HashSet::from([
            "p",
            "ul",
            "ol",
            "li",
            "em",
            "strong",
            "h3",
            "blockquote",
            "a",
            "br",
            "code",
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// Cleaned HTML of a person's Markdown: paragraphs, lists, emphasis, small headings and links, nothing that loads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Prose {
    clean_html: String,
}

impl Prose {
    /// Reads Markdown. Headings become `<h3>`, so that they stand below those of the page; HTML in it is shown as text.
    #[must_use]
    pub fn from_markdown(markdown: &str) -> Self {
        let mut raw = String::new();
        html::push_html(
            &mut raw,
            Parser::new_ext(markdown, Options::empty()).map(tame),
        );
        let clean_html = CLEANER.clean(&raw).to_string();
        Self { clean_html }
    }
}

/// Keeps the page's outline and shows HTML as the text it is.
fn tame(event: Event<'_>) -> Event<'_> {
    let level = pulldown_cmark::HeadingLevel::H3;
    match event {
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Heading {
            level,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(level)),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(markdown: &str) -> String {
        Prose::from_markdown(markdown).clean_html
    }

    #[test]
    fn markdown_becomes_quiet_html() {
        assert_eq!(
            clean("# Kop\n\n*nu*").trim(),
            "<h3>Kop</h3>\n<p><em>nu</em></p>"
        );
    }

    #[test]
    fn nothing_runs_and_nothing_loads() {
        let hostile = "<script>alert(1)</script>\n\n![x](https://a.example/x.png) [k](javascript:alert(1)) <b onclick=x>";
        let html = clean(hostile);
        for danger in ["<script", "<img", "href=\"javascript", "<b ", "a.example"] {
            assert!(!html.contains(danger), "{danger} in {html}");
        }
        assert!(
            html.contains("&lt;script&gt;"),
            "what was typed stays to be read: {html}"
        );
    }
}
