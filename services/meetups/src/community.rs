//! A learning community: of one school, or of a region that joins several (`Tier`). It is one only when students,
//! teachers and, in a region, a second school take part; what is missing is said, not hidden.

use chrono::{DateTime, Utc};
use nouns::{CommunityId, PersonId, Region, SchoolId};

/// A slug: 3 to 60 lower-case letters, digits and single hyphens; it is the community's address and never changes.
#[must_use]
pub fn parse_slug(input: &str) -> Option<CommunityId> {
    let fits = (3..=60).contains(&input.len());
    let plain = input
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let joined = !input.starts_with('-') && !input.ends_with('-') && !input.contains("--");
    if fits && plain && joined {
        CommunityId::parse(input).ok()
    } else {
        None
    }
}

/// Whether it joins one school or a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    School,
    Regio,
}

impl Tier {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "school" => Some(Self::School),
            "regio" => Some(Self::Regio),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Regio => "regio",
        }
    }
}

/// Who sees what goes on in a community: its members, entries, topics and meetups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Space {
    /// Everybody who is signed in reads along and may take part.
    #[default]
    Open,
    /// Who takes part, by invitation or after asking.
    Closed,
}

impl Space {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "open" => Some(Self::Open),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// As what somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Student,
    Docent,
    AankomendDocent,
}

impl Side {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "student" => Some(Self::Student),
            "docent" => Some(Self::Docent),
            "aankomend-docent" | "aankomend docent" => Some(Self::AankomendDocent),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Docent => "docent",
            Self::AankomendDocent => "aankomend-docent",
        }
    }
}

/// How it trains the three skills, in one sentence each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goals {
    pub reflectie: Option<String>,
    pub feedback: Option<String>,
    pub weerbaarheid: Option<String>,
}

/// What its coordinator says about it; already right in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charter {
    pub slug: CommunityId,
    pub name: String,
    pub tier: Tier,
    pub space: Space,
    pub region: Region,
    pub schools: Vec<SchoolId>,
    pub purpose: String,
    pub goals: Goals,
}

/// A learning community with the mix of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    pub charter: Charter,
    pub coordinator: Option<PersonId>,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
    pub mix: Mix,
}

/// How many take part on each side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mix {
    pub students: u32,
    pub teachers: u32,
    pub future_teachers: u32,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    pub side: Side,
}

impl Community {
    /// What keeps it from being a learning community: teachers and students together, in a region of several schools.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let lone = self.charter.tier == Tier::Regio && self.charter.schools.len() < 2;
        let wants = [
            ("students", self.mix.students == 0),
            (
                "teachers",
                self.mix.teachers + self.mix.future_teachers == 0,
            ),
            ("second-school", lone),
        ];
        wants
            .into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(what, _)| what)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn community(mix: Mix, tier: Tier, schools: &[&str]) -> Community {
        Community {
            charter: Charter {
                slug: parse_slug("leren-in-utrecht").unwrap(),
                name: "Leren in Utrecht".to_owned(),
                tier,
                space: Space::Open,
                region: Region::parse("RMC-19").unwrap(),
                schools: schools
                    .iter()
                    .map(|id| SchoolId::parse(id).unwrap())
                    .collect(),
                purpose: String::new(),
                goals: Goals::default(),
            },
            coordinator: None,
            created: DateTime::UNIX_EPOCH,
            changed: DateTime::UNIX_EPOCH,
            mix,
        }
    }

    #[test]
    fn one_side_missing_is_said() {
        let teachers = Mix {
            teachers: 4,
            ..Mix::default()
        };
        assert_eq!(
            community(teachers, Tier::School, &["a"]).missing(),
            ["students"]
        );
        assert_eq!(
            community(teachers, Tier::Regio, &["a"]).missing(),
            ["students", "second-school"]
        );
        let future = Mix {
            students: 1,
            future_teachers: 1,
            ..Mix::default()
        };
        assert_eq!(
            community(future, Tier::Regio, &["a", "b"]).missing(),
            Vec::<&str>::new()
        );
        let students = Mix {
            students: 2,
            ..Mix::default()
        };
        assert_eq!(
            community(students, Tier::School, &["a"]).missing(),
            ["teachers"]
        );
    }

    #[test]
    fn a_slug_is_an_address() {
        for good in ["utrecht-mbo", "a1b", "noord-2"] {
            assert!(parse_slug(good).is_some(), "{good}");
        }
        for bad in ["", "ab", "Utrecht", "a--b", "-ab", "ab-", "a b c", "café"] {
            assert!(parse_slug(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn sides_and_tiers_read_back() {
        for side in contract::meetups::SIDES {
            assert_eq!(Side::parse(side).unwrap().as_str(), *side);
        }
        assert_eq!(Side::parse("aankomend docent"), Some(Side::AankomendDocent));
        for space in contract::meetups::SPACES {
            assert_eq!(Space::parse(space).unwrap().as_str(), *space);
        }
        for tier in [Tier::School, Tier::Regio] {
            assert_eq!(Tier::parse(tier.as_str()), Some(tier));
        }
    }
}
