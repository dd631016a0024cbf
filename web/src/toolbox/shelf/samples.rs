//! Invented drafts for the states of these pages.

use chrono::TimeDelta;
use contract::toolbox::{Draft, DraftDeed, DraftState};

use crate::toolbox::samples::{adapted, full, moment};

/// An own draft, half a year before it goes.
pub(super) fn draft(state: DraftState) -> Draft {
    Draft {
        id: "concept".to_owned(),
        content: full().content,
        revision: 2,
        state,
        changed: moment(),
        due: moment() + TimeDelta::days(14),
        author: Some("Yara Mulder".to_owned()),
        author_id: Some("yara".to_owned()),
        reviewer: None,
        reason: String::new(),
        adapted_from: Vec::new(),
        review_wanted: false,
        may: vec![DraftDeed::Edit, DraftDeed::Share, DraftDeed::Remove],
    }
}

/// One that came back from a colleague, made from somebody's card.
pub(super) fn returned() -> Draft {
    Draft {
        reviewer: Some("Tim Visser".to_owned()),
        reason: "Zet erbij hoe lang <elke> stap duurt.".to_owned(),
        adapted_from: adapted().adapted_from,
        review_wanted: true,
        ..draft(DraftState::Returned)
    }
}
