//! What two people of a match write to each other: a message, its name, and how a conversation stands.

use contract::Code;
use contract::matching as codes;

/// A message of 1 to [`codes::LONGEST_MESSAGE`] characters: lines end one way, no control characters, no outer space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageText(String);

impl MessageText {
    pub fn parse(input: &str) -> Result<Self, Code> {
        let lines = input.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = lines
            .chars()
            .filter(|sign| matches!(sign, '\n' | '\t') || !sign.is_control())
            .collect();
        let text = kept.trim();
        match text.chars().count() {
            0 => Err(codes::MESSAGE_EMPTY),
            1..=codes::LONGEST_MESSAGE => Ok(Self(text.to_owned())),
            _ => Err(codes::MESSAGE_TOO_LONG),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What whoever writes calls a message: 32 hexadecimal digits, so that it says nothing. The same name twice is one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageId(String);

impl MessageId {
    const DIGITS: usize = 32;

    pub fn parse(input: &str) -> Result<Self, Code> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if input.len() == Self::DIGITS && input.bytes().all(is_digit) {
            Ok(Self(input.to_owned()))
        } else {
            Err(codes::MESSAGE_ID)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the two may write, and if not why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Open,
    /// The match is over, the other is gone, or one of the two wants no contact: which of these is nobody's to know.
    Ended,
    /// The reader does not want to be contacted.
    PausedByYou,
    /// The other does not, now.
    Paused,
    /// A minor's buddy has no valid certificate of conduct.
    Certificate,
}

impl Stand {
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ended => "ended",
            Self::PausedByYou => "paused-by-you",
            Self::Paused => "paused",
            Self::Certificate => "certificate",
        }
    }

    /// Why nothing can be written.
    #[must_use]
    pub(crate) fn refusal(self) -> Option<Code> {
        match self {
            Self::Open => None,
            Self::Ended => Some(codes::CONVERSATION_ENDED),
            Self::PausedByYou => Some(codes::CONVERSATION_PAUSED_BY_YOU),
            Self::Paused => Some(codes::CONVERSATION_PAUSED),
            Self::Certificate => Some(codes::CONVERSATION_CERTIFICATE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_has_words_and_at_most_two_thousand_characters() {
        assert_eq!(MessageText::parse(" \r\n "), Err(codes::MESSAGE_EMPTY));
        assert_eq!(MessageText::parse("\u{0}\u{7}"), Err(codes::MESSAGE_EMPTY));
        let longest = "é".repeat(codes::LONGEST_MESSAGE);
        assert_eq!(MessageText::parse(&longest).unwrap().as_str(), longest);
        let longer = longest + "é";
        assert_eq!(MessageText::parse(&longer), Err(codes::MESSAGE_TOO_LONG));
        assert_eq!(MessageText::parse(" a\r\nb ").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn a_message_is_called_by_hexadecimal_digits_only() {
        assert!(MessageId::parse(&"0af9".repeat(8)).is_ok());
        for wrong in [
            "",
            "noor",
            &"0AF9".repeat(8),
            &"0".repeat(33),
            &"é".repeat(16),
        ] {
            assert_eq!(MessageId::parse(wrong), Err(codes::MESSAGE_ID), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn parsing_an_accepted_message_again_changes_nothing(input in "\\PC{0,80}|[ \\r\\n\\ta]{0,20}") {
            if let Ok(text) = MessageText::parse(&input) {
                prop_assert_eq!(MessageText::parse(text.as_str()), Ok(text.clone()));
            }
        }
    }
}
