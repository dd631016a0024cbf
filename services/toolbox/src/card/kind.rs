use serde::{Deserialize, Serialize};

/// What a card is about. The Dutch words are the field's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A meeting structure.
    Overlegstructuur,
    /// A way to put a team together.
    Teamsamenstelling,
    /// A working form.
    Werkvorm,
}

/// A word that is no kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind of card")]
pub struct UnknownKind;

impl Kind {
    pub const ALL: [Self; 3] = [
        Self::Overlegstructuur,
        Self::Teamsamenstelling,
        Self::Werkvorm,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overlegstructuur => "overlegstructuur",
            Self::Teamsamenstelling => "teamsamenstelling",
            Self::Werkvorm => "werkvorm",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownKind;
    fn from_str(input: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == input.trim())
            .ok_or(UnknownKind)
    }
}

/// Who finds a card. A school is that of whoever shared it, a region that of the team or else theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// The members of the team that shares it; without one its author alone.
    Team,
    School,
    Region,
    #[default]
    Country,
}

/// A word that is no visibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such visibility")]
pub struct UnknownVisibility;

impl Visibility {
    pub const ALL: [Self; 4] = [Self::Team, Self::School, Self::Region, Self::Country];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::School => "school",
            Self::Region => "region",
            Self::Country => "country",
        }
    }
}

impl std::str::FromStr for Visibility {
    type Err = UnknownVisibility;
    /// An empty text is the country.
    fn from_str(input: &str) -> Result<Self, UnknownVisibility> {
        let input = input.trim();
        if input.is_empty() {
            return Ok(Self::default());
        }
        Self::ALL
            .into_iter()
            .find(|visibility| visibility.as_str() == input)
            .ok_or(UnknownVisibility)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_itself() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        for visibility in Visibility::ALL {
            assert_eq!(visibility.as_str().parse(), Ok(visibility));
        }
        assert_eq!("".parse(), Ok(Visibility::Country));
        assert_eq!("spel".parse::<Kind>(), Err(UnknownKind));
        assert_eq!("iedereen".parse::<Visibility>(), Err(UnknownVisibility));
    }
}
