use chrono::{DateTime, Utc};
use contract::consent::Purpose;
use contract::{Grant, Scope};
use nouns::{Language, PersonId, Region, RegionKind, Role, SchoolId};

use crate::Birth;
use crate::line::one_line;

/// A person with an account, and what the platform knows of them. What a student wants or can do
/// is the profile of the service that matches; it does not stand here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: PersonName,
    pub email: Option<Email>,
    pub school: Option<SchoolId>,
    pub region: Option<RmcRegion>,
    pub birth: Birth,
    /// Of the screens and the mails.
    pub language: Language,
    /// Whether this is somebody of the demo town, whom anyone at this machine may play.
    pub is_demo: bool,
}

/// A person with the roles that count now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub person: Person,
    pub roles: Vec<RoleHeld>,
    /// Whether a parent consents; asked of people under 16 only.
    pub parent_consents: bool,
    /// Whether the school is more than the person's own word: a provider told it, or the site's own list.
    pub is_school_told: bool,
}

/// Somebody to be added, with the roles that come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    pub person: Person,
    pub roles: Vec<NewRole>,
    /// What the person agreed to where they came from.
    pub consents: Vec<Purpose>,
}

/// A role to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRole {
    pub role: Role,
    pub scope: Scope,
    pub until: Option<DateTime<Utc>>,
}

/// A role that somebody has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleHeld {
    pub role: Role,
    pub scope: Scope,
    /// Nobody: it came with the account.
    pub given_by: Option<PersonId>,
    pub given_at: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
}

impl RoleHeld {
    /// The role as rules ask for it.
    pub(crate) fn grant(&self) -> Grant {
        Grant {
            role: self.role,
            scope: self.scope.clone(),
        }
    }
}

/// A name to show: one line, outer spaces gone, 1 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    #[error("a name has at least one character")]
    Empty,
    #[error("a name has at most {} characters", PersonName::MAX)]
    TooLong,
}

impl PersonName {
    pub const MAX: usize = 80;

    pub fn parse(input: &str) -> Result<Self, NameProblem> {
        let name = one_line(input);
        match name.chars().count() {
            0 => Err(NameProblem::Empty),
            1..=Self::MAX => Ok(Self(name)),
            _ => Err(NameProblem::TooLong),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address, in lower case: two spellings of one mailbox are one person. Only its shape
/// is checked; whether it exists, a mail to it shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// A text that is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@school.example")]
pub struct EmailProblem;

impl Email {
    /// RFC 5321, 4.5.3.1.3.
    const MAX: usize = 254;

    pub fn parse(input: &str) -> Result<Self, EmailProblem> {
        let text = input.trim().to_lowercase();
        let fits =
            text.len() <= Self::MAX && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        let (local, domain) = text.rsplit_once('@').ok_or(EmailProblem)?;
        let shaped = !local.is_empty()
            && !local.contains('@')
            && domain.contains('.')
            && domain.split('.').all(|label| !label.is_empty());
        if fits && shaped {
            Ok(Self(text))
        } else {
            Err(EmailProblem)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The RMC region of a person: a province is too wide to say where somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RmcRegion(Region);

/// A region that is no RMC region.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no RMC region")]
pub struct NoRmcRegion(pub String);

impl RmcRegion {
    pub fn parse(code: &str) -> Result<Self, NoRmcRegion> {
        match Region::parse(code) {
            Ok(region) if region.kind() == RegionKind::Rmc => Ok(Self(region)),
            _ => Err(NoRmcRegion(code.to_owned())),
        }
    }

    #[must_use]
    pub fn region(self) -> Region {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_one_printable_line() {
        assert_eq!(
            PersonName::parse("  Noor \n de\tVries ").unwrap().as_str(),
            "Noor de Vries"
        );
        assert_eq!(PersonName::parse(" \u{7} "), Err(NameProblem::Empty));
        assert_eq!(
            PersonName::parse(&"a".repeat(81)),
            Err(NameProblem::TooLong)
        );
    }

    #[test]
    fn an_address_has_one_mailbox_and_a_domain() {
        assert_eq!(
            Email::parse(" Noor@School.Example ").unwrap().as_str(),
            "noor@school.example"
        );
        for wrong in [
            "",
            "noor",
            "@school.example",
            "noor@school",
            "noor@.example",
            "a b@c.nl",
            "a@b@c.nl",
        ] {
            assert_eq!(Email::parse(wrong), Err(EmailProblem), "{wrong:?}");
        }
    }

    #[test]
    fn a_province_is_no_place_to_live() {
        assert!(RmcRegion::parse("RMC-19").is_ok());
        assert_eq!(
            RmcRegion::parse("NL-UT"),
            Err(NoRmcRegion("NL-UT".to_owned()))
        );
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_name_again_changes_nothing(input in ".{0,100}") {
            if let Ok(name) = PersonName::parse(&input) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            }
        }

        #[test]
        fn parsing_an_accepted_address_again_changes_nothing(input in ".{0,20}@.{0,12}\\.[a-z]{0,3}") {
            if let Ok(email) = Email::parse(&input) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
