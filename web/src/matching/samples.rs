//! Invented people and moments for the samples of these pages.

use chrono::{DateTime, TimeDelta, Utc};
use contract::matching::{
    CertificateList, Choices, ClassHour, Conversation, ConversationLine, ConversationList, Event,
    HelperCertificate, Message, Notice, OwnProfiles, Part, Party, PersonalSuggestion, Profile,
    Request, RequestList, Seen, Sending, Step, Suggestion, SuggestionList, WaitingList,
    WaitingTime,
};

pub(super) fn keys(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|&key| key.to_owned()).collect()
}

pub(super) fn start() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_880) + TimeDelta::hours(9)
}

/// Two helpers of a region, one without a certificate.
pub(super) fn certificates() -> CertificateList {
    let helper = |person: &str, name: &str, until: Option<&str>| HelperCertificate {
        person: person.to_owned(),
        name: name.to_owned(),
        region: Some("RMC-19".to_owned()),
        valid_until: until.and_then(|day| day.parse().ok()),
    };
    CertificateList {
        helpers: vec![
            helper("omar", "Omar Voorbeeld", None),
            helper("hanna", "Hanna Voorbeeld", Some("2028-06-30")),
        ],
        more: 3,
    }
}

/// The waiting list as somebody sees it who stands on it, or not yet.
pub(super) fn waiting_list(stands: bool) -> WaitingList {
    WaitingList {
        stands,
        since: stands.then(start),
        until: stands.then(|| start() + TimeDelta::days(42)),
        goes_first: stands,
        position: 3,
        fitting: 12,
        free: 0,
        came_free: 9,
        estimate: Some(WaitingTime {
            from_days: if stands { 12 } else { 3 },
            to_days: if stands { 40 } else { 9 },
        }),
        may: keys(if stands {
            &["renew", "leave"]
        } else {
            &["join"]
        }),
    }
}

pub(super) fn choices(side: &str) -> Choices {
    Choices {
        side: side.to_owned(),
        relations: keys(&["voor-de-overstap", "meelopen"]),
        programme: None,
        goals_wanted: keys(&["planning", "thuis-voelen"]),
        goals_offered: keys(&["presenteren"]),
        study_field: Some("09".to_owned()),
        route: Some("mbo-naar-hbo".to_owned()),
        languages: keys(&["nl", "tr"]),
        region: Some("RMC-19".to_owned()),
        online: true,
        in_person: true,
        asynchronous: false,
        leerweg: Some("bbl".to_owned()),
        slots: keys(&["ma-avond", "za-ochtend"]),
        interests: keys(&["muziek", "koken"]),
        dislikes: keys(&["bellen"]),
        ways_of_working: keys(&["samen-doen"]),
        wished_routes: keys(&["mbo-naar-hbo"]),
        known_routes: keys(&["mbo-naar-hbo"]),
        capacity: 2,
    }
}

pub(super) fn own_profiles() -> OwnProfiles {
    let profile = |side| Profile {
        choices: choices(side),
        active: true,
        vog_valid_until: None,
        taken: 1,
        free: 1,
        updated: start(),
    };
    OwnProfiles {
        seeks: Some(profile("seeks")),
        helps: Some(profile("helps")),
        may: keys(&["seek", "help"]),
    }
}

pub(super) fn suggestions() -> SuggestionList {
    let part = |part: &str, points, most| Part {
        part: part.to_owned(),
        points,
        most,
    };
    let one = Suggestion {
        buddy: "hanna".to_owned(),
        name: "Hanna V.".to_owned(),
        relation: "voor-de-overstap".to_owned(),
        score: 450,
        parts: vec![
            part("goals", 400, 400),
            part("field", 0, 100),
            part("slots", 50, 150),
        ],
        reason: "goals".to_owned(),
        reservation: "field".to_owned(),
        common_goals: keys(&["planning", "thuis-voelen"]),
        common_slots: keys(&["ma-avond"]),
        common_languages: keys(&["nl"]),
        common_interests: keys(&["muziek"]),
        study_field: Some("03".to_owned()),
        region: Some("RMC-19".to_owned()),
        online: true,
        free: 2,
        answer_hours: Some(20),
        asked: None,
        may: keys(&["ask"]),
    };
    let long = Suggestion {
        buddy: "maximiliaan".to_owned(),
        name: "Maximiliaan-Christoffel-Alexander W.".to_owned(),
        reservation: "new".to_owned(),
        answer_hours: None,
        free: 1,
        asked: Some("asked".to_owned()),
        may: Vec::new(),
        region: None,
        ..one.clone()
    };
    let slow = Suggestion {
        buddy: "bo".to_owned(),
        name: "Bo".to_owned(),
        answer_hours: Some(40),
        ..one.clone()
    };
    SuggestionList {
        suggestions: vec![one, long, slow],
        took_us: 900,
        personal: None,
    }
}

/// Whom a programme suggests, as it stands.
pub(super) fn personal(state: &str) -> SuggestionList {
    let is_open = state == "open";
    let mut list = suggestions();
    list.suggestions
        .retain(|one| is_open && one.asked.is_none());
    SuggestionList {
        personal: Some(PersonalSuggestion {
            programme: "Samen naar het hbo".to_owned(),
            state: state.to_owned(),
            until: is_open.then(|| start() + TimeDelta::hours(72)),
            may: keys(match state {
                "open" => &["other"],
                "ended" => &["again"],
                _ => &[],
            }),
        }),
        ..list
    }
}

/// What comes next, who does it, what the reader may do, and what happened and by whom.
type Course = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

fn course(state: &str, side: &str) -> Course {
    match (state, side) {
        ("waiting", _) => (
            "be-asked",
            "kansrijk",
            &["withdraw", "block"],
            &[("waiting", "student")],
        ),
        ("asked", "student") => (
            "answer",
            "buddy",
            &["withdraw", "block"],
            &[("asked", "student")],
        ),
        ("asked", _) => (
            "answer",
            "buddy",
            &["answer", "block"],
            &[("asked", "student")],
        ),
        ("question", "student") => (
            "reply",
            "student",
            &["reply", "withdraw", "block"],
            &[("asked", "student"), ("question", "buddy")],
        ),
        ("question", _) => (
            "reply",
            "student",
            &["block"],
            &[("asked", "student"), ("question", "buddy")],
        ),
        ("matched", _) => (
            "meet",
            "both",
            &["met", "close", "block"],
            &[("asked", "student"), ("matched", "buddy")],
        ),
        ("running", _) => (
            "check-in",
            "both",
            &["close", "block"],
            &[
                ("matched", "buddy"),
                ("reminded", "kansrijk"),
                ("running", "student"),
                ("check-in", "kansrijk"),
            ],
        ),
        ("declined", _) => (
            "",
            "",
            &["block"],
            &[("asked", "student"), ("declined", "buddy")],
        ),
        ("expired", _) => (
            "",
            "",
            &["block"],
            &[("asked", "student"), ("expired", "kansrijk")],
        ),
        ("withdrawn", _) => (
            "",
            "",
            &["block"],
            &[("asked", "student"), ("withdrawn", "student")],
        ),
        _ => (
            "",
            "",
            &["block"],
            &[
                ("matched", "buddy"),
                ("running", "buddy"),
                ("closed", "student"),
            ],
        ),
    }
}

pub(super) fn request(state: &str, side: &str) -> Request {
    let party = |id: &str, name: &str| Party {
        id: id.to_owned(),
        name: name.to_owned(),
    };
    let event = |what: &str, by: &str, hours, detail: Option<&str>| Event {
        what: what.to_owned(),
        by: by.to_owned(),
        at: start() + TimeDelta::hours(hours),
        detail: detail.map(str::to_owned),
    };
    let (step, who, may, past) = course(state, side);
    let hours = [0, 20, 60, 400];
    Request {
        id: format!("{state}-{side}"),
        relation: "voor-de-overstap".to_owned(),
        form: (state == "matched").then(|| "gastuur".to_owned()),
        class: None,
        programme: None,
        state: state.to_owned(),
        side: side.to_owned(),
        student: party("noor", "Noor V."),
        buddy: party("hanna", "Hanna V."),
        rank: (side == "student").then_some(1),
        made: start(),
        step: (!step.is_empty()).then(|| Step {
            step: step.to_owned(),
            who: who.to_owned(),
            until: start() + TimeDelta::hours(72),
            yours: who == side || who == "both",
        }),
        question: (state == "question").then(|| "hoe-vaak".to_owned()),
        replies: keys(&["elke-week", "elke-maand", "als-het-nodig-is"]),
        reply: None,
        reason: match state {
            "declined" => Some("geen-tijd".to_owned()),
            "closed" => Some("doel-bereikt".to_owned()),
            _ => None,
        },
        goals: keys(&["planning"]),
        common_slots: keys(&["ma-avond"]),
        common_languages: keys(&["nl"]),
        common_interests: keys(&["muziek"]),
        history: past
            .iter()
            .zip(hours)
            .map(|((what, by), hours)| event(what, by, hours, None))
            .collect(),
        may: keys(may),
    }
}

/// An hour in class that a teacher asks for.
pub(super) fn class_request(state: &str, side: &str) -> Request {
    Request {
        relation: "rolmodel".to_owned(),
        form: Some("gastuur".to_owned()),
        class: Some(ClassHour {
            slots: keys(&["di-ochtend", "do-middag"]),
            subject: "mijn-weg".to_owned(),
            students: 24,
            place: "school".to_owned(),
        }),
        rank: None,
        goals: Vec::new(),
        common_slots: Vec::new(),
        common_interests: Vec::new(),
        ..request(state, side)
    }
}

pub(super) fn requests() -> RequestList {
    let states = [
        ("asked", "buddy"),
        ("question", "student"),
        ("asked", "student"),
        ("waiting", "student"),
        ("matched", "student"),
        ("running", "buddy"),
        ("declined", "student"),
    ];
    let whats = [
        "asked",
        "question",
        "replied",
        "matched",
        "running",
        "declined",
        "expired",
        "withdrawn",
        "withdrawn-for-match",
        "closed",
        "reminded",
        "check-in",
        "asked-for-you",
        "asked-for-class",
        "still-waiting",
        "waiting-over",
        "suggested",
        "suggestion-over",
        "rested",
        "plan-proposed",
        "plan-moved",
        "plan-agreed",
        "plan-none",
        "plan-back",
        "plan-off",
        "plan-tomorrow",
        "plan-past",
        "goal",
        "ticked",
        "stuck",
        "helped",
        "thanked",
        "check-in-shared",
        "invitation-taken",
        "invitation-ended",
        "invitation-stopped",
    ];
    RequestList {
        requests: states
            .into_iter()
            .map(|(state, side)| request(state, side))
            .collect(),
        notices: whats
            .into_iter()
            .map(|what| Notice {
                request: "r1".to_owned(),
                what: what.to_owned(),
                other: "Hanna V.".to_owned(),
                at: start(),
            })
            .collect(),
        left: 1,
        waits_until: Some(start() + TimeDelta::days(42)),
    }
}

fn hanna() -> Party {
    Party {
        id: "hanna".to_owned(),
        name: "Hanna Voorbeeld".to_owned(),
    }
}

pub(super) fn conversation(stand: &str) -> Conversation {
    let message = |n: u32, by: &str, hours, text: Option<&str>| Message {
        n,
        id: text.map(|_| format!("{n:032x}")),
        by: by.to_owned(),
        at: text.map(|_| start() + TimeDelta::hours(hours)),
        text: text.map(str::to_owned),
    };
    let long = "Hottentottententententoonstellingsbezoekersinformatiebalie".repeat(2);
    Conversation {
        id: "voorbeeld".to_owned(),
        other: hanna(),
        relation: "voor-de-overstap".to_owned(),
        stand: stand.to_owned(),
        messages: vec![
            message(11, "you", 0, Some("Hoi Hanna, fijn dat je ja zei!")),
            message(
                12,
                "other",
                1,
                Some("Graag gedaan.\n\nZullen we dinsdag op school afspreken?"),
            ),
            message(14, "removed", 0, None),
            message(15, "you", 30, Some(&long)),
            message(16, "other", 31, Some("<b>Tot dan</b> & veel plezier")),
        ],
        earlier: true,
        last: 16,
        guarded: true,
        may: match stand {
            "open" => keys(&["write", "block"]),
            _ => keys(&["block"]),
        },
    }
}

pub(super) fn conversations() -> ConversationList {
    let line = |stand: &str, unread: u32, wrote: bool| ConversationLine {
        id: format!("{stand}-{unread}"),
        other: hanna(),
        relation: "voor-de-overstap".to_owned(),
        stand: stand.to_owned(),
        wrote: wrote.then(start),
        unread,
        unread_since: (unread > 0).then(start),
    };
    ConversationList {
        conversations: vec![
            line("open", 1, true),
            line("open", 12, true),
            line("open", 0, false),
            line("paused", 0, true),
            line("paused-by-you", 0, true),
            line("certificate", 0, true),
            line("ended", 0, true),
        ],
    }
}

pub(super) fn sending(state: &str) -> Sending {
    let seen = |kind: &str, words: &str| Seen {
        kind: kind.to_owned(),
        words: words.to_owned(),
    };
    Sending {
        state: state.to_owned(),
        message: None,
        seen: vec![
            seen("phone", "06 12 34 56 78"),
            seen("mail", "noor@school.example"),
            seen("address", "Dorpsstraat 12"),
            seen("postcode", "3511 AB"),
            seen("handle", "@noor.07"),
            seen("link", "www.kansrijk.example"),
        ],
    }
}
