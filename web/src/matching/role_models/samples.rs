//! Invented people for the samples of these pages.

use chrono::{DateTime, TimeDelta, Utc};
use contract::matching::{
    GuestSpeaker, GuestSpeakerList, Invitation, InvitationFor, InvitationList, OwnRoleModel,
    RoleModel, RoleModelList, ShortProfile, Waiting,
};

use crate::matching::samples::suggestions;

fn keys(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|&key| key.to_owned()).collect()
}

fn start() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_880) + TimeDelta::hours(9)
}

pub(super) fn profile() -> ShortProfile {
    ShortProfile {
        trade: "Elektricien bij een installateur".to_owned(),
        chance: "Mijn eerste baas liet mij na een week al een meterkast bouwen.".to_owned(),
        example: "Mijn tante, die op haar veertigste verzorgende werd".to_owned(),
        offers: keys(&["gesprek", "meelopen"]),
    }
}

pub(super) fn role_models() -> RoleModelList {
    let people = suggestions().suggestions.into_iter().zip(0..);
    RoleModelList {
        people: people
            .map(|(suggestion, place)| RoleModel {
                suggestion,
                profile: (place == 0).then(profile),
                routes: keys(&["mbo-naar-werk", "mbo-naar-hbo"]),
                offers: keys(&["gesprek", "gastuur", "meelopen"]),
            })
            .collect(),
    }
}

pub(super) fn own(shown: bool) -> OwnRoleModel {
    OwnRoleModel {
        profile: Some(profile()),
        helps: true,
        routes: keys(&["mbo-naar-werk"]),
        shown,
        invited: vec![Waiting {
            id: "0af9".to_owned(),
            by: "Noor V.".to_owned(),
            form: "gesprek".to_owned(),
            until: start() + TimeDelta::days(14),
            missing: keys(&["short", "consent", "certificate"]),
        }],
        may: keys(&["write", "empty"]),
    }
}

pub(super) fn invitations() -> InvitationList {
    let states = ["open", "claimed", "used", "withdrawn", "ended"];
    let one = |state: &str| {
        let is_open = matches!(state, "open" | "claimed");
        Invitation {
            id: format!("{state}1"),
            form: "gesprek".to_owned(),
            state: state.to_owned(),
            made: start(),
            until: start() + TimeDelta::days(14),
            ended: (!is_open).then(|| start() + TimeDelta::days(3)),
            other: matches!(state, "claimed" | "used").then(|| "Abdel Z.".to_owned()),
            request: (state == "used").then(|| "r1".to_owned()),
            may: keys(if is_open { &["withdraw"] } else { &[] }),
        }
    };
    InvitationList {
        invitations: states.into_iter().map(one).collect(),
        left: 1,
    }
}

pub(super) fn seen(missing: &[&str], may: &[&str]) -> InvitationFor {
    InvitationFor {
        by: "Noor V.".to_owned(),
        form: "gesprek".to_owned(),
        minor: true,
        until: start() + TimeDelta::days(14),
        mine: !missing.is_empty(),
        missing: keys(missing),
        may: keys(may),
    }
}

/// One who comes to school, and one whom the reader asked already.
pub(super) fn speakers() -> GuestSpeakerList {
    GuestSpeakerList {
        people: vec![speaker(0), speaker(1)],
    }
}

pub(super) fn speaker(place: usize) -> GuestSpeaker {
    let is_asked = place > 0;
    let told = profile();
    GuestSpeaker {
        person: format!("p{place}"),
        name: if is_asked { "Abdel Z." } else { "Marijke Z." }.to_owned(),
        trade: told.trade,
        chance: told.chance,
        example: if is_asked {
            String::new()
        } else {
            told.example
        },
        region: (!is_asked).then(|| "RMC-19".to_owned()),
        places: keys(if is_asked {
            &["bellen"]
        } else {
            &["school", "bellen"]
        }),
        asked: is_asked.then(|| "asked".to_owned()),
        may: keys(if is_asked { &[] } else { &["ask"] }),
    }
}

pub(super) fn until() -> DateTime<Utc> {
    start() + TimeDelta::days(14)
}
