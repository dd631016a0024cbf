//! An id that only meetups gives and reads: of entries, of what is said to them, of topics.

use nouns::EventId;
use serde::{Deserialize, Serialize};

/// Opaque, and fit for an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    const MAX: usize = 40;

    /// Takes an id from outside; what could not be one is none.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let fits = (1..=Self::MAX).contains(&input.len());
        let plain = input
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (fits && plain).then(|| Self(input.to_owned()))
    }

    #[must_use]
    pub(crate) fn fresh() -> Self {
        Self(EventId::fresh().as_str().to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_key_reads_back_and_what_leads_elsewhere_is_none() {
        let fresh = Key::fresh();
        assert_eq!(Key::parse(fresh.as_str()), Some(fresh));
        for bad in ["", "a/b", "a b", "é", &"a".repeat(41)] {
            assert_eq!(Key::parse(bad), None, "{bad}");
        }
    }
}
