//! People and cards for this crate's tests.

use chrono::{DateTime, Utc};
use contract::toolbox::CardContent;
use contract::{Age, Caller, Grant, Scope};
use nouns::{CardId, PersonId, Region, Role, SchoolId, TeamId};

use crate::card::{Author, Card, Deed, State, Version, Visibility};
use crate::reading;
use crate::tried::{Again, Report};

pub(crate) fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

/// Somebody with one role everywhere, without school or region.
pub(crate) fn caller(person: &str, role: Role) -> Caller {
    Caller {
        person: PersonId::parse(person).unwrap(),
        name: format!("{}{}", person[..1].to_uppercase(), &person[1..]),
        roles: vec![Grant {
            role,
            scope: Scope::Everywhere,
        }],
        school: None,
        region: None,
        age: Age::Adult,
        means: contract::Means::Session,
    }
}

/// A teacher at ROC school 25PW in the Utrecht region.
pub(crate) fn saskia() -> Caller {
    let mut saskia = caller("saskia", Role::Docent);
    saskia.school = SchoolId::parse("25PW").ok();
    saskia.region = Region::parse("RMC-19").ok();
    saskia
}

pub(crate) fn at_school(person: &str, school: &str) -> Caller {
    let mut caller = caller(person, Role::Student);
    caller.school = SchoolId::parse(school).ok();
    caller
}

pub(crate) fn moderator() -> Caller {
    caller("mo", Role::Moderator)
}

/// A card as somebody types it, with little more than is needed.
pub(crate) fn typed(title: &str) -> CardContent {
    CardContent {
        title: title.to_owned(),
        kind: Some("werkvorm".to_owned()),
        goal: "Iedereen komt even aan het woord.".to_owned(),
        minutes: Some(20),
        group_min: Some(4),
        group_max: Some(12),
        tags: vec!["feedback".to_owned()],
        ..CardContent::default()
    }
}

/// A published card of somebody at school 25PW in the Utrecht region.
pub(crate) fn card_of(person: &str, visibility: Visibility) -> Card {
    let mut content = reading::typed(&typed("Rondje om")).unwrap();
    content.visibility = visibility;
    let owner = Author {
        person: PersonId::parse(person).unwrap(),
        name: person.to_owned(),
    };
    Card {
        id: CardId::parse("rondje").unwrap(),
        owner: Some(owner.clone()),
        school: SchoolId::parse("25PW").ok(),
        region: Region::parse("RMC-19").ok(),
        team_members: Vec::new(),
        state: State::Published,
        created: start(),
        current: Version {
            number: 1,
            content,
            deed: Deed::Added,
            by: Some(owner),
            at: start(),
        },
    }
}

/// A card that somebody shared on behalf of the team `groen`, which has these members now.
pub(crate) fn card_of_team(person: &str, members: &[&str], visibility: Visibility) -> Card {
    let mut card = card_of(person, visibility);
    card.current.content.team_id = TeamId::parse("groen").ok();
    let members = members
        .iter()
        .map(|member| PersonId::parse(member).unwrap());
    card.team_members = members.collect();
    card
}

/// A team as somebody types it.
pub(crate) fn typed_team(name: &str) -> contract::toolbox::TeamContent {
    contract::toolbox::TeamContent {
        name: name.to_owned(),
        schools: vec!["ROC van het Voorbeeld".to_owned()],
        region: "RMC-19".to_owned(),
        field: "08".to_owned(),
        programme: "Hovenier".to_owned(),
        good_at: vec!["Buiten lesgeven".to_owned()],
    }
}

/// A report as somebody types it.
pub(crate) fn typed_report(team: &str, on: &str) -> contract::toolbox::ReportContent {
    contract::toolbox::ReportContent {
        team: team.to_owned(),
        on: on.to_owned(),
        people: Some(9),
        group: "collega-s".to_owned(),
        worked: vec!["goed-gesprek".to_owned()],
        again: "ja".to_owned(),
        ..contract::toolbox::ReportContent::default()
    }
}

/// A report of a team, told by somebody of a school.
pub(crate) fn report(team: &str, day: &str, school: &str, again: Again) -> Report {
    let typed = contract::toolbox::ReportContent {
        again: again.as_str().to_owned(),
        ..typed_report(team, day)
    };
    let (day, told) = crate::tried::told(&typed, chrono::NaiveDate::MAX).unwrap();
    Report {
        card: CardId::parse("rondje").unwrap(),
        team: TeamId::parse(team).unwrap(),
        team_name: team.to_owned(),
        day,
        school: SchoolId::parse(school).ok(),
        told,
        at: start(),
    }
}
