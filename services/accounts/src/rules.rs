//! Who may. Pure; each rule one sentence.

use chrono::{DateTime, Utc};
use contract::{Age, Caller};

use crate::birth::AgeGroup;
use crate::person::{Person, RoleHeld};
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
pub(crate) fn takes_part(person: &Person, now: DateTime<Utc>) -> Option<Age> {
    match person.birth.group(now) {
        AgeGroup::Child => None,
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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use contract::Scope;
    use nouns::{Language, PersonId, Role};

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
    fn who_is_under_sixteen_takes_no_part() {
        assert_eq!(takes_part(&person(2012), now()), None);
        assert_eq!(takes_part(&person(2009), now()), Some(Age::Minor));
        assert_eq!(takes_part(&person(2000), now()), Some(Age::Adult));
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
        };
        assert!(may_revoke(&caller("noor"), &token));
        assert!(!may_revoke(&caller("bilal"), &token));
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
