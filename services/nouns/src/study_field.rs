use serde::{Deserialize, Serialize};

/// A broad field of study: the two-digit codes of ISCED-F 2013 (UNESCO, 2014).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StudyField(u8);

/// A code that is no broad field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no study field {0:?}")]
pub struct UnknownStudyField(pub String);

impl StudyField {
    /// Codes `00` to `10`.
    pub const COUNT: u8 = 11;

    /// Reads a two-digit code.
    pub fn parse(code: &str) -> Result<Self, UnknownStudyField> {
        match code.parse::<u8>() {
            Ok(number) if code.len() == 2 && number < Self::COUNT => Ok(Self(number)),
            _ => Err(UnknownStudyField(code.to_owned())),
        }
    }

    /// All fields in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self)
    }

    /// The two-digit code.
    #[must_use]
    pub fn code(self) -> String {
        format!("{:02}", self.0)
    }

    /// The place of this field among all, for bitsets.
    #[must_use]
    pub fn index(self) -> u8 {
        self.0
    }
}

impl TryFrom<String> for StudyField {
    type Error = UnknownStudyField;
    fn try_from(code: String) -> Result<Self, UnknownStudyField> {
        Self::parse(&code)
    }
}

impl From<StudyField> for String {
    fn from(field: StudyField) -> Self {
        field.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_eleven_broad_fields_exist() {
        assert_eq!(StudyField::all().count(), 11);
        for field in StudyField::all() {
            assert_eq!(StudyField::parse(&field.code()), Ok(field));
        }
        for code in ["11", "7", "", "007", "-1"] {
            assert!(StudyField::parse(code).is_err(), "{code}");
        }
    }
}
