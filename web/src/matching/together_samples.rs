//! Invented matches for the samples of what comes after a yes.

use chrono::{DateTime, TimeDelta, Utc};
use contract::matching::{
    CheckIn, CheckInSaid, Lasted, LastingLine, LastingTable, Moment, Plan, SharedGoal, SharedStep,
    StuckList, StuckMatch, Thanks, Together,
};

use super::samples::{keys, start};

fn at(hours: i64) -> DateTime<Utc> {
    start() + TimeDelta::hours(hours)
}

/// What two people share, in the states that a page shows.
pub(super) fn together(of: &str) -> Together {
    Together {
        stand: if of == "paused" { "paused" } else { "open" }.to_owned(),
        plan: plan(of),
        goals: if of == "new" { Vec::new() } else { goals() },
        more_goals: match of {
            "new" => keys(&["planning", "engels"]),
            _ => keys(&["netwerk"]),
        },
        check_in: (of == "running").then(|| CheckIn {
            round: 4,
            asked: at(420),
        }),
        answers: answers(of),
        thanks: Thanks {
            yours: (of == "thanked").then(|| "veel-geleerd".to_owned()),
            theirs: (of == "thanked").then(|| "voor-je-tijd".to_owned()),
        },
        goes_first_until: (of == "closed").then(|| at(2_000)),
        stuck: (of == "stuck").then(|| at(500)),
        help: (of == "help").then(|| at(500)),
        moments: moments(of),
        may: keys(match of {
            "paused" => &[],
            "closed" => &["thank", "helper"],
            "thanked" => &["helper"],
            "theirs" | "moving" => &["propose", "pick", "drop", "goals", "help"],
            "mine" => &["propose", "drop", "goals", "help"],
            "agreed" => &["propose", "call-off", "remind", "goals", "help"],
            "help" => &["propose", "goals"],
            _ => &["propose", "goals", "check-in", "help"],
        }),
    }
}

fn plan(of: &str) -> Plan {
    let agreed = matches!(of, "agreed" | "moving" | "past").then(|| at(200));
    let proposed = matches!(of, "theirs" | "mine" | "moving");
    Plan {
        version: 3,
        options: if proposed {
            vec![at(150), at(172)]
        } else {
            Vec::new()
        },
        place: proposed.then(|| "school".to_owned()),
        yours: of == "mine",
        agreed,
        agreed_place: agreed.map(|_| "kansrijk".to_owned()),
        off: (of == "off").then(|| at(200)),
        invitation: agreed.is_some() || of == "off",
        reminded: of == "moving",
        offers: vec![at(100), at(150), at(172), at(200)],
        places: keys(&["kansrijk", "school", "bibliotheek"]),
    }
}

fn goals() -> Vec<SharedGoal> {
    let step = |n: u32, key: Option<&str>, text: Option<&str>, done: Option<i64>| SharedStep {
        n,
        step: key.map(str::to_owned),
        text: text.map(str::to_owned),
        yours: n == 1,
        done: done.map(at),
    };
    let long = "Hottentottententententoonstellingsbezoekersinformatiebalie bellen";
    let goal = |goal: &str, steps, room| SharedGoal {
        goal: goal.to_owned(),
        steps,
        room,
    };
    let steps = vec![
        step(1, Some("plan-maken"), None, Some(300)),
        step(2, None, Some(long), None),
        step(3, None, None, None),
    ];
    vec![
        goal("planning", steps, true),
        goal("engels", Vec::new(), false),
    ]
}

fn answers(of: &str) -> Vec<CheckInSaid> {
    let said = |yours, answer: &str, shared| CheckInSaid {
        yours,
        answer: answer.to_owned(),
        shared,
        at: at(400),
    };
    match of {
        "stuck" => vec![said(true, "vast", false)],
        "running" | "closed" => vec![
            said(true, "kan-beter", true),
            said(true, "goed", false),
            said(false, "goed", true),
        ],
        _ => Vec::new(),
    }
}

fn moments(of: &str) -> Vec<Moment> {
    let (new, closed) = (of == "new", matches!(of, "closed" | "thanked"));
    let moment = |what: &str, hours, done| Moment {
        what: what.to_owned(),
        at: at(hours),
        done,
    };
    if new {
        return vec![
            moment("asked", 0, true),
            moment("yes", 20, true),
            moment("meeting", 200, false),
        ];
    }
    vec![
        moment("asked", 0, true),
        moment("yes", 20, true),
        moment("meeting", 200, true),
        moment("step", 300, true),
        moment("check-in", 420, true),
        moment(if closed { "end" } else { "check-in" }, 600, closed),
    ]
}

/// What a coordinator sees of matches.
pub(super) fn matches() -> (StuckList, LastingTable) {
    let stuck = |id: &str, help| StuckMatch {
        id: id.to_owned(),
        student: "Noor V.".to_owned(),
        buddy: "Maximiliaan-Christoffel-Alexander W.".to_owned(),
        programme: None,
        stuck: Some(start()),
        help,
    };
    let lasted = |share: f64, matches| {
        Some(Lasted {
            matches,
            share,
            low: share - 0.1,
            high: share + 0.08,
        })
    };
    let attributes = [
        "study-field",
        "region",
        "language",
        "goals",
        "in-person",
        "leerweg",
    ];
    let rows = attributes.iter().map(|attribute| LastingLine {
        attribute: (*attribute).to_owned(),
        with: lasted(0.7, 120),
        without: (*attribute != "region")
            .then(|| lasted(0.5, 1300))
            .flatten(),
    });
    let lasting = LastingTable {
        drawn: 31,
        programme: None,
        matches: 1420,
        rows: rows.collect(),
    };
    let matches = vec![stuck("r1", None), stuck("r2", Some(start()))];
    (StuckList { matches }, lasting)
}
