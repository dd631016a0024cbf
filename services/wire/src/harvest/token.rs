//! Resumption tokens: all that going on takes, in the token itself.

use nouns::harvest::Place;

use super::arguments::Selection;
use super::{About, Format};

const VERSION: &str = "1";
const NONE: &str = "-";
/// No number of ours is near it, so that counting on from one cannot overflow.
const MOST: u64 = 1 << 60;

/// Where a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Records, or headers alone.
    pub(crate) whole: bool,
    pub(crate) selection: Selection,
    /// The last place when the list began.
    pub(crate) bound: Place,
    /// The last place that was shown.
    pub(crate) last: Place,
    /// How many records came before.
    pub(crate) cursor: u64,
    /// How many there were when the list began.
    pub(crate) total: u64,
    /// In seconds of Unix.
    pub(crate) ends: i64,
}

impl Token {
    /// Its text: letters, digits, dots and minus signs, as every address can carry.
    pub(crate) fn write(&self) -> String {
        let Selection {
            format,
            from,
            until,
            set,
        } = &self.selection;
        let second = |at: &Option<i64>| at.map_or_else(|| NONE.to_owned(), |at| at.to_string());
        let place = |place: &Place| format!("{}.{}", place.at, place.number);
        [
            VERSION.to_owned(),
            if self.whole { "r" } else { "h" }.to_owned(),
            format.token().to_owned(),
            second(from),
            second(until),
            set.unwrap_or(NONE).to_owned(),
            place(&self.bound),
            place(&self.last),
            self.cursor.to_string(),
            self.total.to_string(),
            self.ends.to_string(),
        ]
        .join(".")
    }

    /// Reads a token; nothing for what is none.
    pub(crate) fn parse(about: &About, text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut next = || parts.next();
        let number = |text: &str| text.parse().ok().filter(|number| *number <= MOST);
        let second = |text: &str| text.parse::<i64>().ok().filter(|at| *at >= 0);
        let maybe = |text: &str| match text {
            NONE => Some(None),
            text => second(text).map(Some),
        };
        if next()? != VERSION {
            return None;
        }
        let whole = match next()? {
            "r" => true,
            "h" => false,
            _ => return None,
        };
        let format = Format::of_token(next()?)?;
        let (from, until) = (maybe(next()?)?, maybe(next()?)?);
        let set = match next()? {
            NONE => None,
            wanted => Some(about.set(wanted)?),
        };
        let mut place = || {
            Some(Place {
                at: second(next()?)?,
                number: number(next()?)?,
            })
        };
        let (bound, last) = (place()?, place()?);
        let (cursor, total) = (number(next()?)?, number(next()?)?);
        let ends = second(next()?)?;
        let selection = Selection {
            format,
            from,
            until,
            set,
        };
        next().is_none().then_some(Self {
            whole,
            selection,
            bound,
            last,
            cursor,
            total,
            ends,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::SHELF;
    use super::*;

    fn token() -> Token {
        Token {
            whole: true,
            selection: Selection {
                format: Format::Lom,
                from: Some(1_767_600_000),
                until: None,
                set: Some("werkvorm"),
            },
            bound: Place {
                at: 1_767_700_000,
                number: 20_000,
            },
            last: Place {
                at: 1_767_600_001,
                number: 100,
            },
            cursor: 100,
            total: 19_873,
            ends: 1_767_800_000,
        }
    }

    #[test]
    fn a_token_reads_back_as_it_was_written() {
        let text = token().write();
        assert_eq!(Token::parse(&SHELF, &text), Some(token()));
        assert_eq!(Token::parse(&SHELF, &format!("{text}.1")), None);
        assert_eq!(Token::parse(&SHELF, &text[..text.len() - 11]), None);
    }

    proptest! {
        #[test]
        fn whatever_is_sent_as_a_token_is_read_or_refused(text in "\\PC{0,60}|1\\.[rh]\\.(dc|lom)(\\.[-0-9]{1,22}){6,10}") {
            if let Some(token) = Token::parse(&SHELF, &text) {
                prop_assert_eq!(Token::parse(&SHELF, &token.write()), Some(token));
            }
        }
    }
}
