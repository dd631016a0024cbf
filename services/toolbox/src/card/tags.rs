use serde::{Deserialize, Serialize};

use super::text::{Line, TooLong};

/// At most 40 words to find a card by, each at most 60 characters, in lower case, none twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Tags(Vec<Line<60>>);

impl Tags {
    pub const MOST: usize = 40;

    /// Leaves out the empty ones and those that stand there already.
    pub fn parse<S: AsRef<str>>(input: &[S]) -> Result<Self, TooLong> {
        let mut tags = Vec::new();
        for tag in input {
            let tag = Line::parse(&tag.as_ref().to_lowercase())?;
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        (tags.len() <= Self::MOST)
            .then_some(Self(tags))
            .ok_or(TooLong)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Line::as_str)
    }

    #[must_use]
    pub fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

impl TryFrom<Vec<String>> for Tags {
    type Error = TooLong;
    fn try_from(input: Vec<String>) -> Result<Self, TooLong> {
        Self::parse(&input)
    }
}

impl From<Tags> for Vec<String> {
    fn from(tags: Tags) -> Self {
        tags.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_stands_once_whatever_its_case() {
        let tags = Tags::parse(&["Feedback", " feedback ", "", "team  dag"]).unwrap();
        assert_eq!(tags.to_vec(), ["feedback", "team dag"]);
        assert_eq!(Tags::parse(&["x".repeat(61)]), Err(TooLong));
    }
}
