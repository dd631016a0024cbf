//! Who may with a programme. Pure, one sentence each.

use chrono::NaiveDate;
use contract::{Caller, Scope};
use nouns::{Region, Role};

use super::{Audience, Programme};
use crate::profile::{Profile, Side};
use crate::store::{ENDED, OPEN};

/// A programme is set up by who coordinates its region, its school or the whole country, or by an administrator.
pub(crate) fn may_set_up(caller: &Caller, audience: &Audience) -> bool {
    let coordinates = match audience {
        Audience::Country => caller
            .roles
            .iter()
            .any(|grant| grant.role == Role::Coordinator && grant.scope == Scope::Everywhere),
        Audience::Region(region) => caller.is_in(Role::Coordinator, *region),
        Audience::School(school) => caller.is_at(Role::Coordinator, school),
    };
    coordinates || caller.is(Role::Beheerder)
}

/// It is run by who may set it up, and by a coordinator of just this programme.
pub(crate) fn may_run(caller: &Caller, id: &str, audience: &Audience) -> bool {
    let of_it = caller.roles.iter().any(|grant| {
        grant.role == Role::Coordinator
            && matches!(&grant.scope, Scope::Programme(own) if own == id)
    });
    of_it || may_set_up(caller, audience)
}

/// Who coordinates just this programme changes it, but brings it nowhere else.
pub(crate) fn may_move(caller: &Caller, before: &Audience, after: &Audience) -> bool {
    before == after || may_set_up(caller, after)
}

/// Newcomers join from the first day to the last day of asking.
pub(crate) fn is_open(programme: &Programme, today: NaiveDate) -> bool {
    (programme.opens..=programme.asked_until).contains(&today)
}

/// A programme of a school is for who belongs to the school; of a region for who lives there; of the country for all.
pub(crate) fn is_for(caller: &Caller, region: Option<Region>, audience: &Audience) -> bool {
    match audience {
        Audience::Country => true,
        Audience::Region(place) => region
            .or(caller.region)
            .is_some_and(|region| place.includes(region)),
        Audience::School(school) => caller.school.as_ref() == Some(school),
    }
}

/// Somebody joins with a side of their profile that has the relation, and, where the programme asks for them, the study field
/// and as a student the route.
pub(crate) fn may_join(
    caller: &Caller,
    profile: &Profile,
    programme: &Programme,
    today: NaiveDate,
) -> bool {
    let has_relation = profile.relations >> programme.relation & 1 == 1;
    let has_field = programme.study_field.is_none() || programme.study_field == profile.study_field;
    let has_route = profile.side == Side::Helps
        || programme.route.is_none()
        || programme.route == profile.route;
    is_open(programme, today)
        && is_for(caller, profile.region, &programme.audience)
        && has_relation
        && has_field
        && has_route
}

/// A student is suggested somebody where nothing is open to them, or nobody of it fits any more; who let one pass asks for the
/// next themselves.
pub(crate) fn is_in_turn(state: &str, still_fitting: usize) -> bool {
    match state {
        OPEN => still_fitting == 0,
        ENDED => false,
        _ => true,
    }
}

/// A search by how a name begins, or any word of it, capital or not.
pub(crate) fn begins_with(name: &str, typed: &str) -> bool {
    let (name, typed) = (name.to_lowercase(), typed.trim().to_lowercase());
    let beginnings = name.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0)
        .chain(beginnings)
        .filter_map(|at| name.get(at..))
        .any(|rest| rest.starts_with(&typed))
}

#[cfg(test)]
mod tests {
    use contract::matching::{Choices, NewProgramme};
    use contract::{Age, Grant};
    use nouns::{PersonId, SchoolId};

    use super::*;

    fn caller(role: Role, scope: Scope) -> Caller {
        Caller {
            person: PersonId::parse("ria").unwrap(),
            name: "Ria".to_owned(),
            roles: vec![Grant { role, scope }],
            school: SchoolId::parse("roc").ok(),
            region: Region::parse("RMC-19").ok(),
            age: Age::Adult,
            means: contract::Means::Session,
        }
    }

    fn region(code: &str) -> Audience {
        Audience::Region(Region::parse(code).unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn programme(change: impl FnOnce(&mut NewProgramme)) -> Programme {
        let mut new = super::super::tests::new_programme();
        change(&mut new);
        Programme::parse(&new).unwrap()
    }

    #[test]
    fn somebody_is_suggested_where_nothing_is_open_and_nothing_was_let_pass() {
        for state in ["taken", "passed"] {
            assert!(is_in_turn(state, 0) && is_in_turn(state, 2), "{state}");
        }
        assert!(!is_in_turn("open", 1));
        assert!(is_in_turn("open", 0), "nobody of it can be asked any more");
        assert!(!is_in_turn("ended", 0));
    }

    #[test]
    fn a_name_is_found_by_how_any_of_its_words_begins() {
        assert!(begins_with("Hanna de Wit", "han"));
        assert!(begins_with("Hanna de Wit", " WIT "));
        assert!(begins_with("Hanna de Wit", "de w"));
        assert!(!begins_with("Hanna de Wit", "anna"));
    }

    #[test]
    fn a_programme_is_set_up_where_somebody_coordinates() {
        let utrecht = caller(
            Role::Coordinator,
            Scope::Region(Region::parse("NL-UT").unwrap()),
        );
        assert!(may_set_up(&utrecht, &region("RMC-19")));
        assert!(!may_set_up(&utrecht, &region("RMC-29")));
        assert!(!may_set_up(&utrecht, &Audience::Country));
        let school = SchoolId::parse("roc").unwrap();
        assert!(!may_set_up(&utrecht, &Audience::School(school.clone())));
        let of_school = caller(Role::Coordinator, Scope::School(school.clone()));
        assert!(may_set_up(&of_school, &Audience::School(school)));
        assert!(!may_set_up(&of_school, &region("RMC-19")));
        let teacher = caller(Role::Docent, Scope::Everywhere);
        assert!(!may_set_up(&teacher, &region("RMC-19")));
    }

    #[test]
    fn a_coordinator_of_one_programme_runs_that_one_and_takes_it_nowhere() {
        let of_p1 = caller(Role::Coordinator, Scope::Programme("p1".to_owned()));
        assert!(may_run(&of_p1, "p1", &region("RMC-19")));
        assert!(!may_run(&of_p1, "p2", &region("RMC-19")));
        assert!(!may_set_up(&of_p1, &region("RMC-19")));
        assert!(may_move(&of_p1, &region("RMC-19"), &region("RMC-19")));
        assert!(!may_move(&of_p1, &region("RMC-19"), &Audience::Country));
    }

    #[test]
    fn people_join_a_programme_that_is_open_and_for_them() {
        let noor = caller(Role::Student, Scope::Everywhere);
        let profile = |change: fn(&mut Choices)| {
            let mut choices = crate::testing::choices("seeks");
            change(&mut choices);
            Profile::parse(&choices).unwrap()
        };
        let plain = profile(|_| {});
        let joins = |profile: &Profile, programme: &Programme, on: &str| {
            may_join(&noor, profile, programme, day(on))
        };
        let usual = programme(|_| {});
        assert!(joins(&plain, &usual, "2026-03-10"));
        assert!(!joins(&plain, &usual, "2026-02-28"), "not yet open");
        assert!(!joins(&plain, &usual, "2026-04-02"), "closed");
        let elsewhere = profile(|choices| choices.region = Some("RMC-29".to_owned()));
        assert!(!joins(&elsewhere, &usual, "2026-03-10"));
        let other = profile(|choices| choices.relations = vec!["rolmodel".to_owned()]);
        assert!(!joins(&other, &usual, "2026-03-10"));
        let of_field = programme(|new| new.study_field = Some("06".to_owned()));
        assert!(!joins(&plain, &of_field, "2026-03-10"));
        let it = profile(|choices| choices.study_field = Some("06".to_owned()));
        assert!(joins(&it, &of_field, "2026-03-10"));
        let of_school = programme(|new| {
            new.audience = "school".to_owned();
            new.place = Some("other".to_owned());
        });
        assert!(!joins(&plain, &of_school, "2026-03-10"));
    }
}
