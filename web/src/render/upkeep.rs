//! Holds the templates, and what every page must be once it is rendered.

use std::collections::BTreeSet;

use nouns::Language;

use super::{Pages, template_files, without_comments};
use crate::gallery;
use crate::page::Layout;
use crate::shell::Visit;

/// An event as data for search engines: `meetups::structured` escapes it, and no browser runs it.
const DATA_BLOCK: &str = "<script type=\"application/ld+json\">{{{structured}}}</script>";
const DATA_BLOCK_TAG: &str = "<script type=\"application/ld+json\">";

/// Every rendered sample with a name to find it by.
fn renders() -> Vec<(String, String)> {
    let pages = Pages::load().unwrap();
    let samples = gallery::samples();
    let render = |language: Language| {
        let (pages, visit) = (&pages, Visit::of_a_stranger(language, "/voorbeeld"));
        let name = move |page, state| format!("{page} ({state}) {}", language.code());
        samples
            .iter()
            .map(move |sample| {
                (
                    name(sample.page, sample.state),
                    sample.render(pages, &visit).unwrap(),
                )
            })
            .collect::<Vec<_>>()
    };
    Language::ALL.into_iter().flat_map(render).collect()
}

/// The opening tags of one element, each from `<` to `>`. Attribute values of ours hold no `>`: handlebars escapes it.
fn tags<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    let starts = html.match_indices('<').map(|(at, _)| &html[at + 1..]);
    let named = starts.filter(|rest| {
        rest.strip_prefix(element)
            .is_some_and(|rest| rest.starts_with([' ', '>', '\n']))
    });
    named.filter_map(|rest| rest.split('>').next()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn ids(html: &str) -> Vec<&str> {
    html.split('<')
        .filter_map(|tag| attribute(tag.split('>').next()?, "id"))
        .collect()
}

#[test]
fn only_layouts_print_html_as_it_is() {
    for (name, source) in template_files() {
        let source = source.replace(DATA_BLOCK, "");
        assert!(
            Layout::ALL.iter().any(|layout| name == layout.template()) || !source.contains("{{{"),
            "{name}: use {{{{prose …}}}}"
        );
    }
}

#[test]
fn no_template_is_idle() {
    let mut asked: BTreeSet<String> = gallery::samples()
        .iter()
        .map(|sample| sample.page.to_owned())
        .collect();
    asked.extend(Layout::ALL.map(|layout| layout.template().to_owned()));
    for (_, source) in template_files() {
        let source = without_comments(&source);
        // Partials by name, and drawings that an empty state is given by parameter.
        for opening in ["{{> ", "{{#> ", "drawing=\""] {
            let names = source
                .split(opening)
                .skip(1)
                .filter_map(|rest| rest.split([' ', '}', '"']).next());
            asked.extend(names.map(str::to_owned));
        }
    }
    let idle: Vec<_> = template_files()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !asked.contains(name))
        .collect();
    assert!(idle.is_empty(), "nobody renders: {idle:?}");
}

#[test]
fn a_page_has_one_heading_of_the_first_order() {
    for (name, html) in renders() {
        assert_eq!(tags(&html, "h1").len(), 1, "{name}");
    }
}

#[test]
fn an_id_stands_once_on_a_page_and_is_there_when_it_is_meant() {
    for (name, html) in renders() {
        let all = ids(&html);
        let mut distinct = BTreeSet::new();
        let doubled: Vec<_> = all.iter().filter(|id| !distinct.insert(**id)).collect();
        assert!(doubled.is_empty(), "{name}: {doubled:?}");
        for tag in html.split('<') {
            for meaning in [
                "for",
                "aria-describedby",
                "aria-labelledby",
                "aria-controls",
            ] {
                for id in attribute(tag, meaning)
                    .into_iter()
                    .flat_map(str::split_whitespace)
                {
                    assert!(
                        distinct.contains(id),
                        "{name}: {meaning}={id:?} leads nowhere"
                    );
                }
            }
        }
    }
}

#[test]
fn every_field_has_a_label() {
    for (name, html) in renders() {
        let labelled: BTreeSet<_> = tags(&html, "label")
            .into_iter()
            .filter_map(|tag| attribute(tag, "for"))
            .collect();
        for element in ["input", "textarea", "select"] {
            for tag in tags(&html, element) {
                let wrapped = matches!(
                    attribute(tag, "type"),
                    Some("hidden" | "radio" | "checkbox")
                );
                let named = attribute(tag, "id").is_some_and(|id| labelled.contains(id));
                assert!(
                    wrapped || named || attribute(tag, "aria-label").is_some(),
                    "{name}: <{tag}>"
                );
            }
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for (name, html) in renders() {
        for form in html.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let is_post = form.split('>').next().unwrap().contains("method=\"post\"");
            let carries = form.contains("name=\"csrf\" value=\"token-of-the-gallery\"");
            assert_eq!(is_post, carries, "{name}: <form {form}");
        }
    }
}

#[test]
fn nothing_is_inline_and_nothing_is_asked_of_another_site() {
    for (name, html) in renders() {
        for tag in html.split('<').filter_map(|tag| tag.split('>').next()) {
            assert!(
                attribute(tag, "style").is_none() && !tag.contains(" onclick"),
                "{name}: <{tag}>"
            );
            if ["img", "script", "link", "iframe", "use", "source"]
                .iter()
                .any(|element| tag.starts_with(element))
            {
                let asked = attribute(tag, "src")
                    .or(attribute(tag, "href"))
                    .unwrap_or("/");
                assert!(
                    asked.starts_with('/') && !asked.starts_with("//"),
                    "{name}: <{tag}>"
                );
            }
        }
        let scripts = html.matches("<script").count() - html.matches(DATA_BLOCK_TAG).count();
        // What stands in another site's frame runs nothing, and nothing in it can be sent.
        let is_embedded = html.contains("<base target=\"_top\">");
        assert_eq!(scripts, usize::from(!is_embedded), "{name}");
        assert!(!html.contains("<style"), "{name}");
        assert!(!is_embedded || !html.contains("<form"), "{name}");
    }
}
