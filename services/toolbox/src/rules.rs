//! Who may do what with cards. Pure predicates, one sentence each.

use contract::{Caller, Scope};
use nouns::{Region, Role, SchoolId};

use crate::card::{Card, Licence, Visibility};
use crate::exchange::answer::Answer;
use crate::exchange::question::{Outcome, Question, Reach};
use crate::teams::rules::is_member;

/// Teachers, coordinators, moderators and administrators add cards.
#[must_use]
pub fn may_add(caller: &Caller) -> bool {
    [
        Role::Docent,
        Role::Coordinator,
        Role::Moderator,
        Role::Beheerder,
    ]
    .into_iter()
    .any(|role| caller.is(role))
}

/// Everyone reads a published card that is for the country; a school's or region's is for the
/// people there; whose it is and its moderators always read it.
#[must_use]
pub fn may_read(caller: Option<&Caller>, card: &Card) -> bool {
    (card.is_published() && is_for(caller, card))
        || caller.is_some_and(|caller| is_holder(caller, card) || moderates(caller, card))
}

/// A card is its team's: any member's, and no more that of an author who left. Without a team, or
/// when nobody is left in it, it is its author's.
#[must_use]
pub fn is_holder(caller: &Caller, card: &Card) -> bool {
    if card.team_members.is_empty() {
        card.is_owned_by(&caller.person)
    } else {
        is_member(caller, card.team_members.iter())
    }
}

/// Teachers within the circle that a question has reached read it, its asker does, and so does a
/// moderator of that place; once it was taken away only the last two.
#[must_use]
pub fn may_read_question(caller: &Caller, question: &Question) -> bool {
    let is_there = question.outcome != Outcome::Withdrawn;
    let is_near = may_add(caller) && is_within(question, caller.school.as_ref(), caller.region);
    (is_there && is_near)
        || question.is_by(&caller.person)
        || moderates_place(caller, question.school.as_ref(), question.region)
}

/// Whoever asked takes a question away as long as nobody answered, a moderator always.
#[must_use]
pub fn may_withdraw_question(caller: &Caller, question: &Question) -> bool {
    question.outcome != Outcome::Withdrawn
        && ((question.is_by(&caller.person) && question.answers == 0)
            || moderates_place(caller, question.school.as_ref(), question.region))
}

/// Whoever gave an answer takes it away, and so does a moderator of the question's place.
#[must_use]
pub fn may_withdraw_answer(caller: &Caller, question: &Question, answer: &Answer) -> bool {
    answer.is_by(&caller.person)
        || moderates_place(caller, question.school.as_ref(), question.region)
}

/// A moderator of its place, and a coordinator there, look for somebody who knows.
#[must_use]
pub fn may_look_at_question(caller: &Caller, question: &Question) -> bool {
    has_place(
        caller,
        Role::Moderator,
        question.school.as_ref(),
        question.region,
    ) || has_place(
        caller,
        Role::Coordinator,
        question.school.as_ref(),
        question.region,
    )
}

/// A school or region lies within the circle that a question has reached.
#[must_use]
pub fn is_within(question: &Question, school: Option<&SchoolId>, region: Option<Region>) -> bool {
    let is_of_school = question.school.is_some() && question.school.as_ref() == school;
    let is_of_region = question.region.is_some() && question.region == region;
    match question.circle {
        Reach::Country => true,
        Reach::Region => is_of_school || is_of_region,
        Reach::School => is_of_school,
    }
}

/// Whose a card is edits it, as long as it is on the shelf.
#[must_use]
pub fn may_edit(caller: &Caller, card: &Card) -> bool {
    card.is_published() && is_holder(caller, card)
}

/// Whose a card is takes it off the shelf, and so does a moderator.
#[must_use]
pub fn may_withdraw(caller: &Caller, card: &Card) -> bool {
    card.is_published() && (is_holder(caller, card) || moderates(caller, card))
}

/// Whoever may add cards makes an own version of one that they may read, as its licence allows.
#[must_use]
pub fn may_adapt(caller: &Caller, card: &Card) -> bool {
    may_add(caller)
        && card.is_published()
        && may_read(Some(caller), card)
        && Licence::parse(card.content().licence.as_str()).is_some()
}

/// Whoever would read a card if it were on the shelf hears that it was taken off.
#[must_use]
pub fn was_for(caller: Option<&Caller>, card: &Card) -> bool {
    is_for(caller, card)
}

fn is_for(caller: Option<&Caller>, card: &Card) -> bool {
    match card.content().visibility {
        Visibility::Country => true,
        Visibility::Region => {
            card.region.is_some() && caller.and_then(|caller| caller.region) == card.region
        }
        Visibility::School => {
            card.school.is_some()
                && caller.and_then(|caller| caller.school.as_ref()) == card.school.as_ref()
        }
        Visibility::Team => false,
    }
}

/// A moderator moderates what is of the school or region of the grant, or all of it.
pub(crate) fn moderates(caller: &Caller, card: &Card) -> bool {
    moderates_place(caller, card.school.as_ref(), card.region)
}

fn moderates_place(caller: &Caller, school: Option<&SchoolId>, region: Option<Region>) -> bool {
    has_place(caller, Role::Moderator, school, region)
}

/// Whether a grant of `role` covers a school or region.
fn has_place(
    caller: &Caller,
    role: Role,
    school: Option<&SchoolId>,
    region: Option<Region>,
) -> bool {
    caller.roles.iter().any(|grant| {
        grant.role == role
            && match &grant.scope {
                Scope::Everywhere => true,
                Scope::School(own) => school == Some(own),
                Scope::Region(own) => region.is_some_and(|region| own.includes(region)),
                Scope::Programme(_) => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::State;
    use crate::samples::{at_school, caller, card_of, card_of_team, moderator};

    #[test]
    fn teachers_add_and_students_do_not() {
        assert!(may_add(&caller("saskia", Role::Docent)));
        assert!(may_add(&caller("ria", Role::Coordinator)));
        assert!(!may_add(&caller("noor", Role::Student)));
        assert!(!may_add(&caller("bas", Role::Maatje)));
    }

    #[test]
    fn a_card_for_the_country_is_read_by_strangers_until_it_is_withdrawn() {
        let mut card = card_of("saskia", Visibility::Country);
        assert!(may_read(None, &card));
        card.state = State::Withdrawn;
        assert!(!may_read(None, &card));
        assert!(!may_read(Some(&caller("noor", Role::Student)), &card));
        assert!(may_read(Some(&caller("saskia", Role::Docent)), &card));
        assert!(may_read(Some(&moderator()), &card));
    }

    #[test]
    fn teachers_adapt_what_its_licence_opens_and_students_do_not() {
        let mut card = card_of("saskia", Visibility::Country);
        assert!(may_adapt(&caller("tim", Role::Docent), &card));
        assert!(!may_adapt(&caller("noor", Role::Student), &card));
        card.current.content.licence = crate::card::Line::parse("CC BY-ND 4.0").unwrap();
        assert!(!may_adapt(&caller("tim", Role::Docent), &card));
        let school = card_of("saskia", Visibility::School);
        assert!(!may_adapt(&caller("tim", Role::Docent), &school));
    }

    #[test]
    fn a_school_card_is_read_in_that_school_only() {
        let card = card_of("saskia", Visibility::School);
        assert!(may_read(Some(&at_school("noor", "25PW")), &card));
        assert!(!may_read(Some(&at_school("noor", "25LX")), &card));
        assert!(!may_read(None, &card));
    }

    #[test]
    fn a_region_card_is_read_in_that_region_only() {
        let card = card_of("saskia", Visibility::Region);
        let mut reader = caller("noor", Role::Student);
        reader.region = Region::parse("RMC-19").ok();
        assert!(may_read(Some(&reader), &card));
        reader.region = Region::parse("RMC-29").ok();
        assert!(!may_read(Some(&reader), &card));
    }

    #[test]
    fn a_team_card_is_its_authors() {
        let card = card_of("saskia", Visibility::Team);
        assert!(may_read(Some(&caller("saskia", Role::Docent)), &card));
        assert!(!may_read(Some(&at_school("noor", "25PW")), &card));
    }

    #[test]
    fn a_card_of_a_team_is_its_members_and_no_more_that_of_an_author_who_left() {
        let card = card_of_team("saskia", &["tim", "petra"], Visibility::Team);
        for member in ["tim", "petra"] {
            let member = caller(member, Role::Docent);
            assert!(may_read(Some(&member), &card) && may_edit(&member, &card));
            assert!(may_withdraw(&member, &card));
        }
        let left = caller("saskia", Role::Docent);
        assert!(!may_read(Some(&left), &card) && !may_edit(&left, &card));
        let teaches_no_more = caller("tim", Role::Student);
        assert!(!may_read(Some(&teaches_no_more), &card));
        assert!(!may_read(None, &card));
        assert!(may_read(Some(&moderator()), &card));
    }

    #[test]
    fn a_card_of_a_team_that_nobody_is_left_in_is_its_authors_again() {
        let card = card_of_team("saskia", &[], Visibility::Team);
        assert!(may_edit(&caller("saskia", Role::Docent), &card));
        assert!(!may_read(Some(&caller("tim", Role::Docent)), &card));
    }

    #[test]
    fn only_the_owner_edits_and_nobody_edits_what_is_withdrawn() {
        let mut card = card_of("saskia", Visibility::Country);
        assert!(may_edit(&caller("saskia", Role::Docent), &card));
        assert!(!may_edit(&caller("tim", Role::Docent), &card));
        assert!(!may_edit(&moderator(), &card));
        card.state = State::Withdrawn;
        assert!(!may_edit(&caller("saskia", Role::Docent), &card));
    }

    #[test]
    fn the_owner_and_a_moderator_of_that_place_withdraw() {
        let card = card_of("saskia", Visibility::Country);
        assert!(may_withdraw(&caller("saskia", Role::Docent), &card));
        assert!(may_withdraw(&moderator(), &card));
        assert!(!may_withdraw(&caller("tim", Role::Docent), &card));
        let mut elsewhere = moderator();
        elsewhere.roles[0].scope = Scope::Region(Region::parse("RMC-29").unwrap());
        assert!(!may_withdraw(&elsewhere, &card));
        elsewhere.roles[0].scope = Scope::Region(Region::parse("NL-UT").unwrap());
        assert!(may_withdraw(&elsewhere, &card));
    }
}
