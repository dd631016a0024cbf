use crate::Failure;

/// What one process can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Accounts,
    Toolbox,
    Matching,
    Meetups,
    Web,
}

impl Part {
    pub const ALL: [Self; 5] = [
        Self::Accounts,
        Self::Toolbox,
        Self::Matching,
        Self::Meetups,
        Self::Web,
    ];

    /// As in `--only`, in addresses and in the configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Toolbox => "toolbox",
            Self::Matching => "matching",
            Self::Meetups => "meetups",
            Self::Web => "web",
        }
    }
}

/// The parts that this process runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

impl Parts {
    #[must_use]
    pub fn all() -> Self {
        Self(Part::ALL.to_vec())
    }

    /// Reads the names of `--only`; none means all.
    pub fn parse(names: &[String]) -> Result<Self, Failure> {
        if names.is_empty() {
            return Ok(Self::all());
        }
        names
            .iter()
            .map(|name| part(name.trim()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.0.contains(&part)
    }

    #[must_use]
    pub fn has_all_services(&self) -> bool {
        Part::ALL
            .into_iter()
            .filter(|part| *part != Part::Web)
            .all(|part| self.has(part))
    }
}

fn part(name: &str) -> Result<Part, Failure> {
    Part::ALL
        .into_iter()
        .find(|part| part.name() == name)
        .ok_or_else(|| {
            let names: Vec<_> = Part::ALL.iter().map(|part| part.name()).collect();
            Failure::Input(format!(
                "Er is geen onderdeel {name:?}. Kies uit: {}.",
                names.join(", ")
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_named_means_everything() {
        assert_eq!(Parts::parse(&[]).unwrap(), Parts::all());
    }

    #[test]
    fn an_unknown_part_is_refused_with_the_known_ones() {
        let only = Parts::parse(&["toolbox".to_owned(), "meetups".to_owned()]).unwrap();
        assert!(only.has(Part::Meetups) && !only.has(Part::Web) && !only.has_all_services());
        let refused = Parts::parse(&["gereedschap".to_owned()]);
        assert!(matches!(refused, Err(Failure::Input(text)) if text.contains("toolbox")));
    }
}
