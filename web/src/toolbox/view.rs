//! A card as its readers see it: the same on its own page and in a preview.

use contract::toolbox::{Attribution, Card, CardContent, CardLink};
use serde::Serialize;

use crate::i18n::Say;
use crate::prose::Prose;
use crate::urls;

/// What stands on a card. Shown by `{{> toolbox/card-view view}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CardView {
    pub title: String,
    pub kind: Option<&'static str>,
    pub goal: String,
    pub summary: String,
    pub minutes: Option<i64>,
    pub group: Option<Say>,
    pub fits_in_meeting: bool,
    pub frequency: String,
    pub roles: Vec<String>,
    pub materials: Vec<String>,
    pub steps: Vec<StepView>,
    pub body: Option<Prose>,
    pub variations: Vec<String>,
    pub pitfalls: Vec<String>,
    pub preconditions: Vec<String>,
    pub first_do: Vec<LinkView>,
    pub for_whom: String,
    pub origin: String,
    pub licence: String,
    pub team: String,
    /// The page of the team, where it is one.
    pub team_href: Option<String>,
    pub author: Option<String>,
    pub tags: Vec<TagView>,
    /// Who reads it, when that is not everybody.
    pub circle: Option<&'static str>,
    /// The cards that it was made from, nearest first.
    pub adapted_from: Vec<AttributionView>,
}

/// Title, author, source and licence of a card that another was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AttributionView {
    pub title: String,
    /// Where the reader may read it.
    pub href: Option<String>,
    pub author: Option<String>,
    pub team: String,
    pub origin: String,
    pub licence: String,
    /// What the licence says, at Creative Commons.
    pub licence_href: Option<&'static str>,
}

impl AttributionView {
    pub(crate) fn of(attribution: Attribution) -> Self {
        Self {
            href: attribution.id.map(urls::card),
            title: attribution.title,
            author: attribution.author,
            team: attribution.team,
            origin: attribution.origin,
            licence_href: licence_href(&attribution.licence),
            licence: attribution.licence,
        }
    }
}

fn licence_href(licence: &str) -> Option<&'static str> {
    match licence {
        "CC0 1.0" => Some("https://creativecommons.org/publicdomain/zero/1.0/deed.nl"),
        "CC BY 4.0" => Some("https://creativecommons.org/licenses/by/4.0/deed.nl"),
        "CC BY-SA 4.0" => Some("https://creativecommons.org/licenses/by-sa/4.0/deed.nl"),
        _ => None,
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StepView {
    pub text: String,
    pub minutes: Option<i64>,
}

/// A tag with the cards that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TagView {
    pub name: String,
    pub href: String,
}

/// Another card to go on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LinkView {
    pub title: String,
    pub href: String,
    pub kind: Option<&'static str>,
    pub minutes: Option<i64>,
}

impl CardView {
    #[must_use]
    pub(crate) fn of(card: Card) -> Self {
        let content = card.content;
        Self {
            kind: kind(content.kind.as_deref()),
            group: group(content.group_min, content.group_max),
            body: (!content.body.is_empty()).then(|| Prose::from_markdown(&content.body)),
            steps: steps(&content),
            first_do: card.first_do.into_iter().map(LinkView::of).collect(),
            author: card.author,
            tags: content.tags.into_iter().map(tag).collect(),
            circle: circle(&content.visibility, !content.team_id.is_empty()),
            team_href: (!content.team_id.is_empty()).then(|| urls::team(&content.team_id)),
            adapted_from: card
                .adapted_from
                .into_iter()
                .map(AttributionView::of)
                .collect(),
            title: content.title,
            goal: content.goal,
            summary: content.summary,
            minutes: content.minutes,
            fits_in_meeting: content.fits_in_meeting,
            frequency: content.frequency,
            roles: content.roles,
            materials: content.materials,
            variations: content.variations,
            pitfalls: content.pitfalls,
            preconditions: content.preconditions,
            for_whom: content.for_whom,
            origin: content.origin,
            licence: content.licence,
            team: content.team,
        }
    }
}

impl LinkView {
    pub(crate) fn of(link: CardLink) -> Self {
        Self {
            href: urls::card(&link.id),
            kind: kind(link.kind.as_deref()),
            title: link.title,
            minutes: link.minutes,
        }
    }
}

fn steps(content: &CardContent) -> Vec<StepView> {
    let step = |step: &contract::toolbox::Step| StepView {
        text: step.text.clone(),
        minutes: step.minutes,
    };
    content.steps.iter().map(step).collect()
}

fn tag(name: String) -> TagView {
    TagView {
        href: urls::with_query(urls::TOOLBOX, &[("trefwoord", &name)]),
        name,
    }
}

/// The kinds of cards. An icon and a sentence go with each, so a word that is not among them has none.
pub(crate) const KINDS: [&str; 3] = ["overlegstructuur", "teamsamenstelling", "werkvorm"];

pub(crate) fn kind(word: Option<&str>) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| Some(*kind) == word)
}

/// Without a team the circle of a team is nobody but oneself.
fn circle(visibility: &str, has_team: bool) -> Option<&'static str> {
    if visibility == "team" && !has_team {
        return Some("me");
    }
    ["team", "school", "region"]
        .into_iter()
        .find(|circle| *circle == visibility)
}

/// For how many people, in words.
pub(crate) fn group(min: Option<i64>, max: Option<i64>) -> Option<Say> {
    match (min, max) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => {
            Some(Say::key("toolbox-group-exactly").with("people", min))
        }
        (Some(min), Some(max)) => Some(
            Say::key("toolbox-group-between")
                .with("min", min)
                .with("max", max),
        ),
        (Some(min), None) => Some(Say::key("toolbox-group-from").with("people", min)),
        (None, Some(max)) => Some(Say::key("toolbox-group-up-to").with("people", max)),
    }
}
