//! The people of the demo town, grouped by what one can do as them.

use contract::accounts::DemoPerson;
use contract::{Grant, Scope};
use nouns::{Region, Role};
use serde::Serialize;

/// The people of the demo town with one role.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    role: &'static str,
    is_first: bool,
    people: Vec<Face>,
}

/// Somebody to play.
#[derive(Debug, Serialize)]
pub(super) struct Face {
    id: String,
    name: String,
    /// Where a coordinator coordinates, else where somebody lives.
    region: Option<&'static str>,
    is_minor: bool,
    may_sign_in: bool,
}

/// A person with several roles stands with the first of these.
const ROLES: [Role; 8] = [
    Role::Coordinator,
    Role::Moderator,
    Role::Beheerder,
    Role::Zorgconsulent,
    Role::Maatje,
    Role::Rolmodel,
    Role::Docent,
    Role::Student,
];
/// In this order they are shown: the three main jobs first.
const SHOWN: [Role; 8] = [
    Role::Student,
    Role::Docent,
    Role::Maatje,
    Role::Rolmodel,
    Role::Coordinator,
    Role::Zorgconsulent,
    Role::Moderator,
    Role::Beheerder,
];

/// Groups them; who has several roles stands once.
pub(super) fn grouped(people: Vec<DemoPerson>) -> Vec<Group> {
    let mut groups: Vec<Group> = SHOWN
        .into_iter()
        .map(|role| Group {
            role: role.as_str(),
            is_first: false,
            people: Vec::new(),
        })
        .collect();
    for person in people {
        let main = ROLES
            .into_iter()
            .find(|role| person.roles.iter().any(|grant| grant.role == *role));
        let role = main.unwrap_or(Role::Student).as_str();
        if let Some(group) = groups.iter_mut().find(|group| group.role == role) {
            group.people.push(Face::of(person));
        }
    }
    groups.retain(|group| !group.people.is_empty());
    if let Some(first) = groups.first_mut() {
        first.is_first = true;
    }
    groups
}

impl Face {
    fn of(person: DemoPerson) -> Self {
        let home = person
            .region
            .as_deref()
            .and_then(|code| Region::parse(code).ok());
        let region = person.roles.iter().find_map(coordinated).or(home);
        Self {
            id: person.id,
            name: person.name,
            region: region.map(Region::name),
            is_minor: person.is_minor,
            may_sign_in: person.may_sign_in,
        }
    }
}

fn coordinated(grant: &Grant) -> Option<Region> {
    match (&grant.role, &grant.scope) {
        (Role::Coordinator, Scope::Region(region)) => Some(*region),
        _ => None,
    }
}

/// A few people for the samples of the page.
pub(super) fn sample_town() -> Vec<DemoPerson> {
    let person = |id: &str, name: &str, role: Role, scope: Scope| DemoPerson {
        id: id.to_owned(),
        name: name.to_owned(),
        roles: vec![Grant { role, scope }],
        school: None,
        region: Some("RMC-19".to_owned()),
        is_minor: false,
        may_sign_in: true,
    };
    let utrecht = Region::all()
        .find(|region| region.code() == "NL-UT")
        .map_or(Scope::Everywhere, Scope::Region);
    vec![
        person("noor", "Noor Hendriks", Role::Student, Scope::Everywhere),
        DemoPerson {
            is_minor: true,
            ..person("bilal", "Bilal Amrani", Role::Student, Scope::Everywhere)
        },
        DemoPerson {
            may_sign_in: false,
            ..person("tijn", "Tijn van Dam", Role::Student, Scope::Everywhere)
        },
        person(
            "petra",
            "Petra van den Heuvel-Oosterwijk tot de Zonnebloem en Bergen",
            Role::Docent,
            Scope::Everywhere,
        ),
        person("yvonne", "Yvonne Smit", Role::Coordinator, utrecht),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_with_two_roles_stands_with_one() {
        let mut town = sample_town();
        town[4].roles.push(Grant {
            role: Role::Docent,
            scope: Scope::Everywhere,
        });
        let groups = grouped(town);
        let shown: Vec<_> = groups
            .iter()
            .map(|group| (group.role, group.people.len()))
            .collect();
        assert_eq!(shown, [("student", 3), ("docent", 1), ("coordinator", 1)]);
        assert_eq!(groups[2].people[0].region, Some("Utrecht"));
        assert!(groups[0].is_first && !groups[1].is_first);
    }
}
