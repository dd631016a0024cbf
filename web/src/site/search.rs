use serde::Serialize;

use crate::i18n::Say;
use crate::marked::{self, Piece};
use crate::page::Page;
use crate::urls;

/// Everything that can be found, grouped by kind: each service answers for its own.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    pub q: String,
    /// `None` before anything was asked.
    pub groups: Option<Vec<SearchGroup>>,
    pub total: u64,
    pub did_you_mean: Option<DidYouMean>,
    /// Kinds that could not be searched just now.
    pub missing: Vec<Say>,
}

/// What one service found.
#[derive(Debug, Serialize)]
pub struct SearchGroup {
    pub kind: Say,
    pub icon: &'static str,
    pub total: u64,
    /// The same question on the service's own page, with its filters.
    pub href: String,
    pub hits: Vec<SearchHit>,
}

/// One thing that was found.
#[derive(Debug, Serialize)]
pub struct SearchHit {
    pub title: String,
    pub href: String,
    pub about: Say,
    /// RFC 3339: when it is, for what has a date.
    pub when: Option<String>,
    pub(crate) snippet: Vec<Piece>,
}

/// A question that would find more.
#[derive(Debug, Serialize)]
pub struct DidYouMean {
    pub q: String,
    pub href: String,
}

impl DidYouMean {
    #[must_use]
    pub fn new(q: impl Into<String>) -> Self {
        let q = q.into();
        Self {
            href: urls::with_query(urls::SEARCH, &[("q", &q)]),
            q,
        }
    }
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "site/search";

    fn title(&self) -> Say {
        if self.q.is_empty() {
            Say::key("site-search-title")
        } else {
            Say::key("site-search-title-for").with("q", self.q.as_str())
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let asked = |q: &str, groups: Vec<SearchGroup>| Self {
            q: q.to_owned(),
            total: groups.iter().map(|group| group.total).sum(),
            groups: Some(groups),
            did_you_mean: None,
            missing: Vec::new(),
        };
        let typo = Self {
            did_you_mean: Some(DidYouMean::new("feedback")),
            ..asked("fedback", Vec::new())
        };
        let partly = Self {
            missing: vec![Say::key("site-kind-meetups")],
            ..asked("feedback", vec![sample_group()])
        };
        vec![
            (
                "before",
                Self {
                    groups: None,
                    ..asked("", Vec::new())
                },
            ),
            ("found", asked("feedback", vec![sample_group()])),
            ("nothing", asked("<zeldzaam> & \"vreemd\"", Vec::new())),
            ("typing error", typo),
            ("one kind missing", partly),
        ]
    }
}

fn sample_group() -> SearchGroup {
    let hit = |title: &str, snippet: &str| SearchHit {
        title: title.to_owned(),
        href: urls::card("voorbeeld"),
        about: Say::key("site-sample-kind"),
        when: Some("2027-02-04T14:30:00Z".to_owned()),
        snippet: marked::pieces(snippet),
    };
    SearchGroup {
        kind: Say::key("site-kind-cards"),
        icon: "toolbox",
        total: 12,
        href: urls::with_query(urls::TOOLBOX, &[("q", "feedback")]),
        hits: vec![
            hit(
                "Vooruitblik in tweetallen",
                "Geef elkaar <mark>feedback</mark> die verder helpt: twee tips, één dankjewel.",
            ),
            hit(
                "De warme stoel",
                "Een rondje waarin iedereen <mark>feedback</mark> krijgt op wat al goed gaat.",
            ),
        ],
    }
}
