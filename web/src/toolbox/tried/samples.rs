//! Reports as the toolbox would answer them, for the samples of the pages.

use chrono::{DateTime, NaiveDate, TimeDelta};
use contract::toolbox::{Count, Interval, Report, ReportContent, Reports, Tried};

pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default()
}

pub(crate) fn report() -> Report {
    Report {
        id: "2026-03-02.team-groen".to_owned(),
        card: "rondje".to_owned(),
        card_title: "Rondje om".to_owned(),
        content: ReportContent {
            team: "team-groen".to_owned(),
            on: "2026-03-02".to_owned(),
            people: Some(9),
            group: "collega-s".to_owned(),
            field: "08".to_owned(),
            changed: "We stonden buiten in een kring.".to_owned(),
            worked: vec!["iedereen-deed-mee".to_owned(), "goed-gesprek".to_owned()],
            did_not_work: vec!["te-weinig-tijd".to_owned()],
            line: "Na afloop bleef iedereen nog even hangen.".to_owned(),
            again: "met-aanpassingen".to_owned(),
        },
        team_name: "Team Groen".to_owned(),
        told: DateTime::UNIX_EPOCH + TimeDelta::days(20_514),
        may: vec![],
    }
}

/// Twelve teams, of which nine would do it again.
pub(crate) fn tried() -> Tried {
    let count = |value: &str, teams| Count {
        value: value.to_owned(),
        teams,
    };
    Tried {
        teams: 12,
        again: 9,
        schools: 4,
        level: 4,
        interval: Interval {
            low: 0.4677,
            high: 0.9111,
        },
        groups: vec![count("collega-s", 6), count("mbo-2", 3)],
        fields: vec![count("08", 4), count("09", 1)],
        worked: vec![count("goed-gesprek", 7), count("iedereen-deed-mee", 5)],
        did_not_work: vec![count("te-weinig-tijd", 3)],
    }
}

/// What a reader gets who may do this with the first.
pub(crate) fn reports(may: &[&str]) -> Reports {
    let mine = Report {
        may: vec!["edit".to_owned(), "withdraw".to_owned()],
        ..report()
    };
    let bare = Report {
        id: "2026-02-02.team-zorg".to_owned(),
        team_name: "Team Zorg".to_owned(),
        content: ReportContent {
            team: "team-zorg".to_owned(),
            on: "2026-02-02".to_owned(),
            people: Some(22),
            group: "mbo-2".to_owned(),
            again: "nee".to_owned(),
            ..ReportContent::default()
        },
        ..report()
    };
    let first = if may.is_empty() { report() } else { mine };
    Reports {
        tried: tried(),
        reports: vec![first, bare],
        may: may.iter().map(|may| (*may).to_owned()).collect(),
    }
}
