//! A series as it was sent: its rule, the days that come on top or fall out, and those that moved.

use std::collections::BTreeSet;

use contract::Code;
use contract::meetups as code;

use super::drafts::given;
use super::times::Typed;
use crate::recurrence::{Moved, Recurrence, Rule, RuleProblem};
use crate::when::When;

/// Days that come on top, fall out or move, together: more than a school year has.
const MOST_DATES: usize = 400;

/// Reads a series of an event that takes place at `when`.
pub(super) fn recurrence(sent: &code::Recurrence, when: When) -> Result<Recurrence, Code> {
    if sent.extra.len() + sent.except.len() + sent.moved.len() > MOST_DATES {
        return Err(code::RECURRENCE_TOO_MANY);
    }
    let unreadable = code::RECURRENCE_UNREADABLE;
    let time = |text: &String| {
        Typed::parse(text)
            .map(|time| time.in_series(when))
            .ok_or(unreadable)
    };
    let times = |texts: &[String]| {
        texts
            .iter()
            .map(time)
            .collect::<Result<BTreeSet<_>, Code>>()
    };
    let mut recurrence = Recurrence {
        extra: times(&sent.extra)?,
        except: times(&sent.except)?,
        ..Recurrence::default()
    };
    if let Some(text) = given(sent.rule.as_ref()) {
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let rule = Rule::parse(text, when).map_err(|problem| match problem {
            RuleProblem::Unreadable => unreadable,
            RuleProblem::TooOften => code::RECURRENCE_TOO_OFTEN,
        })?;
        recurrence.rules.push(rule);
    }
    for moved in &sent.moved {
        let (starts, ends) = (time(&moved.starts)?, time(&moved.ends)?);
        When::timed(starts, ends, when.zone()).map_err(|_| code::ENDS_BEFORE_STARTS)?;
        let moved_to = Moved {
            starts,
            ends,
            title: None,
            place: None,
            cancelled: false,
        };
        recurrence.moved.insert(time(&moved.from)?, moved_to);
    }
    Ok(recurrence)
}
