//! People and programmes of the samples; none of them exists.

use chrono::{DateTime, NaiveDate, Utc};
use contract::matching::{
    BlockingPair, Dashboard, DashboardLine, Draft, DraftBefore, DraftFigures, DraftList, DraftPair,
    DraftPairs, Edit, FairGroup, GROUPS, GroupCount, GroupShare, NewProgramme, PARTS, PartWeight,
    Party, Policy, PolicyPreview, Programme,
};

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 20).unwrap_or_default()
}

pub(super) fn moment(day: u32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 3, day).unwrap_or_default();
    day.and_hms_opt(9, 30, 0).unwrap_or_default().and_utc()
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

/// One that I run, one that I take part in, one that I may join.
pub(super) fn all() -> [Programme; 3] {
    let run = Programme {
        id: "samen-naar-het-hbo".to_owned(),
        name: "Samen naar het hbo".to_owned(),
        relation: "voor-de-overstap".to_owned(),
        audience: "region".to_owned(),
        place: Some("RMC-19".to_owned()),
        study_field: None,
        route: None,
        opens: day(3, 1),
        asked_until: day(4, 1),
        matches_on: day(4, 8),
        ends: day(9, 1),
        mode: "all".to_owned(),
        places: 2,
        policy: 1,
        seed: "8f2c11d0a94be07733fe51c2a6d0419b".to_owned(),
        over: false,
        mine: vec![],
        may: vec!["run".to_owned()],
    };
    let mine = Programme {
        id: "techniek".to_owned(),
        name: "Maatjes in de techniek".to_owned(),
        audience: "country".to_owned(),
        place: None,
        study_field: Some("07".to_owned()),
        route: Some("mbo-naar-hbo".to_owned()),
        mode: "batch".to_owned(),
        mine: vec!["seeks".to_owned()],
        may: vec![],
        ..run.clone()
    };
    let open = Programme {
        id: "eerste-jaar".to_owned(),
        name: "Een maatje in je eerste jaar".to_owned(),
        relation: "eerste-jaar".to_owned(),
        audience: "school".to_owned(),
        place: Some("roc-voorbeeld".to_owned()),
        mode: "choose".to_owned(),
        may: vec!["seeks".to_owned(), "helps".to_owned()],
        ..run.clone()
    };
    [run, mine, open]
}

pub(in crate::matching) fn programmes() -> Vec<Programme> {
    all().to_vec()
}

pub(super) fn filled() -> NewProgramme {
    let [run, ..] = all();
    super::form::written(&run)
}

fn party(id: &str, name: &str) -> Party {
    Party {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

fn figures(matched: u32, top5: u32, total: u64, blocking_pairs: u64) -> DraftFigures {
    DraftFigures {
        students: 120,
        buddies: 70,
        places: 112,
        matched,
        top5,
        total,
        dual_bound: Some(61_400),
        gap: Some(61_400_u64.saturating_sub(total)),
        blocking_pairs,
        drawn: 6,
        fairness: vec![
            fair("region", "RMC-19", 64, 59),
            fair("school", "mbo", 90, 81),
            fair("leerweg", "bbl", 52, 46),
            fair("language", "more", 55, 50),
            fair("age", "minor", 61, 52),
        ],
    }
}

fn fair(dimension: &str, label: &str, students: u32, matched: u32) -> FairGroup {
    let share = |count: u32| GroupShare {
        count,
        share: count * 1000 / students,
        low: (count * 1000 / students).saturating_sub(80),
        high: (count * 1000 / students + 60).min(1000),
    };
    FairGroup {
        dimension: dimension.to_owned(),
        label: label.to_owned(),
        students,
        matched: share(matched),
        top5: share(matched / 2),
        waited: Some(12),
    }
}

pub(super) fn draft(rule: &str, state: &str) -> Draft {
    let own = match rule {
        "best" => figures(110, 74, 61_400, 23),
        "balanced" => figures(109, 80, 60_900, 4),
        _ => DraftFigures {
            dual_bound: None,
            gap: None,
            ..figures(104, 86, 59_800, 0)
        },
    };
    let is_made = matches!(state, "done" | "publishing" | "published");
    Draft {
        rule: rule.to_owned(),
        state: state.to_owned(),
        asked: moment(20),
        made: is_made.then(|| moment(20)),
        max_blocking: 4,
        policy: 1,
        stale: false,
        before: is_made.then(|| DraftBefore {
            matched: own.matched + 1,
            total: own.total + 120,
            blocking_pairs: own.blocking_pairs,
        }),
        figures: is_made.then_some(own),
        placed: if state == "published" { 108 } else { 0 },
        left: if state == "published" { 2 } else { 0 },
    }
}

pub(super) fn list(states: [&str; 3], with_edits: bool) -> DraftList {
    let [run, ..] = all();
    let edit = |n, kind: &str, buddy: Option<&str>, holds| Edit {
        n,
        kind: kind.to_owned(),
        student: party("noor", "Noor Voorbeeld"),
        buddy: buddy.map(|name| party("hanna", name)),
        at: moment(20),
        holds,
    };
    let rules = contract::matching::DRAFT_RULES.iter().zip(states);
    DraftList {
        programme: run,
        drafts: rules
            .filter(|(_, state)| !state.is_empty())
            .map(|(rule, state)| draft(rule, state))
            .collect(),
        edits: if with_edits {
            vec![
                edit(1, "pin", Some("Hanna Voorbeeld"), true),
                edit(2, "veto", Some("Sem Voorbeeld"), false),
                edit(3, "out", None, true),
            ]
        } else {
            vec![]
        },
    }
}

pub(super) fn pairs(rule: &str, state: &str) -> DraftPairs {
    let [run, ..] = all();
    let pair = |name: &str, buddy: Option<&str>, state: &str, reason: Option<&str>| DraftPair {
        student: party("noor", name),
        buddy: buddy.map(|name| party("hanna", name)),
        score: 712,
        place: buddy.map(|_| 2),
        pinned: name.starts_with("Noor"),
        drawn: name.starts_with("Bilal"),
        state: state.to_owned(),
        reason: reason.map(str::to_owned),
    };
    let is_out = state == "published";
    let usual = if is_out { "placed" } else { "proposed" };
    let mut pairs = vec![
        pair("Noor Voorbeeld", Some("Hanna Voorbeeld"), usual, None),
        pair("Bilal Voorbeeld", Some("Ilse Voorbeeld"), usual, None),
        pair("Kwame Voorbeeld", None, "alone", None),
    ];
    if is_out {
        let left = pair(
            "Mo Voorbeeld",
            Some("Sem Voorbeeld"),
            "left",
            Some("paused"),
        );
        pairs.insert(0, left);
    }
    DraftPairs {
        programme: run,
        draft: draft(rule, state),
        pairs,
        total: 120,
        page: 1,
        per_page: 50,
        blocking: if rule == "stable" {
            Vec::new()
        } else {
            vec![
                rather("Noor Voorbeeld", Some("Hanna Voorbeeld")),
                rather("Kwame Voorbeeld", None),
            ]
        },
        all_buddies: 2,
        buddies: vec![
            party("hanna", "Hanna Voorbeeld"),
            party("ilse", "Ilse Voorbeeld"),
        ],
    }
}

fn rather(student: &str, has: Option<&str>) -> BlockingPair {
    BlockingPair {
        student: party("noor", student),
        buddy: party("sem", "Sem Voorbeeld"),
        has: has.map(|name| party("hanna", name)),
    }
}

/// A programme with too many buddies for one list, of whom a search found some.
pub(super) fn many_buddies(found: usize) -> DraftPairs {
    let mut pairs = pairs("best", "done");
    pairs.all_buddies = 70;
    pairs.buddies.truncate(found);
    pairs
}

/// A dashboard on which students have a suggestion, or let one pass.
pub(super) fn suggesting(group: &str, state: &str) -> Dashboard {
    let mut board = dashboard(group);
    "suggested".clone_into(&mut board.programme.mode);
    for line in &mut board.lines {
        line.suggested = Some(state.to_owned());
        (line.request, line.buddy, line.nudged) = (None, None, None);
        line.may.clear();
    }
    board
}

pub(super) fn dashboard(group: &str) -> Dashboard {
    let [run, ..] = all();
    let waits = group == "waiting";
    let line = |name: &str, nudged: bool| DashboardLine {
        request: (!waits).then(|| "verzoek".to_owned()),
        student: party("noor", name),
        buddy: (!waits).then(|| party("hanna", "Hanna Voorbeeld")),
        until: moment(21),
        unanswered: waits && nudged,
        suggested: None,
        nudged: (nudged && !waits).then(|| moment(20)),
        may: if nudged || waits || group == "running" {
            vec![]
        } else {
            vec!["nudge".to_owned()]
        },
    };
    Dashboard {
        counts: GROUPS
            .iter()
            .zip([2_u32, 1, 14, 9, 31, 50])
            .map(|(group, count)| GroupCount {
                group: (*group).to_owned(),
                count,
            })
            .collect(),
        group: group.to_owned(),
        lines: vec![line("Noor Voorbeeld", false), line("Bilal Voorbeeld", true)],
        total: 50,
        page: 1,
        per_page: 25,
        published: Some(draft("best", "published")),
        programme: run,
    }
}

pub(super) fn policy() -> Policy {
    Policy {
        version: 2,
        parts: PARTS
            .iter()
            .map(|part| PartWeight {
                part: (*part).to_owned(),
                strength: if *part == "goals" { "more" } else { "usual" }.to_owned(),
            })
            .collect(),
    }
}

pub(super) fn preview() -> PolicyPreview {
    PolicyPreview {
        students: 300,
        buddies: 180,
        first_changes: 41,
        matched_before: 252,
        matched_after: 249,
    }
}
