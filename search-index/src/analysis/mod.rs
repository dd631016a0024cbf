//! Dutch analysis: from text to the terms that questions and things have in common.

/// The stem of each word followed by the stems of its smallest parts.
#[must_use]
pub fn analyse(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}
