use serde::{Deserialize, Serialize};

/// What a person does on the platform. The Dutch words are the field's own and stand so on the
/// screens, in tokens and in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Student,
    /// A study buddy.
    Maatje,
    /// A role model.
    Rolmodel,
    Docent,
    /// Coordinates a region, a school or a programme.
    Coordinator,
    /// A care consultant at a school.
    Zorgconsulent,
    Moderator,
    Beheerder,
}

/// A word that is no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no role {0:?}")]
pub struct UnknownRole(pub String);

impl Role {
    pub const ALL: [Self; 8] = [
        Self::Student,
        Self::Maatje,
        Self::Rolmodel,
        Self::Docent,
        Self::Coordinator,
        Self::Zorgconsulent,
        Self::Moderator,
        Self::Beheerder,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Maatje => "maatje",
            Self::Rolmodel => "rolmodel",
            Self::Docent => "docent",
            Self::Coordinator => "coordinator",
            Self::Zorgconsulent => "zorgconsulent",
            Self::Moderator => "moderator",
            Self::Beheerder => "beheerder",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = UnknownRole;

    fn from_str(input: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == input)
            .ok_or_else(|| UnknownRole(input.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_reads_back_as_itself() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert!("koning".parse::<Role>().is_err());
    }
}
