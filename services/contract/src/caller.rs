use nouns::{PersonId, Region, Role, SchoolId};
use serde::{Deserialize, Serialize};

/// Who asks: what a service may know about the person behind a request, and all that its rules
/// decide by. Minted by accounts, carried in a signed token of at most 60 seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    pub person: PersonId,
    /// The name to show beside what this person writes.
    pub name: String,
    pub roles: Vec<Grant>,
    pub school: Option<SchoolId>,
    /// The RMC region of the person.
    pub region: Option<Region>,
    pub age: Age,
    /// Left out, it is the one that may less.
    #[serde(default)]
    pub means: Means,
}

/// What somebody showed to come in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Means {
    /// A browser in which the person signed in.
    Session,
    /// A personal access token, which a script has.
    #[default]
    Key,
    /// A browser of somebody who is suspended: their own data, and nothing else
    /// ([`crate::suspension::STILL_OPEN`]).
    Suspended,
}

/// A role and where it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
}

/// Where a role counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "in", content = "which")]
pub enum Scope {
    Everywhere,
    Region(Region),
    School(SchoolId),
    Programme(String),
}

/// What the rules need of an age, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Age {
    /// 16 or 17. Younger people have no token until a parent has consented.
    Minor,
    Adult,
}

impl Caller {
    /// Whether the person has `role` anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|grant| grant.role == role)
    }

    /// Whether the person has `role` for `region`: a grant for a province counts for its RMC
    /// regions too.
    #[must_use]
    pub fn is_in(&self, role: Role, region: Region) -> bool {
        self.roles.iter().any(|grant| {
            grant.role == role
                && match &grant.scope {
                    Scope::Everywhere => true,
                    Scope::Region(own) => own.includes(region),
                    Scope::School(_) | Scope::Programme(_) => false,
                }
        })
    }

    /// Whether the person has `role` for `school`.
    #[must_use]
    pub fn is_at(&self, role: Role, school: &SchoolId) -> bool {
        self.roles.iter().any(|grant| {
            grant.role == role
                && match &grant.scope {
                    Scope::Everywhere => true,
                    Scope::School(own) => own == school,
                    Scope::Region(_) | Scope::Programme(_) => false,
                }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_say_how_they_came_in_has_come_with_a_key() {
        let mut ria = serde_json::to_value(coordinator_of("RMC-19")).unwrap();
        ria.as_object_mut().unwrap().remove("means");
        let read: Caller = serde_json::from_value(ria).unwrap();
        assert_eq!(read.means, Means::Key);
    }

    fn coordinator_of(code: &str) -> Caller {
        Caller {
            person: PersonId::parse("ria").unwrap(),
            name: "Ria".to_owned(),
            roles: vec![Grant {
                role: Role::Coordinator,
                scope: Scope::Region(Region::parse(code).unwrap()),
            }],
            school: None,
            region: None,
            age: Age::Adult,
            means: Means::Session,
        }
    }

    #[test]
    fn a_role_for_a_province_counts_in_its_rmc_regions_only() {
        let ria = coordinator_of("NL-UT");
        assert!(ria.is_in(Role::Coordinator, Region::parse("RMC-19").unwrap()));
        assert!(!ria.is_in(Role::Coordinator, Region::parse("RMC-29").unwrap()));
        assert!(!ria.is_in(Role::Moderator, Region::parse("RMC-19").unwrap()));
    }

    #[test]
    fn a_caller_reads_back_as_itself() {
        let ria = coordinator_of("RMC-19");
        let text = serde_json::to_string(&ria).unwrap();
        assert_eq!(serde_json::from_str::<Caller>(&text).unwrap(), ria);
    }
}
