//! What members write to each other: bounded, and without what leads outside the platform. Minors read and write there too, and
//! who is in a community is nobody's to check beforehand.

use contract::Code;
use contract::meetups as code;
use nouns::filter;

use crate::event::one_line;

/// Why words are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsProblem {
    #[error("there are no words")]
    Missing,
    #[error("there are too many words")]
    TooLong,
    #[error("the words lead outside the platform")]
    LeadsOutside,
}

impl WordsProblem {
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Missing => code::TEXT_MISSING,
            Self::TooLong => code::TEXT_TOO_LONG,
            Self::LeadsOutside => code::LEADS_OUTSIDE,
        }
    }
}

/// One line of so many characters.
pub(crate) fn line(input: &str, most: usize) -> Result<String, WordsProblem> {
    safe(one_line(input), most)
}

/// Several lines, without control characters.
pub(crate) fn text(input: &str, most: usize) -> Result<String, WordsProblem> {
    let kept = input
        .chars()
        .filter(|sign| *sign == '\n' || !sign.is_control());
    safe(kept.collect::<String>().trim().to_owned(), most)
}

/// The same, where nothing need be said.
pub(crate) fn text_or_nothing(input: &str, most: usize) -> Result<String, WordsProblem> {
    match text(input, most) {
        Err(WordsProblem::Missing) => Ok(String::new()),
        read => read,
    }
}

fn safe(words: String, most: usize) -> Result<String, WordsProblem> {
    if words.is_empty() {
        return Err(WordsProblem::Missing);
    }
    if words.chars().count() > most {
        return Err(WordsProblem::TooLong);
    }
    if filter::find(&words).is_empty() {
        Ok(words)
    } else {
        Err(WordsProblem::LeadsOutside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_there_bounded_and_lead_nowhere_else() {
        assert_eq!(
            text(" Ik help \r\n graag. ", 40).unwrap(),
            "Ik help \n graag."
        );
        assert_eq!(line(" Ik \n help ", 40).unwrap(), "Ik help");
        assert_eq!(text(" \u{7} ", 40), Err(WordsProblem::Missing));
        assert_eq!(text_or_nothing(" ", 40).unwrap(), "");
        assert_eq!(text("woorden", 6), Err(WordsProblem::TooLong));
        for outside in ["Bel 06 12345678", "noor@school.example", "app me: @noor_04"] {
            assert_eq!(
                text(outside, 100),
                Err(WordsProblem::LeadsOutside),
                "{outside}"
            );
        }
    }
}
