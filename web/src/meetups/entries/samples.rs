//! Believable entries, for the samples of the pages.

use chrono::{DateTime, TimeDelta, Utc};
use contract::meetups::{Entry, EntryList, Reaction};

fn now() -> DateTime<Utc> {
    super::super::samples::now()
}

fn entry(kind: &str, title: &str, state: &str) -> Entry {
    Entry {
        id: "fiets".to_owned(),
        community: "leren-in-utrecht".to_owned(),
        community_name: "Leergemeenschap Utrecht".to_owned(),
        kind: kind.to_owned(),
        title: title.to_owned(),
        text: "Mijn stage is in De Meern. De bus gaat pas om negen uur.\n\nEen week is genoeg."
            .to_owned(),
        state: state.to_owned(),
        made: now(),
        ends: now() + TimeDelta::weeks(4),
        ends_soon: false,
        owner: "Noor B.".to_owned(),
        owner_id: "noor".to_owned(),
        reacted: 0,
        reactions: Vec::new(),
        may: Vec::new(),
    }
}

fn with_may(entry: Entry, may: &[&str]) -> Entry {
    Entry {
        may: may.iter().map(|&deed| deed.to_owned()).collect(),
        ..entry
    }
}

fn reactions(thanked: bool) -> Vec<Reaction> {
    let reaction = |id: &str, name: &str, text: &str, thanked| Reaction {
        id: id.to_owned(),
        name: name.to_owned(),
        person: name.to_lowercase(),
        text: text.to_owned(),
        at: now(),
        thanked,
        may: Vec::new(),
    };
    vec![
        reaction(
            "r1",
            "Bas",
            "Je mag die van mij lenen. Ik fiets nu toch niet.",
            thanked,
        ),
        reaction(
            "r2",
            "Anne-Wil van der Heijden-Oosterbroek",
            "Vraag het ook eens op je stage.",
            false,
        ),
    ]
}

pub(super) fn asked(may: &[&str]) -> Entry {
    let entry = entry("vraag", "Wie heeft een fiets te leen?", "open");
    with_may(
        Entry {
            reacted: 2,
            ..entry
        },
        may,
    )
}

pub(super) fn talking(may: &[&str]) -> Entry {
    let talking = Entry {
        state: "talking".to_owned(),
        reactions: reactions(false),
        ..asked(may)
    };
    with_may(talking, may)
}

/// Of whoever reads it, who is asked about it.
pub(super) fn ends_soon() -> Entry {
    Entry {
        ends_soon: true,
        ends: now() + TimeDelta::days(3),
        ..talking(&["react", "prolong", "close", "remove"])
    }
}

pub(super) fn solved() -> Entry {
    Entry {
        state: "solved".to_owned(),
        reactions: reactions(true),
        ..asked(&[])
    }
}

pub(super) fn given() -> Entry {
    let given = entry("aanbod", "Een koffer vol verf", "solved");
    with_may(given, &["remove"])
}

pub(super) fn expired() -> Entry {
    let expired = entry("vraag", "Wie leest mijn verslag?", "expired");
    with_may(expired, &["remove"])
}

pub(super) fn list(writes: bool) -> EntryList {
    EntryList {
        community_name: "Leergemeenschap Utrecht".to_owned(),
        entries: vec![
            talking(&[]),
            entry(
                "aanbod",
                "Ik kan op donderdag een uur helpen met alles wat met rekenen te maken heeft",
                "open",
            ),
            solved(),
            given(),
            expired(),
            entry("vraag", "Wie gaat er mee naar de open dag?", "closed"),
        ],
        may: writes.then(|| "write".to_owned()).into_iter().collect(),
    }
}

pub(super) fn nothing() -> EntryList {
    EntryList {
        entries: Vec::new(),
        ..list(true)
    }
}
