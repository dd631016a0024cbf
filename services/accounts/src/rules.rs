//! Who may. Pure; each rule one sentence.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{Age, Caller, Grant, Scope};
use nouns::Role;

use crate::birth::AgeGroup;
use crate::person::{Email, Known, Person, RoleHeld};
use crate::safety::Report;
use crate::session::Session;
use crate::token::AccessToken;

/// What stands between somebody and the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DemoRefusal {
    Off,
    Elsewhere,
    NotOfTheTown,
}

/// The age that callers carry, or nothing for somebody who takes no part yet.
///
/// Nobody under 16 takes part without a parent's consent.
pub(crate) fn takes_part(
    person: &Person,
    parent_consents: bool,
    now: DateTime<Utc>,
) -> Option<Age> {
    match person.birth.group(now) {
        AgeGroup::Child => parent_consents.then_some(Age::Minor),
        AgeGroup::TakesPart(age) => Some(age),
    }
}

/// Anyone at the machine itself may play the people of the demo town while the demo is on.
pub(crate) fn may_play(
    person: &Person,
    is_demo_on: bool,
    is_from_loopback: bool,
) -> Result<(), DemoRefusal> {
    may_see_demo(is_demo_on, is_from_loopback)?;
    if person.is_demo {
        Ok(())
    } else {
        Err(DemoRefusal::NotOfTheTown)
    }
}

/// The demo shows itself only while it is on, and only at the machine itself.
pub(crate) fn may_see_demo(is_demo_on: bool, is_from_loopback: bool) -> Result<(), DemoRefusal> {
    match (is_demo_on, is_from_loopback) {
        (false, _) => Err(DemoRefusal::Off),
        (true, false) => Err(DemoRefusal::Elsewhere),
        (true, true) => Ok(()),
    }
}

/// A child does not consent in a parent's place: the parent's address is not the child's own.
pub(crate) fn may_be_asked(parent: &Email, child: &Person) -> bool {
    child.email.as_ref() != Some(parent)
}

/// An administrator helps somebody else back into an account, but not into one that decides over others: that role is given
/// anew, so that no link stands in for a second factor.
pub(crate) fn may_recover(by: &Caller, whom: &Known) -> bool {
    by.is(Role::Beheerder)
        && by.person != whom.person.id
        && !whom.roles.iter().any(|held| needs_second_factor(held.role))
}

/// Whether somebody helps anyone back at all.
pub(crate) fn may_recover_some(by: &Caller) -> bool {
    by.is(Role::Beheerder)
}

/// A person ends their own sessions.
pub(crate) fn may_end(caller: &Caller, session: &Session) -> bool {
    session.person == caller.person
}

/// A person revokes their own tokens.
pub(crate) fn may_revoke(caller: &Caller, token: &AccessToken) -> bool {
    token.person == caller.person
}

/// A role counts until its end.
pub(crate) fn counts(role: &RoleHeld, now: DateTime<Utc>) -> bool {
    role.until.is_none_or(|until| now < until)
}

/// The role that looks at reports.
pub(crate) const MODERATES: Role = Role::Moderator;

/// Roles with rights over others end by themselves, and so does whatever is given for a programme: it lasts no longer than
/// the programme does.
pub(crate) fn needs_an_end(role: Role, scope: &Scope) -> bool {
    let over_others = matches!(
        role,
        Role::Coordinator | Role::Zorgconsulent | Role::Moderator | Role::Beheerder
    );
    over_others || matches!(scope, Scope::Programme(_))
}

/// An administrator gives every role; a coordinator gives the roles of students, helpers and
/// teachers, to people of the own region or school, for no more than that. A programme has no
/// people of its own: its coordinator gives the roles of helpers, for that programme. Nobody gives
/// to themselves.
pub(crate) fn may_give(by: &Caller, to: &Person, role: Role, scope: &Scope) -> bool {
    if by.person == to.id || !fits(role, scope) {
        return false;
    }
    by.is(Role::Beheerder) || coordinates_for(by, to, role, scope)
}

/// Whether somebody gives any roles at all.
pub(crate) fn may_give_some(by: &Caller) -> bool {
    by.is(Role::Beheerder) || by.is(Role::Coordinator)
}

/// What somebody may give, and where; to whom is asked when it comes to it. For a place that has
/// to be named the scope of the grant is proposed.
pub(crate) fn may_give_what(by: &Caller) -> Vec<(Role, Scope)> {
    if by.is(Role::Beheerder) {
        return Role::ALL
            .into_iter()
            .map(|role| (role, Scope::Everywhere))
            .collect();
    }
    let coordinates = || {
        by.roles
            .iter()
            .filter(|grant| grant.role == Role::Coordinator)
    };
    let has_place = coordinates().any(|grant| !matches!(grant.scope, Scope::Programme(_)));
    let there = [Role::Student, Role::Maatje, Role::Rolmodel, Role::Docent]
        .into_iter()
        .filter(|_| has_place)
        .map(|role| (role, Scope::Everywhere));
    let programmes = coordinates().filter(|grant| matches!(grant.scope, Scope::Programme(_)));
    let helpers = programmes.flat_map(|grant| HELPERS.map(|role| (role, grant.scope.clone())));
    there.chain(helpers).collect()
}

/// Who helps others in a programme.
const HELPERS: [Role; 2] = [Role::Maatje, Role::Rolmodel];

/// Whoever may give a role may end it, and everybody may lay down their own.
pub(crate) fn may_end_role(by: &Caller, of: &Person, role: Role, scope: &Scope) -> bool {
    by.person == of.id || by.is(Role::Beheerder) || coordinates_for(by, of, role, scope)
}

/// A place belongs to some roles and not to others.
fn fits(role: Role, scope: &Scope) -> bool {
    match role {
        Role::Coordinator => *scope != Scope::Everywhere,
        Role::Zorgconsulent => matches!(scope, Scope::School(_)),
        Role::Docent => matches!(scope, Scope::School(_) | Scope::Everywhere),
        Role::Moderator => !matches!(scope, Scope::Programme(_)),
        Role::Maatje | Role::Rolmodel => {
            matches!(scope, Scope::Everywhere | Scope::Programme(_))
        }
        Role::Student | Role::Beheerder => *scope == Scope::Everywhere,
    }
}

fn coordinates_for(by: &Caller, person: &Person, role: Role, scope: &Scope) -> bool {
    if matches!(scope, Scope::Programme(_)) {
        let coordinates = |grant: &Grant| grant.role == Role::Coordinator && grant.scope == *scope;
        return HELPERS.contains(&role) && by.roles.iter().any(coordinates);
    }
    let is_given_by_coordinators = matches!(
        role,
        Role::Student | Role::Maatje | Role::Rolmodel | Role::Docent
    );
    let of_region = person
        .region
        .is_some_and(|region| by.is_in(Role::Coordinator, region.region()));
    let of_school = person
        .school
        .as_ref()
        .is_some_and(|school| by.is_at(Role::Coordinator, school));
    let within = match scope {
        Scope::Everywhere => true,
        Scope::School(school) => person.school.as_ref() == Some(school),
        Scope::Region(_) | Scope::Programme(_) => false,
    };
    is_given_by_coordinators && within && (of_region || of_school)
}

/// Who moderates anywhere has a list of reports.
pub(crate) fn may_moderate(caller: &Caller) -> bool {
    caller.is(MODERATES)
}

/// A moderator looks at what was reported where they moderate, and never at a report by or
/// about themselves.
pub(crate) fn may_look_at(caller: &Caller, report: &Report) -> bool {
    let concerned =
        report.by.as_ref() == Some(&caller.person) || report.about.as_ref() == Some(&caller.person);
    let there = caller.roles.iter().any(|grant| {
        grant.role == MODERATES
            && match &grant.scope {
                Scope::Everywhere => true,
                Scope::School(school) => report.school.as_ref() == Some(school),
                Scope::Region(region) => report.region.is_some_and(|own| region.includes(own)),
                Scope::Programme(_) => false,
            }
    });
    there && !concerned
}

/// Whoever decides for others shows a second factor first.
pub(crate) fn needs_second_factor(role: Role) -> bool {
    matches!(role, Role::Coordinator | Role::Moderator | Role::Beheerder)
}

/// A role is carried by a session or token whose second factor came after it, where it needs one: what was given later
/// waits until the person shows it again.
pub(crate) fn is_carried(role: &RoleHeld, strong: Option<DateTime<Utc>>) -> bool {
    !needs_second_factor(role.role) || strong.is_some_and(|shown| role.given_at <= shown)
}

/// Whether a second factor counts still: half a day, as the standard for this level of trust asks (NIST SP 800-63B, 2.2.3).
pub(crate) fn is_strong_still(shown: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < shown + STRONG_LASTS
}

const STRONG_LASTS: TimeDelta = TimeDelta::hours(12);

/// Another way into an account that decides for others is added only after its own second factor: who has one factor
/// of somebody must not bring the other.
pub(crate) fn may_add_way_in(
    roles: &[RoleHeld],
    passkeys: usize,
    strong: Option<DateTime<Utc>>,
) -> bool {
    let is_trusted = passkeys > 0 || roles.iter().any(|held| needs_second_factor(held.role));
    !is_trusted || strong.is_some()
}

/// A school that somebody only chose opens nothing of it; it counts once a provider told it, or somebody who may gave
/// the person a role.
pub(crate) fn school_counts(is_told: bool, roles: &[RoleHeld]) -> bool {
    is_told || roles.iter().any(|held| held.given_by.is_some())
}

/// The first passkey is made by whoever is signed in; the next ones only after a second factor.
pub(crate) fn may_make_passkey(has: usize, strong: Option<DateTime<Utc>>) -> bool {
    has == 0 || strong.is_some()
}

/// A passkey is removed only after a second factor: whoever found an open browser could make one of their own otherwise.
pub(crate) fn may_remove_passkey(strong: Option<DateTime<Utc>>) -> bool {
    strong.is_some()
}

#[cfg(test)]
mod tests {
    use nouns::{Language, PersonId, Region, SchoolId};

    use super::*;
    use crate::birth::Birth;
    use crate::person::PersonName;
    use crate::secret::{Kind, Secret};
    use crate::session::Device;
    use crate::token::{Hours, TokenLabel};

    fn now() -> DateTime<Utc> {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    fn person(year: i32) -> Person {
        Person {
            id: PersonId::parse("noor").unwrap(),
            name: PersonName::parse("Noor").unwrap(),
            email: None,
            school: None,
            region: None,
            birth: Birth::parse(year, 1).unwrap(),
            language: Language::Nl,
            is_demo: true,
        }
    }

    fn caller(id: &str) -> Caller {
        Caller {
            person: PersonId::parse(id).unwrap(),
            name: id.to_owned(),
            roles: vec![],
            school: None,
            region: None,
            age: Age::Adult,
        }
    }

    #[test]
    fn who_is_under_sixteen_takes_no_part_until_a_parent_consents() {
        assert_eq!(takes_part(&person(2012), false, now()), None);
        assert_eq!(takes_part(&person(2012), true, now()), Some(Age::Minor));
        assert_eq!(takes_part(&person(2009), false, now()), Some(Age::Minor));
        assert_eq!(takes_part(&person(2000), false, now()), Some(Age::Adult));
    }

    #[test]
    fn an_administrator_helps_others_back_who_decide_over_nobody() {
        let holding = |role| Known {
            is_school_told: true,
            person: person(2000),
            roles: vec![RoleHeld {
                role,
                scope: Scope::Everywhere,
                given_by: None,
                given_at: now(),
                until: None,
            }],
            parent_consents: false,
        };
        let admin = with("vera", Role::Beheerder, Scope::Everywhere);
        for role in [
            Role::Student,
            Role::Docent,
            Role::Maatje,
            Role::Zorgconsulent,
        ] {
            assert!(may_recover(&admin, &holding(role)), "{role:?}");
        }
        for role in [Role::Coordinator, Role::Moderator, Role::Beheerder] {
            assert!(!may_recover(&admin, &holding(role)), "{role:?}");
        }
        let herself = with("noor", Role::Beheerder, Scope::Everywhere);
        assert!(!may_recover(&herself, &holding(Role::Student)));
        for role in Role::ALL
            .into_iter()
            .filter(|role| *role != Role::Beheerder)
        {
            let by = with("ria", role, Scope::Everywhere);
            assert!(!may_recover(&by, &holding(Role::Student)), "{role:?}");
            assert!(!may_recover_some(&by), "{role:?}");
        }
        assert!(may_recover_some(&admin));
    }

    #[test]
    fn a_coordinator_of_a_programme_gives_helpers_for_it_and_no_more() {
        let programme = |id: &str| Scope::Programme(id.to_owned());
        let pia = with("pia", Role::Coordinator, programme("p1"));
        for role in [Role::Maatje, Role::Rolmodel] {
            assert!(may_give(&pia, &noor(), role, &programme("p1")), "{role:?}");
            assert!(
                may_end_role(&pia, &noor(), role, &programme("p1")),
                "{role:?}"
            );
            assert!(!may_give(&pia, &noor(), role, &programme("p2")), "{role:?}");
            assert!(
                !may_give(&pia, &noor(), role, &Scope::Everywhere),
                "{role:?}"
            );
        }
        for role in [
            Role::Student,
            Role::Docent,
            Role::Coordinator,
            Role::Moderator,
        ] {
            assert!(!may_give(&pia, &noor(), role, &programme("p1")), "{role:?}");
        }
        let herself = Person {
            id: PersonId::parse("pia").unwrap(),
            ..noor()
        };
        assert!(!may_give(&pia, &herself, Role::Maatje, &programme("p1")));
        let buddy = with("bas", Role::Maatje, programme("p1"));
        assert!(!may_give(&buddy, &noor(), Role::Maatje, &programme("p1")));
        let ria = with("ria", Role::Coordinator, region("NL-UT"));
        assert!(!may_give(&ria, &noor(), Role::Maatje, &programme("p1")));
        let both = [
            (Role::Maatje, programme("p1")),
            (Role::Rolmodel, programme("p1")),
        ];
        assert_eq!(may_give_what(&pia), both);
    }

    #[test]
    fn nobody_consents_for_themselves() {
        let own = Email::parse("noor@school.example").unwrap();
        let child = Person {
            email: Some(own.clone()),
            ..person(2012)
        };
        assert!(!may_be_asked(&own, &child));
        assert!(may_be_asked(
            &Email::parse("ouder@thuis.example").unwrap(),
            &child
        ));
        assert!(may_be_asked(&own, &person(2012)));
    }

    #[test]
    fn only_the_demo_town_is_played_and_only_here() {
        let noor = person(2000);
        assert_eq!(may_play(&noor, true, true), Ok(()));
        assert_eq!(may_play(&noor, false, true), Err(DemoRefusal::Off));
        assert_eq!(may_play(&noor, true, false), Err(DemoRefusal::Elsewhere));
        let real = Person {
            is_demo: false,
            ..noor
        };
        assert_eq!(may_play(&real, true, true), Err(DemoRefusal::NotOfTheTown));
    }

    #[test]
    fn nobody_ends_the_session_of_another() {
        let session = Session {
            id: Secret::fresh(Kind::Session).id(),
            person: PersonId::parse("noor").unwrap(),
            device: Device::of("Firefox"),
            since: now(),
            seen: now(),
            ends: now() + Session::LONGEST,
            strong: None,
            way: None,
            id_token: None,
        };
        assert!(may_end(&caller("noor"), &session));
        assert!(!may_end(&caller("bilal"), &session));
    }

    #[test]
    fn nobody_revokes_the_token_of_another() {
        let token = AccessToken {
            id: Secret::fresh(Kind::PersonalAccessToken).id(),
            person: PersonId::parse("noor").unwrap(),
            label: TokenLabel::parse("script").unwrap(),
            made: now(),
            used: None,
            ends: Hours::DEFAULT.from(now()),
            strong: None,
        };
        assert!(may_revoke(&caller("noor"), &token));
        assert!(!may_revoke(&caller("bilal"), &token));
    }

    fn with(id: &str, role: Role, scope: Scope) -> Caller {
        Caller {
            roles: vec![Grant { role, scope }],
            ..caller(id)
        }
    }

    fn region(code: &str) -> Scope {
        Scope::Region(Region::parse(code).unwrap())
    }

    /// Noor lives in Utrecht and studies at a school there.
    fn noor() -> Person {
        Person {
            school: SchoolId::parse("roc").ok(),
            region: crate::RmcRegion::parse("RMC-19").ok(),
            ..person(2000)
        }
    }

    #[test]
    fn a_coordinator_gives_the_roles_of_helpers_in_the_own_region_and_no_others() {
        let everywhere = Scope::Everywhere;
        let ria = with("ria", Role::Coordinator, region("NL-UT"));
        assert!(may_give(&ria, &noor(), Role::Maatje, &everywhere));
        assert!(!may_give(&ria, &noor(), Role::Moderator, &everywhere));
        assert!(!may_give(
            &ria,
            &noor(),
            Role::Coordinator,
            &region("NL-UT")
        ));
        let elsewhere = with("ria", Role::Coordinator, region("NL-GR"));
        assert!(!may_give(&elsewhere, &noor(), Role::Maatje, &everywhere));
        let school = Scope::School(SchoolId::parse("roc").unwrap());
        let at_school = with("ria", Role::Coordinator, school.clone());
        assert!(may_give(&at_school, &noor(), Role::Docent, &school));
        let other = Scope::School(SchoolId::parse("ander").unwrap());
        assert!(!may_give(&at_school, &noor(), Role::Docent, &other));
        assert!(!may_give(
            &caller("bas"),
            &noor(),
            Role::Maatje,
            &everywhere
        ));
    }

    #[test]
    fn an_administrator_gives_every_role_to_others_where_it_belongs() {
        let omar = with("omar", Role::Beheerder, Scope::Everywhere);
        assert!(may_give(
            &omar,
            &noor(),
            Role::Coordinator,
            &region("NL-UT")
        ));
        assert!(!may_give(
            &omar,
            &noor(),
            Role::Coordinator,
            &Scope::Everywhere
        ));
        let own = Person {
            id: PersonId::parse("omar").unwrap(),
            ..noor()
        };
        assert!(!may_give(&omar, &own, Role::Moderator, &Scope::Everywhere));
    }

    #[test]
    fn everybody_lays_down_their_own_role_and_nobody_anothers() {
        assert!(may_end_role(
            &caller("noor"),
            &noor(),
            Role::Maatje,
            &Scope::Everywhere
        ));
        assert!(!may_end_role(
            &caller("bas"),
            &noor(),
            Role::Maatje,
            &Scope::Everywhere
        ));
        let ria = with("ria", Role::Coordinator, region("NL-UT"));
        assert!(may_end_role(
            &ria,
            &noor(),
            Role::Maatje,
            &Scope::Everywhere
        ));
    }

    #[test]
    fn a_moderator_looks_where_they_moderate_and_never_at_their_own() {
        let report = |about: &str| Report {
            id: "r".to_owned(),
            by: PersonId::parse("bas").ok(),
            about: PersonId::parse(about).ok(),
            kind: "kaart".to_owned(),
            thing: "rondje".to_owned(),
            reason: "grof".to_owned(),
            words: String::new(),
            school: None,
            region: Region::parse("RMC-19").ok(),
            made: now(),
            due: now(),
            is_open: true,
            outcome: None,
        };
        let mo = with("mo", Role::Moderator, region("NL-UT"));
        assert!(may_moderate(&mo) && !may_moderate(&caller("bas")));
        assert!(may_look_at(&mo, &report("noor")));
        assert!(!may_look_at(&mo, &report("mo")));
        assert!(!may_look_at(&caller("bas"), &report("noor")));
        let elsewhere = with("mo", Role::Moderator, region("NL-GR"));
        assert!(!may_look_at(&elsewhere, &report("noor")));
    }

    #[test]
    fn a_coordinator_is_offered_fewer_roles_than_an_administrator() {
        let ria = with("ria", Role::Coordinator, region("NL-UT"));
        let omar = with("omar", Role::Beheerder, Scope::Everywhere);
        assert_eq!(may_give_what(&ria).len(), 4);
        assert_eq!(may_give_what(&omar).len(), Role::ALL.len());
        assert!(may_give_what(&caller("bas")).is_empty());
        assert!(may_give_some(&ria) && !may_give_some(&caller("bas")));
    }

    #[test]
    fn roles_with_rights_over_others_end() {
        let everywhere = Scope::Everywhere;
        assert!(needs_an_end(Role::Coordinator, &everywhere));
        assert!(!needs_an_end(Role::Student, &everywhere));
        assert!(!needs_an_end(Role::Maatje, &everywhere));
        assert!(needs_an_end(
            Role::Maatje,
            &Scope::Programme("p1".to_owned())
        ));
    }

    #[test]
    fn a_school_that_was_only_chosen_does_not_count() {
        let role = |given_by| RoleHeld {
            role: Role::Student,
            scope: Scope::Everywhere,
            given_at: now(),
            given_by,
            until: None,
        };
        let ria = PersonId::parse("ria").unwrap();
        assert!(!school_counts(false, &[role(None)]));
        assert!(school_counts(true, &[role(None)]));
        assert!(school_counts(false, &[role(Some(ria))]));
    }

    #[test]
    fn a_second_factor_counts_for_half_a_day() {
        assert!(is_strong_still(now(), now() + TimeDelta::hours(11)));
        assert!(!is_strong_still(now(), now() + TimeDelta::hours(12)));
    }

    #[test]
    fn another_way_into_an_account_of_trust_asks_for_its_second_factor() {
        let held = |role| RoleHeld {
            role,
            scope: Scope::Everywhere,
            given_at: now(),
            given_by: None,
            until: None,
        };
        let (student, moderator) = ([held(Role::Student)], [held(Role::Moderator)]);
        assert!(may_add_way_in(&student, 0, None));
        assert!(!may_add_way_in(&moderator, 0, None));
        assert!(!may_add_way_in(&student, 1, None));
        assert!(may_add_way_in(&moderator, 1, Some(now())));
    }

    #[test]
    fn a_role_of_trust_is_carried_after_a_second_factor_only() {
        let given = |role| RoleHeld {
            role,
            scope: Scope::Everywhere,
            given_by: None,
            given_at: now(),
            until: None,
        };
        for role in [Role::Coordinator, Role::Moderator, Role::Beheerder] {
            assert!(!is_carried(&given(role), None), "{role:?}");
            let before = now() - TimeDelta::seconds(1);
            assert!(!is_carried(&given(role), Some(before)), "{role:?}");
            assert!(is_carried(&given(role), Some(now())), "{role:?}");
        }
        for role in [Role::Student, Role::Docent, Role::Maatje] {
            assert!(is_carried(&given(role), None), "{role:?}");
        }
    }

    #[test]
    fn another_passkey_needs_the_first() {
        assert!(may_make_passkey(0, None));
        assert!(!may_make_passkey(1, None));
        assert!(may_make_passkey(1, Some(now())));
    }

    #[test]
    fn a_passkey_goes_only_after_a_second_factor() {
        assert!(!may_remove_passkey(None));
        assert!(may_remove_passkey(Some(now())));
    }

    #[test]
    fn a_role_counts_until_its_end() {
        let role = |until| RoleHeld {
            role: Role::Coordinator,
            scope: Scope::Everywhere,
            given_by: None,
            given_at: now(),
            until,
        };
        assert!(counts(&role(None), now()));
        assert!(counts(&role(Some(now() + TimeDelta::seconds(1))), now()));
        assert!(!counts(&role(Some(now())), now()));
    }
}
