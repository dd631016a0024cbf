//! Teams as the toolbox would answer them, for the samples of the pages.

use chrono::{DateTime, TimeDelta, Utc};
use contract::toolbox::{
    CardAnswer, CardHit, Invite, JoinRequest, Member, Qualities, ReportsOfTeam, Team, TeamContent,
    TeamPage,
};

use crate::toolbox::tried::samples::report;

fn start() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_514)
}

pub(crate) fn in_two_weeks() -> DateTime<Utc> {
    start() + TimeDelta::days(14)
}

pub(crate) fn groen() -> Team {
    Team {
        id: "team-groen".to_owned(),
        content: TeamContent {
            name: "Team Groen".to_owned(),
            schools: vec![
                "ROC van het Voorbeeld".to_owned(),
                "Vakschool De Werkplaats".to_owned(),
            ],
            region: "RMC-19".to_owned(),
            field: "08".to_owned(),
            programme: "Hovenier".to_owned(),
            good_at: vec![
                "Buiten lesgeven".to_owned(),
                "Samen met leerbedrijven".to_owned(),
            ],
        },
        region_name: "Utrecht".to_owned(),
        closed: false,
        founded: start(),
    }
}

pub(crate) fn zorg() -> Team {
    let content = TeamContent {
        name: "Team Zorg en Welzijn van de avondopleiding in de binnenstad".to_owned(),
        schools: vec!["ROC van het Voorbeeld".to_owned()],
        region: "RMC-29".to_owned(),
        field: "09".to_owned(),
        ..TeamContent::default()
    };
    Team {
        id: "team-zorg".to_owned(),
        content,
        region_name: "Rijnmond".to_owned(),
        ..groen()
    }
}

pub(crate) fn said() -> Qualities {
    Qualities {
        words: vec!["luisteren".to_owned(), "humor".to_owned()],
        line: "Ik hoor wat er niet gezegd wordt.".to_owned(),
        on_page: true,
    }
}

fn member(person: &str, name: &str, qualities: Option<Qualities>) -> Member {
    Member {
        person: person.to_owned(),
        name: name.to_owned(),
        qualities,
    }
}

/// As a stranger sees it.
pub(crate) fn outside() -> TeamPage {
    TeamPage {
        team: groen(),
        qualities: vec![said()],
        ..TeamPage::default()
    }
}

/// As somebody of another team sees it.
pub(crate) fn named() -> TeamPage {
    TeamPage {
        members: vec![
            member("petra", "Petra Lindeman", Some(said())),
            member("omar", "Omar Benhaddou", None),
        ],
        qualities: vec![],
        may: vec!["join".to_owned()],
        ..outside()
    }
}

/// As somebody who asked to join sees it.
pub(crate) fn asked() -> TeamPage {
    TeamPage {
        my_request: Some(in_two_weeks()),
        may: vec![],
        ..named()
    }
}

/// As a member sees it.
pub(crate) fn inside() -> TeamPage {
    let all = ["edit", "invite", "describe", "leave"].map(str::to_owned);
    TeamPage {
        mine: true,
        requests: vec![JoinRequest {
            team: "team-groen".to_owned(),
            team_name: "Team Groen".to_owned(),
            person: "wim".to_owned(),
            name: "Wim Aalders".to_owned(),
            asked: start(),
            ends: in_two_weeks(),
        }],
        invites: vec![Invite {
            id: "a0".to_owned(),
            made: start(),
            ends: in_two_weeks(),
        }],
        may: all.to_vec(),
        ..named()
    }
}

/// As its only member sees it.
pub(crate) fn alone() -> TeamPage {
    TeamPage {
        members: vec![member("petra", "Petra Lindeman", None)],
        requests: vec![],
        invites: vec![],
        ..inside()
    }
}

pub(crate) fn closed() -> TeamPage {
    TeamPage {
        team: Team {
            closed: true,
            ..groen()
        },
        ..TeamPage::default()
    }
}

pub(crate) fn cards() -> CardAnswer {
    let hit = |id: &str, title: &str| CardHit {
        id: id.to_owned(),
        title: title.to_owned(),
        marked_title: title.to_owned(),
        snippet: String::new(),
        score: 1.0,
        kind: Some("werkvorm".to_owned()),
        minutes: Some(20),
        group_min: None,
        group_max: None,
        fits_in_meeting: true,
        tags: vec![],
        team: "Team Groen".to_owned(),
    };
    CardAnswer {
        total: 14,
        hits: vec![
            hit("rondje-buiten", "Rondje buiten"),
            hit("weekstart", "Weekstart in vijf minuten"),
        ],
        ..CardAnswer::default()
    }
}

pub(crate) fn reports() -> ReportsOfTeam {
    ReportsOfTeam {
        reports: vec![report()],
    }
}
