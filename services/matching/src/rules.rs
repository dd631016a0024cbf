//! Who may. Pure, one sentence each; deeds ask by name. Whether two people fit each other is
//! the engine's matter, and what must hold at one moment for all is the store's.

use chrono::NaiveDate;
use contract::{Age, Caller};
use nouns::{PersonId, Region, Role};

use crate::profile::Side;
use crate::request::State;

/// Anybody who studies looks for a buddy or role model.
pub(crate) fn may_seek(caller: &Caller) -> bool {
    caller.is(Role::Student)
}

/// Adults who study, help, work in the trade or teach may offer: every route counts.
pub(crate) fn may_help(caller: &Caller) -> bool {
    caller.age == Age::Adult
        && [Role::Student, Role::Maatje, Role::Rolmodel, Role::Docent]
            .into_iter()
            .any(|role| caller.is(role))
}

pub(crate) fn may_fill_in(caller: &Caller, side: Side) -> bool {
    match side {
        Side::Seeks => may_seek(caller),
        Side::Helps => may_help(caller),
    }
}

/// A certificate of conduct is recorded by a coordinator of the helper's region, never by the
/// helper; without a region by one for the whole country.
pub(crate) fn may_record_vog(caller: &Caller, helper: &PersonId, region: Option<Region>) -> bool {
    let coordinates = match region {
        Some(region) => caller.is_in(Role::Coordinator, region),
        None => caller.roles.iter().any(|grant| {
            grant.role == Role::Coordinator && grant.scope == contract::Scope::Everywhere
        }),
    };
    caller.person != *helper && (coordinates || caller.is(Role::Beheerder))
}

/// The certificate counts up to and including its last day.
pub(crate) fn vog_counts(valid_until: Option<NaiveDate>, today: NaiveDate) -> bool {
    valid_until.is_some_and(|last| last >= today)
}

/// Somebody's part in a request, if they have one: a buddy learns of it when it is asked.
pub(crate) fn side_of(person: &str, student: &str, buddy: &str, was_asked: bool) -> Option<Part> {
    if person == student {
        Some(Part::Student)
    } else if person == buddy && was_asked {
        Some(Part::Buddy)
    } else {
        None
    }
}

/// Which of the two somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Student,
    Buddy,
}

/// What each of the two may do in each state.
pub(crate) fn deeds(part: Part, state: State) -> &'static [&'static str] {
    match (state, part) {
        (State::Asked, Part::Buddy) => &["answer", "block"],
        (State::Question, Part::Student) => &["reply", "withdraw", "block"],
        (State::Waiting | State::Asked, Part::Student) => &["withdraw", "block"],
        (State::Matched, _) => &["met", "close", "block"],
        (State::Running, _) => &["close", "block"],
        (State::Question | State::Waiting, Part::Buddy)
        | (State::Declined | State::Expired | State::Withdrawn | State::Closed, _) => &["block"],
    }
}

pub(crate) fn may(part: Part, state: State, deed: &str) -> bool {
    deeds(part, state).contains(&deed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::{Grant, Scope};

    fn caller(role: Role, scope: Scope, age: Age) -> Caller {
        Caller {
            person: PersonId::parse("ria").unwrap(),
            name: "Ria".to_owned(),
            roles: vec![Grant { role, scope }],
            school: None,
            region: None,
            age,
        }
    }

    #[test]
    fn students_seek_and_others_do_not() {
        let student = caller(Role::Student, Scope::Everywhere, Age::Minor);
        assert!(may_seek(&student));
        assert!(!may_seek(&caller(
            Role::Docent,
            Scope::Everywhere,
            Age::Adult
        )));
    }

    #[test]
    fn adults_help_and_minors_do_not() {
        assert!(may_help(&caller(
            Role::Docent,
            Scope::Everywhere,
            Age::Adult
        )));
        assert!(may_help(&caller(
            Role::Student,
            Scope::Everywhere,
            Age::Adult
        )));
        assert!(!may_help(&caller(
            Role::Maatje,
            Scope::Everywhere,
            Age::Minor
        )));
        assert!(!may_help(&caller(
            Role::Moderator,
            Scope::Everywhere,
            Age::Adult
        )));
        let adult = caller(Role::Student, Scope::Everywhere, Age::Adult);
        assert!(may_fill_in(&adult, Side::Seeks) && may_fill_in(&adult, Side::Helps));
    }

    #[test]
    fn a_coordinator_of_the_region_records_a_vog_and_never_the_helper() {
        let utrecht = Region::parse("RMC-19").unwrap();
        let ria = caller(
            Role::Coordinator,
            Scope::Region(Region::parse("NL-UT").unwrap()),
            Age::Adult,
        );
        let other = PersonId::parse("tariq").unwrap();
        assert!(may_record_vog(&ria, &other, Some(utrecht)));
        assert!(!may_record_vog(&ria, &other, None));
        assert!(!may_record_vog(&ria, &other, Region::parse("RMC-29").ok()));
        assert!(!may_record_vog(&ria, &ria.person, Some(utrecht)));
    }

    #[test]
    fn a_vog_counts_on_its_last_day_and_not_after() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(vog_counts(Some(day("2026-03-02")), day("2026-03-02")));
        assert!(!vog_counts(Some(day("2026-03-01")), day("2026-03-02")));
        assert!(!vog_counts(None, day("2026-03-02")));
    }

    #[test]
    fn a_buddy_knows_of_a_request_once_it_is_asked_and_strangers_never() {
        assert_eq!(side_of("noor", "noor", "hanna", false), Some(Part::Student));
        assert_eq!(side_of("hanna", "noor", "hanna", true), Some(Part::Buddy));
        assert_eq!(side_of("hanna", "noor", "hanna", false), None);
        assert_eq!(side_of("bilal", "noor", "hanna", true), None);
    }

    #[test]
    fn only_the_buddy_answers_and_only_the_student_withdraws() {
        assert!(may(Part::Buddy, State::Asked, "answer"));
        assert!(!may(Part::Student, State::Asked, "answer"));
        assert!(may(Part::Student, State::Asked, "withdraw"));
        assert!(!may(Part::Buddy, State::Asked, "withdraw"));
        assert!(!may(Part::Student, State::Closed, "withdraw"));
    }
}
