//! Who may. Pure; each rule one sentence.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{Age, Caller, Grant, Means, Scope};
use nouns::{PersonId, Role};

use crate::birth::AgeGroup;
use crate::person::{Email, Known, Person, RoleHeld};
use crate::safety::Report;
use crate::session::Session;
use crate::suspension::Suspension;
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
    by.is(Role::Beheerder) && by.person != whom.person.id && may_be_recovered(whom)
}

/// Asked again when the link is used: a role may have been given meanwhile. Who decides over others, or knows what others
/// do not, makes a new account: two who work together come into none of these.
pub(crate) fn may_be_recovered(whom: &Known) -> bool {
    !whom.roles.iter().any(|held| is_over_others(held.role))
}

/// Whether somebody signs others out at all.
pub(crate) fn may_sign_out_some(by: &Caller) -> bool {
    by.is(Role::Beheerder)
}

/// An administrator signs somebody else out everywhere; one's own sessions one ends oneself.
pub(crate) fn may_sign_out(by: &Caller, whom: &PersonId) -> bool {
    may_sign_out_some(by) && by.person != *whom
}

/// In which role somebody suspends others, if in any: in person, because a key may have leaked.
pub(crate) fn suspends_as(by: &Caller) -> Option<Role> {
    let role = [Role::Beheerder, MODERATES]
        .into_iter()
        .find(|role| by.is(*role));
    role.filter(|_| is_in_person(by))
}

/// A moderator suspends who takes part where they moderate and decides over nobody; an administrator everybody but
/// administrators. Nobody suspends themselves.
pub(crate) fn may_suspend(by: &Caller, whom: &Known) -> bool {
    let person = &whom.person;
    let moderates = by.roles.iter().any(|grant| {
        grant.role == MODERATES
            && match &grant.scope {
                Scope::Everywhere => true,
                Scope::School(school) => person.school.as_ref() == Some(school),
                Scope::Region(region) => person
                    .region
                    .is_some_and(|own| region.includes(own.region())),
                Scope::Programme(_) => false,
            }
    });
    let holds = |role: Role| whom.roles.iter().any(|held| held.role == role);
    let decides = whom.roles.iter().any(|held| is_over_others(held.role));
    is_in_person(by)
        && by.person != person.id
        && !holds(Role::Beheerder)
        && (by.is(Role::Beheerder) || moderates && !decides)
}

/// An objection is answered by somebody else than who suspended.
pub(crate) fn may_uphold(by: &Caller, one: &Suspension) -> bool {
    one.answer_by().is_some() && one.by.as_ref() != Some(&by.person)
}

/// Going away is everybody's right, also of who is suspended; never a script's, whose key may have leaked.
pub(crate) fn may_go(by: &Caller) -> bool {
    by.means != Means::Key
}

/// Whether somebody helps anyone back at all.
pub(crate) fn may_recover_some(by: &Caller) -> bool {
    by.is(Role::Beheerder)
}

/// Who looks over the shoulder of an administrator who helps somebody back.
pub(crate) const SECONDS: [Role; 2] = [Role::Beheerder, Role::Moderator];

/// Whether somebody agrees to such help at all.
pub(crate) fn may_second_some(by: &Caller) -> bool {
    SECONDS.iter().any(|role| by.is(*role))
}

/// Somebody else agrees than who helps and who is helped, with a role that stood before the help was asked for and was
/// not given by who helps: nobody makes their own second.
pub(crate) fn may_second(
    by: &PersonId,
    roles: &[RoleHeld],
    helper: Option<&PersonId>,
    whom: &PersonId,
    asked: DateTime<Utc>,
) -> bool {
    let counts = |held: &RoleHeld| {
        SECONDS.contains(&held.role)
            && held.given_at <= asked
            && counts(held, asked)
            && (held.given_by.is_none() || held.given_by.as_ref() != helper)
    };
    Some(by) != helper && by != whom && roles.iter().any(counts)
}

/// What opens an account, what somebody agrees to, going away, and who decides over others is changed by a person in a
/// browser, never by a script: its key may have leaked.
pub(crate) fn is_in_person(by: &Caller) -> bool {
    by.means == Means::Session
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
    is_over_others(role) || matches!(scope, Scope::Programme(_))
}

/// Whoever has it decides for others, or knows what others do not.
pub(crate) fn is_over_others(role: Role) -> bool {
    matches!(
        role,
        Role::Coordinator | Role::Zorgconsulent | Role::Moderator | Role::Beheerder
    )
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
pub(crate) fn fits(role: Role, scope: &Scope) -> bool {
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
mod tests;
