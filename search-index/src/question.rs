//! What is asked and what is answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::findable::PUBLIC;

/// A question as a person asks it, with the filters that stand beside it.
///
/// `text` may hold anything. Words are soft ("or", best first); `"words in quotation marks"` must stand
/// together as they are; `-word` must not occur. An empty text finds everything.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    pub text: String,
    /// One of these kinds; empty is every kind.
    pub kinds: Vec<String>,
    /// For each name at least one of its values: `("werkvorm", "energizer")`.
    pub facets: Vec<(String, String)>,
    /// All of these tags.
    pub tags: Vec<String>,
    pub numbers: Vec<NumberFilter>,
    /// The caller's keys; [`PUBLIC`] is always among them.
    pub keys: Vec<String>,
    /// From 1; 0 is read as 1.
    pub page: usize,
    /// At most [`Query::MOST_PER_PAGE`]; 0 asks for the counts alone.
    pub per_page: usize,
    pub sort: Sort,
}

impl Query {
    /// More hits than this come on a next page.
    pub const MOST_PER_PAGE: usize = 100;

    /// A question without filters by somebody without keys: first page, 20 hits.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            kinds: Vec::new(),
            facets: Vec::new(),
            tags: Vec::new(),
            numbers: Vec::new(),
            keys: vec![PUBLIC.to_owned()],
            page: 1,
            per_page: 20,
            sort: Sort::Best,
        }
    }
}

/// Keeps what has a number between the two ends (both included; an absent end is open).
///
/// A span of the thing fits when it overlaps: `minutes` of at most 45 is `at_most: Some(45)`, a group of 12
/// is `at_least: Some(12), at_most: Some(12)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumberFilter {
    pub name: String,
    pub at_least: Option<i64>,
    pub at_most: Option<i64>,
    /// Whether things that do not say this number stay in.
    pub unknown_fits: bool,
}

impl NumberFilter {
    /// At most `value`; things that do not say it drop out.
    pub fn at_most(name: impl Into<String>, value: i64) -> Self {
        Self {
            name: name.into(),
            at_least: None,
            at_most: Some(value),
            unknown_fits: false,
        }
    }

    /// At least `value`; things that do not say it drop out.
    pub fn at_least(name: impl Into<String>, value: i64) -> Self {
        Self {
            name: name.into(),
            at_least: Some(value),
            at_most: None,
            unknown_fits: false,
        }
    }

    /// `value` lies within the thing's span; things that do not say it drop out.
    pub fn holds(name: impl Into<String>, value: i64) -> Self {
        Self {
            name: name.into(),
            at_least: Some(value),
            at_most: Some(value),
            unknown_fits: false,
        }
    }

    /// The same filter, but things that do not say this number stay in.
    #[must_use]
    pub fn or_unknown(self) -> Self {
        Self {
            unknown_fits: true,
            ..self
        }
    }
}

/// The order of the hits. Equal hits keep a fixed order, so pages never overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first; newest first when there is no text.
    #[default]
    Best,
    Newest,
    Oldest,
    Title,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Answer {
    /// How many things fit, on all pages.
    pub total: usize,
    pub hits: Vec<Hit>,
    /// Counts by facet name, most frequent first, over everything that fits. `kind` and `tag` are always there.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    /// "Bedoelde je": the question with its unknown words replaced by known ones.
    pub did_you_mean: Option<String>,
    /// Microseconds spent in the engine.
    pub took_us: u64,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    pub id: String,
    pub kind: String,
    /// Comparable within one answer only.
    pub score: f32,
    pub title: Marked,
    /// About 240 characters around the words found.
    pub snippet: Marked,
}

/// How often a facet's value occurs among everything found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    pub value: String,
    pub count: usize,
}

/// A text with the words found marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked(pub Vec<Segment>);

/// A stretch of text, not escaped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub text: String,
    pub marked: bool,
}

impl Marked {
    /// The text alone.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|segment| segment.text.as_str()).collect()
    }

    /// Escaped HTML with `<mark>` around the words found.
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = String::new();
        for segment in &self.0 {
            if segment.marked {
                html.push_str("<mark>");
            }
            push_escaped(&mut html, &segment.text);
            if segment.marked {
                html.push_str("</mark>");
            }
        }
        html
    }
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

/// A completion while typing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The whole title, or the tag.
    pub text: String,
    pub kind: SuggestionKind,
    /// The thing with this title; a tag has none.
    pub id: Option<String>,
}

/// What a suggestion completes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    Title,
    Tag,
}
