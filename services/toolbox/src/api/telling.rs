//! From nouns to what goes over the wire.

use contract::Caller;
use contract::toolbox as wired;
use search_index::{FacetCount, Hit, Suggestion, SuggestionKind};

use crate::card::{Author, Card, Content, Deed, Kind, Lines, State, Version};
use crate::exchange::question::Question;
use crate::findable::{FITS, KIND, MINUTES};
use crate::following::Names;
use crate::glance::Glance;
use crate::search::{Completions, Found, Near};
use crate::{history, rules};

/// A card with its links and what the caller may do.
pub(super) fn card(
    caller: Option<&Caller>,
    card: &Card,
    first_do: &[Card],
    leads_to: Found,
    related: Found,
) -> wired::Card {
    let leads_to = links(leads_to);
    let may = |deed, allowed: fn(&Caller, &Card) -> bool| {
        caller.filter(|caller| allowed(caller, card)).map(|_| deed)
    };
    wired::Card {
        id: card.id.as_str().to_owned(),
        content: content(card.content()),
        author: card.owner.as_ref().map(|owner| owner.name.clone()),
        author_id: caller
            .and(card.owner.as_ref())
            .map(|owner| owner.person.as_str().to_owned()),
        state: shown_state(card),
        version: card.current.number,
        created: card.created,
        changed: card.current.at,
        first_do: first_do.iter().map(link).collect(),
        related: links(related)
            .into_iter()
            .filter(|link| !leads_to.contains(link))
            .collect(),
        leads_to,
        adapted_from: Vec::new(),
        tried: wired::Tried::default(),
        may: [
            may(wired::CardDeed::Edit, rules::may_edit),
            may(wired::CardDeed::Withdraw, rules::may_withdraw),
            may(wired::CardDeed::Adapt, rules::may_adapt),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

pub(super) fn shown_state(card: &Card) -> wired::CardState {
    match card.state {
        State::Published => wired::CardState::Published,
        State::Withdrawn => wired::CardState::Withdrawn,
    }
}

/// Without the author where the caller may not read the name.
pub(super) fn with_names(told: wired::Card, card: &Card, names: &Names) -> wired::Card {
    let may_be_read = |owner: &Author| names.may_be_read(owner.person.as_str());
    if card.owner.as_ref().is_some_and(may_be_read) {
        return told;
    }
    wired::Card {
        author: None,
        author_id: None,
        ..told
    }
}

pub(crate) fn content(content: &Content) -> wired::CardContent {
    wired::CardContent {
        title: content.title.as_str().to_owned(),
        kind: content.kind.map(kind),
        goal: content.goal.as_str().to_owned(),
        summary: content.summary.as_str().to_owned(),
        body: content.body.as_str().to_owned(),
        minutes: content.minutes.map(i64::from),
        group_min: content.group.min(),
        group_max: content.group.max(),
        fits_in_meeting: content.fits_in_meeting,
        frequency: content.frequency.as_str().to_owned(),
        roles: content.roles.to_vec(),
        materials: content.materials.to_vec(),
        steps: content.steps.iter().map(step).collect(),
        variations: Lines::to_vec(&content.variations),
        pitfalls: content.pitfalls.to_vec(),
        preconditions: content.preconditions.to_vec(),
        after: content.after.iter().map(ToString::to_string).collect(),
        for_whom: content.for_whom.as_str().to_owned(),
        origin: content.origin.as_str().to_owned(),
        tags: content.tags.to_vec(),
        licence: content.licence.as_str().to_owned(),
        team: content.team.as_str().to_owned(),
        team_id: content
            .team_id
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        visibility: content.visibility.as_str().to_owned(),
    }
}

fn step(step: &crate::card::Step) -> wired::Step {
    wired::Step {
        text: step.text.as_str().to_owned(),
        minutes: step.minutes.map(i64::from),
    }
}

fn kind(kind: Kind) -> String {
    kind.as_str().to_owned()
}

pub(super) fn link(card: &Card) -> wired::CardLink {
    wired::CardLink {
        id: card.id.as_str().to_owned(),
        title: card.content().title.as_str().to_owned(),
        kind: card.content().kind.map(kind),
        minutes: card.content().minutes.map(i64::from),
    }
}

fn links(found: Found) -> Vec<wired::CardLink> {
    let link = |(hit, glance): (Hit, std::sync::Arc<Glance>)| wired::CardLink {
        id: hit.id,
        title: glance.title.clone(),
        kind: glance.kind.map(kind),
        minutes: glance.minutes,
    };
    found.hits.into_iter().map(link).collect()
}

/// A page of hits, the counts beside it, and whether the caller may add to them.
pub(super) fn answer(caller: Option<&Caller>, mut found: Found) -> wired::CardAnswer {
    let mut facet = |name: &str| counts(found.facets.remove(name).unwrap_or_default());
    wired::CardAnswer {
        facets: wired::CardFacets {
            kind: facet(KIND),
            tag: facet("tag"),
            minutes: facet(MINUTES),
            fits_in_meeting: facet(FITS),
        },
        total: found.total as u64,
        took_us: found.took_us,
        hits: found
            .hits
            .into_iter()
            .map(|(found, glance)| hit(found, &glance))
            .collect(),
        did_you_mean: found.did_you_mean,
        near: found.near.map(near),
        may: caller
            .filter(|caller| rules::may_add(caller))
            .map(|_| wired::ToolboxDeed::Add)
            .into_iter()
            .collect(),
    }
}

fn near(near: Near) -> wired::NearCards {
    let hits = near.hits.into_iter();
    wired::NearCards {
        hits: hits.map(|(found, glance)| hit(found, &glance)).collect(),
        words: near.words,
        dropped: near.dropped,
        quotes: near.quotes,
        filters: near.filters,
    }
}

/// The most values of one facet that an answer counts: more is no help in choosing.
const MOST_COUNTS: usize = 30;

fn counts(counts: Vec<FacetCount>) -> Vec<wired::CardFacetCount> {
    let count = |facet: FacetCount| wired::CardFacetCount {
        value: facet.value,
        count: facet.count as u64,
    };
    counts.into_iter().take(MOST_COUNTS).map(count).collect()
}

fn hit(hit: Hit, glance: &Glance) -> wired::CardHit {
    wired::CardHit {
        marked_title: hit.title.html(),
        snippet: hit.snippet.html(),
        score: hit.score,
        id: hit.id,
        title: glance.title.clone(),
        kind: glance.kind.map(kind),
        minutes: glance.minutes,
        group_min: glance.group_min,
        group_max: glance.group_max,
        fits_in_meeting: glance.fits_in_meeting,
        tags: glance.tags.clone(),
        team: glance.team.clone(),
    }
}

pub(super) fn suggestions(completions: Completions) -> wired::CardSuggestions {
    let question = |question: Question| wired::CardSuggestion {
        text: question.words.title,
        kind: "question".to_owned(),
        id: Some(question.id.as_str().to_owned()),
    };
    let suggestion = |suggestion: Suggestion| wired::CardSuggestion {
        text: suggestion.text,
        kind: match suggestion.kind {
            SuggestionKind::Title => "title",
            SuggestionKind::Tag => "tag",
        }
        .to_owned(),
        id: suggestion.id,
    };
    wired::CardSuggestions {
        suggestions: completions
            .cards
            .into_iter()
            .map(suggestion)
            .chain(completions.questions.into_iter().map(question))
            .collect(),
    }
}

/// `versions` stand newest first.
pub(super) fn history(
    caller: Option<&Caller>,
    card: &Card,
    versions: &[Version],
    names: &Names,
) -> wired::CardHistory {
    let before = versions.iter().skip(1).map(Some).chain([None]);
    wired::CardHistory {
        card: link(card),
        may: caller
            .filter(|caller| rules::may_edit(caller, card))
            .map(|_| wired::CardDeed::Edit)
            .into_iter()
            .collect(),
        versions: versions
            .iter()
            .zip(before)
            .map(|(version, before)| told(version, before, names))
            .collect(),
    }
}

fn told(version: &Version, before: Option<&Version>, names: &Names) -> wired::CardVersion {
    wired::CardVersion {
        version: version.number,
        at: version.at,
        by: version
            .by
            .as_ref()
            .filter(|by| names.may_be_read(by.person.as_str()))
            .map(|by| by.name.clone()),
        deed: match version.deed {
            Deed::Added => wired::VersionDeed::Added,
            Deed::Edited => wired::VersionDeed::Edited,
            Deed::Withdrawn => wired::VersionDeed::Withdrawn,
            Deed::Restored => wired::VersionDeed::Restored,
        },
        changes: before.map_or_else(Vec::new, |before| history::changes(before, version)),
    }
}
