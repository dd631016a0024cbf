//! Steps in a text field: each on a line of its own, with its minutes behind it in brackets.

use contract::toolbox::Step;

pub(super) fn to_lines(steps: &[Step]) -> String {
    let line = |step: &Step| match step.minutes {
        Some(minutes) => format!("{} ({minutes} min)", step.text),
        None => step.text.clone(),
    };
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(super) fn from_lines(typed: &str) -> Vec<Step> {
    typed
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(from_line)
        .collect()
}

fn from_line(line: &str) -> Step {
    let timed = line
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('))
        .and_then(|(text, time)| Some((text.trim_end(), minutes(time)?)))
        .filter(|(text, _)| !text.is_empty());
    match timed {
        Some((text, minutes)) => Step {
            text: text.to_owned(),
            minutes: Some(minutes),
        },
        None => Step {
            text: line.to_owned(),
            minutes: None,
        },
    }
}

/// `5 min`, `5 minuten`, `5 minutes`, `5m`.
fn minutes(time: &str) -> Option<i64> {
    let time = time.trim().trim_end_matches('.');
    let unit = time.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_unit = matches!(
        unit.trim(),
        "m" | "min" | "minuut" | "minuten" | "minute" | "minutes"
    );
    is_unit.then(|| time[..time.len() - unit.len()].parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn minutes_stand_in_brackets_at_the_end() {
        let steps = from_lines("Schrijf op (3 min)\n\n Praat (met z'n tweeën) \nKies (12 minuten)");
        let read: Vec<(&str, Option<i64>)> = steps
            .iter()
            .map(|step| (step.text.as_str(), step.minutes))
            .collect();
        assert_eq!(
            read,
            [
                ("Schrijf op", Some(3)),
                ("Praat (met z'n tweeën)", None),
                ("Kies", Some(12))
            ]
        );
    }

    proptest! {
        #[test]
        fn steps_go_through_the_field_unchanged(steps in proptest::collection::vec(("[a-z][a-z ]{0,20}[a-z]", proptest::option::of(1..500i64)), 0..5)) {
            let steps: Vec<Step> = steps.into_iter().map(|(text, minutes)| Step { text, minutes }).collect();
            prop_assert_eq!(from_lines(&to_lines(&steps)), steps);
        }

        #[test]
        fn no_line_is_lost_whatever_it_holds(line in "\\PC{1,40}") {
            prop_assert_eq!(from_lines(&line).len(), usize::from(!line.trim().is_empty()));
        }
    }
}
