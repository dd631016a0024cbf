//! Who may. Pure, one sentence each; deeds ask by name. Whether two people fit each other is
//! the engine's matter, and what must hold at one moment for all is the store's.

use chrono::{NaiveDate, TimeDelta};
use contract::matching::{PLACES, PLACES_OF_MINORS};
use contract::{Age, Caller, Scope};
use nouns::{PersonId, Region, Role, SchoolId};

use crate::conversation::Stand;
use crate::profile::Side;
use crate::request::State;
use crate::vocabulary::{BUDDIES, RELATIONS};

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

/// Coordinators of a region or of the country, and administrators, see who still needs a certificate.
pub(crate) fn may_see_certificates(caller: &Caller) -> bool {
    let coordinates = |grant: &contract::Grant| {
        grant.role == Role::Coordinator
            && matches!(grant.scope, Scope::Everywhere | Scope::Region(_))
    };
    caller.is(Role::Beheerder) || caller.roles.iter().any(coordinates)
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

impl Part {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Buddy => "buddy",
        }
    }
}

/// What a yes ends: a buddy's ends what else was asked of buddies, because one is enough; a role model's ends nothing.
pub(crate) fn ended_by_yes(relation: &str) -> &'static [&'static str] {
    if BUDDIES.contains(&relation) {
        &BUDDIES
    } else {
        &[]
    }
}

/// What a student on the waiting list waits for: a buddy, or a role model where they look for no buddy.
pub(crate) fn waits_for(relations: u64) -> u64 {
    let buddies = RELATIONS.set(&BUDDIES).unwrap_or_default() & relations;
    if buddies == 0 { relations } else { buddies }
}

/// A teacher asks a role model for an hour in class.
pub(crate) fn may_ask_guest_hour(caller: &Caller) -> bool {
    caller.is(Role::Docent)
}

/// Where a role model can meet a class: at school in the province where they live, or by video.
pub(crate) fn class_places(
    in_person: bool,
    online: bool,
    theirs: Option<Region>,
    schools: Option<Region>,
) -> Vec<&'static str> {
    let near = theirs.is_some_and(|theirs| {
        schools.is_some_and(|schools| schools.province() == theirs.province())
    });
    let all = [("school", in_person && near), ("bellen", online)];
    all.into_iter()
        .filter(|(_, can)| *can)
        .map(|(place, _)| place)
        .collect()
}

/// Where two people may meet: a minor on the platform or at school, and nowhere else.
pub(crate) fn places(one_is_minor: bool) -> &'static [&'static str] {
    if one_is_minor {
        PLACES_OF_MINORS
    } else {
        PLACES
    }
}

/// Where a stuck match belongs, and how long it has waited for somebody.
#[derive(Debug, Clone)]
pub(crate) struct StuckAt<'a> {
    /// Of either of the two: where they live, and where accounts has them, which is the region of their school at first.
    pub(crate) regions: Vec<Region>,
    pub(crate) programme: Option<&'a str>,
    pub(crate) waited: TimeDelta,
}

/// For so long a coordinator of there is the only one to look.
const COORDINATORS_FIRST: TimeDelta = TimeDelta::days(7);

/// A coordinator sees a stuck match of a region of either of the two, of the own programme, or of the whole country. An
/// administrator sees one that belongs nowhere or that nobody has helped for a week: no match is seen by no one.
pub(crate) fn may_see_stuck(caller: &Caller, stuck: &StuckAt<'_>) -> bool {
    let coordinates = caller.roles.iter().any(|grant| {
        grant.role == Role::Coordinator
            && match &grant.scope {
                Scope::Everywhere => true,
                Scope::Region(own) => stuck.regions.iter().any(|region| own.includes(*region)),
                Scope::Programme(own) => stuck.programme == Some(own),
                Scope::School(_) => false,
            }
    });
    let is_nowhere = stuck.regions.is_empty() && stuck.programme.is_none();
    let is_left = is_nowhere || stuck.waited >= COORDINATORS_FIRST;
    coordinates || is_left && caller.is(Role::Beheerder)
}

/// Coordinators look after matches, and administrators after those that no coordinator helps; how long matches last, without
/// a person in it, is for both.
pub(crate) fn may_look_after_matches(caller: &Caller) -> bool {
    caller.is(Role::Coordinator) || caller.is(Role::Beheerder)
}

/// Whoever was helped to a good end and is of age is asked to help others; a teacher was not helped but their class.
pub(crate) fn may_help_next(
    caller: &Caller,
    part: Part,
    state: State,
    reason: Option<&str>,
    is_for_class: bool,
) -> bool {
    part == Part::Student
        && !is_for_class
        && state == State::Closed
        && reason == Some("doel-bereikt")
        && may_help(caller)
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

/// The two of a match talk with each other, and read it afterwards; before a yes there are only choices of a list.
pub(crate) fn talk(state: State) -> bool {
    state.is_match() || state == State::Closed
}

/// What decides whether two people may write.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Between {
    pub(crate) state: State,
    pub(crate) blocked: bool,
    /// Each agrees to be contacted.
    pub(crate) i_agree: bool,
    pub(crate) other_agrees: bool,
    /// The student is a minor, or a class is met, in which there are minors.
    pub(crate) minor: bool,
    /// The buddy's certificate of conduct is valid.
    pub(crate) certified: bool,
}

/// Two people write while their match runs, both agree to be contacted, neither blocked the other, and a minor's buddy
/// has a valid certificate. A block looks like an end.
pub(crate) fn stand(between: Between) -> Stand {
    if !between.state.is_match() || between.blocked {
        Stand::Ended
    } else if !between.i_agree {
        Stand::PausedByYou
    } else if !between.other_agrees {
        Stand::Paused
    } else if between.minor && !between.certified {
        Stand::Certificate
    } else {
        Stand::Open
    }
}

/// What may happen with a message in which something leads outside the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    Free,
    /// After a warning that the writer has seen.
    Warned,
    Refused,
}

/// Two adults decide themselves; a minor may share their own after a warning; an adult leads no minor outside
/// (docs/decisions/0007).
pub(crate) fn sharing(writer_is_minor: bool, other_is_minor: bool) -> Sharing {
    match (writer_is_minor, other_is_minor) {
        (true, _) => Sharing::Warned,
        (false, true) => Sharing::Refused,
        (false, false) => Sharing::Free,
    }
}

/// A moderator reads a message that was reported where they moderate, never one of their own.
pub(crate) fn may_read_reported(
    caller: &Caller,
    author: &str,
    school: Option<&SchoolId>,
    region: Option<Region>,
) -> bool {
    let there = caller.roles.iter().any(|grant| {
        grant.role == Role::Moderator
            && match &grant.scope {
                Scope::Everywhere => true,
                Scope::School(own) => school == Some(own),
                Scope::Region(own) => region.is_some_and(|region| own.includes(region)),
                Scope::Programme(_) => false,
            }
    });
    there && caller.person.as_str() != author
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::Grant;

    fn caller(role: Role, scope: Scope, age: Age) -> Caller {
        Caller {
            person: PersonId::parse("ria").unwrap(),
            name: "Ria".to_owned(),
            roles: vec![Grant { role, scope }],
            school: None,
            region: None,
            age,
            means: contract::Means::Session,
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

    const OPEN: Between = Between {
        state: State::Running,
        blocked: false,
        i_agree: true,
        other_agrees: true,
        minor: false,
        certified: false,
    };

    #[test]
    fn a_match_is_talked_in_and_what_is_over_is_read() {
        for state in State::ALL {
            let open = stand(Between { state, ..OPEN }) == Stand::Open;
            assert_eq!(open, state.is_match(), "{state:?}");
            assert!(talk(state) || !open);
        }
        assert!(talk(State::Closed) && !talk(State::Asked) && !talk(State::Declined));
    }

    #[test]
    fn a_block_looks_like_an_end_and_a_withdrawal_like_a_pause() {
        assert_eq!(
            stand(Between {
                blocked: true,
                ..OPEN
            }),
            Stand::Ended
        );
        let paused = Between {
            other_agrees: false,
            ..OPEN
        };
        assert_eq!(stand(paused), Stand::Paused);
        assert_eq!(
            stand(Between {
                i_agree: false,
                ..paused
            }),
            Stand::PausedByYou
        );
        assert_eq!(
            stand(Between {
                blocked: true,
                ..paused
            }),
            Stand::Ended
        );
    }

    #[test]
    fn a_minor_talks_with_certified_adults_only() {
        let minor = Between {
            minor: true,
            ..OPEN
        };
        assert_eq!(stand(minor), Stand::Certificate);
        assert_eq!(
            stand(Between {
                certified: true,
                ..minor
            }),
            Stand::Open
        );
    }

    #[test]
    fn a_yes_of_a_buddy_ends_what_was_asked_of_buddies_and_one_of_a_role_model_nothing() {
        use crate::vocabulary::ROLE_MODELS;
        let all = BUDDIES.iter().chain(&ROLE_MODELS);
        assert!(all.eq(contract::matching::RELATIONS), "each is of one kind");
        for buddy in BUDDIES {
            assert_eq!(ended_by_yes(buddy), BUDDIES);
        }
        for role_model in ROLE_MODELS {
            assert!(ended_by_yes(role_model).is_empty());
        }
    }

    #[test]
    fn who_looks_for_a_buddy_too_waits_for_a_buddy_alone() {
        let set = |keys: &[&str]| RELATIONS.set(keys).unwrap();
        let both = set(&["eerste-jaar", "rolmodel"]);
        assert_eq!(waits_for(both), set(&["eerste-jaar"]));
        let role_models = set(&["rolmodel", "meelopen"]);
        assert_eq!(waits_for(role_models), role_models);
    }

    #[test]
    fn teachers_ask_for_a_guest_hour_and_nobody_else() {
        for role in Role::ALL {
            let own = caller(role, Scope::Everywhere, Age::Adult);
            assert_eq!(may_ask_guest_hour(&own), role == Role::Docent, "{role:?}");
        }
    }

    #[test]
    fn a_class_is_met_at_school_in_the_own_province_and_elsewhere_by_video() {
        let region = |code| Region::parse(code).ok();
        let (utrecht, groningen) = (region("RMC-19"), region("RMC-03"));
        assert_eq!(class_places(true, false, utrecht, utrecht), ["school"]);
        assert_eq!(class_places(true, true, utrecht, groningen), ["bellen"]);
        assert_eq!(
            class_places(true, true, utrecht, region("NL-UT")),
            ["school", "bellen"]
        );
        assert!(class_places(true, false, utrecht, None).is_empty());
        assert!(class_places(true, false, None, utrecht).is_empty());
        assert!(class_places(false, false, utrecht, utrecht).is_empty());
    }

    #[test]
    fn a_minor_meets_on_the_platform_or_at_school() {
        assert_eq!(places(true), ["kansrijk", "school"]);
        assert!(places(false).contains(&"bibliotheek"));
    }

    #[test]
    fn a_coordinator_sees_stuck_matches_where_they_coordinate() {
        let utrecht = Region::parse("RMC-19").ok();
        let of = |scope| caller(Role::Coordinator, scope, Age::Adult);
        let elsewhere = Region::parse("RMC-29").ok();
        let sees = |who: &Caller, regions: &[Option<Region>], programme| {
            let stuck = StuckAt {
                regions: regions.iter().copied().flatten().collect(),
                programme,
                waited: TimeDelta::days(6),
            };
            may_see_stuck(who, &stuck)
        };
        let there = of(Scope::Region(Region::parse("NL-UT").unwrap()));
        assert!(sees(&there, &[utrecht], None));
        assert!(sees(&there, &[elsewhere, utrecht], None), "of either");
        assert!(!sees(&there, &[], None));
        assert!(!sees(&there, &[elsewhere], Some("p")));
        let own = of(Scope::Programme("p".to_owned()));
        assert!(sees(&own, &[], Some("p")));
        assert!(!sees(&own, &[utrecht], Some("q")));
        let moderator = caller(Role::Moderator, Scope::Everywhere, Age::Adult);
        assert!(!sees(&moderator, &[utrecht], None) && !may_look_after_matches(&moderator));
        assert!(may_look_after_matches(&there) && may_look_after_matches(&own));
    }

    #[test]
    fn no_stuck_match_is_seen_by_no_one() {
        let utrecht = Region::parse("RMC-19").unwrap();
        let administrator = caller(Role::Beheerder, Scope::Everywhere, Age::Adult);
        let sees = |regions: &[Region], programme, days| {
            let stuck = StuckAt {
                regions: regions.to_vec(),
                programme,
                waited: TimeDelta::days(days),
            };
            may_see_stuck(&administrator, &stuck)
        };
        assert!(sees(&[], None, 0), "it belongs nowhere");
        assert!(!sees(&[utrecht], None, 6), "a coordinator looks first");
        assert!(sees(&[utrecht], None, 7), "none did");
        assert!(!sees(&[], Some("p"), 6));
        assert!(sees(&[], Some("p"), 7));
        let student = caller(Role::Student, Scope::Everywhere, Age::Adult);
        assert!(may_look_after_matches(&administrator) && !may_look_after_matches(&student));
    }

    #[test]
    fn only_an_adult_whose_goal_was_reached_is_asked_to_help() {
        let adult = caller(Role::Student, Scope::Everywhere, Age::Adult);
        let minor = caller(Role::Student, Scope::Everywhere, Age::Minor);
        let good = Some("doel-bereikt");
        let next = |caller, part, state, reason| may_help_next(caller, part, state, reason, false);
        assert!(next(&adult, Part::Student, State::Closed, good));
        assert!(!next(&minor, Part::Student, State::Closed, good));
        assert!(!next(&adult, Part::Buddy, State::Closed, good));
        assert!(!next(&adult, Part::Student, State::Running, good));
        let early = Some("geen-tijd");
        assert!(!next(&adult, Part::Student, State::Closed, early));
        let of_class = may_help_next(&adult, Part::Student, State::Closed, good, true);
        assert!(!of_class);
    }

    #[test]
    fn an_adult_leads_no_minor_outside_and_a_minor_is_warned() {
        assert_eq!(sharing(false, false), Sharing::Free);
        assert_eq!(sharing(true, false), Sharing::Warned);
        assert_eq!(sharing(true, true), Sharing::Warned);
        assert_eq!(sharing(false, true), Sharing::Refused);
    }

    #[test]
    fn a_moderator_reads_what_was_reported_where_they_moderate() {
        let utrecht = Region::parse("RMC-19").ok();
        let of = |scope| caller(Role::Moderator, scope, Age::Adult);
        let there = of(Scope::Region(Region::parse("NL-UT").unwrap()));
        let elsewhere = of(Scope::Region(Region::parse("NL-GR").unwrap()));
        assert!(may_read_reported(&there, "sem", None, utrecht));
        assert!(
            !may_read_reported(&there, "ria", None, utrecht),
            "their own"
        );
        assert!(!may_read_reported(&elsewhere, "sem", None, utrecht));
        let ria = caller(Role::Coordinator, Scope::Everywhere, Age::Adult);
        assert!(!may_read_reported(&ria, "sem", None, utrecht));
    }
}
