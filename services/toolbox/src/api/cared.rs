//! From the nouns of shelf care to what goes over the wire.

use contract::Caller;
use contract::toolbox as wired;

use super::telling::{link, shown_state};
use crate::adapting::{Adapted, Relative};
use crate::card::{Author, Card};
use crate::draft::{self, Draft, DraftState};
use crate::following::Names;
use crate::{Shared, Tombstone, rules};

/// What must be said of the cards that a card comes from, nearest first.
pub(super) fn attributions(
    caller: Option<&Caller>,
    row: Vec<(Adapted, Option<Card>)>,
    names: &Names,
) -> Vec<wired::Attribution> {
    let attribution = |(adapted, card): (Adapted, Option<Card>)| {
        let is_readable = |card: &&Card| card.is_published() && rules::may_read(caller, card);
        let author = card.as_ref().and_then(|card| card.owner.as_ref());
        wired::Attribution {
            id: card
                .as_ref()
                .filter(is_readable)
                .map(|card| card.id.as_str().to_owned()),
            author: author.and_then(|author| name(author, names)),
            version: adapted.version,
            title: adapted.title,
            team: adapted.team,
            origin: adapted.origin,
            licence: adapted.licence,
        }
    };
    row.into_iter().map(attribution).collect()
}

fn name(author: &Author, names: &Names) -> Option<String> {
    names
        .may_be_read(author.person.as_str())
        .then(|| author.name.clone())
}

pub(super) fn family(family: Vec<Relative>) -> wired::Family {
    let relative = |relative: Relative| {
        let text = |of: fn(&Card) -> &str| {
            let card = relative.card.as_ref();
            card.map(of).unwrap_or_default().to_owned()
        };
        wired::Relative {
            depth: u32::try_from(relative.depth).unwrap_or(u32::MAX),
            team: text(|card| card.content().team.as_str()),
            licence: text(|card| card.content().licence.as_str()),
            card: relative.card.as_ref().map(link),
            is_asked: relative.is_asked,
        }
    };
    wired::Family {
        relatives: family.into_iter().map(relative).collect(),
    }
}

pub(super) fn tombstone(stone: Tombstone) -> wired::Tombstone {
    let (why, words) = match stone.withdrawal {
        Some(withdrawal) => (Some(withdrawal.why), withdrawal.words.into()),
        None => (None, String::new()),
    };
    wired::Tombstone {
        at: stone.last.at,
        why,
        words,
        relatives: stone.relatives.iter().map(link).collect(),
    }
}

pub(super) fn shared(shared: Shared) -> wired::Shared {
    match shared {
        Shared::Card(card) => wired::Shared {
            title: card.content().title.as_str().to_owned(),
            card: Some(card.id.into()),
            due: None,
        },
        Shared::Review(draft) => wired::Shared {
            card: None,
            title: draft.content.title,
            due: Some(draft.due),
        },
    }
}

/// Two people of whom one blocked the other do not read each other's drafts.
pub(super) fn may_be_seen(caller: &Caller, draft: &Draft, names: &Names) -> bool {
    draft.is_of(&caller.person) || names.may_be_read(draft.owner.person.as_str())
}

fn state(state: DraftState) -> wired::DraftState {
    match state {
        DraftState::Writing => wired::DraftState::Writing,
        DraftState::Review => wired::DraftState::Review,
        DraftState::Returned => wired::DraftState::Returned,
    }
}

pub(super) fn draft(
    caller: &Caller,
    draft: &Draft,
    adapted_from: Vec<wired::Attribution>,
    review_wanted: bool,
    names: &Names,
) -> wired::Draft {
    let may = |deed, allowed: fn(&Caller, &Draft) -> bool| allowed(caller, draft).then_some(deed);
    let author = Some(&draft.owner).filter(|owner| names.may_be_read(owner.person.as_str()));
    wired::Draft {
        id: draft.id.as_str().to_owned(),
        content: draft.content.clone(),
        revision: draft.revision,
        state: state(draft.state),
        changed: draft.changed,
        due: draft.due,
        author: author.map(|author| author.name.clone()),
        author_id: author.map(|author| author.person.as_str().to_owned()),
        reviewer: draft.reviewer.as_ref().and_then(|one| name(one, names)),
        reason: draft.reason.clone(),
        adapted_from,
        review_wanted,
        may: [
            may(wired::DraftDeed::Edit, draft::may_edit),
            may(wired::DraftDeed::Share, draft::may_edit),
            may(wired::DraftDeed::Remove, draft::may_edit),
            may(wired::DraftDeed::TakeBack, draft::may_take_back),
            may(wired::DraftDeed::Claim, draft::may_claim),
            may(wired::DraftDeed::Decide, draft::may_decide),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

pub(super) fn shelf(
    caller: &Caller,
    drafts: &[Draft],
    to_read: &[Draft],
    cards: &[Card],
    review_wanted: bool,
    names: &Names,
) -> wired::MyShelf {
    let glance = |draft: &Draft| wired::DraftGlance {
        id: draft.id.as_str().to_owned(),
        title: draft.content.title.trim().to_owned(),
        state: state(draft.state),
        changed: draft.changed,
        due: draft.due,
        author: name(&draft.owner, names),
        reviewer: draft.reviewer.as_ref().and_then(|one| name(one, names)),
        reason: draft.reason.clone(),
    };
    let shelved = |card: &Card| wired::ShelfCard {
        card: link(card),
        state: shown_state(card),
        version: card.current.number,
        changed: card.current.at,
    };
    let school = caller.school.as_ref();
    wired::MyShelf {
        drafts: drafts.iter().map(glance).collect(),
        to_review: to_read
            .iter()
            .filter(|draft| may_be_seen(caller, draft, names))
            .map(glance)
            .collect(),
        cards: cards.iter().map(shelved).collect(),
        review_wanted,
        may_set_review: school.is_some_and(|school| draft::may_set_review(caller, school)),
        may_add: rules::may_add(caller),
    }
}
