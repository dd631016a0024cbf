//! Who may do what with teams. Pure predicates, one sentence each.

use contract::Caller;
use nouns::{PersonId, Role};

use super::{Member, Qualities, Team};

/// Teams are of teachers: only they found, join, read names and act for a team.
#[must_use]
pub fn takes_part(caller: &Caller) -> bool {
    caller.is(Role::Docent)
}

/// A teacher founds a team.
#[must_use]
pub fn may_found(caller: &Caller) -> bool {
    takes_part(caller)
}

/// Whoever is among the members acts for the team, as long as they teach.
#[must_use]
pub fn is_member<'a>(caller: &Caller, mut members: impl Iterator<Item = &'a PersonId>) -> bool {
    takes_part(caller) && members.any(|member| *member == caller.person)
}

/// A teacher who is not in an open team asks to join it.
#[must_use]
pub fn may_join(caller: &Caller, team: &Team, is_member: bool) -> bool {
    takes_part(caller) && team.is_open() && !is_member
}

/// The names in a team are for its members and for people who are in a team themselves.
#[must_use]
pub fn may_read_names(caller: Option<&Caller>, teams_of_caller: usize) -> bool {
    caller.is_some_and(takes_part) && teams_of_caller > 0
}

/// What somebody is good at is for their own team, and for others only where they say so.
#[must_use]
pub fn may_read_qualities(reader_is_member: bool, qualities: &Qualities) -> bool {
    reader_is_member || qualities.on_page
}

/// What is shown of a team's members: those whose names the reader may read.
#[must_use]
pub fn shown(members: &[Member], may_be_read: impl Fn(&str) -> bool) -> Vec<&Member> {
    let is_shown = |member: &&Member| may_be_read(member.person.as_str());
    members.iter().filter(is_shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{caller, start};
    use crate::teams::{TeamContent, TeamName, TeamState};
    use nouns::{Region, TeamId};

    fn team(state: TeamState) -> Team {
        Team {
            id: TeamId::parse("groen").unwrap(),
            content: TeamContent {
                name: TeamName::parse("Team Groen").unwrap(),
                schools: vec![],
                region: Region::parse("RMC-19").unwrap(),
                field: None,
                programme: crate::card::Line::default(),
                good_at: vec![],
            },
            state,
            founded: start(),
        }
    }

    #[test]
    fn teachers_found_teams_and_nobody_else_does() {
        assert!(may_found(&caller("saskia", Role::Docent)));
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Docent) {
            assert!(!may_found(&caller("noor", role)), "{role:?}");
        }
    }

    #[test]
    fn a_member_who_teaches_no_more_acts_for_no_team() {
        let members = [PersonId::parse("saskia").unwrap()];
        assert!(is_member(&caller("saskia", Role::Docent), members.iter()));
        assert!(!is_member(&caller("tim", Role::Docent), members.iter()));
        assert!(!is_member(&caller("saskia", Role::Student), members.iter()));
    }

    #[test]
    fn a_closed_team_takes_nobody() {
        let tim = caller("tim", Role::Docent);
        assert!(may_join(&tim, &team(TeamState::Open), false));
        assert!(!may_join(&tim, &team(TeamState::Open), true));
        assert!(!may_join(&tim, &team(TeamState::Closed), false));
        assert!(!may_join(
            &caller("noor", Role::Student),
            &team(TeamState::Open),
            false
        ));
    }

    #[test]
    fn names_are_for_people_of_teams() {
        let saskia = caller("saskia", Role::Docent);
        assert!(may_read_names(Some(&saskia), 1));
        assert!(!may_read_names(Some(&saskia), 0));
        assert!(!may_read_names(Some(&caller("noor", Role::Student)), 1));
        assert!(!may_read_names(None, 0));
    }

    #[test]
    fn qualities_are_for_the_team_unless_their_owner_shows_them() {
        let quiet = Qualities::parse(&[], "Ik luister.", false).unwrap();
        let shown = Qualities::parse(&[], "Ik luister.", true).unwrap();
        assert!(may_read_qualities(true, &quiet) && may_read_qualities(false, &shown));
        assert!(!may_read_qualities(false, &quiet));
    }

    #[test]
    fn who_may_not_be_read_is_not_shown() {
        let member = |person: &str| Member {
            person: PersonId::parse(person).unwrap(),
            name: person.to_owned(),
            since: start(),
            qualities: Qualities::default(),
        };
        let members = [member("saskia"), member("tim")];
        let seen = shown(&members, |person| person != "tim");
        assert_eq!(seen, [&members[0]]);
    }
}
