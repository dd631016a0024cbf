//! A card before it is on the shelf: its author writes, perhaps a colleague reads. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use contract::toolbox::CardContent;
use contract::{Caller, FieldProblem};
use nouns::{CardId, PersonId, Region, Role, SchoolId};
use serde::{Deserialize, Serialize};

use crate::adapting::Adapted;
use crate::card::Author;

/// A card that is not shared yet. Its content is kept as it was typed: it may lack fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The card will have the same.
    pub id: CardId,
    pub owner: Author,
    pub school: Option<SchoolId>,
    pub region: Option<Region>,
    pub content: CardContent,
    pub adapts: Option<Adapted>,
    /// Counts the changes from 1.
    pub revision: u32,
    pub state: DraftState,
    pub changed: DateTime<Utc>,
    /// When something happens by itself: in review it is published, else it is removed.
    pub due: DateTime<Utc>,
    /// Who reads it, or gave it back.
    pub reviewer: Option<Author>,
    /// Why it came back; empty when it did not.
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DraftState {
    Writing,
    Review,
    Returned,
}

impl DraftState {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Review => "review",
            Self::Returned => "returned",
        }
    }
}

impl Draft {
    /// A draft that nobody touches for so long goes.
    pub const KEPT: TimeDelta = TimeDelta::days(180);
    /// A colleague has so long to read; then the card is published as it is.
    pub const REVIEW: TimeDelta = TimeDelta::days(14);
    /// The most drafts of one person.
    pub const MOST: usize = 50;

    #[must_use]
    pub fn is_in_review(&self) -> bool {
        self.state == DraftState::Review
    }

    /// The same draft one step on, with a new end.
    #[must_use]
    pub fn moved(self, state: DraftState, now: DateTime<Utc>) -> Self {
        let kept = match state {
            DraftState::Review => Self::REVIEW,
            DraftState::Writing | DraftState::Returned => Self::KEPT,
        };
        Self {
            state,
            revision: self.revision + 1,
            changed: now,
            due: now + kept,
            ..self
        }
    }

    /// Somebody's own; nobody else sees it before it is in review.
    #[must_use]
    pub fn is_of(&self, person: &PersonId) -> bool {
        self.owner.person == *person
    }
}

/// Its author reads a draft, and so do the teachers of the author's school while it is in review.
#[must_use]
pub fn may_read(caller: &Caller, draft: &Draft) -> bool {
    draft.is_of(&caller.person) || (draft.is_in_review() && is_colleague(caller, draft))
}

/// Its author changes, shares and removes a draft, as long as nobody reads it.
#[must_use]
pub fn may_edit(caller: &Caller, draft: &Draft) -> bool {
    draft.is_of(&caller.person) && !draft.is_in_review()
}

/// Its author takes it back from the colleagues.
#[must_use]
pub fn may_take_back(caller: &Caller, draft: &Draft) -> bool {
    draft.is_of(&caller.person) && draft.is_in_review()
}

/// A colleague becomes its reader when it has none.
#[must_use]
pub fn may_claim(caller: &Caller, draft: &Draft) -> bool {
    draft.is_in_review() && draft.reviewer.is_none() && is_colleague(caller, draft)
}

/// Its reader says what becomes of it; as long as it has none, any colleague.
#[must_use]
pub fn may_decide(caller: &Caller, draft: &Draft) -> bool {
    let is_reader = |reader: &Author| reader.person == caller.person;
    draft.is_in_review()
        && is_colleague(caller, draft)
        && draft.reviewer.as_ref().is_none_or(is_reader)
}

/// Whether a school has cards read first is for its coordinators and administrators: those with the
/// role for the school, and coordinators who belong to it.
#[must_use]
pub fn may_set_review(caller: &Caller, school: &SchoolId) -> bool {
    caller.is_at(Role::Beheerder, school)
        || caller.is_at(Role::Coordinator, school)
        || (caller.is(Role::Coordinator) && caller.school.as_ref() == Some(school))
}

fn is_colleague(caller: &Caller, draft: &Draft) -> bool {
    !draft.is_of(&caller.person)
        && caller.is(Role::Docent)
        && draft.school.is_some()
        && caller.school == draft.school
}

/// What is wrong with unfinished content. Fields may be empty, but nothing is longer than a card
/// takes, and choices are real ones.
///
/// # Errors
/// Every field at fault.
pub fn check(content: &CardContent) -> Result<(), Vec<FieldProblem>> {
    let unfinished = [
        contract::toolbox::TITLE_TOO_SHORT.name,
        contract::toolbox::MINUTES_OUT_OF_RANGE.name,
        contract::toolbox::GROUP_OUT_OF_RANGE.name,
        contract::toolbox::GROUP_UPSIDE_DOWN.name,
        contract::toolbox::AFTER_UNKNOWN.name,
    ];
    let problems: Vec<FieldProblem> = crate::reading::faults(content)
        .into_iter()
        .filter(|problem| !unfinished.contains(&problem.code.as_str()))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{at_school, caller, start};

    fn teacher_at(person: &str, school: &str) -> Caller {
        let mut teacher = caller(person, Role::Docent);
        teacher.school = SchoolId::parse(school).ok();
        teacher
    }

    fn draft(state: DraftState) -> Draft {
        Draft {
            id: CardId::parse("concept").unwrap(),
            owner: Author {
                person: PersonId::parse("saskia").unwrap(),
                name: "Saskia".to_owned(),
            },
            school: SchoolId::parse("25PW").ok(),
            region: None,
            content: CardContent::default(),
            adapts: None,
            revision: 1,
            state,
            changed: start(),
            due: start(),
            reviewer: None,
            reason: String::new(),
        }
    }

    #[test]
    fn nobody_else_sees_what_is_not_in_review() {
        let saskia = teacher_at("saskia", "25PW");
        let tim = teacher_at("tim", "25PW");
        for state in [DraftState::Writing, DraftState::Returned] {
            assert!(may_read(&saskia, &draft(state)) && may_edit(&saskia, &draft(state)));
            assert!(!may_read(&tim, &draft(state)) && !may_decide(&tim, &draft(state)));
        }
        assert!(!may_read(
            &crate::samples::moderator(),
            &draft(DraftState::Writing)
        ));
    }

    #[test]
    fn another_teacher_of_the_school_reads_and_decides_and_nobody_else() {
        let in_review = draft(DraftState::Review);
        assert!(may_decide(&teacher_at("tim", "25PW"), &in_review));
        assert!(may_claim(&teacher_at("tim", "25PW"), &in_review));
        assert!(!may_decide(&teacher_at("saskia", "25PW"), &in_review));
        assert!(!may_decide(&teacher_at("els", "25LX"), &in_review));
        assert!(!may_read(&at_school("noor", "25PW"), &in_review));
        let mut claimed = in_review;
        claimed.reviewer = Some(Author {
            person: PersonId::parse("tim").unwrap(),
            name: "Tim".to_owned(),
        });
        assert!(may_decide(&teacher_at("tim", "25PW"), &claimed));
        assert!(!may_decide(&teacher_at("els", "25PW"), &claimed));
        assert!(!may_claim(&teacher_at("els", "25PW"), &claimed));
    }

    #[test]
    fn a_coordinator_of_the_school_chooses_review_and_a_teacher_does_not() {
        let school = SchoolId::parse("25PW").unwrap();
        let mut ria = caller("ria", Role::Coordinator);
        ria.roles[0].scope = contract::Scope::Region(Region::parse("RMC-19").unwrap());
        assert!(!may_set_review(&ria, &school));
        ria.school = Some(school.clone());
        assert!(may_set_review(&ria, &school));
        assert!(may_set_review(&caller("bert", Role::Beheerder), &school));
        assert!(!may_set_review(&teacher_at("saskia", "25PW"), &school));
    }

    #[test]
    fn a_draft_may_lack_fields_but_not_hold_more_than_a_card() {
        assert!(check(&CardContent::default()).is_ok());
        let long = CardContent {
            goal: "g".repeat(301),
            kind: Some("spel".to_owned()),
            ..CardContent::default()
        };
        let fields: Vec<String> = check(&long)
            .unwrap_err()
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(fields, ["kind", "goal"]);
    }
}
