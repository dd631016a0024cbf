//! An invented collection for the states of these pages.

use contract::toolbox::{
    Collection, CollectionAbout, CollectionDeed, CollectionEntry, CollectionGlance,
};

use crate::toolbox::samples::{full, moment};

pub(super) fn collection() -> Collection {
    let card = full();
    let links = card.first_do.into_iter().chain(card.related);
    let mut entries: Vec<CollectionEntry> = links
        .map(|link| CollectionEntry {
            card: link.id.clone(),
            link: Some(link),
            goal: "Iedereen komt aan het woord.".to_owned(),
            note: "Begin hiermee, <kort>.".to_owned(),
        })
        .collect();
    entries[1].note.clear();
    Collection {
        id: "startweek".to_owned(),
        about: CollectionAbout {
            title: "Voor de <startweek>".to_owned(),
            intro: "Vijf kaarten voor de eerste dagen.".to_owned(),
            visibility: "country".to_owned(),
        },
        author: Some("Yara Mulder".to_owned()),
        author_id: Some("yara".to_owned()),
        changed: moment(),
        entries,
        may: Vec::new(),
    }
}

/// The maker's own, with a card that cannot be read any more.
pub(super) fn own() -> Collection {
    let mut own = collection();
    own.entries.push(CollectionEntry {
        card: "weg".to_owned(),
        link: None,
        goal: String::new(),
        note: String::new(),
    });
    own.may = vec![CollectionDeed::Edit];
    own
}

pub(super) fn glance(title: &str, is_mine: bool, holds: bool) -> CollectionGlance {
    CollectionGlance {
        id: "startweek".to_owned(),
        title: title.to_owned(),
        visibility: if is_mine { "team" } else { "country" }.to_owned(),
        count: 5,
        author: Some("Yara Mulder".to_owned()),
        is_mine,
        holds,
        changed: moment(),
    }
}
