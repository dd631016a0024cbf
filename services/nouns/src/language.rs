use serde::{Deserialize, Serialize};

/// A language of the screens. What people speak with each other is a profile's own list of
/// ISO 639-1 codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Nl,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The ISO 639-1 code, as `lang` attributes and addresses carry it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// Reads a code such as `nl`, `en-GB` or `EN`; `None` for any other language.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let primary = input.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regional_variant_counts_as_its_language() {
        assert_eq!(Language::parse("en-GB"), Some(Language::En));
        assert_eq!(Language::parse("NL"), Some(Language::Nl));
        assert_eq!(Language::parse("fy"), None);
        assert_eq!(Language::parse(""), None);
    }
}
