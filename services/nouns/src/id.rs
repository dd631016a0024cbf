//! Identifiers: opaque, printable, 1 to 200 characters; a fresh one is a version 7 UUID
//! (RFC 9562), so that ids sort by the time they were made.

use serde::{Deserialize, Serialize};

/// Why a text is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdProblem {
    #[error("an id has at least one character")]
    Empty,
    #[error("an id has at most 200 characters")]
    TooLong,
    #[error("an id holds no control characters and no outer spaces")]
    Unprintable,
}

const LONGEST: usize = 200;

fn checked(input: &str) -> Result<&str, IdProblem> {
    if input.is_empty() {
        Err(IdProblem::Empty)
    } else if input.chars().count() > LONGEST {
        Err(IdProblem::TooLong)
    } else if input.trim() != input || input.chars().any(char::is_control) {
        Err(IdProblem::Unprintable)
    } else {
        Ok(input)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes an id from outside as it is.
            pub fn parse(input: &str) -> Result<Self, IdProblem> {
                checked(input).map(|id| Self(id.to_owned()))
            }

            /// An id that nothing has yet.
            #[must_use]
            pub fn fresh() -> Self {
                Self(uuid::Uuid::now_v7().simple().to_string())
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdProblem;
            fn try_from(input: String) -> Result<Self, IdProblem> {
                Self::parse(&input)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A person with an account.
    PersonId;
    /// A school: an institution's code in the register of DUO.
    SchoolId;
    /// An education team.
    TeamId;
    /// A card of the toolbox.
    CardId;
    /// A learning community; doubles as its address.
    CommunityId;
    /// A meetup on the board of a region.
    EventId;
    /// A place, or a place in the waiting list, at a meetup.
    SignupId;
    /// A request from a student to a buddy or role model.
    RequestId;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_from_a_file_is_kept_to_the_letter() {
        assert_eq!(CardId::parse("kaart 1/é").unwrap().as_str(), "kaart 1/é");
        assert_eq!(CardId::parse(""), Err(IdProblem::Empty));
        assert_eq!(CardId::parse(" a"), Err(IdProblem::Unprintable));
        assert_eq!(CardId::parse(&"a".repeat(201)), Err(IdProblem::TooLong));
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_id_again_changes_nothing(input in ".{0,210}") {
            if let Ok(id) = CardId::parse(&input) {
                prop_assert_eq!(CardId::parse(id.as_str()), Ok(id.clone()));
            }
        }
    }
}
