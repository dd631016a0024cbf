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
        means: contract::Means::Session,
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
    for role in [Role::Student, Role::Docent, Role::Maatje] {
        assert!(may_recover(&admin, &holding(role)), "{role:?}");
    }
    for role in [
        Role::Coordinator,
        Role::Zorgconsulent,
        Role::Moderator,
        Role::Beheerder,
    ] {
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

#[test]
fn only_a_person_in_a_browser_changes_what_opens_an_account() {
    let noor = caller("noor");
    assert!(is_in_person(&noor));
    let script = Caller {
        means: Means::Key,
        ..noor
    };
    assert!(!is_in_person(&script));
}

#[test]
fn a_second_is_somebody_else_whom_the_helper_did_not_make() {
    let id = |text: &str| PersonId::parse(text).unwrap();
    let (vera, noor) = (id("vera"), id("noor"));
    let held = |role, given_by: Option<&str>, hours| RoleHeld {
        role,
        scope: Scope::Everywhere,
        given_by: given_by.map(id),
        given_at: now() + TimeDelta::hours(hours),
        until: None,
    };
    let may = |by: &str, held: RoleHeld| may_second(&id(by), &[held], Some(&vera), &noor, now());
    assert!(may("mo", held(Role::Moderator, None, -1)));
    assert!(may("mo", held(Role::Beheerder, Some("yvonne"), -1)));
    assert!(
        !may("mo", held(Role::Moderator, Some("vera"), -1)),
        "made by the helper"
    );
    assert!(
        !may("mo", held(Role::Moderator, None, 1)),
        "made after the asking"
    );
    assert!(!may("mo", held(Role::Coordinator, None, -1)));
    assert!(!may("vera", held(Role::Beheerder, None, -1)));
    assert!(!may("noor", held(Role::Moderator, None, -1)));
    let forgotten = may_second(
        &id("mo"),
        &[held(Role::Moderator, None, -1)],
        None,
        &noor,
        now(),
    );
    assert!(forgotten, "the helper is erased meanwhile");
}

#[test]
fn an_administrator_signs_somebody_else_out() {
    let noor = PersonId::parse("noor").unwrap();
    for role in Role::ALL {
        let by = with("vera", role, Scope::Everywhere);
        assert_eq!(
            may_sign_out(&by, &noor),
            role == Role::Beheerder,
            "{role:?}"
        );
    }
    let herself = with("noor", Role::Beheerder, Scope::Everywhere);
    assert!(!may_sign_out(&herself, &noor));
}
